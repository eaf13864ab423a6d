#include <geo/source/remote_span.h>

#include <geo/base/memory.h>
#include <geo/base/timezone.h>
#include <geo/source/archive.h>
#include <geo/source/file_date.h>
#include <geo/source/profile.h>
#include <geo/source/remote_days.h>
#include <geo/source/source_paths.h>
#include <stdio.h>
#include <stdlib.h>

#define STANDARD_DAYS 90
#define NO_DAY INT64_MIN

// What a span is looked up with. Days are of files: those of the archive and the lag.
struct finder {
    struct terr_remote_days *days;
    struct terr_timezone *zone; // of the archive
    const struct terr_archive_options *options;
    const struct terr_paths *local;
};

// The day of the files that a moment of the archive asks for.
static int64_t file_day(const struct finder *finder, const struct terr_moment *moment)
{
    const int64_t day = moment->has_time && moment->has_offset
                            ? terr_timezone_day(finder->zone, terr_moment_instant(moment))
                            : moment->day;
    return day + finder->options->lag_days;
}

// The first day in reach of one.
static int64_t reach_of(const struct finder *finder, int64_t day)
{
    const int64_t first = terr_remote_days_first(finder->days);
    const int gap = finder->options->max_gap_days;
    return gap < 0 || day - gap < first ? first : day - gap;
}

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

// ---- what is to be left out ----

static bool is_excluded(const struct finder *finder, int64_t day)
{
    const struct terr_archive_options *options = finder->options;
    for (size_t i = 0; i < options->excluded_count; i++) {
        const struct terr_moment *excluded = &options->excluded[i];
        if (!excluded->has_time && file_day(finder, excluded) == day) return true;
    }
    return false;
}

// Whether there is a file that counts.
static bool is_there(const struct finder *finder, int64_t day)
{
    return terr_remote_days_state(finder->days, day) == TERR_WANTED_PRESENT &&
           !is_excluded(finder, day);
}

// The archive refuses to leave out what it does not have, so that a slip of the hand is seen.
static enum terr_code need_excluded(const struct finder *finder, struct terr_error *err)
{
    const struct terr_archive_options *options = finder->options;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < options->excluded_count && !code; i++) {
        const int64_t day = file_day(finder, &options->excluded[i]);
        code = terr_remote_days_ask(finder->days, day, day, err);
    }
    return code;
}

// ---- one day after another ----

// Goes from `from` to `to`, forwards or back, to the first day that has a file, asking for one day
// at a time. `*found` is NO_DAY where none has.
static enum terr_code walk(int64_t *found, const struct finder *finder, int64_t from, int64_t to,
                           struct terr_error *err)
{
    const int step = to < from ? -1 : 1;
    *found = NO_DAY;
    for (int64_t day = from; day != to + step; day += step) {
        enum terr_code code = terr_remote_days_ask(finder->days, day, day, err);
        if (!code) code = terr_remote_days_check(finder->days, day, day, err);
        if (code) return code;
        if (!is_there(finder, day)) continue;
        *found = day;
        return TERR_OK;
    }
    return TERR_OK;
}

static enum terr_code walk_back(int64_t *found, const struct finder *finder, int64_t from,
                                int64_t to, struct terr_error *err)
{
    *found = NO_DAY;
    from = least(from, terr_remote_days_last(finder->days));
    return from < to ? TERR_OK : walk(found, finder, from, to, err);
}

// Of the cache alone it is the newest day that is there, whatever is not known after it.
static enum terr_code find_newest_offline(int64_t *found, const struct finder *finder,
                                          struct terr_error *err)
{
    struct terr_remote_days *days = finder->days;
    *found = NO_DAY;
    for (int64_t day = terr_remote_days_last(days); day >= terr_remote_days_first(days); day--) {
        const enum terr_code code = terr_remote_days_ask(days, day, day, err);
        if (code) return code;
        if (!is_there(finder, day)) continue;
        *found = day;
        return TERR_OK;
    }
    return TERR_OK;
}

static enum terr_code find_newest(int64_t *found, const struct finder *finder,
                                  struct terr_error *err)
{
    const int64_t today = terr_remote_days_last(finder->days);
    if (finder->options->remote.offline) return find_newest_offline(found, finder, err);
    return walk_back(found, finder, today, reach_of(finder, today), err);
}

// ---- where there is nothing ----

// The nearest day from `from` on, in steps of `step`, whose file is in the cache; NO_DAY where none
// is up to the first day or the last.
static enum terr_code find_cached(int64_t *found, const struct finder *finder, int64_t from,
                                  int step, struct terr_error *err)
{
    const int64_t first = terr_remote_days_first(finder->days),
                  last = terr_remote_days_last(finder->days);
    *found = NO_DAY;
    for (int64_t day = from; day >= first && day <= last; day += step) {
        bool is_cached = false;
        const enum terr_code code = terr_remote_days_is_cached(&is_cached, finder->days, day, err);
        if (code) return code;
        if (!is_cached) continue;
        *found = day;
        return TERR_OK;
    }
    return TERR_OK;
}

#define NEAREST_SIZE 96

// ", the nearest in the cache are of DAY and DAY", or less where there is less.
static enum terr_code print_nearest(char out[NEAREST_SIZE], const struct finder *finder,
                                    int64_t day, struct terr_error *err)
{
    const int64_t last = terr_remote_days_last(finder->days);
    int64_t before, after;
    char earlier[TERR_DAY_SIZE] = "", later[TERR_DAY_SIZE] = "";
    enum terr_code code = find_cached(&before, finder, least(day, last), -1, err);
    if (!code) code = find_cached(&after, finder, day + 1, 1, err);
    if (code) return code;
    out[0] = '\0';
    if (before != NO_DAY) terr_day_print(earlier, (int32_t)before);
    if (after != NO_DAY) terr_day_print(later, (int32_t)after);
    if (*earlier && *later) {
        snprintf(out, NEAREST_SIZE, "; the nearest in the cache are of %s and %s", earlier, later);
    } else if (*earlier || *later) {
        snprintf(out, NEAREST_SIZE, "; the nearest in the cache is of %s",
                 *earlier ? earlier : later);
    }
    return TERR_OK;
}

// No file stands for a day of files.
static enum terr_code out_of_reach(const struct finder *finder, int64_t day, struct terr_error *err)
{
    const char *name = terr_remote_days_name(finder->days);
    const int64_t first = terr_remote_days_first(finder->days),
                  last = terr_remote_days_last(finder->days);
    const int gap = finder->options->max_gap_days;
    char asked[TERR_DAY_SIZE], begin[TERR_DAY_SIZE], nearest[NEAREST_SIZE], reach[64] = "on";
    terr_day_print(asked, (int32_t)(day - finder->options->lag_days));
    terr_day_print(begin, (int32_t)first);
    if (day < first) {
        return terr_fail(err, TERR_EDATA, "no snapshot for %s: the first of %s: is of %s", asked,
                         name, begin);
    }
    if (gap > 0) {
        snprintf(reach, sizeof reach, "within %d day%s before", gap, gap == 1 ? "" : "s");
    } else if (gap < 0) {
        snprintf(reach, sizeof reach, "up to");
    }
    const enum terr_code code = print_nearest(nearest, finder, day, err);
    if (code) return code;
    terr_day_print(begin, (int32_t)reach_of(finder, day));
    if (reach_of(finder, day) > last) {
        return terr_fail(err, TERR_EDATA, "no snapshot %s %s: %s: has no file of days to come%s",
                         reach, asked, name, nearest);
    }
    return terr_fail(err, TERR_EDATA, "no snapshot %s %s: %s: has no file from %s on%s", reach,
                     asked, name, begin, nearest);
}

static enum terr_code nothing_new(const struct finder *finder, struct terr_error *err)
{
    const char *name = terr_remote_days_name(finder->days);
    const int64_t today = terr_remote_days_last(finder->days);
    char begin[TERR_DAY_SIZE], end[TERR_DAY_SIZE], nearest[NEAREST_SIZE];
    if (finder->options->remote.offline) {
        return terr_fail(err, TERR_EDATA, "offline, and the cache has no file of %s:", name);
    }
    if (today < terr_remote_days_first(finder->days)) return out_of_reach(finder, today, err);
    const enum terr_code code = print_nearest(nearest, finder, today, err);
    if (code) return code;
    terr_day_print(begin, (int32_t)reach_of(finder, today));
    terr_day_print(end, (int32_t)today);
    return terr_fail(err, TERR_EDATA,
                     "no newest snapshot: %s: has no file from %s to %s%s; --to or a longer "
                     "--max-gap finds an older one",
                     name, begin, end, nearest);
}

// ---- two ends ----

// The newest day that a local file's name tells; NO_DAY where none does.
static enum terr_code find_newest_local(int64_t *found, const struct finder *finder,
                                        struct terr_error *err)
{
    struct terr_paths paths = {NULL, 0, 0};
    *found = NO_DAY;
    if (finder->local->count == 0) return TERR_OK;
    const struct terr_paths no_layers = {NULL, 0, 0};
    const enum terr_code code = terr_source_paths(&paths, (const char *const *)finder->local->paths,
                                                  finder->local->count, &no_layers, err);
    for (size_t i = 0; i < paths.count; i++) {
        struct terr_moment moment;
        struct terr_error ignored;
        bool has_date = false;
        if (terr_file_date(&has_date, &moment, terr_path_name(paths.paths[i]), &ignored)) continue;
        // the name tells a day of files, from which no lag has been taken
        if (has_date) *found = most(*found, file_day(finder, &moment) - finder->options->lag_days);
    }
    terr_paths_dispose(&paths);
    // what is wrong with them is the archive's to say, which knows of layers
    return code == TERR_ENOMEM ? code : TERR_OK;
}

// The day of the end of a window, as a day of files.
static enum terr_code choose_end(int64_t *day, const struct finder *finder, struct terr_error *err)
{
    const struct terr_span *span = &finder->options->span;
    int64_t newest, local;
    if (span->has_to) {
        *day = file_day(finder, &span->to);
        return TERR_OK;
    }
    if (span->has_from && span->days) {
        *day = file_day(finder, &span->from) + span->days;
        return TERR_OK;
    }
    enum terr_code code = find_newest(&newest, finder, err);
    if (!code) code = find_newest_local(&local, finder, err);
    if (code) return code;
    *day = most(newest, local);
    return *day == NO_DAY ? nothing_new(finder, err) : TERR_OK;
}

// Fetches what stands for a day. Where nothing does, other sources may have something.
static enum terr_code need_end(const struct finder *finder, int64_t day, struct terr_error *err)
{
    int64_t found;
    const enum terr_code code = walk_back(&found, finder, day, reach_of(finder, day), err);
    if (code || found != NO_DAY || finder->local->count > 0) return code;
    return out_of_reach(finder, day, err);
}

static enum terr_code need_between(const struct finder *finder, int64_t from, int64_t to,
                                   struct terr_error *err)
{
    const enum terr_code code = terr_remote_days_ask(finder->days, from, to, err);
    return code ? code : terr_remote_days_check(finder->days, from, to, err);
}

static enum terr_code need_ends(const struct finder *finder, struct terr_error *err)
{
    const struct terr_span *span = &finder->options->span;
    const int32_t days = span->days ? span->days : STANDARD_DAYS;
    int64_t to = 0;
    enum terr_code code = choose_end(&to, finder, err);
    if (!code) code = need_end(finder, to, err);
    if (code) return code;
    const int64_t from = span->has_from ? file_day(finder, &span->from) : to - days;
    code = need_end(finder, from, err);
    if (!code && span->between && from < to) return need_between(finder, from, to, err);
    if (code == TERR_EDATA && !span->has_from) {
        char end[TERR_DAY_SIZE];
        terr_day_print(end, (int32_t)(to - finder->options->lag_days));
        return terr_within(err, "%d days before %s", (int)days, end);
    }
    return code;
}

// ---- a range ----

// Fetches the days of a range, and of it `shift` days earlier: what windows look back to. Where the
// first day has no file, the one before it stands for it.
static enum terr_code need_range(const struct finder *finder, int64_t from, int64_t to,
                                 bool looks_back, struct terr_error *err)
{
    const int64_t first = terr_remote_days_first(finder->days);
    int64_t found;
    const enum terr_code code = need_between(finder, from, to, err);
    if (code || !looks_back || from <= first) return code;
    return walk_back(&found, finder, from, reach_of(finder, from), err);
}

// The nearest snapshots outside of a range tell that the archive goes on there.
static enum terr_code need_beyond(const struct finder *finder, int64_t from, int64_t to,
                                  struct terr_error *err)
{
    const int64_t first = terr_remote_days_first(finder->days),
                  last = terr_remote_days_last(finder->days);
    const int gap = finder->options->max_gap_days;
    const int64_t begin = most(to + 1, first), end = gap < 0 ? last : least(to + gap, last);
    int64_t found;
    enum terr_code code = walk_back(&found, finder, from, reach_of(finder, from), err);
    if (!code && begin <= end) code = walk(&found, finder, begin, end, err);
    return code;
}

static enum terr_code need_span(const struct finder *finder, struct terr_error *err)
{
    const struct terr_span *span = &finder->options->span;
    const bool is_all = span->kind == TERR_SPAN_ALL;
    int64_t from = terr_remote_days_first(finder->days), to = terr_remote_days_last(finder->days);
    enum terr_code code = TERR_OK;
    if (!is_all && span->has_from) from = file_day(finder, &span->from);
    if (!is_all && span->has_to) {
        to = file_day(finder, &span->to);
    } else if (finder->options->remote.offline) {
        code = find_newest_offline(&to, finder, err);
        if (!code && to == NO_DAY) code = nothing_new(finder, err);
    }
    if (!code) code = need_range(finder, from, to, false, err);
    if (is_all) return code;
    for (size_t i = 0; i < span->window_count && !code; i++) {
        const int32_t days = span->windows[i];
        code = need_range(finder, from - days, span->between ? to : to - days, true, err);
    }
    if (!code && span->beyond) code = need_beyond(finder, from, to, err);
    return code;
}

// ---- many dates ----

static int compare_days(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

// Neighbours are asked for together. What stands for none of the dates is not asked for.
static enum terr_code need_days(const struct finder *finder, const int64_t *days, size_t count,
                                struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0, next; i < count && !code; i = next) {
        next = i + 1;
        while (next < count && days[next] - days[next - 1] <= 1) next++;
        code = terr_remote_days_ask(finder->days, days[i], days[next - 1], err);
        for (size_t k = i; k < next && !code; k++) {
            int64_t found;
            code = walk_back(&found, finder, days[k], reach_of(finder, days[k]), err);
        }
    }
    return code;
}

static enum terr_code need_dates(const struct finder *finder, struct terr_error *err)
{
    const struct terr_span *span = &finder->options->span;
    int64_t *days = terr_memory_new(span->date_count, sizeof *days, err);
    if (!days) return err->code;
    for (size_t i = 0; i < span->date_count; i++) days[i] = file_day(finder, &span->dates[i]);
    qsort(days, span->date_count, sizeof *days, compare_days);
    const enum terr_code code = need_days(finder, days, span->date_count, err);
    terr_memory_free(days);
    return code;
}

// ---- a source ----

static enum terr_code need_files(const struct finder *finder, struct terr_error *err)
{
    switch (finder->options->span.kind) {
    case TERR_SPAN_ENDS:
        return need_ends(finder, err);
    case TERR_SPAN_DATES:
        return need_dates(finder, err);
    case TERR_SPAN_ALL:
    case TERR_SPAN_RANGE:
        break;
    }
    return need_span(finder, err);
}

static enum terr_code open_zone(struct finder *finder, const struct terr_profile *profile,
                                struct terr_error *err)
{
    const char *asked = finder->options->timezone;
    return terr_timezone_parse(&finder->zone, asked ? asked : terr_profile_timezone_rule(profile),
                               err);
}

static enum terr_code nothing_there(const struct finder *finder, struct terr_error *err)
{
    return terr_fail(err, TERR_EDATA, "%s: has no file of the days asked for",
                     terr_remote_days_name(finder->days));
}

enum terr_code terr_remote_span_add(struct terr_paths *out, const struct terr_profile *profile,
                                    const struct terr_paths *local,
                                    const struct terr_archive_options *options,
                                    struct terr_paths *left_out, struct terr_error *err)
{
    struct finder finder = {.options = options, .local = local};
    const size_t before = out->count;
    enum terr_code code;
    if ((code = open_zone(&finder, profile, err))) goto cleanup;
    code = terr_remote_days_open(&finder.days, profile, &options->remote, left_out, err);
    if (code) goto cleanup;
    code = need_files(&finder, err);
    if (!code) code = need_excluded(&finder, err);
    if (!code) code = terr_remote_days_add(out, finder.days, err);
    if (!code && out->count == before && local->count == 0) code = nothing_there(&finder, err);
cleanup:
    terr_remote_days_free(finder.days);
    terr_timezone_free(finder.zone);
    return code;
}
