"""Countries and territories: codes and population from GeoNames, names from CLDR, points and extents from the map."""

import shapes
import spelling

# Territories that are not sovereign, by GeoNames' code for dependencies; everything else is A.PCLI.
_DEPENDENT = set(
    "AI AS AW AX BL BM BQ BV CC CK CW CX FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF PM PN PR RE SH SJ SX TC "
    "TF TK UM VG VI WF YT".split()
)
_GONE = {"AN", "CS"}
_OVERSEAS_UNITS = {"GP": "GLP", "MQ": "MTQ", "GF": "GUF", "RE": "REU", "YT": "MYT"}


def local_languages(countries):
    """{country: the first language that GeoNames lists for it}."""
    return {code: (row["languages"] or "").split(",")[0].split("-")[0] for code, row in countries.items()}


def build(countries, cldr, map_shapes, provinces, capitals, languages):
    """(place rows, name rows)."""
    by_unit = {}
    for _, _, unit, shape in provinces:
        by_unit.setdefault(unit, []).append(shape)
    named = {}
    for code, alt, name in cldr.territories("fr"):
        named.setdefault(code, []).append((alt, name))
    english = {}
    for code, alt, name in cldr.territories("en"):
        english.setdefault(code, []).append(name)
    local = {}

    places, names = [], []
    for code in sorted(set(countries) - _GONE):
        row = countries[code]
        shape = map_shapes.get(code)
        if code in _OVERSEAS_UNITS and _OVERSEAS_UNITS[code] in by_unit:
            shape = shapes.merge(by_unit[_OVERSEAS_UNITS[code]])
        forms = [(alt, name) for alt, name in named.get(code, [(None, row["name"])])]
        shown = next((name for alt, name in forms if alt == "short"), None) if code in ("PS", "HK", "MO") else None
        shown = shown or next(name for alt, name in forms if alt is None)
        if code == "CD":
            shown = "République démocratique du Congo"
        elif code == "CG":
            shown = "Congo"
        elif code == "MM":
            shown = "Birmanie"
        place = {
            "id": f"iso:{code}", "name": shown, "country": code, "population": row["population"],
            "feature": "A.PCLD" if code in _DEPENDENT else "A.PCLI",
        }
        if shape is not None:
            place["longitude"], place["latitude"] = shape.label_point()
            place["extent"] = shape.extent()
        elif code in capitals:
            place["longitude"], place["latitude"] = capitals[code]
        elif code in _POINTS:
            place["longitude"], place["latitude"] = _POINTS[code]
        else:
            raise SystemExit(f"iso:{code}: no shape, no capital and no point of its own")
        places.append(place)

        seen = {spelling.fold(shown)}

        def add(name, language, kind):
            key = spelling.fold(name)
            if key not in seen and "(" not in name and len(name) > 1:
                seen.add(key)
                names.append({"id": f"iso:{code}", "name": name, "language": language, "kind": kind})

        for alt, name in forms:
            if not name.endswith("."):
                add(spelling.without_generic(name) if "(" in name else name, "fr", "short" if alt == "short" else "variant")
        for name in english.get(code, ()):
            if "." not in name:
                add(name.replace("&", "and"), "en", "variant")
        add(row["name"], "en", "variant")
        language = languages.get(code)
        if language and language not in ("fr", "en"):
            if language not in local:
                local[language] = {c: n for c, alt, n in cldr.territories(language) if alt is None}
            if code in local[language]:
                add(local[language][code], language, "official")
    return places, names


# Territories too small for the map at 1:10 million as Debian ships it: (longitude, latitude), own measure.
_POINTS = {
    "BV": (3.36, -54.42), "CC": (96.83, -12.19), "CX": (105.63, -10.49), "SJ": (18.0, 78.6), "BQ": (-68.27, 12.18),
    "VA": (12.453, 41.903), "UM": (166.63, 19.29), "TK": (-171.85, -9.2),
}
