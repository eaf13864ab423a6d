#include "../../support/check.h"

#include "../../support/random_shapes.h"
#include <geo/figure/margins.h>
#include <geo/figure/set_sums.h>
#include <math.h>

#define MOST 256

struct sets {
    terr_status_set items[MOST];
    double true_m2[MOST];
    size_t count;
    double status_m2[TERR_STATUSES_MAX];
    size_t status_count;
    double out[MOST];
};

static void add(struct sets *sets, terr_status_set set, double m2)
{
    sets->items[sets->count] = set;
    sets->true_m2[sets->count++] = m2;
    for (size_t s = 0; s < sets->status_count; s++) {
        if (set >> s & 1) sets->status_m2[s] += m2;
    }
}

static bool round_sets(struct sets *sets)
{
    return terr_set_sums_round(sets->out, sets->items, sets->true_m2, sets->count, sets->status_m2,
                               sets->status_count);
}

// Whole numbers near the areas, which add up to each status.
static void check_rounded(struct sets *sets)
{
    double missing[TERR_STATUSES_MAX];
    assert_true(round_sets(sets));
    for (size_t s = 0; s < sets->status_count; s++) missing[s] = floor(sets->status_m2[s] + 0.5);
    for (size_t i = 0; i < sets->count; i++) {
        const double m2 = sets->out[i];
        if (sets->items[i] == 0) {
            assert_true(m2 == TERR_MARGIN_FREE);
            continue;
        }
        assert_true(m2 == floor(m2) && m2 >= 0);
        assert_true(fabs(m2 - sets->true_m2[i]) < TERR_MARGINS_NEAR_M2);
        for (size_t s = 0; s < sets->status_count; s++) {
            if (sets->items[i] >> s & 1) missing[s] -= m2;
        }
    }
    for (size_t s = 0; s < sets->status_count; s++) assert_true(missing[s] == 0);
}

static void none_and_empty(void **state)
{
    struct sets sets = {.status_count = 2};
    (void)state;
    check_rounded(&sets);
    add(&sets, 0, 17.3);
    check_rounded(&sets);
}

// Nine sets of half a square metre have the status: each would be 1, and they are to be 5 together.
static void more_than_one_set_can_take(void **state)
{
    struct sets sets = {.status_count = 9};
    (void)state;
    add(&sets, 1, 0.5);
    for (size_t s = 1; s < 9; s++) add(&sets, 1 | UINT64_C(1) << s, 0.5);
    for (size_t s = 1; s < 9; s++) add(&sets, UINT64_C(1) << s, 100.5);
    check_rounded(&sets);
}

// A status that is covered by others everywhere has no set of its own.
static void no_set_of_its_own(void **state)
{
    struct sets sets = {.status_count = 3};
    (void)state;
    add(&sets, 3, 10.4);
    add(&sets, 5, 10.4);
    add(&sets, 2, 10.4);
    add(&sets, 4, 10.4);
    check_rounded(&sets);
}

// All subsets of some statuses, or some of them, by chance, from nothing to a country.
static void sets_by_chance(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        uint64_t random = seed;
        struct sets sets = {.status_count = 1 + (size_t)(random_draw(&random) % 8)};
        const bool all = random_draw(&random) % 2;
        for (terr_status_set set = 0; set < UINT64_C(1) << sets.status_count; set++) {
            const bool is_alone = (set & (set - 1)) == 0;
            const double size_m2 = pow(10, (double)(random_draw(&random) % 12));
            const double m2 = (double)(random_draw(&random) % 1000) / 999.7 * size_m2;
            if (all || is_alone || random_draw(&random) % 3 == 0) add(&sets, set, m2);
        }
        check_rounded(&sets);
    }
}

// Any two of three sets are to be 1 together, and no whole numbers are.
static void no_whole_numbers(void **state)
{
    struct sets sets = {.status_count = 3};
    (void)state;
    add(&sets, 3, 0.5);
    add(&sets, 5, 0.5);
    add(&sets, 6, 0.5);
    assert_false(round_sets(&sets));
}

static void sums_too_far_away(void **state)
{
    struct sets sets = {.status_count = 2};
    (void)state;
    add(&sets, 1, 100);
    add(&sets, 3, 100);
    sets.status_m2[0] += 4;
    assert_false(round_sets(&sets));
    sets.status_m2[0] = 1e13;
    assert_false(round_sets(&sets));
    sets.status_m2[0] = 0;
    assert_false(round_sets(&sets));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(none_and_empty),    cmocka_unit_test(more_than_one_set_can_take),
        cmocka_unit_test(no_set_of_its_own), cmocka_unit_test(sets_by_chance),
        cmocka_unit_test(no_whole_numbers),  cmocka_unit_test(sums_too_far_away),
    };
    return cmocka_run_group_tests_name("figure/set_sums", tests, NULL, NULL);
}
