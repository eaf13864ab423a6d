// Figures as JSON: the exact form, and the schemas, which another program checks them against.
#include "../../support/check.h"

#include "../../support/sample.h"
#include "../../support/schema.h"

#include <stdlib.h>

static const char *const two_zones[] = {"held", "contested", NULL};

// The document but for its member "provenance", which tests/check/provenance.sh looks at.
static void check_text(const struct terr_text *text, const char *expected)
{
    static const char begin[] = ",\n  \"provenance\": {\n", end[] = "\n  }";
    struct terr_error err;
    struct terr_text rest = TERR_TEXT_INIT;
    check_ok(terr_text_check(text, &err));
    const char *from = strstr(text->bytes, begin);
    assert_non_null(from);
    const char *to = strstr(from, end);
    assert_non_null(to);
    terr_text_add_bytes(&rest, text->bytes, (size_t)(from - text->bytes));
    terr_text_add(&rest, to + strlen(end));
    check_ok(terr_text_check(&rest, &err));
    assert_string_equal(rest.bytes, expected);
    terr_text_dispose(&rest);
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
    terr_json_change(&text, &sample.measured, 0);
    check_text(
        &text,
        HEAD("change") ",\n"
                       "  \"from\": {\"date\": \"2025-01-01\", \"snapshot\": "
                       "\"2025-01-01.geojson\", "
                       "\"published\": \"2025-01-01\", \"repairs\": []},\n"
                       "  \"to\": {\"date\": \"2025-01-03\", \"snapshot\": \"2025-01-02.geojson\", "
                       "\"published\": \"2025-01-02\", \"repairs\": []},\n"
                       "  \"days\": 2,\n  \"warnings\": 0,\n  \"zones\": [\n"
                       "    {" HELD ", \"region\": null, \"area_from_km2\": 8217.732076, "
                       "\"area_to_km2\": 11811.733223, \"gained_km2\": 4108.866038, "
                       "\"lost_km2\": 514.864891, \"net_km2\": 3594.001147},\n"
                       "    {" CONTESTED ", \"region\": null, \"area_from_km2\": 8217.732076, "
                       "\"area_to_km2\": 4108.866038, \"gained_km2\": 0.000000, "
                       "\"lost_km2\": 4108.866038, \"net_km2\": -4108.866038}\n  ]\n}\n");
    schema_check(&text, "change", 0);
    schema_check(&text, "series", 1);
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
    terr_json_change(&text, &sample.measured, 0);
    const char *to = strstr(text.bytes, "\"to\": {");
    const char *repairs = to ? strstr(to, "\"repairs\": [{\"feature\": 0, \"reason\": \"Self-inter"
                                          "section\", \"lon\": 30.500000, \"lat\": 48.500000, ")
                             : NULL;
    assert_non_null(repairs);
    assert_non_null(strstr(repairs, "\"stray_hole\": false}]},\n  \"days\": 3"));
    schema_check(&text, "change", 0);
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
    terr_json_change(&text, &sample.measured, 0);
    assert_non_null(strstr(text.bytes, "\"from\": {\"date\": null, \"snapshot\": \"a.geojson\", "
                                       "\"published\": null, \"repairs\": []},\n"));
    assert_non_null(strstr(text.bytes, "\"days\": null"));
    schema_check(&text, "change", 0);
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
    terr_json_change(&text, &sample.measured, 0);
    assert_non_null(strstr(text.bytes, "\"published\": \"2025-01-01T00:00:00Z\""));
    assert_non_null(strstr(text.bytes, "\"1735776000\\\"\\n\xef\xbf\xbd\\\\.geojson\""));
    schema_check(&text, "change", 0);
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
    check_ok(terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &options, &err));
    series->row_count = 2; // the third has a repair, whose digits are another test's
    series->repair_max_m2 = 1.5e6;
    terr_json_series(&text, series, sample.archive, &sample.list, sample.ruler, &options, 3);
    check_text(
        &text,
        HEAD(
            "series") ",\n"
                      "  \"every\": \"snapshot\",\n  \"windows\": [1],\n  \"zones\": [\n"
                      "    {\"zone\": \"occupied\", \"statuses\": [\"occupied\"]}\n  ],\n"
                      "  \"repairs\": {\"snapshots\": 1, \"largest_km2\": 1.500000},\n  "
                      "\"warnings\": 3,\n  \"rows\": "
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
    schema_check(&text, "series", 0);
    terr_text_dispose(&text);
    terr_series_free(series);
    sample_close(&sample);
}

static void a_day_without_a_snapshot_is_a_row_of_nulls(void **state)
{
    (void)state;
    struct terr_row row = {.day = 20090, .known = false};
    const struct terr_series series = {.rows = &row, .row_count = 1};
    struct terr_series_options options;
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    memset(&options, 0, sizeof options);
    options.every = TERR_EVERY_MONTH;
    sample_open(&sample, sample_front, two_zones, false);
    terr_json_series(&text, &series, sample.archive, &sample.list, sample.ruler, &options, 3);
    assert_non_null(strstr(text.bytes,
                           "  \"every\": \"month\",\n  \"windows\": [],\n  \"zones\": [\n    {" HELD
                           "},\n    {" CONTESTED "}\n  ],\n"));
    assert_non_null(strstr(text.bytes,
                           "{\"date\": \"2025-01-02\", \"snapshot\": null, \"zone\": \"held\", "
                           "\"region\": null, \"area_km2\": null, \"since\": null, "
                           "\"gained_km2\": null, \"lost_km2\": null, \"net_km2\": null, "
                           "\"windows\": []}"));
    schema_check(&text, "series", 0);
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
