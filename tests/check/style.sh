#!/bin/sh
# Checks how the C is written and prints every line that breaks a rule.
#
# usage: style.sh [ROOT]        ROOT is the project's folder, by default the one this file is in
#        style.sh --self-test   shows that the check can fail
#
# In geo/, cli/ and tests/: functions of at most 80 lines, files of at most 600, lines of at most 100
# characters, no tab, no blank at a line's end, no note of work left to do, clang-format 14 where it is
# installed. In geo/: no call that prints, ends the process, follows the locale or the time zone, or
# keeps state behind the caller's back; memory only through base/memory.c, strtod only in base/number.c.
# Every source stands in the CMakeLists.txt beside it or above it, and none that does not exist.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)

check_lines='
function offend(why) { printf "%s:%d: %s\n", FILENAME, FNR, why; bad++ }

# The line without comments and without what stands in quotes.
function code_of(line,   out, i, two, one) {
    out = ""
    for (i = 1; i <= length(line); i++) {
        one = substr(line, i, 1)
        two = substr(line, i, 2)
        if (in_comment) {
            if (two == "*/") { in_comment = 0; i++ }
        } else if (quote != "") {
            if (one == "\\") i++
            else if (one == quote) { quote = ""; out = out one }
        } else if (two == "/*") { in_comment = 1; i++ }
        else if (two == "//") break
        else {
            if (one == "\"" || one == "\047") quote = one
            out = out one
        }
    }
    quote = ""
    return out
}

function check_calls(code,   rest, name) {
    rest = code
    while (match(rest, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
        name = substr(rest, RSTART, RLENGTH - 1)
        sub(/[ \t]+$/, "", name)
        if (index(" " banned " ", " " name " ")) offend("call of " name)
        if (index(" " memory " ", " " name " ") && FILENAME != "geo/base/memory.c") {
            offend("call of " name " outside base/memory.c")
        }
        if (name ~ /^(strto(d|f|ld)|uselocale)$/ && FILENAME != "geo/base/number.c") {
            offend("call of " name " outside base/number.c")
        }
        rest = substr(rest, RSTART + RLENGTH)
    }
    if (code ~ /(^|[^A-Za-z0-9_])(stdout|stderr)([^A-Za-z0-9_]|$)/) offend("a standard stream")
}

BEGIN {
    banned = "exit _exit _Exit quick_exit abort printf vprintf puts putchar perror setlocale" \
        " strtok strtok_r atoi atol atoll atof sprintf vsprintf strcpy strncpy strcat strncat gets" \
        " gmtime localtime gmtime_r localtime_r mktime setenv putenv unsetenv tzset signal sigaction" \
        " chdir rand srand alloca"
    memory = "malloc calloc realloc strdup strndup aligned_alloc"
}

FNR == 1 {
    in_comment = 0
    body = 0
}

{
    code = code_of($0)
    shown = $0
    gsub(/[\200-\277]/, "", shown) # a character of UTF-8 counts once
    if (length(shown) > 100) offend("line of " length(shown) " characters")
    if ($0 ~ /\t/) offend("tab")
    if ($0 ~ /[ \r]$/) offend("blank at the end of the line")
    if ($0 ~ /(^|[^A-Za-z])(TODO|FIXME)([^A-Za-z]|$)/) offend("work left to do")
    if (FNR == 601) offend("file of more than 600 lines")
    if ($0 ~ /^\{/) body = FNR
    if ($0 ~ /^\}/ && body) {
        if (FNR - body + 1 > 80) offend("function of " FNR - body + 1 " lines")
        body = 0
    }
    if (FILENAME ~ /^geo\//) check_calls(code)
}

END { exit bad > 0 }'

# listed FILE CMAKELISTS NAME: the file stands in the list under that name
listed()
{
    tr ' ()\n' '\n\n\n\n' <"$2" | grep -Fxq "$3" && return
    echo "$1: not in $2"
    return 1
}

check_lists()
{
    forgotten=0
    for file in $(find geo -name '*.c' | sort); do
        listed "$file" geo/CMakeLists.txt "${file#geo/}" || forgotten=1
    done
    for file in $(find cli -name '*.c' | sort); do
        listed "$file" cli/CMakeLists.txt "${file#cli/}" || forgotten=1
    done
    for file in $(find tests/support -name '*.c' 2>/dev/null | sort); do
        listed "$file" tests/CMakeLists.txt "${file#tests/}" || forgotten=1
    done
    # tests/CMakeLists.txt names the programs of a room: terr_tests(base date file)
    for file in $(find tests/geo -name 'test_*.c' 2>/dev/null | sort); do
        room=$(basename "$(dirname "$file")")
        module=$(basename "$file" .c)
        tr '\n' ' ' <tests/CMakeLists.txt |
            grep -Eq "terr_(memory_)?tests\\($room ([a-z0-9_ ]* )?${module#test_}[ )]" ||
            { echo "$file: not in tests/CMakeLists.txt" && forgotten=1; }
    done
    return "$forgotten"
}

check_format()
{
    case $(clang-format --version 2>/dev/null) in
    *"version 14."*) clang-format --dry-run -Werror "$@" 2>&1 ;;
    *) echo "skipped: clang-format 14 is not installed" >&2 ;;
    esac
}

check_tree()
{
    cd "$1"
    # file names in the project hold no blanks
    # shellcheck disable=SC2046
    set -- $(find geo cli tests -name '*.[ch]' | sort)
    broken=0
    awk "$check_lines" "$@" || broken=1
    check_lists || broken=1
    check_format "$@" || broken=1
    return "$broken"
}

# expect_offence FILE: a tree with this one file, read from standard input, must be refused
expect_offence()
{
    mkdir -p "$tree/$(dirname "$1")"
    cat >"$tree/$1"
    if (check_tree "$tree") >"$tree/found" 2>&1; then
        echo "not found in $1: $(head -n 3 "$tree/$1")"
        failed=1
    elif ! grep -Fq "$2" "$tree/found"; then
        echo "found in $1, but not as '$2': $(cat "$tree/found")"
        failed=1
    fi
    rm "$tree/$1"
}

lines() { awk -v n="$1" -v text="$2" 'BEGIN { while (n-- > 0) print text }'; }

self_test()
{
    tree=$(mktemp -d)
    trap 'rm -rf "$tree"' EXIT
    failed=0
    mkdir -p "$tree/geo/base" "$tree/cli" "$tree/tests/geo/base"
    cp "$here/../../.clang-format" "$tree/"
    echo 'set(sources base/x.c base/memory.c)' >"$tree/geo/CMakeLists.txt"
    echo 'add_executable(territory_cli main.c)' >"$tree/cli/CMakeLists.txt"
    echo 'terr_tests(base date file)' >"$tree/tests/CMakeLists.txt"
    cat >"$tree/geo/base/memory.c" <<'GOOD'
// exit(1) in a comment, and "in quotes" below, are no calls
void *grow(void *old) { return realloc(old, sizeof "printf(\"%d\")"); }
GOOD
    (check_tree "$tree") || failed=1

    echo 'void f(void) { exit(1); }' | expect_offence geo/base/x.c 'call of exit'
    echo 'void f(void) { g(1, atof ("2")); }' | expect_offence geo/base/x.c 'call of atof'
    echo 'void f(void) { fputs("", stderr); }' | expect_offence geo/base/x.c 'a standard stream'
    echo 'void *f(void) { return malloc(1); }' | expect_offence geo/base/x.c 'call of malloc'
    echo 'double f(void) { return strtod("1", 0); }' | expect_offence geo/base/x.c 'call of strtod'
    printf 'int a;\t\n' | expect_offence cli/main.c 'tab'
    printf 'int a; \n' | expect_offence cli/main.c 'blank at the end'
    printf 'int a; // TO%s\n' 'DO: more' | expect_offence cli/main.c 'work left'
    echo "int a; // $(lines 100 x | tr -d '\n')" | expect_offence cli/main.c 'line of 110'
    lines 601 'int a;' | expect_offence cli/main.c 'more than 600'
    { echo 'int f(void)' && echo '{' && lines 79 '    f();' && echo '}'; } |
        expect_offence cli/main.c 'function of 81'
    echo 'int a;' | expect_offence geo/base/forgotten.c 'not in geo/CMakeLists.txt'
    echo 'int a;' | expect_offence cli/forgotten.c 'not in cli/CMakeLists.txt'
    echo 'int a;' | expect_offence tests/geo/base/test_forgotten.c 'not in tests/CMakeLists.txt'
    echo 'int a;' | expect_offence tests/support/forgotten.c 'not in tests/CMakeLists.txt'
    [ "$failed" -eq 0 ] && echo "style.sh finds what it must find"
    exit "$failed"
}

case ${1:-} in
--self-test) self_test ;;
*) check_tree "${1:-$here/../..}" && echo "the C is written as agreed" ;;
esac
