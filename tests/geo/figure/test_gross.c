#include "../../support/check.h"

#include "../../support/boxes.h"
#include "../../support/random_shapes.h"
#include <math.h>
#include <stdio.h>

// Archives drawn by chance: of the eight cells of a degree from 30 to 38 E, between 48 and 49 N,
// each snapshot holds some and contests some of the others. Snapshots follow each other by 0 to 3
// days, and sometimes by 12. So every figure is a number of cells, and what the sums must be is
// counted here, from their definition.
#define SNAPSHOTS 40
#define CELLS 8
#define ARCHIVES 12
#define MAX_GAP 2

enum { HELD, CONTESTED, ZONES };
static const char *const zones[] = {"occupied", "contested", NULL};

// West has 30 to 33 E, East 33 to 37 E; the last cell lies outside.
enum { WEST, EAST, OUTSIDE, WIDTH };
static const unsigned masks[WIDTH] = {0x07, 0x78, 0x80};
static const char borders_text[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"West\"},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":[[[30,47],[33,47],[33,50],[30,50],[30,47]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"East\"},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":[[[33,47],[37,47],[37,50],[33,50],[33,47]]]}}]}";

struct bench {
    int32_t days[SNAPSHOTS];
    unsigned cells[SNAPSHOTS][ZONES]; // a bit for each
    struct sample sample;
    char borders[SAMPLE_PATH_SIZE];
    struct terr_regions *regions;
};

static size_t add_boxes(char *out, size_t size, const char *status, unsigned cells)
{
    size_t length = 0;
    for (int i = 0; i < CELLS; i++) {
        if (!(cells >> i & 1)) continue;
        length += (size_t)snprintf(out + length, size - length, "%s %d 48 %d 49; ", status, 30 + i,
                                   31 + i);
        assert_true(length < size);
    }
    return length;
}

static void draw_archive(struct bench *bench, uint64_t *random)
{
    static const int distances[] = {0, 0, 1, 1, 1, 1, 2, 3, 12};
    int32_t day = boxes_day("2025-01-20");
    for (size_t i = 0; i < SNAPSHOTS; i++) {
        if (i > 0) day += distances[random_draw(random) % (sizeof distances / sizeof *distances)];
        bench->days[i] = day;
        const unsigned drawn = (unsigned)random_draw(random) & 0xff;
        bench->cells[i][HELD] = drawn;
        bench->cells[i][CONTESTED] = (unsigned)random_draw(random) & 0xff & ~drawn;
        // as often as not it is nearly that of before
        if (i > 0 && random_draw(random) % 2) {
            bench->cells[i][HELD] = bench->cells[i - 1][HELD] ^ 1u << random_draw(random) % CELLS;
            bench->cells[i][CONTESTED] &= ~bench->cells[i][HELD];
        }
    }
}

static void bench_open(struct bench *bench, uint64_t seed)
{
    static char names[SNAPSHOTS][32], texts[SNAPSHOTS][512];
    static struct boxes_file files[SNAPSHOTS + 1];
    const struct sample_file borders[] = {{"borders.geojson", borders_text}, {NULL, NULL}};
    const struct terr_regions_options standard = {.property = "name"};
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    char path[2 * SAMPLE_PATH_SIZE];
    struct terr_error err;
    options.max_gap_days = MAX_GAP;
    draw_archive(bench, &seed);
    for (size_t i = 0; i < SNAPSHOTS; i++) {
        char day[TERR_DAY_SIZE];
        terr_day_print(day, bench->days[i]);
        snprintf(names[i], sizeof names[i], "%s_%02d.geojson", day, (int)i);
        size_t length = add_boxes(texts[i], sizeof texts[i], "occupied", bench->cells[i][HELD]);
        length += add_boxes(texts[i] + length, sizeof texts[i] - length, "contested",
                            bench->cells[i][CONTESTED]);
        if (length > 0) texts[i][length - 2] = '\0';
        if (length == 0) texts[i][0] = '\0';
        files[i].name = names[i];
        files[i].boxes = texts[i];
    }
    boxes_open(&bench->sample, files, zones, &options);
    assert_int_equal(terr_archive_count(bench->sample.archive), SNAPSHOTS);
    sample_folder_make(bench->borders, borders);
    snprintf(path, sizeof path, "%s/borders.geojson", bench->borders);
    check_ok(terr_regions_read(&bench->regions, &bench->sample.worker, path, &standard, &err));
}

static void bench_close(struct bench *bench)
{
    terr_regions_free(bench->regions);
    sample_folder_remove(bench->borders);
    sample_close(&bench->sample);
}

// ---- what must come out ----

static double cells_m2(unsigned cells)
{
    int count = 0;
    for (; cells; cells >>= 1) count += (int)(cells & 1);
    return count * BAND_48_49_M2;
}

struct expected {
    size_t maps;
    size_t gaps;
    double gained_m2, lost_m2; // each step rounded
    double gained_in_m2[WIDTH], lost_in_m2[WIDTH];
};

static void add_step(struct expected *out, unsigned before, unsigned after)
{
    const unsigned gained = after & ~before, lost = before & ~after;
    out->gained_m2 += floor(cells_m2(gained) + 0.5);
    out->lost_m2 += floor(cells_m2(lost) + 0.5);
    for (int i = 0; i < WIDTH; i++) {
        out->gained_in_m2[i] += cells_m2(gained & masks[i]);
        out->lost_in_m2[i] += cells_m2(lost & masks[i]);
    }
}

// From the first snapshot over the last ones of each day to the last.
static struct expected expect(const struct bench *bench, size_t zone, size_t from, size_t to)
{
    struct expected expected = {.maps = 1};
    size_t before = from;
    for (size_t i = from + 1; i <= to; i++) {
        if (i < to && bench->days[i] == bench->days[i + 1]) continue;
        add_step(&expected, bench->cells[before][zone], bench->cells[i][zone]);
        expected.gaps += bench->days[i] - bench->days[before] - 1 > MAX_GAP;
        expected.maps++;
        before = i;
    }
    return expected;
}

static void check_figures(const struct terr_figures *figures, const struct expected *expected)
{
    const double steps = (double)(expected->maps - 1);
    assert_true(figures->gross_gained_m2 == expected->gained_m2);
    assert_true(figures->gross_lost_m2 == expected->lost_m2);
    // the laws that the header states
    assert_true(figures->gross_gained_m2 >= figures->gained_m2 - steps / 2 - BOX_TOLERANCE_M2);
    assert_true(figures->gross_lost_m2 >= figures->lost_m2 - steps / 2 - BOX_TOLERANCE_M2);
    check_near(figures->gross_gained_m2 - figures->gross_lost_m2, terr_figures_net_m2(figures),
               steps + BOX_TOLERANCE_M2);
}

// Each step of a part is rounded to less than 1 m2, and so that all of them add up.
static void check_parts(const double gained_m2[WIDTH], const double lost_m2[WIDTH],
                        const struct expected *expected)
{
    double gained_sum_m2 = 0, lost_sum_m2 = 0;
    for (int i = 0; i < WIDTH; i++) {
        check_near(gained_m2[i], expected->gained_in_m2[i], (double)expected->maps);
        check_near(lost_m2[i], expected->lost_in_m2[i], (double)expected->maps);
        gained_sum_m2 += gained_m2[i];
        lost_sum_m2 += lost_m2[i];
    }
    assert_true(gained_sum_m2 == expected->gained_m2);
    assert_true(lost_sum_m2 == expected->lost_m2);
}

// ---- series ----

static const int32_t windows[] = {1, 4, 30, 90};
#define WINDOWS (sizeof windows / sizeof *windows)

static struct terr_series *walk(struct bench *bench, const struct terr_series_options *options)
{
    struct terr_error err;
    struct terr_series *series;
    check_ok(terr_series_walk(&series, bench->sample.ruler, bench->sample.archive,
                              &bench->sample.list, options, &err));
    return series;
}

// The last snapshot up to the end of a day.
static size_t last_until(const struct bench *bench, int32_t day)
{
    size_t found = 0;
    for (size_t i = 0; i < SNAPSHOTS && bench->days[i] <= day; i++) found = i;
    return found;
}

static void check_change(const struct bench *bench, const struct terr_row *row,
                         const struct terr_row_change *change, size_t from)
{
    if (!change->known) return;
    const struct expected expected = expect(bench, row->zone, from, row->snapshot);
    check_figures(&change->figures, &expected);
    if (!change->gross_gained_in_m2) return;
    check_parts(change->gross_gained_in_m2, change->gross_lost_in_m2, &expected);
    const struct terr_row_change in_east = terr_row_change_in(change, EAST);
    assert_true(in_east.figures.gross_gained_m2 == change->gross_gained_in_m2[EAST]);
    assert_true(in_east.figures.gross_lost_m2 == change->gross_lost_in_m2[EAST]);
}

// Returns how many changes there were.
static size_t check_rows(const struct bench *bench, const struct terr_series *series)
{
    const struct terr_row *previous[ZONES] = {NULL, NULL};
    size_t count = 0;
    for (size_t i = 0; i < series->row_count; i++) {
        const struct terr_row *row = &series->rows[i];
        if (!row->known) continue;
        assert_true(row->step.known == (previous[row->zone] != NULL));
        if (row->step.known) check_change(bench, row, &row->step, previous[row->zone]->snapshot);
        count += row->step.known;
        previous[row->zone] = row;
        for (size_t w = 0; w < WINDOWS; w++) {
            check_change(bench, row, &row->windows[w], last_until(bench, row->day - windows[w]));
            count += row->windows[w].known;
        }
    }
    return count;
}

static void every_change_of_a_series_has_the_sums_of_its_days(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= ARCHIVES; seed++) {
        struct bench bench;
        size_t count = 0;
        bench_open(&bench, seed);
        for (int every = TERR_EVERY_SNAPSHOT; every <= TERR_EVERY_MONTH; every++) {
            const struct terr_series_options options = {
                .every = (enum terr_every)every,
                .windows = windows,
                .window_count = WINDOWS,
                .gross = true,
                .regions = seed % 2 ? bench.regions : NULL,
                .has_from = seed % 3 == 0, // what windows look back to has no rows
                .from_day = bench.days[SNAPSHOTS / 2],
                .jobs = (size_t)(seed % 4)};
            struct terr_series *series = walk(&bench, &options);
            count += check_rows(&bench, series);
            terr_series_free(series);
        }
        assert_true(count > 50);
        bench_close(&bench);
    }
}

static void a_series_without_gross_sums_has_none(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, 1);
    const struct terr_series_options options = {.every = TERR_EVERY_MONTH};
    struct terr_series *series = walk(&bench, &options);
    assert_null(series->gross);
    for (size_t i = 0; i < series->row_count; i++) {
        assert_true(series->rows[i].step.figures.gross_gained_m2 == 0);
        assert_null(series->rows[i].step.gross_gained_in_m2);
    }
    terr_series_free(series);
    bench_close(&bench);
}

static size_t day_count(const struct bench *bench)
{
    size_t count = 1;
    for (size_t i = 1; i < SNAPSHOTS; i++) count += bench->days[i] != bench->days[i - 1];
    return count;
}

// Of a series by days the steps are those of its rows; of one by months each day is compared with
// the one before it once, whatever looks at it.
static void each_difference_is_taken_once(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench, 5);
    struct terr_series_options options = {.every = TERR_EVERY_DAY};
    struct terr_series *plain = walk(&bench, &options);
    options.gross = true;
    struct terr_series *gross = walk(&bench, &options);
    assert_int_equal(gross->effort.delta_count, plain->effort.delta_count);
    assert_int_equal(gross->effort.snapshot_count, plain->effort.snapshot_count);
    terr_series_free(plain);
    terr_series_free(gross);

    // what is before the first row may be one step too
    static const int32_t day[] = {1};
    options = (struct terr_series_options){.every = TERR_EVERY_DAY,
                                           .windows = day,
                                           .window_count = 1,
                                           .has_from = true,
                                           .from_day = bench.days[SNAPSHOTS / 2]};
    plain = walk(&bench, &options);
    options.gross = true;
    gross = walk(&bench, &options);
    assert_true(plain->rows[0].windows[0].known);
    assert_int_equal(gross->effort.delta_count, plain->effort.delta_count);
    terr_series_free(plain);
    terr_series_free(gross);

    options = (struct terr_series_options){.every = TERR_EVERY_MONTH};
    plain = walk(&bench, &options);
    options.gross = true;
    gross = walk(&bench, &options);
    const size_t first = gross->rows[0].snapshot;
    size_t days = 0;
    for (size_t i = first + 1; i < SNAPSHOTS; i++) {
        days += i + 1 == SNAPSHOTS || bench.days[i] != bench.days[i + 1];
    }
    assert_true(days > 10 && days < day_count(&bench));
    // a month that is one step, if there is one, need not be taken again
    assert_in_range(gross->effort.delta_count, ZONES * days,
                    plain->effort.delta_count + ZONES * days);
    terr_series_free(plain);
    terr_series_free(gross);
    bench_close(&bench);
}

static bool same_change(const struct terr_row_change *a, const struct terr_row_change *b)
{
    return a->known == b->known &&
           (!a->known || (a->figures.gross_gained_m2 == b->figures.gross_gained_m2 &&
                          a->figures.gross_lost_m2 == b->figures.gross_lost_m2 &&
                          memcmp(a->gross_gained_in_m2, b->gross_gained_in_m2,
                                 WIDTH * sizeof *a->gross_gained_in_m2) == 0 &&
                          memcmp(a->gross_lost_in_m2, b->gross_lost_in_m2,
                                 WIDTH * sizeof *a->gross_lost_in_m2) == 0));
}

// Not even the last bit depends on threads, or on where a series begins.
static void jobs_and_beginnings_change_nothing(void **state)
{
    (void)state;
    static const size_t jobs[] = {2, 3, 7};
    struct bench bench;
    bench_open(&bench, 3);
    struct terr_series_options options = {.every = TERR_EVERY_WEEK,
                                          .windows = windows,
                                          .window_count = WINDOWS,
                                          .gross = true,
                                          .regions = bench.regions};
    struct terr_series *alone = walk(&bench, &options);
    for (size_t j = 0; j < sizeof jobs / sizeof *jobs; j++) {
        options.jobs = jobs[j];
        options.has_from = j > 0;
        options.from_day = alone->rows[alone->row_count / 2].day;
        struct terr_series *series = walk(&bench, &options);
        const size_t skipped = alone->row_count - series->row_count;
        assert_true(series->row_count > 2 * ZONES);
        assert_int_equal(skipped > 0, j > 0);
        for (size_t i = 0; i < series->row_count; i++) {
            const struct terr_row *row = &series->rows[i], *like = &alone->rows[i + skipped];
            assert_true(i < 2 * ZONES || same_change(&row->step, &like->step));
            for (size_t w = 0; w < WINDOWS; w++) {
                assert_true(same_change(&row->windows[w], &like->windows[w]));
            }
        }
        terr_series_free(series);
    }
    terr_series_free(alone);
    bench_close(&bench);
}

// ---- change ----

static void measure(struct bench *bench, size_t from, size_t to, size_t jobs)
{
    struct sample *sample = &bench->sample;
    const struct terr_gross_options options = {.jobs = jobs};
    struct terr_regional_change *regional;
    struct terr_error err;
    const struct terr_ends ends = {
        .from = from, .to = to, .dated = true, .from_day = bench->days[from]};
    check_ok(terr_change_between(&sample->change, &sample->worker, sample->archive, ends,
                                 &sample->list, &err));
    check_ok(terr_measured_change_init(&sample->measured, sample->archive, &sample->list,
                                       sample->ruler, sample->change, &err));
    check_ok(terr_regional_change_cut(&regional, &sample->worker, sample->change,
                                      sample->list.count, bench->regions, &err));
    check_ok(terr_measured_change_add_regions(&sample->measured, regional, &err));
    check_ok(terr_measured_change_add_gross(&sample->measured, &options, &err));

    for (size_t zone = 0; zone < ZONES; zone++) {
        const struct expected expected = expect(bench, zone, from, to);
        double gained_m2[WIDTH], lost_m2[WIDTH];
        int32_t first_day = -1;
        check_figures(&sample->measured.figures[zone], &expected);
        for (size_t i = 0; i < WIDTH; i++) {
            const struct terr_figures *figures =
                terr_measured_change_in(&sample->measured, zone, i);
            gained_m2[i] = figures->gross_gained_m2;
            lost_m2[i] = figures->gross_lost_m2;
        }
        check_parts(gained_m2, lost_m2, &expected);
        assert_int_equal(terr_measured_change_gross_maps(&sample->measured), expected.maps);
        assert_int_equal(terr_gross_gap_count(sample->measured.gross, &first_day), expected.gaps);
        assert_int_equal(first_day == -1, expected.gaps == 0);
    }
    terr_measured_change_dispose(&sample->measured);
    terr_regional_change_free(regional);
    terr_change_free(sample->change);
    sample->change = NULL;
}

// Also from and to snapshots that are not the last of their day, and from one to itself.
static void a_change_between_any_two_snapshots_has_the_sums_of_its_days(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= ARCHIVES; seed++) {
        struct bench bench;
        uint64_t random = seed;
        bench_open(&bench, seed);
        for (size_t i = 0; i < 12; i++) {
            const size_t a = random_draw(&random) % SNAPSHOTS, b = random_draw(&random) % SNAPSHOTS;
            measure(&bench, a < b ? a : b, a < b ? b : a, i % 3);
        }
        measure(&bench, 7, 7, 1);
        measure(&bench, 7, 8, 1);
        measure(&bench, 0, SNAPSHOTS - 1, 2);
        bench_close(&bench);
    }
}

// What was there, gone and there again: the ends show nothing of it.
static void ground_that_changed_hands_twice_is_seen(void **state)
{
    (void)state;
    static const struct boxes_file files[] = {{"2025-01-01.geojson", "occupied 30 48 31 49"},
                                              {"2025-01-02.geojson", "occupied 30 48 30.5 49"},
                                              {"2025-01-09.geojson", "occupied 30 48 31 49"},
                                              {NULL, NULL}};
    const struct terr_gross_options options = {.jobs = 0};
    struct sample sample;
    struct terr_error err;
    int32_t first_day = 0;
    boxes_open(&sample, files, zones, NULL);
    sample_measure(&sample, "2025-01-01", "2025-01-09");
    check_ok(terr_measured_change_add_gross(&sample.measured, &options, &err));
    const struct terr_figures *figures = &sample.measured.figures[HELD];
    assert_true(figures->gained_m2 == 0 && figures->lost_m2 == 0);
    assert_true(figures->gross_gained_m2 == floor(BAND_48_49_M2 / 2 + 0.5));
    assert_true(figures->gross_lost_m2 == figures->gross_gained_m2);
    assert_int_equal(terr_measured_change_gross_maps(&sample.measured), 3);
    // six days without a map: the seventh would be beyond what a map may stand for
    assert_int_equal(terr_gross_gap_count(sample.measured.gross, &first_day), 0);
    sample_close(&sample);
}

static void two_maps_without_dates_are_one_step(void **state)
{
    (void)state;
    static const struct boxes_file files[] = {{"after.geojson", "occupied 30 48 31 49"},
                                              {"before.geojson", "occupied 30.5 48 32 49"},
                                              {NULL, NULL}};
    const struct terr_gross_options options = {.jobs = 0};
    struct terr_archive_options how = TERR_ARCHIVE_OPTIONS_INIT;
    struct sample sample;
    struct terr_error err;
    how.undated = true;
    boxes_open(&sample, files, zones, &how);
    sample_measure(&sample, NULL, NULL);
    check_ok(terr_measured_change_add_gross(&sample.measured, &options, &err));
    const struct terr_figures *figures = &sample.measured.figures[HELD];
    assert_true(figures->gross_gained_m2 == floor(figures->gained_m2 + 0.5));
    assert_true(figures->gross_lost_m2 == floor(figures->lost_m2 + 0.5));
    assert_true(figures->gross_gained_m2 > 0 && figures->gross_lost_m2 > 0);
    assert_int_equal(terr_measured_change_gross_maps(&sample.measured), 2);
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_change_of_a_series_has_the_sums_of_its_days),
        cmocka_unit_test(a_series_without_gross_sums_has_none),
        cmocka_unit_test(each_difference_is_taken_once),
        cmocka_unit_test(jobs_and_beginnings_change_nothing),
        cmocka_unit_test(a_change_between_any_two_snapshots_has_the_sums_of_its_days),
        cmocka_unit_test(ground_that_changed_hands_twice_is_seen),
        cmocka_unit_test(two_maps_without_dates_are_one_step),
    };
    return cmocka_run_group_tests_name("figure/gross", tests, NULL, NULL);
}
