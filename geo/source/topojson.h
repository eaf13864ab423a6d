/* source/topojson.h - whether a TopoJSON document is whole, before GDAL reads it.
 *
 * GDAL passes over what it does not understand there: an arc that is not in the document, a
 * position that is none, a geometry of an unknown type. A map would silently lose ground.
 */
#ifndef GEO_SOURCE_TOPOJSON_H
#define GEO_SOURCE_TOPOJSON_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* Fails with TERR_EPARSE (not JSON), TERR_EDATA (not as the TopoJSON 1.0 specification has it, in
 * arcs and in the geometries that use them; with the path to it, `objects.front.geometries[3]`),
 * TERR_ENOMEM. `bytes[length]` must be NUL. */
enum terr_code terr_topojson_check(const char *bytes, size_t length,
                                   struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
