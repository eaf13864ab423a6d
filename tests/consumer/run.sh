#!/bin/sh
# Installs a build into a scratch folder and builds a small program against what is there, by CMake's
# find_package, by pkg-config and with the static library. What needs a module finds it beside the
# library, also where that was moved. README.md must show that program as it is, and the program must print
# the figure that testdata/expected has for the maps in testdata/front.
#
# usage: run.sh BUILD   BUILD: the folder of a finished build
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
front=$root/testdata/front
gained=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "gained_km2") column = i }
    NR == 2 { print $column }' "$root/testdata/expected/front_change.csv")
[ -n "$gained" ]
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/prefix

# quietly COMMAND...: shows what it printed only where it failed
quietly()
{
    "$@" >"$scratch/log" 2>&1 && return
    cat "$scratch/log"
    exit 1
}

# gains PROGRAM SOURCE: it prints the figure of testdata/front
gains()
{
    found=$("$1" "$2")
    [ "$found" = "$gained" ] && return
    echo "$1 $2 printed '$found', expected '$gained'"
    exit 1
}

# expect PROGRAM: it prints the figure of the maps, also where they are packed, which needs a module,
# and says why it has none for another folder
expect()
{
    gains "$1" "$front"
    gains "$1" "$scratch/front.zip"
    mkdir -p "$scratch/empty"
    if "$1" "$scratch/empty" >"$scratch/stdout" 2>"$scratch/stderr"; then
        echo "$1 succeeded on an empty folder"
        exit 1
    fi
    if [ -s "$scratch/stdout" ] || ! grep -q 'the folder holds no map' "$scratch/stderr"; then
        echo "$1 printed on an empty folder:"
        cat "$scratch/stdout" "$scratch/stderr"
        exit 1
    fi
}

# cached NAME: a setting of the build. What uses a library with a sanitizer needs its flags too.
cached() { sed -n "s/^$1:[A-Z]*=//p" "$build/CMakeCache.txt"; }

(cd "$front/.." && python3 -m zipfile -c "$scratch/front.zip" front)

awk '/^```c$/ { on = 1; next } /^```$/ { on = 0 } on' "$root/README.md" >"$scratch/shown.c"
diff "$here/main.c" "$scratch/shown.c" || { echo "README.md shows another program" && exit 1; }
echo "README.md shows the program"

build=$(cd "$1" && pwd)
CC=$(cached CMAKE_C_COMPILER)
CFLAGS=$(cached CMAKE_C_FLAGS)
export CC CFLAGS
quietly cmake --install "$build" --prefix "$prefix"
[ "$("$prefix/bin/territory" --version | head -n 1 | cut -d ' ' -f 1)" = territory ]
[ -f "$prefix/share/territory/schemas/profile.schema.json" ]

# geo/territory.h is the whole door: it names every header that is installed.
headers=$prefix/include/territory
for header in $(cd "$headers" && find geo -name '*.h' ! -name territory.h | sort); do
    grep -q "^#include <$header>$" "$headers/geo/territory.h" && continue
    echo "geo/territory.h does not include $header"
    exit 1
done

quietly cmake -G "$(cached CMAKE_GENERATOR)" -S "$here" -B "$scratch/build" \
    "-DCMAKE_PREFIX_PATH=$prefix"
quietly cmake --build "$scratch/build"
expect "$scratch/build/consumer"
echo "find_package works"

PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name territory.pc)")
export PKG_CONFIG_PATH
library=$(pkg-config --variable=libdir territory)
# shellcheck disable=SC2046,SC2086
quietly "$CC" $CFLAGS -std=c11 "$here/main.c" -o "$scratch/consumer" \
    $(pkg-config --cflags --libs territory) "-Wl,-rpath,$library"
expect "$scratch/consumer"
echo "pkg-config works"

# A program that has the library inside: its modules lie where a program's do.
# shellcheck disable=SC2046,SC2086
quietly "$CC" $CFLAGS -std=c11 $(pkg-config --cflags territory) "$here/main.c" -o "$prefix/bin/inside" \
    "$library/libterritory.a" $(pkg-config --libs geos libcjson nettle) -lm -ldl -lpthread
expect "$prefix/bin/inside"
echo "the static library works"

mv "$prefix" "$scratch/moved"
library=$scratch/moved/${library##*"$(basename "$prefix")"/}
expect "$scratch/moved/bin/inside"
LD_LIBRARY_PATH=$library
export LD_LIBRARY_PATH
expect "$scratch/consumer"
rm "$library/territory/libterritory-gdal.so"
if "$scratch/consumer" "$scratch/front.zip" >"$scratch/stdout" 2>"$scratch/stderr"; then
    echo "a module that was removed is still found" && exit 1
fi
wanted='reading packed files needs the module libterritory-gdal.so, which is missing from'
grep -qF "$wanted" "$scratch/stderr" || { cat "$scratch/stderr" && exit 1; }
gains "$scratch/consumer" "$front"
echo "moved, it finds its modules; without them it says what is missing"
