#include "../../support/check.h"

#include <geo/base/times.h>

// Lets the clock go on by a millisecond at least; returns what it showed before and after.
static void let_pass(int64_t *before_ns, int64_t *after_ns)
{
    *before_ns = terr_clock_ns();
    do {
        *after_ns = terr_clock_ns();
    } while (*after_ns - *before_ns < 1000000);
}

static void a_phase_counts_while_it_runs(void **state)
{
    (void)state;
    struct terr_times times = {.phase = TERR_PHASE_NONE};
    int64_t before_ns, after_ns;
    const int64_t start_ns = terr_clock_ns();
    assert_int_equal(terr_times_enter(&times, TERR_PHASE_SCAN), TERR_PHASE_NONE);
    let_pass(&before_ns, &after_ns);
    assert_int_equal(terr_times_enter(&times, TERR_PHASE_NONE), TERR_PHASE_SCAN);
    const int64_t end_ns = terr_clock_ns();
    const int64_t spent_ns = times.spent_ns[TERR_PHASE_SCAN];
    assert_true(spent_ns >= after_ns - before_ns && spent_ns <= end_ns - start_ns);
    // what passes between phases counts nowhere
    let_pass(&before_ns, &after_ns);
    assert_int_equal(terr_times_enter(&times, TERR_PHASE_SCAN), TERR_PHASE_NONE);
    assert_int_equal(times.spent_ns[TERR_PHASE_SCAN], spent_ns);
    assert_int_equal(times.spent_ns[TERR_PHASE_NONE], 0);
}

// A phase inside another interrupts it: no moment is counted twice.
static void phases_do_not_overlap(void **state)
{
    (void)state;
    struct terr_times times = {.phase = TERR_PHASE_NONE};
    int64_t before_ns, after_ns, sum_ns = 0;
    const int64_t start_ns = terr_clock_ns();
    (void)terr_times_enter(&times, TERR_PHASE_CLEAN);
    let_pass(&before_ns, &after_ns);
    const enum terr_phase outer = terr_times_enter(&times, TERR_PHASE_AREA);
    let_pass(&before_ns, &after_ns);
    (void)terr_times_enter(&times, outer);
    let_pass(&before_ns, &after_ns);
    (void)terr_times_enter(&times, TERR_PHASE_NONE);
    const int64_t end_ns = terr_clock_ns();
    for (size_t i = 0; i < TERR_PHASE_COUNT; i++) sum_ns += times.spent_ns[i];
    assert_true(times.spent_ns[TERR_PHASE_CLEAN] >= 2000000);
    assert_true(times.spent_ns[TERR_PHASE_AREA] >= 1000000);
    assert_true(sum_ns <= end_ns - start_ns);
}

static void times_add_up(void **state)
{
    (void)state;
    struct terr_times sum = {.spent_ns = {0, 1, 2}};
    const struct terr_times part = {
        .spent_ns = {0, 10, 0, 5}, .phase = TERR_PHASE_READ, .since_ns = 7};
    terr_times_add(&sum, &part);
    assert_int_equal(sum.spent_ns[TERR_PHASE_READ], 11);
    assert_int_equal(sum.spent_ns[TERR_PHASE_SCAN], 2);
    assert_int_equal(sum.spent_ns[TERR_PHASE_CLEAN], 5);
    assert_int_equal(sum.phase, TERR_PHASE_NONE);
}

static void nobody_need_measure(void **state)
{
    (void)state;
    assert_int_equal(terr_times_enter(NULL, TERR_PHASE_READ), TERR_PHASE_NONE);
}

static void each_phase_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < TERR_PHASE_COUNT; i++) {
        for (int j = 0; j < i; j++) {
            assert_string_not_equal(terr_phase_name((enum terr_phase)i),
                                    terr_phase_name((enum terr_phase)j));
        }
    }
    assert_string_equal(terr_phase_name(TERR_PHASE_WRITE), "write");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phase_counts_while_it_runs),
        cmocka_unit_test(phases_do_not_overlap),
        cmocka_unit_test(times_add_up),
        cmocka_unit_test(nobody_need_measure),
        cmocka_unit_test(each_phase_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests_name("base/times", tests, NULL, NULL);
}
