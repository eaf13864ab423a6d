"""Holds what the command wrote for charts against the plain CSV of the same figures in km2.

usage: charts.py units PLAIN UNIT DECIMALS FILE        the same figures in another unit
       charts.py cumulative FILE                       sums of rows, against the steps beside them
       charts.py rolling N FILE                        means of rows, likewise
       charts.py columns VALUES LONG FILE              --wide of these values, against the long form
       charts.py wide TOOL DECIMALS PLAIN FILE         a table of lines for TOOL, against --wide
       charts.py long TOOL DECIMALS PLAIN FILE         a table of rows for TOOL, against the long form

Exit 1 and a line for the first thing that is wrong. Figures of the plain CSV are rounded to a square
metre, or, by region, whole square metres: there what is written must be the very rounding of them, by
Python's division and decimal module; elsewhere the square metre is the tolerance.
"""

import csv
import datetime
import re
import sys
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

M2 = {"km2": 1000**2, "mi2": Fraction("1609.344") ** 2, "ha": 100**2}
SQUARE_METRE = Fraction(1, 10**6)  # in km2


def fail(text):
    print(text)
    sys.exit(1)


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    if len(rows) < 2 or any(len(row) != len(rows[0]) for row in rows):
        fail(f"{path}: {len(rows)} rows, or rows of different lengths")
    return rows


def rounded(km2, unit, decimals):
    """What a whole number of square metres is in the unit, rounded as a double is."""
    value = float(km2 * 10**6) / float(M2[unit])
    return str(Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN))


def check_number(where, text, plain, unit, decimals, is_whole):
    if (text == "") != (plain == ""):
        fail(f"{where}: '{text}' stands for '{plain}'")
    if text == "":
        return
    if not re.fullmatch(r"-?\d+" + (r"\.\d{%d}" % decimals if decimals else ""), text):
        fail(f"{where}: '{text}' has not {decimals} decimals after a point and nothing else")
    km2 = Fraction(plain)
    if is_whole:
        wanted = rounded(km2, unit, decimals)
        if text != wanted and not (Decimal(wanted) == 0 == Decimal(text)):
            fail(f"{where}: '{text}' instead of {wanted}")
    off = abs(Fraction(text) - km2 * 10**6 / M2[unit])
    if off > Fraction(1, 2 * 10**decimals) + SQUARE_METRE / 2 * 10**6 / M2[unit]:
        fail(f"{where}: '{text}' {unit} stands for {plain} km2")


def units(plain_path, unit, decimals, path):
    plain, rows = rows_of(plain_path), rows_of(path)
    if [name.replace("_km2", "_" + unit) for name in plain[0]] != rows[0]:
        fail(f"{path}: columns {rows[0]}")
    if len(plain) != len(rows):
        fail(f"{path}: {len(rows)} rows instead of {len(plain)}")
    region = plain[0].index("region") if "region" in plain[0] else None
    for i in range(1, len(rows)):
        for name, was, text in zip(plain[0], plain[i], rows[i]):
            if name.endswith("_km2"):
                # means and regions themselves are no whole square metres
                whole = region is not None and plain[i][region] != "" and not name.startswith(("rolling", "region"))
                check_number(f"{path}: row {i}: {name}", text, was, unit, decimals, whole)
            elif was != text:
                fail(f"{path}: row {i}: {name} is '{text}', not '{was}'")


def by_part(path):
    """The rows of each zone and region, by name of column."""
    rows = rows_of(path)
    parts = {}
    for row in rows[1:]:
        named = dict(zip(rows[0], row))
        parts.setdefault((named["zone"], named["region"]), []).append(named)
    return parts


def near(where, text, wanted, tolerance):
    if text == "" or abs(Fraction(text) - wanted) > tolerance:
        fail(f"{where}: '{text}' instead of {float(wanted):.7f}")


def cumulative(path):
    parts = by_part(path)
    known = 0
    for (zone, region), rows in parts.items():
        sums = {"gained": Fraction(0), "lost": Fraction(0)}
        first = None
        steps = 0
        for row in rows:
            where = f"{path}: {row['date']} {zone} {region}"
            if row["area_km2"] == "":
                if row["cumulative_gained_km2"] + row["cumulative_net_km2"]:
                    fail(f"{where}: a sum without a map")
                continue
            first = first if first is not None else Fraction(row["area_km2"])
            if row["gained_km2"]:
                steps += 1
                for name in sums:
                    sums[name] += Fraction(row[name + "_km2"])
            # each step is rounded to a square metre; by region it is whole ones
            tolerance = 0 if region else SQUARE_METRE / 2 * (steps + 1)
            for name, total in sums.items():
                near(f"{where}: {name}", row[f"cumulative_{name}_km2"], total, tolerance)
            # gained less lost is the difference of the areas, to 1e-6 km2 a step
            grown = Fraction(row["area_km2"]) - first
            near(f"{where}: net", row["cumulative_net_km2"], grown, SQUARE_METRE * (steps + 2))
            known += 1
    if known == 0:
        fail(f"{path}: no sum")


def rolling(count, path):
    known = 0
    for (zone, region), rows in by_part(path).items():
        for i, row in enumerate(rows):
            last = rows[max(0, i - count + 1) : i + 1]
            before = rows[max(0, i - count) : i]
            whole = len(before) == count and all(
                now["gained_km2"] and now["since"] == was["date"] and was["area_km2"]
                for now, was in zip(last, before)
            )
            for name in ("gained", "lost", "net"):
                where = f"{path}: {row['date']} {zone} {region}: {name}"
                text = row[f"rolling_mean_{count}_{name}_km2"]
                if not whole:
                    if text:
                        fail(f"{where}: a mean where not all rows are known")
                    continue
                wanted = sum(Fraction(each[name + "_km2"]) for each in last) / count
                near(where, text, wanted, SQUARE_METRE)
            known += whole
    if known == 0:
        fail(f"{path}: no mean")


def columns(values, long_path, path):
    """Every cell of a wide table stands in the rows; columns are by zone, then region, then value."""
    parts, rows = by_part(long_path), rows_of(path)
    names = [name for name in rows_of(long_path)[0] if name.endswith("_km2")]
    shown = []
    for value in values.split(","):
        pattern = value.replace("rolling_mean_", r"rolling_mean_\d+_") + "_km2"
        shown += [name for name in names if re.fullmatch(pattern, name)]
    wanted = [(part, name) for part in parts for name in shown]
    heads = ["_".join(filter(None, (*part, name))) for part, name in wanted]
    if len(shown) != values.count(",") + 1 or rows[0] != ["date"] + heads:
        fail(f"{path}: columns {rows[0]} instead of {heads}")
    if any(len(part) != len(rows) - 1 for part in parts.values()):
        fail(f"{path}: not as many dates as {long_path}")
    for i, row in enumerate(rows[1:]):
        for (part, name), head, text in zip(wanted, heads, row[1:]):
            was = parts[part][i]
            if row[0] != was["date"] or text != was[name]:
                fail(f"{path}: {row[0]}: {head} is '{text}', not '{was[name]}' of {was['date']}")


def table_of(tool, path):
    """The rows of a table, once its bytes are what the tool takes."""
    with open(path, "rb") as file:
        data = file.read()
    has_bom = data.startswith(b"\xef\xbb\xbf")
    if has_bom != (tool == "excel"):
        fail(f"{path}: {'a' if has_bom else 'no'} BOM for {tool}")
    text = data.decode("utf-8-sig")
    lines = text.split("\r\n" if tool == "excel" else "\n")
    if lines[-1] != "" or any("\r" in line or "\n" in line for line in lines):
        fail(f"{path}: line ends are not those of {tool}")
    rows = list(csv.reader(lines[:-1], strict=True))
    if any(len(row) != len(rows[0]) for row in rows):
        fail(f"{path}: rows of different lengths")
    if len(set(rows[0])) != len(rows[0]):
        fail(f"{path}: two columns have one name")
    if tool == "excel":
        for cell in re.split("[,;\t\r\n]", text):
            if re.match('"?[=+@\t]|"?-(?![0-9.]+$)', cell):
                fail(f"{path}: '{cell}' runs as a formula")
    return rows


def check_day(where, text):
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        fail(f"{where}: '{text}' is no ISO day")
    datetime.date.fromisoformat(text)


def check_head(path, head, plain):
    """What a head of a line says is what the name of the plain column says."""
    if not head.endswith(" (km²)"):
        fail(f"{path}: '{head}' does not end in its unit")
    words = head.removesuffix(" (km²)").split(", ")
    before, value = "", "area"
    mean = re.fullmatch(r"mean of (\d+) \w+", words[-1])
    if mean or words[-1] == "cumulative":
        before = f"rolling_mean_{mean[1]}_" if mean else "cumulative_"
        words.pop()
    # of one zone alone the value is all there is
    last = words[-1].lower() if len(words) == 1 else words[-1]
    match = re.fullmatch(r"(area|gained|lost|net change|gross gained|gross lost)(?: in (\d+) days?)?", last)
    if match:
        value = match[1].replace("net change", "net").replace(" ", "_")
        value += f"_{match[2]}d" if match[2] else ""
        words.pop()
    if not ("_" + plain).endswith("_" + "_".join([*words, before + value, "km2"])):
        fail(f"{path}: '{head}' stands over what is {plain}")


def wide(tool, decimals, plain_path, path):
    plain, rows = rows_of(plain_path), table_of(tool, path)
    if len(plain) != len(rows) or len(plain[0]) != len(rows[0]) or rows[0][0] != "Date":
        fail(f"{path}: {len(rows)} rows of {rows[0]}")
    for head, name in zip(rows[0][1:], plain[0][1:]):
        check_head(path, head, name)
    for i in range(1, len(rows)):
        check_day(f"{path}: row {i}", rows[i][0])
        if rows[i][0] != plain[i][0]:
            fail(f"{path}: row {i} is of {rows[i][0]}")
        for head, was, text in zip(rows[0][1:], plain[i][1:], rows[i][1:]):
            check_number(f"{path}: row {i}: {head}", text, was, "km2", decimals, False)


COLUMNS = {
    "Date": "date", "Zone": "zone", "Region": "region", "Snapshot": "snapshot",
    "Compared with": "since", "From": "from", "To": "to", "From snapshot": "from_snapshot",
    "To snapshot": "to_snapshot", "Gained (km²)": "gained_km2", "Lost (km²)": "lost_km2",
    "Net change (km²)": "net_km2", "Gross gained (km²)": "gross_gained_km2",
    "Gross lost (km²)": "gross_lost_km2", "Region's area (km²)": "region_km2",
}  # fmt: skip


def long_name(head, plain):
    """The column of the plain CSV that a head stands for."""
    match = re.fullmatch(r"(Gained|Lost|Net change|Gross gained|Gross lost)(?: in (\d+) days?)?(, cumulative)?(?:, mean of (\d+) rows?)? \(km²\)", head)
    if match and head not in COLUMNS:
        word = {"Net change": "net"}.get(match[1], match[1].lower().replace(" ", "_"))
        if match[2]:
            return f"{word}_{match[2]}d_km2"
        return f"cumulative_{word}_km2" if match[3] else f"rolling_mean_{match[4]}_{word}_km2"
    of_change = "area_to_km2" in plain
    if head == "Area (km²)":
        return "area_to_km2" if of_change else "area_km2"
    if head == "Area before (km²)":
        return "area_from_km2"
    if head == "Of the region (%)":
        return "percent_to" if of_change else "percent"
    return COLUMNS[head]


def long(tool, decimals, plain_path, path):
    plain, rows = rows_of(plain_path), table_of(tool, path)
    if len(plain) != len(rows):
        fail(f"{path}: {len(rows)} rows instead of {len(plain)}")
    names = [long_name(head, plain[0]) for head in rows[0]]
    left = set(plain[0]) - set(names) - {"region", "percent_from"}
    if left:
        fail(f"{path}: nothing stands for {left}")
    for i in range(1, len(rows)):
        was = dict(zip(plain[0], plain[i]))
        for name, text in zip(names, rows[i]):
            where = f"{path}: row {i}: {name}"
            if name.endswith("_km2"):
                check_number(where, text, was[name], "km2", decimals, False)
            elif text != was[name]:
                fail(f"{where}: '{text}' instead of '{was[name]}'")
            if name in ("date", "since", "from", "to") and text:
                check_day(where, text)


kind, arguments = sys.argv[1], sys.argv[2:]
if kind == "units":
    units(arguments[0], arguments[1], int(arguments[2]), arguments[3])
elif kind == "cumulative":
    cumulative(arguments[0])
elif kind == "rolling":
    rolling(int(arguments[0]), arguments[1])
elif kind == "columns":
    columns(arguments[0], arguments[1], arguments[2])
elif kind == "wide":
    wide(arguments[0], int(arguments[1]), arguments[2], arguments[3])
elif kind == "long":
    long(arguments[0], int(arguments[1]), arguments[2], arguments[3])
else:
    fail(f"no check '{kind}'")
