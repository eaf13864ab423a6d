#!/bin/sh
# Sums, means, units and tables for charts on real maps: Python computes them from the plain CSV
# (tests/support/charts.py).
#
# usage: charts.sh COMMAND
. "$(dirname "$0")/support.sh"
need deepstate-daily
need boundaries
command -v python3 >/dev/null || {
    echo "skipped: python3 is missing"
    exit 77
}
archive=$data/deepstate-daily
borders=$data/boundaries/ukraine-oblasts.geojson

# series FILE OPTION...: what the command writes of the archive
series() {
    file=$scratch/$1
    shift
    "$command" series -q "$@" "$archive" >"$file"
    check "series $* runs" $?
}

# holds KIND ARGUMENT...: charts.py agrees
holds() {
    (cd "$scratch" && python3 "$root/tests/support/charts.py" "$@")
    check "$*" $?
}

series sums --cumulative --by-region "$borders"
holds cumulative sums
# what is left out by region says the same of the whole
series whole --cumulative
holds cumulative whole
series means --every day --rolling 7 --by-region "$borders"
holds rolling 7 means
series means --every day --rolling 7
holds rolling 7 means
series miles --every day --rolling 7 --by-region "$borders" --unit mi2
series plain --every day --rolling 7 --by-region "$borders"
holds units plain mi2 7 miles

series plain --wide --every week --by-region "$borders"
series table --for datawrapper --every week --by-region "$borders"
holds wide datawrapper 3 plain table
LC_ALL=uk_UA.UTF-8 "$command" series -q -j 3 --for datawrapper --every week --by-region "$borders" "$archive" |
    cmp -s - "$scratch/table"
check "3 jobs and another locale give the same bytes" $?
series plain --window 90 --by-region "$borders"
series table --for excel --window 90 --by-region "$borders"
holds long excel 3 plain table
finish
