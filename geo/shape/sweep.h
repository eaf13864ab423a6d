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

/* What a node lies on, where it is no edge. */
#define TERR_SWEEP_ALONE SIZE_MAX        /* no other node is there, and no edge but its own two */
#define TERR_SWEEP_SHARED (SIZE_MAX - 1) /* another node is there                              */

/* Tells of each node of `chains` what it lies on: touched[node] is the edge, numbered as in chains,
 * that has the node between its ends, or one of the above. `touched` has room for
 * chains->node_count.
 *
 * *plain is false, and `touched` means nothing, as soon as two edges cross or fall together, or one
 * passes the pixel of a node (shape/lattice.h) but not the node. Edges must have length. Takes n
 * log n. Fails with TERR_ENOMEM. */
enum terr_code terr_sweep_touches(size_t *touched, bool *plain, const struct terr_chains *chains,
                                  struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
