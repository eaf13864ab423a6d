#include "../../support/check.h"

#include "../../support/shapes.h"
#include <geo/shape/lattice.h>
#include <geo/shape/locate.h>
#include <stdlib.h>

struct probe {
    double lon_deg;
    double lat_deg;
    enum terr_where where;
};

static void expect(const char *text, const struct probe *probes, size_t count)
{
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    shape_add(&shape, text);
    for (size_t i = 0; i < count; i++) {
        const enum terr_where where = terr_locate(&shape, probes[i].lon_deg, probes[i].lat_deg);
        if (where != probes[i].where) {
            fail_msg("%s: %g %g is %d, expected %d", text, probes[i].lon_deg, probes[i].lat_deg,
                     (int)where, (int)probes[i].where);
        }
    }
    terr_multipolygon_dispose(&shape);
}
#define EXPECT(text, probes) expect(text, probes, sizeof probes / sizeof probes[0])

static void nothing_holds_no_point(void **state)
{
    (void)state;
    const struct terr_multipolygon nothing = TERR_MULTIPOLYGON_INIT;
    assert_int_equal(terr_locate(&nothing, 0, 0), TERR_OUTSIDE);
}

// The ray to the east meets vertices and edges that lie along it.
static void a_ray_along_vertices_and_edges(void **state)
{
    (void)state;
    static const struct probe probes[] = {
        {1, 1, TERR_INSIDE},    {-1, 1, TERR_OUTSIDE},  {5, 1, TERR_OUTSIDE},
        {-1, 0, TERR_OUTSIDE},  {-1, 2, TERR_OUTSIDE},  {0.5, 2, TERR_INSIDE},
        {3.5, 2, TERR_INSIDE},  {2, 2, TERR_ON_BORDER}, {1.5, 2, TERR_ON_BORDER},
        {2, 3, TERR_OUTSIDE},   {0.5, 3, TERR_INSIDE},  {-1, 4, TERR_OUTSIDE},
        {0, 0, TERR_ON_BORDER}, {4, 4, TERR_ON_BORDER}, {0, 1, TERR_ON_BORDER},
        {2, 0, TERR_ON_BORDER}, {-1, 3, TERR_OUTSIDE},  {0.5, 4, TERR_ON_BORDER},
        {1.5, 4, TERR_OUTSIDE},
    };
    EXPECT("0 0, 4 0, 4 4, 3 4, 3 2, 1 2, 1 4, 0 4", probes);
    EXPECT("0 4, 1 4, 1 2, 3 2, 3 4, 4 4, 4 0, 0 0", probes);
}

static void holes_and_what_lies_in_them(void **state)
{
    (void)state;
    static const struct probe probes[] = {
        {0.5, 0.5, TERR_INSIDE},  {2, 2, TERR_INSIDE},      {1.25, 1.25, TERR_OUTSIDE},
        {1, 1.5, TERR_ON_BORDER}, {1.5, 2, TERR_ON_BORDER}, {6, 6, TERR_OUTSIDE},
        {7.5, 0.5, TERR_INSIDE},
    };
    EXPECT("0 0, 4 0, 4 4, 0 4; 1 1, 1 3, 3 3, 3 1 | 1.5 1.5, 2.5 1.5, 2.5 2.5, 1.5 2.5 |"
           "7 0, 8 0, 8 1, 7 1",
           probes);
    EXPECT("7 0, 8 0, 8 1, 7 1 | 1.5 1.5, 2.5 1.5, 2.5 2.5, 1.5 2.5 |"
           "0 0, 4 0, 4 4, 0 4; 1 1, 1 3, 3 3, 3 1",
           probes);
}

// One step of the grid decides, on an edge along which no double is exact.
static void a_step_beside_a_border(void **state)
{
    (void)state;
    static const struct probe probes[] = {
        {0.1, 0.1, TERR_ON_BORDER},        {0.1 + 1e-10, 0.1, TERR_INSIDE},
        {0.1 - 1e-10, 0.1, TERR_OUTSIDE},  {0.1 + 4e-11, 0.1, TERR_ON_BORDER},
        {0.1, 0.1 + 1e-10, TERR_OUTSIDE},  {0.3, 0.3 - 1e-10, TERR_INSIDE},
        {0.7 - 1e-10, 0.7, TERR_OUTSIDE},  {0.7 + 1e-10, 0.7, TERR_INSIDE},
        {-0.0000000001, 0, TERR_OUTSIDE},  {0.9999999999, 0.9999999999, TERR_ON_BORDER},
        {1.0000000001, 0.5, TERR_OUTSIDE},
    };
    EXPECT("0 0, 1 0, 1 1", probes);
}

// Whether the point is in the triangle by the signs of three turns, and by the ray.
static void random_triangles_agree_with_turns(void **state)
{
    (void)state;
    size_t counts[3] = {0};
    srand(7);
    for (size_t i = 0; i < 20000; i++) {
        struct terr_node n[4];
        for (size_t j = 0; j < 4; j++) n[j] = (struct terr_node){rand() % 8, rand() % 8};
        const terr_wide whole = terr_lattice_turn(n[0], n[1], n[2]);
        if (whole == 0) continue;
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        char text[200];
        snprintf(text, sizeof text, "%.10f %.10f, %.10f %.10f, %.10f %.10f",
                 terr_lattice_deg(n[0].x), terr_lattice_deg(n[0].y), terr_lattice_deg(n[1].x),
                 terr_lattice_deg(n[1].y), terr_lattice_deg(n[2].x), terr_lattice_deg(n[2].y));
        shape_add(&shape, text);
        int negative = 0, zero = 0;
        for (size_t j = 0; j < 3; j++) {
            terr_wide turn = terr_lattice_turn(n[j], n[(j + 1) % 3], n[3]);
            if (whole < 0) turn = -turn;
            negative += turn < 0;
            zero += turn == 0;
        }
        const enum terr_where expected = negative ? TERR_OUTSIDE
                                         : zero   ? TERR_ON_BORDER
                                                  : TERR_INSIDE;
        assert_int_equal(terr_locate(&shape, terr_lattice_deg(n[3].x), terr_lattice_deg(n[3].y)),
                         expected);
        counts[expected]++;
        terr_multipolygon_dispose(&shape);
    }
    for (size_t i = 0; i < 3; i++) assert_true(counts[i] > 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_holds_no_point),
        cmocka_unit_test(a_ray_along_vertices_and_edges),
        cmocka_unit_test(holes_and_what_lies_in_them),
        cmocka_unit_test(a_step_beside_a_border),
        cmocka_unit_test(random_triangles_agree_with_turns),
    };
    return cmocka_run_group_tests_name("shape/locate", tests, NULL, NULL);
}
