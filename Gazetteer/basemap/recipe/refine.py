"""Gives Natural Earth's generalised topology the detail of the Digital Chart of the World.

Natural Earth says which border and shore there is between which nodes; the chart says where it runs. Each chain of arcs
between two junctions of countries is replaced by the stretch of the chart's ring of one of its countries from
junction to junction, if that stretch keeps close to the chain. What finds no match keeps Natural Earth's course. Arcs
keep their numbers and faces, so all that is known of them stays true.
"""
import math
from collections import defaultdict

import dcw
from simplify import area_km2, distance
from topology import Arc, contains, signed_area

CELL = 0.05
# How far (degrees) a junction may lie from its place on the chart, and a stretch from its chain on average.
JUNCTION_REACH = 0.3
SHORE_DEVIATION = 0.12
# Borders are stricter: where the chart has another line, Natural Earth's is the policy.
BORDER_DEVIATION = 0.045
# Two countries' rings within this distance (degrees) run along one border.
SHARED = 0.012
# An island that Natural Earth lacks is added from this size (km²).
NEW_ISLAND = 3.0


class Chart:
    """A country's rings with a grid over their vertices."""

    def __init__(self, rings):
        self.rings = []
        for ring in rings:
            if signed_area(ring) < 0:
                ring = ring[::-1]
            self.rings.append(ring[:-1])
        self.boxes = [bounds(ring) for ring in self.rings]
        self.grid = defaultdict(list)
        for number, ring in enumerate(self.rings):
            for index, (x, y) in enumerate(ring):
                self.grid[math.floor(x / CELL), math.floor(y / CELL)].append((number, index))
        self.used = set()
        longitudes = [x for ring in self.rings for x, _ in ring]
        self.span = max(longitudes) - min(longitudes) if longitudes else 0

    def near(self, point, reach):
        """(distance, ring, index) of the vertices within reach, nearest first."""
        x, y = point
        across = reach / max(0.1, math.cos(math.radians(y)))
        scale = math.cos(math.radians(y)) ** 2
        limit = reach * reach
        found = []
        for i in range(math.floor((x - across) / CELL), math.floor((x + across) / CELL) + 1):
            for j in range(math.floor((y - reach) / CELL), math.floor((y + reach) / CELL) + 1):
                for number, index in self.grid.get((i, j), ()):
                    px, py = self.rings[number][index]
                    gap = (px - x) * (px - x) * scale + (py - y) * (py - y)
                    if gap <= limit:
                        found.append((gap, number, index))
        found.sort()
        return [(math.sqrt(gap), number, index) for gap, number, index in found]

    def nearest(self, point, reach):
        """As `near`, of the smallest reach up to this one that finds something."""
        for share in (0.1, 0.3, 1):
            found = self.near(point, reach * share)
            if found:
                return found
        return []

    def touches(self, point):
        """Whether the country's outline passes within `SHARED` of a point."""
        for gap, number, index in self.near(point, 0.02)[:3]:
            if gap <= SHARED:
                return True
            ring = self.rings[number]
            for other in (index - 1, (index + 1) % len(ring)):
                if to_segment(point, ring[index], ring[other]) <= SHARED:
                    return True
        return False

    def stretch(self, number, start, end, forward):
        ring = self.rings[number]
        if forward:
            return ring[start:end + 1] if start <= end else ring[start:] + ring[:end + 1]
        return (ring[end:start + 1] if end <= start else ring[end:] + ring[:start + 1])[::-1]


def to_segment(point, a, b):
    scale = math.cos(math.radians(point[1]))
    px, py = point[0] * scale, point[1]
    ax, ay = a[0] * scale, a[1]
    dx, dy = b[0] * scale - ax, b[1] - ay
    length = dx * dx + dy * dy
    t = 0 if length == 0 else max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length))
    return math.hypot(px - ax - t * dx, py - ay - t * dy)


def length(points):
    return sum(distance(a, b) for a, b in zip(points, points[1:]))


def mean_deviation(path, chain, samples=120):
    step = max(1, len(path) // samples)
    picked = path[::step]
    # Boxes around runs of the chain spare most segments.
    runs = []
    for at in range(0, len(chain) - 1, 16):
        part = chain[at:at + 17]
        runs.append((min(p[0] for p in part), min(p[1] for p in part), max(p[0] for p in part),
                     max(p[1] for p in part), part))
    total = 0.0
    for point in picked:
        best = 3.0
        scale = math.cos(math.radians(point[1]))
        for west, south, east, north, part in runs:
            away = math.hypot(max(0, west - point[0], point[0] - east) * scale,
                              max(0, south - point[1], point[1] - north))
            if away < best:
                best = min(best, min(to_segment(point, a, b) for a, b in zip(part, part[1:])))
        total += best
    return total / len(picked)


def bounds(ring):
    return min(p[0] for p in ring), min(p[1] for p in ring), max(p[0] for p in ring), max(p[1] for p in ring)


def overlap(a, b):
    """Intersection over union of two boxes."""
    (w1, s1, e1, n1), (w2, s2, e2, n2) = a, b
    width, height = min(e1, e2) - max(w1, w2), min(n1, n2) - max(s1, s2)
    if width <= 0 or height <= 0:
        return 0
    shared = width * height
    return shared / ((e1 - w1) * (n1 - s1) + (e2 - w2) * (n2 - s2) - shared)


def chains_of(arcs, country):
    """Arcs that bound countries, strung together: lists of (arc, reversed) between junctions, or closed."""
    ends = defaultdict(list)
    bounding = [index for index, arc in enumerate(arcs) if country(arc.left) != country(arc.right)]
    for index in bounding:
        arc = arcs[index]
        pair = (country(arc.left), country(arc.right), arc.seam)
        ends[arc.points[0]].append((index, False, pair))
        ends[arc.points[-1]].append((index, True, (pair[1], pair[0], pair[2])))
    def following(point, pair):
        """The one arc that goes on with the same sides, if nothing else meets there."""
        around = ends[point]
        if len(around) != 2:
            return None
        onward = [entry for entry in around if entry[2] == pair]
        return onward[0] if len(onward) == 1 else None
    used = set()
    chains = []
    for index in bounding:
        if index in used:
            continue
        arc = arcs[index]
        pair = (country(arc.left), country(arc.right), arc.seam)
        chain = [(index, False)]
        used.add(index)
        for front in (False, True):
            while True:
                at, reverse = chain[0] if front else chain[-1]
                points = arcs[at].points
                if front:
                    end = points[-1] if reverse else points[0]
                    onward = following(end, (pair[1], pair[0], pair[2]))
                else:
                    end = points[0] if reverse else points[-1]
                    onward = following(end, pair)
                if onward is None or onward[0] in used:
                    break
                used.add(onward[0])
                if front:
                    chain.insert(0, (onward[0], not onward[1]))
                else:
                    chain.append((onward[0], onward[1]))
        chains.append((pair, chain))
    return chains


def walk(arcs, chain):
    points = []
    for index, reverse in chain:
        part = arcs[index].points[::-1] if reverse else arcs[index].points
        points += part if not points else part[1:]
    return points


class Refiner:
    def __init__(self, arcs, country, charts, pinned=()):
        """pinned: arcs that stay as they are."""
        self.arcs, self.country, self.charts = arcs, country, charts
        self.pinned = set(pinned)
        self.fixed = {end for index in self.pinned for end in (arcs[index].points[0], arcs[index].points[-1])}
        self.moved = {end: end for end in self.fixed}
        self.course = {}
        self.matched = self.kept = 0

    def run(self):
        chains = chains_of(self.arcs, self.country)
        chains = [(pair, chain, walk(self.arcs, chain)) for pair, chain in chains
                  if not pair[2] and not any(index in self.pinned for index, _ in chain)]
        sides = defaultdict(set)
        for pair, _, points in chains:
            for end in (points[0], points[-1]):
                sides[end] |= {pair[0], pair[1]}
        for pair, chain, points in chains:
            if points[0] == points[-1]:
                self.closed(pair, chain, points)
        for pair, chain, points in chains:
            if points[0] != points[-1]:
                self.open(pair, chain, points, sides)

    def hosts(self, pair):
        """Charts of the two sides, the narrower first: the chart's coordinates are coarser the wider a country is."""
        found = [self.charts[code] for code in pair if code in self.charts]
        return sorted(found, key=lambda chart: chart.span)

    def closed(self, pair, chain, points):
        best = None
        box = bounds(points)
        for chart in self.hosts(pair):
            for number in sorted({number for _, number, _ in chart.nearest(points[0], 0.5)}):
                score = overlap(box, chart.boxes[number])
                if best is None or score > best[0]:
                    best = (score, chart, number)
        if best is None or best[0] < 0.35 or best[2] in best[1].used:
            # The chart may have it in several rings (England, Scotland and Wales).
            if len(chain) > 3:
                third = len(chain) // 3
                for part in (chain[:third], chain[third:2 * third], chain[2 * third:]):
                    self.open(pair, part, walk(self.arcs, part), {})
            else:
                self.kept += 1
            return
        _, chart, number = best
        chart.used.add(number)
        ring = chart.rings[number]
        start = min(range(len(ring)), key=lambda i: distance(ring[i], points[0]))
        path = ring[start:] + ring[:start + 1]
        if (signed_area(path) > 0) != (signed_area(points) > 0):
            path.reverse()
        self.moved[points[0]] = path[0]
        self.assign(chain, path)

    def junction(self, chart, number, near, others, wanted, reach):
        """Where on a ring of the chart this border ends: where the neighbour along it changes."""
        ring = chart.rings[number]
        labels = {}
        def label(index):
            if index not in labels:
                labels[index] = next((code for code in others if self.charts[code].touches(ring[index])), None)
            return labels[index]
        mine = [(gap, index) for gap, ring_number, index in near if ring_number == number]
        if others:
            for gap, index in mine[:250]:
                here, after = label(index), label((index + 1) % len(ring))
                if here != after and here in wanted and after in wanted:
                    return index
        return mine[0][1] if mine and mine[0][0] < reach else None

    def open(self, pair, chain, points, sides):
        path = self.best_stretch(pair, points, sides)
        if path is not None:
            for old, new in ((points[0], path[0]), (points[-1], path[-1])):
                self.moved.setdefault(old, new)
            path = joined(path, self.moved[points[0]])
            path = joined(path[::-1], self.moved[points[-1]])[::-1]
            self.assign(chain, path)
        elif len(chain) > 1:
            # Perhaps only a part of it runs elsewhere.
            middle = len(chain) // 2
            for part in (chain[:middle], chain[middle:]):
                self.open(pair, part, walk(self.arcs, part), sides)
        else:
            self.kept += 1

    def best_stretch(self, pair, points, sides):
        best = None
        most = SHORE_DEVIATION if None in pair else BORDER_DEVIATION
        for chart in self.hosts(pair):
            me = next(code for code in pair if self.charts.get(code) is chart)
            near = [chart.near(end, JUNCTION_REACH) for end in (points[0], points[-1])]
            numbers = {number for _, number, _ in near[0]} & {number for _, number, _ in near[1]}
            for number in sorted(numbers, key=lambda number: (-len(chart.rings[number]), number))[:2]:
                ends = []
                for end, around in zip((points[0], points[-1]), near):
                    meeting = (set(pair[:2]) if end in self.fixed else sides.get(end, set(pair[:2]))) - {me}
                    others = sorted(code for code in meeting if code in self.charts)
                    wanted = [code if code in others else None for code in meeting]
                    reach = 0.03 if end in self.fixed else 0.15
                    ends.append(self.junction(chart, number, around, others if len(meeting) > 1 else [], wanted, reach))
                if None in ends or ends[0] == ends[1]:
                    continue
                for forward in (True, False):
                    path = chart.stretch(number, *ends, forward)
                    ratio = length(path) / max(1e-9, length(points))
                    if not 0.3 < ratio < 8:
                        continue
                    deviation = mean_deviation(path, points)
                    if deviation < (most if ratio > 0.6 else 0.04) and (best is None or deviation < best[0]):
                        best = (deviation, chart, number, path)
            if best:
                break
        if best is None:
            return None
        best[1].used.add(best[2])
        return best[3]

    def assign(self, chain, path):
        """Cuts a path at the nodes between a chain's arcs."""
        self.matched += 1
        cuts = [0]
        for position, (index, reverse) in enumerate(chain[:-1]):
            arc = self.arcs[index].points
            node = arc[0] if reverse else arc[-1]
            first, last = cuts[-1] + 1, len(path) - (len(chain) - position - 1)
            if first < last:
                place = min(range(first, last), key=lambda i: (distance(path[i], node), i))
            else:
                place = min(first, len(path) - 1)
            cuts.append(place)
            self.moved[node] = path[place]
        cuts.append(len(path) - 1)
        for (index, reverse), start, end in zip(chain, cuts, cuts[1:]):
            part = path[start:end + 1]
            if len(part) == 1:
                part = part * 2
            self.course[index] = part[::-1] if reverse else part

    def result(self, nearest_face):
        """The refined arcs with those of new islands, and the numbers of arcs that are gone."""
        arcs = []
        for index, arc in enumerate(self.arcs):
            points = list(self.course.get(index, arc.points))
            start, end = self.moved.get(arc.points[0]), self.moved.get(arc.points[-1])
            if index not in self.course:
                points = ended(points, start)
                points = ended(points[::-1], end)[::-1]
            else:
                points[0], points[-1] = start or points[0], end or points[-1]
            arcs.append(Arc(points, arc.left, arc.right, arc.seam))
        gone = set()
        for index, arc in enumerate(self.arcs):
            if index in self.course or arc.points[0] != arc.points[-1] or None not in (arc.left, arc.right):
                continue
            code = self.country(arc.left if arc.right is None else arc.right)
            # An island that the chart does not have apart (part of another ring there, or at another place).
            if code in self.charts and self.charts[code].nearest(arc.points[0], 0.15):
                gone.add(index)
        for code in sorted(self.charts):
            chart = self.charts[code]
            for number, ring in enumerate(chart.rings):
                if number in chart.used:
                    continue
                ring = ring + [ring[0]]
                if area_km2(ring) < NEW_ISLAND:
                    continue
                face = nearest_face(code, ring[0])
                if face is not None:
                    arcs.append(Arc(ring, face, None, False))
        return arcs, gone


def joined(path, start):
    """A path led to where its junction is: its first vertex replaced, or, from afar, a vertex before it."""
    return [start] + path[1:] if distance(path[0], start) < 0.02 else [start] + path


def ended(points, start):
    """A line led to another start; the vertices right beside it are left out."""
    if start is None or start == points[0]:
        return points
    rest = points[1:]
    while len(rest) > 1 and distance(rest[0], start) < 0.06:
        rest.pop(0)
    return [start] + rest
