// The real archives open as the snapshots and dates that are told of them, without being told their
// profile; and opening reads few of their files.
#include "../support/check.h"

#include "real.h"

static struct terr_archive *open_folder(const char *folder)
{
    struct terr_error err;
    struct terr_archive *archive;
    char path[4096];
    real_path(path, sizeof path, folder);
    const char *const sources[] = {path};
    const struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    check_ok(terr_archive_open(&archive, sources, 1, &options, &err));
    return archive;
}

static bool is_of_day(const struct terr_archive *archive, size_t index, const char *day)
{
    char text[TERR_DAY_SIZE];
    terr_day_print(text, terr_archive_at(archive, index)->day);
    if (strcmp(text, day) == 0) return true;
    printf("snapshot %zu is of %s, not of %s\n", index, text, day);
    return false;
}

static void expect_days(const struct terr_archive *archive, const char *const *days)
{
    size_t i = 0;
    for (; days[i]; i++) {
        assert_true(i < terr_archive_count(archive));
        assert_true(is_of_day(archive, i, days[i]));
    }
    assert_int_equal(terr_archive_count(archive), i);
}

static const struct {
    const char *folder;
    enum terr_date_source source;
    const char *days[12];
} listed[] = {
    {"isw-layers", TERR_DATE_FILE_NAME, {"2022-11-01", "2022-11-08", "2022-11-15", NULL}},
    {"isw-daily",
     TERR_DATE_FILE_NAME,
     {"2023-05-01", "2023-05-07", "2023-05-13", "2023-05-20", "2023-05-26", "2023-06-01",
      "2023-06-07", "2023-06-13", "2023-06-19", "2023-06-25", NULL}},
    {"isw-simplified",
     TERR_DATE_FILE_NAME,
     {"2023-11-23", "2024-11-03", "2025-01-03", "2025-07-31", "2025-12-28", "2026-01-25",
      "2202-02-02", NULL}},
    // by "_dateto": two files of the first days, named by others, are of one day
    {"nzz-daily",
     TERR_DATE_PROPERTY,
     {"2022-03-02", "2022-09-11", "2022-09-11", "2022-10-16", "2023-06-02", "2024-01-19",
      "2024-09-03", "2025-04-24", "2025-12-10", NULL}},
    {"uacontrolmap-daily",
     TERR_DATE_FILE_NAME,
     {"2022-12-11", "2023-05-30", "2023-11-16", "2024-05-04", "2024-10-21", "2025-04-09",
      "2025-09-26", "2026-03-15", NULL}},
};

static void days_of_the_archives(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof listed / sizeof listed[0]; i++) {
        struct terr_archive *archive = open_folder(listed[i].folder);
        printf("%s: %s, %s\n", listed[i].folder, terr_profile_name(terr_archive_profile(archive)),
               terr_archive_recognised_by(archive));
        expect_days(archive, listed[i].days);
        for (size_t s = 0; s < terr_archive_count(archive); s++) {
            assert_int_equal(terr_archive_at(archive, s)->date_source, listed[i].source);
        }
        terr_archive_free(archive);
    }
}

static void ends_of_the_long_archives(void **state)
{
    (void)state;
    struct terr_archive *archive = open_folder("deepstate-daily");
    assert_int_equal(terr_archive_count(archive), 536);
    assert_true(is_of_day(archive, 0, "2024-07-08"));
    assert_true(is_of_day(archive, 535, "2025-12-31"));
    terr_archive_free(archive);

    archive = open_folder("deepstate-raw");
    assert_int_equal(terr_archive_count(archive), 114);
    assert_true(is_of_day(archive, 0, "2022-04-03"));
    assert_true(is_of_day(archive, 113, "2025-08-01"));
    assert_int_equal(terr_archive_at(archive, 0)->instant_s, 1648989208);
    terr_archive_free(archive);
}

static void snapshots_of_five_layers(void **state)
{
    (void)state;
    static const char *const layers[] = {
        "RussianAssessedAdvanceinUkraine", "RussianAssessedCoTinUkraine",
        "RussianClaimedCoTinUkraine", "UkrainianClaimedCounterOffensives",
        "UkrainianReportedPartisanWarfare"};
    struct terr_error err;
    struct terr_archive *archive = open_folder("isw-layers");
    assert_string_equal(terr_archive_at(archive, 0)->name, "20221101_*.geojson");
    for (size_t i = 0; i < terr_archive_count(archive); i++) {
        struct terr_snapshot *snapshot;
        assert_int_equal(terr_archive_at(archive, i)->part_count, 5);
        assert_int_equal(terr_archive_missing_layer_count(archive, i), 0);
        check_ok(terr_archive_read(&snapshot, archive, i, NULL, &err));
        assert_int_equal(terr_snapshot_part_count(snapshot), 5);
        for (size_t l = 0; l < 5; l++) {
            bool found = false;
            for (size_t p = 0; p < 5; p++) {
                const char *layer = terr_snapshot_part_at(snapshot, p)->layer;
                found = found || strcmp(layer, layers[l]) == 0;
            }
            assert_true(found);
        }
        terr_snapshot_free(snapshot);
    }
    terr_archive_free(archive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_of_the_archives),
        cmocka_unit_test(ends_of_the_long_archives),
        cmocka_unit_test(snapshots_of_five_layers),
    };
    for (size_t i = 0; i < sizeof listed / sizeof listed[0]; i++) {
        if (!real_maps_are_here(listed[i].folder)) return REAL_MAPS_MISSING;
    }
    if (!real_maps_are_here("deepstate-daily") || !real_maps_are_here("deepstate-raw")) {
        return REAL_MAPS_MISSING;
    }
    return cmocka_run_group_tests_name("real/archives", tests, NULL, NULL);
}
