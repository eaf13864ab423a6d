#!/bin/sh
# DeepState's own maps: the 90-day figure, areas by status, and the publisher's monthly figures.
. "$(dirname "$0")/support.sh"
need deepstate-raw
archive=$data/deepstate-raw

gained=$("$command" change --from 2025-04-14 --to 2025-07-13 --figure gained "$archive")
check "change runs" $?
near "gained" "$gained" 1414.523 0.003

"$command" series --zone occupied --zone occupied_before_2022 --zone held --wide "$archive" \
    >"$scratch/areas.csv"
check "series of three zones runs" $?
"$command" series "$archive" | cut -d, -f2 >"$scratch/snapshots.csv"
paste -d, "$scratch/snapshots.csv" "$scratch/areas.csv" >"$scratch/keyed.csv"
awk -F, -v key=unix_seconds -v tolerance=0.01 \
    -v needs="occupied_km2 occupied_before_2022_km2 held_km2" -v rename="snapshot=unix_seconds \
occupied_area_km2=occupied_km2 occupied_before_2022_area_km2=occupied_before_2022_km2 \
held_area_km2=held_km2" \
    -f "$root/tests/real/compare_csv.awk" "$data/expected/deepstate-raw.csv" "$scratch/keyed.csv"
check "areas by status equal the expected ones" $?

# What the publisher's own colours leave over: nothing.
"$command" inspect -f csv "$archive" >"$scratch/inspect.csv"
check "inspect runs" $?
column "$scratch/inspect.csv" unclassified | awk '$1 != 0 { bad = 1 } END { exit bad || NR < 114 }'
check "no feature is unclassified" $?

# On the publisher's sphere, features summed as published give the publisher's own figures.
"$command" inspect -q -f csv --area sphere "$archive" >"$scratch/sphere.csv"
check "inspect on the sphere runs" $?
awk -F, '
    FNR == 1 { file++; for (i = 1; i <= NF; i++) at[file, $i] = i; next }
    file == 1 { if ($2 == "#a52714") published[$1 ".geojson"] = $3; next }
    $at[2, "status"] == "occupied" {
        rows++
        d = $at[2, "published_km2"] - published[$at[2, "snapshot"]]
        if (d < 0) d = -d
        if (d > largest) largest = d
    }
    END {
        printf "%d snapshots, largest difference %.7f km2\n", rows, largest
        exit rows != 114 || largest > 2e-6
    }' "$data/expected/deepstate-published.csv" "$scratch/sphere.csv"
check "occupied as published equals the publisher's own figure" $?

# Monthly net change of status occupied between month ends in Kyiv, on the publisher's sphere.
"$command" series --every month --zone occupied --area sphere "$archive" >"$scratch/months.csv"
check "monthly series runs" $?
while read -r month_end published; do
    near "net change of the month to $month_end" \
        "$(awk -F, -v d="$month_end" '$1 == d { print $9 }' "$scratch/months.csv")" "$published" 0.01
done <<MONTHS
2024-08-31 363.21
2024-10-31 502.42
2024-11-30 730.63
2025-01-31 325.85
2025-03-31 133.46
2025-05-31 448.88
2025-06-30 556.03
2025-07-31 563.70
MONTHS
finish
