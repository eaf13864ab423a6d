// Every allocation of opening and reading an archive is made to fail in turn.
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/sample.h"

#define MAP(members, status)                                                          \
    "{\"type\":\"FeatureCollection\"" members ",\"features\":[{\"type\":\"Feature\"," \
    "\"properties\":{\"status\":\"" status "\"},\"geometry\":{\"type\":\"Polygon\","  \
    "\"coordinates\":[[[30,48],[31,48],[31,49],[30,48]]]}}]}"
#define PROFILE                                                                    \
    "{\"name\":\"own\",\"title\":\"Own\",\"timezone\":\"Europe/Kyiv\","            \
    "\"timezone_rule\":\"EET-2EEST,M3.5.0/3,M10.5.0/4\",\"extent\":[22,44,41,53]," \
    "\"zones\":{\"held\":[\"a\",\"b\"]},\"rules\":[{\"status_from\":\"status\"}]}"

// A date in a name, one in a document, a status with white space behind it, a date that does not
// exist.
static const struct sample_file maps[] = {
    {"2025-01-01.geojson", MAP("", "held ")},
    {"newest.geojson", MAP(",\"datetime\":\"2025-01-02T10:00:00Z\"", "contested")},
    {NULL, NULL}};
static const struct sample_file maps_and_a_wrong_one[] = {
    {"2025-01-01.geojson", MAP("", "held")}, {"2025-02-30.geojson", MAP("", "held")}, {NULL, NULL}};
static const struct sample_file map_and_profile[] = {
    {"2025-01-01.geojson", MAP("", "a")}, {"profile", PROFILE}, {NULL, NULL}};

// Layers by file name, dates in properties that go before the name.
#define LAYERED                                                                    \
    "{\"name\":\"own\",\"title\":\"Own\",\"timezone\":\"UTC\","                    \
    "\"layers\":[\"Control\",\"Claimed\"],"                                        \
    "\"dates\":{\"properties\":[\"none\",\"day\"],\"before_name\":true},"          \
    "\"zones\":{\"held\":[\"a\"]},\"rules\":[{\"layer\":[\"Control\"],\"status\":" \
    "\"a\"},{\"status\":\"b\"}]}"
#define DATED(day)                                                                    \
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","            \
    "\"properties\":{\"status\":\"held\",\"day\":\"2025-01-01\"},\"geometry\":null}," \
    "{\"type\":\"Feature\",\"properties\":{\"status\":\"held\",\"day\":\"" day        \
    "\"},\"geometry\":{\"type\":\"Polygon\","                                         \
    "\"coordinates\":[[[30,48],[31,48],[31,49],[30,48]]]}}]}"

static const struct sample_file layered[] = {{"2025-01-01_Control.geojson", DATED("2025-01-02")},
                                             {"2025-01-01_Claimed.geojson", DATED("2025-01-02")},
                                             {"2025-01-03_Claimed.geojson", DATED("2025-01-03")},
                                             {"profile", LAYERED},
                                             {NULL, NULL}};
static const struct sample_file many_dates[] = {
    {"2025-01-01.geojson", DATED("2025-01-02")}, {"b.geojson", DATED("2025-01-03")}, {NULL, NULL}};

static char folder[SAMPLE_PATH_SIZE];

static enum terr_code open_and_close(const struct terr_archive_options *options,
                                     struct terr_error *err)
{
    char again[SAMPLE_PATH_SIZE + 32], pattern[SAMPLE_PATH_SIZE + 32];
    snprintf(again, sizeof again, "%s/../%s/2025-01-01.geojson", folder, strrchr(folder, '/') + 1);
    snprintf(pattern, sizeof pattern, "%s/*-01.geojson", folder);
    const char *const sources[] = {folder, again, pattern};
    struct terr_archive *archive;
    const enum terr_code code = terr_archive_open(&archive, sources, 3, options, err);
    if (code) assert_null(archive);
    terr_archive_free(archive);
    return code;
}

static enum terr_code open_recognised(struct terr_error *err)
{
    const struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    return open_and_close(&options, err);
}

static enum terr_code open_undated(struct terr_error *err)
{
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    options.profile = "generic"; // recognising is tried above, and takes its time
    options.undated = true;
    options.timezone = "EET-2";
    return open_and_close(&options, err);
}

static enum terr_code open_and_leave_out(struct terr_error *err)
{
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    options.profile = "generic";
    options.keep_going = true;
    return open_and_close(&options, err);
}

static enum terr_code open_with_profile(struct terr_error *err)
{
    char profile[SAMPLE_PATH_SIZE + 32];
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    snprintf(profile, sizeof profile, "%s/profile", folder);
    options.profile = profile;
    return open_and_close(&options, err);
}

// An archive opened before anything fails.
static struct terr_archive *archive;

static enum terr_code read_all(struct terr_error *err);

static enum terr_code open_and_read(const struct terr_archive_options *options,
                                    struct terr_error *err)
{
    const char *const sources[] = {folder};
    enum terr_code code = terr_archive_open(&archive, sources, 1, options, err);
    if (code) {
        assert_null(archive);
    } else {
        code = read_all(err);
    }
    terr_archive_free(archive);
    return code;
}

static enum terr_code open_layers(struct terr_error *err)
{
    char profile[SAMPLE_PATH_SIZE + 32];
    const struct terr_moment excluded = {.day = 20091}; // 2025-01-03
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    snprintf(profile, sizeof profile, "%s/profile", folder);
    options.profile = profile;
    options.excluded = &excluded;
    options.excluded_count = 1;
    return open_and_read(&options, err);
}

static enum terr_code open_many_dates(struct terr_error *err)
{
    const struct terr_moment excluded = {.day = 20090}; // 2025-01-02
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    options.profile = "generic";
    options.date_property = "day";
    options.excluded = &excluded;
    options.excluded_count = 1;
    return open_and_read(&options, err);
}

static enum terr_code read_all(struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < terr_archive_count(archive) && !code; i++) {
        struct terr_snapshot *snapshot;
        code = terr_archive_read(&snapshot, archive, i, NULL, err);
        if (code) assert_null(snapshot);
        terr_snapshot_free(snapshot);
    }
    return code;
}

static void opening_an_archive(void **state)
{
    (void)state;
    sample_folder_make(folder, maps);
    fail_alloc_each(open_recognised);
    fail_alloc_each(open_undated);
    sample_folder_remove(folder);
}

static void leaving_out_a_file(void **state)
{
    (void)state;
    sample_folder_make(folder, maps_and_a_wrong_one);
    fail_alloc_each(open_and_leave_out);
    sample_folder_remove(folder);
}

static void opening_with_a_profile_from_a_file(void **state)
{
    (void)state;
    sample_folder_make(folder, map_and_profile);
    fail_alloc_each(open_with_profile);
    sample_folder_remove(folder);
}

static void snapshots_of_several_files(void **state)
{
    (void)state;
    sample_folder_make(folder, layered);
    fail_alloc_each(open_layers);
    sample_folder_remove(folder);
}

static void files_of_several_snapshots(void **state)
{
    (void)state;
    sample_folder_make(folder, many_dates);
    fail_alloc_each(open_many_dates);
    sample_folder_remove(folder);
}

static void reading_snapshots(void **state)
{
    struct terr_error err;
    const struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    const char *const sources[] = {folder};
    (void)state;
    sample_folder_make(folder, maps);
    check_ok(terr_archive_open(&archive, sources, 1, &options, &err));
    fail_alloc_each(read_all);
    terr_archive_free(archive);
    sample_folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_an_archive),
        cmocka_unit_test(leaving_out_a_file),
        cmocka_unit_test(opening_with_a_profile_from_a_file),
        cmocka_unit_test(snapshots_of_several_files),
        cmocka_unit_test(files_of_several_snapshots),
        cmocka_unit_test(reading_snapshots),
    };
    return cmocka_run_group_tests_name("source/archive, memory", tests, NULL, NULL);
}
