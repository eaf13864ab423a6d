// nftw() is in the X/Open part of POSIX.1-2008
#define _XOPEN_SOURCE 700
#include "../../support/check.h"
#include "../../support/scratch.h"

#include "../../support/maps.h"

#include <pthread.h>

// Instants below were computed with GNU date and the zone Europe/Kyiv.

// A profile whose features hold dates; `order` says more of them.
#define PROFILE(order)                                                       \
    "{\"name\": \"own\", \"title\": \"Own\", \"timezone\": \"Europe/Kyiv\"," \
    "\"timezone_rule\": \"EET-2EEST,M3.5.0/3,M10.5.0/4\","                   \
    "\"dates\": {\"properties\": [\"to\", \"edited\"]" order "},"            \
    "\"zones\": {\"held\": [\"a\"]}, \"rules\": [{\"status_from\": \"status\"}]}"
#define FEATURE(properties) \
    "{\"type\": \"Feature\", \"properties\": {\"status\": \"a\"" properties "}, " SQUARE "}"
#define COLLECTION(members, features) \
    "{\"type\": \"FeatureCollection\"" members ", \"features\": [" features "]}"
#define ONE(properties) COLLECTION("", FEATURE(properties))

static struct terr_archive_options own_profile(const char *order_text)
{
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    scratch_put("own", order_text);
    options.profile = "own";
    return options;
}

static void expect_dated(const struct terr_archive *archive, size_t index, const char *name,
                         const char *instant, enum terr_date_source source, const char *property)
{
    const struct terr_dated *dated = terr_archive_at(archive, index);
    char text[TERR_INSTANT_SIZE];
    assert_string_equal(dated->name, name);
    if (dated->has_time) {
        terr_instant_print(text, dated->instant_s);
    } else {
        terr_day_print(text, dated->day);
    }
    assert_string_equal(text, instant);
    assert_int_equal(dated->date_source, source);
    if (property) {
        assert_string_equal(dated->date_property, property);
    } else {
        assert_null(dated->date_property);
    }
}

// ---- dates in properties ----

static void test_name_then_document_then_property(void **state)
{
    (void)state;
    struct terr_archive_options options = own_profile(PROFILE(""));
    scratch_put("a_20240501.json", ONE(", \"to\": \"2024-04-01\""));
    scratch_put("b.json",
                COLLECTION(", \"datetime\": \"2024-05-02\"", FEATURE(", \"to\": \"2024-04-01\"")));
    scratch_put("c.json", ONE(", \"to\": \"2024-05-03\""));
    scratch_put("d.json", ONE(", \"edited\": 1714780800000")); // 2024-05-04T00:00:00Z
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    assert_int_equal(terr_archive_count(archive), 4);
    expect_dated(archive, 0, "a_20240501.json", "2024-05-01", TERR_DATE_FILE_NAME, NULL);
    expect_dated(archive, 1, "b.json", "2024-05-02", TERR_DATE_DOCUMENT, NULL);
    expect_dated(archive, 2, "c.json", "2024-05-03", TERR_DATE_PROPERTY, "to");
    expect_dated(archive, 3, "d.json", "2024-05-04T00:00:00Z", TERR_DATE_PROPERTY, "edited");
    expect_day(archive, 3, "2024-05-04");
    terr_archive_free(archive);
}

static void test_property_may_go_first(void **state)
{
    (void)state;
    struct terr_archive_options options = own_profile(PROFILE(", \"before_name\": true"));
    scratch_put("a_20240501.json", ONE(", \"to\": \"2024-04-01\""));
    scratch_put("b.json",
                COLLECTION(", \"datetime\": \"2024-05-02\"", FEATURE(", \"to\": \"2024-04-02\"")));
    scratch_put("c_20240503.json", ONE(""));
    scratch_put("d_20240504.json", "no map");
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    expect_dated(archive, 0, "a_20240501.json", "2024-04-01", TERR_DATE_PROPERTY, "to");
    expect_dated(archive, 1, "b.json", "2024-04-02", TERR_DATE_PROPERTY, "to");
    expect_dated(archive, 2, "c_20240503.json", "2024-05-03", TERR_DATE_FILE_NAME, NULL);
    expect_dated(archive, 3, "d_20240504.json", "2024-05-04", TERR_DATE_FILE_NAME, NULL);
    terr_archive_free(archive);
}

static void test_latest_date_of_the_features_counts(void **state)
{
    (void)state;
    struct terr_archive_options options = own_profile(PROFILE(""));
    scratch_put(
        "a.json",
        COLLECTION(
            "",
            FEATURE(", \"to\": \"2024-05-01\"") "," FEATURE(", \"to\": \"2024-05-03\"") "," FEATURE(
                "") "," FEATURE(", \"to\": null") "," FEATURE(", \"to\": \"2024-05-02\", "
                                                              "\"edited\": 1900000000")));
    scratch_put("b.json", COLLECTION("", FEATURE(", \"to\": \"2024-05-04T00:00:00Z\"") "," FEATURE(
                                             ", \"to\": \"2024-05-04\"")));
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    expect_dated(archive, 0, "a.json", "2024-05-03", TERR_DATE_PROPERTY, "to");
    expect_dated(archive, 1, "b.json", "2024-05-04T00:00:00Z", TERR_DATE_PROPERTY, "to");
    terr_archive_free(archive);
}

static void test_dates_of_a_recognised_profile(void **state)
{
    (void)state;
    // no built-in profile may be relied on to have date properties: the name must do
    scratch_put("22020202.json", PLAIN);
    struct terr_archive *archive = must_open(SOURCES("."), NULL);
    expect_dated(archive, 0, "22020202.json", "2202-02-02", TERR_DATE_FILE_NAME, NULL);
    terr_archive_free(archive);
}

static void test_wrong_dates_name_file_and_feature(void **state)
{
    (void)state;
    struct terr_archive_options options = own_profile(PROFILE(""));
    scratch_put("a.json", COLLECTION("", FEATURE("") "," FEATURE(", \"to\": \"2024-02-30\"")));
    expect_open_fails(
        SOURCES("a.json"), &options, TERR_EDATA,
        "a.json: features[1]: property \"to\": the date \"2024-02-30\" does not exist");
    options.undated = true;
    expect_open_fails(
        SOURCES("a.json"), &options, TERR_EDATA,
        "a.json: features[1]: property \"to\": the date \"2024-02-30\" does not exist");
    options.undated = false;
    scratch_put("b.json", ONE(""));
    expect_open_fails(SOURCES("b.json"), &options, TERR_EDATA,
                      "b.json: no date in the file name (YYYYMMDD, YYYY-MM-DD or Unix seconds), no "
                      "\"datetime\" in the document and no property \"to\" of its features");
    scratch_put("c_20240501.json", ONE(""));
    options.keep_going = true;
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    assert_int_equal(terr_archive_count(archive), 1);
    assert_int_equal(terr_archive_left_out_count(archive), 2);
    terr_archive_free(archive);
}

// What has no polygon is not counted, but its date is one of the map.
#define POINT(properties)                                                                    \
    "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [1, 2]}, " \
    "\"properties\": {" properties "}}"

static void test_the_latest_date_may_be_that_of_a_point(void **state)
{
    (void)state;
    struct terr_archive_options options = own_profile(PROFILE(""));
    scratch_put("a.json", COLLECTION("", FEATURE(", \"to\": \"2024-05-01\"") "," POINT(
                                             "\"to\": \"2024-05-03\"")));
    struct terr_archive *archive = must_open(SOURCES("a.json"), &options);
    expect_dated(archive, 0, "a.json", "2024-05-03", TERR_DATE_PROPERTY, "to");
    terr_archive_free(archive);
}

static void test_a_point_may_have_a_date_of_its_own(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    options.profile = "deepstate"; // no date properties of its own
    options.date_property = "day";
    scratch_put("many", COLLECTION("", FEATURE(", \"day\": \"2024-05-01\"") "," POINT(
                                           "\"day\": \"2024-05-02\"")));
    struct terr_archive *archive = must_open(SOURCES("many"), &options);
    assert_int_equal(terr_archive_count(archive), 2);
    expect_dated(archive, 1, "many 2024-05-02", "2024-05-02", TERR_DATE_PROPERTY, "day");
    check_ok(terr_archive_read(&snapshot, archive, 1, NULL, &err));
    assert_int_equal(terr_snapshot_count(snapshot), 1);
    assert_int_equal(terr_snapshot_at(snapshot, 0)->kind, TERR_FEATURE_IGNORED);
    terr_snapshot_free(snapshot);
    terr_archive_free(archive);
}

// ---- a file of many dates ----

#define MANY                                                                                      \
    COLLECTION(                                                                                   \
        "",                                                                                       \
        FEATURE(", \"day\": \"2024-05-02\", \"n\": 1") "," FEATURE(                               \
            ", \"day\": \"2024-05-01\", "                                                         \
            "\"n\": 2") "," FEATURE(", \"day\": \"2024/05/02\", \"n\": 3") ","                    \
                                                                           "{\"type\": "          \
                                                                           "\"Feature\", "        \
                                                                           "\"geometry\": null, " \
                                                                           "\"properties\": "     \
                                                                           "{\"day\": "           \
                                                                           "\"2024-05-02\"}}"     \
                                                                           "," FEATURE(           \
                                                                               ", \"day\": "      \
                                                                               "\"2024-05-02T00:" \
                                                                               "00:00Z\", "       \
                                                                               "\"n\": 4"))

static void test_each_date_of_a_file_is_a_snapshot(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    struct terr_archive_options options = own_profile(PROFILE(""));
    static const struct {
        const char *name, *date;
        size_t features;
    } cases[] = {{"many 2024-05-01", "2024-05-01", 1},
                 {"many 2024-05-02", "2024-05-02", 3},
                 {"many 2024-05-02T00:00:00Z", "2024-05-02T00:00:00Z", 1}};
    options.date_property = "day";
    scratch_put("many", MANY);
    struct terr_archive *archive = must_open(SOURCES("many"), &options);
    assert_int_equal(terr_archive_count(archive), 3);
    for (size_t i = 0; i < 3; i++) {
        expect_dated(archive, i, cases[i].name, cases[i].date, TERR_DATE_PROPERTY, "day");
        assert_string_equal(terr_archive_at(archive, i)->path, "many");
        check_ok(terr_archive_read(&snapshot, archive, i, NULL, &err));
        assert_int_equal(terr_snapshot_count(snapshot), cases[i].features);
        assert_string_equal(terr_snapshot_at(snapshot, 0)->status, "a");
        assert_int_equal(terr_snapshot_part_count(snapshot), 1);
        assert_string_equal(terr_snapshot_part_at(snapshot, 0)->path, "many");
        assert_int_equal(strlen(terr_snapshot_part_at(snapshot, 0)->digest), 64);
        terr_snapshot_free(snapshot);
    }
    terr_archive_free(archive);
}

static void *read_often(void *data)
{
    const struct terr_archive *archive = data;
    size_t features = 0;
    for (size_t times = 0; times < 50; times++) {
        for (size_t i = 0; i < terr_archive_count(archive); i++) {
            struct terr_error err;
            struct terr_snapshot *snapshot;
            if (terr_archive_read(&snapshot, archive, i, NULL, &err)) return NULL;
            features += terr_snapshot_count(snapshot);
            terr_snapshot_free(snapshot);
        }
    }
    return features == 50 * 5 ? data : NULL;
}

// Run under the thread sanitizer this shows that reading only looks at the file kept in memory.
static void test_threads_may_read_one_file_of_many_dates(void **state)
{
    (void)state;
    pthread_t threads[2];
    struct terr_archive_options options = own_profile(PROFILE(""));
    options.date_property = "day";
    scratch_put("many", MANY);
    struct terr_archive *archive = must_open(SOURCES("many"), &options);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, read_often, archive), 0);
    }
    for (size_t i = 0; i < 2; i++) {
        void *outcome;
        assert_int_equal(pthread_join(threads[i], &outcome), 0);
        assert_non_null(outcome);
    }
    terr_archive_free(archive);
}

static void test_many_dates_of_a_recognised_source(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    options.date_property = "day";
    scratch_put("many_20200101.json",
                MAP("", "\"fill\": \"#a52714\", \"styleHash\": \"x\", \"day\": 1714566600"));
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    assert_string_equal(terr_profile_name(terr_archive_profile(archive)), "deepstate");
    expect_dated(archive, 0, "many_20200101.json 2024-05-01T12:30:00Z", "2024-05-01T12:30:00Z",
                 TERR_DATE_PROPERTY, "day");
    check_ok(terr_archive_read(&snapshot, archive, 0, NULL, &err));
    assert_string_equal(terr_snapshot_at(snapshot, 0)->status, "occupied");
    terr_snapshot_free(snapshot);
    terr_archive_free(archive);
}

static void test_features_without_the_date_property(void **state)
{
    (void)state;
    struct terr_archive_options options = own_profile(PROFILE(""));
    options.date_property = "day";
    scratch_put("some", COLLECTION("", FEATURE(", \"day\": \"2024-05-01\"") "," FEATURE("")));
    expect_open_fails(SOURCES("some"), &options, TERR_EDATA,
                      "some: features[1]: it has no property \"day\" with a date, which each "
                      "feature needs");
    scratch_put("wrong", ONE(", \"day\": \"2024-13-01\""));
    expect_open_fails(
        SOURCES("wrong"), &options, TERR_EDATA,
        "wrong: features[0]: property \"day\": the date \"2024-13-01\" does not exist");
    scratch_put("none", COLLECTION("", ""));
    expect_open_fails(SOURCES("none"), &options, TERR_EDATA,
                      "none: it has no feature, and so no date");
    scratch_put("good", ONE(", \"day\": \"2024-05-01\""));
    options.keep_going = true;
    struct terr_archive *archive = must_open(SOURCES("good", "some", "wrong", "none"), &options);
    assert_int_equal(terr_archive_count(archive), 1);
    assert_int_equal(terr_archive_left_out_count(archive), 3);
    terr_archive_free(archive);
}

// ---- leaving out ----

static void exclude(struct terr_archive_options *options, struct terr_moment *moments,
                    const char *const *dates)
{
    struct terr_error err;
    options->excluded = moments;
    options->excluded_count = 0;
    for (; *dates; dates++) {
        check_ok(terr_moment_parse(&moments[options->excluded_count++], *dates, &err));
    }
}

static void put_may(void)
{
    scratch_put("a-20240501.json", DEEPSTATE);
    scratch_put("b-20240502.json", DEEPSTATE);
    scratch_put("c-1714651200.json", DEEPSTATE); // 2024-05-02T12:00:00Z
    scratch_put("d-20240503.json", DEEPSTATE);
}

static void test_excluded_snapshots(void **state)
{
    (void)state;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    struct terr_moment moments[4];
    put_may();
    exclude(&options, moments, SOURCES("2024-05-02"));
    expect_paths(SOURCES("."), &options, SOURCES("./a-20240501.json", "./d-20240503.json"));
    exclude(&options, moments, SOURCES("2024-05-02T12:00Z", "2024-05-03", "2024-05-03"));
    expect_paths(SOURCES("."), &options, SOURCES("./a-20240501.json", "./b-20240502.json"));
    exclude(&options, moments, SOURCES("2024-05-02T15:00", "2024-05-02")); // both in Kyiv
    expect_paths(SOURCES("."), &options, SOURCES("./a-20240501.json", "./d-20240503.json"));
    options.lag_days = 1;
    exclude(&options, moments, SOURCES("2024-05-02"));
    expect_paths(SOURCES("."), &options,
                 SOURCES("./a-20240501.json", "./b-20240502.json", "./c-1714651200.json"));
}

static void test_excluded_that_are_not_there(void **state)
{
    (void)state;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    struct terr_moment moments[4];
    put_may();
    exclude(&options, moments, SOURCES("2024-05-02", "2024-05-04"));
    expect_open_fails(SOURCES("."), &options, TERR_EARG,
                      "no snapshot is of 2024-05-04, so that none can be left out");
    exclude(&options, moments, SOURCES("0001-01-01T00:00+14:00"));
    expect_open_fails(SOURCES("."), &options, TERR_EARG,
                      "no snapshot is of 0001-01-01T00:00:00+14:00, so that none can be left out");
    exclude(&options, moments, SOURCES("2024-05-01", "2024-05-02", "2024-05-03"));
    expect_open_fails(SOURCES("."), &options, TERR_EARG,
                      "all snapshots are left out, so that none remains");
}

static void test_excluded_snapshots_do_not_tell_the_profile(void **state)
{
    (void)state;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    struct terr_moment moments[4];
    put_may();
    scratch_put("e-20240504.json", DAILY);
    exclude(&options, moments, SOURCES("2024-05-04"));
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    assert_string_equal(terr_profile_name(terr_archive_profile(archive)), "deepstate");
    assert_string_equal(terr_archive_timezone_name(archive), "Europe/Kyiv");
    assert_int_equal(terr_archive_count(archive), 4);
    terr_archive_free(archive);
}

static void test_excluded_dates_of_a_file(void **state)
{
    (void)state;
    struct terr_archive_options options = own_profile(PROFILE(""));
    struct terr_moment moments[4];
    options.date_property = "day";
    scratch_put("many", MANY);
    exclude(&options, moments, SOURCES("2024-05-02"));
    struct terr_archive *archive = must_open(SOURCES("many"), &options);
    assert_int_equal(terr_archive_count(archive), 1);
    expect_day(archive, 0, "2024-05-01");
    terr_archive_free(archive);
}

// ---- two sources ----

#define IS_ANOTHER(path, other, newest)                               \
    path ": looks like profile '" other                               \
         "', but the archive is 'deepstate' (recognised from " newest \
         "); one archive holds one profile, choose it with --profile"

static void test_two_sources_are_told_at_opening(void **state)
{
    (void)state;
    scratch_put("1714651200.json", DEEPSTATE);
    scratch_put("1714824000.json", DEEPSTATE);
    scratch_put("map_20240501.json", PLAIN);
    scratch_put("map_20240503.json", DAILY);
    expect_open_fails(SOURCES("."), NULL, TERR_EDATA,
                      IS_ANOTHER("./map_20240503.json", "deepstate-daily", "./1714824000.json"));
    unlink("map_20240503.json");
    expect_open_fails(SOURCES("."), NULL, TERR_EDATA,
                      IS_ANOTHER("./map_20240501.json", "generic", "./1714824000.json"));
    scratch_put("map_20240501.json", "no map"); // told when it is read
    expect_paths(SOURCES("."), NULL,
                 SOURCES("./map_20240501.json", "./1714651200.json", "./1714824000.json"));
    scratch_put("map_20240501.json", COLLECTION("", "")); // looks like any
    expect_paths(SOURCES("."), NULL,
                 SOURCES("./map_20240501.json", "./1714651200.json", "./1714824000.json"));
}

// It cannot be read as the archive's other maps are; whose it is says more.
static void test_another_form_is_told_by_its_source(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    scratch_put("20240501.json", "{\"areas\": [[[48,37],[48,38],[49,38],[48,37]]], \"units\": {}}");
    scratch_put("20240502.json", "{}");
    scratch_put("20240503.json", DEEPSTATE);
    options.keep_going = true;
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    check_fails(terr_archive_read(&snapshot, archive, 0, NULL, &err), TERR_EDATA,
                IS_ANOTHER("./20240501.json", "uacontrolmap", "./20240503.json"));
    assert_null(snapshot);
    assert_int_equal(terr_archive_read(&snapshot, archive, 1, NULL, &err), TERR_EDATA);
    assert_int_equal(strncmp(err.message, "./20240502.json: \"type\"", 23), 0);
    terr_archive_free(archive);
}

// How many of the newest may tell nothing, and how many ways of naming are looked into, is limited.
static void test_how_far_recognition_looks(void **state)
{
    (void)state;
    char name[64];
    struct terr_error err;
    struct terr_archive *archive;
    scratch_put("20240101.json", DEEPSTATE);
    for (int i = 0; i < 7; i++) {
        snprintf(name, sizeof name, "2024020%d.json", i + 1);
        scratch_put(name, "no map");
    }
    archive = must_open(SOURCES("."), NULL);
    assert_int_equal(terr_archive_count(archive), 8);
    terr_archive_free(archive);
    scratch_put("20240208.json", "no map");
    assert_int_equal(open_sources(&archive, SOURCES("."), NULL, &err), TERR_EPARSE);
    assert_int_equal(strncmp(err.message, "./20240208.json: ", 17), 0);
}

static void test_many_ways_of_naming(void **state)
{
    (void)state;
    char name[64];
    for (int i = 0; i < 8; i++) {
        snprintf(name, sizeof name, "%c_2024010%d.json", 'a' + i, i + 1);
        scratch_put(name, DEEPSTATE);
    }
    scratch_put("i_20240109.json", DAILY);
    scratch_put("a_20240110.json", DEEPSTATE);
    // the ninth way is told when its map is read
    struct terr_archive *archive = must_open(SOURCES("."), NULL);
    struct terr_error err;
    struct terr_snapshot *snapshot;
    check_fails(terr_archive_read(&snapshot, archive, 8, NULL, &err), TERR_EDATA,
                IS_ANOTHER("./i_20240109.json", "deepstate-daily", "./a_20240110.json"));
    terr_archive_free(archive);
}

static void test_empty_map_is_of_any_source(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    scratch_put("20240501.json", DEEPSTATE);
    scratch_put("20240502.json", COLLECTION("", ""));
    scratch_put("20240503.json", DEEPSTATE);
    struct terr_archive *archive = must_open(SOURCES("."), NULL);
    check_ok(terr_archive_read(&snapshot, archive, 1, NULL, &err));
    assert_int_equal(terr_snapshot_count(snapshot), 0);
    terr_snapshot_free(snapshot);
    terr_archive_free(archive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_name_then_document_then_property),
        scratch_test(test_property_may_go_first),
        scratch_test(test_latest_date_of_the_features_counts),
        scratch_test(test_dates_of_a_recognised_profile),
        scratch_test(test_wrong_dates_name_file_and_feature),
        scratch_test(test_each_date_of_a_file_is_a_snapshot),
        scratch_test(test_threads_may_read_one_file_of_many_dates),
        scratch_test(test_many_dates_of_a_recognised_source),
        scratch_test(test_features_without_the_date_property),
        scratch_test(test_the_latest_date_may_be_that_of_a_point),
        scratch_test(test_a_point_may_have_a_date_of_its_own),
        scratch_test(test_excluded_snapshots),
        scratch_test(test_excluded_that_are_not_there),
        scratch_test(test_excluded_snapshots_do_not_tell_the_profile),
        scratch_test(test_excluded_dates_of_a_file),
        scratch_test(test_two_sources_are_told_at_opening),
        scratch_test(test_another_form_is_told_by_its_source),
        scratch_test(test_how_far_recognition_looks),
        scratch_test(test_many_ways_of_naming),
        scratch_test(test_empty_map_is_of_any_source),
    };
    return cmocka_run_group_tests_name("source/archive_dates", tests, NULL, NULL);
}
