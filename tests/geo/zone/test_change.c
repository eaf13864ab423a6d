#include "../../support/check.h"

#include "../../support/boxes.h"

// ---- the ends of a window ----

#define BOX "occupied 30 48 31 49"

static const char *const occupied[] = {"occupied", NULL};

// Unix seconds from GNU date: date -u -d 2025-01-10T06:00:00Z +%s. 2025-01-01 + 90 days is
// 2025-04-01 (31 + 28 + 31).
static const struct boxes_file dates[] = {
    {"2025-01-01.geojson", BOX}, {"2025-01-02.geojson", BOX},
    {"2025-01-05.geojson", BOX}, {"1736488800.geojson", BOX}, // 2025-01-10T06:00:00Z
    {"1736532000.geojson", BOX},                              // 2025-01-10T18:00:00Z
    {"2025-04-01.geojson", BOX}, {NULL, NULL},
};

struct asked {
    const char *from, *to; // NULL: not given
    int32_t days;          // 0: not given
};

static struct terr_window window_of(const struct asked *asked)
{
    struct terr_error err;
    struct terr_window window;
    memset(&window, 0, sizeof window);
    window.has_from = asked->from != NULL;
    window.has_to = asked->to != NULL;
    window.has_days = asked->days != 0;
    window.days = asked->days;
    if (asked->from) check_ok(terr_moment_parse(&window.from, asked->from, &err));
    if (asked->to) check_ok(terr_moment_parse(&window.to, asked->to, &err));
    return window;
}

static void open_dates(struct sample *sample, int max_gap_days, const char *timezone)
{
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    options.max_gap_days = max_gap_days;
    options.timezone = timezone;
    boxes_open(sample, dates, occupied, &options);
}

static const struct {
    struct asked asked;
    size_t from, to;
    const char *from_day, *to_day;
} windows[] = {
    {{NULL, NULL, 0}, 0, 5, "2025-01-01", "2025-04-01"}, // 90 days up to the newest
    {{NULL, NULL, 88}, 1, 5, "2025-01-03", "2025-04-01"},
    {{NULL, "2025-04-02", 0}, 1, 5, "2025-01-02", "2025-04-02"},
    {{NULL, "2025-01-05", 4}, 0, 2, "2025-01-01", "2025-01-05"},
    {{"2025-01-02", NULL, 0}, 1, 5, "2025-01-02", "2025-04-01"},
    {{"2025-01-02", NULL, 3}, 1, 2, "2025-01-02", "2025-01-05"},
    {{"2025-01-04", "2025-01-09", 0}, 1, 2, "2025-01-04", "2025-01-09"},
    {{"2025-01-04", "2025-01-09", 5}, 1, 2, "2025-01-04", "2025-01-09"},
    {{"2025-01-05", "2025-01-05", 0}, 2, 2, "2025-01-05", "2025-01-05"},
    // a day means the last snapshot on it, a time the last up to it
    {{"2025-01-05", "2025-01-10", 0}, 2, 4, "2025-01-05", "2025-01-10"},
    {{"2025-01-05", "2025-01-10T06:00", 0}, 2, 3, "2025-01-05", "2025-01-10"},
    {{"2025-01-05", "2025-01-10T05:59:59", 0}, 2, 2, "2025-01-05", "2025-01-10"},
    {{"2025-01-10T06:00", "2025-01-10", 0}, 3, 4, "2025-01-10", "2025-01-10"},
    {{"2025-01-10T06:00", "2025-01-10T18:00:00Z", 0}, 3, 4, "2025-01-10", "2025-01-10"},
    {{"2025-01-05", "2025-01-10T07:59+02:00", 0}, 2, 2, "2025-01-05", "2025-01-10"},
    {{"2025-01-05", "2025-01-10T08:00+02:00", 0}, 2, 3, "2025-01-05", "2025-01-10"},
    // the day is the archive's, whatever offset the time was written in
    {{"2025-01-05", "2025-01-11T01:00+09:00", 0}, 2, 3, "2025-01-05", "2025-01-10"},
    {{"2025-01-11T01:00+09:00", NULL, 1}, 3, 4, "2025-01-10", "2025-01-11"},
    {{NULL, "2025-01-06T01:00+09:00", 4}, 0, 2, "2025-01-01", "2025-01-05"},
};

static void windows_have_their_ends(void **state)
{
    (void)state;
    struct sample sample;
    open_dates(&sample, -1, NULL);
    for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
        struct terr_error err;
        struct terr_ends ends;
        const struct terr_window window = window_of(&windows[i].asked);
        check_ok(terr_ends_find(&ends, sample.archive, &window, &err));
        assert_true(ends.dated);
        assert_int_equal(ends.from, windows[i].from);
        assert_int_equal(ends.to, windows[i].to);
        assert_int_equal(ends.from_day, boxes_day(windows[i].from_day));
        assert_int_equal(ends.to_day, boxes_day(windows[i].to_day));
    }
    sample_close(&sample);
}

static const struct {
    struct asked asked;
    const char *sentence;
} refused[] = {
    {{"2025-01-05", "2025-01-02", 0},
     "the window begins on 2025-01-05, after its end on 2025-01-02"},
    {{"2025-04-02", NULL, 0}, "the window begins on 2025-04-02, after its end on 2025-04-01"},
    {{"2025-01-05", "2025-01-02", 3},
     "the window begins on 2025-01-05, after its end on 2025-01-02"},
    {{"2025-01-01", "2025-01-05", 5}, "from 2025-01-01 to 2025-01-05 is 4 days, not 5"},
    {{"2025-01-02", NULL, -1}, "the window begins on 2025-01-02, after its end on 2025-01-01"},
    {{"2025-01-10T18:00", "2025-01-10T06:00", 0},
     "the window begins after its end, both on 2025-01-10"},
    // the wrong way round even where one snapshot stands for both
    {{"2025-01-10T12:00", "2025-01-10T11:00", 0},
     "the window begins after its end, both on 2025-01-10"},
    {{"2025-01-10", "2025-01-10T12:00", 0}, "the window begins after its end, both on 2025-01-10"},
    {{NULL, NULL, INT32_MAX}, "the window leaves the years 1 to 9999"},
    {{NULL, NULL, INT32_MIN}, "the window leaves the years 1 to 9999"},
    {{NULL, "0001-01-05", 5}, "the window leaves the years 1 to 9999"},
    {{NULL, "0001-03-01", 0}, "the window leaves the years 1 to 9999"},
    {{"9999-12-31", NULL, 1}, "the window leaves the years 1 to 9999"},
    {{"0001-01-01", NULL, INT32_MIN}, "the window leaves the years 1 to 9999"},
};

static void contradictions_are_refused(void **state)
{
    (void)state;
    struct sample sample;
    open_dates(&sample, -1, NULL);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct terr_error err;
        struct terr_ends ends = {.from = 7, .to = 8, .from_day = 9, .to_day = 10};
        const struct terr_window window = window_of(&refused[i].asked);
        check_fails(terr_ends_find(&ends, sample.archive, &window, &err), TERR_EARG,
                    refused[i].sentence);
        assert_int_equal(ends.from, 7);
        assert_int_equal(ends.to_day, 10);
    }
    sample_close(&sample);
}

static const struct {
    struct asked asked;
    const char *sentence;
} out_of_reach[] = {
    {{"2025-01-01", "2025-01-08", 0},
     "no snapshot within 2 days before 2025-01-08: the nearest are of 2025-01-05 "
     "(2025-01-05.geojson) and 2025-01-10 (1736488800.geojson)"},
    {{"2025-01-08", "2025-04-01", 0},
     "no snapshot within 2 days before 2025-01-08: the nearest are of 2025-01-05 "
     "(2025-01-05.geojson) and 2025-01-10 (1736488800.geojson)"},
    {{"2025-01-01", "2025-04-04", 0},
     "no snapshot within 2 days before 2025-04-04: the last is of 2025-04-01 "
     "(2025-04-01.geojson)"},
    {{"2024-12-31", "2025-01-05", 0},
     "no snapshot for 2024-12-31: the first is of 2025-01-01 (2025-01-01.geojson)"},
    {{NULL, NULL, 91},
     "91 days before 2025-04-01: no snapshot for 2024-12-31: the first is of 2025-01-01 "
     "(2025-01-01.geojson)"},
    {{"2025-01-05", "2025-01-09T06:00Z", 0},
     "no snapshot within 2 days before 2025-01-09T06:00:00Z: the nearest are of 2025-01-05 "
     "(2025-01-05.geojson) and 2025-01-10T06:00:00Z (1736488800.geojson)"},
};

static void a_snapshot_beyond_the_gap_is_no_end(void **state)
{
    (void)state;
    struct sample sample;
    open_dates(&sample, 2, NULL);
    for (size_t i = 0; i < sizeof out_of_reach / sizeof out_of_reach[0]; i++) {
        struct terr_error err;
        struct terr_ends ends;
        const struct terr_window window = window_of(&out_of_reach[i].asked);
        check_fails(terr_ends_find(&ends, sample.archive, &window, &err), TERR_EDATA,
                    out_of_reach[i].sentence);
    }
    sample_close(&sample);
}

static void days_and_times_are_those_of_the_time_zone(void **state)
{
    (void)state;
    struct terr_error err;
    struct sample sample;
    struct terr_ends ends;
    // 18:00 UTC is 04:00 of the next day ten hours east
    open_dates(&sample, -1, "AEST-10");
    const struct asked day = {"2025-01-10", "2025-01-11", 0};
    struct terr_window window = window_of(&day);
    check_ok(terr_ends_find(&ends, sample.archive, &window, &err));
    assert_int_equal(ends.from, 3);
    assert_int_equal(ends.to, 4);

    const struct asked time = {"2025-01-10T15:59", "2025-01-10T16:00", 0};
    window = window_of(&time);
    check_ok(terr_ends_find(&ends, sample.archive, &window, &err));
    assert_int_equal(ends.from, 2);
    assert_int_equal(ends.to, 3);
    assert_int_equal(ends.from_day, boxes_day("2025-01-10"));
    sample_close(&sample);
}

static void the_whole_archive_is_a_window(void **state)
{
    (void)state;
    struct terr_error err;
    struct sample sample;
    struct terr_ends ends;
    open_dates(&sample, 0, NULL);
    const struct terr_window window = {.whole = true};
    check_ok(terr_ends_find(&ends, sample.archive, &window, &err));
    assert_true(ends.dated);
    assert_int_equal(ends.from, 0);
    assert_int_equal(ends.to, 5);
    assert_int_equal(ends.from_day, boxes_day("2025-01-01"));
    assert_int_equal(ends.to_day, boxes_day("2025-04-01"));
    sample_close(&sample);
}

static void only_the_whole_of_an_undated_archive_is_found(void **state)
{
    (void)state;
    struct terr_error err;
    struct sample sample;
    struct terr_ends ends;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    const struct boxes_file files[] = {
        {"a.geojson", "occupied 30 48 31 49"}, {"b.geojson", "occupied 30 48 32 49"}, {NULL, NULL}};
    options.undated = true;
    boxes_open(&sample, files, occupied, &options);
    struct terr_window window = {.whole = true};
    check_ok(terr_ends_find(&ends, sample.archive, &window, &err));
    assert_false(ends.dated);
    assert_int_equal(ends.from, 0);
    assert_int_equal(ends.to, 1);
    assert_int_equal(ends.from_day, 0);
    assert_int_equal(ends.to_day, 0);
    window.whole = false;
    check_fails(terr_ends_find(&ends, sample.archive, &window, &err), TERR_EDATA,
                "no snapshot can be found by date, because not all of them have one");
    sample_close(&sample);
}

// ---- the change ----

// Day by day: a gain in the east and a loss in the west at once; a hole falls; nothing; all is
// lost. 2025-01-03 is missing.
static const struct boxes_file front[] = {
    {"2025-01-01.geojson", "occupied 30 48 31 49; contested 31 48 32 49"},
    {"2025-01-02.geojson", "occupied 30.25 48 31.5 49; contested 31.5 48 32 49"},
    {"2025-01-04.geojson", "occupied 30.25 48 31.5 49; contested 31.25 48 32.25 49"},
    {"2025-01-05.geojson", "contested 31.25 48 32.25 49"},
    {NULL, NULL},
};

static struct terr_figures measure(struct sample *sample, const char *from, const char *to,
                                   size_t zone)
{
    sample_measure(sample, from, to);
    const struct terr_figures figures = sample->measured.figures[zone];
    terr_measured_change_dispose(&sample->measured);
    terr_change_free(sample->change);
    sample->change = NULL;
    return figures;
}

static const struct {
    const char *from, *to;
    size_t zone;
    double from_deg, to_deg, gained_deg, lost_deg; // degrees of longitude between 48 and 49 N
} changes[] = {
    {"2025-01-01", "2025-01-02", 0, 1, 1.25, 0.5, 0.25},
    {"2025-01-01", "2025-01-02", 1, 1, 0.5, 0, 0.5},
    {"2025-01-01", "2025-01-02", 2, 2, 1.75, 0, 0.25},
    {"2025-01-02", "2025-01-04", 0, 1.25, 1.25, 0, 0},
    {"2025-01-02", "2025-01-04", 1, 0.5, 1, 0.5, 0},
    {"2025-01-02", "2025-01-04", 2, 1.75, 2, 0.25, 0},
    {"2025-01-01", "2025-01-03", 0, 1, 1.25, 0.5, 0.25}, // the day before stands for it
    {"2025-01-04", "2025-01-05", 0, 1.25, 0, 0, 1.25},
    {"2025-01-01", "2025-01-05", 2, 2, 1, 0.25, 1.25},
    {"2025-01-02", "2025-01-02", 2, 1.75, 1.75, 0, 0},
};

static const char *const front_zones[] = {"occupied", "contested", "occupied+contested", NULL};

static void changes_have_the_figures_of_closed_forms(void **state)
{
    (void)state;
    struct sample sample;
    boxes_open(&sample, front, front_zones, NULL);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        const struct terr_figures figures =
            measure(&sample, changes[i].from, changes[i].to, changes[i].zone);
        check_near(figures.area_from_m2, changes[i].from_deg * BAND_48_49_M2, BOX_TOLERANCE_M2);
        check_near(figures.area_to_m2, changes[i].to_deg * BAND_48_49_M2, BOX_TOLERANCE_M2);
        check_near(figures.gained_m2, changes[i].gained_deg * BAND_48_49_M2, BOX_TOLERANCE_M2);
        check_near(figures.lost_m2, changes[i].lost_deg * BAND_48_49_M2, BOX_TOLERANCE_M2);
        if (changes[i].gained_deg == 0) assert_true(figures.gained_m2 == 0);
        if (changes[i].lost_deg == 0) assert_true(figures.lost_m2 == 0);
    }
    sample_close(&sample);
}

// Slanted edges that cut each other off the grid, where no box hides what an overlay moves.
#define SLANTED(a, b)                                                                      \
    "{\"type\":\"Feature\",\"properties\":{\"status\":\"occupied\"},\"geometry\":"         \
    "{\"type\":\"Polygon\",\"coordinates\":[[[30,48],[33.3333333," a "],[32.7," b "],[30," \
    "48]]]}}"

static void gained_less_lost_is_the_difference_of_the_areas(void **state)
{
    (void)state;
    struct sample sample;
    const struct boxes_file files[] = {{"2025-01-01.geojson", SLANTED("48.1234567", "50.7654321")},
                                       {"2025-01-02.geojson", SLANTED("48.7654321", "51.1111111")},
                                       {NULL, NULL}};
    boxes_open(&sample, files, occupied, NULL);
    const struct terr_figures figures = measure(&sample, "2025-01-01", "2025-01-02", 0);
    assert_true(figures.gained_m2 > 1e9 && figures.lost_m2 > 1e9);
    // 1e-6 km2; the grid of 0.01 mm moves the few edges that were cut by less
    check_near(terr_figures_net_m2(&figures), figures.area_to_m2 - figures.area_from_m2, 1);
    sample_close(&sample);
}

static void exchanging_the_ends_exchanges_gained_and_lost(void **state)
{
    (void)state;
    struct terr_error err;
    struct sample sample;
    struct terr_change *there, *back;
    const struct terr_ends ends = {.to = 3, .dated = true}, exchanged = {.from = 3, .dated = true};
    boxes_open(&sample, front, front_zones, NULL);
    check_ok(terr_change_between(&there, &sample.worker, sample.archive, ends, &sample.list, &err));
    check_ok(
        terr_change_between(&back, &sample.worker, sample.archive, exchanged, &sample.list, &err));
    for (size_t i = 0; i < sample.list.count; i++) {
        const struct terr_delta *a = terr_change_delta(there, i), *b = terr_change_delta(back, i);
        assert_true(terr_multipolygon_equal(&a->gained, &b->lost));
        assert_true(terr_multipolygon_equal(&a->lost, &b->gained));
    }
    terr_change_free(there);
    terr_change_free(back);
    sample_close(&sample);
}

static void a_change_keeps_its_ends_and_zones(void **state)
{
    (void)state;
    struct terr_error err;
    struct sample sample;
    struct terr_change *change;
    const struct terr_ends ends = {.from = 1, .to = 2, .dated = true, .from_day = 4, .to_day = 5};
    boxes_open(&sample, front, front_zones, NULL);
    check_ok(
        terr_change_between(&change, &sample.worker, sample.archive, ends, &sample.list, &err));
    assert_int_equal(terr_change_ends(change).from, 1);
    assert_int_equal(terr_change_ends(change).to_day, 5);
    check_near(terr_zones_area_m2(terr_change_from(change), 1), 0.5 * BAND_48_49_M2,
               BOX_TOLERANCE_M2);
    check_near(terr_zones_area_m2(terr_change_to(change), 1), BAND_48_49_M2, BOX_TOLERANCE_M2);
    terr_change_free(change);
    sample_close(&sample);
}

static void a_bad_end_is_named(void **state)
{
    (void)state;
    struct sample sample;
    const struct boxes_file files[] = {{"2025-01-01.geojson", BOX},
                                       {"2025-01-02.geojson", "{}"},
                                       {"2025-01-03.geojson", BOX},
                                       {NULL, NULL}};
    static const struct terr_ends ends[] = {{.from = 0, .to = 1, .dated = true},
                                            {.from = 1, .to = 2, .dated = true}};
    boxes_open(&sample, files, occupied, NULL);
    for (size_t i = 0; i < 2; i++) {
        struct terr_error err;
        struct terr_change *change = (struct terr_change *)&err;
        char start[SAMPLE_PATH_SIZE + 64];
        assert_int_equal(terr_change_between(&change, &sample.worker, sample.archive, ends[i],
                                             &sample.list, &err),
                         TERR_EDATA);
        assert_null(change);
        snprintf(start, sizeof start, "%s/2025-01-02.geojson: ", sample.folder);
        assert_memory_equal(err.message, start, strlen(start));
    }
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_have_their_ends),
        cmocka_unit_test(contradictions_are_refused),
        cmocka_unit_test(a_snapshot_beyond_the_gap_is_no_end),
        cmocka_unit_test(days_and_times_are_those_of_the_time_zone),
        cmocka_unit_test(the_whole_archive_is_a_window),
        cmocka_unit_test(only_the_whole_of_an_undated_archive_is_found),
        cmocka_unit_test(changes_have_the_figures_of_closed_forms),
        cmocka_unit_test(gained_less_lost_is_the_difference_of_the_areas),
        cmocka_unit_test(exchanging_the_ends_exchanges_gained_and_lost),
        cmocka_unit_test(a_change_keeps_its_ends_and_zones),
        cmocka_unit_test(a_bad_end_is_named),
    };
    return cmocka_run_group_tests_name("change", tests, NULL, NULL);
}
