/* export/table.h - figures as tables that chart tools and spreadsheets take without a touch.
 *
 * CSV in UTF-8 (RFC 4180) with names of columns for people, a first column that labels the rows,
 * dates YYYY-MM-DD, '.' as the decimal mark, nothing between thousands, and an empty field where a
 * number is not known. What each tool expects, and where it says so:
 *
 * Datawrapper finds out by itself whether a column holds dates, numbers or text, dates first.
 * YYYY-MM-DD is one of them, and so are 1850 (a year), 1234.5 and 2482.12 (months of a year) and
 * 7.1234 (a month and a year), so that an area may be taken for a date where it has 0, 1, 2 or 4
 * decimals; with 3, 5 or more none is. No BOM, LF. Lines and bars are the columns after the first.
 * https://academy.datawrapper.de/article/84-data-column-types
 * npm @datawrapper/chart-core 8.47.0, lib/dw/dataset/columnTypes
 *
 * Flourish takes a column of labels (names, numbers or dates), then one column of numbers for each
 * line or bar, named by its head. A date that it does not know is described to it in the terms of
 * d3-time-format, these as %Y-%m-%d. No BOM, LF.
 * https://rdrr.io/cran/flourishcharts/man/bind_line_bar_pie_data.html (of Flourish itself)
 * https://help.flourish.studio/article/207-how-to-add-your-own-date-format
 *
 * Excel opens a file as UTF-8 by its BOM alone; line ends are CRLF, as RFC 4180 has them. It splits
 * fields by the list separator of the computer's region and reads numbers by its decimal mark:
 * right where these are comma and point; elsewhere the file comes in by Data > From Text/CSV as
 * 65001 (UTF-8), comma, English. A text that would run as a formula, because it, or what follows a
 * separator in it, begins with = + - @, gets an apostrophe before that: names come from strangers'
 * files. Other tools run nothing, and get names as they are.
 * support.microsoft.com, Opening CSV UTF-8 files correctly in Excel
 * https://learn.microsoft.com/office/vba/api/excel.textconnection.textfiledecimalseparator
 * https://cwe.mitre.org/data/definitions/1236.html
 *
 * Every function appends to `out`; ask terr_text_check whether all of it fitted.
 */
#ifndef GEO_EXPORT_TABLE_H
#define GEO_EXPORT_TABLE_H

#include <geo/base/text.h>
#include <geo/figure/series.h>
#include <stdbool.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_measured_change;
struct terr_style;
struct terr_wide;
struct terr_zone_list;

/* The decimals where no others are asked for (`style` NULL: km2 with so many); and whether with so
 * many Datawrapper may take areas for dates. */
#define TERR_TABLE_DECIMALS 3
TERR_API bool terr_table_may_be_dates(int decimals);

enum terr_tool { TERR_TOOL_DATAWRAPPER, TERR_TOOL_FLOURISH, TERR_TOOL_EXCEL };

/* A row for each zone; by region, for each zone and region and one for TERR_OUTSIDE:
 *
 *     Zone,Gained (km²),Lost (km²),Net change (km²),Area (km²),Area before (km²),From,To,
 *     From snapshot,To snapshot
 *     Region,Gained (km²), ... ,Area before (km²),Region's area (km²),Of the region (%),
 *     Zone,From,To,From snapshot,To snapshot
 *
 * With gross sums Gross gained and Gross lost come behind Net change. */
TERR_API void terr_table_change(struct terr_text *out, enum terr_tool tool,
                                const struct terr_measured_change *measured,
                                const struct terr_style *style);

/* The tables of terr_csv_series and terr_csv_series_wide (export/csv.h). `wide` NULL: a row for
 * each date and zone, or date, zone and region, with everything:
 *
 *     Date,Zone,Area (km²),Compared with,Gained (km²),Lost (km²),Net change (km²),Snapshot
 *
 * Otherwise a row for each date and a column for each zone, region or both, which is named by what
 * it is of, for it is the label of a line: "held (km²)", "Kherson (km²)" where there is one zone,
 * "held, Kherson (km²)" where there are several, and where it is no area "held, gained (km²)",
 * "held, lost in 90 days (km²)", "held, gained, cumulative (km²)" or
 * "held, net change, mean of 7 days (km²)" (weeks, months; rows where each is of a snapshot).
 * Where `wide` are several, areas are told as well, "held, area (km²)", and the columns of one zone
 * alone are named by what they show: "Area (km²)", "Gained (km²)", "Lost in 90 days (km²)".
 */
struct terr_series_table {
    const struct terr_archive *archive;
    const struct terr_zone_list *list;
    const int32_t *windows;
    enum terr_every every;        /* what its rows are of */
    const struct terr_wide *wide; /* `wide_count` of them, in the order of their columns */
    size_t wide_count;
    const struct terr_style *style;
};
TERR_API void terr_table_series(struct terr_text *out, enum terr_tool tool,
                                const struct terr_series *series,
                                const struct terr_series_table *form);

TERR_END_DECLS

#endif
