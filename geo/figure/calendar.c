#include <geo/figure/calendar.h>

#include <geo/base/memory.h>
#include <geo/source/archive.h>
#include <string.h>

#define SUNDAY 6

static size_t snapshot_for(const struct terr_archive *archive, int64_t day)
{
    struct terr_error out_of_reach;
    size_t index;
    if (day < terr_archive_at(archive, 0)->day) return TERR_NO_SNAPSHOT;
    return terr_archive_find(&index, archive, (int32_t)day, &out_of_reach) ? TERR_NO_SNAPSHOT
                                                                           : index;
}

static enum terr_code add_date(struct terr_calendar *calendar,
                               const struct terr_series_options *options, int32_t day,
                               size_t snapshot, struct terr_error *err)
{
    if (options->has_from && day < options->from_day) return TERR_OK;
    if (options->has_to && day > options->to_day) return TERR_OK;
    struct terr_date *dates = terr_memory_grow(calendar->dates, &calendar->capacity,
                                               calendar->count + 1, sizeof *dates, err);
    if (!dates) return err->code;
    calendar->dates = dates;
    const struct terr_date date = {day, snapshot, NULL, TERR_NO_SNAPSHOT, snapshot};
    dates[calendar->count++] = date;
    return TERR_OK;
}

static enum terr_code add_snapshots(struct terr_calendar *calendar,
                                    const struct terr_archive *archive,
                                    const struct terr_series_options *options,
                                    struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < terr_archive_count(archive) && !code; i++) {
        code = add_date(calendar, options, terr_archive_at(archive, i)->day, i, err);
    }
    return code;
}

int32_t terr_calendar_period_end(enum terr_every every, int32_t day)
{
    switch (every) {
    case TERR_EVERY_WEEK:
        return day + SUNDAY - terr_day_weekday(day);
    case TERR_EVERY_MONTH:
        return terr_day_month_end(day);
    case TERR_EVERY_SNAPSHOT:
    case TERR_EVERY_DAY:
        break;
    }
    return day;
}

static enum terr_code add_periods(struct terr_calendar *calendar,
                                  const struct terr_archive *archive,
                                  const struct terr_series_options *options, struct terr_error *err)
{
    const int32_t first = terr_archive_at(archive, 0)->day;
    const int32_t newest = terr_archive_at(archive, terr_archive_count(archive) - 1)->day;
    enum terr_code code = TERR_OK;
    for (int32_t day = first; day <= newest && !code; day++) {
        day = terr_calendar_period_end(options->every, day);
        const int32_t shown = day < newest ? day : newest; // the last period may be incomplete
        code = add_date(calendar, options, shown, snapshot_for(archive, shown), err);
    }
    return code;
}

static enum terr_code add_windows(struct terr_calendar *calendar,
                                  const struct terr_archive *archive,
                                  const struct terr_series_options *options, struct terr_error *err)
{
    const size_t windows = options->window_count;
    if (windows && calendar->count > SIZE_MAX / windows) {
        return terr_fail(err, TERR_ENOMEM, "out of memory (%zu dates)", calendar->count);
    }
    calendar->window_snapshots =
        terr_memory_new(calendar->count * windows, sizeof *calendar->window_snapshots, err);
    if (!calendar->window_snapshots) return err->code;
    for (size_t i = 0; i < calendar->count; i++) {
        size_t *snapshots = calendar->window_snapshots + i * windows;
        for (size_t w = 0; w < windows; w++) {
            const int64_t day = (int64_t)calendar->dates[i].day - options->windows[w];
            snapshots[w] = snapshot_for(archive, day);
        }
        calendar->dates[i].windows = snapshots;
    }
    return TERR_OK;
}

// From the last date back, so that a walk knows what it may forget.
static void find_previous(struct terr_calendar *calendar)
{
    size_t previous = TERR_NO_SNAPSHOT;
    for (size_t i = 0; i < calendar->count; i++) {
        calendar->dates[i].previous = previous;
        if (calendar->dates[i].snapshot != TERR_NO_SNAPSHOT) previous = i;
    }
}

static void find_oldest(struct terr_calendar *calendar, size_t windows)
{
    size_t oldest = TERR_NO_SNAPSHOT;
    for (size_t i = calendar->count; i-- > 0;) {
        struct terr_date *date = &calendar->dates[i];
        if (date->snapshot < oldest) oldest = date->snapshot;
        for (size_t w = 0; w < windows; w++) {
            if (date->windows[w] < oldest) oldest = date->windows[w];
        }
        date->oldest = oldest;
    }
}

enum terr_code terr_calendar_fill(struct terr_calendar *out, const struct terr_archive *archive,
                                  const struct terr_series_options *options, struct terr_error *err)
{
    enum terr_code code = options->every == TERR_EVERY_SNAPSHOT
                              ? add_snapshots(out, archive, options, err)
                              : add_periods(out, archive, options, err);
    if (!code && out->count == 0) {
        code = terr_fail(err, TERR_EDATA, "no snapshot lies in the dates asked for");
    }
    if (!code) code = add_windows(out, archive, options, err);
    if (!code) find_previous(out);
    if (!code) find_oldest(out, options->window_count);
    if (code) terr_calendar_dispose(out);
    return code;
}

void terr_calendar_dispose(struct terr_calendar *calendar)
{
    terr_memory_free(calendar->dates);
    terr_memory_free(calendar->window_snapshots);
    memset(calendar, 0, sizeof *calendar);
}
