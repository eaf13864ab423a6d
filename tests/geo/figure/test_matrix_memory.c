// Every allocation of measuring transitions, alone and in a series, and of writing them is made to
// fail in turn.
#include "../../support/check.h"

#include "../../support/boxes.h"
#include "../../support/fail_alloc.h"

static const struct boxes_file two_days[] = {
    {"2025-01-01.geojson", "occupied 30 48 32 49; contested 31.5 48 33 49; liberated 34 48 35 49"},
    {"2025-01-02.geojson", "occupied 31 48 33 49; liberated 30 48 31 49; liberated 34 48 35 49"},
    {NULL, NULL},
};

// Made before anything fails.
static struct sample sample;
static struct terr_statuses statuses;
static struct terr_transitions transitions;

static int make_sample(void **state)
{
    static const char *const zones[] = {"held", NULL};
    struct terr_error err;
    (void)state;
    boxes_open(&sample, two_days, zones, NULL);
    if (terr_statuses_add(&sample.list, &sample.worker, sample.archive, NULL, 0, &err)) return -1;
    statuses = (struct terr_statuses){&sample.list, 1, sample.list.count - 1};
    sample_measure(&sample, NULL, NULL);
    return terr_transitions_between(&transitions, &sample.worker, terr_change_from(sample.change),
                                    terr_change_to(sample.change), &statuses, &err)
               ? -1
               : 0;
}

static int drop_sample(void **state)
{
    (void)state;
    terr_transitions_dispose(&transitions);
    sample_close(&sample);
    return 0;
}

static enum terr_code measure(struct terr_matrix *matrix, struct terr_error *err)
{
    return terr_matrix_measure(matrix, &sample.worker, &transitions,
                               terr_change_from(sample.change), terr_change_to(sample.change),
                               &statuses, err);
}

static enum terr_code measure_alone(struct terr_error *err)
{
    struct terr_matrix matrix = {.known = false};
    const enum terr_code code = measure(&matrix, err);
    if (code) assert_null(matrix.cells);
    terr_matrix_dispose(&matrix);
    return code;
}

static enum terr_code draw(void *payload, const struct terr_dated_transitions *dated,
                           struct terr_error *err)
{
    struct terr_text *features = payload;
    terr_geojson_add_transitions(features, sample.archive, &statuses, dated);
    return terr_text_check(features, err);
}

static enum terr_code walk(struct terr_error *err)
{
    struct terr_series *series;
    struct terr_text features = TERR_TEXT_INIT;
    const struct terr_series_options options = {
        .statuses = &statuses, .take = draw, .payload = &features};
    enum terr_code code =
        terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &options, err);
    if (code) {
        assert_null(series);
        terr_text_dispose(&features);
        return code;
    }
    struct terr_text csv = TERR_TEXT_INIT, json = TERR_TEXT_INIT, map = TERR_TEXT_INIT;
    terr_csv_series_matrix(&csv, series, sample.archive, &statuses);
    terr_json_series_matrix(&json, series, sample.archive, &statuses, sample.ruler, &options, 0);
    terr_geojson_series_matrix(&map, &features, series, sample.archive, &statuses, sample.ruler,
                               TERR_EVERY_SNAPSHOT);
    code = terr_text_check(&csv, err);
    if (!code) code = terr_text_check(&json, err);
    if (!code) code = terr_text_check(&map, err);
    terr_text_dispose(&map);
    terr_text_dispose(&features);
    terr_text_dispose(&csv);
    terr_text_dispose(&json);
    terr_series_free(series);
    return code;
}

static void (*const writers[])(struct terr_text *out, const struct terr_change_matrix *of) = {
    terr_csv_change_matrix, terr_geojson_change_matrix, terr_plain_change_matrix};

static enum terr_code write_all(struct terr_error *err)
{
    struct terr_matrix matrix = {.known = false};
    enum terr_code code = measure(&matrix, err);
    const struct terr_change_matrix of = {&sample.measured, &statuses, &transitions, &matrix};
    for (size_t i = 0; i <= sizeof writers / sizeof writers[0] && !code; i++) {
        struct terr_text out = TERR_TEXT_INIT;
        if (i < sizeof writers / sizeof writers[0]) {
            writers[i](&out, &of);
        } else {
            terr_json_change_matrix(&out, &of, 0);
        }
        code = terr_text_check(&out, err);
        terr_text_dispose(&out);
    }
    terr_matrix_dispose(&matrix);
    return code;
}

static void measuring(void **state)
{
    (void)state;
    fail_alloc_each(measure_alone);
}

static void walking(void **state)
{
    (void)state;
    fail_alloc_each(walk);
}

static void writing(void **state)
{
    (void)state;
    fail_alloc_each(write_all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measuring),
        cmocka_unit_test(walking),
        cmocka_unit_test(writing),
    };
    return cmocka_run_group_tests_name("figure/matrix, memory", tests, make_sample, drop_sample);
}
