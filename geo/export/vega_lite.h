/* export/vega_lite.h - a series as a Vega-Lite specification: one JSON document with its data
 * inline that draws itself wherever Vega-Lite 6 runs
 * (https://vega.github.io/schema/vega-lite/v6.json).
 *
 * Drawn are the area of each zone as a line, on a scale of its own that need not begin at zero, and
 * what it gained (upward) and lost (downward): as a bar from the row before to the row, or, where
 * the series was walked with windows, as lines over each of them. Several zones, and regions, are
 * panels below one another: of regions those in which something passed, the most first and
 * TERR_OUTSIDE last. Rows without a number are gaps.
 *
 * Dates are read, drawn and told in UTC, so that no viewer's clock moves a day. Sizes are fixed:
 * Vega-Lite cannot fit panels beside or below one another to their container.
 */
#ifndef GEO_EXPORT_VEGA_LITE_H
#define GEO_EXPORT_VEGA_LITE_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_ruler;
struct terr_series;
struct terr_series_options;
struct terr_zone_list;

/* What must have been gained or lost in a region at once for it to be drawn: where an outline is
 * drawn anew a few square metres seem to pass, and an area on a scale of its own would show nothing
 * else. */
#define TERR_VEGA_LITE_LEAST_M2 1e4

/* The specification of `series`, which was walked with `options`. Its data are the rows of
 * terr_csv_series with the same names and numbers, but for region_km2 and percent and for the
 * regions that are not drawn; null is what is not known. Its "usermeta" says what the title and the
 * lines under the chart say, for programs. Appends to `out`; ask terr_text_check whether all of it
 * fitted. */
TERR_API void terr_vega_lite_series(struct terr_text *out, const struct terr_series *series,
                                    const struct terr_archive *archive,
                                    const struct terr_zone_list *list,
                                    const struct terr_ruler *ruler,
                                    const struct terr_series_options *options);

TERR_END_DECLS

#endif
