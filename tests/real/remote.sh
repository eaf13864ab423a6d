#!/bin/sh
# The daily DeepState archive, fetched from a server that is slow, breaks off, answers 503 and now and
# then with a page, and has no file for the six missing days: the same bytes as from the folder.
. "$(dirname "$0")/support.sh"
need deepstate-daily
archive=$data/deepstate-daily
. "$(dirname "$0")/../remote/support.sh"
start_server "$archive"
own=$scratch/deepstate-daily.json
url="$base/slow:5,gzip,rough/deepstatemap_data_{YYYYMMDD}.geojson"
sed "s|\"url\": *\"[^\"]*\"|\"url\": \"$url\"|" "$root/geo/source/profiles/deepstate-daily.json" >"$own"
grep -q "$base" "$own"
check "the profile's address is the server's" $?

# compare LABEL ARGUMENT...: from the folder; fetched; again; and offline with the server gone
compare() {
    label=$1
    shift
    "$command" "$@" --profile "$own" "$archive" >"$scratch/expected"
    check "$label, from the folder" $?
    forget
    run "$@" --retry-pause 10 --profile "$own" --cache "$scratch/cache" deepstate-daily:
    same "$label, exit" "$code" 0
    same_files "$label, fetched" "$scratch/stdout" "$scratch/expected"
    asked=$(cut -d ' ' -f 2 "$log" | sort -u | grep -c .)
    faults=$(awk 'NF == 3' "$log" | grep -c .)
    total=$(requests)
    forget
    run "$@" --profile "$own" --cache "$scratch/cache" deepstate-daily:
    same_files "$label, again" "$scratch/stdout" "$scratch/expected"
    same "$label, again, requests" "$(requests)" 0
    run "$@" --offline --profile "$own" --cache "$scratch/cache" deepstate-daily:
    same_files "$label, offline" "$scratch/stdout" "$scratch/expected"
}

compare "change" change -f csv --days 90 --to 2025-07-14
near "gained" "$(column "$scratch/expected" gained_km2)" 1414.523 0.001
same "change, files asked for" "$asked" 2
same "change, requests" "$total" $((2 + faults))

compare "geojson" change -f geojson --from 2024-08-19 --to 2025-04-01
same "geojson, files asked for" "$asked" 6
same "geojson, requests" "$total" $((6 + faults))

compare "series" series --window 30 --from 2024-12-20 --to 2025-01-10
same "series, files asked for" "$asked" 44
same "series, requests" "$total" $((44 + faults))
[ "$faults" -gt 5 ]
check "the server did wrong $faults times" $?

# 542 days up to the last of 2025, and a week after it in which nothing follows
known=$(find "$scratch/cache" -name '*.fetched' | grep -c .)
compare "all of it" series --every month --to 2025-12-31
same "all of it, files asked for" "$asked" $((542 + 7 - known))
same "all of it, requests" "$total" $((asked + faults))
same "files kept" "$(find "$scratch/cache" -name '*.geojson' | grep -c .)" \
    "$(find "$archive" -name '*.geojson' | grep -c .)"
same "missing days noted" "$(grep -lx absent "$scratch/cache"/*/*.fetched | grep -c .)" 13

# Beside maps at hand only their days are fetched, whichever of the two is named first.
if [ -d "$data/deepstate-raw" ]; then
    mkdir "$scratch/raw"
    cp "$data/deepstate-raw/1752353056.geojson" "$data/deepstate-raw/1752434269.geojson" "$scratch/raw"
    for order in a b; do
        [ "$order" = a ] && set -- deepstate-daily: "$scratch/raw" || set -- "$scratch/raw" deepstate-daily:
        forget
        run compare -q --lag-$order 1 --retry-pause 10 --profile-$order "$own" \
            --cache "$scratch/cache-$order" "$@"
        same "compare, fetched for $order, exit" "$code" 0
        same "compare, rows" "$(tail -n +2 "$scratch/stdout" | cut -d , -f 1 | tr '\n' ' ')" "2025-07-12 2025-07-13 "
        same "compare, files asked for" "$(cut -d ' ' -f 2 "$log" | sort -u | grep -c .)" 2
    done
fi

stop_server
run series --every month --to 2025-12-31 --offline --profile "$own" --cache "$scratch/cache" deepstate-daily:
same_files "the server gone, offline" "$scratch/stdout" "$scratch/expected"
finish
