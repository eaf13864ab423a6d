/* shape/thinning.h - arcs drawn with fewer vertices, and nothing crossing that did not.
 *
 * Vertices are taken out one by one, the one that changes the line least first. Taking out the
 * vertex v between p and q draws the edge p-q in place of p-v and v-q; it is done only where
 *
 * - every vertex that was ever between p and q lies within the tolerance of that edge, in metres,
 *   and so each point of either line lies within it of the other line;
 * - no other vertex lies in the triangle p, v, q. Then no edge does either (it would have to end
 *   there, or to cross one of the two old edges), so sweeping the triangle passes over nothing:
 *   lines do not come to cross, to touch or to jump over an island (the condition of A. Saalfeld,
 *   Topologically consistent line simplification with the Douglas-Peucker algorithm, Cartography
 *   and Geographic Information Science 26, 1999). It is decided in integers. Nor does the new edge
 *   pass a vertex by a step of the grid or less, so that what is read back from degrees lies as it
 *   did here.
 *
 * - a ring, or an arc that ends where it began, keeps three corners, and two arcs between the same
 *   two junctions do not become one.
 *
 * Junctions stay, and so does what lies on the edge of the map, at 180 degrees and at the poles,
 * where the other half may be in another polygon.
 *
 * Metres are those of the plane that touches the ellipsoid of WGS 84 at the vertex taken out: a
 * radian of latitude is M = a (1 - e^2) / W^3, one of longitude N cos phi, N = a / W, W^2 = 1 - e^2
 * sin^2 phi (J. P. Snyder, Map Projections: A Working Manual, USGS PP 1395, 1987, eq. 4-18 to
 * 4-20).
 */
#ifndef GEO_SHAPE_THINNING_H
#define GEO_SHAPE_THINNING_H

#include <geo/shape/network.h>

TERR_BEGIN_DECLS

/* How far each step of the grid goes at a node's latitude, in metres. */
struct terr_step_size {
    double x_m;
    double y_m;
};
struct terr_step_size terr_step_size_at(struct terr_node node);

/* Metres from `node` to the segment a-b, by the step size given. */
double terr_segment_distance_m(struct terr_node node, struct terr_node a, struct terr_node b,
                               struct terr_step_size size);

/* Takes out what the tolerance allows; the network's nodes and arcs are then fewer, and what they
 * are beside is the same. Which vertices go depends neither on the order of arcs nor on their
 * direction, but for vertices that matter equally.
 *
 * Takes about n log n where arcs are spread over a map. Fails with TERR_ENOMEM; the network is then
 * as before. */
enum terr_code terr_thinning_apply(struct terr_network *network, double tolerance_m,
                                   struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
