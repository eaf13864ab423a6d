#!/usr/bin/env python3
"""Writes testdata/expected/front_*.csv: what the maps in testdata/front and front-weekly must be found
to hold.

usage: front_expected.py FOLDER

Shares nothing with the library or with generate_front.c but the description in testdata/README.md.
Needed only when that description changes. All shapes are cells between two meridians and two parallels,
for which the area on the ellipsoid is exact:

    A = a^2/2 * (east - west) * (q(north) - q(south)),   longitudes in radians
    q(phi) = (1 - e^2) * (sin phi / (1 - e^2 sin^2 phi) + artanh(e sin phi) / e)
"""
import datetime
import math
import pathlib
import sys

A_M = 6378137.0
FLATTENING = 1 / 298.257223563
E2 = FLATTENING * (2 - FLATTENING)
E = math.sqrt(E2)

FIRST = datetime.date(2025, 3, 1)
DAYS = 120
MISSING = datetime.date(2025, 5, 13)
STILL = datetime.date(2025, 5, 1)
WINDOW = 90


def q(latitude):
    s = math.sin(math.radians(latitude))
    return (1 - E2) * (s / (1 - E2 * s * s) + math.atanh(E * s) / E)


def cell(west, south, east, north):
    """Area in km2 of a cell given in degrees."""
    return A_M**2 / 2 * math.radians(east - west) * (q(north) - q(south)) / 1e6


def front(day):
    """Longitude of the front, degrees."""
    steps = (10 + 7 * i % 13 for i in range(1, day + 1) if FIRST + datetime.timedelta(i) != STILL)
    return 37 + sum(steps) / 1e4


def south_east_end(day):
    """Longitude where the southern land ends: 36.4 until 2025-05-01, then 0.008 west a day."""
    days_after = (FIRST + datetime.timedelta(day) - STILL).days
    return 36.4 - min(0.2, 0.008 * max(0, days_after))


def has_salient(day):
    date = FIRST + datetime.timedelta(day)
    return datetime.date(2025, 4, 15) <= date <= datetime.date(2025, 4, 24)


OLD_LAND = cell(34, 45, 35, 46) - cell(34.4, 45.4, 34.5, 45.6)
KNOT = cell(37.25, 47.4, 37.29, 47.44) + cell(37.29, 47.44, 37.33, 47.48)
SALIENT = cell(36, 49, 36.1, 49.05)


def occupied(day):
    return (
        cell(36, 48, front(day), 48.4)
        + cell(36.2, 46.6, south_east_end(day), 46.7)
        + KNOT
        + (SALIENT if has_salient(day) else 0)
    )


def change(start, end):
    """What the zone held gained and lost from day `start` to day `end`."""
    gained = cell(front(start), 48, front(end), 48.4)
    lost = cell(south_east_end(end), 46.6, south_east_end(start), 46.7)
    if has_salient(end) and not has_salient(start):
        gained += SALIENT
    if has_salient(start) and not has_salient(end):
        lost += SALIENT
    return gained, lost


def published(day):
    """The day whose map stands for `day`: the one before where none was published."""
    return day - 1 if FIRST + datetime.timedelta(day) == MISSING else day


def change_rows():
    yield "from,to,area_from_km2,area_to_km2,gained_km2,lost_km2,net_km2"
    end = DAYS - 1
    start = end - WINDOW
    gained, lost = change(start, end)
    dates = f"{FIRST + datetime.timedelta(start)},{FIRST + datetime.timedelta(end)}"
    areas = f"{OLD_LAND + occupied(start):.6f},{OLD_LAND + occupied(end):.6f}"
    yield f"{dates},{areas},{gained:.6f},{lost:.6f},{gained - lost:.6f}"


def series_rows():
    yield "date,area_km2,gained_km2,lost_km2"
    for day in range(DAYS):
        step = ","
        if day > 0:
            step = "%.6f,%.6f" % change(published(day - 1), published(day))
        yield f"{FIRST + datetime.timedelta(day)},{OLD_LAND + occupied(published(day)):.6f},{step}"


def status_rows():
    yield "row,area_km2"
    for day in (0, DAYS - 1):
        date = FIRST + datetime.timedelta(day)
        yield f"{date} occupied,{occupied(day):.6f}"
        yield f"{date} occupied_before_2022,{OLD_LAND:.6f}"
        yield f"{date} contested,{cell(front(day), 48, front(day) + 0.05, 48.4):.6f}"
        yield f"{date} liberated,{cell(south_east_end(day), 46.6, 36.5, 46.7):.6f}"
        yield f"{date} elsewhere,{cell(30, 46, 30.5, 46.1):.6f}"


def clip(box, west, south, east, north):
    """The cell that two boxes have in common, in km2."""
    w, s, e, n = max(box[0], west), max(box[1], south), min(box[2], east), min(box[3], north)
    return cell(w, s, e, n) if w < e and s < n else 0


# testdata/regions/provinces.geojson; the hole outside the shell of Oldmark is land.
PROVINCES = {
    "Westmark": [(35.5, 47.2, 37.1, 48.3)],
    "Eastmark": [(37.1, 47.2, 38, 48.3)],
    "Southmark": [(36, 46.5, 36.3, 46.8)],
    "Oldmark": [(33.5, 45, 34, 46), (34.3, 45, 35, 46)],
    "Farmark": [(20, 45, 21, 46)],
}


def held_in(boxes, day):
    """What is held in a province: no cell of `occupied` overlaps another but behind the front."""
    area = 0
    for box in boxes:
        area += clip(box, 36, 48, front(day), 48.4) + clip(box, 36.2, 46.6, south_east_end(day), 46.7)
        area += clip(box, 37.25, 47.4, 37.29, 47.44) + clip(box, 37.29, 47.44, 37.33, 47.48)
        area += clip(box, 34, 45, 35, 46) - clip(box, 34.4, 45.4, 34.5, 45.6)
    return area


def region_rows():
    """The change by province, and what lies in none, in which no salient stands at either end."""
    yield "region,area_from_km2,area_to_km2,gained_km2,lost_km2,region_km2"
    end = DAYS - 1
    start = end - WINDOW
    gained, lost = change(start, end)
    outside = [OLD_LAND + occupied(start), OLD_LAND + occupied(end), gained, lost]
    for name, boxes in PROVINCES.items():
        row = [
            held_in(boxes, start),
            held_in(boxes, end),
            sum(clip(box, front(start), 48, front(end), 48.4) for box in boxes),
            sum(clip(box, south_east_end(end), 46.6, south_east_end(start), 46.7) for box in boxes),
        ]
        outside = [left - part for left, part in zip(outside, row)]
        row.append(sum(cell(*box) for box in boxes))
        yield name + "".join(f",{area:.6f}" for area in row)
    yield "(outside)" + "".join(f",{area:.6f}" for area in outside) + ","


def compare_rows():
    """The weekly maps (b) beside those of the days they show (a)."""
    yield "date,area_a_km2,area_b_km2,both_km2,only_a_km2,only_b_km2,iou"
    for day in range(6, DAYS, 7):
        a = OLD_LAND + occupied(day)
        ahead = cell(front(day), 48, front(day) + 0.01, 48.4)
        both = a - KNOT
        areas = f"{a:.6f},{both + ahead:.6f},{both:.6f},{KNOT:.6f},{ahead:.6f}"
        yield f"{FIRST + datetime.timedelta(day)},{areas},{both / (a + ahead):.6f}"


def main():
    folder = pathlib.Path(sys.argv[1])
    tables = {"change": change_rows, "series": series_rows, "statuses": status_rows}
    tables["compare"] = compare_rows
    tables["regions"] = region_rows
    for name, rows in tables.items():
        text = "".join(row + "\n" for row in rows())
        (folder / f"front_{name}.csv").write_bytes(text.encode())


main()
