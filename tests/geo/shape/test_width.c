// How wide polygons are: boxes whose sides are known from the lengths of a degree.
#include "../../support/check.h"

#include "../../support/shapes.h"
#include <geo/shape/engine.h>
#include <geo/shape/width.h>

// Lengths of a degree at 48 N in metres, as the US National Geospatial-Intelligence Agency gives
// them (a series in the latitude): 111132.92 - 559.82 cos 2 phi + 1.175 cos 4 phi - 0.0023 cos 6
// phi and 111412.84 cos phi - 93.5 cos 3 phi + 0.118 cos 5 phi, computed apart.
#define PER_LAT_M 111190.287
#define PER_LON_M 74625.325

static int set_up(void **state)
{
    struct terr_error err;
    return terr_engine_new((struct terr_engine **)state, &err) ? -1 : 0;
}

static int tear_down(void **state)
{
    terr_engine_free(*state);
    return 0;
}

static bool reaches(struct terr_engine *engine, const char *text, size_t polygon, double width_m)
{
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    bool found = false;
    shape_add(&shape, text);
    check_ok(terr_width_reaches(&found, engine, &shape, polygon, width_m, &err));
    terr_multipolygon_dispose(&shape);
    return found;
}

// Each is so wide and no wider, to a hundredth and what the latitude makes of it.
static const struct {
    const char *name, *shape;
    size_t polygon;
    double width_m;
} shapes[] = {
    {"a strip from west to east", "36 48, 37 48, 37 48.001, 36 48.001", 0, 0.001 * PER_LAT_M},
    {"a strip from south to north", "36 47.95, 36.001 47.95, 36.001 48.05, 36 48.05", 0,
     0.001 * PER_LON_M},
    {"a square", "36 47.995, 36.01 47.995, 36.01 48.005, 36 48.005", 0, 0.01 * PER_LON_M},
    {"the second polygon", "30 47, 31 47, 31 48, 30 48 | 36 48, 37 48, 37 48.0001, 36 48.0001", 1,
     0.0001 * PER_LAT_M},
    // the bend of an L is wider than its arms: 2 / (1 + sqrt(1/2)) times, on a square grid
    {"an L", "36 48, 36.5 48, 36.5 48.0005, 36.0007450 48.0005, 36.0007450 48.3, 36 48.3", 0,
     1.1715729 * 0.0005 * PER_LAT_M},
    {"a ring",
     "36 47.99, 36.02 47.99, 36.02 48.01, 36 48.01; 36.002 47.991, 36.002 48.009, "
     "36.018 48.009, 36.018 47.991",
     0, 156.517},
    {"a wedge", "36 48, 36.1 48, 36.1 48.002", 0, 219.068},
    {"a kilometre in a thousandth of a degree's strip",
     "36 48, 36.5 48, 36.5 47.99, 36.52 47.99, 36.52 48.01, 36.5 48.01, 36.5 48.00001, 36 48.00001",
     0, 0.02 * PER_LON_M},
};

static void widths_are_told_to_a_hundredth(void **state)
{
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        const double width_m = shapes[i].width_m;
        if (!reaches(*state, shapes[i].shape, shapes[i].polygon, 0.985 * width_m)) {
            fail_msg("%s is not %g m wide", shapes[i].name, 0.985 * width_m);
        }
        if (reaches(*state, shapes[i].shape, shapes[i].polygon, 1.015 * width_m)) {
            fail_msg("%s is %g m wide", shapes[i].name, 1.015 * width_m);
        }
        assert_true(reaches(*state, shapes[i].shape, shapes[i].polygon, 0.01 * width_m));
        assert_false(reaches(*state, shapes[i].shape, shapes[i].polygon, 100 * width_m));
    }
}

// A sliver across a hundred kilometres, a tenth of a millimetre wide, and strips so long that are
// just as wide, or not, as what is asked for.
static void long_ones_take_no_longer(void **state)
{
    static const char *const sliver = "36 48, 37 49, 37.000000001 49";
    static const char *const strip = "36 48, 37 48, 37 48.00001, 36 48.00001";
    static const char *const slanted = "36 48, 37 49, 37.00001 49, 36.00001 48";
    for (double width_m = 0.001; width_m < 10; width_m *= 10) {
        assert_false(reaches(*state, sliver, 0, width_m));
    }
    assert_true(reaches(*state, strip, 0, 0.985 * 0.00001 * PER_LAT_M));
    assert_false(reaches(*state, strip, 0, 1.015 * 0.00001 * PER_LAT_M));
    // by the lengths of a degree at 48.5 N: 0.00001 * 73901.38 * 111200.00 / hypot(73901.38,
    // 111200.00)
    assert_true(reaches(*state, slanted, 0, 0.985 * 0.61549));
    assert_false(reaches(*state, slanted, 0, 1.015 * 0.61549));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(widths_are_told_to_a_hundredth, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_ones_take_no_longer, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("shape/width", tests, NULL, NULL);
}
