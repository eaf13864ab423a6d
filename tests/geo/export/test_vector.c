// GeoPackage, FlatGeobuf and shapefiles, read back by GDAL.
#include "../../support/check.h"

#include "../../support/sample.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <time.h>
#include <unistd.h>

#define PATH_SIZE (2 * SAMPLE_PATH_SIZE)

static const char *const two_zones[] = {"occupied", "contested", NULL};
static const char *const targets[] = {"change.gpkg", "change.fgb", "change.shp"};
#define SHAPEFILE_COMPANIONS 4
#define TARGET_COUNT (sizeof targets / sizeof targets[0])

// A change of two zones, and an empty folder to write into.
struct fixture {
    struct sample sample;
    char folder[SAMPLE_PATH_SIZE];
};

static int open_fixture(void **state)
{
    static struct fixture fixture;
    sample_open(&fixture.sample, sample_front, two_zones, false);
    sample_measure(&fixture.sample, "2025-01-01", "2025-01-02");
    sample_folder_make(fixture.folder, NULL);
    *state = &fixture;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *fixture = *state;
    sample_folder_remove(fixture->folder);
    sample_close(&fixture->sample);
    return 0;
}

static void path_of(char path[PATH_SIZE], const struct fixture *fixture, const char *name)
{
    snprintf(path, PATH_SIZE, "%s/%s", fixture->folder, name);
}

static void it_writes_by_extension(void **state)
{
    (void)state;
    assert_true(terr_vector_writes("a/change.gpkg"));
    assert_true(terr_vector_writes("CHANGE.FGB"));
    assert_true(terr_vector_writes("change.shp"));
    assert_true(terr_vector_has_layers("a/change.gpkg"));
    assert_false(terr_vector_has_layers("change.fgb"));
    assert_false(terr_vector_has_layers("change.shp"));
    assert_false(terr_vector_writes("change.geojson"));
    assert_false(terr_vector_writes("gpkg"));
}

static const struct {
    const char *change;
    const char *zone;
    double km2; // the closed form of the cell, computed in Python (as in test_geojson.c)
} expected[] = {
    {"gained", "occupied", 4108.866038},
    {"lost", "occupied", 514.864891},
    {"lost", "contested", 4108.866038},
};
#define EXPECTED_COUNT (sizeof expected / sizeof expected[0])

static void check_day(OGRFeatureH feature, const char *field, int expected_day)
{
    int year, month, day, hour, minute, second, zone;
    const int index = OGR_F_GetFieldIndex(feature, field);
    assert_true(OGR_F_GetFieldAsDateTime(feature, index, &year, &month, &day, &hour, &minute,
                                         &second, &zone));
    assert_int_equal(year, 2025);
    assert_int_equal(month, 1);
    assert_int_equal(day, expected_day);
    assert_int_equal(hour + minute + second, 0);
}

// FlatGeobuf orders features by place, so each is looked up by what it says.
static size_t check_feature(OGRFeatureH feature)
{
    const char *change = OGR_F_GetFieldAsString(feature, OGR_F_GetFieldIndex(feature, "change"));
    const char *zone = OGR_F_GetFieldAsString(feature, OGR_F_GetFieldIndex(feature, "zone"));
    OGREnvelope box;
    assert_false(OGR_F_IsFieldSetAndNotNull(feature, OGR_F_GetFieldIndex(feature, "region")));
    check_day(feature, "from", 1);
    check_day(feature, "to", 2);
    assert_true(OGR_G_IsValid(OGR_F_GetGeometryRef(feature)));
    OGR_G_GetEnvelope(OGR_F_GetGeometryRef(feature), &box);
    assert_true(box.MinX >= 30 && box.MaxX <= 32 && box.MinY >= 48 && box.MaxY <= 49);
    for (size_t i = 0; i < EXPECTED_COUNT; i++) {
        if (strcmp(change, expected[i].change) || strcmp(zone, expected[i].zone)) continue;
        check_near(OGR_F_GetFieldAsDouble(feature, OGR_F_GetFieldIndex(feature, "area_km2")),
                   expected[i].km2, 0);
        return i;
    }
    fail_msg("unexpected feature %s %s", change, zone);
    return 0;
}

// Checks the features of a layer and returns which of the expected ones they are, by bit.
static size_t check_layer(OGRLayerH layer, const char *target)
{
    const bool is_shapefile = strstr(target, ".shp") != NULL;
    const bool has_layers = terr_vector_has_layers(target);
    size_t seen = 0;
    assert_int_equal(OGR_L_GetGeomType(layer), is_shapefile ? wkbPolygon : wkbMultiPolygon);
    assert_string_equal(OSRGetAuthorityCode(OGR_L_GetSpatialRef(layer), NULL), "4326");
    for (OGRFeatureH feature; (feature = OGR_L_GetNextFeature(layer)) != NULL;) {
        const size_t index = check_feature(feature);
        assert_string_equal(OGR_L_GetName(layer), has_layers ? expected[index].change : "change");
        seen |= (size_t)1 << index;
        OGR_F_Destroy(feature);
    }
    return seen;
}

static void gdal_reads_the_features_back(void **state)
{
    const struct fixture *fixture = *state;
    struct terr_error err;
    char path[PATH_SIZE];
    for (size_t i = 0; i < TARGET_COUNT; i++) {
        path_of(path, fixture, targets[i]);
        check_ok(terr_vector_write_change(path, false, &fixture->sample.measured,
                                          TERR_PARTS_CHANGED, &err));
        GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
        assert_non_null(dataset);
        const int layers = GDALDatasetGetLayerCount(dataset);
        assert_int_equal(layers, terr_vector_has_layers(path) ? 2 : 1);
        size_t seen = 0;
        for (int layer = 0; layer < layers; layer++) {
            seen |= check_layer(GDALDatasetGetLayer(dataset, layer), targets[i]);
        }
        assert_int_equal(seen, (1 << EXPECTED_COUNT) - 1);
        GDALClose(dataset);
    }
    // no journal, no draft
    assert_int_equal(sample_folder_count(fixture->folder), TARGET_COUNT + SHAPEFILE_COMPANIONS);
}

static void the_same_change_gives_the_same_bytes(void **state)
{
    const struct fixture *fixture = *state;
    static const char *const others[] = {"other.gpkg", "other.fgb", "other.shp"};
    struct terr_error err;
    char path[PATH_SIZE];
    for (size_t i = 0; i < TARGET_COUNT; i++) {
        struct terr_bytes first = {NULL, 0}, second = {NULL, 0};
        path_of(path, fixture, targets[i]);
        check_ok(terr_vector_write_change(path, true, &fixture->sample.measured, TERR_PARTS_CHANGED,
                                          &err));
        check_ok(terr_file_read(&first, path, &err));
        struct timespec pause = {1, 100000000}; // the formats' clocks tick in seconds
        nanosleep(&pause, NULL);
        path_of(path, fixture, others[i]);
        check_ok(terr_vector_write_change(path, true, &fixture->sample.measured, TERR_PARTS_CHANGED,
                                          &err));
        check_ok(terr_file_read(&second, path, &err));
        assert_int_equal(first.length, second.length);
        assert_memory_equal(first.bytes, second.bytes, first.length);
        terr_bytes_dispose(&first);
        terr_bytes_dispose(&second);
    }
}

static void a_change_of_nothing_gives_an_empty_layer(void **state)
{
    const struct fixture *fixture = *state;
    struct sample sample;
    struct terr_error err;
    char path[PATH_SIZE];
    sample_open(&sample, sample_front, two_zones, false);
    sample_measure(&sample, "2025-01-02", "2025-01-02");
    for (size_t i = 0; i < TARGET_COUNT; i++) {
        path_of(path, fixture, targets[i]);
        check_ok(terr_vector_write_change(path, true, &sample.measured, TERR_PARTS_CHANGED, &err));
        GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
        assert_non_null(dataset);
        OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
        assert_int_equal(OGR_L_GetFeatureCount(layer, TRUE), 0);
        assert_true(OGR_L_GetLayerDefn(layer) != NULL);
        assert_int_equal(OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer)), 8);
        GDALClose(dataset);
    }
    sample_close(&sample);
}

static void without_dates_from_and_to_are_null(void **state)
{
    const struct fixture *fixture = *state;
    struct sample sample;
    struct terr_error err;
    char path[PATH_SIZE];
    const struct sample_file files[] = {
        {"a.geojson", sample_front[0].text}, {"b.geojson", sample_front[1].text}, {NULL, NULL}};
    sample_open(&sample, files, two_zones, true);
    sample_measure(&sample, NULL, NULL);
    for (size_t i = 0; i < TARGET_COUNT; i++) {
        path_of(path, fixture, targets[i]);
        check_ok(terr_vector_write_change(path, true, &sample.measured, TERR_PARTS_CHANGED, &err));
        GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
        OGRFeatureH feature = OGR_L_GetNextFeature(GDALDatasetGetLayer(dataset, 0));
        const int from = OGR_F_GetFieldIndex(feature, "from");
        assert_true(from >= 0);
        assert_false(OGR_F_IsFieldSetAndNotNull(feature, from));
        OGR_F_Destroy(feature);
        GDALClose(dataset);
    }
    sample_close(&sample);
}

static void an_existing_file_is_kept_unless_told(void **state)
{
    const struct fixture *fixture = *state;
    struct terr_error err;
    struct terr_bytes bytes = {NULL, 0};
    char path[PATH_SIZE];
    path_of(path, fixture, "kept.gpkg");
    check_ok(terr_draft_write(path, "mine", 4, false, &err));
    assert_int_equal(
        terr_vector_write_change(path, false, &fixture->sample.measured, TERR_PARTS_CHANGED, &err),
        TERR_EOUTPUT);
    check_ok(terr_file_read(&bytes, path, &err));
    assert_string_equal(bytes.bytes, "mine");
    terr_bytes_dispose(&bytes);
    check_ok(
        terr_vector_write_change(path, true, &fixture->sample.measured, TERR_PARTS_CHANGED, &err));
    check_ok(terr_file_read(&bytes, path, &err));
    assert_memory_equal(bytes.bytes, "SQLite format 3", 16);
    terr_bytes_dispose(&bytes);
}

static void a_missing_folder_or_another_extension_is_an_output_error(void **state)
{
    const struct fixture *fixture = *state;
    struct terr_error err;
    char path[PATH_SIZE];
    path_of(path, fixture, "missing/change.gpkg");
    assert_int_equal(
        terr_vector_write_change(path, false, &fixture->sample.measured, TERR_PARTS_CHANGED, &err),
        TERR_EOUTPUT);
    check_fails(terr_vector_write_change("change.kml", false, &fixture->sample.measured,
                                         TERR_PARTS_CHANGED, &err),
                TERR_EOUTPUT, "'change.kml' ends in none of .gpkg, .fgb and .shp");
}

static void a_full_disk_is_an_output_error(void **state)
{
    const struct fixture *fixture = *state;
    struct terr_error err;
    char path[PATH_SIZE];
    if (access("/dev/full", W_OK) != 0) skip();
    for (size_t i = 0; i < TARGET_COUNT; i++) {
        path_of(path, fixture, targets[i]);
        assert_int_equal(symlink("/dev/full", path), 0);
        assert_int_equal(terr_vector_write_change(path, true, &fixture->sample.measured,
                                                  TERR_PARTS_CHANGED, &err),
                         TERR_EOUTPUT);
    }
}

static void a_shapefile_is_whole_or_not_there(void **state)
{
    const struct fixture *fixture = *state;
    struct terr_error err;
    struct terr_bytes bytes = {NULL, 0};
    char path[PATH_SIZE], companion[PATH_SIZE];
    path_of(path, fixture, "change.shp");
    path_of(companion, fixture, "change.dbf");
    check_ok(terr_draft_write(companion, "mine", 4, false, &err));
    check_fails(
        terr_vector_write_change(path, false, &fixture->sample.measured, TERR_PARTS_CHANGED, &err),
        TERR_EOUTPUT, "change.dbf: already exists");
    assert_int_equal(sample_folder_count(fixture->folder), 1);
    check_ok(terr_file_read(&bytes, companion, &err));
    assert_string_equal(bytes.bytes, "mine");
    terr_bytes_dispose(&bytes);

    path_of(companion, fixture, "change.qix"); // an index of what was there before
    check_ok(terr_draft_write(companion, "old", 3, false, &err));
    check_ok(
        terr_vector_write_change(path, true, &fixture->sample.measured, TERR_PARTS_CHANGED, &err));
    assert_int_equal(terr_file_kind(companion), TERR_FILE_MISSING);
    assert_int_equal(sample_folder_count(fixture->folder), 1 + SHAPEFILE_COMPANIONS);
}

// Those who read the file that the link leads to would otherwise find old attributes beside new
// shapes.
static void the_files_beside_a_link_are_those_beside_what_it_leads_to(void **state)
{
    const struct fixture *fixture = *state;
    struct terr_error err;
    char path[PATH_SIZE], link[PATH_SIZE], companion[PATH_SIZE];
    path_of(path, fixture, "change.shp");
    path_of(companion, fixture, "change.dbf");
    path_of(link, fixture, "newest.shp");
    check_ok(terr_draft_write(path, "old", 3, false, &err));
    check_ok(terr_draft_write(companion, "old", 3, false, &err));
    assert_int_equal(symlink("change.shp", link), 0);
    check_ok(
        terr_vector_write_change(link, true, &fixture->sample.measured, TERR_PARTS_CHANGED, &err));
    assert_int_equal(sample_folder_count(fixture->folder), 2 + SHAPEFILE_COMPANIONS);
    struct terr_bytes bytes = {NULL, 0};
    check_ok(terr_file_read(&bytes, companion, &err));
    assert_true(bytes.length > 3);
    terr_bytes_dispose(&bytes);
}

// Without its database PROJ knows no EPSG:4326; a file without coordinates' meaning is no answer.

static void a_missing_projection_database_is_an_error_that_leaves_nothing(void **state)
{
    const struct fixture *fixture = *state;
    struct terr_error err;
    char path[PATH_SIZE];
    const char *const nowhere[] = {fixture->folder, NULL};
    OSRSetPROJSearchPaths(nowhere);
    for (size_t i = 0; i < TARGET_COUNT; i++) {
        path_of(path, fixture, targets[i]);
        assert_int_equal(terr_vector_write_change(path, false, &fixture->sample.measured,
                                                  TERR_PARTS_CHANGED, &err),
                         TERR_EOUTPUT);
        assert_int_equal(strncmp(err.message, "GDAL, ", 6), 0);
        assert_non_null(strstr(err.message, "the layer: PROJ"));
    }
    OSRSetPROJSearchPaths(NULL);
    assert_int_equal(sample_folder_count(fixture->folder), 0);
}

static void the_callers_gdal_settings_come_back(void **state)
{
    const struct fixture *fixture = *state;
    struct terr_error err;
    char path[PATH_SIZE];
    path_of(path, fixture, targets[0]);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", "1999-12-31T00:00:00.000Z");
    check_ok(
        terr_vector_write_change(path, false, &fixture->sample.measured, TERR_PARTS_CHANGED, &err));
    assert_string_equal(CPLGetThreadLocalConfigOption("OGR_CURRENT_DATE", ""),
                        "1999-12-31T00:00:00.000Z");
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    check_ok(
        terr_vector_write_change(path, true, &fixture->sample.measured, TERR_PARTS_CHANGED, &err));
    assert_null(CPLGetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL));
}

static void the_engine_tells_its_version(void **state)
{
    (void)state;
    assert_true(terr_vector_engine_version()[0] >= '3');
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        // first, as GDAL remembers what it once found in the database
        WITH_FIXTURE(a_missing_projection_database_is_an_error_that_leaves_nothing),
        cmocka_unit_test(it_writes_by_extension),
        WITH_FIXTURE(gdal_reads_the_features_back),
        WITH_FIXTURE(the_same_change_gives_the_same_bytes),
        WITH_FIXTURE(a_change_of_nothing_gives_an_empty_layer),
        WITH_FIXTURE(without_dates_from_and_to_are_null),
        WITH_FIXTURE(an_existing_file_is_kept_unless_told),
        WITH_FIXTURE(a_missing_folder_or_another_extension_is_an_output_error),
        WITH_FIXTURE(a_full_disk_is_an_output_error),
        WITH_FIXTURE(a_shapefile_is_whole_or_not_there),
        WITH_FIXTURE(the_files_beside_a_link_are_those_beside_what_it_leads_to),
        WITH_FIXTURE(the_callers_gdal_settings_come_back),
        cmocka_unit_test(the_engine_tells_its_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
