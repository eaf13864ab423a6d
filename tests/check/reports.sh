#!/bin/sh
# The reports of check keep to their formats, whatever claims say: CSV, JUnit, Markdown and annotations
# are read by parsers that are not ours and held against the JSON of the same run. Broken reports must
# be refused.
#
# usage: reports.sh COMMAND
#
# Exit 77 where python3 is missing.
set -u
command=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
failed=0
if ! command -v python3 >/dev/null; then
    echo "skipped: python3 is missing"
    exit 77
fi

fail()
{
    echo "FAILED: $*"
    failed=1
}

validate() { python3 "$root/tests/support/validate_reports.py" "$@"; }

# report CLAIMS OPTION...: every report of a file of claims into the folder reports
report()
{
    claims=$1
    shift
    rm -rf reports
    mkdir reports
    "$command" check -q "$@" -o reports/verdicts.json --report csv=reports/verdicts.csv \
        --report markdown=reports/verdicts.md --report junit=reports/verdicts.xml \
        --report github=reports/verdicts.github "$claims" "$root/testdata/front"
    [ $? -le 1 ] || fail "$claims cannot be checked"
}

# hold CLAIMS: its reports hold, with and without --allow-unverifiable
hold()
{
    report "$1"
    validate reports || fail "the reports of $1"
    report "$1" --allow-unverifiable
    validate reports allow || fail "the reports of $1 with --allow-unverifiable"
}

# Every text as an id and as a statement of what is refuted, truncated and unverifiable: three of them in a
# file, so that all are annotated, and all in one.
python3 - <<'END'
import json
texts = ["|", "a | b || c", "\\|", "\\", "`", "``|``", "```\ncode", "<img src=x onerror=alert(1)>",
         "</code></pre><script>x</script>", "<!-- x", "-->", "&lt;&#64;", "@user", "a@b.example",
         "[x](http://evil.example)", "![x](x)", "https://evil.example/x", "www.evil.example", "#12",
         "GH-12", "owner/name#12", "::error::x", "x\n::add-mask::x", "\r::stop-commands::x", "%0A::error::x",
         "a,line=9,title=x::y", "##[error]x", "]]>", "<![CDATA[x", "\"'&<>", "a,\"b\"\nc", "tab\tx\u001b[31m",
         "\u0085\u009bx", "\ufffe\uffff", "\ufeffx", "\U0001f600", "\u202egnp", "# x", "---", "1. x", "> x", "*x*",
         "~~x~~", " x ", "=cmd()", "x" * 5000, "\u00e9" * 3000]
claims = []
for text in texts:
    for value, date in ((1, "2025-06-28"), (12467.1, "2025-06-28"), (1, "2020-01-01")):
        claims.append({"id": text + " " * (value > 1) + "\u00a0" * (date < "2025"), "statement": text, "source": text,
                       "measure": "area", "to": date, "value": value, "unit": "km2"})
def write(name, some):
    with open(name, "w", encoding="utf-8") as file:
        json.dump({"claims": some}, file, indent=1, ensure_ascii=len(some) > 9)


write("hostile.json", claims)
for start in range(0, len(claims), 9):
    write(f"hostile-{start}.json", claims[start:start + 9])
END
for file in hostile*.json; do hold "$file"; done
cp "$root/testdata/claims/front.json" all-hold.json
hold all-hold.json
cp "$root/testdata/claims/front-failing.json" 'a,b:c%|`<@x>.json'
hold 'a,b:c%|`<@x>.json'
report all-hold.json
[ ! -s reports/verdicts.github ] || fail "annotations where all claims hold"

# broken FILE EXPRESSION: a report that is changed so is refused
broken()
{
    report 'a,b:c%|`<@x>.json'
    cp "reports/$1" old
    sed "$2" old >"reports/$1"
    cmp -s old "reports/$1" && fail "nothing changes with $2"
    validate reports 2>/dev/null && fail "$1 is accepted after $2"
}
broken verdicts.csv '2s/,/;/'
broken verdicts.csv '2s/468/469/'
broken verdicts.md '5s/ |$/ | |/'
broken verdicts.xml 's/failures="2"/failures="3"/'
broken verdicts.xml 's/<failure /<failed /; s/failure>/failed>/'
broken verdicts.xml 's/ name="truncated"//'
broken verdicts.github '1s/%3A/:/'
broken verdicts.github '1s/line=6/line=7/'
broken verdicts.github '2d'
[ "$failed" -eq 0 ] || exit 1
echo "the reports keep to their formats"
