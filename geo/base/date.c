#include <geo/base/date.h>

#include <assert.h>

// Counting years from 1 March puts the leap day at a year's end, so that the days before a month
// are one linear expression. 719468 is the number of days from 0000-03-01 to 1970-01-01.
#define DAYS_TO_EPOCH 719468
#define DAYS_PER_400_YEARS 146097
#define DAYS_PER_100_YEARS 36524
#define DAYS_PER_4_YEARS 1461
#define DAYS_PER_YEAR 365

#define DAY_MIN (-719162) /* 0001-01-01 */
#define DAY_MAX 2932896   /* 9999-12-31 */

#define TEXT_SHOWN 60 /* bytes of a refused text that a message repeats */

static bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

bool terr_day_from_civil(int32_t *day, struct terr_civil civil)
{
    if (civil.year < TERR_YEAR_MIN || civil.year > TERR_YEAR_MAX) return false;
    if (civil.month < 1 || civil.month > 12) return false;
    if (civil.day < 1 || civil.day > month_length(civil.year, civil.month)) return false;

    const int year = civil.month > 2 ? civil.year : civil.year - 1;
    const int month = (civil.month + 9) % 12;
    const int leap_days = year / 4 - year / 100 + year / 400;
    *day = DAYS_PER_YEAR * year + leap_days + (153 * month + 2) / 5 + civil.day - 1 - DAYS_TO_EPOCH;
    return true;
}

static int at_most(int value, int limit) { return value < limit ? value : limit; }

struct terr_civil terr_day_civil(int32_t day)
{
    assert(day >= DAY_MIN && day <= DAY_MAX);
    int rest = day + DAYS_TO_EPOCH;
    int year = rest / DAYS_PER_400_YEARS * 400;
    rest %= DAYS_PER_400_YEARS;
    // the last century of the 400 years, and the last year of four, are one day longer
    const int centuries = at_most(rest / DAYS_PER_100_YEARS, 3);
    rest -= centuries * DAYS_PER_100_YEARS;
    const int fours = rest / DAYS_PER_4_YEARS;
    rest -= fours * DAYS_PER_4_YEARS;
    const int singles = at_most(rest / DAYS_PER_YEAR, 3);
    rest -= singles * DAYS_PER_YEAR;
    year += 100 * centuries + 4 * fours + singles;

    const int month = (5 * rest + 2) / 153;
    const struct terr_civil civil = {
        month < 10 ? year : year + 1,
        month < 10 ? month + 3 : month - 9,
        rest - (153 * month + 2) / 5 + 1,
    };
    return civil;
}

int terr_day_weekday(int32_t day)
{
    // 1970-01-01 was a Thursday
    return (day % 7 + 7 + 3) % 7;
}

int32_t terr_day_month_end(int32_t day)
{
    const struct terr_civil civil = terr_day_civil(day);
    return day - civil.day + month_length(civil.year, civil.month);
}

// Digits by hand: snprintf would have to reckon with years of ten digits.
static char *print_digits(char *out, int value, int width)
{
    for (int i = width - 1; i >= 0; i--, value /= 10) out[i] = (char)('0' + value % 10);
    return out + width;
}

void terr_day_print(char out[TERR_DAY_SIZE], int32_t day)
{
    const struct terr_civil civil = terr_day_civil(day);
    out = print_digits(out, civil.year, 4);
    *out++ = '-';
    out = print_digits(out, civil.month, 2);
    *out++ = '-';
    out = print_digits(out, civil.day, 2);
    *out = '\0';
}

static int64_t floor_divide(int64_t value, int64_t divisor)
{
    return value / divisor - (value % divisor < 0);
}

int64_t terr_moment_instant(const struct terr_moment *moment)
{
    const int64_t day_s = (int64_t)moment->day * TERR_SECONDS_PER_DAY;
    return day_s + (moment->has_time ? moment->second_of_day : 0) -
           (moment->has_offset ? moment->offset_s : 0);
}

static char *print_clock(char *out, int second, bool with_seconds)
{
    out = print_digits(out, second / 3600, 2);
    *out++ = ':';
    out = print_digits(out, second / 60 % 60, 2);
    if (!with_seconds) return out;
    *out++ = ':';
    return print_digits(out, second % 60, 2);
}

void terr_moment_print(char out[TERR_MOMENT_SIZE], const struct terr_moment *moment)
{
    terr_day_print(out, moment->day);
    if (!moment->has_time) return;
    out += TERR_DAY_SIZE - 1;
    *out++ = 'T';
    out = print_clock(out, moment->second_of_day, true);
    if (moment->has_offset && moment->offset_s == 0) {
        *out++ = 'Z';
    } else if (moment->has_offset) {
        const bool is_west = moment->offset_s < 0;
        *out++ = is_west ? '-' : '+';
        out = print_clock(out, is_west ? -moment->offset_s : moment->offset_s, false);
    }
    *out = '\0';
}

struct terr_moment terr_moment_at(int64_t instant_s)
{
    const int64_t day = floor_divide(instant_s, TERR_SECONDS_PER_DAY);
    const struct terr_moment moment = {
        .day = (int32_t)day,
        .has_time = true,
        .second_of_day = (int32_t)(instant_s - day * TERR_SECONDS_PER_DAY),
        .has_offset = true,
    };
    return moment;
}

void terr_instant_print(char out[TERR_INSTANT_SIZE], int64_t instant_s)
{
    const int64_t day = floor_divide(instant_s, TERR_SECONDS_PER_DAY);
    assert(day >= DAY_MIN && day <= DAY_MAX);
    const int second = (int)(instant_s - day * TERR_SECONDS_PER_DAY);
    terr_day_print(out, (int32_t)day);
    out += TERR_DAY_SIZE - 1;
    *out++ = 'T';
    out = print_clock(out, second, true);
    *out++ = 'Z';
    *out = '\0';
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Exactly `width` digits; moves `*at` past them.
static bool read_digits(const char **at, int width, int *value)
{
    int number = 0;
    for (int i = 0; i < width; i++, (*at)++) {
        if (!is_digit(**at)) return false;
        number = number * 10 + (**at - '0');
    }
    *value = number;
    return true;
}

static bool skip(const char **at, char c)
{
    if (**at != c) return false;
    (*at)++;
    return true;
}

// What the text says, before anyone asks whether it exists.
struct fields {
    struct terr_civil civil;
    bool has_time, has_fraction, has_offset;
    int hour, minute, second;
    int offset_sign, offset_hour, offset_minute;
};

static bool read_time(const char **at, struct fields *fields)
{
    fields->has_time = true;
    if (!read_digits(at, 2, &fields->hour) || !skip(at, ':')) return false;
    if (!read_digits(at, 2, &fields->minute)) return false;
    if (!skip(at, ':')) return true;
    if (!read_digits(at, 2, &fields->second)) return false;
    if (!skip(at, '.')) return true;
    if (!is_digit(**at)) return false;
    for (; is_digit(**at); (*at)++) {
        if (**at != '0') fields->has_fraction = true;
    }
    return true;
}

static bool read_offset(const char **at, struct fields *fields)
{
    if (**at == '\0') return true;
    fields->has_offset = true;
    if (skip(at, 'Z')) return true;
    if (**at != '+' && **at != '-') return false;
    fields->offset_sign = *(*at)++ == '-' ? -1 : 1;
    if (!read_digits(at, 2, &fields->offset_hour)) return false;
    if (**at == '\0') return true;
    (void)skip(at, ':');
    return read_digits(at, 2, &fields->offset_minute);
}

static bool read_fields(const char *text, struct fields *fields)
{
    if (!read_digits(&text, 4, &fields->civil.year) || !skip(&text, '-')) return false;
    if (!read_digits(&text, 2, &fields->civil.month) || !skip(&text, '-')) return false;
    if (!read_digits(&text, 2, &fields->civil.day)) return false;
    if (*text == '\0') return true;
    if (!skip(&text, 'T') && !skip(&text, ' ')) return false;
    return read_time(&text, fields) && read_offset(&text, fields) && *text == '\0';
}

static bool time_exists(const struct fields *fields)
{
    if (fields->offset_hour > 23 || fields->offset_minute > 59) return false;
    if (fields->minute > 59 || fields->second > 59) return false;
    if (fields->hour < 24) return true;
    return fields->hour == 24 && !fields->minute && !fields->second && !fields->has_fraction;
}

enum terr_code terr_moment_parse(struct terr_moment *moment, const char *text,
                                 struct terr_error *err)
{
    struct fields fields = {.offset_sign = 1};
    int32_t day;
    if (!read_fields(text, &fields)) {
        return terr_fail(err, TERR_EARG,
                         "\"%.*s\" is not a date like 2024-05-01 or 2024-05-01T12:00:00Z",
                         TEXT_SHOWN, text);
    }
    if (!terr_day_from_civil(&day, fields.civil)) {
        return terr_fail(err, TERR_EARG, "the date \"%.*s\" does not exist", TEXT_SHOWN, text);
    }
    if (!time_exists(&fields)) {
        return terr_fail(err, TERR_EARG, "the time \"%.*s\" does not exist", TEXT_SHOWN, text);
    }
    const struct terr_moment read = {
        .day = day,
        .has_time = fields.has_time,
        .second_of_day = fields.hour * 3600 + fields.minute * 60 + fields.second,
        .has_offset = fields.has_offset,
        .offset_s = fields.offset_sign * (fields.offset_hour * 3600 + fields.offset_minute * 60),
    };
    *moment = read;
    return TERR_OK;
}
