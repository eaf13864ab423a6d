#!/bin/sh
# Runs the cases of the command: the folders tests/cli/COMMAND/CASE.
#
# usage: run.sh COMMAND [--update] [CASE...]   COMMAND: the binary; CASE: change/default, change, ...
#        run.sh --self-test                    shows that a case can fail
#
# A case holds `cmd`, a snippet for sh -eu that runs in a new folder with a copy of the case's `in`, and
# what it must give, each compared exactly: `stdout` and `stderr` (no file: nothing), `exit` (no file:
# 0), and `files`, the names that it makes or changes there (no file: none; nothing else may be touched).
# $TERRITORY is the binary, $TESTDATA the folder testdata, $CASE the case. LC_ALL is C and TZ is UTC
# where `cmd` does not set them. Exit 77 skips a case; what it printed says why. --update writes down
# what the cases give now.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
update=0
passed=0
failed=0
skipped=0

# state FOLDER: one line for each file in it
state()
{
    (
        cd "$1" || exit 1
        find . ! -type d | sort | while IFS= read -r name; do
            if [ -f "$name" ] && [ -r "$name" ] && [ ! -L "$name" ]; then
                printf '%s %s\n' "$(cksum <"$name")" "$name"
            else
                printf 'special %s\n' "$name"
            fi
        done
    )
}

# touched BEFORE AFTER: names of the files made, changed or removed
touched()
{
    sort "$1" "$2" | uniq -u | sed 's/^[^.]*\.\///' | sort -u
}

run_case()
{
    mkdir "$scratch/work"
    [ ! -d "$1/in" ] || cp -R "$1/in/." "$scratch/work"
    state "$scratch/work" >"$scratch/before"
    (
        cd "$scratch/work" || exit 99
        unset NO_COLOR CDPATH
        LC_ALL=C TZ=UTC TERM=dumb CASE=$1 TESTDATA=$root/testdata TERRITORY=$command
        export LC_ALL TZ TERM CASE TESTDATA TERRITORY
        exec sh -eu "$1/cmd"
    ) >"$scratch/stdout" 2>"$scratch/stderr" </dev/null
    echo "$?" >"$scratch/exit"
    state "$scratch/work" >"$scratch/after"
    touched "$scratch/before" "$scratch/after" >"$scratch/files"
}

# expected_of CASE PART: the file that says what is expected
expected_of()
{
    if [ -f "$1/$2" ]; then
        echo "$1/$2"
    elif [ "$2" = exit ]; then
        echo "$scratch/zero"
    else
        echo /dev/null
    fi
}

compare_case()
{
    same=0
    for part in exit stderr stdout files; do
        expected=$(expected_of "$1" "$part")
        if cmp -s "$expected" "$scratch/$part"; then continue; fi
        [ "$same" -ne 0 ] || echo "FAILED: ${1#"$cases/"}"
        diff -u "$expected" "$scratch/$part" |
            sed -e "1s|.*|--- expected $part|" -e "2s|.*|+++ actual $part|"
        same=1
    done
    return "$same"
}

update_case()
{
    for part in exit stderr stdout files; do
        rm -f "$1/$part"
        cmp -s "$(expected_of "$1" "$part")" "$scratch/$part" || cp "$scratch/$part" "$1/$part"
    done
}

try_case()
{
    run_case "$1"
    if [ "$(cat "$scratch/exit")" = 77 ]; then
        echo "skipped: ${1#"$cases/"}: $(cat "$scratch/stdout" "$scratch/stderr")"
        skipped=$((skipped + 1))
    elif [ "$update" -eq 1 ]; then
        update_case "$1"
        passed=$((passed + 1))
    elif compare_case "$1"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
    rm -rf "$scratch/work"
}

run_cases()
{
    [ $# -gt 0 ] || set -- .
    for name; do
        [ -d "$cases/$name" ] || { echo "run.sh: no case $name" && failed=$((failed + 1)); }
    done
    # names of cases hold no blanks
    for file in $(cd "$cases" && find "$@" -name cmd -type f 2>/dev/null | sed 's|^\./||' | sort); do
        try_case "$cases/${file%/cmd}"
    done
    [ "$skipped" -eq 0 ] || echo "$skipped skipped"
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$((passed + skipped))" -gt 0 ]
}

# self_case NAME CMD: a case made for the self-test
self_case()
{
    mkdir -p "$cases/$1/in"
    echo "$2" >"$cases/$1/cmd"
    echo old >"$cases/$1/in/old"
}

# Cases that must pass, and cases of which each must fail.
self_test()
{
    cases=$scratch/cases
    command=/bin/true
    self_case good/all 'echo out; echo err >&2; echo new >made; exit 3'
    echo out >"$cases/good/all/stdout"
    echo err >"$cases/good/all/stderr"
    echo 3 >"$cases/good/all/exit"
    echo made >"$cases/good/all/files"
    self_case good/silent 'cat old >/dev/null'
    self_case bad/stdout 'echo out'
    self_case bad/stderr 'echo err >&2'
    self_case bad/exit 'exit 1'
    self_case bad/made 'echo partial >.made'
    self_case bad/changed 'echo more >>old'
    self_case bad/removed 'rm old'
    self_case bad/missing true
    echo made >"$cases/bad/missing/files"
    (run_cases good) || exit 1
    [ "$(run_cases bad | tail -n 1)" = "0 passed, 7 failed" ] || exit 1
    if run_cases bad >/dev/null || run_cases none >/dev/null; then exit 1; fi
    echo "run.sh finds what it must find"
}

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
echo 0 >"$scratch/zero"
if [ "${1:-}" = --self-test ]; then
    self_test
    exit
fi
[ $# -gt 0 ] || { echo "usage: run.sh COMMAND [--update] [CASE...]" >&2 && exit 2; }
command=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cases=$root/tests/cli
shift
if [ "${1:-}" = --update ]; then
    update=1
    shift
fi
run_cases "$@"
