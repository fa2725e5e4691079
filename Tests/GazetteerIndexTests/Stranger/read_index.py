"""Reads a compiled gazetteer by what Documentation/index-format.md says, and by nothing else.

Usage: read_index.py INDEX QUESTION...     one question, its answer as JSON
       read_index.py INDEX -               a question a line, parts separated by tabs; an answer a line

info                  checks the whole file's checksums; the header's counts
check PART...         whether the sections agree with one another, in keys, tree, aids (heads, beginnings, peaks,
                      mixed), entries, places or, without a part, all of these: a list of what is wrong
examples              whether this reader gives what the page's examples say: a list of what is wrong
fold TEXT             the key of a name
find NAME             the bearers of a name, by the word tree
place ID              a place, by its id
near LON LAT COUNT    the places nearest to a position, by the R-tree
beginning LETTERS     the keys that begin with one to three letters of a to z
names STEP            every STEPth name's key
places STEP           every STEPth place's id

Python 3.9 or newer, standard library. `rules.py` has the page's arithmetic, `check_index.py` the checks.
"""
import datetime
import functools
import heapq
import json
import math
import mmap
import os
import re
import struct
import sys
import unicodedata

sys.dont_write_bytecode = True

from check_index import wrong_in
from rules import Folding, beginning, checksum, edge_hash, levels, prominence, wrong_examples

MAGIC = b"\x89LIEU\r\n\x1a"
VERSION = 3
SECTIONS = (
    "sources features countries labels dates usages parents extents details places placesByID boxes edges nodes names "
    "keys heads beginnings peaks entries placeEntries strings mixed"
).split()
# Bytes of a record, where it is not a u32.
RECORDS = {
    "features": 8, "countries": 8, "dates": 8, "usages": 12, "parents": 8, "extents": 40, "details": 20, "places": 36,
    "boxes": 16, "edges": 64, "names": 8, "heads": 8, "entries": 12,
}
HEADER = 128
TABLE_END = HEADER + 24 * len(SECTIONS)
NONE = 0xFFFFFFFF
TOP = 0x80000000
KINDS = ["display", "official", "variant", "short", "colloquial", "historic"]
BEGINNINGS = 28 ** 3
RADIUS = 6371008.7714


class Damaged(Exception):
    pass


def distance(longitude, latitude, other):
    """Metres along a great circle, positions in degrees."""
    a, b = math.radians(latitude), math.radians(other[1])
    turn = math.radians(other[0] - longitude)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(half)))


def distance_to_box(longitude, latitude, box):
    """No point of a box is nearer."""
    west, south, east, north = box
    if west <= longitude <= east:
        return RADIUS * math.radians(max(0.0, south - latitude, latitude - north)) - 1
    phi = math.radians(latitude)
    south, north = math.radians(south), math.radians(north)
    best = -1.0
    for side in (west, east):
        # The cosine of the distance to latitude t on the side's meridian is a cos t + b sin t.
        a, b = math.cos(phi) * math.cos(math.radians(side - longitude)), math.sin(phi)
        vertex = math.atan2(b, a)
        for t in (south, north) + ((vertex,) if south <= vertex <= north else ()):
            best = max(best, a * math.cos(t) + b * math.sin(t))
    return RADIUS * math.acos(min(1.0, best)) - 1


@functools.lru_cache(None)
def packed(form):
    return struct.Struct("<" + form)


class Index:
    def __init__(self, path):
        with open(path, "rb") as file:
            if os.path.getsize(path) < TABLE_END:
                raise Damaged("too short")
            self.bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        size = len(self.bytes)
        if self.bytes[:8] != MAGIC:
            raise Damaged("the magic bytes")
        version, count, length = struct.unpack_from("<IIQ", self.bytes, 8)
        if version != VERSION or count != len(SECTIONS) or length != size:
            raise Damaged(f"format {version}, {count} sections, {length} bytes of {size}")
        (self.places, self.names, self.entries, self.edges, self.buckets, self.salt, self.longest_probe,
         self.longest_key) = struct.unpack_from("<5Q3I", self.bytes, 24)
        (self.checksum,) = struct.unpack_from("<Q", self.bytes, 120)
        if self.checksum != checksum(self.bytes[HEADER:TABLE_END], checksum(self.bytes[:120])):
            raise Damaged("the header's checksum")
        if max(self.places, self.names, self.entries, self.buckets) >= min(NONE, size + 1) or not self.buckets:
            raise Damaged("the counts")
        fixed = {
            "places": 36 * self.places, "placesByID": 4 * self.places, "edges": 64 * self.buckets,
            "names": 8 * (self.names + 1), "heads": 8 * -(-self.names // 8), "beginnings": 4 * (BEGINNINGS + 1),
            "peaks": sum(levels(self.names, 32)), "entries": 12 * self.entries,
            "boxes": 16 * sum(levels(self.places, 16)),
        }
        self.start, self.length = {}, {}
        for number, name in enumerate(SECTIONS):
            start, length, _ = struct.unpack_from("<QQQ", self.bytes, HEADER + 24 * number)
            if start % 64 or start < TABLE_END or start > size or length > size - start:
                raise Damaged(f"the bounds of {name}")
            if fixed.get(name, length) != length:
                raise Damaged(f"the length of {name}")
            self.start[name], self.length[name] = start, length
        self.folding = Folding()

    def read(self, form, section, position, offset=0):
        """The numbers of a record of a section, by its position and where in it they start."""
        record = packed(form)
        at = position * RECORDS.get(section, 4) + offset
        if at < 0 or at + record.size > self.length[section]:
            raise Damaged(f"{position} of {section}")
        found = record.unpack_from(self.bytes, self.start[section] + at)
        return found[0] if len(found) == 1 else found

    def count(self, section):
        """How many u32 a section has."""
        return self.length[section] // 4

    def verify(self):
        end = TABLE_END
        for number, name in enumerate(SECTIONS):
            start, length, expected = struct.unpack_from("<QQQ", self.bytes, HEADER + 24 * number)
            if start - end not in range(64) or any(self.bytes[end:start]):
                raise Damaged(f"what stands before {name}")
            end = start + length
            if checksum(self.bytes[start:end]) != expected:
                raise Damaged(f"the checksum of {name}")
        if end != len(self.bytes):
            raise Damaged("the file's end")

    # Values

    def string_bytes(self, string):
        at, length, shift = self.start["strings"] + string, 0, 0
        end = self.start["strings"] + self.length["strings"]
        for _ in range(5):
            if at >= end:
                raise Damaged(f"string {string}")
            byte = self.bytes[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        if length > end - at:
            raise Damaged(f"string {string}")
        return self.bytes[at:at + length]

    def string(self, string):
        return self.string_bytes(string).decode("utf-8")

    def id(self, code):
        if code == TOP:
            return None
        return f"gn:{code}" if code < TOP else self.string(code - TOP)

    def label(self, label):
        return self.string(self.read("I", "labels", label)) if label else None

    def dates(self, pair):
        first = datetime.date(1970, 1, 1).toordinal()
        return [
            None if days == -2 ** 31 else datetime.date.fromordinal(first + days).isoformat()
            for days in self.read("ii", "dates", pair)
        ]

    # Names

    def key(self, name):
        start, end = self.read("I", "names", name), self.read("I", "names", name + 1)
        if not start <= end <= self.length["keys"] - 8:
            raise Damaged(f"the key of name {name}")
        return self.bytes[self.start["keys"] + start:self.start["keys"] + end]

    def entry_range(self, name):
        return range(self.read("I", "names", name, 4), self.read("I", "names", name + 1, 4))

    def target(self, node, word):
        mixed = edge_hash(node, word, self.salt)
        bucket, fingerprint = ((mixed >> 32) * self.buckets) >> 32, mixed & 0xFFFFFFFF
        for _ in range(min(self.longest_probe, self.buckets)):
            slots = self.read("16I", "edges", bucket)
            for slot in range(8):
                if slots[slot] == fingerprint and slots[8 + slot]:
                    return slots[8 + slot]
            if not slots[15]:
                return 0
            bucket = (bucket + 1) % self.buckets
        return 0

    def name_of(self, key):
        """The name that has a key; None where none has."""
        target = 0
        for word in key.split(b" "):
            if target & TOP:
                return None
            target = self.target(target, word)
            if not target:
                return None
        name = target - TOP if target & TOP else self.read("I", "nodes", target)
        return name if name < self.names and self.key(name) == key else None

    def name(self, entry):
        """A name of a place, as JSON has it."""
        _, text, usage = self.read("III", "entries", entry)
        dates, language, side, kind = self.read("IHHB", "usages", usage)
        first, last = self.dates(dates)
        return {
            "text": self.string(text), "language": self.label(language), "side": self.label(side),
            "kind": KINDS[kind] if kind < len(KINDS) else "variant", "from": first, "to": last,
        }

    # Places

    def coordinate(self, place):
        longitude, latitude = self.read("ii", "places", place)
        return [longitude / 1e7, latitude / 1e7]

    def feature(self, place):
        return self.read("8s", "features", self.read("H", "places", place, 14)).rstrip(b"\0").decode("ascii")

    def population(self, place):
        low, high = self.read("IH", "places", place, 8)
        return high << 32 | low

    def prominence(self, place):
        return prominence(self.feature(place), self.population(place))

    def place_id(self, place):
        return self.id(self.read("I", "places", place, 16))

    def listed(self, place):
        """The entries of a place."""
        start = self.read("I", "places", place, 20)
        end = self.read("I", "places", place + 1, 20) if place + 1 < self.places else self.count("placeEntries")
        return [self.read("I", "placeEntries", position) for position in range(start, end)]

    def place(self, place):
        """A place, as JSON has it."""
        division, country, _, detail = self.read("IHHI", "places", place, 24)
        letters = self.read("2s", "countries", country).decode("ascii") if country else None
        answer = {
            "ordinal": place, "id": self.place_id(place), "coordinate": self.coordinate(place),
            "feature": self.feature(place), "country": letters, "population": self.population(place),
            "division": None if division == NONE else self.place_id(division), "parents": [], "extent": None,
            "from": None, "to": None, "names": [self.name(entry) for entry in self.listed(place)],
        }
        answer["name"] = answer["names"][0]["text"]
        if detail != NONE:
            first, count, extent, dates, stray = self.read("5I", "details", detail)
            answer["parents"] = [
                self.id(self.read("I", "parents", position)) for position in range(first, first + count)
            ]
            answer["from"], answer["to"] = self.dates(dates)
            if division == NONE:
                answer["division"] = self.id(stray)
            if extent != NONE:
                kind, *values = self.read("Q4d", "extents", extent)
                answer["extent"] = values if kind == 0 else values[:1]
        return answer

    def sort_key(self, place):
        """What `placesByID` is sorted by."""
        code = self.read("I", "places", place, 16)
        return (0, code, b"") if code < TOP else (1, 0, self.string_bytes(code - TOP))

    def place_of(self, wanted):
        match = re.fullmatch(r"gn:(0|[1-9][0-9]{0,9})", wanted, re.ASCII)
        if match and int(match.group(1)) < TOP:
            key = (0, int(match.group(1)), b"")
        else:
            key = (1, 0, wanted.encode("utf-8"))
        low, high = 0, self.places
        while low < high:
            middle = (low + high) // 2
            if self.sort_key(self.read("I", "placesByID", middle)) < key:
                low = middle + 1
            else:
                high = middle
        if low == self.places:
            return None
        place = self.read("I", "placesByID", low)
        return place if self.sort_key(place) == key else None

    def box(self, number):
        return [bound / 1e7 for bound in self.read("4i", "boxes", number)]

    # Questions

    def ask(self, question, *arguments):
        return getattr(self, "answer_" + question)(*arguments)

    def answer_info(self):
        self.verify()
        return {
            "version": VERSION, "checksum": f"{self.checksum:016x}", "places": self.places, "names": self.names,
            "entries": self.entries, "sources": self.bytes[self.start["sources"]:][:self.length["sources"]].decode(),
            "unicode": unicodedata.unidata_version,
        }

    def answer_fold(self, text):
        return self.folding.key(text)

    def answer_find(self, text):
        name = self.name_of(self.folding.key(text).encode("utf-8"))
        if name is None:
            return None
        bearers = []
        for entry in self.entry_range(name):
            place = self.place(self.read("I", "entries", entry))
            bearers.append({"place": place, "as": self.name(entry)})
        return {"ordinal": name, "key": self.key(name).decode("utf-8"), "bearers": bearers}

    def answer_place(self, wanted):
        place = self.place_of(wanted)
        return None if place is None else self.place(place)

    def answer_near(self, longitude, latitude, count):
        longitude, latitude, count = float(longitude), float(latitude), int(count)
        sizes = levels(self.places, 16)
        starts = [sum(sizes[:level]) for level in range(len(sizes))]
        # A box is known by its level and number there, a place is of level -1.
        queue = [(0.0, len(sizes) - 1, 0)] if sizes else []
        found = []
        while queue and len(found) < count:
            metres, level, number = heapq.heappop(queue)
            if level < 0:
                found.append({"ordinal": number, "id": self.place_id(number), "distance": metres})
                continue
            for child in range(16 * number, min(16 * number + 16, sizes[level - 1] if level else self.places)):
                if level:
                    bound = distance_to_box(longitude, latitude, self.box(starts[level - 1] + child))
                else:
                    bound = distance(longitude, latitude, self.coordinate(child))
                heapq.heappush(queue, (bound, level - 1, child))
        return found

    def answer_beginning(self, letters):
        step = 28 ** (3 - len(letters))
        number = beginning(letters.encode("ascii"))
        names = range(self.read("I", "beginnings", number), self.read("I", "beginnings", number + step))
        return [self.key(name).decode("utf-8") for name in names]

    def answer_names(self, step):
        return {name: self.key(name).decode("utf-8") for name in range(0, self.names, int(step))}

    def answer_places(self, step):
        return {place: self.place_id(place) for place in range(0, self.places, int(step))}

    def answer_examples(self):
        return wrong_examples()

    def answer_check(self, *parts):
        return wrong_in(self, parts)


def main():
    path, *question = sys.argv[1:]
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdin.reconfigure(encoding="utf-8", newline="\n")
    try:
        index = Index(path)
        for parts in (line.rstrip("\n").split("\t") for line in sys.stdin) if question == ["-"] else [question]:
            print(json.dumps(index.ask(*parts), ensure_ascii=False))
    except Damaged as damage:
        sys.exit(f"{path}: damaged: {damage}")


if __name__ == "__main__":
    main()
