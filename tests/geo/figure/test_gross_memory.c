// Every allocation of gross sums is made to fail in turn.
#include "../../support/check.h"

#include "../../support/boxes.h"
#include "../../support/fail_alloc.h"
#include <stdio.h>

static const char *const zones[] = {"occupied", "contested", NULL};
static const struct boxes_file front[] = {
    {"2025-01-28.geojson", "occupied 30 48 31 49"},
    {"2025-01-29_1.geojson", "occupied 30 48 31.25 49"},
    {"2025-01-29_2.geojson", "occupied 30 48 31.5 49; contested 32 48 33 49"},
    {"2025-02-03_1.geojson", "occupied 30.25 48 31 49"},
    {"2025-02-03_2.geojson", "occupied 30.25 48 31.5 49"},
    {NULL, NULL},
};
static const struct sample_file borders[] = {
    {"borders.geojson",
     "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":"
     "\"West\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[30,47],[31,47],[31,50],[30,"
     "50],[30,47]]]}}]}"},
    {NULL, NULL}};

// Made before anything fails.
static struct sample sample;
static char folder[SAMPLE_PATH_SIZE];
static struct terr_regions *regions;

static int make_sample(void **state)
{
    (void)state;
    const struct terr_regions_options options = {.property = "name"};
    char path[2 * SAMPLE_PATH_SIZE];
    struct terr_error err;
    boxes_open(&sample, front, zones, NULL);
    sample_measure(&sample, "2025-01-28", "2025-02-03");
    sample_folder_make(folder, borders);
    snprintf(path, sizeof path, "%s/borders.geojson", folder);
    check_ok(terr_regions_read(&regions, &sample.worker, path, &options, &err));
    return 0;
}

static int drop_sample(void **state)
{
    (void)state;
    terr_regions_free(regions);
    sample_folder_remove(folder);
    sample_close(&sample);
    return 0;
}

static enum terr_code walk(enum terr_every every, bool by_region, struct terr_error *err)
{
    static const int32_t windows[] = {1, 6};
    const struct terr_series_options options = {.every = every,
                                                .windows = windows,
                                                .window_count = 2,
                                                .gross = true,
                                                .regions = by_region ? regions : NULL,
                                                .jobs = 1};
    struct terr_series *series;
    const enum terr_code code =
        terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &options, err);
    if (code) assert_null(series);
    if (!code) {
        struct terr_findings findings = {NULL, 0, 0};
        static const struct terr_date_doubts doubts = {false, 0, false, 0, 0};
        const enum terr_code found = terr_findings_add_series(&findings, series, sample.archive,
                                                              sample.list.count, &doubts, err);
        terr_findings_dispose(&findings);
        terr_series_free(series);
        return found;
    }
    return code;
}

static enum terr_code walk_months(struct terr_error *err)
{
    return walk(TERR_EVERY_MONTH, false, err);
}

static enum terr_code walk_snapshots_by_region(struct terr_error *err)
{
    return walk(TERR_EVERY_SNAPSHOT, true, err);
}

static enum terr_code change(struct terr_error *err)
{
    static const struct terr_date_doubts doubts = {false, 0, false, 0, 0};
    const struct terr_gross_options options = {.jobs = 1};
    struct terr_findings findings = {NULL, 0, 0};
    struct terr_provenance provenance;
    struct terr_measured_change measured;
    enum terr_code code = terr_measured_change_init(&measured, sample.archive, &sample.list,
                                                    sample.ruler, sample.change, err);
    if (code) return code;
    code = terr_measured_change_add_gross(&measured, &options, err);
    if (code) assert_null(measured.gross);
    if (!code) code = terr_findings_add_change(&findings, &measured, &doubts, err);
    if (!code) {
        code = terr_provenance_of_change(&provenance, &measured, err);
        if (!code) assert_int_equal(provenance.snapshot_count, 3);
        if (!code) terr_provenance_dispose(&provenance);
    }
    terr_findings_dispose(&findings);
    terr_measured_change_dispose(&measured);
    return code;
}

static void walking_a_series(void **state)
{
    (void)state;
    fail_alloc_each(walk_months);
    fail_alloc_each(walk_snapshots_by_region);
}

static void adding_up_a_change(void **state)
{
    (void)state;
    fail_alloc_each(change);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walking_a_series),
        cmocka_unit_test(adding_up_a_change),
    };
    return cmocka_run_group_tests_name("figure/gross, memory", tests, make_sample, drop_sample);
}
