// Named remote sources, at a present that the tests choose; tests/remote runs the command on them.
#include "../../support/check.h"

#include "../../support/sample.h"
#include "../../support/server.h"

#include <stdlib.h>

#define PATH_SIZE (SAMPLE_PATH_SIZE + 300)
#define MAP(west, east)                                                                  \
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\"" \
    ":{\"status\":\"held\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[" west \
    ",48],[" east ",48],[" east ",49],[" west ",49],[" west ",48]]]}}]}"

// 2025-01-05 and -06 are missing.
static const struct sample_file files[] = {{"map_20250101.json", MAP("30", "31")},
                                           {"map_20250102.json", MAP("30", "31.5")},
                                           {"map_20250103.json", MAP("30", "32")},
                                           {"map_20250104.json", MAP("29", "32")},
                                           {"map_20250107.json", MAP("29", "33")},
                                           {"map_20250108.json", MAP("29", "34")},
                                           {NULL, NULL}};

static char folder[SAMPLE_PATH_SIZE], cache[SAMPLE_PATH_SIZE], profile[PATH_SIZE];
static struct server server;

static int32_t day_of(int month, int day)
{
    int32_t number = 0;
    assert_true(terr_day_from_civil(&number, (struct terr_civil){2025, month, day}));
    return number;
}

// Noon in UTC.
static int64_t noon_of(int month, int day)
{
    return (int64_t)day_of(month, day) * TERR_SECONDS_PER_DAY + 12 * 3600;
}

static struct terr_archive_options options_at(int64_t now_s)
{
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    options.profile = profile;
    options.remote.cache = cache;
    options.remote.tries = 1;
    options.remote.now_s = now_s;
    return options;
}

// Opens "maps:", perhaps with one source more; "day day ...", the days of its files, or the
// sentence of its failure, and how many requests it took.
static void check_opens(const struct terr_archive_options *options, const char *beside,
                        size_t requests, const char *expected)
{
    const char *const sources[] = {"maps:", beside};
    struct terr_archive *archive;
    struct terr_error err;
    struct terr_text found = TERR_TEXT_INIT;
    const size_t before = server_request_count(&server);
    if (terr_archive_open(&archive, sources, beside ? 2 : 1, options, &err)) {
        terr_text_add(&found, err.message);
    }
    for (size_t i = 0; archive && i < terr_archive_count(archive); i++) {
        terr_text_print(&found, "%s%.4s", i > 0 ? " " : "", terr_archive_at(archive, i)->name + 8);
    }
    check_ok(terr_text_check(&found, &err));
    assert_string_equal(found.bytes, expected);
    assert_int_equal(server_request_count(&server) - before, requests);
    terr_archive_free(archive);
    terr_text_dispose(&found);
}

static void everything_up_to_today(void **state)
{
    struct terr_archive_options options = options_at(noon_of(1, 7));
    (void)state;
    check_opens(&options, NULL, 7, "0101 0102 0103 0104 0107");
    // all of it is young, and without an ETag it comes again
    check_opens(&options, NULL, 7, "0101 0102 0103 0104 0107");
    options.remote.offline = true;
    check_opens(&options, NULL, 0, "0101 0102 0103 0104 0107");
}

// What was asked for on the 8th day after it is settled, what on the 7th is not.
static void a_day_is_settled_after_a_week(void **state)
{
    struct terr_archive_options options = options_at(noon_of(1, 10));
    (void)state;
    check_opens(&options, NULL, 10, "0101 0102 0103 0104 0107 0108"); // 1 and 2 are settled by that
    check_opens(&options, NULL, 8, "0101 0102 0103 0104 0107 0108");
    options.remote.now_s = noon_of(1, 13);
    check_opens(&options, NULL, 11, "0101 0102 0103 0104 0107 0108"); // now 3, 4 and the missing 5
    check_opens(&options, NULL, 8, "0101 0102 0103 0104 0107 0108");
    options.remote.refresh = true;
    check_opens(&options, NULL, 13, "0101 0102 0103 0104 0107 0108");
}

// 22:00 UTC is the next day in Kyiv.
static void today_is_that_of_the_profile(void **state)
{
    struct terr_archive_options options = options_at(noon_of(1, 7) + 10 * 3600 - 1);
    (void)state;
    options.span.kind = TERR_SPAN_ENDS;
    options.span.days = 4;
    check_opens(&options, NULL, 2, "0103 0107");
    options.remote.now_s++;
    check_opens(&options, NULL, 2, "0104 0108");
}

static void the_newest_is_walked_back_to(void **state)
{
    struct terr_archive_options options = options_at(noon_of(1, 12));
    (void)state;
    options.span.kind = TERR_SPAN_ENDS;
    options.span.days = 7;
    check_opens(&options, NULL, 6, "0101 0108"); // 12, 11, 10, 9, 8; 1
    options.max_gap_days = 3;
    check_opens(
        &options, NULL, 4,
        "no newest snapshot: maps: has no file from 2025-01-09 to 2025-01-12; the nearest in "
        "the cache is of 2025-01-08; --to or a longer --max-gap finds an older one");
    options.max_gap_days = 7;
    options.remote.offline = true;
    options.remote.now_s = noon_of(3, 1);
    check_opens(&options, NULL, 0, "0101 0108");
}

static void a_lag_moves_the_files_asked_for(void **state)
{
    struct terr_archive_options options = options_at(noon_of(2, 1));
    (void)state;
    options.span.kind = TERR_SPAN_ENDS;
    options.span.has_from = options.span.has_to = true;
    options.span.from.day = day_of(1, 1);
    options.span.to.day = day_of(1, 6);
    options.lag_days = 1;
    check_opens(&options, NULL, 2, "0102 0107");
    options.lag_days = -2;
    options.span.from.day = day_of(1, 3);
    options.span.to.day = day_of(1, 8);
    check_opens(&options, NULL, 4, "0101 0104"); // 6, 5, 4; 1
    options.lag_days = 0;
    options.max_gap_days = 1;
    options.span.to.day = day_of(1, 6);
    check_opens(&options, NULL, 0,
                "no snapshot within 1 day before 2025-01-06: maps: has no file from 2025-01-05 on; "
                "the nearest in the cache are of 2025-01-04 and 2025-01-07");
}

static void any_age_may_be_allowed(void **state)
{
    struct terr_archive_options options = options_at(noon_of(3, 1));
    (void)state;
    options.span.kind = TERR_SPAN_ENDS;
    options.span.days = 50;
    options.max_gap_days = -1;
    check_opens(&options, NULL, 53,
                "50 days before 2025-01-08: no snapshot for 2024-11-19: the first of maps: is of "
                "2025-01-01");
    options.span.days = 1;
    check_opens(&options, NULL, 9, "0107 0108"); // a week of missing days is not settled; 7
}

// The newest of both is the end of the window, and a date is found in either.
static void files_at_hand_count_beside_it(void **state)
{
    struct terr_archive_options options = options_at(noon_of(1, 8));
    char path[PATH_SIZE];
    struct terr_error err;
    (void)state;
    snprintf(path, sizeof path, "%s/own_20250111.json", cache);
    check_ok(terr_draft_write(path, MAP("29", "35"), strlen(MAP("29", "35")), false, &err));
    options.span.kind = TERR_SPAN_ENDS;
    options.span.days = 10;
    check_opens(&options, path, 2, "0101 0108 0111"); // 10 days before the 11th, not the 8th
    options.span.has_from = options.span.has_to = true;
    options.span.from.day = day_of(1, 2);
    options.span.to.day = day_of(1, 31);
    check_opens(&options, path, 1, "0102 0111");
}

static void windows_look_back(void **state)
{
    static const int32_t windows[] = {1, 3};
    struct terr_archive_options options = options_at(noon_of(2, 1));
    struct terr_series_options series = {.has_from = true,
                                         .has_to = true,
                                         .from_day = day_of(1, 8),
                                         .to_day = day_of(1, 8),
                                         .windows = windows,
                                         .window_count = 2};
    (void)state;
    terr_series_span(&options.span, &series);
    check_opens(&options, NULL, 4, "0104 0107 0108"); // 8; 7; 5, which is missing, and 4
}

static void weeks_look_beyond(void **state)
{
    struct terr_archive_options options = options_at(noon_of(2, 1));
    struct terr_series_options series = {.every = TERR_EVERY_WEEK,
                                         .has_from = true,
                                         .has_to = true,
                                         .from_day = day_of(1, 6),
                                         .to_day = day_of(1, 6)};
    (void)state;
    terr_series_span(&options.span, &series);
    check_opens(&options, NULL, 4, "0104 0107"); // 6; 5 and 4 before it; 7 after it
}

static bool stop_at_once(void *payload, size_t done, size_t total)
{
    (void)payload;
    (void)done;
    (void)total;
    return false;
}

static void stops_when_told(void **state)
{
    const char *const sources[] = {"maps:"};
    struct terr_archive_options options = options_at(noon_of(1, 8));
    struct terr_archive *archive;
    struct terr_error err;
    (void)state;
    options.remote.progress.step = stop_at_once;
    assert_int_equal(terr_archive_open(&archive, sources, 1, &options, &err), TERR_ECANCEL);
    assert_null(archive);
}

static void knows_a_remote_source(void **state)
{
    (void)state;
    assert_true(terr_source_is_remote("deepstate-daily:"));
    assert_true(terr_source_is_remote("no_such-1:"));
    assert_true(terr_source_is_remote("https://h/a.json"));
    assert_false(terr_source_is_remote("deepstate-daily"));
    assert_false(terr_source_is_remote("./deepstate-daily:"));
    assert_false(terr_source_is_remote("Deepstate:"));
    assert_false(terr_source_is_remote(":"));
    assert_false(terr_source_is_remote("a:b:"));
    assert_false(terr_source_is_remote("-"));
    assert_false(terr_source_is_remote(""));
}

static int make_cache(void **state)
{
    (void)state;
    sample_folder_make(cache, NULL);
    return 0;
}

static int remove_cache(void **state)
{
    char command[PATH_SIZE];
    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", cache);
    return system(command);
}

static void make_profile(void)
{
    char text[1000];
    struct terr_error err;
    snprintf(profile, sizeof profile, "%s/profile", folder);
    snprintf(text, sizeof text,
             "{\"name\":\"maps\",\"title\":\"Maps\",\"timezone\":\"Europe/Kyiv\","
             "\"timezone_rule\":\"EET-2EEST,M3.5.0/3,M10.5.0/4\",\"remote\":{\"url\":"
             "\"%s/plain/map_{YYYYMMDD}.json\",\"first\":\"2025-01-01\"},"
             "\"zones\":{\"held\":[\"held\"]},\"rules\":[{\"status_from\":\"status\"}]}",
             server.base);
    check_ok(terr_draft_write(profile, text, strlen(text), false, &err));
}

static int stop(void **state)
{
    (void)state;
    server_stop(&server);
    sample_folder_remove(folder);
    return 0;
}

#define remote_test(test) cmocka_unit_test_setup_teardown(test, make_cache, remove_cache)

int main(void)
{
    const struct CMUnitTest tests[] = {
        remote_test(everything_up_to_today),
        remote_test(a_day_is_settled_after_a_week),
        remote_test(today_is_that_of_the_profile),
        remote_test(the_newest_is_walked_back_to),
        remote_test(a_lag_moves_the_files_asked_for),
        remote_test(any_age_may_be_allowed),
        remote_test(files_at_hand_count_beside_it),
        remote_test(windows_look_back),
        remote_test(weeks_look_beyond),
        remote_test(stops_when_told),
        cmocka_unit_test(knows_a_remote_source),
    };
    sample_folder_make(folder, files);
    if (!server_start(&server, folder)) {
        puts("skipped: no python3 to serve the files");
        sample_folder_remove(folder);
        return 77;
    }
    make_profile();
    return cmocka_run_group_tests(tests, NULL, stop);
}
