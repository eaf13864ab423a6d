#include "../../support/check.h"

#include "../../support/boxes.h"
#include "../../support/shapes.h"

struct bench {
    struct terr_worker worker;
    struct terr_ruler *ruler;
    struct terr_multipolygon a, b;
};

static int set_up(void **state)
{
    static struct bench bench;
    struct terr_error err;
    memset(&bench, 0, sizeof bench);
    *state = &bench;
    if (terr_ruler_new(&bench.ruler, TERR_AREA_ELLIPSOID, &err)) return -1;
    return terr_worker_init(&bench.worker, bench.ruler, &err) ? -1 : 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    terr_multipolygon_dispose(&bench->a);
    terr_multipolygon_dispose(&bench->b);
    terr_worker_dispose(&bench->worker);
    terr_ruler_free(bench->ruler);
    return 0;
}

static void read_clean(struct bench *bench, struct terr_multipolygon *out, const char *text)
{
    struct terr_multipolygon raw = TERR_MULTIPOLYGON_INIT;
    struct terr_fault fault;
    struct terr_error err;
    terr_multipolygon_dispose(out);
    shape_add(&raw, text);
    check_ok(terr_engine_clean(out, &fault, bench->worker.engine, &raw, &err));
    terr_multipolygon_dispose(&raw);
}

#define SQUARE "36 48, 38 48, 38 50, 36 50"

// Areas in square degrees; below 0 where only the laws are asked.
static const struct {
    const char *a, *b;
    double both, only_a, only_b;
} pairs[] = {
    {"", "", 0, 0, 0},
    {SQUARE, "", 0, 4, 0},
    {"", SQUARE, 0, 0, 4},
    {SQUARE, SQUARE, 4, 0, 0},
    {SQUARE, "36 50, 38 50, 38 48, 36 48", 4, 0, 0}, // the same, turned round
    {SQUARE, "37 49, 39 49, 39 51, 37 51", 1, 3, 3},
    {SQUARE, "36.5 48.5, 37 48.5, 37 49, 36.5 49", 0.25, 3.75, 0},
    {SQUARE, "40 48, 41 48, 41 49, 40 49", 0, 4, 1},
    {SQUARE, "38 48, 39 48, 39 50, 38 50", 0, 4, 2}, // an edge in common is no ground
    {SQUARE, "38 50, 39 50, 39 51, 38 51", 0, 4, 1}, // nor is a corner
    {SQUARE "; 36.5 48.5, 37 48.5, 37 49, 36.5 49", "36.5 48.5, 37 48.5, 37 49, 36.5 49", 0, 3.75,
     0.25}, // one fills the other's hole
    {"36 48, 37 48, 37 49, 36 49 | 38 48, 39 48, 39 49, 38 49",
     "36.5 48, 38.5 48, 38.5 49, 36.5 49", 1, 1, 1},
    {"36 48, 38.1234567 48.7654321, 37 50", "36.7654321 48.1, 38 48, 38.3 49.9, 36.2 49.7", -1, -1,
     -1},
    {"36 48, 38.1 48.7, 37 50 | 33 44, 34 44, 33.5 46", "36.3 48.1, 38 48.1, 38.3 49.9, 33.2 45",
     -1, -1, -1},
};

static void known_shapes(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct terr_comparison comparison = TERR_COMPARISON_INIT;
        if (pairs[i].both < 0) continue;
        read_clean(bench, &bench->a, pairs[i].a);
        read_clean(bench, &bench->b, pairs[i].b);
        check_ok(terr_comparison_between(&comparison, &bench->worker, &bench->a, &bench->b, &err));
        check_near(shape_plane_area(&comparison.both), pairs[i].both, 1e-9);
        check_near(shape_plane_area(&comparison.only_a), pairs[i].only_a, 1e-9);
        check_near(shape_plane_area(&comparison.only_b), pairs[i].only_b, 1e-9);
        terr_comparison_dispose(&comparison);
    }
}

// To 1 m2: crossings move to the grid (zone/comparison.h), edges here are 200 km long.
#define LAW_TOLERANCE_M2 1.0

static void the_parts_of_each_add_up_to_it(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct terr_comparison comparison = TERR_COMPARISON_INIT;
        read_clean(bench, &bench->a, pairs[i].a);
        read_clean(bench, &bench->b, pairs[i].b);
        check_ok(terr_comparison_between(&comparison, &bench->worker, &bench->a, &bench->b, &err));
        const double both_m2 = terr_area_m2(bench->ruler, &comparison.both);
        check_near(both_m2 + terr_area_m2(bench->ruler, &comparison.only_a),
                   terr_area_m2(bench->ruler, &bench->a), LAW_TOLERANCE_M2);
        check_near(both_m2 + terr_area_m2(bench->ruler, &comparison.only_b),
                   terr_area_m2(bench->ruler, &bench->b), LAW_TOLERANCE_M2);
        terr_comparison_dispose(&comparison);
    }
}

static void exchanging_the_two_exchanges_the_sides(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct terr_comparison there = TERR_COMPARISON_INIT, back = TERR_COMPARISON_INIT;
        read_clean(bench, &bench->a, pairs[i].a);
        read_clean(bench, &bench->b, pairs[i].b);
        check_ok(terr_comparison_between(&there, &bench->worker, &bench->a, &bench->b, &err));
        check_ok(terr_comparison_between(&back, &bench->worker, &bench->b, &bench->a, &err));
        assert_true(terr_multipolygon_equal(&there.both, &back.both));
        assert_true(terr_multipolygon_equal(&there.only_a, &back.only_b));
        assert_true(terr_multipolygon_equal(&there.only_b, &back.only_a));
        terr_comparison_dispose(&there);
        terr_comparison_dispose(&back);
    }
}

// What one has alone is found by the differ; the engine's overlay tells the same another way.
static void what_one_has_alone_is_what_the_overlay_leaves(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct terr_comparison comparison = TERR_COMPARISON_INIT;
        struct terr_multipolygon a = TERR_MULTIPOLYGON_INIT, b = TERR_MULTIPOLYGON_INIT;
        struct terr_engine *engine = bench->worker.engine;
        read_clean(bench, &bench->a, pairs[i].a);
        read_clean(bench, &bench->b, pairs[i].b);
        check_ok(terr_comparison_between(&comparison, &bench->worker, &bench->a, &bench->b, &err));
        check_ok(terr_engine_subtract(&a, engine, &bench->a, &bench->b, &err));
        check_ok(terr_engine_subtract(&b, engine, &bench->b, &bench->a, &err));
        check_near(terr_area_m2(bench->ruler, &comparison.only_a), terr_area_m2(bench->ruler, &a),
                   LAW_TOLERANCE_M2);
        check_near(terr_area_m2(bench->ruler, &comparison.only_b), terr_area_m2(bench->ruler, &b),
                   LAW_TOLERANCE_M2);
        terr_comparison_dispose(&comparison);
        terr_multipolygon_dispose(&a);
        terr_multipolygon_dispose(&b);
    }
    const struct terr_effort *effort = &bench->worker.effort;
    assert_int_equal(effort->delta_count, sizeof pairs / sizeof pairs[0]);
    assert_int_equal(effort->overlay_count, 0);
    assert_int_equal(effort->intersection_count, effort->delta_count);
}

// Two boxes whose areas on the ellipsoid are known in closed form.
static void boxes_on_the_ellipsoid(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    struct terr_comparison comparison = TERR_COMPARISON_INIT;
    read_clean(bench, &bench->a, "30 48, 32 48, 32 49, 30 49");
    read_clean(bench, &bench->b, "31.5 48, 33 48, 33 49, 31.5 49");
    check_ok(terr_comparison_between(&comparison, &bench->worker, &bench->a, &bench->b, &err));
    check_near(terr_area_m2(bench->ruler, &comparison.both), 0.5 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(terr_area_m2(bench->ruler, &comparison.only_a), 1.5 * BAND_48_49_M2,
               BOX_TOLERANCE_M2);
    check_near(terr_area_m2(bench->ruler, &comparison.only_b), 1.0 * BAND_48_49_M2,
               BOX_TOLERANCE_M2);
    terr_comparison_dispose(&comparison);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(known_shapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_parts_of_each_add_up_to_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(exchanging_the_two_exchanges_the_sides, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_one_has_alone_is_what_the_overlay_leaves, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(boxes_on_the_ellipsoid, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("zone/comparison", tests, NULL, NULL);
}
