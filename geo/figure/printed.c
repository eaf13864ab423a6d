#include <geo/figure/printed.h>

#include <math.h>
#include <stdlib.h>

double terr_printed_step(const char *number)
{
    int decimals = 0;
    long exponent = 0;
    bool in_fraction = false;
    for (; *number && *number != 'e' && *number != 'E'; number++) {
        if (*number == '.') {
            in_fraction = true;
        } else {
            decimals += in_fraction;
        }
    }
    if (*number) exponent = strtol(number + 1, NULL, 10);
    return pow(10, (double)exponent - decimals);
}

// Of a figure that is not negative, and without its tolerance.
static struct terr_admitted admitted_by_word(double value, double step,
                                             enum terr_qualifier qualifier)
{
    const double half = step / 2;
    const double about = fmax(half, TERR_ABOUT_SHARE * value);
    const double nearly = fmax(half, TERR_NEARLY_SHARE * value);
    switch (qualifier) {
    case TERR_QUALIFIER_EXACTLY:
        return (struct terr_admitted){value - half, value + half, false, false};
    case TERR_QUALIFIER_ABOUT:
        return (struct terr_admitted){value - about, value + about, false, false};
    case TERR_QUALIFIER_NEARLY:
    case TERR_QUALIFIER_ALMOST:
        return (struct terr_admitted){value - nearly, value + half, false, false};
    case TERR_QUALIFIER_MORE_THAN:
        return (struct terr_admitted){value, INFINITY, true, false};
    case TERR_QUALIFIER_AT_LEAST:
        return (struct terr_admitted){value - half, INFINITY, false, false};
    case TERR_QUALIFIER_LESS_THAN:
        return (struct terr_admitted){0, value, false, true};
    case TERR_QUALIFIER_UP_TO:
        return (struct terr_admitted){0, value + half, false, false};
    case TERR_QUALIFIER_NONE:
        break;
    }
    return (struct terr_admitted){value - half, value + step, false, true};
}

static void widen(struct terr_admitted *admitted, double value, double tolerance)
{
    if (tolerance <= 0) return;
    if (value - tolerance <= admitted->from) {
        admitted->from = value - tolerance;
        admitted->above_from = false;
    }
    if (value + tolerance >= admitted->to) {
        admitted->to = value + tolerance;
        admitted->below_to = false;
    }
}

struct terr_admitted terr_printed_admitted(const struct terr_printed *printed)
{
    const double size = fabs(printed->value);
    struct terr_admitted admitted = admitted_by_word(size, printed->step, printed->qualifier);
    widen(&admitted, size, printed->tolerance);
    if (printed->value >= 0) return admitted;
    return (struct terr_admitted){-admitted.to, -admitted.from, admitted.below_to,
                                  admitted.above_from};
}

static bool is_within(const struct terr_admitted *admitted, double value)
{
    const bool from = admitted->above_from ? value > admitted->from : value >= admitted->from;
    const bool to = admitted->below_to ? value < admitted->to : value <= admitted->to;
    return from && to;
}

bool terr_printed_admits(bool *truncated, const struct terr_printed *printed, double value)
{
    const struct terr_admitted admitted = terr_printed_admitted(printed);
    *truncated = false;
    if (!is_within(&admitted, value)) return false;
    if (printed->qualifier != TERR_QUALIFIER_NONE) return true;
    struct terr_printed rounded = *printed;
    rounded.qualifier = TERR_QUALIFIER_EXACTLY;
    const struct terr_admitted by_rounding = terr_printed_admitted(&rounded);
    *truncated = !is_within(&by_rounding, value);
    return true;
}
