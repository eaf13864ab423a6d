#include "../../support/check.h"

#include "../../support/boxes.h"
#include "../../support/random_shapes.h"

struct bench {
    struct sample sample;
    struct terr_statuses statuses;
    struct terr_zones *from, *to;
    struct terr_matrix out;
    double near_m2; // of areas to those of their zones
};

static void read_days(struct bench *bench, const char *before, const char *after)
{
    static const char *const no_zones[] = {NULL};
    const struct boxes_file files[] = {
        {"2025-01-01.geojson", before}, {"2025-01-02.geojson", after}, {NULL, NULL}};
    struct terr_error err;
    memset(bench, 0, sizeof *bench);
    bench->near_m2 = 0.5;
    boxes_open(&bench->sample, files, no_zones, NULL);
    struct sample *sample = &bench->sample;
    check_ok(terr_statuses_add(&sample->list, &sample->worker, sample->archive, NULL, 0, &err));
    bench->statuses = (struct terr_statuses){&sample->list, 0, sample->list.count};
    check_ok(
        terr_zones_read(&bench->from, &sample->worker, sample->archive, 0, &sample->list, &err));
    check_ok(terr_zones_read(&bench->to, &sample->worker, sample->archive, 1, &sample->list, &err));
}

static void measure(struct terr_matrix *out, const struct bench *bench, struct terr_worker *worker,
                    const struct terr_zones *from, const struct terr_zones *to)
{
    struct terr_transitions transitions = {NULL, 0};
    struct terr_error err;
    check_ok(terr_transitions_between(&transitions, worker, from, to, &bench->statuses, &err));
    check_ok(terr_matrix_measure(out, worker, &transitions, from, to, &bench->statuses, &err));
    terr_transitions_dispose(&transitions);
}

static void measure_days(struct bench *bench)
{
    measure(&bench->out, bench, &bench->sample.worker, bench->from, bench->to);
}

static void drop(struct bench *bench)
{
    terr_matrix_dispose(&bench->out);
    terr_zones_free(bench->from);
    terr_zones_free(bench->to);
    sample_close(&bench->sample);
}

static size_t status(const struct bench *bench, const char *name)
{
    for (size_t i = 0; i < bench->statuses.count; i++) {
        if (strcmp(bench->statuses.list->zones[i].name, name) == 0) return i;
    }
    fail_msg("no status %s", name);
    return 0;
}

// Rows and columns are the areas of the statuses' own zones to the last square metre; cells are
// whole.
static void check_sums(const struct bench *bench, const struct terr_matrix *matrix,
                       const struct terr_zones *from, const struct terr_zones *to)
{
    assert_true(matrix->known && matrix->adds_up);
    for (size_t s = 0; s < bench->statuses.count; s++) {
        double from_m2 = 0, to_m2 = 0;
        for (size_t i = 0; i < matrix->count; i++) {
            const struct terr_matrix_cell *cell = &matrix->cells[i];
            assert_true(cell->area_m2 == floor(cell->area_m2) && cell->area_m2 >= 1);
            assert_true(cell->from || cell->to);
            if (cell->from >> s & 1) from_m2 += cell->area_m2;
            if (cell->to >> s & 1) to_m2 += cell->area_m2;
        }
        assert_true(from_m2 == matrix->from_m2[s]);
        assert_true(to_m2 == matrix->to_m2[s]);
        check_near(from_m2, terr_zones_area_m2(from, s), bench->near_m2);
        check_near(to_m2, terr_zones_area_m2(to, s), bench->near_m2);
    }
}

// What a status gained is all that came to it from where it was not: the differ knows nothing of
// other statuses. Each cell is rounded by less than 2 m2.
static void check_against_deltas(struct bench *bench)
{
    const struct terr_matrix *matrix = &bench->out;
    for (size_t s = 0; s < bench->statuses.count; s++) {
        struct terr_delta delta = TERR_DELTA_INIT;
        struct terr_error err;
        double gained_m2 = 0, lost_m2 = 0;
        for (size_t i = 0; i < matrix->count; i++) {
            const bool was = matrix->cells[i].from >> s & 1, is = matrix->cells[i].to >> s & 1;
            if (is && !was) gained_m2 += matrix->cells[i].area_m2;
            if (was && !is) lost_m2 += matrix->cells[i].area_m2;
        }
        check_ok(terr_worker_delta(&delta, &bench->sample.worker, terr_zones_at(bench->from, s),
                                   terr_zones_at(bench->to, s), &err));
        check_near(gained_m2, terr_area_m2(bench->sample.ruler, &delta.gained),
                   2.0 * (double)matrix->count);
        check_near(lost_m2, terr_area_m2(bench->sample.ruler, &delta.lost),
                   2.0 * (double)matrix->count);
        terr_delta_dispose(&delta);
    }
}

static void check_back(struct bench *bench)
{
    struct terr_matrix back = {.known = false};
    measure(&back, bench, &bench->sample.worker, bench->to, bench->from);
    check_sums(bench, &back, bench->to, bench->from);
    assert_int_equal(back.count, bench->out.count);
    for (size_t i = 0; i < back.count; i++) {
        size_t k = 0;
        while (k < back.count && (bench->out.cells[k].from != back.cells[i].to ||
                                  bench->out.cells[k].to != back.cells[i].from)) {
            k++;
        }
        assert_true(k < back.count);
        assert_true(bench->out.cells[k].area_m2 == back.cells[i].area_m2);
    }
    terr_matrix_dispose(&back);
}

static void figures_of_two_days(void **state)
{
    struct bench bench;
    (void)state;
    read_days(&bench, "occupied 30 48 32 49; contested 31.5 48 33 49",
              "occupied 31 48 33 49; liberated 30 48 31 49; contested 33 48 34 49");
    measure_days(&bench);
    check_sums(&bench, &bench.out, bench.from, bench.to);
    check_against_deltas(&bench);
    check_back(&bench);
    assert_int_equal(bench.out.count, 5);
    check_near(bench.out.shared_from_m2, 0.5 * BAND_48_49_M2, 1);
    check_near(bench.out.shared_to_m2, 0, 0);
    const terr_status_set occupied = UINT64_C(1) << status(&bench, "occupied");
    const terr_status_set contested = UINT64_C(1) << status(&bench, "contested");
    for (size_t i = 0; i < bench.out.count; i++) {
        const struct terr_matrix_cell *cell = &bench.out.cells[i];
        double width_deg = 1;
        if (cell->from == occupied && cell->to == occupied) width_deg = 0.5;
        if (cell->from == (occupied | contested) && cell->to == occupied) width_deg = 0.5;
        check_near(cell->area_m2, width_deg * BAND_48_49_M2, 2);
    }
    // a status of the profile that no map has is not present
    assert_int_equal(bench.out.present >> status(&bench, "held") & 1, 0);
    assert_int_equal(bench.out.present >> status(&bench, "liberated") & 1, 1);
    drop(&bench);
}

// A status that lies in another has no ground of its own that could take what rounding leaves.
static void a_status_within_another(void **state)
{
    struct bench bench;
    (void)state;
    read_days(&bench, "a 30 48 32 49; b 30.1 48.1 31.3 48.7; c 30.2 48.2 30.3 48.3",
              "a 30 48 32 49; b 30.1 48.1 31.7 48.7; c 30.2 48.2 30.4 48.3");
    measure_days(&bench);
    check_sums(&bench, &bench.out, bench.from, bench.to);
    check_against_deltas(&bench);
    check_back(&bench);
    drop(&bench);
}

static void nothing_has_no_cells(void **state)
{
    struct bench bench;
    (void)state;
    read_days(&bench, "", "");
    measure_days(&bench);
    assert_true(bench.out.known && bench.out.adds_up);
    assert_int_equal(bench.out.count, 0);
    assert_int_equal(bench.out.present, 0);
    drop(&bench);
}

// Less than half a square metre is no cell, and sums hold nonetheless.
static void slivers(void **state)
{
    struct bench bench;
    (void)state;
    // 1e-9 degree is 0.07 mm, over 20 km 1.5 m2, over 2 km 0.15 m2
    read_days(&bench, "a 30 48 31 48.2; b 31 48 32 48.02",
              "a 30 48 31.000000001 48.2; b 31 48 32.000000001 48.02");
    measure_days(&bench);
    check_sums(&bench, &bench.out, bench.from, bench.to);
    check_back(&bench);
    drop(&bench);
}

// Geodesic edges are not additive: nothing is bent to fit, and that is said.
static void areas_that_do_not_add_up(void **state)
{
    struct bench bench;
    struct terr_ruler *ruler;
    struct terr_worker worker;
    struct terr_zones *days[2];
    struct terr_error err;
    (void)state;
    read_days(&bench, "a 30 48 34 49", "a 30 48 31 49; b 31 48 34 49");
    check_ok(terr_ruler_new(&ruler, TERR_AREA_GEODESIC, &err));
    check_ok(terr_worker_init(&worker, ruler, &err));
    for (size_t i = 0; i < 2; i++) {
        check_ok(
            terr_zones_read(&days[i], &worker, bench.sample.archive, i, &bench.sample.list, &err));
    }
    measure(&bench.out, &bench, &worker, days[0], days[1]);
    assert_false(bench.out.adds_up);
    assert_int_equal(bench.out.count, 2);
    const double missing = bench.out.from_m2[status(&bench, "a")] - bench.out.cells[0].area_m2 -
                           bench.out.cells[1].area_m2;
    assert_true(fabs(missing) >
                1e6); // a geodesic of 4 degrees bulges where those of 1 and 3 do not
    for (size_t i = 0; i < 2; i++) terr_zones_free(days[i]);
    terr_worker_dispose(&worker);
    drop(&bench);
    terr_ruler_free(ruler);
}

// Rectangles by chance, of some statuses that cover each other all the time.
static void draw_day(char *out, size_t size, size_t count, size_t statuses, uint64_t *random)
{
    size_t length = 0;
    *out = '\0';
    for (size_t i = 0; i < count; i++) {
        const double west = 30 + (double)(random_draw(random) % 1000) / 999.7;
        const double south = 48 + (double)(random_draw(random) % 1000) / 1000.3;
        const double width = 0.001 + (double)(random_draw(random) % 1000) / 1111.1;
        const double height = 0.001 + (double)(random_draw(random) % 1000) / 999.9;
        length += (size_t)snprintf(out + length, size - length, "%ss%d %.8f %.8f %.8f %.8f",
                                   i > 0 ? ";" : "", (int)(random_draw(random) % statuses), west,
                                   south, west + width, south + height);
    }
}

static void check_days_by_chance(uint64_t days, size_t count, size_t statuses)
{
    for (uint64_t seed = 1; seed <= days; seed++) {
        uint64_t random = seed;
        char before[4096], after[4096];
        struct bench bench;
        draw_day(before, sizeof before, count, statuses, &random);
        draw_day(after, sizeof after, count, statuses, &random);
        read_days(&bench, before, after);
        measure_days(&bench);
        check_sums(&bench, &bench.out, bench.from, bench.to);
        check_against_deltas(&bench);
        check_back(&bench);
        drop(&bench);
    }
}

static void days_by_chance(void **state)
{
    (void)state;
    check_days_by_chance(60, 8, 4);
}

// Then so many sets have a status that their roundings add up to several square metres.
static void days_of_many_statuses(void **state)
{
    (void)state;
    check_days_by_chance(12, 30, 12);
}

// A square that four statuses divide on both days: no ground without one can take what rounding
// makes one day have more than the other.
static void draw_strips(char *out, size_t size, uint64_t *random)
{
    double west = 30;
    size_t length = 0;
    for (size_t i = 0; i < 4; i++) {
        const double width = (double)(1 + random_draw(random) % 1000) / 4003.3;
        const double east = i == 3 ? 31 : west + width;
        length += (size_t)snprintf(out + length, size - length, "%ss%zu %.8f 48 %.8f 49",
                                   i > 0 ? ";" : "", i, west, east);
        west = east;
    }
}

static void ground_that_is_divided_anew(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        uint64_t random = seed;
        char before[512], after[512];
        struct bench bench;
        draw_strips(before, sizeof before, &random);
        draw_strips(after, sizeof after, &random);
        read_days(&bench, before, after);
        bench.near_m2 = 1;
        measure_days(&bench);
        check_sums(&bench, &bench.out, bench.from, bench.to);
        check_back(&bench);
        drop(&bench);
    }
}

// ---- series ----

// What a listener was told, one line a date.
static enum terr_code take_note(void *payload, const struct terr_dated_transitions *dated,
                                struct terr_error *err)
{
    struct terr_text *notes = payload;
    char day[TERR_DAY_SIZE], since[TERR_DAY_SIZE];
    terr_day_print(day, dated->day);
    terr_day_print(since, dated->since);
    assert_true(dated->matrix->known);
    assert_true(dated->matrix->count <= dated->transitions->count);
    terr_text_print(notes, "%s-%s %zu-%zu %zu;", since, day, dated->from, dated->to,
                    dated->transitions->count);
    return terr_text_check(notes, err);
}

static enum terr_code refuse(void *payload, const struct terr_dated_transitions *dated,
                             struct terr_error *err)
{
    (void)payload;
    (void)dated;
    return terr_fail(err, TERR_ECANCEL, "no more");
}

static void a_series(void **state)
{
    static const struct boxes_file files[] = {
        {"2025-01-01.geojson", "occupied 30 48 31 49"},
        {"2025-01-02.geojson", "occupied 30 48 32 49; contested 32 48 33 49"},
        {"2025-01-09.geojson", "contested 30 48 33 49"},
        {NULL, NULL}};
    static const char *const zones[] = {"held", NULL};
    struct terr_archive_options opening = TERR_ARCHIVE_OPTIONS_INIT;
    struct sample sample;
    struct terr_error err;
    (void)state;
    opening.max_gap_days = 3;
    boxes_open(&sample, files, zones, &opening);
    check_ok(terr_statuses_add(&sample.list, &sample.worker, sample.archive, NULL, 0, &err));
    const struct terr_statuses statuses = {&sample.list, 1, sample.list.count - 1};
    for (size_t jobs = 1; jobs <= 3; jobs++) {
        struct terr_series *series;
        struct terr_text notes = TERR_TEXT_INIT;
        struct terr_series_options options = {.every = TERR_EVERY_DAY,
                                              .statuses = &statuses,
                                              .take = take_note,
                                              .payload = &notes,
                                              .jobs = jobs};
        check_ok(
            terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &options, &err));
        assert_int_equal(series->date_count, 9);
        assert_false(series->matrices[0].known);
        assert_int_equal(series->matrices[1].count, 3); // what stayed, and two kinds of new ground
        assert_int_equal(series->matrices[2].count, 2); // the same map, two days on
        assert_false(series->matrices[6].known);        // out of reach
        assert_int_equal(series->matrices[8].count, 2); // since the 5th
        const struct terr_matrix_cell *all = &series->matrices[8].cells[0];
        check_near(all[0].area_m2 + all[1].area_m2, 3 * BAND_48_49_M2, 1);
        terr_series_free(series);
        assert_string_equal(notes.bytes, "2025-01-01-2025-01-02 0-1 3;2025-01-02-2025-01-03 1-1 2;"
                                         "2025-01-03-2025-01-04 1-1 2;2025-01-04-2025-01-05 1-1 2;"
                                         "2025-01-05-2025-01-09 1-2 2;");
        terr_text_dispose(&notes);
        options.take = refuse;
        check_fails(
            terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &options, &err),
            TERR_ECANCEL, "no more");
        assert_null(series);
    }
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_of_two_days),
        cmocka_unit_test(a_status_within_another),
        cmocka_unit_test(nothing_has_no_cells),
        cmocka_unit_test(slivers),
        cmocka_unit_test(areas_that_do_not_add_up),
        cmocka_unit_test(days_by_chance),
        cmocka_unit_test(days_of_many_statuses),
        cmocka_unit_test(ground_that_is_divided_anew),
        cmocka_unit_test(a_series),
    };
    return cmocka_run_group_tests_name("figure/matrix", tests, NULL, NULL);
}
