/* source/geojson.h - GeoJSON (RFC 7946, and the "crs" member of its 2008 forerunner), with places.
 */
#ifndef GEO_SOURCE_GEOJSON_H
#define GEO_SOURCE_GEOJSON_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_snapshot;

/* Fills the part of a snapshot that was added last; what terr_snapshot_parse says of documents and
 * errors holds here. On failure the snapshot is still the caller's to free. */
enum terr_code terr_geojson_read(struct terr_snapshot *snapshot, const char *bytes, size_t length,
                                 struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
