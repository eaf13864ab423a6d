#include <geo/figure/reading.h>

#include <geo/base/memory.h>
#include <geo/figure/alternatives.h>
#include <geo/figure/departures.h>
#include <math.h>
#include <string.h>

const char *terr_departure_name(enum terr_departure departure)
{
    static const char *const names[] = {"dates", "measure", "area", "unit", "zone", "region"};
    return names[departure];
}

// A refuted claim and what it may be read for.
struct subject {
    struct terr_verdict *verdict;
    struct terr_departures departures;
};

struct search {
    struct terr_verdicts *verdicts;
    const struct terr_demand_options *options;
    struct subject *subjects;
    size_t count;
};

// ---- readings in one departure and in two ----

// Steps through the readings of a subject in `depth` departures, always in the same order.
struct steps {
    const struct subject *subject;
    size_t depth;
    size_t first, second; // those to come
    bool begun;
};

static bool advance(struct steps *steps)
{
    if (!steps->begun) {
        steps->begun = true;
        steps->second = 1;
    } else if (steps->depth == 1) {
        steps->first++;
    } else if (++steps->second >= steps->subject->departures.count) {
        steps->second = ++steps->first + 1;
    }
    return (steps->depth == 1 ? steps->first : steps->second) < steps->subject->departures.count;
}

// The next reading; two departures of one kind are none. False where there is no more.
static bool next_reading(struct terr_reading *reading, struct steps *steps)
{
    const struct terr_reading *departures = steps->subject->departures.readings;
    while (advance(steps)) {
        *reading = departures[steps->first];
        if (steps->depth == 1) return true;
        if (terr_reading_depart(reading, &departures[steps->second])) return true;
    }
    return false;
}

static enum terr_code want_all(struct terr_demand *demand, const struct subject *subject,
                               size_t depth, struct terr_error *err)
{
    struct steps steps = {.subject = subject, .depth = depth};
    struct terr_reading reading;
    while (next_reading(&reading, &steps)) {
        const struct terr_wanted wanted = {.from = reading.dates.ends.from,
                                           .to = reading.dates.ends.to,
                                           .zone = reading.zone,
                                           .region = reading.region,
                                           .ruler = reading.ruler,
                                           .changes_only =
                                               !terr_measure_is_of_one_date(reading.measure)};
        const enum terr_code code = terr_demand_add(demand, &wanted, err);
        if (code) return code;
    }
    return TERR_OK;
}

// ---- which of them hold ----

// A net change is read for what was lost, and the other way round, with its sign turned.
static bool is_turned(enum terr_measure claimed, enum terr_measure read)
{
    return (claimed == TERR_MEASURE_LOST && read == TERR_MEASURE_NET) ||
           (claimed == TERR_MEASURE_NET && read == TERR_MEASURE_LOST);
}

static void compute(struct terr_reading *reading, double of_m2, const struct terr_claim *claim,
                    const struct terr_figures *figures)
{
    const double m2 = terr_measure_m2(reading->measure, figures);
    reading->computed_m2 = is_turned(claim->measure, reading->measure) ? -m2 : m2;
    reading->computed = reading->computed_m2 / terr_unit_m2(reading->unit, of_m2);
}

static bool holds(const struct terr_reading *reading, double of_m2, const struct terr_claim *claim)
{
    const struct terr_printed printed = terr_claim_printed(claim, reading->unit, of_m2);
    bool truncated;
    return isfinite(reading->computed) &&
           terr_printed_admits(&truncated, &printed, reading->computed);
}

// By how easily it is confused: the departures' places, of dates also the dating's.
static size_t rank(const struct terr_reading *reading)
{
    size_t rank = 0;
    for (size_t i = 0; i < TERR_DEPARTURE_COUNT; i++) {
        if (reading->departs[i]) rank = 16 * rank + i + 1;
    }
    return 16 * rank + (reading->departs[TERR_DEPARTURE_DATES] ? reading->dates.dating : 0);
}

// Whether `a` is told before `b`.
static bool goes_before(const struct terr_reading *a, const struct terr_reading *b, double printed)
{
    if (a->departure_count != b->departure_count) return a->departure_count < b->departure_count;
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return fabs(a->computed - printed) < fabs(b->computed - printed);
}

// Keeps the first TERR_READINGS_MOST in their order.
static enum terr_code keep(struct terr_explanation *explanation, const struct terr_reading *reading,
                           double printed, struct terr_error *err)
{
    struct terr_reading *kept = explanation->readings;
    if (!kept) {
        kept = terr_memory_new(TERR_READINGS_MOST, sizeof *kept, err);
        if (!kept) return err->code;
        explanation->readings = kept;
    }
    size_t at = explanation->count;
    while (at > 0 && goes_before(reading, &kept[at - 1], printed)) at--;
    if (at == TERR_READINGS_MOST) return TERR_OK;
    if (explanation->count < TERR_READINGS_MOST) explanation->count++;
    memmove(&kept[at + 1], &kept[at], (explanation->count - at - 1) * sizeof *kept);
    kept[at] = *reading;
    return TERR_OK;
}

static enum terr_code judge_all(const struct terr_verdicts *verdicts, const struct subject *subject,
                                size_t depth, const struct terr_wanted *wanted,
                                struct terr_error *err)
{
    struct terr_verdict *verdict = subject->verdict;
    struct steps steps = {.subject = subject, .depth = depth};
    struct terr_reading reading;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; !code && next_reading(&reading, &steps); i++) {
        if (wanted[i].is_unmet) continue;
        const double of_m2 = terr_verdict_of_m2(verdict, verdicts, reading.ruler);
        compute(&reading, of_m2, verdict->claim, &wanted[i].figures);
        verdict->explanation.tried++;
        if (holds(&reading, of_m2, verdict->claim)) {
            code = keep(&verdict->explanation, &reading, verdict->claim->value, err);
        }
    }
    return code;
}

// ---- the search ----

// All readings in `depth` departures of the claims that have none yet.
static enum terr_code search_depth(const struct search *search, size_t depth,
                                   struct terr_error *err)
{
    struct terr_verdicts *verdicts = search->verdicts;
    struct terr_demand demand = {.regions = verdicts->regions, .keep_going = true};
    enum terr_code code = TERR_OK;
    size_t *firsts = terr_memory_new(search->count + 1, sizeof *firsts, err);
    if (!firsts) return err->code;
    for (size_t i = 0; i < search->count && !code; i++) {
        const struct subject *subject = &search->subjects[i];
        firsts[i] = demand.count;
        if (subject->verdict->explanation.count == 0) {
            code = want_all(&demand, subject, depth, err);
        }
        firsts[i + 1] = demand.count;
    }
    if (!code) {
        code = terr_demand_meet(&demand, verdicts->archive, &verdicts->list, search->options, err);
    }
    if (demand.fault && !verdicts->fault) {
        verdicts->fault = demand.fault;
        demand.fault = NULL;
    }
    for (size_t i = 0; i < search->count && !code; i++) {
        if (firsts[i] == firsts[i + 1]) continue;
        code = judge_all(verdicts, &search->subjects[i], depth, &demand.wanted[firsts[i]], err);
    }
    terr_effort_add(&verdicts->demand.effort, &demand.effort);
    terr_demand_dispose(&demand);
    terr_memory_free(firsts);
    return code;
}

static enum terr_code prepare(struct search *search, struct terr_error *err)
{
    struct terr_verdicts *verdicts = search->verdicts;
    struct terr_alternatives alternatives;
    enum terr_code code = TERR_OK;
    search->subjects = terr_memory_new(verdicts->count, sizeof *search->subjects, err);
    if (!search->subjects) return err->code;
    for (size_t i = 0; i < verdicts->count && !code; i++) {
        struct terr_verdict *verdict = &verdicts->verdicts[i];
        if (verdict->outcome != TERR_REFUTED) continue;
        if (search->count == 0) code = terr_alternatives_find(&alternatives, verdicts, err);
        if (code) return code;
        struct subject *subject = &search->subjects[search->count++];
        subject->verdict = verdict;
        code = terr_departures_find(&subject->departures, verdicts, verdict, &alternatives, err);
    }
    return code;
}

static void forget_all(struct terr_verdicts *verdicts)
{
    for (size_t i = 0; i < verdicts->count; i++) {
        struct terr_explanation *explanation = &verdicts->verdicts[i].explanation;
        terr_memory_free(explanation->readings);
        memset(explanation, 0, sizeof *explanation);
    }
}

enum terr_code terr_verdicts_explain(struct terr_verdicts *verdicts,
                                     const struct terr_demand_options *options,
                                     struct terr_error *err)
{
    struct search search = {.verdicts = verdicts, .options = options};
    enum terr_code code = prepare(&search, err);
    for (size_t depth = 1; depth <= 2 && !code; depth++) {
        code = search_depth(&search, depth, err);
    }
    if (code) forget_all(verdicts);
    verdicts->explained = !code;
    for (size_t i = 0; i < search.count; i++) {
        terr_departures_dispose(&search.subjects[i].departures);
    }
    terr_memory_free(search.subjects);
    return code;
}
