#include "../../support/check.h"

#include <geo/figure/apportion.h>

#define MOST 8

static const struct {
    double parts[MOST];
    size_t count;
    double whole;
    double expected[MOST];
} cases[] = {
    {{0}, 0, 0, {0}},
    {{12.4}, 1, 12.4, {12}},
    {{0.4, 0.4, 0.4}, 3, 1.2, {1, 0, 0}}, // of equal ones the first
    {{1.2, 1.4, 1.3}, 3, 3.9, {1, 2, 1}}, // the one that lacks most
    {
        {1.5, 1.6, 1.7},
        3,
        4.8,
        {2, 2, 2},
    }, // 5: one is to lose
    {{0, 0.4, 0, 0.6}, 4, 1, {0, 0, 0, 1}},
    {{0, 0, 0.4}, 3, 0.9, {0, 0, 1}},  // nothing comes of nothing
    {{10.3, 20.3}, 2, 31.2, {11, 20}}, // bending added 0.6
    {{1e12 + 0.25, 1e12 + 0.25}, 2, 2e12 + 0.5, {1e12 + 1, 1e12}},
};

static void parts_add_up_to_the_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double out[MOST] = {0}, sum = 0;
        terr_apportion(out, cases[i].parts, cases[i].count, cases[i].whole);
        for (size_t k = 0; k < cases[i].count; k++) {
            sum += out[k];
            assert_true(fabs(out[k] - cases[i].parts[k]) < 1);
            assert_true(out[k] >= 0);
        }
        assert_true(sum == floor(cases[i].whole + 0.5));
        if (i == 4) continue; // which of them loses is the next test's
        for (size_t k = 0; k < cases[i].count; k++) assert_true(out[k] == cases[i].expected[k]);
    }
}

static void the_one_that_rounding_gave_most_loses(void **state)
{
    (void)state;
    const double parts[] = {1.7, 1.5, 1.6};
    double out[3];
    terr_apportion(out, parts, 3, 4.8);
    assert_true(out[0] == 2 && out[1] == 1 && out[2] == 2);
}

// Regions that overlap, or edges that are geodesics: they are told as they are.
static void what_does_not_add_up_stays(void **state)
{
    (void)state;
    const double parts[] = {10.25, 20.5, 0};
    double out[3];
    terr_apportion(out, parts, 3, 100);
    assert_memory_equal(out, parts, sizeof parts);
    terr_apportion(out, parts, 3, 20);
    assert_memory_equal(out, parts, sizeof parts);
    const double nothing[] = {0, 0};
    terr_apportion(out, nothing, 2, 1);
    assert_memory_equal(out, nothing, sizeof nothing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_add_up_to_the_whole),
        cmocka_unit_test(the_one_that_rounding_gave_most_loses),
        cmocka_unit_test(what_does_not_add_up_stays),
    };
    return cmocka_run_group_tests_name("figure/apportion", tests, NULL, NULL);
}
