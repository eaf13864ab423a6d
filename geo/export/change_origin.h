/* export/change_origin.h - where a change comes from, as map formats say it. */
#ifndef GEO_EXPORT_CHANGE_ORIGIN_H
#define GEO_EXPORT_CHANGE_ORIGIN_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_measured_change;

/* Appends the members attribution (where the profile has one), method, snapshots and borders (where
 * it is measured by region) of a JSON object, with commas between them. */
void terr_change_add_json_origin(struct terr_text *out,
                                 const struct terr_measured_change *measured);

/* Appends the method as a sentence. */
void terr_change_add_method(struct terr_text *out, const struct terr_measured_change *measured);

TERR_END_DECLS

#endif
