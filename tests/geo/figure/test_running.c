// What the steps of a series add up to, and their means over rows.
#include "../../support/check.h"

#include <geo/territory.h>

// Two zones over six dates, of which the third has no map; the first zone gains 1, then 2 over the
// gap, 4, 8 km2, and loses a fourth of that. The second changes nothing.
#define DATES 6
#define ZONES 2
#define GAP 2

static struct terr_row rows[DATES * ZONES];

static struct terr_series series_by_hand(void)
{
    static const double gained_km2[DATES] = {0, 1, 0, 2, 4, 8};
    int32_t last = 0;
    memset(rows, 0, sizeof rows);
    for (int i = 0; i < DATES; i++) {
        for (size_t zone = 0; zone < ZONES; zone++) {
            struct terr_row *row = &rows[(size_t)i * ZONES + zone];
            row->day = 100 + i;
            row->zone = zone;
            row->known = i != GAP;
            row->step.known = row->known && i > 0;
            row->step.since = last;
            row->step.figures.gained_m2 = zone == 0 ? gained_km2[i] * 1e6 : 0;
            row->step.figures.lost_m2 = zone == 0 ? gained_km2[i] * 0.25e6 : 0;
        }
        if (i != GAP) last = 100 + i;
    }
    const struct terr_series series = {.rows = rows, .row_count = DATES * ZONES};
    return series;
}

static void sums_begin_at_nothing_and_pass_over_gaps(void **state)
{
    (void)state;
    static const double expected_km2[DATES] = {0, 1, 0, 3, 7, 15};
    struct terr_series series = series_by_hand();
    struct terr_error err;
    check_ok(terr_series_add_sums(&series, ZONES, &err));
    for (size_t i = 0; i < DATES; i++) {
        const struct terr_row_change first =
            terr_series_change(&series, i * ZONES, TERR_OVER_RUNNING, TERR_WHOLE);
        const struct terr_row_change second =
            terr_series_change(&series, i * ZONES + 1, TERR_OVER_RUNNING, TERR_WHOLE);
        assert_int_equal(first.known, i != GAP);
        assert_int_equal(second.known, i != GAP);
        if (i == GAP) continue;
        assert_int_equal(first.since, 100);
        check_near(first.figures.gained_m2, expected_km2[i] * 1e6, 0);
        check_near(first.figures.lost_m2, expected_km2[i] * 0.25e6, 0);
        check_near(terr_figures_net_m2(&first.figures), expected_km2[i] * 0.75e6, 0);
        check_near(second.figures.gained_m2, 0, 0);
    }
    terr_running_free(series.running);
}

static void a_mean_needs_as_many_rows_and_the_one_before(void **state)
{
    (void)state;
    // after the gap three rows in a row, of which the first's step covers the gap
    static const struct {
        size_t rows;
        double expected_km2[DATES]; // -1: not known
    } cases[] = {
        {1, {-1, 1, -1, -1, 4, 8}},
        {2, {-1, -1, -1, -1, -1, 6}},
        {3, {-1, -1, -1, -1, -1, -1}},
        {36500, {-1, -1, -1, -1, -1, -1}},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct terr_series series = series_by_hand();
        struct terr_error err;
        check_ok(terr_series_add_means(&series, ZONES, cases[c].rows, &err));
        for (size_t i = 0; i < DATES; i++) {
            const struct terr_row_change mean =
                terr_series_change(&series, i * ZONES, TERR_OVER_RUNNING, TERR_WHOLE);
            assert_int_equal(mean.known, cases[c].expected_km2[i] >= 0);
            if (!mean.known) continue;
            check_near(mean.figures.gained_m2, cases[c].expected_km2[i] * 1e6, 0);
            check_near(mean.figures.lost_m2, cases[c].expected_km2[i] * 0.25e6, 0);
            assert_int_equal(mean.since, 100 + (int)(i - cases[c].rows));
        }
        terr_running_free(series.running);
    }
}

static void a_series_without_rows_has_none(void **state)
{
    (void)state;
    struct terr_series series = {.rows = NULL};
    struct terr_error err;
    check_ok(terr_series_add_means(&series, ZONES, 7, &err));
    assert_int_equal(series.running->kind, TERR_RUNNING_MEAN);
    assert_int_equal(series.running->rows, 7);
    terr_running_free(series.running);
}

static void a_step_is_told_as_it_is(void **state)
{
    (void)state;
    const struct terr_series series = series_by_hand();
    const struct terr_row_change step =
        terr_series_change(&series, 3 * ZONES, TERR_OVER_STEP, TERR_WHOLE);
    assert_int_equal(step.since, 101);
    check_near(step.figures.gained_m2, 2e6, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_begin_at_nothing_and_pass_over_gaps),
        cmocka_unit_test(a_mean_needs_as_many_rows_and_the_one_before),
        cmocka_unit_test(a_series_without_rows_has_none),
        cmocka_unit_test(a_step_is_told_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
