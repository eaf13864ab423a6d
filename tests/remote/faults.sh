#!/bin/sh
# What a server can do wrong is told apart, and what may go better the next time is tried again.
. "$(dirname "$0")/support.sh"
start_server "$root/testdata/front"
name=front_20250301.geojson
try='inspect -f csv --timeout 1 --retry-pause 10'

# fetch MODES RETRIES: inspects the one file, behind the modes
fetch() {
    rm -rf "$scratch/cache"
    forget
    # shellcheck disable=SC2086
    run $try --retries "$2" --cache "$scratch/cache" "$base/$1/$name"
}

"$command" inspect -f csv "$root/testdata/front/$name" >"$scratch/expected" 2>/dev/null

# Modes, retries, and the requests that the file takes.
while read -r modes retries most; do
    fetch "$modes" "$retries"
    silent "$modes"
    same_files "$modes gives what the file gives" "$scratch/stdout" "$scratch/expected"
    same "$modes, requests" "$(requests)" "$most"
done <<'MODES'
plain 0 1
slow:200 0 1
etag 0 1
gzip 0 1
type:text-html 0 1
closing 0 1
redirect 0 2
drop:2 2 3
cut:1 1 2
chunk:1 1 2
close:1 1 2
silent:1 1 2
stall:1 1 2
page:1 1 2
empty:1 1 2
unpacked:1 1 2
wait:1 1 2
408:1 1 2
500:1 1 2
503:3,slow:10 3 4
MODES

# Modes, retries, requests, and what is said.
while read -r modes retries most sentence; do
    fetch "$modes" "$retries"
    says "$modes" 3 "BASE/$modes/$name: $sentence"
    same "$modes, requests" "$(requests)" "$most"
    same "$modes, output" "$(cat "$scratch/stdout")" ""
    same "$modes, kept" "$(find "$scratch/cache" -name '*.geojson' 2>/dev/null)" ""
done <<'MODES'
404 3 1 the server has no such file
410 3 1 the server has no such file
403 3 1 the server answers 403, forbidden
401 3 1 the server answers 401, it wants a password
418 3 1 the server answers 418
429 1 2 the server answers 429, too many requests (tried 2 times)
500 2 3 the server answers 500, a fault of the server (tried 3 times)
503 0 1 the server answers 503, not available now
drop 2 3 the connection broke off: got 1545 of 3091 bytes (tried 3 times)
cut 1 2 breaks off after 1545 bytes: JSON that begins with { has to end with } (tried 2 times)
chunk 1 2 the connection broke off after 1545 bytes (tried 2 times)
close 2 3 the connection was closed without an answer (tried 3 times)
silent 1 2 no answer within 1 s (tried 2 times)
stall 1 2 stopped after 1545 of 3091 bytes: nothing more within 1 s (tried 2 times)
page 2 3 a web page came in place of the file (tried 3 times)
to-page 1 4 a web page came in place of the file, redirected to BASE/page/sorry.html (tried 2 times)
empty 1 2 the answer is empty (tried 2 times)
unpacked 1 2 is said to be gzip, but cannot be unpacked (tried 2 times)
loop 3 11 redirected more than 10 times, at last to BASE/loop/front_20250301.geojson
to-file 3 1 a redirect leads away from http and https, or from https back to http
garbage 3 1 the answer is no HTTP (Received HTTP/0.9 when not allowed)
headers 3 1 the headers of the answer do not end
huge 3 1 has more than the 2147483648 bytes that are read at most
MODES

# Hosts, and addresses.
tell() {
    run inspect --timeout 2 --retries 0 --cache "$scratch/cache" "$1"
    says "$1" "$2" "$3"
}
tell http://127.0.0.1:1/map.geojson 3 'http://127.0.0.1:1/map.geojson: the host refuses the connection'
tell http://no-such-host.invalid/map.geojson 3 'http://no-such-host.invalid/map.geojson: no such host is known'
tell "https://${base#http://}/plain/$name" 3 "/plain/$name: no secure connection ("

# usage LABEL SOURCE TEXT: refused as a wrong command line, before anything is asked for
usage() {
    forget
    run inspect --cache "$scratch/cache" "$2"
    same "$1, exit" "$code" 2
    sed "s|$base|BASE|g" "$scratch/stderr" >"$scratch/said"
    grep -Fq -e "$3" "$scratch/said"
    check "$1: '$(cat "$scratch/said")', expected '$3'" $?
    same "$1, requests" "$(requests)" 0
}
usage "folder" "$base/plain/" 'BASE/plain/: names no file, its path ends in a folder'
usage "dots" "$base/plain/.." 'BASE/plain/..: names no file, its path ends in a folder'
usage "blank" "$base/plain/a b.geojson" 'is no address of http or https that can be read'
usage "no host" "http://" 'http://: is no address of http or https that can be read'
usage "password" "http://me:secret@127.0.0.1/map.geojson" \
    'an address with a user name or password in it is not fetched'
if grep -q secret "$scratch/stderr"; then code=1; else code=0; fi
check "a password is not repeated" "$code"
usage "unknown" nosuch: 'nosuch: is no file and no remote source: the remote sources are deepstate-daily:'
usage "not remote" generic: \
    'generic: cannot be fetched, its profile names no address: the remote sources are deepstate-daily:'

# Two addresses are two files; a file that bears the name of a remote source is that file.
run change -q -f csv --cache "$scratch/cache" "$base/plain/front_20250628.geojson" \
    "$base/plain/$name"
"$command" change -q -f csv "$root/testdata/front/front_20250628.geojson" \
    "$root/testdata/front/$name" >"$scratch/expected"
same_files "two addresses" "$scratch/stdout" "$scratch/expected"
cp "$root/testdata/front/$name" "$scratch/deepstate-daily:"
forget
(cd "$scratch" && "$command" inspect -f json deepstate-daily:) >"$scratch/stdout" 2>"$scratch/stderr"
same "a file of that name" "$?" 0
same "a file of that name, requests" "$(requests)" 0

# Not every file is JSON, and not every name has an extension.
mkdir "$scratch/odd"
cp "$root/testdata/front/$name" "$scratch/odd/map"
cp "$root/testdata/front/$name" "$scratch/odd/..%2f..%2f$name"
printf 'Rate limited.' >"$scratch/odd/text.json"
printf '{ "error": {"code": 400, "message": "Cannot perform query."}}' >"$scratch/odd/error.json"
printf '   ' >"$scratch/odd/blank.geojson"
start_server "$scratch/odd"
run inspect --cache "$scratch/cache" -f csv "$base/plain/map?where=1%3D1&f=geojson"
silent "a name without extension"
# A name that would lead out of the cache stays a name.
rm -rf "$scratch/cache"
run inspect --cache "$scratch/cache" -f csv "$base/plain/..%2f..%2f$name"
silent "a name that leads elsewhere"
same "a name that leads elsewhere, kept" "$(cd "$scratch/cache" && find . -name '*.geojson' | sed 's|.*/||')" \
    "..%2f..%2f$name"
same "nothing beside the cache" "$(find "$scratch" -maxdepth 1 -name "*$name")" ""
try="inspect --cache $scratch/cache --retries 1 --retry-pause 10"
# shellcheck disable=SC2086
run $try "$base/plain/text.json"
says "text" 3 "is no JSON object, it begins with 'Rate limited.' (tried 2 times)"
# shellcheck disable=SC2086
run $try "$base/plain/error.json"
says "error object" 3 'the server answers with an error: { "error": {"code": 400, "message"'
# shellcheck disable=SC2086
run $try "$base/plain/blank.geojson"
says "blank" 3 'the answer is empty (tried 2 times)'
finish
