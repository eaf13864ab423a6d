#!/bin/sh
# ISW's days, converted by ogr2ogr to the formats of GIS programs and to another coordinate system, have
# the areas of the original in each status, and are recognised as what they are.
#
# What ogr2ogr itself loses is not asked for: its driver LIBKML writes no invalid polygon, so KML is
# written by the driver KML; FlatGeobuf keeps no feature without geometry.
. "$(dirname "$0")/support.sh"
need isw-daily
if ! command -v ogr2ogr >/dev/null; then
    echo "skipped: no ogr2ogr (package gdal-bin)"
    exit 77
fi

# areas FILE: profile, status, features, published and counted area of each status
areas() {
    "$command" inspect -q -f csv "$1" | cut -d, -f4-8
}

# compare LABEL FILE RELATIVE: the areas of FILE are those of $original. Printed are 6 decimals, so that
# the last of them may differ as well.
compare() {
    areas "$2" >"$scratch/areas.csv"
    awk -F, -v relative="$3" '
        function near(a, e) { d = a - e; return (d < 0 ? -d : d) <= relative * e + 1.01e-6 }
        NR == FNR { expected[FNR] = $0; lines = FNR; next }
        {
            split(expected[FNR], e, ",")
            if ($1 != e[1] || $2 != e[2] || $3 != e[3] || (FNR > 1 && !(near($4, e[4]) && near($5, e[5])))) {
                bad = 1
                print $0, "needs", expected[FNR]
            } else if (FNR > 1) {
                d = $5 / e[5] - 1
                if (d < 0) d = -d
                if (d > worst) worst = d
            }
        }
        END {
            if (!bad) printf "'"$1"': worst relative difference %.1e\n", worst
            exit bad || lines < 4 || FNR != lines
        }' "$scratch/original.csv" "$scratch/areas.csv"
    check "$1 has the areas of the original" $?
}

# convert FILE OPTION...: makes $scratch/FILE of the original
convert() {
    made=$scratch/$1
    shift
    ogr2ogr "$@" "$made" "$original" 2>"$scratch/ogr2ogr"
    check "ogr2ogr makes $made" $?
}

try_day() {
    day=$1
    original=$data/isw-daily/$day.geojson
    areas "$original" >"$scratch/original.csv"
    grep -q '^isw,' "$scratch/original.csv"
    check "$day is recognised as isw" $?

    convert "$day.shp" -lco ENCODING=UTF-8
    compare "$day shapefile" "$scratch/$day.shp" 1e-9
    (cd "$scratch" && set -- "$day.shp" "$day.shx" "$day.dbf" "$day.prj" "$day.cpg" &&
        python3 -m zipfile -c "$day.zip" "$@" && cp "$day.zip" "$day.shz" && tar czf "$day.tar.gz" "$@")
    check "zip and tar" $?
    compare "$day zipped shapefile" "$scratch/$day.zip" 1e-9
    compare "$day .shz" "$scratch/$day.shz" 1e-9
    compare "$day tar of a shapefile" "$scratch/$day.tar.gz" 1e-9
    compare "$day in a virtual path" "/vsizip/$scratch/$day.zip/$day.shp" 1e-9
    rm "$scratch/$day.shp" "$scratch/$day.zip" "$scratch/$day.tar.gz"

    convert "$day.gpkg"
    compare "$day GeoPackage" "$scratch/$day.gpkg" 1e-9
    convert "$day.fgb"
    compare "$day FlatGeobuf" "$scratch/$day.fgb" 1e-9
    convert "$day.kml" -f KML
    compare "$day KML" "$scratch/$day.kml" 1e-9
    (cd "$scratch" && cp "$day.kml" doc.kml && python3 -m zipfile -c "$day.kmz" doc.kml)
    check "zip" $?
    compare "$day KMZ" "$scratch/$day.kmz" 1e-9
    gzip -c "$original" >"$scratch/$day.geojson.gz"
    compare "$day .geojson.gz" "$scratch/$day.geojson.gz" 1e-9
    rm "$scratch/$day.gpkg" "$scratch/$day.kml"

    convert "$day.gpkg" -t_srs EPSG:32636
    compare "$day GeoPackage in EPSG:32636" "$scratch/$day.gpkg" 1e-4
    convert "utm-$day.geojson" -t_srs EPSG:32636 -lco RFC7946=NO
    grep -q 'EPSG::32636' "$scratch/utm-$day.geojson"
    check "the GeoJSON names EPSG:32636" $?
    compare "$day GeoJSON in EPSG:32636" "$scratch/utm-$day.geojson" 1e-4
    convert "mercator-$day.fgb" -t_srs EPSG:3857
    compare "$day FlatGeobuf in EPSG:3857" "$scratch/mercator-$day.fgb" 1e-4
}

try_day 20230601
try_day 20230513 # layers with Japanese names
finish
