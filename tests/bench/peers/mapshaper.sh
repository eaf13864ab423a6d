#!/bin/sh
# mapshaper: a process for each pair, as its command line is used; its areas are those of the sphere.
# Erasing drops the small remainder of a multipart feature whole (0.7.70), so parts are taken apart first.
# MAPSHAPER names the program where it is not on the path.
#
# usage: mapshaper.sh need | start FOLDER | run FOLDER FILE... | stop FOLDER    (see ../run.sh, "peer")
set -eu
LC_ALL=C
export LC_ALL
mapshaper=${MAPSHAPER:-mapshaper}

case $1 in
need)
    command -v "$mapshaper" >/dev/null || {
        echo "mapshaper is not installed (npm install -g mapshaper, or MAPSHAPER=its path)"
        exit 1
    }
    echo "mapshaper $("$mapshaper" --version 2>&1)" ;;
start | stop) ;;
run)
    shift 2
    echo "gained_km2,lost_km2"
    before=
    for after; do
        if [ -n "$before" ]; then
            "$mapshaper" -i "$before" "$after" combine-files -rename-layers before,after -explode target='*' \
                -erase target=after source=before + name=gained -calc 'sum(this.area)' target=gained \
                -erase target=before source=after + name=lost -calc 'sum(this.area)' target=lost 2>&1 |
                awk '/sum\(this.area\)/ { value[++count] = $NF / 1e6 }
                     END { if (count != 2) exit 1
                           printf "%.6f,%.6f\n", value[1], value[2] }'
        fi
        before=$after
    done ;;
esac
