/* export/geojson.h - the changed areas as GeoJSON (RFC 7946). */
#ifndef GEO_EXPORT_GEOJSON_H
#define GEO_EXPORT_GEOJSON_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_compared;
struct terr_comparison;
struct terr_comparisons;
struct terr_measured_change;
struct terr_side;

/* A FeatureCollection: for each zone, a MultiPolygon of what was gained and one of what was lost,
 * each only where it is not empty, with the properties change ("gained", "lost"), zone, region
 * (null), from, from_snapshot, to, to_snapshot and area_km2. Dates are YYYY-MM-DD, with the time
 * where one was asked for, or null in an undated archive; snapshots are file names. The collection
 * has the member "attribution" where the profile names whom to credit.
 *
 * Longitude before latitude, degrees, WGS 84; coordinates with up to 10 decimals, the engine's
 * grid, so that what is read back is what was measured; shells counter-clockwise, holes clockwise.
 * Appends to `out`; ask terr_text_check whether all of it fitted. */
TERR_API void terr_geojson_change(struct terr_text *out,
                                  const struct terr_measured_change *measured);

/* The ground of a comparison as a FeatureCollection in the same manner, row by row as the walk goes
 * (terr_comparisons_see), so that no more than one day's ground is at hand. For each row a
 * MultiPolygon of what is in both, only in a and only in b, each only where it is not empty, with
 * the properties in ("both", "a", "b"), date (null where two maps of different or unknown days are
 * compared), snapshot_a, snapshot_b, zone_a, zone_b and area_km2. The member "attribution" names
 * whom either profile credits.
 *
 * Begin, then each row, then end. */
TERR_API void terr_geojson_comparisons_begin(struct terr_text *out, const struct terr_side *a,
                                             const struct terr_side *b);
TERR_API void terr_geojson_comparisons_add(struct terr_text *out,
                                           const struct terr_comparisons *comparisons,
                                           const struct terr_compared *row,
                                           const struct terr_comparison *comparison);
TERR_API void terr_geojson_comparisons_end(struct terr_text *out);

TERR_END_DECLS

#endif
