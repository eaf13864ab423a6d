/* shape/delta.h - what differs between two multipolygons.
 *
 * Maps of consecutive days are almost the same map, so the differ looks only at what changed. A
 * clean multipolygon winds once round every point it covers, counter-clockwise, and not at all
 * round the others. Winding numbers of closed curves add up edge by edge, and an edge there and
 * back counts nothing (the law of edges of A. F. Möbius, Ueber die Bestimmung des Inhaltes eines
 * Polyëders, 1865; the index of a cycle in L. V. Ahlfors, Complex Analysis, 3rd edition, 1979,
 * section 4.2). So in the edges of `to` less those of `from` the many that both have cancel, what
 * remains is again a set of closed curves, and it winds round a point
 *
 *      1 time   where `to` covers it and `from` does not: gained
 *     -1 time   where `from` covers it and `to` does not: lost
 *      0 times  where both do, or neither.
 *
 * Neither map is asked again for what it covers. In order: shape/edges.h cancels, shape/noding.h
 * cuts what remains where it meets, shape/arrangement.h tells which face has which winding number,
 * shape/faces.h makes polygons of them.
 *
 * How exact it is: all of it is decided in whole steps of the grid of 1e-10 degree, without
 * rounding, but for the points where two edges cross, which are moved to the grid, and for edges
 * that pass a vertex or such a point by less than half a step, which are bent to go through it. An
 * edge moves by at most 0.71 steps, less than 8 micrometres. So each of gained and lost, and their
 * difference, misses the truth by no more than 8 micrometres times the length of the edges that
 * were bent, and is exact where none was (tests/exact holds it to that bound in exact arithmetic).
 * On real maps gained - lost misses the difference of the areas by 0.36 m2 at most.
 */
#ifndef GEO_SHAPE_DELTA_H
#define GEO_SHAPE_DELTA_H

#include <geo/shape/multipolygon.h>

TERR_BEGIN_DECLS

struct terr_engine;

/* The two sides of a difference. All-zero (TERR_DELTA_INIT) is no difference; ended by
 * terr_delta_dispose. */
struct terr_delta {
    struct terr_multipolygon gained; /* in `to`, not in `from` */
    struct terr_multipolygon lost;   /* in `from`, not in `to` */
    bool by_overlay; /* true: the differ found itself at fault, and the engine's overlay answered */
};
#define TERR_DELTA_INIT                                       \
    {                                                         \
        TERR_MULTIPOLYGON_INIT, TERR_MULTIPOLYGON_INIT, false \
    }

/* What `to` has and `from` has not, and the reverse, valid and in the engine's canonical order.
 * Both must be clean (shape/engine.h). Exchanging `from` and `to` exchanges `gained` and `lost` and
 * changes nothing else. `out` must be empty.
 *
 * Every answer is checked: all points lie on the grid, the edges balance in every vertex, no face
 * winds otherwise than -1, 0 or 1 times, each has one shell, and gained - lost is the difference of
 * the areas of `to` and `from`, plus what bending added, to the last step squared, and bending
 * added no more than it may. Where one of these does not hold, as for multipolygons
 * that are not clean, the engine's overlay on the grid takes the place of the answer and
 * `by_overlay` says so.
 *
 * Takes time in proportion to the points in rings that are not in both (and one comparison for
 * those that are), and n log n for the n edges that differ, where they lie spread over a map.
 * Fails with TERR_EGEOM or TERR_ENOMEM; `out` is then empty. */
TERR_API enum terr_code terr_delta_between(struct terr_delta *out, struct terr_engine *engine,
                                           const struct terr_multipolygon *from,
                                           const struct terr_multipolygon *to,
                                           struct terr_error *err) TERR_MUST_USE;

TERR_API void terr_delta_dispose(struct terr_delta *delta);

TERR_END_DECLS

#endif
