"""Whether the sections of an index agree with one another as Documentation/index-format.md says."""
import struct

from rules import beginning, hilbert, levels, peak

NONE = 0xFFFFFFFF
TOP = 0x80000000
BEGINNINGS = 28 ** 3


def wrong_in(index, parts):
    """The first things that are wrong in some parts of the index, all where none is told."""
    wrong = []

    def expect(condition, what):
        if not condition and len(wrong) < 20:
            wrong.append(what)

    keys = [index.key(name) for name in range(index.names)]
    for part in parts or PARTS:
        PARTS[part](index, keys, expect)
    return wrong


def check_keys(index, keys, expect):
    expect(all(a < b for a, b in zip(keys, keys[1:])), "the order of keys")
    expect(max(map(len, keys), default=0) == index.longest_key, "the longest key")
    expect(index.bytes[index.start["keys"]:][:index.length["keys"]] == b"".join(keys) + bytes(8), "keys")


def check_tree(index, keys, expect):
    # Every path of words is an edge; one that other keys go on from leads to a node.
    targets = {b"": 0}
    count, leaves = 0, 0
    for name, key in enumerate(keys):
        end = 0
        path = b""
        while end < len(key):
            start = end + 1 if end else 0
            end = key.find(b" ", start)
            if end < 0:
                end = len(key)
            node, path = targets[path], key[:end]
            if path not in targets:
                targets[path] = index.target(node, key[start:end])
                count += 1
                leaves += targets[path] >= TOP
        target = targets[key]
        expect(name == (target - TOP if target & TOP else index.read("I", "nodes", target)), f"the path of {key}")
    expect(count == index.edges, f"{count} edges of {index.edges}")
    expect(count - leaves + 1 == index.count("nodes"), "the number of nodes")
    expect(index.read("I", "nodes", 0) == NONE, "the root")


def check_aids(index, keys, expect):
    for name in range(0, index.names, 8):
        head = int.from_bytes(keys[name][:8].ljust(8, b"\0"), "big")
        expect(index.read("Q", "heads", name // 8) == head, f"the head of {keys[name]}")
    table, most = [], -1
    for name, key in enumerate(keys):
        while most < beginning(key):
            table.append(name)
            most += 1
    table += [index.names] * (BEGINNINGS + 1 - len(table))
    found = index.bytes[index.start["beginnings"]:][:index.length["beginnings"]]
    expect(found == struct.pack(f"<{len(table)}I", *table), "beginnings")
    mixed = [
        name for name, key in enumerate(keys)
        if key[0] >= 0x80 and any(byte < 0x80 and chr(byte).isalnum() for byte in key)
    ]
    expect(mixed == [index.read("I", "mixed", i) for i in range(index.count("mixed"))], "mixed")
    places = [peak(index.prominence(place)) for place in range(index.places)]
    firsts = (index.read("I", "names", name, 4) for name in range(index.names))
    level = [places[index.read("I", "entries", first)] for first in firsts]
    peaks = []
    for size in levels(index.names, 32):
        level = [max(level[32 * number:32 * number + 32]) for number in range(size)]
        peaks += level
    expect(index.bytes[index.start["peaks"]:][:len(peaks)] == bytes(peaks), "peaks")


def check_entries(index, keys, expect):
    # Where an entry stands among its place's.
    listed = {entry: rank for place in range(index.places) for rank, entry in enumerate(index.listed(place))}
    expect(len(listed) == index.count("placeEntries"), "an entry that two places have")
    for name, key in enumerate(keys):
        entries = index.entry_range(name)
        expect(len(entries) > 0, f"the entries of {key}")
        order = []
        for entry in entries:
            place, text, _ = index.read("III", "entries", entry)
            text = index.string(text)
            folded = index.folding.key(text) if entry in listed else index.folding.joined(text)
            expect(folded == key.decode("utf-8"), f"{text} under {key}")
            order.append((-index.prominence(place), place, listed.get(entry, NONE)))
        expect(order == sorted(order), f"the order of {key}")
    for place in range(index.places):
        entries = index.listed(place)
        expect(entries and all(index.read("I", "entries", entry) == place for entry in entries), f"names of {place}")


def check_places(index, _, expect):
    ids = [index.sort_key(index.read("I", "placesByID", position)) for position in range(index.places)]
    expect(all(a < b for a, b in zip(ids, ids[1:])), "the order of ids")
    positions = [index.read("ii", "places", place) for place in range(index.places)]
    curve = [(hilbert(*position), index.sort_key(place)) for place, position in enumerate(positions)]
    expect(all(a < b for a, b in zip(curve, curve[1:])), "the order of places")
    boxes = [(*position, *position) for position in positions]
    stored = 0
    for size in levels(index.places, 16):
        parts = [boxes[16 * number:16 * number + 16] for number in range(size)]
        boxes = [
            (min(b[0] for b in part), min(b[1] for b in part), max(b[2] for b in part), max(b[3] for b in part))
            for part in parts
        ]
        for box in boxes:
            expect(index.read("4i", "boxes", stored) == box, f"box {stored}")
            stored += 1
    for country in range(1, index.length["countries"] // 8):
        letters, place = index.read("2s", "countries", country), index.read("I", "countries", country, 4)
        found = index.place_of("iso:" + letters.decode("ascii"))
        expect((NONE if found is None else found) == place, f"country {letters}")
    for parent in range(index.length["parents"] // 8):
        code, place = index.read("II", "parents", parent)
        found = index.place_of(index.id(code))
        expect((NONE if found is None else found) == place, f"parent {parent}")


PARTS = {
    "keys": check_keys, "tree": check_tree, "aids": check_aids, "entries": check_entries, "places": check_places,
}
