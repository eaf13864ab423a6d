/* shape/cleaning.h - multipolygons made clean, and united, at the cost of what is dirty.
 *
 * A shape whose rings nowhere meet is known to be valid without the engine (shape/validity.h) and
 * only brought to the grid and into order. Where rings do meet, they are cut there, and what is
 * wound round is traced anew (shape/noding.h, shape/faces.h). The engine is asked for what is
 * beyond that, and to name faults.
 */
#ifndef GEO_SHAPE_CLEANING_H
#define GEO_SHAPE_CLEANING_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_engine;
struct terr_fault;
struct terr_multipolygon;

/* `in` as a valid multipolygon on the grid, in canonical order, as terr_engine_clean gives it.
 * Points move to the nearest node of the grid; what is invalid is repaired as the engine would, and
 * `*fault` tells what was wrong. A fault smaller than the grid, which moving the points there
 * mends, is none.
 *
 * `in` may hold anything whose rings are closed, within [-180, 180] x [-90, 90] and of at least 4
 * points. `out` must be empty. Fails with TERR_EGEOM or TERR_ENOMEM; `out` is then empty. */
TERR_API enum terr_code terr_cleaning_clean(struct terr_multipolygon *out, struct terr_fault *fault,
                                            struct terr_engine *engine,
                                            const struct terr_multipolygon *in,
                                            struct terr_error *err) TERR_MUST_USE;

/* The union of `count` clean multipolygons: what any of them covers, once; valid, on the grid, in
 * canonical order. Polygons that meet no other (shape/meetings.h) stay as they are. Edges move as
 * in a difference (shape/delta.h), where they cross or nearly touch. Polygons that lie on each
 * other in many layers, or meet in more places than on any map, are united half by half, and edges
 * move so at each step. The answer is checked: what is covered once, twice and so on adds up to the
 * areas of the parts and what bending added, to the last step squared; where it does not, the
 * engine answers.
 *
 * `out` must be empty. Fails with TERR_EGEOM or TERR_ENOMEM; `out` is then empty. */
TERR_API enum terr_code terr_cleaning_unite(struct terr_multipolygon *out,
                                            struct terr_engine *engine,
                                            const struct terr_multipolygon *const *parts,
                                            size_t count, struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
