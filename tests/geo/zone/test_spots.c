#include "../../support/check.h"

#include "../../support/boxes.h"
#include "../../support/shapes.h"
#include <geo/source/places.h>
#include <geo/zone/spots.h>

static struct sample sample;

static int open_ruler(void **state)
{
    (void)state;
    static const struct boxes_file none[] = {{NULL, NULL}};
    boxes_open(&sample, none, NULL, NULL);
    return 0;
}

static int close_ruler(void **state)
{
    (void)state;
    sample_close(&sample);
    return 0;
}

// A spot of polygons written as text.
static void make_spot(struct terr_spots *spots, const char *text)
{
    struct terr_error err;
    struct terr_place place = {.name = (char[]){"P"}};
    const struct terr_places places = {.items = &place, .count = 1};
    shape_add(&place.shape, text);
    check_ok(terr_spots_make(spots, &sample.worker, &places, &err));
    terr_multipolygon_dispose(&place.shape);
}

// What a zone has of the spot 30 to 31 E, 48 to 49 N, in degrees of longitude, 1 in all; and
// whether the spot had to be cut.
static void expect_held(const char *zone, double degrees, bool cut)
{
    struct terr_error err;
    struct terr_spots spots = {NULL, 0};
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    double held = -1;
    make_spot(&spots, "30 48, 31 48, 31 49, 30 49");
    shape_add(&shape, zone);
    struct terr_spot_zone ready = {.shape = &shape};
    check_ok(terr_spot_measure(&held, &sample.worker, &spots.items[0], &ready, &err));
    check_near(held, degrees * BAND_48_49_M2, BOX_TOLERANCE_M2);
    assert_int_equal(ready.cutter != NULL, cut);
    terr_spot_zone_dispose(&ready);
    terr_multipolygon_dispose(&shape);
    terr_spots_dispose(&spots);
}

static void polygons_that_a_zone_holds_in_part(void **state)
{
    (void)state;
    expect_held("30.25 48, 30.75 48, 30.75 49, 30.25 49", 0.5, true);
    expect_held("29 47, 30.25 47, 30.25 50, 29 50", 0.25, true);
    expect_held("30 48, 31 48, 31 49, 30 49", 1, true);
    expect_held("31 48, 32 48, 32 49, 31 49", 0, true); // they share a border
    // around it, less a hole in it
    expect_held("29 47, 32 47, 32 50, 29 50; 30.25 48, 30.25 49, 30.5 49, 30.5 48", 0.75, true);
}

// Nothing is cut where no edge is near.
static void polygons_that_a_zone_holds_whole_or_not(void **state)
{
    (void)state;
    expect_held("29 47, 32 47, 32 50, 29 50", 1, false);
    expect_held("33 48, 34 48, 34 49, 33 49", 0, false);
    expect_held("29 47, 32 47, 32 50, 29 50; 29.5 47.5, 29.5 49.5, 31.5 49.5, 31.5 47.5", 0, false);
    expect_held("29 47, 32 47, 32 50, 29 50; 29.2 47.2, 29.2 47.4, 29.4 47.4, 29.4 47.2", 1, false);
}

// Ground that two zones hold is not taken off the rest twice.
static void the_rest_of_a_polygon(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_spots spots = {NULL, 0};
    struct terr_multipolygon shapes[3] = {TERR_MULTIPOLYGON_INIT, TERR_MULTIPOLYGON_INIT,
                                          TERR_MULTIPOLYGON_INIT};
    struct terr_spot_zone zones[3] = {{&shapes[0], NULL}, {&shapes[1], NULL}, {&shapes[2], NULL}};
    double held[3], rest = -1;
    make_spot(&spots, "30 48, 31 48, 31 49, 30 49");
    shape_add(&shapes[0], "30 48, 30.5 48, 30.5 49, 30 49");
    shape_add(&shapes[1], "30.25 48, 30.75 48, 30.75 49, 30.25 49");
    shape_add(&shapes[2], "35 48, 36 48, 36 49, 35 49");
    for (size_t i = 0; i < 3; i++) {
        check_ok(terr_spot_measure(&held[i], &sample.worker, &spots.items[0], &zones[i], &err));
    }
    static const double expected[] = {1, 0.5, 0.25, 0.25};
    for (size_t count = 0; count <= 3; count++) {
        check_ok(terr_spot_measure_rest(&rest, &sample.worker, &spots.items[0], zones, held, count,
                                        &err));
        check_near(rest, expected[count] * BAND_48_49_M2, BOX_TOLERANCE_M2);
    }
    for (size_t i = 0; i < 3; i++) {
        terr_spot_zone_dispose(&zones[i]);
        terr_multipolygon_dispose(&shapes[i]);
    }
    terr_spots_dispose(&spots);
}

static void places_are_made_ready(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_spots spots = {NULL, 0};
    make_spot(&spots, "30 48, 31 49, 31 48, 30 49"); // crosses itself
    assert_true(spots.items[0].fault.invalid);
    check_near(spots.items[0].area_m2, BOW_TIE_M2, BOX_TOLERANCE_M2);
    check_near(spots.items[0].lon_deg, 30.5, 1e-9);
    terr_spots_dispose(&spots);

    struct terr_place place = {.name = (char[]){"Line"}};
    const struct terr_places places = {.items = &place, .count = 1};
    shape_add(&place.shape, "30 48, 31 49, 32 50");
    check_fails(terr_spots_make(&spots, &sample.worker, &places, &err), TERR_EDATA,
                "place 'Line': its polygons have no area");
    terr_spots_dispose(&spots);
    terr_multipolygon_dispose(&place.shape);
}

static void extents(void **state)
{
    (void)state;
    struct terr_extent extent = TERR_EXTENT_NOTHING;
    const struct terr_extent other = {5, 5, 6, 7};
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    assert_false(terr_extent_holds(&extent, 0, 0));
    terr_extent_add(&extent, &shape);
    assert_true(extent.west > extent.east);
    shape_add(&shape, "1 2, 3 2, 3 4");
    terr_extent_add(&extent, &shape);
    assert_true(terr_extent_holds(&extent, 1, 2) && terr_extent_holds(&extent, 3, 4));
    assert_false(terr_extent_holds(&extent, 3.1, 4) || terr_extent_holds(&extent, 2, 1.9));
    terr_extent_join(&extent, &other);
    assert_true(terr_extent_holds(&extent, 6, 7) && terr_extent_holds(&extent, 1, 2));
    terr_multipolygon_dispose(&shape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(polygons_that_a_zone_holds_in_part),
        cmocka_unit_test(polygons_that_a_zone_holds_whole_or_not),
        cmocka_unit_test(the_rest_of_a_polygon),
        cmocka_unit_test(places_are_made_ready),
        cmocka_unit_test(extents),
    };
    return cmocka_run_group_tests_name("zone/spots", tests, open_ruler, close_ruler);
}
