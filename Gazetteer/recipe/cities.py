"""Towns: which of GeoNames' places are kept, how they are called in French, and which alternates stay."""

import collections
import os

import french
import spelling
import tables

_HERE = os.path.dirname(os.path.abspath(__file__))
LARGE = 5_000
# Of smaller towns than this, outside the zones, only GeoNames' own spelling stays: there are 35,000 of them.
WELL_KNOWN = 15_000
# A town without a population stands in GeoNames' selection as the seat of a division. In a few countries (China,
# Indonesia, Spain …) thousands of townships and municipalities do; elsewhere these are the towns that the press names.
MANY_SEATS = 1_000


class Zones:
    """Where places of 500 inhabitants and more are kept: whole countries, or divisions of them (`zones.tsv`)."""

    def __init__(self):
        self.countries, self.divisions = set(), set()
        for _, row in tables.read_rows(os.path.join(_HERE, "zones.tsv"), ("area", "why")):
            (self.divisions if "-" in row["area"] else self.countries).add(row["area"])

        self.partly = {code[:2] for code in self.divisions}

    def hold(self, country, division):
        return country in self.countries or division in self.divisions


def capitals(cities, countries):
    """{country code: id of its capital}: the most populous place of that name in the country."""
    found = {}
    names = {code: row["capital"] for code, row in countries.items() if row["capital"]}
    names.update(_CAPITALS)
    wanted = {code: spelling.fold(name) for code, name in names.items()}
    for identifier in sorted(cities):
        city = cities[identifier]
        code = city["countrycode"]
        name = wanted.get(code)
        if not name:
            continue
        exact = spelling.fold(city["name"]) == name
        if not exact and not any(spelling.fold(other) == name for other in city["alternatenames"]):
            continue
        rank = (exact, city["population"])
        if code not in found or rank > found[code][0]:
            found[code] = (rank, identifier)
    return {code: identifier for code, (_, identifier) in found.items()}


# Where GeoNames' country table names no capital, or one that its cities spell otherwise.
_CAPITALS = {"IL": "Jerusalem", "PS": "Ramallah", "KZ": "Astana", "UA": "Kyiv", "US": "Washington"}


# CLDR 41 does not know the zone's new name yet.
_UKRAINE = {"Europe/Kiev", "Europe/Uzhgorod", "Europe/Zaporozhye"}


def exemplars(cities, cldr):
    """({city id: French name}, zones whose city GeoNames lacks)."""
    french_names, english = cldr.exemplar_cities("fr"), cldr.exemplar_cities("en")
    aliases = cldr.zone_aliases()
    by_zone = {}
    for identifier in sorted(cities):
        by_zone.setdefault(cities[identifier]["timezone"], []).append(identifier)
    named = {}
    for identifier in sorted(cities):
        named.setdefault(spelling.fold(cities[identifier]["name"]), []).append(identifier)
    found, missing = {}, []
    for zone, name in sorted(french_names.items()):
        if zone.startswith("Etc/"):
            continue
        zones = set(aliases.get(zone, ())) | {zone}
        if zone in _UKRAINE:
            zones.add("Europe/Kyiv")
        wanted = {spelling.fold(name)} | {spelling.fold(z.rsplit("/", 1)[-1].replace("_", " ")) for z in zones}
        if zone in english:
            wanted.add(spelling.fold(english[zone]))
        wanted |= {w.split(",")[0] for w in wanted}
        best = None
        for z in sorted(zones):
            for identifier in by_zone.get(z, ()):
                city = cities[identifier]
                exact = spelling.fold(city["name"]) in wanted
                if exact or any(spelling.fold(a) in wanted for a in city["alternatenames"] if a[:1].isupper()):
                    rank = (exact, city["population"])
                    if best is None or rank > best[0]:
                        best = (rank, identifier)
        if best is None:
            # The zone was merged into another since: any town of that very name on the zone's continent.
            continent = zone.split("/")[0]
            for identifier in named.get(spelling.fold(name), []):
                if cities[identifier]["timezone"].startswith(continent):
                    rank = (True, cities[identifier]["population"])
                    if best is None or rank > best[0]:
                        best = (rank, identifier)
        if best:
            found.setdefault(best[1], name.split(",")[0].split(" (")[0].split(" [")[0])
        else:
            missing.append((zone, name))
    return found, missing


def build(cities, countries, divisions, cldr, log):
    """(place rows, name rows)."""
    zones = Zones()
    capital_ids = capitals(cities, countries)
    capital_set = set(capital_ids.values())
    exemplar, missing = exemplars(cities, cldr)
    if log:
        for zone, name in missing:
            log(f"exemplar city not in GeoNames\t{zone}\t{name}")
    wanted = {int(r["id"][3:]) for _, r in tables.read_rows(os.path.join(_HERE, "kept.tsv"), ("id", "why"))}
    unsized = collections.Counter(city["countrycode"] for city in cities.values() if not city["population"])

    kept = []
    for identifier in sorted(cities):
        city = cities[identifier]
        country = city["countrycode"]
        large = city["population"] >= LARGE or identifier in capital_set or identifier in exemplar or identifier in wanted
        large = large or (not city["population"] and unsized[country] <= MANY_SEATS)
        if not large and country not in zones.countries and country not in zones.partly:
            continue
        division = divisions.division_of(country, city["longitude"], city["latitude"])
        zone = zones.hold(country, division)
        if large or zone:
            kept.append((identifier, city, division, zone))

    seats = _seats(kept, divisions)
    dropped = _dropped()
    places, names = [], []
    for identifier, city, division, zone in kept:
        shown = exemplar.get(identifier) or french.transcribed(city) or city["name"]
        feature = "P.PPLC" if identifier in capital_set else "P.PPLA" if identifier in seats else "P.PPL"
        places.append({
            "id": f"gn:{identifier}", "name": shown, "longitude": city["longitude"], "latitude": city["latitude"], "feature": feature,
            "country": city["countrycode"], "division": f"iso:{division}" if division else "", "population": city["population"],
        })
        names += _names(identifier, city, shown, feature, zone, dropped)
    return places, names


def _seats(kept, divisions):
    """Ids of the largest town that bears its division's name."""
    best = {}
    for identifier, city, division, _ in kept:
        record = divisions.records.get(division)
        if record is None:
            continue
        key = spelling.fold(record["name"])
        named = spelling.fold(city["name"]) == key or any(
            spelling.fold(a) == key for a in city["alternatenames"] if a[:1].isupper()
        )
        if named and city["population"] > best.get(division, (-1, 0))[0]:
            best[division] = (city["population"], identifier)
    given = {int(r["id"][3:]) for _, r in tables.read_rows(os.path.join(_HERE, "seats.tsv"), ("id", "name"))}
    return {identifier for _, identifier in best.values()} | given


def _budget(city, feature, zone):
    population = city["population"]
    if city["countrycode"] == "FR":
        return 6 if population >= 500_000 else 2 if population >= 100_000 else 0
    if feature == "P.PPLC" or population >= 1_000_000:
        return 7
    if population >= 300_000:
        return 5
    if population >= 100_000:
        return 4
    if zone:
        return 4
    return 2 if population >= 30_000 else 1 if population >= WELL_KNOWN else 0


def _dropped():
    return {spelling.fold(row["name"]) for _, row in tables.read_rows(os.path.join(_HERE, "dropped.tsv"), ("name",))}


def _names(identifier, city, shown, feature, zone, dropped):
    rows = []
    seen = {spelling.fold(shown)}
    stems = [spelling.fold(shown)]

    def add(name, language, kind):
        key = spelling.fold(name)
        if key and key not in seen:
            seen.add(key)
            stems.append(key)
            rows.append({"id": f"gn:{identifier}", "name": name, "language": language, "kind": kind})

    add(city["name"], "", "variant")
    budget = _budget(city, feature, zone)
    if budget:
        main = spelling.fold(city["name"])
        choice = {}
        for name in city["alternatenames"]:
            if not spelling.useful_alternate(name):
                continue
            key = spelling.fold(name)
            if key in seen or key in dropped or not key:
                continue
            # Of several spellings of one key the one with French accents stands for all.
            old = choice.get(key)
            if old is None or (spelling.is_french_looking(name), name != key) > (spelling.is_french_looking(old), old != key):
                choice[key] = name
        ranked = sorted(
            ((spelling.french_score(name, stems[:2]) + 2 * spelling.similarity(key, main), name) for key, name in choice.items()),
            key=lambda pair: (-pair[0], pair[1]),
        )
        for score, name in ranked[:budget]:
            if score > -1:
                add(name, "", "variant")
    if feature == "P.PPLC" or (zone and city["population"] >= 5_000 and city["countrycode"] != "FR"):
        name = french.local_script_name(city)
        if name:
            add(name, "", "official")
    return rows
