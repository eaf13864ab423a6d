// nftw() is in the X/Open part of POSIX.1-2008
#define _XOPEN_SOURCE 700
#include "../../support/check.h"
#include "../../support/scratch.h"

#include "../../support/maps.h"

#include <geo/base/json.h>
#include <geo/base/timezone.h>

// Instants below were computed with GNU date and the zone Europe/Kyiv.

static int32_t day_of(const char *text)
{
    struct terr_error err;
    struct terr_moment moment;
    check_ok(terr_moment_parse(&moment, text, &err));
    return moment.day;
}

// ---- sources ----

static void test_folder_takes_maps_in_date_order(void **state)
{
    (void)state;
    mkdir("a", 0700);
    mkdir("a/20240101.json", 0700);
    mkfifo("a/20240102.json", 0600);
    scratch_put("a/x20240503.geojson", PLAIN);
    scratch_put("a/y2024-05-02.JSON", PLAIN);
    scratch_put("a/z1714478400.json", PLAIN); // 2024-04-30T12:00:00Z
    scratch_put("a/README.md", "no map");
    scratch_put("a/.20240504.json", "no map");
    expect_paths(SOURCES("a"), NULL,
                 SOURCES("a/z1714478400.json", "a/y2024-05-02.JSON", "a/x20240503.geojson"));
}

static void test_order_of_sources_does_not_matter(void **state)
{
    (void)state;
    mkdir("a", 0700);
    mkdir("b", 0700);
    scratch_put("a/20240502.json", PLAIN);
    scratch_put("b/20240502.json", PLAIN);
    scratch_put("b/20240502-2.json", PLAIN);
    scratch_put("b/20240501.json", PLAIN);
    const char *const *const expected =
        SOURCES("b/20240501.json", "b/20240502-2.json", "a/20240502.json", "b/20240502.json");
    expect_paths(SOURCES("a", "b"), NULL, expected);
    expect_paths(SOURCES("b", "a"), NULL, expected);
    expect_paths(SOURCES("b/20240502.json", "a", "b/*"), NULL, expected);
}

static void test_globs(void **state)
{
    (void)state;
    mkdir("20240500.d", 0700);
    scratch_put("20240501.txt", PLAIN);
    scratch_put("20240502.txt", PLAIN);
    scratch_put("20240601.txt", PLAIN);
    expect_paths(SOURCES("202405*"), NULL, SOURCES("20240501.txt", "20240502.txt"));
    expect_paths(SOURCES("2024060[12].txt"), NULL, SOURCES("20240601.txt"));
    scratch_put("2024060[12].txt", PLAIN);
    expect_open_fails(SOURCES("2024060[12].txt"), NULL, TERR_EDATA,
                      "2024060[12].txt: no date in the file name (YYYYMMDD, YYYY-MM-DD or Unix "
                      "seconds) and no \"datetime\" in the document");
}

static void test_a_file_counts_once(void **state)
{
    (void)state;
    scratch_put("b20240501.json", PLAIN);
    assert_int_equal(symlink("b20240501.json", "a20240501.json"), 0);
    assert_int_equal(link("b20240501.json", "c20240501.json"), 0);
    expect_paths(SOURCES("b20240501.json", "./b20240501.json", "c20240501.json"), NULL,
                 SOURCES("./b20240501.json"));
    expect_paths(SOURCES("b20240501.json", "a20240501.json"), NULL, SOURCES("a20240501.json"));
}

static void test_sources_that_are_none(void **state)
{
    (void)state;
    mkdir("empty", 0700);
    expect_open_fails(SOURCES("gone.json"), NULL, TERR_EIO, "gone.json: no such file or folder");
    expect_open_fails(SOURCES("gone-*.json"), NULL, TERR_EDATA, "no file matches 'gone-*.json'");
    expect_open_fails(SOURCES("emp?y"), NULL, TERR_EDATA, "no file matches 'emp?y'");
    expect_open_fails(SOURCES("empty"), NULL, TERR_EDATA,
                      "empty: the folder holds no map (*.geojson, *.gpkg, *.zip, ...)");
    expect_open_fails((const char *const[]){NULL}, NULL, TERR_EARG, "no source given");
}

// Puts a text into a pipe and the pipe where standard input was; gives the old one.
static int replace_stdin(const char *text)
{
    int ends[2];
    const int old = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], text, strlen(text)), (ssize_t)strlen(text));
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    return old;
}

static void test_standard_input(void **state)
{
    (void)state;
    struct terr_error err;
    const int old = replace_stdin(WRAPPED("2025-07-13T22:30:00Z"));
    struct terr_archive *archive = must_open(SOURCES("-", "-"), NULL);
    assert_int_equal(terr_archive_count(archive), 1);
    assert_string_equal(terr_archive_at(archive, 0)->path, "(standard input)");
    assert_string_equal(terr_archive_at(archive, 0)->name, "(standard input)");
    for (int times = 0; times < 2; times++) {
        struct terr_snapshot *snapshot;
        check_ok(terr_archive_read(&snapshot, archive, 0, NULL, &err));
        assert_string_equal(terr_snapshot_at(snapshot, 0)->status, "occupied");
        terr_snapshot_free(snapshot);
    }
    terr_archive_free(archive);
    dup2(old, STDIN_FILENO);
    close(old);
}

static void test_fault_on_standard_input(void **state)
{
    (void)state;
    const int old = replace_stdin("");
    struct terr_error err;
    struct terr_archive *archive;
    assert_int_equal(open_sources(&archive, SOURCES("-"), NULL, &err), TERR_EPARSE);
    assert_int_equal(strncmp(err.message, "(standard input): ", 18), 0);
    dup2(old, STDIN_FILENO);
    close(old);
}

static void test_broken_link_is_told_when_read(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    mkdir("a", 0700);
    scratch_put("a/20240501.json", PLAIN);
    assert_int_equal(symlink("gone", "a/20240502.json"), 0);
    struct terr_archive *archive = must_open(SOURCES("a"), NULL);
    assert_int_equal(terr_archive_count(archive), 2);
    check_fails(terr_archive_read(&snapshot, archive, 1, NULL, &err), TERR_EIO,
                "a/20240502.json: no such file");
    terr_archive_free(archive);
}

static void test_pipe_is_read_once_and_kept(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    const int old = replace_stdin(WRAPPED("2025-07-14"));
    struct terr_archive *archive = must_open(SOURCES("/dev/fd/0"), NULL);
    check_ok(terr_archive_read(&snapshot, archive, 0, NULL, &err));
    assert_int_equal(terr_snapshot_count(snapshot), 1);
    terr_snapshot_free(snapshot);
    terr_archive_free(archive);
    dup2(old, STDIN_FILENO);
    close(old);
}

// ---- dates ----

static void test_days_in_the_profiles_zone(void **state)
{
    (void)state;
    scratch_put("1752434269.json", DEEPSTATE); // 2025-07-13T19:17:49Z, 22:17:49 in Kyiv
    scratch_put("1752445800.json", DEEPSTATE); // 2025-07-13T22:30:00Z, 01:30 of the 14th in Kyiv
    scratch_put("20250714.json", DEEPSTATE);   // 2025-07-13T21:00:00Z is its beginning in Kyiv
    struct terr_archive *archive = must_open(SOURCES("."), NULL);
    static const struct {
        const char *name, *day;
        int64_t instant_s;
        bool has_time;
    } cases[] = {{"1752434269.json", "2025-07-13", 1752434269, true},
                 {"20250714.json", "2025-07-14", 1752440400, false},
                 {"1752445800.json", "2025-07-14", 1752445800, true}};
    for (size_t i = 0; i < 3; i++) {
        const struct terr_dated *dated = terr_archive_at(archive, i);
        assert_string_equal(dated->name, cases[i].name);
        expect_day(archive, i, cases[i].day);
        assert_int_equal(dated->instant_s, cases[i].instant_s);
        assert_int_equal(dated->has_time, cases[i].has_time);
        assert_int_equal(dated->date_source, TERR_DATE_FILE_NAME);
    }
    assert_string_equal(terr_archive_timezone_name(archive), "Europe/Kyiv");
    terr_archive_free(archive);
}

static void test_time_zone_can_be_chosen(void **state)
{
    (void)state;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    scratch_put("1752445800.json", DEEPSTATE);
    options.timezone = "UTC";
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    expect_day(archive, 0, "2025-07-13");
    assert_string_equal(terr_archive_timezone_name(archive), "UTC");
    assert_int_equal(terr_timezone_offset(terr_archive_timezone(archive), 0), 0);
    terr_archive_free(archive);

    options.timezone = "Nowhere/Here";
    struct terr_error err;
    assert_int_equal(open_sources(&archive, SOURCES("."), &options, &err), TERR_EARG);
    assert_null(archive);
}

static void test_dates_in_documents(void **state)
{
    (void)state;
    scratch_put("with-offset.json", WRAPPED("2025-07-13T22:30:00Z"));
    scratch_put("local.json", WRAPPED("2025-07-14 00:10"));
    scratch_put("day.json", WRAPPED("2025-07-14"));
    struct terr_archive *archive = must_open(SOURCES("."), NULL);
    static const struct {
        const char *name;
        int64_t instant_s;
    } cases[] = {
        {"day.json", 1752440400}, {"local.json", 1752441000}, {"with-offset.json", 1752445800}};
    for (size_t i = 0; i < 3; i++) {
        const struct terr_dated *dated = terr_archive_at(archive, i);
        assert_string_equal(dated->name, cases[i].name);
        assert_int_equal(dated->instant_s, cases[i].instant_s);
        assert_int_equal(dated->date_source, TERR_DATE_DOCUMENT);
        expect_day(archive, i, "2025-07-14");
    }
    terr_archive_free(archive);
}

static void test_lag_keeps_the_clock(void **state)
{
    (void)state;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    options.lag_days = 1;
    scratch_put("1743364800.json",
                DEEPSTATE); // 2025-03-30T20:00:00Z, 23:00 in Kyiv, summer time since 03:00
    scratch_put("20250330.json", DEEPSTATE);
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    expect_day(archive, 0, "2025-03-29");
    assert_int_equal(terr_archive_at(archive, 0)->instant_s, 1743199200); // 29th 00:00 +02:00
    expect_day(archive, 1, "2025-03-29");
    assert_int_equal(terr_archive_at(archive, 1)->instant_s, 1743282000); // 29th 23:00 +02:00
    terr_archive_free(archive);
}

static void test_dates_that_cannot_be(void **state)
{
    (void)state;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    scratch_put("20250230.json", DEEPSTATE);
    expect_open_fails(SOURCES("20250230.json"), NULL, TERR_EDATA,
                      "20250230.json: the date 2025-02-30 in the file name does not exist");
    scratch_put("20240101-20240131.json", DEEPSTATE);
    expect_open_fails(SOURCES("20240101-20240131.json"), NULL, TERR_EDATA,
                      "20240101-20240131.json: the file name holds two dates, 2024-01-01 and "
                      "2024-01-31");
    scratch_put("00010101.json", DEEPSTATE); // begins in the year 0 in UTC
    expect_open_fails(
        SOURCES("00010101.json"), NULL, TERR_EDATA,
        "00010101.json: its date, less a lag of 0 days, is not in the years 1 to 9999");
    scratch_put("20240101.json", DEEPSTATE);
    options.lag_days = -2147483647;
    expect_open_fails(SOURCES("20240101.json"), &options, TERR_EDATA,
                      "20240101.json: its date, less a lag of -2147483647 days, is not in the "
                      "years 1 to 9999");
}

static void test_undated_keeps_the_order_given(void **state)
{
    (void)state;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    struct terr_error err;
    size_t index = 77;
    options.undated = true;
    scratch_put("b.json", PLAIN);
    scratch_put("a.json", "no map");
    scratch_put("20240501.json", PLAIN);
    scratch_put("20240502.json", PLAIN);
    expect_paths(SOURCES("b.json", "a.json"), &options, SOURCES("b.json", "a.json"));
    expect_paths(SOURCES("20240502.json", "b.json", "20240501.json"), &options,
                 SOURCES("20240502.json", "b.json", "20240501.json"));
    expect_paths(SOURCES("20240502.json", "20240501.json"), &options,
                 SOURCES("20240501.json", "20240502.json"));

    struct terr_archive *archive = must_open(SOURCES("b.json", "20240501.json"), &options);
    assert_int_equal(terr_archive_at(archive, 0)->date_source, TERR_DATE_NONE);
    check_fails(terr_archive_find(&index, archive, 19999, &err), TERR_EDATA,
                "no snapshot can be found by date, because not all of them have one");
    assert_int_equal(index, 77);
    terr_archive_free(archive);
}

// ---- profile ----

#define TWO_SOURCES(path)                                                                      \
    path ": looks like profile 'deepstate-daily', but the archive is 'deepstate' (recognised " \
         "from ./20240502.json); one archive holds one profile, choose it with --profile"

static void test_profile_of_the_newest_readable(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    scratch_put("20240501.json", DAILY);
    scratch_put("20240502.json", DEEPSTATE);
    scratch_put("20240503.json", "no map");
    options.keep_going = true;
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    assert_string_equal(terr_profile_name(terr_archive_profile(archive)), "deepstate");
    assert_string_equal(terr_archive_recognised_by(archive),
                        "its features have \"fill\" and \"styleHash\" (20240502.json)");
    check_fails(terr_archive_read(&snapshot, archive, 0, NULL, &err), TERR_EDATA,
                TWO_SOURCES("./20240501.json"));
    assert_null(snapshot);
    check_ok(terr_archive_read(&snapshot, archive, 1, NULL, &err));
    assert_string_equal(terr_snapshot_at(snapshot, 0)->status, "occupied");
    terr_snapshot_free(snapshot);
    assert_int_equal(terr_archive_read(&snapshot, archive, 2, NULL, &err), TERR_EPARSE);
    assert_int_equal(strncmp(err.message, "./20240503.json: ", 17), 0);
    terr_archive_free(archive);
}

static void test_nothing_readable_tells_the_newest_fault(void **state)
{
    (void)state;
    scratch_put("20240501.json", "{}");
    scratch_put("20240502.json", "[]");
    expect_open_fails(SOURCES("20240502.json", "20240501.json"), NULL, TERR_EDATA,
                      "20240502.json: the document is an array, needs a GeoJSON object");
}

static void test_chosen_profile_takes_anything(void **state)
{
    (void)state;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    options.profile = "generic";
    scratch_put("20240501.json", DAILY);
    scratch_put("20240502.json", DEEPSTATE);
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    for (size_t i = 0; i < 2; i++) {
        check_ok(terr_archive_read(&snapshot, archive, i, NULL, &err));
        assert_string_equal(terr_snapshot_at(snapshot, 0)->status, "held");
        terr_snapshot_free(snapshot);
    }
    terr_archive_free(archive);
    options.profile = "gone";
    expect_open_fails(SOURCES("."), &options, TERR_EARG,
                      "unknown profile 'gone': the built-in ones are deepstate, deepstate-daily, "
                      "isw, isw-layers, isw-simplified, nzz, uacontrolmap, arcgis, boundaries, "
                      "generic; or give a JSON file");
}

static void test_profile_with_an_unknown_zone(void **state)
{
    (void)state;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    struct terr_error err;
    struct terr_archive *archive;
    scratch_put("p", "{\"name\": \"mine\", \"title\": \"t\", \"timezone\": \"Nowhere/Here\", "
                     "\"zones\": {\"held\": [\"a\"]}, \"rules\": [{\"status\": \"a\"}]}");
    scratch_put("20240501.json", PLAIN);
    options.profile = "p";
    assert_int_equal(open_sources(&archive, SOURCES("20240501.json"), &options, &err), TERR_EARG);
    assert_int_equal(strncmp(err.message, "profile 'mine': ", 16), 0);
}

// ---- lookups ----

// Days 1, 2 and 10 of May 2024, two snapshots on the 2nd.
static struct terr_archive *open_may(int max_gap_days)
{
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    options.max_gap_days = max_gap_days;
    scratch_put("a-20240501.json", PLAIN);
    scratch_put("b-20240502.json", PLAIN);
    scratch_put("c-1714651200.json", PLAIN); // 2024-05-02T12:00:00Z
    scratch_put("d-20240510.json", PLAIN);
    return must_open(SOURCES("."), &options);
}

static void test_find(void **state)
{
    (void)state;
    static const struct {
        const char *moment;
        size_t index;
    } cases[] = {
        {"2024-05-01", 0},          {"2024-05-02", 2},
        {"2024-05-09", 2},          {"2024-05-10", 3},
        {"2024-05-17", 3},          {"2024-05-02T11:59:59", 1},
        {"2024-05-02T12:00", 2},    {"2024-05-02T14:59:59+03:00", 1},
        {"2024-05-02T15:00+03", 2}, {"2024-05-01T00:00Z", 0},
        {"2024-05-01T24:00", 1},    {"2024-05-17T23:59:59Z", 3},
    };
    struct terr_archive *archive = open_may(7);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_moment moment;
        size_t index;
        check_ok(terr_moment_parse(&moment, cases[i].moment, &err));
        check_ok(terr_archive_find_moment(&index, archive, moment, &err));
        if (index != cases[i].index) fail_msg("%s: snapshot %zu", cases[i].moment, index);
        if (moment.has_time) continue;
        check_ok(terr_archive_find(&index, archive, moment.day, &err));
        assert_int_equal(index, cases[i].index);
    }
    terr_archive_free(archive);
}

static void test_find_out_of_reach(void **state)
{
    (void)state;
    static const struct {
        int max_gap_days;
        const char *moment, *sentence;
    } cases[] = {
        {7, "2024-04-30",
         "no snapshot for 2024-04-30: the first is of 2024-05-01 (a-20240501.json)"},
        {-1, "2024-04-30T23:59Z",
         "no snapshot for 2024-04-30T23:59:00Z: the first is of 2024-05-01 (a-20240501.json)"},
        {7, "0001-01-01T00:00+14:00",
         "no snapshot for 0001-01-01T00:00:00Z: the first is of 2024-05-01 (a-20240501.json)"},
        {5, "2024-05-08",
         "no snapshot within 5 days before 2024-05-08: the nearest are of 2024-05-02 "
         "(c-1714651200.json) and 2024-05-10 (d-20240510.json)"},
        {5, "2024-05-08T10:00+03:00",
         "no snapshot within 5 days before 2024-05-08T07:00:00Z: the nearest are of "
         "2024-05-02T12:00:00Z (c-1714651200.json) and 2024-05-10 (d-20240510.json)"},
        {1, "2024-05-12",
         "no snapshot within 1 day before 2024-05-12: the last is of 2024-05-10 (d-20240510.json)"},
        {0, "2024-05-11", "no snapshot on 2024-05-11: the last is of 2024-05-10 (d-20240510.json)"},
        {7, "9999-12-31T23:59-14:00",
         "no snapshot within 7 days before 9999-12-31T23:59:59Z: the last is of 2024-05-10 "
         "(d-20240510.json)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_moment moment;
        size_t index = 77;
        struct terr_archive *archive = open_may(cases[i].max_gap_days);
        check_ok(terr_moment_parse(&moment, cases[i].moment, &err));
        check_fails(terr_archive_find_moment(&index, archive, moment, &err), TERR_EDATA,
                    cases[i].sentence);
        assert_int_equal(index, 77);
        terr_archive_free(archive);
    }
}

static void test_find_takes_any_day_number(void **state)
{
    (void)state;
    struct terr_error err;
    size_t index;
    struct terr_archive *archive = open_may(-1);
    check_fails(terr_archive_find(&index, archive, INT32_MIN, &err), TERR_EDATA,
                "no snapshot for 0001-01-01: the first is of 2024-05-01 (a-20240501.json)");
    check_ok(terr_archive_find(&index, archive, INT32_MAX, &err));
    assert_int_equal(index, 3);
    terr_archive_free(archive);
}

static void test_keep_going_leaves_out_what_has_no_date(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_archive *archive;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    scratch_put("20240501.json", PLAIN);
    scratch_put("20240230.json", PLAIN);
    scratch_put("settings.json", "{\"colour\":\"blue\"}");
    options.keep_going = true;
    check_ok(terr_archive_open(&archive, (const char *[]){"."}, 1, &options, &err));
    assert_int_equal(terr_archive_count(archive), 1);
    assert_int_equal(terr_archive_left_out_count(archive), 2);
    assert_string_equal(terr_archive_left_out_at(archive, 0),
                        "./20240230.json: the date 2024-02-30 in the file name does not exist");
    assert_string_equal(terr_archive_left_out_at(archive, 1),
                        "./settings.json: \"type\" is missing, needs \"FeatureCollection\"");
    terr_archive_free(archive);

    check_fails(terr_archive_open(&archive, (const char *[]){"20240230.json"}, 1, &options, &err),
                TERR_EDATA, "20240230.json: the date 2024-02-30 in the file name does not exist");
    assert_null(archive);
}

static void test_leave_out(void **state)
{
    (void)state;
    size_t index;
    struct terr_error err;
    struct terr_archive *archive = open_may(7);
    terr_archive_leave_out(archive, 2);
    assert_int_equal(terr_archive_count(archive), 3);
    assert_string_equal(terr_archive_at(archive, 2)->name, "d-20240510.json");
    check_ok(terr_archive_find(&index, archive, day_of("2024-05-02"), &err));
    assert_int_equal(index, 1);
    terr_archive_free(archive);
}

// What is counted is the same; a point's properties are there only for whoever reads it all.
static void test_polygons_can_be_read_alone(void **state)
{
    static const char point[] =
        "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"properties\": "
        "{\"status\": \"a\"}, " SQUARE "}, {\"type\": \"Feature\", \"properties\": {\"name\": "
        "\"here\"}, \"geometry\": {\"type\": \"Point\", \"coordinates\": [1, 2]}}]}";
    (void)state;
    struct terr_error err;
    struct terr_snapshot *all, *polygons;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    options.profile = "generic";
    scratch_put("a20240501.json", point);
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    check_ok(terr_archive_read(&all, archive, 0, NULL, &err));
    check_ok(terr_archive_read_polygons(&polygons, archive, 0, NULL, &err));
    assert_int_equal(terr_snapshot_count(all), 2);
    assert_int_equal(terr_snapshot_count(polygons), 2);
    for (size_t i = 0; i < 2; i++) {
        const struct terr_feature *one = terr_snapshot_at(all, i);
        const struct terr_feature *other = terr_snapshot_at(polygons, i);
        assert_int_equal(one->kind, i ? TERR_FEATURE_IGNORED : TERR_FEATURE_POLYGONS);
        assert_int_equal(other->kind, one->kind);
        assert_true(terr_multipolygon_equal(&one->shape, &other->shape));
        assert_int_equal(terr_json_count(one->properties), 1);
        assert_int_equal(terr_json_count(other->properties), i ? 0 : 1);
    }
    assert_string_equal(terr_snapshot_at(polygons, 0)->status, "a");
    assert_int_equal(strlen(terr_snapshot_part_at(all, 0)->digest), TERR_DIGEST_SIZE - 1);
    terr_snapshot_free(all);
    terr_snapshot_free(polygons);
    terr_archive_free(archive);
}

int main(void)
{
    const struct CMUnitTest group[] = {
        scratch_test(test_folder_takes_maps_in_date_order),
        scratch_test(test_order_of_sources_does_not_matter),
        scratch_test(test_globs),
        scratch_test(test_polygons_can_be_read_alone),
        scratch_test(test_a_file_counts_once),
        scratch_test(test_sources_that_are_none),
        scratch_test(test_standard_input),
        scratch_test(test_fault_on_standard_input),
        scratch_test(test_broken_link_is_told_when_read),
        scratch_test(test_pipe_is_read_once_and_kept),
        scratch_test(test_days_in_the_profiles_zone),
        scratch_test(test_time_zone_can_be_chosen),
        scratch_test(test_dates_in_documents),
        scratch_test(test_lag_keeps_the_clock),
        scratch_test(test_dates_that_cannot_be),
        scratch_test(test_undated_keeps_the_order_given),
        scratch_test(test_profile_of_the_newest_readable),
        scratch_test(test_nothing_readable_tells_the_newest_fault),
        scratch_test(test_chosen_profile_takes_anything),
        scratch_test(test_profile_with_an_unknown_zone),
        scratch_test(test_find),
        scratch_test(test_find_out_of_reach),
        scratch_test(test_find_takes_any_day_number),
        scratch_test(test_keep_going_leaves_out_what_has_no_date),
        scratch_test(test_leave_out),
    };
    return cmocka_run_group_tests_name("source/archive", group, NULL, NULL);
}
