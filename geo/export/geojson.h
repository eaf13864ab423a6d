/* export/geojson.h - the ground of a change as GeoJSON (RFC 7946). */
#ifndef GEO_EXPORT_GEOJSON_H
#define GEO_EXPORT_GEOJSON_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_measured_change;

/* A FeatureCollection: for each zone, a MultiPolygon for each kind in the set `kinds`
 * (export/part_kind.h), such as TERR_PARTS_CHANGED, of what was gained and of what was lost; each
 * only where it is not empty, with the properties change (the name of the kind), zone, region
 * (null), from, from_snapshot, to, to_snapshot and area_km2. Dates are YYYY-MM-DD, with the time
 * where one was asked for, or null in an undated archive; snapshots are file names. The collection
 * has the member "attribution" where the profile names whom to credit. Measured by region, there is
 * a feature for each zone, region and kind, and a member "borders": file, sha256, name_property,
 * regions, overlap, repairs.
 *
 * A change that has a drawing (zone/drawing.h) has its shapes, without noise and simplified.
 * area_km2 is then still that of all that was gained or lost, noise_km2 how much of it is noise
 * (null where none was looked for), drawn_km2 the area of the geometry, and displaced_km2 the
 * ground on which it differs from what is not noise (null unless simplified). A feature that is
 * noise from end to end is left out. A member "drawing" says what was asked, and the same of every
 * zone and region.
 *
 * Longitude before latitude, degrees, WGS 84; coordinates with up to 10 decimals, the engine's
 * grid, so that what is read back is what was measured; shells counter-clockwise, holes clockwise.
 * Appends to `out`; ask terr_text_check whether all of it fitted. */
TERR_API void terr_geojson_change(struct terr_text *out,
                                  const struct terr_measured_change *measured, unsigned kinds);

TERR_END_DECLS

#endif
