#include "../../support/check.h"

#include "../../support/edge_list.h"
#include "../../support/shapes.h"
#include <geo/shape/edges.h>
#include <geo/shape/multipolygon.h>

#define SQUARE "36 48, 38 48, 38 50, 36 50"
#define DEGREE2 ((terr_wide)20000000000 * 10000000000) // twice a square degree, in steps squared

#define MAX_EDGES 8

static const struct {
    const char *from, *to;
    double change;              // of the area, in square degrees
    double edges[MAX_EDGES][5]; // from, to, weight; in any order, up to the first weight of 0
} cases[] = {
    {"", "", 0, {{0}}},
    {SQUARE, SQUARE, 0, {{0}}},
    {SQUARE, "38 50, 36 50, 36 48, 38 48", 0, {{0}}}, // begun elsewhere
    {SQUARE "|"
            "40 48, 41 48, 41 49",
     "40 48, 41 48, 41 49 |" SQUARE,
     0,
     {{0}}},
    {SQUARE ";"
            "36.5 48.5, 36.5 49, 37 48.5",
     SQUARE ";"
            "37 48.5, 36.5 48.5, 36.5 49",
     0,
     {{0}}},
    {"36 48, 37 48, 37 48, 36 49", "36 48, 37 48, 36 49", 0, {{0}}}, // a point said twice
    {"",
     "36 48, 37 48, 36 49",
     0.5,
     {{36, 48, 37, 48, 1}, {37, 48, 36, 49, 1}, {36, 49, 36, 48, 1}}},
    {"36 48, 37 48, 36 49",
     "",
     -0.5,
     {{36, 48, 37, 48, -1}, {37, 48, 36, 49, -1}, {36, 49, 36, 48, -1}}},
    {SQUARE,
     "36 48, 38 48, 39 50, 36 50",
     1,
     {{38, 48, 38, 50, -1}, {38, 50, 36, 50, -1}, {38, 48, 39, 50, 1}, {39, 50, 36, 50, 1}}},
    // a hole that is a shell afterwards: its edges run the other way, and both count
    {SQUARE ";"
            "36.5 48.5, 36.5 49, 37 48.5",
     SQUARE "|"
            "36.5 48.5, 37 48.5, 36.5 49",
     0.25,
     {{36.5, 48.5, 36.5, 49, -1},
      {36.5, 49, 37, 48.5, -1},
      {37, 48.5, 36.5, 48.5, -1},
      {36.5, 48.5, 37, 48.5, 1},
      {37, 48.5, 36.5, 49, 1},
      {36.5, 49, 36.5, 48.5, 1}}},
    // said twice in `to`: one of them has its like
    {"36 48, 37 48, 36 49",
     "36 48, 37 48, 36 49 | 36 48, 37 48, 36 49",
     0.5,
     {{36, 48, 37, 48, 1}, {37, 48, 36, 49, 1}, {36, 49, 36, 48, 1}}},
};

static void check_edges(const struct terr_chains *chains, const double expected[][5])
{
    const struct edge_list list = edge_list_of(chains);
    size_t count = 0;
    while (count < MAX_EDGES && expected[count][4] != 0) count++;
    assert_int_equal(list.count, count);
    for (size_t i = 0; i < count; i++) {
        struct terr_node ends[2];
        size_t alike = 0;
        assert_true(terr_lattice_take(ends, expected[i], 2));
        for (size_t k = 0; k < count; k++) {
            const struct edge *edge = &list.items[k];
            alike += terr_node_same(edge->from, ends[0]) && terr_node_same(edge->to, ends[1]) &&
                     edge->weight == (int64_t)expected[i][4];
        }
        assert_int_equal(alike, 1);
    }
    free(list.items);
}

static void what_is_in_both_is_left_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_multipolygon from = TERR_MULTIPOLYGON_INIT, to = TERR_MULTIPOLYGON_INIT;
        struct terr_differing differing = TERR_DIFFERING_INIT;
        shape_add(&from, cases[i].from);
        shape_add(&to, cases[i].to);
        check_ok(terr_edges_differing(&differing, &from, &to, &err));
        assert_true(differing.on_lattice);
        check_edges(&differing.chains, cases[i].edges);
        // quarters of square degrees: exact
        assert_true(4 * differing.area2 == (terr_wide)(4 * cases[i].change) * DEGREE2);
        terr_chains_dispose(&differing.chains);
        terr_multipolygon_dispose(&from);
        terr_multipolygon_dispose(&to);
    }
}

static void points_off_the_grid_are_told(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_multipolygon on = TERR_MULTIPOLYGON_INIT, off = TERR_MULTIPOLYGON_INIT;
    struct terr_differing differing = TERR_DIFFERING_INIT;
    shape_add(&on, SQUARE);
    shape_add(&off, "36 48, 38 48, 38 50.00000000001, 36 50");
    check_ok(terr_edges_differing(&differing, &on, &off, &err));
    assert_false(differing.on_lattice);
    terr_chains_dispose(&differing.chains);
    check_ok(terr_edges_differing(&differing, &off, &on, &err));
    assert_false(differing.on_lattice);
    terr_chains_dispose(&differing.chains);
    terr_multipolygon_dispose(&on);
    terr_multipolygon_dispose(&off);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_in_both_is_left_out),
        cmocka_unit_test(points_off_the_grid_are_told),
    };
    return cmocka_run_group_tests_name("shape/edges", tests, NULL, NULL);
}
