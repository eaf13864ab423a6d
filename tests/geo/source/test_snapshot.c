#include "../../support/check.h"

#include <geo/base/json.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>
#include <stdbool.h>

#define RING "[[0,0],[2,0],[2,2],[0,0]]"
#define POLYGON "{\"type\":\"Polygon\",\"coordinates\":[" RING "]}"
#define POINT "{\"type\":\"Point\",\"coordinates\":[1,2]}"
#define FEATURE(geometry) \
    "{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":" geometry "}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define GEOMETRIES(parts) "{\"type\":\"GeometryCollection\",\"geometries\":[" parts "]}"

static enum terr_code parse(struct terr_snapshot **out, const char *text, struct terr_error *err)
{
    return terr_snapshot_parse(out, text, strlen(text), err);
}

static void documents_and_what_they_hold(void **state)
{
    static const struct {
        const char *text;
        size_t features, polygons, vertices, ignored_parts; // polygons: of the first feature
        enum terr_feature_kind kind;
    } cases[] = {
        {COLLECTION(""), 0, 0, 0, 0, TERR_FEATURE_NULL},
        {COLLECTION(FEATURE(POLYGON)), 1, 1, 4, 0, TERR_FEATURE_POLYGONS},
        {COLLECTION(FEATURE(POLYGON) "," FEATURE(POLYGON)), 2, 1, 8, 0, TERR_FEATURE_POLYGONS},
        {FEATURE(POLYGON), 1, 1, 4, 0, TERR_FEATURE_POLYGONS},
        {POLYGON, 1, 1, 4, 0, TERR_FEATURE_POLYGONS},
        {"{\"coordinates\":[[" RING "],[" RING "," RING "]],\"type\":\"MultiPolygon\"}", 1, 2, 12,
         0, TERR_FEATURE_POLYGONS},
        {GEOMETRIES(POLYGON "," POINT "," POLYGON), 1, 2, 8, 1, TERR_FEATURE_POLYGONS},
        {GEOMETRIES(GEOMETRIES(GEOMETRIES(POINT "," POLYGON)) "," POINT), 1, 1, 4, 2,
         TERR_FEATURE_POLYGONS},
        {GEOMETRIES(""), 1, 0, 0, 0, TERR_FEATURE_IGNORED},
        {GEOMETRIES(POINT "," POINT), 1, 0, 0, 0, TERR_FEATURE_IGNORED},
        {COLLECTION(FEATURE("null")), 1, 0, 0, 0, TERR_FEATURE_NULL},
        {COLLECTION(FEATURE(POINT)), 1, 0, 0, 0, TERR_FEATURE_IGNORED},
        {"{\"type\":\"MultiPoint\",\"coordinates\":[[1,2]]}", 1, 0, 0, 0, TERR_FEATURE_IGNORED},
        {"{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}", 1, 0, 0, 0,
         TERR_FEATURE_IGNORED},
        {"{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]]]}", 1, 0, 0, 0,
         TERR_FEATURE_IGNORED},
        {"{\"type\":\"Polygon\",\"coordinates\":[]}", 1, 0, 0, 0, TERR_FEATURE_IGNORED},
        {"{\"type\":\"MultiPolygon\",\"coordinates\":[]}", 1, 0, 0, 0, TERR_FEATURE_IGNORED},
        {"{\"id\":7,\"map\":" COLLECTION(FEATURE(POLYGON)) ",\"datetime\":\"x\"}", 1, 1, 4, 0,
         TERR_FEATURE_POLYGONS},
        {"{\"map\":" POLYGON "}", 1, 1, 4, 0, TERR_FEATURE_POLYGONS},
        {"\xef\xbb\xbf" COLLECTION(FEATURE(POLYGON)) "\r\n", 1, 1, 4, 0, TERR_FEATURE_POLYGONS},
        // members that GeoJSON does not know, and a name written with an escape
        {"{\"bbox\":[1,2],\"\\u0074ype\":\"Feature\",\"geometry\":" POLYGON ",\"x\":{\"y\":[]}}", 1,
         1, 4, 0, TERR_FEATURE_POLYGONS},
    };
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const enum terr_code code = parse(&snapshot, cases[i].text, &err);
        if (code) fail_msg("%s: %s", cases[i].text, err.message);
        assert_int_equal(terr_snapshot_count(snapshot), cases[i].features);
        assert_int_equal(terr_snapshot_vertex_count(snapshot), cases[i].vertices);
        assert_int_equal(terr_snapshot_ignored_parts(snapshot), cases[i].ignored_parts);
        if (cases[i].features) {
            const struct terr_feature *feature = terr_snapshot_at(snapshot, 0);
            assert_int_equal(feature->kind, cases[i].kind);
            assert_int_equal(feature->shape.polygon_count, cases[i].polygons);
            assert_null(feature->status);
        }
        terr_snapshot_free(snapshot);
    }
}

static void polygons_are_kept_as_published(void **state)
{
    static const double expected[] = {37, 48, 36, 49, 36, 48, 37, 49, 37, 48};
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    check_ok(parse(&snapshot,
                   "{\"type\":\"Polygon\",\"coordinates\":"
                   "[[[37,48,0],[36,49],[36,48],[37,49,1,2],[37,48]]]}",
                   &err)); // a bow-tie, turning clockwise: repaired elsewhere
    assert_memory_equal(terr_snapshot_at(snapshot, 0)->shape.coords, expected, sizeof expected);
    terr_snapshot_free(snapshot);
}

static void properties_are_kept_untouched(void **state)
{
    struct terr_snapshot *snapshot;
    struct terr_error err;
    double number = 0;
    (void)state;
    check_ok(parse(&snapshot,
                   "{\"type\":\"Feature\",\"geometry\":" POLYGON
                   ",\"properties\":{\"coordinates\":5,\"name\":\"\\u0417\xd0\xb2\"}}",
                   &err));
    const struct terr_json *properties = terr_snapshot_at(snapshot, 0)->properties;
    assert_true(terr_json_number(&number, terr_json_member(properties, "coordinates")));
    check_near(number, 5, 0);
    assert_string_equal(terr_json_string(terr_json_member(properties, "name")), "\xd0\x97\xd0\xb2");
    terr_snapshot_free(snapshot);
}

static void properties_may_be_null_or_missing(void **state)
{
    static const char *const texts[] = {
        "{\"type\":\"Feature\",\"geometry\":" POLYGON ",\"properties\":null}",
        "{\"type\":\"Feature\",\"geometry\":" POLYGON "}",
        POLYGON,
    };
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        check_ok(parse(&snapshot, texts[i], &err));
        assert_null(terr_snapshot_at(snapshot, 0)->properties);
        terr_snapshot_free(snapshot);
    }
}

#define CRS(value) \
    "{\"type\":\"FeatureCollection\",\"crs\":" value ",\"features\":[" FEATURE(POLYGON) "]}"
#define CRS_NAME(name) CRS("{\"type\":\"name\",\"properties\":{\"name\":\"" name "\"}}")

static void longitude_and_latitude_are_accepted_as_crs(void **state)
{
    static const char *const texts[] = {
        CRS_NAME("urn:ogc:def:crs:OGC:1.3:CRS84"), CRS_NAME("OGC:CRS84"), CRS_NAME("EPSG:4326"),
        CRS_NAME("urn:ogc:def:crs:EPSG::4326"),    CRS("null"),
    };
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        check_ok(parse(&snapshot, texts[i], &err));
        terr_snapshot_free(snapshot);
    }
}

#define NO_CRS "\"crs\" names no coordinate system, needs one such as CRS84 or EPSG:32636"

static const struct {
    const char *text, *sentence;
} unusable[] = {
    {CRS("\"EPSG:4326\""), NO_CRS},
    {CRS("{}"), NO_CRS},
    {CRS("{\"properties\":{\"name\":4326}}"), NO_CRS},
    // what is no map
    {"[]", "the document is an array, needs a GeoJSON object"},
    {"null", "the document is null, needs a GeoJSON object"},
    {"7", "the document is a number, needs a GeoJSON object"},
    {"\"map\"", "the document is a string, needs a GeoJSON object"},
    {"{}", "\"type\" is missing, needs \"FeatureCollection\""},
    {"{\"type\":3}", "\"type\" is a number, needs \"FeatureCollection\""},
    {"{\"type\":null}", "\"type\" is null, needs \"FeatureCollection\""},
    {"{\"Type\":\"FeatureCollection\",\"features\":[]}",
     "\"type\" is missing, needs \"FeatureCollection\""},
    {"{\"type\":\"featureCollection\",\"features\":[]}",
     "\"type\" is \"featureCollection\", needs \"FeatureCollection\", \"Feature\" or a geometry"},
    {"{\"type\":\"Topology\",\"objects\":{}}",
     "\"type\" is \"Topology\", needs \"FeatureCollection\", \"Feature\" or a geometry"},
    {"{\"map\":null}", "\"map\" is null, needs a GeoJSON object"},
    {"{\"map\":{}}", "\"type\" is missing, needs \"FeatureCollection\""},
    {"{\"error\":\"not found\"}", "holds an error instead of a map: \"not found\""},
    {"{\"error\":{\"code\":404,\"message\":\"gone\"}}",
     "holds an error instead of a map: code 404, \"gone\""},
    {"{\"error\":true}", "holds an error instead of a map: \"error\""},
    {"{\"error\":\"two\\nlines\"}", "holds an error instead of a map: \"two?lines\""},
    // collections
    {"{\"type\":\"FeatureCollection\"}", "\"features\" is missing, needs an array"},
    {"{\"type\":\"FeatureCollection\",\"features\":null}", "\"features\" is null, needs an array"},
    {"{\"type\":\"FeatureCollection\",\"features\":{}}",
     "\"features\" is an object, needs an array"},
    {COLLECTION("3"), "features[0]: is a number, needs a Feature (line 1, column 41)"},
    {COLLECTION("null"), "features[0]: is null, needs a Feature (line 1, column 41)"},
    {COLLECTION(FEATURE("null") ",{}"),
     "features[1]: its \"type\" is not \"Feature\" (line 1, column 97)"},
    {COLLECTION(POLYGON), "features[0]: its \"type\" is not \"Feature\" (line 1, column 41)"},
    {COLLECTION(COLLECTION("")),
     "features[0]: its \"type\" is not \"Feature\" (line 1, column 41)"},
    // features
    {COLLECTION("{\"type\":\"Feature\",\"properties\":{}}"),
     "features[0]: it has no \"geometry\" (null would do) (line 1, column 41)"},
    {COLLECTION("{\"type\":\"Feature\",\"properties\":[],\"geometry\":null}"),
     "features[0]: \"properties\" is an array, needs an object or null (line 1, column 41)"},
    {"{\"type\":\"Feature\",\"properties\":\"a\",\"geometry\":null}",
     "\"properties\" is a string, needs an object or null"},
    {FEATURE("[]"), "a geometry is an array, needs an object"},
    {FEATURE("\"POINT(1 2)\""), "a geometry is a string, needs an object"},
    {FEATURE("{}"), "the geometry's \"type\" is missing, needs a string"},
    {FEATURE("{\"type\":7}"), "the geometry's \"type\" is a number, needs a string"},
    {FEATURE("{\"type\":\"polygon\",\"coordinates\":[]}"),
     "the geometry's type is \"polygon\", which GeoJSON lacks"},
    {FEATURE("{\"type\":\"Polygon\"}"), "the geometry has no \"coordinates\""},
    {FEATURE("{\"type\":\"GeometryCollection\"}"), "\"geometries\" is missing, needs an array"},
    {FEATURE("{\"type\":\"GeometryCollection\",\"geometries\":{}}"),
     "\"geometries\" is an object, needs an array"},
    {FEATURE(GEOMETRIES(POLYGON ",null")), "geometries[1]: a geometry is null, needs an object"},
    {COLLECTION(FEATURE(GEOMETRIES(POINT "," GEOMETRIES("{\"type\":\"Polygon\"}")))),
     "features[0]: geometries[1]: geometries[0]: the geometry has no \"coordinates\" (line 1, "
     "column 41)"},
    // coordinates
    {"{\"type\":\"Polygon\",\"coordinates\":" RING "}",
     "the positions of a Polygon lie inside 1 arrays, needs 2 (line 1, column 33)"},
    {"{\"type\":\"Polygon\",\"coordinates\":[[" RING "]]}",
     "the positions of a Polygon lie inside 3 arrays, needs 2 (line 1, column 33)"},
    {"{\"type\":\"MultiPolygon\",\"coordinates\":[" RING "]}",
     "the positions of a MultiPolygon lie inside 2 arrays, needs 3 (line 1, column 38)"},
    {"{\"type\":\"Polygon\",\"coordinates\":null}",
     "coordinates hold null where an array is needed (line 1, column 33)"},
    {"{\"type\":\"Polygon\",\"coordinates\":0}",
     "coordinates hold a number where an array is needed (line 1, column 33)"},
    {"{\"type\":\"Polygon\",\"coordinates\":\"x\"}",
     "coordinates hold a string where an array is needed (line 1, column 33)"},
    {"{\"type\":\"Polygon\",\"coordinates\":[[]]}",
     "an empty array where positions are needed (line 1, column 34)"},
};

static void documents_that_are_no_map_are_refused(void **state)
{
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof unusable / sizeof unusable[0]; i++) {
        check_fails(parse(&snapshot, unusable[i].text, &err), TERR_EDATA, unusable[i].sentence);
        assert_null(snapshot);
    }
}

static void what_is_no_json_is_refused_with_its_place(void **state)
{
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    check_fails(parse(&snapshot, "<html>\n", &err), TERR_EPARSE,
                "begins with '<' as HTML and XML do, needs JSON (line 1, column 1)");
    assert_null(snapshot);
    check_fails(parse(&snapshot, "", &err), TERR_EPARSE, "the document is empty, needs JSON");
    assert_null(snapshot);
    check_fails(
        parse(&snapshot, "{\"type\":\"FeatureCollection\",\n\"features\":[", &err), TERR_EPARSE,
        "features[0]: the end of the document where JSON needs a value (line 2, column 13)");
}

// A collection of 17 sound features and an eighteenth with the geometry given.
static void eighteen(char *out, size_t size, const char *geometry)
{
    size_t length = (size_t)snprintf(out, size, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (int i = 0; i < 17; i++) {
        length += (size_t)snprintf(out + length, size - length, "%s,\n", FEATURE(POLYGON));
    }
    snprintf(out + length, size - length, "{\"type\":\"Feature\",\"geometry\":%s}]}", geometry);
}

static void a_faulty_polygon_is_named_with_its_feature_and_place(void **state)
{
    static const struct {
        const char *geometry, *sentence;
    } cases[] = {
        {"{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[0,0]]]}",
         "features[17]: ring has 3 points, needs at least 4 (line 18, column 63)"},
        {"{\"type\":\"Polygon\",\n \"coordinates\":[[[0,0],[1,0],[1,1],[0,2]]]}",
         "features[17]: ring is not closed: it begins at 0, 0 and ends at 0, 2 "
         "(line 19, column 17)"},
        {"{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[200,0],[1,1],[0,0]]]}",
         "features[17]: longitude 200 is outside -180 to 180 (line 18, column 70)"},
        {"{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[null,0],[1,1],[0,0]]]}",
         "features[17]: coordinates hold null where an array is needed (line 18, column 71)"},
        {GEOMETRIES(POINT ",{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1]]]]}"),
         "features[17]: geometries[1]: position has 1 numbers, needs 2 to 4 (line 18, column 156)"},
    };
    char document[8000];
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        eighteen(document, sizeof document, cases[i].geometry);
        check_fails(parse(&snapshot, document, &err), TERR_EDATA, cases[i].sentence);
        assert_null(snapshot);
    }
}

static void faults_of_what_nobody_needs_are_no_faults(void **state)
{
    static const char *const texts[] = {
        FEATURE("{\"type\":\"Point\",\"coordinates\":[500,500]}"),
        FEATURE("{\"type\":\"Point\",\"coordinates\":[]}"),
        FEATURE("{\"type\":\"MultiLineString\",\"coordinates\":[[[0,0],[1,1]]]}"),
        FEATURE("{\"type\":\"LineString\",\"coordinates\":[[0,0,0,0,0],[1]]}"),
        "{\"type\":\"FeatureCollection\",\"features\":[],\"area\":{\"coordinates\":[[[0,0]]]}}",
    };
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        check_ok(parse(&snapshot, texts[i], &err));
        assert_int_equal(terr_snapshot_vertex_count(snapshot), 0);
        terr_snapshot_free(snapshot);
    }
}

static void the_document_may_tell_when_it_was_published(void **state)
{
    static const struct {
        const char *text;
        bool told, has_time, has_offset;
        int32_t day, second_of_day, offset_s;
    } cases[] = {
        {"{\"map\":" POLYGON ",\"datetime\":\"2025-07-14\"}", true, false, false, 20283, 0, 0},
        {"{\"map\":" POLYGON ",\"datetime\":\"2025-07-14T01:02:03+03:00\"}", true, true, true,
         20283, 3723, 10800},
        {"{\"map\":" POLYGON ",\"datetime\":1752434269}", true, true, true, 20282, 69469, 0},
        {"{\"map\":" POLYGON ",\"datetime\":1752434269.9}", true, true, true, 20282, 69469, 0},
        {"{\"id\":1752434269,\"map\":" POLYGON "}", true, true, true, 20282, 69469, 0},
        {"{\"id\":1752434269,\"map\":" POLYGON ",\"datetime\":\"soon\"}", true, true, true, 20282,
         69469, 0},
        {"{\"id\":1,\"map\":" POLYGON ",\"datetime\":\"2025-02-30\"}", false, false, false, 0, 0,
         0},
        {"{\"id\":\"1752434269\",\"map\":" POLYGON "}", false, false, false, 0, 0, 0},
        {"{\"id\":-1752434269,\"map\":" POLYGON "}", false, false, false, 0, 0, 0},
        {"{\"id\":1e300,\"map\":" POLYGON ",\"datetime\":-1e300}", false, false, false, 0, 0, 0},
        {"{\"map\":" POLYGON ",\"datetime\":1e10}", false, false, false, 0, 0, 0},
        {"{\"map\":" POLYGON ",\"datetime\":null}", false, false, false, 0, 0, 0},
        {"{\"type\":\"Feature\",\"id\":1752434269,\"geometry\":null}", false, false, false, 0, 0,
         0},
        {"{\"type\":\"Feature\",\"geometry\":null,\"datetime\":\"2025-07-14\"}", true, false, false,
         20283, 0, 0},
        {POLYGON, false, false, false, 0, 0, 0},
    };
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_moment moment;
        memset(&moment, 0, sizeof moment);
        check_ok(parse(&snapshot, cases[i].text, &err));
        if (terr_snapshot_published(snapshot, &moment) != cases[i].told) fail_msg("case %zu", i);
        assert_int_equal(moment.day, cases[i].day);
        assert_int_equal(moment.has_time, cases[i].has_time);
        assert_int_equal(moment.second_of_day, cases[i].second_of_day);
        assert_int_equal(moment.has_offset, cases[i].has_offset);
        assert_int_equal(moment.offset_s, cases[i].offset_s);
        terr_snapshot_free(snapshot);
    }
}

static void the_document_is_the_map_inside_a_wrapper(void **state)
{
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    check_ok(parse(&snapshot, "{\"id\":5,\"map\":" COLLECTION("") "}", &err));
    assert_string_equal(
        terr_json_string(terr_json_member(terr_snapshot_document(snapshot, 0), "type")),
        "FeatureCollection");
    terr_snapshot_free(snapshot);
    terr_snapshot_free(NULL);
}

static void polygons_alone_get_a_status(void **state)
{
    struct terr_snapshot *snapshot;
    struct terr_profile *profile;
    struct terr_error err;
    (void)state;
    check_ok(terr_profile_load(&profile, "generic", &err));
    check_ok(parse(
        &snapshot,
        COLLECTION(FEATURE(POLYGON) "," FEATURE(POINT) "," FEATURE(
            "null") ",{\"type\":"
                    "\"Feature\",\"properties\":{\"status\":\"contested\"},\"geometry\":" POLYGON
                    "}"),
        &err));
    check_ok(terr_profile_classify(profile, snapshot, &err));
    assert_string_equal(terr_snapshot_at(snapshot, 0)->status, "held");
    assert_null(terr_snapshot_at(snapshot, 1)->status);
    assert_null(terr_snapshot_at(snapshot, 2)->status);
    assert_string_equal(terr_snapshot_at(snapshot, 3)->status, "contested");
    terr_snapshot_free(snapshot);
    terr_profile_free(profile);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_and_what_they_hold),
        cmocka_unit_test(polygons_are_kept_as_published),
        cmocka_unit_test(properties_are_kept_untouched),
        cmocka_unit_test(properties_may_be_null_or_missing),
        cmocka_unit_test(longitude_and_latitude_are_accepted_as_crs),
        cmocka_unit_test(documents_that_are_no_map_are_refused),
        cmocka_unit_test(what_is_no_json_is_refused_with_its_place),
        cmocka_unit_test(a_faulty_polygon_is_named_with_its_feature_and_place),
        cmocka_unit_test(faults_of_what_nobody_needs_are_no_faults),
        cmocka_unit_test(the_document_may_tell_when_it_was_published),
        cmocka_unit_test(the_document_is_the_map_inside_a_wrapper),
        cmocka_unit_test(polygons_alone_get_a_status),
    };
    return cmocka_run_group_tests_name("source/snapshot", tests, NULL, NULL);
}
