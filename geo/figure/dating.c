#include <geo/figure/dating.h>

#include <geo/source/archive.h>

#define SECONDS_PER_HOUR 3600
#define MONTHS_PER_YEAR 12

// The datings found so far.
struct collection {
    struct terr_other_dating *datings;
    size_t count;
    const struct terr_archive *archive;
    const struct terr_ends *ends; // as claimed
    bool one_date;
};

static bool same_choice(const struct collection *found, const struct terr_ends *a,
                        const struct terr_ends *b)
{
    return a->to == b->to && (found->one_date || a->from == b->from);
}

static bool is_new(const struct collection *found, const struct terr_ends *ends)
{
    if (same_choice(found, ends, found->ends)) return false;
    for (size_t i = 0; i < found->count; i++) {
        if (same_choice(found, ends, &found->datings[i].ends)) return false;
    }
    return found->one_date || ends->from != ends->to;
}

// Years that have no four digits are none.
static bool is_writable(int32_t day)
{
    int32_t first = 0, last = 0;
    (void)terr_day_from_civil(&first, (struct terr_civil){TERR_YEAR_MIN, 1, 1});
    (void)terr_day_from_civil(&last, (struct terr_civil){TERR_YEAR_MAX, 12, 31});
    return day >= first && day <= last;
}

static void try_moments(struct collection *found, enum terr_dating dating, int count,
                        struct terr_moment from, struct terr_moment to)
{
    const struct terr_window window = {
        .has_from = true, .has_to = true, .from = found->one_date ? to : from, .to = to};
    struct terr_other_dating other = {.dating = dating, .count = count};
    struct terr_error ignored; // of dates without a snapshot nothing can be read
    if (!is_writable(window.from.day) || !is_writable(window.to.day)) return;
    if (terr_ends_find(&other.ends, found->archive, &window, &ignored)) return;
    if (is_new(found, &other.ends)) found->datings[found->count++] = other;
}

// Moves the ends by whole days.
static void try_days(struct collection *found, enum terr_dating dating, int from_days, int to_days)
{
    struct terr_moment from = found->ends->from_moment, to = found->ends->to_moment;
    from.day += from_days;
    to.day += to_days;
    try_moments(found, dating, 0, from, to);
}

// The days end where `end` says, which is of any day.
static void try_end_of_day(struct collection *found, enum terr_dating dating, int count,
                           struct terr_moment end)
{
    struct terr_moment from = end, to = end;
    from.day = found->ends->from_day;
    to.day = found->ends->to_day;
    try_moments(found, dating, count, from, to);
}

// The day `months` months before; the last day of a month goes to the last of the other.
static int32_t months_before(int32_t day, int months)
{
    const struct terr_civil civil = terr_day_civil(day);
    const int count = civil.year * MONTHS_PER_YEAR + civil.month - 1 - months;
    int32_t first = day;
    (void)terr_day_from_civil(
        &first, (struct terr_civil){count / MONTHS_PER_YEAR, count % MONTHS_PER_YEAR + 1, 1});
    const int32_t last = terr_day_month_end(first), same = first + civil.day - 1;
    return same > last || day == terr_day_month_end(day) ? last : same;
}

// Months that were taken for days, and days for months.
static void try_periods(struct collection *found)
{
    static const struct {
        int months, days;
    } periods[] = {{1, 30}, {3, 90}, {MONTHS_PER_YEAR, 365}};
    const struct terr_moment to = found->ends->to_moment;
    struct terr_moment from = found->ends->from_moment;
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        const int32_t months_from = months_before(to.day, periods[i].months),
                      days_from = to.day - periods[i].days;
        if (found->ends->from_day == months_from) {
            from.day = days_from;
            try_moments(found, TERR_DATING_DAYS, periods[i].days, from, to);
        } else if (found->ends->from_day == days_from) {
            from.day = months_from;
            try_moments(found, TERR_DATING_MONTHS, periods[i].months, from, to);
        }
    }
}

static void try_other_ends(struct collection *found)
{
    try_days(found, TERR_DATING_FIRST_DAY_OUT, 1, 0);
    try_days(found, TERR_DATING_LAST_DAY_OUT, 0, -1);
    try_days(found, TERR_DATING_FIRST_DAY_ADDED, -1, 0);
    try_days(found, TERR_DATING_LAST_DAY_ADDED, 0, 1);
    try_periods(found);
}

static void try_other_hours(struct collection *found)
{
    static const int hours[] = {6, 12, 18};
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
        const struct terr_moment hour = {.has_time = true,
                                         .second_of_day = hours[i] * SECONDS_PER_HOUR};
        try_end_of_day(found, TERR_DATING_HOUR, hours[i], hour);
    }
}

size_t terr_datings_find(struct terr_other_dating out[TERR_DATINGS_MOST],
                         const struct terr_archive *archive, const struct terr_ends *ends,
                         bool one_date)
{
    const struct terr_moment utc = {
        .has_time = true, .second_of_day = TERR_SECONDS_PER_DAY, .has_offset = true};
    const bool whole_days = !ends->from_moment.has_time && !ends->to_moment.has_time;
    struct collection found = {
        .datings = out, .archive = archive, .ends = ends, .one_date = one_date};
    if (!ends->dated) return 0;
    try_days(&found, TERR_DATING_DAY_LATER, 1, 1);
    try_days(&found, TERR_DATING_DAY_EARLIER, -1, -1);
    if (whole_days) try_end_of_day(&found, TERR_DATING_UTC, 0, utc);
    if (!one_date) try_other_ends(&found);
    if (whole_days) try_other_hours(&found);
    return found.count;
}
