#include "sides.h"

#include <string.h>

/* Each in place of the option for both (options_narrow). */
static const struct option_spec side_specs[] = {
    {"profile-a", '\0', "NAME|FILE", "--profile of A alone", NULL, OPTION_ONCE},
    {"profile-b", '\0', "NAME|FILE", "--profile of B alone", NULL, OPTION_ONCE},
    {"zone-a", '\0', "ZONE", "--zone of A alone", NULL, OPTION_REPEATABLE},
    {"zone-b", '\0', "ZONE", "--zone of B alone", NULL, OPTION_REPEATABLE},
    {"timezone-a", '\0', "TZ", "--timezone of A alone", NULL, OPTION_ONCE},
    {"timezone-b", '\0', "TZ", "--timezone of B alone", NULL, OPTION_ONCE},
    {"lag-a", '\0', "DAYS", "--lag of A alone", NULL, OPTION_ONCE},
    {"lag-b", '\0', "DAYS", "--lag of B alone", NULL, OPTION_ONCE},
    {"date-property-a", '\0', "NAME", "--date-property of A alone", NULL, OPTION_ONCE},
    {"date-property-b", '\0', "NAME", "--date-property of B alone", NULL, OPTION_ONCE},
    {"exclude-a", '\0', "DATE", "--exclude of A alone", NULL, OPTION_REPEATABLE},
    {"exclude-b", '\0', "DATE", "--exclude of B alone", NULL, OPTION_REPEATABLE},
};
const struct option_group side_options = {"One archive alone", side_specs,
                                          sizeof side_specs / sizeof *side_specs};
/* A slip in what is said of B should not be found after A was read. */
static enum terr_code check_lags(const struct options *given, struct terr_error *err)
{
    static const char *const names[] = {"lag", "lag-a", "lag-b"};
    enum terr_code code = TERR_OK;
    int days;

    for (size_t i = 0; i < sizeof names / sizeof *names && !code; i++) {
        code = options_integer(&days, given, names[i], -OPTIONS_DAYS_MAX, OPTIONS_DAYS_MAX, err);
    }
    return code;
}

enum terr_code sides_check(const struct options *given, struct terr_error *err)
{
    if (given->operand_count != 2) {
        return terr_fail(err, TERR_EARG, "two archives are compared, A and B, but %zu given%s",
                         given->operand_count,
                         given->operand_count > 2 ? ": quote a glob, or name the folder" : "");
    }
    if (strcmp(given->operands[0], "-") == 0 && strcmp(given->operands[1], "-") == 0) {
        return terr_fail(err, TERR_EARG, "standard input can be read once");
    }
    return check_lags(given, err);
}

static enum terr_code open_side(struct inputs *inputs, struct options *mine, char letter,
                                const struct options *given, struct input_needs needs,
                                struct console *console, struct terr_error *err)
{
    const char suffix[] = {'-', letter, '\0'};
    const size_t operand = letter == 'a' ? 0 : 1;
    enum terr_code code;

    if ((code = options_narrow(mine, given, suffix, operand, err))) return code;
    code = inputs_open(inputs, mine, needs, console, err);
    // A sentence on an option does not tell for which of the two; one on a file does.
    if (code == TERR_EARG) return terr_within(err, "archive %c", letter == 'a' ? 'A' : 'B');
    if (!code && needs.keep_going) code = inputs_leave_out_bad(inputs, console, err);
    return code;
}

/* Days that one archive does not have need not be fetched for the other. */
static void narrow_span(struct terr_span *span, const struct terr_archive *known)
{
    const struct terr_dated *first = terr_archive_at(known, 0);
    const struct terr_dated *last = terr_archive_at(known, terr_archive_count(known) - 1);

    if (first->date_source == TERR_DATE_NONE || last->date_source == TERR_DATE_NONE) return;
    if (!span->has_from || span->from.day < first->day) span->from.day = first->day;
    span->has_from = true;
    if (span->beyond) return; // days after the last are paired with it
    if (!span->has_to || span->to.day > last->day) span->to.day = last->day;
    span->has_to = true;
}

enum terr_code sides_open(struct sides *sides, const struct options *given,
                          struct input_needs needs, struct console *console, struct terr_error *err)
{
    // What is at hand is opened first, and tells what of the other has to be fetched.
    const bool b_first = terr_source_is_remote(given->operands[0]);
    enum terr_code code;

    for (int turn = 0; turn < 2; turn++) {
        const bool is_b = (turn == 1) != b_first;
        struct inputs *inputs = is_b ? &sides->b : &sides->a;
        struct options *mine = is_b ? &sides->given_b : &sides->given_a;
        if ((code = open_side(inputs, mine, is_b ? 'b' : 'a', given, needs, console, err))) {
            return code;
        }
        if (turn == 0) narrow_span(&needs.span, inputs->archive);
    }
    if (sides->a.list.count == sides->b.list.count) return TERR_OK;
    return terr_fail(err, TERR_EARG,
                     "of A %zu zone%s asked for and of B %zu: each is compared with the one that "
                     "stands in the same place",
                     sides->a.list.count, sides->a.list.count == 1 ? " is" : "s are",
                     sides->b.list.count);
}

void sides_dispose(struct sides *sides)
{
    inputs_dispose(&sides->a);
    inputs_dispose(&sides->b);
    options_dispose(&sides->given_a);
    options_dispose(&sides->given_b);
}
