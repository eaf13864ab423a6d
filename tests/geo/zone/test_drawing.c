// What is drawn of a change: noise is left out and told, and figures stay.
#define _XOPEN_SOURCE 700
#include "../../support/check.h"

#include "../../support/boxes.h"
#include "../../support/scratch.h"
#include "../../support/shapes.h"

// Gained: half a degree beside the first box, a speck of 74 by 111 m, a strip of 74 km by 22 m.
// Lost: a strip of 111 km by 74 m.
static const struct boxes_file maps[] = {
    {"2025-01-01.geojson", "occupied 30 48 31 49; occupied 40 48 40.001 49"},
    {"2025-01-02.geojson", "occupied 30 48 31.5 49; occupied 33 48 33.001 48.001; "
                           "occupied 35 48 36 48.0002"},
    {NULL, NULL}};
static const char *const occupied[] = {"occupied", NULL};

#define HALF_M2 (0.5 * BAND_48_49_M2)
// By the lengths of a degree at 48 and 48.5 N, 74625 and 73885 by 111190 m, to a thousandth.
#define SPECK_M2 (0.001 * 74625 * 0.001 * 111190)
#define STRIP_M2 (74625 * 0.0002 * 111190)
#define LOST_M2 (0.001 * BAND_48_49_M2)

static struct sample sample;
static struct terr_drawing *drawing;
static struct terr_regions *regions;
static struct terr_regional_change *regional;
static struct terr_standing *standing;

static int set_up(void **state)
{
    if (scratch_enter(state)) return -1;
    boxes_open(&sample, maps, occupied, NULL);
    sample_measure(&sample, NULL, NULL);
    return 0;
}

static void drop_drawing(void)
{
    terr_drawing_free(drawing);
    drawing = NULL;
}

static int tear_down(void **state)
{
    drop_drawing();
    terr_standing_free(standing);
    terr_regional_change_free(regional);
    terr_regions_free(regions);
    standing = NULL;
    regional = NULL;
    regions = NULL;
    sample_close(&sample);
    return scratch_leave(state);
}

static void draw(double simplify_m, double min_area_m2, double min_width_m)
{
    const struct terr_drawing_options options = {simplify_m, min_area_m2, min_width_m};
    const struct terr_drawing_source source = {sample.change, 1, regional, standing};
    struct terr_error err;
    drop_drawing();
    check_ok(terr_drawing_of(&drawing, &sample.worker, &source, &options, &err));
    const struct terr_drawing_options asked = terr_drawing_asked(drawing);
    assert_memory_equal(&asked, &options, sizeof asked);
    assert_int_equal(terr_drawing_filters(drawing), min_area_m2 > 0 || min_width_m > 0);
}

static void cut_by(const char *text, bool allow_overlap)
{
    const struct terr_regions_options options = {.allow_overlap = allow_overlap};
    struct terr_error err;
    scratch_put("r.geojson", text);
    check_ok(terr_regions_read(&regions, &sample.worker, "r.geojson", &options, &err));
    check_ok(terr_regional_change_cut(&regional, &sample.worker, sample.change, 1, regions, &err));
    check_ok(terr_measured_change_add_regions(&sample.measured, regional, &err));
}

// ---- noise ----

static const struct {
    double min_area_m2, min_width_m;
    double noise_gained_m2, noise_lost_m2;
    size_t polygons; // gained and drawn
} filters[] = {
    {0, 0, 0, 0, 3},
    {5e3, 0, 0, 0, 3},
    {1e4, 0, SPECK_M2, 0, 2},                  // 0.01 km2
    {2e6, 0, SPECK_M2 + STRIP_M2, 0, 1},       // 2 km2
    {1e7, 0, SPECK_M2 + STRIP_M2, LOST_M2, 1}, // 10 km2
    {0, 21, 0, 0, 3},                          // metres
    {0, 30, STRIP_M2, 0, 2},                   // narrow, and large
    {0, 80, SPECK_M2 + STRIP_M2, LOST_M2, 1},  // small enough too
    {1e4, 30, SPECK_M2 + STRIP_M2, 0, 1},      // either
    {1e12, 0, HALF_M2 + SPECK_M2 + STRIP_M2, LOST_M2, 0},
};

static void noise_is_what_is_small_or_narrow(void **state)
{
    (void)state;
    const struct terr_figures *figures = &sample.measured.figures[0];
    for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++) {
        draw(0, filters[i].min_area_m2, filters[i].min_width_m);
        const struct terr_drawn *gained = terr_drawing_whole(drawing, 0, TERR_DRAWN_GAINED);
        const struct terr_drawn *lost = terr_drawing_whole(drawing, 0, TERR_DRAWN_LOST);
        check_near(gained->noise_m2, filters[i].noise_gained_m2, 1e-3 * filters[i].noise_gained_m2);
        check_near(lost->noise_m2, filters[i].noise_lost_m2, 1e-3 * filters[i].noise_lost_m2);
        assert_int_equal(gained->shape.polygon_count, filters[i].polygons);
        assert_int_equal(lost->shape.polygon_count, filters[i].noise_lost_m2 > 0 ? 0 : 1);
        // nothing is lost between what is drawn and what is noise
        check_near(gained->drawn_m2 + gained->noise_m2, figures->gained_m2, BOX_TOLERANCE_M2);
        check_near(lost->drawn_m2 + lost->noise_m2, figures->lost_m2, BOX_TOLERANCE_M2);
        check_near(gained->displaced_m2, 0, 0);
    }
}

// ---- by region ----

#define BOX(w, s, e, n, name)                                                              \
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"" name                               \
    "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[" #w "," #s "],[" #e "," #s \
    "],[" #e "," #n "],[" #w "," #n "],[" #w "," #s "]]]}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

// The west has a sliver of 37 m of the large area, and of the strip half.
#define WEST_AND_EAST \
    COLLECTION(BOX(29, 47, 31.0005, 50, "west") "," BOX(31.0005, 47, 35.5, 50, "east"))

static void a_polygon_is_judged_before_it_is_cut(void **state)
{
    (void)state;
    double noise_m2 = 0, drawn_m2 = 0;
    struct terr_error err;
    cut_by(WEST_AND_EAST, false);
    draw(0, 0, 60);
    check_ok(terr_measured_change_add_drawing(&sample.measured, drawing, &err));
    const struct terr_drawn *west = terr_drawing_in(drawing, 0, 0, TERR_DRAWN_GAINED);
    check_near(west->drawn_m2, 0.0005 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(west->noise_m2, 0, 0);
    check_near(terr_drawing_in(drawing, 0, 1, TERR_DRAWN_GAINED)->noise_m2, STRIP_M2 / 2,
               1e-3 * STRIP_M2);
    check_near(terr_drawing_in(drawing, 0, 2, TERR_DRAWN_GAINED)->noise_m2, STRIP_M2 / 2,
               1e-3 * STRIP_M2);
    for (size_t i = 0; i < 3; i++) {
        noise_m2 += terr_measured_change_noise_in(&sample.measured, 0, i).gained_m2;
        drawn_m2 += terr_drawing_in(drawing, 0, i, TERR_DRAWN_GAINED)->drawn_m2;
    }
    // regions are rounded to whole square metres that add up
    const struct terr_noise whole = terr_measured_change_noise(&sample.measured, 0);
    check_near(noise_m2, whole.gained_m2, 0.5);
    check_near(whole.lost_m2, 0, 0); // a strip of 74 m
    check_near(drawn_m2, terr_drawing_whole(drawing, 0, TERR_DRAWN_GAINED)->drawn_m2,
               BOX_TOLERANCE_M2);
    assert_int_equal(terr_drawing_whole(drawing, 0, TERR_DRAWN_GAINED)->shape.polygon_count, 0);
}

static void without_noise_regions_are_drawn_as_they_were_cut(void **state)
{
    (void)state;
    cut_by(WEST_AND_EAST, false);
    draw(0, 1, 0);
    for (size_t i = 0; i < 3; i++) {
        const struct terr_regional_part part = terr_regional_change_at(regional, 0, i);
        assert_true(terr_multipolygon_equal(
            &terr_drawing_in(drawing, 0, i, TERR_DRAWN_GAINED)->shape, part.gained));
        assert_true(terr_multipolygon_equal(&terr_drawing_in(drawing, 0, i, TERR_DRAWN_LOST)->shape,
                                            part.lost));
    }
}

// Regions that lie over each other: what both have is drawn in both.
static void regions_may_overlap(void **state)
{
    (void)state;
    cut_by(COLLECTION(BOX(29, 47, 31.3, 50, "west") "," BOX(31.1, 47, 37, 50, "east")), true);
    draw(100, 0, 0);
    check_near(terr_drawing_in(drawing, 0, 0, TERR_DRAWN_GAINED)->drawn_m2, 0.3 * BAND_48_49_M2,
               BOX_TOLERANCE_M2);
    const double east_m2 = terr_drawing_in(drawing, 0, 1, TERR_DRAWN_GAINED)->drawn_m2;
    check_near(east_m2, 0.4 * BAND_48_49_M2 + SPECK_M2 + STRIP_M2, STRIP_M2 + SPECK_M2);
}

// ---- fewer vertices ----

static void what_is_drawn_otherwise_is_told(void **state)
{
    (void)state;
    struct terr_multipolygon common = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    draw(200, 0, 0);
    const struct terr_drawn *gained = terr_drawing_whole(drawing, 0, TERR_DRAWN_GAINED);
    shape_check_clean(sample.worker.engine, &gained->shape, "gained");
    assert_int_equal(gained->shape.polygon_count, 3);
    // of a rectangle smaller than the tolerance a triangle is left, half of it, and half of the
    // strip
    assert_int_equal(gained->shape.point_count, 5 + 4 + 4);
    check_near(gained->displaced_m2, (SPECK_M2 + STRIP_M2) / 2, 1e-3 * STRIP_M2);
    check_near(gained->drawn_m2, HALF_M2 + (SPECK_M2 + STRIP_M2) / 2, 1e-3 * STRIP_M2);
    check_near(gained->noise_m2, 0, 0);
    check_ok(terr_engine_intersect(&common, sample.worker.engine, &gained->shape,
                                   &terr_drawing_whole(drawing, 0, TERR_DRAWN_LOST)->shape, &err));
    assert_int_equal(common.polygon_count, 0);
}

// ---- the ground around ----

static double drawn_m2(enum terr_drawn_kind kind)
{
    return terr_drawing_whole(drawing, 0, kind)->drawn_m2;
}

// Held is gained, noise too, and unchanged: as they are, and as they are drawn.
static void what_is_held_ends_where_its_parts_end(void **state)
{
    (void)state;
    struct terr_error err;
    const struct terr_figures *figures = &sample.measured.figures[0];
    check_ok(terr_standing_of(&standing, &sample.worker, sample.change, 1, NULL, &err));
    draw(0, 0, 30);
    check_near(drawn_m2(TERR_DRAWN_HELD), figures->area_to_m2, BOX_TOLERANCE_M2);
    check_near(drawn_m2(TERR_DRAWN_UNCHANGED), BAND_48_49_M2, BOX_TOLERANCE_M2);
    draw(200, 0, 30); // of the speck half is drawn, and of the strip, which is noise, half is held
    check_near(drawn_m2(TERR_DRAWN_GAINED), HALF_M2 + SPECK_M2 / 2, 1e-3 * SPECK_M2);
    check_near(drawn_m2(TERR_DRAWN_UNCHANGED), BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(drawn_m2(TERR_DRAWN_HELD), BAND_48_49_M2 + HALF_M2 + (SPECK_M2 + STRIP_M2) / 2,
               1e-3 * STRIP_M2);
    for (int kind = 0; kind < TERR_DRAWN_KINDS; kind++) {
        shape_check_clean(sample.worker.engine, &terr_drawing_whole(drawing, 0, kind)->shape,
                          "drawn");
    }
    check_near(terr_drawing_whole(drawing, 0, TERR_DRAWN_HELD)->displaced_m2,
               (SPECK_M2 + STRIP_M2) / 2, 1e-3 * STRIP_M2);
}

static void what_is_held_is_drawn_by_region_too(void **state)
{
    (void)state;
    struct terr_error err;
    cut_by(WEST_AND_EAST, false);
    check_ok(terr_standing_of(&standing, &sample.worker, sample.change, 1, regional, &err));
    draw(10, 1e4, 0);
    check_near(terr_drawing_in(drawing, 0, 0, TERR_DRAWN_HELD)->drawn_m2, 1.0005 * BAND_48_49_M2,
               BOX_TOLERANCE_M2);
    // the speck is noise, and held in the east
    check_near(terr_drawing_in(drawing, 0, 1, TERR_DRAWN_HELD)->drawn_m2,
               0.4995 * BAND_48_49_M2 + SPECK_M2 + STRIP_M2 / 2, 1e-3 * STRIP_M2);
    check_near(terr_drawing_in(drawing, 0, 0, TERR_DRAWN_UNCHANGED)->drawn_m2, BAND_48_49_M2,
               BOX_TOLERANCE_M2);
    check_near(drawn_m2(TERR_DRAWN_HELD), 1.5 * BAND_48_49_M2 + SPECK_M2 + STRIP_M2,
               1e-3 * STRIP_M2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(noise_is_what_is_small_or_narrow, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_polygon_is_judged_before_it_is_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_noise_regions_are_drawn_as_they_were_cut, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(regions_may_overlap, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_drawn_otherwise_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_held_ends_where_its_parts_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_held_is_drawn_by_region_too, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("zone/drawing", tests, NULL, NULL);
}
