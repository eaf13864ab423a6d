#include "../../support/check.h"

#include "../../support/random_shapes.h"
#include "../../support/shapes.h"
#include <geo/shape/engine.h>
#include <geo/shape/validity.h>
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

static bool is_sure(const struct terr_multipolygon *shape)
{
    struct terr_error err;
    struct terr_rings rings = TERR_RINGS_INIT;
    bool sure;
    check_ok(terr_rings_take(&rings, shape, &err));
    check_ok(terr_validity_is_sure(&sure, &rings, &err));
    terr_rings_dispose(&rings);
    return sure;
}

// What the engine says, GEOSisValid, is the oracle: what is surely valid must be valid there.
static bool check_sure(struct terr_engine *engine, const struct terr_multipolygon *shape,
                       bool *invalid, const char *name)
{
    struct terr_error err;
    struct terr_fault fault;
    const bool sure = is_sure(shape);
    check_ok(terr_engine_find_fault(&fault, engine, shape, &err));
    if (sure && fault.invalid) {
        fail_msg("%s: called valid, the engine says %s at %.10f %.10f", name, fault.reason,
                 fault.lon_deg, fault.lat_deg);
    }
    *invalid = fault.invalid;
    return sure;
}

// ---- known shapes ----

#define BOX "0 0, 8 0, 8 8, 0 8"

// Where nothing meets, the answer must be sure.
static const char *const sure_shapes[] = {
    "0 0, 8 0, 8 8",
    BOX,
    "0 0, 0 8, 8 8, 8 0",
    BOX "; 2 2, 2 6, 6 6, 6 2",
    BOX "; 2 2, 6 2, 6 6, 2 6",                                           // turned the other way
    BOX "; 2 2, 2 6, 6 6, 6 2 | 3 3, 5 3, 5 5, 3 5",                      // an island in it
    "3 3, 5 3, 5 5, 3 5 |" BOX "; 2 2, 2 6, 6 6, 6 2",                    // given before it
    BOX "; 2 2, 2 6, 6 6, 6 2 | 3 3, 5 3, 5 5, 3 5; 3.5 3.5, 4 4, 4 3.5", // and a hole in that
    BOX "| 9 0, 16 0, 16 8, 9 8",
    BOX "| 0 9, 8 9, 8 16, 0 16",
    "0 0, 4 0, 8 0, 8 8, 0 8",        // three on a line
    "4 0, 8 0, 8 8, 0 8, 0 0",        // where it closes as well
    "0 0, 8 0, 8 0, 8 8, 0 8",        // a point said twice
    "0 0, 9 -9, 1 0, 9 9",            // its middle drawn in
    BOX "; 0.0000000001 4, 4 6, 4 2", // a step beside an edge
};

// Where something meets or lies wrong, it must not, whether the rules allow it or not.
static const char *const unsure_shapes[] = {
    "0 0, 4 0, 8 0",                                         // flat
    "0 0, 8 0",                                              // of two points
    "5 5, 5 5, 5 5",                                         // a point
    "0 0, 8 8, 8 0, 0 8",                                    // a bow tie
    "0 0, 8 0, 12 4, 8 0, 8 8, 0 8",                         // a spike
    "0 0, 8 0, 8 12, 8 8, 0 8",                              // a spike along an edge
    "8 0, 8 8, 0 8, 0 0, 12 0",                              // where it closes
    "12 0, 8 0, 8 8, 0 8, 0 0",                              // where it closes, the other way round
    "0 0, 4 4, 8 0, 8 8, 4 4, 0 8",                          // touching itself in a node
    "0 0, 8 0, 8 8, 4 0, 0 8",                               // a corner in its own edge
    "0 0, 9 0, 9 9, 0 9, 0 0, 2 5, 5 5, 5 2",                // a hole as part of the shell
    "0 0, 8 0, 8 8, 0 8, 0 0, 8 0, 8 8, 0 8",                // twice round
    "0 0, 8 0, 8 4, 4 4, 4 0, 6 0, 6 -4, 0 -4",              // along itself
    BOX "; 0 0, 2 4, 4 2",                                   // a hole touching the shell
    BOX "; 0 4, 4 6, 4 2",                                   // in an edge
    BOX "; 0 0, 4 8, 4 4",                                   // twice: it parts the box
    BOX "; 0 2, 0 6, 4 6, 4 2",                              // along an edge
    BOX "; " BOX,                                            // all hole
    BOX "; 2 2, 2 4, 4 4, 4 2; 4 4, 4 6, 6 6, 6 4",          // holes that touch
    BOX "; 2 2, 2 6, 6 6, 6 2; 4 4, 4 7, 7 7, 7 4",          // holes that overlap
    BOX "; 2 2, 2 6, 6 6, 6 2; 3 3, 3 4, 4 4, 4 3",          // a hole in a hole
    BOX "; 3 3, 3 4, 4 4, 4 3; 2 2, 2 6, 6 6, 6 2",          // given before it
    BOX "; 9 2, 9 6, 12 6, 12 2",                            // a hole outside
    BOX "; -3 2, -3 6, -1 6, -1 2",                          // west
    BOX "; 2 9, 2 12, 6 12, 6 9",                            // north
    BOX "; -1 -1, 9 -1, 9 9, -1 9",                          // round the shell
    BOX "; 9 2, 9 6, 12 6, 12 2 | 8.5 0, 20 0, 20 9, 8.5 9", // in another polygon
    BOX "; 6 2, 6 6, 12 6, 12 2",                            // half outside
    BOX "| 8 8, 16 8, 16 16, 8 16",                          // touching in a corner
    BOX "| 8 0, 16 0, 16 8, 8 8",                            // along an edge
    BOX "| 8 4, 16 0, 16 8",                                 // a corner in an edge
    BOX "| 4 4, 12 4, 12 12, 4 12",                          // overlapping
    BOX "| 2 2, 6 2, 6 6, 2 6",                              // one in the other
    "2 2, 6 2, 6 6, 2 6 |" BOX,                              // given before it
    BOX "|" BOX,                                             // twice
    BOX "; 1 1, 1 7, 7 7, 7 1 | 2 2, 6 2, 6 6, 2 6 | 3 3, 5 3, 5 5, 3 5", // in an island
    BOX "| 20 20, 22 22, 21 21",                                          // a box and nothing
    BOX "; 3 3, 3 3, 3 3",                                                // a hole that is a point
};

static void what_meets_nowhere_is_surely_valid(void **state)
{
    for (size_t i = 0; i < sizeof sure_shapes / sizeof sure_shapes[0]; i++) {
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        bool invalid;
        shape_add(&shape, sure_shapes[i]);
        if (!check_sure(*state, &shape, &invalid, sure_shapes[i])) {
            fail_msg("%s: not sure", sure_shapes[i]);
        }
        terr_multipolygon_dispose(&shape);
    }
}

static void what_meets_is_never_sure(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof unsure_shapes / sizeof unsure_shapes[0]; i++) {
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        shape_add(&shape, unsure_shapes[i]);
        if (is_sure(&shape)) fail_msg("%s: sure", unsure_shapes[i]);
        terr_multipolygon_dispose(&shape);
    }
}

static void nothing_is_surely_valid(void **state)
{
    (void)state;
    const struct terr_multipolygon empty = TERR_MULTIPOLYGON_INIT;
    assert_true(is_sure(&empty));
}

// ---- chance ----

static void random_rings_called_valid_are_valid(void **state)
{
    static const int64_t units[] = {1, 7, INT64_C(10000000000)};
    for (size_t unit = 0; unit < sizeof units / sizeof units[0]; unit++) {
        uint64_t random = 4 + unit;
        size_t sure_count = 0, invalid_count = 0;
        for (int round = 0; round < 5000; round++) {
            struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
            bool invalid;
            char name[40];
            snprintf(name, sizeof name, "unit %zu, round %d", unit, round);
            random_add_rings(&shape, &random, units[unit]);
            sure_count += check_sure(*state, &shape, &invalid, name);
            invalid_count += invalid;
            terr_multipolygon_dispose(&shape);
        }
        assert_true(sure_count > 250 && invalid_count > 250);
    }
}

// What is done to one ring of a valid shape. Points are moved alone: their number stays.
enum harm {
    SPIKE,        // a point goes out to another and the next comes back
    ONTO_A_POINT, // a point of the one ring onto one of another
    INTO_AN_EDGE, // a point onto the middle of an edge, or a step beside it
    SWAP,         // two points of a ring change places
    MOVE_RING,    // the ring goes elsewhere as it is
    COPY_RING,    // the ring becomes one that another polygon has
    BACK_ALONG,   // an edge of three points goes forth, back and forth
    HARM_COUNT
};

struct victim {
    struct terr_multipolygon *shape;
    uint64_t *random;
    double *points; // of the ring, without the last
    size_t count;
};

static double *any_point(const struct victim *victim)
{
    return victim->points + 2 * (random_draw(victim->random) % victim->count);
}

static void put_point(double *to, const double *from) { memcpy(to, from, 2 * sizeof *to); }

static double step(double deg, int64_t steps) { return (round(deg * 1e10) + (double)steps) / 1e10; }

static void spike(const struct victim *victim)
{
    const size_t at = random_draw(victim->random) % (victim->count - 2);
    put_point(victim->points + 2 * (at + 2), victim->points + 2 * at);
}

static void put_into_an_edge(const struct victim *victim, const double *others)
{
    double *point = any_point(victim);
    const int64_t beside = (int64_t)(random_draw(victim->random) % 3) - 1;
    point[0] = step((others[0] + others[2]) / 2, beside);
    point[1] = step((others[1] + others[3]) / 2, 0);
}

static void swap_points(const struct victim *victim)
{
    double kept[2], *a = any_point(victim), *b = any_point(victim);
    put_point(kept, a);
    put_point(a, b);
    put_point(b, kept);
}

static void move_ring(const struct victim *victim)
{
    const double east = (double)(random_draw(victim->random) % 400) / 100 - 2;
    const double north = (double)(random_draw(victim->random) % 400) / 100 - 2;
    for (size_t i = 0; i < victim->count; i++) {
        victim->points[2 * i] = step(victim->points[2 * i] + east, 0);
        victim->points[2 * i + 1] = step(victim->points[2 * i + 1] + north, 0);
    }
}

static void copy_ring(const struct victim *victim, const double *others, size_t other_count)
{
    for (size_t i = 0; i < victim->count; i++) {
        put_point(victim->points + 2 * i, others + 2 * (i < other_count ? i : 0));
    }
}

static void go_back_along(const struct victim *victim)
{
    double *at = victim->points + 2 * (random_draw(victim->random) % (victim->count - 3));
    put_point(at + 4, at);
    put_point(at + 6, at + 2);
}

static void harm(struct terr_multipolygon *shape, uint64_t *random, enum harm what)
{
    const size_t ring = random_draw(random) % shape->ring_count;
    const size_t other = random_draw(random) % shape->ring_count;
    const size_t start = terr_multipolygon_ring_start(shape, ring);
    const size_t other_start = terr_multipolygon_ring_start(shape, other);
    const size_t other_count = shape->ring_ends[other] - other_start - 1;
    const double *others = shape->coords + 2 * other_start;
    const double *another = others + 2 * (random_draw(random) % other_count);
    const struct victim victim = {shape, random, shape->coords + 2 * start,
                                  shape->ring_ends[ring] - start - 1};
    if (what == SPIKE) spike(&victim);
    if (what == ONTO_A_POINT) put_point(any_point(&victim), another);
    if (what == INTO_AN_EDGE) put_into_an_edge(&victim, another);
    if (what == SWAP) swap_points(&victim);
    if (what == MOVE_RING) move_ring(&victim);
    if (what == COPY_RING) copy_ring(&victim, others, other_count);
    if (what == BACK_ALONG) go_back_along(&victim);
    put_point(victim.points + 2 * victim.count, victim.points); // closed again
}

static void stars_are_surely_valid(void **state)
{
    uint64_t random = 6;
    for (int round = 0; round < 400; round++) {
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        bool invalid;
        random_add_stars(&shape, &random);
        assert_true(check_sure(*state, &shape, &invalid, "stars"));
        terr_multipolygon_dispose(&shape);
    }
}

// One ring among many is harmed.
static void harmed_stars_called_valid_are_valid(void **state)
{
    for (int what = 0; what < HARM_COUNT; what++) {
        uint64_t random = 8;
        size_t invalid_count = 0;
        for (int round = 0; round < 600; round++) {
            struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
            bool invalid;
            char name[40];
            snprintf(name, sizeof name, "harm %d, round %d", what, round);
            random_add_stars(&shape, &random);
            harm(&shape, &random, (enum harm)what);
            check_sure(*state, &shape, &invalid, name);
            invalid_count += invalid;
            terr_multipolygon_dispose(&shape);
        }
        if (invalid_count < 100) fail_msg("harm %d: only %zu invalid", what, invalid_count);
    }
}

// ---- where all pairs are too many ----

// A ring of `teeth` long teeth side by side on a slant: the boxes of all edges meet, the edges do
// not.
static void add_slanted_comb(struct terr_multipolygon *shape, int teeth)
{
    struct terr_error err;
    for (int i = 0; i < teeth; i++) {
        check_ok(terr_multipolygon_add_point(shape, i * 0.001, -i * 0.001, &err));
        check_ok(terr_multipolygon_add_point(shape, 20 + i * 0.001 + 0.0005, 20 - i * 0.001, &err));
    }
    check_ok(terr_multipolygon_add_point(shape, -1, -1 - teeth * 0.003, &err));
    check_ok(terr_multipolygon_add_point(shape, 0, 0, &err));
    check_ok(terr_multipolygon_end_ring(shape, &err));
    check_ok(terr_multipolygon_end_polygon(shape, &err));
}

static void boxes_above_each_other_are_swept(void **state)
{
    struct terr_multipolygon few = TERR_MULTIPOLYGON_INIT, many = TERR_MULTIPOLYGON_INIT;
    bool invalid;
    add_slanted_comb(&few, 20);
    assert_true(is_sure(&few));
    add_slanted_comb(&many, 1000);
    assert_true(check_sure(*state, &many, &invalid, "comb"));
    shape_add(&many, "40 40, 41 40, 41 41, 40 41; 40 40, 40.5 40.8, 40.8 40.5");
    assert_false(is_sure(&many));
    terr_multipolygon_dispose(&few);
    terr_multipolygon_dispose(&many);
}

static void polygons_in_a_column_are_swept(void **state)
{
    (void)state;
    static const size_t heights[] = {100, 3000};
    for (size_t i = 0; i < 2; i++) {
        struct terr_multipolygon column = TERR_MULTIPOLYGON_INIT;
        for (size_t k = 0; k < heights[i]; k++) {
            shape_add_square(&column, 36, -80 + 0.05 * (double)k, 0.01);
        }
        assert_true(is_sure(&column));
        shape_add_square(&column, 36.002, -80 + 0.05 * 50 + 0.002, 0.001); // in one of them
        assert_false(is_sure(&column));
        terr_multipolygon_dispose(&column);
    }
}

// Shells with a hole, one in the hole of the other, a thousand deep.
static void rings_in_rings_are_swept(void **state)
{
    struct terr_multipolygon nest = TERR_MULTIPOLYGON_INIT;
    char rings[200];
    bool invalid;
    for (int k = 0; k < 1000; k++) {
        const int a = 2 * k, b = 5000 - 2 * k, c = a + 1, d = b - 1;
        snprintf(rings, sizeof rings,
                 "0.%04d 0.%04d, 0.%04d 0.%04d, 0.%04d 0.%04d, 0.%04d 0.%04d;"
                 "0.%04d 0.%04d, 0.%04d 0.%04d, 0.%04d 0.%04d, 0.%04d 0.%04d",
                 a, a, b, a, b, b, a, b, c, c, d, c, d, d, c, d);
        shape_add(&nest, rings);
    }
    assert_true(check_sure(*state, &nest, &invalid, "nest"));
    shape_add(&nest, "0.25 0.25, 0.251 0.25, 0.251 0.251"); // in the innermost hole
    assert_true(check_sure(*state, &nest, &invalid, "nest with a kernel"));
    shape_add(&nest, "0.0001 0.10005, 0.00012 0.10005, 0.00012 0.10008"); // beside a hole's border
    assert_false(is_sure(&nest));
    terr_multipolygon_dispose(&nest);
}

static void harmed_stars_beside_a_comb_called_valid_are_valid(void **state)
{
    struct terr_multipolygon comb = TERR_MULTIPOLYGON_INIT;
    uint64_t random = 18;
    size_t sure_count = 0;
    add_slanted_comb(&comb, 600);
    for (int round = 0; round < 210; round++) {
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        struct terr_error err;
        bool invalid;
        char name[40];
        snprintf(name, sizeof name, "comb, round %d", round);
        random_add_stars(&shape, &random);
        if (round % 3) harm(&shape, &random, (enum harm)(round % HARM_COUNT));
        check_ok(terr_multipolygon_append(&shape, &comb, &err));
        sure_count += check_sure(*state, &shape, &invalid, name);
        terr_multipolygon_dispose(&shape);
    }
    assert_in_range(sure_count, 60, 150);
    terr_multipolygon_dispose(&comb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_meets_nowhere_is_surely_valid),
        cmocka_unit_test(what_meets_is_never_sure),
        cmocka_unit_test(nothing_is_surely_valid),
        cmocka_unit_test(random_rings_called_valid_are_valid),
        cmocka_unit_test(stars_are_surely_valid),
        cmocka_unit_test(harmed_stars_called_valid_are_valid),
        cmocka_unit_test(boxes_above_each_other_are_swept),
        cmocka_unit_test(polygons_in_a_column_are_swept),
        cmocka_unit_test(rings_in_rings_are_swept),
        cmocka_unit_test(harmed_stars_beside_a_comb_called_valid_are_valid),
    };
    return cmocka_run_group_tests_name("shape/validity", tests, set_up, tear_down);
}
