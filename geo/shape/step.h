/* shape/step.h - about how much differs between two multipolygons, without an overlay.
 *
 * Two maps of one front agree on most of their edges. The edges that they do not share close into
 * loops, one around each stretch that moved, and the area in a loop is what was gained there, or
 * lost. That is found in a hundredth of the time an overlay takes (shape/delta.h), and tells which
 * steps are worth one.
 */
#ifndef GEO_SHAPE_STEP_H
#define GEO_SHAPE_STEP_H

#include <geo/base/error.h>

TERR_BEGIN_DECLS

struct terr_multipolygon;

/* An estimate, in square metres, of what `to` has and `from` has not, plus the reverse. Both must
 * be as they leave the engine (shape/engine.h): clean, on the grid, shells counter-clockwise.
 *
 * Where the loops neither cross themselves nor lie in one another it is the area itself, on a
 * sphere of the Earth's surface area (within 1 percent of the ellipsoid's); where a stretch moved
 * forth and back at once, the two are set off against each other, so that it may be too small,
 * though never smaller than the difference of the two areas; a loop inside another is added where
 * it should be taken off. Equal shapes give exactly 0. Fails with TERR_ENOMEM; `*area_m2` is then
 * untouched. */
enum terr_code terr_step_estimate(double *area_m2, const struct terr_multipolygon *from,
                                  const struct terr_multipolygon *to,
                                  struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
