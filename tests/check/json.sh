#!/bin/sh
# The JSON that the command prints is valid by the schemas: the built-in profiles, and what change,
# series, check, compare, inspect and when say of testdata/front. So are the files of claims in testdata. Wrong
# documents must be refused.
#
# usage: json.sh COMMAND
#
# Exit 77 where python3 or its package jsonschema is missing.
set -u
command=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0

valid() { python3 tests/support/validate_json.py "schemas/$1.schema.json" "$2"; }

echo '{}' >"$scratch/empty.json"
valid change "$scratch/empty.json" 2>/dev/null
case $? in
77 | 127)
    echo "skipped: python3 or its package jsonschema is missing"
    exit 77
    ;;
0)
    echo "FAILED: the schema of change accepts {}"
    failed=1
    ;;
esac

# check SCHEMA ARGUMENT...: what the command prints is valid, also where its answer is no
check()
{
    schema=$1
    shift
    "$command" "$@" >"$scratch/document.json"
    if [ $? -le 1 ] && valid "$schema" "$scratch/document.json"; then return; fi
    echo "FAILED: territory $* is not valid by schemas/$schema.schema.json"
    failed=1
}

# refuse_output FROM TO: what `check` has just found valid, changed so, is not
refuse_output()
{
    sed "s/$1/$2/" "$scratch/document.json" >"$scratch/wrong.json"
    if cmp -s "$scratch/document.json" "$scratch/wrong.json"; then
        echo "FAILED: the output checked by $schema has no $1"
        failed=1
    elif valid "$schema" "$scratch/wrong.json" 2>/dev/null; then
        echo "FAILED: the schema of $schema accepts '$2' for '$1'"
        failed=1
    fi
}

# refuse FROM TO: the profile deepstate, changed so, is refused by the schema and by the reader alike
refuse()
{
    sed "s/$1/$2/" "$scratch/deepstate.json" >"$scratch/wrong.json"
    if cmp -s "$scratch/deepstate.json" "$scratch/wrong.json"; then
        echo "FAILED: the profile deepstate has no $1"
        failed=1
    fi
    if valid profile "$scratch/wrong.json" 2>/dev/null; then
        echo "FAILED: the schema of profiles accepts $2"
        failed=1
    fi
    "$command" inspect --profile "$scratch/wrong.json" testdata/front/front_20250301.geojson \
        >"$scratch/output" 2>&1
    code=$?
    [ "$code" -eq 3 ] && return
    echo "FAILED: with $2 in its profile the command ends with $code"
    cat "$scratch/output"
    failed=1
}

# refuse_claim FROM TO: the claims of testdata/claims/front.json, changed so, are refused likewise
refuse_claim()
{
    sed "s/$1/$2/" testdata/claims/front.json >"$scratch/wrong.json"
    if cmp -s testdata/claims/front.json "$scratch/wrong.json"; then
        echo "FAILED: testdata/claims/front.json has no $1"
        failed=1
    fi
    if valid claims "$scratch/wrong.json" 2>/dev/null; then
        echo "FAILED: the schema of claims accepts $2"
        failed=1
    fi
    "$command" check "$scratch/wrong.json" testdata/front >"$scratch/output" 2>&1
    code=$?
    [ "$code" -eq 3 ] && return
    echo "FAILED: with $2 in its claims the command ends with $code"
    cat "$scratch/output"
    failed=1
}

names=$("$command" profiles | cut -d ' ' -f 1)
[ -n "$names" ] || { echo "FAILED: territory profiles names none" && failed=1; }
for name in $names; do
    check profile profiles "$name"
done

"$command" profiles deepstate >"$scratch/deepstate.json"
refuse '"extent": \[22, 44, 41, 53\]' '"extent": [22, 44, 41]'
refuse '"extent": \[22, 44, 41, 53\]' '"extent": [22, 44, 41, 53, 0]'
refuse '"extent": \[22, 44, 41, 53\]' '"extent": [22, 44, 181, 53]'
refuse '"extent": \[22, 44, 41, 53\]' '"extent": [22, 44, 41, 90.5]'
refuse '"status": "held_abroad"' '"status": "Held abroad"'
refuse '"zones"' '"zoness"'
refuse '"since": "2022-02-24"' '"since": "24.02.2022"'
refuse '"whole_km2": 603700' '"whole_km2": 0'
refuse '"document": {"collection": "map"}' '"document": {"collection": "map", "rings": ["areas"]}'
refuse '"document": {"collection": "map"}' '"document": {"axes": "lat-lon"}'
refuse '"merge": {"fill": {' '"merge": {"fill": {"#ff5252": 5, '
refuse '{"properties": \["fill", "styleHash"\]}' '{"property": "fill"}'
refuse '{"properties": \["fill", "styleHash"\]}' '{"properties": ["fill"], "equals": ["x"]}'
refuse '{"properties": \["fill", "styleHash"\]}' \
    '{"member": "x", "property": "y", "equals": ["z"]}'
refuse '"describe": \["name", "fill"\]' '"describe": []'
refuse '"describe": \["name", "fill"\]' '"dates": {"before_name": true}'
refuse '"describe": \["name", "fill"\]' '"remote": {"url": "x", "first": "2022-02-24"}'

cp testdata/profiles/lowmark.json "$scratch/lowmark.json"
valid profile "$scratch/lowmark.json" || { echo "FAILED: lowmark.json is not valid" && failed=1; }

for file in testdata/claims/*.json; do
    valid claims "$file" || { echo "FAILED: $file is not valid" && failed=1; }
done
refuse_claim '"title"' '"titel"'
refuse_claim '"zone": "held"' '"zone": ""'
refuse_claim '"zone": "held"' '"lag_days": 1.5'
refuse_claim '"zone": "held"' '"max_gap_days": -1'
refuse_claim '"zone": "held"' '"area_model": "mercator"'
refuse_claim '"unit": "km2"' '"unit": "sqkm"'
refuse_claim '"unit": "km2"' '"unit": "percent"'
refuse_claim '"unit": "percent"' '"unit": "km2"'
refuse_claim '"value": 468.5' '"value": "468.5"'
refuse_claim '"value": 468.5' '"value": -468.5'
refuse_claim '"days": 90' '"days": 0'
refuse_claim '"days": 90' '"days": 90, "month": "2025-06"'
refuse_claim '"days": 90' '"days": 90, "from": "2025-03-30"'
refuse_claim '"days": 90' '"tolerance": {"km2": 1}'
refuse_claim '"to": "2025-06-28",' ''
refuse_claim '"month": "2025-05"' '"month": "2025-13"'
refuse_claim '"month": "2025-05"' '"year": 2025.5'
refuse_claim '"measure": "area"' '"days": 3, "measure": "area"'
refuse_claim '"measure": "gained"' '"measure": "gain"'
refuse_claim '"measure": "gained"' '"of": 5, "measure": "gained"'
refuse_claim '"of": 100000' '"of": 0'
refuse_claim '"qualifier": "nearly"' '"qualifier": "roughly"'
refuse_claim '"qualifier": "nearly"' '"tolerance": {"km2": 0}'
refuse_claim '"qualifier": "nearly"' '"tolerance": {"km2": 1, "percent": 1}'
refuse_claim '"qualifier": "nearly"' '"qualifier": "exactly", "tolerance": {"percent": 1}'

check change change -q -f json testdata/front
check change-matrix change -q -f json --matrix testdata/front
refuse_output '"from_statuses"' '"from_status_list"'
refuse_output '"adds_up": true' '"adds_up": null'
check series-matrix series -q -f json --matrix --every month testdata/front
check series-matrix series -q -f json --matrix --every day --max-gap 0 testdata/front-weekly
check change change -q -f json --min-area 100 --min-width 2000.5 testdata/front
check change change -q -f json --min-area 300 --by-region testdata/regions/provinces.geojson testdata/front
refuse_output '"noise_lost_km2": [0-9.]*, ' ''
refuse_output '"noise_gained_km2": [^,]*, "noise_lost_km2": [^,]*, "noise_km2": [0-9.]*, "regions"' '"regions"'
refuse_output '"regions": \[' '"provinces": ['
check change change -q -f json --by-region testdata/regions/provinces.geojson --zone occupied --zone contested \
    testdata/front
check change change -q -f json --zone occupied+contested --zone held testdata/front
check change change -q -f json --area sphere testdata/front/front_20250301.geojson \
    testdata/front/front_20250628.geojson
check change change -q -f json --gross --by-region testdata/regions/provinces.geojson testdata/front
refuse_output '"gross_lost_km2": [0-9.]*, ' ''
refuse_output '"gross_gained_km2": [^,]*, "gross_lost_km2": [0-9.]*, "regions"' '"regions"'
check series series -q -f json testdata/front
check series series -q -f json --gross --every day --max-gap 0 --window 30 \
    --by-region testdata/regions/provinces.geojson testdata/front
check series series -q -f json --every week --cumulative --by-region testdata/regions/provinces.geojson testdata/front
check series series -q -f json --every day --max-gap 0 --rolling 7 testdata/front
refuse_output ', "rows": 7' ''
refuse_output '"rolling_mean"' '"cumulative"'
refuse_output ', "running": {"gained[^}]*}' ''
check series series -q -f json --every month --window 7 --by-region testdata/regions/provinces.geojson testdata/front
check series series -q -f json --every month --zone held --zone contested --window 7 --window 90 \
    testdata/front
check compare compare -q -f json --lag-b 1 testdata/front testdata/front-weekly
check compare compare -q -f json --every month --max-gap 3 --zone occupied --zone contested \
    --zone-b held --zone-b elsewhere testdata/front testdata/front
check compare compare -q -f json --area sphere testdata/front/front_20250301.geojson \
    testdata/front-weekly/front_20250628.geojson
check check check -q -f json testdata/claims/front.json
check check check -q -f json --area geodesic --zone occupied testdata/claims/front.json
check check check -q -f json testdata/claims/front-failing.json
check inspect inspect -q -f json testdata/front
check inspect inspect -q -f json testdata/front/front_20250301.geojson
check inspect inspect -q -f json --features testdata/front/front_20250301.geojson
check inspect inspect -q -f json --group-by fill testdata/front/front_20250301.geojson
check inspect inspect -q -f json --group-by none --profile generic \
    testdata/front/front_20250301.geojson testdata/front/front_20250301.geojson
check inspect inspect -q -f json --by-region testdata/regions/provinces.geojson testdata/front
check inspect inspect -q -f json --today 2025-04-01 testdata/front
check when when -q -f json 37.1,48.2 testdata/front
check when when -q -f json --persist 5 --zone held --places testdata/places.geojson 48.2,37.1 1,2 \
    testdata/front

[ "$failed" -eq 0 ] && echo "the JSON of the command is valid by its schemas"
exit "$failed"
