#include "../../support/check.h"

#include "../../support/random_shapes.h"
#include "../../support/shapes.h"
#include <geo/shape/engine.h>
#include <geo/shape/rings.h>
#include <stdlib.h>

static int set_up(void **state)
{
    struct terr_error err;
    return terr_engine_new((struct terr_engine **)state, &err);
}

static int tear_down(void **state)
{
    terr_engine_free(*state);
    return 0;
}

static void take(struct terr_rings *rings, const char *text)
{
    struct terr_error err;
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    shape_add(&shape, text);
    check_ok(terr_rings_take(rings, &shape, &err));
    terr_multipolygon_dispose(&shape);
}

// ---- taking ----

static void rings_are_taken_with_their_polygons(void **state)
{
    (void)state;
    struct terr_rings rings = TERR_RINGS_INIT;
    take(&rings, "0 0, 8 0, 8 8; 2 1, 3 1, 3 2; 5 1, 6 1, 6 2 | -180 -90, 180 -90, 180 90");
    static const struct terr_ring expected[] = {
        {0, 4, 0, false}, {4, 8, 0, true}, {8, 12, 0, true}, {12, 16, 1, false}};
    assert_int_equal(rings.ring_count, 4);
    assert_int_equal(rings.node_count, 16);
    for (size_t r = 0; r < 4; r++) {
        assert_int_equal(rings.rings[r].start, expected[r].start);
        assert_int_equal(rings.rings[r].end, expected[r].end);
        assert_int_equal(rings.rings[r].polygon, expected[r].polygon);
        assert_int_equal(rings.rings[r].is_hole, expected[r].is_hole);
    }
    assert_int_equal(rings.nodes[12].x, INT64_C(-1800000000000));
    assert_int_equal(rings.nodes[14].y, INT64_C(900000000000));
    terr_rings_dispose(&rings);
    assert_null(rings.nodes);
    terr_rings_dispose(&rings); // once more does no harm
}

static void no_polygons_are_no_rings(void **state)
{
    (void)state;
    struct terr_error err;
    const struct terr_multipolygon empty = TERR_MULTIPOLYGON_INIT;
    struct terr_multipolygon out = TERR_MULTIPOLYGON_INIT;
    struct terr_rings rings = TERR_RINGS_INIT;
    check_ok(terr_rings_take(&rings, &empty, &err));
    assert_int_equal(rings.ring_count + rings.node_count, 0);
    check_ok(terr_rings_put(&out, &rings, &err));
    assert_int_equal(out.polygon_count, 0);
    terr_rings_dispose(&rings);
    terr_multipolygon_dispose(&out);
}

static void points_that_follow_each_other_at_one_node_are_one(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t nodes;
    } cases[] = {
        {"0 0, 8 0, 8 8", 4},
        {"0 0, 0 0, 8 0, 8 8", 4},                         // the first twice
        {"0 0, 8 0, 8 0, 8 0, 8 8", 4},                    // one three times
        {"0 0, 8 0, 8 8, 0 0", 4},                         // the last twice
        {"0 0, 8 0, 8.00000000004 0.00000000004, 8 8", 4}, // nearer than half a step
        {"0 0, 8 0, 8.00000000006 0, 8 8", 5},             // farther
        {"0 0, 8 0, 0 0, 8 8", 5},                         // not one after the other
        {"5 5, 5 5, 5 5", 1},                              // a point
        {"5 5, 5.00000000004 5, 5 4.99999999996", 1},      // one but for less than a step
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_rings rings = TERR_RINGS_INIT;
        take(&rings, cases[i].text);
        if (rings.node_count != cases[i].nodes) {
            fail_msg("%s: %zu nodes, needs %zu", cases[i].text, rings.node_count, cases[i].nodes);
        }
        assert_true(terr_node_same(rings.nodes[0], rings.nodes[rings.node_count - 1]));
        terr_rings_dispose(&rings);
    }
}

// ---- where a ring begins, which way it runs ----

static void a_ring_begins_in_the_west_and_there_in_the_south(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t first;
        bool ccw;
    } cases[] = {
        {"0 0, 8 0, 8 8", 0, true},
        {"8 0, 8 8, 0 0", 2, true},
        {"8 8, 0 0, 8 0", 1, true},
        {"0 0, 8 8, 8 0", 0, false},
        {"8 0, 0 0, 8 8", 1, false},
        {"0 8, 0 0, 8 0, 8 8", 1, true},
        {"8 0, 8 8, 0 8, 0 4, 0 0", 4, true}, // west side of two edges, one after the other
        {"0 4, 0 8, 8 8, 8 0, 0 0", 4, false},
        {"0 0, 0 4, 0 8, 8 4", 0, false},
        {"0 0, 9 -9, 1 0, 9 9", 0, true},                // its middle drawn in
        {"-180 90, -180 -90, 180 -90, 180 90", 1, true}, // as far as there is
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_rings rings = TERR_RINGS_INIT;
        take(&rings, cases[i].text);
        const size_t first = terr_ring_first(&rings, &rings.rings[0]);
        if (first != cases[i].first) fail_msg("%s: begins at %zu", cases[i].text, first);
        if (terr_ring_is_ccw(&rings, &rings.rings[0], first) != cases[i].ccw) {
            fail_msg("%s: counter-clockwise should be %d", cases[i].text, cases[i].ccw);
        }
        terr_rings_dispose(&rings);
    }
}

// A simple ring runs counter-clockwise where its area is positive: by its corner and by the sum
// over all of it.
static void the_corner_in_the_west_tells_the_way(void **state)
{
    (void)state;
    uint64_t random = 5;
    for (int round = 0; round < 200; round++) {
        struct terr_error err;
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        struct terr_rings rings = TERR_RINGS_INIT;
        random_add_stars(&shape, &random);
        check_ok(terr_rings_take(&rings, &shape, &err));
        for (size_t r = 0; r < rings.ring_count; r++) {
            const struct terr_ring *ring = &rings.rings[r];
            const terr_wide area2 =
                terr_lattice_area2(rings.nodes + ring->start, ring->end - ring->start);
            const size_t first = terr_ring_first(&rings, ring);
            assert_int_equal(terr_ring_is_ccw(&rings, ring, first), area2 > 0);
        }
        terr_rings_dispose(&rings);
        terr_multipolygon_dispose(&shape);
    }
}

// ---- canonical order ----

// A valid shape on the grid, put in order by us, is what the engine's normal form is (the oracle).
// False where the shape is invalid, so that there is none, or says a point twice, which the engine
// keeps.
static bool check_order(struct terr_engine *engine, const struct terr_multipolygon *shape,
                        const char *name)
{
    struct terr_error err;
    struct terr_fault fault;
    struct terr_rings rings = TERR_RINGS_INIT;
    struct terr_multipolygon ours = TERR_MULTIPOLYGON_INIT, engines = TERR_MULTIPOLYGON_INIT;
    check_ok(terr_rings_take(&rings, shape, &err));
    check_ok(terr_engine_find_fault(&fault, engine, shape, &err));
    const bool comparable = !fault.invalid && rings.node_count == shape->point_count;
    if (comparable) {
        check_ok(terr_rings_put(&ours, &rings, &err));
        check_ok(terr_engine_clean(&engines, &fault, engine, shape, &err));
        if (!terr_multipolygon_equal(&ours, &engines)) fail_msg("%s: not the engine's order", name);
    }
    terr_multipolygon_dispose(&ours);
    terr_multipolygon_dispose(&engines);
    terr_rings_dispose(&rings);
    return comparable;
}

static const char *const ordered[] = {
    "0 0, 8 0, 8 8",
    "8 8, 0 0, 0 8 | 20 0, 28 0, 28 8, 20 8",
    "0 0, 8 0, 8 8, 0 8; 1 1, 1 2, 2 1; 4 4, 4 5, 5 5, 5 4; 1 5, 1 6, 2 5; 5 1, 5 2, 6 1",
    // as many points, so that their places decide
    "0 0, 8 0, 8 8 | 20 0, 28 0, 28 8 | 10 0, 18 0, 18 8 | -10 0, -2 0, -2 8",
    "0 0, 8 0, 8 8 | 0 10, 8 10, 8 18 | 0 20, 8 20, 8 28",
    // the same first point and the same last; the second decides
    "0 0, 8 -8, 8 -4 | 0 0, 8 4, 8 8",
    "0 0, 8 0, 8 8, 0 8; 0 0, 2 1, 1 2", // a hole touching its shell where both begin
    "0 0, 4 4, 8 0, 8 8, 0 8 | 4 4, 6 1, 2 1",
};

static void known_shapes_come_in_the_order_of_the_engine(void **state)
{
    for (size_t i = 0; i < sizeof ordered / sizeof ordered[0]; i++) {
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        shape_add(&shape, ordered[i]);
        if (!check_order(*state, &shape, ordered[i])) fail_msg("%s: not valid", ordered[i]);
        terr_multipolygon_dispose(&shape);
    }
}

static void stars_come_in_the_order_of_the_engine(void **state)
{
    uint64_t random = 1;
    for (int round = 0; round < 400; round++) {
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        random_add_stars(&shape, &random);
        assert_true(check_order(*state, &shape, "stars"));
        terr_multipolygon_dispose(&shape);
    }
}

// Here rings touch where the rules allow it.
static void random_rings_come_in_the_order_of_the_engine(void **state)
{
    uint64_t random = 2;
    size_t compared = 0;
    for (int round = 0; round < 8000; round++) {
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        random_add_rings(&shape, &random, INT64_C(10000000000));
        compared += check_order(*state, &shape, "rings");
        terr_multipolygon_dispose(&shape);
    }
    assert_true(compared > 400);
}

// The order in which rings and polygons were given is forgotten.
static void the_order_given_does_not_matter(void **state)
{
    (void)state;
    static const char *const same[] = {
        "0 0, 8 0, 8 8, 0 8; 1 1, 2 1, 2 2; 5 5, 6 5, 6 6 | 20 0, 21 0, 21 1",
        "20 0, 21 0, 21 1 | 8 0, 8 8, 0 8, 0 0; 5 5, 6 6, 6 5; 2 2, 1 1, 2 1",
        "21 1, 21 0, 20 0 | 8 8, 8 0, 0 0, 0 8; 2 1, 2 2, 1 1; 6 5, 6 6, 5 5",
    };
    struct terr_error err;
    struct terr_multipolygon shapes[3] = {TERR_MULTIPOLYGON_INIT};
    for (size_t i = 0; i < 3; i++) {
        struct terr_rings rings = TERR_RINGS_INIT;
        take(&rings, same[i]);
        check_ok(terr_rings_put(&shapes[i], &rings, &err));
        assert_true(terr_multipolygon_equal(&shapes[0], &shapes[i]));
        terr_rings_dispose(&rings);
    }
    for (size_t i = 0; i < 3; i++) terr_multipolygon_dispose(&shapes[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rings_are_taken_with_their_polygons),
        cmocka_unit_test(no_polygons_are_no_rings),
        cmocka_unit_test(points_that_follow_each_other_at_one_node_are_one),
        cmocka_unit_test(a_ring_begins_in_the_west_and_there_in_the_south),
        cmocka_unit_test(the_corner_in_the_west_tells_the_way),
        cmocka_unit_test(known_shapes_come_in_the_order_of_the_engine),
        cmocka_unit_test(stars_come_in_the_order_of_the_engine),
        cmocka_unit_test(random_rings_come_in_the_order_of_the_engine),
        cmocka_unit_test(the_order_given_does_not_matter),
    };
    return cmocka_run_group_tests_name("shape/rings", tests, set_up, tear_down);
}
