#include <geo/source/file_date.h>

#include <string.h>

static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

static size_t digits_at(const char *text, const char *end)
{
    size_t count = 0;
    while (text + count < end && is_digit(text[count])) count++;
    return count;
}

static int64_t number_of(const char *digits, size_t count)
{
    int64_t number = 0;
    for (size_t i = 0; i < count; i++) number = number * 10 + (digits[i] - '0');
    return number;
}

// The end of the name without its extension. A last part that begins with a digit is none:
// "map.20240501".
static const char *stem_end(const char *name)
{
    const char *point = strrchr(name, '.');
    return point && point != name && !is_digit(point[1]) ? point : name + strlen(name);
}

static enum terr_code read_day(struct terr_moment *moment, const char *year, const char *month,
                               const char *day, struct terr_error *err)
{
    const struct terr_civil civil = {(int)number_of(year, 4), (int)number_of(month, 2),
                                     (int)number_of(day, 2)};
    memset(moment, 0, sizeof *moment);
    if (terr_day_from_civil(&moment->day, civil)) return TERR_OK;
    return terr_fail(err, TERR_EDATA, "the date %.4s-%.2s-%.2s in the file name does not exist",
                     year, month, day);
}

// Reads the date that the run of `count` digits at *at begins, where it begins one, and passes over
// it.
static enum terr_code read_run(bool *is_date, struct terr_moment *moment, const char **at,
                               size_t count, const char *end, struct terr_error *err)
{
    const char *run = *at;
    *is_date = true;
    *at += count;
    if (count == 8) return read_day(moment, run, run + 4, run + 6, err);
    if ((count == 9 || count == 10) && *run != '0') {
        *moment = terr_moment_at(number_of(run, count));
        return TERR_OK;
    }
    if (count == 4 && end - run >= 10 && run[4] == '-' && digits_at(run + 5, end) == 2 &&
        run[7] == '-' && digits_at(run + 8, end) == 2) {
        *at = run + 10;
        return read_day(moment, run, run + 5, run + 8, err);
    }
    *is_date = false;
    return TERR_OK;
}

static enum terr_code add_date(bool *found, struct terr_moment *moment,
                               const struct terr_moment *another, struct terr_error *err)
{
    const bool same_kind = moment->has_time == another->has_time;
    if (!*found || (moment->day == another->day && !same_kind)) {
        if (!*found || another->has_time) *moment = *another;
        *found = true;
        return TERR_OK;
    }
    if (moment->day == another->day && moment->second_of_day == another->second_of_day) {
        return TERR_OK;
    }
    char first[TERR_MOMENT_SIZE], second[TERR_MOMENT_SIZE];
    terr_moment_print(first, moment);
    terr_moment_print(second, another);
    return terr_fail(err, TERR_EDATA, "the file name holds two dates, %s and %s", first, second);
}

enum terr_code terr_file_date(bool *found, struct terr_moment *moment, const char *name,
                              struct terr_error *err)
{
    const char *end = stem_end(name);
    struct terr_moment taken = {0};
    *found = false;
    for (const char *at = name; at < end;) {
        const size_t count = digits_at(at, end);
        if (count == 0) {
            at++;
            continue;
        }
        bool is_date;
        struct terr_moment another;
        enum terr_code code = read_run(&is_date, &another, &at, count, end, err);
        if (!code && is_date) code = add_date(found, &taken, &another, err);
        if (code) return code;
    }
    if (*found) *moment = taken;
    return TERR_OK;
}
