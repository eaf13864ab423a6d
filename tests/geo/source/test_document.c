// The forms in which a document may hold its map: wrappers, lists of rings, other coordinate
// systems; and what servers answer instead of one.
#include "../../support/check.h"

#include <geo/source/profile.h>
#include <geo/source/reader.h>
#include <geo/source/snapshot_fields.h>
#include <stdlib.h>

#define RING "[[37,48],[38,48],[38,49],[37,48]]"
#define POLYGON "{\"type\":\"Polygon\",\"coordinates\":[" RING "]}"
#define FEATURE(geometry) "{\"type\":\"Feature\",\"properties\":{},\"geometry\":" geometry "}"
#define MAP "{\"type\":\"FeatureCollection\",\"features\":[" FEATURE(POLYGON) "]}"
// the same ring, latitude first
#define SWAPPED "[[48,37],[48,38],[49,38],[48,37]]"

static const char wrapped_form[] = "\"document\": {\"collection\": \"data\"},";
static const char ring_form[] =
    "\"document\": {\"rings\": [\"ours\", \"theirs\"], \"axes\": \"latitude-first\"},";
static const char swapped_form[] = "\"document\": {\"axes\": \"latitude-first\"},";

static struct terr_profile *profile_with(const char *form)
{
    struct terr_error err;
    struct terr_profile *profile;
    char text[400];
    snprintf(text, sizeof text,
             "{\"name\": \"mine\", \"title\": \"Mine\", \"timezone\": \"UTC\", %s \"zones\": "
             "{\"held\": [\"a\"]}, \"rules\": [{\"status\": \"a\"}]}",
             form);
    check_ok(terr_profile_parse(&profile, text, strlen(text), &err));
    return profile;
}

// Reads a document under a profile of one form; NULL: by what it tells itself.
static enum terr_code read_as(struct terr_snapshot **out, const char *form, const char *text,
                              struct terr_error *err)
{
    struct terr_error unused;
    struct terr_profile *profile = form ? profile_with(form) : NULL;
    if (terr_snapshot_new(out, &unused)) abort();
    const struct terr_profile *profiles[] = {profile};
    const struct terr_guide guide = {profiles, 1};
    const enum terr_code code =
        terr_snapshot_add_bytes(*out, "", text, strlen(text), profile ? &guide : NULL, err);
    terr_profile_free(profile);
    return code;
}

struct refused {
    const char *form, *text, *sentence;
};

static void check_refused(const struct refused *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct terr_error err;
        struct terr_snapshot *snapshot;
        check_fails(read_as(&snapshot, cases[i].form, cases[i].text, &err), TERR_EDATA,
                    cases[i].sentence);
        terr_snapshot_free(snapshot);
    }
}

static void check_ring(const struct terr_feature *feature)
{
    static const double expected[] = {37, 48, 38, 48, 38, 49, 37, 48};
    assert_int_equal(feature->kind, TERR_FEATURE_POLYGONS);
    assert_int_equal(feature->shape.polygon_count, 1);
    assert_int_equal(feature->shape.ring_count, 1);
    assert_int_equal(feature->shape.point_count, 4);
    for (size_t i = 0; i < 8; i++) check_near(feature->shape.coords[i], expected[i], 0);
}

// ---- wrappers ----

static void a_map_may_lie_in_a_wrapper(void **state)
{
    static const struct {
        const char *form, *text;
    } cases[] = {
        {wrapped_form, "{\"data\":" MAP "}"},
        {wrapped_form, "{\"id\":5,\"data\":" POLYGON ",\"error\":null}"},
        {wrapped_form, MAP}, // with a "type" it is GeoJSON, whatever the profile
        {ring_form, MAP},
        {NULL, "{\"value\":" MAP "}"},
        {NULL, "{\"map\":" MAP "}"},
        // members of other forms mean nothing in GeoJSON
        {NULL, "{\"type\":\"Feature\",\"map\":7,\"areas\":\"x\",\"geometry\":" POLYGON "}"},
        {NULL, "{\"type\":\"Feature\",\"areas\":[" SWAPPED "],\"geometry\":" POLYGON "}"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_snapshot *snapshot;
        check_ok(read_as(&snapshot, cases[i].form, cases[i].text, &err));
        assert_int_equal(terr_snapshot_count(snapshot), 1);
        check_ring(terr_snapshot_at(snapshot, 0));
        assert_null(terr_snapshot_at(snapshot, 0)->layer);
        terr_snapshot_free(snapshot);
    }
}

static void wrappers_without_a_map_are_refused(void **state)
{
    static const struct refused cases[] = {
        {NULL, "{\"value\":\"x\"}", "\"value\" is a string, needs a GeoJSON object"},
        {NULL, "{\"value\":null}", "\"value\" is null, needs a GeoJSON object"},
        {NULL, "{\"value\":[" MAP "]}", "\"value\" is an array, needs a GeoJSON object"},
        {NULL, "{\"value\":{}}", "\"type\" is missing, needs \"FeatureCollection\""},
        {NULL, "{\"value\":{\"map\":" MAP "}}", "\"type\" is missing, needs \"FeatureCollection\""},
        {NULL, "{\"map\":" MAP ",\"value\":" MAP "}",
         "a map may lie in \"map\" and in \"value\"; choose with --profile which"},
        {NULL, "{\"value\":" MAP ",\"areas\":[]}",
         "a map may lie in \"value\" and in \"areas\"; choose with --profile which"},
        {wrapped_form, "{\"value\":" MAP "}",
         "\"type\" is missing, needs a map in it or in \"data\""},
        {wrapped_form, "{}", "\"type\" is missing, needs a map in it or in \"data\""},
        {wrapped_form, "[]", "the document is an array, needs a GeoJSON object"},
        {"", "{\"map\":" MAP "}", "\"type\" is missing, needs \"FeatureCollection\""},
    };
    (void)state;
    check_refused(cases, sizeof cases / sizeof cases[0]);
}

// ---- lists of rings ----

static void each_ring_is_a_feature_of_its_list(void **state)
{
    struct terr_error err;
    struct terr_snapshot *snapshot;
    (void)state;
    check_ok(read_as(&snapshot, ring_form,
                     "{\"n\":1,\"theirs\":[" SWAPPED "],\"ours\":[" SWAPPED "," SWAPPED "]}",
                     &err));
    assert_int_equal(terr_snapshot_count(snapshot), 3);
    for (size_t i = 0; i < 3; i++) {
        const struct terr_feature *feature = terr_snapshot_at(snapshot, i);
        check_ring(feature);
        assert_null(feature->properties);
        assert_int_equal(feature->part, 0);
        assert_string_equal(feature->layer, i < 2 ? "ours" : "theirs"); // the profile's order
    }
    assert_int_equal(terr_snapshot_vertex_count(snapshot), 12);
    terr_snapshot_free(snapshot);
}

static void a_list_may_be_empty_or_missing(void **state)
{
    static const char *const texts[] = {"{\"ours\":[]}", "{\"ours\":[],\"theirs\":[]}",
                                        "{\"theirs\":[],\"x\":{\"ours\":[[1]]}}"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct terr_error err;
        struct terr_snapshot *snapshot;
        check_ok(read_as(&snapshot, ring_form, texts[i], &err));
        assert_int_equal(terr_snapshot_count(snapshot), 0);
        terr_snapshot_free(snapshot);
    }
}

static void faulty_rings_are_named_with_their_place(void **state)
{
    static const struct refused cases[] = {
        {ring_form, "{\"ours\":[" SWAPPED ",\n[[48,37],[48,38],[49,38],[48,36]]]}",
         "ours[1]: ring is not closed: it begins at 37, 48 and ends at 36, 48 (line 2, column 1)"},
        {ring_form, "{\"ours\":[[[48,37],[49,38],[48,37]]]}",
         "ours[0]: ring has 3 points, needs at least 4 (line 1, column 10)"},
        {ring_form, "{\"ours\":[" SWAPPED ",[[48,37],[91,38],[49,38],[48,37]]]}",
         "ours[1]: latitude 91 is outside -90 to 90; latitude comes first here: are the two "
         "swapped? (line 1, column 53)"},
        {ring_form, "{\"ours\":[[[48,37],[48,200],[49,38],[48,37]]]}",
         "ours[0]: longitude 200 is outside -180 to 180 (line 1, column 19)"},
        {ring_form, "{\"ours\":[[[48,37],[48,6000000],[49,38],[48,37]]]}",
         "ours[0]: longitude 6000000 is outside -180 to 180; coordinates must be degrees: are "
         "these metres? (line 1, column 19)"},
        {ring_form, "{\"ours\":[\"x\"]}",
         "ours[0]: coordinates hold a string where an array is needed (line 1, column 10)"},
        {ring_form, "{\"ours\":\"x\"}",
         "ours[0]: coordinates hold a string where an array is needed (line 1, column 9)"},
        {ring_form, "{\"ours\":7}",
         "ours[0]: coordinates hold a number where an array is needed (line 1, column 9)"},
        {ring_form, "{\"ours\":[[48,37],[48,38]]}",
         "the positions of \"ours\" lie inside 1 arrays, a list of rings has 2 (line 1, column 9)"},
        {ring_form, "{\"ours\":[[" SWAPPED "]]}",
         "ours[0]: position inside 3 arrays, a list of rings has 2 (line 1, column 11)"},
        {ring_form, "{\"ours\":[],\"theirs\":[[]]}",
         "theirs[0]: an empty array where positions are needed (line 1, column 22)"},
        {ring_form, "{\"value\":" MAP "}", "\"ours\" is missing, needs a list of rings"},
    };
    (void)state;
    check_refused(cases, sizeof cases / sizeof cases[0]);
}

static void axes_are_turned_in_geojson_too(void **state)
{
    struct terr_error err;
    struct terr_snapshot *snapshot;
    (void)state;
    check_ok(read_as(&snapshot, swapped_form,
                     "{\"type\":\"Polygon\",\"coordinates\":[" SWAPPED "]}", &err));
    check_ring(terr_snapshot_at(snapshot, 0));
    terr_snapshot_free(snapshot);
}

static void nesting_has_its_limit_in_rings_too(void **state)
{
    enum { deep = 1000 };
    char text[2 * deep + 40];
    struct terr_error err;
    struct terr_snapshot *snapshot;
    (void)state;
    size_t length = (size_t)sprintf(text, "{\"areas\":");
    memset(text + length, '[', deep);
    memset(text + length + deep, ']', deep);
    strcpy(text + length + 2 * deep, "}");
    assert_int_equal(read_as(&snapshot, NULL, text, &err), TERR_EPARSE);
    assert_non_null(strstr(err.message, "nest more than 512 deep"));
    terr_snapshot_free(snapshot);
}

// ---- coordinate systems ----

#define CRS_MAP(name, ring)                                                                \
    "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":" \
    "\"" name "\"}},\"features\":[" FEATURE("null") "," FEATURE(                           \
        "{\"type\":\"Polygon\",\"coordinates\":[" ring "]}") "]}"

// 37 E 48 N, 38 E 48 N and 38 E 49 N in EPSG:32636 (UTM 36), as gdaltransform prints them.
#define METRES                                                                                     \
    "[[798356.82,5324045.79],[872928.10,5328407.36],[865648.04,5439511.03],[798356.82,5324045.79]" \
    "]"

static void metres_become_degrees(void **state)
{
    static const double expected[] = {37, 48, 38, 48, 38, 49, 37, 48};
    static const char *const texts[] = {CRS_MAP("EPSG:32636", METRES),
                                        CRS_MAP("urn:ogc:def:crs:EPSG::32636", METRES)};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct terr_error err;
        struct terr_snapshot *snapshot;
        check_ok(read_as(&snapshot, NULL, texts[i], &err));
        assert_int_equal(terr_snapshot_count(snapshot), 2);
        const struct terr_feature *feature = terr_snapshot_at(snapshot, 1);
        // the numbers above are rounded to a centimetre, 1.4e-7 degree
        for (size_t k = 0; k < 8; k++) check_near(feature->shape.coords[k], expected[k], 2e-7);
        terr_snapshot_free(snapshot);
    }
}

// Coordinates on WGS 84 are not touched, whatever the system calls itself.
static void degrees_stay_as_they_are(void **state)
{
    static const char *const texts[] = {CRS_MAP("EPSG:4326", RING), CRS_MAP("EPSG:4979", RING),
                                        CRS_MAP("urn:ogc:def:crs:OGC:1.3:CRS84", RING)};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct terr_error err;
        struct terr_snapshot *snapshot;
        check_ok(read_as(&snapshot, NULL, texts[i], &err));
        check_ring(terr_snapshot_at(snapshot, 1));
        terr_snapshot_free(snapshot);
    }
}

static void a_system_that_contradicts_the_coordinates_is_told(void **state)
{
    static const struct refused cases[] = {
        {NULL, CRS_MAP("EPSG:4326", METRES),
         "features[1]: \"crs\" is \"EPSG:4326\", which is in degrees, but latitude 5324045.79 is "
         "outside -90 to 90; coordinates must be degrees: are these metres? (line 1, column 227)"},
        {NULL, CRS_MAP("EPSG:32636", RING),
         "features[1]: the point 37, 48 looks like degrees, and is no coordinate of WGS 84 / UTM "
         "zone 36N"},
        {NULL, "{\"type\":\"Polygon\",\"coordinates\":[" METRES "]}",
         "latitude 5324045.79 is outside -90 to 90; coordinates must be degrees: are these metres? "
         "(line 1, column 35)"},
    };
    (void)state;
    check_refused(cases, sizeof cases / sizeof cases[0]);
}

static void unknown_systems_are_refused(void **state)
{
    static const char *const names[] = {"", "EPSG:1", "Mars", "/etc/passwd"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char text[600];
        struct terr_error err;
        struct terr_snapshot *snapshot;
        snprintf(text, sizeof text,
                 "{\"type\":\"Polygon\",\"crs\":{\"properties\":{\"name\":\"%s\"}},"
                 "\"coordinates\":[" METRES "]}",
                 names[i]);
        assert_int_equal(read_as(&snapshot, NULL, text, &err), TERR_EDATA);
        assert_memory_equal(err.message, "\"crs\": ", 7);
        terr_snapshot_free(snapshot);
    }
}

// ---- what servers answer instead of a map ----

static void answers_that_are_no_maps_are_told(void **state)
{
    static const struct refused cases[] = {
        {NULL,
         "{\"error\":{\"code\":400,\"message\":\"Cannot perform query.\",\"details\":[\"x\"]}}",
         "holds an error instead of a map: code 400, \"Cannot perform query.\""},
        {NULL, "{\"error\":{\"code\":498}}",
         "holds an error instead of a map: code 498, \"error\""},
        {NULL, "{\"error\":\"gone\"}", "holds an error instead of a map: \"gone\""},
        {wrapped_form, "{\"error\":{\"message\":\"no\"}}",
         "holds an error instead of a map: \"no\""},
        {NULL, "{\"type\":\"FeatureCollection\",\"exceededTransferLimit\":true,\"features\":[]}",
         "the server left features out (\"exceededTransferLimit\" is true); page the query with "
         "resultOffset and put the pages into one map"},
        {NULL,
         "{\"type\":\"FeatureCollection\",\"properties\":{\"exceededTransferLimit\":true},"
         "\"features\":[]}",
         "the server left features out (\"exceededTransferLimit\" is true); page the query with "
         "resultOffset and put the pages into one map"},
        {NULL,
         "{\"geometryType\":\"esriGeometryPolygon\",\"features\":[{\"attributes\":{},"
         "\"geometry\":{\"rings\":[]}}]}",
         "is JSON of Esri's own, needs GeoJSON: ask the server for f=geojson"},
    };
    (void)state;
    check_refused(cases, sizeof cases / sizeof cases[0]);
}

static void complete_answers_are_read(void **state)
{
    static const char *const texts[] = {
        "{\"type\":\"Feature\",\"exceededTransferLimit\":false,\"geometry\":" POLYGON "}",
        // a property of a feature of that name is the publisher's own
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
        "{\"exceededTransferLimit\":true},\"geometry\":" POLYGON "}]}"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct terr_error err;
        struct terr_snapshot *snapshot;
        check_ok(read_as(&snapshot, NULL, texts[i], &err));
        check_ring(terr_snapshot_at(snapshot, 0));
        terr_snapshot_free(snapshot);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_map_may_lie_in_a_wrapper),
        cmocka_unit_test(wrappers_without_a_map_are_refused),
        cmocka_unit_test(each_ring_is_a_feature_of_its_list),
        cmocka_unit_test(a_list_may_be_empty_or_missing),
        cmocka_unit_test(faulty_rings_are_named_with_their_place),
        cmocka_unit_test(axes_are_turned_in_geojson_too),
        cmocka_unit_test(nesting_has_its_limit_in_rings_too),
        cmocka_unit_test(metres_become_degrees),
        cmocka_unit_test(degrees_stay_as_they_are),
        cmocka_unit_test(a_system_that_contradicts_the_coordinates_is_told),
        cmocka_unit_test(unknown_systems_are_refused),
        cmocka_unit_test(answers_that_are_no_maps_are_told),
        cmocka_unit_test(complete_answers_are_read),
    };
    return cmocka_run_group_tests_name("source/document", tests, NULL, NULL);
}
