/* figure/claim_region.h - the region that a claim means, and the ground that its share is of. */
#ifndef GEO_FIGURE_CLAIM_REGION_H
#define GEO_FIGURE_CLAIM_REGION_H

#include <geo/base/error.h>

TERR_BEGIN_DECLS

struct terr_verdict;
struct terr_verdicts;

/* Finds both for a verdict, whose claim and ruler are known. *reason, which is owned, is why the
 * claim cannot be verified: no regions were given, or none has its name, and then the names that
 * come nearest; or what the share is of has no area. Else it is NULL.
 *
 * A file that a share is of is read once, and stays with the verdicts. Fails as terr_regions_read:
 * a file that cannot be used is a fault of the claims. */
enum terr_code terr_claim_region_find(char **reason, struct terr_verdict *verdict,
                                      struct terr_verdicts *verdicts,
                                      struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
