// Areas in other units, and how they are rounded.
#include "../../support/check.h"

#include <geo/territory.h>

static void check_text(struct terr_text *text, const char *expected)
{
    struct terr_error err;
    check_ok(terr_text_check(text, &err));
    assert_string_equal(text->bytes, expected);
    terr_text_dispose(text);
}

static void areas_are_written_in_the_unit_and_its_decimals(void **state)
{
    (void)state;
    static const struct {
        struct terr_style style;
        double area_m2;
        const char *expected;
    } cases[] = {
        {{TERR_UNIT_KM2, 6}, 1, "0.000001"},
        {{TERR_UNIT_KM2, 0}, 12345678, "12"},
        {{TERR_UNIT_KM2, 2}, 1234567890, "1234.57"},
        {{TERR_UNIT_HA, 4}, 1, "0.0001"},
        {{TERR_UNIT_HA, 1}, 12345678, "1234.6"},
        // 1609.344 m squared is a square mile
        {{TERR_UNIT_MI2, 7}, 1609.344 * 1609.344, "1.0000000"},
        // the octant of the Earth, 63 758 202.715511 km2, by Python's decimals
        {{TERR_UNIT_MI2, 7}, 63758202715511, "24617179.6932456"},
        // half to even, where the binary value is halfway
        {{TERR_UNIT_KM2, 0}, 2.5e6, "2"},
        {{TERR_UNIT_KM2, 0}, 3.5e6, "4"},
        {{TERR_UNIT_KM2, 1}, 0.25e6, "0.2"},
        // what rounds to nothing has no sign
        {{TERR_UNIT_KM2, 2}, -4999, "0.00"},
        {{TERR_UNIT_KM2, 2}, -5001, "-0.01"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct terr_text text = TERR_TEXT_INIT;
        terr_style_add(&text, &cases[i].style, cases[i].area_m2);
        check_text(&text, cases[i].expected);
    }
}

static void the_most_decimals_tell_one_square_metre(void **state)
{
    (void)state;
    static const enum terr_unit units[] = {TERR_UNIT_KM2, TERR_UNIT_MI2, TERR_UNIT_HA};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        const int decimals = terr_unit_decimals(units[i]);
        const double m2 = terr_unit_m2(units[i], 0) * pow(10, -decimals);
        // the last digit is a square metre or less, the one before it is more
        assert_true(m2 <= 1.0000001 && 10 * m2 > 1.0000001);
        assert_true(terr_unit_shown_decimals(units[i]) <= decimals);
    }
}

static void a_field_follows_a_comma(void **state)
{
    (void)state;
    const struct terr_style exact = TERR_STYLE_EXACT, shown = TERR_STYLE_SHOWN;
    struct terr_text text = TERR_TEXT_INIT;
    terr_style_add_field(&text, &exact, 1e6);
    terr_style_add_field(&text, &shown, 1e6);
    check_text(&text, ",1.000000,1.00");
    assert_string_equal(terr_unit_shown(TERR_UNIT_MI2), "mi\xc2\xb2");
    assert_string_equal(terr_unit_name(TERR_UNIT_HA), "ha");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(areas_are_written_in_the_unit_and_its_decimals),
        cmocka_unit_test(the_most_decimals_tell_one_square_metre),
        cmocka_unit_test(a_field_follows_a_comma),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
