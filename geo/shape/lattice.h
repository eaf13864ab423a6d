/* shape/lattice.h - the grid of 1e-10 degree as integers, on which geometry is exact.
 *
 * A point of the grid is a pair of integers, its degrees times 1e10: at most 1.8e12 by 0.9e12, so
 * that products of two differences fit 84 bits, of three 126, and every question asked here (on
 * which side, how large, where two edges cross) is answered in 128 bits without rounding.
 */
#ifndef GEO_SHAPE_LATTICE_H
#define GEO_SHAPE_LATTICE_H

#include <geo/base/api.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

TERR_BEGIN_DECLS

#define TERR_STEPS_PER_DEG 1e10 /* 1 / TERR_GRID_DEG, exactly */

/* An integer of 128 bits, which GCC and Clang have on every 64-bit machine. */
__extension__ typedef __int128 terr_wide;

/* A point of the grid: x is the longitude, y the latitude, in 1e-10 degree. */
struct terr_node {
    int64_t x;
    int64_t y;
};

/* Turns `points` pairs of degrees into nodes. False where one of them is not the double nearest to
 * a point of the grid, or lies outside [-180, 180] x [-90, 90]. */
bool terr_lattice_take(struct terr_node *out, const double *coords, size_t points);

/* The node nearest to a point within [-180, 180] x [-90, 90]. A point within 2^-53 of itself,
 * 0.0002 steps, of a node comes to that node. */
static inline struct terr_node terr_lattice_nearest(double lon_deg, double lat_deg)
{
    const double x = lon_deg * TERR_STEPS_PER_DEG, y = lat_deg * TERR_STEPS_PER_DEG;
    const struct terr_node node = {(int64_t)(x + (x < 0 ? -0.5 : 0.5)),
                                   (int64_t)(y + (y < 0 ? -0.5 : 0.5))};
    return node;
}

/* The double nearest to `steps` * 1e-10 degree: what the engine gives for the same point. */
static inline double terr_lattice_deg(int64_t steps) { return (double)steps / TERR_STEPS_PER_DEG; }

/* Order by x, then by y: negative, 0 or positive, as qsort asks. */
static inline int terr_node_compare(struct terr_node a, struct terr_node b)
{
    if (a.x != b.x) return a.x < b.x ? -1 : 1;
    return a.y < b.y ? -1 : a.y > b.y;
}

static inline bool terr_node_same(struct terr_node a, struct terr_node b)
{
    return a.x == b.x && a.y == b.y;
}

/* Twice the area of the triangle a, b, c: positive where it turns to the left. Its sign tells on
 * which side of the line from a to b the point c lies. */
static inline terr_wide terr_lattice_turn(struct terr_node a, struct terr_node b,
                                          struct terr_node c)
{
    return (terr_wide)(b.x - a.x) * (c.y - a.y) - (terr_wide)(b.y - a.y) * (c.x - a.x);
}

/* Whether a node lies above the segment a-b, and not on it, where that passes just west of the
 * node's meridian. */
static inline bool terr_lattice_is_above(struct terr_node node, struct terr_node a,
                                         struct terr_node b)
{
    if (a.x < b.x) return a.x < node.x && node.x <= b.x && terr_lattice_turn(a, b, node) > 0;
    return b.x < node.x && node.x <= a.x && terr_lattice_turn(b, a, node) > 0;
}

/* Twice the area of a ring of `count` nodes: positive where it runs counter-clockwise. The last
 * node may repeat the first. Fits 128 bits for fewer than 2^40 nodes. */
terr_wide terr_lattice_area2(const struct terr_node *ring, size_t count);

/* What a chain of `count` nodes, at least 1, adds to twice the area of the closed curve that it is
 * a part of: the triangles over its edges from the point 0, 0. Fits 128 bits for fewer than 2^40
 * nodes. */
terr_wide terr_lattice_area2_along(const struct terr_node *nodes, size_t count);

/* Whether the segments a1-a2 and b1-b2 cross at a point inside both; then `*at` is the node nearest
 * to it (halves go up and to the right), which depends on neither order nor direction. */
bool terr_lattice_cross(struct terr_node *at, struct terr_node a1, struct terr_node a2,
                        struct terr_node b1, struct terr_node b2);

/* Whether the segment a-b passes through the pixel of `node`, the square of one step around it that
 * has its left and lower sides and not the others. */
bool terr_lattice_passes(struct terr_node a, struct terr_node b, struct terr_node node);

TERR_END_DECLS

#endif
