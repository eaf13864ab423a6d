#include "../../support/check.h"

#include "../../support/boxes.h"
#include <math.h>
#include <stdio.h>

// A front between 48 and 49 N that moves east by 1/128 degree a day, for longer than two stretches
// of the archive, and loses its west on the way. Two regions, 30 to 30.5 and 30.5 to 31 E.
#define DAYS 140
#define STEP_DEG (1 / 128.0)
#define LOST_ON 100 // the day on which 30 to 30.25 E is lost

static const char *const occupied[] = {"occupied", NULL};
static const char *const regions_of[] = {
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"West\"},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":[[[30,47],[30.5,47],[30.5,50],[30,50],[30,47]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"East\"},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":[[[30.5,47],[31,47],[31,50],[30.5,50],[30.5,47]]]}}]}",
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"West\"},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":[[[30,47],[30.5,47],[30.5,50],[30,50],[30,47]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"All\"},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":[[[30,47],[31,47],[31,50],[30,50],[30,47]]]}}]}"};
enum { WEST, EAST, OUTSIDE, WIDTH };
#define ALL EAST // where they overlap

struct bench {
    struct sample sample;
    char borders[SAMPLE_PATH_SIZE];
    struct terr_regions *regions;
};

static void bench_open(struct bench *bench, const char *regions)
{
    static char names[DAYS][32], texts[DAYS][64];
    static struct boxes_file files[DAYS + 1];
    const struct sample_file borders[] = {{"borders.geojson", regions}, {NULL, NULL}};
    const struct terr_regions_options allowed = {.allow_overlap = true};
    char path[2 * SAMPLE_PATH_SIZE];
    struct terr_error err;
    for (int i = 0; i < DAYS; i++) {
        char day[TERR_DAY_SIZE];
        terr_day_print(day, boxes_day("2025-01-01") + i);
        snprintf(names[i], sizeof names[i], "%s.geojson", day);
        snprintf(texts[i], sizeof texts[i], "occupied %s 48 %.10f 49", i < LOST_ON ? "30" : "30.25",
                 30 + (i + 1) * STEP_DEG);
        files[i].name = names[i];
        files[i].boxes = texts[i];
    }
    boxes_open(&bench->sample, files, occupied, NULL);
    sample_folder_make(bench->borders, borders);
    snprintf(path, sizeof path, "%s/borders.geojson", bench->borders);
    check_ok(terr_regions_read(&bench->regions, &bench->sample.worker, path, &allowed, &err));
}

static void bench_close(struct bench *bench)
{
    terr_regions_free(bench->regions);
    sample_folder_remove(bench->borders);
    sample_close(&bench->sample);
}

static struct terr_series *walk(struct bench *bench, const struct terr_series_options *options)
{
    struct terr_error err;
    struct terr_series *series;
    check_ok(terr_series_walk(&series, bench->sample.ruler, bench->sample.archive,
                              &bench->sample.list, options, &err));
    return series;
}

// Degrees of longitude that are held of west..east on a day.
static double held_deg(int day, double west, double east)
{
    const double from = fmax(west, day < LOST_ON ? 30 : 30.25);
    const double to = fmin(east, 30 + (day + 1) * STEP_DEG);
    return fmax(0, to - from);
}

static double in_deg(int day, int region)
{
    static const double bounds[] = {30, 30.5, 31, 180};
    return held_deg(day, bounds[region], bounds[region + 1]);
}

static void check_sum(const double *parts_m2, double whole_m2)
{
    double sum_m2 = 0;
    for (int i = 0; i < WIDTH; i++) {
        assert_true(parts_m2[i] == floor(parts_m2[i]));
        sum_m2 += parts_m2[i];
    }
    assert_true(sum_m2 == floor(whole_m2 + 0.5));
}

static void check_change(const struct terr_row_change *change, int from, int to)
{
    assert_int_equal(change->known, from >= 0);
    if (!change->known) return;
    for (int i = 0; i < WIDTH; i++) {
        static const double bounds[] = {30, 30.5, 31, 180};
        const double both = fmax(
            0, fmin(fmin(bounds[i + 1], 30 + (from + 1) * STEP_DEG), 30 + (to + 1) * STEP_DEG) -
                   fmax(bounds[i], to < LOST_ON ? 30 : 30.25));
        check_near(change->gained_in_m2[i], (in_deg(to, i) - both) * BAND_48_49_M2, 1.01);
        check_near(change->lost_in_m2[i], (in_deg(from, i) - both) * BAND_48_49_M2, 1.01);
    }
    check_sum(change->gained_in_m2, change->figures.gained_m2);
    check_sum(change->lost_in_m2, change->figures.lost_m2);
}

static void regions_have_the_figures_of_closed_forms(void **state)
{
    (void)state;
    static const int32_t windows[] = {1, 30};
    struct bench bench;
    bench_open(&bench, regions_of[0]);
    const struct terr_series_options options = {
        .windows = windows, .window_count = 2, .regions = bench.regions};
    struct terr_series *series = walk(&bench, &options);
    assert_int_equal(series->row_count, DAYS);
    for (int day = 0; day < DAYS; day++) {
        const struct terr_row *row = &series->rows[day];
        check_sum(row->area_in_m2, row->area_m2);
        for (int i = 0; i < WIDTH; i++) {
            check_near(row->area_in_m2[i], in_deg(day, i) * BAND_48_49_M2, 1.01);
        }
        check_change(&row->step, day - 1, day);
        check_change(&row->windows[0], day - 1, day);
        check_change(&row->windows[1], day >= 30 ? day - 30 : -1, day);
    }
    terr_series_free(series);
    bench_close(&bench);
}

// Within a stretch a row is followed from another first date, behind it from the same cut.
static void neither_jobs_nor_the_first_date_change_a_figure(void **state)
{
    (void)state;
    static const size_t jobs[] = {1, 2, 3, 7};
    static const int first = 20;
    struct bench bench;
    bench_open(&bench, regions_of[0]);
    struct terr_series_options options = {.regions = bench.regions};
    struct terr_series *all = walk(&bench, &options);
    options.has_from = true;
    options.from_day = boxes_day("2025-01-01") + first;
    for (size_t j = 0; j < sizeof jobs / sizeof *jobs; j++) {
        options.jobs = jobs[j];
        struct terr_series *series = walk(&bench, &options);
        assert_int_equal(series->row_count, DAYS - first);
        for (int i = 0; i < DAYS - first; i++) {
            const double *areas_m2 = series->rows[i].area_in_m2;
            assert_memory_equal(areas_m2, all->rows[first + i].area_in_m2,
                                WIDTH * sizeof *areas_m2);
        }
        terr_series_free(series);
    }
    terr_series_free(all);
    bench_close(&bench);
}

static void a_region_in_which_nothing_passed_stays_as_large(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, regions_of[0]);
    const struct terr_series_options options = {.regions = bench.regions};
    struct terr_series *series = walk(&bench, &options);
    for (int day = 65; day < LOST_ON; day++) { // the front is in the east
        const struct terr_row *row = &series->rows[day];
        assert_true(row->step.gained_in_m2[WEST] == 0);
        check_near(row->area_in_m2[WEST], row[-1].area_in_m2[WEST], 1);
        assert_true(row->area_in_m2[OUTSIDE] == 0);
    }
    terr_series_free(series);
    bench_close(&bench);
}

static void regions_that_overlap_each_count_what_they_share(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, regions_of[1]);
    const struct terr_series_options options = {.regions = bench.regions};
    struct terr_series *series = walk(&bench, &options);
    for (int day = 0; day < DAYS; day++) {
        const struct terr_row *row = &series->rows[day];
        check_near(row->area_in_m2[WEST], in_deg(day, WEST) * BAND_48_49_M2, 1);
        check_near(row->area_in_m2[ALL], held_deg(day, 30, 31) * BAND_48_49_M2, 1);
        check_near(row->area_in_m2[OUTSIDE], in_deg(day, OUTSIDE) * BAND_48_49_M2, 1);
    }
    terr_series_free(series);
    bench_close(&bench);
}

static void a_date_without_a_map_is_not_known_and_the_next_follows_the_last(void **state)
{
    (void)state;
    static const struct boxes_file files[] = {{"2025-01-01.geojson", "occupied 30 48 30.25 49"},
                                              {"2025-01-04.geojson", "occupied 30 48 30.75 49"},
                                              {NULL, NULL}};
    struct bench bench;
    struct terr_archive_options how = TERR_ARCHIVE_OPTIONS_INIT;
    how.max_gap_days = 1;
    bench_open(&bench, regions_of[0]);
    sample_close(&bench.sample);
    boxes_open(&bench.sample, files, occupied, &how);
    const struct terr_series_options options = {.every = TERR_EVERY_DAY, .regions = bench.regions};
    struct terr_series *series = walk(&bench, &options);
    assert_int_equal(series->row_count, 4);
    assert_true(series->rows[1].known && !series->rows[2].known && series->rows[3].known);
    assert_true(series->rows[1].area_in_m2[WEST] == series->rows[0].area_in_m2[WEST]);
    assert_false(terr_row_change_in(&series->rows[2].step, WEST).known);
    check_near(terr_row_area_m2(&series->rows[3], WEST), 0.5 * BAND_48_49_M2, 1);
    check_near(terr_row_area_m2(&series->rows[3], EAST), 0.25 * BAND_48_49_M2, 1);
    check_near(terr_row_area_m2(&series->rows[3], TERR_WHOLE), 0.75 * BAND_48_49_M2, 0.01);
    terr_series_free(series);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(regions_have_the_figures_of_closed_forms),
        cmocka_unit_test(neither_jobs_nor_the_first_date_change_a_figure),
        cmocka_unit_test(a_region_in_which_nothing_passed_stays_as_large),
        cmocka_unit_test(regions_that_overlap_each_count_what_they_share),
        cmocka_unit_test(a_date_without_a_map_is_not_known_and_the_next_follows_the_last),
    };
    return cmocka_run_group_tests_name("figure/regional_series", tests, NULL, NULL);
}
