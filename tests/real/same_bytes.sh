#!/bin/sh
# The same maps give the same bytes in any order, locale, time zone and working directory, and with any
# number of jobs.
. "$(dirname "$0")/support.sh"
need deepstate-raw
archive=$data/deepstate-raw
files=$(ls "$archive" | tail -n 12)
cd "$archive" || exit 1

"$command" series --window 30 $files >"$scratch/plain"
check "series runs" $?
"$command" change --days 14 -f geojson $files >"$scratch/plain.geojson"
check "change runs" $?

same() { # LABEL FILE EXPECTED
    cmp -s "$2" "$3"
    check "$1" $?
}
shuffled=$(for file in $files; do echo "$file"; done | sort -t 5 -k 3 -r)
"$command" series --window 30 $shuffled >"$scratch/other"
same "another order" "$scratch/other" "$scratch/plain"
"$command" change --days 14 -f geojson $shuffled >"$scratch/other"
same "another order, geometry" "$scratch/other" "$scratch/plain.geojson"
TZ=Asia/Tokyo "$command" series --window 30 $files >"$scratch/other"
same "another time zone" "$scratch/other" "$scratch/plain"
TZ=Asia/Tokyo "$command" change --days 14 -f geojson $files >"$scratch/other"
same "another time zone, geometry" "$scratch/other" "$scratch/plain.geojson"
if locale -a 2>/dev/null | grep -qi '^uk_UA\.utf-\{0,1\}8$'; then
    LC_ALL=uk_UA.UTF-8 "$command" series --window 30 $files >"$scratch/other"
    same "another locale" "$scratch/other" "$scratch/plain"
    LC_ALL=uk_UA.UTF-8 "$command" change --days 14 -f geojson $files >"$scratch/other"
    same "another locale, geometry" "$scratch/other" "$scratch/plain.geojson"
else
    echo "skipped: the locale uk_UA.UTF-8 is not installed"
fi
for jobs in 1 2 3 7; do
    "$command" series --jobs $jobs --window 30 $files >"$scratch/other"
    same "$jobs jobs" "$scratch/other" "$scratch/plain"
    "$command" inspect --jobs $jobs -f json $files >"$scratch/inspected$jobs"
    same "$jobs jobs, inspected" "$scratch/inspected$jobs" "$scratch/inspected1"
done
if [ -d "$data/deepstate-daily" ]; then
    for jobs in 1 2 3 7; do
        "$command" series --jobs $jobs --window 7 --window 90 --to 2025-01-31 "$data/deepstate-daily" \
            >"$scratch/daily$jobs" 2>"$scratch/told$jobs"
        same "daily maps, $jobs jobs" "$scratch/daily$jobs" "$scratch/daily1"
        same "daily maps, $jobs jobs, messages" "$scratch/told$jobs" "$scratch/told1"
    done
fi
cd / || exit 1
for file in $files; do echo "$archive/$file"; done >"$scratch/paths"
"$command" series --window 30 $(cat "$scratch/paths") >"$scratch/other"
same "another working directory" "$scratch/other" "$scratch/plain"
"$command" change --days 14 -f geojson $(cat "$scratch/paths") >"$scratch/other"
same "another working directory, geometry" "$scratch/other" "$scratch/plain.geojson"
finish
