#!/bin/sh
# What the command writes for charts of testdata/front is what its plain CSV says: in other units and with
# fewer decimals, summed and averaged over rows, and as tables for each tool. Python's decimals are the
# oracle (tests/support/charts.py). A wrong file must be refused.
#
# usage: charts.sh COMMAND
#
# Exit 77 where python3 is missing.
set -u
command=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root" || exit 1
command -v python3 >/dev/null || {
    echo "skipped: python3 is missing"
    exit 77
}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0
borders=testdata/regions/provinces.geojson

# say FILE ARGUMENT...: what the command writes
say()
{
    file=$scratch/$1
    shift
    "$command" "$@" >"$file" 2>"$scratch/stderr" && return
    echo "FAILED: territory $*"
    cat "$scratch/stderr"
    failed=1
}

# holds KIND ARGUMENT...: charts.py agrees; names of files are in the scratch folder
holds()
{
    (cd "$scratch" && python3 "$root/tests/support/charts.py" "$@") && return
    echo "FAILED: $*"
    failed=1
}

# ---- units and decimals ----
for command_name in change series; do
    say plain "$command_name" -f csv --by-region $borders testdata/front
    say total "$command_name" -f csv --zone held --zone contested testdata/front
    for unit in km2:6 mi2:7 ha:4; do
        for decimals in 0 1 2 3 4 5 6 7; do
            [ "$decimals" -le "${unit#*:}" ] || continue
            say other "$command_name" -f csv --by-region $borders --unit "${unit%:*}" --precision "$decimals" testdata/front
            holds units plain "${unit%:*}" "$decimals" other
        done
        say other "$command_name" -f csv --zone held --zone contested --unit "${unit%:*}" testdata/front
        holds units total "${unit%:*}" "${unit#*:}" other
    done
done
say plain when --places testdata/places.geojson --shares testdata/front
say other when --places testdata/places.geojson --shares --unit ha testdata/front
holds units plain ha 4 other
say plain series --every week --gross --window 30 --by-region $borders testdata/front
say other series --every week --gross --window 30 --by-region $borders --unit mi2 testdata/front
holds units plain mi2 7 other
if [ "$("$command" change -q --figure net --unit mi2 testdata/front)" != \
    "$("$command" change -q -f csv --unit mi2 testdata/front | sed 1d | cut -d, -f11)" ]; then
    echo "FAILED: --figure net in square miles is not that of the csv"
    failed=1
fi

# ---- sums and means ----
for every in snapshot day week month; do
    say sums series --every "$every" --cumulative --zone held --zone contested testdata/front
    holds cumulative sums
    say means series --every "$every" --rolling 3 --zone held --zone contested testdata/front
    holds rolling 3 means
done
say sums series --cumulative --by-region $borders testdata/front
holds cumulative sums
# a day without a map, no map standing for another day: the means around it are empty
say means series --every day --max-gap 0 --rolling 7 --by-region $borders testdata/front
holds rolling 7 means
say means series --rolling 1 testdata/front
holds rolling 1 means

# ---- tables ----
# lines TOOL ARGUMENT...: of a series, for a tool of lines
lines()
{
    tool=$1
    shift
    say plain series --wide "$@" testdata/front
    say table series --for "$tool" "$@" testdata/front
    holds wide "$tool" 3 plain table
    say table series --for "$tool" --precision 6 "$@" testdata/front
    holds wide "$tool" 6 plain table
}
for tool in datawrapper flourish; do
    lines $tool
    lines $tool --zone held --zone contested --every week
    lines $tool --by-region $borders
    lines $tool --zone held --zone contested --by-region $borders --window 90 --value net_90d
    lines $tool --every month --gross --value gross_lost
    lines $tool --cumulative --value cumulative_lost
    lines $tool --every day --max-gap 0 --rolling 7 --value rolling_mean_gained
done
for value in gained gained,lost lost,area,net; do
    say plain series --wide --value $value testdata/front
    say table series --wide --value $value --for excel testdata/front
    holds wide excel 3 plain table
done

# values VALUES ARGUMENT...: of a series side by side, as they stand in its rows and in tables of lines
values()
{
    values=$1
    shift
    say long series "$@" testdata/front
    say wide series "$@" --wide --value "$values" testdata/front
    holds columns "$values" long wide
    for tool in datawrapper flourish; do
        lines $tool "$@" --value "$values"
    done
}
values gained,lost --every month
values lost,gained --zone held --zone contested --every week
values net,lost,area,gained --by-region $borders
values lost_90d,gained,gained_90d,net_7d --zone held --zone contested --by-region $borders --window 90 --window 7
values gross_lost,gross_gained_60d,net,gross_gained --every month --gross --window 60
values cumulative_lost,area,cumulative_gained,cumulative_net --cumulative --zone held --zone contested
values rolling_mean_lost,rolling_mean_gained,lost --every day --max-gap 0 --rolling 7

# rows TOOL ARGUMENT...: of any command, a row for each
rows()
{
    tool=$1
    shift
    say plain "$@" -f csv testdata/front
    say table "$@" --for "$tool" testdata/front
    holds long "$tool" 3 plain table
}
rows excel series --window 7 --window 90 --zone held --zone contested
rows excel series --every day --max-gap 0 --cumulative --by-region $borders
rows excel series --rolling 30
rows excel series --every month --gross --window 90 --by-region $borders
for tool in datawrapper flourish excel; do
    rows $tool change
    rows $tool change --gross --by-region $borders
    rows $tool change --days 30 --zone held --zone contested
    rows $tool change --by-region $borders
done

# ---- whatever the locale and the number of threads ----
say one series -j 1 --for excel --rolling 7 --by-region $borders testdata/front
say many series -j 3 --for excel --rolling 7 --by-region $borders testdata/front
LC_ALL=uk_UA.UTF-8 "$command" series -q --for excel --rolling 7 --by-region $borders testdata/front >"$scratch/locale"
cmp "$scratch/one" "$scratch/many" && cmp "$scratch/one" "$scratch/locale" || failed=1

# ---- what is wrong is found ----
# wrong LABEL SED KIND ARGUMENT...: charts.py refuses what sed makes of the last file
wrong()
{
    label=$1
    script=$2
    shift 2
    for name; do :; done
    sed "$script" "$scratch/$name" >"$scratch/wrong"
    if cmp -s "$scratch/$name" "$scratch/wrong"; then
        echo "FAILED: nothing to break for '$label'"
        failed=1
    fi
    cp "$scratch/$name" "$scratch/kept"
    mv "$scratch/wrong" "$scratch/$name"
    if (cd "$scratch" && python3 "$root/tests/support/charts.py" "$@" >/dev/null); then
        echo "FAILED: charts.py does not see $label"
        failed=1
    fi
    mv "$scratch/kept" "$scratch/$name"
}
say plain series --wide testdata/front
say table series --for datawrapper testdata/front
wrong "a comma between thousands" '5s/,12\([0-9.]*\)$/,"12,\1"/' wide datawrapper 3 plain table
wrong "a wrong last digit" '5,9s/[0-8]$/9/' wide datawrapper 3 plain table
wrong "a date of another form" '5s/2025-03-04/04.03.2025/' wide datawrapper 3 plain table
wrong "a BOM" '1s/^/\xef\xbb\xbf/' wide datawrapper 3 plain table
say plain series --wide --value gained,lost testdata/front
say table series --for datawrapper --value gained,lost testdata/front
wrong "heads of columns that changed places" '1s/Gained\(.*\)Lost/Lost\1Gained/' wide datawrapper 3 plain table
say long series testdata/front
wrong "values that changed places" '9s/,\(.*\),\(.*\)$/,\2,\1/' columns gained,lost long plain
wrong "columns that changed places" '1s/gained\(.*\)lost/lost\1gained/' columns gained,lost long plain
say sums series --cumulative testdata/front
wrong "a wrong sum" '5,9s/[0-8]$/9/' cumulative sums
say means series --every day --rolling 7 testdata/front
wrong "a wrong mean" '20,25s/[0-5]$/9/' rolling 7 means
wrong "an empty mean" '20s/[^,]*$//' rolling 7 means

[ "$failed" -eq 0 ] && echo "charts say what the figures say"
exit "$failed"
