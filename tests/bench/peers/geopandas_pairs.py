"""Daily gained and lost by GeoPandas: both differences of every consecutive pair, measured in EPSG:6933.

usage: geopandas_pairs.py FILE...    in order of date; prints gained_km2,lost_km2 for each pair
"""

import sys
import warnings

import geopandas

warnings.filterwarnings("ignore")


def land(name):
    geometry = geopandas.read_file(name).geometry
    return geometry.iloc[0] if len(geometry) == 1 else geometry.unary_union


maps = [land(name) for name in sys.argv[1:]]
before = geopandas.GeoSeries(maps[:-1], crs=4326)
after = geopandas.GeoSeries(maps[1:], crs=4326)
gained = after.difference(before).to_crs(6933).area / 1e6
lost = before.difference(after).to_crs(6933).area / 1e6
print("gained_km2,lost_km2")
for pair in zip(gained, lost):
    print("%.6f,%.6f" % pair)
