#include <geo/figure/claim_read.h>

#include <geo/base/json.h>
#include <stdio.h>
#include <string.h>

// A hundred years: more is a slip of the hand.
#define DAYS_MAX 36500

// What a claim says of its dates.
struct dates {
    bool has_from;
    bool has_to;
    bool has_days;
    bool has_month;
    bool has_year;
};

static struct dates dates_of(const struct terr_json_node *node)
{
    const struct dates dates = {
        .has_from = terr_json_member(node->object, "from") != NULL,
        .has_to = terr_json_member(node->object, "to") != NULL,
        .has_days = terr_json_member(node->object, "days") != NULL,
        .has_month = terr_json_member(node->object, "month") != NULL,
        .has_year = terr_json_member(node->object, "year") != NULL,
    };
    return dates;
}

// One way alone to say which dates are meant.
static enum terr_code check_form(const struct dates *dates, enum terr_measure measure,
                                 const struct terr_json_node *node, struct terr_error *err)
{
    const int ends = dates->has_from + dates->has_to + dates->has_days;
    const int forms = (ends > 0) + dates->has_month + dates->has_year;
    const bool one_date = terr_measure_is_of_one_date(measure);
    const bool complete = one_date ? dates->has_to && ends == 1 : ends == 2;
    if (forms == 1 && (ends == 0 || complete)) return TERR_OK;
    if (one_date) {
        return terr_fail(err, TERR_EDATA,
                         "%s has %s, needs one of to, month and year alone, such as \"to\": "
                         "\"2025-07-14\": the measure %s is of one date",
                         node->path, forms == 0 ? "no date" : "other dates",
                         terr_measure_name(measure));
    }
    return terr_fail(err, TERR_EDATA,
                     "%s has %s, needs two of from, to and days, such as \"to\": \"2025-07-14\", "
                     "\"days\": 90, or month alone, or year alone",
                     node->path, forms == 0 ? "no window" : "another window");
}

static enum terr_code read_moment(struct terr_moment *moment, const struct terr_json_node *node,
                                  const char *name, struct terr_error *err)
{
    const char *text;
    struct terr_error unused;
    const enum terr_code code = terr_json_node_text(&text, node, name, err);
    if (code || !terr_moment_parse(moment, text, &unused)) return code;
    return terr_json_node_wrong_text(
        node, name, text, "a date, YYYY-MM-DD, such as 2025-07-14, or one with a time", err);
}

// Two days that follow each other; of times a time zone may have to tell, which the archive has.
static enum terr_code check_order(const struct terr_window *window,
                                  const struct terr_json_node *node, struct terr_error *err)
{
    const struct terr_moment *from = &window->from, *to = &window->to;
    const bool has_times = from->has_time || to->has_time;
    if (from->day < to->day || (has_times && from->day - to->day < 2)) return TERR_OK;
    char first[TERR_MOMENT_SIZE], last[TERR_MOMENT_SIZE], needed[TERR_MOMENT_SIZE + 32];
    terr_moment_print(first, from);
    terr_moment_print(last, to);
    snprintf(needed, sizeof needed, "a date after from, %s", first);
    return terr_json_node_wrong_text(node, "to", last, needed, err);
}

static enum terr_code read_ends(struct terr_claim *claim, const struct dates *dates,
                                const struct terr_json_node *node, struct terr_error *err)
{
    struct terr_window *window = &claim->window;
    enum terr_code code;
    int days = 0;
    if (dates->has_from && (code = read_moment(&window->from, node, "from", err))) return code;
    if (dates->has_to && (code = read_moment(&window->to, node, "to", err))) return code;
    if ((code = terr_json_node_integer(&days, node, "days", 1, DAYS_MAX, err))) return code;
    window->has_from = dates->has_from;
    window->has_to = dates->has_to;
    window->has_days = dates->has_days;
    window->days = days;
    return dates->has_from && dates->has_to ? check_order(window, node, err) : TERR_OK;
}

// From the last day before `first` to `last`: the state at the end of the one and of the other.
static void set_period(struct terr_window *window, int32_t first, int32_t last)
{
    window->has_from = true;
    window->from.day = first - 1;
    window->has_to = true;
    window->to.day = last;
}

static enum terr_code read_month(struct terr_window *window, const struct terr_json_node *node,
                                 struct terr_error *err)
{
    static const char form[] = "YYYY-MM";
    char day[TERR_DAY_SIZE];
    const char *text;
    struct terr_moment moment;
    struct terr_error unused;
    const enum terr_code code = terr_json_node_text(&text, node, "month", err);
    if (code) return code;
    if (strlen(text) == strlen(form)) {
        memcpy(day, text, strlen(form));
        memcpy(day + strlen(form), "-01", sizeof "-01");
        if (!terr_moment_parse(&moment, day, &unused) && terr_day_civil(moment.day).year > 1) {
            set_period(window, moment.day, terr_day_month_end(moment.day));
            return TERR_OK;
        }
    }
    return terr_json_node_wrong_text(node, "month", text, "a month, YYYY-MM, such as 2025-07", err);
}

static enum terr_code read_year(struct terr_window *window, const struct terr_json_node *node,
                                struct terr_error *err)
{
    int year = 0;
    int32_t first = 0, last = 0;
    const enum terr_code code =
        terr_json_node_integer(&year, node, "year", TERR_YEAR_MIN + 1, TERR_YEAR_MAX, err);
    if (code) return code;
    (void)terr_day_from_civil(&first, (struct terr_civil){year, 1, 1});
    (void)terr_day_from_civil(&last, (struct terr_civil){year, 12, 31});
    set_period(window, first, last);
    return TERR_OK;
}

enum terr_code terr_claim_read_window(struct terr_claim *claim, const struct terr_json_node *node,
                                      struct terr_error *err)
{
    const struct dates dates = dates_of(node);
    struct terr_window *window = &claim->window;
    enum terr_code code;
    if ((code = check_form(&dates, claim->measure, node, err))) return code;
    if (dates.has_month) {
        code = read_month(window, node, err);
    } else if (dates.has_year) {
        code = read_year(window, node, err);
    } else {
        code = read_ends(claim, &dates, node, err);
    }
    if (!code && terr_measure_is_of_one_date(claim->measure)) {
        window->has_from = true;
        window->from = window->to;
    }
    return code;
}
