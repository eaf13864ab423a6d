#include "../../support/check.h"

#include "../../support/boxes.h"

static const char *const held[] = {"occupied", NULL};
static const struct boxes_file two_days[] = {
    {"2025-01-01.geojson", "occupied 30 48 31 49"},
    {"2025-01-02.geojson", "occupied 30 48 31.5 49"},
    {NULL, NULL},
};

// What a worker says it has done is what it was asked to do, each with its time.
static void a_worker_keeps_count(void **state)
{
    (void)state;
    struct terr_error err;
    struct sample sample;
    struct terr_zones *zones[2];
    struct terr_delta delta = TERR_DELTA_INIT;
    boxes_open(&sample, two_days, held, NULL);
    struct terr_worker *worker = &sample.worker;
    for (size_t i = 0; i < 2; i++) {
        check_ok(terr_zones_read(&zones[i], worker, sample.archive, i, &sample.list, &err));
    }
    check_ok(terr_worker_delta(&delta, worker, terr_zones_at(zones[0], 0),
                               terr_zones_at(zones[1], 0), &err));
    check_near(terr_worker_area_m2(worker, &delta.gained), 0.5 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    assert_int_equal(worker->effort.snapshot_count, 2);
    assert_int_equal(worker->effort.delta_count, 1);
    assert_int_equal(worker->effort.overlay_count, 0);
    static const enum terr_phase phases[] = {TERR_PHASE_READ, TERR_PHASE_SCAN, TERR_PHASE_CLEAN,
                                             TERR_PHASE_DELTA, TERR_PHASE_AREA};
    for (size_t i = 0; i < sizeof phases / sizeof *phases; i++) {
        assert_true(worker->effort.times.spent_ns[phases[i]] > 0);
    }
    assert_int_equal(worker->effort.times.phase, TERR_PHASE_NONE);
    terr_delta_dispose(&delta);
    for (size_t i = 0; i < 2; i++) terr_zones_free(zones[i]);
    sample_close(&sample);
}

// A map that is not clean makes the differ ask the overlay.
static void overlays_are_counted(void **state)
{
    (void)state;
    struct terr_error err;
    struct sample sample;
    struct terr_delta delta = TERR_DELTA_INIT;
    struct terr_multipolygon clean = TERR_MULTIPOLYGON_INIT, off_grid = TERR_MULTIPOLYGON_INIT;
    static const double corners[][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
    boxes_open(&sample, two_days, NULL, NULL);
    for (size_t i = 0; i < 5; i++) {
        const double lon = corners[i][0], lat = corners[i][1];
        check_ok(terr_multipolygon_add_point(&clean, lon, lat, &err));
        check_ok(terr_multipolygon_add_point(&off_grid, lon + 0.33333333333333, lat, &err));
    }
    check_ok(terr_multipolygon_end_ring(&clean, &err));
    check_ok(terr_multipolygon_end_polygon(&clean, &err));
    check_ok(terr_multipolygon_end_ring(&off_grid, &err));
    check_ok(terr_multipolygon_end_polygon(&off_grid, &err));
    check_ok(terr_worker_delta(&delta, &sample.worker, &clean, &off_grid, &err));
    assert_true(delta.by_overlay);
    assert_int_equal(sample.worker.effort.overlay_count, 1);
    struct terr_effort sum = {.snapshot_count = 1};
    terr_effort_add(&sum, &sample.worker.effort);
    terr_effort_add(&sum, &sample.worker.effort);
    assert_int_equal(sum.snapshot_count, 1);
    assert_int_equal(sum.delta_count, 2);
    assert_int_equal(sum.overlay_count, 2);
    assert_true(sum.times.spent_ns[TERR_PHASE_DELTA] > 0);
    terr_delta_dispose(&delta);
    terr_multipolygon_dispose(&clean);
    terr_multipolygon_dispose(&off_grid);
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_worker_keeps_count),
        cmocka_unit_test(overlays_are_counted),
    };
    return cmocka_run_group_tests_name("zone/worker", tests, NULL, NULL);
}
