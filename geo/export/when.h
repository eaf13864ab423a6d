/* export/when.h - when places came into which status, as text, CSV and JSON.
 *
 * Forms as in export/plain.h, export/csv.h and export/json.h. Every function appends to `out`; ask
 * terr_text_check whether all of it fitted.
 */
#ifndef GEO_EXPORT_WHEN_H
#define GEO_EXPORT_WHEN_H

#include <geo/base/text.h>
#include <geo/figure/when.h>

TERR_BEGIN_DECLS

struct terr_style;

/* All that is told. Borrowed from the caller. */
struct terr_when_told {
    const struct terr_archive *archive;
    const struct terr_ruler *ruler;
    const struct terr_places *places;
    const struct terr_when *when;
    const struct terr_when_options *options; /* it was walked with                */
    size_t warnings;                         /* how many things there are to look at */
    const struct terr_style *style;          /* of areas in text and CSV; NULL: as usual there */
};

/* A paragraph for each place:
 *
 *     Avdiivka  37.742,48.139
 *       none      first 2022-04-03, last 2024-02-04  (83 snapshots)
 *       occupied  first 2024-02-18, last 2025-08-05  (31 snapshots)
 *       none -> occupied  not earlier than 2024-02-04, not later than 2024-02-18
 *
 * Of polygons also what the last snapshot shows, as an area and in percent. In names, '?' stands
 * for what a terminal must not see. */
TERR_API void terr_plain_when(struct terr_text *out, const struct terr_when_told *told);

/* place,lon,lat,from_status,status,not_earlier,not_later,last,snapshots,not_earlier_snapshot,
 * not_later_snapshot: one row for each time that a place was in one status, in order. It came from
 * from_status not earlier than the one date and not later than the other, the first that shows
 * `status`; `last` is the last that does, of `snapshots`. In the first row of a place from_status
 * and not_earlier are empty: what was before is not known. lon and lat are of points. */
TERR_API void terr_csv_when(struct terr_text *out, const struct terr_when_told *told);

/* place,status,date,snapshot,area_km2,percent: one row for each place, each status that it ever had
 * a share in, and each snapshot. area_km2 is empty of points; percent has 4 decimals. */
TERR_API void terr_csv_when_shares(struct terr_text *out, const struct terr_when_told *told);

/* schemas/when.schema.json */
TERR_API void terr_json_when(struct terr_text *out, const struct terr_when_told *told);

TERR_END_DECLS

#endif
