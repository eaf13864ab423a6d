/* export/inspect_regions.h - what an inspection found in each region, as text and JSON.
 *
 * Every function appends to `out`; the inspections must have been made with inspected->regions.
 */
#ifndef GEO_EXPORT_INSPECT_REGIONS_H
#define GEO_EXPORT_INSPECT_REGIONS_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_inspected;
struct terr_inspection;

/* The table that closes the paragraph of a snapshot; regions of which it shows nothing are left out
 * and counted. */
void terr_plain_inspect_regions(struct terr_text *out, const struct terr_inspection *inspection,
                                const struct terr_inspected *inspected);

/* The member "regions" of a snapshot. */
void terr_json_inspect_regions(struct terr_text *out, const struct terr_inspection *inspection,
                               const struct terr_inspected *inspected);

TERR_END_DECLS

#endif
