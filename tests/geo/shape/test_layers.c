#include "../../support/check.h"

#include "../../support/pairs.h"
#include "../../support/random_shapes.h"
#include "../../support/shapes.h"
#include <geo/shape/engine.h>
#include <geo/shape/layers.h>

#define MOST 6

struct bench {
    struct terr_engine *engine;
    struct terr_multipolygon shapes[MOST];
    const struct terr_multipolygon *layers[MOST];
    size_t count;
    struct terr_layers out;
};

static int set_up(void **state)
{
    static struct bench bench;
    struct terr_error err;
    memset(&bench, 0, sizeof bench);
    for (size_t i = 0; i < MOST; i++) bench.layers[i] = &bench.shapes[i];
    *state = &bench;
    return terr_engine_new(&bench.engine, &err) ? -1 : 0;
}

static void drop(struct bench *bench)
{
    for (size_t i = 0; i < MOST; i++) terr_multipolygon_dispose(&bench->shapes[i]);
    terr_layers_dispose(&bench->out);
    bench->count = 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    drop(bench);
    terr_engine_free(bench->engine);
    return 0;
}

// Adds a layer, made clean; takes `raw`.
static void add_clean(struct bench *bench, struct terr_multipolygon *raw)
{
    struct terr_fault fault;
    struct terr_error err;
    assert_true(bench->count < MOST);
    check_ok(terr_engine_clean(&bench->shapes[bench->count++], &fault, bench->engine, raw, &err));
    terr_multipolygon_dispose(raw);
}

static void add(struct bench *bench, const char *text)
{
    struct terr_multipolygon raw = TERR_MULTIPOLYGON_INIT;
    shape_add(&raw, text);
    add_clean(bench, &raw);
}

static void lay(struct bench *bench)
{
    struct terr_error err;
    terr_layers_dispose(&bench->out);
    check_ok(terr_layers_lay(&bench->out, bench->engine, bench->layers, bench->count, &err));
    for (size_t i = 0; i < bench->out.count; i++) {
        shape_check_clean(bench->engine, &bench->out.grounds[i].shape, "a ground");
        assert_true(bench->out.grounds[i].shape.polygon_count > 0);
        assert_true(i == 0 || bench->out.grounds[i].layers > bench->out.grounds[i - 1].layers);
    }
}

static double area_of(const struct bench *bench, uint64_t layers)
{
    for (size_t i = 0; i < bench->out.count; i++) {
        if (bench->out.grounds[i].layers == layers) {
            return shape_plane_area(&bench->out.grounds[i].shape);
        }
    }
    return 0;
}

// ---- two layers ----

#define SQUARE "30 48, 32 48, 32 50, 30 50"

// What the first has alone, the second alone, and both, in square degrees.
static const struct {
    const char *first, *second;
    double only_first, only_second, both;
} pairs[] = {
    {"", "", 0, 0, 0},
    {SQUARE, "", 4, 0, 0},
    {"", SQUARE, 0, 4, 0},
    {SQUARE, SQUARE, 0, 0, 4},
    {SQUARE, "31 49, 33 49, 33 51, 31 51", 3, 3, 1},               // across
    {SQUARE, "32 48, 34 48, 34 50, 32 50", 4, 4, 0},               // beside
    {SQUARE, "32 50, 34 50, 34 52, 32 52", 4, 4, 0},               // at a corner
    {SQUARE, "30.5 48.5, 31 48.5, 31 49, 30.5 49", 3.75, 0, 0.25}, // within
    {SQUARE, "30 48, 31 48, 31 50, 30 50", 2, 0, 2},               // within, along an edge
    {"30 48, 33 48, 33 51, 30 51; 31 49, 31 50, 32 50, 32 49", "31 49, 32 49, 32 50, 31 50", 8, 1,
     0}, // in the hole
    {SQUARE " | 34 48, 35 48, 35 49, 34 49", "31 48, 34.5 48, 34.5 49, 31 49", 3.5, 2, 1.5},
    {SQUARE, "29 47, 33 47, 33 51, 29 51", 0, 12, 4}, // all round
};

static void two_layers(void **state)
{
    struct bench *bench = *state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        drop(bench);
        add(bench, pairs[i].first);
        add(bench, pairs[i].second);
        lay(bench);
        assert_false(bench->out.by_overlay);
        check_near(area_of(bench, 1), pairs[i].only_first, 1e-9);
        check_near(area_of(bench, 2), pairs[i].only_second, 1e-9);
        check_near(area_of(bench, 3), pairs[i].both, 1e-9);
    }
}

static void no_layer_has_no_ground(void **state)
{
    struct bench *bench = *state;
    lay(bench);
    assert_int_equal(bench->out.count, 0);
}

static void one_layer_stays_as_it_is(void **state)
{
    struct bench *bench = *state;
    add(bench, "30.1234567 48.1, 30.7654321 48.3, 30.4 49.1 | 40 40, 41 40, 41 41");
    lay(bench);
    assert_int_equal(bench->out.count, 1);
    assert_true(terr_multipolygon_equal(&bench->out.grounds[0].shape, &bench->shapes[0]));
}

// Four squares moved by half a side each, so that every set of neighbours has ground of its own.
static void several_at_once(void **state)
{
    struct bench *bench = *state;
    add(bench, "30 48, 32 48, 32 50, 30 50");
    add(bench, "31 48, 33 48, 33 50, 31 50");
    add(bench, "30 49, 32 49, 32 51, 30 51");
    add(bench, "31 49, 33 49, 33 51, 31 51");
    lay(bench);
    assert_int_equal(bench->out.count, 9);
    static const uint64_t sets[] = {1, 2, 4, 8, 1 | 2, 1 | 4, 2 | 8, 4 | 8, 15};
    for (size_t i = 0; i < 9; i++) check_near(area_of(bench, sets[i]), 1, 1e-9);
}

// A layer that is not clean winds otherwise than 0 or 1 times: the overlay answers.
static void layers_that_are_not_clean(void **state)
{
    struct bench *bench = *state;
    shape_add(&bench->shapes[0], SQUARE " | 31 49, 33 49, 33 51, 31 51"); // they overlap
    bench->count = 1;
    add(bench, "31.5 48, 32.5 48, 32.5 49.5, 31.5 49.5");
    struct terr_error err;
    const enum terr_code code =
        terr_layers_lay(&bench->out, bench->engine, bench->layers, bench->count, &err);
    // GEOS may refuse what is invalid; where it answers, that is said
    assert_true(code == TERR_EGEOM || (!code && bench->out.by_overlay));
}

// ---- by chance ----

// What the engine's overlay has of a set of layers: all that are in it, less all that are not.
static double by_engine(struct bench *bench, uint64_t set)
{
    struct terr_multipolygon ground = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    bool any = false;
    for (size_t i = 0; i < bench->count; i++) {
        struct terr_multipolygon next = TERR_MULTIPOLYGON_INIT;
        if (!(set >> i & 1)) continue;
        if (!any) {
            check_ok(terr_multipolygon_append(&next, bench->layers[i], &err));
        } else {
            check_ok(terr_engine_intersect(&next, bench->engine, &ground, bench->layers[i], &err));
        }
        any = true;
        terr_multipolygon_dispose(&ground);
        ground = next;
    }
    for (size_t i = 0; i < bench->count; i++) {
        struct terr_multipolygon next = TERR_MULTIPOLYGON_INIT;
        if (set >> i & 1) continue;
        check_ok(terr_engine_subtract(&next, bench->engine, &ground, bench->layers[i], &err));
        terr_multipolygon_dispose(&ground);
        ground = next;
    }
    const double area = shape_plane_area(&ground);
    terr_multipolygon_dispose(&ground);
    return area;
}

// Both move edges by less than a step of 1e-10 degree, ours once and the engine at every overlay:
// over edges of some hundred degrees that is less than 1e-7 square degrees.
#define NEAR 1e-7

static void check_against_engine(struct bench *bench)
{
    double sums[MOST] = {0};
    for (uint64_t set = 1; set >> bench->count == 0; set++) {
        const double area = area_of(bench, set);
        check_near(area, by_engine(bench, set), NEAR);
        for (size_t i = 0; i < bench->count; i++) sums[i] += set >> i & 1 ? area : 0;
    }
    for (size_t i = 0; i < bench->count; i++) {
        check_near(sums[i], shape_plane_area(bench->layers[i]), NEAR);
    }
}

static void stars_on_each_other(void **state)
{
    struct bench *bench = *state;
    for (uint64_t seed = 1; seed <= 25; seed++) {
        uint64_t random = seed;
        drop(bench);
        for (size_t i = 0; i < 4; i++) {
            struct terr_multipolygon raw = TERR_MULTIPOLYGON_INIT;
            random_add_stars(&raw, &random);
            add_clean(bench, &raw);
        }
        lay(bench);
        assert_false(bench->out.by_overlay);
        check_against_engine(bench);
    }
}

// Maps of consecutive days: most edges are shared.
static void pairs_that_are_hard(void **state)
{
    struct bench *bench = *state;
    for (size_t family = 0; family < pairs_family_count(); family++) {
        for (uint64_t seed = 1; seed <= 6; seed++) {
            drop(bench);
            pairs_make(&bench->shapes[0], &bench->shapes[1], bench->engine, family, seed);
            bench->count = 2;
            lay(bench);
            check_against_engine(bench);
        }
    }
}

// The order of the layers: the same grounds, point by point, under exchanged bits.
static void the_order_of_layers(void **state)
{
    static const size_t orders[][3] = {{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    struct bench *bench = *state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        uint64_t random = seed;
        drop(bench);
        for (size_t i = 0; i < 2; i++) {
            struct terr_multipolygon raw = TERR_MULTIPOLYGON_INIT;
            random_add_rings(&raw, &random, seed % 2 ? 1 : 10000000000 / 7);
            add_clean(bench, &raw);
        }
        struct terr_multipolygon raw = TERR_MULTIPOLYGON_INIT;
        struct terr_error err;
        check_ok(terr_multipolygon_append(&raw, &bench->shapes[0], &err));
        random_add_rings(&raw, &random, 3); // the first, and something
        add_clean(bench, &raw);
        lay(bench);
        for (size_t o = 0; o < sizeof orders / sizeof orders[0]; o++) {
            const struct terr_multipolygon *turned[3];
            struct terr_layers other = TERR_LAYERS_INIT;
            for (size_t i = 0; i < 3; i++) turned[i] = bench->layers[orders[o][i]];
            check_ok(terr_layers_lay(&other, bench->engine, turned, 3, &err));
            assert_int_equal(other.count, bench->out.count);
            for (size_t g = 0; g < other.count; g++) {
                uint64_t layers = 0;
                for (size_t i = 0; i < 3; i++) {
                    layers |= (other.grounds[g].layers >> i & 1) << orders[o][i];
                }
                size_t like = 0;
                while (like < bench->out.count && bench->out.grounds[like].layers != layers) like++;
                assert_true(like < bench->out.count);
                assert_true(terr_multipolygon_equal(&bench->out.grounds[like].shape,
                                                    &other.grounds[g].shape));
            }
            terr_layers_dispose(&other);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_layers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_layer_has_no_ground, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_layer_stays_as_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(several_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(layers_that_are_not_clean, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stars_on_each_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pairs_that_are_hard, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_order_of_layers, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("shape/layers", tests, NULL, NULL);
}
