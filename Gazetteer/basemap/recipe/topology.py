"""Polygons that share vertices, cut into arcs that are each there once."""
from collections import defaultdict


class Arc:
    """A line between two nodes, or a closed one; `left` and `right` are faces as one walks along it (None: no face)."""
    __slots__ = ("points", "left", "right", "seam")

    def __init__(self, points, left, right, seam):
        self.points, self.left, self.right, self.seam = points, left, right, seam


def is_seam(a, b):
    """Whether a segment is no outline but where the flat map is cut: along ±180° or at the south pole."""
    return (abs(a[0]) == 180 and a[0] == b[0]) or (a[1] <= -90 and b[1] <= -90)


def signed_area(ring):
    """Twice the area in square degrees; positive for counter-clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


def arcs_of(faces):
    """faces: {id: polygons}; neighbours share vertices exactly. Returns the arcs, in a fixed order."""
    sides = {}
    for face in sorted(faces):
        for polygon in faces[face]:
            for index, ring in enumerate(polygon):
                ring = [point for at, point in enumerate(ring) if at == 0 or point != ring[at - 1]]
                if len(ring) < 4:
                    continue
                if (signed_area(ring) > 0) != (index == 0):
                    ring.reverse()
                for a, b in zip(ring, ring[1:]):
                    key, forward = ((a, b), True) if a < b else ((b, a), False)
                    left, right = sides.get(key, (None, None))
                    sides[key] = (face, right) if forward else (left, face)
    # A segment with one face on both sides is a slit: no outline.
    links = defaultdict(list)
    for (a, b), (left, right) in sides.items():
        if left == right:
            continue
        seam = is_seam(a, b)
        links[a].append((b, left, right, seam))
        links[b].append((a, right, left, seam))
    def is_node(point):
        around = links[point]
        if len(around) != 2:
            return True
        (_, left1, right1, seam1), (_, left2, right2, seam2) = around
        return (left1, right1, seam1) != (right2, left2, seam2)
    used = set()
    arcs = []
    def walk(start, link):
        points = [start]
        before, (at, left, right, seam) = start, link
        used.add((start, at))
        used.add((at, start))
        points.append(at)
        while not is_node(at) and at != start:
            after = next(other for other in links[at] if other[0] != before)
            before, at = at, after[0]
            used.add((before, at))
            used.add((at, before))
            points.append(at)
        arcs.append(Arc(points, left, right, seam))
    for point in sorted(links):
        if is_node(point):
            for link in sorted(links[point], key=lambda link: link[0]):
                if (point, link[0]) not in used:
                    walk(point, link)
    for point in sorted(links):
        for link in sorted(links[point], key=lambda link: link[0]):
            if (point, link[0]) not in used:
                walk(point, link)
    return arcs


def outline(arcs, inside):
    """Rings around the union of faces, as lists of (arc index, reversed): the union lies on the left.

    inside: a function of a face. Returns a list of rings.
    """
    starts = defaultdict(list)
    for index, arc in enumerate(arcs):
        left, right = inside(arc.left), inside(arc.right)
        if left == right:
            continue
        reverse = right
        points = arc.points
        first, second, last = (points[-1], points[-2], points[0]) if reverse else (points[0], points[1], points[-1])
        starts[first].append((index, reverse, second, last))
    rings = []
    for first in sorted(starts):
        while starts[first]:
            ring = []
            at = first
            while starts[at]:
                index, reverse, _, last = starts[at].pop(0)
                ring.append((index, reverse))
                at = last
                if at == first:
                    break
            if at == first:
                rings.append(ring)
    return rings


def ring_points(arcs, ring):
    points = []
    for index, reverse in ring:
        part = arcs[index].points
        part = part[::-1] if reverse else part
        points.extend(part if not points else part[1:])
    return points


def contains(ring, point):
    inside = False
    x, y = point
    for (ax, ay), (bx, by) in zip(ring, ring[1:]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def polygons(arcs, rings):
    """Rings grouped to polygons: [exterior, hole, …], largest first."""
    shapes = [(ring, ring_points(arcs, ring)) for ring in rings]
    outer = [(ring, points, signed_area(points)) for ring, points in shapes if signed_area(points) > 0]
    outer.sort(key=lambda shape: (-shape[2], shape[1][0]))
    result = [[ring] for ring, _, _ in outer]
    boxes = [(min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points),
              max(p[1] for p in points)) for _, points, _ in outer]
    for ring, points in shapes:
        if signed_area(points) > 0:
            continue
        # A vertex of the hole that is not on the exterior decides; the smallest exterior that holds it owns it.
        for index in range(len(outer) - 1, -1, -1):
            west, south, east, north = boxes[index]
            probe = ((points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2)
            if west <= probe[0] <= east and south <= probe[1] <= north and contains(outer[index][1], probe):
                result[index].append(ring)
                break
    return result
