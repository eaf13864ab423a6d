/* export/provenance_text.h - where figures come from, as sentences for people: to stand under a
 * chart, or beside a number.
 *
 * Every function appends to `out`. They say what was done in plain words, with the names that the
 * profile and the command line gave.
 */
#ifndef GEO_EXPORT_PROVENANCE_TEXT_H
#define GEO_EXPORT_PROVENANCE_TEXT_H

#include <geo/base/text.h>
#include <geo/shape/area.h>

TERR_BEGIN_DECLS

struct terr_provenance;

/* What was measured, of which maps, and how, in one sentence with its full stop. */
void terr_provenance_add_method(struct terr_text *out, const struct terr_provenance *provenance);

/* Which snapshot stands for which date, without a capital or a full stop. */
void terr_provenance_add_selection(struct terr_text *out, const struct terr_provenance *provenance);

/* "on the WGS 84 ellipsoid, with edges straight in longitude and latitude" */
void terr_provenance_add_model(struct terr_text *out, enum terr_area_model model);

TERR_END_DECLS

#endif
