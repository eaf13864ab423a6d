#!/bin/sh
# What went from status to status on real maps: for every two maps that follow each other, and for some that
# lie far apart, rows and columns add up to the areas of the statuses as inspect has them, to the last square
# metre; and every cell is what Shapely's overlays have.
#
# usage: matrix.sh COMMAND
. "$(dirname "$0")/support.sh"
need deepstate-raw
raw=$data/deepstate-raw

# add_up LABEL INSPECTED SERIES PAIRS: the sums of a series are the areas of an inspection, on PAIRS maps
# at least. Areas are km2 with 6 decimals, so that they are whole numbers of square metres.
add_up()
{
    awk -F, -v pairs="$4" '
        function m2(field) { return int(field * 1e6 + 0.5) }
        function add(sums, day, set, area,    names, count, i) {
            count = split(set, names, "+")
            for (i = 1; i <= count; i++) sums[day, names[i]] += area
        }
        FNR == 1 { next }
        NR == FNR { area[$2, $5] = m2($8); if (!($5 in known)) { known[$5] = 1 } next }
        $2 != last { before[$2] = last; last = $2; order[++days] = $2 }
        $6 != "" { add(from, $2, $4, m2($6)); add(to, $2, $5, m2($6)) }
        END {
            for (i = 2; i <= days; i++) for (status in known) {
                day = order[i]
                d = from[day, status] - area[before[day], status]
                e = to[day, status] - area[day, status]
                if (d != 0 || e != 0) { print day ": " status " misses by " d " and " e " m2"; bad++ }
                sums++
            }
            print days - 1 " pairs of maps, " sums " statuses"
            exit bad > 0 || days - 1 < pairs
        }' "$2" "$3"
    check "$1" $?
}

# follow FOLDER PAIRS: every two maps of a folder that follow each other
follow()
{
    [ -d "$data/$1" ] || return
    "$command" inspect -q -f csv "$data/$1" >"$scratch/inspected.csv" &&
        "$command" series -q --matrix -j 1 "$data/$1" >"$scratch/series.csv"
    check "$1: it runs" $?
    add_up "$1: rows and columns are the areas of the statuses" "$scratch/inspected.csv" \
        "$scratch/series.csv" "$2"
    "$command" series -q --matrix -j 3 "$data/$1" | cmp -s - "$scratch/series.csv"
    check "$1: 3 jobs give the same bytes" $?
}

follow deepstate-raw 113
follow deepstate-daily 500
follow isw-layers 2
follow isw-daily 5
follow nzz-daily 5
follow uacontrolmap-daily 5
follow isw-simplified 5

# ---- maps that lie far apart ----

"$command" inspect -q -f csv "$raw" >"$scratch/inspected.csv"
ls "$raw" | awk 'NR % 17 == 1' >"$scratch/far"
pairs=0
while read -r first; do
    while read -r last; do
        expr "$first" '<' "$last" >/dev/null || continue
        "$command" change -q --matrix -f csv "$raw/$first" "$raw/$last" >"$scratch/change.csv" || break 2
        # as a series of two maps, the first of which has no transitions
        {
            echo "header"
            echo "$first,$first,,,,"
            awk -F, -v OFS=, 'NR > 1 { print $4, $4, $3, $5, $6, $7 }' "$scratch/change.csv"
        } >"$scratch/pair.csv"
        add_up "$first to $last: the sums" "$scratch/inspected.csv" "$scratch/pair.csv" 1 >"$scratch/said"
        grep -v "pairs of maps" "$scratch/said"
        pairs=$((pairs + 1))
    done <"$scratch/far"
done <"$scratch/far"
[ "$pairs" -eq 21 ]
check "as many pairs as there should be: $pairs" $?

# ---- the map of what changed ----

# Its features have the areas that the table has, and no two share ground: all of them together are as large
# as one by one.
first=$raw/1746051545.geojson last=$raw/1754077960.geojson
"$command" change -q --matrix -f geojson "$first" "$last" >"$scratch/change.geojson" &&
    "$command" change -q --matrix -f csv "$first" "$last" >"$scratch/change.csv" &&
    sed 's/"from_status":"\([^"]*\)","to_status":"\([^"]*\)"/"status":"\1>\2"/; s/\([a-z0-9_]\)+\([a-z]\)/\1\&\2/g' \
        "$scratch/change.geojson" >"$scratch/status.geojson"
check "a map of what changed" $?
"$command" inspect -q --profile generic -f csv "$scratch/status.geojson" >"$scratch/status.csv"
awk -F, '
    function off(a, b) { return a - b > 2.5e-6 || b - a > 2.5e-6 }
    FNR == 1 { next }
    NR == FNR { name = $5 ">" $6; gsub(/\+/, "\\&", name); if ($5 != $6) { area[name] = $7; left++ } next }
    { left--; if (off(area[$5], $8) || off($7, $8)) { print $5, $8, area[$5]; bad++ } }
    END { exit bad > 0 || left != 0 || NR < 20 }' "$scratch/change.csv" "$scratch/status.csv"
check "the map has the areas of the table" $?
zone=$(awk -F, 'NR > 1 { printf "%s%s", (NR > 2 ? "+" : ""), $5 }' "$scratch/status.csv")
cp "$scratch/status.geojson" "$scratch/same.geojson"
together=$("$command" change -q --profile generic --zone "$zone" --figure area "$scratch/status.geojson" \
    "$scratch/same.geojson")
apart=$(awk -F, 'NR > 1 { sum += $8 } END { printf "%.6f", sum }' "$scratch/status.csv")
near "no two features share ground" "$together" "$apart" 5e-6

# ---- another engine ----

python=
for each in python3 /usr/bin/python3; do
    [ -z "$python" ] && "$each" -c 'import shapely' 2>/dev/null && python=$each
done
# shapely FROM TO: every cell of the table is what Shapely's overlays have. It is whole square metres there,
# less than 2 from the true area, and overlays move edges by less than their sum.
shapely()
{
    "$python" "$root/tests/real/matrix_shapely.py" "$raw/$1.geojson" "$raw/$2.geojson" >"$scratch/shapely.csv" &&
        "$command" change -q --matrix -f csv "$raw/$1.geojson" "$raw/$2.geojson" >"$scratch/change.csv"
    check "$1 to $2: Shapely answers" $?
    awk -F, '
        function off(a, b) { return a - b > 2.5e-6 || b - a > 2.5e-6 }
        FNR == 1 { next }
        NR == FNR { area[$1, $2] = $3; next }
        { if (off(area[$5, $6], $7)) { print $5, $6, $7, area[$5, $6]; bad++ } area[$5, $6] = 0; cells++ }
        END {
            for (cell in area) if (off(area[cell], 0)) { print "missing:", area[cell]; bad++ }
            exit bad > 0 || cells < 10
        }' "$scratch/shapely.csv" "$scratch/change.csv"
    check "$1 to $2: Shapely measures the same" $?
}
if [ -n "$python" ]; then
    shapely 1746051545 1754077960
    shapely 1656780536 1657802206
    shapely 1708157026 1719175376
else
    echo "skipped: Shapely is not installed"
fi
finish
