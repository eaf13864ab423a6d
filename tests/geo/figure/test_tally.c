// Features counted by a text.
#include "../../support/check.h"

#include <geo/figure/tally.h>

static void check_row(const struct terr_tally *tally, size_t index, const char *value, size_t count,
                      double area_m2)
{
    assert_true(index < tally->count);
    if (value) {
        assert_string_equal(tally->rows[index].value, value);
    } else {
        assert_null(tally->rows[index].value);
    }
    assert_int_equal(tally->rows[index].feature_count, count);
    check_near(tally->rows[index].published_m2, area_m2, 0);
}

static void values_are_summed_and_the_largest_comes_first(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        double area_m2;
    } features[] = {{"b", 2}, {NULL, 5}, {"a", 4}, {"b", 2}, {"c", 10}, {"", 4}, {NULL, 1}};
    struct terr_error err;
    struct terr_tally tally = {NULL, 0, 0};
    for (size_t i = 0; i < sizeof features / sizeof features[0]; i++) {
        check_ok(terr_tally_add(&tally, features[i].value, features[i].area_m2, &err));
    }
    terr_tally_close(&tally);
    assert_int_equal(tally.count, 5);
    check_row(&tally, 0, "c", 1, 10);
    check_row(&tally, 1, NULL, 2, 6);
    check_row(&tally, 2, "", 1, 4); // three of the same area: by text
    check_row(&tally, 3, "a", 1, 4);
    check_row(&tally, 4, "b", 2, 4);
    terr_tally_dispose(&tally);
    assert_int_equal(tally.count, 0);
}

// Rounding depends on the order of a sum, so that order must be that of the features: 1e16 + 1 is
// 1e16, and 1 + 1 + 1e16 is not.
static void areas_are_summed_in_the_order_of_the_features(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_tally tally = {NULL, 0, 0};
    check_ok(terr_tally_add(&tally, "a", 1, &err));
    check_ok(terr_tally_add(&tally, "a", 1, &err));
    check_ok(terr_tally_add(&tally, "a", 1e16, &err));
    check_ok(terr_tally_add(&tally, "b", 1e16, &err));
    check_ok(terr_tally_add(&tally, "b", 1, &err));
    check_ok(terr_tally_add(&tally, "b", 1, &err));
    terr_tally_close(&tally);
    check_row(&tally, 0, "a", 3, 10000000000000002.0);
    check_row(&tally, 1, "b", 3, 1e16);
    terr_tally_dispose(&tally);
}

static void none_and_one_are_left_as_they_are(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_tally tally = {NULL, 0, 0};
    terr_tally_close(&tally);
    assert_int_equal(tally.count, 0);
    check_ok(terr_tally_add(&tally, NULL, -3, &err));
    terr_tally_close(&tally);
    check_row(&tally, 0, NULL, 1, -3);
    terr_tally_dispose(&tally);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_summed_and_the_largest_comes_first),
        cmocka_unit_test(areas_are_summed_in_the_order_of_the_features),
        cmocka_unit_test(none_and_one_are_left_as_they_are),
    };
    return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
