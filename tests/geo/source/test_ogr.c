// Oracles: the GeoJSON that testdata/formats was made from, by our own reader; well-known text
// written here. Truncated and broken files are made on the way.
#define _XOPEN_SOURCE 700
#include "../../support/check.h"

#include "../../support/scratch.h"
#include <geo/base/file.h>
#include <geo/base/json.h>
#include <geo/shape/area.h>
#include <geo/source/ogr.h>
#include <geo/source/profile.h>
#include <geo/source/reader.h>
#include <geo/source/snapshot_fields.h>
#include <pthread.h>

#define FORMATS TESTDATA "/formats/"

static struct terr_snapshot *read_map(const char *path)
{
    struct terr_snapshot *snapshot;
    struct terr_error err;
    check_ok(terr_snapshot_new(&snapshot, &err));
    check_ok(terr_snapshot_add_file(snapshot, path, NULL, &err));
    return snapshot;
}

// The sentence with which reading a map fails; "" where it does not.
static const char *fault_of(const char *path, enum terr_code *code)
{
    static struct terr_error err;
    struct terr_snapshot *snapshot;
    check_ok(terr_snapshot_new(&snapshot, &err));
    *code = terr_snapshot_add_file(snapshot, path, NULL, &err);
    if (!*code) err.message[0] = '\0';
    terr_snapshot_free(snapshot);
    return err.message;
}

static void check_fault(const char *path, enum terr_code expected, const char *sentence)
{
    enum terr_code code;
    assert_string_equal(fault_of(path, &code), sentence);
    assert_int_equal(code, expected);
}

static const char *text_of(const struct terr_feature *feature, const char *name)
{
    return terr_json_string(terr_json_member(feature->properties, name));
}

static double number_of(const struct terr_feature *feature, const char *name)
{
    double number = -1;
    terr_json_number(&number, terr_json_member(feature->properties, name));
    return number;
}

// The same of a sentence that ends in GDAL's own words, which differ between its versions.
static void check_gdal_fault(const char *path, const char *start)
{
    enum terr_code code;
    const char *fault = fault_of(path, &code);
    if (strncmp(fault, start, strlen(start)) != 0) fail_msg("%s: %s", path, fault);
    assert_true(strlen(fault) > strlen(start));
    assert_int_equal(code, TERR_EPARSE);
}

// The feature of the number that a converted one has; formats may change their order.
static const struct terr_feature *find_number(const struct terr_snapshot *snapshot, double number)
{
    for (size_t i = 0; i < terr_snapshot_count(snapshot); i++) {
        const struct terr_feature *feature = terr_snapshot_at(snapshot, i);
        if (number_of(feature, "number") == number) return feature;
    }
    fail_msg("no feature %g", number);
    return NULL;
}

static double area_m2(const struct terr_multipolygon *shape)
{
    struct terr_ruler *ruler;
    struct terr_error err;
    check_ok(terr_ruler_new(&ruler, TERR_AREA_ELLIPSOID, &err));
    const double result = terr_area_m2(ruler, shape);
    terr_ruler_free(ruler);
    return result;
}

// The same polygons, whichever way round their rings run.
static void check_same_shape(const struct terr_multipolygon *a, const struct terr_multipolygon *b,
                             double tolerance_deg)
{
    assert_int_equal(a->polygon_count, b->polygon_count);
    assert_int_equal(a->ring_count, b->ring_count);
    assert_int_equal(a->point_count, b->point_count);
    for (size_t i = 0; i < a->point_count; i++) {
        double nearest = 1;
        for (size_t k = 0; k < b->point_count; k++) {
            const double off = fmax(fabs(a->coords[2 * i] - b->coords[2 * k]),
                                    fabs(a->coords[2 * i + 1] - b->coords[2 * k + 1]));
            if (off < nearest) nearest = off;
        }
        assert_true(nearest <= tolerance_deg);
    }
    check_near(area_m2(a), area_m2(b), 1e-9 * area_m2(b) + 0.1);
}

static const struct {
    const char *file;
    size_t features; // FlatGeobuf and TopoJSON keep none without geometry
    bool has_digest;
    double tolerance_deg; // 0: the same numbers
} formats[] = {
    {"front.shp", 5, false, 0},         {"front.shz", 5, true, 0},
    {"front.zip", 5, true, 0},          {"front.tar.gz", 5, true, 0},
    {"front.gpkg", 5, true, 0},         {"front.fgb", 4, true, 0},
    {"front.kml", 5, true, 0},          {"front.kmz", 5, true, 0},
    {"front.geojson.gz", 5, true, 0},   {"front.topojson", 4, true, 1e-13},
    {"front-utm.gpkg", 5, true, 1e-11}, {"front-utm.geojson", 5, true, 1e-11},
};

static void every_format_holds_the_same_map(void **state)
{
    struct terr_snapshot *original = read_map(FORMATS "front.geojson");
    (void)state;
    for (size_t f = 0; f < sizeof formats / sizeof formats[0]; f++) {
        char path[512];
        snprintf(path, sizeof path, FORMATS "%s", formats[f].file);
        struct terr_snapshot *converted = read_map(path);
        assert_int_equal(terr_snapshot_count(converted), formats[f].features);
        assert_int_equal(terr_snapshot_part_count(converted), 1);
        assert_int_equal(terr_snapshot_part_at(converted, 0)->digest[0] != '\0',
                         formats[f].has_digest);
        for (size_t i = 0; i < 4; i++) {
            const struct terr_feature *a = terr_snapshot_at(original, i);
            const struct terr_feature *b = find_number(converted, (double)(i + 1));
            assert_int_equal(b->kind, TERR_FEATURE_POLYGONS);
            assert_string_equal(text_of(a, "status"), text_of(b, "status"));
            if (strstr(path, ".km") == NULL) { // there it is the placemark's name
                assert_string_equal(text_of(a, "name"), text_of(b, "name"));
            }
            check_same_shape(&b->shape, &a->shape, formats[f].tolerance_deg);
        }
        if (formats[f].features == 5) {
            assert_int_equal(find_number(converted, 5)->kind, TERR_FEATURE_NULL);
        }
        terr_snapshot_free(converted);
    }
    terr_snapshot_free(original);
}

static void a_digest_is_that_of_the_file(void **state)
{
    static const char *const files[] = {"front.gpkg", "front.zip", "front.geojson.gz", "front.kmz"};
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char path[512], digest[TERR_DIGEST_SIZE];
        struct terr_bytes bytes;
        struct terr_error err;
        snprintf(path, sizeof path, FORMATS "%s", files[i]);
        struct terr_snapshot *snapshot = read_map(path);
        check_ok(terr_file_read(&bytes, path, &err));
        terr_digest_of(digest, bytes.bytes, bytes.length);
        // of a packed KML that of the KML: it is one file
        if (i < 3) assert_string_equal(terr_snapshot_part_at(snapshot, 0)->digest, digest);
        assert_int_equal(strlen(terr_snapshot_part_at(snapshot, 0)->digest), 64);
        terr_bytes_dispose(&bytes);
        terr_snapshot_free(snapshot);
    }
}

// ---- fields ----

static void fields_become_properties(void **state)
{
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    scratch_put("map.json", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                            "\"properties\":{\"text\":\"a \\\"b\\\" \\u0456\",\"whole\":7,"
                            "\"large\":1234567890123,\"real\":0.1,\"yes\":true,\"no\":false,"
                            "\"day\":\"2024/02/29\",\"instant\":\"2024-02-29T23:59:58+03:00\","
                            "\"utc\":\"2024-02-29T01:02:03Z\",\"time\":\"01:02:03\","
                            "\"texts\":[\"a\",\"b\"],\"wholes\":[1,2],\"reals\":[0.5,2],"
                            "\"nothing\":null,\"coordinates\":[1,2]},"
                            "\"geometry\":null}]}");
    check_ok(terr_snapshot_new(&snapshot, &err));
    check_ok(terr_ogr_read_as(snapshot, "map.json", "GeoJSON", &err));
    const struct terr_feature *feature = terr_snapshot_at(snapshot, 0);
    const struct terr_json *properties = feature->properties;
    assert_string_equal(text_of(feature, "text"), "a \"b\" \xd1\x96");
    check_near(number_of(feature, "whole"), 7, 0);
    check_near(number_of(feature, "large"), 1234567890123.0, 0);
    check_near(number_of(feature, "real"), 0.1, 0);
    assert_true(terr_json_is_true(terr_json_member(properties, "yes")));
    assert_int_equal(terr_json_kind(terr_json_member(properties, "no")), TERR_JSON_BOOLEAN);
    assert_string_equal(text_of(feature, "day"), "2024-02-29");
    assert_string_equal(text_of(feature, "instant"), "2024-02-29T23:59:58+03:00");
    assert_string_equal(text_of(feature, "utc"), "2024-02-29T01:02:03Z");
    assert_string_equal(text_of(feature, "time"), "01:02:03");
    assert_int_equal(terr_json_count(terr_json_member(properties, "texts")), 2);
    assert_int_equal(terr_json_count(terr_json_member(properties, "wholes")), 2);
    assert_int_equal(terr_json_count(terr_json_member(properties, "reals")), 2);
    assert_non_null(terr_json_member(properties, "nothing"));
    assert_int_equal(terr_json_kind(terr_json_member(properties, "nothing")), TERR_JSON_NULL);
    terr_snapshot_free(snapshot);
}

// ---- geometry ----

// Reads one geometry of well-known text, in degrees without a coordinate system.
static enum terr_code read_text(struct terr_snapshot **out, const char *text,
                                struct terr_error *err)
{
    char csv[2000];
    snprintf(csv, sizeof csv, "WKT,status\n\"%s\",occupied\n", text);
    scratch_put("map.csv", csv);
    const enum terr_code code = terr_snapshot_new(out, err);
    return code ? code : terr_ogr_read_as(*out, "map.csv", "CSV", err);
}

#define SQUARE "((0 0,2 0,2 2,0 2,0 0))"

static void polygons_are_found_in_all_that_holds_them(void **state)
{
    static const struct {
        const char *text;
        enum terr_feature_kind kind;
        size_t polygons, rings, ignored;
    } cases[] = {
        {"POLYGON " SQUARE, TERR_FEATURE_POLYGONS, 1, 1, 0},
        {"POLYGON Z ((0 0 5,2 0 5,2 2 5,0 0 5))", TERR_FEATURE_POLYGONS, 1, 1, 0},
        {"POLYGON ((0 0,9 0,9 9,0 0),(4 1,5 1,5 2,4 1))", TERR_FEATURE_POLYGONS, 1, 2, 0},
        {"MULTIPOLYGON (" SQUARE ",((5 5,6 5,6 6,5 5)))", TERR_FEATURE_POLYGONS, 2, 2, 0},
        {"GEOMETRYCOLLECTION (POINT (1 1),POLYGON " SQUARE
         ",GEOMETRYCOLLECTION (POLYGON ((5 5,6 5,6 6,5 5)),LINESTRING (0 0,1 1)))",
         TERR_FEATURE_POLYGONS, 2, 2, 2},
        {"CURVEPOLYGON (CIRCULARSTRING (0 0,1 1,2 0,1 -1,0 0))", TERR_FEATURE_POLYGONS, 1, 1, 0},
        {"MULTISURFACE (POLYGON " SQUARE ")", TERR_FEATURE_POLYGONS, 1, 1, 0},
        {"POINT (1 1)", TERR_FEATURE_IGNORED, 0, 0, 0},
        {"MULTILINESTRING ((0 0,1 1),(2 2,3 3))", TERR_FEATURE_IGNORED, 0, 0, 0},
        {"TIN (((0 0,1 0,0 1,0 0)))", TERR_FEATURE_IGNORED, 0, 0, 0},
        {"POLYGON EMPTY", TERR_FEATURE_IGNORED, 0, 0, 0},
        {"GEOMETRYCOLLECTION EMPTY", TERR_FEATURE_IGNORED, 0, 0, 0},
        {"", TERR_FEATURE_NULL, 0, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_snapshot *snapshot;
        struct terr_error err;
        check_ok(read_text(&snapshot, cases[i].text, &err));
        assert_int_equal(terr_snapshot_count(snapshot), 1);
        const struct terr_feature *feature = terr_snapshot_at(snapshot, 0);
        if (feature->kind != cases[i].kind) fail_msg("%s: kind %d", cases[i].text, feature->kind);
        assert_int_equal(feature->shape.polygon_count, cases[i].polygons);
        assert_int_equal(feature->shape.ring_count, cases[i].rings);
        assert_int_equal(terr_snapshot_ignored_parts(snapshot), cases[i].ignored);
        terr_snapshot_free(snapshot);
    }
}

static void a_circle_becomes_chords_of_its_area(void **state)
{
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    check_ok(read_text(&snapshot, "CURVEPOLYGON (CIRCULARSTRING (0 0,1 1,2 0,1 -1,0 0))", &err));
    const struct terr_multipolygon *shape = &terr_snapshot_at(snapshot, 0)->shape;
    double twice = 0;
    for (size_t i = 0; i + 1 < shape->point_count; i++) {
        const double *a = shape->coords + 2 * i, *b = a + 2;
        twice += a[0] * b[1] - b[0] * a[1];
    }
    // 90 chords of 4 degrees: a polygon of that many corners, n / 2 sin(2 pi / n)
    check_near(fabs(twice) / 2, 45 * sin(2 * 3.14159265358979323846 / 90), 1e-9);
    terr_snapshot_free(snapshot);
}

static void what_is_no_polygon_of_the_earth_is_refused(void **state)
{
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {"POLYGON ((0 0,1 0,0 0))", "features[0]: ring has 3 points, needs at least 4"},
        {"POLYGON ((0 0,1 0,1 1,0 1))",
         "features[0]: ring is not closed: it begins at 0, 0 and ends at 0, 1"},
        {"POLYGON ((0 0,9 0,9 9,0 0),(1 1,2 1,1 1))",
         "features[0]: ring has 3 points, needs at least 4"},
        {"POLYGON ((10 100,11 100,11 101,10 100))",
         "features[0]: latitude 100 is outside -90 to 90; longitude comes first: are the two "
         "swapped?; no coordinate system is given (a shapefile's stands in its .prj)"},
        {"POLYGON ((5e5 5.4e6,6e5 5.4e6,6e5 5.5e6,5e5 5.4e6))",
         "features[0]: latitude 5400000 is outside -90 to 90; coordinates must be degrees: are "
         "these metres?; no coordinate system is given (a shapefile's stands in its .prj)"},
        {"GEOMETRYCOLLECTION (POINT (0 0),POLYGON ((0 0,1 0,0 0)))",
         "features[0]: geometries[1]: ring has 3 points, needs at least 4"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_snapshot *snapshot;
        struct terr_error err;
        check_fails(read_text(&snapshot, cases[i].text, &err), TERR_EDATA, cases[i].sentence);
        terr_snapshot_free(snapshot);
    }
}

static void coordinates_that_contradict_their_system_are_refused(void **state)
{
    (void)state;
    scratch_put("degrees.json",
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":"
                "{\"name\":\"EPSG:32636\"}},\"features\":[{\"type\":\"Feature\",\"properties\":{},"
                "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[36,48],[37,48],[37,49],"
                "[36,48]]]}}]}");
    struct terr_snapshot *snapshot;
    struct terr_error err;
    check_ok(terr_snapshot_new(&snapshot, &err));
    check_fails(terr_ogr_read_as(snapshot, "degrees.json", "GeoJSON", &err), TERR_EDATA,
                "features[0]: the point 36, 48 looks like degrees, and is no coordinate of WGS 84 "
                "/ UTM zone 36N");
    terr_snapshot_free(snapshot);
}

// ---- layers ----

static void each_layer_becomes_a_part(void **state)
{
    struct terr_snapshot *snapshot;
    (void)state;
    scratch_put("two.kml",
                "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>all</name>"
                "<Folder><name>control</name><Placemark><name>a</name><Polygon><outerBoundaryIs>"
                "<LinearRing><coordinates>36,48 37,48 37,49 36,48</coordinates></LinearRing>"
                "</outerBoundaryIs></Polygon></Placemark></Folder>"
                "<Folder><name>units</name><Placemark><name>b</name><Point><coordinates>36,48"
                "</coordinates></Point></Placemark></Folder></Document></kml>");
    snapshot = read_map("two.kml");
    assert_int_equal(terr_snapshot_part_count(snapshot), 2);
    assert_string_equal(terr_snapshot_part_at(snapshot, 0)->layer, "control");
    assert_string_equal(terr_snapshot_part_at(snapshot, 1)->layer, "units");
    assert_int_equal(terr_snapshot_count(snapshot), 2);
    assert_int_equal(terr_snapshot_at(snapshot, 0)->part, 0);
    assert_int_equal(terr_snapshot_at(snapshot, 1)->part, 1);
    assert_string_equal(text_of(terr_snapshot_at(snapshot, 0), "Name"), "a");
    assert_string_equal(text_of(terr_snapshot_at(snapshot, 1), "Name"), "b");
    assert_int_equal(terr_snapshot_at(snapshot, 1)->kind, TERR_FEATURE_IGNORED);
    terr_snapshot_free(snapshot);
    // a layer with the file's own name tells nothing
    snapshot = read_map(FORMATS "front.gpkg");
    assert_null(terr_snapshot_part_at(snapshot, 0)->layer);
    terr_snapshot_free(snapshot);
}

static void a_file_without_layers_is_no_map(void **state)
{
    (void)state;
    scratch_put("empty.kml", "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document/></kml>");
    check_fault("empty.kml", TERR_EDATA, "holds no map: no layer that has geometry");
}

// ---- broken files ----

// A copy of a file's first bytes.
static void put_part(const char *name, const char *source, size_t length)
{
    struct terr_bytes bytes;
    struct terr_error err;
    check_ok(terr_file_read(&bytes, source, &err));
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    if (length > bytes.length) length = bytes.length;
    assert_int_equal(fwrite(bytes.bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    terr_bytes_dispose(&bytes);
}

static void files_cut_anywhere_are_refused(void **state)
{
    static const char *const files[] = {"front.gpkg", "front.fgb",        "front.kml",
                                        "front.zip",  "front.geojson.gz", "front.topojson",
                                        "front.kmz",  "front.tar.gz",     "front.shz"};
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char path[512];
        struct terr_bytes bytes;
        struct terr_error err;
        snprintf(path, sizeof path, FORMATS "%s", files[i]);
        check_ok(terr_file_read(&bytes, path, &err));
        for (size_t part = 1; part < 16; part++) {
            enum terr_code code;
            put_part(files[i], path, bytes.length * part / 16);
            const char *fault = fault_of(files[i], &code);
            if (code != TERR_EPARSE && code != TERR_EIO && code != TERR_EDATA) {
                fail_msg("%s, %zu/16 of it: code %d, %s", files[i], part, (int)code, fault);
            }
        }
        terr_bytes_dispose(&bytes);
    }
}

static void a_shapefile_needs_its_other_files(void **state)
{
    (void)state;
    put_part("map.shp", FORMATS "front.shp", 1000000);
    check_fault("map.shp", TERR_EIO,
                "its .dbf, which holds the fields of the features, is not beside it");
    put_part("map.dbf", FORMATS "front.dbf", 1000000);
    check_gdal_fault("map.shp", "GDAL, ESRI Shapefile: ");
    put_part("map.shx", FORMATS "front.shx", 1000000);
    terr_snapshot_free(read_map("map.shp")); // without its .prj: degrees, and they can be
    put_part("map.shp", FORMATS "front.shp", 500);
    enum terr_code code;
    assert_non_null(strstr(fault_of("map.shp", &code), ".shp"));
    assert_int_equal(code, TERR_EPARSE);
}

static void put_shapefile(void)
{
    put_part("map.shp", FORMATS "front.shp", 1000000);
    put_part("map.shx", FORMATS "front.shx", 1000000);
    put_part("map.dbf", FORMATS "front.dbf", 1000000);
}

static void a_table_is_whole_and_of_its_shapes(void **state)
{
    struct terr_bytes table;
    struct terr_error err;
    (void)state;
    check_ok(terr_file_read(&table, FORMATS "front.dbf", &err));
    for (size_t length = 0; length + 1 < table.length; length += 7) {
        put_shapefile();
        put_part("map.dbf", FORMATS "front.dbf", length);
        check_fault("map.shp", TERR_EPARSE,
                    "its .dbf, which holds the fields of the features, is cut short or damaged");
    }
    put_shapefile();
    table.bytes[4]--; // one record less
    FILE *file = fopen("map.dbf", "w");
    assert_non_null(file);
    assert_int_equal(fwrite(table.bytes, 1, table.length, file), table.length);
    assert_int_equal(fclose(file), 0);
    terr_bytes_dispose(&table);
    check_fault("map.shp", TERR_EPARSE, "has 5 shapes, but its .dbf has 4 records");
}

static void what_is_no_such_file_is_refused(void **state)
{
    (void)state;
    check_fault("missing.gpkg", TERR_EIO, "no such file");
    assert_int_equal(mkdir("folder.gpkg", 0700), 0);
    check_fault("folder.gpkg", TERR_EIO, "is a folder");
    assert_int_equal(mkfifo("pipe.gpkg", 0600), 0);
    check_fault("pipe.gpkg", TERR_EIO, "is no regular file, which this format needs");
    scratch_put("text.gpkg", "not a database\n");
    check_gdal_fault("text.gpkg", "GDAL, GPKG: ");
    scratch_put("empty.fgb", "");
    check_gdal_fault("empty.fgb", "GDAL, FlatGeobuf: ");
}

static void an_unknown_driver_is_told(void **state)
{
    struct terr_snapshot *snapshot;
    struct terr_error err;
    (void)state;
    scratch_put("map.x", "x");
    check_ok(terr_snapshot_new(&snapshot, &err));
    check_fails(terr_ogr_read_as(snapshot, "map.x", "Nonesuch", &err), TERR_EIO,
                "GDAL was built without its driver Nonesuch");
    terr_snapshot_free(snapshot);
}

static void topojson_that_gdal_would_read_in_part_is_refused(void **state)
{
    static const struct {
        const char *geometry, *sentence;
    } cases[] = {
        {"\"Polygon\",\"arcs\":[[7]]", "needs the numbers of arcs, of which there are 1"},
        {"\"Polygon\",\"arcs\":[[0],[-2]]", "needs the numbers of arcs, of which there are 1"},
        {"\"Polygon\",\"arcs\":[[0.5]]", "needs the numbers of arcs, of which there are 1"},
        {"\"MultiPolygon\",\"arcs\":[[[0]],[[\"0\"]]]",
         "needs the numbers of arcs, of which there are 1"},
        {"\"MultiPolygon\",\"arcs\":[[[0]],[]]", "its \"arcs\" need arrays, and none empty"},
        {"\"Polygon\",\"coordinates\":[]", "its \"arcs\" need arrays, and none empty"},
        {"\"Circle\",\"arcs\":[[0]]", "its type is \"Circle\", which TopoJSON lacks"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[500], sentence[200];
        snprintf(text, sizeof text,
                 "{\"type\":\"Topology\",\"objects\":{\"a\":{\"type\":"
                 "\"GeometryCollection\",\"geometries\":[{\"type\":%s}]}},"
                 "\"arcs\":[[[0,0],[1,0],[1,1],[0,0]]]}",
                 cases[i].geometry);
        snprintf(sentence, sizeof sentence, "objects.a: geometries[0]: %s", cases[i].sentence);
        scratch_put("map.topojson", text);
        check_fault("map.topojson", TERR_EDATA, sentence);
    }
    scratch_put("map.topojson", "{\"type\":\"Topology\",\"objects\":{},\"arcs\":[[[0,0],[1]]]}");
    check_fault("map.topojson", TERR_EDATA, "arcs[0]: position 1 needs two numbers");
}

// ---- threads ----

static void *read_often(void *path)
{
    for (int i = 0; i < 20; i++) terr_snapshot_free(read_map(path));
    return NULL;
}

static void several_threads_may_read_at_once(void **state)
{
    static const char *const names[4] = {"front.gpkg", "front.shp", "front-utm.gpkg", "front.kmz"};
    static char full[4][512];
    pthread_t threads[4];
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        snprintf(full[i], sizeof full[i], FORMATS "%s", names[i]);
        assert_int_equal(pthread_create(&threads[i], NULL, read_often, full[i]), 0);
    }
    for (size_t i = 0; i < 4; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_threads_may_read_at_once), // first: drivers are registered once
        cmocka_unit_test(every_format_holds_the_same_map),
        cmocka_unit_test(a_digest_is_that_of_the_file),
        scratch_test(fields_become_properties),
        scratch_test(polygons_are_found_in_all_that_holds_them),
        scratch_test(a_circle_becomes_chords_of_its_area),
        scratch_test(what_is_no_polygon_of_the_earth_is_refused),
        scratch_test(coordinates_that_contradict_their_system_are_refused),
        scratch_test(each_layer_becomes_a_part),
        scratch_test(a_file_without_layers_is_no_map),
        scratch_test(files_cut_anywhere_are_refused),
        scratch_test(a_shapefile_needs_its_other_files),
        scratch_test(a_table_is_whole_and_of_its_shapes),
        scratch_test(what_is_no_such_file_is_refused),
        scratch_test(an_unknown_driver_is_told),
        scratch_test(topojson_that_gdal_would_read_in_part_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
