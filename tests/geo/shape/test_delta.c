#include "../../support/check.h"

#include "../../support/edge_list.h"
#include "../../support/pairs.h"
#include "../../support/random_shapes.h"
#include "../../support/shapes.h"
#include <geo/shape/area.h>
#include <geo/shape/delta.h>
#include <geo/shape/edges.h>
#include <geo/shape/rings.h>
#include <geo/shape/engine.h>
#include <stdlib.h>

struct bench {
    struct terr_engine *engine;
    struct terr_ruler *ruler;
    struct terr_multipolygon from, to;
    size_t given_up; // differences that the engine's overlay found no answer to
};

static int set_up(void **state)
{
    static struct bench bench;
    struct terr_error err;
    memset(&bench, 0, sizeof bench);
    *state = &bench;
    if (terr_ruler_new(&bench.ruler, TERR_AREA_ELLIPSOID, &err)) return -1;
    return terr_engine_new(&bench.engine, &err) ? -1 : 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    terr_multipolygon_dispose(&bench->from);
    terr_multipolygon_dispose(&bench->to);
    terr_engine_free(bench->engine);
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
    check_ok(terr_engine_clean(out, &fault, bench->engine, &raw, &err));
    terr_multipolygon_dispose(&raw);
}

static const struct {
    const char *from, *to;
    double gained, lost; // square degrees
} pairs[] = {
    {"", "", 0, 0},
    {"", "36 48, 38 48, 38 50, 36 50", 4, 0},
    {"36 48, 38 48, 38 50, 36 50", "", 0, 4},
    {"36 48, 38 48, 38 50, 36 50", "36 48, 38 48, 38 50, 36 50", 0, 0},
    {"36 48, 38 48, 38 50, 36 50", "36 50, 38 50, 38 48, 36 48", 0, 0}, // the same, turned round
    {"36 48, 38 48, 38 50, 36 50", "36 48, 39 48, 39 49, 36 49", 1, 2},
    {"36 48, 38 48, 38 50, 36 50", "40 48, 41 48, 41 49, 40 49", 1, 4},
    {"36 48, 38 48, 38 50, 36 50", "36 48, 38 48, 38 50, 36 50; 36.5 48.5, 37 48.5, 37 49, 36.5 49",
     0, 0.25},
    {"36 48, 38.1234567 48.7654321, 37 50", "36.7654321 48.1, 38 48, 38.3 49.9, 36.2 49.7", -1, -1},
    {"36 48, 38.1 48.7, 37 50 | 33 44, 34 44, 33.5 46", "36.3 48.1, 38 48.1, 38.3 49.9, 33.2 45",
     -1, -1}, // by the laws alone
};

static void gained_and_lost_of_known_shapes(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct terr_delta delta = TERR_DELTA_INIT;
        if (pairs[i].gained < 0) continue;
        read_clean(bench, &bench->from, pairs[i].from);
        read_clean(bench, &bench->to, pairs[i].to);
        check_ok(terr_delta_between(&delta, bench->engine, &bench->from, &bench->to, &err));
        check_near(shape_plane_area(&delta.gained), pairs[i].gained, 1e-9);
        check_near(shape_plane_area(&delta.lost), pairs[i].lost, 1e-9);
        assert_false(delta.by_overlay);
        terr_delta_dispose(&delta);
    }
}

static void exchanging_the_two_exchanges_gained_and_lost(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct terr_delta there = TERR_DELTA_INIT, back = TERR_DELTA_INIT;
        read_clean(bench, &bench->from, pairs[i].from);
        read_clean(bench, &bench->to, pairs[i].to);
        check_ok(terr_delta_between(&there, bench->engine, &bench->from, &bench->to, &err));
        check_ok(terr_delta_between(&back, bench->engine, &bench->to, &bench->from, &err));
        assert_true(terr_multipolygon_equal(&there.gained, &back.lost));
        assert_true(terr_multipolygon_equal(&there.lost, &back.gained));
        terr_delta_dispose(&there);
        terr_delta_dispose(&back);
    }
}

static void gained_less_lost_is_the_change_of_area(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct terr_delta delta = TERR_DELTA_INIT;
        read_clean(bench, &bench->from, pairs[i].from);
        read_clean(bench, &bench->to, pairs[i].to);
        check_ok(terr_delta_between(&delta, bench->engine, &bench->from, &bench->to, &err));
        const double net_m2 =
            terr_area_m2(bench->ruler, &delta.gained) - terr_area_m2(bench->ruler, &delta.lost);
        const double difference_m2 =
            terr_area_m2(bench->ruler, &bench->to) - terr_area_m2(bench->ruler, &bench->from);
        // 1e-6 km2; each crossing moves by 5 micrometres at most, on edges of 300 km
        check_near(net_m2, difference_m2, 1);
        terr_delta_dispose(&delta);
    }
}

// ---- against the overlay of the whole maps ----

// How many pairs of each family; more with TERRITORY_TEST_PAIRS.
static uint64_t pairs_wanted(void)
{
    const char *wanted = getenv("TERRITORY_TEST_PAIRS");
    return wanted ? strtoull(wanted, NULL, 10) : 12;
}

static double area2_steps(const struct terr_multipolygon *shape)
{
    struct terr_error err;
    struct terr_rings rings = TERR_RINGS_INIT;
    check_ok(terr_rings_take(&rings, shape, &err));
    const terr_wide area2 = terr_rings_area2(&rings);
    terr_rings_dispose(&rings);
    return (double)area2;
}

// The length of the edges that differ, in steps.
static double differing_steps(const struct terr_multipolygon *from,
                              const struct terr_multipolygon *to)
{
    struct terr_error err;
    struct terr_differing differing = TERR_DIFFERING_INIT;
    double steps = 0;
    check_ok(terr_edges_differing(&differing, from, to, &err));
    const struct edge_list list = edge_list_of(&differing.chains);
    for (size_t i = 0; i < list.count; i++) {
        const struct edge *edge = &list.items[i];
        steps += hypot((double)(edge->to.x - edge->from.x), (double)(edge->to.y - edge->from.y));
    }
    free(list.items);
    terr_chains_dispose(&differing.chains);
    return steps;
}

// The overlay moves crossings by half a step as well, and every edge of either map that passes near
// one, so each may miss by 0.71 steps along the edges that differ; twice that, and areas are
// doubled. The engine gives up on a few maps whose points are a step apart.
static void check_side(struct bench *bench, const struct terr_multipolygon *side,
                       const struct terr_multipolygon *a, const struct terr_multipolygon *b,
                       const char *name)
{
    struct terr_error err;
    struct terr_multipolygon whole = TERR_MULTIPOLYGON_INIT;
    shape_check_clean(bench->engine, side, name);
    if (terr_engine_subtract(&whole, bench->engine, a, b, &err)) {
        assert_int_equal(err.code, TERR_EGEOM);
        bench->given_up++;
        return;
    }
    check_near(area2_steps(side), area2_steps(&whole), 2 * sqrt(2) * differing_steps(a, b));
    terr_multipolygon_dispose(&whole);
}

// The maps of the bench, there and back.
static void check_maps(struct bench *bench, const char *name)
{
    struct terr_error err;
    struct terr_delta there = TERR_DELTA_INIT, back = TERR_DELTA_INIT;
    check_ok(terr_delta_between(&there, bench->engine, &bench->from, &bench->to, &err));
    check_ok(terr_delta_between(&back, bench->engine, &bench->to, &bench->from, &err));
    if (there.by_overlay) fail_msg("%s: by the overlay", name);
    check_side(bench, &there.gained, &bench->to, &bench->from, name);
    check_side(bench, &there.lost, &bench->from, &bench->to, name);
    assert_true(terr_multipolygon_equal(&there.gained, &back.lost));
    assert_true(terr_multipolygon_equal(&there.lost, &back.gained));
    terr_delta_dispose(&there);
    terr_delta_dispose(&back);
}

static void hard_pairs_give_what_the_overlay_gives(void **state)
{
    struct bench *bench = *state;
    for (size_t family = 0; family < pairs_family_count(); family++) {
        for (uint64_t seed = 0; seed < pairs_wanted(); seed++) {
            char name[80];
            snprintf(name, sizeof name, "%s, %d", pairs_family_name(family), (int)seed);
            pairs_make(&bench->from, &bench->to, bench->engine, family, seed);
            check_maps(bench, name);
        }
    }
    assert_int_equal(bench->given_up, 0);
}

// A map of random rings, in place of `out`; where `more` is given, what it covers as well. False
// where the engine has no valid form of them.
static bool draw_map(struct bench *bench, struct terr_multipolygon *out,
                     const struct terr_multipolygon *more, uint64_t *random, int64_t unit)
{
    struct terr_multipolygon raw = TERR_MULTIPOLYGON_INIT;
    struct terr_fault fault;
    struct terr_error err;
    terr_multipolygon_dispose(out);
    random_add_rings(&raw, random, unit);
    if (more) check_ok(terr_multipolygon_append(&raw, more, &err));
    const enum terr_code code = terr_engine_clean(out, &fault, bench->engine, &raw, &err);
    terr_multipolygon_dispose(&raw);
    return code == TERR_OK;
}

// On a field of few points everything touches; a few steps apart, everything is bent as well.
static void random_pairs_give_what_the_overlay_gives(void **state)
{
    static const int64_t units[] = {1, 3, 40, 1000, INT64_C(10000000000)};
    struct bench *bench = *state;
    for (size_t unit = 0; unit < sizeof units / sizeof units[0]; unit++) {
        const uint64_t rounds = 50 * pairs_wanted();
        uint64_t random = 7 * unit, compared = 0;
        for (uint64_t round = 0; round < rounds; round++) {
            const struct terr_multipolygon *kept = round % 2 ? &bench->from : NULL;
            char name[80];
            snprintf(name, sizeof name, "unit %zu, round %d", unit, (int)round);
            if (!draw_map(bench, &bench->from, NULL, &random, units[unit])) continue;
            if (!draw_map(bench, &bench->to, kept, &random, units[unit])) continue;
            check_maps(bench, name);
            compared++;
        }
        assert_true(compared > rounds / 10 * 9);
        assert_true(bench->given_up <= rounds / 100);
    }
}

static void a_map_without_change_has_none(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    for (size_t family = 0; family < pairs_family_count(); family++) {
        struct terr_delta delta = TERR_DELTA_INIT;
        pairs_make(&bench->from, &bench->to, bench->engine, family, 1);
        check_ok(terr_delta_between(&delta, bench->engine, &bench->from, &bench->from, &err));
        assert_false(delta.by_overlay);
        assert_int_equal(delta.gained.polygon_count + delta.lost.polygon_count, 0);
        terr_delta_dispose(&delta);
    }
}

// gained(a, b) lies in b, lost(a, b) in a, and a + gained - lost is b.
static void what_changed_makes_one_map_of_the_other(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    for (size_t family = 0; family < 3; family++) { // those without crossings of long edges
        struct terr_delta delta = TERR_DELTA_INIT, rest = TERR_DELTA_INIT;
        struct terr_multipolygon kept = TERR_MULTIPOLYGON_INIT, made = TERR_MULTIPOLYGON_INIT;
        pairs_make(&bench->from, &bench->to, bench->engine, family, 4);
        check_ok(terr_delta_between(&delta, bench->engine, &bench->from, &bench->to, &err));
        check_ok(terr_engine_subtract(&kept, bench->engine, &bench->from, &delta.lost, &err));
        const struct terr_multipolygon *const parts[] = {&kept, &delta.gained};
        check_ok(terr_engine_union(&made, bench->engine, parts, 2, &err));
        check_ok(terr_delta_between(&rest, bench->engine, &made, &bench->to, &err));
        const double tolerance = 4 * sqrt(2) * differing_steps(&bench->from, &bench->to);
        check_near(area2_steps(&rest.gained), 0, tolerance);
        check_near(area2_steps(&rest.lost), 0, tolerance);
        terr_multipolygon_dispose(&kept);
        terr_multipolygon_dispose(&made);
        terr_delta_dispose(&delta);
        terr_delta_dispose(&rest);
    }
}

// ---- exactness ----

static void edges_that_only_share_parts_are_not_rounded(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    struct terr_delta delta = TERR_DELTA_INIT;
    // a triangle of one step by two, cut off a border of 40 degrees at a vertex on it
    read_clean(bench, &bench->from, "0 0, 20 0, 40 0, 40 40, 0 40");
    read_clean(bench, &bench->to, "0 0, 20 0, 20.0000000001 -0.0000000002, 40 0, 40 40, 0 40");
    check_ok(terr_delta_between(&delta, bench->engine, &bench->from, &bench->to, &err));
    assert_false(delta.by_overlay);
    // (20, 0), (20 + 1e-10, -2e-10), (40, 0): twice the area is 2 steps times 2e11 steps
    check_near(area2_steps(&delta.gained), 4e11, 0);
    assert_int_equal(delta.lost.polygon_count, 0);
    terr_delta_dispose(&delta);
}

static void steps_at_the_ends_of_the_earth_do_not_overflow(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    struct terr_delta delta = TERR_DELTA_INIT;
    read_clean(bench, &bench->from, "-180 -90, 180 -90, 180 90, -180 89.9999999999");
    read_clean(bench, &bench->to, "-180 -90, 180 -89.9999999999, 180 90, -180 90");
    check_ok(terr_delta_between(&delta, bench->engine, &bench->from, &bench->to, &err));
    assert_false(delta.by_overlay);
    // thin triangles of one step by 3.6e12
    check_near(area2_steps(&delta.gained), 3.6e12, 0);
    check_near(area2_steps(&delta.lost), 3.6e12, 0);
    terr_delta_dispose(&delta);
}

// ---- maps that are not clean ----

static const struct {
    const char *from, *to;
} unclean[] = {
    // off the grid
    {"36 48, 38 48, 38 50, 36 50", "36 48, 38.00000000001 48, 38 50, 36 50"},
    {"36 48, 38.00000000001 48, 38 50, 36 50", "36 48, 38 48, 38 50, 36 50"},
    // outside the Earth
    {"36 48, 38 48, 38 50, 36 50", "36 48, 181 48, 38 50, 36 50"},
    {"36 48, 38 48, 38 50, 36 50", "36 48, 38 48, 38 91, 36 50"},
    // a clockwise shell
    {"36 48, 38 48, 38 50, 36 50", "36 50, 39 50, 39 48, 36 48"},
    {"36 48, 38 48, 38 50, 36 50", "40 50, 41 50, 41 48, 40 48"},
    // a hole that is counter-clockwise, as the shell it was
    {"36 48, 38 48, 38 50, 36 50", "35 47, 39 47, 39 51, 35 51; 36 48, 38 48, 38 50, 36 50"},
};

static void maps_that_are_not_clean_are_left_to_the_overlay(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    for (size_t i = 0; i < sizeof unclean / sizeof unclean[0]; i++) {
        struct terr_delta delta = TERR_DELTA_INIT;
        struct terr_multipolygon gained = TERR_MULTIPOLYGON_INIT;
        terr_multipolygon_dispose(&bench->from);
        terr_multipolygon_dispose(&bench->to);
        shape_add(&bench->from, unclean[i].from);
        shape_add(&bench->to, unclean[i].to);
        check_ok(terr_delta_between(&delta, bench->engine, &bench->from, &bench->to, &err));
        assert_true(delta.by_overlay);
        check_ok(terr_engine_subtract(&gained, bench->engine, &bench->to, &bench->from, &err));
        assert_true(terr_multipolygon_equal(&delta.gained, &gained));
        terr_multipolygon_dispose(&gained);
        terr_delta_dispose(&delta);
        assert_false(delta.by_overlay);
    }
}

static void parts_that_overlap_are_left_to_the_overlay(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    struct terr_delta delta = TERR_DELTA_INIT;
    read_clean(bench, &bench->from, "36 48, 38 48, 38 50, 36 50");
    terr_multipolygon_dispose(&bench->to);
    shape_add(&bench->to, "40 48, 42 48, 42 50, 40 50 | 41 49, 43 49, 43 51, 41 51");
    // GEOS may refuse such a map; what must not be is a quiet answer of the differ's own
    if (terr_delta_between(&delta, bench->engine, &bench->from, &bench->to, &err) == TERR_OK) {
        assert_true(delta.by_overlay);
    } else {
        assert_int_equal(err.code, TERR_EGEOM);
    }
    terr_delta_dispose(&delta);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(gained_and_lost_of_known_shapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(exchanging_the_two_exchanges_gained_and_lost, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(gained_less_lost_is_the_change_of_area, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hard_pairs_give_what_the_overlay_gives, set_up, tear_down),
        cmocka_unit_test_setup_teardown(random_pairs_give_what_the_overlay_gives, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_map_without_change_has_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_changed_makes_one_map_of_the_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(edges_that_only_share_parts_are_not_rounded, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(steps_at_the_ends_of_the_earth_do_not_overflow, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(maps_that_are_not_clean_are_left_to_the_overlay, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(parts_that_overlap_are_left_to_the_overlay, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests_name("shape/delta", tests, NULL, NULL);
}
