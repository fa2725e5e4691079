"""Which region (Donbass, Cisjordanie, Haut-Karabakh) a division or town lies in, by `memberships.tsv`."""

import os

import tables

_HERE = os.path.dirname(os.path.abspath(__file__))


class Memberships:
    def __init__(self):
        self.by_area = {}
        self.by_box = {}
        for _, row in tables.read_rows(os.path.join(_HERE, "memberships.tsv"), ("region", "area", "box")):
            if row["box"]:
                self.by_box.setdefault(row["area"], []).append((tuple(map(float, row["box"].split(","))), row["region"]))
            else:
                self.by_area.setdefault(row["area"], []).append(row["region"])

    def add(self, place):
        """Appends the regions of a place row to its parents."""
        found = [parent for parent in (place.get("parents") or "").split(";") if parent]
        for area in (place["id"], place.get("division") or ""):
            found += self.by_area.get(area.removeprefix("iso:"), [])
        for (west, south, east, north), region in self.by_box.get(place["country"], ()):
            if place["id"] != f"iso:{place['country']}" and west <= place["longitude"] <= east and south <= place["latitude"] <= north:
                found.append(region)
        place["parents"] = ";".join(dict.fromkeys(found))
