"""Writes the basemap file. Its layout is described where it is read: Sources/Basemap/BasemapFormat.swift."""
import struct

MAGIC = b"LIEUDITM"
VERSION = 1
LAYERS = ("land", "country", "division", "shore", "countryBorder", "divisionBorder", "disputedLine", "lake", "river",
          "outline")
# Micro-degrees per unit of the stored coordinates, by level (outlines have the fourth).
QUANTA = (10_000, 2_000, 200, 1_000)
LONGEST = 160
NONE = -(2 ** 31)


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return out


def zigzag(value):
    return varint(value << 1 if value >= 0 else (-value << 1) - 1)


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def adler(data):
    import zlib
    return zlib.adler32(data)


class Writer:
    def __init__(self):
        self.strings = bytearray()
        self.string_at = {}
        self.string("")
        self.arcs = bytearray()
        self.arc_count = 0
        self.arc_data = bytearray()
        self.parts = bytearray()
        self.features = []
        self.vertices = [0, 0, 0, 0]

    def string(self, text):
        if text not in self.string_at:
            data = text.encode()
            self.string_at[text] = len(self.strings)
            self.strings += varint(len(data)) + data
        return self.string_at[text]

    def add_line(self, points, level):
        """Stores a line as arcs of bounded length; returns their indices, or [] where it shrank to a point."""
        quantum = QUANTA[level]
        grid = []
        for longitude, latitude in points:
            place = (round(longitude * 1e6 / quantum), round(latitude * 1e6 / quantum))
            if not grid or grid[-1] != place:
                grid.append(place)
        if len(grid) < 2:
            return []
        indices = []
        at = 0
        pieces = max(1, -(-(len(grid) - 1) // LONGEST))
        step = -(-(len(grid) - 1) // pieces)
        while at < len(grid) - 1:
            piece = grid[at: at + step + 1]
            at += step
            west, east = min(p[0] for p in piece), max(p[0] for p in piece)
            south, north = min(p[1] for p in piece), max(p[1] for p in piece)
            # Bounds in 1/180 degree, rounded outwards.
            self.arcs += struct.pack(
                "<hhhhI", west * quantum * 9 // 50_000, south * quantum * 9 // 50_000,
                -(-east * quantum * 9 // 50_000), -(-north * quantum * 9 // 50_000), len(self.arc_data))
            self.arc_data += varint(len(piece))
            x = y = 0
            for px, py in piece:
                self.arc_data += zigzag(px - x) + zigzag(py - y)
                x, y = px, py
            indices.append(self.arc_count)
            self.arc_count += 1
            self.vertices[level] += len(piece)
        return indices

    @staticmethod
    def refs(indices):
        """indices: (arc, reversed) in walking order."""
        out = varint(len(indices))
        before = 0
        for arc, reverse in indices:
            out += zigzag(((arc - before) << 1) | (1 if reverse else 0))
            before = arc
        return out

    def add_feature(self, layer, level, shape, bounds, identity="", name="", rank=5, label=None, valid_from=None,
                    valid_to=None, note="", left="", right=""):
        """shape: for areas polygons of rings of (arc, reversed); for lines lists of (arc, reversed)."""
        kind = LAYERS.index(layer)
        out = bytearray()
        if layer in ("land", "country", "division", "lake", "outline"):
            out += varint(len(shape))
            for polygon in shape:
                out += varint(len(polygon))
                for ring in polygon:
                    out += self.refs(ring)
        else:
            out += varint(len(shape))
            for line in shape:
                out += self.refs(line)
        at = len(self.parts)
        self.parts += out
        record = struct.pack(
            "<BBBBIIIIIiiiiiiiiII", kind, level, rank, 0, self.string(identity), self.string(name), self.string(note),
            self.string(left), self.string(right), *(micro(value) for value in bounds),
            *((NONE, NONE) if label is None else (micro(label[0]), micro(label[1]))),
            NONE if valid_from is None else valid_from, NONE if valid_to is None else valid_to, at, len(out))
        self.features.append(((kind, level, rank, identity, name, bounds), identity, record))

    def write(self, path, credits):
        self.features.sort(key=lambda feature: feature[0])
        records = b"".join(record for _, _, record in self.features)
        # Areas by id: binary search over (id bytes, layer, level).
        by_id = sorted((identity.encode(), key[0], key[1], index)
                       for index, (key, identity, _) in enumerate(self.features)
                       if identity and LAYERS[key[0]] in ("country", "division", "outline"))
        index = b"".join(struct.pack("<I", entry[3]) for entry in by_id)
        credit = self.string("\n".join(credits))
        runs = bytearray()
        for kind in range(len(LAYERS)):
            for level in range(3):
                places = [at for at, (key, _, _) in enumerate(self.features) if key[:2] == (kind, level)]
                runs += struct.pack("<II", places[0] if places else 0, len(places))
        sections = [bytes(runs), records, index, bytes(self.arcs), bytes(self.arc_data), bytes(self.parts),
                    bytes(self.strings)]
        at = 128
        table = b""
        body = b""
        for section in sections:
            table += struct.pack("<II", at, len(section))
            padded = section + bytes(-len(section) % 8)
            body += padded
            at += len(padded)
        header = MAGIC + struct.pack("<III", VERSION, at, adler(body)) + table + struct.pack("<I4I", credit, *QUANTA)
        header += bytes(120 - len(header))
        with open(path, "wb") as file:
            file.write(header + struct.pack("<Q", fnv(header)) + body)
        return at, [len(section) for section in sections]


def micro(degrees):
    return round(degrees * 1e6)
