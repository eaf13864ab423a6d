#!/bin/sh
# Figures by region on real maps: they add up to the total, the borders are repaired to the areas that the
# regions have, and the shares held are those that the publisher of the maps printed.
#
# usage: regions.sh COMMAND
. "$(dirname "$0")/support.sh"
need deepstate-daily
need boundaries
borders=$data/boundaries/ukraine-oblasts.geojson

# sums WHOLE PARTS FIRST LAST: columns FIRST to LAST of the rows of PARTS add up to the one of WHOLE, in
# whole square metres
sums() {
    awk -F, -v first="$3" -v last="$4" '
        NR == FNR { if (FNR == 2) for (i = first; i <= last; i++) whole[i] = $i * 1e6; next }
        FNR > 1 { rows++; for (i = first; i <= last; i++) sum[i] += $i * 1e6 }
        END {
            for (i = first; i <= last; i++) {
                d = sum[i] - whole[i]
                if (d < -1.5 || d > 1.5) { print "column " i " misses by " d " m2"; bad = 1 }
            }
            exit bad || rows < 2
        }' "$1" "$2"
}

# row REGION COLUMN: a figure of a region
row() {
    awk -F, -v region="$1" -v name="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next }
        $6 == region { print $at }' "$scratch/parts.csv"
}

for days in 1 30 90 365; do
    "$command" change -q -f csv --to 2025-12-31 --days "$days" "$data/deepstate-daily" >"$scratch/whole.csv" &&
        "$command" change -q -f csv --to 2025-12-31 --days "$days" --by-region "$borders" \
            "$data/deepstate-daily" >"$scratch/parts.csv" && sums "$scratch/whole.csv" "$scratch/parts.csv" 7 11
    check "the regions add up to the change over $days days" $?
done

# Officially it has 28 461 km2, waters counted; these borders follow the coast. As published, the ring of its
# hole makes it less than nothing.
near "Kherson has its area" "$(row 'Kherson Oblast' region_km2)" 26142.8 0.1
# published for the end of 2025
near "of Kherson is held" "$(row 'Kherson Oblast' percent_to)" 72 0.2
near "of Zaporizhzhia is held" "$(row 'Zaporizhia Oblast' percent_to)" 74.8 0.1

# What inspect counts in a region is what change says of the same snapshot; areas are in whole square metres,
# and of two ways to round them so that they add up each may miss the other by one.
for map in 20240708 20250329 20251231; do
    snapshot=$data/deepstate-daily/deepstatemap_data_$map.geojson
    "$command" inspect -q -f csv --by-region "$borders" "$snapshot" >"$scratch/inspected.csv" &&
        "$command" change -q -f csv --by-region "$borders" "$snapshot" \
            "$data/deepstate-daily/deepstatemap_data_20251230.geojson" >"$scratch/parts.csv" &&
        awk -F, -v date="$map" '
            NR == FNR {
                if (FNR > 1 && $3 == "held") { area[$5] = $6; percent[$5] = $8 }
                next
            }
            FNR > 1 {
                rows++
                end = date > "20251230" ? 1 : 0
                d = 1e6 * (area[$6] - $(7 + end))
                if (!($6 in area) || d < -1.5 || d > 1.5) { print $6 " differs by " d " m2"; bad = 1 }
                p = percent[$6] - $(13 + end)
                if (p < -0.0011 || p > 0.0011) { print $6 " differs by " p " %"; bad = 1 }
            }
            END { exit bad || rows != 26 }' "$scratch/inspected.csv" "$scratch/parts.csv"
    check "inspect counts in each region what change says of $map" $?
done

# Shapely asks GEOS for plain overlays of the same maps.
if python3 -c 'import shapely' 2>/dev/null || /usr/bin/python3 -c 'import shapely' 2>/dev/null; then
    python=$(python3 -c 'import shapely' 2>/dev/null && echo python3 || echo /usr/bin/python3)
    "$command" change -q -f csv --to 2025-12-31 --days 90 --by-region "$borders" "$data/deepstate-daily" \
        >"$scratch/parts.csv"
    "$python" "$root/tests/real/regions_shapely.py" "$borders" \
        "$data/deepstate-daily/deepstatemap_data_20251002.geojson" \
        "$data/deepstate-daily/deepstatemap_data_20251231.geojson" >"$scratch/shapely.csv"
    awk -F, -v key=region -v tolerance=2.5e-6 -f "$root/tests/real/compare_csv.awk" "$scratch/shapely.csv" \
        "$scratch/parts.csv"
    check "Shapely measures the same" $?
else
    echo "skipped: Shapely is not installed"
fi
finish
