#include "../../support/check.h"

#include "../../support/boxes.h"

#include <stdlib.h>

#define FEATURE(status, rings)                                                       \
    "{\"type\":\"Feature\",\"properties\":{\"status\":\"" status "\"},\"geometry\":" \
    "{\"type\":\"Polygon\",\"coordinates\":[" rings "]}}"

static const char *const occupied[] = {"occupied", NULL};

// The zones of one map.
struct built {
    struct sample sample;
    struct terr_zones *zones;
};

static void build(struct built *built, const char *map, const char *const *zones)
{
    struct terr_error err;
    const struct boxes_file files[] = {{"2025-01-01.geojson", map}, {NULL, NULL}};
    boxes_open(&built->sample, files, zones, NULL);
    check_ok(terr_zones_read(&built->zones, &built->sample.worker, built->sample.archive, 0,
                             &built->sample.list, &err));
}

static void build_features(struct built *built, const char *const *features,
                           const char *const *zones)
{
    char *map = boxes_collection(features);
    build(built, map, zones);
    free(map);
}

static void end(struct built *built)
{
    terr_zones_free(built->zones);
    sample_close(&built->sample);
}

static void check_zone(const struct built *built, size_t index, size_t features, double area_m2,
                       double overlap_m2)
{
    assert_int_equal(terr_zones_feature_count(built->zones, index), features);
    check_near(terr_zones_area_m2(built->zones, index), area_m2, BOX_TOLERANCE_M2);
    check_near(terr_zones_overlap_m2(built->zones, index), overlap_m2, BOX_TOLERANCE_M2);
    check_near(terr_area_m2(built->sample.ruler, terr_zones_at(built->zones, index)), area_m2,
               BOX_TOLERANCE_M2);
}

static void a_zone_is_the_union_of_its_features(void **state)
{
    (void)state;
    struct built built;
    build(&built, "occupied 30 48 31 49; occupied 31 48 31.5 49; occupied 35 49 37 50", occupied);
    check_zone(&built, 0, 3, 1.5 * BAND_48_49_M2 + 2 * BAND_49_50_M2, 0);
    assert_int_equal(terr_zones_at(built.zones, 0)->polygon_count, 2);
    assert_int_equal(terr_zones_repair_count(built.zones), 0);
    end(&built);
}

static void ground_under_several_features_counts_once(void **state)
{
    (void)state;
    struct built built;
    const char *const zones[] = {"held", "occupied", "occupied_before_2022", NULL};
    build(&built,
          "occupied 30 48 31 49; occupied_before_2022 30.5 48 31.5 49; occupied 30.75 48 31 49; "
          "occupied_before_2022 30.5 48 31.5 49",
          zones);
    check_zone(&built, 0, 4, 1.5 * BAND_48_49_M2, 1.75 * BAND_48_49_M2);
    check_zone(&built, 1, 2, BAND_48_49_M2, 0.25 * BAND_48_49_M2);
    check_zone(&built, 2, 2, BAND_48_49_M2, BAND_48_49_M2);
    end(&built);
}

static void the_order_of_features_changes_nothing(void **state)
{
    (void)state;
    struct built one, other;
    build(&one, "occupied 30 48 31 49; occupied 30.5 48.5 32 50; occupied 34 48 35 49", occupied);
    build(&other, "occupied 34 48 35 49; occupied 30.5 48.5 32 50; occupied 30 48 31 49", occupied);
    assert_true(
        terr_multipolygon_equal(terr_zones_at(one.zones, 0), terr_zones_at(other.zones, 0)));
    end(&one);
    end(&other);
}

static void a_zone_without_features_is_empty(void **state)
{
    (void)state;
    static const char *const maps[] = {
        "", "contested 30 48 31 49; liberated 31 48 32 49",
        // a status that begins like the one asked for
        "occupied_ 30 48 31 49; occupie 31 48 32 49; a 33 48 34 49; z 34 48 35 49"};
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++) {
        struct built built;
        build(&built, maps[i], occupied);
        check_zone(&built, 0, 0, 0, 0);
        assert_int_equal(terr_zones_at(built.zones, 0)->point_count, 0);
        assert_int_equal(terr_zones_repair_count(built.zones), 0);
        end(&built);
    }
}

static void an_invalid_feature_is_repaired_and_told(void **state)
{
    (void)state;
    struct built built;
    const char *const features[] = {FEATURE("occupied", RING_33_34),
                                    FEATURE("occupied", RING_BOW_TIE), NULL};
    build_features(&built, features, occupied);
    check_zone(&built, 0, 2, BAND_48_49_M2 + BOW_TIE_M2, 0);
    assert_int_equal(terr_zones_repair_count(built.zones), 1);
    const struct terr_repair *repair = terr_zones_repair_at(built.zones, 0);
    assert_int_equal(repair->feature, 1);
    assert_true(repair->fault.invalid);
    assert_false(repair->fault.stray_hole);
    assert_string_equal(repair->fault.reason, "Self-intersection");
    check_near(repair->fault.lon_deg, 30.5, 1e-9); // the crossing, to a few steps of the grid
    check_near(repair->fault.lat_deg, 48.5, 1e-9);
    check_near(repair->published_m2, 0, BOX_TOLERANCE_M2); // the two loops turn opposite ways
    check_near(repair->clean_m2, BOW_TIE_M2, BOX_TOLERANCE_M2);
    end(&built);
}

static void parts_of_one_feature_that_overlap_count_once(void **state)
{
    (void)state;
    struct built built;
    const char *const features[] = {
        "{\"type\":\"Feature\",\"properties\":{\"status\":\"occupied\"},\"geometry\":"
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[" RING_30_31 "],"
        "[[[30.5,48],[31.5,48],[31.5,49],[30.5,49],[30.5,48]]]]}}",
        NULL};
    build_features(&built, features, occupied);
    // the overlap is the repair's, not the union's
    check_zone(&built, 0, 1, 1.5 * BAND_48_49_M2, 0);
    assert_int_equal(terr_zones_repair_count(built.zones), 1);
    const struct terr_repair *repair = terr_zones_repair_at(built.zones, 0);
    check_near(repair->published_m2, 2 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(repair->clean_m2, 1.5 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    end(&built);
}

static void a_hole_outside_its_shell_is_flagged(void **state)
{
    (void)state;
    struct built built;
    const char *const features[] = {FEATURE("occupied", RING_30_31 "," RING_33_34), NULL};
    build_features(&built, features, occupied);
    assert_int_equal(terr_zones_repair_count(built.zones), 1);
    const struct terr_repair *repair = terr_zones_repair_at(built.zones, 0);
    assert_true(repair->fault.invalid);
    assert_true(repair->fault.stray_hole);
    check_near(repair->published_m2, 0, BOX_TOLERANCE_M2); // shell less hole, of equal size
    check_near(repair->clean_m2, 2 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    end(&built);
}

static void features_of_other_statuses_are_not_touched(void **state)
{
    (void)state;
    struct built built;
    const char *const features[] = {FEATURE("contested", RING_BOW_TIE),
                                    FEATURE("occupied", RING_33_34), NULL};
    build_features(&built, features, occupied);
    check_zone(&built, 0, 1, BAND_48_49_M2, 0);
    assert_int_equal(terr_zones_repair_count(built.zones), 0);
    end(&built);
}

static void the_ledger_is_in_document_order_and_names_a_feature_once(void **state)
{
    (void)state;
    struct built built;
    const char *const features[] = {FEATURE("a", RING_BOW_TIE), FEATURE("z", RING_33_34),
                                    FEATURE("m", RING_BOW_TIE), FEATURE("a", RING_30_31),
                                    FEATURE("z", RING_BOW_TIE), NULL};
    // zones that take up the features from the last to the first, and again
    const char *const zones[] = {"z", "m+z", "a", "a+m+z", NULL};
    build_features(&built, features, zones);
    static const size_t repaired[] = {0, 2, 4};
    assert_int_equal(terr_zones_repair_count(built.zones), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(terr_zones_repair_at(built.zones, i)->feature, repaired[i]);
    }
    check_zone(&built, 3, 5, 2 * BAND_48_49_M2, 3 * BOW_TIE_M2);
    end(&built);
}

static void holes_are_no_part_of_a_zone(void **state)
{
    (void)state;
    struct built built;
    const char *const features[] = {FEATURE("occupied",
                                            "[[30,48],[32,48],[32,49],[30,49],[30,48]],"
                                            "[[31,48],[31.5,48],[31.5,48.5],[31,48.5],[31,48]]"),
                                    NULL};
    build_features(&built, features, occupied);
    check_zone(&built, 0, 1, 2 * BAND_48_49_M2 - 0.5 * BAND_48_48H_M2, 0);
    end(&built);
}

static void a_bad_snapshot_is_named(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_error err;
    struct terr_zones *zones = (struct terr_zones *)&err;
    char start[SAMPLE_PATH_SIZE + 64];
    const struct boxes_file files[] = {{"2025-01-01.geojson", "{\"type\":"},
                                       {"2025-01-02.geojson", "occupied 30 48 31 49"},
                                       {NULL, NULL}};
    boxes_open(&sample, files, occupied, NULL);
    assert_int_equal(terr_zones_read(&zones, &sample.worker, sample.archive, 0, &sample.list, &err),
                     TERR_EPARSE);
    assert_null(zones);
    snprintf(start, sizeof start, "%s/2025-01-01.geojson: ", sample.folder);
    assert_memory_equal(err.message, start, strlen(start));
    assert_null(strstr(err.message + strlen(start), "2025-01-01.geojson")); // once
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zone_is_the_union_of_its_features),
        cmocka_unit_test(ground_under_several_features_counts_once),
        cmocka_unit_test(the_order_of_features_changes_nothing),
        cmocka_unit_test(a_zone_without_features_is_empty),
        cmocka_unit_test(an_invalid_feature_is_repaired_and_told),
        cmocka_unit_test(parts_of_one_feature_that_overlap_count_once),
        cmocka_unit_test(a_hole_outside_its_shell_is_flagged),
        cmocka_unit_test(features_of_other_statuses_are_not_touched),
        cmocka_unit_test(the_ledger_is_in_document_order_and_names_a_feature_once),
        cmocka_unit_test(holes_are_no_part_of_a_zone),
        cmocka_unit_test(a_bad_snapshot_is_named),
    };
    return cmocka_run_group_tests_name("zones", tests, NULL, NULL);
}
