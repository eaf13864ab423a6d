#include <geo/base/timezone.h>

#include <geo/base/file.h>
#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <string.h>

#define SECONDS_PER_HOUR 3600

// No clock on Earth is further from UTC; RFC 8536 section 3.2 recommends nearly the same bounds.
#define OFFSET_LIMIT_S (26 * SECONDS_PER_HOUR)

#define TYPES_MAX 256 /* a transition names its type in one byte */

#define FIRST_DAY (-719162) /* 0001-01-01 */
#define LAST_DAY 2932896    /* 9999-12-31 */

// The Gregorian calendar repeats after 400 years, weekdays included.
#define PERIOD_S (INT64_C(146097) * TERR_SECONDS_PER_DAY)
#define PERIOD_START_S INT64_C(946684800) /* 2000-01-01T00:00:00Z */

// One yearly change of the clocks, as a POSIX rule writes it.
struct yearly {
    enum { BY_WEEKDAY, BY_DAY_WITHOUT_LEAP, BY_DAY } form;
    int month, week, weekday; /* Mm.w.d, weekday 0 = Sunday            */
    int day;                  /* Jn: 1 to 365; n: 0 to 365             */
    int32_t time_s;           /* on the clocks as they were before it  */
};

struct rule {
    int32_t standard_s, daylight_s; /* east of UTC */
    bool has_daylight;
    struct yearly start, end; /* of daylight saving */
};

struct terr_timezone {
    int64_t *transitions; /* ascending                              */
    int32_t *offsets;     /* of the clocks from each transition on  */
    size_t count;         /* of both                                */
    int32_t first_offset; /* before the first transition            */
    bool has_rule;        /* from the last transition on            */
    struct rule rule;
    int32_t known_offsets[TYPES_MAX + 2]; /* all that can occur */
    size_t known_count;
};

static int64_t floor_divide(int64_t value, int64_t divisor)
{
    return value / divisor - (value % divisor < 0);
}

// ---- POSIX rules ----

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

static bool skip(const char **at, char c)
{
    if (**at != c) return false;
    (*at)++;
    return true;
}

static bool read_number(const char **at, int low, int high, int *value)
{
    int number = 0;
    if (!is_digit(**at)) return false;
    for (; is_digit(**at); (*at)++) {
        number = number * 10 + (**at - '0');
        if (number > high) return false;
    }
    *value = number;
    return number >= low;
}

// [+-]hh[:mm[:ss]]
static bool read_clock(const char **at, int hours_high, int32_t *seconds)
{
    int hours;
    int minutes = 0;
    int rest = 0;
    const bool negative = **at == '-';
    if (**at == '-' || **at == '+') (*at)++;
    if (!read_number(at, 0, hours_high, &hours)) return false;
    if (skip(at, ':')) {
        if (!read_number(at, 0, 59, &minutes)) return false;
        if (skip(at, ':') && !read_number(at, 0, 59, &rest)) return false;
    }
    const int total = hours * SECONDS_PER_HOUR + minutes * 60 + rest;
    *seconds = negative ? -total : total;
    return true;
}

// An abbreviation: three letters or more, or <letters, digits and signs>.
static bool skip_abbreviation(const char **at)
{
    const bool quoted = skip(at, '<');
    int length = 0;
    while (is_letter(**at) || (quoted && (is_digit(**at) || **at == '+' || **at == '-'))) {
        (*at)++;
        if (length < 3) length++;
    }
    return length == 3 && (!quoted || skip(at, '>'));
}

static bool read_yearly(const char **at, struct yearly *yearly)
{
    bool read;
    if (skip(at, 'M')) {
        yearly->form = BY_WEEKDAY;
        read = read_number(at, 1, 12, &yearly->month) && skip(at, '.') &&
               read_number(at, 1, 5, &yearly->week) && skip(at, '.') &&
               read_number(at, 0, 6, &yearly->weekday);
    } else if (skip(at, 'J')) {
        yearly->form = BY_DAY_WITHOUT_LEAP;
        read = read_number(at, 1, 365, &yearly->day);
    } else {
        yearly->form = BY_DAY;
        read = read_number(at, 0, 365, &yearly->day);
    }
    if (!read) return false;
    yearly->time_s = 2 * SECONDS_PER_HOUR;
    return !skip(at, '/') || read_clock(at, 167, &yearly->time_s);
}

// The whole of `text`. A rule counts hours west of Greenwich, everything else here east.
static bool read_rule(const char *text, struct rule *rule)
{
    const struct rule empty = {0};
    int32_t west;
    *rule = empty;
    if (!skip_abbreviation(&text) || !read_clock(&text, 24, &west)) return false;
    rule->standard_s = -west;
    if (*text == '\0') return true;

    rule->has_daylight = true;
    rule->daylight_s = rule->standard_s + SECONDS_PER_HOUR;
    if (!skip_abbreviation(&text)) return false;
    if (*text != ',') {
        if (!read_clock(&text, 24, &west)) return false;
        rule->daylight_s = -west;
    }
    return skip(&text, ',') && read_yearly(&text, &rule->start) && skip(&text, ',') &&
           read_yearly(&text, &rule->end) && *text == '\0';
}

static int32_t day_of(int year, int month, int day)
{
    int32_t number = 0;
    const struct terr_civil civil = {year, month, day};
    (void)terr_day_from_civil(&number, civil);
    return number;
}

static int32_t yearly_day(const struct yearly *yearly, int year)
{
    const int32_t new_year = day_of(year, 1, 1);
    if (yearly->form == BY_DAY) return new_year + yearly->day;
    if (yearly->form == BY_DAY_WITHOUT_LEAP) {
        const bool leap = day_of(year, 3, 1) - new_year == 60;
        return new_year + yearly->day - 1 + (leap && yearly->day >= 60);
    }
    const int32_t first = day_of(year, yearly->month, 1);
    const int first_weekday = (terr_day_weekday(first) + 1) % 7;
    const int32_t day = first + (yearly->weekday - first_weekday + 7) % 7 + 7 * (yearly->week - 1);
    return day > terr_day_month_end(first) ? day - 7 : day; // week 5 is the last, be it the fourth
}

static int64_t yearly_instant(const struct yearly *yearly, int year, int32_t offset_before)
{
    return (int64_t)yearly_day(yearly, year) * TERR_SECONDS_PER_DAY + yearly->time_s -
           offset_before;
}

static int32_t rule_offset(const struct rule *rule, int64_t instant)
{
    if (!rule->has_daylight) return rule->standard_s;
    // any instant has its like in the years 2000 to 2399, so that no year is out of range
    instant %= PERIOD_S;
    while (instant < PERIOD_START_S) instant += PERIOD_S;
    const int year = terr_day_civil((int32_t)(instant / TERR_SECONDS_PER_DAY)).year;

    // the neighbour years too: hours up to 167 and offsets carry a change over New Year
    for (int y = year - 1; y <= year + 1; y++) {
        const int64_t start = yearly_instant(&rule->start, y, rule->standard_s);
        int64_t end = yearly_instant(&rule->end, y, rule->daylight_s);
        if (end < start) end = yearly_instant(&rule->end, y + 1, rule->daylight_s);
        if (start <= instant && instant < end) return rule->daylight_s;
    }
    return rule->standard_s;
}

// ---- TZif files, RFC 8536 ----

#define HEADER_SIZE 44
#define TYPE_SIZE 6

struct header {
    unsigned char version; /* 0, or '2' to '4' */
    uint64_t ut_count, standard_count, leap_count, transition_count, type_count, letter_count;
};

static uint64_t big_endian(const unsigned char *bytes, size_t width)
{
    uint64_t value = 0;
    for (size_t i = 0; i < width; i++) value = value << 8 | bytes[i];
    return value;
}

static bool read_header(struct header *header, const unsigned char *bytes, size_t length)
{
    if (length < HEADER_SIZE || memcmp(bytes, "TZif", 4) != 0) return false;
    header->version = bytes[4];
    header->ut_count = big_endian(bytes + 20, 4);
    header->standard_count = big_endian(bytes + 24, 4);
    header->leap_count = big_endian(bytes + 28, 4);
    header->transition_count = big_endian(bytes + 32, 4);
    header->type_count = big_endian(bytes + 36, 4);
    header->letter_count = big_endian(bytes + 40, 4);
    return true;
}

// Counts have 32 bits, so that the sum stays far below 64.
static uint64_t block_size(const struct header *header, size_t time_size)
{
    return header->transition_count * (time_size + 1) + header->type_count * TYPE_SIZE +
           header->letter_count + header->leap_count * (time_size + 4) + header->standard_count +
           header->ut_count;
}

static int64_t time_at(const unsigned char *bytes, size_t time_size)
{
    const uint64_t value = big_endian(bytes, time_size);
    return time_size == 8 ? (int64_t)value : (int64_t)(int32_t)(uint32_t)value;
}

static enum terr_code read_types(struct terr_timezone *zone, const unsigned char *types,
                                 uint64_t count, struct terr_error *err)
{
    for (size_t i = 0; i < count; i++) {
        const int64_t offset = time_at(types + TYPE_SIZE * i, 4);
        if (offset < -OFFSET_LIMIT_S || offset > OFFSET_LIMIT_S) {
            return terr_fail(err, TERR_EPARSE, "zone file: %lld seconds from UTC are too many",
                             (long long)offset);
        }
        zone->known_offsets[i] = (int32_t)offset;
    }
    zone->known_count = (size_t)count;
    zone->first_offset = zone->known_offsets[0]; // section 3.2: "time type 0"
    return TERR_OK;
}

static enum terr_code read_block(struct terr_timezone *zone, const unsigned char *block,
                                 const struct header *header, size_t time_size,
                                 struct terr_error *err)
{
    const size_t count = (size_t)header->transition_count;
    const unsigned char *indices = block + count * time_size;
    enum terr_code code = read_types(zone, indices + count, header->type_count, err);
    if (code) return code;

    zone->transitions = terr_memory_new(count, sizeof *zone->transitions, err);
    if (!zone->transitions) return err->code;
    zone->offsets = terr_memory_new(count, sizeof *zone->offsets, err);
    if (!zone->offsets) return err->code;
    for (size_t i = 0; i < count; i++) {
        const int64_t instant = time_at(block + i * time_size, time_size);
        if (indices[i] >= header->type_count || (i && instant <= zone->transitions[i - 1])) {
            return terr_fail(err, TERR_EPARSE, "zone file: transition %zu is out of order", i);
        }
        zone->transitions[i] = instant;
        zone->offsets[i] = zone->known_offsets[indices[i]];
    }
    zone->count = count;
    return TERR_OK;
}

static void know_rule(struct terr_timezone *zone)
{
    zone->has_rule = true;
    zone->known_offsets[zone->known_count++] = zone->rule.standard_s;
    if (zone->rule.has_daylight) zone->known_offsets[zone->known_count++] = zone->rule.daylight_s;
}

// The rule between two line feeds that ends a file; empty where no rule is known.
static enum terr_code read_footer(struct terr_timezone *zone, const unsigned char *footer,
                                  size_t length, struct terr_error *err)
{
    const unsigned char *end = length > 1 ? memchr(footer + 1, '\n', length - 1) : NULL;
    if (!end || footer[0] != '\n') return terr_fail(err, TERR_EPARSE, "zone file: no footer");
    const size_t size = (size_t)(end - footer) - 1;
    if (size == 0) return TERR_OK;

    char *text = terr_memory_copy((const char *)footer + 1, size, err);
    if (!text) return err->code;
    const bool read = strlen(text) == size && read_rule(text, &zone->rule);
    terr_memory_free(text);
    if (!read) return terr_fail(err, TERR_EPARSE, "zone file: the rule at its end is malformed");
    know_rule(zone);
    return TERR_OK;
}

static enum terr_code read_file(struct terr_timezone *zone, const unsigned char *bytes,
                                size_t length, struct terr_error *err)
{
    struct header header;
    size_t time_size = 4;
    if (!read_header(&header, bytes, length)) return terr_fail(err, TERR_EPARSE, "not a zone file");
    if (header.version >= '2') {
        // the first block repeats what fits 32 bits; the second one is for us
        const uint64_t first = HEADER_SIZE + block_size(&header, 4);
        if (first > length || !read_header(&header, bytes + first, length - first)) {
            return terr_fail(err, TERR_EPARSE, "zone file: no 64-bit block");
        }
        bytes += first;
        length -= first;
        time_size = 8;
    }
    const uint64_t size = HEADER_SIZE + block_size(&header, time_size);
    if (size > length) return terr_fail(err, TERR_EPARSE, "zone file: cut short");
    if (header.leap_count) return terr_fail(err, TERR_EPARSE, "zone file: counts leap seconds");
    if (header.type_count < 1 || header.type_count > TYPES_MAX) {
        return terr_fail(err, TERR_EPARSE, "zone file: needs 1 to %d time types", TYPES_MAX);
    }
    const enum terr_code code = read_block(zone, bytes + HEADER_SIZE, &header, time_size, err);
    if (code || time_size == 4) return code;
    return read_footer(zone, bytes + size, length - (size_t)size, err);
}

enum terr_code terr_timezone_decode(struct terr_timezone **out, const void *bytes, size_t length,
                                    struct terr_error *err)
{
    *out = NULL;
    struct terr_timezone *zone = terr_memory_new(1, sizeof *zone, err);
    if (!zone) return err->code;
    const enum terr_code code = read_file(zone, bytes, length, err);
    if (code) {
        terr_timezone_free(zone);
    } else {
        *out = zone;
    }
    return code;
}

// ---- Finding a zone ----

// Letters, digits, '_', '+', '-' in parts between single slashes: so never absolute, never "..".
static bool is_zone_name(const char *text)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789_+-/";
    const size_t length = strlen(text);
    return length > 0 && length < 256 && strspn(text, allowed) == length && text[0] != '/' &&
           text[length - 1] != '/' && !strstr(text, "//");
}

// TERR_EIO or TERR_EPARSE where the folder has no such zone.
static enum terr_code look_into(struct terr_timezone **out, const char *folder, const char *name,
                                struct terr_error *err)
{
    struct terr_text path = TERR_TEXT_INIT;
    struct terr_bytes file = {0};
    enum terr_code code;
    terr_text_print(&path, "%s/%s", folder, name);
    if ((code = terr_text_check(&path, err))) goto cleanup;
    if (terr_file_kind(path.bytes) != TERR_FILE_REGULAR) {
        code = terr_fail(err, TERR_EIO, "no such file");
        goto cleanup;
    }
    if ((code = terr_file_read(&file, path.bytes, err))) goto cleanup;
    code = terr_timezone_decode(out, file.bytes, file.length, err);
cleanup:
    terr_bytes_dispose(&file);
    terr_text_dispose(&path);
    return code;
}

static enum terr_code look_up(struct terr_timezone **out, const char *name, struct terr_error *err)
{
    static const char *const folders[] = {"/usr/share/zoneinfo", "/usr/lib/zoneinfo",
                                          "/usr/share/lib/zoneinfo", "/etc/zoneinfo"};
    struct terr_error ignored;
    for (size_t i = 0; is_zone_name(name) && i < sizeof folders / sizeof folders[0]; i++) {
        const enum terr_code code = look_into(out, folders[i], name, &ignored);
        if (code == TERR_OK) return TERR_OK;
        if (code == TERR_ENOMEM) return terr_fail(err, code, "%s", ignored.message);
    }
    return terr_fail(err, TERR_EARG,
                     "time zone \"%.*s\" is neither a POSIX rule nor in this machine's database",
                     60, name);
}

// "UTC+3" is a rule of POSIX and means three hours west, which nobody who types it has in mind.
static bool reads_two_ways(const char *text)
{
    return (strncmp(text, "UTC", 3) == 0 || strncmp(text, "GMT", 3) == 0) &&
           (text[3] == '+' || text[3] == '-');
}

enum terr_code terr_timezone_parse(struct terr_timezone **out, const char *text,
                                   struct terr_error *err)
{
    struct rule rule = {0};
    *out = NULL;
    if (reads_two_ways(text)) {
        return terr_fail(err, TERR_EARG,
                         "time zone '%.40s' could mean east or west; needs a name such as "
                         "Europe/Kyiv, or a POSIX rule such as <+03>-3, three hours east",
                         text);
    }
    if (strcmp(text, "UTC") != 0 && !read_rule(text, &rule)) return look_up(out, text, err);
    struct terr_timezone *zone = terr_memory_new(1, sizeof *zone, err);
    if (!zone) return err->code;
    zone->rule = rule;
    know_rule(zone);
    *out = zone;
    return TERR_OK;
}

void terr_timezone_free(struct terr_timezone *zone)
{
    if (!zone) return;
    terr_memory_free(zone->transitions);
    terr_memory_free(zone->offsets);
    terr_memory_free(zone);
}

// ---- Asking a zone ----

int32_t terr_timezone_offset(const struct terr_timezone *zone, int64_t instant_s)
{
    size_t passed = 0; // transitions at or before the instant
    for (size_t high = zone->count; passed < high;) {
        const size_t middle = passed + (high - passed) / 2;
        if (zone->transitions[middle] <= instant_s) {
            passed = middle + 1;
        } else {
            high = middle;
        }
    }
    if (passed == zone->count && zone->has_rule) return rule_offset(&zone->rule, instant_s);
    return passed ? zone->offsets[passed - 1] : zone->first_offset;
}

int32_t terr_timezone_day(const struct terr_timezone *zone, int64_t instant_s)
{
    // day and second apart, so that no sum overflows
    const int64_t second = instant_s % TERR_SECONDS_PER_DAY + terr_timezone_offset(zone, instant_s);
    const int64_t day =
        instant_s / TERR_SECONDS_PER_DAY + floor_divide(second, TERR_SECONDS_PER_DAY);
    if (day < FIRST_DAY) return FIRST_DAY;
    return day > LAST_DAY ? LAST_DAY : (int32_t)day;
}

int64_t terr_timezone_instant(const struct terr_timezone *zone, int32_t day, int32_t second_of_day)
{
    const int64_t local = (int64_t)day * TERR_SECONDS_PER_DAY + second_of_day;
    bool found = false;
    int64_t latest = 0;
    for (size_t i = 0; i < zone->known_count; i++) {
        const int64_t instant = local - zone->known_offsets[i];
        if (terr_timezone_offset(zone, instant) != zone->known_offsets[i]) continue;
        if (!found || instant > latest) latest = instant;
        found = true;
    }
    if (found) return latest;

    // the clocks jump over this time: between `low`, before it, and `high`, after it
    int64_t low = local - 2 * OFFSET_LIMIT_S;
    int64_t high = local + 2 * OFFSET_LIMIT_S;
    while (high - low > 1) {
        const int64_t middle = low + (high - low) / 2;
        if (middle + terr_timezone_offset(zone, middle) < local) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high;
}
