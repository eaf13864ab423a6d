#include <geo/source/url_template.h>

#include <geo/base/date.h>
#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <geo/source/fetch.h>
#include <geo/source/file_date.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define DIGITS_SIZE 32

// What stands for a day in a template.
static const struct {
    const char *word;
    enum { HOLDS_YEAR = 1, HOLDS_MONTH = 2, HOLDS_DAY = 4, HOLDS_ALL = 7 } holds;
} placeholders[] = {
    {"{YYYYMMDD}", HOLDS_ALL}, {"{YYYY}", HOLDS_YEAR}, {"{MM}", HOLDS_MONTH}, {"{DD}", HOLDS_DAY}};
#define PLACEHOLDER_COUNT (sizeof placeholders / sizeof placeholders[0])

static void add_digits(struct terr_text *out, int holds, struct terr_civil civil)
{
    char digits[DIGITS_SIZE];
    if (holds & HOLDS_YEAR) {
        snprintf(digits, sizeof digits, "%04d", civil.year);
        terr_text_add(out, digits);
    }
    if (holds & HOLDS_MONTH) {
        snprintf(digits, sizeof digits, "%02d", civil.month);
        terr_text_add(out, digits);
    }
    if (holds & HOLDS_DAY) {
        snprintf(digits, sizeof digits, "%02d", civil.day);
        terr_text_add(out, digits);
    }
}

static enum terr_code expand(char **url, const char *url_template, int32_t day,
                             struct terr_error *err)
{
    const struct terr_civil civil = terr_day_civil(day);
    struct terr_text out = TERR_TEXT_INIT;
    int held = 0;
    for (const char *rest = url_template; *rest;) {
        size_t length = 0;
        for (size_t i = 0; i < PLACEHOLDER_COUNT && length == 0; i++) {
            const size_t width = strlen(placeholders[i].word);
            if (strncmp(rest, placeholders[i].word, width) != 0) continue;
            add_digits(&out, (int)placeholders[i].holds, civil);
            held |= (int)placeholders[i].holds;
            length = width;
        }
        if (length == 0) terr_text_add_bytes(&out, rest, length = 1);
        rest += length;
    }
    enum terr_code code = terr_text_check(&out, err);
    if (!code && held != HOLDS_ALL) {
        code = terr_fail(err, TERR_EDATA,
                         "the remote address '%.200s' does not tell one day from another, needs "
                         "{YYYYMMDD}, or {YYYY}, {MM} and {DD}",
                         url_template);
    }
    if (code) {
        terr_text_dispose(&out);
        return code;
    }
    *url = out.bytes;
    return TERR_OK;
}

static bool tells_day(const char *name, int32_t day)
{
    struct terr_moment moment;
    struct terr_error ignored;
    bool found = false;
    if (terr_file_date(&found, &moment, name, &ignored)) return false;
    return found && !moment.has_time && moment.day == day;
}

// YYYY-MM-DD and the extension of `name`.
static enum terr_code name_by_day(char **name, int32_t day, struct terr_error *err)
{
    char date[TERR_DAY_SIZE];
    struct terr_text out = TERR_TEXT_INIT;
    const char *extension = strrchr(*name, '.');
    terr_day_print(date, day);
    terr_text_print(&out, "%s%s", date, extension ? extension : "");
    const enum terr_code code = terr_text_check(&out, err);
    if (code) {
        terr_text_dispose(&out);
        return code;
    }
    terr_memory_free(*name);
    *name = out.bytes;
    return TERR_OK;
}

enum terr_code terr_url_of_day(char **url, char **name, const char *url_template, int32_t day,
                               struct terr_error *err)
{
    char *host = NULL;
    *url = NULL;
    *name = NULL;
    enum terr_code code = expand(url, url_template, day, err);
    if (!code) code = terr_url_parts(&host, name, *url, err);
    if (!code && !tells_day(*name, day)) code = name_by_day(name, day, err);
    terr_memory_free(host);
    // the address is not the caller's but the profile's
    if (code == TERR_EARG) code = err->code = TERR_EDATA;
    if (code) {
        terr_memory_free(*url);
        terr_memory_free(*name);
        *url = NULL;
        *name = NULL;
    }
    return code;
}
