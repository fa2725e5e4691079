"""Checks of the curated tables against the tables they speak about."""

import os
import re
import sys

import spelling
import tables


def check(curated, core):
    """0 where every row of the curated tables names a place that exists and says nothing impossible."""
    known = {}
    problems = []
    for folder in (core, curated):
        for name in sorted(os.listdir(folder)):
            if name.endswith(".places.tsv"):
                path = os.path.join(folder, name)
                for line, row in tables.read_rows(path, tables.PLACES):
                    if row["id"] in known and folder == curated:
                        problems.append(f"{path}:{line}: {row['id']} exists already")
                    known[row["id"]] = row
                    problems += [f"{path}:{line}: {p}" for p in _place_problems(row)]
    for place in known.values():
        for parent in [p for p in place["parents"].split(";") if p] + ([place["division"]] if place["division"] else []):
            if parent not in known:
                problems.append(f"{place['id']}: its parent or division {parent} is unknown")
    for name in sorted(os.listdir(curated)):
        if not name.endswith(".names.tsv"):
            continue
        path = os.path.join(curated, name)
        seen = {}
        for line, row in tables.read_rows(path, tables.NAMES):
            where = f"{path}:{line}"
            if row["id"] not in known:
                problems.append(f"{where}: no place {row['id']} ({row['name']})")
            if row["kind"] not in tables.KINDS:
                problems.append(f"{where}: no kind {row['kind']}")
            for column in ("from", "to"):
                if row[column] and not re.fullmatch(r"\d{4}-\d\d-\d\d", row[column]):
                    problems.append(f"{where}: {row[column]} is not a date")
            if row["side"] and row["side"] not in known and f"iso:{row['side']}" not in known:
                problems.append(f"{where}: no side {row['side']}")
            key = (row["id"], row["name"], row["from"], row["side"])
            if key in seen:
                problems.append(f"{where}: repeats line {seen[key]}")
            seen[key] = line
    for problem in problems:
        print(problem, file=sys.stderr)
    return 65 if problems else 0


def _place_problems(row):
    problems = []
    try:
        longitude, latitude = float(row["longitude"]), float(row["latitude"])
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            problems.append("coordinates out of range")
    except ValueError:
        return ["no coordinates"]
    if not re.fullmatch(r"[A-Z]\.[A-Z0-9]+", row["feature"]):
        problems.append(f"no feature code {row['feature']!r}")
    text = row["extent"]
    if text and not text.startswith("r="):
        west, south, east, north = map(float, text.split(","))
        inside = south - 0.05 <= latitude <= north + 0.05 and (
            west - 0.05 <= longitude <= east + 0.05 if west <= east else longitude >= west - 0.05 or longitude <= east + 0.05
        )
        if south > north or not inside:
            problems.append(f"the point lies outside the extent {text}")
    return problems
