// nftw() is in the X/Open part of POSIX.1-2008
#define _XOPEN_SOURCE 700
// What is read at opening an archive need not be read again, and is the same as if it were.
#include "../../support/check.h"
#include "../../support/scratch.h"

#include "../../support/maps.h"

#include <geo/source/content.h>

#define RINGS "{\"areas\": [[[48,37],[48,38],[49,38],[48,37]]], \"units\": {}}"

// Reads a snapshot once, by which it is kept no longer.
static enum terr_code read_one(const struct terr_archive *archive, size_t index)
{
    struct terr_error err;
    struct terr_snapshot *snapshot;
    const enum terr_code code = terr_archive_read(&snapshot, archive, index, NULL, &err);
    if (!code) {
        assert_int_equal(terr_snapshot_count(snapshot), 1);
        assert_non_null(terr_snapshot_at(snapshot, 0)->status);
    }
    terr_snapshot_free(snapshot);
    return code;
}

// Opens what was put, and takes the files away.
static struct terr_archive *open_and_remove(const char *const *sources)
{
    struct terr_archive *archive = must_open(sources, NULL);
    for (size_t i = 0; sources[i]; i++) assert_int_equal(unlink(sources[i]), 0);
    return archive;
}

static void test_two_files_are_read_once(void **state)
{
    (void)state;
    scratch_put("20240501.json", DAILY);
    scratch_put("20240502.json", DAILY);
    struct terr_archive *archive = open_and_remove(SOURCES("20240501.json", "20240502.json"));
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(read_one(archive, i), TERR_OK);
        assert_int_equal(read_one(archive, i), TERR_EIO);
    }
    terr_archive_free(archive);
}

static void test_so_are_two_whose_dates_are_inside(void **state)
{
    (void)state;
    scratch_put("a.json", WRAPPED("2024-05-01T10:00:00Z"));
    scratch_put("b.json", WRAPPED("2024-05-02T10:00:00Z"));
    struct terr_archive *archive = open_and_remove(SOURCES("b.json", "a.json"));
    for (size_t i = 0; i < 2; i++) assert_int_equal(read_one(archive, i), TERR_OK);
    terr_archive_free(archive);
}

static void test_of_many_the_newest_and_the_oldest_are_kept(void **state)
{
    (void)state;
    scratch_put("20240501.json", DAILY);
    scratch_put("20240502.json", DAILY);
    scratch_put("20240503.json", DAILY);
    struct terr_archive *archive =
        open_and_remove(SOURCES("20240502.json", "20240503.json", "20240501.json"));
    assert_int_equal(read_one(archive, 0), TERR_OK);
    assert_int_equal(read_one(archive, 1), TERR_EIO);
    assert_int_equal(read_one(archive, 2), TERR_OK);
    terr_archive_free(archive);
}

// A snapshot that is left out or never asked for is freed with the rest (the sanitizers look).
static void test_what_is_not_asked_for(void **state)
{
    (void)state;
    scratch_put("20240501.json", DAILY);
    scratch_put("20240502.json", DAILY);
    struct terr_archive *archive = open_and_remove(SOURCES("20240501.json", "20240502.json"));
    terr_archive_leave_out(archive, 1);
    assert_int_equal(read_one(archive, 0), TERR_OK);
    terr_archive_free(archive);
    scratch_put("20240501.json", DAILY);
    scratch_put("20240502.json", DAILY);
    terr_archive_free(open_and_remove(SOURCES("20240501.json", "20240502.json")));
}

// The content of the only snapshot, its layer and the status of its first feature.
static void describe(char *out, size_t size, const char *path, const char *profile)
{
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    char content[TERR_DIGEST_SIZE];
    options.profile = profile;
    struct terr_archive *archive = must_open(SOURCES(path), &options);
    check_ok(terr_archive_read(&snapshot, archive, 0, NULL, &err));
    check_ok(terr_snapshot_content(content, snapshot, &err));
    const struct terr_feature *feature = terr_snapshot_at(snapshot, 0);
    const char *layer = terr_snapshot_part_at(snapshot, 0)->layer;
    snprintf(out, size, "%s, %s, layer %s, %s, %.17g, %s", terr_archive_timezone_name(archive),
             terr_profile_name(terr_archive_profile(archive)), layer ? layer : "none",
             feature->status, feature->shape.coords[0], content);
    terr_snapshot_free(snapshot);
    terr_archive_free(archive);
}

static void test_a_profile_reads_the_same_recognised_or_chosen(void **state)
{
    (void)state;
    static const struct {
        const char *path, *text, *profile;
    } cases[] = {
        {"20240501.json", DAILY, "deepstate-daily"},
        {"1714478400.json", DEEPSTATE, "deepstate"},
        {"1714478400.json", WRAPPED("2024-05-01T10:00:00Z"), "deepstate"},
        {"20240501.json", RINGS, "uacontrolmap"},
        {"20240501.json", PLAIN, "generic"},
        {"20221101_RussianClaimedCoTinUkraine.geojson", MAP("", "\"n\": 1"), "isw-layers"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char recognised[400], chosen[400];
        scratch_put(cases[i].path, cases[i].text);
        describe(recognised, sizeof recognised, cases[i].path, NULL);
        describe(chosen, sizeof chosen, cases[i].path, cases[i].profile);
        assert_string_equal(recognised, chosen);
        assert_int_equal(unlink(cases[i].path), 0);
    }
}

int main(void)
{
    const struct CMUnitTest group[] = {
        scratch_test(test_two_files_are_read_once),
        scratch_test(test_so_are_two_whose_dates_are_inside),
        scratch_test(test_of_many_the_newest_and_the_oldest_are_kept),
        scratch_test(test_what_is_not_asked_for),
        scratch_test(test_a_profile_reads_the_same_recognised_or_chosen),
    };
    return cmocka_run_group_tests_name("source/archive_keep", group, NULL, NULL);
}
