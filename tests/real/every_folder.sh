#!/bin/sh
# Every real map is read under the profile of its source without being told which; ISW's areas are the
# expected ones; NZZ's zone is what it must be.
. "$(dirname "$0")/support.sh"

# reads FOLDER PROFILE [SNAPSHOTS]: the folder is one archive of the profile, to which every map is held
# when it is read, with a snapshot for each file unless their number is given; and so are its first and
# last map alone
reads()
{
    need "$1"
    find "$data/$1" -type f \( -name '*.geojson' -o -name '*.json' \) | sort >"$scratch/maps"
    "$command" inspect -q -f csv "$data/$1" >"$scratch/all.csv" 2>"$scratch/err"
    check "$1 is read: $(cat "$scratch/err")" $?
    [ "$(column "$scratch/all.csv" profile | sort -u)" = "$2" ] &&
        [ "$(column "$scratch/all.csv" snapshot | sort -u | wc -l)" -eq "${3:-$(wc -l <"$scratch/maps")}" ]
    check "each map of $1 is read as $2" $?
    for map in "$(head -n 1 "$scratch/maps")" "$(tail -n 1 "$scratch/maps")"; do
        "$command" inspect -q -f csv "$map" >"$scratch/map.csv"
        [ "$(column "$scratch/map.csv" profile | sort -u)" = "$2" ]
        check "${map##*/} alone is read as $2" $?
    done
}

reads boundaries boundaries
reads deepstate-daily deepstate-daily
reads deepstate-raw deepstate
reads isw-daily isw
reads isw-layers isw-layers 3
reads isw-simplified isw-simplified
reads nzz-daily nzz
reads uacontrolmap-daily uacontrolmap

# ISW as another engine computed it.
"$command" series -q --wide --zone occupied --zone advance --zone claimed --zone liberated --zone held \
    "$data/isw-daily" | sed 's/^\([0-9]*\)-\([0-9]*\)-\([0-9]*\),/\1\2\3,/' >"$scratch/isw.csv"
awk -F, -v key=date -v tolerance=0.01 \
    -v needs="occupied_km2 advance_km2 claimed_km2 counteroffensive_km2 held_km2" \
    -v rename="occupied_area_km2=occupied_km2 advance_area_km2=advance_km2 \
claimed_area_km2=claimed_km2 liberated_area_km2=counteroffensive_km2 held_area_km2=held_km2" \
    -f "$root/tests/real/compare_csv.awk" "$data/expected/isw-daily.csv" "$scratch/isw.csv"
check "ISW's areas equal the expected ones" $?

# NZZ: held is nochange and gains together. That these two do not overlap, GDAL says (in square
# degrees; 1e-9 is about 8 m2), so the areas add up; ground that was lost is no part of it.
nzz=$data/nzz-daily/2022-09-12.json
area() { "$command" series -q --zone "$1" "$nzz" | column /dev/stdin area_km2; }
near "NZZ, held" "$(area held)" \
    "$(echo "$(area nochange) $(area gains)" | awk '{ printf "%.6f", $1 + $2 }')" 0.000002
near "NZZ, held and what is lost" "$(area nochange+gains+losses)" \
    "$(echo "$(area held) $(area losses)" | awk '{ printf "%.6f", $1 + $2 }')" 0.01
near "NZZ, lost" "$(area losses)" 8366 1
if command -v ogrinfo >/dev/null 2>&1; then
    tr -d '\n' <"$nzz" | sed 's/^ *{ *"value" *: *//; s/} *$//' >"$scratch/nzz.geojson"
    overlap=$(ogrinfo -q -dialect sqlite "$scratch/nzz.geojson" -sql "SELECT ST_Area(ST_Intersection(
        a.geometry, b.geometry)) AS o FROM nzz a, nzz b WHERE a.type = 'nochange' AND
        b.type = 'gains'" | sed -n 's/.* = //p')
    echo "$overlap" | awk '{ exit !(NF == 1 && $1 + 0 >= 0 && $1 + 0 < 1e-9) }'
    check "GDAL finds no overlap of nochange and gains: '$overlap'" $?
fi
finish
