/* shape/rings.h - the rings of a multipolygon on the grid, as integers. */
#ifndef GEO_SHAPE_RINGS_H
#define GEO_SHAPE_RINGS_H

#include <geo/shape/lattice.h>
#include <geo/shape/multipolygon.h>

TERR_BEGIN_DECLS

struct terr_box_tree;

/* A ring: nodes[start .. end), the last of which repeats the first. */
struct terr_ring {
    size_t start;
    size_t end;
    size_t polygon; /* which of the multipolygon it is in */
    bool is_hole;
};

/* All-zero (TERR_RINGS_INIT) is empty. Ended by terr_rings_dispose. */
struct terr_rings {
    struct terr_node *nodes;
    size_t node_count;
    struct terr_ring *rings;
    size_t ring_count;
};
#define TERR_RINGS_INIT  \
    {                    \
        NULL, 0, NULL, 0 \
    }

/* The rings of `shape`, each point at the node nearest to it; of points that follow each other at
 * one node the first is taken. Points must lie within [-180, 180] x [-90, 90]. `out` must be empty.
 * Fails with TERR_ENOMEM; terr_rings_dispose ends it then and always. */
enum terr_code terr_rings_take(struct terr_rings *out, const struct terr_multipolygon *shape,
                               struct terr_error *err) TERR_MUST_USE;

/* The boxes of the edges, by the index of the node that each begins at, so that each ring is a run;
 * its last node has a box that meets nothing. `tree` must be empty. Fails with TERR_ENOMEM. */
enum terr_code terr_rings_plant(struct terr_box_tree *tree, const struct terr_rings *rings,
                                struct terr_error *err) TERR_MUST_USE;

/* The node at which a ring begins in canonical order: the westernmost, of several the
 * southernmost. An index into `nodes`. */
size_t terr_ring_first(const struct terr_rings *rings, const struct terr_ring *ring);

/* Whether a simple ring runs counter-clockwise; `first` is its terr_ring_first. */
bool terr_ring_is_ccw(const struct terr_rings *rings, const struct terr_ring *ring, size_t first);

/* Twice the area of the polygons in steps squared: shells less holes, whichever way each runs.
 * Rings must be simple. */
terr_wide terr_rings_area2(const struct terr_rings *rings);

/* Appends the rings as polygons in the canonical order of the engine (shape/engine.h): shells
 * counter-clockwise, holes clockwise, each from its terr_ring_first on; holes and polygons sorted.
 * Each ring must be simple. Fails with TERR_ENOMEM; `out` may then hold a part. */
enum terr_code terr_rings_put(struct terr_multipolygon *out, const struct terr_rings *rings,
                              struct terr_error *err) TERR_MUST_USE;

/* The same of the polygons of two, sorted among each other. */
enum terr_code terr_rings_put_both(struct terr_multipolygon *out, const struct terr_rings *rings,
                                   const struct terr_rings *others,
                                   struct terr_error *err) TERR_MUST_USE;

void terr_rings_dispose(struct terr_rings *rings);

TERR_END_DECLS

#endif
