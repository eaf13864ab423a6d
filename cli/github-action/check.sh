#!/bin/sh
# The steps of the action (action.yml beside this file).
#
# usage: check.sh setup   builds the command from the action's own repository, unless CHECK_COMMAND names one
#        check.sh check   checks the claims
#
# `check` takes CHECK_CLAIMS (a file), CHECK_SOURCES, CHECK_ARGUMENTS and CHECK_REPORTS (an item a line) and
# CHECK_ALLOW_UNVERIFIABLE (true or false). It prints the verdicts and the annotations, appends to the files
# GITHUB_STEP_SUMMARY and GITHUB_OUTPUT where they are set, and ends with the exit code of territory check.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 5
command=${CHECK_COMMAND:-$root/build/release/cli/territory}
summary_max=1048576 # bytes of a summary that the platform takes

setup()
{
    if [ -n "${CHECK_COMMAND:-}" ] || [ -x "$command" ]; then
        "$command" --version
    else
        sh "$root/cli/quickstart.sh"
    fi
}

# What is printed here may quote claims and names of files: none of it is a command to the platform.
print_log()
{
    token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    echo "::stop-commands::$token"
    cat "$folder/log"
    echo "::$token::"
}

# What went wrong, as an annotation: the last thing that was said.
print_failure()
{
    said=$(grep '^territory: ' "$folder/log" | grep -v '^territory: \(note\|warning\): ' | tail -n 1)
    said=${said:-"the log tells why"}
    printf '::error title=territory check ended with %s::%s\n' "$code" \
        "$(printf '%s' "$said" | sed 's/%/%25/g' | tr -d '\r')"
}

write_summary()
{
    [ -n "${GITHUB_STEP_SUMMARY:-}" ] || return 0
    touch "$GITHUB_STEP_SUMMARY"
    size=$(cat "$GITHUB_STEP_SUMMARY" "$folder/summary.md" | wc -c)
    if [ "$size" -le "$summary_max" ]; then
        cat "$folder/summary.md" >>"$GITHUB_STEP_SUMMARY"
    else
        head -n 1 "$folder/summary.md" >>"$GITHUB_STEP_SUMMARY"
        printf '\nThe table is longer than a summary may be; a report in a file has all of it.\n' >>"$GITHUB_STEP_SUMMARY"
    fi
}

write_output()
{
    [ -n "${GITHUB_OUTPUT:-}" ] || return 0
    {
        printf 'summary=%s\n' "$(sed -n '1s/^### //p' "$folder/summary.md")"
        printf 'exit-code=%s\n' "$code"
    } >>"$GITHUB_OUTPUT"
}

check()
{
    folder=$(mktemp -d) || exit 5
    trap 'rm -rf "$folder"' EXIT
    "$command" check --report "github=$folder/annotations" --report "markdown=$folder/summary.md" "$@" \
        >"$folder/log" 2>&1
    code=$?
    : >>"$folder/annotations"
    : >>"$folder/summary.md"
    print_log
    cat "$folder/annotations"
    [ "$code" -le 1 ] || print_failure
    write_summary
    write_output
    exit "$code"
}

case ${1:-} in
setup)
    setup
    exit
    ;;
check) ;;
*)
    echo "usage: check.sh setup|check" >&2
    exit 2
    ;;
esac

set --
while IFS= read -r item; do
    [ -z "$item" ] || set -- "$@" "$item"
done <<END
${CHECK_ARGUMENTS:-}
END
while IFS= read -r item; do
    [ -z "$item" ] || set -- "$@" --report "$item"
done <<END
${CHECK_REPORTS:-}
END
[ "${CHECK_ALLOW_UNVERIFIABLE:-false}" != true ] || set -- "$@" --allow-unverifiable
set -- "$@" --overwrite -- "${CHECK_CLAIMS:?names no file of claims}"
while IFS= read -r item; do
    [ -z "$item" ] || set -- "$@" "$item"
done <<END
${CHECK_SOURCES:-}
END
check "$@"
