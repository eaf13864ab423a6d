#include "../../support/check.h"

#include "../../support/boxes.h"

#include <stdlib.h>

#define FEATURE(properties, geometry) \
    "{\"type\":\"Feature\",\"properties\":" properties ",\"geometry\":" geometry "}"
#define STATUS(status) "{\"status\":\"" status "\"}"
#define POLYGON(rings) "{\"type\":\"Polygon\",\"coordinates\":[" rings "]}"
#define POINT "{\"type\":\"Point\",\"coordinates\":[30,48]}"
#define LINE "{\"type\":\"LineString\",\"coordinates\":[[30,48],[31,49]]}"
#define GEOMETRIES(geometries) "{\"type\":\"GeometryCollection\",\"geometries\":[" geometries "]}"

static const char *const no_zones[] = {NULL};

struct inspected {
    struct sample sample;
    struct terr_inspection *inspection;
};

static void inspect_with(struct inspected *inspected, const char *map, const char *profile,
                         const struct terr_inspection_options *look)
{
    struct terr_error err;
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    const struct boxes_file files[] = {
        {"2025-01-01.geojson", ""}, {"2025-01-02.geojson", map}, {NULL, NULL}};
    options.profile = profile;
    boxes_open(&inspected->sample, files, no_zones, &options);
    check_ok(terr_inspection_make(&inspected->inspection, &inspected->sample.worker,
                                  inspected->sample.archive, 1, look, &err));
}

static void inspect(struct inspected *inspected, const char *map, const char *profile)
{
    inspect_with(inspected, map, profile, NULL);
}

static void inspect_looking(struct inspected *inspected, const char *const *features,
                            const char *profile, const struct terr_inspection_options *look)
{
    char *map = boxes_collection(features);
    inspect_with(inspected, map, profile, look);
    free(map);
}

static void inspect_features(struct inspected *inspected, const char *const *features,
                             const char *profile)
{
    inspect_looking(inspected, features, profile, NULL);
}

static void end(struct inspected *inspected)
{
    terr_inspection_free(inspected->inspection);
    sample_close(&inspected->sample);
}

static void check_status(const struct terr_inspection *inspection, size_t index, const char *status,
                         size_t features, double published_m2, double counted_m2)
{
    assert_true(index < inspection->status_count);
    const struct terr_status_count *count = &inspection->statuses[index];
    assert_string_equal(count->status, status);
    assert_int_equal(count->feature_count, features);
    check_near(count->published_m2, published_m2, BOX_TOLERANCE_M2);
    check_near(count->counted_m2, counted_m2, BOX_TOLERANCE_M2);
}

static void features_of_every_kind_are_counted(void **state)
{
    (void)state;
    struct inspected inspected;
    static const char *const features[] = {
        FEATURE(STATUS("occupied"), POLYGON(RING_30_31)),
        FEATURE(STATUS("occupied"), POINT),
        FEATURE("null", "null"),
        FEATURE("{}", LINE),
        FEATURE(STATUS("contested"), GEOMETRIES(POINT "," POLYGON(RING_33_34) "," LINE)),
        FEATURE("{}", "null"),
        FEATURE("{}", GEOMETRIES("")),
        FEATURE("null", GEOMETRIES(POINT "," LINE)),
        NULL,
    };
    inspect_features(&inspected, features, NULL);
    const struct terr_inspection *inspection = inspected.inspection;
    assert_int_equal(inspection->snapshot, 1);
    assert_int_equal(inspection->feature_count, 8);
    assert_int_equal(inspection->ignored_count, 4); // the Point, the line, two collections
    assert_int_equal(inspection->null_count, 2);
    assert_int_equal(inspection->ignored_parts, 2); // beside the polygon of a collection
    assert_int_equal(inspection->vertex_count, 10);
    assert_int_equal(inspection->unclassified_count, 0);
    assert_int_equal(inspection->repair_count, 0);
    assert_int_equal(inspection->status_count, 2);
    check_status(inspection, 0, "contested", 1, BAND_48_49_M2, BAND_48_49_M2);
    check_status(inspection, 1, "occupied", 1, BAND_48_49_M2, BAND_48_49_M2);
    check_near(inspection->held_m2, BAND_48_49_M2, BOX_TOLERANCE_M2);
    end(&inspected);
}

static void statuses_come_in_byte_order(void **state)
{
    (void)state;
    static const char *const sorted[] = {"A", "Z", "a", "a+b", "aa", "ab", "b", "z", "\xd1\x8f"};
    struct inspected inspected;
    inspect(&inspected,
            "z 30 48 31 49; ab 31 48 32 49; \xd1\x8f 32 48 33 49; A 33 48 34 49; aa 34 48 35 49; "
            "b 35 48 36 49; a+b 36 48 37 49; Z 37 48 38 49; a 38 48 39 49; z 39 48 40 49",
            NULL);
    assert_int_equal(inspected.inspection->status_count, 9);
    for (size_t i = 0; i < 9; i++) {
        const double area_m2 = strcmp(sorted[i], "z") == 0 ? 2 * BAND_48_49_M2 : BAND_48_49_M2;
        check_status(inspected.inspection, i, sorted[i], strcmp(sorted[i], "z") == 0 ? 2 : 1,
                     area_m2, area_m2);
    }
    end(&inspected);
}

static void published_sums_features_and_counted_unites_them(void **state)
{
    (void)state;
    struct inspected inspected;
    inspect(&inspected, "occupied 30 48 31 49; occupied 30.5 48 31.5 49; contested 30 48 31 49",
            NULL);
    assert_int_equal(inspected.inspection->status_count, 2);
    check_status(inspected.inspection, 0, "contested", 1, BAND_48_49_M2, BAND_48_49_M2);
    check_status(inspected.inspection, 1, "occupied", 2, 2 * BAND_48_49_M2, 1.5 * BAND_48_49_M2);
    assert_int_equal(inspected.inspection->repair_count, 0); // each is valid by itself
    end(&inspected);
}

static void held_is_the_default_zone_even_beside_a_status_of_its_name(void **state)
{
    (void)state;
    struct inspected inspected;
    // the zone held of the generic profile is held + occupied + occupied_before_2022
    inspect(&inspected,
            "held 30 48 31 49; occupied 30.5 48 31.5 49; occupied_before_2022 31.25 48 32 49; "
            "contested 32 48 33 49",
            NULL);
    const struct terr_inspection *inspection = inspected.inspection;
    assert_int_equal(inspection->status_count, 4);
    check_status(inspection, 1, "held", 1, BAND_48_49_M2, BAND_48_49_M2);
    check_near(inspection->held_m2, 2 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    end(&inspected);
}

static void repairs_of_every_status_are_told_in_document_order(void **state)
{
    (void)state;
    struct inspected inspected;
    static const char *const features[] = {
        FEATURE(STATUS("z"), POLYGON(RING_BOW_TIE)),
        FEATURE(STATUS("occupied"), POLYGON(RING_30_31 "," RING_33_34)),
        FEATURE("{}", POINT),
        FEATURE(STATUS("a"), POLYGON(RING_BOW_TIE)),
        NULL,
    };
    inspect_features(&inspected, features, NULL);
    static const size_t repaired[] = {0, 1, 3};
    const struct terr_inspection *inspection = inspected.inspection;
    assert_int_equal(inspection->repair_count, 3);
    for (size_t i = 0; i < 3; i++) {
        const struct terr_repair *repair = &inspection->repairs[i];
        assert_int_equal(repair->feature, repaired[i]);
        assert_int_equal(repair->fault.stray_hole, i == 1);
        check_near(repair->published_m2, 0, BOX_TOLERANCE_M2);
        check_near(repair->clean_m2, i == 1 ? 2 * BAND_48_49_M2 : BOW_TIE_M2, BOX_TOLERANCE_M2);
    }
    check_status(inspection, 0, "a", 1, 0, BOW_TIE_M2);
    check_status(inspection, 1, "occupied", 1, 0, 2 * BAND_48_49_M2);
    end(&inspected);
}

static void what_no_rule_names_is_counted_and_not_held(void **state)
{
    (void)state;
    struct inspected inspected;
    static const char *const features[] = {
        FEATURE("{\"fill\":\"#a52714\"}", POLYGON(RING_30_31)),
        FEATURE("{\"fill\":\"#123456\"}", POLYGON(RING_33_34)),
        FEATURE("{}", POLYGON(RING_33_34)),
        NULL,
    };
    inspect_features(&inspected, features, "deepstate");
    const struct terr_inspection *inspection = inspected.inspection;
    assert_int_equal(inspection->unclassified_count, 2);
    assert_int_equal(inspection->status_count, 2);
    check_status(inspection, 0, "occupied", 1, BAND_48_49_M2, BAND_48_49_M2);
    check_status(inspection, 1, "unclassified", 2, 2 * BAND_48_49_M2, BAND_48_49_M2);
    check_near(inspection->held_m2, BAND_48_49_M2, BOX_TOLERANCE_M2);
    end(&inspected);
}

#define DEEPSTATE(name, fill, ring) \
    FEATURE("{\"name\":\"" name "\",\"fill\":\"" fill "\",\"styleHash\":1}", POLYGON(ring))

// "#000000" is summed with "#880e4f", as the publisher does; nothing is united.
static void groups_are_sums_of_features_as_published_under_merged_values(void **state)
{
    (void)state;
    static const char *const features[] = {
        DEEPSTATE("a", "#880e4f", RING_30_31),
        DEEPSTATE("b", "#000000", RING_30_31),
        DEEPSTATE("c", "#a52714", RING_33_34),
        DEEPSTATE("d", "#123456", RING_BOW_TIE),
        FEATURE("{\"name\":\"no fill\"}", POLYGON(RING_33_34)),
        FEATURE("{\"fill\":\"#a52714\"}", POINT),
        NULL,
    };
    static const struct {
        const char *value;
        size_t features;
        double area_m2;
    } groups[] = {{"#880e4f", 2, 2 * BAND_48_49_M2},
                  {"#a52714", 1, BAND_48_49_M2},
                  {NULL, 1, BAND_48_49_M2},
                  {"#123456", 1, 0}};
    struct inspected inspected;
    static const struct terr_inspection_options look = {false, "fill", false, NULL};
    inspect_looking(&inspected, features, "deepstate", &look);
    const struct terr_tally *tally = &inspected.inspection->groups;
    assert_int_equal(tally->count, 4);
    for (size_t i = 0; i < 4; i++) {
        if (groups[i].value) {
            assert_string_equal(tally->rows[i].value, groups[i].value);
        } else {
            assert_null(tally->rows[i].value);
        }
        assert_int_equal(tally->rows[i].feature_count, groups[i].features);
        check_near(tally->rows[i].published_m2, groups[i].area_m2, BOX_TOLERANCE_M2);
    }
    // what no rule names, by name and colour
    const struct terr_tally *unclassified = &inspected.inspection->unclassified;
    assert_int_equal(inspected.inspection->unclassified_count, 2);
    assert_int_equal(unclassified->count, 2);
    assert_string_equal(unclassified->rows[0].value, "no fill");
    assert_string_equal(unclassified->rows[1].value, "d, #123456");
    end(&inspected);
}

static void features_are_listed_where_asked_for_and_repairs_have_names(void **state)
{
    (void)state;
    static const char *const features[] = {
        DEEPSTATE("  two \\n\xc2\xa0 words ", "#880e4f", RING_BOW_TIE),
        FEATURE("{\"name\":7.5,\"fill\":true}", POINT),
        FEATURE("{\"name\":null,\"fill\":[1]}", "null"),
        NULL,
    };
    static const struct terr_inspection_options look = {true, NULL, false, NULL};
    struct inspected inspected;
    inspect_looking(&inspected, features, "deepstate", &look);
    const struct terr_inspection *inspection = inspected.inspection;
    const struct terr_inspected_feature *listed = inspection->features;
    assert_string_equal(listed[0].name, "two words, #880e4f");
    assert_string_equal(listed[0].status, "occupied_before_2022");
    assert_true(listed[0].is_repaired);
    check_near(listed[0].clean_m2, BOW_TIE_M2, 1);
    assert_string_equal(inspection->repair_names[0], "two words, #880e4f");
    assert_string_equal(listed[1].name, "7.5, true");
    assert_int_equal(listed[1].kind, TERR_FEATURE_IGNORED);
    assert_null(listed[1].status);
    assert_string_equal(listed[2].name, "");
    assert_int_equal(listed[2].kind, TERR_FEATURE_NULL);
    assert_false(listed[2].is_repaired);
    end(&inspected);
}

static void the_file_is_told_with_its_digest_and_overlaps_with_their_area(void **state)
{
    (void)state;
    struct inspected inspected;
    inspect(&inspected, "held 30 48 31 49; held 30.5 48 31.5 49; occupied 31 48 32 49", "generic");
    const struct terr_inspection *inspection = inspected.inspection;
    assert_int_equal(inspection->part_count, 1);
    assert_non_null(strstr(inspection->parts[0].path, "/2025-01-02.geojson"));
    assert_null(inspection->parts[0].layer);
    assert_int_equal(strlen(inspection->parts[0].digest), 64);
    check_near(inspection->statuses[0].overlap_m2, 0.5 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(inspection->statuses[1].overlap_m2, 0, BOX_TOLERANCE_M2);
    check_near(inspection->held_overlap_m2, BAND_48_49_M2, BOX_TOLERANCE_M2);
    end(&inspected);
}

static void an_empty_collection_has_nothing(void **state)
{
    (void)state;
    struct inspected inspected;
    inspect(&inspected, "", "generic");
    const struct terr_inspection *inspection = inspected.inspection;
    assert_int_equal(inspection->feature_count, 0);
    assert_int_equal(inspection->status_count, 0);
    assert_int_equal(inspection->vertex_count, 0);
    assert_int_equal(inspection->repair_count, 0);
    assert_true(inspection->held_m2 == 0);
    end(&inspected);
}

static void a_bad_snapshot_is_named(void **state)
{
    (void)state;
    struct terr_error err;
    struct sample sample;
    struct terr_inspection *inspection = (struct terr_inspection *)&err;
    char start[SAMPLE_PATH_SIZE + 64];
    const struct boxes_file files[] = {{"2025-01-01.geojson", "{\"error\":\"not found\"}"},
                                       {"2025-01-02.geojson", ""},
                                       {NULL, NULL}};
    boxes_open(&sample, files, no_zones, NULL);
    assert_int_equal(
        terr_inspection_make(&inspection, &sample.worker, sample.archive, 0, NULL, &err),
        TERR_EDATA);
    assert_null(inspection);
    snprintf(start, sizeof start, "%s/2025-01-01.geojson: ", sample.folder);
    assert_memory_equal(err.message, start, strlen(start));
    sample_close(&sample);
}

#define MANY 20000

// As many statuses as features: what is sought for each of them must not be a walk over all.
static void as_many_statuses_as_features_are_taken_in_stride(void **state)
{
    (void)state;
    struct inspected inspected;
    struct terr_text map = TERR_TEXT_INIT;
    for (int i = 0; i < MANY; i++) {
        // 200 by 100 cells of 0.01 degree from 30 E, 48 N on; statuses shuffled
        const int column = i % 200, row = i / 200;
        terr_text_print(&map, "%ss%05d %d.%02d %d.%02d %d.%02d %d.%02d", i ? ";" : "",
                        i * 7919 % MANY, 30 + column / 100, column % 100, 48 + row / 100, row % 100,
                        30 + (column + 1) / 100, (column + 1) % 100, 48 + (row + 1) / 100,
                        (row + 1) % 100);
    }
    inspect(&inspected, map.bytes, NULL);
    terr_text_dispose(&map);
    double counted_m2 = 0;
    assert_int_equal(inspected.inspection->status_count, MANY);
    for (int i = 0; i < MANY; i++) {
        char status[16];
        snprintf(status, sizeof status, "s%05d", i);
        assert_string_equal(inspected.inspection->statuses[i].status, status);
        assert_int_equal(inspected.inspection->statuses[i].feature_count, 1);
        counted_m2 += inspected.inspection->statuses[i].counted_m2;
    }
    check_near(counted_m2, 2 * BAND_48_49_M2, 1); // 20 000 cells, each to 1e-5 m2
    assert_true(inspected.inspection->held_m2 == 0);
    end(&inspected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(features_of_every_kind_are_counted),
        cmocka_unit_test(statuses_come_in_byte_order),
        cmocka_unit_test(published_sums_features_and_counted_unites_them),
        cmocka_unit_test(held_is_the_default_zone_even_beside_a_status_of_its_name),
        cmocka_unit_test(repairs_of_every_status_are_told_in_document_order),
        cmocka_unit_test(what_no_rule_names_is_counted_and_not_held),
        cmocka_unit_test(groups_are_sums_of_features_as_published_under_merged_values),
        cmocka_unit_test(features_are_listed_where_asked_for_and_repairs_have_names),
        cmocka_unit_test(the_file_is_told_with_its_digest_and_overlaps_with_their_area),
        cmocka_unit_test(an_empty_collection_has_nothing),
        cmocka_unit_test(a_bad_snapshot_is_named),
        cmocka_unit_test(as_many_statuses_as_features_are_taken_in_stride),
    };
    return cmocka_run_group_tests_name("inspection", tests, NULL, NULL);
}
