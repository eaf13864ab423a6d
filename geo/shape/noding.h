/* shape/noding.h - edges cut where they meet, on the grid.
 *
 * Snap rounding: every end of an edge and every crossing of two edges, moved to the nearest node,
 * is a hot node; every edge that passes through the pixel of a hot node is bent to go through the
 * node itself. What comes out meets in nodes alone, and no edge was moved across a hot node on the
 * way, so what lies between the edges keeps its winding number or shrinks to nothing (J. D. Hobby,
 * Practical segment intersection with finite precision output, Computational Geometry 13, 1999,
 * doi:10.1016/S0925-7721(99)00021-8). All of it is decided in integers, so nothing is decided
 * wrongly; where edges only share ends or parts, nothing moves.
 */
#ifndef GEO_SHAPE_NODING_H
#define GEO_SHAPE_NODING_H

#include <geo/shape/edges.h>

TERR_BEGIN_DECLS

/* Edges after noding. */
struct terr_noded {
    struct terr_edges
        edges;            /* each once, its smaller end first, weight not 0, sorted by its ends */
    terr_wide bent_area2; /* what bending added to twice the area that the edges enclose        */
    double bent_length;   /* of the edges that were bent, before, in steps                      */
};
#define TERR_NODED_INIT       \
    {                         \
        TERR_EDGES_INIT, 0, 0 \
    }

/* Cuts and bends `edges` and adds up the weights of those that fall together; those that cancel are
 * left out. An edge is moved by at most half the diagonal of a pixel, 0.71e-10 degree, so
 * |bent_area2| is at most sqrt(2) * bent_length. The order of `edges` and the direction of each
 * (with its weight turned round) do not matter.
 *
 * `out` must be empty. Fails with TERR_ENOMEM; then and always terr_edges_dispose ends out->edges.
 */
enum terr_code terr_noding_snap(struct terr_noded *out, const struct terr_edges *edges,
                                struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
