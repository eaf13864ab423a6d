#!/bin/sh
# Every real map is read under the profile of its source without being told which; ISW's areas are the
# expected ones; NZZ's zone is what it must be.
. "$(dirname "$0")/support.sh"

# reads FOLDER PROFILE: each file below the folder is read, and under the profile
reads() {
    need "$1"
    find "$data/$1" -type f \( -name '*.geojson' -o -name '*.json' \) | sort >"$scratch/maps"
    while IFS= read -r map; do
        if ! "$command" inspect -q -f csv "$map" >"$scratch/map.csv" 2>"$scratch/map.err"; then
            echo "$map: $(cat "$scratch/map.err")"
        else
            column "$scratch/map.csv" profile | sort -u | grep -vx "$2" | sed "s|^|$map: read as |"
        fi
    done <"$scratch/maps" >"$scratch/wrong"
    head -n 3 "$scratch/wrong"
    [ -s "$scratch/maps" ] && [ ! -s "$scratch/wrong" ]
    check "each map of $1 is read as $2" $?
}

reads boundaries boundaries
reads deepstate-daily deepstate-daily
reads deepstate-raw deepstate
reads isw-daily isw
reads isw-layers isw-layers
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
