"""Polygons out of a GeoPackage, and the few questions the recipe asks of them.

Coordinates are degrees, longitude first. Shapes are small enough to be treated as plane figures.
Format: OGC GeoPackage 1.3, clause 2.1.3 (header), ISO 13249-3 well-known binary (body).
"""

import sqlite3
import struct


class ShapeError(Exception):
    """A geometry that is not what the recipe can read."""


class Shape:
    """A multipolygon: parts, each a list of rings, each a list of (longitude, latitude)."""

    def __init__(self, parts):
        self.parts = parts
        self.boxes = [_box(part[0]) for part in parts]
        self.areas = [abs(_area(part[0])) for part in parts]
        self.box = _union(self.boxes)
        self.area = sum(self.areas)

    def contains(self, longitude, latitude):
        for part, (west, south, east, north) in zip(self.parts, self.boxes):
            if west <= longitude <= east and south <= latitude <= north:
                inside = False
                for ring in part:
                    inside ^= _crosses_odd(ring, longitude, latitude)
                if inside:
                    return True
        return False

    def distance(self, longitude, latitude):
        """Degrees to the nearest vertex, longitude shortened by nothing: only good for ranking neighbours."""
        return min(
            (x - longitude) ** 2 + (y - latitude) ** 2 for part in self.parts for x, y in part[0]
        ) ** 0.5

    def label_point(self):
        """The centroid where that lies inside, else that of the largest part, else the middle of its widest inner span."""
        middles = [_centroid(part[0]) for part in self.parts]
        x = sum(point[0] * area for point, area in zip(middles, self.areas)) / self.area
        y = sum(point[1] * area for point, area in zip(middles, self.areas)) / self.area
        if self.box[2] - self.box[0] < 180 and self.contains(x, y):
            return x, y
        largest = max(range(len(self.parts)), key=lambda index: self.areas[index])
        part = self.parts[largest]
        x, y = _centroid(part[0])
        alone = Shape([part])
        if alone.contains(x, y):
            return x, y
        _, south, _, north = self.boxes[largest]
        best = None
        for step in range(1, 40):
            latitude = south + (north - south) * step / 40 + 1e-7
            crossings = sorted(
                at for ring in part for at in _crossings(ring, latitude)
            )
            for left, right in zip(crossings[0::2], crossings[1::2]):
                if best is None or right - left > best[0]:
                    best = (right - left, (left + right) / 2, latitude)
        if best is None:
            raise ShapeError("a polygon without an inside")
        return best[1], best[2]

    def extent(self):
        """W, S, E, N of the body of the place: far and small pieces (overseas islets) are left out; W > E across 180°."""
        order = sorted(range(len(self.parts)), key=lambda index: -self.areas[index])
        west, south, east, north = self.boxes[order[0]]
        total = self.area
        changed = True
        left = order[1:]
        while changed:
            changed = False
            for index in list(left):
                w, s, e, n = self.boxes[index]
                shift = min((0, 360, -360), key=lambda d: abs((w + e) / 2 + d - (west + east) / 2))
                w, e = w + shift, e + shift
                gap = max(w - east, west - e, s - north, south - n, 0)
                if gap <= 3 or self.areas[index] >= 0.1 * total:
                    west, south, east, north = min(west, w), min(south, s), max(east, e), max(north, n)
                    left.remove(index)
                    changed = True
        if east - west >= 359.5:
            return -180.0, south, 180.0, north
        return _wrap(west), south, _wrap(east), north


def _wrap(longitude):
    return (longitude + 180) % 360 - 180 if not -180 <= longitude <= 180 else longitude


def _box(ring):
    xs = [x for x, _ in ring]
    ys = [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _union(boxes):
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _area(ring):
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:])) / 2


def _centroid(ring):
    ox, oy = ring[0]
    area = cx = cy = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        x0, y0, x1, y1 = x0 - ox, y0 - oy, x1 - ox, y1 - oy
        cross = x0 * y1 - x1 * y0
        area += cross
        cx += (x0 + x1) * cross
        cy += (y0 + y1) * cross
    if area == 0:
        return ox, oy
    return ox + cx / (3 * area), oy + cy / (3 * area)


def _crosses_odd(ring, x, y):
    inside = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


def _crossings(ring, y):
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        if (y0 > y) != (y1 > y):
            yield (x1 - x0) * (y - y0) / (y1 - y0) + x0


def merge(shapes):
    return Shape([part for shape in shapes for part in shape.parts])


def read_layer(path, table, columns):
    """Rows of a GeoPackage table in the order of their key: (values of `columns`, Shape)."""
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as database:
        names = ", ".join(f'"{name}"' for name in columns)
        for row in database.execute(f'SELECT geom, {names} FROM "{table}" ORDER BY fid'):
            yield row[1:], Shape(_parse(row[0]))


def _parse(blob):
    if blob[:2] != b"GP":
        raise ShapeError(f"expected a GeoPackage geometry (GP), found {blob[:2]!r}")
    envelope = (blob[3] >> 1) & 7
    start = 8 + (0, 32, 48, 48, 64)[envelope]
    kind = struct.unpack_from("<I", blob, start + 1)[0]
    if blob[start] != 1 or kind not in (3, 6):
        raise ShapeError(f"expected a little-endian polygon or multipolygon, found type {kind}")
    if kind == 3:
        return [_polygon(blob, start)[0]]
    count = struct.unpack_from("<I", blob, start + 5)[0]
    at = start + 9
    parts = []
    for _ in range(count):
        part, at = _polygon(blob, at)
        parts.append(part)
    return parts


def _polygon(blob, at):
    rings = []
    count = struct.unpack_from("<I", blob, at + 5)[0]
    at += 9
    for _ in range(count):
        points = struct.unpack_from("<I", blob, at)[0]
        flat = struct.unpack_from(f"<{2 * points}d", blob, at + 4)
        rings.append(list(zip(flat[0::2], flat[1::2])))
        at += 4 + 16 * points
    return rings, at
