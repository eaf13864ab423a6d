#include <geo/export/check_value.h>

#include <geo/export/value.h>
#include <geo/figure/verdict.h>
#include <math.h>
#include <string.h>

// How many decimals the figure was printed with.
static int printed_decimals(const struct terr_claim *claim)
{
    const char *point = strchr(claim->number, '.');
    return point ? (int)strspn(point + 1, "0123456789") : 0;
}

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

// What is held against a figure is shown finer than it, so that it can be seen why it holds or not.
static int shown_decimals(const struct terr_claim *claim)
{
    return clamp(printed_decimals(claim) + 1, TERR_SHOWN_KM2_DECIMALS, TERR_KM2_DECIMALS);
}

// The digits as they stand in the file, whatever a double makes of them, with a comma between
// thousands.
static void add_digits(struct terr_text *out, const char *number)
{
    const size_t sign = *number == '-', whole = strspn(number + sign, "0123456789");
    terr_text_add_bytes(out, number, sign);
    number += sign;
    for (size_t left = whole; left > 0; left--) {
        terr_text_add_bytes(out, number++, 1);
        if (left % 3 == 1 && left > 1) terr_text_add(out, ",");
    }
    terr_text_add(out, number);
}

void terr_check_add_printed(struct terr_text *out, const struct terr_claim *claim)
{
    const char *word = terr_qualifier_name(claim->qualifier);
    if (word) terr_text_print(out, "%s ", word);
    if (strpbrk(claim->number, "eE")) {
        terr_text_add(out, claim->number);
    } else {
        add_digits(out, claim->number);
    }
    terr_text_print(out, " %s", terr_unit_shown(claim->unit));
}

// A double has 15 digits that mean something; what is behind them is no part of the figure.
#define DIGITS_MAX 15

static int meant_decimals(double value, int decimals)
{
    const int digits = fabs(value) < 1 ? 1 : (int)log10(fabs(value)) + 1;
    return clamp(decimals, 0, clamp(DIGITS_MAX - digits, 0, DIGITS_MAX));
}

// A bound without the zeros that say nothing: 499.8, and 480.
static void add_bound(struct terr_text *out, const struct terr_claim *claim, double value)
{
    char number[TERR_GROUPED_SIZE];
    const int decimals = clamp(printed_decimals(claim) + 1, TERR_SHOWN_KM2_DECIMALS, DIGITS_MAX);
    terr_value_print_grouped(number, value, meant_decimals(value, decimals), false);
    size_t length = strlen(number);
    if (strchr(number, '.')) {
        while (number[length - 1] == '0') length--;
        if (number[length - 1] == '.') length--;
    }
    terr_text_add_bytes(out, number, length);
}

void terr_check_add_admitted(struct terr_text *out, const struct terr_verdict *verdict)
{
    const struct terr_admitted *admitted = &verdict->admitted;
    const struct terr_claim *claim = verdict->claim;
    if (isinf(admitted->to)) {
        terr_text_add(out, admitted->above_from ? "more than " : "at least ");
        add_bound(out, claim, admitted->from);
    } else if (isinf(admitted->from)) {
        terr_text_add(out, admitted->below_to ? "less than " : "up to ");
        add_bound(out, claim, admitted->to);
    } else {
        terr_text_add(out, admitted->above_from ? "more than " : "");
        add_bound(out, claim, admitted->from);
        terr_text_add(out, admitted->below_to ? " to less than " : " to ");
        add_bound(out, claim, admitted->to);
    }
}

// -1 below what is admitted, 1 above it, else 0.
static int side_of(const struct terr_admitted *admitted, double value)
{
    if (value < admitted->from || (admitted->above_from && value <= admitted->from)) return -1;
    return value > admitted->to || (admitted->below_to && value >= admitted->to);
}

// As many decimals more as it takes for what is shown to lie where the figure does: 468.5037 is not
// shown as 468.50 where up to 468.5 is admitted.
static int telling_decimals(const struct terr_verdict *verdict)
{
    int decimals = shown_decimals(verdict->claim);
    for (; decimals < TERR_KM2_DECIMALS; decimals++) {
        const double steps = pow(10, decimals);
        const double shown = round(verdict->computed * steps) / steps;
        if (side_of(&verdict->admitted, shown) == side_of(&verdict->admitted, verdict->computed)) {
            break;
        }
    }
    return decimals;
}

void terr_check_add_computed(struct terr_text *out, const struct terr_verdict *verdict)
{
    char number[TERR_GROUPED_SIZE];
    const struct terr_claim *claim = verdict->claim;
    terr_value_print_grouped(number, verdict->computed, telling_decimals(verdict), false);
    terr_text_print(out, "%s %s", number, terr_unit_shown(claim->unit));
}

void terr_check_add_figure(struct terr_text *out, const struct terr_claim *claim, double figure,
                           enum terr_unit unit)
{
    char number[TERR_GROUPED_SIZE];
    terr_value_print_grouped(number, figure, shown_decimals(claim), false);
    terr_text_print(out, "%s %s", number, terr_unit_shown(unit));
}

void terr_check_add_difference(struct terr_text *out, const struct terr_verdict *verdict)
{
    char number[TERR_GROUPED_SIZE];
    const bool is_share = verdict->claim->unit == TERR_UNIT_PERCENT;
    const double off = is_share ? verdict->claim->value - verdict->computed
                                : verdict->difference_m2 / TERR_M2_PER_KM2;
    terr_value_print_grouped(number, off, TERR_SHOWN_KM2_DECIMALS, true);
    terr_text_print(out, "%s %s", number, is_share ? "points" : TERR_SHOWN_KM2);
}

void terr_check_add_percent_off(struct terr_text *out, const struct terr_verdict *verdict)
{
    char number[TERR_GROUPED_SIZE];
    if (!isfinite(verdict->difference_percent)) return;
    terr_value_print_grouped(number, verdict->difference_percent, 1, true);
    terr_text_print(out, "%s %%", number);
}

void terr_check_add_measure(struct terr_text *out, const struct terr_verdict *verdict,
                            const char *measure, const char *zone, const char *region)
{
    char of[TERR_GROUPED_SIZE];
    if (strcmp(measure, terr_measure_name(TERR_MEASURE_SHARE_GAINED)) == 0) {
        terr_text_add(out, "gained of ");
    } else if (strcmp(measure, terr_measure_name(TERR_MEASURE_SHARE)) != 0) {
        terr_text_print(out, "%s of ", measure);
    }
    terr_value_add_shown(out, zone);
    if (region) {
        terr_text_add(out, " in ");
        terr_value_add_shown(out, region);
    }
    if (verdict->claim->unit != TERR_UNIT_PERCENT) return;
    terr_value_print_grouped(of, verdict->of_m2 / TERR_M2_PER_KM2, 0, false);
    terr_text_print(out, " as a share of %s " TERR_SHOWN_KM2, of);
}

void terr_check_add_subject(struct terr_text *out, const struct terr_verdicts *verdicts,
                            const struct terr_verdict *verdict)
{
    const struct terr_claim *claim = verdict->claim;
    const enum terr_area_model model = terr_ruler_model(verdict->ruler);
    terr_check_add_measure(out, verdict, terr_measure_name(claim->measure),
                           verdicts->list.zones[verdict->zone].name, claim->region);
    terr_text_add(out, ", ");
    if (!terr_measure_is_of_one_date(claim->measure)) {
        terr_value_add_moment(out, &verdict->ends.from_moment);
        terr_text_add(out, " to ");
    }
    terr_value_add_moment(out, &verdict->ends.to_moment);
    if (model == TERR_AREA_SPHERE) terr_text_add(out, ", on a sphere");
    if (model == TERR_AREA_GEODESIC) terr_text_add(out, ", with geodesic edges");
}

void terr_check_add_counts(struct terr_text *out, const struct terr_verdicts *verdicts)
{
    bool any = false;
    for (size_t i = 0; i < TERR_OUTCOME_COUNT; i++) {
        if (verdicts->outcome_counts[i] == 0) continue;
        terr_text_add(out, any ? ", " : "");
        terr_value_add_shown_count(out, verdicts->outcome_counts[i]);
        terr_text_print(out, " %s", terr_outcome_name((enum terr_outcome)i));
        any = true;
    }
}
