// Every allocation of a series, an inspection and the figures of a change is made to fail in turn.
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/sample.h"

static const char *const zones[] = {"held", "contested", NULL};
static const int32_t windows[] = {1, 3};

// Made before anything fails.
static struct sample sample;

static int make_sample(void **state)
{
    (void)state;
    sample_open(&sample, sample_front, zones, false);
    sample_measure(&sample, NULL, NULL);
    return 0;
}

static int drop_sample(void **state)
{
    (void)state;
    sample_close(&sample);
    return 0;
}

static enum terr_code walk(enum terr_every every, size_t jobs, struct terr_error *err)
{
    struct terr_series *series;
    struct terr_series_options options;
    memset(&options, 0, sizeof options);
    options.every = every;
    options.jobs = jobs;
    options.windows = windows;
    options.window_count = 2;
    const enum terr_code code =
        terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &options, err);
    if (code) assert_null(series);
    terr_series_free(series);
    return code;
}

static enum terr_code add_means(struct terr_error *err)
{
    struct terr_series *series;
    const struct terr_series_options options = {.jobs = 1};
    enum terr_code code =
        terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &options, err);
    if (!code) code = terr_series_add_means(series, sample.list.count, 2, err);
    if (code && series) assert_null(series->running);
    terr_series_free(series);
    return code;
}

static enum terr_code walk_snapshots(struct terr_error *err)
{
    return walk(TERR_EVERY_SNAPSHOT, 1, err);
}

static enum terr_code walk_days(struct terr_error *err) { return walk(TERR_EVERY_DAY, 1, err); }

static enum terr_code walk_with_threads(struct terr_error *err)
{
    return walk(TERR_EVERY_SNAPSHOT, 3, err);
}

static enum terr_code inspect(struct terr_error *err)
{
    static const struct terr_date_doubts doubts = {false, 0, false, 0, 0};
    const struct terr_inspection_options look = {true, "status", true, NULL};
    struct terr_survey *survey;
    struct terr_findings findings = {NULL, 0, 0};
    struct terr_inspection *inspection;
    enum terr_code code = terr_survey_new(&survey, sample.archive, err);
    for (size_t i = 0; i < terr_archive_count(sample.archive) && !code; i++) {
        code = terr_inspection_make(&inspection, &sample.worker, sample.archive, i, &look, err);
        if (code) assert_null(inspection);
        if (!code) code = terr_survey_add(survey, inspection, err);
        terr_inspection_free(inspection);
    }
    if (!code) code = terr_survey_add_left_out(survey, "a file", err);
    if (!code) {
        code = terr_survey_end(&findings, survey, &sample.worker, &doubts, NULL, err);
    }
    terr_survey_free(survey);
    terr_findings_dispose(&findings);
    return code;
}

static enum terr_code take_note(void *payload, size_t index, struct terr_inspection *inspection,
                                const struct terr_error *fault, struct terr_error *err)
{
    (void)payload;
    (void)index;
    terr_inspection_free(inspection);
    if (fault) *err = *fault;
    return fault ? err->code : TERR_OK;
}

static enum terr_code inspect_with_threads(struct terr_error *err)
{
    const struct terr_inspections_options options = {.see = take_note, .jobs = 3};
    return terr_inspections_walk(NULL, sample.ruler, sample.archive, &options, err);
}

static enum terr_code measure(struct terr_error *err)
{
    struct terr_measured_change measured;
    const enum terr_code code = terr_measured_change_init(&measured, sample.archive, &sample.list,
                                                          sample.ruler, sample.change, err);
    if (code) assert_null(measured.figures);
    if (!code) terr_measured_change_dispose(&measured);
    return code;
}

static void walking_a_series(void **state)
{
    (void)state;
    fail_alloc_each(walk_snapshots);
    fail_alloc_each(walk_days);
    fail_alloc_each(add_means);
}

// Whoever waits for what another thread could not make hears of it, and all threads end.
static void walking_a_series_with_threads(void **state)
{
    (void)state;
    fail_alloc_each(walk_with_threads);
}

static void inspecting_snapshots(void **state)
{
    (void)state;
    fail_alloc_each(inspect);
    fail_alloc_each(inspect_with_threads);
}

static void measuring_a_change(void **state)
{
    (void)state;
    fail_alloc_each(measure);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walking_a_series),
        cmocka_unit_test(walking_a_series_with_threads),
        cmocka_unit_test(inspecting_snapshots),
        cmocka_unit_test(measuring_a_change),
    };
    return cmocka_run_group_tests_name("figure/series, memory", tests, make_sample, drop_sample);
}
