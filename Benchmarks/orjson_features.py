"""The peer of bench-geojson: the same features through orjson, as features per second (best of three)."""
import time

import orjson

COUNT = 1_000_000
features = [
    {
        "type": "Feature",
        "id": f"story#{i}",
        "geometry": {
            "type": "Point",
            "coordinates": [-180 + (i * 7919 % 3_600_000) / 10_000, -90 + (i * 104_729 % 1_800_000) / 10_000],
        },
        "properties": {
            "layer": "incident", "kind": "shelling", "status": "claimed", "date_start": "2020-10-31",
            "name": f"Marâghâ « {i % 1000} »", "killed": i % 50, "injured": None if i % 3 == 0 else i % 90,
            "confidence": (i % 100) / 100, "evidence": "tirs d'artillerie contre la ville",
        },
    }
    for i in range(COUNT)
]
best = float("inf")
for _ in range(3):
    start = time.perf_counter()
    data = orjson.dumps({"type": "FeatureCollection", "features": features})
    best = min(best, time.perf_counter() - start)
print(f"orjson {orjson.__version__}\t{int(COUNT / best)} features/s\t{len(data)} bytes")
