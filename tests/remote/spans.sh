#!/bin/sh
# A named remote source gives what the folder of its files gives, byte for byte, and is asked for just
# the days that are needed.
. "$(dirname "$0")/support.sh"
front=$scratch/front
cp -R "$root/testdata/front" "$front"
rm "$front/front_20250410_2.geojson" # a day has one file there
start_server "$front"
address="$base/plain/front_{YYYYMMDD}.geojson"
own_profile "$scratch/front.json" "$address" 2025-03-01

# compare LABEL REQUESTS ARGUMENT...: with an empty cache, again, and again offline. Where the folder
# gives an error, its sentence is not compared: it knows days that nobody asked the server for.
compare() {
    label=$1
    most=$2
    shift 2
    rm -rf "$scratch/cache"
    "$command" "$@" -q --profile "$scratch/front.json" "$front" >"$scratch/expected" 2>"$scratch/fault"
    expected_code=$?
    for again in first again offline; do
        forget
        if [ "$again" = offline ]; then set -- "$@" --offline; fi
        run "$@" -q --profile "$scratch/front.json" --cache "$scratch/cache" front:
        same "$label, $again, exit" "$code" "$expected_code"
        same_files "$label, $again" "$scratch/stdout" "$scratch/expected"
        [ "$again" = first ] || most=0
        same "$label, $again, requests" "$(requests)" "$most"
    done
    [ "$expected_code" -eq 0 ] || cat "$scratch/stderr"
}

compare "window" 2 change -f csv --to 2025-06-28
compare "json" 2 change -f json --to 2025-06-28 --days 30
compare "geojson" 2 change -f geojson --from 2025-03-01 --to 2025-06-28
compare "from and days" 2 change -f csv --from 2025-03-01 --days 30
compare "missing end" 3 change -f csv --from 2025-03-01 --to 2025-05-13
compare "missing beginning" 3 change -f csv --from 2025-05-13 --to 2025-06-28
compare "after the last" 5 change -f csv --from 2025-03-01 --to 2025-07-01
compare "lag" 2 change -f csv --from 2025-03-05 --to 2025-06-20 --lag 1
compare "negative lag" 2 change -f csv --from 2025-03-05 --to 2025-06-20 --lag=-2
compare "lag and gap" 3 change -f csv --from 2025-03-05 --to 2025-05-12 --lag 1
compare "time" 2 change -f csv --from 2025-03-05T12:00 --to 2025-06-20T23:30Z
compare "timezone" 2 change -f csv --from 2025-03-05 --to 2025-06-20T23:30Z --timezone UTC
compare "one day" 1 change -f csv --from 2025-03-05 --to 2025-03-05
compare "an end left out" 4 change -f csv --from 2025-03-05 --to 2025-06-20 --exclude 2025-06-20 \
    --exclude 2025-04-01
compare "a beginning left out, with lag" 3 change -f csv --from 2025-03-05 --to 2025-06-20 --lag 1 \
    --exclude 2025-03-05
compare "a gross window, all between" 6 change -f csv --gross --from 2025-06-01 --to 2025-06-06
compare "a gross window by days" 31 change --figure gross-lost --days 30 --to 2025-06-28
compare "a gross window from a gap" 9 change -f json --gross --from 2025-05-13 --to 2025-05-20
compare "a gross window of files with lag" 6 change -f csv --gross --from 2025-06-01 --to 2025-06-06 --lag 2
compare "gross windows, all between" 32 series --gross --window 30 --from 2025-06-07 --to 2025-06-08
compare "days left out" 11 series --window 10 --from 2025-06-01 --to 2025-06-05 --exclude 2025-05-22
compare "series" 28 series --from 2025-06-01 --to 2025-06-28
compare "series of days" 12 series --every day --from 2025-05-10 --to 2025-05-20
compare "series of days from a gap" 10 series --every day --from 2025-05-13 --to 2025-05-20
compare "series of weeks" 21 series --every week --from 2025-04-02 --to 2025-04-21
compare "series of months" 32 series --every month --from 2025-03-31 --to 2025-04-30
compare "windows" 24 series --window 30 --window 60 --from 2025-06-01 --to 2025-06-08
compare "a window to a gap" 5 series --window 30 --from 2025-06-12 --to 2025-06-13
compare "a window before the first" 14 series --window 90 --from 2025-05-20 --to 2025-05-31
compare "series with lag" 10 series --lag 3 --window 10 --from 2025-06-01 --to 2025-06-05

# Claims need the maps of their own dates, each asked for once, whatever lies between.
cat >"$scratch/claims.json" <<'CLAIMS'
{"claims": [
  {"id": "a", "measure": "gained", "from": "2025-03-05", "to": "2025-06-20", "value": 1, "unit": "km2"},
  {"id": "b", "measure": "lost", "to": "2025-06-20", "days": 1, "value": 1, "unit": "km2"},
  {"id": "c", "measure": "net", "month": "2025-04", "value": 1, "unit": "km2"},
  {"id": "d", "measure": "area", "to": "2025-03-31", "value": 1, "unit": "km2"},
  {"id": "e", "measure": "area", "to": "2025-05-13", "value": 1, "unit": "km2"}
]}
CLAIMS
cat >"$scratch/claim.json" <<'CLAIMS'
{"claims": [{"id": "a", "measure": "area", "to": "2025-05-13T00:30+03:00", "value": 1, "unit": "km2"}]}
CLAIMS
cat >"$scratch/far.json" <<'CLAIMS'
{"claims": [
  {"id": "a", "measure": "area", "to": "2025-05-13", "value": 1, "unit": "km2"},
  {"id": "b", "measure": "area", "to": "2025-06-20", "value": 1, "unit": "km2", "qualifier": "more than"}
]}
CLAIMS
# 03-05, 03-31, 04-30, 05-13 (which is missing) and the day before, 06-19, 06-20
compare "claims" 7 check -f json "$scratch/claims.json"
compare "claims with lag" 6 check -f json --lag 1 "$scratch/claims.json"
# 05-12 in the zone of the profile, 05-13 in the one asked for
compare "a claim of a time" 2 check -f json "$scratch/claim.json"
compare "a claim of a time in a zone" 1 check -f json --timezone UTC "$scratch/claim.json"

# Which map is nearest is not known where just what is needed was fetched.
run check --max-gap 0 --profile "$scratch/front.json" --cache "$scratch/cache" "$scratch/far.json" front:
same "nothing near, exit" "$code" 1
grep -q '^  no snapshot on 2025-05-13$' "$scratch/stdout"
check "nothing near" $?

# says_of LABEL REQUESTS TEXT ARGUMENT...: exit 3, and this sentence
says_of() {
    label=$1
    most=$2
    text=$3
    shift 3
    forget
    run "$@" --profile "$scratch/front.json" --cache "$scratch/cache" front:
    says "$label" 3 "$text"
    same "$label, requests" "$(requests)" "$most"
}
rm -rf "$scratch/cache"
says_of "before the first" 1 \
    'no snapshot for 2025-02-01: the first of front: is of 2025-03-01' change --from 2025-02-01 --to 2025-03-02
says_of "90 days before" 0 \
    '90 days before 2025-03-02: no snapshot for 2024-12-02: the first of front: is of 2025-03-01' \
    change --to 2025-03-02
says_of "a gap" 8 \
    'no snapshot within 7 days before 2025-08-01: front: has no file from 2025-07-25 on; the nearest in the cache is of 2025-03-02' \
    change --from 2025-03-02 --to 2025-08-01
says_of "a gap, again" 0 'no snapshot within 7 days before 2025-08-01' change --from 2025-03-02 --to 2025-08-01
says_of "no gap allowed" 1 'no snapshot on 2025-05-13: front: has no file from 2025-05-13 on' \
    change --max-gap 0 --from 2025-03-02 --to 2025-05-13
says_of "days to come" 0 'no snapshot within 7 days before 9000-01-01: front: has no file of days to come' \
    change --from 2025-03-02 --to 9000-01-01
says_of "no newest" 8 'no newest snapshot: front: has no file from ' change
says_of "offline, nothing near" 0 \
    'offline, and the file of 2025-06-28 (front_20250628.geojson) is not in the cache SCRATCH/cache/front-' \
    change --offline --from 2025-03-02 --to 2025-06-28
says_of "offline, a range" 0 \
    'offline, and of the 4 days from 2025-03-01 to 2025-03-04 3 are not in the cache SCRATCH/cache/front-' \
    series --offline --from 2025-03-01 --to 2025-03-04
rm -rf "$scratch/cache"
says_of "offline, an empty cache" 0 'offline, and the cache has no file of front:' inspect --offline
says_of "an empty range" 3 'front: has no file of the days asked for' \
    series --from 2025-07-02 --to 2025-07-04

# Of the cache alone the newest map is the newest in it.
run change -q -f csv --profile "$scratch/front.json" --cache "$scratch/cache" --to 2025-06-10 front:
run change -q -f csv --offline --profile "$scratch/front.json" --cache "$scratch/cache" front:
same "offline, the newest" "$code $(tail -n 1 "$scratch/stdout" | cut -d, -f1-4)" \
    "0 2025-03-12,2025-06-10,front_20250312.geojson,front_20250610.geojson"

# With files at hand beside it: dates are found in both.
mkdir "$scratch/local"
cp "$root"/testdata/front/front_202506*.geojson "$scratch/local"
rm "$front"/front_202506*.geojson
rm -rf "$scratch/cache"
forget
run change -q -f csv --profile "$scratch/front.json" --cache "$scratch/cache" \
    --from 2025-03-30 --to 2025-06-28 front: "$scratch/local"
"$command" change -q -f csv --profile "$scratch/front.json" --from 2025-03-30 --to 2025-06-28 \
    "$front" "$scratch/local" >"$scratch/expected"
same_files "files beside it" "$scratch/stdout" "$scratch/expected"
same "files beside it, requests" "$(requests)" 9

# The newest map is one of these days', and may still be corrected: it is asked for again.
python3 - "$front" "$root/testdata/front" "$scratch/days" <<'PYTHON'
import datetime, shutil, sys
now = datetime.datetime.now(datetime.timezone.utc)
days = [(now - datetime.timedelta(days=back)).strftime("%Y%m%d") for back in (3, 33, 34)]
for day, old in zip(days, ("20250401", "20250402", "20250403")):
    shutil.copy("%s/front_%s.geojson" % (sys.argv[2], old), "%s/front_%s.geojson" % (sys.argv[1], day))
open(sys.argv[3], "w").write(" ".join(days))
PYTHON
read -r newest older oldest <"$scratch/days"
own_profile "$scratch/front.json" "$base/etag/front_{YYYYMMDD}.geojson" 2025-03-01
rm -rf "$scratch/cache"
newest_change() {
    forget
    run change -q -f csv --days 30 --profile "$scratch/front.json" --cache "$scratch/cache" "$@" front:
    same "newest, exit" "$code" 0
    same "newest, maps" "$(tail -n 1 "$scratch/stdout" | cut -d, -f3-4)" \
        "front_$older.geojson,front_$newest.geojson"
}
newest_change
# today's date may turn over in the zone of the profile before it does here
first=$(grep -c 404 "$log")
case $first in 3 | 4) check "days without a file" 0 ;; *) check "$first days without a file" 1 ;; esac
same "newest, files" "$(grep -c ^200 "$log")" 2
newest_change
same "newest again, days without a file" "$(grep -c ^404 "$log")" "$first"
same "newest again, unchanged" "$(grep -c ^304 "$log")" 1
same "newest again, fetched" "$(grep -c ^200 "$log")" 0
newest_change --refresh
same "refreshed" "$(grep -c ^200 "$log")" 2
newest_change --offline
same "offline" "$(requests)" 0
cp "$front/front_$oldest.geojson" "$front/front_$newest.geojson"
newest_change
same "corrected" "$(grep -c ^200 "$log")" 1
cp "$scratch/stdout" "$scratch/expected"
newest_change --offline
same_files "corrected, offline" "$scratch/stdout" "$scratch/expected"
rm "$front/front_$newest.geojson"
forget
run change -q --days 30 --profile "$scratch/front.json" --cache "$scratch/cache" front:
same "withdrawn, exit" "$code" 3
finish
