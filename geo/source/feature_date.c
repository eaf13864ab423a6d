#include <geo/source/feature_date.h>

#include <geo/base/json.h>
#include <geo/base/number.h>
#include <math.h>
#include <string.h>

// Numbers that are taken for Unix seconds: 9 or 10 digits, 1973 to 2286, as in file names; and the
// same times in milliseconds. Those that are taken for YYYYMMDD lie below both.
#define SECONDS_MIN 1e8
#define SECONDS_MAX 1e10
#define MILLISECONDS_MIN 1e11
#define MILLISECONDS_MAX 1e13
#define MILLISECONDS_PER_SECOND 1e3
#define YYYYMMDD_MIN 1e7

// The longest date that is read: with all its parts, and a fraction of a second.
#define TEXT_SIZE 64

// "2024/05/01 12:00" as "2024-05-01 12:00". A text that is too long is no date, and any text that
// is none will do to show that.
static void copy_with_hyphens(char out[TEXT_SIZE], const char *text)
{
    const size_t length = strlen(text) < TEXT_SIZE ? strlen(text) : TEXT_SIZE - 1;
    memcpy(out, text, length);
    out[length] = '\0';
    if (length >= 10 && out[4] == '/' && out[7] == '/') out[4] = out[7] = '-';
}

static enum terr_code read_yyyymmdd(struct terr_moment *moment, double number,
                                    struct terr_error *err)
{
    const int whole = (int)number;
    const struct terr_civil civil = {whole / 10000, whole / 100 % 100, whole % 100};
    const struct terr_moment midnight = {0};
    *moment = midnight;
    if (terr_day_from_civil(&moment->day, civil)) return TERR_OK;
    return terr_fail(err, TERR_EDATA, "the date %d does not exist", whole);
}

static enum terr_code read_number(struct terr_moment *moment, double number, struct terr_error *err)
{
    if (number >= MILLISECONDS_MIN && number < MILLISECONDS_MAX) {
        number = floor(number / MILLISECONDS_PER_SECOND);
    }
    if (number >= SECONDS_MIN && number < SECONDS_MAX) {
        *moment = terr_moment_at((int64_t)floor(number));
        return TERR_OK;
    }
    if (number >= YYYYMMDD_MIN && number < SECONDS_MIN && number == floor(number)) {
        return read_yyyymmdd(moment, number, err);
    }
    char shown[TERR_NUMBER_SIZE];
    (void)terr_number_print_exact(shown, number);
    return terr_fail(err, TERR_EDATA,
                     "%.40s is not a date: Unix seconds have 9 or 10 digits, milliseconds 12 or 13",
                     shown);
}

static enum terr_code read_text(struct terr_moment *moment, const char *text,
                                struct terr_error *err)
{
    char date[TEXT_SIZE];
    struct terr_error fault;
    const size_t length = strlen(text);
    if (length <= 13 && strspn(text, "0123456789") == length && *text != '0') {
        return read_number(moment, terr_number_parse(text, length), err);
    }
    copy_with_hyphens(date, text);
    if (!terr_moment_parse(moment, date, &fault)) return TERR_OK;
    return terr_fail(err, TERR_EDATA, "%s", fault.message);
}

enum terr_code terr_feature_date(bool *found, struct terr_moment *moment,
                                 const struct terr_json *value, struct terr_error *err)
{
    double number;
    const char *text = terr_json_string(value);
    *found = false;
    if (terr_json_kind(value) == TERR_JSON_NULL || (text && !*text)) return TERR_OK;

    struct terr_moment read;
    enum terr_code code;
    if (text) {
        code = read_text(&read, text, err);
    } else if (terr_json_number(&number, value)) {
        code = read_number(&read, number, err);
    } else {
        code = terr_fail(err, TERR_EDATA, "is %s, needs a date", terr_json_kind_name(value));
    }
    if (code) return code;
    *found = true;
    *moment = read;
    return TERR_OK;
}
