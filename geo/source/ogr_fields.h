/* source/ogr_fields.h - the fields of a feature as JSON text; a file of the reading gate to GDAL.
 */
#ifndef GEO_SOURCE_OGR_FIELDS_H
#define GEO_SOURCE_OGR_FIELDS_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

/* Appends the fields of an OGRFeatureH as a JSON object, as source/ogr.h says. */
void terr_ogr_add_fields(struct terr_text *out, void *feature);

TERR_END_DECLS

#endif
