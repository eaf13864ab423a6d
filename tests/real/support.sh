# What the tests on real maps share; read with `.`. They run where the maps are and skip, saying so, where
# they are not: TERRITORY_REAL_DATA names the folder, ../shared/data beside the project is the default.
#
# usage of each script: SCRIPT COMMAND   (the path of the command under test)

set -u
LC_ALL=C
export LC_ALL
command=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
data=${TERRITORY_REAL_DATA:-$root/../shared/data}
passed=0
failed=0
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# need FOLDER: skips the script where the folder of maps is not there
need() {
    [ -d "$data/$1" ] && return
    echo "skipped: no real maps in $data/$1 (set TERRITORY_REAL_DATA)"
    exit 77
}

# check LABEL CODE: counts a check whose outcome is CODE
check() {
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1"
    fi
}

# near LABEL ACTUAL EXPECTED TOLERANCE
near() {
    awk -v a="$2" -v e="$3" -v t="$4" 'BEGIN {
        d = a - e; if (d < 0) d = -d
        exit !(a ~ /^-?[0-9.]+$/ && d <= t)
    }'
    check "$1: $2, expected $3 within $4" $?
}

# column FILE NAME: the values of one column of a CSV without quoted commas, below its header
column() {
    awk -F, -v name="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next }
        { print $at }' "$1"
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
    exit $?
}
