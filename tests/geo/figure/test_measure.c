#include "../../support/check.h"

#include "../../support/boxes.h"

// A degree of longitude between 48 and 49 N on a sphere of 6 378 137 m: R^2 (pi / 180)
// (sin 49 - sin 48), with 50 digits (Python's decimal).
#define SPHERE_48_49_M2 8211102654.1996875

static const struct boxes_file front[] = {
    {"2025-01-01.geojson", "occupied 30 48 31 49; contested 31 48 32 49"},
    {"2025-01-02.geojson", "occupied 30.25 48 31.5 49; contested 31.5 48 32 50"},
    {NULL, NULL},
};

static const char *const zones[] = {"contested", "occupied", NULL};

static void net_is_gained_less_lost(void **state)
{
    (void)state;
    const struct terr_figures figures = {10, 12, 5, 3, 0, 0}, loss = {3, 0, 0, 3, 0, 0},
                              nothing = {0};
    assert_true(terr_figures_net_m2(&figures) == 2);
    assert_true(terr_figures_net_m2(&loss) == -3);
    assert_true(terr_figures_net_m2(&nothing) == 0);
}

static void every_zone_of_a_change_is_measured_in_list_order(void **state)
{
    (void)state;
    struct sample sample;
    boxes_open(&sample, front, zones, NULL);
    sample_measure(&sample, "2025-01-01", "2025-01-02");
    const struct terr_figures *contested = &sample.measured.figures[0], *occupied = contested + 1;
    check_near(contested->area_from_m2, BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(contested->area_to_m2, 0.5 * (BAND_48_49_M2 + BAND_49_50_M2), BOX_TOLERANCE_M2);
    check_near(contested->gained_m2, 0.5 * BAND_49_50_M2, BOX_TOLERANCE_M2);
    check_near(contested->lost_m2, 0.5 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(occupied->area_from_m2, BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(occupied->area_to_m2, 1.25 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(occupied->gained_m2, 0.5 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(occupied->lost_m2, 0.25 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    sample_close(&sample);
}

static void a_measured_change_names_what_it_came_from(void **state)
{
    (void)state;
    struct sample sample;
    boxes_open(&sample, front, zones, NULL);
    sample_measure(&sample, "2025-01-01", "2025-01-02");
    assert_ptr_equal(sample.measured.archive, sample.archive);
    assert_ptr_equal(sample.measured.list, &sample.list);
    assert_ptr_equal(sample.measured.ruler, sample.ruler);
    assert_ptr_equal(sample.measured.change, sample.change);
    sample_close(&sample);
}

static void the_ruler_decides_the_model(void **state)
{
    (void)state;
    struct terr_error err;
    struct sample sample;
    boxes_open(&sample, front, zones, NULL);
    terr_ruler_free(sample.ruler);
    sample.ruler = NULL;
    check_ok(terr_ruler_new(&sample.ruler, TERR_AREA_SPHERE, &err));
    sample.worker.ruler = sample.ruler;
    sample_measure(&sample, "2025-01-01", "2025-01-02");
    const struct terr_figures *occupied = &sample.measured.figures[1];
    check_near(occupied->area_from_m2, SPHERE_48_49_M2, BOX_TOLERANCE_M2);
    check_near(occupied->area_to_m2, 1.25 * SPHERE_48_49_M2, BOX_TOLERANCE_M2);
    check_near(occupied->gained_m2, 0.5 * SPHERE_48_49_M2, BOX_TOLERANCE_M2);
    check_near(occupied->lost_m2, 0.25 * SPHERE_48_49_M2, BOX_TOLERANCE_M2);
    sample_close(&sample);
}

static void a_disposed_change_may_be_disposed_again(void **state)
{
    (void)state;
    struct sample sample;
    boxes_open(&sample, front, zones, NULL);
    sample_measure(&sample, NULL, NULL);
    terr_measured_change_dispose(&sample.measured);
    assert_null(sample.measured.figures);
    sample_close(&sample); // disposes of it once more
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(net_is_gained_less_lost),
        cmocka_unit_test(every_zone_of_a_change_is_measured_in_list_order),
        cmocka_unit_test(a_measured_change_names_what_it_came_from),
        cmocka_unit_test(the_ruler_decides_the_model),
        cmocka_unit_test(a_disposed_change_may_be_disposed_again),
    };
    return cmocka_run_group_tests_name("measure", tests, NULL, NULL);
}
