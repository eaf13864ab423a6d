/* shape/width.h - how wide a polygon is. */
#ifndef GEO_SHAPE_WIDTH_H
#define GEO_SHAPE_WIDTH_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_engine;
struct terr_multipolygon;

/* Whether polygon `polygon` of a clean multipolygon is anywhere as wide as `width_m` metres (above
 * 0): whether a circle so wide fits into it, told to a hundredth of the width.
 *
 * Metres are those of the plane that touches the ellipsoid at the middle latitude of the polygon
 * (shape/thinning.h). At 48 degrees a degree of longitude is 1.0 percent longer half a degree
 * farther south, so the widths of a polygon of 110 km from south to north are told that well at its
 * ends. Fails with TERR_EGEOM or TERR_ENOMEM. */
TERR_API enum terr_code terr_width_reaches(bool *reaches, struct terr_engine *engine,
                                           const struct terr_multipolygon *shape, size_t polygon,
                                           double width_m, struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
