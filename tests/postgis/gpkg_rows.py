"""Prints the rows of the GeoPackage PATH as tests/postgis asks the database for them: layer, zone, region,
from, to, area_km2 and the shape as WKB in hexadecimal, with | between, in the order of bytes.

A shape has a head in front of its WKB: OGC 12-128r12, section 2.1.3."""

import sqlite3
import sys

ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def wkb_of(blob):
    assert blob[:2] == b"GP"
    return blob[8 + ENVELOPE_BYTES[blob[3] >> 1 & 7] :]


database = sqlite3.connect(sys.argv[1])
lines = []
for (layer,) in database.execute("SELECT table_name FROM gpkg_contents").fetchall():
    for row in database.execute(f'SELECT zone, region, "from", "to", area_km2, geom FROM {layer}'):
        values = [layer, row[0], row[1] or "", row[2], row[3], f"{row[4]:.6f}", wkb_of(row[5]).hex()]
        lines.append("|".join(values))
sys.stdout.write("".join(line + "\n" for line in sorted(lines)))
