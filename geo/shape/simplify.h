/* shape/simplify.h - shapes drawn with fewer vertices, side by side as they were.
 *
 * All borders are laid over each other and taken as arcs from one junction to the next
 * (shape/network.h); each arc is thinned once (shape/thinning.h), for all shapes that it is a
 * border of; then each shape is made of its arcs again. So where two shapes had a border in common
 * they have one in common still, shapes without ground in common have none afterwards, and what
 * together was one ground without gaps is that still. Vertices are left out, none is moved or made,
 * but for the points where borders of two shapes cross, or pass a vertex by less than half a step
 * of the grid, as in a difference (shape/delta.h).
 *
 * A polygon smaller than the tolerance is drawn as a triangle, and a hole too: none is lost.
 *
 * GEOS has TopologyPreserveSimplify for one shape alone: what two shapes share it simplifies twice,
 * and differently; its coverages (3.12) take shapes side by side, and none that lie on each other.
 */
#ifndef GEO_SHAPE_SIMPLIFY_H
#define GEO_SHAPE_SIMPLIFY_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_multipolygon;

/* Simplifies `count` clean multipolygons (shape/engine.h) together, into as many. Each is valid and
 * in canonical order, every vertex left out lies within `tolerance_m` metres (0 or more) of the
 * border that is drawn in its place, and every point of that border within as much of the old one.
 *
 * `layers` gives each shape the number of its layer; it may not fall. Shapes of one layer ought to
 * have no ground in common, as gained and lost have none; shapes of different layers may lie on
 * each other in any way. Where shapes of a layer do share ground, each is a layer of its own. So
 * many layers are simplified together as have numbers that fit: at least 60 of one shape each, 10
 * of 60 shapes; others apart from these, layer by layer. NULL: all of them are one layer.
 *
 * The same shapes give the same, whatever their order. `out` must be empty, and may not be the
 * shapes themselves. Fails with TERR_EGEOM (the borders could not be laid over each other),
 * TERR_ENOMEM; all of `out` is then empty. */
TERR_API enum terr_code terr_simplify(struct terr_multipolygon *out,
                                      const struct terr_multipolygon *const *shapes,
                                      const size_t *layers, size_t count, double tolerance_m,
                                      struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
