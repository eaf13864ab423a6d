#!/bin/sh
# What the command says of testdata/front and front-weekly equals the closed forms in testdata/expected.
#
# usage: figures.sh COMMAND
set -eu
command=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# compare EXPECTED KEY ACTUAL: to 1 m2 and half a unit of the last decimal
compare()
{
    awk -F, -v key="$2" -v tolerance=1.5e-6 -f tests/real/compare_csv.awk \
        "testdata/expected/$1" "$3" || failed=1
}

"$command" change -q -f csv testdata/front >"$scratch/change.csv"
compare front_change.csv to "$scratch/change.csv"

# by region, too: and what the parts add up to is the whole, as printed
"$command" change -q -f csv --by-region testdata/regions/provinces.geojson testdata/front \
    >"$scratch/regions.csv"
compare front_regions.csv region "$scratch/regions.csv"
awk -F, 'NR == FNR { if (FNR == 2) for (i = 7; i <= 11; i++) whole[i] = $i * 1e6; next }
    FNR > 1 { for (i = 7; i <= 11; i++) sum[i] += $i * 1e6 }
    END {
        for (i = 7; i <= 11; i++) {
            d = sum[i] - whole[i]
            if (d < -0.5 || d > 0.5) { print "column " i ": the regions miss the whole by " d " m2"; bad = 1 }
        }
        exit bad
    }' "$scratch/change.csv" "$scratch/regions.csv" || failed=1

"$command" series -q --every day testdata/front >"$scratch/series.csv"
compare front_series.csv date "$scratch/series.csv"

"$command" compare -q --lag-b 1 testdata/front testdata/front-weekly >"$scratch/compare.csv"
compare front_compare.csv date "$scratch/compare.csv"

for status in occupied occupied_before_2022 contested liberated elsewhere; do
    "$command" series -q --zone "$status" testdata/front |
        sed -n -e '2s/^\([^,]*\),[^,]*,\([^,]*\),,\([^,]*\).*/\1 \2,\3/p' \
            -e '$s/^\([^,]*\),[^,]*,\([^,]*\),,\([^,]*\).*/\1 \2,\3/p'
done >"$scratch/rows"
{ echo "row,area_km2" && cat "$scratch/rows"; } >"$scratch/statuses.csv"
compare front_statuses.csv row "$scratch/statuses.csv"
exit "$failed"
