// Oracles: Kruger's series for the transverse Mercator to the sixth order of n (C. F. F. Karney,
// Transverse Mercator with an accuracy of a few nanometers, J. Geodesy 85, 2011,
// doi:10.1007/s00190-011-0445-3), the closed form of the spherical Mercator, and a Helmert
// transformation by hand (EPSG operation "Pulkovo 1942 to WGS 84 (20)": 23.57, -140.95, -79.8 m,
// 0, -0.35, -0.79 arc seconds, -0.22 ppm, coordinate frame), all in Python.
#include "../../support/check.h"

#include "../../support/shapes.h"
#include <geo/shape/projection.h>

static struct terr_projection *open_projection(const char *definition)
{
    struct terr_projection *projection;
    struct terr_error err;
    check_ok(terr_projection_new(&projection, definition, &err));
    return projection;
}

static void check_point(const char *definition, const double in[2], const double out[2],
                        double tolerance_deg)
{
    struct terr_projection *projection = open_projection(definition);
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    check_ok(terr_multipolygon_add_point(&shape, in[0], in[1], &err));
    check_ok(terr_projection_unproject(projection, &shape, &err));
    check_near(shape.coords[0], out[0], tolerance_deg);
    check_near(shape.coords[1], out[1], tolerance_deg);
    terr_multipolygon_dispose(&shape);
    terr_projection_free(projection);
}

static void points_come_out_where_they_are(void **state)
{
    static const struct {
        const char *definition;
        double in[2], out[2];
    } cases[] = {
        {"EPSG:32636", {500000, 5400000}, {33, 48.7530130043222}},
        {"EPSG:32636", {250000, 5300000}, {29.6609867735977, 47.8047575630186}},
        {"EPSG:32636", {900000, 5100000}, {38.160167812639, 45.9369246523795}},
        {"EPSG:32636", {100000, 4900000}, {27.9989711404764, 44.1436344284193}},
        {"EPSG:3857", {4000000, 6000000}, {35.9326113647809, 47.3537047024331}},
        {"EPSG:3857", {-8000000.5, -5000000.25}, {-71.8652272211381, -40.9162761677448}},
        {"EPSG:3857", {20037508.342789244, 0}, {180, 0}},
        {"EPSG:4284", {33, 48}, {32.998404964585, 47.999843478406}},
        {"EPSG:4284", {37.5, 47.25}, {37.498489131685, 47.249903202665}},
        {"EPSG:4284", {24, 49}, {23.998283508639, 48.999707557703}},
        // the definition's axes are northing, easting; maps hold easting, northing: its origin
        {"EPSG:3035", {4321000, 3210000}, {10, 52}},
        {"EPSG:4258", {33, 48}, {33, 48}}, // ETRS89, taken for equal to WGS 84
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check_point(cases[i].definition, cases[i].in, cases[i].out, 2e-11); // 2 micrometres
    }
}

#define UTM_WKT                                                                                   \
    "PROJCS[\"WGS_1984_UTM_Zone_36N\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\","              \
    "SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\","  \
    "0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\","       \
    "500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",33.0],PARAMETER[" \
    "\"Scale_Factor\",0.9996],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]"

static void a_system_may_be_written_in_many_ways(void **state)
{
    static const char *const definitions[] = {
        "EPSG:32636",
        "epsg:32636",
        "urn:ogc:def:crs:EPSG::32636",
        "http://www.opengis.net/def/crs/EPSG/0/32636",
        "+proj=utm +zone=36 +datum=WGS84 +units=m +no_defs",
        "+proj=utm +zone=36 +datum=WGS84 +type=crs",
        UTM_WKT,
        "EPSG:32636+5773", // with heights
    };
    static const double in[] = {250000, 5300000}, out[] = {29.6609867735977, 47.8047575630186};
    (void)state;
    for (size_t i = 0; i < sizeof definitions / sizeof definitions[0]; i++) {
        check_point(definitions[i], in, out, 2e-11);
    }
}

static void wgs84_is_known_by_all_its_names(void **state)
{
    static const char *const same[] = {
        "EPSG:4326",
        "OGC:CRS84",
        "CRS84",
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "urn:ogc:def:crs:EPSG::4326",
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        "EPSG:4979", // with ellipsoidal heights
        "EPSG:4326+5773",
        "+proj=longlat +datum=WGS84",
        "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,"
        "298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]",
    };
    static const char *const others[] = {"EPSG:4284", "EPSG:3857", "EPSG:32636", "EPSG:4258"};
    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        struct terr_projection *projection = open_projection(same[i]);
        if (!terr_projection_is_geographic_wgs84(projection)) fail_msg("%s is not", same[i]);
        terr_projection_free(projection);
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        struct terr_projection *projection = open_projection(others[i]);
        if (terr_projection_is_geographic_wgs84(projection)) fail_msg("%s is", others[i]);
        terr_projection_free(projection);
    }
}

static void wgs84_is_left_bit_by_bit(void **state)
{
    struct terr_projection *projection = open_projection("EPSG:4326");
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT, before = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    (void)state;
    // latitude first would be impossible; whether degrees are in range is for the reader to say
    shape_add(&shape, "120.1 48.7, 120.3 48.7, 1e6 48.9");
    check_ok(terr_multipolygon_append(&before, &shape, &err));
    check_ok(terr_projection_unproject(projection, &shape, &err));
    assert_true(terr_multipolygon_equal(&shape, &before));
    assert_string_equal(terr_projection_name(projection), "WGS 84");
    terr_multipolygon_dispose(&shape);
    terr_multipolygon_dispose(&before);
    terr_projection_free(projection);
}

static void closed_rings_stay_closed(void **state)
{
    static const char *const definitions[] = {"EPSG:32636", "EPSG:28406", "EPSG:3857"};
    (void)state;
    for (size_t i = 0; i < sizeof definitions / sizeof definitions[0]; i++) {
        struct terr_projection *projection = open_projection(definitions[i]);
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        struct terr_error err;
        shape_add(&shape, "6250000.1 5300000.2, 6350000.3 5300000.4, 6300000.5 5400000.6;"
                          "6270000.1 5310000.2, 6320000.3 5310000.4, 6300000.5 5380000.6|"
                          "6450000.7 5300000.8, 6550000.9 5300000.1, 6500000.2 5400000.3");
        if (i == 0) {
            for (size_t p = 0; p < shape.point_count; p++) shape.coords[2 * p] -= 6000000;
        }
        check_ok(terr_projection_unproject(projection, &shape, &err));
        assert_int_equal(shape.ring_count, 3);
        for (size_t r = 0; r < shape.ring_count; r++) {
            const double *first = shape.coords + 2 * terr_multipolygon_ring_start(&shape, r);
            const double *last = shape.coords + 2 * (shape.ring_ends[r] - 1);
            assert_memory_equal(first, last, 2 * sizeof *first);
        }
        terr_multipolygon_dispose(&shape);
        terr_projection_free(projection);
    }
}

static void nothing_is_nothing(void **state)
{
    struct terr_projection *projection = open_projection("EPSG:32636");
    struct terr_multipolygon empty = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    (void)state;
    check_ok(terr_projection_unproject(projection, &empty, &err));
    assert_int_equal(empty.point_count, 0);
    terr_projection_free(projection);
    terr_projection_free(NULL);
}

static void points_outside_are_refused(void **state)
{
    static const struct {
        const char *definition, *shape, *sentence;
    } cases[] = {
        {"EPSG:32636", "500000 5400000, 600000 5400000, 1e9 5400000",
         "the point 1000000000, 5400000 is no place on the Earth in WGS 84 / UTM zone 36N"},
        // beyond the antimeridian: it would come out in the west
        {"EPSG:3857", "20000000 0, 20100000 0, 20100000 100000",
         "the point 20100000, 0 is no place on the Earth in WGS 84 / Pseudo-Mercator"},
        {"EPSG:3857", "33.5 48.25, 34.5 48.25, 34.5 49",
         "the point 33.5, 48.25 looks like degrees, and is no coordinate of WGS 84 / "
         "Pseudo-Mercator"},
        {"EPSG:4284", "33 48, 34 48, 34 5300000",
         "the point 34, 5300000 cannot be degrees (are these metres?), as needed by Pulkovo 1942"},
        {"EPSG:4284", "33 48, 34 48, 34 91",
         "the point 34, 91 is no place on the Earth in Pulkovo 1942"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_projection *projection = open_projection(cases[i].definition);
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT, before = TERR_MULTIPOLYGON_INIT;
        struct terr_error err;
        shape_add(&shape, cases[i].shape);
        check_ok(terr_multipolygon_append(&before, &shape, &err));
        check_fails(terr_projection_unproject(projection, &shape, &err), TERR_EDATA,
                    cases[i].sentence);
        assert_true(terr_multipolygon_equal(&shape, &before));
        terr_multipolygon_dispose(&shape);
        terr_multipolygon_dispose(&before);
        terr_projection_free(projection);
    }
}

static void a_coordinate_that_is_no_number_is_refused(void **state)
{
    static const double wrong[] = {INFINITY, -INFINITY, NAN};
    struct terr_projection *projection = open_projection("EPSG:32636");
    (void)state;
    for (size_t i = 0; i < 2 * sizeof wrong / sizeof wrong[0]; i++) {
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        struct terr_error err;
        shape_add(&shape, "500000 5400000, 600000 5400000, 600000 5500000");
        shape.coords[2 + i % 2] = wrong[i / 2];
        check_fails(terr_projection_unproject(projection, &shape, &err), TERR_EDATA,
                    "a coordinate is not finite");
        terr_multipolygon_dispose(&shape);
    }
    terr_projection_free(projection);
}

static void systems_without_a_way_to_wgs84_are_refused(void **state)
{
    static const struct {
        const char *definition, *sentence;
    } cases[] = {
        {"", "the coordinate system '' is unknown"},
        {"EPSG:99999", "the coordinate system 'EPSG:99999' is unknown"},
        {"EPSG:32636x", "the coordinate system 'EPSG:32636x' is unknown"},
        {"EPSG:", "the coordinate system 'EPSG:' is unknown"},
        {"WGS 84", "the coordinate system 'WGS 84' is unknown"}, // a name; PROJ guesses at names
        {"deg", "the coordinate system 'deg' is unknown"},
        {"+proj=nothing", "the coordinate system '+proj=nothing' is unknown"},
        {"GEOGCS[\"broken", "the coordinate system 'GEOGCS[\"broken' is unknown"},
        {"EPSG:8653", "the coordinate system 'EPSG:8653' is unknown"}, // an operation
        {"EPSG:4978", "the coordinate system 'EPSG:4978' is neither geographic nor projected"},
        {"EPSG:5773", "the coordinate system 'EPSG:5773' is neither geographic nor projected"},
        {"+proj=utm +zone=36 +ellps=GRS80",
         "the coordinate system '+proj=utm +zone=36 +ellps=GRS80' has a datum of which nothing is "
         "known that leads to WGS 84"},
        {"+proj=longlat +ellps=krass +nadgrids=/dev/stdin",
         "the coordinate system '+proj=longlat +ellps=krass +nadgrids=/dev/stdin' names a file, "
         "which is not opened"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_projection *projection;
        struct terr_error err;
        check_fails(terr_projection_new(&projection, cases[i].definition, &err), TERR_EDATA,
                    cases[i].sentence);
        assert_null(projection);
    }
}

static void a_definition_without_end_is_refused(void **state)
{
    static char endless[70000];
    struct terr_projection *projection;
    struct terr_error err;
    (void)state;
    memset(endless, '[', sizeof endless - 1);
    check_fails(terr_projection_new(&projection, endless, &err), TERR_EDATA,
                "the definition of the coordinate system has 69999 bytes, at most 65536 are read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_come_out_where_they_are),
        cmocka_unit_test(a_system_may_be_written_in_many_ways),
        cmocka_unit_test(wgs84_is_known_by_all_its_names),
        cmocka_unit_test(wgs84_is_left_bit_by_bit),
        cmocka_unit_test(closed_rings_stay_closed),
        cmocka_unit_test(nothing_is_nothing),
        cmocka_unit_test(points_outside_are_refused),
        cmocka_unit_test(a_coordinate_that_is_no_number_is_refused),
        cmocka_unit_test(systems_without_a_way_to_wgs84_are_refused),
        cmocka_unit_test(a_definition_without_end_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
