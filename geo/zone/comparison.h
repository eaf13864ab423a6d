/* zone/comparison.h - what two maps of the same ground agree and disagree on. */
#ifndef GEO_ZONE_COMPARISON_H
#define GEO_ZONE_COMPARISON_H

#include <geo/shape/multipolygon.h>

TERR_BEGIN_DECLS

struct terr_worker;

/* The ground of two zones, a and b, each part once. All-zero (TERR_COMPARISON_INIT) is nothing;
 * ended by terr_comparison_dispose. */
struct terr_comparison {
    struct terr_multipolygon both;   /* in a and in b      */
    struct terr_multipolygon only_a; /* in a, not in b     */
    struct terr_multipolygon only_b; /* in b, not in a     */
};
#define TERR_COMPARISON_INIT                                                   \
    {                                                                          \
        TERR_MULTIPOLYGON_INIT, TERR_MULTIPOLYGON_INIT, TERR_MULTIPOLYGON_INIT \
    }

/* Compares two clean zones (shape/engine.h); either may be empty. What one has alone the differ
 * tells (shape/delta.h), what both have an overlay, which takes longer. Exchanging a and b
 * exchanges `only_a` and `only_b`. The areas of `both` and `only_a` add up to that of a, and `both`
 * and `only_b` to that of b, as nearly as those of a delta do (shape/delta.h). `out` must be empty.
 *
 * Fails with TERR_EGEOM or TERR_ENOMEM; `out` is then empty. */
TERR_API enum terr_code terr_comparison_between(struct terr_comparison *out,
                                                struct terr_worker *worker,
                                                const struct terr_multipolygon *a,
                                                const struct terr_multipolygon *b,
                                                struct terr_error *err) TERR_MUST_USE;

TERR_API void terr_comparison_dispose(struct terr_comparison *comparison);

TERR_END_DECLS

#endif
