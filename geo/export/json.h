/* export/json.h - figures as JSON, each form with its schema in schemas/.
 *
 * Areas are km2 with 6 decimals; a number that is not known is null. Members come in a fixed order,
 * so the same input gives the same bytes. Every function appends to `out`; ask terr_text_check
 * whether all of it fitted.
 */
#ifndef GEO_EXPORT_JSON_H
#define GEO_EXPORT_JSON_H

#include <geo/base/text.h>
#include <geo/figure/series.h>

TERR_BEGIN_DECLS

struct terr_measured_change;

/* schemas/change.schema.json; each end of the window carries the repairs made in its snapshot.
 * `warnings` is how many findings there are to look at (terr_findings_add_change). */
TERR_API void terr_json_change(struct terr_text *out, const struct terr_measured_change *measured,
                               size_t warnings);

/* schemas/series.schema.json; `warnings` likewise (terr_findings_add_series). */
TERR_API void terr_json_series(struct terr_text *out, const struct terr_series *series,
                               const struct terr_archive *archive,
                               const struct terr_zone_list *list, const struct terr_ruler *ruler,
                               const struct terr_series_options *options, size_t warnings);

TERR_END_DECLS

#endif
