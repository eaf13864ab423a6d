#include <geo/figure/steps.h>

#include <geo/base/memory.h>
#include <math.h>
#include <stdlib.h>

// The thresholds of the rules; the header says why.
#define NEIGHBOURS 15
#define RATES_MIN 3
#define JUMP_RATES 8
#define JUMP_SHARE 5e-4
#define MISDATED_RATES 3
#define MISDATED_SHARE 1e-4
#define MISDATED_NEARNESS 0.25
#define MISDATED_DAYS 30
#define CANDIDATES 4
#define BLIP_RATES 4
#define BLIP_SHARE 1e-4
#define BLIP_NEARNESS 0.5
#define ROOM 2

struct judge {
    struct terr_findings *findings;
    const struct terr_step *steps;
    size_t count;
    const struct terr_comparer *comparer;
    double largest_m2; // area
    struct terr_error *err;
};

static double rate_of(double step_m2, int32_t from_day, int32_t to_day)
{
    return step_m2 / fmax(to_day - from_day, 1);
}

static int compare_numbers(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

// Collects on one side of `index` the rates of the nearest steps that are not nothing.
static size_t gather_rates(double *rates, const struct judge *judge, size_t index, bool after)
{
    size_t gathered = 0;
    for (size_t i = index; gathered < NEIGHBOURS;) {
        if (after ? ++i >= judge->count : --i < 1) break;
        const struct terr_step *step = &judge->steps[i];
        if (step->step_m2 > 0) {
            rates[gathered++] = rate_of(step->step_m2, step[-1].day, step->day);
        }
    }
    return gathered;
}

static double lower_median(double *rates, size_t count)
{
    qsort(rates, count, sizeof *rates, compare_numbers);
    return rates[(count - 1) / 2];
}

// The usual rate around step `index`, which is 1 or more; infinite where none is.
static double usual_rate(const struct judge *judge, size_t index)
{
    double rates[2 * NEIGHBOURS];
    const size_t before = gather_rates(rates, judge, index, false);
    const size_t after = gather_rates(rates + before, judge, index, true);
    double usual = -INFINITY;
    if (before >= RATES_MIN) usual = lower_median(rates, before);
    if (after >= RATES_MIN) usual = fmax(usual, lower_median(rates + before, after));
    if (usual > 0) return usual;
    return before + after >= RATES_MIN ? lower_median(rates, before + after) : INFINITY;
}

static enum terr_code measure(double *area_m2, const struct judge *judge, size_t from, size_t to)
{
    const struct terr_step *a = &judge->steps[from], *b = &judge->steps[to];
    if (judge->comparer) {
        return judge->comparer->compare(area_m2, judge->comparer->payload, a->snapshot, b->snapshot,
                                        judge->err);
    }
    *area_m2 = to == from + 1 ? b->step_m2 : fabs(b->area_m2 - a->area_m2);
    return TERR_OK;
}

// A step that is being judged.
struct suspect {
    size_t before; // the last snapshot that was not left aside
    size_t index;
    double step_m2;
    double rate;
    double usual;
};

static bool stands_out(const struct judge *judge, const struct suspect *suspect, double rates,
                       double share)
{
    return suspect->rate >= rates * suspect->usual && suspect->step_m2 >= share * judge->largest_m2;
}

// The older snapshots whose areas are nearest to that of the suspect, nearest first.
static size_t choose_candidates(size_t candidates[CANDIDATES], const struct judge *judge,
                                const struct suspect *suspect)
{
    const struct terr_step *odd = &judge->steps[suspect->index];
    const double most = MISDATED_NEARNESS * suspect->step_m2;
    size_t count = 0;
    for (size_t i = 0; i < suspect->before; i++) {
        const double distance = fabs(judge->steps[i].area_m2 - odd->area_m2);
        if (distance > most || odd->day - judge->steps[i].day < MISDATED_DAYS) continue;
        size_t at = count < CANDIDATES ? count++ : CANDIDATES;
        for (; at > 0; at--) {
            const size_t better = candidates[at - 1];
            if (fabs(judge->steps[better].area_m2 - odd->area_m2) <= distance) break;
            if (at < CANDIDATES) candidates[at] = better;
        }
        if (at < CANDIDATES) candidates[at] = i;
    }
    return count;
}

static enum terr_code add(const struct judge *judge, const struct suspect *suspect,
                          enum terr_finding_kind kind, size_t other, double near_m2)
{
    const struct terr_finding finding = {.kind = kind,
                                         .snapshot = judge->steps[suspect->index].snapshot,
                                         .other = judge->steps[other].snapshot,
                                         .area_m2 = suspect->step_m2,
                                         .near_m2 = near_m2};
    return terr_findings_add(judge->findings, &finding, NULL, judge->err);
}

static enum terr_code judge_misdated(bool *found, const struct judge *judge,
                                     const struct suspect *suspect)
{
    size_t candidates[CANDIDATES];
    double nearest_m2 = INFINITY;
    size_t nearest = 0;
    if (!judge->comparer || !stands_out(judge, suspect, MISDATED_RATES, MISDATED_SHARE)) {
        return TERR_OK;
    }
    const size_t count = choose_candidates(candidates, judge, suspect);
    for (size_t i = 0; i < count; i++) {
        double distance_m2;
        const enum terr_code code = measure(&distance_m2, judge, candidates[i], suspect->index);
        if (code) return code;
        if (distance_m2 >= nearest_m2) continue;
        nearest_m2 = distance_m2;
        nearest = candidates[i];
    }
    if (nearest_m2 > MISDATED_NEARNESS * suspect->step_m2) return TERR_OK;
    *found = true;
    return add(judge, suspect, TERR_FINDING_MISDATED, nearest, nearest_m2);
}

static enum terr_code judge_blip(bool *found, const struct judge *judge,
                                 const struct suspect *suspect)
{
    const size_t next = suspect->index + 1;
    double over_m2;
    if (next >= judge->count || !stands_out(judge, suspect, BLIP_RATES, BLIP_SHARE)) {
        return TERR_OK;
    }
    const double most_m2 = BLIP_NEARNESS * fmin(suspect->step_m2, judge->steps[next].step_m2);
    const double least_m2 =
        fabs(judge->steps[next].area_m2 - judge->steps[suspect->before].area_m2);
    if (least_m2 >= most_m2) return TERR_OK;
    const enum terr_code code = measure(&over_m2, judge, suspect->before, next);
    if (code || over_m2 >= most_m2) return code;
    *found = true;
    return add(judge, suspect, TERR_FINDING_BLIP, next, over_m2);
}

// Whether the areas alone leave a rule that could hold; an overlay costs more than all of them.
// Steps that are only about so large may be twice that (shape/step.h).
static bool is_worth_measuring(const struct judge *judge, const struct suspect *suspect)
{
    size_t candidates[CANDIDATES];
    const size_t next = suspect->index + 1;
    struct suspect larger = *suspect;
    larger.step_m2 *= ROOM;
    larger.rate *= ROOM;
    if (stands_out(judge, &larger, JUMP_RATES, JUMP_SHARE)) return true;
    if (next < judge->count && stands_out(judge, &larger, BLIP_RATES, BLIP_SHARE)) {
        const double back_m2 = judge->steps[next].area_m2 - judge->steps[suspect->before].area_m2;
        if (fabs(back_m2) < BLIP_NEARNESS * larger.step_m2) return true;
    }
    return judge->comparer && stands_out(judge, &larger, MISDATED_RATES, MISDATED_SHARE) &&
           choose_candidates(candidates, judge, &larger) > 0;
}

// Judges the step from `before` to `index`; `*found` tells whether the snapshot is to be left
// aside.
static enum terr_code judge_step(bool *found, const struct judge *judge, size_t before,
                                 size_t index)
{
    const struct terr_step *from = &judge->steps[before], *to = &judge->steps[index];
    struct suspect suspect = {before, index, to->step_m2, 0, usual_rate(judge, index)};
    enum terr_code code = TERR_OK;
    if (before + 1 != index && (code = measure(&suspect.step_m2, judge, before, index))) {
        return code;
    }
    suspect.rate = rate_of(suspect.step_m2, from->day, to->day);
    if (!is_worth_measuring(judge, &suspect)) return TERR_OK;
    if ((code = measure(&suspect.step_m2, judge, before, index))) return code;
    suspect.rate = rate_of(suspect.step_m2, from->day, to->day);
    if ((code = judge_misdated(found, judge, &suspect)) || *found) return code;
    if ((code = judge_blip(found, judge, &suspect)) || *found) return code;
    if (!stands_out(judge, &suspect, JUMP_RATES, JUMP_SHARE)) return TERR_OK;
    return add(judge, &suspect, TERR_FINDING_JUMP, before, suspect.usual);
}

enum terr_code terr_findings_add_steps(struct terr_findings *findings,
                                       const struct terr_step *steps, size_t count,
                                       const struct terr_comparer *comparer, struct terr_error *err)
{
    struct judge judge = {findings, steps, count, comparer, 0, err};
    size_t before = 0;
    for (size_t i = 0; i < count; i++) judge.largest_m2 = fmax(judge.largest_m2, steps[i].area_m2);
    for (size_t i = 1; i < count; i++) {
        bool is_aside = false;
        const enum terr_code code = judge_step(&is_aside, &judge, before, i);
        if (code) return code;
        if (!is_aside) before = i;
    }
    return TERR_OK;
}
