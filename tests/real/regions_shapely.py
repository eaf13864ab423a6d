#!/usr/bin/env python3
"""Prints what two maps hold by region, gained and lost, as Shapely's plain overlays have it.

usage: regions_shapely.py BORDERS FROM TO      GeoJSON files; names by name:en

Areas are on the ellipsoid, edges straight in longitude and latitude: by Gauss-Legendre quadrature of
the authalic q along each edge, in pieces (J. P. Snyder, Map Projections: A Working Manual, 1987, eq.
3-12). Shares nothing with the library.
"""
import json
import math
import sys

from shapely.geometry import shape
from shapely.ops import transform, unary_union
from shapely.validation import make_valid

A_M = 6378137.0
FLATTENING = 1 / 298.257223563
E2 = FLATTENING * (2 - FLATTENING)
E = math.sqrt(E2)
NODES = ((0.8611363115940526, 0.34785484513745385), (0.33998104358485626, 0.6521451548625461))


def q(latitude):
    s = math.sin(math.radians(latitude))
    return (1 - E2) * (s / (1 - E2 * s * s) + math.atanh(E * s) / E)


def ring_m2(points):
    """The area inside a ring; its edges are short enough for one piece each."""
    base, total = q(points[0][1]), 0.0
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        middle, half, mean = (y0 + y1) / 2, (y1 - y0) / 2, 0.0
        for node, weight in NODES:
            mean += weight / 2 * (q(middle + node * half) + q(middle - node * half) - 2 * base)
        total += mean * math.radians(x1 - x0)
    return abs(total) * A_M * A_M / 2


def area_km2(geometry):
    if geometry.is_empty:
        return 0.0
    if geometry.geom_type == "Polygon":
        holes = sum(ring_m2(list(ring.coords)) for ring in geometry.interiors)
        return (ring_m2(list(geometry.exterior.coords)) - holes) / 1e6
    return sum(area_km2(part) for part in getattr(geometry, "geoms", ()))


def polygons(path):
    for feature in json.load(open(path, encoding="utf-8"))["features"]:
        flat = transform(lambda x, y, z=None: (x, y), shape(feature["geometry"]))
        yield feature["properties"], make_valid(flat)


def main():
    regions = {properties["name:en"]: area for properties, area in polygons(sys.argv[1])}
    start = unary_union([area for _, area in polygons(sys.argv[2])])
    end = unary_union([area for _, area in polygons(sys.argv[3])])
    shapes = (start, end, end.difference(start), start.difference(end))
    print("region,area_from_km2,area_to_km2,gained_km2,lost_km2")
    for name, region in regions.items():
        print(name + "".join(",%.6f" % area_km2(part.intersection(region)) for part in shapes))
    every = unary_union(list(regions.values()))
    print("(outside)" + "".join(",%.6f" % area_km2(part.difference(every)) for part in shapes))


if __name__ == "__main__":
    main()
