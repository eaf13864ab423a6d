// Every allocation of the exporters that write texts is made to fail in turn: the text then says
// so, however much the exporter goes on to append.
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/sample.h"

static const char *const zones[] = {"held", "occupied+contested", NULL};
static const int32_t windows[] = {1, 3};

static const struct sample_file borders[] = {
    {"west.geojson",
     "{\"type\":\"Feature\",\"properties\":{\"name\":\"west\"},\"geometry\":{\"type\":"
     "\"Polygon\",\"coordinates\":[[[30,48],[31,48],[31,49],[30,49],[30,48]]]}}"},
    {NULL, NULL}};

// Made before anything fails. The last day's bow tie gives repairs to tell of.
static struct {
    struct sample sample;
    struct terr_series_options options;
    struct terr_series *series;
    struct terr_series *with_means;
    struct terr_inspection *inspection;
    char folder[SAMPLE_PATH_SIZE];
    struct terr_regions *regions;
    struct terr_series_options regional_options;
    struct terr_series *regional; // its series too, without windows
    struct terr_findings findings;
} made;

static void read_borders(void)
{
    static const struct terr_regions_options guess;
    struct terr_error err;
    char path[2 * SAMPLE_PATH_SIZE];
    sample_folder_make(made.folder, borders);
    snprintf(path, sizeof path, "%s/%s", made.folder, borders[0].name);
    check_ok(terr_regions_read(&made.regions, &made.sample.worker, path, &guess, &err));
    sample_folder_remove(made.folder);
}

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
    check_ok(terr_series_walk(&made.series, sample->ruler, sample->archive, &sample->list,
                              &made.options, &err));
    check_ok(terr_series_walk(&made.with_means, sample->ruler, sample->archive, &sample->list,
                              &made.options, &err));
    check_ok(terr_series_add_means(made.with_means, sample->list.count, 1, &err));
    read_borders();
    made.regional_options.regions = made.regions;
    check_ok(terr_series_walk(&made.regional, sample->ruler, sample->archive, &sample->list,
                              &made.regional_options, &err));
    const struct terr_inspection_options look = {true, "status", false, made.regions};
    check_ok(
        terr_inspection_make(&made.inspection, &sample->worker, sample->archive, 2, &look, &err));
    for (int kind = 0; kind < TERR_FINDING_KIND_COUNT; kind++) {
        const struct terr_finding finding = {.kind = (enum terr_finding_kind)kind,
                                             .snapshot = kind % 3 ? 2 : 1,
                                             .other = 0,
                                             .count = 2};
        check_ok(terr_findings_add(&made.findings, &finding, "text", &err));
        if (kind % 2) check_ok(terr_findings_add(&made.findings, &finding, "text", &err));
    }
    return 0;
}

static int drop_figures(void **state)
{
    (void)state;
    terr_findings_dispose(&made.findings);
    terr_inspection_free(made.inspection);
    terr_series_free(made.regional);
    terr_regions_free(made.regions);
    terr_series_free(made.series);
    terr_series_free(made.with_means);
    sample_close(&made.sample);
    return 0;
}

// ---- the exporters, under one form ----

static void csv_change(struct terr_text *out) { terr_csv_change(out, &made.sample.measured, NULL); }

static void csv_series(struct terr_text *out)
{
    terr_csv_series(out, made.series, made.sample.archive, &made.sample.list, windows, NULL);
}

static void csv_wide_areas(struct terr_text *out)
{
    const struct terr_wide wide = {TERR_CELL_AREA, TERR_OVER_STEP};
    terr_csv_series_wide(out, made.series, &made.sample.list, windows, &wide, 1, NULL);
}

static void csv_wide_gains(struct terr_text *out)
{
    const struct terr_wide wide[] = {{TERR_CELL_GAINED, 1}, {TERR_CELL_LOST, 1}};
    terr_csv_series_wide(out, made.series, &made.sample.list, windows, wide, 2, NULL);
}

static void csv_with_means(struct terr_text *out)
{
    terr_csv_series(out, made.with_means, made.sample.archive, &made.sample.list, windows, NULL);
}

static void table_change(struct terr_text *out)
{
    terr_table_change(out, TERR_TOOL_EXCEL, &made.sample.measured, NULL);
}

static void table_series(struct terr_text *out)
{
    const struct terr_series_table form = {
        .archive = made.sample.archive, .list = &made.sample.list, .windows = windows};
    terr_table_series(out, TERR_TOOL_EXCEL, made.with_means, &form);
}

static void table_lines(struct terr_text *out)
{
    const struct terr_wide wide[] = {{TERR_CELL_GAINED, TERR_OVER_RUNNING},
                                     {TERR_CELL_AREA, TERR_OVER_STEP}};
    const struct terr_series_table form = {.archive = made.sample.archive,
                                           .list = &made.sample.list,
                                           .windows = windows,
                                           .wide = wide,
                                           .wide_count = 2};
    terr_table_series(out, TERR_TOOL_DATAWRAPPER, made.with_means, &form);
}

static void json_change(struct terr_text *out) { terr_json_change(out, &made.sample.measured, 1); }

static void json_series(struct terr_text *out)
{
    terr_json_series(out, made.series, made.sample.archive, &made.sample.list, made.sample.ruler,
                     &made.options, 1);
}

static void vega_lite_series(struct terr_text *out)
{
    terr_vega_lite_series(out, made.series, made.sample.archive, &made.sample.list,
                          made.sample.ruler, &made.options);
}

static void vega_lite_regions(struct terr_text *out)
{
    terr_vega_lite_series(out, made.regional, made.sample.archive, &made.sample.list,
                          made.sample.ruler, &made.regional_options);
}

static void json_with_means(struct terr_text *out)
{
    terr_json_series(out, made.with_means, made.sample.archive, &made.sample.list,
                     made.sample.ruler, &made.options, 1);
}

static void geojson_change(struct terr_text *out)
{
    terr_geojson_change(out, &made.sample.measured, TERR_PARTS_CHANGED);
}

static void plain_change(struct terr_text *out)
{
    terr_plain_change(out, &made.sample.measured, NULL);
}

// Two snapshots, and what was found of them.
static const struct terr_inspected *inspected(void)
{
    static const struct terr_inspection *inspections[2];
    static struct terr_inspected all;
    inspections[0] = inspections[1] = made.inspection;
    all.archive = made.sample.archive;
    all.ruler = made.sample.ruler;
    all.inspections = inspections;
    all.count = 2;
    all.findings = &made.findings;
    all.group_by = "status";
    all.regions = made.regions;
    return &all;
}

static void csv_inspect(struct terr_text *out) { terr_csv_inspect(out, inspected()); }

static void csv_features(struct terr_text *out) { terr_csv_inspect_features(out, inspected()); }

static void csv_groups(struct terr_text *out) { terr_csv_inspect_groups(out, inspected()); }

static void csv_regions(struct terr_text *out) { terr_csv_inspect_regions(out, inspected()); }

static void csv_findings(struct terr_text *out) { terr_csv_inspect_findings(out, inspected()); }

static void json_inspect(struct terr_text *out) { terr_json_inspect(out, inspected()); }

static void plain_paragraphs(struct terr_text *out)
{
    terr_plain_inspect(out, inspected(), TERR_INSPECT_PARAGRAPHS);
}

static void plain_lines(struct terr_text *out)
{
    terr_plain_inspect(out, inspected(), TERR_INSPECT_LINES);
}

typedef void (*exporter)(struct terr_text *out);
static const exporter exporters[] = {
    csv_change,   csv_series,       csv_wide_areas,    csv_wide_gains, csv_inspect,
    csv_features, csv_groups,       csv_regions,       csv_findings,   json_change,
    json_series,  json_inspect,     geojson_change,    plain_change,   plain_paragraphs,
    plain_lines,  vega_lite_series, vega_lite_regions, csv_with_means, json_with_means,
    table_change, table_series,     table_lines,
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
