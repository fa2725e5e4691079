"""Names GSHHG's rivers: the shortest way through its lines between points that the table gives for a river."""
import heapq
import math
from collections import defaultdict

from simplify import distance

# How far (degrees) a point of the table may lie from the river.
REACH = 0.3
# Over what gaps (degrees) a river goes on: through lakes, or where the lines were not joined.
GAP = 0.35


def key(point):
    return round(point[0], 4), round(point[1], 4)


def edge(a, b):
    return (a, b) if a < b else (b, a)


class Network:
    def __init__(self, lines):
        self.links = defaultdict(set)
        self.cells = defaultdict(list)
        for line in lines:
            points = [key(point) for point in line]
            for a, b in zip(points, points[1:]):
                if a != b:
                    self.links[a].add(b)
                    self.links[b].add(a)
        for point in sorted(self.links):
            self.cells[self.cell(point)].append(point)
        self.bridges = defaultdict(list)
        for point in sorted(self.links):
            if len(self.links[point]) == 1:
                for other in self.around(point, GAP):
                    gap = distance(point, other)
                    # Within a line there is nothing to bridge; beyond 0.05° only ends meet ends.
                    if gap > 0 and (gap < 0.05 or len(self.links[other]) == 1):
                        self.bridges[point].append((other, 3 * gap))
                        self.bridges[other].append((point, 3 * gap))

    @staticmethod
    def cell(point):
        return math.floor(point[0] / REACH), math.floor(point[1] / REACH)

    def around(self, point, reach=REACH):
        """The vertices within reach, nearest first."""
        x, y = self.cell(point)
        near = [place for i in range(-3, 4) for j in (-2, -1, 0, 1, 2) for place in self.cells.get((x + i, y + j), ())]
        return [place for gap, place in sorted((distance(point, place), place) for place in near) if gap <= reach]

    def way(self, start, goal):
        """The shortest way from near one point to near another, or None where the lines do not join them."""
        goals = {place: distance(goal, place) for place in self.around(goal)}
        limit = 4 * distance(start, goal) + 1
        # Leaving a point sideways costs, so that the way begins on the river beside it.
        queue = [(4 * distance(start, place) + distance(place, goal), 4 * distance(start, place), place, None)
                 for place in self.around(start)]
        heapq.heapify(queue)
        before = {}
        best = None
        while queue:
            guess, cost, at, origin = heapq.heappop(queue)
            if best and guess >= best[0]:
                break
            if at in before:
                continue
            before[at] = origin
            if at in goals and (best is None or cost + 4 * goals[at] < best[0]):
                best = (cost + 4 * goals[at], at)
            onward = [(after, distance(at, after)) for after in sorted(self.links[at])] + self.bridges.get(at, [])
            for after, step in onward:
                if after not in before:
                    total = cost + step
                    if total <= limit:
                        heapq.heappush(queue, (total + distance(after, goal), total, after, at))
        if best is None:
            return None
        path = [best[1]]
        while before[path[-1]] is not None:
            path.append(before[path[-1]])
        return path[::-1]


def named_edges(lines, rows):
    """{edge: (name, rank)} of the rivers in the table, and the stretches that were not found."""
    network = Network(lines)
    names, missing = {}, []
    for row in rows:
        points = [tuple(map(float, text.split(","))) for text in row["points"].split()]
        for start, goal in zip(points, points[1:]):
            path = network.way(start, goal)
            if path is None:
                missing.append(f"{row['name']} {start}–{goal}")
                continue
            for a, b in zip(path, path[1:]):
                names.setdefault(edge(a, b), (row["name"], int(row["rank"])))
    return names, missing


def runs(line, names):
    """A line cut where its name changes: ((name, rank) or None, points)."""
    run, current = [line[0]], None
    for a, b in zip(line, line[1:]):
        name = names.get(edge(key(a), key(b)))
        if len(run) > 1 and name != current:
            yield current, run
            run = [a]
        current = name
        run.append(b)
    if len(run) > 1:
        yield current, run
