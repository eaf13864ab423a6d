#!/bin/sh
# A series by region on real maps: on every day the regions add up to the series without them, and areas
# that were followed for a stretch of the archive are those that are cut.
#
# usage: series_regions.sh COMMAND
. "$(dirname "$0")/support.sh"
need deepstate-daily
need boundaries
archive=$data/deepstate-daily
borders=$data/boundaries/ukraine-oblasts.geojson

"$command" series -q "$archive" >"$scratch/whole.csv" &&
    "$command" series -q -j 1 --by-region "$borders" "$archive" >"$scratch/parts.csv"
check "series by region runs" $?
"$command" series -q -j 3 --by-region "$borders" "$archive" | cmp -s - "$scratch/parts.csv"
check "3 jobs give the same bytes" $?

# Columns 5, 7 and 8 are area, gained and lost; in whole square metres they add up exactly, net (9) to 1 m2.
awk -F, '
    function m2(field) { return int(field * 1e6 + (field < 0 ? -0.5 : 0.5)) }
    FNR == 1 { next }
    NR == FNR { rows++; for (i = 5; i <= 9; i++) whole[$1, i] = $i; next }
    { parts[$1]++; for (i = 5; i <= 9; i++) { sum[$1, i] += m2($i); empty[$1, i] += $i == "" } }
    END {
        for (day in parts) {
            days++
            for (i = 5; i <= 9; i++) {
                if (i == 6) continue
                if (whole[day, i] == "") { bad += empty[day, i] != parts[day]; continue }
                d = sum[day, i] - m2(whole[day, i])
                if (d < 0) d = -d
                if (d > (i == 9)) { print day ": column " i " misses by " d " m2"; bad++ }
            }
        }
        exit bad || days != rows || days < 100
    }' "$scratch/whole.csv" "$scratch/parts.csv"
check "on each day the regions add up" $?

# The last day of each stretch, where most was followed, and others: cut as a whole by change.
column "$scratch/whole.csv" date | awk '{ if (NR % 64 == 0 || NR % 97 == 3 && NR > 3) print last, $0; last = $0 }' \
    >"$scratch/days"
while read -r from to; do
    "$command" change -q -f csv --by-region "$borders" --from "$from" --to "$to" "$archive" |
        awk -F, -v day="$to" 'NR > 1 { print day "," $6 "," $8 "," $9 "," $10 }'
done <"$scratch/days" >"$scratch/cut.csv"
awk -F, '
    NR == FNR { area[$1, $4] = $5; gained[$1, $4] = $7; lost[$1, $4] = $8; next }
    {
        found[1] = area[$1, $2]; found[2] = gained[$1, $2]; found[3] = lost[$1, $2]
        for (i = 1; i <= 3; i++) {
            d = found[i] - $(i + 2)
            if (found[i] == "" || d > 1.5e-6 || d < -1.5e-6) { print $0 ": " found[i]; bad = 1 }
        }
        rows++
    }
    END { exit bad || rows < 100 }' "$scratch/parts.csv" "$scratch/cut.csv"
check "areas that were followed are those that are cut" $?
finish
