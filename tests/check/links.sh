#!/bin/sh
# Every link of README.md that stays in the project leads somewhere: one that begins with # to a heading,
# by the name that GitHub gives it, every other one but those to the web to a file or folder.
#
# usage: links.sh [ROOT]        ROOT is the project's folder, by default the one this file is in
#        links.sh --self-test   shows that the check can fail
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)

# One line for each heading, "heading #NAME", and for each link, "link LINE TARGET".
list='
/^```/ { code = !code; next }
code { next }
/^##* / {
    name = tolower($0)
    sub(/^#+ +/, "", name)
    gsub(/[^a-z0-9 _-]/, "", name)
    gsub(/ /, "-", name)
    print "heading #" name (seen[name]++ ? "-" seen[name] - 1 : "")
}
{
    while (match($0, /\]\([^)]*\)/)) {
        print "link " FNR " " substr($0, RSTART + 2, RLENGTH - 3)
        $0 = substr($0, RSTART + RLENGTH)
    }
}'

check_tree()
{
    awk "$list" "$1/README.md" >"$scratch/list"
    grep -q '^link .* #' "$scratch/list" || { echo "README.md has no link to a heading" && return 1; }
    broken=0
    while read -r what line target; do
        [ "$what" = link ] || continue
        case $target in
        http://* | https://*) continue ;;
        '#'*) grep -qx "heading $target" "$scratch/list" && continue ;;
        *) [ -e "$1/$target" ] && continue ;;
        esac
        echo "README.md:$line: $target leads nowhere"
        broken=1
    done <"$scratch/list"
    return "$broken"
}

# refuse TEXT: a README.md that says so besides must be found wrong
refuse()
{
    { cat "$scratch/good" && echo "$1"; } >"$scratch/README.md"
    if check_tree "$scratch" >"$scratch/said"; then
        echo "FAILED: '$1' is not found"
        exit 1
    fi
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if [ "${1-}" = --self-test ]; then
    printf '# By region: `--by-region`\n[a](#by-region---by-region), [b](README.md)\n' >"$scratch/good"
    cp "$scratch/good" "$scratch/README.md"
    check_tree "$scratch"
    refuse '[c](#no-heading)'
    refuse '[d](no/file.c)'
    exit 0
fi
check_tree "${1-$here/../..}"
