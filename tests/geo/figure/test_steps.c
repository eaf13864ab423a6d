// Which steps stand out: series of numbers with a known answer, and the quiet ones.
#include "../../support/check.h"

#include <geo/figure/steps.h>

#define KM2 1e6
#define AREA (100000 * KM2)
#define MAX 128

// A front on a line: snapshot i shows what lies below `at[i]`, so that two snapshots differ by the
// distance between them, and their areas by the same.
struct front {
    struct terr_step steps[MAX];
    double at[MAX];
    size_t count;
    size_t compared;
};

static void add(struct front *front, int32_t day, double at)
{
    const double before = front->count > 0 ? front->at[front->count - 1] : at;
    const struct terr_step step = {front->count, day, AREA + at, fabs(at - before)};
    front->at[front->count] = at;
    front->steps[front->count++] = step;
}

// Daily snapshots that move by 8 to 12 km2, `count` of them.
static void advance(struct front *front, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const int32_t day = front->count > 0 ? front->steps[front->count - 1].day + 1 : 0;
        const double at = front->count > 0 ? front->at[front->count - 1] : 0;
        add(front, day, at + (8 + (double)(i * 7 % 5)) * KM2);
    }
}

static enum terr_code compare(double *area_m2, void *payload, size_t from, size_t to,
                              struct terr_error *err)
{
    struct front *front = payload;
    (void)err;
    front->compared++;
    *area_m2 = fabs(front->at[to] - front->at[from]);
    return TERR_OK;
}

static struct terr_findings judge(struct front *front, bool with_comparer)
{
    struct terr_error err;
    struct terr_findings findings = {NULL, 0, 0};
    const struct terr_comparer comparer = {compare, front};
    check_ok(terr_findings_add_steps(&findings, front->steps, front->count,
                                     with_comparer ? &comparer : NULL, &err));
    return findings;
}

static void check_one(struct terr_findings *findings, enum terr_finding_kind kind, size_t snapshot,
                      size_t other)
{
    assert_int_equal(findings->count, 1);
    assert_int_equal(findings->items[0].kind, kind);
    assert_int_equal(findings->items[0].snapshot, snapshot);
    assert_int_equal(findings->items[0].other, other);
    terr_findings_dispose(findings);
}

static void a_steady_front_is_quiet_and_costs_no_overlay(void **state)
{
    (void)state;
    struct front front = {.count = 0};
    advance(&front, 100);
    struct terr_findings findings = judge(&front, true);
    assert_int_equal(findings.count, 0);
    assert_int_equal(front.compared, 0);
}

static void days_of_nothing_and_one_of_six_times_the_usual_are_quiet(void **state)
{
    (void)state;
    struct front front = {.count = 0};
    advance(&front, 30);
    add(&front, 30, front.at[29]);
    add(&front, 31, front.at[29]);
    add(&front, 32, front.at[29] + 60 * KM2);
    advance(&front, 30);
    struct terr_findings findings = judge(&front, true);
    assert_int_equal(findings.count, 0);
}

static void a_jump_is_far_more_than_is_usual_around_it(void **state)
{
    (void)state;
    for (int with = 0; with < 2; with++) {
        struct front front = {.count = 0};
        advance(&front, 20);
        add(&front, 20, front.at[19] + 100 * KM2);
        advance(&front, 20);
        struct terr_findings findings = judge(&front, with);
        assert_int_equal(findings.count, 1);
        check_near(findings.items[0].area_m2, 100 * KM2, 1);
        check_near(findings.items[0].near_m2, 10 * KM2, 1); // the median of 8, 10, 12, 9, 11
        check_one(&findings, TERR_FINDING_JUMP, 20, 19);
    }
}

static void the_same_over_ten_days_is_no_jump(void **state)
{
    (void)state;
    struct front front = {.count = 0};
    advance(&front, 20);
    add(&front, 29, front.at[19] + 100 * KM2);
    advance(&front, 20);
    struct terr_findings findings = judge(&front, true);
    assert_int_equal(findings.count, 0);
}

static void a_jump_back_too_small_for_the_whole_map_is_quiet(void **state)
{
    (void)state;
    struct front front = {.count = 0};
    for (int32_t day = 0; day < 30; day++) add(&front, day, day * 0.1 * KM2);
    add(&front, 30, front.at[29] + 40 * KM2); // 400 times the usual, 0.04 percent of the map
    struct terr_findings findings = judge(&front, true);
    assert_int_equal(findings.count, 0);
}

static void a_season_of_large_steps_is_usual_in_itself(void **state)
{
    (void)state;
    struct front front = {.count = 0};
    for (int32_t day = 0; day < 20; day++) add(&front, day, day * 900 * KM2);
    for (int32_t day = 20; day < 60; day++) add(&front, day, 18000 * KM2 + day * 2 * KM2);
    struct terr_findings findings = judge(&front, true);
    for (size_t i = 0; i < findings.count; i++) print_message("%zu\n", findings.items[i].snapshot);
    assert_int_equal(findings.count, 0);
}

static void a_blip_is_taken_back_by_the_next(void **state)
{
    (void)state;
    for (int with = 0; with < 2; with++) {
        struct front front = {.count = 0};
        advance(&front, 20);
        add(&front, 20, front.at[19] - 70 * KM2);
        add(&front, 21, front.at[19] + 12 * KM2);
        advance(&front, 20);
        struct terr_findings findings = judge(&front, with);
        check_near(findings.items[0].area_m2, 70 * KM2, 1);
        check_near(findings.items[0].near_m2, 12 * KM2, 1);
        check_one(&findings, TERR_FINDING_BLIP, 20, 21);
    }
}

static void an_old_map_under_a_new_date_is_told_from_a_jump(void **state)
{
    (void)state;
    struct front front = {.count = 0};
    advance(&front, 100);
    add(&front, 100, front.at[20] + 3 * KM2); // 80 days old
    advance(&front, 1);                       // one day on from there: still the wrong map
    struct terr_findings findings = judge(&front, true);
    assert_true(findings.count >= 1);
    assert_int_equal(findings.items[0].kind, TERR_FINDING_MISDATED);
    assert_int_equal(findings.items[0].snapshot, 100);
    assert_int_equal(findings.items[0].other, 20);
    check_near(findings.items[0].near_m2, 3 * KM2, 1);
    assert_true(front.compared < 20);
    terr_findings_dispose(&findings);
}

static void the_last_map_may_be_misdated_and_then_the_series_goes_on(void **state)
{
    (void)state;
    struct front front = {.count = 0};
    advance(&front, 100);
    add(&front, 100, front.at[20]);
    struct terr_findings findings = judge(&front, true);
    check_one(&findings, TERR_FINDING_MISDATED, 100, 20);

    // back where it was: neither a jump nor a blip
    add(&front, 101, front.at[99] + 20 * KM2);
    advance(&front, 10);
    findings = judge(&front, true);
    check_one(&findings, TERR_FINDING_MISDATED, 100, 20);
}

static void an_archive_with_holes_may_lack_the_very_map(void **state)
{
    (void)state;
    // as isw-simplified: 6 maps of three years, the last a map between two of them
    static const int32_t days[] = {0, 346, 407, 616, 766, 794};
    static const double at[] = {0, 2789, 3310, 4923, 6652, 1880};
    struct front front = {.count = 0};
    for (size_t i = 0; i < 6; i++) add(&front, days[i], at[i] * KM2);
    struct terr_findings findings = judge(&front, true);
    check_one(&findings, TERR_FINDING_MISDATED, 5, 1);
}

static void a_map_of_the_last_weeks_is_not_old(void **state)
{
    (void)state;
    struct front front = {.count = 0};
    advance(&front, 60);
    add(&front, 60, front.at[40]); // 20 days: a withdrawal is as likely
    advance(&front, 30);
    struct terr_findings findings = judge(&front, true);
    check_one(&findings, TERR_FINDING_JUMP, 60, 59);
}

static void too_few_steps_show_nothing_usual(void **state)
{
    (void)state;
    struct front front = {.count = 0};
    struct terr_findings findings = judge(&front, true);
    assert_int_equal(findings.count, 0);
    add(&front, 0, 0);
    add(&front, 1, 10 * KM2);
    add(&front, 2, 20 * KM2);
    add(&front, 3, 9000 * KM2);
    findings = judge(&front, true);
    assert_int_equal(findings.count, 0);
}

static enum terr_code stop(double *area_m2, void *payload, size_t from, size_t to,
                           struct terr_error *err)
{
    (void)area_m2, (void)payload, (void)from, (void)to;
    return terr_fail(err, TERR_ECANCEL, "stopped");
}

static void a_comparison_that_fails_ends_it(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_findings findings = {NULL, 0, 0};
    const struct terr_comparer comparer = {stop, NULL};
    struct front front = {.count = 0};
    advance(&front, 20);
    add(&front, 20, front.at[19] + 100 * KM2);
    check_fails(terr_findings_add_steps(&findings, front.steps, front.count, &comparer, &err),
                TERR_ECANCEL, "stopped");
    assert_int_equal(findings.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_steady_front_is_quiet_and_costs_no_overlay),
        cmocka_unit_test(days_of_nothing_and_one_of_six_times_the_usual_are_quiet),
        cmocka_unit_test(a_jump_is_far_more_than_is_usual_around_it),
        cmocka_unit_test(the_same_over_ten_days_is_no_jump),
        cmocka_unit_test(a_jump_back_too_small_for_the_whole_map_is_quiet),
        cmocka_unit_test(a_season_of_large_steps_is_usual_in_itself),
        cmocka_unit_test(a_blip_is_taken_back_by_the_next),
        cmocka_unit_test(an_old_map_under_a_new_date_is_told_from_a_jump),
        cmocka_unit_test(the_last_map_may_be_misdated_and_then_the_series_goes_on),
        cmocka_unit_test(an_archive_with_holes_may_lack_the_very_map),
        cmocka_unit_test(a_map_of_the_last_weeks_is_not_old),
        cmocka_unit_test(too_few_steps_show_nothing_usual),
        cmocka_unit_test(a_comparison_that_fails_ends_it),
    };
    return cmocka_run_group_tests_name("steps", tests, NULL, NULL);
}
