#!/bin/sh
# Installs what is missing, builds the command into build/release, and runs the main job on testdata.
#
# usage: sh cli/quickstart.sh
#
# Works from any folder, as root or through sudo, on Debian, Ubuntu, Fedora and macOS; elsewhere it says
# what is missing and exits 3.
set -eu
cd "$(dirname "$0")/.."
. cli/setup.sh

require_packages build
build_into build/release -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF
echo "+ build/release/cli/territory change testdata/front"
build/release/cli/territory change testdata/front
