#include "../../support/check.h"

#include "../../support/random_shapes.h"
#include "../../support/shapes.h"
#include <geo/shape/cut.h>
#include <geo/shape/engine.h>

#define MOST 20

struct bench {
    struct terr_engine *engine;
    struct terr_multipolygon cells[MOST];
    const struct terr_multipolygon *borders[MOST];
    size_t cell_count;
    struct terr_multipolygon shape;
    struct terr_multipolygon parts[MOST + 1];
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
    for (size_t i = 0; i < MOST; i++) terr_multipolygon_dispose(&bench->cells[i]);
    for (size_t i = 0; i <= MOST; i++) terr_multipolygon_dispose(&bench->parts[i]);
    terr_multipolygon_dispose(&bench->shape);
    bench->cell_count = 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    drop_shapes(bench);
    terr_engine_free(bench->engine);
    return 0;
}

static void clean(struct bench *bench, struct terr_multipolygon *out, const char *text)
{
    struct terr_multipolygon raw = TERR_MULTIPOLYGON_INIT;
    struct terr_fault fault;
    struct terr_error err;
    shape_add(&raw, text);
    check_ok(terr_engine_clean(out, &fault, bench->engine, &raw, &err));
    terr_multipolygon_dispose(&raw);
}

static void add_cell(struct bench *bench, const char *text)
{
    assert_true(bench->cell_count < MOST);
    clean(bench, &bench->cells[bench->cell_count], text);
    bench->borders[bench->cell_count] = &bench->cells[bench->cell_count];
    bench->cell_count++;
}

static void cut(struct bench *bench)
{
    struct terr_cutter *cutter;
    struct terr_error err;
    check_ok(terr_cutter_new(&cutter, bench->borders, bench->cell_count, &err));
    check_ok(terr_cutter_cut(bench->parts, cutter, bench->engine, &bench->shape, &err));
    terr_cutter_free(cutter);
    for (size_t i = 0; i <= bench->cell_count; i++) {
        shape_check_clean(bench->engine, &bench->parts[i], "a part");
    }
}

#define LEFT "36 48, 37 48, 37 50, 36 50"
#define RIGHT "37 48, 38 48, 38 50, 37 50"

// Two cells side by side, and what of a shape lies in the left one, the right one, and in none, in
// square degrees.
static const struct {
    const char *shape;
    double left, right, outside;
} cuts[] = {
    {"", 0, 0, 0},
    {LEFT, 2, 0, 0},                                                      // the cell itself
    {"36 48, 38 48, 38 50, 36 50", 2, 2, 0},                              // both
    {"35 47, 39 47, 39 51, 35 51", 2, 2, 12},                             // more than both
    {"36.2 48.2, 36.4 48.2, 36.4 48.4, 36.2 48.4", 0.04, 0, 0},           // whole in one
    {"37.2 48.2, 37.4 48.2, 37.4 48.4, 37.2 48.4", 0, 0.04, 0},           // and in the other
    {"30 48.2, 30.2 48.2, 30.2 48.4, 30 48.4", 0, 0, 0.04},               // far from both
    {"36.5 51, 37.5 51, 37.5 52, 36.5 52", 0, 0, 1},                      // above the border
    {"36.5 46, 37.5 46, 37.5 47, 36.5 47", 0, 0, 1},                      // below it
    {"36.9 48.2, 37.1 48.2, 37.1 48.4, 36.9 48.4", 0.02, 0.02, 0},        // across it
    {"36.9 47.9, 37.1 47.9, 37.1 48.1, 36.9 48.1", 0.01, 0.01, 0.02},     // and out
    {"36.5 48.5, 37 48.5, 37 49.5, 36.5 49.5", 0.5, 0, 0},                // along it
    {"35 48, 36 48, 36 50, 35 50", 0, 0, 2},                              // outside, along it
    {"35 47, 36 47, 36 48, 35 48", 0, 0, 1},                              // a corner is no ground
    {"35 47, 39 47, 39 51, 35 51; 36 48, 38 48, 38 50, 36 50", 0, 0, 12}, // all round them
    {"35 47, 39 47, 39 51, 35 51; 36.5 48.5, 36.5 49.5, 37.5 49.5, 37.5 48.5", 1.5, 1.5, 12},
    {"36.1 48.1, 36.2 48.1, 36.2 48.2, 36.1 48.2 | 37.9 49.9, 38.1 49.9, 38.1 50.1, 37.9 50.1",
     0.01, 0.01, 0.03},
    // two polygons that touch where the border runs through
    {"36.9 48.9, 37 49, 36.9 49.1 | 37.1 48.9, 37.1 49.1, 37 49", 0.01, 0.01, 0},
};

static void what_lies_in_two_cells(void **state)
{
    struct bench *bench = *state;
    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        drop_shapes(bench);
        add_cell(bench, LEFT);
        add_cell(bench, RIGHT);
        clean(bench, &bench->shape, cuts[i].shape);
        cut(bench);
        check_near(shape_plane_area(&bench->parts[0]), cuts[i].left, 1e-9);
        check_near(shape_plane_area(&bench->parts[1]), cuts[i].right, 1e-9);
        check_near(shape_plane_area(&bench->parts[2]), cuts[i].outside, 1e-9);
    }
}

// A cell in the hole of another, as a capital in its province.
static void a_cell_within_another(void **state)
{
    struct bench *bench = *state;
    add_cell(bench, "30 48, 34 48, 34 52, 30 52; 31 49, 31 51, 33 51, 33 49");
    add_cell(bench, "31 49, 33 49, 33 51, 31 51");
    clean(bench, &bench->shape,
          "31.5 49.5, 32.5 49.5, 32.5 50.5, 31.5 50.5 | 33.2 49, 33.4 49, "
          "33.4 50, 33.2 50 | 30.5 48.1, 30.6 48.1, 30.6 51.9, 30.5 51.9");
    cut(bench);
    check_near(shape_plane_area(&bench->parts[0]), 0.58, 1e-9);
    check_near(shape_plane_area(&bench->parts[1]), 1, 1e-9);
    assert_int_equal(bench->parts[2].polygon_count, 0);
    drop_shapes(bench);
    add_cell(bench, "30 48, 34 48, 34 52, 30 52; 31 49, 31 51, 33 51, 33 49");
    add_cell(bench, "31 49, 33 49, 33 51, 31 51");
    clean(bench, &bench->shape, "30.5 48.5, 33.5 48.5, 33.5 51.5, 30.5 51.5"); // round all of it
    cut(bench);
    check_near(shape_plane_area(&bench->parts[0]), 5, 1e-9);
    check_near(shape_plane_area(&bench->parts[1]), 4, 1e-9);
}

static void a_polygon_whole_in_a_cell_stays_as_it_is(void **state)
{
    struct bench *bench = *state;
    add_cell(bench, LEFT);
    clean(bench, &bench->shape, "36.1234567 48.1, 36.7654321 48.3, 36.4 49.1");
    cut(bench);
    assert_true(terr_multipolygon_equal(&bench->parts[0], &bench->shape));
    assert_int_equal(bench->parts[1].polygon_count, 0);
}

static void without_cells_all_is_outside(void **state)
{
    struct bench *bench = *state;
    clean(bench, &bench->shape, LEFT);
    cut(bench);
    assert_true(terr_multipolygon_equal(&bench->parts[0], &bench->shape));
}

// Cells that share ground: the engine answers, and each has its own.
static void cells_that_share_ground(void **state)
{
    struct bench *bench = *state;
    add_cell(bench, "36 48, 38 48, 38 50, 36 50");
    add_cell(bench, "37 48, 39 48, 39 50, 37 50");
    clean(bench, &bench->shape, "36.5 48.5, 38.5 48.5, 38.5 49.5, 36.5 49.5");
    cut(bench);
    check_near(shape_plane_area(&bench->parts[0]), 1.5, 1e-9);
    check_near(shape_plane_area(&bench->parts[1]), 1.5, 1e-9);
    assert_int_equal(bench->parts[2].polygon_count, 0);
}

// ---- by chance ----

#define SIDE 4
#define ROUNDS 60

// A field of quadrangles over the stars, whose corners are moved by chance; two of them make a cell
// here and there, and some are left out.
static void draw_cells(struct bench *bench, uint64_t *random)
{
    double corners[SIDE + 1][SIDE + 1][2];
    for (int x = 0; x <= SIDE; x++) {
        for (int y = 0; y <= SIDE; y++) {
            corners[x][y][0] = 29.6 + x * 0.95 + (double)(random_draw(random) % 1000000) / 5e6;
            corners[x][y][1] = 44.6 + y * 0.95 + (double)(random_draw(random) % 1000000) / 5e6;
        }
    }
    for (int i = 0; i < SIDE * SIDE; i++) {
        const int x = i % SIDE, y = i / SIDE;
        char text[256];
        if (random_draw(random) % 8 == 0) continue;
        snprintf(text, sizeof text, "%.10f %.10f, %.10f %.10f, %.10f %.10f, %.10f %.10f",
                 corners[x][y][0], corners[x][y][1], corners[x + 1][y][0], corners[x + 1][y][1],
                 corners[x + 1][y + 1][0], corners[x + 1][y + 1][1], corners[x][y + 1][0],
                 corners[x][y + 1][1]);
        add_cell(bench, text);
    }
}

// Crossings move to the grid: at most some 1e-10 degree along a few hundred degrees of edges.
#define CHANCE_TOLERANCE 1e-8

static void the_engine_says_the_same(void **state)
{
    struct bench *bench = *state;
    struct terr_error err;
    uint64_t random = 7;
    for (int round = 0; round < ROUNDS; round++) {
        struct terr_multipolygon raw = TERR_MULTIPOLYGON_INIT;
        struct terr_fault fault;
        double sum = 0;
        drop_shapes(bench);
        draw_cells(bench, &random);
        random_add_stars(&raw, &random);
        check_ok(terr_engine_clean(&bench->shape, &fault, bench->engine, &raw, &err));
        cut(bench);
        for (size_t i = 0; i < bench->cell_count; i++) {
            struct terr_multipolygon part = TERR_MULTIPOLYGON_INIT;
            check_ok(
                terr_engine_intersect(&part, bench->engine, &bench->shape, &bench->cells[i], &err));
            check_near(shape_plane_area(&bench->parts[i]), shape_plane_area(&part),
                       CHANCE_TOLERANCE);
            sum += shape_plane_area(&bench->parts[i]);
            terr_multipolygon_dispose(&part);
        }
        sum += shape_plane_area(&bench->parts[bench->cell_count]);
        check_near(sum, shape_plane_area(&bench->shape), CHANCE_TOLERANCE);
        terr_multipolygon_dispose(&raw);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_lies_in_two_cells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_cell_within_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_polygon_whole_in_a_cell_stays_as_it_is, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(without_cells_all_is_outside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cells_that_share_ground, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_engine_says_the_same, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("shape/cut", tests, NULL, NULL);
}
