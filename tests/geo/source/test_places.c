#define _XOPEN_SOURCE 700
#include "../../support/check.h"

#include "../../support/scratch.h"
#include <geo/source/places.h>

static void what_is_meant_as_a_place(void **state)
{
    (void)state;
    static const char *const meant[] = {"37.742,48.139", "37.742, 48.139", "-1,2",   "+1.5,-2e1",
                                        "A=1,2",         "A=B=1,2",        "1,2,3",  "1,",
                                        "Чернівці=1,2",  "=1,2",           " 1 , 2 "};
    static const char *const others[] = {"",         "1",       "maps",         "1,2.geojson",
                                         "./1,2",    "a/b=1,2", "37.742",       "https://x/?b=1,2",
                                         ",",        "A=",      "/vsizip/a,b",  "2025-01-01",
                                         "*,*.json", "-",       "a=maps/1,2/x", "A=x,1"};
    for (size_t i = 0; i < sizeof meant / sizeof meant[0]; i++) {
        if (!terr_place_is_meant(meant[i])) fail_msg("'%s' is not meant", meant[i]);
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (terr_place_is_meant(others[i])) fail_msg("'%s' is meant", others[i]);
    }
}

static void texts_become_points(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_places places = TERR_PLACES_INIT;
    check_ok(terr_places_add_text(&places, "37.742,48.139", &err));
    check_ok(terr_places_add_text(&places, "Old=Town=-70.5, +10", &err));
    check_ok(terr_places_add_text(&places, " 1e1 ,0.00000000004", &err));
    assert_int_equal(places.count, 3);
    assert_string_equal(places.items[0].name, "37.742,48.139");
    assert_true(places.items[0].is_point && places.items[0].lon_deg == 37.742);
    assert_true(places.items[0].lat_deg == 48.139);
    assert_int_equal(places.items[0].file, TERR_PLACE_NO_FILE);
    assert_string_equal(places.items[1].name, "Old=Town");
    assert_true(places.items[1].lon_deg == -70.5 && places.items[1].lat_deg == 10);
    assert_string_equal(places.items[2].name, "10,0"); // on the grid
    terr_places_dispose(&places);
}

static void texts_that_are_no_points(void **state)
{
    (void)state;
    static const char form[] = "is not LON,LAT: two numbers in degrees, '.' their decimal mark, a "
                               "comma between them";
    static const char *const texts[] = {"1,2,3", "1,", "1,2 3", "1.,2", "01,2", "1,--2", "1 2,3"};
    struct terr_error err;
    struct terr_places places = TERR_PLACES_INIT;
    char sentence[200];
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        snprintf(sentence, sizeof sentence, "place '%s' %s", texts[i], form);
        check_fails(terr_places_add_text(&places, texts[i], &err), TERR_EARG, sentence);
    }
    check_fails(terr_places_add_text(&places, "=1,2", &err), TERR_EARG,
                "place '=1,2': the name before '=' is empty");
    assert_int_equal(terr_places_add_text(&places, "1,91", &err), TERR_EARG);
    assert_int_equal(terr_places_add_text(&places, "181,1", &err), TERR_EARG);
    assert_int_equal(terr_places_add_text(&places, "1e999,1", &err), TERR_EARG);
    assert_int_equal(places.count, 0);
    terr_places_dispose(&places);
}

#define FEATURE(properties, geometry) \
    "{\"type\":\"Feature\",\"properties\":" properties ",\"geometry\":" geometry "}"
#define FILE_OF(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define POINT(at) "{\"type\":\"Point\",\"coordinates\":[" at "]}"
#define BOX "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}"

static void a_file_of_points_and_polygons(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_places places = TERR_PLACES_INIT;
    scratch_put(
        "p.json",
        FILE_OF(FEATURE("{\"name\":\"A\",\"id\":7}", POINT("1,2,99")) "," FEATURE(
            "{\"id\":8}",
            POINT("3,4")) "," FEATURE("{\"name\":\"\",\"id\":9}",
                                      BOX) "," FEATURE("{\"name\":\"B\",\"id\":\"x\"}", BOX)));
    check_ok(terr_places_add_text(&places, "5,6", &err));
    check_ok(terr_places_add_file(&places, "p.json", NULL, &err));
    assert_int_equal(places.count, 5);
    assert_string_equal(places.items[1].name, "A");
    assert_string_equal(places.items[2].name, "3,4");
    assert_string_equal(places.items[3].name, "features[2]");
    assert_string_equal(places.items[4].name, "B");
    assert_true(places.items[1].is_point && places.items[1].lon_deg == 1);
    assert_true(places.items[1].lat_deg == 2);
    assert_false(places.items[4].is_point);
    assert_int_equal(places.items[4].shape.point_count, 4);
    assert_int_equal(places.items[4].feature, 3);
    assert_string_equal(places.files[places.items[4].file].name_property, "name");
    assert_false(places.files[0].name_chosen);
    check_ok(terr_places_add_file(&places, "p.json", "id", &err));
    assert_string_equal(places.items[5].name, "7");
    assert_string_equal(places.items[8].name, "x");
    assert_true(places.files[1].name_chosen);
    assert_int_equal(places.items[5].file, 1);
    terr_places_dispose(&places);
}

static void expect_guess(const char *text, const char *property)
{
    struct terr_error err;
    struct terr_places places = TERR_PLACES_INIT;
    scratch_put("g.json", text);
    check_ok(terr_places_add_file(&places, "g.json", NULL, &err));
    if (!property) assert_null(places.files[0].name_property);
    if (property) assert_string_equal(places.files[0].name_property, property);
    terr_places_dispose(&places);
}

// Each has a name of its own by it; else each a name; else any.
static void the_property_that_names_best_is_guessed(void **state)
{
    (void)state;
    expect_guess(FILE_OF(FEATURE("{\"name:en\":\"A\",\"name\":\"a\"}",
                                 BOX) "," FEATURE("{\"name\":\"b\"}", BOX)),
                 "name");
    expect_guess(FILE_OF(FEATURE("{\"name\":\"A\",\"NAME_2\":\"a\"}",
                                 BOX) "," FEATURE("{\"name\":\"A\",\"NAME_2\":\"b\"}", BOX)),
                 "NAME_2");
    expect_guess(FILE_OF(FEATURE("{\"title\":\"A\"}", BOX) "," FEATURE("{\"title\":\"A\"}", BOX)),
                 "title");
    expect_guess(FILE_OF(FEATURE("{\"name\":\" \",\"title\":3}", BOX) "," FEATURE("null", BOX)),
                 "title");
    expect_guess(FILE_OF(FEATURE("{\"name\":null,\"other\":\"A\"}", BOX)), NULL);
}

static void expect_twins(const char *const *texts, size_t count, size_t first, size_t second)
{
    struct terr_error err;
    struct terr_places places = TERR_PLACES_INIT;
    struct terr_place_twins twins;
    for (; *texts; texts++) check_ok(terr_places_add_text(&places, *texts, &err));
    check_ok(terr_places_find_twins(&twins, &places, &err));
    assert_int_equal(twins.count, count);
    assert_int_equal(twins.first, first);
    assert_int_equal(twins.second, second);
    terr_places_dispose(&places);
}

static void places_of_one_name_are_found(void **state)
{
    (void)state;
    expect_twins((const char *const[]){NULL}, 0, 0, 0);
    expect_twins((const char *const[]){"a=1,2", "A=1,2", "b=1,2", NULL}, 0, 0, 0);
    expect_twins((const char *const[]){"b=1,2", "a=1,2", "c=1,2", "a=3,4", "b=5,6", NULL}, 2, 0, 4);
    expect_twins((const char *const[]){"b=1,2", "a=1,2", "a=1,2", "a=1,2", NULL}, 2, 1, 2);
    expect_twins((const char *const[]){"1,2", "1.0,2.0", NULL}, 1, 0, 1);
}

static void expect_file_fails(const char *text, const char *property, const char *sentence)
{
    struct terr_error err;
    struct terr_places places = TERR_PLACES_INIT;
    scratch_put("f.json", text);
    check_fails(terr_places_add_file(&places, "f.json", property, &err), TERR_EDATA, sentence);
    terr_places_dispose(&places);
}

static void files_that_hold_no_places(void **state)
{
    (void)state;
    static const char need[] =
        "f.json: features[0]: a place needs a point on the Earth or polygons";
    expect_file_fails(FILE_OF(""), NULL, "f.json: it has no feature");
    expect_file_fails(
        FILE_OF(FEATURE("{}", "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}")), NULL,
        need);
    expect_file_fails(FILE_OF(FEATURE("{}", "{\"type\":\"MultiPoint\",\"coordinates\":[[1,2]]}")),
                      NULL, need);
    expect_file_fails(FILE_OF(FEATURE("{}", POINT("[1],2"))), NULL, need);
    expect_file_fails(
        FILE_OF(FEATURE("{}", "null")), NULL,
        "f.json: features[0]: a place needs a point on the Earth or polygons, and its "
        "geometry is null");
    expect_file_fails(FILE_OF(FEATURE("{\"a\":1}", BOX) "," FEATURE("{\"b\":1}", BOX)), "a",
                      "f.json: features[1]: it has no text or number 'a' for its name");
    expect_file_fails(FILE_OF(FEATURE("null", BOX)), "a",
                      "f.json: features[0]: it has no text or number 'a' for its name");
    struct terr_error err;
    struct terr_places places = TERR_PLACES_INIT;
    assert_int_equal(terr_places_add_file(&places, "none.json", NULL, &err), TERR_EIO);
    scratch_put("f.json", FILE_OF(FEATURE("{}", POINT("1,200"))));
    assert_int_equal(terr_places_add_file(&places, "f.json", NULL, &err), TERR_EDATA);
    assert_non_null(strstr(err.message, "f.json: features[0]: "));
    terr_places_dispose(&places);
}

// UTM zone 36: the central meridian, 33 E, lies at 500 000 m.
static void points_in_metres(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_places places = TERR_PLACES_INIT;
    scratch_put("m.json",
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\","
                "\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::32636\"}},\"features\":[" FEATURE(
                    "{}", POINT("500000,0")) "]}");
    check_ok(terr_places_add_file(&places, "m.json", NULL, &err));
    check_near(places.items[0].lon_deg, 33, 1e-9);
    check_near(places.items[0].lat_deg, 0, 1e-9);
    terr_places_dispose(&places);
}

// What GDAL reads, too; of a shape of its own the height is dropped.
static void points_of_other_formats(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_places places = TERR_PLACES_INIT;
    scratch_put("p.kml", "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>d</name>"
                         "<Placemark><name>Mill</name><Point><coordinates>37.1,48.2,120"
                         "</coordinates></Point></Placemark>"
                         "<Placemark><name>Town</name><Polygon><outerBoundaryIs><LinearRing>"
                         "<coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs>"
                         "</Polygon></Placemark></Document></kml>");
    check_ok(terr_places_add_file(&places, "p.kml", NULL, &err));
    assert_int_equal(places.count, 2);
    assert_string_equal(places.items[0].name, "Mill");
    assert_true(places.items[0].is_point && places.items[0].lon_deg == 37.1);
    assert_true(places.items[0].lat_deg == 48.2);
    assert_string_equal(places.items[1].name, "Town");
    assert_int_equal(places.items[1].shape.point_count, 4);
    terr_places_dispose(&places);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_meant_as_a_place),
        cmocka_unit_test(texts_become_points),
        cmocka_unit_test(texts_that_are_no_points),
        scratch_test(a_file_of_points_and_polygons),
        scratch_test(the_property_that_names_best_is_guessed),
        cmocka_unit_test(places_of_one_name_are_found),
        scratch_test(files_that_hold_no_places),
        scratch_test(points_in_metres),
        scratch_test(points_of_other_formats),
    };
    return cmocka_run_group_tests_name("source/places", tests, NULL, NULL);
}
