#!/bin/sh
# Gross sums on real maps: over the daily archive they are the sums of what Shapely found from day to day
# and of the rows of a daily series, whichever way they are asked for; and they keep the laws that
# geo/figure/gross.h states.
. "$(dirname "$0")/support.sh"
need deepstate-daily
need boundaries
archive=$data/deepstate-daily
borders=$data/boundaries/ukraine-oblasts.geojson

# sums FILE GAINED LOST FROM TO: of two columns, the days after FROM up to TO
sums() {
    awk -F, -v gained="$2" -v lost="$3" -v from="$4" -v to="$5" '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $1 > from && $1 <= to { g += int($at[gained] * 1e6 + 0.5); l += int($at[lost] * 1e6 + 0.5) }
        END { printf "%.6f %.6f\n", g / 1e6, l / 1e6 }' "$1"
}

# gross FROM TO: by change
gross() {
    "$command" change -q --gross -f csv --from "$1" --to "$2" "$archive" | awk -F, 'NR == 2 { print $12, $13 }'
}

"$command" series -q --every day "$archive" >"$scratch/daily.csv"
check "series by days runs" $?

# Each day's figure is rounded on both sides, so a sum of n of them is known to n m2.
for window in "2024-07-08 2025-12-31 536" "2025-04-15 2025-07-14 91" "2024-08-17 2024-08-20 2"; do
    set -- $window
    found=$(gross "$1" "$2")
    expected=$(sums "$data/expected/deepstate-daily.csv" gained_km2 lost_km2 "$1" "$2")
    near "Shapely's gained, $1 to $2" "${found% *}" "${expected% *}" "$(awk "BEGIN { print $3 * 1e-6 }")"
    near "Shapely's lost, $1 to $2" "${found#* }" "${expected#* }" "$(awk "BEGIN { print $3 * 1e-6 }")"
    [ "$found" = "$(sums "$scratch/daily.csv" gained_km2 lost_km2 "$1" "$2")" ]
    check "the rows of a daily series add up, $1 to $2: $found" $?
    "$command" change -q --gross --from "$1" --to "$2" "$archive" | grep -q "over $3 maps"
    check "$1 to $2 has $3 maps" $?
done

# At a day's map windows are joined without a seam.
for day in 2024-07-09 2024-12-31 2025-06-30 2025-12-30; do
    { gross 2024-07-08 "$day" && gross "$day" 2025-12-31 && gross 2024-07-08 2025-12-31; } |
        awk '{ g[NR] = int($1 * 1e6 + 0.5); l[NR] = int($2 * 1e6 + 0.5) }
            END { exit !(NR == 3 && g[1] + g[2] == g[3] && l[1] + l[2] == l[3]) }'
    check "joined on $day" $?
done

# One step is its own figures.
"$command" change -q --gross -f csv --from 2025-06-30 --to 2025-07-01 "$archive" |
    awk -F, 'NR == 2 { exit !($9 > 0 && $12 == $9 && $13 == $10) }'
check "one step" $?

# rows NAME OPTION...: the series with gross sums, by 1 job and by 4
rows() {
    name=$1
    shift
    "$command" series -q -j 1 --gross --window 90 "$@" "$archive" >"$scratch/$name.csv"
    check "series, $name" $?
    "$command" series -q -j 4 --gross --window 90 "$@" "$archive" | cmp -s - "$scratch/$name.csv"
    check "4 jobs give the same bytes, $name" $?
}
rows day --every day
rows week --every week
rows month --every month
rows month_by_region --every month --by-region "$borders"
rows day_by_region --every day --by-region "$borders"

# Every row and every window: the sums of the days between, and no less than what the ends show, but for
# half a square metre a day; gross gained less gross lost is net to a square metre a day.
for name in day week month; do
    awk -F, -v name="$name" '
        function m2(text) { return int(text * 1e6 + (text < 0 ? -0.5 : 0.5)) }
        function number(day, t) { split(day, t, "-"); return jd(t[1], t[2], t[3]) }
        function jd(y, m, d, a) { a = int((14 - m) / 12); y = y + 4800 - a; m = m + 12 * a - 3
            return d + int((153 * m + 2) / 5) + 365 * y + int(y / 4) - int(y / 100) + int(y / 400) - 32045 }
        function look(row, from, to, gained, lost, gross_gained, gross_lost, n, i, g, l) {
            n = to - from
            for (i = from + 1; i <= to; i++) { g += day_gained[i]; l += day_lost[i] }
            if (m2(gross_gained) != g || m2(gross_lost) != l) { print name, row, "misses", g, l; bad = 1 }
            if (g < m2(gained) - n / 2 || l < m2(lost) - n / 2) { print name, row, "less than its ends"; bad = 1 }
            d = g - l - m2(gained) + m2(lost)
            if (d > n || d < -n) { print name, row, "is not net by", d; bad = 1 }
            looked++
        }
        FNR == 1 { next }
        NR == FNR { i = number($1); day_gained[i] = m2($7); day_lost[i] = m2($8); next }
        $7 != "" { look($1, number($6), number($1), $7, $8, $10, $11) }
        $12 != "" { look($1 " 90d", number($1) - 90, number($1), $12, $13, $15, $16) }
        END { exit bad || looked < 20 }' "$scratch/daily.csv" "$scratch/$name.csv"
    check "the rows by $name are sums of days and keep to their ends" $?
done

# By region: in each row and window the regions add up to the whole, and in each region the months are
# sums of its days.
for name in day month; do
    awk -F, '
        function m2(text) { return int(text * 1e6 + 0.5) }
        FNR == 1 { next }
        NR == FNR { for (i = 10; i <= 16; i++) whole[$1, i] = m2($i); days++; next }
        { for (i = 10; i <= 16; i++) part[$1, i] += m2($i); rows++ }
        END {
            for (at in whole) {
                split(at, key, SUBSEP)
                if (key[2] >= 12 && key[2] <= 14) continue
                if (whole[at] != part[at]) { print key[1] ": column " key[2] " misses"; bad = 1 }
            }
            exit bad || rows != 26 * days || days < 17
        }' "$scratch/$name.csv" "$scratch/${name}_by_region.csv"
    check "regions add up, by $name" $?
done
awk -F, '
    function m2(text) { return int(text * 1e6 + 0.5) }
    FNR == 1 { next }
    NR == FNR { gained[substr($1, 1, 7), $4] += m2($7); lost[substr($1, 1, 7), $4] += m2($8); next }
    $7 != "" {
        month = substr($1, 1, 7); compared++
        if (m2($10) != gained[month, $4] || m2($11) != lost[month, $4]) { print $1, $4, "misses"; bad = 1 }
    }
    END { exit bad || compared < 17 * 26 - 26 }' "$scratch/day_by_region.csv" "$scratch/month_by_region.csv"
check "months by region are sums of days" $?

# Two zones of the raw archive, whose maps are days or weeks apart: the sums are those of its pairs of maps,
# each by change itself, whatever the gaps.
if [ -d "$data/deepstate-raw" ]; then
    raw=$data/deepstate-raw
    "$command" series -q "$raw" >"$scratch/raw_series.csv"
    column "$scratch/raw_series.csv" date >"$scratch/days"
    last=
    while read -r day; do
        [ -z "$last" ] || "$command" change -q --zone held --zone contested -f csv --from "$last" --to "$day" "$raw" |
            sed 1d
        last=$day
    done <"$scratch/days" >"$scratch/pairs.csv"
    "$command" change -q --gross --zone held --zone contested -f csv --from "$(head -n 1 "$scratch/days")" \
        --to "$last" "$raw" >"$scratch/raw.csv"
    check "gross sums of the raw archive run" $?
    awk -F, '
        function m2(text) { return int(text * 1e6 + 0.5) }
        FNR == NR { gained[$5] += m2($9); lost[$5] += m2($10); pairs++; next }
        FNR > 1 {
            if (m2($12) != gained[$5] || m2($13) != lost[$5]) { print $5, $12, $13, gained[$5], lost[$5]; bad = 1 }
            zones++
        }
        END { exit bad || zones != 2 || pairs < 200 }' "$scratch/pairs.csv" "$scratch/raw.csv"
    check "sums of the raw archive are those of its pairs" $?
fi
finish
