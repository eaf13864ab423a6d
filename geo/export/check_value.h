/* export/check_value.h - how the figures of a claim are written for people, alike in every report.
 *
 * Every function appends to `out`.
 */
#ifndef GEO_EXPORT_CHECK_VALUE_H
#define GEO_EXPORT_CHECK_VALUE_H

#include <geo/base/text.h>
#include <geo/figure/claims.h>

TERR_BEGIN_DECLS

struct terr_verdict;
struct terr_verdicts;

/* "about 490 km²", "nearly 20 %", "546 mi²": the digits as they were printed. */
void terr_check_add_printed(struct terr_text *out, const struct terr_claim *claim);

/* "480.2 to 499.8", "more than 500", "up to 500.5": what that admits, in the same unit. */
void terr_check_add_admitted(struct terr_text *out, const struct terr_verdict *verdict);

/* "502.42 km²", with two decimals, always one more than was printed, and as many as it takes to
 * tell it from what is admitted. */
void terr_check_add_computed(struct terr_text *out, const struct terr_verdict *verdict);

/* "445.53 km²": another figure, as fine as what is computed for the claim at least. */
void terr_check_add_figure(struct terr_text *out, const struct terr_claim *claim, double figure,
                           enum terr_unit unit);

/* "-12.42 km²", of a share in percentage points of it too: printed less computed. And "-2.5 %",
 * that as a share of what is computed; nothing where that is 0. */
void terr_check_add_difference(struct terr_text *out, const struct terr_verdict *verdict);
void terr_check_add_percent_off(struct terr_text *out, const struct terr_verdict *verdict);

/* "net of occupied", "net of occupied in Westmark", of a share "held as a share of 603,628 km²";
 * `region` NULL: of the whole map. */
void terr_check_add_measure(struct terr_text *out, const struct terr_verdict *verdict,
                            const char *measure, const char *zone, const char *region);

/* "net of occupied, 2024-09-30 to 2024-10-31, on a sphere": what was worked out. */
void terr_check_add_subject(struct terr_text *out, const struct terr_verdicts *verdicts,
                            const struct terr_verdict *verdict);

/* "7 confirmed, 1 refuted": what there is none of is not named. */
void terr_check_add_counts(struct terr_text *out, const struct terr_verdicts *verdicts);

TERR_END_DECLS

#endif
