#!/bin/sh
# What was fetched is kept, checked whenever it is used, and never half there.
. "$(dirname "$0")/support.sh"
start_server "$root/testdata/front"
own_profile "$scratch/front.json" "$base/plain/front_{YYYYMMDD}.geojson" 2025-03-01
front=$root/testdata/front
cache=$scratch/cache
name=front_20250628.geojson
set -- change -q -f csv --profile "$scratch/front.json" --to 2025-06-28
"$command" "$@" "$front" >"$scratch/expected"
expected=$(cat "$scratch/expected")

# again LABEL REQUESTS [OPTION...]: the change, and how many requests it takes
again() {
    label=$1
    most=$2
    shift 2
    forget
    run change -q -f csv --profile "$scratch/front.json" --to 2025-06-28 --cache "$cache" "$@" front:
    same "$label, exit" "$code $(cat "$scratch/stderr")" "0 "
    same "$label" "$(cat "$scratch/stdout")" "$expected"
    same "$label, requests" "$(requests)" "$most"
}

# refused LABEL TEXT: offline it is an error that says TEXT
refused() {
    forget
    run change -q -f csv --profile "$scratch/front.json" --to 2025-06-28 --cache "$cache" --offline front:
    says "$1" 3 "$2"
    same "$1, requests" "$(requests)" 0
}

again "an empty cache" 2
kept=$(echo "$cache"/front-*)
same "what is kept" "$(cd "$kept" && ls -A | tr '\n' ' ')" \
    "front_20250330.geojson front_20250330.geojson.fetched $name $name.fetched "
same_files "the file is the source's" "$kept/$name" "$front/$name"
for word in "url $base/plain/$name" "size $(wc -c <"$front/$name" | tr -d ' ')" \
    "sha256 $(sha256sum "$front/$name" | cut -d ' ' -f 1)"; do
    grep -Fqx -e "$word" "$kept/$name.fetched"
    check "the record tells: $word" $?
done
again "a full cache" 0
again "refreshed" 2 --refresh

# Files that are not what was fetched.
harm() {
    case $1 in
    shorter) head -c 1000 "$front/$name" ;;
    longer) cat "$front/$name" && echo ;;
    changed) sed 's/37/38/' "$front/$name" ;;
    empty) : ;;
    esac >"$kept/$name"
}
for how in shorter longer changed empty; do
    harm "$how"
    refused "$how" "$name: is not what was fetched (size or SHA-256), and offline it cannot be fetched again"
    again "$how" 1
done
rm "$kept/$name"
refused "gone" "$name: is not what was fetched"
again "gone" 1

# Records that tell nothing, or something else.
cp "$kept/$name.fetched" "$scratch/record"
spoil() {
    case $1 in
    gone) rm "$kept/$name.fetched" ;;
    empty) : >"$kept/$name.fetched" ;;
    cut) head -n 4 "$scratch/record" >"$kept/$name.fetched" ;;
    half) head -c 60 "$scratch/record" >"$kept/$name.fetched" ;;
    foreign) sed 's/^url .*/url http:\/\/example.org\/map.geojson/' "$scratch/record" >"$kept/$name.fetched" ;;
    version) sed 's/cache 1/cache 2/' "$scratch/record" >"$kept/$name.fetched" ;;
    day) sed 's/^asked .*/asked 2025-02-30/' "$scratch/record" >"$kept/$name.fetched" ;;
    both) sed 's/^end/absent\nend/' "$scratch/record" >"$kept/$name.fetched" ;;
    word) sed 's/^end/color blue\nend/' "$scratch/record" >"$kept/$name.fetched" ;;
    behind) { cat "$scratch/record" && echo 'size 1'; } >"$kept/$name.fetched" ;;
    digest) sed 's/^sha256 ./sha256 X/' "$scratch/record" >"$kept/$name.fetched" ;;
    huge) sed 's/^size .*/size 99999999999999999999999999/' "$scratch/record" >"$kept/$name.fetched" ;;
    binary) head -c 5000 /dev/zero >"$kept/$name.fetched" ;;
    long) awk 'BEGIN { for (i = 0; i < 9000; i++) print "etag \"aaaaaaaaaaaaaaaaaaaaaaa\"" }' >"$kept/$name.fetched" ;;
    esac
}
for how in gone empty cut half foreign version day both word behind digest huge binary long; do
    spoil "$how"
    refused "record $how" "offline, and the file of 2025-06-28 ($name) is not in the cache"
    again "record $how" 1
    sed 's/^asked .*//' "$kept/$name.fetched" >"$scratch/new"
    sed 's/^asked .*//' "$scratch/record" | cmp -s - "$scratch/new"
    check "record $how is made again" $?
done

# Places where nothing can be kept.
echo >"$scratch/file"
run "$@" --cache "$scratch/file/cache" front:
says "a file in the way" 4 "SCRATCH/file/cache/front-"
run "$@" --cache "$scratch/file/cache" front:
says "a file in the way" 4 ": the cache cannot be made there (--cache chooses another folder): "
run "$@" --cache "" front:
same "no name" "$code $(head -n 1 "$scratch/stderr")" "2 territory: the cache's folder has no name"
(unset HOME && "$command" "$@" front: >"$scratch/stdout" 2>"$scratch/stderr")
same "no home, exit" $? 2
grep -q 'neither XDG_CACHE_HOME nor HOME is set' "$scratch/stderr"
check "no home" $?
rm -rf "$cache"
(ulimit -f 1 && exec "$command" "$@" --cache "$cache" front: >"$scratch/stdout" 2>"$scratch/stderr")
code=$?
says "a full disk" 4 "$name: the file is too large"
same "a full disk, kept" "$(find "$cache" -type f)" ""

# Full to the last byte, it still serves what it has. (The thread sanitizer cannot start there.)
again "after the full disk" 2
if (ulimit -f 0 && exec "$command" --version) >/dev/null 2>&1; then
    forget
    same "full, it serves what it has" \
        "$( (ulimit -f 0 && exec "$command" "$@" --cache "$cache" front:) 2>&1 | cat)" "$expected"
    same "full, requests" "$(requests)" 0
fi

# Where it is, where nobody says.
XDG_CACHE_HOME=$scratch/xdg "$command" "$@" front: >"$scratch/stdout"
same "XDG_CACHE_HOME" "$(ls "$scratch/xdg/territory" | cut -c 1-6)" front-
HOME=$scratch/home "$command" "$@" front: >"$scratch/stdout"
same "HOME" "$(ls "$scratch/home/.cache/territory" | cut -c 1-6)" front-
HOME=$scratch/home2 XDG_CACHE_HOME=relative "$command" "$@" front: >"$scratch/stdout"
same "a relative XDG_CACHE_HOME counts for nothing" \
    "$(ls "$scratch/home2/.cache/territory" | cut -c 1-6)" front-
same "for the user alone" "$(stat -c %a "$scratch/home/.cache/territory" 2>/dev/null || echo 700)" 700

# Several at once, into one empty cache.
rm -rf "$cache"
own_profile "$scratch/slow.json" "$base/slow:20/front_{YYYYMMDD}.geojson" 2025-03-01
for i in 1 2 3 4; do
    "$command" series -q --profile "$scratch/slow.json" --cache "$cache" --from 2025-06-01 \
        --to 2025-06-10 front: >"$scratch/at-once-$i" 2>&1 &
    eval "process$i=$!"
done
# shellcheck disable=SC2154
wait "$process1" "$process2" "$process3" "$process4"
"$command" series -q --profile "$scratch/slow.json" --from 2025-06-01 --to 2025-06-10 "$front" \
    >"$scratch/expected"
for i in 1 2 3 4; do same_files "at once, $i" "$scratch/at-once-$i" "$scratch/expected"; done
run series -q --profile "$scratch/slow.json" --cache "$cache" --offline --from 2025-06-01 \
    --to 2025-06-10 front:
same_files "at once, what is kept" "$scratch/stdout" "$scratch/expected"
same "at once, nothing else is left" "$(find "$cache" -name '.*' -type f)" ""

# Stopped in the middle: at once, by the signal, and the cache is whole.
rm -rf "$cache"
own_profile "$scratch/silent.json" "$base/silent/front_{YYYYMMDD}.geojson" 2025-03-01
"$command" series -q --profile "$scratch/silent.json" --cache "$cache" --from 2025-06-01 \
    --to 2025-06-28 front: >"$scratch/stdout" 2>"$scratch/stderr" &
process=$!
sleep 1
kill -TERM "$process"
began=$(date +%s)
wait "$process"
same "stopped" "$?" 143
[ $(($(date +%s) - began)) -le 2 ]
check "stopped at once" $?
same "stopped, kept" "$(find "$cache" -type f 2>/dev/null)" ""

# One map that is none is left out where that was asked for; a server that does not answer is not.
mkdir "$scratch/front"
cp "$front"/front_2025060[1-5].geojson "$scratch/front"
printf 'no map' >"$scratch/front/front_20250603.geojson"
start_server "$scratch/front"
own_profile "$scratch/front.json" "$base/plain/front_{YYYYMMDD}.geojson" 2025-06-01
set -- series --retries 0 --profile "$scratch/front.json" --cache "$cache" --from 2025-06-01 --to 2025-06-05
run "$@" front:
says "no map among them" 3 "BASE/plain/front_20250603.geojson: is no JSON object, it begins with 'no map'"
run "$@" --keep-going front:
same "kept going, exit" "$code" 0
same "kept going, rows" "$(grep -c ^2025 "$scratch/stdout")" 4
grep -Fq "left out: $base/plain/front_20250603.geojson: is no JSON object" "$scratch/stderr"
check "kept going, said" $?
stop_server
rm -rf "$cache"
run "$@" --keep-going front:
says "no server" 3 "BASE/plain/front_20250601.geojson: the host refuses the connection"

# Progress is drawn where it is wanted.
start_server "$scratch/front"
run inspect --force-progress --cache "$cache" -f csv "$base/plain/front_20250601.geojson"
tr '\r' '\n' <"$scratch/stderr" | grep -Fq 'fetching  0/1  0 %'
check "progress" $?
finish
