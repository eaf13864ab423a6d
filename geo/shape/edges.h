/* shape/edges.h - the directed edges in which two multipolygons differ.
 *
 * Two maps of consecutive days are almost the same map: of thousands of edges all but a few dozen
 * are in both. Those say nothing of what changed and are left out here, ring by ring where a ring
 * is the same, edge by edge in the rings that are not.
 */
#ifndef GEO_SHAPE_EDGES_H
#define GEO_SHAPE_EDGES_H

#include <geo/base/error.h>
#include <geo/shape/chains.h>

TERR_BEGIN_DECLS

struct terr_multipolygon;

/* What terr_edges_differing finds. */
struct terr_differing {
    struct terr_chains chains; /* of `to` with weight 1, of `from` with weight -1 */
    terr_wide area2; /* twice the area of `to` less that of `from`, in steps squared; it  */
                     /* is summed over whole rings and knows nothing of `chains`           */
    bool on_lattice; /* false: a point is not on the grid, and the rest is unfinished     */
};
#define TERR_DIFFERING_INIT        \
    {                              \
        TERR_CHAINS_INIT, 0, false \
    }

/* The edges of `to` that are not in `from` and the reverse, each counted as often as it occurs more
 * in the one than in the other, in the order of the rings: a chain where they follow each other.
 * Edges without length are left out.
 *
 * `out` must be empty. Fails with TERR_ENOMEM; then and always terr_chains_dispose ends
 * out->chains. Takes time in proportion to the points. */
enum terr_code terr_edges_differing(struct terr_differing *out,
                                    const struct terr_multipolygon *from,
                                    const struct terr_multipolygon *to,
                                    struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
