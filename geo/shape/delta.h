/* shape/delta.h - what differs between two multipolygons. */
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
    bool by_overlay;                 /* true: the engine's overlay had to be asked */
};
#define TERR_DELTA_INIT                                       \
    {                                                         \
        TERR_MULTIPOLYGON_INIT, TERR_MULTIPOLYGON_INIT, false \
    }

/* What `to` has and `from` has not, and the reverse. Both must be clean (shape/engine.h).
 * Exchanging `from` and `to` exchanges `gained` and `lost` and changes nothing else. `out` must be
 * empty.
 *
 * Where the borders cross, a new vertex is moved to the grid, by 5 micrometres at most, and with it
 * the ends of the edges it cuts, so that gained - lost misses the difference of the areas by about
 * that times the length of those edges: 0.16 m2 at most over 648 pairs of real maps, a few m2 where
 * edges are hundreds of kilometres long.
 *
 * Fails with TERR_EGEOM or TERR_ENOMEM; `out` is then empty. */
TERR_API enum terr_code terr_delta_between(struct terr_delta *out, struct terr_engine *engine,
                                           const struct terr_multipolygon *from,
                                           const struct terr_multipolygon *to,
                                           struct terr_error *err) TERR_MUST_USE;

TERR_API void terr_delta_dispose(struct terr_delta *delta);

TERR_END_DECLS

#endif
