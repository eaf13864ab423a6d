#!/bin/sh
# GDAL with SpatiaLite: ogrinfo's SQLite dialect, a process for each pair; areas on the ellipsoid.
#
# usage: spatialite.sh need | start FOLDER | run FOLDER FILE... | stop FOLDER    (see ../run.sh, "peer")
set -eu
LC_ALL=C
export LC_ALL

case $1 in
need)
    if ! command -v ogrinfo >/dev/null ||
        ! ogrinfo -q "$(dirname "$0")/../../../testdata/front/front_20250301.geojson" -dialect sqlite \
            -sql 'SELECT spatialite_version() AS version' 2>/dev/null | grep 'version (String)' >/dev/null; then
        echo "GDAL with SpatiaLite is not installed" \
            "(Debian: apt-get install gdal-bin libsqlite3-mod-spatialite)"
        exit 1
    fi
    ogrinfo --version | sed 's/,.*/ with SpatiaLite/' ;;
start | stop) ;;
run)
    folder=$2
    shift 2
    echo "gained_km2,lost_km2"
    before=
    for after; do
        if [ -n "$before" ]; then
            for layer in before after; do
                [ "$layer" = before ] && file=$before || file=$after
                name=$(basename "$file" .geojson)
                echo "<OGRVRTLayer name=\"$layer\"><SrcDataSource>$file</SrcDataSource>" \
                    "<SrcLayer>$name</SrcLayer></OGRVRTLayer>"
            done | sed '1s/^/<OGRVRTDataSource>/; $s|$|</OGRVRTDataSource>|' >"$folder/pair.vrt"
            ogrinfo -q "$folder/pair.vrt" -dialect sqlite -sql "
                SELECT ST_Area(ST_Difference(after.geometry, before.geometry), 1) AS gained,
                       ST_Area(ST_Difference(before.geometry, after.geometry), 1) AS lost
                FROM before, after" |
                awk '/(gained|lost) \(/ { value[$1] = $NF == "(null)" ? 0 : $NF / 1e6 }
                     END { printf "%.6f,%.6f\n", value["gained"], value["lost"] }'
        fi
        before=$after
    done ;;
esac
