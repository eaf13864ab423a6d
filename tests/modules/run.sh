#!/bin/sh
# The modules beside the library: not loaded where nothing needs them, found in an installation that was
# moved, and missed with a sentence and the right exit code.
#
# usage: run.sh COMMAND BUILD   BUILD: the folder of a finished build
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
command=$1
build=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail()
{
    echo "$1"
    [ ! -s "$scratch/stderr" ] || cat "$scratch/stderr"
    exit 1
}

# expect CODE SENTENCE ARGUMENT...: how the command ends, and what its message holds
expect()
{
    code=0
    wanted=$1
    sentence=$2
    shift 2
    "$command" "$@" >"$scratch/stdout" 2>"$scratch/stderr" || code=$?
    [ "$code" -eq "$wanted" ] || fail "exit $code, expected $wanted: $*"
    [ -z "$sentence" ] || grep -qF "$sentence" "$scratch/stderr" || fail "not said: $sentence"
    [ "$wanted" -eq 0 ] || [ ! -s "$scratch/stdout" ] || fail "something on stdout: $*"
}

formats=$root/testdata/formats
front=$root/testdata/front

# ---- what a run from GeoJSON to CSV loads ----

# loaded ARGUMENT...: the objects that the loader of the system (glibc's) opens for such a run
loaded() { LD_DEBUG=files "$command" "$@" 2>&1 >/dev/null | grep -o 'file=[^ ]*' | sort -u; }

if loaded --version | grep -q libgdal; then # it can be seen
    for name in series change; do
        if loaded "$name" "$front" -f csv | grep -E 'libgdal|libproj|libcurl|libterritory-'; then
            fail "loaded for a $name from GeoJSON to CSV"
        fi
    done
    echo "a run from GeoJSON to CSV loads no module"
else
    echo "what is loaded is not checked: this loader does not tell"
fi

# ---- without modules ----

mkdir "$scratch/none"
TERRITORY_MODULES=$scratch/none
export TERRITORY_MODULES
gdal="needs the module libterritory-gdal.so, which is missing from $scratch/none"
proj="needs the module libterritory-proj.so, which is missing from $scratch/none"
expect 0 '' series "$front" -f csv
expect 3 "front.gpkg: reading GeoPackage $gdal" inspect "$formats/front.gpkg"
expect 3 "front.kmz: reading packed files $gdal" inspect "$formats/front.kmz"
expect 3 "reading packed files $gdal" inspect "$formats/front.geojson.gz"
expect 3 "reading packed files $gdal" inspect "/vsizip/$formats/days.zip"
expect 3 "reading TopoJSON $gdal" inspect "$formats/front.topojson"
expect 3 "$proj" inspect "$formats/front-utm.geojson"
expect 3 "measuring along geodesics $proj" change "$front" --area geodesic
expect 3 'fetching maps needs the module libterritory-curl.so' series http://127.0.0.1:9/a.geojson
for extension in gpkg fgb; do
    expect 4 "$gdal" change "$front" -o "$scratch/change.$extension"
    [ ! -e "$scratch/change.$extension" ] || fail "left behind: change.$extension"
done
"$command" --version >"$scratch/stdout"
grep -qF 'GDAL (no module of this version)' "$scratch/stdout" || fail "--version does not say that GDAL is missing"
echo "a missing module is named, with exit 3 for reading and 4 for writing"

echo 'no module' >"$scratch/none/libterritory-gdal.so"
expect 3 "needs the module libterritory-gdal.so, which does not load: " inspect "$formats/front.gpkg"
echo "one that does not load is named too"

# ---- modules that are not ours ----

CC=$(sed -n 's/^CMAKE_C_COMPILER:[A-Z]*=//p' "$build/CMakeCache.txt")
version=$("$command" --version | sed -n 's/^territory //p')

# fake SOURCE: a module made of a line of C
fake()
{
    rm -f "$scratch/none/"*
    echo "$1" >"$scratch/fake.c"
    "$CC" -shared -fPIC "$scratch/fake.c" -o "$scratch/none/libterritory-gdal.so"
}

gdal="needs the module libterritory-gdal.so of version $version, $scratch/none/libterritory-gdal.so is"
fake 'const char terr_module_version[] = "0.0.0"; const int terr_module_ogr = 1, terr_module_vector = 1;'
expect 3 "front.gpkg: reading GeoPackage $gdal 0.0.0" inspect "$formats/front.gpkg"
expect 4 "writing GeoPackage $gdal 0.0.0" change "$front" -o "$scratch/change.gpkg"
[ ! -e "$scratch/change.gpkg" ] || fail "left behind: change.gpkg"
fake 'const int terr_module_ogr = 1;'
expect 3 "reading GeoPackage $gdal none" inspect "$formats/front.gpkg"
fake "const char terr_module_version[] = \"$version\";"
expect 3 "needs terr_module_ogr of the module libterritory-gdal.so, which $scratch/none/" inspect "$formats/front.gpkg"
echo "one of another version, or without what is needed, is named and not used"

# ---- a folder that is chosen ----

folder=$build/lib/territory
[ -d "$folder" ] || folder=$(dirname "$(find "$build" -name libterritory-gdal.so | head -n 1)")
TERRITORY_MODULES=$folder
expect 0 '' inspect "$formats/front.gpkg"
(cd "$folder/.." && TERRITORY_MODULES=$(basename "$folder") "$command" inspect "$formats/front.gpkg") >/dev/null
TERRITORY_MODULES=
expect 0 '' inspect "$formats/front.gpkg" # as if it were not set
unset TERRITORY_MODULES
echo "modules are taken from the folder that is chosen"

# ---- moved ----

cmake --install "$build" --prefix "$scratch/prefix" >"$scratch/log" 2>&1 || {
    cat "$scratch/log"
    exit 1
}
mv "$scratch/prefix" "$scratch/moved"
command=$scratch/moved/bin/territory
expect 0 '' inspect "$formats/front.gpkg"
expect 0 '' inspect "$formats/front-utm.geojson"
expect 0 '' change "$front" -o "$scratch/change.gpkg"
(cd "$scratch/moved/bin" && PATH=.:$PATH territory inspect "$formats/front.gpkg") >/dev/null
ln -s "$command" "$scratch/link"
command=$scratch/link
expect 0 '' inspect "$formats/front.gpkg"
echo "an installation that was moved finds its modules"
