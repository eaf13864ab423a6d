#include <geo/shape/lattice.h>

#include <math.h>

#define LON_MAX_DEG 180.0
#define LAT_MAX_DEG 90.0

bool terr_lattice_take(struct terr_node *out, const double *coords, size_t points)
{
    for (size_t i = 0; i < points; i++) {
        const double lon_deg = coords[2 * i], lat_deg = coords[2 * i + 1];
        if (!(fabs(lon_deg) <= LON_MAX_DEG && fabs(lat_deg) <= LAT_MAX_DEG)) return false;
        out[i] = terr_lattice_nearest(lon_deg, lat_deg);
        if (terr_lattice_deg(out[i].x) != lon_deg) return false;
        if (terr_lattice_deg(out[i].y) != lat_deg) return false;
    }
    return true;
}

static int sign_of(terr_wide value) { return value < 0 ? -1 : value > 0; }

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

terr_wide terr_lattice_area2(const struct terr_node *ring, size_t count)
{
    terr_wide area2 = 0;
    for (size_t i = 1; i + 1 < count; i++) {
        area2 += terr_lattice_turn(ring[0], ring[i], ring[i + 1]);
    }
    return area2;
}

terr_wide terr_lattice_area2_along(const struct terr_node *nodes, size_t count)
{
    terr_wide area2 = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        area2 += (terr_wide)nodes[i].x * nodes[i + 1].y - (terr_wide)nodes[i].y * nodes[i + 1].x;
    }
    return area2;
}

// The whole number nearest to above / below; halves go up.
static int64_t divide(terr_wide above, terr_wide below)
{
    if (below < 0) {
        above = -above;
        below = -below;
    }
    terr_wide quotient = above / below;
    terr_wide rest = above % below;
    if (rest < 0) {
        rest += below;
        quotient--;
    }
    return (int64_t)quotient + (2 * rest >= below);
}

bool terr_lattice_cross(struct terr_node *at, struct terr_node a1, struct terr_node a2,
                        struct terr_node b1, struct terr_node b2)
{
    const terr_wide from_b1 = terr_lattice_turn(a1, a2, b1);
    const terr_wide from_b2 = terr_lattice_turn(a1, a2, b2);
    if (sign_of(from_b1) * sign_of(from_b2) != -1) return false;
    const terr_wide from_a1 = terr_lattice_turn(b1, b2, a1);
    const terr_wide from_a2 = terr_lattice_turn(b1, b2, a2);
    if (sign_of(from_a1) * sign_of(from_a2) != -1) return false;
    // the share of a1-a2 before the crossing is from_a1 / whole
    const terr_wide whole = from_a1 - from_a2;
    at->x = a1.x + divide(from_a1 * (a2.x - a1.x), whole);
    at->y = a1.y + divide(from_a1 * (a2.y - a1.y), whole);
    return true;
}

bool terr_lattice_passes(struct terr_node a, struct terr_node b, struct terr_node node)
{
    // the ends are nodes themselves: a segment that is wholly on one side of the node's column or
    // row is wholly on that side of its pixel
    if (node.x < least(a.x, b.x) || node.x > most(a.x, b.x)) return false;
    if (node.y < least(a.y, b.y) || node.y > most(a.y, b.y)) return false;
    // twice the turns at the four corners, half a step from the node each way
    const terr_wide centre = 2 * terr_lattice_turn(a, b, node);
    const int64_t right = a.y - b.y, up = b.x - a.x; // what a step to the right, and up, adds
    const terr_wide lower_left = centre - right - up;
    const terr_wide lower_right = centre + right - up;
    const terr_wide upper_left = centre - right + up;
    const terr_wide upper_right = centre + right + up;
    if (lower_left == 0) return true; // of the corners, the pixel has this one alone
    const bool left_of = lower_left > 0 || lower_right > 0 || upper_left > 0 || upper_right > 0;
    const bool right_of = lower_left < 0 || lower_right < 0 || upper_left < 0 || upper_right < 0;
    return left_of && right_of;
}
