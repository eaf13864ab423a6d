// Which snapshots other datings choose follows from the dates of the files alone: each case names
// them by hand.
#include "../../support/check.h"

#include "../../support/boxes.h"

#include <geo/figure/dating.h>
#include <geo/source/archive.h>
#include <stdlib.h>

static const char *const no_zones[] = {NULL};

#define BOX "occupied 30 48 31 49"

// A file a day at both ends of a window from 2025-04-15 (or 04-16, 05-31) to 2025-07-14.
static const struct boxes_file days[] = {
    {"2025-04-13.geojson", BOX}, {"2025-04-14.geojson", BOX},
    {"2025-04-15.geojson", BOX}, {"2025-04-16.geojson", BOX},
    {"2025-06-13.geojson", BOX}, {"2025-06-14.geojson", BOX},
    {"2025-07-13.geojson", BOX}, {"2025-07-14.geojson", BOX},
    {"2025-07-15.geojson", BOX}, {NULL, NULL},
};

struct found {
    struct sample sample;
    struct terr_ends ends;
    struct terr_other_dating datings[TERR_DATINGS_MOST];
    size_t count;
};

static void find(struct found *found, const struct boxes_file *files, const char *from,
                 const char *to)
{
    struct terr_window window = {.has_from = true, .has_to = true};
    struct terr_error err;
    boxes_open(&found->sample, files, no_zones, NULL);
    check_ok(terr_moment_parse(&window.from, from, &err));
    check_ok(terr_moment_parse(&window.to, to, &err));
    check_ok(terr_ends_find(&found->ends, found->sample.archive, &window, &err));
    found->count = terr_datings_find(found->datings, found->sample.archive, &found->ends,
                                     strcmp(from, to) == 0);
}

static void check_dating(const struct found *found, size_t index, enum terr_dating dating,
                         int count, const char *from, const char *to)
{
    const struct terr_other_dating *other = &found->datings[index];
    assert_true(index < found->count);
    assert_int_equal(other->dating, dating);
    assert_int_equal(other->count, count);
    assert_int_equal(other->ends.from_day, boxes_day(from));
    assert_int_equal(other->ends.to_day, boxes_day(to));
}

static void days_are_shifted_and_left_out_and_added(void **state)
{
    struct found found;
    (void)state;
    find(&found, days, "2025-04-15", "2025-07-14"); // 90 days, and no month
    check_dating(&found, 0, TERR_DATING_DAY_LATER, 0, "2025-04-16", "2025-07-15");
    check_dating(&found, 1, TERR_DATING_DAY_EARLIER, 0, "2025-04-14", "2025-07-13");
    check_dating(&found, 2, TERR_DATING_FIRST_DAY_OUT, 0, "2025-04-16", "2025-07-14");
    check_dating(&found, 3, TERR_DATING_LAST_DAY_OUT, 0, "2025-04-15", "2025-07-13");
    check_dating(&found, 4, TERR_DATING_FIRST_DAY_ADDED, 0, "2025-04-14", "2025-07-14");
    check_dating(&found, 5, TERR_DATING_LAST_DAY_ADDED, 0, "2025-04-15", "2025-07-15");
    // three months before 14 July is 14 April, which adding the first day has chosen already
    assert_int_equal(found.count, 6);
    sample_close(&found.sample);
}

static void months_are_taken_for_days_and_days_for_months(void **state)
{
    static const struct boxes_file files[] = {
        {"2025-01-28.geojson", BOX}, {"2025-01-30.geojson", BOX},
        {"2025-01-31.geojson", BOX}, {"2025-02-28.geojson", BOX},
        {"2025-11-26.geojson", BOX}, {"2025-11-28.geojson", BOX},
        {"2026-02-28.geojson", BOX}, {NULL, NULL},
    };
    struct found found;
    (void)state;
    find(&found, files, "2025-01-31", "2025-02-28"); // a month of 28 days
    // 29 January is a day's gap behind 28 January
    check_dating(&found, found.count - 1, TERR_DATING_DAYS, 30, "2025-01-29", "2025-02-28");
    sample_close(&found.sample);
    find(&found, files, "2025-11-30", "2026-02-28"); // 90 days: the end of three months before
    for (size_t i = 0; i < found.count; i++) {
        assert_int_not_equal(found.datings[i].dating, TERR_DATING_MONTHS);
    }
    sample_close(&found.sample);
    find(&found, files, "2025-02-28", "2026-02-28"); // a year, and 365 days
    for (size_t i = 0; i < found.count; i++) {
        assert_int_not_equal(found.datings[i].dating, TERR_DATING_DAYS);
    }
    sample_close(&found.sample);
}

static void thirty_days_are_taken_for_a_month(void **state)
{
    struct found found;
    (void)state;
    find(&found, days, "2025-06-14", "2025-07-14"); // one month, of 30 days
    for (size_t i = 0; i < found.count; i++) {
        assert_true(found.datings[i].dating != TERR_DATING_DAYS &&
                    found.datings[i].dating != TERR_DATING_MONTHS);
    }
    sample_close(&found.sample);
    static const struct boxes_file march[] = {{"2025-02-10.geojson", BOX},
                                              {"2025-02-15.geojson", BOX},
                                              {"2025-02-17.geojson", BOX},
                                              {"2025-03-17.geojson", BOX},
                                              {NULL, NULL}};
    find(&found, march, "2025-02-15", "2025-03-17"); // 30 days; a month is from 17 February
    check_dating(&found, found.count - 1, TERR_DATING_MONTHS, 1, "2025-02-17", "2025-03-17");
    sample_close(&found.sample);
}

static void of_one_date_only_the_day_can_be_another(void **state)
{
    struct found found;
    (void)state;
    find(&found, days, "2025-07-14", "2025-07-14");
    check_dating(&found, 0, TERR_DATING_DAY_LATER, 0, "2025-07-15", "2025-07-15");
    check_dating(&found, 1, TERR_DATING_DAY_EARLIER, 0, "2025-07-13", "2025-07-13");
    assert_int_equal(found.count, 2);
    sample_close(&found.sample);
}

// Maps of 1 March 2025 at 08:00, 14:00 and 23:00 UTC; midnight in Kyiv is 22:00 UTC.
static void hours_and_time_zones_choose_among_the_maps_of_a_day(void **state)
{
    static const struct boxes_file files[] = {{"1740700000.geojson", BOX}, // 27 Feb, 23:46 UTC
                                              {"1740816000.geojson", BOX}, // 08:00 UTC
                                              {"1740837600.geojson", BOX}, // 14:00 UTC
                                              {"1740870000.geojson", BOX}, // 23:00 UTC
                                              {NULL, NULL}};
    static const struct terr_archive_options kyiv = {.timezone = "Europe/Kyiv"};
    struct found found = {.count = 0};
    struct terr_window window = {.has_from = true, .has_to = true};
    struct terr_error err;
    (void)state;
    boxes_open(&found.sample, files, no_zones, &kyiv);
    check_ok(terr_moment_parse(&window.from, "2025-03-01", &err));
    window.to = window.from;
    check_ok(terr_ends_find(&found.ends, found.sample.archive, &window, &err));
    assert_int_equal(found.ends.to, 2);
    found.count = terr_datings_find(found.datings, found.sample.archive, &found.ends, true);
    assert_int_equal(found.count, 3);
    // the day after ends behind the map of 23:00 UTC, and so does the day in UTC: it is told once
    assert_int_equal(found.datings[0].dating, TERR_DATING_DAY_LATER);
    assert_int_equal(found.datings[0].ends.to, 3);
    assert_int_equal(found.datings[1].dating, TERR_DATING_DAY_EARLIER);
    assert_int_equal(found.datings[1].ends.to, 0);
    assert_int_equal(found.datings[2].dating, TERR_DATING_HOUR);
    assert_int_equal(found.datings[2].count, 12); // 10:00 UTC
    assert_int_equal(found.datings[2].ends.to, 1);
    sample_close(&found.sample);
}

static void the_first_and_the_last_year_that_can_be_written_hold(void **state)
{
    static const struct boxes_file files[] = {
        {"0001-01-01.geojson", BOX}, {"9999-12-31.geojson", BOX}, {NULL, NULL}};
    struct found found;
    (void)state;
    find(&found, files, "0001-01-01", "9999-12-31");
    assert_int_equal(found.count, 0);
    sample_close(&found.sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_shifted_and_left_out_and_added),
        cmocka_unit_test(months_are_taken_for_days_and_days_for_months),
        cmocka_unit_test(thirty_days_are_taken_for_a_month),
        cmocka_unit_test(of_one_date_only_the_day_can_be_another),
        cmocka_unit_test(hours_and_time_zones_choose_among_the_maps_of_a_day),
        cmocka_unit_test(the_first_and_the_last_year_that_can_be_written_hold),
    };
    return cmocka_run_group_tests_name("figure/dating", tests, NULL, NULL);
}
