/* export/geojson_member.h - what GeoJSON features are made of, alike in each collection.
 *
 * Every function appends to `out`.
 */
#ifndef GEO_EXPORT_GEOJSON_MEMBER_H
#define GEO_EXPORT_GEOJSON_MEMBER_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_dated;
struct terr_moment;
struct terr_multipolygon;

/* A MultiPolygon, with coordinates as export/geojson.h says. */
void terr_geojson_add_geometry(struct terr_text *out, const struct terr_multipolygon *shape);

/* The properties `name` and `name`_snapshot of one end of a window, behind a comma; where it is not
 * dated the first is null and `moment` is not looked at. */
void terr_geojson_add_end(struct terr_text *out, const char *name, bool dated,
                          const struct terr_moment *moment, const struct terr_dated *snapshot);

TERR_END_DECLS

#endif
