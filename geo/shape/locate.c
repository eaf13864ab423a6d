#include <geo/shape/locate.h>

#include <geo/shape/lattice.h>
#include <geo/shape/multipolygon.h>

// The point that is looked for, and as the doubles that the shape would have for it: those compare
// as the nodes do, so that nearly every edge is passed over by them alone.
struct target {
    struct terr_node node;
    double x;
    double y;
};

static bool passes_by(const struct target *target, const double *a, const double *b)
{
    return (a[1] > target->y && b[1] > target->y) || (a[1] < target->y && b[1] < target->y) ||
           (a[0] < target->x && b[0] < target->x);
}

// Whether a point on the line through a and b lies between them; it lies no higher and no lower
// already, and no further east than both.
static bool is_between(const struct target *target, const double *a, const double *b)
{
    return a[0] <= target->x || b[0] <= target->x;
}

// What one edge makes of the answer so far.
static enum terr_where after_edge(const struct target *target, enum terr_where before,
                                  const double *a, const double *b)
{
    if (passes_by(target, a, b)) return before;
    const struct terr_node from = terr_lattice_nearest(a[0], a[1]);
    const struct terr_node to = terr_lattice_nearest(b[0], b[1]);
    const terr_wide turn = terr_lattice_turn(from, to, target->node);
    if (turn == 0 && is_between(target, a, b)) return TERR_ON_BORDER;
    const bool rises = to.y > from.y;
    if ((from.y > target->node.y) == (to.y > target->node.y)) return before;
    if (rises != (turn > 0)) return before; // it crosses west of the point
    return before == TERR_INSIDE ? TERR_OUTSIDE : TERR_INSIDE;
}

enum terr_where terr_locate(const struct terr_multipolygon *shape, double lon_deg, double lat_deg)
{
    const struct terr_node node = terr_lattice_nearest(lon_deg, lat_deg);
    const struct target target = {node, terr_lattice_deg(node.x), terr_lattice_deg(node.y)};
    enum terr_where where = TERR_OUTSIDE;
    size_t start = 0;
    for (size_t r = 0; r < shape->ring_count; r++) {
        for (size_t i = start; i + 1 < shape->ring_ends[r]; i++) {
            const double *a = shape->coords + 2 * i;
            where = after_edge(&target, where, a, a + 2);
            if (where == TERR_ON_BORDER) return where;
        }
        start = shape->ring_ends[r];
    }
    return where;
}
