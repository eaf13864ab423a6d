#!/usr/bin/env python3
"""Prints what went from which statuses to which between two of DeepState's raw maps, as Shapely's plain
overlays have it: from_status,to_status,area_km2.

usage: matrix_shapely.py FROM TO

Statuses are told by the colours and names of DATA's rules, written down here once more; ground is parted
status by status. Shares nothing with the library.
"""
import sys

from regions_shapely import area_km2, polygons
from shapely.geometry import Polygon
from shapely.ops import unary_union

# In the order in which names of several statuses are put together.
STATUSES = ("elsewhere", "occupied_before_2022", "occupied", "contested", "liberated", "held_abroad",
            "contested_abroad", "unclassified")
FILLS = {
    "#a52714": "occupied", "#880e4f": "occupied_before_2022", "#000000": "occupied_before_2022",
    "#bcaaa4": "contested", "#757575": "contested", "#0f9d58": "liberated", "#0288d1": "liberated",
    "#0097a7": "liberated", "#01579b": "held_abroad", "#bdbdbd": "contested_abroad",
    "#ff5252": "elsewhere",
}


def status(properties):
    name = properties.get("name") or ""
    if "Transnistria" in name or "Придністров" in name:
        return "elsewhere"
    for part in name.split("///"):
        if part.strip().startswith("geoJSON.territories."):
            inside = part.strip().rsplit(".", 1)[1] in ("crimea", "ordlo", "tuzla")
            return "occupied_before_2022" if inside else "elsewhere"
    return FILLS.get((properties.get("fill") or "").lower(), "unclassified")


def parts(geometry):
    if isinstance(geometry, Polygon):
        yield geometry
    for part in getattr(geometry, "geoms", ()):
        yield from parts(part)


def grounds(path):
    """The ground of each set of statuses; no two share any."""
    by_status = {}
    for properties, geometry in polygons(path):
        by_status.setdefault(status(properties), []).extend(parts(geometry))
    found = {}
    for name in STATUSES:
        rest = unary_union(by_status.get(name, []))
        for key, ground in list(found.items()):
            both = ground.intersection(rest)
            if both.is_empty:
                continue
            found[key] = ground.difference(rest)
            rest = rest.difference(ground)
            found[key + (name,)] = both
        found[(name,)] = rest
    return found


def main():
    start, end = grounds(sys.argv[1]), grounds(sys.argv[2])
    print("from_status,to_status,area_km2")
    rows = {}
    for key, ground in start.items():
        for other, later in end.items():
            rows[key, other] = area_km2(ground.intersection(later))
    every_start = unary_union(list(start.values()))
    every_end = unary_union(list(end.values()))
    for key, ground in start.items():
        rows[key, ("none",)] = area_km2(ground.difference(every_end))
    for key, ground in end.items():
        rows[("none",), key] = area_km2(ground.difference(every_start))
    for (key, other), area in rows.items():
        if area > 0:
            print("%s,%s,%.9f" % ("+".join(key), "+".join(other), area))


if __name__ == "__main__":
    main()
