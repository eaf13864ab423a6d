/* shape/cut.h - shapes cut along the borders of cells, such as regions that lie side by side.
 *
 * A polygon that no border comes near lies in one cell as a whole, and nothing of it moves. The
 * others are laid over the borders near them in one arrangement (shape/noding.h, shape/faces.h).
 * Each cell has its own weight there, so that the winding number of a face tells which cell it is
 * in, and whether it is in the shape: all parts come out of one tracing, side by side.
 */
#ifndef GEO_SHAPE_CUT_H
#define GEO_SHAPE_CUT_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_engine;
struct terr_multipolygon;

/* The borders of some cells, made ready. Nothing changes it: threads may share it. */
struct terr_cutter;

/* The borders of `count` clean multipolygons (shape/engine.h), no two of which have ground in
 * common: what two share would belong to either. `cells` must outlive the cutter. Fails with
 * TERR_ENOMEM; *out is then NULL. End with terr_cutter_free. */
enum terr_code terr_cutter_new(struct terr_cutter **out,
                               const struct terr_multipolygon *const *cells, size_t count,
                               struct terr_error *err) TERR_MUST_USE;
void terr_cutter_free(struct terr_cutter *cutter);

/* Cuts a clean multipolygon: parts[i] is what lies in cell i, parts[count] what lies in none; each
 * valid and in the engine's canonical order. Edges move as in a difference (shape/delta.h), where
 * the shape and a border cross or nearly touch.
 *
 * The answer is checked: the areas of the parts add up to that of the shape, but for what bending
 * may have added. Where they do not, as for cells that share ground, the engine's overlay takes its
 * place.
 *
 * The parts must be empty. Takes time in proportion to the points of the shape, and for polygons
 * near borders n log n for the n edges of both. Fails with TERR_EGEOM or TERR_ENOMEM; the parts are
 * then empty. */
enum terr_code terr_cutter_cut(struct terr_multipolygon *parts, const struct terr_cutter *cutter,
                               struct terr_engine *engine, const struct terr_multipolygon *shape,
                               struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
