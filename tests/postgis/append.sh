#!/bin/sh
# What is written into a real PostGIS is there: a table for each kind of ground with the shapes and areas
# of the GeoPackage, day after day without a row twice, whatever names are, and several at once.
. "$(dirname "$0")/support.sh"
borders=$root/testdata/regions/provinces.geojson

# shapes_of SCHEMA: what gpkg_rows.py prints of a GeoPackage
shapes_of() {
    for table in gained held lost unchanged; do
        query "SELECT '$table', zone, region, \"from\", \"to\", round(area_km2::numeric, 6),
            encode(ST_AsBinary(geom, 'NDR'), 'hex') FROM $1.$table"
    done | sort
}

# schema NAME: makes one, and $to the connection string that writes into it
schema() {
    query "CREATE SCHEMA $1"
    to="PG:dbname=maps active_schema=$1"
}

counts() {
    query "SELECT (SELECT count(*) FROM $1.gained), (SELECT count(*) FROM $1.lost),
        (SELECT count(*) FROM $1.held), (SELECT count(*) FROM $1.unchanged)"
}

# ---- one change ----

schema one
write "$to"
check "a change is written: $(cat "$scratch/message")" $?
expect "the tables" "$(query "SELECT string_agg(f_table_name || ' ' || type || ' ' || srid, ', '
    ORDER BY f_table_name COLLATE \"C\") FROM geometry_columns")" \
    "gained MULTIPOLYGON 4326, held MULTIPOLYGON 4326, lost MULTIPOLYGON 4326, unchanged MULTIPOLYGON 4326"
expect "each has an index of its shapes" \
    "$(query "SELECT count(*) FROM pg_indexes WHERE schemaname = 'one' AND indexdef LIKE '%gist%'")" 4
expect "each says what it is" "$(query "SELECT count(*) FROM unnest(ARRAY['gained', 'lost', 'held', 'unchanged'])
    n WHERE obj_description(('one.' || n)::regclass) LIKE 'Ground in a zone%'")" 4
expect "the file of a snapshot is named with its digest" \
    "$(query "SELECT provenance #>> '{snapshots,1,parts,0,sha256}' FROM one.gained")" \
    "$(sha256sum "$root/testdata/front/front_20250628.geojson" | cut -d' ' -f1)"
"$command" change -q -o change.gpkg "$root/testdata/front"
python3 "$root/tests/postgis/gpkg_rows.py" change.gpkg >of_file
shapes_of one >of_database
[ -s of_file ] && cmp of_file of_database
check "the shapes and areas are those of the GeoPackage, to the bit" $?
expect "all shapes are valid" "$(query "SELECT count(*) FROM one.held WHERE NOT ST_IsValid(geom)")" 0
# Edges that are straight in degrees are cut into pieces of 0.001, between which the server measures along
# geodesics: what those bend is then less than 1e-8 of an area.
expect "the server measures the same areas" "$(query "SELECT count(*) FROM (SELECT * FROM one.gained UNION ALL
    SELECT * FROM one.lost UNION ALL SELECT * FROM one.held UNION ALL SELECT * FROM one.unchanged) t WHERE
    abs(ST_Area(ST_Segmentize(geom, 0.001)::geography) / 1e6 / area_km2 - 1) < 1e-7")" 4
expect "unchanged and gained are held" "$(query "SELECT round((u.area_km2 + g.area_km2 - h.area_km2)::numeric, 5)
    FROM one.unchanged u, one.gained g, one.held h")" 0.00000
expect "nothing gained was lost" "$(query "SELECT ST_Area(ST_Intersection(g.geom, l.geom)) FROM one.gained g,
    one.lost l")" 0

# ---- day after day ----

schema days
for day in 2025-05-29 2025-06-13 2025-06-28; do
    write "$to" --to "$day" --days 15 --by-region "$borders"
    check "$day is written: $(cat "$scratch/message")" $?
    counts days >>counts
done
rows days >once
expect "every day added its rows" "$(query "SELECT count(DISTINCT \"to\") FROM days.held")" 3
expect "by zone, region and day there is one row" "$(query "SELECT count(*) FROM (SELECT 1 FROM days.held GROUP BY
    zone, region, \"to\" HAVING count(*) > 1) t")" 0
sums=$(for day in 2025-05-29 2025-06-13 2025-06-28; do
    "$command" change -q --to "$day" --days 15 -f csv "$root/testdata/front" | tail -n 1 | cut -d, -f9,10,8
done)
expect "the rows of a day sum to its figures" "$(query "SELECT round((SELECT sum(area_km2) FROM days.held h WHERE
    h.\"to\" = d)::numeric, 6), coalesce(round((SELECT sum(area_km2) FROM days.gained g WHERE g.\"to\" = d)::numeric, 6),
    0.000000), coalesce(round((SELECT sum(area_km2) FROM days.lost l WHERE l.\"to\" = d)::numeric, 6), 0.000000) FROM
    unnest(ARRAY['2025-05-29', '2025-06-13', '2025-06-28']::date[]) d" | tr '|' ',')" "$sums"
for day in 2025-05-29 2025-06-13 2025-06-28 2025-06-28; do
    write "$to" --to "$day" --days 15 --by-region "$borders"
    check "$day is written again" $?
done
rows days >again
cmp once again
check "a day that is written again changes nothing" $?
write "$to" --to 2025-06-28 --days 15
check "a change without regions is another run" $?
expect "it has a row of its own" "$(query "SELECT count(*) FROM days.held WHERE region IS NULL")" 1

# What is no longer there goes: a day whose map is corrected.
mkdir corrected
cp "$root"/testdata/front/front_2025061[0-9].geojson "$root"/testdata/front/front_202506[02][0-9].geojson corrected
"$command" change -q -o "$to" --to 2025-06-28 --days 15 --by-region "$borders" corrected
gained=$(query "SELECT count(*) FROM days.gained WHERE \"to\" = '2025-06-28'")
[ "$gained" -gt 1 ]
check "something was gained on the last day: $gained rows" $?
before=$(ls corrected | grep '202506\(0\|1[0-3]\)' | tail -n 1)
cp "corrected/$before" corrected/front_20250628.geojson
"$command" change -q -o "$to" --to 2025-06-28 --days 15 --by-region "$borders" corrected
check "a corrected map is written" $?
expect "what it does not gain is gone" \
    "$(query "SELECT count(*) FROM days.gained WHERE \"to\" = '2025-06-28' AND region IS NOT NULL")" 0

# ---- what is drawn ----

schema drawn
drawing="--simplify 2000 --min-area 50"
write "$to" --by-region "$borders" $drawing
check "a change is drawn: $(cat "$scratch/message")" $?
"$command" change -q --by-region "$borders" $drawing -o drawn.gpkg "$root/testdata/front"
python3 - drawn.gpkg >of_file <<'END'
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
for layer in ("gained", "held", "lost", "unchanged"):
    for row in database.execute(f"SELECT zone, region, noise_km2, drawn_km2, displaced_km2 FROM {layer} ORDER BY fid"):
        print("|".join([layer, *row[:2], *(f"{km2:.6f}" for km2 in row[2:])]))
END
for table in gained held lost unchanged; do
    query "SELECT '$table', zone, region, round(noise_km2::numeric, 6), round(drawn_km2::numeric, 6),
        round(displaced_km2::numeric, 6) FROM drawn.$table ORDER BY id"
done >of_database
[ -s of_file ] && cmp of_file of_database
check "its noise and what is drawn are those of the GeoPackage" $?
write "$to" --by-region "$borders"
expect "drawn without options the same run has none of these figures" "$(query "SELECT count(*), count(noise_km2),
    count(drawn_km2), count(displaced_km2) FROM drawn.held")" "$(grep -c '^held' of_file)|0|0|0"

# ---- only some layers; a schema with an odd name; PostGIS elsewhere; a server with old settings ----

query 'CREATE SCHEMA "Desk'\''s maps"'
write "PG:dbname=maps active_schema='Desk\\'s maps'" --layers gained
check "a schema may have an odd name: $(cat "$scratch/message")" $?
expect "only what is asked for is written" "$(query "SELECT string_agg(tablename, ' ') FROM pg_tables WHERE
    schemaname = 'Desk''s maps'")" gained

psql -d postgres -qc 'CREATE DATABASE other'
psql -d other -qc 'CREATE SCHEMA gis; CREATE EXTENSION postgis SCHEMA gis;
    ALTER DATABASE other SET standard_conforming_strings = off;
    ALTER DATABASE other SET default_transaction_isolation = serializable'
mkdir hostile
name="d'x\\\\\"; DROP TABLE gained; --\\'_"
cp "$root/testdata/front/front_20250530.geojson" "hostile/${name}20250530.geojson"
cp "$root/testdata/front/front_20250628.geojson" "hostile/${name}20250628.geojson"
region="Bob'); DROP TABLE gained; --\\\\' \$\$"
python3 - "$borders" "$region" >hostile.geojson <<'END'
import json, sys
document = json.load(open(sys.argv[1]))
document["features"][0]["properties"]["name"] = sys.argv[2]
json.dump(document, sys.stdout)
END
"$command" change -q -o "postgresql:///other" --days 29 --by-region hostile.geojson --region-name name hostile
check "an address writes into a database with PostGIS elsewhere" $?
PGDATABASE=other
expect "names are what they were" "$(query "SELECT region FROM held WHERE region LIKE 'Bob%'")" "$region"
expect "names of snapshots too" "$(query "SELECT DISTINCT to_snapshot FROM held")" "${name}20250628.geojson"
PGDATABASE=maps

# ---- several at once ----

schema crowd
for writer in 1 2 3 4 5 6; do
    day=2025-06-$((22 + writer / 3 * 3))
    ("$command" change -q -o "$to" --to "$day" --days 15 --by-region "$borders" "$root/testdata/front" \
        2>"crowd-$writer" || echo failed >>"crowd-$writer") &
    writers="${writers-} $!"
done
for writer in $writers; do wait "$writer"; done
expect "all of them are done" "$(cat crowd-*)" ""
rows crowd >crowded
schema queue
for day in 2025-06-22 2025-06-25 2025-06-28; do
    write "$to" --to "$day" --days 15 --by-region "$borders"
done
rows queue >queued
[ -s queued ] && cmp crowded queued
check "and gave the same rows as one after the other" $?
finish
