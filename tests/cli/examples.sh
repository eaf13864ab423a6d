#!/bin/sh
# Runs what the help pages and README.md show.
#
# usage: examples.sh COMMAND [--update]
#
# Every example of a help page must exit 0. Every line "$ territory ..." in a ```console block of
# README.md must print what the lines after it show; ```console skip marks blocks that need maps which
# are not here. All run beside a copy of testdata, as from the project's folder. --update writes into
# README.md what the commands print now.
set -u
LC_ALL=C
TZ=UTC
TERM=dumb
export LC_ALL TZ TERM
unset NO_COLOR
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/project"
ln -s "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")" "$scratch/bin/territory"
PATH=$scratch/bin:$PATH
export PATH
cp -R "$root/testdata" "$root/schemas" "$scratch/project"
cd "$scratch/project" || exit 1
failed=0

# run_example LINE: a line of a help page
run_example()
{
    sh -eu -c "$1" >"$scratch/output" 2>&1 </dev/null
    code=$?
    ran=$((ran + 1))
    [ "$code" -eq 0 ] && return
    echo "FAILED with exit $code: $1"
    cat "$scratch/output"
    failed=1
}

help_pages()
{
    ran=0
    commands=$(territory --help | awk '/^Commands/ { on = 1; next } /^$/ { on = 0 } on { print $1 }')
    [ -n "$commands" ] || { echo "FAILED: territory --help names no command" && failed=1; }
    for command in $commands; do
        territory "$command" --help |
            awk '/^Examples/ { on = 1; next } on && /^  territory / { print substr($0, 3) }' \
                >"$scratch/examples"
        [ -s "$scratch/examples" ] || { echo "FAILED: $command has no example" && failed=1; }
        while IFS= read -r line; do
            run_example "$line"
        done <"$scratch/examples"
    done
    echo "$ran examples of help pages ran"
}

# Copies standard input and puts what the commands print now in the place of what it shows.
with_real_output()
{
    block=none
    shown=no
    while IFS= read -r line; do
        case $block/$line in
        none/'```console') block=console ;;
        none/'```'*) block=other ;;
        */'```') block=none ;;
        esac
        case $block/$line in
        console/'$ territory '*)
            printf '%s\n' "$line"
            sh -eu -c "${line#"$ "}" 2>&1 </dev/null
            shown=yes
            continue
            ;;
        console/'$ '* | none/*) shown=no ;;
        esac
        [ "$shown" = yes ] || printf '%s\n' "$line"
    done
}

readme()
{
    with_real_output <"$root/README.md" >"$scratch/README.md"
    if [ "$1" = --update ]; then
        cat "$scratch/README.md" >"$root/README.md"
    elif ! diff -u "$root/README.md" "$scratch/README.md"; then
        echo "FAILED: README.md shows what the commands do not print"
        failed=1
    else
        echo "README.md shows what the commands print"
    fi
}

help_pages
readme "${2:-}"
exit "$failed"
