// Oracles: the authalic closed form and numeric integration of it along each edge with 50 digits
// (Python, mpmath: q(phi) as in geo/shape/area.h, quad() over 8 pieces an edge, the coordinates
// taken as the doubles they are here); areas that GeographicLib publishes for its planimeter
// (C. F. F. Karney, tests of geographiclib-c: the octant, two caps, Antarctica).
#include "../../support/check.h"

#include "../../support/shapes.h"
#include <geo/shape/area.h>
#include <geo/shape/engine.h>
#include <geo/shape/plane.h>
#include <geo/shape/projection.h>

// What the straight-edge model promises: q is rounded (to 1e-15, it lies within -2 and 2), and the
// error of the area is that of q over the width of the ring.
static double promised_m2(double width_deg)
{
    return 1e-15 * width_deg * (3.14159265 / 180) * 6378137.0 * 6378137.0 / 2;
}

static double area_m2(enum terr_area_model model, const struct terr_multipolygon *shape)
{
    struct terr_ruler *ruler;
    struct terr_error err;
    check_ok(terr_ruler_new(&ruler, model, &err));
    const double result = terr_area_m2(ruler, shape);
    terr_ruler_free(ruler);
    return result;
}

static double text_m2(enum terr_area_model model, const char *text)
{
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    shape_add(&shape, text);
    const double result = area_m2(model, &shape);
    terr_multipolygon_dispose(&shape);
    return result;
}

static const struct {
    const char *ring;
    double width_deg; // extent in longitude, for the tolerance
    double area_m2;
} known[] = {
    // cells: (east - west) a^2 / 2 (q(north) - q(south))
    {"0 0, 90 0, 90 90, 0 90", 90, 63758202715511.063662},
    {"-180 -90, 180 -90, 180 90, -180 90", 360, 510065621724088.50929},
    {"30 45, 31 45, 31 46, 30 46", 1, 8686494956.6704007684},
    {"36.5 48.25, 36.501 48.25, 36.501 48.251, 36.5 48.251", 0.001, 8257.7298880809891967},
    {"-0.5 -0.5, 0.5 -0.5, 0.5 0.5, -0.5 0.5", 1, 12308920031.652437442},
    {"170 89, 180 89, 180 90, 170 90", 10, 1088666816.3620767384},
    {"22 44, 40 44, 40 52, 22 52", 18, 1193855301621.2605092},
    // slanted edges of 0.001, 0.1, 1 and 60 degrees
    {"37 48, 37.001 48.0004, 37.0003 48.001", 0.001, 3650.918911557446381},
    {"37 48, 37.1 48.04, 37.03 48.1", 0.1, 36476872.148764628131},
    {"37 48, 38 48.4, 37.3 49", 1, 3618174509.2766409734},
    {"-20 -25, 40 -5, 10 35", 60, 18033698621532.372905},
    {"0 0, 60 10, 20 60", 60, 18765999999122.480847},
    {"0 -30, 0.1 30, 0.2 -30", 0.2, 70604594435.389746434},
    // near the poles
    {"10 84, 70 85, 30 89.5", 60, 129240302194.5860919},
    {"-170 -89, -110 -80, -150 -70", 60, 1071011053448.7228144},
    // a centimetre: 0.8 cm2
    {"36.1234567 48.7654321, 36.1234568 48.7654322, 36.1234567 48.7654323", 1e-7,
     0.000081752260095443593964},
};

static void ellipsoid_matches_integration_with_50_digits(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        check_near(text_m2(TERR_AREA_ELLIPSOID, known[i].ring), known[i].area_m2,
                   promised_m2(known[i].width_deg));
    }
}

static void octant_agrees_between_the_two_ellipsoid_models(void **state)
{
    (void)state;
    // GeographicLib's planimeter prints 63758202715511.0
    check_near(text_m2(TERR_AREA_ELLIPSOID, "0 0, 90 0, 90 90, 0 90"), 63758202715511.055, 0.05);
    check_near(text_m2(TERR_AREA_GEODESIC, "0 0, 90 0, 0 90"), 63758202715511.055, 0.05);
}

static void geodesic_matches_published_areas(void **state)
{
    static const struct {
        const char *ring;
        double area_m2, tolerance_m2;
    } published[] = {
        {"0 89, 90 89, 180 89, -90 89", 24952305678.0, 1},
        {"-1 0, 0 -1, 1 0, 0 1", 24619419146.0, 1},
        {"-58 -63.1, -74 -72.9, -102 -71.9, -102 -74.9, -131 -74.3, -163 -77.5, 163 -77.4,"
         "172 -71.7, 140 -65.9, 113 -65.7, 88 -66.6, 59 -66.9, 25 -69.8, -4 -70.0, -14 -71.0,"
         "-33 -77.3, -46 -77.9, -61 -74.7",
         13662703680020.1, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        check_near(text_m2(TERR_AREA_GEODESIC, published[i].ring), published[i].area_m2,
                   published[i].tolerance_m2);
    }
}

static void straight_edges_are_the_limit_of_short_geodesic_ones(void **state)
{
    enum { PIECES = 4000 };
    static const double corners[4][2] = {{37, 48}, {38, 48.4}, {37.3, 49}, {37, 48}};
    struct terr_multipolygon fine = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    (void)state;
    for (size_t c = 0; c < 3; c++) {
        for (int i = 0; i < PIECES; i++) {
            const double *a = corners[c], *b = corners[c + 1], t = (double)i / PIECES;
            check_ok(terr_multipolygon_add_point(&fine, a[0] + t * (b[0] - a[0]),
                                                 a[1] + t * (b[1] - a[1]), &err));
        }
    }
    check_ok(terr_multipolygon_add_point(&fine, corners[0][0], corners[0][1], &err));
    check_ok(terr_multipolygon_end_ring(&fine, &err));
    check_ok(terr_multipolygon_end_polygon(&fine, &err));
    // the two differ as the square of the edge: 1/4000 of 1 degree leaves 1e-9 or less
    check_near(area_m2(TERR_AREA_GEODESIC, &fine), 3618174509.2766409734, 3.6);
    terr_multipolygon_dispose(&fine);
}

static void sphere_matches_the_ring_formula_with_50_digits(void **state)
{
    (void)state;
    check_near(text_m2(TERR_AREA_SPHERE, "36 47, 38 47.5, 37 49"), 14480006896.873744468, 1e-4);
    check_near(text_m2(TERR_AREA_SPHERE, "-120 -45, -110 -45, -110 -40, -120 -40"),
               456673168992.82051615, 1e-2);
    // 4 pi R^2 / 8
    check_near(text_m2(TERR_AREA_SPHERE, "0 0, 90 0, 90 90, 0 90"), 63900986674476.377234, 0.05);
}

static void turning_a_ring_round_changes_nothing(void **state)
{
    (void)state;
    for (int model = TERR_AREA_ELLIPSOID; model <= TERR_AREA_SPHERE; model++) {
        const double ccw = text_m2((enum terr_area_model)model, "37 48, 38 48.4, 37.3 49");
        const double cw = text_m2((enum terr_area_model)model, "37 48, 37.3 49, 38 48.4");
        check_near(cw, ccw, model == TERR_AREA_GEODESIC ? 1e-3 : promised_m2(1));
        assert_true(ccw > 0);
    }
}

static void the_first_vertex_does_not_matter(void **state)
{
    static const char *const rotated[] = {"37 48, 38 48.4, 37.3 49", "38 48.4, 37.3 49, 37 48",
                                          "37.3 49, 37 48, 38 48.4"};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        check_near(text_m2(TERR_AREA_ELLIPSOID, rotated[i]), 3618174509.2766409734, promised_m2(1));
    }
}

static void holes_are_subtracted_whatever_their_orientation(void **state)
{
    const double shell = text_m2(TERR_AREA_ELLIPSOID, "30 45, 33 45, 33 48, 30 48");
    const double hole = text_m2(TERR_AREA_ELLIPSOID, "31 46, 32 46, 31.5 47");
    (void)state;
    check_near(text_m2(TERR_AREA_ELLIPSOID, "30 45, 33 45, 33 48, 30 48; 31 46, 32 46, 31.5 47"),
               shell - hole, 1e-4);
    check_near(text_m2(TERR_AREA_ELLIPSOID, "30 45, 33 45, 33 48, 30 48; 31 46, 31.5 47, 32 46"),
               shell - hole, 1e-4);
    check_near(
        text_m2(TERR_AREA_ELLIPSOID, "30 45, 33 45, 33 48, 30 48; 30 45, 33 45, 33 48, 30 48"), 0,
        0);
}

static void polygons_are_added(void **state)
{
    const double one = text_m2(TERR_AREA_ELLIPSOID, "30 45, 33 45, 33 48");
    const double other = text_m2(TERR_AREA_ELLIPSOID, "-60 -45, -60.001 -45, -60 -45.001");
    (void)state;
    check_near(
        text_m2(TERR_AREA_ELLIPSOID, "30 45, 33 45, 33 48 | -60 -45, -60.001 -45, -60 -45.001"),
        one + other, 1e-5);
}

static void nothing_has_no_area(void **state)
{
    static const char *const flat[] = {"", "30 45, 30 45, 30 45", "30 45, 31 46, 30 45, 31 46",
                                       "30 45, 31 45, 32 45", "30 45, 30 46, 30 47"};
    (void)state;
    for (int model = TERR_AREA_ELLIPSOID; model <= TERR_AREA_SPHERE; model++) {
        for (size_t i = 0; i < sizeof flat / sizeof flat[0]; i++) {
            if (model == TERR_AREA_GEODESIC && i >= 3) continue; // an arc and its chord enclose
            check_near(text_m2((enum terr_area_model)model, flat[i]), 0, 1e-6);
        }
    }
}

// The triangle and the line that cuts it; the pieces must sum to the whole.
static void cut_and_sum(const char *triangle, const char *half, double relative)
{
    struct terr_multipolygon whole = TERR_MULTIPOLYGON_INIT, side = TERR_MULTIPOLYGON_INIT;
    struct terr_multipolygon in = TERR_MULTIPOLYGON_INIT, out = TERR_MULTIPOLYGON_INIT;
    struct terr_engine *engine;
    struct terr_error err;
    check_ok(terr_engine_new(&engine, &err));
    shape_add(&whole, triangle);
    shape_add(&side, half);
    check_ok(terr_engine_intersect(&in, engine, &whole, &side, &err));
    check_ok(terr_engine_subtract(&out, engine, &whole, &side, &err));
    const double all_m2 = area_m2(TERR_AREA_ELLIPSOID, &whole);
    const double in_m2 = area_m2(TERR_AREA_ELLIPSOID, &in);
    const double out_m2 = area_m2(TERR_AREA_ELLIPSOID, &out);
    assert_true(in_m2 > all_m2 / 10 && out_m2 > all_m2 / 10);
    check_near(in_m2 + out_m2, all_m2, relative * all_m2);
    terr_multipolygon_dispose(&whole);
    terr_multipolygon_dispose(&side);
    terr_multipolygon_dispose(&in);
    terr_multipolygon_dispose(&out);
    terr_engine_free(engine);
}

static void the_parts_of_a_cut_triangle_sum_to_it(void **state)
{
    (void)state;
    // The cut falls on the slanted edges between grid points, so that the new vertices stand off
    // the edges by half the grid: 5e-11 degree over the height of the triangle, and no more.
    cut_and_sum("37 48, 38 48.4, 37.3 49", "36 48.3, 39 48.6, 39 50, 36 50", 1e-10);
    cut_and_sum("-20 -25, 40 -5, 10 35", "-30 -3.3, 50 4.1, 50 40, -30 40", 1e-11);
    // Here it falls on grid points, and only rounding is left.
    cut_and_sum("37 48, 38 48.5, 37 49", "36 48, 37.5 48, 37.5 50, 36 50", 1e-13);
    cut_and_sum("37 48, 37.1 48.05, 37 48.1", "36 48, 37.05 48, 37.05 50, 36 50", 1e-12);
    cut_and_sum("37 48, 37.001 48.0005, 37 48.001", "36 48, 37.0005 48, 37.0005 50, 36 50", 1e-11);
}

static void names_of_models_read_back(void **state)
{
    enum terr_area_model model = TERR_AREA_SPHERE;
    struct terr_ruler *ruler;
    struct terr_error err;
    (void)state;
    for (int i = TERR_AREA_ELLIPSOID; i <= TERR_AREA_SPHERE; i++) {
        assert_true(terr_area_model_parse(&model, terr_area_model_name((enum terr_area_model)i)));
        assert_int_equal(model, i);
        check_ok(terr_ruler_new(&ruler, model, &err));
        assert_int_equal(terr_ruler_model(ruler), i);
        terr_ruler_free(ruler);
    }
    assert_false(terr_area_model_parse(&model, "Ellipsoid"));
    assert_false(terr_area_model_parse(&model, ""));
    assert_int_equal(model, TERR_AREA_SPHERE);
    terr_ruler_free(NULL);
    assert_true(strchr(terr_area_engine_version(), '.') != NULL);
}

// A square on a plane, taken to degrees by PROJ, must come back with its area. PROJ's corners are
// good to 2e-11 degree (geo/shape/test_projection.c), 2 micrometres along each side.
static void check_square(struct terr_ruler *ruler, const char *plane, double x_m, double y_m,
                         double side_m)
{
    struct terr_multipolygon square = TERR_MULTIPOLYGON_INIT;
    struct terr_projection *projection;
    struct terr_error err;
    shape_add_square(&square, x_m, y_m, side_m);
    check_ok(terr_projection_new(&projection, plane, &err));
    check_ok(terr_projection_unproject(projection, &square, &err));
    check_near(terr_area_m2(ruler, &square), side_m * side_m, 4 * 2e-6 * side_m);
    terr_projection_free(projection);
    terr_multipolygon_dispose(&square);
}

static void planes_are_those_of_proj(void **state)
{
    static const struct {
        const char *definition;
        int zone; // 0: Web Mercator
        double x_m, y_m, side_m;
    } squares[] = {
        {"EPSG:3857", 0, 4000000, 6000000, 10000},     {"EPSG:3857", 0, -8000000, -5000000, 1000},
        {"EPSG:3857", 0, 19000000, 15000000, 1000000}, {"EPSG:32636", 36, 500000, 5300000, 10000},
        {"EPSG:32636", 36, 200000, 5300000, 600000},   {"EPSG:32637", 37, 900000, 5100000, 1000},
        {"EPSG:32601", 1, 300000, 100000, 100000},     {"EPSG:32660", 60, 700000, 9000000, 10000},
        {"EPSG:32637", 37, 1100000, 5300000, 10000},
    };
    struct terr_ruler *ruler;
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof squares / sizeof *squares; i++) {
        if (squares[i].zone == 0) {
            check_ok(terr_ruler_new(&ruler, TERR_AREA_MERCATOR, &err));
        } else {
            check_ok(terr_ruler_new_utm(&ruler, squares[i].zone, &err));
        }
        assert_int_equal(terr_ruler_utm_zone(ruler), squares[i].zone);
        check_square(ruler, squares[i].definition, squares[i].x_m, squares[i].y_m,
                     squares[i].side_m);
        terr_ruler_free(ruler);
    }
}

static void zones_of_utm_are_of_six_degrees(void **state)
{
    (void)state;
    assert_int_equal(terr_utm_zone(-180), 1);
    assert_int_equal(terr_utm_zone(-0.001), 30);
    assert_int_equal(terr_utm_zone(0), 31);
    assert_int_equal(terr_utm_zone(35.999), 36);
    assert_int_equal(terr_utm_zone(36), 37);
    assert_int_equal(terr_utm_zone(180), 60);
}

static void planes_cannot_be_asked_for(void **state)
{
    enum terr_area_model model;
    (void)state;
    assert_false(terr_area_model_parse(&model, terr_area_model_name(TERR_AREA_MERCATOR)));
    assert_false(terr_area_model_parse(&model, terr_area_model_name(TERR_AREA_UTM)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ellipsoid_matches_integration_with_50_digits),
        cmocka_unit_test(octant_agrees_between_the_two_ellipsoid_models),
        cmocka_unit_test(geodesic_matches_published_areas),
        cmocka_unit_test(straight_edges_are_the_limit_of_short_geodesic_ones),
        cmocka_unit_test(sphere_matches_the_ring_formula_with_50_digits),
        cmocka_unit_test(turning_a_ring_round_changes_nothing),
        cmocka_unit_test(the_first_vertex_does_not_matter),
        cmocka_unit_test(holes_are_subtracted_whatever_their_orientation),
        cmocka_unit_test(polygons_are_added),
        cmocka_unit_test(nothing_has_no_area),
        cmocka_unit_test(the_parts_of_a_cut_triangle_sum_to_it),
        cmocka_unit_test(names_of_models_read_back),
        cmocka_unit_test(planes_are_those_of_proj),
        cmocka_unit_test(zones_of_utm_are_of_six_degrees),
        cmocka_unit_test(planes_cannot_be_asked_for),
    };
    return cmocka_run_group_tests_name("shape/area", tests, NULL, NULL);
}
