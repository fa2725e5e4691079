"""First-order divisions: the codes of ISO 3166-2, CLDR's French for them, and their shapes.

The shapes carry no ISO code; `divisions.tsv`, which `divisions.py` makes for the base map too, says which is whose.
"""

import os
import re

import shapes
import spelling
import tables

_HERE = os.path.dirname(os.path.abspath(__file__))

_GENERIC = set(
    "rayon rayonu region province oblast sahari city district municipality governorate state department departement wilaya "
    "raion judet county comte prefecture republic respublika autonomous avtonomna krai kray okrug territory parish "
    "departamento provincia regiao region estado distrito capital mkhare oblasty gorod misto voivodeship wojewodztwo "
    "mintaqah muhafazat wilayat ostan sheng shi de di du da do la le el al of the des dos and y et en i special federal "
    "division canton kanton governate gouvernorat zone canton commune council islands island isla ile comarca "
    "megye apskritis maakond novads pagasts obcina opstina concelho changwat tinh thanh pho zhou emirate eparchia".split()
)


def _key(name):
    words = re.sub(r"[^\w ]", " ", spelling.fold(name)).split()
    kept = [word for word in words if word not in _GENERIC]
    return " ".join(kept or words)


# Countries whose codes CLDR still has from before a renumbering: its names there belong to other codes.
_RENUMBERED = {"ir"}


# Divisions that are territories with a country code of their own, and are filed as those.
_COUNTRIES = set(
    "FR-971 FR-972 FR-973 FR-974 FR-976 FR-GP FR-GF FR-MQ FR-RE FR-YT FR-BL FR-MF FR-NC FR-PF FR-PM FR-TF FR-WF US-AS US-GU US-MP US-PR US-UM "
    "US-VI CN-HK CN-MO CN-TW NL-AW NL-CW NL-SX FI-01 NO-21 NO-22".split()
)


class Divisions:
    """Every ISO 3166-2 division with a place on Earth, and the shapes by which cities are filed."""

    def __init__(self, iso, cldr, local_language, provinces, cities_by_country, log):
        self.records = {}
        self.names = []
        self.shapes_by_country = {}
        self._log = log
        french = {tag: name for tag, name in cldr.subdivisions("fr").items() if tag[:2] not in _RENUMBERED}
        english = {tag: name for tag, name in cldr.subdivisions("en").items() if tag[:2] not in _RENUMBERED}
        locals_ = {}
        by_country = {}
        for entry in iso.subdivisions:
            by_country.setdefault(entry["code"][:2], []).append(entry)
        given = {
            int(row["ne_fid"]): row["iso"]
            for _, row in tables.read_rows(os.path.join(_HERE, "divisions.tsv"), ("ne_fid", "country", "ne_name", "iso", "how"))
        }
        self._boxes = [
            (row["division"], tuple(map(float, row["box"].split(","))))
            for _, row in tables.read_rows(os.path.join(_HERE, "divisions.boxes.tsv"), ("division", "box"))
        ]
        own = {
            row["division"]: row["name"]
            for _, row in tables.read_rows(os.path.join(_HERE, "subdivisions.names.tsv"), ("division", "name"))
        }

        shapes_of = {}
        for identifier, country, _, shape in provinces:
            code = given.get(identifier) or None
            if code:
                shapes_of.setdefault(code, []).append(shape)
            self.shapes_by_country.setdefault(code[:2] if code else country, []).append((code, shape))

        for country, entries in sorted(by_country.items()):
            language = local_language.get(country)
            if language not in locals_:
                every = cldr.subdivisions(language) if language else {}
                locals_[language] = {tag: name for tag, name in every.items() if tag[:2] not in _RENUMBERED}
            known = {}
            for entry in entries:
                tag = entry["code"].replace("-", "").lower()
                known[entry["code"]] = [
                    name
                    for name in (french.get(tag), english.get(tag), *re.split(r"[;,\[\]()/]", entry["name"]), locals_[language].get(tag))
                    if name and name.strip()
                ]
            self._file(country, entries, known, shapes_of, french, english, locals_[language], language, cities_by_country, own)

    def _file(self, country, entries, known, shapes_of, french, english, local, language, cities, own):
        parent_of = {}
        codes = {entry["code"] for entry in entries}
        for entry in entries:
            parent = entry.get("parent")
            if parent:
                parent = parent if "-" in parent else f"{country}-{parent}"
                if parent in codes:
                    parent_of[entry["code"]] = parent
        children = {}
        for child, parent in parent_of.items():
            children.setdefault(parent, []).append(child)

        def gather(code):
            found = list(shapes_of.get(code, ()))
            if not found:
                for child in sorted(children.get(code, ())):
                    found += gather(child)
            return found

        # Children first: a parent that has neither shape nor town of its own lies in their middle.
        for entry in sorted(entries, key=lambda e: (e["code"] in children, e["code"])):
            code = entry["code"]
            if code in _COUNTRIES:
                continue
            tag = code.replace("-", "").lower()
            official = re.split(r"[;\[(]", entry["name"])[0].strip()
            shown = own.get(code) or spelling.without_generic(french.get(tag) or english.get(tag) or official)
            figure = gather(code)
            level = 2 if code in parent_of else 1
            record = {
                "id": f"iso:{code}", "name": shown, "feature": f"A.ADM{level}", "country": country,
                "parents": f"iso:{parent_of[code]}" if code in parent_of else "",
            }
            if figure:
                whole = shapes.merge(figure)
                point = whole.label_point()
                record["extent"] = whole.extent()
            else:
                point = self._seat(cities.get(country, ()), known[code]) or self._middle(children.get(code, ()))
                if point is None:
                    if self._log:
                        self._log(f"code without place\t{code}\t{known[code]}")
                    continue
            record["longitude"], record["latitude"] = point
            self.records[code] = record
            seen = {(spelling.fold(shown))}
            for name, tongue, kind in (
                (french.get(tag), "fr", "variant"), (local.get(tag), language, "official"), (official, "", "official"), (english.get(tag), "en", "variant"),
            ):
                if not name:
                    continue
                bare = spelling.without_generic(name)
                if spelling.fold(bare) in seen or not bare or "," in bare:
                    continue
                if kind == "official" and tongue and not spelling.is_latin(bare) and country not in _LOCAL_SCRIPT:
                    continue
                seen.add(spelling.fold(bare))
                self.names.append({"id": f"iso:{code}", "name": bare, "language": tongue, "kind": kind})

    def _middle(self, codes):
        points = [self.records[c] for c in codes if c in self.records]
        if not points:
            return None
        return sum(p["longitude"] for p in points) / len(points), sum(p["latitude"] for p in points) / len(points)

    @staticmethod
    def _seat(cities, names):
        """The largest town of that name, for divisions that the shapes lack."""
        wanted = {spelling.fold(spelling.without_generic(name)) for name in names} | {_key(name) for name in names}
        best = None
        for city in cities:
            if spelling.fold(city["name"]) in wanted and (best is None or city["population"] > best["population"]):
                best = city
        if best is None:
            for city in cities:
                if any(spelling.fold(a) in wanted for a in city["alternatenames"]) and (best is None or city["population"] > best["population"]):
                    best = city
        return (best["longitude"], best["latitude"]) if best else None

    def division_of(self, country, longitude, latitude):
        """The code of the division that holds the point: the smallest that contains it, else the nearest within 0.3°."""
        near = []
        for code, shape in self.shapes_by_country.get(country, ()):
            west, south, east, north = shape.box
            if west - 0.3 <= longitude <= east + 0.3 and south - 0.3 <= latitude <= north + 0.3:
                if code and shape.contains(longitude, latitude):
                    return code
                near.append((shape, code or ""))
        for code, (west, south, east, north) in self._boxes:
            if code[:2] == country and west <= longitude <= east and south <= latitude <= north:
                return code
        best = min(((shape.distance(longitude, latitude), code) for shape, code in near), default=(9, ""))
        return best[1] or None if best[0] < 0.3 else None


_LOCAL_SCRIPT = {"AM", "AZ", "GE", "UA", "RU", "IL", "PS", "SY", "IQ", "LB", "YE", "AF", "MM", "ET", "LY", "SD"}
