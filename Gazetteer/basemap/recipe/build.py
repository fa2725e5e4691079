#!/usr/bin/env python3
"""Builds Gazetteer/basemap/world.basemap. Deterministic: the same sources give the same bytes.

    python3 build.py --map world_map.gpkg [--cldr /usr/share/unicode/cldr/common] [-o ../world.basemap]

Needs the commands of Debian's gmt with gmt-gshhg-high and gmt-dcw, and qgis-common's world_map.gpkg.
"""
import argparse
import copy
import datetime
import json
import math
import os
import sys
import xml.etree.ElementTree
from collections import defaultdict

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import dcw
import gshhg
import refine
import rivernames
import topology
from naturalearth import NaturalEarth
from simplify import area_km2, distance, label_point, simplified
from writer import Writer

HERE = os.path.dirname(os.path.abspath(__file__))
# Generalisation by level (coarse, medium, fine), in degrees of latitude, and the smallest island or lake kept (km²).
TOLERANCES = (0.1, 0.022, 0.0025)
SMALLEST = (600, 20, 0.4)
RIVER_LEVELS = ({0, 1}, {0, 1, 2}, {0, 1, 2, 3, 4, 5, 6, 8})
RIVER_RANKS = {0: 2, 1: 3, 2: 4, 3: 5, 4: 7, 5: 6, 6: 8, 8: 8}
CREDITS = ("Natural Earth (domaine public)", "GSHHG 2.3.7, P. Wessel et W. H. F. Smith (LGPL)",
           "Digital Chart of the World, GMT (LGPL)")


def table(path):
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        values = line.split("\t")
        yield dict(zip(header, values + [""] * (len(header) - len(values))))


def days(text):
    return None if not text else (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days


def box(points):
    return (min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points))


def snapped(point):
    """Natural Earth was cut at ±179.9° and 89.9° S; the seam goes back to where it belongs."""
    longitude, latitude = point
    if abs(longitude) > 179.8999:
        longitude = 180.0 if longitude > 0 else -180.0
    if latitude < -89.8999:
        latitude = -90.0
    return longitude, latitude


def area_rank(square_kilometres):
    for rank, limit in enumerate((20_000, 5_000, 1_500, 500, 150, 50, 15, 5), start=1):
        if square_kilometres >= limit:
            return rank
    return 9


class World:
    """The provinces' topology, and what each arc separates."""

    def __init__(self, natural_earth, folder):
        self.countries, self.divisions, faces = {}, {}, {}
        moved = {int(row["ne_fid"]): row["country"] for row in table(os.path.join(HERE, "countries.tsv"))}
        codes = {int(row["ne_fid"]): row["iso"] for row in table(os.path.join(folder, "divisions.tsv"))}
        for fid, country, _, polygons in natural_earth.provinces():
            faces[fid] = [[[snapped(point) for point in ring] for ring in polygon] for polygon in polygons]
            self.countries[fid] = moved.get(fid, country)
            # Provinces without a code stay apart; those that share one become one.
            self.divisions[fid] = codes.get(fid) or f"#{fid}"
        self.arcs = topology.arcs_of(faces)
        self.faces = sorted(faces)
        self.shapes = {}

    def refined(self, charts):
        """The same world with the chart's detail: the same arcs by number, then those of islands that are new."""
        pinned = [index for row in table(os.path.join(HERE, "disputed-lines.tsv")) if row["course"] == "ne"
                  for index in lines_between(self, *(faces_of(self, side) for side in row["source"][8:].split("|")))]
        refiner = refine.Refiner(self.arcs, self.country, charts, pinned)
        refiner.run()
        fine = copy.copy(self)
        fine.arcs, gone = refiner.result(self.nearest_face())
        for index in gone:
            fine.arcs[index].left = fine.arcs[index].right = None
        fine.shapes = {}
        print(f"{refiner.matched} chains refined, {refiner.kept} kept, {len(fine.arcs) - len(self.arcs)} islands added")
        return fine

    def nearest_face(self):
        """A function of (country, point): the province of that country whose outline is nearest, within 3°."""
        cells = defaultdict(list)
        for arc in self.arcs:
            for face in (arc.left, arc.right):
                if face is not None:
                    for point in arc.points:
                        cells[self.countries[face], *cell(point, 1)].append((point, face))
        def nearest(code, point):
            row, column = cell(point, 1)
            for reach in (1, 3):
                around = [entry for i in range(-reach, reach + 1) for j in range(-reach, reach + 1)
                          for entry in cells.get((code, row + i, column + j), ())]
                if around:
                    return min((distance(point, place), face) for place, face in around)[1]
            return None
        return nearest

    def country(self, face):
        return None if face is None else self.countries[face]

    def polygons(self, faces):
        wanted = frozenset(faces)
        if wanted not in self.shapes:
            rings = topology.outline(self.arcs, lambda face: face in wanted)
            self.shapes[wanted] = topology.polygons(self.arcs, rings)
        return self.shapes[wanted]


class Level:
    """The arcs at one generalisation, stored."""

    def __init__(self, world, writer, level):
        self.world, self.writer, self.level = world, writer, level
        self.stored = []
        for arc in world.arcs:
            tolerance = TOLERANCES[level]
            # Nobody maps an incident among the skerries of the far north; they would be a third of the file.
            if level == 2 and abs(arc.points[0][1]) > 66:
                tolerance *= 4
            gone = arc.left is None and arc.right is None
            self.stored.append([] if gone else writer.add_line(simplified(arc.points, tolerance), level))

    def refs(self, ring):
        result = []
        for index, reverse in ring:
            pieces = self.stored[index]
            result += [(piece, reverse) for piece in (reversed(pieces) if reverse else pieces)]
        return result

    def shape(self, polygons, areas):
        """Polygons worth drawing at this level as arc references, with their bounds; the largest is always kept."""
        kept, points = [], []
        for index, polygon in enumerate(polygons):
            if index > 0 and areas[index] < SMALLEST[self.level]:
                continue
            rings = [self.refs(ring) for ring in polygon]
            if not rings[0]:
                continue
            kept.append([ring for ring in rings if ring])
            points += topology.ring_points(self.world.arcs, polygon[0])
        return kept, (box(points) if points else None)


class Names(dict):
    """French names by id."""
    iso_codes = ""


def french_names(cldr, iso_codes):
    names = Names()
    names.iso_codes = iso_codes
    main = xml.etree.ElementTree.parse(os.path.join(cldr, "main", "fr.xml"))
    for entry in main.iter("territory"):
        code = entry.get("type")
        if len(code) == 2 and (entry.get("alt") is None or code not in names):
            names.setdefault("iso:" + code, entry.text)
    # CLDR has Iran's codes from before their renumbering.
    for entry in xml.etree.ElementTree.parse(os.path.join(cldr, "subdivisions", "fr.xml")).iter("subdivision"):
        code = entry.get("type")
        if code[:2] != "ir" and entry.get("alt") is None:
            names["iso:" + (code[:2] + "-" + code[2:]).upper()] = entry.text
    return names


def parents(iso_codes):
    """{division: its parent division} where ISO 3166-2 has two tiers."""
    with open(os.path.join(iso_codes, "iso_3166-2.json"), encoding="utf-8") as file:
        entries = json.load(file)["3166-2"]
    codes = {entry["code"] for entry in entries}
    result = {}
    for entry in entries:
        parent = entry.get("parent", "")
        if parent and "-" not in parent:
            parent = entry["code"][:2] + "-" + parent
        if parent in codes:
            result[entry["code"]] = parent
    return result


def lines_between(world, left, right):
    """Arcs with one side in `left` and the other in `right` (sets of faces)."""
    return [index for index, arc in enumerate(world.arcs)
            if (arc.left in left and arc.right in right) or (arc.left in right and arc.right in left)]


def faces_of(world, text):
    """`XX` a country, `XX-YYY` a division, `#123` a province, `!` before one excludes it; joined by spaces."""
    faces = set()
    for word in text.split():
        exclude = word.startswith("!")
        word = word.lstrip("!")
        if word.startswith("#"):
            found = {int(word[1:])}
        elif "-" in word:
            found = {face for face in world.faces if world.divisions[face] == word}
        else:
            found = {face for face in world.faces if world.countries[face] == word}
        if not found:
            sys.exit(f"nothing is called {word}")
        faces = faces - found if exclude else faces | found
    return faces


def add_areas(world, levels, writer, names):
    add_layer(levels, writer, "land", [("", "", world.faces)])
    countries = defaultdict(list)
    divisions = defaultdict(list)
    for face in world.faces:
        if world.countries[face]:
            countries["iso:" + world.countries[face]].append(face)
        divisions[world.divisions[face]].append(face)
    add_layer(levels, writer, "country", [(code, names.get(code, ""), countries[code]) for code in sorted(countries)])
    shapes = []
    for code in sorted(divisions):
        identity = "" if code.startswith("#") else "iso:" + code
        shapes.append((identity, names.get(identity, ""), divisions[code]))
    add_layer(levels, writer, "division", shapes)


def add_outlines(world, writer, names, natural_earth):
    """Areas for GeoJSON: of countries, divisions, their parents, the areas of areas.tsv and the seas of seas.tsv, each simplified by itself."""
    members = defaultdict(set)
    above = parents(names.iso_codes)
    for face in world.faces:
        if world.countries[face]:
            members["iso:" + world.countries[face]].add(face)
        code = world.divisions[face]
        while not code.startswith("#"):
            members["iso:" + code].add(face)
            if code not in above:
                break
            code = above[code]
    enclosed = {}
    for row in table(os.path.join(HERE, "areas.tsv")):
        if row["faces"].startswith("ne:"):
            enclosed[row["id"]] = enclosure(world, natural_earth, row["id"], row["faces"])
        else:
            members[row["id"]] = faces_of(world, row["faces"])
    for row in table(os.path.join(HERE, "seas.tsv")):
        ring = [tuple(map(float, point.split(","))) for point in row["ring"].split()]
        enclosed[row["id"]] = [[ring + ring[:1]]]
    for identity in sorted(set(members) | set(enclosed)):
        polygons = enclosed.get(identity) or [[topology.ring_points(world.arcs, ring) for ring in polygon]
                                              for polygon in world.polygons(members[identity])]
        areas = [area_km2(polygon[0]) for polygon in polygons]
        size = max(distance(points[0], points[1]) for points in [corners(polygons[0][0])])
        tolerance = size / 250
        while True:
            shape = []
            total = 0
            for polygon, area in zip(polygons, areas):
                if shape and (area < areas[0] / 2_000 or len(shape) >= 20):
                    continue
                rings = [simplified(ring, tolerance) for ring in polygon
                         if ring is polygon[0] or area_km2(ring) > areas[0] / 500]
                rings = [ring for ring in rings if len(ring) > 3 and area_km2(ring) > 0]
                if rings:
                    total += sum(len(ring) for ring in rings)
                    shape.append(rings)
            if total <= 300:
                break
            tolerance *= 1.25
        stored = [[[(piece, False) for piece in pieces] for ring in rings for pieces in [writer.add_line(ring, 3)]
                   if pieces] for rings in shape]
        stored = [rings for rings in stored if rings]
        if stored:
            writer.add_feature("outline", 0, stored, box([p for rings in shape for p in rings[0]]), identity)


def enclosure(world, natural_earth, identity, text):
    """The polygon that disputed lines enclose: `ne:22` by themselves, `ne:22+IL|SY` closed along that border."""
    fids, _, border = text[3:].partition("+")
    source = dict(natural_earth.disputed_lines())
    lines = gshhg.stitched([[snapped(p) for p in line] for fid in fids.split() for line in source[int(fid)]])
    line = chained(lines)
    if border:
        left, right = border.split("|")
        links = defaultdict(set)
        for index in lines_between(world, faces_of(world, left), faces_of(world, right)):
            for a, b in zip(world.arcs[index].points, world.arcs[index].points[1:]):
                links[a].add(b)
                links[b].add(a)
        start, goal = (min(sorted(links), key=lambda p: distance(p, end)) for end in (line[-1], line[0]))
        before = {start: None}
        queue = [start]
        for at in queue:
            for after in sorted(links[at] - before.keys()):
                before[after] = at
                queue.append(after)
        path = [goal]
        while before.get(path[-1]):
            path.append(before[path[-1]])
        line = line + path[::-1]
    if line[0] != line[-1]:
        gap = distance(line[0], line[-1])
        if gap > 0.15:
            sys.exit(f"{identity}: the lines do not close, {gap:.3f}° are left")
        line = line + [line[0]]
    if topology.signed_area(line) < 0:
        line.reverse()
    return [[line]]


def chained(lines):
    """All lines as one, each joined to the nearer end; the longest first."""
    left = sorted(lines, key=lambda line: (-len(line), line))
    line = list(left.pop(0))
    while left:
        gap, index, reverse = min((distance(line[-1], other[-1 if reverse else 0]), index, reverse)
                                  for index, other in enumerate(left) for reverse in (False, True))
        front, other_index, other_reverse = min((distance(line[0], other[0 if reverse else -1]), index, reverse)
                                                for index, other in enumerate(left) for reverse in (False, True))
        if gap <= front:
            part = left.pop(index)
            line += part[::-1] if reverse else part
        else:
            part = left.pop(other_index)
            line = (part[::-1] if other_reverse else part) + line
    return [point for at, point in enumerate(line) if at == 0 or point != line[at - 1]]


def corners(points):
    west, south, east, north = box(points)
    return (west, south), (east, north)


def add_layer(levels, writer, layer, shapes):
    for identity, name, faces in shapes:
        label = None
        for level in levels:
            if layer == "division" and level.level == 0:
                continue
            polygons = level.world.polygons(faces)
            areas = [area_km2(topology.ring_points(level.world.arcs, polygon[0])) for polygon in polygons]
            if layer == "land":
                for polygon, area in zip(polygons, areas):
                    if area >= SMALLEST[level.level]:
                        shape, bounds = level.shape([polygon], [area])
                        if shape:
                            writer.add_feature(layer, level.level, shape, bounds, rank=area_rank(area / 10))
                continue
            if label is None:
                rings = [topology.ring_points(level.world.arcs, ring) for ring in polygons[0]]
                label = label_point([simplified(ring, 0.02) for ring in rings])
            shape, bounds = level.shape(polygons, areas)
            if shape:
                writer.add_feature(layer, level.level, shape, bounds, identity, name,
                                   area_rank(sum(areas) / 10), label)


def add_lines(world, levels, writer, natural_earth):
    disputed = set()
    source_lines = dict(natural_earth.disputed_lines())
    for row in table(os.path.join(HERE, "disputed-lines.tsv")):
        kind, _, source = row["source"].partition(":")
        arcs, lines = [], []
        if kind == "between":
            left, right = source.split("|")
            arcs = lines_between(world, faces_of(world, left), faces_of(world, right))
            if not arcs:
                sys.exit(f"{row['id']}: no border between {left} and {right}")
            if row["replaces"] != "no":
                disputed |= set(arcs)
        else:
            lines = [line for fid in source.split() for line in gshhg.stitched(source_lines[int(fid)])]
        for level in levels:
            shape = [[(piece, False)] for index in arcs for piece in level.stored[index]]
            for line in lines:
                pieces = writer.add_line(simplified([snapped(p) for p in line], TOLERANCES[level.level]), level.level)
                shape += [[(piece, False)] for piece in pieces]
            points = [p for index in arcs for p in level.world.arcs[index].points] + [p for l in lines for p in l]
            if shape:
                writer.add_feature("disputedLine", level.level, shape, box(points), row["id"], row["name"],
                                   int(row["rank"]), None, days(row["from"]), days(row["to"]), row["note"],
                                   row["left"], row["right"])
    for level in levels:
        groups = defaultdict(list)
        for index, arc in enumerate(level.world.arcs):
            if arc.seam or index in disputed or arc.left == arc.right:
                continue
            left, right = world.country(arc.left), world.country(arc.right)
            if left is None or right is None:
                groups["shore", "", ""].append(index)
            elif left != right:
                sides = sorted("iso:" + code if code else "" for code in (left, right))
                groups["countryBorder", *sides].append(index)
            elif world.divisions[arc.left] != world.divisions[arc.right]:
                groups["divisionBorder", "iso:" + left if left else "", ""].append(index)
        for (layer, left, right), indices in sorted(groups.items()):
            if layer == "shore":
                add_shore(level, writer, indices)
                continue
            shape = [[(piece, False)] for index in indices for piece in level.stored[index]]
            points = [point for index in indices for point in level.world.arcs[index].points]
            if shape and layer == "countryBorder":
                writer.add_feature(layer, level.level, shape, box(points), rank=1, left=left, right=right)
            elif shape and level.level > 0:
                writer.add_feature(layer, level.level, shape, box(points), left, rank=2)


def add_shore(level, writer, indices):
    """One feature for each cell: a box query then reads few of them."""
    cells = defaultdict(list)
    for index in indices:
        points = level.world.arcs[index].points
        small = points[0] == points[-1] and area_km2(points) < SMALLEST[level.level]
        if level.stored[index] and not small:
            cells[cell(points[0])].append(index)
    for _, members in sorted(cells.items()):
        shape = [[(piece, False)] for index in members for piece in level.stored[index]]
        points = [point for index in members for point in level.world.arcs[index].points]
        writer.add_feature("shore", level.level, shape, box(points), rank=1)


def cell(point, size=6):
    return math.floor(point[1] / size), math.floor(point[0] / size)


def add_water(world, writer):
    land = [(box(points), points) for polygon in world.polygons(world.faces)
            for points in [topology.ring_points(world.arcs, polygon[0])]]
    holes = [topology.ring_points(world.arcs, ring) for polygon in world.polygons(world.faces) for ring in polygon[1:]]
    lake_names = [(row["name"], (float(row["longitude"]), float(row["latitude"])))
                  for row in table(os.path.join(HERE, "lakes.tsv"))]
    found = set()
    groups = defaultdict(list)
    for rings in gshhg.lakes():
        area = area_km2(rings[0])
        bounds = box(rings[0])
        name = next((name for name, point in lake_names
                     if bounds[0] <= point[0] <= bounds[2] and bounds[1] <= point[1] <= bounds[3]
                     and topology.contains(rings[0], point)), "")
        label = label_point([simplified(ring, 0.01) for ring in rings])
        # The Caspian is no land in Natural Earth, so no lake on it either.
        if area > 100_000 and any(topology.contains(hole, label) for hole in holes):
            continue
        found.add(name)
        for level in range(3):
            if area < SMALLEST[level]:
                continue
            shape = []
            for index, ring in enumerate(rings):
                if index > 0 and area_km2(ring) < SMALLEST[level]:
                    continue
                pieces = writer.add_line(simplified(ring, TOLERANCES[level]), level)
                if not pieces and index == 0:
                    break
                if pieces:
                    shape.append([(piece, False) for piece in pieces])
            rank = area_rank(area)
            if shape and (name or rank < 4):
                writer.add_feature("lake", level, [shape], bounds, "", name, rank, label)
            elif shape:
                groups[level, rank, cell(rings[0][0])].append((shape, rings[0]))
    for (level, rank, _), members in sorted(groups.items()):
        points = [point for _, ring in members for point in ring]
        writer.add_feature("lake", level, [shape for shape, _ in members], box(points), rank=rank)
    missing = [name for name, _ in lake_names if name not in found]
    if missing:
        print("no lake found for", ", ".join(missing), file=sys.stderr)


def add_rivers(writer):
    lines = [(kind, line) for kind, line in gshhg.rivers() if kind in RIVER_LEVELS[2]]
    names, missing = rivernames.named_edges([line for _, line in lines], table(os.path.join(HERE, "rivers.tsv")))
    print(f"{len(missing)} stretches of named rivers not found (reservoirs, mostly):", "; ".join(missing))
    groups = defaultdict(list)
    for kind, line in lines:
        for naming, run in rivernames.runs(line, names):
            name, rank = naming or ("", RIVER_RANKS[kind])
            for level in range(3):
                if kind in RIVER_LEVELS[level] or (name and rank <= level + 1):
                    pieces = writer.add_line(simplified(run, TOLERANCES[level]), level)
                    if pieces:
                        groups[level, rank, name, (0, 0) if name else cell(run[0])].append((pieces, run))
    for (level, rank, name, _), members in sorted(groups.items()):
        points = [point for _, line in members for point in line]
        shape = [[(piece, False) for piece in pieces] for pieces, _ in members]
        writer.add_feature("river", level, shape, box(points), "", name, rank)


def charts(world):
    found = {}
    for code in sorted({code for code in world.countries.values() if code}):
        rings = [ring for part in dcw.PARTS.get(code, (code,)) for ring in dcw.rings(part)]
        if rings:
            found[code] = refine.Chart(rings)
    return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--map", required=True)
    arguments.add_argument("--cldr", default="/usr/share/unicode/cldr/common")
    arguments.add_argument("--iso-codes", default="/usr/share/iso-codes/json")
    arguments.add_argument("-o", "--output", default=os.path.join(HERE, "..", "world.basemap"))
    options = arguments.parse_args()
    natural_earth = NaturalEarth(options.map)
    world = World(natural_earth, os.path.join(HERE, "..", "..", "recipe"))
    writer = Writer()
    fine = world.refined(charts(world))
    levels = [Level(fine if level == 2 else world, writer, level) for level in range(3)]
    names = french_names(options.cldr, options.iso_codes)
    add_areas(world, levels, writer, names)
    add_outlines(world, writer, names, natural_earth)
    add_lines(world, levels, writer, natural_earth)
    add_water(world, writer)
    add_rivers(writer)
    size, sections = writer.write(options.output, CREDITS)
    print(f"{len(writer.features)} features, {writer.arc_count} arcs, vertices {writer.vertices}, {size} bytes {sections}")


if __name__ == "__main__":
    main()
