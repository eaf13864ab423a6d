#!/bin/sh
# The daily DeepState archive beside DeepState's own maps: the island of Tuzla (4.38 km2 near 36.5 E,
# 45.27 N) is on none of the daily ones. A daily file dated D holds the map published on D - 1.
. "$(dirname "$0")/support.sh"
need deepstate-daily
need deepstate-raw
daily=$data/deepstate-daily
raw=$data/deepstate-raw

"$command" compare -q --lag-a 1 "$daily" "$raw" >"$scratch/days.csv"
check "compare runs" $?
# 43 days, counted from the file names: the raw days in Kyiv time, the daily ones less one.
near "days that both have" "$(column "$scratch/days.csv" date | wc -l)" 43 0

# Laws of each row: the parts add up (4 roundings of 1e-6 and the grid), the share is what they give.
awk -F, 'NR > 1 {
        a = $8 + $9 - $6; b = $8 + $10 - $7; iou = $8 / ($8 + $9 + $10) - $11
        if (a * a > 4e-12 || b * b > 4e-12 || iou * iou > 1e-12) { print; bad = 1 }
    } END { exit bad || NR < 2 }' "$scratch/days.csv"
check "the parts add up on every day" $?
awk -F, 'NR > 1 && $10 < 4.379 { print; bad = 1 } END { exit bad }' "$scratch/days.csv"
check "on every day at least Tuzla is only in the raw maps" $?

# Areas are those that other engines computed.
column "$scratch/days.csv" snapshot_a | sed 's/.*_\(....\)\(..\)\(..\)\.geojson/\1-\2-\3/' >"$scratch/dates"
awk -F, 'NR == FNR { on[$1] = 1; next } FNR == 1 || on[$1] { print $1 "," $2 }' "$scratch/dates" \
    "$data/expected/deepstate-daily.csv" >"$scratch/expected.csv"
{ echo date,area_km2 && column "$scratch/days.csv" area_a_km2 | paste -d , "$scratch/dates" -; } |
    awk -F, -v key=date -v tolerance=1e-4 -v needs="date area_km2" \
        -f "$root/tests/real/compare_csv.awk" "$scratch/expected.csv" -
check "the daily areas are the expected ones" $?

# With the files taken at their date a day is lost, and the two agree less.
"$command" compare -q "$daily" "$raw" >"$scratch/no_lag.csv"
check "compare runs without a lag" $?
mean() { column "$1" iou | awk '{ sum += 1 - $1 } END { printf "%.9f", sum / NR }'; }
awk -v lag="$(mean "$scratch/days.csv")" -v none="$(mean "$scratch/no_lag.csv")" \
    'BEGIN { exit !(lag > 0 && lag < none) }'
check "a lag of one day is nearer than none" $?

# only FILE SIDE: how many polygons of that side lie around Tuzla and what they cover, by GeoJSON
only() {
    python3 - "$1" "$2" <<'PYTHON'
import json, sys
document = json.load(open(sys.argv[1]))
count = 0
for feature in document["features"]:
    if feature["properties"]["in"] != sys.argv[2]:
        continue
    for polygon in feature["geometry"]["coordinates"]:
        lon = [point[0] for point in polygon[0]]
        lat = [point[1] for point in polygon[0]]
        if 36.4 < min(lon) and max(lon) < 36.65 and 45.2 < min(lat) and max(lat) < 45.35:
            count += 1
print(count)
PYTHON
}

# tuzla LABEL A B: it is in B only
tuzla() {
    "$command" compare -q --lag-a 1 -f geojson "$2" "$3" >"$scratch/ground.geojson"
    check "$1: compare runs" $?
    near "$1: polygons of Tuzla only in the raw map" "$(only "$scratch/ground.geojson" b)" 1 0
    near "$1: only in the daily map" "$(only "$scratch/ground.geojson" a)" 0 0
    near "$1: in both" "$(only "$scratch/ground.geojson" both)" 0 0
}
if command -v python3 >/dev/null; then
    tuzla "2025-07-13" "$daily/deepstatemap_data_20250714.geojson" "$raw/1752434269.geojson"
    # the first and the last of the daily maps, and those around its gaps
    newest=$(ls "$raw" | tail -n 1)
    for date in 20240708 20240817 20240820 20250402 20251125 20251127 20251231; do
        tuzla "daily map $date" "$daily/deepstatemap_data_$date.geojson" "$raw/$newest"
    done
    # DeepState's own maps have it from 2022-04-19 on
    set -- 1649616561 1650383675
    if [ -f "$raw/$1.geojson" ] && [ -f "$raw/$2.geojson" ]; then
        "$command" compare -q -f geojson "$raw/$1.geojson" "$raw/$2.geojson" >"$scratch/ground.geojson"
        near "raw, 2022-04: polygons of Tuzla only in the later map" "$(only "$scratch/ground.geojson" b)" 1 0
    fi
else
    echo "skipped: the places, as there is no python3"
fi
near "Tuzla, km2" "$(awk -F, '$1 == "2025-07-13" { print $10 }' "$scratch/days.csv")" 4.379030 0.000002

# Exchanged, the same ground changes sides.
"$command" compare -q --lag-b 1 "$raw" "$daily" |
    awk -F, -v OFS=, 'NR > 1 { print $1, $3, $2, $5, $4, $7, $6, $8, $10, $9, $11 }' >"$scratch/back"
tail -n +2 "$scratch/days.csv" | cmp -s - "$scratch/back"
check "exchanging the archives exchanges the sides" $?

# An archive beside itself is the same everywhere, to the last digit.
"$command" compare -q --every month "$raw" "$raw" | awk -F, 'NR > 1 && ($6 != $8 || $7 != $8 || $9 + $10 != 0 ||
    $11 != "1.000000") { print; bad = 1 } END { exit bad || NR < 2 }'
check "an archive agrees with itself" $?

"$command" compare -q --lag-a 1 --from 2025-07-01 -f geojson "$daily" "$raw" >"$scratch/plain.geojson"
TZ=Asia/Tokyo "$command" compare -q --lag-a 1 --from 2025-07-01 -f geojson "$daily" "$raw" |
    cmp -s - "$scratch/plain.geojson"
check "another time zone, the same bytes" $?
if locale -a 2>/dev/null | grep -qi '^uk_UA\.utf-\{0,1\}8$'; then
    LC_ALL=uk_UA.UTF-8 "$command" compare -q --lag-a 1 --from 2025-07-01 -f geojson "$daily" "$raw" |
        cmp -s - "$scratch/plain.geojson"
    check "another locale, the same bytes" $?
else
    echo "skipped: the locale uk_UA.UTF-8 is not installed"
fi
finish
