#!/bin/sh
# Published figures against the maps they are of: those that hold are confirmed, those that do not are
# refuted, and what is computed for each is what was computed without this project (where it was).
. "$(dirname "$0")/support.sh"
need deepstate-daily
need deepstate-raw
need boundaries

# verdicts FILE FOLDER [OPTION...]: what the claims of testdata/claims/FILE are against FOLDER, one a line:
# id, verdict, computed
verdicts() {
    file=$root/testdata/claims/$1
    folder=$data/$2
    shift 2
    "$command" check -q -f json "$@" "$file" "$folder" >"$scratch/verdicts.json"
    code=$?
    sed -n 's/^    {"id": "\([^"]*\)".*"verdict": "\([^"]*\)".*"computed": \([^,]*\),.*/\1 \2 \3/p' \
        "$scratch/verdicts.json" >"$scratch/verdicts"
}

# expect ID VERDICT COMPUTED TOLERANCE
expect() {
    grep -q "^$1 $2 " "$scratch/verdicts"
    check "$1 is $2" $?
    near "$1" "$(awk -v id="$1" '$1 == id { print $3 }' "$scratch/verdicts")" "$3" "$4"
}

verdicts reuters.json deepstate-daily
check "all that Reuters printed holds" "$code"
expect gained-in-three-months confirmed 1414.523 0.001
expect nearly-one-fifth confirmed 18.8917 0.0001

verdicts deepstate-monthly.json deepstate-raw
[ "$code" -eq 1 ]
check "a figure that does not hold is exit 1, not $code" $?
expect 2024-08 confirmed 363.21 0.005
expect 2024-10 refuted 502.42 0.005
expect 2024-11 confirmed 730.63 0.005
expect 2025-01 confirmed 325.85 0.005
expect 2025-03 confirmed 133.46 0.005
expect 2025-05 confirmed 448.88 0.005
expect 2025-06 confirmed 556.03 0.005
expect 2025-07 confirmed 563.70 0.005
grep -q '"counts": {"confirmed": 7, "refuted": 1, "unverifiable": 0}' "$scratch/verdicts.json"
check "seven of eight monthly figures hold" $?

verdicts oblasts.json deepstate-daily --by-region "$data/boundaries/ukraine-oblasts.geojson"
check "the shares of oblasts that were published hold" "$code"
expect kherson confirmed 72.0605 0.0005
expect zaporizhzhia confirmed 74.8232 0.0005

verdicts mistakes.json deepstate-daily
[ "$code" -eq 1 ]
check "mistakes are exit 1, not $code" $?
expect web-mercator refuted 1414.523 0.001
expect square-miles refuted 1414.523 0.001
expect december-2025 refuted 461.531 0.001

# reading CLAIM TEXT: the first reading of a claim of $scratch/told that would make it hold begins so
reading() {
    awk -v claim="refuted: $1 " 'index($0, "refuted: ") == 1 { on = index($0, claim) == 1 }
        on && /^  holds as / { print; exit }' "$scratch/told" | grep -qF "  holds as $2"
    check "$1 holds as $2" $?
}

"$command" check -q "$root/testdata/claims/mistakes.json" "$data/deepstate-daily" >"$scratch/told"
reading web-mercator 'gained of held, measured in Web Mercator: 3,266.34 km²'
reading square-miles 'gained of held, taken as square miles: 546.15 mi²'
grep -q '^  none of [0-9]* other readings holds$' "$scratch/told"
check "of December 2025 no reading gives 445" $?

# December a day earlier is what a change between those days is, whose figure is made by other code.
"$command" change -q -f csv --from 2025-11-29 --to 2025-12-30 "$data/deepstate-daily" >"$scratch/change"
net=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "net_km2") n = i } NR == 2 { printf "%.2f", $n }' \
    "$scratch/change")
printf '{"claims": [{"id": "a", "measure": "net", "month": "2025-12", "value": %s, "unit": "km2"}]}' "$net" |
    "$command" check -q - "$data/deepstate-daily" >"$scratch/told"
reading a "net of held, file dates shifted by one day (2025-11-29 to 2025-12-30): $net"

"$command" check -q "$root/testdata/claims/deepstate-monthly.json" "$data/deepstate-raw" >"$scratch/told"
reading 2024-10 'net of occupied, the first day left out (2024-10-01 to 2024-10-31): 490.13 km²'

# A thousand claims over a year of windows need what their different windows do: each map is read once.
awk 'BEGIN {
    print "{\"claims\": ["
    for (i = 0; i < 1000; i++) {
        day = sprintf("2025-%02d-%02d", 2 + i % 11, 3 + i % 25)
        printf "%s{\"id\": \"c%d\", \"measure\": \"%s\", \"to\": \"%s\", \"days\": 30, \"value\": 1, " \
            "\"unit\": \"km2\"}\n", i ? "," : "", i, i % 2 ? "gained" : "net", day
    }
    print "]}"
}' >"$scratch/thousand.json"
for jobs in 1 2; do
    "$command" check -v -j "$jobs" -f json "$scratch/thousand.json" "$data/deepstate-daily" \
        >"$scratch/thousand$jobs" 2>"$scratch/told"
done
cmp -s "$scratch/thousand1" "$scratch/thousand2"
check "a thousand verdicts are the same for any number of jobs" $?
used=$(grep -o '"snapshot": "[^"]*"' "$scratch/thousand1" | sort -u | wc -l | tr -d ' ')
grep -q "note: $used snapshots read, " "$scratch/told"
check "each of the $used maps that are needed is read once" $?
windows=$(grep -o '"from": {.*"verdict"' "$scratch/thousand1" |
    sed 's/"from_included.*//; s/"date": "[^"]*", //g' | sort -u | wc -l | tr -d ' ')
grep -q "snapshots read, $windows differences taken" "$scratch/told"
check "each of the $windows different windows is measured once" $?
finish
