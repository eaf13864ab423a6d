#include "../../support/check.h"

#include "../../support/pairs.h"
#include "../../support/random_shapes.h"
#include "../../support/shapes.h"
#include <geo/shape/area.h>
#include <geo/shape/cleaning.h>
#include <geo/shape/delta.h>
#include <geo/shape/engine.h>
#include <geo/shape/faces.h>
#include <stdlib.h>

#define DEGREE_STEPS INT64_C(10000000000)

struct bench {
    struct terr_engine *engine;
    struct terr_ruler *ruler;
};

static int set_up(void **state)
{
    static struct bench bench;
    struct terr_error err;
    *state = &bench;
    return terr_engine_new(&bench.engine, &err) ||
           terr_ruler_new(&bench.ruler, TERR_AREA_ELLIPSOID, &err);
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    terr_engine_free(bench->engine);
    terr_ruler_free(bench->ruler);
    return 0;
}

static double length_deg(const struct terr_multipolygon *shape)
{
    double length = 0;
    for (size_t i = 0; i + 1 < shape->point_count; i++) {
        const double *at = shape->coords + 2 * i;
        length += hypot(at[2] - at[0], at[3] - at[1]);
    }
    return length;
}

// What the engine says of the same shape is the oracle: the same verdict, the same ground. False
// where it has nothing to say.
static bool check_as_engine(const struct bench *bench, const struct terr_multipolygon *in,
                            const char *name)
{
    struct terr_error err;
    struct terr_fault own, engines;
    struct terr_multipolygon ours = TERR_MULTIPOLYGON_INIT, theirs = TERR_MULTIPOLYGON_INIT;
    if (terr_engine_clean(&theirs, &engines, bench->engine, in, &err)) {
        assert_int_equal(err.code, TERR_EGEOM); // GEOS 3.11 gives up on some rings
        return false;
    }
    check_ok(terr_cleaning_clean(&ours, &own, bench->engine, in, &err));
    if (own.invalid != engines.invalid) {
        fail_msg("%s: invalid %d, the engine says %d, %s", name, own.invalid, engines.invalid,
                 engines.reason);
    }
    assert_string_equal(own.reason, engines.reason);
    assert_int_equal(own.stray_hole, engines.stray_hole);
    shape_check_clean(bench->engine, &ours, name);
    // edges move by a step at most, here and there
    const double ours_deg2 = shape_plane_area(&ours), theirs_deg2 = shape_plane_area(&theirs);
    const double bound = 2 * TERR_GRID_DEG * (1 + length_deg(in));
    if (fabs(ours_deg2 - theirs_deg2) > bound) {
        fail_msg("%s: %.12g square degrees, the engine's are %.12g", name, ours_deg2, theirs_deg2);
    }
    terr_multipolygon_dispose(&ours);
    terr_multipolygon_dispose(&theirs);
    return true;
}

#define BOX "0 0, 8 0, 8 8, 0 8"

static const char *const shapes[] = {
    BOX,
    "0 0, 0 8, 8 8, 8 0",                            // clockwise
    BOX "; 2 2, 2 6, 6 6, 6 2",                      // with a hole
    BOX "; 2 2, 6 2, 6 6, 2 6",                      // turned the other way
    BOX "; 2 2, 2 6, 6 6, 6 2 | 3 3, 5 3, 5 5, 3 5", // an island in it
    BOX "; 0 0, 2 4, 4 2",                           // a hole touching the shell
    BOX "; 0 0, 4 8, 4 4",                           // twice: it parts the box
    BOX "; 0 4, 4 6, 4 2",                           // in an edge
    BOX "; 2 2, 2 4, 4 4, 4 2; 4 4, 4 6, 6 6, 6 4",  // holes that touch
    BOX "; 4 1, 3 2, 4 3, 5 2; 3 2, 2 4, 3 6; 5 2, 5 6, 6 4; 3 6, 4 7, 5 6", // in a ring
    BOX "; 2 2, 2 6, 6 6, 6 2; 3 3, 3 4, 4 4, 4 3",                          // a hole in a hole
    BOX "; 9 2, 9 6, 12 6, 12 2",                                            // a hole outside
    BOX "; 9 2, 9 6, 12 6, 12 2 | 9 0, 20 0, 20 9, 9 9",                     // in another polygon
    BOX "; 6 2, 6 6, 12 6, 12 2",                                            // half outside
    BOX "; " BOX,                                                            // all hole
    BOX "; 0 0, 0 8, 4 8, 4 0",                                              // along three edges
    BOX "| 8 8, 16 8, 16 16, 8 16",                                          // touching in a corner
    BOX "| 8 0, 16 0, 16 8, 8 8",                                            // along an edge
    BOX "| 8 2, 16 2, 16 6, 8 6",                                            // along a part of it
    BOX "| 8 4, 16 0, 16 8",                                                 // a corner in an edge
    BOX "| 4 4, 12 4, 12 12, 4 12",                                          // overlapping
    BOX "| 2 2, 6 2, 6 6, 2 6",                                              // one in the other
    BOX "|" BOX,                                                             // twice
    "0 0, 8 8, 8 0, 0 8",                                                    // a bow tie
    "0 0, 4 4, 8 0, 8 8, 4 4, 0 8",                       // one that touches in a node
    "0 0, 8 0, 8 8, 4 0, 0 8",                            // a corner in its own edge
    "0 0, 9 0, 9 9, 4 4, 0 9, -3 6, 4 4, -2 1",           // a loop inside out
    "0 0, 9 0, 9 9, 0 9, 0 0, 2 5, 5 5, 5 2",             // a hole as part of the shell
    "0 0, 8 0, 8 8, 0 8, 0 0, 8 0, 8 8, 0 8",             // twice round
    "0 0, 8 0, 12 4, 8 0, 8 8, 0 8",                      // a spike
    "0 0, 8 0, 4 0, 4 8",                                 // forth and back
    "0 0, 8 0, 8 0, 8 8, 0 8",                            // a point said twice
    "0 0, 4 0, 8 0",                                      // nothing
    "0 0, 0 0, 0 0",                                      // a point
    BOX "| 20 20, 22 22, 21 21",                          // a box and nothing
    BOX "; 3 3, 3 3, 3 3",                                // a hole that is a point
    "0 0, 8.00000000004 0, 8 8, 0 7.99999999996",         // off the grid
    BOX "; 0.00000000004 4, 4 6, 4 2",                    // beside an edge by less
    BOX "| 8.00000000004 0, 16 0, 16 8, 8.00000000004 8", // apart by less
};

static void shapes_are_cleaned_as_the_engine_cleans_them(void **state)
{
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        shape_add(&shape, shapes[i]);
        assert_true(check_as_engine(*state, &shape, shapes[i]));
        terr_multipolygon_dispose(&shape);
    }
}

static void an_empty_shape_is_clean(void **state)
{
    const struct bench *bench = *state;
    const struct terr_multipolygon empty = TERR_MULTIPOLYGON_INIT, *part = &empty;
    struct terr_multipolygon out = TERR_MULTIPOLYGON_INIT;
    struct terr_fault fault;
    struct terr_error err;
    check_ok(terr_cleaning_clean(&out, &fault, bench->engine, &empty, &err));
    assert_false(fault.invalid);
    check_ok(terr_cleaning_unite(&out, bench->engine, &part, 1, &err));
    check_ok(terr_cleaning_unite(&out, bench->engine, NULL, 0, &err));
    assert_int_equal(out.polygon_count, 0);
    terr_multipolygon_dispose(&out);
}

static void random_rings_are_cleaned_as_the_engine_cleans_them(void **state)
{
    uint64_t random = 3;
    size_t compared = 0;
    for (int round = 0; round < 5000; round++) {
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        char name[40];
        random_add_rings(&shape, &random, DEGREE_STEPS);
        snprintf(name, sizeof name, "round %d", round);
        compared += check_as_engine(*state, &shape, name);
        terr_multipolygon_dispose(&shape);
    }
    assert_true(compared > 4900);
}

// area(A or B) = area(A) + area(B) - area(A and B), by the engine's intersection, in square
// degrees.
static void check_shared(const struct bench *bench, const struct terr_multipolygon *both,
                         const struct terr_multipolygon *a, const struct terr_multipolygon *b,
                         const char *name)
{
    struct terr_error err;
    struct terr_multipolygon shared = TERR_MULTIPOLYGON_INIT;
    check_ok(terr_engine_intersect(&shared, bench->engine, a, b, &err));
    const double sum = shape_plane_area(a) + shape_plane_area(b);
    const double expected = sum - shape_plane_area(&shared), actual = shape_plane_area(both);
    // edges move by 0.71 steps at most, in the union and in the intersection
    const double bound = 2 * TERR_GRID_DEG * (length_deg(a) + length_deg(b)) + 1e-13 * sum;
    if (fabs(actual - expected) > bound) {
        fail_msg("%s: %.12g square degrees, needs %.12g", name, actual, expected);
    }
    terr_multipolygon_dispose(&shared);
}

// area(A or B) = area(A) + gained(A, B), by the differ, which is held to exact arithmetic.
static void check_union(const struct bench *bench, const struct terr_multipolygon *a,
                        const struct terr_multipolygon *b, const char *name)
{
    struct terr_error err;
    const struct terr_multipolygon *parts[] = {a, b}, *turned[] = {b, a};
    struct terr_multipolygon both = TERR_MULTIPOLYGON_INIT, other = TERR_MULTIPOLYGON_INIT;
    struct terr_delta delta = TERR_DELTA_INIT;
    check_ok(terr_cleaning_unite(&both, bench->engine, parts, 2, &err));
    check_ok(terr_cleaning_unite(&other, bench->engine, turned, 2, &err));
    assert_true(terr_multipolygon_equal(&both, &other));
    shape_check_clean(bench->engine, &both, name);
    check_ok(terr_delta_between(&delta, bench->engine, a, b, &err));
    const double expected_m2 =
        terr_area_m2(bench->ruler, a) + terr_area_m2(bench->ruler, &delta.gained);
    // 8 micrometres along every edge, and a metre of longitude or latitude is 1.2e5 at most
    const double bound_m2 = 8e-6 * 1.2e5 * (length_deg(a) + length_deg(b)) + 1e-11 * expected_m2;
    const double both_m2 = terr_area_m2(bench->ruler, &both);
    if (fabs(both_m2 - expected_m2) > bound_m2) {
        fail_msg("%s: %.6f m2, needs %.6f", name, both_m2, expected_m2);
    }
    check_shared(bench, &both, a, b, name);
    terr_delta_dispose(&delta);
    terr_multipolygon_dispose(&both);
    terr_multipolygon_dispose(&other);
}

static void a_union_has_what_either_has(void **state)
{
    const struct bench *bench = *state;
    struct terr_multipolygon a = TERR_MULTIPOLYGON_INIT, b = TERR_MULTIPOLYGON_INIT;
    for (size_t family = 0; family < pairs_family_count(); family++) {
        for (uint64_t seed = 0; seed < 12; seed++) {
            pairs_make(&a, &b, bench->engine, family, seed);
            check_union(bench, &a, &b, pairs_family_name(family));
        }
    }
    terr_multipolygon_dispose(&a);
    terr_multipolygon_dispose(&b);
}

// Random rings made clean; false where the engine has no valid form of them.
static bool draw_clean(struct terr_multipolygon *out, const struct bench *bench, uint64_t *random,
                       int64_t unit)
{
    struct terr_multipolygon raw = TERR_MULTIPOLYGON_INIT;
    struct terr_fault fault;
    struct terr_error err;
    random_add_rings(&raw, random, unit);
    const enum terr_code code = terr_engine_clean(out, &fault, bench->engine, &raw, &err);
    terr_multipolygon_dispose(&raw);
    return code == TERR_OK;
}

// Points a few steps apart and points whole degrees apart.
static void a_union_of_random_rings_has_what_either_has(void **state)
{
    static const int64_t units[] = {1, 3, 40, 1000, DEGREE_STEPS};
    for (size_t unit = 0; unit < sizeof units / sizeof units[0]; unit++) {
        uint64_t random = 11 * unit;
        int compared = 0;
        for (int round = 0; round < 600; round++) {
            struct terr_multipolygon a = TERR_MULTIPOLYGON_INIT, b = TERR_MULTIPOLYGON_INIT;
            char name[80];
            snprintf(name, sizeof name, "unit %zu, round %d", unit, round);
            if (draw_clean(&a, *state, &random, units[unit]) &&
                draw_clean(&b, *state, &random, units[unit])) {
                check_union(*state, &a, &b, name);
                compared++;
            }
            terr_multipolygon_dispose(&a);
            terr_multipolygon_dispose(&b);
        }
        assert_true(compared > 540);
    }
}

// Where edges only share ends and parts, nothing moves, and the two ways give the same bytes.
static void a_mesh_unites_as_the_engine_unites_it(void **state)
{
    const struct bench *bench = *state;
    struct terr_error err;
    struct terr_multipolygon cells[36] = {TERR_MULTIPOLYGON_INIT};
    const struct terr_multipolygon *parts[36];
    struct terr_multipolygon ours = TERR_MULTIPOLYGON_INIT, theirs = TERR_MULTIPOLYGON_INIT;
    uint64_t random = 9;
    for (int round = 0; round < 200; round++) {
        size_t count = 0;
        for (int i = 0; i < 36; i++) {
            if (random_draw(&random) % 3 == 0) continue;
            shape_add_square(&cells[count], i % 6, i / 6, 1);
            parts[count] = &cells[count];
            count++;
        }
        check_ok(terr_cleaning_unite(&ours, bench->engine, parts, count, &err));
        check_ok(terr_engine_union(&theirs, bench->engine, parts, count, &err));
        shape_check_clean(bench->engine, &ours, "mesh");
        check_near(shape_plane_area(&ours), (double)count, 1e-9);
        check_near(shape_plane_area(&theirs), (double)count, 1e-9);
        terr_multipolygon_dispose(&ours);
        terr_multipolygon_dispose(&theirs);
        for (size_t i = 0; i < count; i++) terr_multipolygon_dispose(&cells[i]);
    }
}

// The union of parts in an order that is drawn.
static void unite_shuffled(struct terr_multipolygon *out, const struct bench *bench,
                           const struct terr_multipolygon *const *parts, size_t count,
                           uint64_t *random)
{
    const struct terr_multipolygon *shuffled[64];
    struct terr_error err;
    assert_in_range(count, 1, 64);
    for (size_t i = 0; i < count; i++) {
        const size_t at = random_draw(random) % (i + 1);
        shuffled[i] = shuffled[at];
        shuffled[at] = parts[i];
    }
    check_ok(terr_cleaning_unite(out, bench->engine, shuffled, count, &err));
}

// A pair among many polygons that keep apart. Where nothing moves the engine gives the same bytes,
// and a polygon left out of the union of what it meets would lie twice in ours.
static void a_pair_that_meets_is_united_among_many_that_do_not(void **state)
{
    static const char *const pairs[][2] = {
        {"0 0, 8 0, 8 8, 0 8", "4 4, 12 4, 12 12, 4 12"},                 // overlapping
        {"0 0, 8 0, 8 8, 0 8", "8 0, 16 0, 16 8, 8 8"},                   // an edge
        {"0 0, 8 0, 8 8, 0 8", "8 2, 16 2, 16 6, 8 6"},                   // a part of an edge
        {"0 0, 8 0, 8 8, 0 8", "8 8, 16 8, 16 16, 8 16"},                 // a corner
        {"0 0, 8 0, 8 8, 0 8", "8 4, 16 0, 16 8"},                        // a corner in an edge
        {"0 0, 8 0, 8 8, 0 8", "2 2, 6 2, 6 6, 2 6"},                     // one in the other
        {"0 0, 8 0, 8 8, 0 8; 2 2, 2 6, 6 6, 6 2", "3 3, 5 3, 5 5, 3 5"}, // one in a hole
        {"0 0, 8 0, 8 8, 0 8; 2 2, 2 6, 6 6, 6 2", "1 1, 7 1, 7 7, 1 7"}, // one over a hole
        {"0 0, 8 0, 8 8, 0 8", "0 0, 8 0, 8 8, 0 8"},                     // twice the same
    };
    const struct bench *bench = *state;
    uint64_t random = 21;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct terr_multipolygon given[32] = {TERR_MULTIPOLYGON_INIT};
        struct terr_multipolygon theirs = TERR_MULTIPOLYGON_INIT;
        const struct terr_multipolygon *parts[32];
        struct terr_error err;
        shape_add(&given[0], pairs[i][0]);
        shape_add(&given[1], pairs[i][1]);
        for (int k = 2; k < 32; k++)
            shape_add_square(&given[k], 20 + 3 * (k % 6), 2 * k, 1 + k % 2);
        for (int k = 0; k < 32; k++) parts[k] = &given[k];
        check_ok(terr_engine_union(&theirs, bench->engine, parts, 32, &err));
        for (int turn = 0; turn < 8; turn++) {
            struct terr_multipolygon ours = TERR_MULTIPOLYGON_INIT;
            unite_shuffled(&ours, bench, parts, 32, &random);
            shape_check_clean(bench->engine, &ours, pairs[i][1]);
            assert_true(terr_multipolygon_equal(&ours, &theirs));
            terr_multipolygon_dispose(&ours);
        }
        terr_multipolygon_dispose(&theirs);
        for (int k = 0; k < 32; k++) terr_multipolygon_dispose(&given[k]);
    }
}

// Clean shapes of random rings, all over the map and some above each other: the order of the parts
// does not matter, the answer is clean, and it grows from part to part as the differ says.
static void scattered_shapes_unite_in_any_order(void **state)
{
    const struct bench *bench = *state;
    uint64_t random = 31;
    for (int turn = 0; turn < 150; turn++) {
        struct terr_multipolygon given[10] = {TERR_MULTIPOLYGON_INIT};
        struct terr_multipolygon first = TERR_MULTIPOLYGON_INIT, again = TERR_MULTIPOLYGON_INIT;
        const struct terr_multipolygon *parts[10];
        size_t count = 0;
        while (count < 10) {
            if (!draw_clean(&given[count], bench, &random, DEGREE_STEPS)) continue;
            for (size_t i = 0; i < given[count].point_count; i++) {
                const double lon_deg = given[count].coords[2 * i] + 8 * (double)(count % 5);
                given[count].coords[2 * i] = round(lon_deg * 1e10) / 1e10; // on the grid
            }
            parts[count] = &given[count];
            count++;
        }
        unite_shuffled(&first, bench, parts, count, &random);
        unite_shuffled(&again, bench, parts, count, &random);
        assert_true(terr_multipolygon_equal(&first, &again));
        shape_check_clean(bench->engine, &first, "scattered");
        terr_multipolygon_dispose(&again);
        for (size_t i = 0; i < count; i++) {
            struct terr_delta delta = TERR_DELTA_INIT;
            struct terr_error err;
            check_ok(terr_delta_between(&delta, bench->engine, &first, parts[i], &err));
            check_near(shape_plane_area(&delta.gained), 0, 1e-8); // all of a part is in the union
            terr_delta_dispose(&delta);
        }
        terr_multipolygon_dispose(&first);
        for (size_t i = 0; i < count; i++) terr_multipolygon_dispose(&given[i]);
    }
}

// Squares in a row, each a hundredth of its side beside the one before: many lie above each other,
// beyond what is told without the engine as well.
static void many_layers_are_counted_once(void **state)
{
    static const size_t counts[] = {1, 2, TERR_COVER_MAX, TERR_COVER_MAX + 1, 50};
    const struct bench *bench = *state;
    struct terr_multipolygon squares[50] = {TERR_MULTIPOLYGON_INIT};
    const struct terr_multipolygon *parts[50];
    for (int i = 0; i < 50; i++) {
        shape_add_square(&squares[i], 30 + 0.01 * i, 48, 1);
        parts[i] = &squares[i];
        for (size_t k = 0; k < squares[i].point_count; k++) { // onto the grid
            squares[i].coords[2 * k] = round(squares[i].coords[2 * k] * 1e10) / 1e10;
        }
    }
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        struct terr_error err;
        struct terr_multipolygon row = TERR_MULTIPOLYGON_INIT;
        check_ok(terr_cleaning_unite(&row, bench->engine, parts, counts[i], &err));
        shape_check_clean(bench->engine, &row, "row");
        assert_int_equal(row.ring_count, 1);
        check_near(shape_plane_area(&row), 1 + 0.01 * (double)(counts[i] - 1), 1e-9);
        terr_multipolygon_dispose(&row);
    }
    for (size_t i = 0; i < 50; i++) terr_multipolygon_dispose(&squares[i]);
}

// ---- what is looked at in another way ----

static void put(struct terr_multipolygon *shape, double lon_deg, double lat_deg)
{
    struct terr_error err;
    check_ok(terr_multipolygon_add_point(shape, round(lon_deg * 1e10) / 1e10,
                                         round(lat_deg * 1e10) / 1e10, &err));
}

// A ring that comes back to one point `count` times.
static void add_flower(struct terr_multipolygon *shape, int count)
{
    struct terr_error err;
    const double around = 6.283185307179586;
    for (int i = 0; i < count; i++) {
        const double a = around * i / count, b = a + 1.5 / count;
        put(shape, 30, 48);
        put(shape, 30 + cos(a), 48 + sin(a));
        put(shape, 30 + cos(b), 48 + sin(b));
    }
    put(shape, 30, 48);
    check_ok(terr_multipolygon_end_ring(shape, &err));
    check_ok(terr_multipolygon_end_polygon(shape, &err));
}

// From 400 on all pairs of its edges are too many; the engine is asked for the same bytes.
static void a_ring_that_touches_itself_in_one_point_is_parted(void **state)
{
    static const int counts[] = {3, 50, 400};
    const struct bench *bench = *state;
    struct terr_error err;
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        struct terr_multipolygon flower = TERR_MULTIPOLYGON_INIT;
        struct terr_multipolygon ours = TERR_MULTIPOLYGON_INIT, theirs = TERR_MULTIPOLYGON_INIT;
        struct terr_fault fault;
        add_flower(&flower, counts[i]);
        check_ok(terr_cleaning_clean(&ours, &fault, bench->engine, &flower, &err));
        assert_string_equal(fault.reason, "Ring Self-intersection");
        check_ok(terr_engine_clean(&theirs, &fault, bench->engine, &flower, &err));
        assert_int_equal(ours.polygon_count, counts[i]);
        check_near(shape_plane_area(&ours), counts[i] * sin(1.5 / counts[i]) / 2, 1e-8);
        assert_true(terr_multipolygon_equal(&ours, &theirs));
        terr_multipolygon_dispose(&flower);
        terr_multipolygon_dispose(&ours);
        terr_multipolygon_dispose(&theirs);
    }
}

// Frames whose right sides lie on two lines: every corner on one cuts all sides that go on. What
// they cover is known: the first one whole, and of each the step that leads out of the hole before.
static void frames_along_one_line_are_united(void **state)
{
    enum { COUNT = 120 };
    const struct bench *bench = *state;
    struct terr_multipolygon frames[COUNT] = {TERR_MULTIPOLYGON_INIT};
    const struct terr_multipolygon *parts[COUNT];
    struct terr_multipolygon ours = TERR_MULTIPOLYGON_INIT, theirs = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    char frame[300];
    for (int i = 0; i < COUNT; i++) {
        const double w = 30 + .002 * i, s = 48 + .001 * i, n = 50 - .001 * i, d = .0003;
        snprintf(frame, sizeof frame,
                 "%.4f %.4f, 32 %.4f, 32 %.4f, %.4f %.4f;"
                 "%.4f %.4f, 31.9997 %.4f, 31.9997 %.4f, %.4f %.4f",
                 w, s, s, n, w, n, w + d, s + d, s + d, n - d, w + d, n - d);
        shape_add(&frames[i], frame);
        parts[i] = &frames[i];
    }
    check_ok(terr_cleaning_unite(&ours, bench->engine, parts, COUNT, &err));
    check_ok(terr_engine_union(&theirs, bench->engine, parts, COUNT, &err));
    shape_check_clean(bench->engine, &ours, "frames");
    check_near(shape_plane_area(&ours), shape_plane_area(&theirs), 1e-12);
    // the bar on the right, and of each frame what lies left of that
    double area = .0003 * 2;
    for (int i = 0; i < COUNT; i++) {
        const double wide = 1.9997 - .002 * i, high = 2 - .002 * i;
        area += wide * high - (wide - .0003) * (high - .0006);
    }
    check_near(shape_plane_area(&ours), area, 1e-9);
    terr_multipolygon_dispose(&ours);
    terr_multipolygon_dispose(&theirs);
    for (int i = 0; i < COUNT; i++) terr_multipolygon_dispose(&frames[i]);
}

// Squares up a slope, each of which crosses most of the others.
static void squares_that_all_cross_are_united_by_halves(void **state)
{
    enum { COUNT = 400 };
    const struct bench *bench = *state;
    struct terr_multipolygon squares[COUNT] = {TERR_MULTIPOLYGON_INIT};
    const struct terr_multipolygon *parts[COUNT];
    struct terr_multipolygon ours = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    for (int i = 0; i < COUNT; i++) {
        shape_add_square(&squares[i], i, i, 512);
        for (size_t k = 0; k < 2 * squares[i].point_count; k++) squares[i].coords[k] /= 1024;
        parts[i] = &squares[i];
    }
    for (int i = 0; i < COUNT; i++) {
        for (size_t k = 0; k < 2 * squares[i].point_count; k++) {
            squares[i].coords[k] = round(squares[i].coords[k] * 1e10) / 1e10;
        }
    }
    check_ok(terr_cleaning_unite(&ours, bench->engine, parts, COUNT, &err));
    shape_check_clean(bench->engine, &ours, "slope");
    assert_int_equal(ours.ring_count, 1);
    // each adds two strips beside the square before it, less their common corner
    const double side = 0.5, step = 1.0 / 1024;
    const double area = side * side + (COUNT - 1) * (2 * side * step - step * step);
    check_near(shape_plane_area(&ours), area, 1e-7);
    terr_multipolygon_dispose(&ours);
    for (int i = 0; i < COUNT; i++) terr_multipolygon_dispose(&squares[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_are_cleaned_as_the_engine_cleans_them),
        cmocka_unit_test(an_empty_shape_is_clean),
        cmocka_unit_test(random_rings_are_cleaned_as_the_engine_cleans_them),
        cmocka_unit_test(a_union_has_what_either_has),
        cmocka_unit_test(a_union_of_random_rings_has_what_either_has),
        cmocka_unit_test(a_mesh_unites_as_the_engine_unites_it),
        cmocka_unit_test(a_pair_that_meets_is_united_among_many_that_do_not),
        cmocka_unit_test(scattered_shapes_unite_in_any_order),
        cmocka_unit_test(many_layers_are_counted_once),
        cmocka_unit_test(a_ring_that_touches_itself_in_one_point_is_parted),
        cmocka_unit_test(frames_along_one_line_are_united),
        cmocka_unit_test(squares_that_all_cross_are_united_by_halves),
    };
    return cmocka_run_group_tests_name("shape/cleaning", tests, set_up, tear_down);
}
