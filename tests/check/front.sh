#!/bin/sh
# The maps in testdata/front and front-weekly and the figures expected of them are what their programs make.
#
# usage: front.sh GENERATOR
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/front" "$scratch/front-weekly" "$scratch/expected"

"$1" "$scratch/front"
diff -r "$root/testdata/front" "$scratch/front"
"$1" --weekly "$scratch/front-weekly"
diff -r "$root/testdata/front-weekly" "$scratch/front-weekly"
echo "testdata/front and front-weekly are what their generator makes"

if ! command -v python3 >/dev/null; then
    echo "skipped: the expected figures, as there is no python3"
    exit 0
fi
python3 "$root/tests/support/front_expected.py" "$scratch/expected"
for file in "$scratch"/expected/*; do
    diff "$root/testdata/expected/$(basename "$file")" "$file"
done
echo "testdata/expected is what its program computes"
