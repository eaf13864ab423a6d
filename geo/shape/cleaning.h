/* shape/cleaning.h - multipolygons made clean, at the cost of what is dirty.
 *
 * A shape whose rings nowhere meet is known to be valid without the engine (shape/validity.h) and
 * only brought to the grid and into order. The engine is asked where something meets.
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
 * Points of a valid shape move to the nearest node of the grid; what is invalid is repaired, and
 * `*fault` tells what was wrong. A fault smaller than the grid, which moving its points there
 * mends, is none.
 *
 * `in` may hold anything whose rings are closed, within [-180, 180] x [-90, 90] and of at least 4
 * points. `out` must be empty. Fails with TERR_EGEOM or TERR_ENOMEM; `out` is then empty. */
TERR_API enum terr_code terr_cleaning_clean(struct terr_multipolygon *out, struct terr_fault *fault,
                                            struct terr_engine *engine,
                                            const struct terr_multipolygon *in,
                                            struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
