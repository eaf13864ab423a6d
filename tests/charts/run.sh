#!/bin/sh
# The Vega-Lite specifications that series writes of testdata/front are valid by Vega-Lite's own schema,
# and drawn by Vega they show the numbers of the CSV (check.mjs), with the same bytes in New York and
# Tokyo. A picture that does not fit its CSV must be found.
#
# usage: run.sh COMMAND BUILD_FOLDER   what draws is installed into BUILD_FOLDER/charts, once
#
# TERRITORY_CHARTS names a folder to keep the pictures in. Exit 77 where node, npm or its registry is
# missing.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
command=$1
modules=$2/charts
cd "$root" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0

skip()
{
    echo "skipped: $1"
    exit 77
}

fail()
{
    echo "FAILED: $1"
    failed=1
}

# ---- what draws ----

command -v node >/dev/null || skip "node is missing"
command -v npm >/dev/null || skip "npm is missing"
[ "$(node -p 'parseInt(process.versions.node)')" -ge 18 ] || skip "node is older than 18"

is_installed() { cmp -s tests/charts/package-lock.json "$modules/installed.json"; }

install_modules()
{
    mkdir -p "$modules" && cp tests/charts/package.json tests/charts/package-lock.json "$modules" &&
        (cd "$modules" && npm ci --no-audit --no-fund --ignore-scripts --prefer-offline \
            --fetch-retries=1 --fetch-retry-mintimeout=1000) >"$scratch/npm" 2>&1 &&
        cp tests/charts/package-lock.json "$modules/installed.json"
}

if ! is_installed && ! install_modules; then
    (cd "$modules" && npm view --fetch-retries=0 --fetch-timeout=20000 vega@6.4.0 version) \
        >/dev/null 2>&1 || skip "npm's registry cannot be reached"
    cat "$scratch/npm"
    fail "npm ci"
    exit 1
fi
schema=$modules/node_modules/vega-lite/build/vega-lite-schema.json

# ---- the charts ----

# draw NAME ZONE SVG: the picture of $scratch/NAME.vl.json, held to $scratch/NAME.csv in a time zone
draw()
{
    (cd "$modules" && TZ=$2 node "$root/tests/charts/check.mjs" \
        "$scratch/$1.vl.json" "$scratch/$1.csv" "$3")
}

# chart NAME ARGUMENT...: what series writes of it
chart()
{
    name=$1
    shift
    if ! "$command" series -q "$@" -o "$scratch/$name.vl.json" ||
        ! "$command" series -q "$@" -o "$scratch/$name.csv"; then
        fail "$name: series $*"
        return
    fi
    python3 tests/support/validate_json.py "$schema" "$scratch/$name.vl.json" >"$scratch/said" 2>&1
    code=$?
    if [ "$code" -ne 0 ] && [ "$code" -ne 77 ] && [ "$code" -ne 127 ]; then
        fail "$name: not valid by the schema of Vega-Lite"
        cut -c 1-300 "$scratch/said"
    fi
    draw "$name" America/New_York "$scratch/$name.svg" || fail "$name in New York: series $*"
    draw "$name" Asia/Tokyo "$scratch/tokyo.svg" || fail "$name in Tokyo: series $*"
    cmp "$scratch/$name.svg" "$scratch/tokyo.svg" || fail "$name: another picture in Tokyo"
    [ -z "${TERRITORY_CHARTS-}" ] || cp "$scratch/$name.vl.json" "$scratch/$name.svg" "$TERRITORY_CHARTS"
}

# refuse NAME ZONE WHY SCRIPT FILE: drawn in ZONE, the chart with FILE changed by sed must be found wrong
refuse()
{
    cp "$scratch/$1.vl.json" "$scratch/wrong.vl.json"
    cp "$scratch/$1.csv" "$scratch/wrong.csv"
    sed "$4" "$scratch/$1.$5" >"$scratch/wrong.$5"
    if cmp -s "$scratch/$1.$5" "$scratch/wrong.$5"; then
        fail "nothing to change: $3"
    elif draw wrong "$2" "$scratch/wrong.svg" >"$scratch/said"; then
        fail "not found: $3"
    fi
}

regions=testdata/regions/provinces.geojson
chart snapshots testdata/front
chart days --every day testdata/front
chart weeks --every week testdata/front
chart months --every month testdata/front
chart gaps --every day --max-gap 0 testdata/front
chart unknown --every day --max-gap 0 --from 2025-05-13 --to 2025-05-13 testdata/front
chart one testdata/front/front_20250301.geojson
chart windows --every day --window 7 --window 30 testdata/front
chart gross --every month --gross --window 30 testdata/front
chart too-long --window 1 --window 365 testdata/front
chart zones --every week --zone held --zone contested testdata/front
chart regions --every week --by-region "$regions" testdata/front
chart both --every month --zone held --zone contested --window 30 --by-region "$regions" testdata/front

# Names that are code elsewhere: a path of fields, the end of a script, what every object has, and a
# line end of Unicode, which Vega's expressions do not take.
sed "s|Westmark|a.b['c']\\\\\\\\</script>|; s|Eastmark|constructor|; s|Southmark|(\\\\u2028'+alert(1)+'|; s|Oldmark|__proto__|" \
    "$regions" >"$scratch/regions.geojson"
chart names --every month --by-region "$scratch/regions.geojson" testdata/front
grep -q "</script" "$scratch/names.vl.json" && fail "a name ends the script that the chart stands in"

refuse weeks UTC "a wrong number" '3s/,[0-9]*\.[0-9]*,/,12345.678901,/' csv
refuse weeks UTC "a wrong date" '4s/^2025-03-../2025-03-10/' csv
refuse weeks UTC "a row too many" '3p' csv
refuse weeks UTC "gained drawn as lost" \
    's/"field": "gained_km2", "type": "quantitative", "title": null/"field": "lost_km2", "type": "quantitative", "title": null/' vl.json
refuse weeks UTC "a scale that does not fit" 's/"type": "utc"/"type": "log"/' vl.json
refuse weeks America/New_York "dates by the viewer's clock" "s/utc:'%Y/date:'%Y/g" vl.json
refuse gaps UTC "a gap that is bridged" 's/break-paths-filter-domains/filter/' vl.json
refuse gaps UTC "a gap that is a zero" 's/break-paths-filter-domains/show/' vl.json

[ "$failed" -eq 0 ] && echo "the charts show what the CSV says"
exit "$failed"
