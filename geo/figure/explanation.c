#include <geo/figure/reading.h>

#include <geo/base/memory.h>
#include <geo/figure/verdict.h>
#include <geo/shape/multipolygon.h>
#include <geo/shape/plane.h>
#include <geo/source/archive.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>
#include <geo/zone/worker.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// Zones that a figure is tried with; a profile with more has more than anyone confuses.
#define ZONES_MOST 16

const char *terr_departure_name(enum terr_departure departure)
{
    static const char *const names[] = {"dates", "measure", "area", "unit", "zone"};
    return names[departure];
}

// ---- the departures of a claim ----

// A refuted claim and each single departure from it.
struct subject {
    struct terr_verdict *verdict;
    struct terr_reading plain; // as claimed
    struct terr_reading *departures;
    size_t count;
    size_t capacity;
};

struct search {
    struct terr_verdicts *verdicts;
    const struct terr_demand_options *options;
    struct subject *subjects;
    size_t count;
    const struct terr_ruler *rulers[TERR_VERDICT_RULERS]; // to try
    size_t ruler_count;
    size_t zones[ZONES_MOST]; // to try, by their place in verdicts->list; no two of one meaning
    size_t zone_count;
};

static enum terr_code add_departure(struct subject *subject, enum terr_departure departure,
                                    const struct terr_reading *reading, struct terr_error *err)
{
    struct terr_reading *grown = terr_memory_grow(subject->departures, &subject->capacity,
                                                  subject->count + 1, sizeof *grown, err);
    if (!grown) return err->code;
    subject->departures = grown;
    grown[subject->count] = *reading;
    grown[subject->count].departs[departure] = true;
    grown[subject->count].departure_count = 1;
    subject->count++;
    return TERR_OK;
}

static enum terr_code add_dates(struct subject *subject, const struct search *search,
                                struct terr_error *err)
{
    struct terr_other_dating datings[TERR_DATINGS_MOST];
    struct terr_reading reading = subject->plain;
    const size_t count =
        terr_datings_find(datings, search->verdicts->archive, &subject->verdict->ends,
                          terr_measure_is_of_one_date(subject->plain.measure));
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        reading.dates = datings[i];
        code = add_departure(subject, TERR_DEPARTURE_DATES, &reading, err);
    }
    return code;
}

// Of shares the share is kept: gained as a share of a country is read for net as a share of it.
static enum terr_code add_measures(struct subject *subject, struct terr_error *err)
{
    static const enum terr_measure measures[] = {TERR_MEASURE_NET, TERR_MEASURE_GAINED,
                                                 TERR_MEASURE_LOST};
    const enum terr_measure claimed = subject->plain.measure == TERR_MEASURE_SHARE_GAINED
                                          ? TERR_MEASURE_GAINED
                                          : subject->plain.measure;
    struct terr_reading reading = subject->plain;
    enum terr_code code = TERR_OK;
    if (terr_measure_is_of_one_date(claimed)) return TERR_OK;
    for (size_t i = 0; i < sizeof measures / sizeof *measures && !code; i++) {
        if (measures[i] == claimed) continue;
        reading.measure = measures[i];
        code = add_departure(subject, TERR_DEPARTURE_MEASURE, &reading, err);
    }
    return code;
}

static enum terr_code add_rulers(struct subject *subject, const struct search *search,
                                 struct terr_error *err)
{
    struct terr_reading reading = subject->plain;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < search->ruler_count && !code; i++) {
        if (search->rulers[i] == subject->plain.ruler) continue;
        reading.ruler = search->rulers[i];
        code = add_departure(subject, TERR_DEPARTURE_AREA, &reading, err);
    }
    return code;
}

static enum terr_code add_units(struct subject *subject, struct terr_error *err)
{
    static const enum terr_unit units[] = {TERR_UNIT_MI2, TERR_UNIT_KM2, TERR_UNIT_HA};
    struct terr_reading reading = subject->plain;
    enum terr_code code = TERR_OK;
    if (subject->plain.unit == TERR_UNIT_PERCENT) return TERR_OK;
    for (size_t i = 0; i < sizeof units / sizeof *units && !code; i++) {
        if (units[i] == subject->plain.unit) continue;
        reading.unit = units[i];
        code = add_departure(subject, TERR_DEPARTURE_UNIT, &reading, err);
    }
    return code;
}

static bool same_statuses(const struct terr_zone *a, const struct terr_zone *b)
{
    if (a->status_count != b->status_count) return false;
    for (size_t i = 0; i < a->status_count; i++) {
        if (strcmp(a->statuses[i], b->statuses[i]) != 0) return false;
    }
    return true;
}

static enum terr_code add_zones(struct subject *subject, const struct search *search,
                                struct terr_error *err)
{
    const struct terr_zone *zones = search->verdicts->list.zones;
    struct terr_reading reading = subject->plain;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < search->zone_count && !code; i++) {
        if (same_statuses(&zones[search->zones[i]], &zones[subject->plain.zone])) continue;
        reading.zone = search->zones[i];
        code = add_departure(subject, TERR_DEPARTURE_ZONE, &reading, err);
    }
    return code;
}

static enum terr_code add_subject(struct search *search, struct terr_verdict *verdict,
                                  struct terr_error *err)
{
    struct subject *subject = &search->subjects[search->count++];
    const struct terr_reading plain = {.dates = {.ends = verdict->ends},
                                       .measure = verdict->claim->measure,
                                       .ruler = verdict->ruler,
                                       .unit = verdict->claim->unit,
                                       .zone = verdict->zone};
    enum terr_code code;
    subject->verdict = verdict;
    subject->plain = plain;
    if ((code = add_dates(subject, search, err)) || (code = add_measures(subject, err)) ||
        (code = add_rulers(subject, search, err)) || (code = add_units(subject, err))) {
        return code;
    }
    return add_zones(subject, search, err);
}

// ---- zones and rulers to try ----

// The place of a zone in the list of the verdicts, which has it.
static size_t find_zone(const struct terr_zone_list *list, const char *name)
{
    size_t index = 0;
    while (strcmp(list->zones[index].name, name) != 0) index++;
    return index;
}

static enum terr_code try_zone(struct search *search, const char *name, struct terr_error *err)
{
    struct terr_zone_list *list = &search->verdicts->list;
    if (search->zone_count >= ZONES_MOST || strcmp(name, TERR_STATUS_UNCLASSIFIED) == 0) {
        return TERR_OK;
    }
    const enum terr_code code =
        terr_zone_list_add(list, name, terr_archive_profile(search->verdicts->archive), err);
    if (code) return code;
    const size_t index = find_zone(list, name);
    for (size_t i = 0; i < search->zone_count; i++) {
        if (same_statuses(&list->zones[search->zones[i]], &list->zones[index])) return TERR_OK;
    }
    search->zones[search->zone_count++] = index;
    return TERR_OK;
}

// What the profile names.
static enum terr_code try_zones_of_profile(struct search *search, struct terr_error *err)
{
    const struct terr_profile *profile = terr_archive_profile(search->verdicts->archive);
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < terr_profile_zone_count(profile) && !code; i++) {
        code = try_zone(search, terr_profile_zone_at(profile, i).name, err);
    }
    for (size_t i = 0; i < terr_profile_status_count(profile) && !code; i++) {
        code = try_zone(search, terr_profile_status_at(profile, i), err);
    }
    return code;
}

// And what a map has beyond it. A status with '+' in it is none that can be asked for.
static enum terr_code try_statuses_of_map(struct search *search,
                                          const struct terr_snapshot *snapshot,
                                          struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < terr_snapshot_count(snapshot) && !code; i++) {
        const char *status = terr_snapshot_at(snapshot, i)->status;
        if (!status || status[0] == '\0' || strchr(status, '+')) continue;
        code = try_zone(search, status, err);
    }
    return code;
}

struct extent {
    double west_deg, east_deg; // west > east: of nothing
};

static struct extent extent_of(const struct terr_multipolygon *shape)
{
    struct extent extent = {INFINITY, -INFINITY};
    for (size_t i = 0; i < shape->point_count; i++) {
        extent.west_deg = fmin(extent.west_deg, shape->coords[2 * i]);
        extent.east_deg = fmax(extent.east_deg, shape->coords[2 * i]);
    }
    return extent;
}

// Looks at the map at the end of a verdict's window: which statuses there are, and how far the zone
// reaches.
static enum terr_code look_at_map(struct extent *extent, struct search *search,
                                  const struct terr_verdict *verdict, struct terr_error *err)
{
    struct terr_worker worker;
    struct terr_zones *zones = NULL;
    struct terr_snapshot *snapshot = NULL;
    enum terr_code code = terr_worker_init(&worker, verdict->ruler, err);
    if (code) return code;
    code = terr_archive_read_polygons(&snapshot, search->verdicts->archive, verdict->ends.to,
                                      &worker.effort.times, err);
    if (!code) code = try_statuses_of_map(search, snapshot, err);
    if (!code) code = terr_zones_build(&zones, &worker, snapshot, &search->verdicts->list, err);
    if (!code) *extent = extent_of(terr_zones_at(zones, verdict->zone));
    terr_zones_free(zones);
    terr_snapshot_free(snapshot);
    terr_worker_dispose(&worker);
    return code;
}

static enum terr_code try_model(struct search *search, enum terr_area_model model,
                                struct terr_error *err)
{
    return terr_verdicts_ruler(&search->rulers[search->ruler_count++], search->verdicts, model,
                               err);
}

// Of a map that spans more zones of UTM than these nobody takes the area in one.
static enum terr_code try_utm(struct search *search, struct extent extent, struct terr_error *err)
{
    if (extent.west_deg > extent.east_deg) return TERR_OK;
    const int first = terr_utm_zone(extent.west_deg), last = terr_utm_zone(extent.east_deg);
    if (last - first >= TERR_VERDICT_UTM_ZONES) return TERR_OK;
    for (int zone = first; zone <= last; zone++) {
        struct terr_ruler **ruler = &search->verdicts->rulers[TERR_AREA_UTM + zone - first];
        const enum terr_code code = terr_ruler_new_utm(ruler, zone, err);
        if (code) return code;
        search->rulers[search->ruler_count++] = *ruler;
    }
    return TERR_OK;
}

static enum terr_code list_rulers(struct search *search, const struct terr_verdict *verdict,
                                  struct terr_error *err)
{
    struct extent extent;
    enum terr_code code;
    if ((code = try_model(search, TERR_AREA_SPHERE, err)) ||
        (code = try_model(search, TERR_AREA_MERCATOR, err)) ||
        (code = try_model(search, TERR_AREA_ELLIPSOID, err)) ||
        (code = look_at_map(&extent, search, verdict, err))) {
        return code;
    }
    return try_utm(search, extent, err);
}

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
    } else if (++steps->second >= steps->subject->count) {
        steps->second = ++steps->first + 1;
    }
    return (steps->depth == 1 ? steps->first : steps->second) < steps->subject->count;
}

static void depart(struct terr_reading *reading, const struct terr_reading *from)
{
    if (from->departs[TERR_DEPARTURE_DATES]) reading->dates = from->dates;
    if (from->departs[TERR_DEPARTURE_MEASURE]) reading->measure = from->measure;
    if (from->departs[TERR_DEPARTURE_AREA]) reading->ruler = from->ruler;
    if (from->departs[TERR_DEPARTURE_UNIT]) reading->unit = from->unit;
    if (from->departs[TERR_DEPARTURE_ZONE]) reading->zone = from->zone;
    for (size_t i = 0; i < TERR_DEPARTURE_COUNT; i++) {
        reading->departs[i] = reading->departs[i] || from->departs[i];
    }
    reading->departure_count++;
}

// The next reading; two departures of one kind are none. False where there is no more.
static bool next_reading(struct terr_reading *reading, struct steps *steps)
{
    while (advance(steps)) {
        const struct terr_reading *departures = steps->subject->departures;
        *reading = departures[steps->first];
        if (steps->depth == 1) return true;
        bool alike = false;
        for (size_t i = 0; i < TERR_DEPARTURE_COUNT; i++) {
            alike = alike || (reading->departs[i] && departures[steps->second].departs[i]);
        }
        if (alike) continue;
        depart(reading, &departures[steps->second]);
        return true;
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

static void compute(struct terr_reading *reading, const struct terr_claim *claim,
                    const struct terr_figures *figures)
{
    const double m2 = terr_measure_m2(reading->measure, figures);
    reading->computed_m2 = is_turned(claim->measure, reading->measure) ? -m2 : m2;
    reading->computed =
        reading->computed_m2 / terr_unit_m2(reading->unit, claim->of_km2 * TERR_M2_PER_KM2);
}

static bool holds(const struct terr_reading *reading, const struct terr_claim *claim)
{
    const struct terr_printed printed = terr_claim_printed(claim, reading->unit);
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

static enum terr_code judge_all(const struct subject *subject, size_t depth,
                                const struct terr_wanted *wanted, struct terr_error *err)
{
    struct terr_verdict *verdict = subject->verdict;
    struct steps steps = {.subject = subject, .depth = depth};
    struct terr_reading reading;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; !code && next_reading(&reading, &steps); i++) {
        compute(&reading, verdict->claim, &wanted[i].figures);
        verdict->explanation.tried++;
        if (holds(&reading, verdict->claim)) {
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
    struct terr_demand demand = {.wanted = NULL};
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
    for (size_t i = 0; i < search->count && !code; i++) {
        if (firsts[i] == firsts[i + 1]) continue;
        code = judge_all(&search->subjects[i], depth, &demand.wanted[firsts[i]], err);
    }
    terr_effort_add(&verdicts->demand.effort, &demand.effort);
    terr_demand_dispose(&demand);
    terr_memory_free(firsts);
    return code;
}

static enum terr_code prepare(struct search *search, struct terr_error *err)
{
    struct terr_verdicts *verdicts = search->verdicts;
    enum terr_code code = try_zones_of_profile(search, err);
    search->subjects = terr_memory_new(verdicts->count, sizeof *search->subjects, err);
    if (!search->subjects) return err->code;
    for (size_t i = 0; i < verdicts->count && !code; i++) {
        struct terr_verdict *verdict = &verdicts->verdicts[i];
        if (verdict->outcome != TERR_REFUTED) continue;
        if (search->count == 0) code = list_rulers(search, verdict, err);
        if (!code) code = add_subject(search, verdict, err);
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
    for (size_t i = 0; i < search.count; i++) terr_memory_free(search.subjects[i].departures);
    terr_memory_free(search.subjects);
    return code;
}
