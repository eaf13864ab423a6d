#include "../../support/check.h"

#include "../../support/boxes.h"

// A front between 48 and 49 N: occupied from `west` to `east`, contested one degree east of it.
// 2025-01-03 repeats the day before, 2025-01-05 and -06 are missing, then 2025-01-08 and on.
static const struct boxes_file front[] = {
    {"2025-01-01.geojson", "occupied 30 48 31 49; contested 31 48 32 49"},
    {"2025-01-02.geojson", "occupied 30.25 48 31.5 49; contested 31.5 48 32.5 49"},
    {"2025-01-03.geojson", "occupied 30.25 48 31.5 49; contested 31.5 48 32.5 49"},
    {"2025-01-04.geojson", "occupied 30.25 48 32 49; contested 32 48 33 49"},
    {"2025-01-07.geojson", "occupied 30.5 48 32.25 49; contested 32.25 48 33.25 49"},
    {NULL, NULL},
};

static const char *const occupied[] = {"occupied", NULL};

// What a row must say, in degrees of longitude; `since` is counted from 2025-01-01 as day 1.
struct expected_change {
    int since; // 0: not known
    double from_deg, gained_deg, lost_deg;
};

struct expected_row {
    int day;
    int snapshot; // -1: not known
    double area_deg;
    struct expected_change step;
};

static int32_t january(int day) { return boxes_day("2025-01-01") + day - 1; }

static void check_change(const struct terr_row_change *change,
                         const struct expected_change *expected, double area_deg)
{
    assert_int_equal(change->known, expected->since != 0);
    if (!change->known) return;
    assert_int_equal(change->since, january(expected->since));
    check_near(change->figures.area_from_m2, expected->from_deg * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(change->figures.area_to_m2, area_deg * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(change->figures.gained_m2, expected->gained_deg * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(change->figures.lost_m2, expected->lost_deg * BAND_48_49_M2, BOX_TOLERANCE_M2);
    if (expected->gained_deg == 0) assert_true(change->figures.gained_m2 == 0);
    if (expected->lost_deg == 0) assert_true(change->figures.lost_m2 == 0);
}

static void check_row(const struct terr_row *row, const struct expected_row *expected)
{
    assert_int_equal(row->day, january(expected->day));
    assert_int_equal(row->known, expected->snapshot >= 0);
    if (!row->known) {
        assert_false(row->step.known);
        return;
    }
    assert_int_equal(row->snapshot, expected->snapshot);
    check_near(row->area_m2, expected->area_deg * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_change(&row->step, &expected->step, expected->area_deg);
}

static struct terr_series *walk(struct sample *sample, const struct terr_series_options *options)
{
    struct terr_error err;
    struct terr_series *series;
    check_ok(
        terr_series_walk(&series, sample->ruler, sample->archive, &sample->list, options, &err));
    return series;
}

static void check_rows(const struct boxes_file *files, int max_gap_days,
                       const struct terr_series_options *options,
                       const struct expected_row *expected, size_t count)
{
    struct sample sample;
    struct terr_archive_options how = TERR_ARCHIVE_OPTIONS_INIT;
    how.max_gap_days = max_gap_days;
    boxes_open(&sample, files, occupied, &how);
    struct terr_series *series = walk(&sample, options);
    assert_int_equal(series->row_count, count);
    for (size_t i = 0; i < count; i++) check_row(&series->rows[i], &expected[i]);
    terr_series_free(series);
    sample_close(&sample);
}

static void each_snapshot_has_the_figures_of_closed_forms(void **state)
{
    (void)state;
    static const struct expected_row rows[] = {
        {1, 0, 1, {0, 0, 0, 0}},         {2, 1, 1.25, {1, 1, 0.5, 0.25}},
        {3, 2, 1.25, {2, 1.25, 0, 0}}, // repeated content: exactly nothing
        {4, 3, 1.75, {3, 1.25, 0.5, 0}}, {7, 4, 1.75, {4, 1.75, 0.25, 0.25}},
    };
    const struct terr_series_options options = {.every = TERR_EVERY_SNAPSHOT};
    check_rows(front, 7, &options, rows, sizeof rows / sizeof rows[0]);
}

static void a_day_beyond_the_gap_is_empty_and_the_next_compares_with_the_last_known(void **state)
{
    (void)state;
    static const struct expected_row rows[] = {
        {1, 0, 1, {0, 0, 0, 0}},       {2, 1, 1.25, {1, 1, 0.5, 0.25}},
        {3, 2, 1.25, {2, 1.25, 0, 0}}, {4, 3, 1.75, {3, 1.25, 0.5, 0}},
        {5, 3, 1.75, {4, 1.75, 0, 0}}, // a day before stands for it: nothing changed
        {6, -1, 0, {0, 0, 0, 0}},      {7, 4, 1.75, {5, 1.75, 0.25, 0.25}},
    };
    const struct terr_series_options options = {.every = TERR_EVERY_DAY};
    check_rows(front, 1, &options, rows, sizeof rows / sizeof rows[0]);
}

static void weeks_and_months_compare_with_the_row_before(void **state)
{
    (void)state;
    static const struct boxes_file files[] = {{"2025-01-03.geojson", "occupied 30 48 31 49"},
                                              {"2025-01-11.geojson", "occupied 30 48 33 49"},
                                              {"2025-01-12.geojson", "occupied 30 48 32 49"},
                                              {"2025-01-14.geojson", "occupied 31 48 32 49"},
                                              {"2025-02-03.geojson", "occupied 31 48 34 49"},
                                              {NULL, NULL}};
    static const struct expected_row weeks[] = {
        {5, 0, 1, {0, 0, 0, 0}},   {12, 2, 2, {5, 1, 1, 0}},  {19, 3, 1, {12, 2, 0, 1}},
        {26, -1, 0, {0, 0, 0, 0}}, {33, -1, 0, {0, 0, 0, 0}}, {34, 4, 3, {19, 1, 2, 0}},
    };
    static const struct expected_row months[] = {{31, -1, 0, {0, 0, 0, 0}},
                                                 {34, 4, 3, {0, 0, 0, 0}}};
    struct terr_series_options options = {.every = TERR_EVERY_WEEK};
    check_rows(files, 7, &options, weeks, sizeof weeks / sizeof weeks[0]);
    options.every = TERR_EVERY_MONTH;
    check_rows(files, 7, &options, months, sizeof months / sizeof months[0]);
}

static void from_and_to_cut_the_rows_and_the_first_has_no_step(void **state)
{
    (void)state;
    static const struct expected_row rows[] = {
        {2, 1, 1.25, {0, 0, 0, 0}},
        {3, 2, 1.25, {2, 1.25, 0, 0}},
        {4, 3, 1.75, {3, 1.25, 0.5, 0}},
    };
    const struct terr_series_options options = {.every = TERR_EVERY_SNAPSHOT,
                                                .has_from = true,
                                                .has_to = true,
                                                .from_day = january(2),
                                                .to_day = january(6)};
    check_rows(front, 7, &options, rows, sizeof rows / sizeof rows[0]);
}

// The first known row is the first to compare with, whatever empty rows stand before it.
static void empty_rows_at_the_start_stay_empty(void **state)
{
    (void)state;
    static const struct expected_row rows[] = {
        {6, -1, 0, {0, 0, 0, 0}},
        {7, 4, 1.75, {0, 0, 0, 0}},
    };
    const struct terr_series_options options = {
        .every = TERR_EVERY_DAY, .has_from = true, .from_day = january(6)};
    check_rows(front, 1, &options, rows, sizeof rows / sizeof rows[0]);
}

static void zones_and_windows_have_their_cells(void **state)
{
    (void)state;
    // for each snapshot, zone and window: the change over 1, 3 and 90 days
    static const struct expected_change cells[5][2][3] = {
        {{{0}, {0}, {0}}, {{0}, {0}, {0}}},
        {{{1, 1, 0.5, 0.25}, {0}, {0}}, {{1, 1, 0.5, 0.5}, {0}, {0}}},
        {{{2, 1.25, 0, 0}, {0}, {0}}, {{2, 1, 0, 0}, {0}, {0}}},
        {{{3, 1.25, 0.5, 0}, {1, 1, 1, 0.25}, {0}}, {{3, 1, 0.5, 0.5}, {1, 1, 1, 1}, {0}}},
        // 2025-01-06 has none within a day; a window counts from the day asked
        {{{0}, {4, 1.75, 0.25, 0.25}, {0}}, {{0}, {4, 1, 0.25, 0.25}, {0}}},
    };
    static const double areas[5][2] = {{1, 1}, {1.25, 1}, {1.25, 1}, {1.75, 1}, {1.75, 1}};
    static const int32_t windows[] = {1, 3, 90};
    const char *const zones[] = {"occupied", "contested", NULL};
    struct sample sample;
    struct terr_archive_options how = TERR_ARCHIVE_OPTIONS_INIT;
    how.max_gap_days = 1;
    boxes_open(&sample, front, zones, &how);
    const struct terr_series_options options = {.windows = windows, .window_count = 3};
    struct terr_series *series = walk(&sample, &options);
    assert_int_equal(series->row_count, 10);
    assert_int_equal(series->window_count, 3);
    for (size_t i = 0; i < 10; i++) {
        const struct terr_row *row = &series->rows[i];
        assert_int_equal(row->snapshot, i / 2);
        assert_int_equal(row->zone, i % 2);
        check_near(row->area_m2, areas[i / 2][i % 2] * BAND_48_49_M2, BOX_TOLERANCE_M2);
        for (size_t w = 0; w < 3; w++) {
            check_change(&row->windows[w], &cells[i / 2][i % 2][w], areas[i / 2][i % 2]);
        }
    }
    terr_series_free(series);
    sample_close(&sample);
}

static void a_window_reaches_back_before_the_first_row(void **state)
{
    (void)state;
    static const int32_t windows[] = {3, 2};
    static const struct expected_change over_3 = {1, 1, 1, 0.25}, over_2 = {2, 1.25, 0.5, 0};
    struct sample sample;
    boxes_open(&sample, front, occupied, NULL);
    const struct terr_series_options options = {.every = TERR_EVERY_DAY,
                                                .has_from = true,
                                                .has_to = true,
                                                .from_day = january(4),
                                                .to_day = january(4),
                                                .windows = windows,
                                                .window_count = 2};
    struct terr_series *series = walk(&sample, &options);
    assert_int_equal(series->row_count, 1);
    assert_false(series->rows[0].step.known);
    check_change(&series->rows[0].windows[0], &over_3, 1.75);
    check_change(&series->rows[0].windows[1], &over_2, 1.75);
    terr_series_free(series);
    sample_close(&sample);
}

static bool same_change(const struct terr_row_change *a, const struct terr_row_change *b)
{
    return a->known == b->known && a->since == b->since &&
           memcmp(&a->figures, &b->figures, sizeof a->figures) == 0;
}

static bool same_series(const struct terr_series *a, const struct terr_series *b)
{
    bool same = a->row_count == b->row_count && a->window_count == b->window_count;
    for (size_t i = 0; same && i < a->row_count; i++) {
        const struct terr_row *x = &a->rows[i], *y = &b->rows[i];
        same = x->day == y->day && x->known == y->known && x->snapshot == y->snapshot &&
               x->area_m2 == y->area_m2 && same_change(&x->step, &y->step);
        for (size_t w = 0; same && w < a->window_count; w++) {
            same = same_change(&x->windows[w], &y->windows[w]);
        }
    }
    return same;
}

static void the_order_of_sources_and_repeats_change_nothing(void **state)
{
    (void)state;
    static const size_t orders[][8] = {
        {4, 3, 2, 1, 0, 5}, {2, 0, 4, 1, 3, 5}, {1, 3, 1, 0, 2, 4, 1, 5}};
    static const int32_t windows[] = {2};
    struct terr_error err;
    struct sample sample;
    const struct terr_archive_options defaults = TERR_ARCHIVE_OPTIONS_INIT;
    const struct terr_series_options options = {
        .every = TERR_EVERY_DAY, .windows = windows, .window_count = 1};
    boxes_open(&sample, front, occupied, NULL);
    struct terr_series *folder = walk(&sample, &options);
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        char paths[8][SAMPLE_PATH_SIZE + 64];
        const char *sources[8];
        size_t count = 0;
        for (; orders[i][count] != 5; count++) {
            snprintf(paths[count], sizeof paths[count], "%s/%s", sample.folder,
                     front[orders[i][count]].name);
            sources[count] = paths[count];
        }
        terr_archive_free(sample.archive);
        check_ok(terr_archive_open(&sample.archive, sources, count, &defaults, &err));
        struct terr_series *files = walk(&sample, &options);
        assert_true(same_series(folder, files));
        terr_series_free(files);
    }
    terr_series_free(folder);
    sample_close(&sample);
}

struct listener {
    size_t calls, stop_at, total;
    bool in_order;
};

static bool listen(void *payload, size_t done, size_t total)
{
    struct listener *listener = payload;
    if (done != listener->calls) listener->in_order = false;
    listener->calls++;
    listener->total = total;
    return done != listener->stop_at;
}

static void progress_counts_every_date(void **state)
{
    (void)state;
    struct sample sample;
    struct listener listener = {0, SIZE_MAX, 0, true};
    struct terr_archive_options how = TERR_ARCHIVE_OPTIONS_INIT;
    how.max_gap_days = 0;
    boxes_open(&sample, front, occupied, &how);
    const struct terr_series_options options = {.every = TERR_EVERY_DAY,
                                                .progress = {listen, &listener}};
    terr_series_free(walk(&sample, &options));
    assert_int_equal(listener.calls, 8); // before the first and after each of 7 days
    assert_int_equal(listener.total, 7);
    assert_true(listener.in_order);
    sample_close(&sample);
}

static void progress_may_stop_the_walk(void **state)
{
    (void)state;
    static const struct {
        size_t stop_at;
        const char *sentence;
    } stops[] = {{0, "stopped after 0 of 5"}, {2, "stopped after 2 of 5"}};
    struct sample sample;
    boxes_open(&sample, front, occupied, NULL);
    for (size_t i = 0; i < 6; i++) {
        struct terr_error err;
        struct listener listener = {0, stops[i / 3].stop_at, 0, true};
        struct terr_series *series = (struct terr_series *)&err;
        const struct terr_series_options options = {.progress = {listen, &listener},
                                                    .jobs = 1 + i % 3};
        check_fails(
            terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &options, &err),
            TERR_ECANCEL, stops[i / 3].sentence);
        assert_null(series);
        assert_int_equal(listener.calls, stops[i / 3].stop_at + 1);
        assert_true(listener.in_order);
    }
    sample_close(&sample);
}

// Windows look back at snapshots that other rows have read, or that none reads: with any number of
// jobs each is read once, and the rows are the same to the last bit.
static void every_number_of_jobs_gives_the_same_series(void **state)
{
    (void)state;
    static const int32_t windows[] = {1, 2, 4};
    static const size_t jobs[] = {1, 2, 3, 7};
    struct terr_series_options options = {.every = TERR_EVERY_DAY,
                                          .has_from = true,
                                          .from_day = boxes_day("2025-01-04"),
                                          .windows = windows,
                                          .window_count = 3};
    struct sample sample;
    boxes_open(&sample, front, occupied, NULL);
    struct terr_series *alone = walk(&sample, &options);
    assert_true(alone->row_count > 1);
    assert_int_equal(alone->effort.snapshot_count, terr_archive_count(sample.archive));
    for (size_t j = 0; j < sizeof jobs / sizeof *jobs; j++) {
        options.jobs = jobs[j];
        struct terr_series *series = walk(&sample, &options);
        assert_int_equal(series->row_count, alone->row_count);
        for (size_t i = 0; i < alone->row_count; i++) {
            const struct terr_row *row = &series->rows[i], *like = &alone->rows[i];
            assert_true(row->area_m2 == like->area_m2);
            assert_true(row->step.known == like->step.known);
            assert_memory_equal(&row->step.figures, &like->step.figures, sizeof like->step.figures);
        }
        for (size_t i = 0; i < 3 * alone->row_count; i++) {
            const struct terr_row_change *cell = &series->window_cells[i];
            const struct terr_row_change *like = &alone->window_cells[i];
            assert_true(cell->known == like->known);
            assert_memory_equal(&cell->figures, &like->figures, sizeof like->figures);
        }
        assert_int_equal(series->repaired_count, alone->repaired_count);
        assert_int_equal(series->effort.snapshot_count, alone->effort.snapshot_count);
        assert_int_equal(series->effort.delta_count, alone->effort.delta_count);
        terr_series_free(series);
    }
    terr_series_free(alone);
    sample_close(&sample);
}

static void a_bad_snapshot_is_named(void **state)
{
    (void)state;
    const struct boxes_file files[] = {{"2025-01-01.geojson", "occupied 30 48 31 49"},
                                       {"2025-01-02.geojson", "{\"type\":\"FeatureCollection\""},
                                       {"2025-01-03.geojson", "occupied 30 48 31 49"},
                                       {NULL, NULL}};
    struct terr_error err;
    struct sample sample;
    struct terr_series *series = (struct terr_series *)&err;
    char start[SAMPLE_PATH_SIZE + 64];
    const struct terr_series_options options = {.every = TERR_EVERY_DAY};
    boxes_open(&sample, files, occupied, NULL);
    assert_int_equal(
        terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &options, &err),
        TERR_EPARSE);
    assert_null(series);
    snprintf(start, sizeof start, "%s/2025-01-02.geojson: ", sample.folder);
    assert_memory_equal(err.message, start, strlen(start));
    assert_null(strstr(err.message + strlen(start), "2025-01-02.geojson"));
    sample_close(&sample);
}

static void a_bad_snapshot_that_no_row_needs_does_no_harm(void **state)
{
    (void)state;
    const struct boxes_file files[] = {{"2025-01-03.geojson", "{"}, // a Friday
                                       {"2025-01-05.geojson", "occupied 30 48 31 49"},
                                       {NULL, NULL}};
    static const struct expected_row rows[] = {{5, 1, 1, {0, 0, 0, 0}}};
    const struct terr_series_options options = {.every = TERR_EVERY_WEEK};
    check_rows(files, 7, &options, rows, 1);
}

static void repairs_are_told_once_a_snapshot(void **state)
{
    (void)state;
    static const char bow_tie[] =
        "{\"type\":\"Feature\",\"properties\":{\"status\":\"occupied\"},\"geometry\":{\"type\":"
        "\"Polygon\",\"coordinates\":[" RING_BOW_TIE "]}}";
    const struct boxes_file files[] = {{"2025-01-01.geojson", bow_tie},
                                       {"2025-01-02.geojson", "occupied 30 48 31 49"},
                                       {"2025-01-04.geojson", bow_tie},
                                       {NULL, NULL}};
    static const int32_t windows[] = {1, 2, 3};
    struct sample sample;
    boxes_open(&sample, files, occupied, NULL);
    const struct terr_series_options options = {
        .every = TERR_EVERY_DAY, .windows = windows, .window_count = 3};
    struct terr_series *series = walk(&sample, &options);
    assert_int_equal(series->repaired_count, 2);
    check_near(series->repair_max_m2, BOW_TIE_M2, BOX_TOLERANCE_M2);
    terr_series_free(series);
    sample_close(&sample);
}

static void a_series_longer_than_its_windows_forgets_and_stays_right(void **state)
{
    (void)state;
    static char names[40][48], boxes[40][48];
    struct boxes_file files[41] = {{NULL, NULL}};
    for (int i = 0; i < 40; i++) { // a degree further east each day, from 1 degree on
        snprintf(names[i], sizeof names[i], "2025-%02d-%02d.geojson", 1 + i / 28, 1 + i % 28);
        snprintf(boxes[i], sizeof boxes[i], "occupied %d 48 %d 49", i, 2 * i + 1);
        files[i].name = names[i];
        files[i].boxes = boxes[i];
    }
    static const int32_t windows[] = {3, 10};
    struct sample sample;
    boxes_open(&sample, files, occupied, NULL);
    const struct terr_series_options options = {.windows = windows, .window_count = 2};
    struct terr_series *series = walk(&sample, &options);
    assert_int_equal(series->row_count, 40);
    for (int i = 10; i < 28; i++) { // January, where every day has its snapshot
        for (int w = 0; w < 2; w++) {
            const int days = windows[w], before = i - days;
            const int kept_deg = 2 * before + 1 > i ? 2 * before + 1 - i : 0;
            const struct expected_change expected = {before + 1, before + 1, i + 1 - kept_deg,
                                                     before + 1 - kept_deg};
            check_change(&series->rows[i].windows[w], &expected, i + 1);
        }
    }
    terr_series_free(series);
    sample_close(&sample);
}

static void two_snapshots_are_compared_once_a_row(void **state)
{
    (void)state;
    static const struct boxes_file files[] = {{"2025-01-01.geojson", "occupied 30 48 31 49"},
                                              {"2025-01-02.geojson", "occupied 30 48 32 49"},
                                              {"2025-01-04.geojson", "occupied 31 48 34 49"},
                                              {"2025-01-05.geojson", "occupied 31 48 35 49"},
                                              {NULL, NULL}};
    static const int32_t windows[] = {2, 1};
    static const struct expected_change cells[4][2] = {{{0}, {0}},
                                                       {{0}, {1, 1, 1, 0}},
                                                       {{2, 2, 2, 1}, {3, 2, 2, 1}},
                                                       {{3, 2, 3, 1}, {4, 3, 1, 0}}};
    static const double areas[] = {1, 2, 3, 4};
    struct sample sample;
    boxes_open(&sample, files, occupied, NULL);
    const struct terr_series_options options = {.windows = windows, .window_count = 2};
    struct terr_series *series = walk(&sample, &options);
    assert_int_equal(series->row_count, 4);
    for (size_t i = 0; i < 4; i++) {
        for (size_t w = 0; w < 2; w++) {
            check_change(&series->rows[i].windows[w], &cells[i][w], areas[i]);
        }
    }
    // three steps, and of the six changes over windows the one that is no step: 2 to 5 January
    assert_int_equal(series->effort.delta_count, 4);
    terr_series_free(series);
    sample_close(&sample);
}

static void every_has_its_names(void **state)
{
    (void)state;
    static const char *const names[] = {"snapshot", "day", "week", "month"};
    static const char *const unknown[] = {"", "days", "Day", "year"};
    for (size_t i = 0; i < 4; i++) {
        enum terr_every every = TERR_EVERY_MONTH;
        assert_true(terr_every_parse(&every, names[i]));
        assert_int_equal(every, i);
        assert_string_equal(terr_every_name(every), names[i]);
        assert_false(terr_every_parse(&every, unknown[i]));
        assert_int_equal(every, i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_snapshot_has_the_figures_of_closed_forms),
        cmocka_unit_test(a_day_beyond_the_gap_is_empty_and_the_next_compares_with_the_last_known),
        cmocka_unit_test(weeks_and_months_compare_with_the_row_before),
        cmocka_unit_test(from_and_to_cut_the_rows_and_the_first_has_no_step),
        cmocka_unit_test(empty_rows_at_the_start_stay_empty),
        cmocka_unit_test(zones_and_windows_have_their_cells),
        cmocka_unit_test(a_window_reaches_back_before_the_first_row),
        cmocka_unit_test(the_order_of_sources_and_repeats_change_nothing),
        cmocka_unit_test(progress_counts_every_date),
        cmocka_unit_test(progress_may_stop_the_walk),
        cmocka_unit_test(every_number_of_jobs_gives_the_same_series),
        cmocka_unit_test(a_bad_snapshot_is_named),
        cmocka_unit_test(a_bad_snapshot_that_no_row_needs_does_no_harm),
        cmocka_unit_test(repairs_are_told_once_a_snapshot),
        cmocka_unit_test(a_series_longer_than_its_windows_forgets_and_stays_right),
        cmocka_unit_test(two_snapshots_are_compared_once_a_row),
        cmocka_unit_test(every_has_its_names),
    };
    return cmocka_run_group_tests_name("series", tests, NULL, NULL);
}
