/* shape/meetings.h - which polygons of several have to do with another. */
#ifndef GEO_SHAPE_MEETINGS_H
#define GEO_SHAPE_MEETINGS_H

#include <geo/shape/rings.h>

TERR_BEGIN_DECLS

/* Tells of each polygon whether the box of one of its edges shares a point with the box of another
 * polygon's edge, or whether it lies in another polygon, or that in it. Polygons must be simple in
 * themselves: each is valid alone. `rings` are as terr_rings_take gives them, and `meets` has room
 * for each polygon.
 *
 * What does not meet another may be left out when all are united (shape/noding.h): no edge of it
 * passes through the pixel of a node of another or of a crossing of others, since a segment lies
 * within half a step of a node only if the node is in its box; and it covers nothing that another
 * covers.
 *
 * Takes little more than time in proportion to the nodes where polygons lie spread over a map, and
 * gives up, with all of them meeting, where they do not. Fails with TERR_ENOMEM. */
enum terr_code terr_meetings_find(bool *meets, const struct terr_rings *rings,
                                  struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
