"""Country outlines of the Digital Chart of the World (1:1,000,000), dumped with the `gmt` command."""
import os
import subprocess
import tempfile

# Vertices nearer to the one before than this (degrees) are left out at once: they are finer than any level.
SPACING = 0.0012
# Territories that Natural Earth draws as part of another country.
PARTS = {"FR": ("FR", "GF", "GP", "MQ", "RE", "YT"), "NO": ("NO", "SJ", "BV"), "NL": ("NL", "BQ"),
         "GB": ("GB",), "AU": ("AU",), "NZ": ("NZ",)}


def codes(path="/usr/share/gmt-dcw/dcw-countries.txt"):
    with open(path, encoding="utf-8") as file:
        return sorted(line.split()[1] for line in file if line.strip() and not line.startswith("#"))


def rings(code):
    """The closed rings of a country; none where the chart lacks it."""
    if code not in codes():
        return []
    with tempfile.TemporaryDirectory() as folder:
        text = subprocess.run(["gmt", "coast", "-E" + code, "-M", "-Vq", "--GMT_HISTORY=false"], check=True,
                              capture_output=True, text=True, cwd=folder, env={**os.environ, "GMT_TMPDIR": folder}).stdout
    return parsed(text.splitlines())


def parsed(lines):
    result, ring = [], []
    for line in lines:
        if line.startswith(">"):
            add(result, ring)
            ring = []
            continue
        longitude, latitude = map(float, line.split())
        if longitude > 180:
            longitude -= 360
        if not ring or abs(longitude - ring[-1][0]) + abs(latitude - ring[-1][1]) >= SPACING:
            ring.append((longitude, latitude))
    add(result, ring)
    return result


def add(result, ring):
    if len(ring) < 3:
        return
    if ring[0] != ring[-1]:
        ring.append(ring[0])
    if len(ring) >= 4:
        result.append(ring)
