#!/bin/sh
# What JSON says of its origin is true: the digests are sha256sum's, the sizes stat's, of exactly the
# snapshots that the figures name, each once and in the order of their dates; no number of jobs
# changes a byte; and a library that was not used is not named, whether or not its module is there.
#
# usage: provenance.sh COMMAND
#
# Exit 77 where python3 is missing.
set -u
command=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root" || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0
if ! command -v python3 >/dev/null; then
    echo "skipped: python3 is missing"
    exit 77
fi

fail()
{
    echo "FAILED: $1"
    failed=1
}

# what is listed, a line for each part: file, digest, bytes; then GDAL's version as it is told
cat >"$scratch/list.py" <<'END'
import json, sys
document = json.load(open(sys.argv[1], encoding="utf-8"))
origin = document.get("provenance", document)
snapshots = origin["snapshots"]
dates = [snapshot["date"] for snapshot in snapshots]
assert dates == sorted(dates), "not in the order of dates"
used = set()
def walk(node):
    if isinstance(node, dict):
        for name, value in node.items():
            if name in ("snapshot", "from_snapshot", "to_snapshot") and value:
                used.add(value)
            if name not in ("provenance", "snapshots", "explanation"):
                walk(value)
    elif isinstance(node, list):
        for value in node:
            walk(value)
walk(document)
names = [snapshot["snapshot"] for snapshot in snapshots]
assert len(names) == len(set(names)), "a snapshot stands twice"
assert set(names) == used, "listed %s, used %s" % (names, sorted(used))
assert origin["method"].endswith(".") and "\n" not in origin["method"]
for snapshot in snapshots:
    for part in snapshot["parts"]:
        print(part["file"], part["sha256"], part["bytes"])
if "versions" in origin:
    sys.exit(2 if origin["versions"]["gdal"] else 0)
END

# check GDAL FOLDER ARGUMENT...: the command's document lists the files of FOLDER as they are there;
# GDAL is 0 where it is not used, else 2
check()
{
    gdal=$1
    folder=$2
    shift 2
    if ! "$command" "$@" >"$scratch/document.json" 2>"$scratch/messages"; then
        fail "territory $* does not work: $(cat "$scratch/messages")"
        return
    fi
    python3 "$scratch/list.py" "$scratch/document.json" >"$scratch/listed" 2>"$scratch/messages"
    code=$?
    [ $code -eq "$gdal" ] || fail "territory $*: $code in place of $gdal: $(cat "$scratch/messages")"
    [ -s "$scratch/listed" ] || fail "territory $*: no snapshot is listed"
    while read -r file digest bytes; do
        [ "$digest" = "$(sha256sum <"$folder/$file" | cut -d ' ' -f 1)" ] ||
            fail "territory $*: the digest of $file is not $digest"
        [ "$bytes" = "$(($(wc -c <"$folder/$file")))" ] ||
            fail "territory $*: $file has not $bytes bytes"
    done <"$scratch/listed"
}

front=testdata/front
check 0 $front change -f json $front
check 0 $front change -f json --from 2025-05-01 --to 2025-05-01 $front
check 0 $front change -f geojson $front
check 0 $front series -f json -j 1 $front
cp "$scratch/document.json" "$scratch/one.json"
check 0 $front series -f json -j 4 $front
cmp -s "$scratch/one.json" "$scratch/document.json" || fail "series: jobs change the document"
check 0 $front series -f json --every month --from 2025-04-01 $front
check 0 $front check -f json -j 1 testdata/claims/front.json
cp "$scratch/document.json" "$scratch/one.json"
check 0 $front check -f json -j 4 testdata/claims/front.json
cmp -s "$scratch/one.json" "$scratch/document.json" || fail "check: jobs change the document"
check 0 $front when -f json -j 1 --places testdata/places.geojson $front
cp "$scratch/document.json" "$scratch/one.json"
check 0 $front when -f json -j 4 --places testdata/places.geojson $front
cmp -s "$scratch/one.json" "$scratch/document.json" || fail "when: jobs change the document"
check 0 $front when -f json --from 2025-04-01 --to 2025-04-30 --zone held \
    --places testdata/places.geojson $front

# no module is asked for, whether it could be had or not
"$command" change -f json $front >"$scratch/one.json" 2>/dev/null
TERRITORY_MODULES="$scratch" "$command" change -f json $front >"$scratch/document.json" 2>/dev/null
cmp -s "$scratch/one.json" "$scratch/document.json" || fail "modules that are not used change the document"

# the file as it lies there, packed; and what lies in a bundle, unpacked
mkdir "$scratch/packed" "$scratch/zipped" || exit 1
for map in 20250330 20250628; do
    gzip -c "$front/front_$map.geojson" >"$scratch/packed/front_$map.geojson.gz" || exit 1
done
check 2 "$scratch/packed" change -f json "$scratch/packed"
python3 - "$scratch/zipped/front.zip" "$front" <<'END' || exit 1
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as bundle:
    for map in ("20250330", "20250628"):
        name = "front_%s.geojson" % map
        bundle.write("%s/%s" % (sys.argv[2], name), name)
END
check 2 $front change -f json "$scratch/zipped/front.zip"

# a document names no folder
if grep -F "$scratch" "$scratch/document.json"; then fail "a folder is named"; fi

[ "$failed" -eq 0 ] || exit 1
echo "what JSON says of its origin is true"
