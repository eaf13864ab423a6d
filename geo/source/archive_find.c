#include <geo/source/archive.h>

#include <geo/base/timezone.h>
#include <geo/source/archive_fields.h>
#include <stdio.h>

// What is asked for: everything up to the end of a day, or up to an instant.
struct question {
    int32_t day;
    bool has_time;
    int64_t instant_s;
};

static bool is_later(const struct terr_dated *dated, const struct question *question)
{
    return question->has_time ? dated->instant_s > question->instant_s : dated->day > question->day;
}

static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

// A question about a time that no snapshot can have is asked of the nearest one that it could.
static struct question question_of_day(int64_t day)
{
    const struct question question = {
        (int32_t)clamp(day, TERR_ARCHIVE_DAY_MIN, TERR_ARCHIVE_DAY_MAX), false, 0};
    return question;
}

static struct question question_of_instant(int64_t instant_s, const struct terr_timezone *zone)
{
    instant_s = clamp(instant_s, TERR_ARCHIVE_INSTANT_MIN, TERR_ARCHIVE_INSTANT_MAX);
    struct question question = question_of_day(terr_timezone_day(zone, instant_s));
    question.has_time = true;
    question.instant_s = instant_s;
    return question;
}

// How many snapshots are not later: the index of the first that is.
static size_t count_up_to(const struct terr_archive *archive, const struct question *question)
{
    size_t low = 0, high = archive->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (is_later(&archive->entries[middle].dated, question)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

// ---- sentences ----

static void print_date(char out[TERR_INSTANT_SIZE], int32_t day, bool has_time, int64_t instant_s)
{
    if (has_time) {
        terr_instant_print(out, instant_s);
    } else {
        terr_day_print(out, day);
    }
}

// A snapshot's date, with its time only where the question has one, and its file. A name longer
// than any that a map has is cut.
#define FOUND_SIZE 160

static void print_found(char out[FOUND_SIZE], const struct terr_dated *dated,
                        const struct question *question)
{
    char date[TERR_INSTANT_SIZE];
    print_date(date, dated->day, question->has_time && dated->has_time, dated->instant_s);
    snprintf(out, FOUND_SIZE, "%s (%.120s)", date, dated->name);
}

// "for DATE", "on DATE" or "within 7 days before DATE".
static enum terr_code out_of_reach(const struct terr_archive *archive, size_t later,
                                   const struct question *question, struct terr_error *err)
{
    char asked[TERR_INSTANT_SIZE], before[FOUND_SIZE], after[FOUND_SIZE], reach[64] = "on";
    const int days = archive->max_gap_days;
    print_date(asked, question->day, question->has_time, question->instant_s);
    if (days > 0) {
        snprintf(reach, sizeof reach, "within %d day%s before", days, days == 1 ? "" : "s");
    }
    if (archive->is_part) {
        return terr_fail(err, TERR_EDATA, "no snapshot %s %s", reach, asked);
    }
    if (later == 0) {
        print_found(after, &archive->entries[0].dated, question);
        return terr_fail(err, TERR_EDATA, "no snapshot for %s: the first is of %s", asked, after);
    }
    print_found(before, &archive->entries[later - 1].dated, question);
    if (later == archive->count) {
        return terr_fail(err, TERR_EDATA, "no snapshot %s %s: the last is of %s", reach, asked,
                         before);
    }
    print_found(after, &archive->entries[later].dated, question);
    return terr_fail(err, TERR_EDATA, "no snapshot %s %s: the nearest are of %s and %s", reach,
                     asked, before, after);
}

// ---- lookups ----

static enum terr_code find(size_t *index, const struct terr_archive *archive,
                           const struct question *question, struct terr_error *err)
{
    if (!archive->by_date) {
        return terr_fail(err, TERR_EDATA,
                         "no snapshot can be found by date, because not all of them have one");
    }
    const size_t later = count_up_to(archive, question);
    if (later == 0) return out_of_reach(archive, later, question, err);
    const int32_t age_days = question->day - archive->entries[later - 1].dated.day;
    if (archive->max_gap_days >= 0 && age_days > archive->max_gap_days) {
        return out_of_reach(archive, later, question, err);
    }
    *index = later - 1;
    return TERR_OK;
}

enum terr_code terr_archive_find(size_t *index, const struct terr_archive *archive, int32_t day,
                                 struct terr_error *err)
{
    const struct question question = question_of_day(day);
    return find(index, archive, &question, err);
}

enum terr_code terr_archive_find_moment(size_t *index, const struct terr_archive *archive,
                                        struct terr_moment moment, struct terr_error *err)
{
    if (!moment.has_time) return terr_archive_find(index, archive, moment.day, err);
    const struct terr_timezone *zone = archive->timezone;
    const int64_t instant_s = moment.has_offset
                                  ? terr_moment_instant(&moment)
                                  : terr_timezone_instant(zone, moment.day, moment.second_of_day);
    const struct question question = question_of_instant(instant_s, zone);
    return find(index, archive, &question, err);
}
