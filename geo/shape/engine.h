/* shape/engine.h - overlay and repair; the gate to GEOS.
 *
 * Everything here works on a fixed grid of 1e-10 degree (0.01 mm) with the snap-rounding overlays
 * of GEOS: the floating ones are silently wrong by whole areas on some valid input. What comes out
 * is a valid multipolygon with every vertex on the grid, shells counter-clockwise, holes clockwise,
 * in a canonical order that depends on the shape alone.
 */
#ifndef GEO_SHAPE_ENGINE_H
#define GEO_SHAPE_ENGINE_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_multipolygon;

/* One context of the engine. Used by one thread at a time; make one per thread. */
struct terr_engine;

/* The grid, in degrees. */
#define TERR_GRID_DEG 1e-10

/* Fails with TERR_ENOMEM; *out is then NULL. End with terr_engine_free. */
TERR_API enum terr_code terr_engine_new(struct terr_engine **out,
                                        struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_engine_free(struct terr_engine *engine);

/* What terr_engine_clean found. */
struct terr_fault {
    bool invalid;    /* the input broke a rule of the simple-features model        */
    bool stray_hole; /* a hole lay outside its shell: the repair makes land of it  */
    char reason[64]; /* the engine's word for the first fault: "Self-intersection" */
    double lon_deg;  /* where                                                      */
    double lat_deg;
};

/* `in` as a valid multipolygon on the grid. Valid input keeps its shape; invalid input is repaired
 * with make-valid, structure method: rings are made valid, shells united, holes cut out, parts that
 * overlap counted once. `*fault` tells what was wrong.
 *
 * `in` may hold anything whose rings are closed, finite and of at least 4 points. `out` must be
 * empty. Fails with TERR_EGEOM or TERR_ENOMEM; `out` is then empty. */
TERR_API enum terr_code terr_engine_clean(struct terr_multipolygon *out, struct terr_fault *fault,
                                          struct terr_engine *engine,
                                          const struct terr_multipolygon *in,
                                          struct terr_error *err) TERR_MUST_USE;

/* What is wrong with a shape that need not be clean, but for a stray hole. Fails with TERR_EGEOM or
 * TERR_ENOMEM. */
TERR_API enum terr_code terr_engine_find_fault(struct terr_fault *fault, struct terr_engine *engine,
                                               const struct terr_multipolygon *in,
                                               struct terr_error *err) TERR_MUST_USE;

/* The union of `count` clean multipolygons: what any of them covers, once. `out` must be empty. */
TERR_API enum terr_code terr_engine_union(struct terr_multipolygon *out, struct terr_engine *engine,
                                          const struct terr_multipolygon *const *parts,
                                          size_t count, struct terr_error *err) TERR_MUST_USE;

/* What `a` covers and `b` does not; both clean. `out` must be empty. */
TERR_API enum terr_code terr_engine_subtract(struct terr_multipolygon *out,
                                             struct terr_engine *engine,
                                             const struct terr_multipolygon *a,
                                             const struct terr_multipolygon *b,
                                             struct terr_error *err) TERR_MUST_USE;

/* What `a` and `b` both cover; both clean. `out` must be empty. */
TERR_API enum terr_code terr_engine_intersect(struct terr_multipolygon *out,
                                              struct terr_engine *engine,
                                              const struct terr_multipolygon *a,
                                              const struct terr_multipolygon *b,
                                              struct terr_error *err) TERR_MUST_USE;

/* The radius of the largest circle that fits into polygon `polygon` of `shape`, at most `tolerance`
 * (above 0) less than it is, in the unit of the coordinates, which may be those of any plane; the
 * polygon must be valid in it. Takes the longer the smaller the tolerance is against the polygon.
 * Fails with TERR_EGEOM or TERR_ENOMEM. */
enum terr_code terr_engine_inscribed_radius(double *radius, struct terr_engine *engine,
                                            const struct terr_multipolygon *shape, size_t polygon,
                                            double tolerance, struct terr_error *err) TERR_MUST_USE;

/* Whether nothing is left of polygon `polygon` of `shape` with all taken away that lies nearer to
 * its border than `by` (above 0), to a hundredth of that: whether no circle of that radius fits. In
 * the plane of terr_engine_inscribed_radius, and about as fast for long and narrow polygons as for
 * others. Fails with TERR_EGEOM or TERR_ENOMEM. */
enum terr_code terr_engine_erodes_away(bool *gone, struct terr_engine *engine,
                                       const struct terr_multipolygon *shape, size_t polygon,
                                       double by, struct terr_error *err) TERR_MUST_USE;

/* The version of GEOS at run time, such as "3.11.1-CAPI-1.17.1". Static. */
TERR_API const char *terr_engine_version(void);

TERR_END_DECLS

#endif
