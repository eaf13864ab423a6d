/* shape/faces.h - the faces between edges, by their winding number.
 *
 * Directed edges that lead as often into every node as out of it go round each point of the plane a
 * whole number of times, counter-clockwise counted positive: its winding number. It is the same in
 * all of a face, 0 in the outer one, and greater by an edge's weight on the left of the edge than
 * on the right.
 */
#ifndef GEO_SHAPE_FACES_H
#define GEO_SHAPE_FACES_H

#include <geo/shape/edges.h>
#include <geo/shape/multipolygon.h>

TERR_BEGIN_DECLS

/* The faces of winding number 1 and those of -1, as polygons with counter-clockwise shells and
 * clockwise holes: a polygon for each face, its rings simple, touching in nodes alone. `edges` are
 * as terr_noding_snap gives them.
 *
 * *sound is false, and no polygon is given, where the edges are no such thing: they do not balance
 * in a node, overlap, or wind otherwise than -1, 0 or 1 times.
 *
 * `once` and `minus_once` must be empty. Fails with TERR_ENOMEM; they are then empty. */
enum terr_code terr_faces_trace(struct terr_multipolygon *once,
                                struct terr_multipolygon *minus_once, bool *sound,
                                const struct terr_edges *edges,
                                struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
