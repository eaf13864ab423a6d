#!/bin/sh
# When places fell, by DeepState's own maps: within the gaps between the maps that are here the dates are
# those that were reported. And for random points on some of the maps another program, which counts the
# edges that a ray crosses in the rings as published, finds the same statuses.
. "$(dirname "$0")/support.sh"
need deepstate-raw

# switches NAME: "FROM TO NOT_EARLIER NOT_LATER" of each switch of a place
switches() { awk -F, -v name="$1" '$1 == name && $4 != "" { print $4, $5, $6, $7 }' "$scratch/told.csv"; }

# fell NAME FROM TO DAY: the place goes from one status to the other once, in a gap with the day in it
fell() {
    switches "$1" >"$scratch/switches"
    awk -v from="$2" -v to="$3" -v day="$4" '
        ($1 == from || from == "") && ($2 == to || to == "") { n++; good = $3 <= day && day <= $4 }
        END { exit !(n == 1 && good) }' "$scratch/switches"
    check "$1: from '$2' to '$3' on $4: $(tr '\n' ';' <"$scratch/switches")" $?
}

"$command" when -q -f csv Kherson=32.614,46.637 Bakhmut=38.000,48.595 Avdiivka=37.742,48.139 \
    Vuhledar=37.253,47.779 "$data/deepstate-raw" >"$scratch/told.csv"
check "when runs" $?
fell Kherson occupied "" 2022-11-11
fell Bakhmut none contested 2023-03-20
fell Bakhmut "" occupied 2023-04-01
fell Avdiivka "" occupied 2024-02-18
fell Vuhledar "" contested 2024-09-25
fell Vuhledar contested occupied 2024-10-03

# In late September 2024 nothing but contested is shown of Vuhledar.
"$command" when -q -f csv --from 2024-09-25 --to 2024-09-30 Vuhledar=37.253,47.779 \
    "$data/deepstate-raw" | cut -d, -f5 | sort -u >"$scratch/september"
printf 'contested\nstatus\n' | cmp -s - "$scratch/september"
check "Vuhledar is contested in late September 2024" $?

# Bytes do not depend on how many work at it.
for jobs in 1 2 5; do
    "$command" when -q -f json -j "$jobs" 37.742,48.139 32.614,46.637 "$data/deepstate-raw" >"$scratch/$jobs.json"
    cmp -s "$scratch/1.json" "$scratch/$jobs.json"
    check "the bytes with $jobs jobs" $?
done

python3 "$root/tests/real/when_points.py" make "$scratch/points.geojson" 300
mkdir "$scratch/maps"
ls "$data"/deepstate-raw/*.geojson | awk 'NR % 12 == 5' | while read -r map; do
    ln -s "$(cd "$(dirname "$map")" && pwd)/$(basename "$map")" "$scratch/maps/$(basename "$map")"
done
"$command" when -q --shares --places "$scratch/points.geojson" "$scratch/maps" >"$scratch/shares.csv"
check "when runs on random points" $?
python3 "$root/tests/real/when_points.py" compare "$scratch/points.geojson" "$scratch/maps" "$scratch/shares.csv"
check "random points are where a ray finds them" $?

# The parts of regions add up: what statuses share is counted twice, as 87 km2 of May 2022 may be.
regions=$data/boundaries/ukraine-oblasts.geojson
if [ -e "$regions" ]; then
    "$command" when -q --shares --from 2025-01-01 --places "$regions" "$data/deepstate-raw" >"$scratch/regions.csv"
    check "when runs on regions" $?
    awk -F, 'NR > 1 { sum[$1 "," $3] += $6 } END {
        for (i in sum) { n++; if (sum[i] < 99.999 || sum[i] > 100.01) { print i, sum[i]; bad = 1 } }
        exit bad || n < 500 }' "$scratch/regions.csv"
    check "the shares of regions add up to 100 percent" $?
fi
finish
