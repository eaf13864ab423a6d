// The changed areas as GeoJSON, read back by GDAL and by our own reader.
#include "../../support/check.h"

#include "../../support/sample.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

static const char *const two_zones[] = {"occupied", "contested", NULL};

static void write_change(struct terr_text *text, const struct sample *sample)
{
    struct terr_error err;
    terr_geojson_change(text, &sample->measured, TERR_PARTS_CHANGED);
    check_ok(terr_text_check(text, &err));
}

// The document but for its members "method" and "snapshots", which tests/check/provenance.sh looks
// at.
static void check_text(const struct terr_text *text, const char *expected)
{
    struct terr_error err;
    struct terr_text rest = TERR_TEXT_INIT;
    const char *from = strstr(text->bytes, "\"method\":\"Ground counted as ");
    assert_non_null(from);
    const char *to = strstr(from, "\n],\"features\":");
    assert_non_null(to);
    terr_text_add_bytes(&rest, text->bytes, (size_t)(from - text->bytes));
    terr_text_add(&rest, to + strlen("\n],"));
    check_ok(terr_text_check(&rest, &err));
    assert_string_equal(rest.bytes, expected);
    terr_text_dispose(&rest);
}

// Areas: the closed form of a cell between two parallels (authalic latitude), computed in Python.
#define HALF_DEGREE_CELL "4108.866038"   // 0.5 degree wide, 48 to 49 N
#define QUARTER_DEGREE_CELL "514.864891" // 0.25 degree wide, 48.25 to 48.5 N

#define FEATURE(change, zone, km2, ring)                                                       \
    "{\"type\":\"Feature\",\"properties\":{\"change\":\"" change "\",\"zone\":\"" zone "\","   \
    "\"region\":null,\"from\":\"2025-01-01\",\"from_snapshot\":\"2025-01-01.geojson\",\"to\":" \
    "\"2025-01-02\",\"to_snapshot\":\"2025-01-02.geojson\",\"area_km2\":" km2 "},"             \
    "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[" ring "]]}}"
#define EAST_RING "[[31,48],[31.5,48],[31.5,49],[31,49],[31,48]]"
#define HOLE_RING "[[30.25,48.25],[30.5,48.25],[30.5,48.5],[30.25,48.5],[30.25,48.25]]"

static void it_has_one_feature_a_line_for_each_zone_and_direction(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, sample_front, two_zones, false);
    sample_measure(&sample, "2025-01-01", "2025-01-02");
    write_change(&text, &sample);
    check_text(&text,
               "{\"type\":\"FeatureCollection\",\"features\":[\n"                //
               FEATURE("gained", "occupied", HALF_DEGREE_CELL, EAST_RING) ",\n"  //
               FEATURE("lost", "occupied", QUARTER_DEGREE_CELL, HOLE_RING) ",\n" //
               FEATURE("lost", "contested", HALF_DEGREE_CELL, EAST_RING) "\n]}\n");
    terr_text_dispose(&text);
    sample_close(&sample);
}

static void no_change_is_an_empty_collection(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, sample_front, two_zones, false);
    sample_measure(&sample, "2025-01-02", "2025-01-02");
    write_change(&text, &sample);
    check_text(&text, "{\"type\":\"FeatureCollection\",\"features\":[\n]}\n");
    terr_text_dispose(&text);
    sample_close(&sample);
}

static void without_dates_from_and_to_are_null(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    const struct sample_file files[] = {
        {"a.geojson", sample_front[0].text}, {"b.geojson", sample_front[1].text}, {NULL, NULL}};
    sample_open(&sample, files, two_zones, true);
    sample_measure(&sample, NULL, NULL);
    write_change(&text, &sample);
    assert_non_null(strstr(text.bytes, "\"region\":null,\"from\":null,"
                                       "\"from_snapshot\":\"a.geojson\",\"to\":null,"
                                       "\"to_snapshot\":\"b.geojson\",\"area_km2\":"));
    terr_text_dispose(&text);
    sample_close(&sample);
}

static void the_profiles_attribution_is_carried_and_nothing_else(void **state)
{
    (void)state;
    static const char *const held[] = {"held", NULL};
    static const char daily[] =
        "{\"type\":\"FeatureCollection\",\"name\":\"deepstatemap_data_1\",\"features\":[{\"type\":"
        "\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
        "[[[30,48],[31,48],[31,49],[30,48]]]}}]}";
    const struct sample_file files[] = {{"deepstatemap_data_20250101.geojson", daily},
                                        {"deepstatemap_data_20250102.geojson", daily},
                                        {NULL, NULL}};
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, files, held, false);
    sample_measure(&sample, "2025-01-01", "2025-01-02");
    write_change(&text, &sample);
    check_text(&text, "{\"type\":\"FeatureCollection\",\"attribution\":\"DeepStateMap "
                      "(deepstatemap.live), collected by github.com/cyterat/deepstate-map-data\","
                      "\"features\":[\n]}\n");
    terr_text_dispose(&text);
    sample_close(&sample);
}

// A third of a degree needs all decimals of the grid; a shell with a hole shows both windings.
#define THIRDS "[30.3333333333,48.6666666667]"
static const struct sample_file grown[] = {
    {"2025-01-01.geojson",
     "{\"type\":\"Feature\",\"properties\":{\"status\":\"held\"},\"geometry\":null}"},
    {"2025-01-02.geojson", "{\"type\":\"Feature\",\"properties\":{\"status\":\"held\"},"
                           "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":["
                           "[[" THIRDS ",[29,47],[33,47.1234567891]," THIRDS "],"
                           "[[30.5,47.5],[31,47.5],[30.5,48],[30.5,47.5]]],"
                           "[[[-70.5,-33.25],[-70.5,-33],[-70,-33],[-70.5,-33.25]]]]}}"},
    {NULL, NULL}};
static const char *const held_zone[] = {"held", NULL};

static void what_is_read_back_is_what_was_measured(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_error err;
    struct terr_snapshot *snapshot;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, grown, held_zone, false);
    sample_measure(&sample, "2025-01-01", "2025-01-02");
    write_change(&text, &sample);
    check_ok(terr_snapshot_parse(&snapshot, text.bytes, text.length, &err));
    assert_int_equal(terr_snapshot_count(snapshot), 1);
    assert_true(terr_multipolygon_equal(&terr_snapshot_at(snapshot, 0)->shape,
                                        &terr_change_delta(sample.change, 0)->gained));
    terr_snapshot_free(snapshot);
    terr_text_dispose(&text);
    sample_close(&sample);
}

// GDAL's own opinion of a ring: OGR_G_IsClockwise came with 3.8, so the sum is taken here.
static double signed_area(OGRGeometryH ring)
{
    double sum = 0;
    for (int i = 0; i + 1 < OGR_G_GetPointCount(ring); i++) {
        sum += OGR_G_GetX(ring, i) * OGR_G_GetY(ring, i + 1) -
               OGR_G_GetX(ring, i + 1) * OGR_G_GetY(ring, i);
    }
    return sum / 2;
}

static void check_windings(OGRGeometryH multipolygon)
{
    assert_int_equal(OGR_G_GetGeometryType(multipolygon), wkbMultiPolygon);
    for (int i = 0; i < OGR_G_GetGeometryCount(multipolygon); i++) {
        OGRGeometryH polygon = OGR_G_GetGeometryRef(multipolygon, i);
        for (int ring = 0; ring < OGR_G_GetGeometryCount(polygon); ring++) {
            const double area = signed_area(OGR_G_GetGeometryRef(polygon, ring));
            assert_true(ring == 0 ? area > 0 : area < 0);
        }
    }
}

static void gdal_reads_valid_rfc_7946_polygons_longitude_first(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_error err;
    struct terr_text text = TERR_TEXT_INIT;
    char path[2 * SAMPLE_PATH_SIZE];
    OGREnvelope box;
    sample_open(&sample, grown, held_zone, false);
    sample_measure(&sample, "2025-01-01", "2025-01-02");
    write_change(&text, &sample);
    snprintf(path, sizeof path, "%s/change.geojson", sample.folder);
    check_ok(terr_draft_write(path, text.bytes, text.length, false, &err));

    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(dataset);
    OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
    assert_int_equal(OGR_L_GetFeatureCount(layer, TRUE), 1);
    assert_string_equal(OSRGetAuthorityCode(OGR_L_GetSpatialRef(layer), NULL), "4326");
    OGRFeatureH feature = OGR_L_GetNextFeature(layer);
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    assert_true(OGR_G_IsValid(geometry));
    check_windings(geometry);
    OGR_G_GetEnvelope(geometry, &box);
    check_near(box.MinX, -70.5, 0);
    check_near(box.MaxY, 48.6666666667, 0);
    OGR_F_Destroy(feature);
    GDALClose(dataset);
    terr_text_dispose(&text);
    sample_close(&sample);
}

static int register_drivers(void **state)
{
    (void)state;
    GDALAllRegister();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_has_one_feature_a_line_for_each_zone_and_direction),
        cmocka_unit_test(no_change_is_an_empty_collection),
        cmocka_unit_test(without_dates_from_and_to_are_null),
        cmocka_unit_test(the_profiles_attribution_is_carried_and_nothing_else),
        cmocka_unit_test(what_is_read_back_is_what_was_measured),
        cmocka_unit_test(gdal_reads_valid_rfc_7946_polygons_longitude_first),
    };
    return cmocka_run_group_tests(tests, register_drivers, NULL);
}
