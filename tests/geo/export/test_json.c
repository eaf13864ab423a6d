// Figures as JSON: the exact form, and the schemas, which another program checks them against.
#include "../../support/check.h"

#include "../../support/sample.h"

#include <stdlib.h>
#include <sys/wait.h>

// What stands before this in __FILE__ is the root of the repository.
#define THIS_FILE "tests/geo/export/test_json.c"

#define VALIDATOR_MISSING 77
#define PYTHON_MISSING 127

static const char *const two_zones[] = {"held", "contested", NULL};

static void check_text(const struct terr_text *text, const char *expected)
{
    struct terr_error err;
    check_ok(terr_text_check(text, &err));
    assert_string_equal(text->bytes, expected);
}

// Validates with Python's jsonschema; says so and goes on where that is not installed.
static void check_schema(const struct terr_text *text, const char *schema, int expected)
{
    char folder[SAMPLE_PATH_SIZE], path[2 * SAMPLE_PATH_SIZE], command[4096];
    const int root_length = (int)(sizeof __FILE__ - sizeof THIS_FILE);
    struct terr_error err;
    sample_folder_make(folder, NULL);
    snprintf(path, sizeof path, "%s/document.json", folder);
    check_ok(terr_draft_write(path, text->bytes, text->length, false, &err));
    snprintf(command, sizeof command,
             "python3 '%.*stests/support/validate_json.py' '%.*sschemas/%s.schema.json' '%s'%s",
             root_length, __FILE__, root_length, __FILE__, schema, path,
             expected ? " 2>/dev/null" : "");
    const int status = system(command);
    sample_folder_remove(folder);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == VALIDATOR_MISSING || WEXITSTATUS(status) == PYTHON_MISSING) {
        print_message("not validated: Python or its package jsonschema is missing\n");
        return;
    }
    assert_int_equal(WEXITSTATUS(status), expected);
}

// ---- change ----

#define HEAD(type)                                                                        \
    "{\n  \"type\": \"territory." type "\",\n  \"version\": \"" TERR_VERSION "\",\n"      \
    "  \"profile\": \"generic\",\n  \"attribution\": null,\n  \"timezone\": \"UTC\",\n  " \
    "\"lag_days\": 0,\n"                                                                  \
    "  \"area_model\": \"ellipsoid\""
#define HELD "\"zone\": \"held\", \"statuses\": [\"held\", \"occupied\", \"occupied_before_2022\"]"
#define CONTESTED "\"zone\": \"contested\", \"statuses\": [\"contested\"]"

// Areas: the closed form of cells between parallels (authalic latitude), computed in Python.
static void a_change_names_its_snapshots_its_zones_and_its_figures(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, sample_front, two_zones, false);
    sample_measure(&sample, "2025-01-01", "2025-01-03");
    terr_json_change(&text, &sample.measured);
    check_text(
        &text,
        HEAD("change") ",\n"
                       "  \"from\": {\"date\": \"2025-01-01\", \"snapshot\": "
                       "\"2025-01-01.geojson\", "
                       "\"published\": \"2025-01-01\", \"repairs\": []},\n"
                       "  \"to\": {\"date\": \"2025-01-03\", \"snapshot\": \"2025-01-02.geojson\", "
                       "\"published\": \"2025-01-02\", \"repairs\": []},\n"
                       "  \"days\": 2,\n  \"zones\": [\n"
                       "    {" HELD ", \"region\": null, \"area_from_km2\": 8217.732076, "
                       "\"area_to_km2\": 11811.733223, \"gained_km2\": 4108.866038, "
                       "\"lost_km2\": 514.864891, \"net_km2\": 3594.001147},\n"
                       "    {" CONTESTED ", \"region\": null, \"area_from_km2\": 8217.732076, "
                       "\"area_to_km2\": 4108.866038, \"gained_km2\": 0.000000, "
                       "\"lost_km2\": 4108.866038, \"net_km2\": -4108.866038}\n  ]\n}\n");
    check_schema(&text, "change", 0);
    check_schema(&text, "series", 1);
    terr_text_dispose(&text);
    sample_close(&sample);
}

static void repairs_stand_with_the_snapshot_they_were_made_in(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, sample_front, two_zones, false);
    sample_measure(&sample, "2025-01-02", "2025-01-05");
    terr_json_change(&text, &sample.measured);
    const char *to = strstr(text.bytes, "\"to\": {");
    const char *repairs = to ? strstr(to, "\"repairs\": [{\"feature\": 0, \"reason\": \"Self-inter"
                                          "section\", \"lon\": 30.500000, \"lat\": 48.500000, ")
                             : NULL;
    assert_non_null(repairs);
    assert_non_null(strstr(repairs, "\"stray_hole\": false}]},\n  \"days\": 3"));
    check_schema(&text, "change", 0);
    terr_text_dispose(&text);
    sample_close(&sample);
}

static void without_dates_the_dates_are_null(void **state)
{
    (void)state;
    const struct sample_file files[] = {
        {"a.geojson", sample_front[0].text}, {"b.geojson", sample_front[1].text}, {NULL, NULL}};
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, files, two_zones, true);
    sample_measure(&sample, NULL, NULL);
    terr_json_change(&text, &sample.measured);
    assert_non_null(strstr(text.bytes, "\"from\": {\"date\": null, \"snapshot\": \"a.geojson\", "
                                       "\"published\": null, \"repairs\": []},\n"));
    assert_non_null(strstr(text.bytes, "\"days\": null"));
    check_schema(&text, "change", 0);
    terr_text_dispose(&text);
    sample_close(&sample);
}

static void an_instant_is_given_in_utc_and_a_hostile_name_stays_json(void **state)
{
    (void)state;
    const struct sample_file files[] = {{"1735689600.geojson", sample_front[0].text},
                                        {"1735776000\"\n\xff\\.geojson", sample_front[1].text},
                                        {NULL, NULL}};
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, files, two_zones, true);
    sample_measure(&sample, NULL, NULL);
    terr_json_change(&text, &sample.measured);
    assert_non_null(strstr(text.bytes, "\"published\": \"2025-01-01T00:00:00Z\""));
    assert_non_null(strstr(text.bytes, "\"1735776000\\\"\\n\xef\xbf\xbd\\\\.geojson\""));
    check_schema(&text, "change", 0);
    terr_text_dispose(&text);
    sample_close(&sample);
}

// ---- series ----

static void a_series_has_a_row_a_line_and_null_where_nothing_is_known(void **state)
{
    (void)state;
    static const char *const occupied[] = {"occupied", NULL};
    static const int32_t windows[] = {1};
    struct sample sample;
    struct terr_error err;
    struct terr_series *series;
    struct terr_series_options options;
    struct terr_text text = TERR_TEXT_INIT;
    memset(&options, 0, sizeof options);
    options.windows = windows;
    options.window_count = 1;
    sample_open(&sample, sample_front, occupied, false);
    check_ok(terr_series_walk(&series, sample.engine, sample.ruler, sample.archive, &sample.list,
                              &options, &err));
    series->row_count = 2; // the third has a repair, whose digits are another test's
    series->repair_max_m2 = 1.5e6;
    terr_json_series(&text, series, sample.archive, &sample.list, sample.ruler, &options);
    check_text(
        &text,
        HEAD(
            "series") ",\n"
                      "  \"every\": \"snapshot\",\n  \"windows\": [1],\n  \"zones\": [\n"
                      "    {\"zone\": \"occupied\", \"statuses\": [\"occupied\"]}\n  ],\n"
                      "  \"repairs\": {\"snapshots\": 1, \"largest_km2\": 1.500000},\n  \"rows\": "
                      "[\n"
                      "    {\"date\": \"2025-01-01\", \"snapshot\": \"2025-01-01.geojson\", "
                      "\"zone\": "
                      "\"occupied\", \"region\": null, \"area_km2\": 8217.732076, \"since\": null, "
                      "\"gained_km2\": null, \"lost_km2\": null, \"net_km2\": null, \"windows\": "
                      "[{\"days\": 1, \"gained_km2\": null, \"lost_km2\": null, \"net_km2\": "
                      "null}]},\n"
                      "    {\"date\": \"2025-01-02\", \"snapshot\": \"2025-01-02.geojson\", "
                      "\"zone\": "
                      "\"occupied\", \"region\": null, \"area_km2\": 11811.733223, \"since\": "
                      "\"2025-01-01\", \"gained_km2\": 4108.866038, \"lost_km2\": 514.864891, "
                      "\"net_km2\": "
                      "3594.001147, \"windows\": [{\"days\": 1, \"gained_km2\": 4108.866038, "
                      "\"lost_km2\": "
                      "514.864891, \"net_km2\": 3594.001147}]}\n  ]\n}\n");
    check_schema(&text, "series", 0);
    terr_text_dispose(&text);
    terr_series_free(series);
    sample_close(&sample);
}

static void a_day_without_a_snapshot_is_a_row_of_nulls(void **state)
{
    (void)state;
    struct terr_row row = {20090, false, 0, 0, 0, {false, 0, {0, 0, 0, 0}}, NULL};
    const struct terr_series series = {&row, 1, NULL, 0, 0, 0};
    struct terr_series_options options;
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    memset(&options, 0, sizeof options);
    options.every = TERR_EVERY_MONTH;
    sample_open(&sample, sample_front, two_zones, false);
    terr_json_series(&text, &series, sample.archive, &sample.list, sample.ruler, &options);
    assert_non_null(strstr(text.bytes,
                           "  \"every\": \"month\",\n  \"windows\": [],\n  \"zones\": [\n    {" HELD
                           "},\n    {" CONTESTED "}\n  ],\n"));
    assert_non_null(strstr(text.bytes,
                           "{\"date\": \"2025-01-02\", \"snapshot\": null, \"zone\": \"held\", "
                           "\"region\": null, \"area_km2\": null, \"since\": null, "
                           "\"gained_km2\": null, \"lost_km2\": null, \"net_km2\": null, "
                           "\"windows\": []}"));
    check_schema(&text, "series", 0);
    terr_text_dispose(&text);
    sample_close(&sample);
}

// ---- inspection ----

static void inspections_list_statuses_and_repairs(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_error err;
    struct terr_inspection *inspections[3];
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, sample_front, two_zones, false);
    for (size_t i = 0; i < 3; i++) {
        check_ok(terr_inspection_make(&inspections[i], sample.engine, sample.ruler, sample.archive,
                                      i, &err));
    }
    inspections[2]->repairs[0].published_m2 = -0.25e6;
    inspections[2]->repairs[0].clean_m2 = 1e6;
    inspections[2]->repairs[0].fault.lon_deg = NAN;
    terr_json_inspections(&text, (const struct terr_inspection *const *)inspections, 3,
                          sample.archive, sample.ruler);
    assert_non_null(strstr(
        text.bytes,
        "    {\"date\": \"2025-01-02\", \"snapshot\": \"2025-01-02.geojson\", \"date_source\": "
        "\"file_name\", \"published\": \"2025-01-02\", \"features\": 4, \"ignored\": 1, "
        "\"ignored_parts\": 0, \"null\": 1, \"unclassified\": 0, \"vertices\": 15, "
        "\"held_km2\": 11811.733223, \"statuses\": [\n"
        "      {\"status\": \"contested\", \"features\": 1, \"published_km2\": 4108.866038, "
        "\"counted_km2\": 4108.866038},\n"
        "      {\"status\": \"occupied\", \"features\": 1, \"published_km2\": 11811.733223, "
        "\"counted_km2\": 11811.733223}\n    ], \"repairs\": []},\n"));
    assert_non_null(strstr(
        text.bytes,
        "\"repairs\": [\n      {\"feature\": 0, \"reason\": \"Self-intersection\", \"lon\": null, "
        "\"lat\": 48.500000, \"published_km2\": -0.250000, \"clean_km2\": 1.000000, "
        "\"stray_hole\": false}\n    ]}\n  ]\n}\n"));
    check_schema(&text, "inspect", 0);
    terr_text_dispose(&text);
    for (size_t i = 0; i < 3; i++) terr_inspection_free(inspections[i]);
    sample_close(&sample);
}

static void nothing_inspected_is_an_empty_list(void **state)
{
    (void)state;
    const struct sample_file files[] = {{"undated.geojson", sample_front[0].text}, {NULL, NULL}};
    struct terr_inspection inspection;
    const struct terr_inspection *const one[] = {&inspection};
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    memset(&inspection, 0, sizeof inspection);
    sample_open(&sample, files, two_zones, true);
    terr_json_inspections(&text, NULL, 0, sample.archive, sample.ruler);
    check_text(&text, HEAD("inspect") ",\n  \"snapshots\": []\n}\n");
    check_schema(&text, "inspect", 0);
    terr_text_dispose(&text);

    terr_json_inspections(&text, one, 1, sample.archive, sample.ruler);
    assert_non_null(strstr(text.bytes, "{\"date\": null, \"snapshot\": \"undated.geojson\", "
                                       "\"date_source\": \"none\", \"published\": null, "));
    check_schema(&text, "inspect", 0);
    terr_text_dispose(&text);
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_names_its_snapshots_its_zones_and_its_figures),
        cmocka_unit_test(repairs_stand_with_the_snapshot_they_were_made_in),
        cmocka_unit_test(without_dates_the_dates_are_null),
        cmocka_unit_test(an_instant_is_given_in_utc_and_a_hostile_name_stays_json),
        cmocka_unit_test(a_series_has_a_row_a_line_and_null_where_nothing_is_known),
        cmocka_unit_test(a_day_without_a_snapshot_is_a_row_of_nulls),
        cmocka_unit_test(inspections_list_statuses_and_repairs),
        cmocka_unit_test(nothing_inspected_is_an_empty_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
