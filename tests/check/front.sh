#!/bin/sh
# The maps in testdata/front and the figures expected of them are what their programs make.
#
# usage: front.sh GENERATOR
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/front" "$scratch/expected"

"$1" "$scratch/front"
diff -r "$root/testdata/front" "$scratch/front"
echo "testdata/front is what its generator makes"

if ! command -v python3 >/dev/null; then
    echo "skipped: the expected figures, as there is no python3"
    exit 0
fi
python3 "$root/tests/support/front_expected.py" "$scratch/expected"
for file in "$scratch"/expected/*; do
    diff "$root/testdata/expected/$(basename "$file")" "$file"
done
echo "testdata/expected is what its program computes"
