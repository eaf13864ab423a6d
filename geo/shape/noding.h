/* shape/noding.h - chains cut where they meet, on the grid.
 *
 * Snap rounding: every end of an edge and every crossing of two edges, moved to the nearest node,
 * is a hot node; every edge that passes through the pixel of a hot node is bent to go through the
 * node itself. What comes out meets in nodes alone, and no edge was moved across a hot node on the
 * way, so what lies between the edges keeps its winding number or shrinks to nothing (J. D. Hobby,
 * Practical segment intersection with finite precision output, Computational Geometry 13, 1999,
 * doi:10.1016/S0925-7721(99)00021-8). All of it is decided in integers, so nothing is decided
 * wrongly; where edges only share ends or parts, nothing moves.
 *
 * The edges of a simple ring (struct terr_chain) keep clear of each other already. They are not
 * tried against each other, and pass within half a step of each other's ends as they did, unless
 * one of them is bent or another chain is bent to the end.
 */
#ifndef GEO_SHAPE_NODING_H
#define GEO_SHAPE_NODING_H

#include <geo/shape/chains.h>

TERR_BEGIN_DECLS

/* Chains after noding. */
struct terr_noded {
    struct terr_chains chains; /* they share no point but their ends; of each the westernmost node,
                                of several the southernmost, is one of its ends; weight not 0 */
    terr_wide bent_area2;  /* what bending added to twice the area that the chains enclose       */
    double bent_length;    /* of the edges that were bent, before, in steps                     */
    size_t crossing_count; /* pairs of edges that crossed inside both                           */
    size_t shared_count;   /* edges that fell together with another                             */
    bool gave_up;          /* what is above means nothing                                       */
};
#define TERR_NODED_INIT                     \
    {                                       \
        TERR_CHAINS_INIT, 0, 0, 0, 0, false \
    }

/* Cuts and bends `chains` and adds up the weights of edges that fall together; those that cancel
 * are left out. Edges must have length. An edge is moved by at most half the diagonal of a pixel,
 * 0.71e-10 degree, so |bent_area2| is at most sqrt(2) * bent_length. The order of `chains` and the
 * direction of each (with its weight turned round) do not matter to where edges come to lie.
 *
 * `out` must be empty. Fails with TERR_ENOMEM; then and always terr_chains_dispose ends
 * out->chains.
 */
enum terr_code terr_noding_snap(struct terr_noded *out, const struct terr_chains *chains,
                                struct terr_error *err) TERR_MUST_USE;

/* The same for chains that ought to meet in nodes alone: it gives up as soon as two edges cross.
 * Where more of them come close to each other than on any map, a sweep takes the place of looking
 * at all pairs (shape/sweep.h), and it gives up too where edges fall together, or one passes a node
 * by less than half a step. Takes n log n. */
enum terr_code terr_noding_snap_plain(struct terr_noded *out, const struct terr_chains *chains,
                                      struct terr_error *err) TERR_MUST_USE;

/* The same for chains that may cross; it gives up where more of them come close to each other than
 * on any map. Takes n log n. */
enum terr_code terr_noding_snap_bounded(struct terr_noded *out, const struct terr_chains *chains,
                                        struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
