#include <geo/base/memory.h>
#include <geo/base/timezone.h>
#include <geo/source/archive_steps.h>

// ---- days and instants ----

static bool day_can_be_written(int64_t day)
{
    return day >= TERR_ARCHIVE_DAY_MIN && day <= TERR_ARCHIVE_DAY_MAX;
}

static bool instant_can_be_written(int64_t instant_s)
{
    return instant_s >= TERR_ARCHIVE_INSTANT_MIN && instant_s <= TERR_ARCHIVE_INSTANT_MAX;
}

// The lag is taken from the calendar day, so that the time on the clock stays across a change of
// summer time.
bool terr_archive_settle(struct terr_dated *dated, const struct terr_moment *moment,
                         const struct terr_timezone *zone, int lag_days)
{
    int64_t instant_s = terr_moment_instant(moment), day = moment->day;
    int32_t second_of_day = moment->has_time ? moment->second_of_day : 0;
    const bool is_instant = moment->has_time && moment->has_offset;
    dated->has_time = moment->has_time;
    if (is_instant) {
        if (!instant_can_be_written(instant_s)) return false;
        day = terr_timezone_day(zone, instant_s);
        second_of_day = (int32_t)(instant_s + terr_timezone_offset(zone, instant_s) -
                                  day * TERR_SECONDS_PER_DAY);
    }
    day -= lag_days;
    if (!day_can_be_written(day)) return false;
    if (!is_instant || lag_days != 0) {
        instant_s = terr_timezone_instant(zone, (int32_t)day, second_of_day);
    }
    if (!instant_can_be_written(instant_s)) return false;
    dated->instant_s = instant_s;
    dated->day = moment->has_time ? terr_timezone_day(zone, instant_s) : (int32_t)day;
    return day_can_be_written(dated->day);
}

enum terr_code terr_archive_settle_all(struct terr_archive *archive, struct terr_error *err)
{
    for (size_t i = 0; i < archive->count; i++) {
        struct terr_archive_entry *entry = &archive->entries[i];
        if (entry->dated.date_source == TERR_DATE_NONE) continue;
        if (terr_archive_settle(&entry->dated, &entry->pieces[0].moment, archive->timezone,
                                archive->lag_days)) {
            continue;
        }
        return terr_fail(err, TERR_EDATA,
                         "%s: its date, less a lag of %d days, is not in the years %d to %d",
                         entry->dated.path, archive->lag_days, TERR_YEAR_MIN, TERR_YEAR_MAX);
    }
    return TERR_OK;
}

// ---- snapshots to leave out ----

static bool is_of(const struct terr_dated *dated, const struct terr_moment *moment,
                  const struct terr_timezone *zone)
{
    if (dated->date_source == TERR_DATE_NONE) return false;
    if (!moment->has_time) return dated->day == moment->day;
    if (moment->has_offset) return dated->instant_s == terr_moment_instant(moment);
    return dated->instant_s == terr_timezone_instant(zone, moment->day, moment->second_of_day);
}

bool terr_archive_is_excluded(const struct terr_dated *dated, const struct terr_timezone *zone,
                              const struct terr_archive_options *options)
{
    for (size_t i = 0; i < options->excluded_count; i++) {
        if (is_of(dated, &options->excluded[i], zone)) return true;
    }
    return false;
}

// A date that is given twice, or a day and an instant on it, finds its snapshot each time.
static enum terr_code check_excluded(const struct terr_archive *archive,
                                     const struct terr_moment *excluded, struct terr_error *err)
{
    char date[TERR_MOMENT_SIZE];
    for (size_t i = 0; i < archive->count; i++) {
        if (is_of(&archive->entries[i].dated, excluded, archive->timezone)) return TERR_OK;
    }
    terr_moment_print(date, excluded);
    return terr_fail(err, TERR_EARG, "no snapshot is of %s, so that none can be left out", date);
}

enum terr_code terr_archive_exclude(struct terr_archive *archive,
                                    const struct terr_archive_options *options,
                                    struct terr_error *err)
{
    size_t kept = 0;
    for (size_t i = 0; i < options->excluded_count; i++) {
        const enum terr_code code = check_excluded(archive, &options->excluded[i], err);
        if (code) return code;
    }
    for (size_t i = 0; i < archive->count; i++) {
        struct terr_archive_entry *entry = &archive->entries[i];
        if (terr_archive_is_excluded(&entry->dated, archive->timezone, options)) {
            terr_archive_dispose_entry(entry);
        } else {
            archive->entries[kept++] = *entry;
        }
    }
    archive->count = kept;
    if (kept > 0) return TERR_OK;
    return terr_fail(err, TERR_EARG, "all snapshots are left out, so that none remains");
}
