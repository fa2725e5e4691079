"""The hashes, the folding and the numbers of Documentation/index-format.md.

The tables of the folding are taken from the page itself, so that it is the page that is tested.
"""
import ast
import os
import re
import struct

PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../Documentation/index-format.md")
MASK = 0xFFFFFFFFFFFFFFFF


# Hashes


def checksum(data, start=0xCBF29CE484222325):
    value = start
    whole = len(data) & ~7
    for (word,) in struct.iter_unpack("<Q", data[:whole]):
        value = (value ^ word) * 0x100000001B3 & MASK
    return (value ^ int.from_bytes(data[whole:], "little")) * 0x100000001B3 & MASK


def word_hash(word):
    value = len(word) * 0xA24BAED4963EE407 & MASK
    for start in range(0, len(word), 8):
        value = (value ^ int.from_bytes(word[start:start + 8], "little")) * 0x9FB21C651E98DF25 & MASK
        value ^= value >> 29
    return value


def edge_hash(node, word, salt):
    value = word_hash(word) ^ ((node << 32 | salt) * 0x9E3779B97F4A7C15 & MASK)
    for _ in range(2):
        value ^= value >> 32
        value = value * 0xD6E8FEB86659FD93 & MASK
    return value ^ value >> 32


# Folding


def page_block(name):
    with open(PAGE, encoding="utf-8") as file:
        return re.search(rf"^ *```{name}\n(.*?)^ *```$", file.read(), re.M | re.S).group(1)


def scalars(ranges):
    for item in ranges:
        first, _, last = item.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


class Folding:
    apostrophes = set(scalars("0027 0060 00B4 02BC 2018 2019 201B 2032 FF07".split()))

    def __init__(self):
        self.breaks = set(scalars(page_block("word-breaks").split()))
        self.table = {}
        for line in page_block("folding").splitlines():
            text, *ranges = line.split()
            self.table.update((scalar, "" if text == "-" else text) for scalar in scalars(ranges))

    def is_word(self, scalar):
        return chr(scalar).isalnum() if scalar < 0x80 else scalar not in self.breaks

    def character(self, scalar):
        if scalar in self.table:
            return self.table[scalar]
        return "".join(self.table.get(ord(lower), lower) for lower in chr(scalar).lower())

    def key(self, text):
        words, word = [], []
        for scalar in [ord(character) for character in text] + [0x20]:
            if self.is_word(scalar):
                word.append(self.character(scalar))
                continue
            folded = "".join(word)
            word = []
            if folded:
                words.append({"st": "saint", "ste": "sainte"}.get(folded, folded))
        return " ".join(words)

    def joined(self, text):
        """The name's other key; None where it has no other."""
        kept, before = [], 0
        for index, character in enumerate(text):
            if self.is_word(ord(character)):
                before += 1
            elif (
                ord(character) in self.apostrophes and before >= 2 and index + 1 < len(text)
                and self.is_word(ord(text[index + 1]))
            ):
                continue
            else:
                before = 0
            kept.append(character)
        key = self.key("".join(kept))
        return None if key == self.key(text) else key


# Numbers


def hilbert(longitude, latitude):
    x = (longitude + 1800000000) * 65535 // 3600000000
    y = (latitude + 900000000) * 65535 // 1800000000
    position, side = 0, 1 << 15
    while side:
        right, top = int(x & side != 0), int(y & side != 0)
        position += side * side * ((3 * right) ^ top)
        if not top:
            if right:
                x, y = 65535 - x, 65535 - y
            x, y = y, x
        side >>= 1
    return position


def prominence(feature, population):
    if feature.startswith("A.PCL"):
        return 64.0 * max(population, 50000)
    if feature.startswith("A"):
        return max(population / 4, 3000.0)
    if feature == "P.PPLC":
        return 8.0 * max(population, 5000)
    if feature == "P.PPLA":
        return float(max(population, 5000))
    return float(max(population, 100 if feature.startswith("P") else 60000))


def peak(value):
    (bits,) = struct.unpack("<I", struct.pack("<f", max(1.0, value)))
    return min(255, (bits >> 21) - 507)


def beginning(key):
    number = 0
    for index in range(3):
        byte = key[index] if index < len(key) else 0
        number = number * 28 + (0 if byte < 0x61 else min(byte - 0x60, 27))
    return number


def levels(count, fanout):
    sizes = []
    while count:
        count = -(-count // fanout)
        sizes.append(count)
        if count == 1:
            break
    return sizes


# Examples


def wrong_examples():
    """The examples that these rules give another answer to."""
    folding = Folding()
    functions = {
        "checksum": lambda text: checksum(text.encode()), "word": lambda text: word_hash(text.encode()),
        "edge": lambda node, word, salt: edge_hash(node, word.encode(), salt), "fold": folding.key,
        "joined": folding.joined, "hilbert": hilbert, "peak": peak, "prominence": prominence,
        "beginning": lambda text: beginning(text.encode()),
    }
    wrong = []
    for line in page_block("examples").splitlines():
        name, arguments, expected = re.fullmatch(r"(\w+)\((.*)\) = (.*)", line).groups()
        found = functions[name](*ast.literal_eval(f"({arguments},)"))
        if found != ast.literal_eval(expected):
            wrong.append(f"{line}: found {found!r}")
    return wrong
