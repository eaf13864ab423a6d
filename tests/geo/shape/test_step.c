// How much differs, estimated without an overlay: rectangles known in closed form, and the overlay.
#include "../../support/check.h"

#include "../../support/boxes.h"

#include <geo/shape/step.h>

// The sphere differs from the ellipsoid by less than this in any place.
#define SPHERE 0.01

// Clean shapes from boxes "WEST SOUTH EAST NORTH;...", and the estimate between them.
static double estimate(const char *from, const char *to)
{
    struct terr_error err;
    struct sample sample;
    struct terr_zones *zones[2];
    double area_m2 = -1;
    static const char *const held[] = {"held", NULL};
    const struct boxes_file files[] = {
        {"2025-01-01.geojson", from}, {"2025-01-02.geojson", to}, {NULL, NULL}};
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    options.profile = "generic";
    boxes_open(&sample, files, held, &options);
    for (size_t i = 0; i < 2; i++) {
        check_ok(terr_zones_read(&zones[i], &sample.worker, sample.archive, i, &sample.list, &err));
    }
    check_ok(
        terr_step_estimate(&area_m2, terr_zones_at(zones[0], 0), terr_zones_at(zones[1], 0), &err));
    terr_zones_free(zones[0]);
    terr_zones_free(zones[1]);
    sample_close(&sample);
    return area_m2;
}

static void equal_shapes_differ_by_nothing(void **state)
{
    (void)state;
    assert_true(estimate("", "") == 0);
    assert_true(
        estimate("held 30 48 31 49; held 33 48 34 49", "held 33 48 34 49; held 30 48 31 49") == 0);
}

static void what_appears_or_vanishes_is_all_of_it(void **state)
{
    (void)state;
    check_near(estimate("", "held 30 48 31 49"), BAND_48_49_M2, SPHERE * BAND_48_49_M2);
    check_near(estimate("held 30 48 31 49", ""), BAND_48_49_M2, SPHERE * BAND_48_49_M2);
}

static void gained_and_lost_in_two_places_are_added(void **state)
{
    (void)state;
    // a box grows by a quarter of a degree, another far away shrinks by half of one
    check_near(
        estimate("held 30 48 31 49; held 33 48 34 49", "held 30 48 31.25 49; held 33 48 33.5 49"),
        0.75 * BAND_48_49_M2, SPHERE * BAND_48_49_M2);
}

static void a_hole_counts_as_what_it_took(void **state)
{
    (void)state;
    static const char with_hole[] =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
        "{\"status\":\"held\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" RING_30_31
        ",[[30.25,48],[30.5,48.25],[30.75,48],[30.25,48]]]}}]}";
    const double area_m2 = estimate("held 30 48 31 49", with_hole);
    // the triangle is half of 30.25 to 30.75, 48 to 48.25
    check_near(area_m2, 0.25 * BAND_48_48Q_M2, 2 * SPHERE * 0.25 * BAND_48_48Q_M2);
}

static void it_is_never_less_than_the_net(void **state)
{
    (void)state;
    // the two cross: 30..31 moves to 30.5..31.5, whose edges share points, so that one loop may
    // hold gain and loss
    const double area_m2 = estimate("held 30 48 31 49", "held 30.5 48 31.75 49");
    assert_true(area_m2 >= (1 - SPHERE) * 0.25 * BAND_48_49_M2);
    assert_true(area_m2 <= (1 + SPHERE) * 2.25 * BAND_48_49_M2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_shapes_differ_by_nothing),
        cmocka_unit_test(what_appears_or_vanishes_is_all_of_it),
        cmocka_unit_test(gained_and_lost_in_two_places_are_added),
        cmocka_unit_test(a_hole_counts_as_what_it_took),
        cmocka_unit_test(it_is_never_less_than_the_net),
    };
    return cmocka_run_group_tests_name("step", tests, NULL, NULL);
}
