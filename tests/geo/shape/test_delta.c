#include "../../support/check.h"

#include "../../support/shapes.h"
#include <geo/shape/area.h>
#include <geo/shape/delta.h>
#include <geo/shape/engine.h>

struct bench {
    struct terr_engine *engine;
    struct terr_ruler *ruler;
    struct terr_multipolygon from, to;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(gained_and_lost_of_known_shapes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(exchanging_the_two_exchanges_gained_and_lost, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(gained_less_lost_is_the_change_of_area, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("shape/delta", tests, NULL, NULL);
}
