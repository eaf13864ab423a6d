#include <geo/base/number.h>

#include <assert.h>
#include <geo/base/octet.h>
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

// Decimal digits that any unsigned integer of 64 bits can hold, and the powers of ten among them.
#define WHOLE_DIGITS_MAX 19

static const uint64_t whole_power_of_ten[WHOLE_DIGITS_MAX + 1] = {
    (uint64_t)1e0,  (uint64_t)1e1,  (uint64_t)1e2,  (uint64_t)1e3,  (uint64_t)1e4,
    (uint64_t)1e5,  (uint64_t)1e6,  (uint64_t)1e7,  (uint64_t)1e8,  (uint64_t)1e9,
    (uint64_t)1e10, (uint64_t)1e11, (uint64_t)1e12, (uint64_t)1e13, (uint64_t)1e14,
    (uint64_t)1e15, (uint64_t)1e16, (uint64_t)1e17, (uint64_t)1e18, (uint64_t)1e19};

#define EXPONENT_MAX 100000 // beyond this every number but 0 is 0 or infinite

__extension__ typedef unsigned __int128 wide_unsigned; // of GCC and Clang

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

// ---- digits ----

// How many of eight bytes, from the lowest on, are 0 to 9. Adding 0x76 sets the high bit of every
// other byte below 0x80; a carry reaches only bytes above one that is no digit already.
static unsigned count_digits(uint64_t octet)
{
    const uint64_t others = ((octet + 0x76 * TERR_EVERY_BYTE) | octet) & (0x80 * TERR_EVERY_BYTE);
    return others ? (unsigned)__builtin_ctzll(others) / 8 : 8;
}

// The number of eight digits, the lowest byte the first of them: neighbours are joined to pairs,
// pairs to fours, and these to one.
static uint64_t join_digits(uint64_t octet)
{
    octet = (octet * 10 + (octet >> 8)) & UINT64_C(0x00ff00ff00ff00ff);
    octet = (octet * 100 + (octet >> 16)) & UINT64_C(0x0000ffff0000ffff);
    return (octet * 10000 + (octet >> 32)) & UINT64_C(0x00000000ffffffff);
}

static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// Appends the digits under `at` to `digits` (which overflows past 19 of them); returns their end.
static const char *take_digits(const char *at, const char *end, uint64_t *digits)
{
    while (end - at >= 8) {
        const uint64_t octet = terr_octet_load(at) ^ '0' * TERR_EVERY_BYTE;
        const unsigned count = count_digits(octet);
        if (count == 0) return at;
        // zeros before the digits, so that eight are joined whatever their count is
        *digits = *digits * whole_power_of_ten[count] + join_digits(octet << (64 - 8 * count));
        at += count;
        if (count < 8) return at;
    }
    for (; at < end && is_digit(*at); at++) *digits = *digits * 10 + (uint64_t)(*at - '0');
    return at;
}

// Reads an exponent from the sign on; NULL where it has no digit.
static const char *take_exponent(const char *at, const char *end, long *exponent)
{
    const bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    if (at == end || !is_digit(*at)) return NULL;
    long written = 0;
    for (; at < end && is_digit(*at); at++) {
        if (written < EXPONENT_MAX) written = written * 10 + (*at - '0');
    }
    *exponent += negative ? -written : written;
    return at;
}

// ---- numbers ----

// digits / 10^power, correctly rounded, for power <= 19 and digits > 0.
//
// Both are shifted up until their top bits are set, to n and d in [2^63, 2^64). The quotient
// q = floor(n * 2^62 / d) then lies in (2^61, 2^63), so that a double drops its last 8 bits or
// more, and what rounds up or down, or is halfway, is a multiple of 2^7. Setting the lowest bit of
// q where the division leaves a rest therefore moves it past no such multiple, nor off one that it
// is truly on: the conversion to a double, which the processor rounds to nearest, halves to even,
// rounds as the exact quotient would. The power of two that undoes the shifts is exact, and no
// result is near the ends of the range.
static double divide_by_power(uint64_t digits, unsigned power)
{
    const uint64_t divisor = whole_power_of_ten[power];
    const int digits_shift = __builtin_clzll(digits), divisor_shift = __builtin_clzll(divisor);
    const wide_unsigned shifted = (wide_unsigned)(digits << digits_shift) << 62;
    const uint64_t normal = divisor << divisor_shift;
    const uint64_t quotient = (uint64_t)(shifted / normal);
    const bool has_rest = (wide_unsigned)quotient * normal != shifted;
    const uint64_t scale_bits = (uint64_t)(1023 + divisor_shift - digits_shift - 62) << 52;
    double scale; // 2 to that power
    memcpy(&scale, &scale_bits, sizeof scale);
    return (double)(int64_t)(quotient | has_rest) * scale;
}

// digits * 10^exponent, correctly rounded; false where only strtod can tell.
static bool scale_decimal(double *value, uint64_t digits, long exponent)
{
    if (digits <= EXACT_INTEGER_MAX && exponent >= -EXACT_POWER_MAX && exponent <= 0) {
        *value = (double)digits / exact_power_of_ten[-exponent];
    } else if (digits <= EXACT_INTEGER_MAX && exponent > 0 && exponent <= EXACT_POWER_MAX) {
        *value = (double)digits * exact_power_of_ten[exponent];
    } else if (digits && exponent <= 0 && exponent >= -WHOLE_DIGITS_MAX) {
        *value = divide_by_power(digits, (unsigned)-exponent);
    } else {
        return false;
    }
    return true;
}

size_t terr_number_read(double *value, const char *text, size_t length)
{
    const char *const end = text + length, *at = text;
    const bool negative = at < end && *at == '-';
    uint64_t digits = 0;
    long exponent = 0;
    at += negative;

    const char *const whole = at;
    for (; at < end && is_digit(*at); at++) digits = digits * 10 + (uint64_t)(*at - '0');
    size_t count = (size_t)(at - whole);
    if (count == 0 || (count > 1 && *whole == '0')) return 0;
    if (at < end && *at == '.') {
        const char *const fraction = at + 1;
        at = take_digits(fraction, end, &digits);
        if (at == fraction) return 0;
        count += (size_t)(at - fraction);
        exponent -= at - fraction;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at = take_exponent(at + 1, end, &exponent);
        if (!at) return 0;
    }
    if (count > WHOLE_DIGITS_MAX + (*whole == '0') || !scale_decimal(value, digits, exponent)) {
        *value = parse_slowly(text);
    } else if (negative) {
        *value = -*value;
    }
    return (size_t)(at - text);
}

double terr_number_parse(const char *text, size_t length)
{
    double value = 0;
    const size_t read = terr_number_read(&value, text, length);
    assert(read == length);
    (void)read;
    return value;
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
