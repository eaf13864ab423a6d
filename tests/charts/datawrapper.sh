#!/bin/sh
# Tables written for Datawrapper are read as they are meant by Datawrapper's own reader: the first column
# dates YYYY-MM-DD, or text where rows are zones or regions, and every area a number. With the decimals
# that the command warns of, that reader does take areas for dates.
#
# usage: datawrapper.sh COMMAND BUILD_FOLDER   the reader is installed into BUILD_FOLDER/datawrapper, once
#
# Exit 77 where node, npm or its registry is missing.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
command=$1
modules=$2/datawrapper
reader=8.47.0 # @datawrapper/chart-core, which names a package beside it and so cannot be installed whole
cd "$root" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0

skip()
{
    echo "skipped: $1"
    exit 77
}

command -v node >/dev/null && command -v npm >/dev/null || skip "node or npm is missing"
[ "$(node -p 'parseInt(process.versions.node)')" -ge 18 ] || skip "node is older than 18"

install_reader()
{
    mkdir -p "$modules" && cd "$modules" || return
    echo '{"private": true}' >package.json
    npm pack --silent --prefer-offline "@datawrapper/chart-core@$reader" >/dev/null &&
        tar -xzf "datawrapper-chart-core-$reader.tgz" &&
        npm install --no-audit --no-fund --ignore-scripts --prefer-offline \
            underscore@1.13.7 numeral@2.0.6 @datawrapper/shared@0.49.2 &&
        echo "$reader" >installed
}

if [ "$(cat "$modules/installed" 2>/dev/null)" != "$reader" ] && ! (install_reader) >"$scratch/npm" 2>&1; then
    npm view --fetch-retries=0 --fetch-timeout=20000 "@datawrapper/chart-core@$reader" version \
        >/dev/null 2>&1 || skip "npm's registry cannot be reached"
    cat "$scratch/npm"
    echo "FAILED: installing Datawrapper's reader"
    exit 1
fi

# table PATTERN ARGUMENT...: what the reader finds in the columns matches the pattern, with TERRITORY's
# numbers told apart from dates
table()
{
    pattern=$1
    shift
    "$command" "$@" -q testdata/front >"$scratch/table.csv" || failed=1
    (cd "$modules" && node "$root/tests/charts/datawrapper.mjs" package "$scratch/table.csv") >"$scratch/found" || failed=1
    grep -Eq "$pattern" "$scratch/found" && return
    echo "FAILED: territory $*: not as expected, $pattern"
    cat "$scratch/found"
    failed=1
}

borders=testdata/regions/provinces.geojson
date='Date=date\(YYYY-MM-DD\)'
numbers='( [^=]*=number\(-\.\))+$'
for unit in km2 mi2 ha; do
    table "^table.csv $date$numbers" series --for datawrapper --unit $unit
    table "^table.csv $date$numbers" series --for datawrapper --unit $unit --zone held --zone contested
    table "^table.csv $date$numbers" series --for datawrapper --unit $unit --by-region $borders
    table "^table.csv $date$numbers" series --for datawrapper --unit $unit --by-region $borders --every day --rolling 7 --value rolling_mean_net
    table "^table.csv $date$numbers" series --for datawrapper --unit $unit --every week --value gained
    table "^table.csv $date$numbers" series --for datawrapper --unit $unit --every week --value gained,lost
done
table "^table.csv $date$numbers" series --for datawrapper --precision 6 --by-region $borders
areas='( [^=]*=number\(-\.\)){7}'
dates=' From=date\(YYYY-MM-DD\) To=date\(YYYY-MM-DD\)'
table "^table.csv Region=text$areas Zone=text$dates" change --for datawrapper --by-region $borders
table "^table.csv Zone=text( [^=]*=number\(-\.\)){5}$dates" change --for datawrapper --zone held --zone contested
# months of a year
table 'Westmark \(km²\)=date\(YYYY-M\)' series --for datawrapper --precision 1 --by-region $borders

[ "$failed" -eq 0 ] && echo "Datawrapper reads its tables as they are meant"
exit "$failed"
