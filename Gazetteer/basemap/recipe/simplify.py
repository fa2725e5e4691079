"""Generalisation: Douglas and Peucker (1973) in degrees scaled by the cosine of the latitude, and label points."""
import heapq
import math


def simplified(points, tolerance):
    """The line with vertices dropped that lie within `tolerance` (degrees of latitude) of what remains.

    Ends stay. A closed line keeps at least four vertices.
    """
    if len(points) < 3:
        return list(points)
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda i: (distance(points[0], points[i]), -i))
        if far == 0:
            return list(points)
        first = kept(points[: far + 1], tolerance)
        second = kept(points[far:], tolerance)
        if len(first) + len(second) < 5:
            middle = widest(points[: far + 1]) or widest(points[far:])
            if middle is None:
                return [points[0], points[far], points[0]]
            ordered = sorted({0: points[0], far: points[far], points.index(middle): middle}.items())
            return [point for _, point in ordered] + [points[0]]
        return first + second[1:]
    return kept(points, tolerance)


def distance(a, b):
    scale = math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot((a[0] - b[0]) * scale, a[1] - b[1])


def offsets(points, first, last):
    """The vertex farthest from the chord first–last, and its squared distance."""
    scale = math.cos(math.radians(points[first][1]))
    ax, ay = points[first][0] * scale, points[first][1]
    dx, dy = points[last][0] * scale - ax, points[last][1] - ay
    length = dx * dx + dy * dy
    best, where = -1.0, first
    for index in range(first + 1, last):
        x, y = points[index][0] * scale - ax, points[index][1] - ay
        along = 0.0 if length == 0 else (x * dx + y * dy) / length
        along = 0.0 if along < 0 else 1.0 if along > 1 else along
        x -= along * dx
        y -= along * dy
        d = x * x + y * y
        if d > best:
            best, where = d, index
    return where, best


def widest(points):
    if len(points) < 3:
        return None
    where, best = offsets(points, 0, len(points) - 1)
    return points[where] if best > 0 else None


def kept(points, tolerance):
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    limit = tolerance * tolerance
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        where, best = offsets(points, first, last)
        if best > limit:
            keep.add(where)
            stack.append((first, where))
            stack.append((where, last))
    return [points[index] for index in sorted(keep)]


def area_km2(ring):
    """Area of a ring in square kilometres on a sphere, without sign (cylindrical equal-area, R 6371 km)."""
    total = 0.0
    previous = None
    for longitude, latitude in ring:
        x, y = math.radians(longitude), math.sin(math.radians(latitude))
        if previous is not None:
            total += previous[0] * y - x * previous[1]
        previous = (x, y)
    return abs(total) / 2 * 6371.0 ** 2


def label_point(rings, precision=0.01):
    """The pole of inaccessibility of a polygon (V. Agafonkin's polylabel), as (longitude, latitude)."""
    outer = rings[0]
    west, east = min(p[0] for p in outer), max(p[0] for p in outer)
    south, north = min(p[1] for p in outer), max(p[1] for p in outer)
    scale = max(0.05, math.cos(math.radians((south + north) / 2)))
    segments = [((a[0] * scale, a[1]), (b[0] * scale, b[1])) for ring in rings for a, b in zip(ring, ring[1:])]
    def to_outline(x, y):
        inside = False
        best = float("inf")
        for (ax, ay), (bx, by) in segments:
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
            dx, dy = bx - ax, by - ay
            length = dx * dx + dy * dy
            t = 0 if length == 0 else max(0, min(1, ((x - ax) * dx + (y - ay) * dy) / length))
            best = min(best, (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2)
        return math.sqrt(best) if inside else -math.sqrt(best)
    size = min((east - west) * scale, north - south)
    if size <= 0:
        return outer[0]
    cell = size / 2
    queue = []
    x = west * scale
    while x < east * scale:
        y = south
        while y < north:
            d = to_outline(x + cell / 2, y + cell / 2)
            heapq.heappush(queue, (-(d + cell * 0.7072), x + cell / 2, y + cell / 2, cell / 2, d))
            y += cell
        x += cell
    best = max(queue, key=lambda item: (item[4], item[1], item[2]))
    limit = size * precision
    rounds = 0
    while queue and rounds < 400:
        rounds += 1
        reach, cx, cy, half, d = heapq.heappop(queue)
        if d > best[4]:
            best = (reach, cx, cy, half, d)
        if -reach - best[4] <= limit:
            break
        quarter = half / 2
        for sx in (-quarter, quarter):
            for sy in (-quarter, quarter):
                d = to_outline(cx + sx, cy + sy)
                heapq.heappush(queue, (-(d + quarter * 1.4143), cx + sx, cy + sy, quarter, d))
    return best[1] / scale, best[2]
