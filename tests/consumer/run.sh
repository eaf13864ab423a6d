#!/bin/sh
# Installs a build into a scratch folder and builds a small program against what is there, by CMake's
# find_package and by pkg-config.
#
# usage: run.sh BUILD   BUILD: the folder of a finished build
set -eu
here=$(cd "$(dirname "$0")" && pwd)
front=$here/../../testdata/front
maps=$(find "$front" -name '*.geojson' | wc -l | tr -d ' ')
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

# expect PROGRAM: it runs and counts the maps
expect()
{
    found=$("$1" "$front")
    [ "$found" = "$maps maps of deepstate" ] && return
    echo "$1 printed '$found'"
    exit 1
}

# cached NAME: a setting of the build. What uses a library with a sanitizer needs its flags too.
cached() { sed -n "s/^$1:[A-Z]*=//p" "$build/CMakeCache.txt"; }

build=$(cd "$1" && pwd)
CC=$(cached CMAKE_C_COMPILER)
CFLAGS=$(cached CMAKE_C_FLAGS)
export CC CFLAGS
quietly cmake --install "$build" --prefix "$prefix"
[ "$("$prefix/bin/territory" --version | head -n 1 | cut -d ' ' -f 1)" = territory ]
[ -f "$prefix/share/territory/schemas/profile.schema.json" ]

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
