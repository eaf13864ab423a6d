/* export/vector_geometry.h - multipolygons as GDAL has them; a file of the writing gate to GDAL. */
#ifndef GEO_EXPORT_VECTOR_GEOMETRY_H
#define GEO_EXPORT_VECTOR_GEOMETRY_H

#include <geo/base/api.h>

TERR_BEGIN_DECLS

struct terr_multipolygon;

/* The shape as an OGRGeometryH, the caller's to destroy; NULL where GDAL does not make it. */
void *terr_vector_geometry(const struct terr_multipolygon *shape);

TERR_END_DECLS

#endif
