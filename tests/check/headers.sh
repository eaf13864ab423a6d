#!/bin/sh
# Compiles every header of geo/ alone, as C11 with the project's warnings and as C++17.
#
# usage: headers.sh [ROOT]        CC and CXX name the compilers (default cc and c++)
#        headers.sh --self-test   shows that the check can fail
set -eu
here=$(cd "$(dirname "$0")" && pwd)
warnings='-Werror -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wundef -Wvla
-Wwrite-strings -Wcast-qual'
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# compile COMPILER LANGUAGE OPTIONS FILE
compile()
{
    # shellcheck disable=SC2086
    "$1" -x "$2" $3 -fsyntax-only -D_POSIX_C_SOURCE=200809L -I. "$4"
}

check_tree()
{
    cd "$1"
    broken=0
    for header in $(find geo -name '*.h' | sort); do
        # Twice: the include guard must hold. The typedef: C wants something in a file.
        printf '#include <%s>\n' "$header" "$header" >"$scratch/alone.c"
        echo 'typedef int something;' >>"$scratch/alone.c"
        if ! compile "${CC:-cc}" c "-std=c11 $warnings -Wstrict-prototypes -Wmissing-prototypes" \
            "$scratch/alone.c" 2>"$scratch/messages"; then
            echo "$header does not compile alone as C11:" && cat "$scratch/messages"
            broken=1
        fi
        [ "$with_cxx" -eq 1 ] || continue
        if ! compile "${CXX:-c++}" c++ "-std=c++17 -Wall -Wextra -Wpedantic -Werror" \
            "$scratch/alone.c" 2>"$scratch/messages"; then
            echo "$header does not compile alone as C++17:" && cat "$scratch/messages"
            broken=1
        fi
    done
    return "$broken"
}

# expect_offence TEXT: a header with this text must be refused
expect_offence()
{
    printf '%s\n' "$1" >"$scratch/tree/geo/x.h"
    (check_tree "$scratch/tree") >/dev/null || return 0
    echo "not found: $1"
    failed=1
}

self_test()
{
    failed=0
    mkdir -p "$scratch/tree/geo"
    printf '%s\n' '#ifndef X_H' '#define X_H' '#include <stddef.h>' 'struct x { size_t n; };' \
        'size_t x_count(const struct x *x);' '#endif' >"$scratch/tree/geo/x.h"
    (check_tree "$scratch/tree") || failed=1
    expect_offence 'size_t count(void);'
    expect_offence 'struct no_guard { int x; };'
    expect_offence 'int no_prototype();'
    [ "$with_cxx" -eq 0 ] || expect_offence 'int c_only(int class);'
    [ "$failed" -eq 0 ] && echo "headers.sh finds what it must find"
    exit "$failed"
}

with_cxx=1
if ! command -v "${CXX:-c++}" >/dev/null; then
    echo "skipped: C++, as there is no compiler for it"
    with_cxx=0
fi
case ${1:-} in
--self-test) self_test ;;
*) check_tree "${1:-$here/../..}" && echo "every header compiles alone" ;;
esac
