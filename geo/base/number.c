#include <geo/base/number.h>

#include <assert.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Integers up to 2^53 and powers of ten up to 10^22 are exact doubles, so one multiplication or
// division of the two is correctly rounded (W. D. Clinger, How to read floating point numbers
// accurately, PLDI 1990, doi:10.1145/93548.93557).
#define EXACT_INTEGER_MAX (UINT64_C(1) << 53)
#define EXACT_POWER_MAX 22

static const double exact_power_of_ten[EXACT_POWER_MAX + 1] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// The C locale for this thread alone while a libc function that follows it runs.
static locale_t enter_c_locale(locale_t *c_locale)
{
    *c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    return *c_locale ? uselocale(*c_locale) : (locale_t)0;
}

static void leave_c_locale(locale_t c_locale, locale_t previous)
{
    if (!c_locale) return;
    uselocale(previous);
    freelocale(c_locale);
}

static double parse_slowly(const char *text)
{
    locale_t c_locale;
    const locale_t previous = enter_c_locale(&c_locale);
    const double value = strtod(text, NULL);
    leave_c_locale(c_locale, previous);
    return value;
}

// Digits of `text` as an integer and a decimal exponent; false where more than 19 digits count or
// the exponent is large, so that only strtod can tell.
static bool split_decimal(const char *text, const char *end, uint64_t *digits, int *exponent)
{
    int seen = 0;
    bool after_point = false;
    *digits = 0;
    *exponent = 0;
    for (; text < end && *text != 'e' && *text != 'E'; text++) {
        if (*text == '.') {
            after_point = true;
            continue;
        }
        if ((*digits || *text != '0') && ++seen > 19) return false;
        *digits = *digits * 10 + (uint64_t)(*text - '0');
        if (after_point && --*exponent < -10000) return false;
    }
    if (text == end) return true;

    text++;
    const bool negative = *text == '-';
    if (*text == '-' || *text == '+') text++;
    int written = 0;
    for (; text < end; text++) {
        written = written * 10 + (*text - '0');
        if (written > 10000) return false;
    }
    *exponent += negative ? -written : written;
    return true;
}

double terr_number_parse(const char *text, size_t length)
{
    const char *end = text + length;
    const bool negative = *text == '-';
    uint64_t digits;
    int exponent;
    if (!split_decimal(text + negative, end, &digits, &exponent)) return parse_slowly(text);
    if (digits > EXACT_INTEGER_MAX || exponent < -EXACT_POWER_MAX || exponent > EXACT_POWER_MAX) {
        return parse_slowly(text);
    }
    const double power = exact_power_of_ten[exponent < 0 ? -exponent : exponent];
    const double value = exponent < 0 ? (double)digits / power : (double)digits * power;
    return negative ? -value : value;
}

size_t terr_number_print(char out[TERR_NUMBER_SIZE], double value, int decimals)
{
    assert(isfinite(value) && decimals >= 0 && decimals <= 17);
    locale_t c_locale;
    const locale_t previous = enter_c_locale(&c_locale);
    int length = snprintf(out, TERR_NUMBER_SIZE, "%.*f", decimals, value);
    leave_c_locale(c_locale, previous);
    if (out[0] == '-' && strspn(out + 1, "0.") == (size_t)length - 1) {
        memmove(out, out + 1, (size_t)length--);
    }
    return (size_t)length;
}

size_t terr_number_print_short(char out[TERR_NUMBER_SIZE], double value, int decimals)
{
    size_t length = terr_number_print(out, value, decimals);
    if (decimals == 0) return length;
    while (out[length - 1] == '0') length--;
    if (out[length - 1] == '.') length--;
    out[length] = '\0';
    return length;
}

size_t terr_number_print_exact(char out[TERR_NUMBER_SIZE], double value)
{
    assert(isfinite(value));
    locale_t c_locale;
    const locale_t previous = enter_c_locale(&c_locale);
    int length = 0;
    for (int digits = 15; digits <= 17; digits++) {
        length = snprintf(out, TERR_NUMBER_SIZE, "%.*g", digits, value);
        if (strtod(out, NULL) == value) break;
    }
    leave_c_locale(c_locale, previous);
    return (size_t)length;
}
