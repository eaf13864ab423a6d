#include "../../support/check.h"

#include "../../support/boxes.h"
#include <geo/base/parallel.h>
#include <geo/zone/zone_store.h>

#define DAYS 31

static const char *const held[] = {"occupied", NULL};

// A box that grows by 0.01 degrees a day; the third and the fifth day are bow ties.
struct month {
    struct sample sample;
    struct terr_zone_store *store;
    char names[DAYS][32];
    char boxes[DAYS][48];
};

#define BOW_TIE_FILE                                                                              \
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"         \
    "{\"status\":\"occupied\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" RING_BOW_TIE \
    "]}}]}"

static void open_month(struct month *month, const char *tenth_day)
{
    struct terr_error err;
    struct boxes_file files[DAYS + 1] = {{NULL, NULL}};
    for (int i = 0; i < DAYS; i++) {
        snprintf(month->names[i], sizeof month->names[i], "2025-01-%02d.geojson", i + 1);
        snprintf(month->boxes[i], sizeof month->boxes[i], "occupied 30 48 31.%02d 49", i);
        files[i].name = month->names[i];
        files[i].boxes = i == 2 || i == 4 ? BOW_TIE_FILE : month->boxes[i];
        if (i == 9 && tenth_day) files[i].boxes = tenth_day;
    }
    boxes_open(&month->sample, files, held, NULL);
    check_ok(terr_zone_store_new(&month->store, month->sample.archive, &month->sample.list, &err));
}

static void close_month(struct month *month)
{
    terr_zone_store_free(month->store);
    sample_close(&month->sample);
}

static void zones_are_built_once_and_kept(void **state)
{
    (void)state;
    struct terr_error err;
    struct month month;
    const struct terr_zones *zones, *again;
    double max_m2 = -1;
    open_month(&month, NULL);
    assert_int_equal(terr_zone_store_repaired(month.store, &max_m2), 0);
    check_near(max_m2, 0, 0);
    struct terr_worker *worker = &month.sample.worker;
    check_ok(terr_zone_store_need(&zones, month.store, worker, 1, &err));
    check_near(terr_zones_area_m2(zones, 0), 1.01 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_ok(terr_zone_store_need(&again, month.store, worker, 1, &err));
    assert_ptr_equal(zones, again);
    assert_int_equal(worker->effort.snapshot_count, 1);

    // what comes later stays when what is before it is forgotten
    terr_zone_store_forget(month.store, 1);
    check_ok(terr_zone_store_need(&again, month.store, worker, 1, &err));
    assert_ptr_equal(zones, again);
    terr_zone_store_forget(month.store, 2);
    terr_zone_store_forget(month.store, 1); // nothing is left to do
    check_ok(terr_zone_store_need(&zones, month.store, worker, 2, &err));
    check_ok(terr_zone_store_need(&zones, month.store, worker, 4, &err));
    assert_int_equal(terr_zone_store_repaired(month.store, &max_m2), 2);
    check_near(max_m2, BOW_TIE_M2, BOX_TOLERANCE_M2);
    close_month(&month);
}

static void a_fault_is_told_each_time(void **state)
{
    (void)state;
    struct terr_error err;
    struct month month;
    const struct terr_zones *zones;
    open_month(&month, "{");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(terr_zone_store_need(&zones, month.store, &month.sample.worker, 9, &err),
                         TERR_EPARSE);
        assert_null(zones);
        assert_non_null(strstr(err.message, "2025-01-10.geojson"));
    }
    close_month(&month);
}

// Each item needs all snapshots, from its own place on, so that many ask for the same ones.
static enum terr_code need_all(void *payload, void *worker, size_t item, struct terr_error *err)
{
    const struct month *month = payload;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < DAYS && !code; i++) {
        const size_t snapshot = (item + i) % DAYS;
        const struct terr_zones *zones;
        code = terr_zone_store_need(&zones, month->store, worker, snapshot, err);
        if (code || snapshot == 2 || snapshot == 4) continue;
        const double expected_m2 = (1 + (double)snapshot / 100) * BAND_48_49_M2;
        const double miss_m2 = terr_zones_area_m2(zones, 0) - expected_m2;
        if (miss_m2 < -BOX_TOLERANCE_M2 || miss_m2 > BOX_TOLERANCE_M2) {
            return terr_fail(err, TERR_EGEOM, "snapshot %zu is off", snapshot);
        }
    }
    return code;
}

static enum terr_code take_nothing(void *payload, size_t item, struct terr_error *err)
{
    (void)payload;
    (void)item;
    (void)err;
    return TERR_OK;
}

static enum terr_code need_in_threads(struct month *month, struct terr_effort *effort,
                                      struct terr_error *err)
{
    struct terr_worker_pool pool = {.ruler = month->sample.ruler};
    const struct terr_parallel map = {.count = DAYS,
                                      .jobs = 4,
                                      .begin = terr_worker_begin,
                                      .end = terr_worker_end,
                                      .pool = &pool,
                                      .work = need_all,
                                      .take = take_nothing,
                                      .payload = month};
    const enum terr_code code = terr_parallel_map(&map, err);
    *effort = pool.effort;
    return code;
}

static void threads_build_each_snapshot_once(void **state)
{
    (void)state;
    struct terr_error err;
    struct month month;
    struct terr_effort effort;
    double max_m2;
    open_month(&month, NULL);
    check_ok(need_in_threads(&month, &effort, &err));
    assert_int_equal(effort.snapshot_count, DAYS);
    assert_int_equal(terr_zone_store_repaired(month.store, &max_m2), 2);
    close_month(&month);
}

static void threads_that_wait_for_a_broken_map_hear_of_it(void **state)
{
    (void)state;
    struct terr_error err;
    struct month month;
    struct terr_effort effort;
    open_month(&month, "{");
    assert_int_equal(need_in_threads(&month, &effort, &err), TERR_EPARSE);
    assert_non_null(strstr(err.message, "2025-01-10.geojson"));
    close_month(&month);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zones_are_built_once_and_kept),
        cmocka_unit_test(a_fault_is_told_each_time),
        cmocka_unit_test(threads_build_each_snapshot_once),
        cmocka_unit_test(threads_that_wait_for_a_broken_map_hear_of_it),
    };
    return cmocka_run_group_tests_name("zone/zone_store", tests, NULL, NULL);
}
