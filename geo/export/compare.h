/* export/compare.h - two archives side by side, in every form.
 *
 * Areas are km2 with 6 decimals, the intersection over the union has 6 decimals too; text for
 * people has less. Every function appends to `out`; ask terr_text_check whether all of it fitted.
 */
#ifndef GEO_EXPORT_COMPARE_H
#define GEO_EXPORT_COMPARE_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_compared;
struct terr_comparison;
struct terr_comparisons;
struct terr_pairs_options;
struct terr_side;

/* Decimals of an intersection over union: of 100 000 km2 all in all, 0.1 km2 shows. */
#define TERR_IOU_DECIMALS 6

/* date,snapshot_a,snapshot_b,zone_a,zone_b,area_a_km2,area_b_km2,both_km2,only_a_km2,only_b_km2,
 * iou: one row for each day and zone. `date` is empty where two maps of different or unknown days
 * are compared, `iou` where both zones are empty. */
TERR_API void terr_csv_comparisons(struct terr_text *out,
                                   const struct terr_comparisons *comparisons);

/* schemas/compare.schema.json; `options` are those that the pairs were found with. */
TERR_API void terr_json_comparisons(struct terr_text *out,
                                    const struct terr_comparisons *comparisons,
                                    const struct terr_pairs_options *options);

/* Which archive is A and which B, and for each zone a table with a line for each day:
 *
 *     A  deepstate-daily, files taken as the maps of 1 day before
 *     B  deepstate
 *
 *     held
 *       date            both km²    only A km²    only B km²       IoU  maps of A and B
 *       2025-07-13    114,035.31          0.03          4.38  0.999961  a.geojson  b.geojson
 *
 * A day is followed by the maps used, each with its own day where that is another; two maps of
 * different or unknown days have "-" for the date, two empty zones for the IoU. In names, '?'
 * stands for what a terminal must not see. */
TERR_API void terr_plain_comparisons(struct terr_text *out,
                                     const struct terr_comparisons *comparisons);

/* The ground as a GeoJSON FeatureCollection in the manner of terr_geojson_change, row by row as the
 * walk goes (terr_comparisons_see), so that no more than one day's ground is at hand. For each row
 * a MultiPolygon of what is in both, only in a and only in b, each only where it is not empty, with
 * the properties in ("both", "a", "b"), date (null where two maps of different or unknown days are
 * compared), snapshot_a, snapshot_b, zone_a, zone_b and area_km2. The member "attribution" names
 * whom either profile credits.
 *
 * Begin, then each row, then end; nothing else may be appended in between. */
TERR_API void terr_geojson_comparisons_begin(struct terr_text *out, const struct terr_side *a,
                                             const struct terr_side *b);
TERR_API void terr_geojson_comparisons_add(struct terr_text *out,
                                           const struct terr_comparisons *comparisons,
                                           const struct terr_compared *row,
                                           const struct terr_comparison *comparison);
TERR_API void terr_geojson_comparisons_end(struct terr_text *out);

TERR_END_DECLS

#endif
