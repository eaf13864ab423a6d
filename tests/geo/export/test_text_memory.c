// Every allocation of the exporters that write texts is made to fail in turn: the text then says
// so, however much the exporter goes on to append.
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/sample.h"

static const char *const zones[] = {"held", "occupied+contested", NULL};
static const int32_t windows[] = {1, 3};

// Made before anything fails. The last day's bow tie gives repairs to tell of.
static struct {
    struct sample sample;
    struct terr_series_options options;
    struct terr_series *series;
    struct terr_inspection *inspection;
} made;

static int make_figures(void **state)
{
    struct terr_error err;
    struct sample *sample = &made.sample;
    (void)state;
    sample_open(sample, sample_front, zones, false);
    sample_measure(sample, NULL, NULL);
    memset(&made.options, 0, sizeof made.options);
    made.options.windows = windows;
    made.options.window_count = 2;
    check_ok(terr_series_walk(&made.series, sample->engine, sample->ruler, sample->archive,
                              &sample->list, &made.options, &err));
    check_ok(terr_inspection_make(&made.inspection, sample->engine, sample->ruler, sample->archive,
                                  2, &err));
    return 0;
}

static int drop_figures(void **state)
{
    (void)state;
    terr_inspection_free(made.inspection);
    terr_series_free(made.series);
    sample_close(&made.sample);
    return 0;
}

// ---- the exporters, under one form ----

static void csv_change(struct terr_text *out) { terr_csv_change(out, &made.sample.measured); }

static void csv_series(struct terr_text *out)
{
    terr_csv_series(out, made.series, made.sample.archive, &made.sample.list, windows);
}

static void csv_wide_areas(struct terr_text *out)
{
    terr_csv_series_wide(out, made.series, &made.sample.list, windows, TERR_CELL_AREA, -1);
}

static void csv_wide_gains(struct terr_text *out)
{
    terr_csv_series_wide(out, made.series, &made.sample.list, windows, TERR_CELL_GAINED, 1);
}

static void csv_inspection(struct terr_text *out)
{
    terr_csv_inspection_header(out);
    terr_csv_inspection(out, made.inspection, made.sample.archive);
}

static void json_change(struct terr_text *out) { terr_json_change(out, &made.sample.measured); }

static void json_series(struct terr_text *out)
{
    terr_json_series(out, made.series, made.sample.archive, &made.sample.list, made.sample.ruler,
                     &made.options);
}

static void json_inspections(struct terr_text *out)
{
    const struct terr_inspection *const inspections[] = {made.inspection, made.inspection};
    terr_json_inspections(out, inspections, 2, made.sample.archive, made.sample.ruler);
}

static void geojson_change(struct terr_text *out)
{
    terr_geojson_change(out, &made.sample.measured);
}

static void plain_change(struct terr_text *out) { terr_plain_change(out, &made.sample.measured); }

static void plain_inspection(struct terr_text *out)
{
    terr_plain_inspection(out, made.inspection, made.sample.archive);
}

typedef void (*exporter)(struct terr_text *out);
static const exporter exporters[] = {
    csv_change,  csv_series,       csv_wide_areas, csv_wide_gains, csv_inspection,   json_change,
    json_series, json_inspections, geojson_change, plain_change,   plain_inspection,
};

// ---- the tests ----

static exporter tried;

static enum terr_code write_text(struct terr_error *err)
{
    struct terr_text text = TERR_TEXT_INIT;
    tried(&text);
    const enum terr_code code = terr_text_check(&text, err);
    terr_text_dispose(&text);
    return code;
}

static void writing_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof exporters / sizeof exporters[0]; i++) {
        tried = exporters[i];
        fail_alloc_each(write_text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writing_texts, make_figures, drop_figures),
    };
    return cmocka_run_group_tests_name("export, memory", tests, NULL, NULL);
}
