#include <geo/shape/lattice.h>

#define STEPS_PER_DEG 1e10 // 1 / TERR_GRID_DEG, exactly

#define LON_MAX_DEG 180.0
#define LAT_MAX_DEG 90.0

// deg * 1e10 is within 2^-53 of it, 0.0002 steps, of a whole number where deg is on the grid.
static int64_t nearest(double deg)
{
    return (int64_t)(deg * STEPS_PER_DEG + (deg < 0 ? -0.5 : 0.5));
}

struct terr_node terr_lattice_nearest(double lon_deg, double lat_deg)
{
    const struct terr_node node = {nearest(lon_deg), nearest(lat_deg)};
    return node;
}

static bool take(int64_t *steps, double deg, double max_deg)
{
    if (!(deg >= -max_deg && deg <= max_deg)) return false;
    *steps = nearest(deg);
    return (double)*steps / STEPS_PER_DEG == deg;
}

bool terr_lattice_take(struct terr_node *out, const double *coords, size_t points)
{
    for (size_t i = 0; i < points; i++) {
        if (!take(&out[i].x, coords[2 * i], LON_MAX_DEG)) return false;
        if (!take(&out[i].y, coords[2 * i + 1], LAT_MAX_DEG)) return false;
    }
    return true;
}

double terr_lattice_deg(int64_t steps) { return (double)steps / STEPS_PER_DEG; }

int terr_node_compare(struct terr_node a, struct terr_node b)
{
    if (a.x != b.x) return a.x < b.x ? -1 : 1;
    return a.y < b.y ? -1 : a.y > b.y;
}

bool terr_node_same(struct terr_node a, struct terr_node b) { return a.x == b.x && a.y == b.y; }

static terr_wide product(int64_t a, int64_t b) { return (terr_wide)a * b; }

static int sign_of(terr_wide value) { return value < 0 ? -1 : value > 0; }

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

terr_wide terr_lattice_turn(struct terr_node a, struct terr_node b, struct terr_node c)
{
    return product(b.x - a.x, c.y - a.y) - product(b.y - a.y, c.x - a.x);
}

terr_wide terr_lattice_area2(const struct terr_node *ring, size_t count)
{
    terr_wide area2 = 0;
    for (size_t i = 1; i + 1 < count; i++) {
        area2 += terr_lattice_turn(ring[0], ring[i], ring[i + 1]);
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
