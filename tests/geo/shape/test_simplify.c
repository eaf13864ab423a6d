#include "../../support/check.h"

#include "../../support/pairs.h"
#include "../../support/random_shapes.h"
#include "../../support/shapes.h"
#include <geo/shape/delta.h>
#include <geo/shape/engine.h>
#include <geo/shape/simplify.h>
#include <stdlib.h>

#define MOST 8

struct bench {
    struct terr_engine *engine;
    struct terr_multipolygon shapes[MOST];
    const struct terr_multipolygon *given[MOST];
    size_t layers[MOST];
    struct terr_multipolygon drawn[MOST];
    size_t count;
};

static int set_up(void **state)
{
    static struct bench bench;
    struct terr_error err;
    memset(&bench, 0, sizeof bench);
    *state = &bench;
    return terr_engine_new(&bench.engine, &err) ? -1 : 0;
}

static void drop_shapes(struct bench *bench)
{
    for (size_t i = 0; i < MOST; i++) {
        terr_multipolygon_dispose(&bench->shapes[i]);
        terr_multipolygon_dispose(&bench->drawn[i]);
    }
    bench->count = 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    drop_shapes(bench);
    terr_engine_free(bench->engine);
    return 0;
}

static struct terr_multipolygon *add(struct bench *bench, size_t layer)
{
    assert_true(bench->count < MOST);
    struct terr_multipolygon *shape = &bench->shapes[bench->count];
    bench->layers[bench->count] = layer;
    bench->given[bench->count++] = shape;
    return shape;
}

static void add_text(struct bench *bench, size_t layer, const char *text)
{
    struct terr_multipolygon raw = TERR_MULTIPOLYGON_INIT;
    struct terr_fault fault;
    struct terr_error err;
    shape_add(&raw, text);
    check_ok(terr_engine_clean(add(bench, layer), &fault, bench->engine, &raw, &err));
    terr_multipolygon_dispose(&raw);
}

static void simplify(struct bench *bench, double tolerance_m)
{
    struct terr_error err;
    for (size_t i = 0; i < MOST; i++) terr_multipolygon_dispose(&bench->drawn[i]);
    check_ok(
        terr_simplify(bench->drawn, bench->given, bench->layers, bench->count, tolerance_m, &err));
    for (size_t i = 0; i < bench->count; i++) {
        shape_check_clean(bench->engine, &bench->drawn[i], "drawn");
    }
}

// ---- by hand ----

// One shape, and how many points it has at a tolerance; a step of 0.001 degree of latitude at 48
// degrees is 111.2 m, one of longitude 74.6 m.
static const struct {
    const char *name, *shape;
    double tolerance_m;
    size_t points;
} alone[] = {
    {"nothing", "", 100, 0},
    {"a triangle is the least", "36 48, 36.001 48, 36 48.001", 1e6, 4},
    {"a small square becomes a triangle", "36 48, 36.001 48, 36.001 48.001, 36 48.001", 1000, 4},
    {"a square stays where its corners matter", "36 48, 37 48, 37 49, 36 49", 1000, 5},
    {"what lies on a line goes", "36 48, 36.5 48, 37 48, 37 49, 36 49", 0.001, 5},
    {"a dent of 111 m goes at 120 m", "36 48, 36.5 48.001, 37 48, 37 49, 36 49", 120, 5},
    {"and stays at 100 m", "36 48, 36.5 48.001, 37 48, 37 49, 36 49", 100, 6},
    {"a spike of 1.1 km stays", "36 48, 36.5 48, 36.51 47.99, 36.52 48, 37 48, 37 49, 36 49", 500,
     8},
    {"and goes", "36 48, 36.5 48, 36.51 47.99, 36.52 48, 37 48, 37 49, 36 49", 1200, 5},
    {"a hole is kept, as a triangle",
     "36 48, 37 48, 37 49, 36 49; 36.5 48.5, 36.5 48.501, 36.501 48.501, 36.501 48.5", 1000, 9},
    {"a large tolerance leaves triangles",
     "36 48, 37 48, 37 49, 36 49 | 38 48, 39 48, 39 49, 38 49", 1e9, 8},
    {"the edge of the map stays", "179 48, 180 48, 180 48.0001, 180 49, 179 49", 1e4, 6},
    {"the pole stays", "30 89, 31 89, 31 90, 30.5 90, 30 90", 100, 6},
};

static void shapes_by_hand(void **state)
{
    struct bench *bench = *state;
    for (size_t i = 0; i < sizeof alone / sizeof alone[0]; i++) {
        drop_shapes(bench);
        add_text(bench, 0, alone[i].shape);
        simplify(bench, alone[i].tolerance_m);
        if (bench->drawn[0].point_count != alone[i].points) {
            fail_msg("%s: %zu points, expected %zu", alone[i].name, bench->drawn[0].point_count,
                     alone[i].points);
        }
    }
}

static void tolerance_0_changes_nothing(void **state)
{
    struct bench *bench = *state;
    add_text(bench, 0, "36 48, 36.5 48, 37 48, 37 49, 36 49");
    add_text(bench, 0, "37 48.2, 38 48, 38 49");
    simplify(bench, 0);
    for (size_t i = 0; i < 2; i++) {
        assert_true(terr_multipolygon_equal(&bench->drawn[i], &bench->shapes[i]));
    }
}

// Whether a ring is not some steps of the grid wide: laying borders over each other may make
// nothing of it, or cut it in two (shape/noding.h).
static bool is_thin(const struct terr_multipolygon *shape, size_t ring)
{
    double twice_area = 0, length = 0;
    const size_t start = terr_multipolygon_ring_start(shape, ring);
    const double *at = shape->coords + 2 * start;
    for (const double *a = at; a < shape->coords + 2 * shape->ring_ends[ring] - 2; a += 2) {
        twice_area += (a[0] - at[0]) * (a[3] - at[1]) - (a[2] - at[0]) * (a[1] - at[1]);
        length += hypot(a[2] - a[0], a[3] - a[1]);
    }
    return fabs(twice_area) <= 10 * TERR_GRID_DEG * length;
}

static bool has_thin_rings(const struct terr_multipolygon *shape)
{
    for (size_t r = 0; r < shape->ring_count; r++) {
        if (is_thin(shape, r)) return true;
    }
    return false;
}

// The ground that two shapes have in common: none, by the engine. It works in doubles, and may see
// lines that begin a step of the grid apart as crossing: of shapes that have such thin rings, thin
// ones are let pass.
static void check_apart(struct bench *bench, size_t a, size_t b)
{
    const bool thin = has_thin_rings(&bench->shapes[a]) || has_thin_rings(&bench->shapes[b]);
    struct terr_multipolygon common = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    check_ok(
        terr_engine_intersect(&common, bench->engine, &bench->drawn[a], &bench->drawn[b], &err));
    for (size_t r = 0; r < common.ring_count; r++) {
        if (thin && is_thin(&common, r)) continue;
        fail_msg("%zu and %zu have %g square degrees in common", a, b, shape_plane_area(&common));
    }
    terr_multipolygon_dispose(&common);
}

// An island 50 m off a coast with a bay of 110 m, in the bay: cutting the bay off at 200 m would
// swallow it.
static void no_line_jumps_over_an_island(void **state)
{
    struct bench *bench = *state;
    add_text(bench, 0, "36 48, 36.4 48, 36.5 48.001, 36.6 48, 37 48, 37 49, 36 49");
    add_text(bench, 0, "36.5 48.0002, 36.501 48.0002, 36.501 48.0004, 36.5 48.0004");
    simplify(bench, 200);
    check_apart(bench, 0, 1);
    assert_int_equal(bench->drawn[0].point_count, 6); // the tip of the bay is still there
    // of one shape alike
    drop_shapes(bench);
    add_text(bench, 0,
             "36 48, 36.4 48, 36.5 48.001, 36.6 48, 37 48, 37 49, 36 49 | "
             "36.5 48.0002, 36.501 48.0002, 36.501 48.0004, 36.5 48.0004");
    simplify(bench, 200);
    assert_int_equal(bench->drawn[0].polygon_count, 2);
}

// The tip of an island just outside the bay, one step of the grid from where the coast would run.
static void no_line_comes_nearer_than_the_grid_tells(void **state)
{
    struct bench *bench = *state;
    add_text(bench, 0, "36 48, 36.5 48.001, 37 48, 37 49, 36 49");
    add_text(bench, 0, "36.5 47.9999999999, 36.4 47.9, 36.6 47.9");
    simplify(bench, 200);
    assert_int_equal(bench->drawn[0].point_count, 6);
    drop_shapes(bench);
    add_text(bench, 0, "36 48, 36.5 48.001, 37 48, 37 49, 36 49");
    add_text(bench, 0, "36.5 47.9999999, 36.4 47.9, 36.6 47.9");
    simplify(bench, 200);
    assert_int_equal(bench->drawn[0].point_count, 5);
}

// A wavy border between two shapes, one of which has a vertex on the other's straight stretch.
static void a_border_in_common_stays_in_common(void **state)
{
    struct bench *bench = *state;
    struct terr_multipolygon joined = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    add_text(bench, 0,
             "36 48, 37 48, 37.001 48.2, 36.999 48.4, 37.002 48.6, 37 48.8, 37 49, 36 49");
    add_text(bench, 0,
             "38 48, 38 49, 37 49, 37 48.9, 37 48.8, 37.002 48.6, 36.999 48.4, "
             "37.001 48.2, 37 48");
    simplify(bench, 1000);
    check_apart(bench, 0, 1);
    check_ok(terr_engine_union(
        &joined, bench->engine,
        (const struct terr_multipolygon *const[]){&bench->drawn[0], &bench->drawn[1]}, 2, &err));
    check_near(shape_plane_area(&joined), 2, 0); // the box of both, without a gap
    assert_int_equal(joined.ring_count, 1);
    assert_int_equal(bench->drawn[0].point_count, 5);
    terr_multipolygon_dispose(&joined);
}

// Two shapes around a third that is thinner than the tolerance: its two sides do not fall together.
static void a_lens_stays_a_lens(void **state)
{
    struct bench *bench = *state;
    add_text(bench, 0, "36 48, 37 48, 37 49, 36.5 48.999, 36 49");
    add_text(bench, 0, "36 49, 36.5 48.999, 37 49, 36.5 49.001");
    add_text(bench, 0, "36 49, 36.5 49.001, 37 49, 37 50, 36 50");
    simplify(bench, 5000);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(bench->drawn[i].polygon_count, 1);
        for (size_t k = 0; k < i; k++) check_apart(bench, i, k);
    }
    assert_int_equal(bench->drawn[1].point_count, 4); // a triangle
}

// ---- layers ----

// Shapes said to be side by side that are not: each is then told from the others all the same.
static void shapes_of_a_layer_that_share_ground(void **state)
{
    struct bench *bench = *state;
    add_text(bench, 3, "36 48, 36.5 48, 38 48, 38 49, 36 49");
    add_text(bench, 3, "37 48, 39 48, 39 49, 37 49");
    add_text(bench, 3, "40 48, 41 48, 41 49, 40 49"); // 1 + 2 is its number
    simplify(bench, 10);
    check_near(shape_plane_area(&bench->drawn[0]), 2, 1e-12);
    check_near(shape_plane_area(&bench->drawn[1]), 2, 1e-12);
    check_near(shape_plane_area(&bench->drawn[2]), 1, 1e-12);
}

// More layers than there are numbers for: those of the same shape come out the same.
static void more_layers_than_numbers(void **state)
{
    struct bench *bench = *state;
    enum { COUNT = 150 };
    const struct terr_multipolygon *given[COUNT];
    struct terr_multipolygon drawn[COUNT];
    size_t layers[COUNT];
    struct terr_error err;
    add_text(bench, 0, "36 48, 36.5 48.0001, 37 48, 37 49, 36.5 49.0001, 36 49");
    for (size_t i = 0; i < COUNT; i++) {
        given[i] = bench->given[0];
        layers[i] = i;
    }
    memset(drawn, 0, sizeof drawn);
    check_ok(terr_simplify(drawn, given, layers, COUNT, 100, &err));
    assert_int_equal(drawn[0].point_count, 5);
    for (size_t i = 1; i < COUNT; i++) {
        assert_true(terr_multipolygon_equal(&drawn[0], &drawn[i]));
        terr_multipolygon_dispose(&drawn[i]);
    }
    terr_multipolygon_dispose(&drawn[0]);
}

// ---- by chance ----

// Metres between two points that are near each other, by the lengths of a degree as the US National
// Geospatial-Intelligence Agency's calculator gives them (a series in the latitude), and so by
// nothing that the library has.
static void metres_at(double lat_deg, double *per_lon, double *per_lat)
{
    const double lat = lat_deg * 0.017453292519943295;
    *per_lat = 111132.92 - 559.82 * cos(2 * lat) + 1.175 * cos(4 * lat) - 0.0023 * cos(6 * lat);
    *per_lon = 111412.84 * cos(lat) - 93.5 * cos(3 * lat) + 0.118 * cos(5 * lat);
}

static double distance_m(const double *point, const double *a, const double *b)
{
    double per_lon, per_lat;
    metres_at(point[1], &per_lon, &per_lat);
    const double x = (point[0] - a[0]) * per_lon, y = (point[1] - a[1]) * per_lat;
    const double dx = (b[0] - a[0]) * per_lon, dy = (b[1] - a[1]) * per_lat;
    const double length2 = dx * dx + dy * dy;
    double share = length2 > 0 ? (x * dx + y * dy) / length2 : 0;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    return hypot(x - share * dx, y - share * dy);
}

static double distance_to_border_m(const double *point, const struct terr_multipolygon *shape)
{
    double least = INFINITY;
    for (size_t r = 0; r < shape->ring_count; r++) {
        for (size_t i = terr_multipolygon_ring_start(shape, r); i + 1 < shape->ring_ends[r]; i++) {
            const double here = distance_m(point, shape->coords + 2 * i, shape->coords + 2 * i + 2);
            if (here < least) least = here;
        }
    }
    return least;
}

// The series is good to 1e-5 of the length, which the tolerance is given in addition.
static void check_within(const struct bench *bench, size_t index, double tolerance_m)
{
    const struct terr_multipolygon *shape = &bench->shapes[index], *drawn = &bench->drawn[index];
    for (size_t i = 0, ring = 0; i < shape->point_count; i++) {
        if (i == shape->ring_ends[ring]) ring++;
        if (is_thin(shape, ring)) continue;
        const double off_m = distance_to_border_m(shape->coords + 2 * i, drawn);
        if (!(off_m <= tolerance_m * (1 + 1e-4) + 1e-4)) {
            fail_msg("shape %zu: a vertex is %g m off, of %g", index, off_m, tolerance_m);
        }
    }
    for (size_t i = 0, ring = 0; i < drawn->point_count; i++) {
        if (i == drawn->ring_ends[ring]) ring++;
        if (is_thin(drawn, ring)) continue;
        const double off_m = distance_to_border_m(drawn->coords + 2 * i, shape);
        if (!(off_m <= 1e-4)) fail_msg("shape %zu: a new vertex, %g m off", index, off_m);
    }
}

// What a covers and b does not, by the engine: nothing that is not thin.
static void check_covered(struct bench *bench, const struct terr_multipolygon *a,
                          const struct terr_multipolygon *b)
{
    struct terr_multipolygon rest = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    check_ok(terr_engine_subtract(&rest, bench->engine, a, b, &err));
    for (size_t r = 0; r < rest.ring_count; r++) assert_true(is_thin(&rest, r));
    terr_multipolygon_dispose(&rest);
}

enum { GAINED, LOST, UNCHANGED, FROM, TO };

// What a pair of maps makes of it: three shapes side by side, and the two maps over them.
static void add_pair(struct bench *bench, size_t family, uint64_t seed)
{
    struct terr_delta delta = TERR_DELTA_INIT;
    struct terr_error err;
    drop_shapes(bench);
    for (size_t i = 0; i < 5; i++) add(bench, i < FROM ? 0 : i);
    pairs_make(&bench->shapes[FROM], &bench->shapes[TO], bench->engine, family, seed);
    check_ok(
        terr_delta_between(&delta, bench->engine, &bench->shapes[FROM], &bench->shapes[TO], &err));
    bench->shapes[GAINED] = delta.gained;
    bench->shapes[LOST] = delta.lost;
    memset(&delta, 0, sizeof delta);
    // the differ cuts the map where it cut what was gained
    check_ok(terr_delta_between(&delta, bench->engine, &bench->shapes[GAINED], &bench->shapes[TO],
                                &err));
    bench->shapes[UNCHANGED] = delta.gained;
    terr_multipolygon_dispose(&delta.lost);
}

#define SEEDS 4
static const double tolerances_m[SEEDS] = {1, 100, 2000, 1e5};

static void check_parts_apart(struct bench *bench)
{
    check_apart(bench, GAINED, LOST);
    check_apart(bench, GAINED, UNCHANGED);
    check_apart(bench, LOST, UNCHANGED);
}

// No polygon and no hole is lost or made, where none is so thin that laying over may do that.
static void parts_stay_parts(void **state)
{
    struct bench *bench = *state;
    size_t before = 0, after = 0, counted = 0;
    for (size_t family = 0; family < pairs_family_count(); family++) {
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            add_pair(bench, family, seed);
            bench->count = 3;
            simplify(bench, tolerances_m[seed - 1]);
            check_parts_apart(bench);
            bool thin = false;
            for (size_t i = 0; i < 3; i++) thin = thin || has_thin_rings(&bench->shapes[i]);
            for (size_t i = 0; i < 3; i++) {
                const struct terr_multipolygon *shape = &bench->shapes[i];
                check_within(bench, i, tolerances_m[seed - 1]);
                if (seed == SEEDS) { // the largest tolerance
                    before += shape->point_count;
                    after += bench->drawn[i].point_count;
                }
                if (thin) continue;
                counted++;
                assert_int_equal(shape->polygon_count, bench->drawn[i].polygon_count);
                assert_int_equal(shape->ring_count, bench->drawn[i].ring_count);
            }
        }
    }
    if (after > before * 9 / 10) fail_msg("%zu vertices of %zu are left", after, before);
    assert_true(counted > 50);
}

// The two maps over the three parts: each is still two of the parts.
static void layers_stay_on_each_other(void **state)
{
    struct bench *bench = *state;
    for (size_t family = 0; family < pairs_family_count(); family++) {
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            add_pair(bench, family, seed);
            simplify(bench, tolerances_m[seed - 1]);
            for (size_t i = 0; i < 5; i++) check_within(bench, i, tolerances_m[seed - 1]);
            check_parts_apart(bench);
            for (size_t end = FROM; end <= TO; end++) {
                const struct terr_multipolygon *const parts[] = {
                    &bench->drawn[UNCHANGED], &bench->drawn[end == FROM ? LOST : GAINED]};
                struct terr_multipolygon whole = TERR_MULTIPOLYGON_INIT;
                struct terr_error err;
                check_ok(terr_engine_union(&whole, bench->engine, parts, 2, &err));
                check_covered(bench, &whole, &bench->drawn[end]);
                check_covered(bench, &bench->drawn[end], &whole);
                terr_multipolygon_dispose(&whole);
            }
        }
    }
}

// Stars alone, and in another order of shapes and layers: the same bits.
static void the_order_does_not_matter(void **state)
{
    struct bench *bench = *state;
    uint64_t random = 11;
    for (int round = 0; round < 40; round++) {
        struct terr_multipolygon raw[3] = {TERR_MULTIPOLYGON_INIT};
        struct terr_multipolygon first[3];
        struct terr_fault fault;
        struct terr_error err;
        drop_shapes(bench);
        for (size_t i = 0; i < 3; i++) {
            random_add_stars(&raw[i], &random);
            check_ok(terr_engine_clean(add(bench, i), &fault, bench->engine, &raw[i], &err));
            terr_multipolygon_dispose(&raw[i]);
        }
        simplify(bench, 5000);
        for (size_t i = 0; i < 3; i++) check_within(bench, i, 5000);
        memcpy(first, bench->drawn, sizeof first);
        memset(bench->drawn, 0, sizeof first);
        for (size_t i = 0; i < 3; i++) bench->given[i] = &bench->shapes[2 - i];
        simplify(bench, 5000);
        for (size_t i = 0; i < 3; i++) {
            assert_true(terr_multipolygon_equal(&bench->drawn[2 - i], &first[i]));
            terr_multipolygon_dispose(&first[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(shapes_by_hand, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tolerance_0_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_line_jumps_over_an_island, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_line_comes_nearer_than_the_grid_tells, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_border_in_common_stays_in_common, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_lens_stays_a_lens, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shapes_of_a_layer_that_share_ground, set_up, tear_down),
        cmocka_unit_test_setup_teardown(more_layers_than_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parts_stay_parts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(layers_stay_on_each_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_order_does_not_matter, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("shape/simplify", tests, NULL, NULL);
}
