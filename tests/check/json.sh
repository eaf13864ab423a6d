#!/bin/sh
# The JSON that the command prints is valid by the schemas: the built-in profiles, and what change,
# series, compare and inspect say of testdata/front. Wrong documents must be refused.
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

# check SCHEMA ARGUMENT...: what the command prints is valid
check()
{
    schema=$1
    shift
    if "$command" "$@" >"$scratch/document.json" && valid "$schema" "$scratch/document.json"; then
        return
    fi
    echo "FAILED: territory $* is not valid by schemas/$schema.schema.json"
    failed=1
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

check change change -q -f json testdata/front
check change change -q -f json --zone occupied+contested --zone held testdata/front
check change change -q -f json --area sphere testdata/front/front_20250301.geojson \
    testdata/front/front_20250628.geojson
check series series -q -f json testdata/front
check series series -q -f json --every month --zone held --zone contested --window 7 --window 90 \
    testdata/front
check compare compare -q -f json --lag-b 1 testdata/front testdata/front-weekly
check compare compare -q -f json --every month --max-gap 3 --zone occupied --zone contested \
    --zone-b held --zone-b elsewhere testdata/front testdata/front
check compare compare -q -f json --area sphere testdata/front/front_20250301.geojson \
    testdata/front-weekly/front_20250628.geojson
check inspect inspect -q -f json testdata/front
check inspect inspect -q -f json testdata/front/front_20250301.geojson
check inspect inspect -q -f json --features testdata/front/front_20250301.geojson
check inspect inspect -q -f json --group-by fill testdata/front/front_20250301.geojson
check inspect inspect -q -f json --group-by none --profile generic \
    testdata/front/front_20250301.geojson testdata/front/front_20250301.geojson
check inspect inspect -q -f json --today 2025-04-01 testdata/front

[ "$failed" -eq 0 ] && echo "the JSON of the command is valid by its schemas"
exit "$failed"
