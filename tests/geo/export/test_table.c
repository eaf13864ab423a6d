// Tables for chart tools: heads, bytes around them, names that would run.
#include "../../support/check.h"

#include "../../support/sample.h"

#define DAY_2025_01_02 20090

static const char *const two_zones[] = {"occupied", "occupied+contested", NULL};

static void check_text(struct terr_text *text, const char *expected)
{
    struct terr_error err;
    check_ok(terr_text_check(text, &err));
    assert_string_equal(text->bytes, expected);
    terr_text_dispose(text);
}

// Areas: as in test_csv.c, the closed form of cells between parallels.
static void a_change_has_a_row_for_each_zone(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, sample_front, two_zones, false);
    sample_measure(&sample, "2025-01-01", "2025-01-03");
    terr_table_change(&text, TERR_TOOL_DATAWRAPPER, &sample.measured, NULL);
    check_text(&text, "Zone,Gained (km\xc2\xb2),Lost (km\xc2\xb2),Net change (km\xc2\xb2),Area "
                      "(km\xc2\xb2),Area before (km\xc2\xb2),From,To,From snapshot,To snapshot\n"
                      "occupied,4108.866,514.865,3594.001,11811.733,8217.732,2025-01-01,2025-01-03,"
                      "2025-01-01.geojson,2025-01-02.geojson\n"
                      "occupied+contested,0.000,514.865,-514.865,15920.599,16435.464,2025-01-01,"
                      "2025-01-03,2025-01-01.geojson,2025-01-02.geojson\n");
    sample_close(&sample);
}

static void walk(struct terr_series **series, struct sample *sample, const int32_t *windows)
{
    const struct terr_series_options options = {.windows = windows, .window_count = 1};
    struct terr_error err;
    sample_open(sample, sample_front, two_zones, false);
    check_ok(
        terr_series_walk(series, sample->ruler, sample->archive, &sample->list, &options, &err));
}

static void lines_are_named_by_what_they_are_of(void **state)
{
    (void)state;
    static const int32_t windows[] = {1};
    static const struct {
        struct terr_wide wide;
        bool of_sums;
        const char *heads;
    } cases[] = {
        {{TERR_CELL_AREA, TERR_OVER_STEP},
         false,
         "Date,occupied (km\xc2\xb2),occupied+contested (km\xc2\xb2)\n"},
        {{TERR_CELL_GAINED, TERR_OVER_STEP},
         false,
         "Date,\"occupied, gained (km\xc2\xb2)\",\"occupied+contested, gained (km\xc2\xb2)\"\n"},
        {{TERR_CELL_LOST, 0},
         false,
         "Date,\"occupied, lost in 1 day (km\xc2\xb2)\",\"occupied+contested, lost in 1 day "
         "(km\xc2\xb2)\"\n"},
        {{TERR_CELL_NET, TERR_OVER_RUNNING},
         true,
         "Date,\"occupied, net change, cumulative (km\xc2\xb2)\",\"occupied+contested, net change, "
         "cumulative (km\xc2\xb2)\"\n"},
        {{TERR_CELL_NET, TERR_OVER_RUNNING},
         false,
         "Date,\"occupied, net change, mean of 2 rows (km\xc2\xb2)\",\"occupied+contested, net "
         "change, "
         "mean of 2 rows (km\xc2\xb2)\"\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sample sample;
        struct terr_series *series;
        struct terr_text text = TERR_TEXT_INIT;
        struct terr_error err;
        walk(&series, &sample, windows);
        check_ok(cases[i].of_sums ? terr_series_add_sums(series, 2, &err)
                                  : terr_series_add_means(series, 2, 2, &err));
        const struct terr_series_table form = {.archive = sample.archive,
                                               .list = &sample.list,
                                               .windows = windows,
                                               .wide = &cases[i].wide,
                                               .wide_count = 1};
        terr_table_series(&text, TERR_TOOL_FLOURISH, series, &form);
        check_ok(terr_text_check(&text, &err));
        text.bytes[strcspn(text.bytes, "\n") + 1] = '\0';
        check_text(&text, cases[i].heads);
        terr_series_free(series);
        sample_close(&sample);
    }
}

// Areas: the closed form again; what the first day gained is not known.
static void lines_of_several_values_are_named_by_them_too(void **state)
{
    (void)state;
    static const int32_t windows[] = {1};
    static const struct terr_wide values[] = {
        {TERR_CELL_GAINED, TERR_OVER_STEP}, {TERR_CELL_LOST, 0}, {TERR_CELL_AREA, TERR_OVER_STEP}};
    static const char *const expected[] = {
        "Date,Gained (km\xc2\xb2),Lost in 1 day (km\xc2\xb2),Area (km\xc2\xb2)\n"
        "2025-01-01,,,8217.732\n"
        "2025-01-02,4108.866,514.865,11811.733\n",
        "Date,\"occupied, gained (km\xc2\xb2)\",\"occupied, lost in 1 day (km\xc2\xb2)\","
        "\"occupied, area (km\xc2\xb2)\",\"occupied+contested, gained (km\xc2\xb2)\","
        "\"occupied+contested, lost in 1 day (km\xc2\xb2)\","
        "\"occupied+contested, area (km\xc2\xb2)\"\n"
        "2025-01-01,,,8217.732,,,16435.464\n"
        "2025-01-02,4108.866,514.865,11811.733,0.000,514.865,15920.599\n",
    };
    for (size_t zones = 1; zones <= 2; zones++) {
        const char *names[] = {two_zones[0], zones == 2 ? two_zones[1] : NULL, NULL};
        const struct terr_series_options options = {
            .windows = windows, .window_count = 1, .has_to = true, .to_day = DAY_2025_01_02};
        struct sample sample;
        struct terr_series *series;
        struct terr_text text = TERR_TEXT_INIT;
        struct terr_error err;
        sample_open(&sample, sample_front, names, false);
        check_ok(
            terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &options, &err));
        const struct terr_series_table form = {.archive = sample.archive,
                                               .list = &sample.list,
                                               .windows = windows,
                                               .wide = values,
                                               .wide_count = 3};
        terr_table_series(&text, TERR_TOOL_FLOURISH, series, &form);
        check_text(&text, expected[zones - 1]);
        terr_series_free(series);
        sample_close(&sample);
    }
}

// A zone's name stands for any text from a stranger's file.
static void what_would_run_gets_an_apostrophe(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *excel; // between the first comma and the next, or the quotes
        const char *other;
    } cases[] = {
        {"=1+1", "'=1+1", "=1+1"},     {"@SUM(A1)", "'@SUM(A1)", "@SUM(A1)"},
        {"-2+3", "'-2+3", "-2+3"},     {"+1", "'+1", "+1"},
        {"a=b", "a=b", "a=b"},         {"north-east", "north-east", "north-east"},
        {"x;=1", "x;'=1", "x;=1"},     {"x\t=1", "x\t'=1", "x\t=1"},
        {"x,=1", "\"x,'=1", "\"x,=1"}, {"x;\"=1", "\"x;\"\"'=1", "\"x;\"\"=1"},
        {"\t=1", "'\t'=1", "\t=1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct terr_wide area = {TERR_CELL_AREA, TERR_OVER_STEP};
        const struct terr_series empty = {.rows = NULL};
        struct terr_zone_list list = {NULL, 0, 0};
        const struct terr_series_table form = {.list = &list, .wide = &area, .wide_count = 1};
        struct terr_text excel = TERR_TEXT_INIT, other = TERR_TEXT_INIT, expected = TERR_TEXT_INIT;
        struct terr_error err;
        check_ok(terr_zone_list_add_status(&list, cases[i].name, &err));
        terr_table_series(&excel, TERR_TOOL_EXCEL, &empty, &form);
        terr_table_series(&other, TERR_TOOL_FLOURISH, &empty, &form);
        terr_text_print(&expected,
                        "\xef\xbb\xbf"
                        "Date,%s (km\xc2\xb2)%s\r\n",
                        cases[i].excel, cases[i].excel[0] == '"' ? "\"" : "");
        check_text(&excel, expected.bytes);
        terr_text_dispose(&expected);
        terr_text_print(&expected, "Date,%s (km\xc2\xb2)%s\n", cases[i].other,
                        cases[i].other[0] == '"' ? "\"" : "");
        check_text(&other, expected.bytes);
        terr_text_dispose(&expected);
        terr_zone_list_dispose(&list);
    }
}

static void decimals_that_look_like_dates_are_known(void **state)
{
    (void)state;
    static const bool expected[] = {true, true, true, false, true, false, false, false};
    for (int i = 0; i < 8; i++) assert_int_equal(terr_table_may_be_dates(i), expected[i]);
    assert_false(terr_table_may_be_dates(TERR_TABLE_DECIMALS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_has_a_row_for_each_zone),
        cmocka_unit_test(lines_are_named_by_what_they_are_of),
        cmocka_unit_test(lines_of_several_values_are_named_by_them_too),
        cmocka_unit_test(what_would_run_gets_an_apostrophe),
        cmocka_unit_test(decimals_that_look_like_dates_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
