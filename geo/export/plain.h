/* export/plain.h - figures as text for people.
 *
 * Numbers in the unit of `style` and with its decimals, where that is NULL km² with two; a comma
 * between thousands; the same in every locale. Every
 * function appends to `out`; ask terr_text_check whether all of it fitted.
 */
#ifndef GEO_EXPORT_PLAIN_H
#define GEO_EXPORT_PLAIN_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_measured_change;
struct terr_style;

/* For each zone, the gross line only where there are such sums (figure/gross.h):
 *
 *     held, 2025-04-15 to 2025-07-14 (90 days)
 *       gained   1,414.52 km²
 *       lost         6.70 km²
 *       net     +1,407.82 km²
 *       gross    1,571.57 km² gained, 163.74 km² lost, day by day over 89 maps
 *       area   114,035.34 km²  (was 112,627.51)
 *       from deepstatemap_data_20250415.geojson  to deepstatemap_data_20250714.geojson
 *
 * with a line of how much of gained and lost is noise, where that was looked for (zone/drawing.h);
 * then, where it is measured by region, a blank line and a table of the regions that have anything
 * in the zone, the largest change first, and whose borders they are; with a blank line between
 * zones. A snapshot of another day than the one asked for is followed by " (of YYYY-MM-DD)". In an
 * undated archive the names stand in place of the dates. In names, '?' stands for what a terminal
 * must not see: control characters, bytes that are not UTF-8. */
TERR_API void terr_plain_change(struct terr_text *out, const struct terr_measured_change *measured,
                                const struct terr_style *style);

TERR_END_DECLS

#endif
