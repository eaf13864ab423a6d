#include <geo/figure/pairs.h>

#include <geo/base/memory.h>
#include <geo/figure/calendar.h>
#include <geo/source/archive.h>
#include <assert.h>
#include <stdio.h>
#include <string.h>

void terr_pairs_span(struct terr_span *span, const struct terr_pairs_options *options)
{
    const struct terr_span wanted = {
        .kind = TERR_SPAN_RANGE,
        .has_from = options->has_from,
        .has_to = options->has_to,
        .from = {.day = options->from_day},
        .to = {.day = options->to_day},
        .beyond = options->max_gap_days > 0,
    };
    *span = wanted;
}

// An archive on the way through its days.
struct cursor {
    const struct terr_archive *archive;
    size_t next; // the first snapshot after the day that was asked for last
};

// ---- days ----

// The first day that a snapshot still to come has; false at the end.
static bool peek_day(int32_t *day, const struct cursor *cursor)
{
    if (cursor->next == terr_archive_count(cursor->archive)) return false;
    *day = terr_archive_at(cursor->archive, cursor->next)->day;
    return true;
}

// Goes to the end of `day`.
static void advance(struct cursor *cursor, int32_t day)
{
    int32_t next_day;
    while (peek_day(&next_day, cursor) && next_day <= day) cursor->next++;
}

// The first day after the one asked for last that either archive has.
static bool next_day(int32_t *day, const struct cursor *a, const struct cursor *b)
{
    int32_t day_b = 0;
    const bool has_a = peek_day(day, a), has_b = peek_day(&day_b, b);
    if (has_b && (!has_a || day_b < *day)) *day = day_b;
    return has_a || has_b;
}

// How many days before `day` the snapshot is that stands for it; false where there is none.
static bool find_age(int64_t *age_days, const struct cursor *cursor, int32_t day)
{
    if (cursor->next == 0) return false;
    *age_days = (int64_t)day - terr_archive_at(cursor->archive, cursor->next - 1)->day;
    return true;
}

// ---- pairs ----

static enum terr_code add_pair(struct terr_pairs *out, enum terr_every every,
                               const struct terr_pair *pair, struct terr_error *err)
{
    const bool is_same_period =
        out->count > 0 && terr_calendar_period_end(every, out->pairs[out->count - 1].day) ==
                              terr_calendar_period_end(every, pair->day);
    if (is_same_period) { // only the last of a period stays
        out->pairs[out->count - 1] = *pair;
        return TERR_OK;
    }
    struct terr_pair *pairs =
        terr_memory_grow(out->pairs, &out->capacity, out->count + 1, sizeof *pairs, err);
    if (!pairs) return err->code;
    out->pairs = pairs;
    pairs[out->count++] = *pair;
    return TERR_OK;
}

static bool is_one_day(const struct terr_pairs_options *options)
{
    return options->has_from && options->has_to && options->from_day == options->to_day;
}

// Pairs what stands for one day, to which both cursors have come.
static enum terr_code pair_day(struct terr_pairs *out, const struct cursor *a,
                               const struct cursor *b, int32_t day,
                               const struct terr_pairs_options *options, struct terr_error *err)
{
    int64_t age_a, age_b;
    const bool has_a = find_age(&age_a, a, day), has_b = find_age(&age_b, b, day);
    if (has_a && has_b && age_a <= options->max_gap_days && age_b <= options->max_gap_days) {
        const struct terr_pair pair = {true, day, a->next - 1, b->next - 1};
        return add_pair(out, options->every, &pair, err);
    }
    out->alone_a += has_a && age_a == 0;
    out->alone_b += has_b && age_b == 0;
    return TERR_OK;
}

static enum terr_code pair_days(struct terr_pairs *out, struct cursor *a, struct cursor *b,
                                const struct terr_pairs_options *options, struct terr_error *err)
{
    const bool one_day = is_one_day(options);
    enum terr_code code = TERR_OK;
    int32_t day = options->from_day;
    if (options->has_from) {
        advance(a, day - 1);
        advance(b, day - 1);
    }
    while (!code && (one_day || next_day(&day, a, b))) {
        if (options->has_to && day > options->to_day) break;
        advance(a, day);
        advance(b, day);
        code = pair_day(out, a, b, day, options, err);
        if (one_day) break;
    }
    return code;
}

// Two maps whose days differ stand for neither day.
static struct terr_pair newest_pair(const struct terr_archive *a, const struct terr_archive *b)
{
    struct terr_pair pair = {.a = terr_archive_count(a) - 1, .b = terr_archive_count(b) - 1};
    const struct terr_dated *dated_a = terr_archive_at(a, pair.a);
    const struct terr_dated *dated_b = terr_archive_at(b, pair.b);
    pair.dated = dated_a->date_source != TERR_DATE_NONE && dated_b->date_source != TERR_DATE_NONE &&
                 dated_a->day == dated_b->day;
    if (pair.dated) pair.day = dated_a->day;
    return pair;
}

// ---- sentences ----

#define RANGE_SIZE 64

// "2024-07-08 to 2025-12-31 (536 snapshots)".
static void print_range(char out[RANGE_SIZE], const struct terr_archive *archive)
{
    char first[TERR_DAY_SIZE], last[TERR_DAY_SIZE];
    const size_t count = terr_archive_count(archive);
    terr_day_print(first, terr_archive_at(archive, 0)->day);
    terr_day_print(last, terr_archive_at(archive, count - 1)->day);
    snprintf(out, RANGE_SIZE, "%s to %s (%zu snapshot%s)", first, last, count,
             count == 1 ? "" : "s");
}

// " from 2025-01-01 to 2025-01-05", or as much of it as was asked for.
static void print_asked(char out[RANGE_SIZE], const struct terr_pairs_options *options)
{
    char from[TERR_DAY_SIZE], to[TERR_DAY_SIZE];
    if (options->has_from) terr_day_print(from, options->from_day);
    if (options->has_to) terr_day_print(to, options->to_day);
    if (options->has_from && options->has_to) {
        snprintf(out, RANGE_SIZE, " from %s to %s", from, to);
    } else if (options->has_from) {
        snprintf(out, RANGE_SIZE, " from %s on", from);
    } else if (options->has_to) {
        snprintf(out, RANGE_SIZE, " up to %s", to);
    } else {
        *out = '\0';
    }
}

static enum terr_code fail_empty(const struct terr_archive *a, const struct terr_archive *b,
                                 const struct terr_pairs_options *options, struct terr_error *err)
{
    char range_a[RANGE_SIZE], range_b[RANGE_SIZE], asked[RANGE_SIZE], day[TERR_DAY_SIZE];
    char reach[RANGE_SIZE] = "";
    const int gap = (int)options->max_gap_days;
    print_range(range_a, a);
    print_range(range_b, b);
    print_asked(asked, options);
    if (is_one_day(options)) {
        terr_day_print(day, options->from_day);
        if (gap > 0) snprintf(reach, sizeof reach, " within %d day%s", gap, gap == 1 ? "" : "s");
        return terr_fail(err, TERR_EDATA,
                         "the archives do not both have a snapshot for %s%s: A has %s, B %s", day,
                         reach, range_a, range_b);
    }
    if (gap > 0) {
        snprintf(reach, sizeof reach, ", or in one and within %d day%s before in the other", gap,
                 gap == 1 ? "" : "s");
    }
    return terr_fail(err, TERR_EDATA, "no day%s has a snapshot in both archives%s: A has %s, B %s",
                     asked, reach, range_a, range_b);
}

static enum terr_code check_dates(const struct terr_archive *archive, struct terr_error *err)
{
    for (size_t i = 0; i < terr_archive_count(archive); i++) {
        const struct terr_dated *dated = terr_archive_at(archive, i);
        if (dated->date_source != TERR_DATE_NONE) continue;
        return terr_fail(err, TERR_EDATA, "%s: without a date it has no day to be compared on",
                         dated->path);
    }
    return TERR_OK;
}

// ---- the whole ----

enum terr_code terr_pairs_find(struct terr_pairs *out, const struct terr_archive *a,
                               const struct terr_archive *b,
                               const struct terr_pairs_options *options, struct terr_error *err)
{
    enum terr_code code;
    assert(out->count == 0);
    if (options->undated) {
        const struct terr_pair pair = newest_pair(a, b);
        return add_pair(out, TERR_EVERY_DAY, &pair, err);
    }
    struct cursor cursor_a = {a, 0}, cursor_b = {b, 0};
    if ((code = check_dates(a, err)) || (code = check_dates(b, err))) return code;
    code = pair_days(out, &cursor_a, &cursor_b, options, err);
    if (!code && out->count == 0) code = fail_empty(a, b, options, err);
    if (code) terr_pairs_dispose(out);
    return code;
}

void terr_pairs_dispose(struct terr_pairs *pairs)
{
    terr_memory_free(pairs->pairs);
    memset(pairs, 0, sizeof *pairs);
}
