#!/bin/sh
# Builds with gcc's counters, runs all tests and prints the line coverage of geo/ and cli/.
#
# usage: sh tests/coverage.sh   needs gcovr
set -eu
cd "$(dirname "$0")/.."
cmake --preset coverage >/dev/null
cmake --build --preset coverage
find build/coverage -name '*.gcda' -exec rm -f {} +
# CMake's own trial program has no source any more.
find build/coverage/CMakeFiles -path '*CompilerId*' -name '*.gcno' -exec rm -f {} +
tests=passed
ctest --preset coverage || tests=failed
for part in geo cli; do
    gcovr --root . --object-directory build/coverage --filter "$part/" --sort-uncovered
done
gcovr --root . --object-directory build/coverage --filter geo/ --filter cli/ --print-summary |
    grep -E '^(lines|branches):'
[ "$tests" = passed ]
