/* exact/exact.h - the difference of two multipolygons in exact arithmetic, by CGAL. */
#ifndef TESTS_EXACT_EXACT_H
#define TESTS_EXACT_EXACT_H

#include <geo/shape/delta.h>

TERR_BEGIN_DECLS

struct exact_miss {
    bool clean;     /* both maps wind 0 or 1 times round every point */
    double gained2; /* twice the area of delta->gained less the true one, in steps squared */
    double lost2;   /* the same of delta->lost */
    double true_gained2;
    double true_lost2;
};

/* By how much `delta` misses the difference from `from` to `to`. All edges of both maps are put
 * into one arrangement of rational numbers, none left out, and each face asked which map covers it;
 * the areas are subtracted before they are rounded to doubles. All coordinates must be on the grid.
 */
struct exact_miss exact_compare(const struct terr_multipolygon *from,
                                const struct terr_multipolygon *to, const struct terr_delta *delta);

TERR_END_DECLS

#endif
