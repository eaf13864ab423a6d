#!/usr/bin/env python3
"""Holds the reports of `territory check` to their formats, and to what its JSON says of the same claims.

usage: validate_reports.py FOLDER [allow]

FOLDER holds verdicts.json, .csv, .md, .xml and .github, of one run; `allow`: with --allow-unverifiable.
Each is read by a parser that is not ours. Exit 0: they hold; 1: says which does not and why.
The Markdown is rendered by cmark-gfm where that is there; without it only its table is counted.
"""
import csv
import html.parser
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree


def require(holds, *words):
    if not holds:
        raise ValueError(" ".join(str(word) for word in words))


def shown(text):
    """What stands for a text in reports for people: '?' for each byte that a terminal must not see."""
    return re.sub(r"[\x80-\x9f]", "??", re.sub(r"[\x00-\x1f\x7f]", "?", text))


def check_csv(path, claims):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    require(len(rows) == len(claims), "rows:", len(rows))
    for row, claim in zip(rows, claims):
        require(None not in row and None not in row.values(), "another number of fields:", row)
        for name in ("id", "verdict", "measure", "unit", "statement", "source", "reason", "region"):
            require(row[name] == (claim[name] or ""), name, "is", repr(row[name]))
        require(float(row["printed"]) == claim["value"], "printed", row["printed"])
        require(int(row["line"]) == claim["line"], "line", row["line"])
        for name in ("computed", "computed_km2", "difference_km2", "difference_percent"):
            number = float(row[name]) if row[name] else None
            require(number == claim[name], name, number, claim[name])
        for end in ("from", "to"):
            date, name = row[end], row[end + "_snapshot"]
            ends = claim[end] or {"date": "", "snapshot": ""}
            require((date, name) == (ends["date"], ends["snapshot"]), end, date, name)


# The elements and attributes by which Jenkins and GitLab read: required, optional, children.
JUNIT = {
    "testsuites": ((), ("name", "tests", "failures", "errors", "time", "disabled"), ("testsuite",)),
    "testsuite": (("name", "tests", "failures", "errors"),
                  ("skipped", "time", "timestamp", "hostname", "id", "package", "file"),
                  ("properties", "testcase", "system-out", "system-err")),
    "testcase": (("name",), ("classname", "time", "group"),
                 ("skipped", "error", "failure", "system-out", "system-err")),
    "failure": ((), ("type", "message"), ()),
    "error": ((), ("type", "message"), ()),
    "skipped": ((), (), ()),
}


def check_element(element):
    required, optional, children = JUNIT[element.tag]
    names = set(element.attrib)
    require(set(required) <= names <= set(required) | set(optional), element.tag, "has", names)
    for name in ("tests", "failures", "errors", "skipped"):
        require(int(element.get(name, "0")) >= 0, name)
    for child in element:
        require(child.tag in children, child.tag, "in", element.tag)
        check_element(child)


def check_junit(path, claims, allowed):
    root = ElementTree.parse(path).getroot()
    require(root.tag == "testsuites" and len(root) == 1, "no single suite")
    check_element(root)
    results = {"confirmed": None, "refuted": "failure", "unverifiable": "skipped" if allowed else "error"}
    require(len(root[0]) == len(claims), "cases:", len(root[0]))
    for case, claim in zip(root[0], claims):
        expected = re.sub("[\ufffe\uffff]", "?", shown(claim["id"]))
        require(case.get("name") == expected, "name", repr(case.get("name")), repr(expected))
        tags = [child.tag for child in case]
        require(tags == [tag for tag in [results[claim["verdict"]]] if tag], claim["id"], tags)
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        require(int(root[0].get(name)) == len(root.findall(".//" + tag)), name, root[0].get(name))


COMMAND = re.compile(r"::(?P<command>[a-z]+)(?: (?P<properties>[^:]*))?::(?P<data>.*)")
ESCAPES = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}


def unescape(text, marks):
    return re.sub("%(?:" + marks + ")", lambda match: ESCAPES[match[0]], text)


def is_cut(text, whole, most):
    """Whether a text is the whole, or what fits into `most` bytes of it."""
    if len(whole.encode()) <= most:
        return text == whole
    cut = text.removesuffix("...")
    return text != cut and whole.startswith(cut) and most - 3 <= len(cut.encode()) <= most


def check_annotations(path, claims, allowed):
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")
    require(lines.pop() == "", "no end of line")
    seen = {"error": [], "warning": [], "notice": []}
    for line in lines:
        match = COMMAND.fullmatch(line)
        require(match, "no command:", line)
        require("\r" not in line and not re.search("%(?!25|0A|0D|3A|2C)", line), "not escaped:", line)
        pairs = dict(pair.split("=", 1) for pair in match["properties"].split(","))
        require(set(pairs) == {"file", "line", "title"}, "properties", pairs)
        title = unescape(pairs["title"], "25|0D|0A|3A|2C")
        seen[match["command"]].append((int(pairs["line"]), title, unescape(match["data"], "25|0D|0A")))
    wanted = {"refuted": "error", "unverifiable": "warning" if allowed else "error"}
    for command, found in seen.items():
        mine = sorted((claim for claim in claims if command == wanted.get(
            claim["verdict"], "notice" if claim["truncated"] else None)),
                      key=lambda claim: claim["verdict"] != "refuted")
        require(len(found) == min(10, len(mine)), len(found), command, "of", len(mine))
        for number, ((line, title, message), claim) in enumerate(zip(found, mine)):
            if number == 9 and len(mine) > 10:
                require(title == f"{len(mine) - 9} more", title)
                continue
            word = "truncated" if claim["truncated"] else claim["verdict"]
            require(is_cut(title, f"{word}: {shown(claim['id'])}", 200), title)
            require(line == claim["line"], "line", line)
            statement = message.split("\n")[0]
            require(claim["statement"] is None or is_cut(
                statement, '"' + shown(claim["statement"]) + '"', 4000), statement)


class Page(html.parser.HTMLParser):
    """The rows of the one table, and the tags and the text outside code of a page."""

    def __init__(self):
        super().__init__()
        self.rows, self.tags, self.open, self.outside = [], set(), [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        require(all(name in ("align", "class", "lang") for name, _ in attrs), tag, attrs)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        require(self.open and self.open.pop() == tag, "closes", tag)

    def handle_data(self, data):
        if "td" in self.open or "th" in self.open:
            self.rows[-1][-1] += data
        if "code" not in self.open:
            self.outside += data


PAGE_TAGS = {"h3", "h4", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "pre"}


def check_markdown(path, claims):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    rows = [line for line in text.split("\n") if line.startswith("|")]
    require(len(rows) == len(claims) + 2, "rows:", len(rows))
    require(all(row.count("|") == 7 for row in rows), "another number of cells")
    if not shutil.which("cmark-gfm"):
        return
    page = Page()
    page.feed(subprocess.run(
        ["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", path],
        check=True, capture_output=True, encoding="utf-8").stdout)
    require(page.tags <= PAGE_TAGS, "tags", page.tags - PAGE_TAGS)
    require(page.outside.count("@") == page.outside.count("#") == 0, "outside code:", page.outside)
    require(len(page.rows) == len(claims) + 1, "rendered rows:", len(page.rows))
    for row, claim in zip(page.rows[1:], claims):
        require(row[:2] == [claim["verdict"], shown(claim["id"])], row, claim["id"])


def main():
    folder, allowed = sys.argv[1], sys.argv[2:] == ["allow"]
    with open(folder + "/verdicts.json", encoding="utf-8") as file:
        claims = json.load(file)["claims"]
    checks = (("csv", check_csv, ()), ("xml", check_junit, (allowed,)),
              ("github", check_annotations, (allowed,)), ("md", check_markdown, ()))
    status = 0
    for extension, check, more in checks:
        path = f"{folder}/verdicts.{extension}"
        try:
            check(path, claims, *more)
        except (OSError, ValueError, KeyError, ElementTree.ParseError) as error:
            print(f"{path}: {error!r}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
