#include <geo/export/check_reading.h>

#include <geo/export/check_value.h>
#include <geo/export/value.h>
#include <geo/figure/verdict.h>

static void add_dating(struct terr_text *out, const struct terr_other_dating *dates)
{
    switch (dates->dating) {
    case TERR_DATING_DAY_LATER:
    case TERR_DATING_DAY_EARLIER:
        terr_text_add(out, "file dates shifted by one day");
        break;
    case TERR_DATING_UTC:
        terr_text_add(out, "days ending at midnight UTC");
        break;
    case TERR_DATING_FIRST_DAY_OUT:
        terr_text_add(out, "the first day left out");
        break;
    case TERR_DATING_LAST_DAY_OUT:
        terr_text_add(out, "the last day left out");
        break;
    case TERR_DATING_FIRST_DAY_ADDED:
        terr_text_add(out, "a day more at the beginning");
        break;
    case TERR_DATING_LAST_DAY_ADDED:
        terr_text_add(out, "a day more at the end");
        break;
    case TERR_DATING_DAYS:
        terr_text_print(out, "over %d days", dates->count);
        break;
    case TERR_DATING_MONTHS:
        terr_text_print(out, "over %d month%s", dates->count, dates->count > 1 ? "s" : "");
        break;
    case TERR_DATING_HOUR:
        terr_text_print(out, "at %02d:00", dates->count);
        break;
    }
}

static void add_dates(struct terr_text *out, const struct terr_other_dating *dates, bool one_date)
{
    terr_text_add(out, ", ");
    add_dating(out, dates);
    terr_text_add(out, " (");
    if (!one_date) {
        terr_value_add_moment(out, &dates->ends.from_moment);
        terr_text_add(out, " to ");
    }
    terr_value_add_moment(out, &dates->ends.to_moment);
    terr_text_add(out, ")");
}

static void add_ruler(struct terr_text *out, const struct terr_ruler *ruler)
{
    static const char *const words[] = {"on the ellipsoid", "with geodesic edges", "on a sphere",
                                        "in Web Mercator"};
    const enum terr_area_model model = terr_ruler_model(ruler);
    terr_text_add(out, ", measured ");
    if (model == TERR_AREA_UTM) {
        terr_text_print(out, "in UTM zone %d", terr_ruler_utm_zone(ruler));
    } else {
        terr_text_add(out, words[model]);
    }
}

static void add_unit(struct terr_text *out, enum terr_unit unit)
{
    static const char *const words[] = {"square kilometres", "square miles", "hectares", "percent"};
    terr_text_print(out, ", taken as %s", words[unit]);
}

void terr_check_add_reading(struct terr_text *out, const struct terr_verdicts *verdicts,
                            const struct terr_verdict *verdict, const struct terr_reading *reading)
{
    const struct terr_claim *claim = verdict->claim;
    const bool is_turned =
        claim->measure == TERR_MEASURE_LOST && reading->measure == TERR_MEASURE_NET;
    const bool is_whole = reading->departs[TERR_DEPARTURE_REGION];
    terr_check_add_measure(
        out, verdict, is_turned ? "net loss" : terr_measure_name(reading->measure),
        verdicts->list.zones[reading->zone].name, is_whole ? NULL : claim->region);
    if (is_whole) terr_text_add(out, ", on the whole map");
    if (reading->departs[TERR_DEPARTURE_DATES]) {
        add_dates(out, &reading->dates, terr_measure_is_of_one_date(claim->measure));
    }
    if (reading->departs[TERR_DEPARTURE_AREA]) add_ruler(out, reading->ruler);
    if (reading->departs[TERR_DEPARTURE_UNIT]) add_unit(out, reading->unit);
    terr_text_add(out, ": ");
    terr_check_add_figure(out, claim, reading->computed, reading->unit);
}

void terr_check_add_tried(struct terr_text *out, const struct terr_verdict *verdict)
{
    const struct terr_explanation *explanation = &verdict->explanation;
    if (explanation->count == 0) terr_text_add(out, "none of ");
    terr_value_add_shown_count(out, explanation->tried);
    terr_text_add(out, " other readings ");
    terr_text_add(out, explanation->count == 0 ? "holds" : "tried");
}
