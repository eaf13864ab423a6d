#!/bin/sh
# Installs what is missing, builds into build/test with warnings as errors, and runs all tests.
#
# usage: sh tests/run.sh
#
# Works from any folder, as root or through sudo, on Debian, Ubuntu, Fedora and macOS; elsewhere it says
# what is missing and exits 3.
set -eu
cd "$(dirname "$0")/.."
. cli/setup.sh

require_packages test
build_into build/test -DCMAKE_BUILD_TYPE=Debug '-DCMAKE_C_FLAGS_DEBUG=-O2 -g' \
    -DBUILD_TESTING=ON -DTERRITORY_WERROR=ON
ctest --test-dir build/test --output-on-failure --no-tests=error \
    --parallel "$(getconf _NPROCESSORS_ONLN)"
