// nftw() is in the X/Open part of POSIX.1-2008
#define _XOPEN_SOURCE 700
#include "../../support/check.h"
#include "../../support/scratch.h"

#include "../../support/maps.h"

// Two layers whose names begin alike, and one in letters of several bytes each.
#define JAPANESE "ロシア軍支配エリア"
#define PROFILE                                                         \
    "{\"name\": \"own\", \"title\": \"Own\", \"timezone\": \"UTC\","    \
    "\"layers\": [\"Control\", \"ControlClaimed\", \"" JAPANESE "\"],"  \
    "\"dates\": {\"properties\": [\"day\"]},"                           \
    "\"zones\": {\"held\": [\"occupied\"]},"                            \
    "\"rules\": [{\"layer\": [\"Control\"], \"status\": \"occupied\"}," \
    "{\"layer\": [\"ControlClaimed\"], \"status\": \"claimed\"},"       \
    "{\"status_from\": \"status\"}]}"

static struct terr_archive_options own_profile(void)
{
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    scratch_put("own", PROFILE);
    options.profile = "own";
    return options;
}

static void put_layers(void)
{
    mkdir("maps", 0700);
    mkdir("maps/Control", 0700);
    mkdir("maps/ControlClaimed", 0700);
    mkdir("maps/other", 0700);
    scratch_put("maps/README.md", "no map");
    scratch_put("maps/other/20221101_other.geojson", "no map");
    scratch_put("maps/Control/LICENSE", "no map");
    scratch_put("maps/Control/20221101_Control.geojson", MAP("", "\"n\": 1"));
    scratch_put("maps/Control/20221108_Control.geojson", MAP("", "\"n\": 2"));
    scratch_put("maps/ControlClaimed/20221101_ControlClaimed.geojson", MAP("", "\"n\": 3"));
}

static void expect_statuses(const struct terr_archive *archive, size_t index,
                            const char *const *statuses)
{
    struct terr_error err;
    struct terr_snapshot *snapshot;
    size_t i = 0;
    check_ok(terr_archive_read(&snapshot, archive, index, NULL, &err));
    for (; statuses[i]; i++) {
        assert_true(i < terr_snapshot_count(snapshot));
        assert_string_equal(terr_snapshot_at(snapshot, i)->status, statuses[i]);
    }
    assert_int_equal(terr_snapshot_count(snapshot), i);
    terr_snapshot_free(snapshot);
}

// What put_layers makes, whichever way it was named.
static void expect_two_snapshots(const char *const *sources,
                                 const struct terr_archive_options *options)
{
    struct terr_archive *archive = must_open(sources, options);
    assert_int_equal(terr_archive_count(archive), 2);
    const struct terr_dated *first = terr_archive_at(archive, 0);
    assert_string_equal(first->name, "20221101_*.geojson");
    assert_int_equal(first->part_count, 2);
    expect_day(archive, 0, "2022-11-01");
    const struct terr_dated *second = terr_archive_at(archive, 1);
    assert_string_equal(second->name, "20221108_Control.geojson");
    assert_int_equal(second->part_count, 1);
    expect_statuses(archive, 0, SOURCES("occupied", "claimed"));
    expect_statuses(archive, 1, SOURCES("occupied"));

    assert_int_equal(terr_archive_missing_layer_count(archive, 0), 0);
    assert_int_equal(terr_archive_missing_layer_count(archive, 1), 1);
    assert_string_equal(terr_archive_missing_layer_at(archive, 1, 0), "ControlClaimed");
    terr_archive_leave_out(archive, 0); // nobody has the other layer any more
    assert_int_equal(terr_archive_missing_layer_count(archive, 0), 0);
    terr_archive_free(archive);
}

static void test_files_of_one_date_are_one_snapshot(void **state)
{
    (void)state;
    const struct terr_archive_options options = own_profile();
    put_layers();
    expect_two_snapshots(SOURCES("maps"), &options);
    expect_two_snapshots(SOURCES("maps/"), &options);
    expect_two_snapshots(SOURCES("maps/ControlClaimed/", "maps/Control"), &options);
    expect_two_snapshots(SOURCES("maps/Control", "maps/ControlClaimed", "maps"), &options);
    expect_two_snapshots(SOURCES("maps/Control*/*.geojson"), &options);
    expect_two_snapshots(SOURCES("maps/ControlClaimed/20221101_ControlClaimed.geojson",
                                 "maps/Control/20221108_Control.geojson",
                                 "maps/Control/20221101_Control.geojson"),
                         &options);
    assert_int_equal(symlink("maps", "link"), 0);
    expect_two_snapshots(SOURCES("link", "maps"), &options);
}

static void test_parts_tell_file_and_layer(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    const struct terr_archive_options options = own_profile();
    put_layers();
    struct terr_archive *archive = must_open(SOURCES("maps"), &options);
    assert_string_equal(terr_archive_at(archive, 0)->path, "maps/Control/20221101_Control.geojson");
    check_ok(terr_archive_read(&snapshot, archive, 0, NULL, &err));
    assert_int_equal(terr_snapshot_part_count(snapshot), 2);
    assert_string_equal(terr_snapshot_part_at(snapshot, 0)->layer, "Control");
    assert_string_equal(terr_snapshot_part_at(snapshot, 1)->layer, "ControlClaimed");
    assert_string_equal(terr_snapshot_part_at(snapshot, 1)->path,
                        "maps/ControlClaimed/20221101_ControlClaimed.geojson");
    assert_int_equal(terr_snapshot_at(snapshot, 1)->part, 1);
    terr_snapshot_free(snapshot);
    terr_archive_free(archive);
}

static void test_only_folders_that_are_layers_are_descended(void **state)
{
    (void)state;
    struct terr_archive_options options = own_profile();
    put_layers();
    options.profile = "generic";
    expect_open_fails(
        SOURCES("maps"), &options, TERR_EDATA,
        "maps: the folder holds no map (*.geojson, *.gpkg, *.zip, ...); its subfolders "
        "are not searched, name the one with the maps");
    options.profile = "own";
    mkdir("over", 0700);
    assert_int_equal(rename("maps", "over/maps"), 0);
    expect_open_fails(
        SOURCES("over"), &options, TERR_EDATA,
        "over: the folder holds no map (*.geojson, *.gpkg, *.zip, ...); its subfolders "
        "are not searched, name the one with the maps");
}

static void test_names_of_snapshots(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second, *name;
    } cases[] = {
        {"20221101_Control.json", "20221101_" JAPANESE ".json", "20221101_*.json"},
        {"Control-20221101.json", "ControlClaimed-20221101.json", "*-20221101.json"},
        {"Control-20221101.json", JAPANESE "_20221101.json", "*20221101.json"},
        {"Control/20221101.json", "ControlClaimed/20221101.json", "20221101.json"},
        {"Control/20221101.json", "ControlClaimed/x20221101.json", "*20221101.json"},
        {"Control/20221101.json", "ControlClaimed/20221101x.json", "20221101*.json"},
        {"Control/20221101é.json", "ControlClaimed/20221101è.json", "20221101*.json"},
        {"Control/20221101.json", "ControlClaimed/20221101.geojson", "20221101.*json"},
        {"Control/20221101\n\xff.json", "ControlClaimed/20221101\n\xfe\x80.json",
         "20221101\n*.json"},
    };
    const struct terr_archive_options options = own_profile();
    mkdir("Control", 0700);
    mkdir("ControlClaimed", 0700);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        scratch_put(cases[i].first, PLAIN);
        scratch_put(cases[i].second, PLAIN);
        struct terr_archive *archive =
            must_open(SOURCES(cases[i].second, cases[i].first), &options);
        assert_int_equal(terr_archive_count(archive), 1);
        assert_string_equal(terr_archive_at(archive, 0)->name, cases[i].name);
        assert_string_equal(terr_archive_at(archive, 0)->path, cases[i].first);
        terr_archive_free(archive);
        unlink(cases[i].first);
        unlink(cases[i].second);
    }
}

static void test_names_of_one_layer(void **state)
{
    (void)state;
    struct terr_archive_options options = own_profile();
    options.profile = "isw-layers";
    scratch_put("20221101_RussianAssessedAdvanceInUkraine.json", PLAIN);
    scratch_put("20221108_RussianAssessedAdvanceinUkraine.json", PLAIN);
    scratch_put("20221108_RussianAssessedCoTinUkraine.json", PLAIN);
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    assert_int_equal(terr_archive_count(archive), 2);
    assert_int_equal(terr_archive_missing_layer_count(archive, 0), 1);
    assert_string_equal(terr_archive_missing_layer_at(archive, 0, 0),
                        "RussianAssessedCoTinUkraine");
    assert_int_equal(terr_archive_missing_layer_count(archive, 1), 0);
    terr_archive_free(archive);
}

static void test_what_is_not_joined(void **state)
{
    (void)state;
    struct terr_archive_options options = own_profile();
    scratch_put("20221101.json", PLAIN);
    scratch_put("20221101_Control.json", PLAIN);
    scratch_put("1667260800_" JAPANESE ".json", PLAIN); // 2022-11-01T00:00:00Z
    scratch_put("1667260801_ControlClaimed.json", PLAIN);
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    assert_int_equal(terr_archive_count(archive), 4);
    for (size_t i = 0; i < 4; i++) {
        const bool has_layer = strlen(terr_archive_at(archive, i)->name) > strlen("20221101.json");
        assert_int_equal(terr_archive_missing_layer_count(archive, i), has_layer ? 2 : 0);
    }
    terr_archive_free(archive);

    options.undated = true;
    scratch_put("Control.json", PLAIN);
    scratch_put("ControlClaimed.json", PLAIN);
    expect_paths(SOURCES("ControlClaimed.json", "Control.json"), &options,
                 SOURCES("ControlClaimed.json", "Control.json"));
}

static void test_one_layer_twice(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    const struct terr_archive_options options = own_profile();
    scratch_put("20221101_Control.json", PLAIN);
    scratch_put("20221101_Control_2.json", PLAIN);
    scratch_put("20221101_ControlClaimed.json", PLAIN);
    scratch_put("20221102_Control.json", PLAIN);
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    assert_int_equal(terr_archive_count(archive), 2);
    assert_int_equal(terr_archive_at(archive, 0)->part_count, 3);
    check_fails(terr_archive_read(&snapshot, archive, 0, NULL, &err), TERR_EDATA,
                "./20221101_Control_2.json: holds the layer of that date which "
                "./20221101_Control.json holds too; a snapshot has each layer once: leave one of "
                "them away");
    assert_null(snapshot);
    expect_statuses(archive, 1, SOURCES("occupied"));
    assert_int_equal(terr_archive_missing_layer_count(archive, 1), 1);
    terr_archive_leave_out(archive, 0);
    assert_int_equal(terr_archive_missing_layer_count(archive, 0), 0);
    terr_archive_free(archive);
}

static void test_a_bad_layer_is_named(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    const struct terr_archive_options options = own_profile();
    scratch_put("20221101_Control.json", PLAIN);
    scratch_put("20221101_ControlClaimed.json", "[]");
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    assert_int_equal(terr_archive_read(&snapshot, archive, 0, NULL, &err), TERR_EDATA);
    assert_int_equal(strncmp(err.message, "./20221101_ControlClaimed.json: ", 32), 0);
    terr_archive_free(archive);
}

static void test_layers_of_many_dates(void **state)
{
    (void)state;
    struct terr_archive_options options = own_profile();
    options.date_property = "day";
    scratch_put("all_Control.json", MAP("", "\"day\": \"2022-11-01\""));
    scratch_put("all_ControlClaimed.json",
                "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", "
                "\"properties\": {\"day\": \"2022-11-02\"}, " SQUARE "}, {\"type\": \"Feature\", "
                "\"properties\": {\"day\": \"2022-11-01\"}, " SQUARE "}]}");
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    assert_int_equal(terr_archive_count(archive), 2);
    assert_string_equal(terr_archive_at(archive, 0)->name, "all_*.json 2022-11-01");
    assert_string_equal(terr_archive_at(archive, 1)->name, "all_ControlClaimed.json 2022-11-02");
    expect_statuses(archive, 0, SOURCES("occupied", "claimed"));
    expect_statuses(archive, 1, SOURCES("claimed"));
    assert_string_equal(terr_archive_missing_layer_at(archive, 1, 0), "Control");
    terr_archive_free(archive);
}

static void test_dates_of_layers_in_properties(void **state)
{
    (void)state;
    const struct terr_archive_options options = own_profile();
    scratch_put("a_Control.json", MAP("", "\"day\": \"2022-11-01\""));
    scratch_put("b_ControlClaimed.json", MAP("", "\"day\": 20221101"));
    struct terr_archive *archive = must_open(SOURCES("."), &options);
    assert_int_equal(terr_archive_count(archive), 1);
    assert_int_equal(terr_archive_at(archive, 0)->part_count, 2);
    terr_archive_free(archive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_files_of_one_date_are_one_snapshot),
        scratch_test(test_parts_tell_file_and_layer),
        scratch_test(test_only_folders_that_are_layers_are_descended),
        scratch_test(test_names_of_snapshots),
        scratch_test(test_names_of_one_layer),
        scratch_test(test_what_is_not_joined),
        scratch_test(test_one_layer_twice),
        scratch_test(test_a_bad_layer_is_named),
        scratch_test(test_layers_of_many_dates),
        scratch_test(test_dates_of_layers_in_properties),
    };
    return cmocka_run_group_tests_name("source/archive_layers", tests, NULL, NULL);
}
