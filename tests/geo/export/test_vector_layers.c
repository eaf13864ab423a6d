// The layers of a GeoPackage: all that there is of a zone, read back by GDAL.
#include "../../support/check.h"

#include "../../support/sample.h"

#include <gdal.h>
#include <ogr_api.h>

#define PATH_SIZE (2 * SAMPLE_PATH_SIZE)

static const char *const two_zones[] = {"occupied", "contested", NULL};

struct fixture {
    struct sample sample;
    struct terr_standing *standing;
    char folder[SAMPLE_PATH_SIZE];
    char path[PATH_SIZE];
};

static int open_fixture(void **state)
{
    static struct fixture fixture;
    struct terr_error err;
    struct sample *sample = &fixture.sample;
    sample_open(sample, sample_front, two_zones, false);
    sample_measure(sample, "2025-01-01", "2025-01-02");
    check_ok(terr_standing_of(&fixture.standing, &sample->worker, sample->change,
                              sample->list.count, NULL, &err));
    check_ok(terr_measured_change_add_standing(&sample->measured, fixture.standing, &err));
    sample_folder_make(fixture.folder, NULL);
    snprintf(fixture.path, sizeof fixture.path, "%s/change.gpkg", fixture.folder);
    *state = &fixture;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *fixture = *state;
    sample_folder_remove(fixture->folder);
    terr_standing_free(fixture->standing);
    sample_close(&fixture->sample);
    return 0;
}

// The closed forms of test_vector.c: half a degree of longitude between 48 and 49 N, and the hole.
#define HALF_KM2 4108.866038
#define HOLE_KM2 514.864891
// Three of them, each rounded to 5e-7.
#define SUM_KM2 1.5e-6

static const struct {
    const char *layer;
    const char *zone;
    double km2;
} expected[] = {
    {"gained", "occupied", HALF_KM2},     {"lost", "occupied", HOLE_KM2},
    {"lost", "contested", HALF_KM2},      {"held", "occupied", 3 * HALF_KM2 - HOLE_KM2},
    {"held", "contested", HALF_KM2},      {"unchanged", "occupied", 2 * HALF_KM2 - HOLE_KM2},
    {"unchanged", "contested", HALF_KM2},
};
#define EXPECTED_COUNT (sizeof expected / sizeof expected[0])

// Where in the list it stands; the area is that of the geometry too.
static size_t check_feature(const char *layer, OGRFeatureH feature)
{
    const char *change = OGR_F_GetFieldAsString(feature, OGR_F_GetFieldIndex(feature, "change"));
    const char *zone = OGR_F_GetFieldAsString(feature, OGR_F_GetFieldIndex(feature, "zone"));
    const double km2 = OGR_F_GetFieldAsDouble(feature, OGR_F_GetFieldIndex(feature, "area_km2"));
    assert_string_equal(change, layer);
    assert_true(OGR_G_IsValid(OGR_F_GetGeometryRef(feature)));
    for (size_t i = 0; i < EXPECTED_COUNT; i++) {
        if (strcmp(layer, expected[i].layer) || strcmp(zone, expected[i].zone)) continue;
        check_near(km2, expected[i].km2, SUM_KM2);
        return i;
    }
    fail_msg("unexpected feature %s %s", layer, zone);
    return 0;
}

static void every_kind_of_ground_has_a_layer(void **state)
{
    const struct fixture *fixture = *state;
    struct terr_error err;
    size_t seen = 0;
    check_ok(terr_vector_write_change(fixture->path, false, &fixture->sample.measured,
                                      TERR_PARTS_ALL, &err));
    GDALDatasetH dataset = GDALOpenEx(fixture->path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(dataset);
    assert_int_equal(GDALDatasetGetLayerCount(dataset), TERR_PART_KINDS);
    for (int kind = 0; kind < TERR_PART_KINDS; kind++) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, kind);
        const char *name = terr_part_name((enum terr_part_kind)kind);
        assert_string_equal(OGR_L_GetName(layer), name);
        for (OGRFeatureH feature; (feature = OGR_L_GetNextFeature(layer)) != NULL;) {
            seen |= (size_t)1 << check_feature(name, feature);
            OGR_F_Destroy(feature);
        }
    }
    assert_int_equal(seen, (1 << EXPECTED_COUNT) - 1);
    GDALClose(dataset);
}

static void the_layers_asked_for_are_there_even_empty(void **state)
{
    const struct fixture *fixture = *state;
    struct sample sample;
    struct terr_error err;
    sample_open(&sample, sample_front, two_zones, false);
    sample_measure(&sample, "2025-01-02", "2025-01-02");
    check_ok(terr_vector_write_change(fixture->path, false, &sample.measured,
                                      TERR_PARTS_OF(TERR_PART_LOST), &err));
    GDALDatasetH dataset = GDALOpenEx(fixture->path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(dataset);
    assert_int_equal(GDALDatasetGetLayerCount(dataset), 1);
    assert_string_equal(OGR_L_GetName(GDALDatasetGetLayer(dataset, 0)), "lost");
    assert_int_equal(OGR_L_GetFeatureCount(GDALDatasetGetLayer(dataset, 0), TRUE), 0);
    GDALClose(dataset);
    sample_close(&sample);
}

static void metadata_say_where_the_change_comes_from(void **state)
{
    const struct fixture *fixture = *state;
    struct terr_error err;
    check_ok(terr_vector_write_change(fixture->path, false, &fixture->sample.measured,
                                      TERR_PARTS_CHANGED, &err));
    GDALDatasetH dataset = GDALOpenEx(fixture->path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(dataset);
    const char *method = GDALGetMetadataItem(dataset, "method", NULL);
    const char *provenance = GDALGetMetadataItem(dataset, "provenance", NULL);
    assert_non_null(method);
    assert_non_null(strstr(method, "on the WGS 84 ellipsoid"));
    assert_non_null(provenance);
    assert_non_null(strstr(provenance, "\"snapshots\":["));
    GDALClose(dataset);
}

// Held and unchanged ground is nothing that was gained or lost, and no layer says it is.
static void a_layer_says_what_ground_it_has_and_how_it_was_counted(void **state)
{
    static const char *const meanings[TERR_PART_KINDS] = {
        "Ground in a zone on the map of \"to\" and not on that of \"from\". ",
        "Ground in a zone on the map of \"from\" and not on that of \"to\". ",
        "Ground in a zone on the map of \"to\". ",
        "Ground in a zone on both maps, of \"from\" and of \"to\". ",
    };
    const struct fixture *fixture = *state;
    struct terr_error err;
    check_ok(terr_vector_write_change(fixture->path, false, &fixture->sample.measured,
                                      TERR_PARTS_ALL, &err));
    GDALDatasetH dataset = GDALOpenEx(fixture->path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(dataset);
    const char *method = GDALGetMetadataItem(dataset, "method", NULL);
    for (int kind = 0; kind < TERR_PART_KINDS; kind++) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, kind);
        const char *description = GDALGetMetadataItem(layer, "DESCRIPTION", NULL);
        const size_t length = strlen(meanings[kind]);
        assert_non_null(description);
        assert_memory_equal(description, meanings[kind], length);
        assert_string_equal(description + length, method);
    }
    GDALClose(dataset);
}

static void words_of_kinds_are_parsed(void **state)
{
    struct terr_error err;
    unsigned kinds = 77;
    (void)state;
    check_ok(terr_parts_parse(&kinds, "lost,gained", &err));
    assert_int_equal(kinds, TERR_PARTS_CHANGED);
    check_ok(terr_parts_parse(&kinds, "unchanged,held,lost,gained", &err));
    assert_int_equal(kinds, TERR_PARTS_ALL);
    check_ok(terr_parts_parse(&kinds, "held", &err));
    assert_int_equal(kinds, TERR_PARTS_OF(TERR_PART_HELD));
    check_fails(terr_parts_parse(&kinds, "gained,", &err), TERR_EARG,
                "'' is none of gained, lost, held, unchanged");
    check_fails(terr_parts_parse(&kinds, "", &err), TERR_EARG,
                "'' is none of gained, lost, held, unchanged");
    check_fails(terr_parts_parse(&kinds, "gain", &err), TERR_EARG,
                "'gain' is none of gained, lost, held, unchanged");
    check_fails(terr_parts_parse(&kinds, "lost,lost", &err), TERR_EARG,
                "'lost' stands there twice");
    assert_int_equal(kinds, TERR_PARTS_OF(TERR_PART_HELD));
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(every_kind_of_ground_has_a_layer),
        WITH_FIXTURE(the_layers_asked_for_are_there_even_empty),
        WITH_FIXTURE(metadata_say_where_the_change_comes_from),
        WITH_FIXTURE(a_layer_says_what_ground_it_has_and_how_it_was_counted),
        cmocka_unit_test(words_of_kinds_are_parsed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
