"""Statuses of random points on DeepState's maps, without any library: a ray to the east crosses an odd
number of edges of a polygon's rings, as published, or the point is not in it.

usage: when_points.py make POINTS COUNT            writes a file of random points
       when_points.py compare POINTS MAPS SHARES   MAPS a folder, SHARES what `territory when --shares` told
"""
import csv
import json
import os
import random
import sys

FILLS = {
    "#a52714": "occupied", "#880e4f": "occupied_before_2022", "#000000": "occupied_before_2022",
    "#bcaaa4": "contested", "#757575": "contested", "#0f9d58": "liberated", "#0288d1": "liberated",
    "#0097a7": "liberated", "#01579b": "held_abroad", "#bdbdbd": "contested_abroad",
    "#ff5252": "elsewhere",
}


def make(path, count):
    random.seed(20240218)
    features = []
    for i in range(count):
        if i % 2:  # where the front moved
            lon, lat = random.uniform(36.5, 38.5), random.uniform(47.5, 49.8)
        else:
            lon, lat = random.uniform(31, 40), random.uniform(45, 51.5)
        features.append({"type": "Feature", "properties": {"name": "p%03d" % i},
                         "geometry": {"type": "Point", "coordinates": [round(lon, 7), round(lat, 7)]}})
    with open(path, "w") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)


def status_of(properties):
    name = properties.get("name") or ""
    if "Transnistria" in name or "Придністров" in name:
        return "elsewhere"
    if "geoJSON.territories." in name:
        key = name.split("geoJSON.territories.")[1].strip().split()[0]
        return "occupied_before_2022" if key in ("crimea", "ordlo", "tuzla") else "elsewhere"
    return FILLS.get((properties.get("fill") or "").lower(), "unclassified")


def polygons_of(geometry):
    if not geometry:
        return
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from polygons_of(part)
    elif geometry["type"] == "Polygon":
        yield geometry["coordinates"]
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["coordinates"]


def crossings(ring, x, y):
    count = 0
    for a, b in zip(ring, ring[1:]):
        if (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]):
            count += 1
    return count


def boxed(polygon):
    xs = [p[0] for p in polygon[0]]
    ys = [p[1] for p in polygon[0]]
    return min(xs), min(ys), max(xs), max(ys), polygon


def statuses_on(path, points):
    with open(path) as file:
        features = json.load(file)["features"]
    found = {name: set() for name in points}
    for feature in features:
        status = status_of(feature["properties"])
        for west, south, east, north, polygon in map(boxed, polygons_of(feature["geometry"])):
            for name, (x, y) in points.items():
                if status in found[name] or not (west <= x <= east and south <= y <= north):
                    continue
                if sum(crossings(ring, x, y) for ring in polygon) % 2:
                    found[name].add(status)
    return found


def compare(points_path, maps, shares):
    with open(points_path) as file:
        points = {f["properties"]["name"]: f["geometry"]["coordinates"] for f in json.load(file)["features"]}
    told = {}
    with open(shares, newline="") as file:
        for row in csv.DictReader(file):
            if float(row["percent"]) == 100:
                told.setdefault((row["snapshot"], row["place"]), set()).add(row["status"])
    wrong = checked = 0
    seen = set()
    for snapshot in sorted(os.listdir(maps)):
        for name, statuses in statuses_on(os.path.join(maps, snapshot), points).items():
            expected = statuses or {"none"}
            seen |= expected
            checked += 1
            if told.get((snapshot, name)) != expected:
                wrong += 1
                print("%s %s %s: told %s, found %s" % (snapshot, name, points[name],
                                                       told.get((snapshot, name)), expected))
    print("%d points on maps, statuses %s" % (checked, ", ".join(sorted(seen))))
    return 0 if wrong == 0 and checked >= 500 and len(seen) >= 4 and len(told) == checked else 1


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(compare(*sys.argv[2:5]))
