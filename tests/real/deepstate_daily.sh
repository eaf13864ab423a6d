#!/bin/sh
# The daily DeepState archive: the published 90-day figure, and the whole series against figures that
# Shapely (overlays) and NumPy (areas) computed.
. "$(dirname "$0")/support.sh"
need deepstate-daily
archive=$data/deepstate-daily

"$command" change --to 2025-07-14 --days 90 -f csv "$archive" >"$scratch/change.csv"
check "change runs" $?
near "gained" "$(column "$scratch/change.csv" gained_km2)" 1414.523 0.001
near "lost" "$(column "$scratch/change.csv" lost_km2)" 6.699 0.001
near "net" "$(column "$scratch/change.csv" net_km2)" 1407.825 0.001
near "area" "$(column "$scratch/change.csv" area_to_km2)" 114035.336 0.001

"$command" series --window 90 "$archive" >"$scratch/series.csv"
check "series runs" $?
awk -F, -v key=date -v tolerance=1e-4 \
    -v needs="date area_km2 since gained_km2 lost_km2 gained_90d_km2 lost_90d_km2" -f "$root/tests/real/compare_csv.awk" \
    "$data/expected/deepstate-daily.csv" "$scratch/series.csv"
check "series equals the expected one" $?

"$command" series --area geodesic "$archive" >"$scratch/geodesic.csv"
check "geodesic series runs" $?
cut -d, -f1,5 "$scratch/geodesic.csv" |
    awk -F, -v key=date -v tolerance=1e-4 -v rename="area_km2=area_geodesic_km2" \
        -v needs="date area_geodesic_km2" \
        -f "$root/tests/real/compare_csv.awk" "$data/expected/deepstate-daily.csv" -
check "geodesic areas equal the expected ones" $?
finish
