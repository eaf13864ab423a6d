#!/bin/sh
# The action of GitHub and the recipe of GitLab CI: their own steps are taken from their files and run as
# the platforms document it, without a platform and without a network.
#
# usage: run.sh COMMAND
#
# Exit 77 where python3 or its package yaml is missing.
set -u
command=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0
if ! python3 -c 'import yaml' 2>/dev/null; then
    echo "skipped: python3 or its package yaml is missing"
    exit 77
fi

fail()
{
    echo "FAILED: $*"
    cat "$scratch/stdout" "$scratch/stderr"
    failed=1
}

steps() { python3 "$root/tests/ci/steps.py" "$@"; }

# begin: a new folder as the checkout of a story, and no summary yet
begin()
{
    rm -rf "$scratch/story"
    mkdir "$scratch/story"
    cd "$scratch/story" || exit 1
    cp "$root/testdata/claims/front.json" "$root/testdata/claims/front-failing.json" .
    GITHUB_STEP_SUMMARY=$scratch/summary
    export GITHUB_STEP_SUMMARY
    rm -f "$GITHUB_STEP_SUMMARY"
}

# action CODE INPUT...: the action ends with this code
action()
{
    wanted=$1
    shift
    steps action "$root/cli/github-action" "command=$command" "$@" >"$scratch/stdout" 2>"$scratch/stderr"
    code=$?
    [ "$code" -eq "$wanted" ] || fail "the action with $* ends with $code, not $wanted"
}

# has FILE PATTERN: a line of stdout, stderr or summary
has() { grep -q -- "$2" "$scratch/$1" || fail "$1 has no $2"; }
lacks() { ! grep -q -- "$2" "$scratch/$1" || fail "$1 has $2"; }

begin
action 0 claims=front.json "sources=$root/testdata/front"
has stderr '^summary=5 confirmed$'
has stderr '^exit-code=0$'
has summary '^### 5 confirmed$'
has stdout '^confirmed  gained-90-days'
lacks stdout '^::error'

begin
action 1 claims=front-failing.json "sources=$root/testdata/front" "reports=junit=out 1.xml
csv=out.csv

" 'arguments=--quiet
--max-gap=7'
has stdout '^::error file=front-failing.json,line=6,title=refuted%3A net-as-gained::'
has summary '^| refuted | <code>net-as-gained</code> |'
has stderr '^summary=1 confirmed, 2 refuted, 1 unverifiable$'
has stderr '^exit-code=1$'
lacks stdout '^territory: note'
[ -s 'out 1.xml' ] || fail "there is no first report"
[ -s out.csv ] || fail "there is no second report"

# Several steps share a summary, and what may be unverifiable does not fail.
cat >unverifiable.json <<'END'
{"claims": [{"id": "cut", "measure": "area", "to": "2025-06-28", "value": 12467.1, "unit": "km2"},
  {"id": "early", "measure": "area", "to": "2020-01-01", "value": 1, "unit": "km2"}]}
END
action 0 claims=unverifiable.json "sources=$root/testdata/front" allow-unverifiable=true
has summary '^### 1 confirmed, 1 unverifiable$'
has summary '^### 1 confirmed, 2 refuted, 1 unverifiable$'
has stdout '^::warning file=unverifiable.json'
action 1 claims=unverifiable.json "sources=$root/testdata/front"

# What cannot be run is told too.
begin
echo '{"claims": [{"id": "100 %"}]}' >wrong.json
action 3 claims=wrong.json "sources=$root/testdata/front"
has stdout "^::error title=territory check ended with 3::territory: wrong.json: claims\[0\].measure .*'100 %25'"
has stderr '^exit-code=3$'
action 3 claims=front.json sources=none
action 2 claims=front.json arguments=--no-such-option

# Nothing of an input is run, nor does what claims say speak to the platform.
begin
# shellcheck disable=SC2016
cat >'$(touch owned).json' <<'END'
{"claims": [{"id": "a\n::error::b", "statement": "::set-output name=x::y\u000a##[error]z",
  "measure": "area", "to": "2025-06-28", "value": 1, "unit": "km2"}]}
END
# shellcheck disable=SC2016
action 3 'claims=$(touch owned).json' "sources=$root/testdata/front" 'arguments=`touch owned`'
# shellcheck disable=SC2016
action 1 'claims=$(touch owned).json' "sources=$root/testdata/front" 'reports=text=; touch owned;'
[ ! -e owned ] || fail "an input was run"
[ "$(sed '/^::stop-commands::/,/^::[0-9a-f]\{32\}::$/d' "$scratch/stdout" | grep -c '^ *::')" -eq 1 ] ||
    fail "a claim speaks to the platform"

# A summary that is too long says so.
begin
python3 - >long.json <<'END'
import json
print(json.dumps({"claims": [{"id": f"{i} " + "x" * 2000, "measure": "area", "to": "2025-06-28",
                              "value": 12467, "unit": "km2"} for i in range(600)]}))
END
action 0 claims=long.json "sources=$root/testdata/front"
[ "$(wc -c <"$GITHUB_STEP_SUMMARY")" -lt 1000 ] || fail "the summary is too long"
has summary '^### 600 confirmed$'

# Without a command the action builds its own, once, as the README says.
begin
mkdir -p "$scratch/action/cli"
cp -R "$root/cli/github-action" "$scratch/action/cli"
cat >"$scratch/action/cli/quickstart.sh" <<END
cd "\$(dirname "\$0")/.."
mkdir -p build/release/cli
ln -s "$command" build/release/cli/territory
echo built
END
for word in built 'territory [0-9]'; do
    steps action "$scratch/action/cli/github-action" claims=front.json "sources=$root/testdata/front" \
        >"$scratch/stdout" 2>"$scratch/stderr" || fail "the action that builds"
    has stdout "^$word"
done

# GitLab's job: what it installs and fetches is put in its place.
begin
mkdir bin
echo 'exit 0' >bin/apt-get
cat >bin/git <<END
for folder; do :; done
cp -R "$scratch/action" "\$folder"
rm -r "\$folder/build"
END
chmod +x bin/apt-get bin/git
for file in front front-failing; do
    rm -rf .territory
    sed "s|\.\./front|$root/testdata/front|" "$root/testdata/claims/$file.json" >claims.json
    PATH=$scratch/story/bin:$PATH steps job "$root/cli/gitlab-ci.yml" claims >"$scratch/stdout" 2>"$scratch/stderr"
    code=$?
    [ "$code" -eq "$([ "$file" = front ] && echo 0 || echo 1)" ] || fail "GitLab's job on $file ends with $code"
    grep -q '<testsuite name="claims.json"' territory.xml || fail "GitLab's job has no report"
    rm -f territory.xml
done
[ "$failed" -eq 0 ] || exit 1
echo "the action and the recipe do what they say"
