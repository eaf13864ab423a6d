#!/bin/sh
# A change of real maps in a real PostGIS, read back by ogr2ogr: the shapes are those of the GeoPackage to the
# bit, in all and by region, and the server itself measures the areas that stand beside them.
. "$(dirname "$0")/support.sh"
data=${TERRITORY_REAL_DATA:-$root/../shared/data}
[ -d "$data/deepstate-daily" ] && [ -d "$data/boundaries" ] ||
    skip "no real maps in $data (set TERRITORY_REAL_DATA)"
set -- "$command" change -q --from 2025-04-15 --to 2025-07-14

# read_back FILE: kind, parts, km2 of what it has, measured anew
read_back() {
    "$command" inspect -q -f csv --profile generic --group-by change "$1" | tail -n +2 | cut -d, -f3-5 | sort
}

"$@" -o PG: "$data/deepstate-daily" &&
    "$@" -o PG: --by-region "$data/boundaries/ukraine-oblasts.geojson" "$data/deepstate-daily"
check "two changes are written" $?
for borders in "IS NULL" "IS NOT NULL"; do
    rm -f change.gpkg read.gpkg
    for table in gained lost held unchanged; do
        ogr2ogr -f GPKG -update -append -nln "$table" -sql \
            "SELECT change, zone, region, \"from\", \"to\", area_km2, geom FROM $table WHERE region $borders ORDER BY id" \
            read.gpkg PG: 2>/dev/null || ogr2ogr -f GPKG -nln "$table" -sql \
            "SELECT change, zone, region, \"from\", \"to\", area_km2, geom FROM $table WHERE region $borders ORDER BY id" \
            read.gpkg PG:
    done
    if [ "$borders" = "IS NULL" ]; then
        "$@" -o change.gpkg "$data/deepstate-daily"
    else
        "$@" -o change.gpkg --by-region "$data/boundaries/ukraine-oblasts.geojson" "$data/deepstate-daily"
    fi
    for file in change read; do
        python3 "$root/tests/postgis/gpkg_rows.py" "$file.gpkg" >"$file.rows"
        read_back "$file.gpkg" >"$file.areas"
    done
    [ "$(wc -l <change.rows)" -ge 4 ] && cmp change.rows read.rows
    check "the shapes are those of the GeoPackage, region $borders" $?
    [ "$(wc -l <change.areas)" -eq 4 ] && cmp change.areas read.areas
    check "the areas are those of the GeoPackage, region $borders" $?
done
# Along geodesics between points 0.001 degrees apart, which bend by less than what is printed, 1 m2.
worst=$(query "SELECT max(abs(ST_Area(ST_Segmentize(geom, 0.001)::geography) / 1e6 - area_km2) / (area_km2 + 1)) FROM
    (SELECT geom, area_km2 FROM gained UNION ALL SELECT geom, area_km2 FROM lost UNION ALL SELECT geom, area_km2
    FROM held UNION ALL SELECT geom, area_km2 FROM unchanged) t")
echo "the server's areas differ by $worst at most"
expect "the server measures the same areas" "$(query "SELECT $worst < 1e-6")" t
finish
