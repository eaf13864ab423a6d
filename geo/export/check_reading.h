/* export/check_reading.h - other readings of a claim in plain words.
 *
 * Every function appends to `out`.
 */
#ifndef GEO_EXPORT_CHECK_READING_H
#define GEO_EXPORT_CHECK_READING_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_reading;
struct terr_verdict;
struct terr_verdicts;

/* "net of occupied, file dates shifted by one day (2025-12-02 to 2026-01-01): 445.53 km²": to be
 * put behind "holds as". What follows the zone are departures from the claim. */
void terr_check_add_reading(struct terr_text *out, const struct terr_verdicts *verdicts,
                            const struct terr_verdict *verdict, const struct terr_reading *reading);

/* "34 other readings tried", or where none of them holds "none of 548 other readings holds". */
void terr_check_add_tried(struct terr_text *out, const struct terr_verdict *verdict);

TERR_END_DECLS

#endif
