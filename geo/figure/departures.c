#include <geo/figure/departures.h>

#include <geo/base/memory.h>
#include <geo/figure/alternatives.h>
#include <string.h>

// The claim that is departed from.
struct subject {
    struct terr_departures *out;
    const struct terr_verdicts *verdicts;
    const struct terr_verdict *verdict;
    const struct terr_alternatives *alternatives;
    struct terr_reading plain; // as claimed
};

static enum terr_code add_departure(struct terr_departures *out, enum terr_departure departure,
                                    const struct terr_reading *reading, struct terr_error *err)
{
    struct terr_reading *grown =
        terr_memory_grow(out->readings, &out->capacity, out->count + 1, sizeof *grown, err);
    if (!grown) return err->code;
    out->readings = grown;
    grown[out->count] = *reading;
    grown[out->count].departs[departure] = true;
    grown[out->count].departure_count = 1;
    out->count++;
    return TERR_OK;
}

static enum terr_code add_dates(const struct subject *subject, struct terr_error *err)
{
    struct terr_other_dating datings[TERR_DATINGS_MOST];
    struct terr_reading reading = subject->plain;
    const size_t count =
        terr_datings_find(datings, subject->verdicts->archive, &subject->verdict->ends,
                          terr_measure_is_of_one_date(subject->plain.measure));
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        reading.dates = datings[i];
        code = add_departure(subject->out, TERR_DEPARTURE_DATES, &reading, err);
    }
    return code;
}

// Of shares the share is kept: gained as a share of a country is read for net as a share of it.
static enum terr_code add_measures(const struct subject *subject, struct terr_error *err)
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
        code = add_departure(subject->out, TERR_DEPARTURE_MEASURE, &reading, err);
    }
    return code;
}

static enum terr_code add_rulers(const struct subject *subject, struct terr_error *err)
{
    struct terr_reading reading = subject->plain;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < subject->alternatives->ruler_count && !code; i++) {
        if (subject->alternatives->rulers[i] == subject->plain.ruler) continue;
        reading.ruler = subject->alternatives->rulers[i];
        code = add_departure(subject->out, TERR_DEPARTURE_AREA, &reading, err);
    }
    return code;
}

static enum terr_code add_units(const struct subject *subject, struct terr_error *err)
{
    static const enum terr_unit units[] = {TERR_UNIT_MI2, TERR_UNIT_KM2, TERR_UNIT_HA};
    struct terr_reading reading = subject->plain;
    enum terr_code code = TERR_OK;
    if (subject->plain.unit == TERR_UNIT_PERCENT) return TERR_OK;
    for (size_t i = 0; i < sizeof units / sizeof *units && !code; i++) {
        if (units[i] == subject->plain.unit) continue;
        reading.unit = units[i];
        code = add_departure(subject->out, TERR_DEPARTURE_UNIT, &reading, err);
    }
    return code;
}

static enum terr_code add_zones(const struct subject *subject, struct terr_error *err)
{
    const struct terr_zone *zones = subject->verdicts->list.zones;
    struct terr_reading reading = subject->plain;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < subject->alternatives->zone_count && !code; i++) {
        if (terr_zones_are_alike(&zones[subject->alternatives->zones[i]],
                                 &zones[subject->plain.zone]))
            continue;
        reading.zone = subject->alternatives->zones[i];
        code = add_departure(subject->out, TERR_DEPARTURE_ZONE, &reading, err);
    }
    return code;
}

// Of a share of the region itself the whole map is no part.
static enum terr_code add_whole(const struct subject *subject, struct terr_error *err)
{
    const struct terr_claim *claim = subject->verdict->claim;
    struct terr_reading reading = subject->plain;
    const bool has_of = claim->of_km2 > 0 || claim->of_region;
    if (!claim->region || (terr_measure_is_share(claim->measure) && !has_of)) return TERR_OK;
    reading.region = TERR_WANTED_WHOLE;
    return add_departure(subject->out, TERR_DEPARTURE_REGION, &reading, err);
}

enum terr_code terr_departures_find(struct terr_departures *out,
                                    const struct terr_verdicts *verdicts,
                                    const struct terr_verdict *verdict,
                                    const struct terr_alternatives *alternatives,
                                    struct terr_error *err)
{
    const struct subject subject = {.out = out,
                                    .verdicts = verdicts,
                                    .verdict = verdict,
                                    .alternatives = alternatives,
                                    .plain = {.dates = {.ends = verdict->ends},
                                              .measure = verdict->claim->measure,
                                              .ruler = verdict->ruler,
                                              .unit = verdict->claim->unit,
                                              .zone = verdict->zone,
                                              .region = verdict->region}};
    enum terr_code code;
    if ((code = add_dates(&subject, err)) || (code = add_measures(&subject, err)) ||
        (code = add_rulers(&subject, err)) || (code = add_units(&subject, err)) ||
        (code = add_zones(&subject, err))) {
        return code;
    }
    return add_whole(&subject, err);
}

void terr_departures_dispose(struct terr_departures *departures)
{
    terr_memory_free(departures->readings);
    memset(departures, 0, sizeof *departures);
}

bool terr_reading_depart(struct terr_reading *reading, const struct terr_reading *from)
{
    for (size_t i = 0; i < TERR_DEPARTURE_COUNT; i++) {
        if (reading->departs[i] && from->departs[i]) return false;
    }
    if (from->departs[TERR_DEPARTURE_DATES]) reading->dates = from->dates;
    if (from->departs[TERR_DEPARTURE_MEASURE]) reading->measure = from->measure;
    if (from->departs[TERR_DEPARTURE_AREA]) reading->ruler = from->ruler;
    if (from->departs[TERR_DEPARTURE_UNIT]) reading->unit = from->unit;
    if (from->departs[TERR_DEPARTURE_ZONE]) reading->zone = from->zone;
    if (from->departs[TERR_DEPARTURE_REGION]) reading->region = from->region;
    for (size_t i = 0; i < TERR_DEPARTURE_COUNT; i++) {
        reading->departs[i] = reading->departs[i] || from->departs[i];
    }
    reading->departure_count++;
    return true;
}
