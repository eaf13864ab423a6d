#!/bin/sh
# What real maps draw when they are simplified: gained and lost have no ground in common and are valid, as
# SpatiaLite (GEOS, in doubles) sees them in each format, the figures stay, and the loss is told.
#
# usage: simplify.sh COMMAND
. "$(dirname "$0")/support.sh"
need deepstate-daily
need deepstate-raw
need boundaries
if ! command -v ogrinfo >/dev/null; then
    echo "skipped: no ogrinfo (package gdal-bin)"
    exit 77
fi
borders=$data/boundaries/ukraine-oblasts.geojson

# ask FILE SQL: the one number that SpatiaLite answers. LAYER stands for what was gained and lost.
ask() {
    layer=\"$(ogrinfo -q "$1" | sed -n 's/^1: \([^ ]*\).*/\1/p')\"
    [ "$layer" != '"gained"' ] || layer='(select * from gained union all select * from lost)'
    ogrinfo -q "$1" -dialect sqlite -sql "$(echo "$2" | sed "s/LAYER/$layer/g")" 2>&1 |
        sed -n 's/^  answer (.*) = //p'
}
echo '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"change":"x"},"geometry":
{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}}]}' >"$scratch/tie.geojson"
if [ "$(ask "$scratch/tie.geojson" 'select ST_IsValid(geometry) as answer from LAYER')" != 0 ]; then
    echo "skipped: GDAL has no SpatiaLite that finds a bow tie invalid"
    exit 77
fi

invalid='select sum(not ST_IsValid(GEOMETRY)) as answer from LAYER'
common='select total(ST_Area(ST_Intersection(a.GEOMETRY, b.GEOMETRY))) as answer from LAYER a, LAYER b
    where a.change || ifnull(a.region, "") < b.change || ifnull(b.region, "")'

# judge LABEL FILE GEOMETRY
judge() {
    found=$(ask "$2" "$(echo "$invalid" | sed "s/GEOMETRY/$3/g")")
    [ "$found" = 0 ]
    check "$1: $found features are invalid" $?
    found=$(ask "$2" "$(echo "$common" | sed "s/GEOMETRY/$3/g")")
    [ "$found" = 0 ]
    check "$1: features share $found square degrees" $?
}

# draw METRES OPTION...: as GeoJSON, GeoPackage and FlatGeobuf; what is told goes to $scratch/told
draw() {
    metres=$1
    shift
    "$command" change -f geojson --simplify "$metres" "$@" >"$scratch/drawn.geojson" 2>"$scratch/told"
    check "change --simplify $metres $*" $?
    judge "$metres m, $*, GeoJSON" "$scratch/drawn.geojson" geometry
    for extension in gpkg fgb; do
        "$command" change -q -o "$scratch/drawn.$extension" --overwrite --simplify "$metres" "$@"
        check "-o drawn.$extension" $?
    done
    judge "$metres m, $*, GeoPackage" "$scratch/drawn.gpkg" geom
    judge "$metres m, $*, FlatGeobuf" "$scratch/drawn.fgb" geometry
}

# Changes of a quarter, a year, of the months in which Kharkiv and Kherson were liberated, and of years.
for metres in 100 500 2000; do
    draw "$metres" --from 2025-04-15 --to 2025-07-14 "$data/deepstate-daily"
    grep -q 'km² drawn of 1414.52 km² gained, .* of ground displaced' "$scratch/told"
    check "$metres m: the loss is told: $(head -n 1 "$scratch/told")" $?
    near "$metres m: area_km2 stays" "$(ask "$scratch/drawn.gpkg" \
        "select area_km2 as answer from LAYER where change = 'gained'")" 1414.523436 1e-6
    # what stood comes of a difference of its own, whose edges are bent by some micrometres
    found=$(ask "$scratch/drawn.gpkg" 'select round(total(ST_Area(ST_SymDifference(h.geom,
        ST_Union(g.geom, u.geom)))), 11) as answer from held h, gained g, unchanged u')
    [ "$found" = 0 ]
    check "$metres m: held is gained and unchanged but for $found square degrees" $?
    found=$(ask "$scratch/drawn.gpkg" 'select sum(ST_IsValid(h.geom) + ST_IsValid(u.geom)) as answer
        from held h, unchanged u')
    [ "$found" = 2 ]
    check "$metres m: held and unchanged are valid" $?
    near "$metres m: drawn_km2 is what GeoJSON says too" "$(ask "$scratch/drawn.gpkg" \
        "select total(drawn_km2) as answer from LAYER")" \
        "$(ask "$scratch/drawn.geojson" "select total(drawn_km2) as answer from LAYER")" 1e-6
    draw "$metres" --to 2025-12-31 --days 365 "$data/deepstate-daily"
    draw "$metres" --from 2022-04-10 --to 2022-11-12 --max-gap 60 "$data/deepstate-raw"
    draw "$metres" --from 2022-11-12 --to 2024-10-04 --max-gap 60 "$data/deepstate-raw"
done
draw 500 --to 2025-12-31 --days 365 --by-region "$borders" "$data/deepstate-daily"
draw 500 --from 2022-04-10 --to 2022-11-12 --max-gap 60 --min-width 100 --min-area 0.1 "$data/deepstate-raw"

# What is noise is all that is missing, and all formats say the same of it.
set -- --from 2022-04-10 --to 2022-11-12 --max-gap 60 --min-width 100 --min-area 0.1 "$data/deepstate-raw"
"$command" change -q -f csv "$@" >"$scratch/noise.csv"
"$command" change -q -o "$scratch/noise.gpkg" "$@"
noise=$(column "$scratch/noise.csv" noise_km2)
[ "$noise" != 0.000000 ]
check "there is noise" $?
near "noise_km2 in the GeoPackage" "$(ask "$scratch/noise.gpkg" 'select total(noise_km2) as answer from LAYER')" \
    "$noise" 1.5e-6
near "area_km2 less noise_km2 is drawn_km2" \
    "$(ask "$scratch/noise.gpkg" 'select total(area_km2 - noise_km2) as answer from LAYER')" \
    "$(ask "$scratch/noise.gpkg" 'select total(drawn_km2) as answer from LAYER')" 1e-5
"$command" change -q -f csv --from 2022-04-10 --to 2022-11-12 --max-gap 60 "$data/deepstate-raw" |
    cut -d, -f1-11 >"$scratch/whole.csv"
cut -d, -f1-11 "$scratch/noise.csv" | cmp -s - "$scratch/whole.csv"
check "the figures are the whole" $?
finish
