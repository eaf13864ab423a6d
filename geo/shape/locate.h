/* shape/locate.h - where a point lies in a multipolygon, exactly. */
#ifndef GEO_SHAPE_LOCATE_H
#define GEO_SHAPE_LOCATE_H

#include <geo/base/api.h>

TERR_BEGIN_DECLS

struct terr_multipolygon;

enum terr_where {
    TERR_OUTSIDE,
    TERR_ON_BORDER, /* on an edge or a vertex of a shell or a hole */
    TERR_INSIDE
};

/* Where the point of the grid that is nearest to lon_deg, lat_deg lies in `shape`, which must be
 * clean (shape/engine.h): its vertices are then points of the grid too, and the answer is that of
 * whole numbers, without rounding. The order of polygons and the way that rings run do not matter.
 * The point must lie within [-180, 180] x [-90, 90].
 *
 * Method: how many edges a ray to the east crosses, an edge counting from its lower end on and
 * without its upper one (M. Shimrat, Algorithm 112: Position of point relative to polygon,
 * Communications of the ACM 5, 1962). Takes one look at each edge. */
enum terr_where terr_locate(const struct terr_multipolygon *shape, double lon_deg, double lat_deg);

TERR_END_DECLS

#endif
