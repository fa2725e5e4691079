"""Lakes and rivers of GSHHG 2.3.7, dumped with the `gmt` command and stitched together across its bins."""
import subprocess
from collections import defaultdict

from topology import signed_area


def dump(*options):
    """(level, points) of every segment that `gmt coast -M` writes."""
    text = subprocess.run(["gmt", "coast", "-Rd", "-Dh", *options, "-M", "-Vq", "--GMT_HISTORY=false"], check=True, capture_output=True,
                          text=True).stdout
    level, points = None, []
    for line in text.splitlines():
        if line.startswith(">"):
            if len(points) > 1:
                yield level, points
            level, points = int(line.rsplit(" ", 1)[1]), []
        else:
            longitude, latitude = line.split()
            points.append((float(longitude), float(latitude)))
    if len(points) > 1:
        yield level, points


def stitched(segments):
    """Segments joined where exactly two ends meet; closed ones have equal first and last points."""
    ends = defaultdict(list)
    for index, points in enumerate(segments):
        if points[0] != points[-1]:
            ends[points[0]].append(index)
            ends[points[-1]].append(index)
    used = [False] * len(segments)
    lines = []
    def extend(line):
        while line[0] != line[-1]:
            around = ends[line[-1]]
            if len(around) != 2:
                break
            following = [index for index in around if not used[index]]
            if not following:
                break
            used[following[0]] = True
            part = segments[following[0]]
            line.extend(part[1:] if part[0] == line[-1] else part[-2::-1])
    for index, points in enumerate(segments):
        if used[index]:
            continue
        used[index] = True
        line = list(points)
        extend(line)
        line.reverse()
        extend(line)
        lines.append(line)
    return lines


def lakes():
    """Polygons of lakes with their islands as holes: lists of rings."""
    by_level = defaultdict(list)
    for level, points in dump("-W"):
        by_level[level].append(points)
    rings = {level: [line for line in stitched(by_level[level]) if line[0] == line[-1] and len(line) > 3]
             for level in (2, 3)}
    shapes = []
    for ring in rings[2]:
        if signed_area(ring) < 0:
            ring.reverse()
        box = (min(p[0] for p in ring), min(p[1] for p in ring), max(p[0] for p in ring), max(p[1] for p in ring))
        shapes.append((box, [ring]))
    shapes.sort()
    for ring in rings[3]:
        if signed_area(ring) > 0:
            ring.reverse()
        x, y = ring[0]
        holders = [(box, shape) for box, shape in shapes if box[0] <= x <= box[2] and box[1] <= y <= box[3]]
        holders = [(box, shape) for box, shape in holders if holds(shape[0], ring)]
        if holders:
            min(holders, key=lambda item: (item[0][2] - item[0][0]) * (item[0][3] - item[0][1]))[1].append(ring)
    return [shape for _, shape in shapes]


def holds(outer, inner):
    from topology import contains
    return contains(outer, inner[0])


def rivers():
    """(level, line): GSHHG's classes, 0 river-lakes, 1 major … 4 minor, 5 major intermittent … 10 irrigation canals."""
    by_level = defaultdict(list)
    for level, points in dump("-Ia"):
        by_level[level].append(points)
    for level in sorted(by_level):
        for line in sorted(stitched(by_level[level])):
            yield level, line
