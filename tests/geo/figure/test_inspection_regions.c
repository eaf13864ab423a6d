// What an inspection counts in each region: boxes whose areas are known in closed form, and the
// same as a change says of the same snapshot.
#define _XOPEN_SOURCE 700
#include "../../support/check.h"

#include "../../support/boxes.h"
#include "../../support/scratch.h"

#define WIDE BAND_48_49_M2

static const char *const held_zone[] = {"held", NULL};

// The second and third share half a degree, which each status and the zone count once.
static const struct boxes_file maps[] = {
    {"2025-01-01.geojson", "occupied 30 48 30.5 49; contested 31 48 31.5 49"},
    {"2025-01-02.geojson",
     "occupied 30 48 31 49; occupied 30.5 48 31.5 49; contested 31.5 48 33 49"},
    {"2025-01-03.geojson", ""},
    {NULL, NULL},
};

#define BOX(name, w, e)                                                                     \
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"" name                                \
    "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[" #w ",48],[" #e ",48],[" #e \
    ",49],[" #w ",49],[" #w ",48]]]}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

struct divided {
    struct sample sample;
    struct terr_regions *regions;
    struct terr_inspection *inspection;
};

static void read_regions(struct divided *divided, const char *text, bool allow_overlap)
{
    const struct terr_regions_options options = {.allow_overlap = allow_overlap};
    struct terr_error err;
    scratch_put("r.geojson", text);
    check_ok(
        terr_regions_read(&divided->regions, &divided->sample.worker, "r.geojson", &options, &err));
}

static void inspect(struct divided *divided, size_t index)
{
    const struct terr_inspection_options look = {.regions = divided->regions};
    struct terr_error err;
    terr_inspection_free(divided->inspection);
    check_ok(terr_inspection_make(&divided->inspection, &divided->sample.worker,
                                  divided->sample.archive, index, &look, &err));
}

static void open_divided(struct divided *divided, const char *regions, bool allow_overlap)
{
    memset(divided, 0, sizeof *divided);
    boxes_open(&divided->sample, maps, held_zone, NULL);
    read_regions(divided, regions, allow_overlap);
}

static void close_divided(struct divided *divided)
{
    terr_inspection_free(divided->inspection);
    terr_regions_free(divided->regions);
    sample_close(&divided->sample);
}

// Areas are in whole square metres, so that each may be off by one.
static void check_row(const struct divided *divided, size_t zone, const double *degrees)
{
    for (size_t i = 0; i <= terr_regions_count(divided->regions); i++) {
        check_near(terr_inspection_in_m2(divided->inspection, divided->regions, zone, i),
                   degrees[i] * WIDE, 1);
    }
}

static const char two[] = COLLECTION(BOX("west", 30, 31) "," BOX("east", 31, 32));

static void statuses_and_the_zone_are_divided(void **state)
{
    (void)state;
    struct divided divided;
    open_divided(&divided, two, false);
    inspect(&divided, 1);
    assert_string_equal(divided.inspection->statuses[0].status, "contested");
    check_row(&divided, TERR_INSPECTION_HELD, (const double[]){1, 0.5, 0});
    check_row(&divided, 0, (const double[]){0, 0.5, 1});
    check_row(&divided, 1, (const double[]){1, 0.5, 0});
    close_divided(&divided);
}

static void rows_add_up_to_the_total_in_whole_square_metres(void **state)
{
    (void)state;
    struct divided divided;
    open_divided(&divided, two, false);
    for (size_t index = 0; index < 3; index++) {
        inspect(&divided, index);
        const struct terr_inspection *inspection = divided.inspection;
        for (size_t row = 0; row <= inspection->status_count; row++) {
            const size_t zone = row == 0 ? TERR_INSPECTION_HELD : row - 1;
            const double whole_m2 =
                row == 0 ? inspection->held_m2 : inspection->statuses[zone].counted_m2;
            double sum_m2 = 0;
            for (size_t i = 0; i <= terr_regions_count(divided.regions); i++) {
                sum_m2 += terr_inspection_in_m2(inspection, divided.regions, zone, i);
            }
            assert_true(sum_m2 == floor(whole_m2 + 0.5));
        }
    }
    close_divided(&divided);
}

static void regions_that_overlap_each_count_what_they_share(void **state)
{
    (void)state;
    struct divided divided;
    open_divided(&divided, COLLECTION(BOX("west", 30, 31) "," BOX("all", 30, 32)), true);
    inspect(&divided, 1);
    check_row(&divided, TERR_INSPECTION_HELD, (const double[]){1, 1.5, 0});
    check_row(&divided, 0, (const double[]){0, 0.5, 1});
    close_divided(&divided);
}

static void a_change_says_the_same(void **state)
{
    (void)state;
    struct divided divided;
    struct terr_regional_change *regional;
    struct terr_error err;
    open_divided(&divided, two, false);
    struct sample *sample = &divided.sample;
    sample_measure(sample, "2025-01-01", "2025-01-02");
    check_ok(terr_regional_change_cut(&regional, &sample->worker, sample->change, 1,
                                      divided.regions, &err));
    check_ok(terr_measured_change_add_regions(&sample->measured, regional, &err));
    for (size_t end = 0; end < 2; end++) {
        inspect(&divided, end);
        for (size_t i = 0; i < 3; i++) {
            const struct terr_figures *figures = terr_measured_change_in(&sample->measured, 0, i);
            check_near(
                terr_inspection_in_m2(divided.inspection, divided.regions, TERR_INSPECTION_HELD, i),
                end ? figures->area_to_m2 : figures->area_from_m2, 1);
        }
    }
    terr_regional_change_free(regional);
    close_divided(&divided);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(statuses_and_the_zone_are_divided),
        scratch_test(rows_add_up_to_the_total_in_whole_square_metres),
        scratch_test(regions_that_overlap_each_count_what_they_share),
        scratch_test(a_change_says_the_same),
    };
    return cmocka_run_group_tests_name("figure/inspection, regions", tests, NULL, NULL);
}
