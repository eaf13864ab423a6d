#include "../../support/check.h"

#include "../../support/boxes.h"
#include <geo/figure/when_stays.h>
#include <stdlib.h>
#include <unistd.h>

// ---- stays ----

static void expect_stays(const char *states, int persist_days, const char *expected, size_t blips)
{
    struct terr_error err;
    struct terr_whereabouts where = {0};
    size_t letters[64];
    int32_t days[64];
    char found[200] = "";
    const size_t count = strlen(states);
    for (size_t i = 0; i < count; i++) {
        letters[i] = (size_t)states[i];
        days[i] = (int32_t)(100 + i);
    }
    check_ok(terr_stays_make(&where, letters, days, 5, count, persist_days, &err));
    for (size_t i = 0; i < where.stay_count; i++) {
        const struct terr_stay *stay = &where.stays[i];
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%c%zu-%zu", i ? " " : "",
                 (char)stay->state, stay->first - 5, stay->last - 5);
        assert_int_equal(stay->snapshot_count, stay->last - stay->first + 1);
    }
    assert_string_equal(found, expected);
    assert_int_equal(where.blip_count, blips);
    free(where.stays);
}

static void stays_follow_each_other(void **state)
{
    (void)state;
    expect_stays("a", 0, "a0-0", 0);
    expect_stays("aaa", 9, "a0-2", 0);
    expect_stays("aabbc", 0, "a0-1 b2-3 c4-4", 0);
    expect_stays("aabab", 0, "a0-1 b2-2 a3-3 b4-4", 0);
    expect_stays("aabab", 1, "a0-1 b2-2 a3-3 b4-4", 0);
}

// A day apart each: away for as many days as letters, which must be fewer than persist_days.
static void blips_are_passed_over(void **state)
{
    (void)state;
    expect_stays("aaabaa", 2, "a0-5", 1);
    expect_stays("aaabbaa", 2, "a0-2 b3-4 a5-6", 0);
    expect_stays("aaabbaa", 3, "a0-6", 1);
    expect_stays("aabcaa", 3, "a0-5", 1);
    expect_stays("aabcaa", 2, "a0-1 b2-2 c3-3 a4-5", 0);
    expect_stays("abababa", 2, "a0-6", 3);
    expect_stays("aabaabbbb", 2, "a0-4 b5-8", 1);
    expect_stays("ababab", 4, "a0-4 b5-5", 1); // the longest first
}

// On the way from one state to another, at the beginning and at the end, nothing is a blip.
static void passages_are_no_blips(void **state)
{
    (void)state;
    expect_stays("aabcc", 30, "a0-1 b2-2 c3-4", 0);
    expect_stays("baaa", 30, "b0-0 a1-3", 0);
    expect_stays("aaab", 30, "a0-2 b3-3", 0);
}

// ---- archives ----

static const struct boxes_file days[] = {
    {"2025-01-01.geojson", "occupied 30 48 31 49; contested 31 48 32 49"},
    {"2025-01-02.geojson", "occupied 30 48 31 49; contested 31 48 32 49"},
    {"2025-01-05.geojson",
     "contested 31.5 48 32 49; occupied 30 48 31.5 49; claimed 30 48 30.5 49"},
    {"2025-01-06.geojson", ""},
    {"2025-01-09.geojson", "occupied 30 48 32 49"},
    {NULL, NULL}};

static struct sample sample;

static int open_days(void **state)
{
    (void)state;
    static const char *const zones[] = {"occupied", NULL};
    boxes_open(&sample, days, zones, NULL);
    return 0;
}

static int close_days(void **state)
{
    (void)state;
    sample_close(&sample);
    return 0;
}

static struct terr_when *must_walk(struct terr_places *places, const char *const *texts,
                                   const struct terr_when_options *options)
{
    struct terr_error err;
    struct terr_when *when;
    for (; *texts; texts++) check_ok(terr_places_add_text(places, *texts, &err));
    check_ok(terr_when_walk(&when, sample.ruler, sample.archive, places, options, &err));
    return when;
}

// "none 01-01..01-02, occupied 01-05..01-09"
static void expect_place(const struct terr_when *when, size_t place, const char *expected)
{
    char found[500] = "";
    for (size_t i = 0; i < when->places[place].stay_count; i++) {
        const struct terr_stay *stay = &when->places[place].stays[i];
        char first[TERR_DAY_SIZE], last[TERR_DAY_SIZE];
        terr_day_print(first, terr_archive_at(sample.archive, stay->first)->day);
        terr_day_print(last, terr_archive_at(sample.archive, stay->last)->day);
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s %s..%s", i ? ", " : "",
                 when->states[stay->state].name, first + 5, last + 5);
    }
    assert_string_equal(found, expected);
}

static void points_in_and_between_statuses(void **state)
{
    (void)state;
    const struct terr_when_options options = {0};
    struct terr_places places = TERR_PLACES_INIT;
    const char *const texts[] = {"30.75,48.5", "31.25,48.5", "31,48.5", "30.25,48.5",
                                 "33,48.5",    "30,48",      "32,49",   NULL};
    struct terr_when *when = must_walk(&places, texts, &options);
    expect_place(when, 0, "occupied 01-01..01-05, none 01-06..01-06, occupied 01-09..01-09");
    expect_place(when, 1,
                 "contested 01-01..01-02, occupied 01-05..01-05, none 01-06..01-06, "
                 "occupied 01-09..01-09");
    // on the border between two it is in both, until the border moves away
    expect_place(when, 2,
                 "contested+occupied 01-01..01-02, occupied 01-05..01-05, none 01-06..01-06, "
                 "occupied 01-09..01-09");
    expect_place(when, 3,
                 "occupied 01-01..01-02, claimed+occupied 01-05..01-05, none 01-06..01-06, "
                 "occupied 01-09..01-09");
    expect_place(when, 4, "none 01-01..01-09");
    expect_place(when, 5,
                 "occupied 01-01..01-02, claimed+occupied 01-05..01-05, none 01-06..01-06, "
                 "occupied 01-09..01-09");
    expect_place(when, 6, "contested 01-01..01-05, none 01-06..01-06, occupied 01-09..01-09");
    assert_int_equal(when->places[4].doubt, TERR_PLACE_BEYOND);
    assert_int_equal(when->places[0].doubt, TERR_PLACE_SOUND);
    // of the point that is in two at once each status has its own first and last date
    const struct terr_whereabouts *where = &when->places[2];
    assert_int_equal(where->presence_count, 3);
    assert_string_equal(when->statuses[where->presences[0].status], "contested");
    assert_int_equal(where->presences[0].last, 1);
    assert_string_equal(when->statuses[where->presences[1].status], "occupied");
    assert_int_equal(where->presences[1].snapshot_count, 4);
    assert_int_equal(where->presences[1].last, 4);
    assert_string_equal(when->statuses[where->presences[2].status], "none");
    terr_when_free(when);
    terr_places_dispose(&places);
}

static void swapped_numbers_are_noticed(void **state)
{
    (void)state;
    const struct terr_when_options options = {0};
    struct terr_places places = TERR_PLACES_INIT;
    const char *const texts[] = {"48.5,30.75", "48.5,12", NULL};
    struct terr_when *when = must_walk(&places, texts, &options);
    assert_int_equal(when->places[0].doubt, TERR_PLACE_SWAPPED);
    assert_int_equal(when->places[1].doubt, TERR_PLACE_BEYOND);
    terr_when_free(when);
    terr_places_dispose(&places);
}

static void days_zones_and_blips(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_places places = TERR_PLACES_INIT;
    const char *const texts[] = {"31.25,48.5", NULL};
    struct terr_when_options options = {.has_from = true,
                                        .from_day = boxes_day("2025-01-03"),
                                        .has_to = true,
                                        .to_day = boxes_day("2025-01-08")};
    struct terr_when *when = must_walk(&places, texts, &options);
    expect_place(when, 0, "occupied 01-05..01-05, none 01-06..01-06");
    assert_int_equal(when->first, 2);
    assert_int_equal(when->snapshot_count, 2);
    terr_when_free(when);

    struct terr_zone_list zones = {0};
    check_ok(terr_zone_list_add(&zones, "occupied+contested", terr_archive_profile(sample.archive),
                                &err));
    options = (struct terr_when_options){.zones = &zones};
    when = must_walk(&places, texts + 1, &options);
    expect_place(when, 0,
                 "occupied+contested 01-01..01-05, none 01-06..01-06, "
                 "occupied+contested 01-09..01-09");
    terr_when_free(when);

    options.persist_days = 4; // away from the 6th on, back on the 9th
    when = must_walk(&places, texts + 1, &options);
    expect_place(when, 0, "occupied+contested 01-01..01-09");
    assert_int_equal(when->places[0].blip_count, 1);
    terr_when_free(when);
    options.persist_days = 3;
    when = must_walk(&places, texts + 1, &options);
    assert_int_equal(when->places[0].stay_count, 3);
    terr_when_free(when);
    terr_zone_list_dispose(&zones);

    options = (struct terr_when_options){.has_from = true, .from_day = boxes_day("2025-01-10")};
    check_fails(terr_when_walk(&when, sample.ruler, sample.archive, &places, &options, &err),
                TERR_EDATA, "no snapshot lies between the days asked for");
    assert_null(when);
    terr_places_dispose(&places);
}

// Half of a degree's width is occupied, then three quarters; what two statuses hold counts in both.
static void shares_of_a_polygon(void **state)
{
    (void)state;
    struct terr_error err;
    static const char *const features[] = {
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"T\"},\"geometry\":{\"type\":\"Polygon\","
        "\"coordinates\":[[[30,48],[30,49],[32,49],[32,48],[30,48]]]}}",
        NULL};
    char path[SAMPLE_PATH_SIZE + 20];
    char *text = boxes_collection(features);
    snprintf(path, sizeof path, "%s/../places-%d.json", sample.folder, (int)getpid());
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    free(text);
    struct terr_places places = TERR_PLACES_INIT;
    check_ok(terr_places_add_file(&places, path, NULL, &err));
    remove(path);
    const struct terr_when_options options = {0};
    struct terr_when *when;
    check_ok(terr_when_walk(&when, sample.ruler, sample.archive, &places, &options, &err));
    static const double expected[][4] = {// occupied, contested, claimed, none: degrees of longitude
                                         {1, 1, 0, 0},
                                         {1, 1, 0, 0},
                                         {1.5, 0.5, 0.5, 0},
                                         {0, 0, 0, 2},
                                         {2, 0, 0, 0}};
    static const char *const statuses[] = {"occupied", "contested", "claimed", "none"};
    check_near(when->spots.items[0].area_m2, 2 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    for (size_t s = 0; s < 5; s++) {
        for (size_t i = 0; i < 4; i++) {
            size_t status = 0;
            while (strcmp(when->statuses[status], statuses[i]) != 0) status++;
            check_near(terr_when_area_m2(when, s, 0, status), expected[s][i] * BAND_48_49_M2,
                       BOX_TOLERANCE_M2);
            check_near(terr_when_part(when, s, 0, status), expected[s][i] / 2, 1e-9);
        }
    }
    // as large each: the earlier of the statuses
    expect_place(when, 0,
                 "contested 01-01..01-02, occupied 01-05..01-05, none 01-06..01-06, "
                 "occupied 01-09..01-09");
    terr_when_free(when);
    terr_places_dispose(&places);
}

static bool stop(void *payload, size_t done, size_t total)
{
    (void)payload;
    assert_int_equal(total, 5);
    return done < 2;
}

static void walking_stops_when_told(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_places places = TERR_PLACES_INIT;
    struct terr_when *when;
    const struct terr_when_options options = {.progress = {stop, NULL}, .jobs = 3};
    check_ok(terr_places_add_text(&places, "30.5,48.5", &err));
    assert_int_equal(terr_when_walk(&when, sample.ruler, sample.archive, &places, &options, &err),
                     TERR_ECANCEL);
    assert_null(when);
    terr_places_dispose(&places);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stays_follow_each_other),
        cmocka_unit_test(blips_are_passed_over),
        cmocka_unit_test(passages_are_no_blips),
        cmocka_unit_test(points_in_and_between_statuses),
        cmocka_unit_test(swapped_numbers_are_noticed),
        cmocka_unit_test(days_zones_and_blips),
        cmocka_unit_test(shares_of_a_polygon),
        cmocka_unit_test(walking_stops_when_told),
    };
    return cmocka_run_group_tests_name("figure/when", tests, open_days, close_days);
}
