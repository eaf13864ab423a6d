/* shape/sweep.h - whether edges meet in nodes alone, told from west to east.
 *
 * Looking at every pair of edges that come near each other is quick on a map and takes the square
 * of their number where thousands begin at one point. A line swept over the plane looks only at
 * edges next to each other on it (M. I. Shamos, D. Hoey, Geometric intersection problems, 17th
 * Symposium on Foundations of Computer Science, 1976), and takes n log n whatever the shape, as
 * long as no two edges cross.
 */
#ifndef GEO_SHAPE_SWEEP_H
#define GEO_SHAPE_SWEEP_H

#include <geo/shape/chains.h>

TERR_BEGIN_DECLS

/* What a node lies on, where that is no edge. */
#define TERR_SWEEP_ALONE SIZE_MAX        /* nothing but its own chain, which may close there */
#define TERR_SWEEP_SHARED (SIZE_MAX - 1) /* another node                                     */
#define TERR_SWEEP_NOTHING SIZE_MAX      /* no edge below                                    */

/* Tells of each node of `chains` that is an end of an edge what it lies on: touched[node] is the
 * edge, numbered as in chains, that has the node between its ends, or one of the above. And
 * below[node] is the next edge straight below the node, or just east of that where edges begin
 * there; not one that ends there. What lies just west of the node and around it lies over that
 * edge. Both have room for chains->node_count; `below` may be NULL.
 *
 * *plain is false, and both mean nothing, as soon as two edges cross or fall together, or one
 * passes the pixel of a node (shape/lattice.h) but not the node. Edges must have length. Takes n
 * log n. Fails with TERR_ENOMEM. */
enum terr_code terr_sweep_nodes(size_t *touched, size_t *below, bool *plain,
                                const struct terr_chains *chains,
                                struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
