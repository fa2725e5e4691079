#!/usr/bin/env python3
"""Draws one of our GeoJSON files with cartopy, as short as an honest map can be; `make compare` calls it.

    map_cartopy.py FILE.geojson OUTPUT.png [--natural-earth DIR]

Without DIR cartopy downloads its outlines. DIR holds Natural Earth as it is downloaded (.zip, or unpacked).
The last line says what was measured: labels, pairs of labels that overlap, milliseconds of processor time.
"""
import argparse
import json
import pathlib
import tempfile
import time
import zipfile

import matplotlib
matplotlib.use("Agg")
import cartopy
import cartopy.crs as ccrs
import cartopy.feature as cfeature
import matplotlib.pyplot as plt
from shapely.geometry import shape

WEST, SOUTH, EAST, NORTH = 43.2, 38.3, 50.3, 42.2
LAYERS = [("cultural", "admin_0_countries", "#f4f1ea", "#777777"), ("physical", "lakes", "#cfe3ee", "#5b8fb0"),
          ("physical", "rivers_lake_centerlines", "none", "#5b8fb0")]
PLATE = ccrs.PlateCarree()


def installed(source, folder, scale):
    """Lays a download out as cartopy looks for it; the layers that are there."""
    found = []
    for layer in LAYERS:
        category, name = layer[:2]
        home = folder / "shapefiles" / "natural_earth" / category
        home.mkdir(parents=True, exist_ok=True)
        stem = f"ne_{scale}_{name}"
        for archive in source.rglob(stem + ".zip"):
            with zipfile.ZipFile(archive) as members:
                for member in members.namelist():
                    (home / pathlib.Path(member).name).write_bytes(members.read(member))
        for path in source.rglob(stem + ".*"):
            if path.suffix != ".zip":
                (home / path.name).write_bytes(path.read_bytes())
        if (home / (stem + ".shp")).exists():
            found.append(layer)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("geojson")
    parser.add_argument("output")
    parser.add_argument("--natural-earth", type=pathlib.Path)
    parser.add_argument("--scale", default="50m")
    arguments = parser.parse_args()
    layers = LAYERS
    with tempfile.TemporaryDirectory() as folder:
        if arguments.natural_earth:
            cartopy.config["pre_existing_data_dir"] = folder
            layers = installed(arguments.natural_earth, pathlib.Path(folder), arguments.scale)
            print("layers:", ", ".join(layer[1] for layer in layers) or "none")
        draw(arguments, layers)


def draw(arguments, layers):
    start = time.process_time()
    with open(arguments.geojson, encoding="utf-8") as file:
        features = [feature for feature in json.load(file)["features"] if feature["geometry"]]
    figure = plt.figure(figsize=(8, 6), dpi=100)
    axes = figure.add_subplot(projection=ccrs.TransverseMercator((WEST + EAST) / 2))
    axes.set_extent((WEST, EAST, SOUTH, NORTH), PLATE)
    axes.set_facecolor("#cfe3ee")
    for category, name, fill, edge in layers:
        axes.add_feature(cfeature.NaturalEarthFeature(category, name, arguments.scale, facecolor=fill, edgecolor=edge))
    def is_inside(feature):
        point = shape(feature["geometry"]).representative_point()
        return WEST < point.x < EAST and SOUTH < point.y < NORTH
    incidents = [feature for feature in features if feature["properties"]["layer"] == "incident" and is_inside(feature)]
    kinds = sorted({feature["properties"]["kind"] for feature in incidents})
    labels = []
    for feature in incidents:
        told = feature["properties"]
        color = plt.get_cmap("tab10")(kinds.index(told["kind"]))
        geometry = shape(feature["geometry"])
        if geometry.geom_type == "Point":
            axes.scatter(geometry.x, geometry.y, transform=PLATE, edgecolors=[color],
                         facecolors=[color] if told["status"] == "reported" else "none", zorder=5)
        else:
            axes.add_geometries([geometry], PLATE, facecolor="none", edgecolor=color, hatch="//")
        where = geometry.representative_point()
        labels.append(axes.annotate(told["name"], (where.x, where.y), xytext=(4, 4), textcoords="offset points",
                                    transform=PLATE, fontsize=9))
    for index, kind in enumerate(kinds):
        axes.scatter([], [], color=plt.get_cmap("tab10")(index), label=kind.replace("_", " "))
    axes.legend(loc="lower left", fontsize=8)
    axes.gridlines(draw_labels=True, linewidth=0.3)
    figure.savefig(arguments.output)
    took = (time.process_time() - start) * 1000
    renderer = figure.canvas.get_renderer()
    boxes = [label.get_window_extent(renderer) for label in labels]
    overlaps = sum(a.overlaps(b) for index, a in enumerate(boxes) for b in boxes[:index])
    print(f"{arguments.output}: {len(labels)} labels, {overlaps} pairs overlap, {took:.0f} ms")


if __name__ == "__main__":
    main()
