#include <geo/zone/change.h>

#include <geo/base/memory.h>
#include <geo/base/timezone.h>
#include <geo/source/archive.h>
#include <geo/zone/worker.h>
#include <geo/zone/zone_list.h>
#include <string.h>

struct terr_change {
    struct terr_ends ends;
    struct terr_zones *from;
    struct terr_zones *to;
    struct terr_delta *deltas;
    size_t count;
};

// ---- the ends of a window ----

// The same moment as clocks of the archive's time zone show it.
static struct terr_moment local_moment(const struct terr_archive *archive,
                                       const struct terr_moment *moment)
{
    struct terr_moment local = *moment;
    if (!moment->has_time || !moment->has_offset) return local;
    const struct terr_timezone *zone = terr_archive_timezone(archive);
    const int64_t instant_s = terr_moment_instant(moment);
    local.has_offset = false;
    local.day = terr_timezone_day(zone, instant_s);
    local.second_of_day = (int32_t)(instant_s + terr_timezone_offset(zone, instant_s) -
                                    (int64_t)local.day * TERR_SECONDS_PER_DAY);
    return local;
}

static int32_t local_day(const struct terr_archive *archive, const struct terr_moment *moment)
{
    return local_moment(archive, moment).day;
}

static struct terr_moment moment_of_day(int32_t day)
{
    const struct terr_moment moment = {.day = day};
    return moment;
}

static void first_and_last(struct terr_ends *ends, const struct terr_archive *archive)
{
    ends->from = 0;
    ends->to = terr_archive_count(archive) - 1;
    const struct terr_dated *from = terr_archive_at(archive, ends->from);
    const struct terr_dated *to = terr_archive_at(archive, ends->to);
    ends->dated = from->date_source != TERR_DATE_NONE && to->date_source != TERR_DATE_NONE;
    ends->from_day = ends->dated ? from->day : 0;
    ends->to_day = ends->dated ? to->day : 0;
    ends->from_moment = moment_of_day(ends->from_day);
    ends->to_moment = moment_of_day(ends->to_day);
}

// When a moment ends: a day without a time is meant to its end.
static int64_t end_of_moment(const struct terr_archive *archive, const struct terr_moment *moment)
{
    if (moment->has_time && moment->has_offset) return terr_moment_instant(moment);
    return terr_timezone_instant(terr_archive_timezone(archive), moment->day,
                                 moment->has_time ? moment->second_of_day : TERR_SECONDS_PER_DAY);
}

static enum terr_code check_window(const struct terr_archive *archive,
                                   const struct terr_moment *from_moment,
                                   const struct terr_moment *to_moment,
                                   const struct terr_window *window, struct terr_error *err)
{
    char from[TERR_DAY_SIZE], to[TERR_DAY_SIZE];
    const int32_t from_day = local_day(archive, from_moment),
                  to_day = local_day(archive, to_moment);
    terr_day_print(from, from_day);
    terr_day_print(to, to_day);
    if (from_day > to_day) {
        return terr_fail(err, TERR_EARG, "the window begins on %s, after its end on %s", from, to);
    }
    if (end_of_moment(archive, from_moment) > end_of_moment(archive, to_moment)) {
        return terr_fail(err, TERR_EARG, "the window begins after its end, both on %s", from);
    }
    if (window->has_days && to_day - from_day != window->days) {
        return terr_fail(err, TERR_EARG, "from %s to %s is %d days, not %d", from, to,
                         (int)(to_day - from_day), (int)window->days);
    }
    return TERR_OK;
}

// The day `days` after `day`, or before it where negative; it must be one that can be written.
static enum terr_code shift_day(struct terr_moment *moment, int32_t day, int64_t days,
                                struct terr_error *err)
{
    static const struct terr_civil first = {TERR_YEAR_MIN, 1, 1}, last = {TERR_YEAR_MAX, 12, 31};
    int32_t first_day = 0, last_day = 0;
    const int64_t shifted = day + days;
    (void)terr_day_from_civil(&first_day, first);
    (void)terr_day_from_civil(&last_day, last);
    if (shifted < first_day || shifted > last_day) {
        return terr_fail(err, TERR_EARG, "the window leaves the years %d to %d", TERR_YEAR_MIN,
                         TERR_YEAR_MAX);
    }
    *moment = moment_of_day((int32_t)shifted);
    return TERR_OK;
}

// Puts the reckoning in front of an error about a date that nobody typed.
static enum terr_code explain_from(int32_t to_day, int64_t days, struct terr_error *err)
{
    char to[TERR_DAY_SIZE];
    terr_day_print(to, to_day);
    return terr_within(err, "%d days before %s", (int)days, to);
}

enum terr_code terr_ends_find(struct terr_ends *ends, const struct terr_archive *archive,
                              const struct terr_window *window, struct terr_error *err)
{
    if (window->whole) {
        first_and_last(ends, archive);
        return TERR_OK;
    }
    const int64_t days = window->has_days ? window->days : TERR_WINDOW_DAYS;
    const int32_t newest = terr_archive_at(archive, terr_archive_count(archive) - 1)->day;
    struct terr_moment from = window->from, to = window->to;
    enum terr_code code = TERR_OK;
    if (!window->has_to && window->has_from && window->has_days) {
        code = shift_day(&to, local_day(archive, &from), days, err);
    } else if (!window->has_to) {
        code = shift_day(&to, newest, 0, err);
    }
    if (!code && !window->has_from) code = shift_day(&from, local_day(archive, &to), -days, err);

    if (!code) code = check_window(archive, &from, &to, window, err);
    struct terr_ends found = {.dated = true};
    if (!code) code = terr_archive_find_moment(&found.to, archive, to, err);
    if (code) return code;
    code = terr_archive_find_moment(&found.from, archive, from, err);
    if (code && !window->has_from) return explain_from(local_day(archive, &to), days, err);
    if (code) return code;
    found.from_moment = local_moment(archive, &from);
    found.to_moment = local_moment(archive, &to);
    found.from_day = found.from_moment.day;
    found.to_day = found.to_moment.day;
    *ends = found;
    return TERR_OK;
}

void terr_window_span(struct terr_span *span, const struct terr_window *window)
{
    const struct terr_span wanted = {
        .kind = window->whole ? TERR_SPAN_ALL : TERR_SPAN_ENDS,
        .has_from = window->has_from,
        .has_to = window->has_to,
        .from = window->from,
        .to = window->to,
        .days = window->has_days ? window->days : 0,
    };
    *span = wanted;
}

// ---- the change ----

enum terr_code terr_change_between(struct terr_change **out, struct terr_worker *worker,
                                   const struct terr_archive *archive, struct terr_ends ends,
                                   const struct terr_zone_list *list, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    *out = NULL;
    struct terr_change *change = terr_memory_new(1, sizeof *change, err);
    if (!change) return err->code;
    change->ends = ends;
    change->deltas = terr_memory_new(list->count, sizeof *change->deltas, err);
    if (!change->deltas) {
        code = err->code;
        goto cleanup;
    }
    change->count = list->count;
    code = terr_zones_read(&change->from, worker, archive, ends.from, list, err);
    if (!code) code = terr_zones_read(&change->to, worker, archive, ends.to, list, err);
    for (size_t i = 0; i < list->count && !code; i++) {
        code = terr_worker_delta(&change->deltas[i], worker, terr_zones_at(change->from, i),
                                 terr_zones_at(change->to, i), err);
    }
    if (code) goto cleanup;
    *out = change;
    change = NULL;
cleanup:
    terr_change_free(change);
    return code;
}

void terr_change_free(struct terr_change *change)
{
    if (!change) return;
    for (size_t i = 0; i < change->count; i++) terr_delta_dispose(&change->deltas[i]);
    terr_memory_free(change->deltas);
    terr_zones_free(change->from);
    terr_zones_free(change->to);
    terr_memory_free(change);
}

struct terr_ends terr_change_ends(const struct terr_change *change) { return change->ends; }

const struct terr_zones *terr_change_from(const struct terr_change *change) { return change->from; }

const struct terr_zones *terr_change_to(const struct terr_change *change) { return change->to; }

const struct terr_delta *terr_change_delta(const struct terr_change *change, size_t index)
{
    return &change->deltas[index];
}
