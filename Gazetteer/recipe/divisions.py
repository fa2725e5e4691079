#!/usr/bin/env python3
"""Writes Gazetteer/recipe/divisions.tsv: which ISO 3166-2 code each Natural Earth 4.1 province (states_provinces) has.

Natural Earth's table, as qgis-common ships it, lost its ISO codes; they come back by name: the provinces' names
against the names of ISO 3166-2 in iso-codes and CLDR, folded, then transcription-blind, then similar. A curated table
(divisions-curated.tsv) goes first: it decides what names cannot.

    python3 Gazetteer/recipe/divisions.py --map world_map.gpkg --iso-codes /usr/share/iso-codes/json \
        --cldr /usr/share/unicode/cldr/common
"""
import argparse
import difflib
import json
import os
import re
import sqlite3
import sys
import unicodedata
import xml.etree.ElementTree
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
LANGUAGES = ("en", "fr", "de", "es", "it")
# Generic nouns and articles: no part of a division's own name.
GENERIC = set("""
oblast oblasti kray krai okrug autonomous avtonomnyy autonoma republic respublika respublikasi province provincia
provincie provinsi provinz region regiao regione regiunea department departement departamento departemento county comte
distrito district governorate gouvernorat muhafazat municipality municipiul city town ville state estado etat land lan
laani prefecture rayon raionul rayonu raion sahari wilaya wilayat vilayet velayat ostan marz parish judet judetul
judetul zupanija fylke amt metropolitan borough unitary authority council voivodeship wojewodztwo gobolka changwat tinh
thanh pho khett aimag aymag territory federal emirate imarat mintaqat division zila sheng shi zizhiqu misto oblys oblysy
qalasy comunidad comunitat obshtina kommune gemeente canton kanton wilayah daerah propinsi provins of de du des da la le
les l d el al ash ad as at ar an the and et y i e
""".split())
# Countries whose codes CLDR still has from before a renumbering: its names there belong to other codes.
RENUMBERED = {"IR"}
LETTERS = str.maketrans({
    "ə": "a", "ǝ": "a", "ı": "i", "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h", "ð": "d",
    "þ": "th"})
# Spellings of one sound, so that transcriptions meet.
SOUNDS = (("kh", "h"), ("sh", "s"), ("ch", "c"), ("zh", "z"), ("dz", "z"), ("dj", "j"), ("ou", "u"), ("oo", "u"),
          ("ee", "i"), ("ph", "f"), ("q", "k"), ("y", "i"), ("w", "v"), ("x", "h"), ("gh", "g"), ("th", "t"),
          ("ck", "k"), ("c", "k"))


def fold(text):
    text = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = re.sub(r"['’ʿʾ`ʻ]", "", text)
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def keys(name):
    """The folded forms of a name: whole, without generics, run together; of each half of `X (Y)` and `X, Y`."""
    name = re.sub(r"\[.*?\]", "", name)
    parts = [name]
    brackets = re.match(r"(.*?)\s*\((.*)\)", name)
    if brackets:
        parts = [brackets[1], brackets[2]]
    if "," in name:
        first, second = name.split(",", 1)
        parts += [second + " " + first, first]
    found = set()
    for part in parts:
        folded = fold(part)
        words = [word for word in folded.split() if word not in GENERIC]
        if folded:
            found.add(folded)
        if words:
            found.add(" ".join(words))
            found.add("".join(words))
    return found


def skeleton(key):
    key = key.replace(" ", "")
    for spelling, sound in SOUNDS:
        key = key.replace(spelling, sound)
    return re.sub(r"(.)\1", r"\1", key)


def iso_names(iso_codes, cldr):
    names = defaultdict(set)
    with open(os.path.join(iso_codes, "iso_3166-2.json"), encoding="utf-8") as file:
        for entry in json.load(file)["3166-2"]:
            names[entry["code"]].add(entry["name"])
    for language in LANGUAGES:
        tree = xml.etree.ElementTree.parse(os.path.join(cldr, "subdivisions", language + ".xml"))
        for entry in tree.iter("subdivision"):
            kind = entry.get("type")
            code = (kind[:2] + "-" + kind[2:]).upper()
            if code in names and code[:2] not in RENUMBERED and entry.get("alt") is None:
                names[code].add(entry.text)
    return names


def curated():
    table = {}
    with open(os.path.join(HERE, "divisions-curated.tsv"), encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if not line.startswith("#")]
    for line in lines[1:]:
        ne, code = line.split("\t")[:2]
        table[int(ne)] = code
    return table


def candidates(provinces, codes, key_sets, skeletons, similar):
    """(score, fid, code) by name; a province's own name counts for more than its other names."""
    for fid, spellings in provinces:
        for penalty, spelling in spellings:
            own = keys(spelling)
            own_skeletons = {skeleton(key) for key in own}
            for code in codes:
                score = 0
                if own & key_sets[code]:
                    score = 1.0
                elif own_skeletons & skeletons[code]:
                    score = 0.97
                elif similar:
                    for left in own_skeletons:
                        for right in skeletons[code]:
                            if len(left) > 3 and len(right) > 3:
                                ratio = difflib.SequenceMatcher(None, left, right).ratio()
                                score = max(score, 0.95 * ratio)
                if score >= 0.8:
                    yield score - penalty, fid, code


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--map", required=True)
    arguments.add_argument("--iso-codes", default="/usr/share/iso-codes/json")
    arguments.add_argument("--cldr", default="/usr/share/unicode/cldr/common")
    arguments.add_argument("--check", action="store_true", help="write nothing; fail where the table would differ")
    options = arguments.parse_args()
    names = iso_names(options.iso_codes, options.cldr)
    by_country = defaultdict(list)
    for code in sorted(names):
        by_country[code[:2]].append(code)
    database = sqlite3.connect(f"file:{options.map}?mode=ro&immutable=1", uri=True)
    provinces = database.execute(
        "select fid, iso_a2, name, gn_name, woe_label, woe_name from states_provinces order by fid").fetchall()
    decided = {fid: (code, "curated") for fid, code in curated().items()}
    taken = {code for code, _ in decided.values()}
    groups = defaultdict(list)
    for fid, country, name, geonames, label, where_on_earth in provinces:
        spellings = [(0.0, name), (0.01, geonames), (0.02, label.split(",")[0] if label else None),
                     (0.03, where_on_earth)]
        groups[country].append((fid, [(penalty, text) for penalty, text in spellings if text]))
    for country in sorted(groups):
        for similar in (False, True):
            codes = [code for code in by_country[country] if code not in taken]
            key_sets = {code: set().union(*(keys(name) for name in names[code])) for code in codes}
            skeletons = {code: {skeleton(key) for key in key_sets[code]} for code in codes}
            left = [province for province in groups[country] if province[0] not in decided]
            found = sorted(candidates(left, codes, key_sets, skeletons, similar), key=lambda c: (-c[0], c[1], c[2]))
            for score, fid, code in found:
                if fid not in decided and code not in taken:
                    decided[fid] = (code, "similar" if similar else "name")
                    taken.add(code)
    lines = ["# Natural Earth 4.1 provinces (fid in qgis-common's world_map.gpkg, states_provinces) and their ISO 3166-2 codes.",
             "# Made by divisions.py from Natural Earth (public domain), iso-codes (LGPL 2.1) and CLDR (Unicode);",
             "# how: name, similar (spelling) or curated; several fids may share a code. CC BY 4.0.",
             "ne_fid\tcountry\tne_name\tiso\thow"]
    for fid, country, name, *_ in provinces:
        code, how = decided.get(fid, ("", ""))
        lines.append(f"{fid}\t{'' if country == '-1' else country}\t{name or ''}\t{code}\t{how}")
    table = "\n".join(lines) + "\n"
    path = os.path.join(HERE, "divisions.tsv")
    if options.check:
        with open(path, encoding="utf-8", newline="") as file:
            if file.read() != table:
                sys.exit("divisions.py: divisions.tsv is not what its sources make; run make gazetteer")
    else:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(table)
    matched = sum(1 for province in provinces if decided.get(province[0], ("",))[0])
    print(f"{matched} of {len(provinces)} provinces have a code ({100 * matched / len(provinces):.1f} %)")


if __name__ == "__main__":
    main()
