"""Reads Natural Earth 4.1 as qgis-common ships it (world_map.gpkg: countries, states_provinces, disputed_borders)."""
import sqlite3
import struct


def geometry(blob):
    """The parts of a GeoPackage geometry: polygons as lists of rings, or lines; coordinates as (longitude, latitude)."""
    envelope = (blob[3] >> 1) & 7
    parts, _ = well_known(blob, 8 + (0, 32, 48, 48, 64)[envelope])
    return parts


def well_known(blob, at):
    order = "<" if blob[at] == 1 else ">"
    kind, count = struct.unpack_from(order + "II", blob, at + 1)
    at += 9
    if kind == 2:
        return points(blob, at, order, count)
    parts = []
    for _ in range(count):
        if kind == 3:
            length, = struct.unpack_from(order + "I", blob, at)
            part, at = points(blob, at + 4, order, length)
        else:
            part, at = well_known(blob, at)
        parts.append(part)
    return parts, at


def points(blob, at, order, count):
    values = struct.unpack_from(f"{order}{2 * count}d", blob, at)
    return list(zip(values[::2], values[1::2])), at + 16 * count


class NaturalEarth:
    def __init__(self, path):
        self.database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)

    def provinces(self):
        """(fid, ISO 3166-1 code or '', name, polygons)"""
        rows = self.database.execute("select fid, iso_a2, name, geom from states_provinces order by fid")
        for fid, country, name, blob in rows:
            yield fid, "" if country == "-1" else country, name or "", geometry(blob)

    def disputed_lines(self):
        """(fid, lines)"""
        for fid, blob in self.database.execute("select fid, geom from disputed_borders order by fid"):
            yield fid, geometry(blob)
