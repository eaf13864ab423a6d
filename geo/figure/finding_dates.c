#include <geo/figure/finding.h>

#include <geo/base/memory.h>
#include <geo/source/archive.h>
#include <geo/source/profile.h>
#include <stdlib.h>

// The fewest days with snapshots that show what step is usual.
#define DAYS_MIN 3

// A step of so many times the usual one is a gap.
#define GAP_STEPS 2

// The kind of doubt in a date, or -1.
static int doubt_of(const struct terr_archive *archive, size_t index,
                    const struct terr_date_doubts *doubts)
{
    const struct terr_dated *dated = terr_archive_at(archive, index);
    int32_t since;
    if (dated->date_source == TERR_DATE_NONE) return -1;
    if (doubts->has_today && dated->day > doubts->today_day) return TERR_FINDING_FUTURE;
    if (terr_profile_since(&since, terr_archive_profile(archive)) && dated->day < since) {
        return TERR_FINDING_EARLY;
    }
    return -1;
}

bool terr_date_is_sound(const struct terr_archive *archive, size_t index,
                        const struct terr_date_doubts *doubts)
{
    return terr_archive_at(archive, index)->date_source != TERR_DATE_NONE &&
           doubt_of(archive, index, doubts) < 0;
}

static bool is_within(const struct terr_date_doubts *doubts, int32_t first, int32_t last)
{
    return !doubts->has_span || (last >= doubts->first_day && first <= doubts->last_day);
}

static enum terr_code add_doubts(struct terr_findings *findings, const struct terr_archive *archive,
                                 const struct terr_date_doubts *doubts, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < terr_archive_count(archive) && !code; i++) {
        const int kind = doubt_of(archive, i, doubts);
        const int32_t day = terr_archive_at(archive, i)->day;
        if (kind < 0 || !is_within(doubts, day, day)) continue;
        struct terr_finding finding = {
            .kind = (enum terr_finding_kind)kind, .snapshot = i, .other = TERR_FINDING_NONE};
        if (kind == TERR_FINDING_EARLY) {
            (void)terr_profile_since(&finding.first_day, terr_archive_profile(archive));
        }
        code = terr_findings_add(findings, &finding, NULL, err);
    }
    return code;
}

// A day with snapshots of a sound date: its last one.
struct dated_day {
    int32_t day;
    size_t snapshot;
};

// The days in order; 0 where some snapshot has no date, so that nothing is in order.
static size_t list_days(struct dated_day *days, const struct terr_archive *archive,
                        const struct terr_date_doubts *doubts)
{
    size_t count = 0;
    for (size_t i = 0; i < terr_archive_count(archive); i++) {
        const struct terr_dated *dated = terr_archive_at(archive, i);
        if (dated->date_source == TERR_DATE_NONE) return 0;
        if (doubt_of(archive, i, doubts) >= 0) continue;
        if (count == 0 || days[count - 1].day != dated->day) count++;
        const struct dated_day day = {dated->day, i};
        days[count - 1] = day;
    }
    return count;
}

static int compare_steps(const void *left, const void *right)
{
    const int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return a < b ? -1 : a > b;
}

static enum terr_code usual_step(int32_t *usual, const struct dated_day *days, size_t count,
                                 struct terr_error *err)
{
    int32_t *steps = terr_memory_new(count, sizeof *steps, err);
    if (!steps) return err->code;
    for (size_t i = 1; i < count; i++) steps[i - 1] = days[i].day - days[i - 1].day;
    qsort(steps, count - 1, sizeof *steps, compare_steps);
    *usual = steps[(count - 2) / 2];
    terr_memory_free(steps);
    return TERR_OK;
}

static enum terr_code add_gaps(struct terr_findings *findings, const struct dated_day *days,
                               size_t count, const struct terr_date_doubts *doubts,
                               struct terr_error *err)
{
    int32_t usual = 0;
    if (count < DAYS_MIN) return TERR_OK;
    enum terr_code code = usual_step(&usual, days, count, err);
    for (size_t i = 1; i < count && !code; i++) {
        const struct terr_finding gap = {.kind = TERR_FINDING_GAP,
                                         .snapshot = days[i - 1].snapshot,
                                         .other = TERR_FINDING_NONE,
                                         .first_day = days[i - 1].day + 1,
                                         .last_day = days[i].day - 1};
        if (days[i].day - days[i - 1].day < GAP_STEPS * (int64_t)usual) continue;
        if (is_within(doubts, gap.first_day, gap.last_day)) {
            code = terr_findings_add(findings, &gap, NULL, err);
        }
    }
    return code;
}

enum terr_code terr_findings_add_dates(struct terr_findings *findings,
                                       const struct terr_archive *archive,
                                       const struct terr_date_doubts *doubts,
                                       struct terr_error *err)
{
    enum terr_code code = add_doubts(findings, archive, doubts, err);
    if (code) return code;
    struct dated_day *days = terr_memory_new(terr_archive_count(archive), sizeof *days, err);
    if (!days) return err->code;
    code = add_gaps(findings, days, list_days(days, archive, doubts), doubts, err);
    terr_memory_free(days);
    return code;
}
