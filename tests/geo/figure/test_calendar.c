#include "../../support/check.h"

#include "../../support/boxes.h"

#include <geo/figure/calendar.h>
#include <stdlib.h>

#define BOX "occupied 30 48 31 49"

static const char *const occupied[] = {"occupied", NULL};

// 2025-01-01 is a Wednesday; 2025-01-05, -12, -19 and -26 are Sundays (cal 1 2025). Unix seconds
// from GNU date.
static const struct boxes_file january[] = {
    {"2025-01-01.geojson", BOX}, // 0
    {"2025-01-02.geojson", BOX}, // 1
    {"1736056800.geojson", BOX}, // 2: 2025-01-05T06:00:00Z
    {"1736100000.geojson", BOX}, // 3: 2025-01-05T18:00:00Z
    {"2025-01-20.geojson", BOX}, // 4, a Monday
    {NULL, NULL},
};

static const struct boxes_file months[] = {
    {"2024-01-30.geojson", BOX}, // 0
    {"2024-02-01.geojson", BOX}, // 1
    {"2024-02-28.geojson", BOX}, // 2
    {"2024-03-31.geojson", BOX}, // 3
    {"2024-05-30.geojson", BOX}, // 4
    {"2024-06-30.geojson", BOX}, // 5
    {NULL, NULL},
};

static const struct boxes_file sundays[] = {
    {"2025-01-05.geojson", BOX}, // 0
    {"2025-01-11.geojson", BOX}, // 1
    {"2025-01-12.geojson", BOX}, // 2
    {NULL, NULL},
};

static void add_snapshot(struct terr_text *text, const char *mark, size_t snapshot)
{
    if (snapshot == TERR_NO_SNAPSHOT) {
        terr_text_print(text, "%s-", mark);
    } else {
        terr_text_print(text, "%s%zu", mark, snapshot);
    }
}

// "MM-DD=SNAPSHOT,WINDOW,WINDOW MM-DD=SNAPSHOT ...", '-' where none is in reach.
static char *written(const struct terr_calendar *calendar, size_t windows)
{
    struct terr_text text = TERR_TEXT_INIT;
    for (size_t i = 0; i < calendar->count; i++) {
        char day[TERR_DAY_SIZE];
        terr_day_print(day, calendar->dates[i].day);
        terr_text_print(&text, "%s%s", i ? " " : "", day + strlen("YYYY-"));
        add_snapshot(&text, "=", calendar->dates[i].snapshot);
        for (size_t w = 0; w < windows; w++) {
            add_snapshot(&text, ",", calendar->dates[i].windows[w]);
        }
    }
    return text.bytes;
}

static const struct layout {
    const struct boxes_file *files;
    int max_gap_days;
    enum terr_every every;
    const char *from, *to;
    const int32_t windows[2];
    size_t window_count;
    const char *dates;
} layouts[] = {
    {january,
     2,
     TERR_EVERY_SNAPSHOT,
     NULL,
     NULL,
     {0},
     0,
     "01-01=0 01-02=1 01-05=2 01-05=3 01-20=4"},
    {january,
     2,
     TERR_EVERY_DAY,
     NULL,
     NULL,
     {0},
     0,
     "01-01=0 01-02=1 01-03=1 01-04=1 01-05=3 01-06=3 01-07=3 01-08=- 01-09=- 01-10=- 01-11=- "
     "01-12=- 01-13=- 01-14=- 01-15=- 01-16=- 01-17=- 01-18=- 01-19=- 01-20=4"},
    {january,
     0,
     TERR_EVERY_DAY,
     NULL,
     "2025-01-05",
     {0},
     0,
     "01-01=0 01-02=1 01-03=- 01-04=- 01-05=3"},
    // the week of the newest snapshot is not over: its row is dated by that
    {january, 2, TERR_EVERY_WEEK, NULL, NULL, {0}, 0, "01-05=3 01-12=- 01-19=- 01-20=4"},
    {january, 7, TERR_EVERY_WEEK, NULL, NULL, {0}, 0, "01-05=3 01-12=3 01-19=- 01-20=4"},
    {january, 2, TERR_EVERY_MONTH, NULL, NULL, {0}, 0, "01-20=4"},
    // one that ends with its week or month gets one row
    {sundays, 7, TERR_EVERY_WEEK, NULL, NULL, {0}, 0, "01-05=0 01-12=2"},
    {months,
     7,
     TERR_EVERY_MONTH,
     NULL,
     NULL,
     {0},
     0,
     "01-31=0 02-29=2 03-31=3 04-30=- 05-31=4 06-30=5"},
    {months,
     0,
     TERR_EVERY_MONTH,
     NULL,
     NULL,
     {0},
     0,
     "01-31=- 02-29=- 03-31=3 04-30=- 05-31=- 06-30=5"},
    {months,
     -1,
     TERR_EVERY_MONTH,
     NULL,
     NULL,
     {0},
     0,
     "01-31=0 02-29=2 03-31=3 04-30=3 05-31=4 06-30=5"},
    // from and to cut rows off, both days included
    {january,
     2,
     TERR_EVERY_SNAPSHOT,
     "2025-01-02",
     "2025-01-05",
     {0},
     0,
     "01-02=1 01-05=2 01-05=3"},
    {january, 2, TERR_EVERY_DAY, "2025-01-04", "2025-01-06", {0}, 0, "01-04=1 01-05=3 01-06=3"},
    {january, 2, TERR_EVERY_DAY, "2024-12-30", "2025-01-01", {0}, 0, "01-01=0"},
    {january, 2, TERR_EVERY_DAY, "2025-01-20", "2025-02-01", {0}, 0, "01-20=4"},
    {january, 2, TERR_EVERY_WEEK, "2025-01-13", "2025-01-19", {0}, 0, "01-19=-"},
    // windows: the snapshot for so many days before
    {january,
     2,
     TERR_EVERY_SNAPSHOT,
     NULL,
     NULL,
     {1, 3},
     2,
     "01-01=0,-,- 01-02=1,0,- 01-05=2,1,1 01-05=3,1,1 01-20=4,-,-"},
    {january,
     2,
     TERR_EVERY_DAY,
     "2025-01-05",
     "2025-01-08",
     {1, 3},
     2,
     "01-05=3,1,1 01-06=3,3,1 01-07=3,3,1 01-08=-,3,3"},
    {january,
     7,
     TERR_EVERY_WEEK,
     NULL,
     NULL,
     {7, 14},
     2,
     "01-05=3,-,- 01-12=3,3,- 01-19=-,3,3 01-20=4,-,3"},
    {january, -1, TERR_EVERY_MONTH, NULL, NULL, {INT32_MAX, 19}, 2, "01-20=4,-,0"},
};

static void dates_are_laid_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
        const struct layout *layout = &layouts[i];
        struct terr_error err;
        struct sample sample;
        struct terr_calendar calendar = {NULL, 0, 0, NULL};
        struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
        options.max_gap_days = layout->max_gap_days;
        boxes_open(&sample, layout->files, occupied, &options);
        const struct terr_series_options asked = {
            .every = layout->every,
            .has_from = layout->from != NULL,
            .has_to = layout->to != NULL,
            .from_day = layout->from ? boxes_day(layout->from) : 0,
            .to_day = layout->to ? boxes_day(layout->to) : 0,
            .windows = layout->windows,
            .window_count = layout->window_count,
        };
        check_ok(terr_calendar_fill(&calendar, sample.archive, &asked, &err));
        char *dates = written(&calendar, layout->window_count);
        assert_string_equal(dates, layout->dates);
        free(dates);
        terr_calendar_dispose(&calendar);
        sample_close(&sample);
    }
}

static void the_oldest_snapshot_still_needed_is_known(void **state)
{
    (void)state;
    struct terr_error err;
    struct sample sample;
    struct terr_calendar calendar = {NULL, 0, 0, NULL};
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    options.max_gap_days = 2;
    boxes_open(&sample, january, occupied, &options);
    static const int32_t windows[] = {3};
    const struct terr_series_options asked = {
        .every = TERR_EVERY_DAY, .windows = windows, .window_count = 1};
    // 01-08 looks back to 01-05, 01-09 to nothing, as do all days up to the last
    static const size_t oldest[] = {0, 0, 0, 0, 1, 1, 1, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4};
    check_ok(terr_calendar_fill(&calendar, sample.archive, &asked, &err));
    assert_int_equal(calendar.count, sizeof oldest / sizeof oldest[0]);
    for (size_t i = 0; i < calendar.count; i++) {
        assert_int_equal(calendar.dates[i].oldest, oldest[i]);
    }
    terr_calendar_dispose(&calendar);
    sample_close(&sample);
}

static void no_date_left_is_an_error(void **state)
{
    (void)state;
    static const struct {
        enum terr_every every;
        const char *from, *to;
    } refused[] = {
        {TERR_EVERY_SNAPSHOT, "2025-01-21", "2025-02-01"},
        {TERR_EVERY_SNAPSHOT, "2025-01-06", "2025-01-19"},
        {TERR_EVERY_DAY, "2025-01-21", "2025-02-01"},
        {TERR_EVERY_DAY, "2025-01-05", "2025-01-04"},
        {TERR_EVERY_WEEK, "2025-01-06", "2025-01-11"},
        {TERR_EVERY_MONTH, "2025-01-01", "2025-01-19"},
    };
    struct sample sample;
    boxes_open(&sample, january, occupied, NULL);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct terr_error err;
        struct terr_calendar calendar = {NULL, 0, 0, NULL};
        const struct terr_series_options asked = {.every = refused[i].every,
                                                  .has_from = true,
                                                  .has_to = true,
                                                  .from_day = boxes_day(refused[i].from),
                                                  .to_day = boxes_day(refused[i].to)};
        check_fails(terr_calendar_fill(&calendar, sample.archive, &asked, &err), TERR_EDATA,
                    "no snapshot lies in the dates asked for");
        assert_int_equal(calendar.count, 0);
        assert_null(calendar.dates);
    }
    sample_close(&sample);
}

static void an_archive_of_all_years_has_a_date_for_each_month(void **state)
{
    (void)state;
    struct terr_error err;
    struct sample sample;
    struct terr_calendar calendar = {NULL, 0, 0, NULL};
    const struct boxes_file files[] = {
        {"0001-01-01.geojson", BOX}, {"9999-12-31.geojson", BOX}, {NULL, NULL}};
    static const int32_t windows[] = {INT32_MAX};
    const struct terr_series_options asked = {
        .every = TERR_EVERY_MONTH, .windows = windows, .window_count = 1};
    const size_t last = 9999 * 12 - 1;
    boxes_open(&sample, files, occupied, NULL);
    check_ok(terr_calendar_fill(&calendar, sample.archive, &asked, &err));
    assert_int_equal(calendar.count, last + 1);
    assert_true(calendar.dates[0].snapshot == TERR_NO_SNAPSHOT);
    assert_int_equal(calendar.dates[last].snapshot, 1);
    assert_int_equal(calendar.dates[last].day, boxes_day("9999-12-31"));
    assert_true(calendar.dates[last].windows[0] == TERR_NO_SNAPSHOT);
    terr_calendar_dispose(&calendar);
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_laid_out),
        cmocka_unit_test(the_oldest_snapshot_still_needed_is_known),
        cmocka_unit_test(no_date_left_is_an_error),
        cmocka_unit_test(an_archive_of_all_years_has_a_date_for_each_month),
    };
    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
