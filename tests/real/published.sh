#!/bin/sh
# DeepState's own figures: what it answered for every class of 114 of its maps is the sum of the features
# of a colour, as published, on its sphere; the percentages are of 603 700 km2.
. "$(dirname "$0")/support.sh"
need deepstate-raw

"$command" inspect -q --group-by fill --area sphere -f csv "$data/deepstate-raw" >"$scratch/groups.csv"
check "inspect runs" $?
awk -F, '
    FNR == 1 { file++; next }
    file == 1 { area[$2, $3] = $5; percent[$2, $3] = $6; next }
    {
        rows++
        key = $1 ".geojson" SUBSEP $2
        if (!(key in area)) { printf "no row for %s %s\n", $1, $2; wrong++; next }
        d = area[key] - $3
        if (d < 0) d = -d
        if (d > largest) largest = d
        if (sprintf("%.3f", $4) != percent[key]) {
            printf "%s %s: %s %%, published %s\n", $1, $2, percent[key], $4
            wrong++
        }
    }
    END {
        printf "%d rows, largest difference %.7f km2, %d wrong\n", rows, largest, wrong
        exit rows != 655 || wrong > 0 || largest > 1e-6
    }' "$scratch/groups.csv" "$data/expected/deepstate-published.csv"
check "every published figure is reproduced" $?

# The same numbers in the two other forms.
"$command" inspect -q --group-by fill --area sphere "$data/deepstate-raw/1648989208.geojson" \
    >"$scratch/groups.txt"
grep -Eq '^  #a52714 +[0-9]+ +63,864\.64 +10\.579$' "$scratch/groups.txt"
check "as text" $?
"$command" inspect -q --group-by fill --area sphere -f json \
    "$data/deepstate-raw/1648989208.geojson" >"$scratch/groups.json"
grep -Eq '"value": "#a52714", "features": [0-9]+, "published_km2": 63864.643990, "percent": 10.579}' \
    "$scratch/groups.json"
check "as JSON" $?
finish
