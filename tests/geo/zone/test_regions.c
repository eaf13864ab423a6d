#define _XOPEN_SOURCE 700
#include "../../support/check.h"

#include "../../support/boxes.h"
#include "../../support/scratch.h"
#include <geo/territory.h>

struct bench {
    struct terr_ruler *ruler;
    struct terr_worker worker;
    struct terr_regions *regions;
};

static void bench_open(struct bench *bench)
{
    struct terr_error err;
    memset(bench, 0, sizeof *bench);
    check_ok(terr_ruler_new(&bench->ruler, TERR_AREA_ELLIPSOID, &err));
    check_ok(terr_worker_init(&bench->worker, bench->ruler, &err));
}

static void bench_close(struct bench *bench)
{
    terr_regions_free(bench->regions);
    terr_worker_dispose(&bench->worker);
    terr_ruler_free(bench->ruler);
}

#define FEATURE(ring, properties)                       \
    "{\"type\":\"Feature\",\"properties\":{" properties \
    "},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" ring "]}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define BOX_30 "[[30,48],[31,48],[31,49],[30,49],[30,48]]"
#define BOX_31 "[[31,48],[32,48],[32,49],[31,49],[31,48]]"
#define BOX_33 "[[33,48],[34,48],[34,49],[33,49],[33,48]]"
#define POINT                                                      \
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"a label\"}," \
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[30.5,48.5]}}"

static enum terr_code read_text(struct bench *bench, const char *text, const char *property,
                                bool allow_overlap, struct terr_error *err)
{
    const struct terr_regions_options options = {.property = property,
                                                 .allow_overlap = allow_overlap};
    terr_regions_free(bench->regions);
    scratch_put("r.geojson", text);
    return terr_regions_read(&bench->regions, &bench->worker, "r.geojson", &options, err);
}

// ---- names ----

static const struct {
    const char *text, *property;
    const char *found, *first, *second;
} named[] = {
    {COLLECTION(FEATURE(BOX_30, "\"name:en\":\"A\",\"name\":\"x\"") "," POINT "," FEATURE(
         BOX_33, "\"name:en\":\"B\",\"name\":\"y\"")),
     NULL, "name:en", "A", "B"},
    {COLLECTION(
         FEATURE(BOX_30, "\"name:en\":\"A\",\"name\":\"x\"") "," FEATURE(BOX_33, "\"name\":\"y\"")),
     NULL, "name", "x", "y"}, // not every one has the first
    {COLLECTION(FEATURE(BOX_30, "\"NAME_1\":\"North\",\"NAME_2\":\"A\"") "," FEATURE(
         BOX_33, "\"NAME_1\":\"North\",\"NAME_2\":\"B\"")),
     NULL, "NAME_2", "A", "B"},
    {COLLECTION(FEATURE(BOX_30, "\"NAME_1\":\"A\",\"NAME_2\":\"x\"") "," FEATURE(
         BOX_33, "\"NAME_1\":\"B\",\"NAME_2\":\"x\"")),
     NULL, "NAME_1", "A", "B"}, // the one by which they differ
    {COLLECTION(
         FEATURE(BOX_30, "\"shapeName\":\" A \"") "," FEATURE(BOX_33, "\"shapeName\":\"B\"")),
     NULL, "shapeName", "A", "B"},
    {COLLECTION(FEATURE(BOX_30, "\"name\":\"A\",\"code\":7") "," FEATURE(
         BOX_33, "\"name\":\"B\",\"code\":8")),
     "code", "code", "7", "8"},
};

static void regions_get_their_names(void **state)
{
    struct bench bench;
    struct terr_error err;
    (void)state;
    bench_open(&bench);
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
        check_ok(read_text(&bench, named[i].text, named[i].property, false, &err));
        assert_int_equal(terr_regions_count(bench.regions), 2);
        assert_string_equal(terr_regions_property(bench.regions), named[i].found);
        assert_int_equal(terr_regions_property_is_guessed(bench.regions), !named[i].property);
        assert_string_equal(terr_regions_name(bench.regions, 0), named[i].first);
        assert_string_equal(terr_regions_name(bench.regions, 1), named[i].second);
        assert_string_equal(terr_regions_name(bench.regions, 2), "(outside)");
    }
    bench_close(&bench);
}

static const struct {
    const char *text, *property, *sentence;
} refused[] = {
    {COLLECTION(POINT), NULL, "r.geojson: has no polygon, needs one for each region"},
    {COLLECTION(FEATURE(BOX_30, "\"id\":1,\"title\":\"A\"") "," FEATURE(BOX_33, "\"level\":4")),
     NULL,
     "r.geojson: no property that is known to hold names has one for every feature; choose one "
     "with --region-name; the properties there are: id, title, level"},
    {COLLECTION(FEATURE(BOX_30, "\"name\":\"A\",\"id\":1")), "title",
     "r.geojson: no feature has a name in 'title'; the properties there are: name, id"},
    {COLLECTION(FEATURE(BOX_30, "")), "title",
     "r.geojson: no feature has a name in 'title'; the properties there are: none"},
    {COLLECTION(FEATURE(BOX_30, "\"name\":\"A\"") "," POINT "," FEATURE(BOX_33, "\"name\":\" \"")),
     "name", "r.geojson: features[2] has no name in 'name', needs one"},
    {COLLECTION(FEATURE(BOX_30, "\"name\":\"A\"") "," FEATURE(BOX_33, "\"name\":\"A\"")), NULL,
     "r.geojson: features[0] and features[1] are both named 'A' by 'name'; choose another property "
     "with --region-name"},
    {COLLECTION(FEATURE(BOX_30, "\"name\":\"(outside)\"")), NULL,
     "r.geojson: features[0] is named (outside), which stands for what lies in no region"},
    {"{", NULL, "r.geojson: line 1, column 2: the document ends inside an object"},
};

static void what_is_refused(void **state)
{
    struct bench bench;
    struct terr_error err;
    (void)state;
    bench_open(&bench);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        const enum terr_code code =
            read_text(&bench, refused[i].text, refused[i].property, false, &err);
        assert_int_not_equal(code, TERR_OK);
        if (i + 1 < sizeof refused / sizeof refused[0]) {
            assert_string_equal(err.message, refused[i].sentence);
            assert_int_equal(code, TERR_EDATA);
        } else {
            assert_int_equal(code, TERR_EPARSE); // the reader's own sentence
        }
        assert_null(bench.regions);
    }
    const struct terr_regions_options options = {.property = NULL, .allow_overlap = false};
    assert_int_equal(
        terr_regions_read(&bench.regions, &bench.worker, "absent.geojson", &options, &err),
        TERR_EIO);
    bench_close(&bench);
}

// ---- shapes ----

static void areas_repairs_and_digest(void **state)
{
    struct bench bench;
    struct terr_error err;
    (void)state;
    bench_open(&bench);
    check_ok(read_text(
        &bench,
        COLLECTION(FEATURE(BOX_33, "\"name\":\"A\"") "," FEATURE(RING_BOW_TIE, "\"name\":\"B\"")),
        NULL, false, &err));
    check_near(terr_regions_at(bench.regions, 0)->area_m2, BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(terr_regions_at(bench.regions, 1)->area_m2, BOW_TIE_M2, BOX_TOLERANCE_M2);
    assert_int_equal(terr_regions_repair_count(bench.regions), 1);
    assert_int_equal(terr_regions_repair_at(bench.regions, 0)->feature, 1);
    check_near(terr_regions_repair_m2(bench.regions), BOW_TIE_M2, 1);
    assert_string_equal(terr_regions_file(bench.regions), "r.geojson");
    assert_int_equal(strlen(terr_regions_digest(bench.regions)), 64);
    assert_false(terr_regions_overlap(bench.regions));
    bench_close(&bench);
}

static void areas_of_a_shape_by_region(void **state)
{
    struct bench bench;
    struct terr_error err;
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    double areas_m2[3];
    (void)state;
    bench_open(&bench);
    check_ok(read_text(
        &bench, COLLECTION(FEATURE(BOX_30, "\"name\":\"A\"") "," FEATURE(BOX_31, "\"name\":\"B\"")),
        NULL, false, &err));
    const double box[] = {30.5, 48, 32.25, 49};
    const size_t corners[][2] = {{0, 1}, {2, 1}, {2, 3}, {0, 3}, {0, 1}};
    for (size_t i = 0; i < 5; i++) {
        check_ok(terr_multipolygon_add_point(&shape, box[corners[i][0]], box[corners[i][1]], &err));
    }
    check_ok(terr_multipolygon_end_ring(&shape, &err));
    check_ok(terr_multipolygon_end_polygon(&shape, &err));
    check_ok(terr_regions_areas(areas_m2, bench.regions, &bench.worker, &shape, &err));
    check_near(areas_m2[0], 0.5 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(areas_m2[1], BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(areas_m2[2], 0.25 * BAND_48_49_M2, BOX_TOLERANCE_M2);

    // the second now covers half of the first too
    check_fails(read_text(&bench,
                          COLLECTION(FEATURE(BOX_30, "\"name\":\"A\"") "," FEATURE(
                              "[[30.5,48],[32,48],[32,49],[30.5,49],[30.5,48]]", "\"name\":\"B\"")),
                          NULL, false, &err),
                TERR_EDATA,
                "r.geojson: regions 'A' and 'B' share 4108.866038 km\xc2\xb2; with --allow-overlap "
                "each counts it");
    check_ok(read_text(&bench,
                       COLLECTION(FEATURE(BOX_30, "\"name\":\"A\"") "," FEATURE(
                           "[[30.5,48],[32,48],[32,49],[30.5,49],[30.5,48]]", "\"name\":\"B\"")),
                       NULL, true, &err));
    assert_true(terr_regions_overlap(bench.regions));
    check_ok(terr_regions_areas(areas_m2, bench.regions, &bench.worker, &shape, &err));
    check_near(areas_m2[0], 0.5 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(areas_m2[1], 1.5 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(areas_m2[2], 0.25 * BAND_48_49_M2, BOX_TOLERANCE_M2);
    terr_multipolygon_dispose(&shape);
    bench_close(&bench);
}

// Ground that two share is told from 1 m2 on: a strip of 1e-10 degree, 0.8 m2, is none.
static void a_sliver_of_the_grid_is_no_overlap(void **state)
{
    struct bench bench;
    struct terr_error err;
    (void)state;
    bench_open(&bench);
    check_ok(read_text(&bench,
                       COLLECTION(FEATURE(BOX_30, "\"name\":\"A\"") "," FEATURE(
                           "[[30.9999999999,48],[32,48],[32,49],[30.9999999999,49],"
                           "[30.9999999999,48]]",
                           "\"name\":\"B\"")),
                       NULL, false, &err));
    assert_false(terr_regions_overlap(bench.regions));
    assert_int_equal(read_text(&bench,
                               COLLECTION(FEATURE(BOX_30, "\"name\":\"A\"") "," FEATURE(
                                   "[[30.9999999998,48],[32,48],[32,49],[30.9999999998,49],"
                                   "[30.9999999998,48]]",
                                   "\"name\":\"B\"")),
                               NULL, false, &err),
                     TERR_EDATA);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(regions_get_their_names),
        scratch_test(what_is_refused),
        scratch_test(areas_repairs_and_digest),
        scratch_test(areas_of_a_shape_by_region),
        scratch_test(a_sliver_of_the_grid_is_no_overlap),
    };
    return cmocka_run_group_tests_name("zone/regions", tests, NULL, NULL);
}
