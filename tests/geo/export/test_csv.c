// Figures as CSV: columns, empty fields, quoting.
#include "../../support/check.h"

#include "../../support/sample.h"

static const char *const two_zones[] = {"occupied", "occupied+contested", NULL};

static void check_text(struct terr_text *text, const char *expected)
{
    struct terr_error err;
    check_ok(terr_text_check(text, &err));
    assert_string_equal(text->bytes, expected);
    terr_text_dispose(text);
}

// ---- change ----

#define CHANGE_HEADER                                                                     \
    "from,to,from_snapshot,to_snapshot,zone,region,area_from_km2,area_to_km2,gained_km2," \
    "lost_km2,net_km2\n"

// Areas: the closed form of cells between parallels (authalic latitude), computed in Python.
static void a_change_has_one_row_for_each_zone(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, sample_front, two_zones, false);
    sample_measure(&sample, "2025-01-01", "2025-01-03");
    terr_csv_change(&text, &sample.measured, NULL);
    check_text(&text, CHANGE_HEADER
               "2025-01-01,2025-01-03,2025-01-01.geojson,2025-01-02.geojson,occupied,,"
               "8217.732076,11811.733223,4108.866038,514.864891,3594.001147\n"
               "2025-01-01,2025-01-03,2025-01-01.geojson,2025-01-02.geojson,occupied+contested,,"
               "16435.464152,15920.599261,0.000000,514.864891,-514.864891\n");
    sample_close(&sample);
}

static void without_dates_both_are_empty_and_names_are_quoted(void **state)
{
    (void)state;
    static const char *const occupied[] = {"occupied", NULL};
    const struct sample_file files[] = {{"a,b.geojson", sample_front[0].text},
                                        {"say \"c\".geojson", sample_front[0].text},
                                        {NULL, NULL}};
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, files, occupied, true);
    sample_measure(&sample, NULL, NULL);
    terr_csv_change(&text, &sample.measured, NULL);
    check_text(&text, CHANGE_HEADER ",,\"a,b.geojson\",\"say \"\"c\"\".geojson\",occupied,,"
                                    "8217.732076,8217.732076,0.000000,0.000000,0.000000\n");
    sample_close(&sample);
}

// ---- series ----

// Two dates of two zones by hand: the second date has no snapshot; one window of two is known.
#define FIGURES(from, to, gained, lost) \
    {                                   \
        from, to, gained, lost, 0, 0    \
    }
#define UNKNOWN                                               \
    {                                                         \
        false, 0, FIGURES(0, 0, 0, 0), NULL, NULL, NULL, NULL \
    }
#define DAY_2025_01_02 20090
static const int32_t windows[] = {7, 90};
static struct terr_row_change cells[8] = {
    {true, DAY_2025_01_02 - 7, FIGURES(1e6, 3e6, 2.5e6, 0.5e6), NULL, NULL, NULL, NULL},
    UNKNOWN,
    UNKNOWN,
    UNKNOWN,
    UNKNOWN,
    UNKNOWN,
    UNKNOWN,
    UNKNOWN};
static struct terr_row rows[4] = {
    {DAY_2025_01_02,
     true,
     1,
     0,
     3e6,
     {true, DAY_2025_01_02 - 1, FIGURES(2e6, 3e6, 1.25e6, 0.25e6), NULL, NULL, NULL, NULL},
     cells,
     NULL},
    {DAY_2025_01_02, true, 1, 1, 0, UNKNOWN, cells + 2, NULL},
    {DAY_2025_01_02 + 30, false, 0, 0, 0, UNKNOWN, cells + 4, NULL},
    {DAY_2025_01_02 + 30, false, 0, 1, 0, UNKNOWN, cells + 6, NULL},
};
static const struct terr_series by_hand = {
    .rows = rows, .row_count = 4, .window_cells = cells, .window_count = 2};

static void a_series_leaves_empty_what_is_not_known(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, sample_front, two_zones, false);
    terr_csv_series(&text, &by_hand, sample.archive, &sample.list, windows, NULL);
    check_text(&text,
               "date,snapshot,zone,region,area_km2,since,gained_km2,lost_km2,net_km2,"
               "gained_7d_km2,lost_7d_km2,net_7d_km2,gained_90d_km2,lost_90d_km2,net_90d_km2\n"
               "2025-01-02,2025-01-02.geojson,occupied,,3.000000,2025-01-01,1.250000,0.250000,"
               "1.000000,2.500000,0.500000,2.000000,,,\n"
               "2025-01-02,2025-01-02.geojson,occupied+contested,,0.000000,,,,,,,,,,\n"
               "2025-02-01,,occupied,,,,,,,,,,,,\n"
               "2025-02-01,,occupied+contested,,,,,,,,,,,,\n");
    sample_close(&sample);
}

static void a_wide_table_has_a_row_a_date_and_a_column_a_zone(void **state)
{
    (void)state;
    static const struct {
        struct terr_wide wide;
        const char *expected;
    } cases[] = {
        {{TERR_CELL_AREA, -1},
         "date,occupied_area_km2,occupied+contested_area_km2\n"
         "2025-01-02,3.000000,0.000000\n2025-02-01,,\n"},
        {{TERR_CELL_AREA, 1},
         "date,occupied_area_km2,occupied+contested_area_km2\n"
         "2025-01-02,3.000000,0.000000\n2025-02-01,,\n"},
        {{TERR_CELL_GAINED, -1},
         "date,occupied_gained_km2,occupied+contested_gained_km2\n"
         "2025-01-02,1.250000,\n2025-02-01,,\n"},
        {{TERR_CELL_LOST, 0},
         "date,occupied_lost_7d_km2,occupied+contested_lost_7d_km2\n"
         "2025-01-02,0.500000,\n2025-02-01,,\n"},
        {{TERR_CELL_NET, 0},
         "date,occupied_net_7d_km2,occupied+contested_net_7d_km2\n"
         "2025-01-02,2.000000,\n2025-02-01,,\n"},
        {{TERR_CELL_NET, 1},
         "date,occupied_net_90d_km2,occupied+contested_net_90d_km2\n"
         "2025-01-02,,\n2025-02-01,,\n"},
    };
    struct sample sample;
    sample_open(&sample, sample_front, two_zones, false);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_text text = TERR_TEXT_INIT;
        terr_csv_series_wide(&text, &by_hand, &sample.list, windows, &cases[i].wide, 1, NULL);
        check_text(&text, cases[i].expected);
    }
    sample_close(&sample);
}

// Of each zone all values before those of the next, in the order given.
static void a_wide_table_shows_several_values_side_by_side(void **state)
{
    (void)state;
    static const struct terr_wide values[] = {
        {TERR_CELL_LOST, 0}, {TERR_CELL_AREA, TERR_OVER_STEP}, {TERR_CELL_GAINED, TERR_OVER_STEP}};
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, sample_front, two_zones, false);
    terr_csv_series_wide(&text, &by_hand, &sample.list, windows, values, 3, NULL);
    check_text(&text, "date,occupied_lost_7d_km2,occupied_area_km2,occupied_gained_km2,"
                      "occupied+contested_lost_7d_km2,occupied+contested_area_km2,"
                      "occupied+contested_gained_km2\n"
                      "2025-01-02,0.500000,3.000000,1.250000,,0.000000,\n2025-02-01,,,,,,\n");
    sample_close(&sample);
}

static void a_zone_name_with_a_comma_is_quoted_in_a_wide_heading(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_text text = TERR_TEXT_INIT;
    struct terr_zone_list list = {NULL, 0, 0};
    const struct terr_series empty = {.rows = NULL};
    check_ok(terr_zone_list_add_status(&list, "north, \"east\"", &err));
    const struct terr_wide net = {TERR_CELL_NET, TERR_OVER_STEP};
    terr_csv_series_wide(&text, &empty, &list, NULL, &net, 1, NULL);
    check_text(&text, "date,\"north, \"\"east\"\"_net_km2\"\n");
    terr_zone_list_dispose(&list);
}

static void a_series_that_was_walked_reads_the_same(void **state)
{
    (void)state;
    static const char *const occupied[] = {"occupied", NULL};
    static const int32_t one_day[] = {1};
    struct sample sample;
    struct terr_error err;
    struct terr_series *series;
    struct terr_series_options options;
    struct terr_text text = TERR_TEXT_INIT;
    memset(&options, 0, sizeof options);
    options.windows = one_day;
    options.window_count = 1;
    options.has_to = true;
    options.to_day = DAY_2025_01_02;
    sample_open(&sample, sample_front, occupied, false);
    check_ok(terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &options, &err));
    terr_csv_series(&text, series, sample.archive, &sample.list, one_day, NULL);
    check_text(&text, "date,snapshot,zone,region,area_km2,since,gained_km2,lost_km2,net_km2,"
                      "gained_1d_km2,lost_1d_km2,net_1d_km2\n"
                      "2025-01-01,2025-01-01.geojson,occupied,,8217.732076,,,,,,,\n"
                      "2025-01-02,2025-01-02.geojson,occupied,,11811.733223,2025-01-01,4108.866038,"
                      "514.864891,3594.001147,4108.866038,514.864891,3594.001147\n");
    terr_series_free(series);
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_has_one_row_for_each_zone),
        cmocka_unit_test(without_dates_both_are_empty_and_names_are_quoted),
        cmocka_unit_test(a_series_leaves_empty_what_is_not_known),
        cmocka_unit_test(a_wide_table_has_a_row_a_date_and_a_column_a_zone),
        cmocka_unit_test(a_wide_table_shows_several_values_side_by_side),
        cmocka_unit_test(a_zone_name_with_a_comma_is_quoted_in_a_wide_heading),
        cmocka_unit_test(a_series_that_was_walked_reads_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
