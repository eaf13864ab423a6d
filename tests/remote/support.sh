# What the tests of fetching share; read with `.`. They ask a server on the loopback address
# (tests/support/http_server.py), and skip where there is no python3.
#
# usage of each script: SCRIPT COMMAND   (the path of the command under test)

set -u
LC_ALL=C
TZ=UTC
TERM=dumb
export LC_ALL TZ TERM
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY XDG_CACHE_HOME NO_COLOR
command=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
passed=0
failed=0
server=
command -v python3 >/dev/null || { echo "skipped: no python3 to serve the files" && exit 77; }
scratch=$(mktemp -d) || exit 1
trap 'stop_server; chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT

stop_server()
{
    [ -n "$server" ] || return 0
    kill "$server"
    wait "$server" 2>/dev/null
    server=
}

# start_server FOLDER: sets $base, the address without a '/' at its end; its log is $log
start_server() {
    stop_server
    log=$scratch/log
    rm -f "$scratch/port"
    : >"$log"
    python3 "$root/tests/support/http_server.py" "$1" "$scratch/port" "$log" &
    server=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        [ ! -f "$scratch/port" ] || break
        sleep 0.5
    done
    [ -f "$scratch/port" ] || { echo "the server does not start" && exit 1; }
    base=http://127.0.0.1:$(cat "$scratch/port")
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

# same LABEL ACTUAL EXPECTED
same() {
    [ "$2" = "$3" ]
    check "$1: '$2', expected '$3'" $?
}

# same_files LABEL ACTUAL EXPECTED
same_files() {
    cmp -s "$3" "$2"
    check "$1" $?
    cmp -s "$3" "$2" || diff "$3" "$2" | grep '^[<>]' | sort -r | head -n 5 # what came goes first
}

# requests: how many the server had since the last call of forget
requests() { grep -c . "$log"; }
forget() { : >"$log"; }

# run ARGUMENT...: runs the command; $code, $scratch/stdout and $scratch/stderr tell what came of it
run() {
    "$command" "$@" >"$scratch/stdout" 2>"$scratch/stderr"
    code=$?
}

# says LABEL CODE TEXT: the last run ended with CODE and a message that holds TEXT, $base written BASE
says() {
    same "$1, exit" "$code" "$2"
    sed "s|$base|BASE|g; s|$scratch|SCRATCH|g" "$scratch/stderr" >"$scratch/said"
    grep -Fq -e "$3" "$scratch/said"
    check "$1: '$(cat "$scratch/said")', expected '$3'" $?
    same "$1, lines" "$(grep -c . "$scratch/said")" 1
}

# silent LABEL: the last run ended with 0 and without a word
silent() {
    same "$1, exit" "$code" 0
    same "$1, messages" "$(cat "$scratch/stderr")" ""
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
    exit $?
}

# own_profile FILE URL FIRST: a profile named "front" for the maps of testdata/front
own_profile() {
    cat >"$1" <<PROFILE
{
  "name": "front",
  "title": "An archive of tests",
  "timezone": "Europe/Kyiv",
  "timezone_rule": "EET-2EEST,M3.5.0/3,M10.5.0/4",
  "remote": {"url": "$2", "first": "$3"},
  "zones": {"held": ["held"]},
  "rules": [
    {"property": "fill", "equals": ["#a52714", "#880e4f"], "status": "held"},
    {"status": "other"}
  ]
}
PROFILE
}
