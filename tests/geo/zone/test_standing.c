// What did not change hands, against the overlay of GEOS, which it is not made with, and by laws.
#include "../../support/check.h"

#include "../../support/sample.h"

static const char *const two_zones[] = {"occupied", "contested", NULL};
#define ZONES 2

static const struct sample_file halves[] = {
    {"halves.geojson",
     "{\"type\":\"FeatureCollection\",\"features\":["
     "{\"type\":\"Feature\",\"properties\":{\"name\":\"west\"},\"geometry\":{\"type\":\"Polygon\","
     "\"coordinates\":[[[29,47],[30.7,47],[31.1,50],[29,50],[29,47]]]}},"
     "{\"type\":\"Feature\",\"properties\":{\"name\":\"east\"},\"geometry\":{\"type\":\"Polygon\","
     "\"coordinates\":[[[30.7,47],[31.7,47],[31.4,50],[31.1,50],[30.7,47]]]}}]}"},
    {NULL, NULL}};

static const struct {
    const char *from, *to;
} windows[] = {
    {"2025-01-01", "2025-01-02"},
    {"2025-01-02", "2025-01-05"},
    {"2025-01-01", "2025-01-05"},
    {"2025-01-02", "2025-01-02"},
};
#define WINDOW_COUNT (sizeof windows / sizeof windows[0])

// On the ellipsoid, of shapes whose edges may have been bent: 8 micrometres along 500 km are 4 m2.
#define BENT_M2 4.0

static double area_of(struct sample *sample, const struct terr_multipolygon *shape)
{
    return terr_worker_area_m2(&sample->worker, shape);
}

static void check_zone(struct sample *sample, const struct terr_standing *standing, size_t zone)
{
    const struct terr_multipolygon *from = terr_zones_at(terr_change_from(sample->change), zone);
    const struct terr_multipolygon *to = terr_zones_at(terr_change_to(sample->change), zone);
    const struct terr_delta *delta = terr_change_delta(sample->change, zone);
    const struct terr_multipolygon *unchanged = terr_standing_unchanged(standing, zone);
    struct terr_multipolygon both = TERR_MULTIPOLYGON_INIT, apart = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    assert_ptr_equal(terr_standing_held(standing, zone), to);
    check_near(area_of(sample, unchanged) + area_of(sample, &delta->gained), area_of(sample, to),
               BENT_M2);
    check_near(area_of(sample, unchanged) + area_of(sample, &delta->lost), area_of(sample, from),
               BENT_M2);
    check_ok(terr_engine_intersect(&both, sample->worker.engine, from, to, &err));
    check_near(area_of(sample, unchanged), area_of(sample, &both), BENT_M2);
    check_ok(terr_engine_subtract(&apart, sample->worker.engine, unchanged, &both, &err));
    check_near(area_of(sample, &apart), 0, BENT_M2);
    terr_multipolygon_dispose(&both);
    terr_multipolygon_dispose(&apart);
}

static void it_is_what_both_maps_have(void **state)
{
    (void)state;
    for (size_t i = 0; i < WINDOW_COUNT; i++) {
        struct sample sample;
        struct terr_standing *standing;
        struct terr_error err;
        sample_open(&sample, sample_front, two_zones, false);
        sample_measure(&sample, windows[i].from, windows[i].to);
        check_ok(terr_standing_of(&standing, &sample.worker, sample.change, ZONES, NULL, &err));
        for (size_t zone = 0; zone < ZONES; zone++) check_zone(&sample, standing, zone);
        terr_standing_free(standing);
        sample_close(&sample);
    }
}

// Every part of a zone by region, the outside among them, adds up to the zone; so do the figures,
// to the square metre.
static void check_regions(struct sample *sample, const struct terr_standing *standing, size_t width,
                          size_t zone)
{
    double unchanged_m2 = 0, held_m2 = 0, printed_m2 = 0;
    for (size_t i = 0; i < width; i++) {
        unchanged_m2 += area_of(sample, terr_standing_unchanged_in(standing, zone, i));
        held_m2 += area_of(sample, terr_standing_held_in(standing, zone, i));
        printed_m2 += sample->measured.unchanged_m2[zone * width + i];
    }
    check_near(unchanged_m2, area_of(sample, terr_standing_unchanged(standing, zone)), BENT_M2);
    check_near(held_m2, area_of(sample, terr_standing_held(standing, zone)), BENT_M2);
    check_near(printed_m2, area_of(sample, terr_standing_unchanged(standing, zone)), 0.5);
}

static void it_is_cut_by_regions(void **state)
{
    const struct terr_regions_options options = {.property = "name"};
    struct sample sample;
    struct terr_regions *regions;
    struct terr_regional_change *regional;
    struct terr_standing *standing;
    struct terr_error err;
    char folder[SAMPLE_PATH_SIZE], path[2 * SAMPLE_PATH_SIZE];
    (void)state;
    sample_folder_make(folder, halves);
    snprintf(path, sizeof path, "%s/halves.geojson", folder);
    sample_open(&sample, sample_front, two_zones, false);
    sample_measure(&sample, "2025-01-01", "2025-01-02");
    check_ok(terr_regions_read(&regions, &sample.worker, path, &options, &err));
    check_ok(
        terr_regional_change_cut(&regional, &sample.worker, sample.change, ZONES, regions, &err));
    check_ok(terr_measured_change_add_regions(&sample.measured, regional, &err));
    check_ok(terr_standing_of(&standing, &sample.worker, sample.change, ZONES, regional, &err));
    check_ok(terr_measured_change_add_standing(&sample.measured, standing, &err));
    for (size_t zone = 0; zone < ZONES; zone++) {
        check_regions(&sample, standing, terr_regions_count(regions) + 1, zone);
    }
    assert_true(terr_standing_unchanged_in(standing, 0, 1)->polygon_count > 0);
    terr_standing_free(standing);
    sample_close(&sample);
    terr_regional_change_free(regional);
    terr_regions_free(regions);
    sample_folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_what_both_maps_have),
        cmocka_unit_test(it_is_cut_by_regions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
