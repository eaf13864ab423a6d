#include "../../support/check.h"

#include <geo/shape/lattice.h>
#include <stdlib.h>

#define EAST_MAX INT64_C(1800000000000)
#define NORTH_MAX INT64_C(900000000000)

static struct terr_node node(int64_t x, int64_t y)
{
    const struct terr_node made = {x, y};
    return made;
}

// ---- degrees ----

static const struct {
    double lon_deg, lat_deg;
    bool fits;
    int64_t x, y;
} degrees[] = {
    {0, 0, true, 0, 0},
    {-0.0, 0, true, 0, 0},
    {180, 90, true, EAST_MAX, NORTH_MAX},
    {-180, -90, true, -EAST_MAX, -NORTH_MAX},
    {36.1234567891, -48.9999999999, true, INT64_C(361234567891), INT64_C(-489999999999)},
    {1e-10, -1e-10, true, 1, -1},
    {1e-11, 0, false, 0, 0},
    {36.12345678915, 48, false, 0, 0},
    {48, 36.12345678915, false, 0, 0},
    {180.0000000001, 0, false, 0, 0},
    {0, -90.0000000001, false, 0, 0},
    {NAN, 0, false, 0, 0},
    {0, INFINITY, false, 0, 0},
    {1e300, 0, false, 0, 0},
};

static void degrees_are_taken_where_they_are_on_the_grid(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof degrees / sizeof degrees[0]; i++) {
        struct terr_node taken = {7, 7};
        const double coords[] = {degrees[i].lon_deg, degrees[i].lat_deg};
        if (terr_lattice_take(&taken, coords, 1) != degrees[i].fits) fail_msg("degrees[%zu]", i);
        if (!degrees[i].fits) continue;
        assert_int_equal(taken.x, degrees[i].x);
        assert_int_equal(taken.y, degrees[i].y);
        assert_true(terr_lattice_deg(taken.x) == degrees[i].lon_deg);
    }
}

static void one_point_off_the_grid_is_enough(void **state)
{
    (void)state;
    struct terr_node taken[3];
    const double coords[] = {1, 2, 3, 4.00000000001, 5, 6};
    assert_false(terr_lattice_take(taken, coords, 3));
    assert_true(terr_lattice_take(taken, coords, 1));
    assert_true(terr_lattice_take(taken, coords, 0));
}

// What strtod makes of the decimal text is the double nearest to it.
static void steps_become_the_nearest_double(void **state)
{
    (void)state;
    for (int64_t steps = -EAST_MAX + 12345; steps < EAST_MAX; steps += INT64_C(7777777777)) {
        char text[64];
        struct terr_node back;
        snprintf(text, sizeof text, "%s%lld.%010lld", steps < 0 ? "-" : "",
                 (long long)(llabs(steps) / 10000000000), (long long)(llabs(steps) % 10000000000));
        const double deg = terr_lattice_deg(steps);
        assert_true(deg == strtod(text, NULL));
        const double coords[] = {deg, 0};
        assert_true(terr_lattice_take(&back, coords, 1));
        assert_int_equal(back.x, steps);
    }
}

// ---- turns ----

static void a_turn_is_exact_at_any_size(void **state)
{
    (void)state;
    const struct terr_node sw = node(-EAST_MAX, -NORTH_MAX), ne = node(EAST_MAX, NORTH_MAX);
    assert_true(terr_lattice_turn(sw, ne, node(0, 0)) == 0);
    // a step off the diagonal of the Earth: twice the area is the width 3.6e12
    assert_true(terr_lattice_turn(sw, ne, node(0, 1)) == 2 * EAST_MAX);
    assert_true(terr_lattice_turn(sw, ne, node(0, -1)) == -2 * EAST_MAX);
    assert_true(terr_lattice_turn(sw, node(EAST_MAX, -NORTH_MAX), ne) ==
                (terr_wide)4 * EAST_MAX * NORTH_MAX);
}

static void rings_have_an_area(void **state)
{
    (void)state;
    const struct terr_node square[] = {node(1, 1), node(4, 1), node(4, 4), node(1, 4), node(1, 1)};
    const struct terr_node clockwise[] = {node(1, 1), node(1, 4), node(4, 4), node(4, 1)};
    assert_true(terr_lattice_area2(square, 5) == 18);
    assert_true(terr_lattice_area2(square, 4) == 18);
    assert_true(terr_lattice_area2(clockwise, 4) == -18);
    assert_true(terr_lattice_area2(square, 2) == 0);
    assert_true(terr_lattice_area2(NULL, 0) == 0);
}

// ---- crossings ----

static const struct {
    struct terr_node a1, a2, b1, b2;
    bool cross;
    struct terr_node at;
} crossings[] = {
    {{0, 0}, {10, 10}, {0, 10}, {10, 0}, true, {5, 5}},
    {{0, 0}, {3, 1}, {1, -5}, {2, 6}, true, {2, 1}},    // (3/2, 1/2)
    {{0, 0}, {1, 1}, {0, 1}, {1, 0}, true, {1, 1}},     // (1/2, 1/2): halves go up
    {{0, 0}, {-1, -1}, {0, -1}, {-1, 0}, true, {0, 0}}, // (-1/2, -1/2)
    {{0, 0}, {10, 0}, {5, 0}, {5, 9}, false, {0, 0}},   // one ends on the other
    {{0, 0}, {10, 0}, {10, 0}, {12, 9}, false, {0, 0}}, // they share an end
    {{0, 0}, {10, 0}, {4, 0}, {20, 0}, false, {0, 0}},  // on one line
    {{0, 0}, {10, 0}, {0, 1}, {10, 1}, false, {0, 0}},  // parallel
    {{0, 0}, {10, 0}, {11, -5}, {11, 5}, false, {0, 0}},
    {{-EAST_MAX, -NORTH_MAX},
     {EAST_MAX, NORTH_MAX},
     {-EAST_MAX, NORTH_MAX},
     {EAST_MAX, -NORTH_MAX},
     true,
     {0, 0}},
    // y = x / 2 and y = -x / 2 + 1: (1, 1/2)
    {{-EAST_MAX, -NORTH_MAX},
     {EAST_MAX, NORTH_MAX},
     {2 - EAST_MAX, NORTH_MAX},
     {EAST_MAX, 1 - NORTH_MAX},
     true,
     {1, 1}},
};

static void segments_cross_at_the_nearest_node(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof crossings / sizeof crossings[0]; i++) {
        const struct terr_node ends[] = {crossings[i].a1, crossings[i].a2, crossings[i].b1,
                                         crossings[i].b2};
        for (int form = 0; form < 8; form++) { // either first, each either way
            struct terr_node at = {99, 99};
            const int a = form & 1 ? 2 : 0, b = 2 - a, a_back = form >> 1 & 1,
                      b_back = form >> 2 & 1;
            const bool cross = terr_lattice_cross(&at, ends[a + a_back], ends[a + 1 - a_back],
                                                  ends[b + b_back], ends[b + 1 - b_back]);
            if (cross != crossings[i].cross) fail_msg("crossings[%zu], form %d", i, form);
            if (cross && !terr_node_same(at, crossings[i].at)) {
                fail_msg("crossings[%zu]: at %lld, %lld", i, (long long)at.x, (long long)at.y);
            }
        }
    }
}

// ---- pixels ----

static const struct {
    struct terr_node a, b, node;
    bool passes;
} pixels[] = {
    {{0, 0}, {10, 0}, {5, 0}, true},   // through the node
    {{0, 0}, {0, 10}, {0, 5}, true},   //
    {{0, 0}, {10, 0}, {5, 1}, false},  // half a step away at least
    {{0, 0}, {10, 10}, {5, 5}, true},  //
    {{0, 0}, {10, 1}, {2, 0}, true},   // 0.2 above it
    {{0, 0}, {10, 1}, {8, 1}, true},   // 0.2 below it
    {{0, 0}, {10, 1}, {2, 1}, false},  //
    {{0, 0}, {10, 1}, {11, 1}, false}, // behind the end
    {{0, 0}, {10, 1}, {-1, 0}, false}, // before the start
    {{0, 0}, {1, 1}, {1, 0}, false},   // touches the upper left corner, which is not in it
    {{0, 0}, {1, 1}, {0, 1}, false},   // the lower right one
    {{0, 1}, {1, 0}, {1, 1}, true},    // the lower left one, which is
    {{0, 1}, {1, 0}, {0, 0}, false},   // the upper right one
    {{0, 0}, {2, 1}, {1, 0}, true},    // (1, 1/2): on the upper side, but below it before
    {{0, 0}, {2, 1}, {1, 1}, true},    // the same point on the lower side
    {{0, 0}, {3, 1}, {1, 1}, false},   // (1.5, 1/2) is its lower right corner
    {{0, 0}, {3, 1}, {2, 1}, true},    // and the lower left of this one
    {{0, 0}, {3, 1}, {1, 0}, true},    //
    {{0, 0}, {-3, 1}, {-1, 1}, true},  // (-1.5, 1/2)
    {{0, 0}, {-3, 1}, {-2, 1}, true},  // through the side
};

static void segments_pass_through_half_open_pixels(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pixels / sizeof pixels[0]; i++) {
        const bool there = terr_lattice_passes(pixels[i].a, pixels[i].b, pixels[i].node);
        const bool back = terr_lattice_passes(pixels[i].b, pixels[i].a, pixels[i].node);
        if (there != pixels[i].passes || back != there) fail_msg("pixels[%zu]", i);
    }
}

// Walks along the segment and asks each point. Shares of 55440ths hit every corner and side that
// segments of at most 5 steps a side can meet: (odd / 2) / 1 .. 5.
static bool passes_on_a_walk(struct terr_node a, struct terr_node b, struct terr_node at)
{
    const int64_t dx = b.x - a.x, dy = b.y - a.y;
    const int64_t fine = 2 * 27720;
    for (int64_t share = 0; share <= fine; share++) {
        const int64_t x = 2 * (fine * (a.x - at.x) + share * dx);
        const int64_t y = 2 * (fine * (a.y - at.y) + share * dy);
        if (x >= -fine && x < fine && y >= -fine && y < fine) return true;
    }
    return false;
}

static void pixels_agree_with_walking_along_the_segment(void **state)
{
    (void)state;
    int passed = 0;
    for (int64_t dx = 0; dx <= 5; dx++) {
        for (int64_t dy = -5; dy <= 5; dy++) {
            if (dx == 0 && dy == 0) continue;
            for (int64_t at = 0; at < 49; at++) {
                const struct terr_node pixel = node(at % 7 - 1, at / 7 - 3);
                const struct terr_node end = node(dx, dy);
                const bool expected = passes_on_a_walk(node(0, 0), end, pixel);
                if (terr_lattice_passes(node(0, 0), end, pixel) != expected) {
                    fail_msg("to %d, %d past %d, %d", (int)dx, (int)dy, (int)pixel.x, (int)pixel.y);
                }
                passed += expected;
            }
        }
    }
    assert_true(passed > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(degrees_are_taken_where_they_are_on_the_grid),
        cmocka_unit_test(one_point_off_the_grid_is_enough),
        cmocka_unit_test(steps_become_the_nearest_double),
        cmocka_unit_test(a_turn_is_exact_at_any_size),
        cmocka_unit_test(rings_have_an_area),
        cmocka_unit_test(segments_cross_at_the_nearest_node),
        cmocka_unit_test(segments_pass_through_half_open_pixels),
        cmocka_unit_test(pixels_agree_with_walking_along_the_segment),
    };
    return cmocka_run_group_tests_name("shape/lattice", tests, NULL, NULL);
}
