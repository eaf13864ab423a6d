#include "../../support/check.h"

#include "../../support/boxes.h"
#include <stdlib.h>

#define DAYS 40
#define BROKEN_DAY 17 // the index of the map that is none

struct month {
    struct sample sample;
    char names[DAYS][64], boxes[DAYS][64];
    struct boxes_file files[DAYS + 1];
};

// Day by day a degree of latitude, 1 + day / 100 degrees of longitude wide; one may be broken.
static void open_month(struct month *month, size_t days, bool broken)
{
    static const char *const held[] = {"occupied", NULL};
    memset(month, 0, sizeof *month);
    for (size_t i = 0; i < days; i++) {
        snprintf(month->names[i], sizeof month->names[i], "2025-%02zu-%02zu.geojson", 1 + i / 28,
                 1 + i % 28);
        snprintf(month->boxes[i], sizeof month->boxes[i], "occupied 30 48 31.%02zu 49", i);
        month->files[i].name = month->names[i];
        month->files[i].boxes =
            broken && i == BROKEN_DAY ? "{\"type\": \"none\"}" : month->boxes[i];
    }
    boxes_open(&month->sample, month->files, held, NULL);
}

// What was told.
struct told {
    size_t count;
    size_t fault_count;
    size_t stop_at; // the snapshot at which the listener gives up; DAYS: at none
    size_t steps;   // of the progress
    size_t steps_wanted;
};

static enum terr_code see(void *payload, size_t index, struct terr_inspection *inspection,
                          const struct terr_error *fault, struct terr_error *err)
{
    struct told *told = payload;
    assert_int_equal(index, told->count++);
    assert_true((inspection == NULL) == (fault != NULL));
    if (inspection) {
        assert_int_equal(inspection->snapshot, index);
        check_near(inspection->held_m2, (1 + (double)index / 100) * BAND_48_49_M2,
                   2 * BOX_TOLERANCE_M2);
        terr_inspection_free(inspection);
    } else {
        assert_int_equal(index, BROKEN_DAY);
        assert_int_equal(fault->code, TERR_EDATA);
        assert_non_null(strstr(fault->message, "2025-01-18.geojson"));
        told->fault_count++;
    }
    return index == told->stop_at ? terr_fail(err, TERR_EARG, "enough") : TERR_OK;
}

static bool count_steps(void *payload, size_t done, size_t total)
{
    struct told *told = payload;
    assert_int_equal(done, told->steps++);
    assert_int_equal(total, DAYS);
    return told->steps <= told->steps_wanted;
}

static enum terr_code walk(struct told *told, struct terr_effort *effort, const struct month *month,
                           size_t jobs, struct terr_error *err)
{
    const struct terr_inspections_options options = {
        .see = see,
        .payload = told,
        .progress = {told->steps_wanted ? count_steps : NULL, told},
        .jobs = jobs};
    return terr_inspections_walk(effort, month->sample.ruler, month->sample.archive, &options, err);
}

static const size_t jobs[] = {0, 1, 2, 3, 8, 100};
#define JOBS (sizeof jobs / sizeof jobs[0])

static void each_snapshot_is_told_once_in_order(void **state)
{
    (void)state;
    struct terr_error err;
    struct month month;
    open_month(&month, DAYS, false);
    for (size_t i = 0; i < JOBS; i++) {
        struct told told = {.stop_at = DAYS, .steps_wanted = DAYS + 1};
        struct terr_effort effort = {.snapshot_count = 5};
        check_ok(walk(&told, &effort, &month, jobs[i], &err));
        assert_int_equal(told.count, DAYS);
        assert_int_equal(told.steps, DAYS + 1);
        assert_int_equal(effort.snapshot_count, 5 + DAYS); // added to what was there
    }
    sample_close(&month.sample);
}

static void one_snapshot_is_enough(void **state)
{
    (void)state;
    struct terr_error err;
    struct month month;
    open_month(&month, 1, false);
    for (size_t i = 0; i < JOBS; i++) {
        struct told told = {.stop_at = DAYS};
        check_ok(walk(&told, NULL, &month, jobs[i], &err));
        assert_int_equal(told.count, 1);
    }
    sample_close(&month.sample);
}

static void a_broken_map_is_told_and_the_others_too(void **state)
{
    (void)state;
    struct terr_error err;
    struct month month;
    open_month(&month, DAYS, true);
    for (size_t i = 0; i < JOBS; i++) {
        struct told told = {.stop_at = DAYS};
        check_ok(walk(&told, NULL, &month, jobs[i], &err));
        assert_int_equal(told.count, DAYS);
        assert_int_equal(told.fault_count, 1);
    }
    sample_close(&month.sample);
}

// Nothing is told after the one at which it was enough, also of what was inspected by then.
static void the_listener_ends_it(void **state)
{
    (void)state;
    static const size_t stops[] = {0, BROKEN_DAY, DAYS - 1};
    struct terr_error err;
    struct month month;
    open_month(&month, DAYS, true);
    for (size_t i = 0; i < JOBS; i++) {
        for (size_t k = 0; k < 3; k++) {
            struct told told = {.stop_at = stops[k]};
            check_fails(walk(&told, NULL, &month, jobs[i], &err), TERR_EARG, "enough");
            assert_int_equal(told.count, stops[k] + 1);
        }
    }
    sample_close(&month.sample);
}

static void a_stop_ends_it(void **state)
{
    (void)state;
    static const size_t wanted[] = {1, 20};
    struct terr_error err;
    struct month month;
    open_month(&month, DAYS, false);
    for (size_t i = 0; i < JOBS; i++) {
        for (size_t k = 0; k < 2; k++) {
            struct told told = {.stop_at = DAYS, .steps_wanted = wanted[k]};
            assert_int_equal(walk(&told, NULL, &month, jobs[i], &err), TERR_ECANCEL);
            assert_int_equal(told.count, wanted[k]);
        }
    }
    sample_close(&month.sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_snapshot_is_told_once_in_order),
        cmocka_unit_test(one_snapshot_is_enough),
        cmocka_unit_test(a_broken_map_is_told_and_the_others_too),
        cmocka_unit_test(the_listener_ends_it),
        cmocka_unit_test(a_stop_ends_it),
    };
    return cmocka_run_group_tests_name("figure/inspections", tests, NULL, NULL);
}
