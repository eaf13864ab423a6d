#include "../../support/check.h"

#include "../../support/shapes.h"
#include <geo/shape/engine.h>
#include <stdlib.h>

#define GRID_PER_DEG 1e10

// What the tests share: an engine, and shapes that are emptied after each test.
struct bench {
    struct terr_engine *engine;
    struct terr_multipolygon a, b, out, other;
};

static int set_up(void **state)
{
    static struct bench bench;
    struct terr_error err;
    memset(&bench, 0, sizeof bench);
    *state = &bench;
    return terr_engine_new(&bench.engine, &err) ? -1 : 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    terr_multipolygon_dispose(&bench->a);
    terr_multipolygon_dispose(&bench->b);
    terr_multipolygon_dispose(&bench->out);
    terr_multipolygon_dispose(&bench->other);
    terr_engine_free(bench->engine);
    return 0;
}

// Twice the signed area of a ring: positive where it is counter-clockwise.
static double turn(const struct terr_multipolygon *shape, size_t ring)
{
    const double *origin = shape->coords + 2 * terr_multipolygon_ring_start(shape, ring);
    double sum = 0;
    for (size_t i = terr_multipolygon_ring_start(shape, ring); i + 1 < shape->ring_ends[ring];
         i++) {
        const double *at = shape->coords + 2 * i;
        sum +=
            (at[0] - origin[0]) * (at[3] - origin[1]) - (at[2] - origin[0]) * (at[1] - origin[1]);
    }
    return sum;
}

// What the engine promises of all that leaves it: closed rings on the grid, shells
// counter-clockwise, holes clockwise, and valid, which cleaning tells without changing a byte.
static void check_clean(struct bench *bench, const struct terr_multipolygon *shape)
{
    struct terr_multipolygon again = TERR_MULTIPOLYGON_INIT;
    struct terr_fault fault;
    struct terr_error err;
    for (size_t i = 0; i < 2 * shape->point_count; i++) {
        const double value = shape->coords[i];
        if (round(value * GRID_PER_DEG) / GRID_PER_DEG != value) fail_msg("%.17g off grid", value);
    }
    for (size_t p = 0; p < shape->polygon_count; p++) {
        const size_t shell = terr_multipolygon_polygon_start(shape, p);
        for (size_t r = shell; r < shape->polygon_ends[p]; r++) {
            const double *first = shape->coords + 2 * terr_multipolygon_ring_start(shape, r);
            const double *last = shape->coords + 2 * (shape->ring_ends[r] - 1);
            assert_true(first[0] == last[0] && first[1] == last[1]);
            assert_true(r == shell ? turn(shape, r) > 0 : turn(shape, r) < 0);
        }
    }
    check_ok(terr_engine_clean(&again, &fault, bench->engine, shape, &err));
    if (fault.invalid) fail_msg("%s at %g, %g", fault.reason, fault.lon_deg, fault.lat_deg);
    assert_true(terr_multipolygon_equal(&again, shape));
    terr_multipolygon_dispose(&again);
}

static struct terr_fault clean(struct bench *bench, const char *text)
{
    struct terr_fault fault;
    struct terr_error err;
    terr_multipolygon_dispose(&bench->a);
    terr_multipolygon_dispose(&bench->out);
    shape_add(&bench->a, text);
    check_ok(terr_engine_clean(&bench->out, &fault, bench->engine, &bench->a, &err));
    check_clean(bench, &bench->out);
    return fault;
}

// ---- cleaning ----

static void valid_input_keeps_its_shape(void **state)
{
    static const struct {
        const char *text;
        size_t polygons, rings, points;
        double area;
    } valid[] = {
        {"", 0, 0, 0, 0},
        {"0 0, 2 0, 2 2, 0 2", 1, 1, 5, 4},
        {"0 0, 0 2, 2 2, 2 0", 1, 1, 5, 4},
        {"0 0, 2 0, 2 2, 0 2; 0.5 0.5, 1.5 0.5, 1.5 1.5, 0.5 1.5", 1, 2, 10, 3},
        {"0 0, 2 0, 2 2, 0 2; 0.5 0.5, 0.5 1.5, 1.5 1.5, 1.5 0.5", 1, 2, 10, 3},
        {"0 0, 1 0, 1 1 | 5 5, 6 5, 6 6", 2, 2, 8, 1},
        {"0 0, 1 0, 1 1, 0 1 | 1 1, 2 1, 2 2, 1 2", 2, 2, 10, 2}, // touch in a point
        {"0 0, 2 0, 2 0, 2 2, 0 2", 1, 1, 6, 4},                  // a point twice is valid
        {"-180 -90, 180 -90, 180 90, -180 90", 1, 1, 5, 64800},
        {"36.1234567891 48, 36.2 48, 36.2 48.1", 1, 1, 4, 0.00382716054},
    };
    struct bench *bench = *state;
    for (size_t i = 0; i < sizeof valid / sizeof valid[0]; i++) {
        const struct terr_fault fault = clean(bench, valid[i].text);
        if (fault.invalid) fail_msg("%s: %s", valid[i].text, fault.reason);
        assert_false(fault.stray_hole);
        assert_int_equal(bench->out.polygon_count, valid[i].polygons);
        assert_int_equal(bench->out.ring_count, valid[i].rings);
        assert_int_equal(bench->out.point_count, valid[i].points);
        check_near(shape_plane_area(&bench->out), valid[i].area, 1e-10);
    }
}

static void points_off_the_grid_move_by_half_a_cell_at_most(void **state)
{
    struct bench *bench = *state;
    const struct terr_fault fault =
        clean(bench, "36.123456789012 48.1, 36.3 48.123456789049, 36.2 48.223456789051");
    assert_false(fault.invalid);
    assert_int_equal(bench->out.point_count, 4);
    for (size_t i = 0; i < 4; i++) {
        double nearest = 1;
        for (size_t k = 0; k < 4; k++) {
            const double x = fabs(bench->out.coords[2 * i] - bench->a.coords[2 * k]);
            const double y = fabs(bench->out.coords[2 * i + 1] - bench->a.coords[2 * k + 1]);
            if (fmax(x, y) < nearest) nearest = fmax(x, y);
        }
        check_near(nearest, 0, 0.5001e-10);
    }
}

static void a_shape_smaller_than_the_grid_vanishes(void **state)
{
    struct bench *bench = *state;
    const struct terr_fault fault = clean(bench, "36 48, 36.00000000002 48, 36 48.00000000002");
    assert_false(fault.invalid);
    assert_int_equal(bench->out.polygon_count, 0);
}

static void invalid_input_is_repaired_and_told(void **state)
{
    static const struct {
        const char *name, *text, *reason;
        size_t polygons;
        double area;
        bool stray_hole;
    } invalid[] = {
        {"bow-tie", "0 0, 2 2, 2 0, 0 2", "Self-intersection", 2, 2, false},
        {"overlapping squares", "0 0, 2 0, 2 2, 0 2 | 1 1, 3 1, 3 3, 1 3", "Self-intersection", 1,
         7, false},
        {"the same square twice", "0 0, 2 0, 2 2, 0 2 | 0 0, 2 0, 2 2, 0 2", "Self-intersection", 1,
         4, false},
        {"square inside a square", "0 0, 4 0, 4 4, 0 4 | 1 1, 2 1, 2 2, 1 2", "Nested shells", 1,
         16, false},
        {"squares sharing an edge", "0 0, 1 0, 1 1, 0 1 | 1 0, 2 0, 2 1, 1 1", "Self-intersection",
         1, 2, false},
        {"hole outside its shell", "0 0, 2 0, 2 2, 0 2; 5 5, 6 5, 6 6, 5 6",
         "Hole lies outside shell", 2, 5, true},
        {"hole sharing an edge", "0 0, 4 0, 4 4, 0 4; 0 1, 1 1, 1 3, 0 3", "Self-intersection", 1,
         14, false},
        {"hole equal to its shell", "0 0, 2 0, 2 2, 0 2; 0 0, 2 0, 2 2, 0 2", "Self-intersection",
         0, 0, false},
        {"hole around its shell", "1 1, 2 1, 2 2, 1 2; 0 0, 4 0, 4 4, 0 4",
         "Hole lies outside shell", 0, 0, false},
        {"hole across its shell", "0 0, 2 0, 2 2, 0 2; 1 1, 3 1, 3 3, 1 3", "Self-intersection", 1,
         3, false},
        {"hole flat, outside", "0 0, 2 0, 2 2, 0 2; 5 5, 6 6, 7 7", "Self-intersection", 1, 4,
         false},
        {"holes overlapping", "0 0, 9 0, 9 9, 0 9; 1 1, 3 1, 3 3, 1 3; 2 2, 4 2, 4 4, 2 4",
         "Self-intersection", 1, 74, false},
        {"hole in a hole", "0 0, 9 0, 9 9, 0 9; 1 1, 8 1, 8 8, 1 8; 3 3, 4 3, 4 4, 3 4",
         "Holes are nested", 1, 32, false},
        {"spike outwards", "0 0, 2 0, 2 1, 5 1, 2 1, 2 2, 0 2", "Self-intersection", 1, 4, false},
        {"spike inwards", "0 0, 2 0, 2 1, 1 1, 2 1, 2 2, 0 2", "Ring Self-intersection", 1, 4,
         false},
        {"ring flat", "0 0, 1 1, 2 2", "Self-intersection", 0, 0, false},
        {"ring there and back", "0 0, 1 1, 2 2, 1 1", "Ring Self-intersection", 0, 0, false},
        {"ring in one point", "3 3, 3 3, 3 3", "Too few points in geometry component", 0, 0, false},
        {"flat ring beside a square", "3 3, 3 3, 3 3 | 0 0, 2 0, 2 2, 0 2",
         "Too few points in geometry component", 1, 4, false},
        {"hole in one point", "0 0, 2 0, 2 2, 0 2; 1 1, 1 1, 1 1",
         "Too few points in geometry component", 1, 4, false},
        {"figure of eight", "0 0, 4 0, 4 4, 0 4, 0 0, -4 0, -4 -4, 0 -4", "Ring Self-intersection",
         2, 32, false},
    };
    struct bench *bench = *state;
    for (size_t i = 0; i < sizeof invalid / sizeof invalid[0]; i++) {
        const struct terr_fault fault = clean(bench, invalid[i].text);
        if (!fault.invalid || strcmp(fault.reason, invalid[i].reason) != 0 ||
            fault.stray_hole != invalid[i].stray_hole ||
            bench->out.polygon_count != invalid[i].polygons ||
            fabs(shape_plane_area(&bench->out) - invalid[i].area) > 1e-9) {
            fail_msg("%s: invalid %d, %s, stray hole %d, %zu polygons of %.12g", invalid[i].name,
                     fault.invalid, fault.reason, fault.stray_hole, bench->out.polygon_count,
                     shape_plane_area(&bench->out));
        }
    }
}

static void the_place_of_a_fault_is_told(void **state)
{
    const struct terr_fault fault = clean(*state, "10 20, 12 22, 12 20, 10 22");
    assert_string_equal(fault.reason, "Self-intersection");
    check_near(fault.lon_deg, 11, 1e-12);
    check_near(fault.lat_deg, 21, 1e-12);
}

// ---- overlay ----

typedef enum terr_code (*overlay)(struct terr_multipolygon *, struct terr_engine *,
                                  const struct terr_multipolygon *,
                                  const struct terr_multipolygon *, struct terr_error *);

static enum terr_code unite(struct terr_multipolygon *out, struct terr_engine *engine,
                            const struct terr_multipolygon *a, const struct terr_multipolygon *b,
                            struct terr_error *err)
{
    const struct terr_multipolygon *const parts[] = {a, b};
    return terr_engine_union(out, engine, parts, 2, err);
}

// The area, in square degrees, of what an overlay of a and b gives; which must be clean.
static double overlay_area(struct bench *bench, overlay function)
{
    struct terr_error err;
    terr_multipolygon_dispose(&bench->out);
    check_ok(function(&bench->out, bench->engine, &bench->a, &bench->b, &err));
    check_clean(bench, &bench->out);
    return shape_plane_area(&bench->out);
}

// Sets a and b to clean shapes.
static void clean_both(struct bench *bench, const char *a, const char *b)
{
    (void)clean(bench, b);
    terr_multipolygon_dispose(&bench->b);
    bench->b = bench->out;
    memset(&bench->out, 0, sizeof bench->out);
    (void)clean(bench, a);
    terr_multipolygon_dispose(&bench->a);
    bench->a = bench->out;
    memset(&bench->out, 0, sizeof bench->out);
}

#define SQUARE "0 0, 2 0, 2 2, 0 2"

static void overlays_of_known_shapes(void **state)
{
    static const struct {
        const char *a, *b;
        double united, subtracted, intersected;
    } cases[] = {
        {"", "", 0, 0, 0},
        {SQUARE, "", 4, 4, 0},
        {"", SQUARE, 4, 0, 0},
        {SQUARE, SQUARE, 4, 0, 4},
        {SQUARE, "1 1, 3 1, 3 3, 1 3", 7, 3, 1},
        {SQUARE, "5 5, 6 5, 6 6, 5 6", 5, 4, 0},
        {SQUARE, "0.5 0.5, 1 0.5, 1 1, 0.5 1", 4, 3.75, 0.25},
        {SQUARE, "-1 -1, 3 -1, 3 3, -1 3", 16, 0, 4},
        {SQUARE, "2 0, 4 0, 4 2, 2 2", 8, 4, 0},       // a common edge
        {SQUARE, "2 2, 4 2, 4 4, 2 4", 8, 4, 0},       // a common point
        {SQUARE, "0 0, 2 0, 2 1, 0 1", 4, 2, 2},       // edges on edges
        {SQUARE, "0 0, 2 0, 1 2", 4, 2, 2},            // a vertex on an edge
        {SQUARE, "1 -1, 1.5 -1, 1.5 3, 1 3", 5, 3, 1}, // cut in two
        {"0 0, 9 0, 9 9, 0 9; 1 1, 8 1, 8 8, 1 8", "2 2, 3 2, 3 3, 2 3", 33, 32, 0},
        {"0 0, 9 0, 9 9, 0 9; 1 1, 8 1, 8 8, 1 8", "1 1, 8 1, 8 8, 1 8", 81, 32, 0},
    };
    struct bench *bench = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        clean_both(bench, cases[i].a, cases[i].b);
        check_near(overlay_area(bench, unite), cases[i].united, 1e-9);
        check_near(overlay_area(bench, terr_engine_subtract), cases[i].subtracted, 1e-9);
        check_near(overlay_area(bench, terr_engine_intersect), cases[i].intersected, 1e-9);
    }
}

static void a_union_counts_overlap_once(void **state)
{
    enum { COUNT = 10 };
    struct bench *bench = *state;
    struct terr_multipolygon squares[COUNT];
    const struct terr_multipolygon *parts[COUNT];
    struct terr_error err;
    memset(squares, 0, sizeof squares);
    for (size_t i = 0; i < COUNT; i++) {
        shape_add_square(&squares[i], 0.5 * (double)i, 0, 1);
        parts[i] = &squares[i];
    }
    check_ok(terr_engine_union(&bench->out, bench->engine, parts, COUNT, &err));
    check_clean(bench, &bench->out);
    assert_int_equal(bench->out.polygon_count, 1);
    check_near(shape_plane_area(&bench->out), 5.5, 1e-9);
    for (size_t i = 0; i < COUNT; i++) terr_multipolygon_dispose(&squares[i]);
}

// Ten pairs of squares, each pair apart from the others, given in mixed order.
static void a_union_of_what_is_apart_keeps_it_apart(void **state)
{
    enum { COUNT = 20 };
    struct bench *bench = *state;
    struct terr_multipolygon squares[COUNT];
    const struct terr_multipolygon *parts[COUNT];
    struct terr_error err;
    memset(squares, 0, sizeof squares);
    for (size_t i = 0; i < COUNT; i++) {
        const size_t pair = i * 7 % 10;
        const double shift = i < 10 ? 0 : 0.5;
        shape_add_square(&squares[i], 3 * (double)(pair % 4) + shift, 3 * (double)(pair / 4), 1);
        parts[i] = &squares[i];
    }
    check_ok(terr_engine_union(&bench->out, bench->engine, parts, COUNT, &err));
    check_clean(bench, &bench->out);
    assert_int_equal(bench->out.polygon_count, 10);
    check_near(shape_plane_area(&bench->out), 15, 1e-9);
    for (size_t i = 0; i < COUNT / 2; i++) {
        const struct terr_multipolygon *kept = parts[i];
        parts[i] = parts[COUNT - 1 - i];
        parts[COUNT - 1 - i] = kept;
    }
    check_ok(terr_engine_union(&bench->other, bench->engine, parts, COUNT, &err));
    assert_true(terr_multipolygon_equal(&bench->out, &bench->other));
    for (size_t i = 0; i < COUNT; i++) terr_multipolygon_dispose(&squares[i]);
}

static void a_union_of_nothing_is_nothing(void **state)
{
    struct bench *bench = *state;
    const struct terr_multipolygon *const parts[] = {&bench->a, &bench->b};
    struct terr_error err;
    check_ok(terr_engine_union(&bench->out, bench->engine, NULL, 0, &err));
    assert_int_equal(bench->out.polygon_count, 0);
    check_ok(terr_engine_union(&bench->out, bench->engine, parts, 2, &err));
    assert_int_equal(bench->out.polygon_count, 0);
}

// A small generator of our own, so that the shapes are the same on every machine.
static double next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*seed >> 11) / 9007199254740992.0;
}

// A clean star of `corners` corners around x, y: every third ray has the length 1, the others a
// random one. With 12 corners all stars have the same box, which leaves the engine's tree no order.
static void add_star(struct bench *bench, struct terr_multipolygon *shape, double x, double y,
                     int corners, uint64_t *seed)
{
    struct terr_multipolygon raw = TERR_MULTIPOLYGON_INIT;
    struct terr_multipolygon cleaned = TERR_MULTIPOLYGON_INIT;
    struct terr_fault fault;
    struct terr_error err;
    for (int i = 0; i < corners; i++) {
        const double angle = 6.283185307179586 * i / corners;
        const double ray = i % 3 ? 0.3 + 0.7 * next_random(seed) : 1;
        check_ok(
            terr_multipolygon_add_point(&raw, x + ray * cos(angle), y + ray * sin(angle), &err));
    }
    check_ok(terr_multipolygon_add_point(&raw, raw.coords[0], raw.coords[1], &err));
    check_ok(terr_multipolygon_end_ring(&raw, &err));
    check_ok(terr_multipolygon_end_polygon(&raw, &err));
    check_ok(terr_engine_clean(&cleaned, &fault, bench->engine, &raw, &err));
    check_ok(terr_multipolygon_append(shape, &cleaned, &err));
    terr_multipolygon_dispose(&raw);
    terr_multipolygon_dispose(&cleaned);
}

static void the_parts_of_two_shapes_sum_to_them(void **state)
{
    struct bench *bench = *state;
    uint64_t seed = 1;
    for (int round = 0; round < 50; round++) {
        struct terr_multipolygon swapped;
        terr_multipolygon_dispose(&bench->a);
        terr_multipolygon_dispose(&bench->b);
        add_star(bench, &bench->a, 36, 48, 5 + 3 * round, &seed);
        add_star(bench, &bench->b, 36 + next_random(&seed), 48, 4 + 2 * round, &seed);
        const double a = shape_plane_area(&bench->a), b = shape_plane_area(&bench->b);
        const double united = overlay_area(bench, unite);
        const double both = overlay_area(bench, terr_engine_intersect);
        const double a_alone = overlay_area(bench, terr_engine_subtract);
        swapped = bench->a;
        bench->a = bench->b;
        bench->b = swapped;
        const double b_alone = overlay_area(bench, terr_engine_subtract);
        // crossings move by half the grid (5e-11) along edges of some 100 degrees in all
        check_near(a_alone + both, a, 5e-9);
        check_near(b_alone + both, b, 5e-9);
        check_near(a_alone + b_alone + both, united, 5e-9);
    }
}

static void shuffled_parts_give_the_same_union_byte_for_byte(void **state)
{
    enum { COUNT = 60, ROUNDS = 30 };
    struct bench *bench = *state;
    struct terr_multipolygon stars[COUNT];
    const struct terr_multipolygon *parts[COUNT];
    struct terr_error err;
    uint64_t seed = 7;
    memset(stars, 0, sizeof stars);
    for (size_t i = 0; i < COUNT; i++) {
        const double x = 30 + floor(4 * next_random(&seed)), y = 48 + floor(3 * next_random(&seed));
        add_star(bench, &stars[i], x, y, 12, &seed);
        parts[i] = &stars[i];
    }
    check_ok(terr_engine_union(&bench->out, bench->engine, parts, COUNT, &err));
    check_clean(bench, &bench->out);
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = COUNT - 1; i > 0; i--) {
            const size_t k = (size_t)(next_random(&seed) * (double)(i + 1));
            const struct terr_multipolygon *kept = parts[i];
            parts[i] = parts[k];
            parts[k] = kept;
        }
        terr_multipolygon_dispose(&bench->other);
        check_ok(terr_engine_union(&bench->other, bench->engine, parts, COUNT, &err));
        if (!terr_multipolygon_equal(&bench->out, &bench->other)) fail_msg("round %d", round);
    }
    for (size_t i = 0; i < COUNT; i++) terr_multipolygon_dispose(&stars[i]);
}

static void shuffled_polygons_are_repaired_the_same_byte_for_byte(void **state)
{
    enum { COUNT = 40 };
    struct bench *bench = *state;
    struct terr_multipolygon backwards = TERR_MULTIPOLYGON_INIT;
    struct terr_multipolygon stars[COUNT];
    struct terr_fault fault;
    struct terr_error err;
    uint64_t seed = 11;
    memset(stars, 0, sizeof stars);
    for (size_t i = 0; i < COUNT; i++) {
        add_star(bench, &stars[i], 30 + floor(3 * next_random(&seed)), 48, 12, &seed);
        check_ok(terr_multipolygon_append(&bench->a, &stars[i], &err));
    }
    for (size_t i = COUNT; i > 0; i--) {
        check_ok(terr_multipolygon_append(&backwards, &stars[i - 1], &err));
        terr_multipolygon_dispose(&stars[i - 1]);
    }
    check_ok(terr_engine_clean(&bench->out, &fault, bench->engine, &bench->a, &err));
    assert_true(fault.invalid);
    check_clean(bench, &bench->out);
    check_ok(terr_engine_clean(&bench->other, &fault, bench->engine, &backwards, &err));
    assert_true(terr_multipolygon_equal(&bench->out, &bench->other));
    terr_multipolygon_dispose(&backwards);
}

static void borders_that_nearly_coincide(void **state)
{
    static const double shifts[] = {1e-9, 1e-10, 5e-11, 1e-11, 7e-15};
    struct bench *bench = *state;
    struct terr_multipolygon raw = TERR_MULTIPOLYGON_INIT;
    struct terr_fault fault;
    struct terr_error err;
    uint64_t seed = 3;
    add_star(bench, &bench->a, 36, 48, 400, &seed);
    const double a = shape_plane_area(&bench->a);
    for (size_t i = 0; i < sizeof shifts / sizeof shifts[0]; i++) {
        check_ok(terr_multipolygon_append(&raw, &bench->a, &err));
        for (size_t k = 0; k < 2 * raw.point_count; k++) raw.coords[k] += shifts[i];
        terr_multipolygon_dispose(&bench->b);
        check_ok(terr_engine_clean(&bench->b, &fault, bench->engine, &raw, &err));
        terr_multipolygon_dispose(&raw);
        // not more than the shift (to the grid) over the edges: 400 of less than 1 degree
        const double most = 400 * (shifts[i] + 2e-10);
        check_near(overlay_area(bench, terr_engine_subtract), 0, most);
        check_near(overlay_area(bench, terr_engine_intersect), a, most);
        check_near(overlay_area(bench, unite), a, most);
    }
}

static void coordinates_at_the_edges_of_the_earth(void **state)
{
    struct bench *bench = *state;
    clean_both(bench, "-180 -90, 180 -90, 180 90, -180 90", "-180 -90, 180 -90, 180 89.9999999999");
    check_near(overlay_area(bench, terr_engine_subtract), 32400 + 1.8e-8, 1e-7);
    check_near(overlay_area(bench, terr_engine_intersect), 32400 - 1.8e-8, 1e-7);
}

static void zero_has_no_sign(void **state)
{
    struct bench *bench = *state;
    (void)clean(bench, "-0 -0, 2 0, 2 2, -0 2");
    for (size_t i = 0; i < 2 * bench->out.point_count; i++) {
        assert_false(signbit(bench->out.coords[i]));
    }
}

static void the_engine_tells_its_version(void **state)
{
    (void)state;
    assert_true(strchr(terr_engine_version(), '.') != NULL);
    terr_engine_free(NULL);
}

// Rings that GEOS 3.11 fails on: in the predicate that asks for stray holes, and in make-valid
// after the order of points was made canonical.
static void rings_that_the_engine_stumbles_over_are_repaired(void **state)
{
    struct bench *bench = *state;
    static const char *const rings[] = {
        "30.02 48.02, 30.03 48.01, 30.01 48.02; 30.04 48, 30.01 48.03, 30.02 48.02, 30.02 48.04",
        "30.04 48, 30.05 48.03, 30 48.03, 30.05 48.03, 30.04 48.03, 30.04 48.04",
    };
    for (size_t i = 0; i < sizeof rings / sizeof rings[0]; i++) {
        const struct terr_fault fault = clean(bench, rings[i]);
        assert_true(fault.invalid);
        assert_true(shape_plane_area(&bench->out) > 0);
    }
}

// A lattice makes points meet edges and each other, which random numbers never do.
static void add_lattice_polygon(struct terr_multipolygon *shape, uint64_t *seed)
{
    struct terr_error err;
    const size_t first = shape->point_count;
    for (int i = 0; i < 8; i++) {
        const double x = 30 + floor(next_random(seed) * 8) / 100;
        const double y = 48 + floor(next_random(seed) * 8) / 100;
        check_ok(terr_multipolygon_add_point(shape, x, y, &err));
    }
    const double *start = shape->coords + 2 * first;
    check_ok(terr_multipolygon_add_point(shape, start[0], start[1], &err));
    check_ok(terr_multipolygon_end_ring(shape, &err));
    check_ok(terr_multipolygon_end_polygon(shape, &err));
}

static void what_leaves_the_engine_is_valid_whatever_goes_in(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    struct terr_fault fault;
    uint64_t seed = 20250714;
    for (int i = 0; i < 400; i++) {
        struct terr_multipolygon a = TERR_MULTIPOLYGON_INIT, b = TERR_MULTIPOLYGON_INIT;
        struct terr_multipolygon left = TERR_MULTIPOLYGON_INIT;
        terr_multipolygon_dispose(&bench->a);
        add_lattice_polygon(&bench->a, &seed);
        add_lattice_polygon(&bench->a, &seed);
        check_ok(terr_engine_clean(&a, &fault, bench->engine, &bench->a, &err));
        terr_multipolygon_dispose(&bench->a);
        add_lattice_polygon(&bench->a, &seed);
        check_ok(terr_engine_clean(&b, &fault, bench->engine, &bench->a, &err));
        check_ok(terr_engine_subtract(&left, bench->engine, &a, &b, &err));
        check_clean(bench, &a);
        check_clean(bench, &left);
        terr_multipolygon_dispose(&a);
        terr_multipolygon_dispose(&b);
        terr_multipolygon_dispose(&left);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define ENGINE_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
        ENGINE_TEST(valid_input_keeps_its_shape),
        ENGINE_TEST(points_off_the_grid_move_by_half_a_cell_at_most),
        ENGINE_TEST(a_shape_smaller_than_the_grid_vanishes),
        ENGINE_TEST(invalid_input_is_repaired_and_told),
        ENGINE_TEST(the_place_of_a_fault_is_told),
        ENGINE_TEST(zero_has_no_sign),
        ENGINE_TEST(overlays_of_known_shapes),
        ENGINE_TEST(a_union_counts_overlap_once),
        ENGINE_TEST(a_union_of_what_is_apart_keeps_it_apart),
        ENGINE_TEST(a_union_of_nothing_is_nothing),
        ENGINE_TEST(the_parts_of_two_shapes_sum_to_them),
        ENGINE_TEST(shuffled_parts_give_the_same_union_byte_for_byte),
        ENGINE_TEST(shuffled_polygons_are_repaired_the_same_byte_for_byte),
        ENGINE_TEST(borders_that_nearly_coincide),
        ENGINE_TEST(coordinates_at_the_edges_of_the_earth),
        ENGINE_TEST(the_engine_tells_its_version),
        ENGINE_TEST(rings_that_the_engine_stumbles_over_are_repaired),
        ENGINE_TEST(what_leaves_the_engine_is_valid_whatever_goes_in),
    };
    return cmocka_run_group_tests_name("shape/engine", tests, NULL, NULL);
}
