#include "../../support/check.h"

#include <geo/base/number.h>
#include <locale.h>
#include <stdlib.h>

// The bits, so that -0 differs from 0.
static bool same(double a, double b) { return memcmp(&a, &b, sizeof a) == 0; }

static void check_reads_as(const char *text, double expected)
{
    const double value = terr_number_parse(text, strlen(text));
    if (!same(value, expected)) fail_msg("%s is %a, expected %a", text, value, expected);
}

static void plain_numbers_are_read(void **state)
{
    (void)state;
    check_reads_as("0", 0.0);
    check_reads_as("-0", -0.0);
    check_reads_as("-0.0e5", -0.0);
    check_reads_as("37.5", 37.5);
    check_reads_as("-122.25", -122.25);
    check_reads_as("1e2", 100.0);
    check_reads_as("1E+2", 100.0);
    check_reads_as("25e-2", 0.25);
    check_reads_as("0.000000000000000000000000000000000000000001", 1e-42);
    check_reads_as("48.379433", 0x1.8309142b302f7p+5);
}

static void halfway_cases_and_borders_are_rounded_right(void **state)
{
    (void)state;
    // expected bits worked out by exact integer arithmetic
    check_reads_as("9007199254740992", 0x1p+53);
    check_reads_as("9007199254740993", 0x1p+53); // halfway, to even
    check_reads_as("9007199254740993.00000000000000000000000001", 0x1.0000000000001p+53);
    check_reads_as("9007199254740995", 0x1.0000000000002p+53); // halfway, to even
    check_reads_as("9007199254740991e22", 0x1.0f0cf064dd591p+126);
    check_reads_as("1e22", 0x1.0f0cf064dd592p+73);
    check_reads_as("1e23", 0x1.52d02c7e14af6p+76);
    check_reads_as("0.1", 0x1.999999999999ap-4);
    check_reads_as("1.00000000000000011102230246251565404236316680908203125", 1.0);
    check_reads_as("1.00000000000000011102230246251565404236316680908203126", 0x1.0000000000001p+0);
    check_reads_as("1.00000000000000033306690738754696212708950042724609375", 0x1.0000000000002p+0);
    check_reads_as("18446744073709551615", 0x1p+64);
    check_reads_as("18446744073709551616", 0x1p+64);
    check_reads_as("99999999999999999999", 0x1.5af1d78b58c4p+66);
}

static void the_smallest_and_the_largest_are_read(void **state)
{
    (void)state;
    check_reads_as("1.7976931348623157e308", 0x1.fffffffffffffp+1023);
    check_reads_as("1.7976931348623158e308", 0x1.fffffffffffffp+1023);
    check_reads_as("1.7976931348623159e308", (double)INFINITY);
    check_reads_as("1e400", (double)INFINITY);
    check_reads_as("-1e400", -(double)INFINITY);
    check_reads_as("1e99999999999999999999", (double)INFINITY);
    check_reads_as("2.2250738585072014e-308", 0x1p-1022);
    check_reads_as("2.2250738585072011e-308", 0x0.fffffffffffffp-1022);
    check_reads_as("4.9406564584124654e-324", 0x1p-1074);
    check_reads_as("2.4703282292062328e-324", 0x1p-1074);
    check_reads_as("2.4703282292062327e-324", 0.0);
    check_reads_as("1e-400", 0.0);
    check_reads_as("-1e-99999999999999999999", -0.0);
    check_reads_as("0e99999999999999999999", 0.0);
}

static void long_digit_strings_are_read_to_their_end(void **state)
{
    (void)state;
    const size_t digits = 100000;
    char *text = malloc(digits + 10);
    assert_non_null(text);
    memset(text, '0', digits);
    memcpy(text, "0.", 2);
    memcpy(text + digits, "1e99999", 8);
    assert_true(same(terr_number_parse(text, digits + 7), 1.0)); // 10^-(digits-1) * 10^99999
    memset(text, '9', digits);
    memcpy(text, "0.", 2);
    text[digits] = '\0';
    assert_true(same(terr_number_parse(text, digits), 1.0));
    free(text);
}

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static size_t put_digits(char *out, size_t count, uint64_t *seed)
{
    for (size_t i = 0; i < count; i++) out[i] = (char)('0' + next_random(seed) % 10);
    return count;
}

// A number in the grammar of RFC 8259: up to 24 digits before the point and after it.
static size_t random_number(char out[80], uint64_t *seed)
{
    size_t length = 0;
    if (next_random(seed) % 4 == 0) out[length++] = '-';
    if (next_random(seed) % 3 == 0) {
        out[length++] = '0';
    } else {
        out[length++] = (char)('1' + next_random(seed) % 9);
        length += put_digits(out + length, next_random(seed) % 24, seed);
    }
    if (next_random(seed) % 4) {
        out[length++] = '.';
        length += put_digits(out + length, 1 + next_random(seed) % 24, seed);
    }
    const uint64_t form = next_random(seed) % 8;
    if (form < 3) {
        const long exponent = (long)(next_random(seed) % 700) - 350;
        const long shown = form == 0 ? exponent : exponent / 12;
        length += (size_t)snprintf(out + length, 10, "%c%ld", form == 1 ? 'E' : 'e', shown);
    }
    out[length] = '\0';
    return length;
}

// This program leaves the locale at "C", where strtod is the measure.
static void a_million_numbers_are_what_strtod_says(void **state)
{
    (void)state;
    uint64_t seed = 20250714;
    for (int i = 0; i < 1000000; i++) {
        char text[80];
        const size_t length = random_number(text, &seed);
        const double value = terr_number_parse(text, length);
        if (!same(value, strtod(text, NULL))) fail_msg("%s is %a", text, value);
    }
}

// Checks a number against strtod, both alone and before other bytes.
static void check_as_strtod(const char *text, size_t length)
{
    double value;
    if (terr_number_read(&value, text, length) != length || !same(value, strtod(text, NULL))) {
        fail_msg("%s is %a, expected %a", text, value, strtod(text, NULL));
    }
}

// Digits of 1 to 21 places with the point before any of them: what maps are full of, and both ends
// of the ways in which it is read.
static void plain_decimals_are_what_strtod_says(void **state)
{
    (void)state;
    uint64_t seed = 17;
    for (int i = 0; i < 2000000; i++) {
        char text[80];
        size_t length = next_random(&seed) % 2;
        if (length) text[0] = '-';
        const size_t digits = 1 + next_random(&seed) % 21, whole = next_random(&seed) % digits;
        if (whole == 0) text[length++] = '0';
        if (whole > 0) text[length++] = (char)('1' + next_random(&seed) % 9);
        if (whole > 1) length += put_digits(text + length, whole - 1, &seed);
        text[length++] = '.';
        length += put_digits(text + length, digits - whole, &seed);
        text[length] = '\0';
        check_as_strtod(text, length);
    }
}

// 17 to 19 digits next to the middle of two doubles, where a rest that is lost rounds wrongly.
static void decimals_next_to_a_tie_are_what_strtod_says(void **state)
{
    (void)state;
    uint64_t seed = 19;
    for (int i = 0; i < 300000; i++) {
        char text[80];
        // in [2^e, 2^(e + 1)) the middles have 53 - e binary places, so as many decimal ones: from
        // 2^51 on they are exact in 19 digits, below that the text is cut just beside them
        const int e = (int)(next_random(&seed) % 60);
        const double low = ldexp((double)(UINT64_C(1) << 52 | next_random(&seed) >> 12), e - 52);
        const long double middle = (long double)low + ldexpl(1, e - 53);
        int places = 18 - (int)floor(log10(low));
        if (places < 1) places = 1;
        size_t length = (size_t)snprintf(text, sizeof text, "%.*Lf", places, middle);
        check_as_strtod(text, length);
        char *last = &text[length - 1];
        *last = (char)(*last == '9' ? '8' : *last + 1);
        check_as_strtod(text, length);
        if (next_random(&seed) % 2) *last = '0';
        check_as_strtod(text, length);
    }
}

static void integers_next_to_a_tie_are_what_strtod_says(void **state)
{
    (void)state;
    uint64_t seed = 23;
    for (int i = 0; i < 300000; i++) {
        char text[80];
        const int bits = 54 + (int)(next_random(&seed) % 10);
        const uint64_t half = UINT64_C(1) << (bits - 54);
        const uint64_t top = UINT64_C(1) << (bits - 1) | (next_random(&seed) >> (64 - bits));
        const uint64_t tie = (top & ~(2 * half - 1)) | half;
        for (int step = -1; step <= 1; step++) {
            const uint64_t integer = tie + (uint64_t)(int64_t)step;
            check_as_strtod(text, (size_t)sprintf(text, "%llu", (unsigned long long)integer));
            check_as_strtod(text, (size_t)sprintf(text, "%llue-%d", (unsigned long long)integer,
                                                  (int)(next_random(&seed) % 24)));
        }
    }
}

static void what_is_no_number_is_not_read(void **state)
{
    static const char *const texts[] = {
        "",    "-",    "+1", ".5", "-.5", "01",  "-01", "00",   "1.",   "1.e1",  "1e",   "1e+",
        "1E-", "1.5e", "-a", "e1", "NaN", "inf", "1.,", "1.-5", "1e,1", "1.5e+", "0e-]", "/1"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        double value = 7;
        if (terr_number_read(&value, texts[i], strlen(texts[i])) || value != 7) {
            fail_msg("\"%s\" is read as %a", texts[i], value);
        }
    }
}

// The bytes around the digits are every one there is, at every place of a block of eight.
static void the_longest_number_is_taken_whatever_follows(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        if ((byte >= '0' && byte <= '9') || byte == 'e' || byte == 'E') continue;
        for (size_t places = 1; places <= 17; places++) {
            char text[40] = "3.14159265358979323846264338327950288", expected[40];
            memcpy(expected, text, sizeof text);
            expected[2 + places] = '\0';
            text[2 + places] = (char)byte;
            double value = 0;
            assert_int_equal(terr_number_read(&value, text, strlen("3.") + 25), 2 + places);
            assert_true(same(value, strtod(expected, NULL)));
        }
    }
}

// Blocks of eight are never taken past the end: a sanitizer would see it, and digits that lie there
// would be counted.
static void nothing_behind_the_end_is_read(void **state)
{
    static const char digits[] = "12.345678901234567890";
    (void)state;
    for (size_t length = 4; length < sizeof digits - 1; length++) {
        char *text = malloc(length + 1); // exactly as much as may be looked at
        assert_non_null(text);
        memcpy(text, digits, length);
        text[length] = '\0';
        check_as_strtod(text, length);
        free(text);
    }
}

static void a_delimiter_ends_the_number(void **state)
{
    (void)state;
    assert_true(same(terr_number_parse("37.5,48.25]", 4), 37.5));
    assert_true(same(terr_number_parse("48.25]", 5), 48.25));
    assert_true(same(terr_number_parse("9007199254740993}", 16), 0x1p+53));
}

static void numbers_are_rounded_half_to_even(void **state)
{
    (void)state;
    static const struct {
        double value;
        int decimals;
        const char *text;
    } cases[] = {
        {0.0, 6, "0.000000"},
        {-0.0, 6, "0.000000"},
        {-1e-9, 6, "0.000000"},
        {-0.0000005, 6, "0.000000"}, // the double is a little nearer to zero than the tie
        {-0.0000006, 6, "-0.000001"},
        {-0.4, 0, "0"},
        {-0.5, 0, "0"},
        {-0.6, 0, "-1"},
        {0.5, 0, "0"},
        {1.5, 0, "2"},
        {2.5, 0, "2"},
        {0.125, 2, "0.12"},
        {0.375, 2, "0.38"},
        {2.675, 2, "2.67"}, // the double is below the tie
        {999999.9999999, 6, "1000000.000000"},
        {1414.523, 6, "1414.523000"},
        {1e22, 1, "10000000000000000000000.0"},
        {0.1, 17, "0.10000000000000001"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[TERR_NUMBER_SIZE];
        const size_t length = terr_number_print(text, cases[i].value, cases[i].decimals);
        assert_string_equal(text, cases[i].text);
        assert_int_equal(length, strlen(cases[i].text));
    }
}

static void the_longest_number_fits(void **state)
{
    (void)state;
    char text[TERR_NUMBER_SIZE];
    assert_int_equal(terr_number_print(text, -0x1.fffffffffffffp+1023, 17), 1 + 309 + 1 + 17);
    assert_true(same(strtod(text, NULL), -0x1.fffffffffffffp+1023));
}

static void short_numbers_lose_the_zeros_of_their_fraction(void **state)
{
    (void)state;
    static const struct {
        double value;
        int decimals;
        const char *text;
    } cases[] = {
        {37.5, 10, "37.5"}, {37.0, 10, "37"},      {100.0, 0, "100"},
        {100.0, 3, "100"},  {0.0, 10, "0"},        {-1e-12, 10, "0"},
        {-0.5, 1, "-0.5"},  {48.0100, 4, "48.01"}, {1e-10, 10, "0.0000000001"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[TERR_NUMBER_SIZE];
        const size_t length = terr_number_print_short(text, cases[i].value, cases[i].decimals);
        assert_string_equal(text, cases[i].text);
        assert_int_equal(length, strlen(cases[i].text));
    }
}

static void exact_numbers_are_short_and_read_back(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0.1, "0.1"},      {1.0 / 3.0, "0.3333333333333333"},  {2.0, "2"},
        {1e300, "1e+300"}, {0.1 + 0.2, "0.30000000000000004"}, {-1.5, "-1.5"},
    };
    char text[TERR_NUMBER_SIZE];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(terr_number_print_exact(text, cases[i].value), strlen(cases[i].text));
        assert_string_equal(text, cases[i].text);
    }
    uint64_t seed = 7;
    for (int i = 0; i < 200000; i++) {
        const uint64_t bits = next_random(&seed);
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value)) continue;
        const size_t length = terr_number_print_exact(text, value);
        if (!same(terr_number_parse(text, length), value))
            fail_msg("%a is written %s", value, text);
    }
}

static bool enter_comma_locale(void)
{
    static const char *const names[] = {"uk_UA.UTF-8", "uk_UA.utf8", "de_DE.UTF-8", "de_DE.utf8",
                                        "fr_FR.UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (setlocale(LC_ALL, names[i]) && strcmp(localeconv()->decimal_point, ",") == 0)
            return true;
    }
    setlocale(LC_ALL, "C");
    return false;
}

static void a_locale_with_a_comma_changes_nothing(void **state)
{
    (void)state;
    if (!enter_comma_locale()) {
        print_message("no locale with a decimal comma on this machine\n");
        skip();
    }
    char fixed[TERR_NUMBER_SIZE];
    char exact[TERR_NUMBER_SIZE];
    const double fast = terr_number_parse("37.5", 4);
    const double slow = terr_number_parse("37.500000000000000000000000000", 30);
    terr_number_print(fixed, 1414.523, 3);
    terr_number_print_exact(exact, 0.1 + 0.2);
    const bool kept = strcmp(localeconv()->decimal_point, ",") == 0;
    setlocale(LC_ALL, "C");
    assert_true(same(fast, 37.5));
    assert_true(same(slow, 37.5));
    assert_string_equal(fixed, "1414.523");
    assert_string_equal(exact, "0.30000000000000004");
    assert_true(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_numbers_are_read),
        cmocka_unit_test(halfway_cases_and_borders_are_rounded_right),
        cmocka_unit_test(the_smallest_and_the_largest_are_read),
        cmocka_unit_test(long_digit_strings_are_read_to_their_end),
        cmocka_unit_test(a_million_numbers_are_what_strtod_says),
        cmocka_unit_test(plain_decimals_are_what_strtod_says),
        cmocka_unit_test(decimals_next_to_a_tie_are_what_strtod_says),
        cmocka_unit_test(integers_next_to_a_tie_are_what_strtod_says),
        cmocka_unit_test(what_is_no_number_is_not_read),
        cmocka_unit_test(the_longest_number_is_taken_whatever_follows),
        cmocka_unit_test(nothing_behind_the_end_is_read),
        cmocka_unit_test(a_delimiter_ends_the_number),
        cmocka_unit_test(numbers_are_rounded_half_to_even),
        cmocka_unit_test(the_longest_number_fits),
        cmocka_unit_test(short_numbers_lose_the_zeros_of_their_fraction),
        cmocka_unit_test(exact_numbers_are_short_and_read_back),
        cmocka_unit_test(a_locale_with_a_comma_changes_nothing),
    };
    return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
