/* export/plain.h - figures as text for people.
 *
 * Numbers with two decimals, a comma between thousands, "km²"; the same in every locale. Every
 * function appends to `out`; ask terr_text_check whether all of it fitted.
 */
#ifndef GEO_EXPORT_PLAIN_H
#define GEO_EXPORT_PLAIN_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_inspection;
struct terr_measured_change;

/* For each zone:
 *
 *     held, 2025-04-15 to 2025-07-14 (90 days)
 *       gained   1,414.52 km²
 *       lost         6.70 km²
 *       net     +1,407.82 km²
 *       area   114,035.34 km²  (was 112,627.51)
 *       from deepstatemap_data_20250415.geojson  to deepstatemap_data_20250714.geojson
 *
 * with a blank line between zones. A snapshot of another day than the one asked for is followed by
 * " (of YYYY-MM-DD)". In an undated archive the names stand in place of the dates. In names, '?'
 * stands for what a terminal must not see: control characters, bytes that are not UTF-8. */
TERR_API void terr_plain_change(struct terr_text *out, const struct terr_measured_change *measured);

/* A snapshot: its date, its counts, its statuses as a table, its repairs.
 *
 *     1752434269.geojson  2025-07-13 (from its name)  deepstate
 *       features 499: 390 ignored, 0 null, 0 unclassified; 15,269 vertices
 *       status                features    published km²      counted km²
 *       occupied                   14        70,057.21        70,057.21
 *       held 114,039.69 km²
 *       repaired 1 feature
 *         features[17] Self-intersection at 37.123456, 48.123456: 12.34 to 12.35 km²
 */
TERR_API void terr_plain_inspection(struct terr_text *out, const struct terr_inspection *inspection,
                                    const struct terr_archive *archive);

TERR_END_DECLS

#endif
