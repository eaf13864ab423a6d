#include "../../support/check.h"

#include <geo/figure/printed.h>
#include <stdlib.h>

static const struct {
    const char *number;
    double step;
} steps[] = {
    {"0", 1},        {"7", 1},       {"3266", 1},    {"-3266", 1},      {"490", 1},
    {"3266.0", 0.1}, {"0.50", 0.01}, {"363.2", 0.1}, {"-12.345", 1e-3}, {"1.4e3", 100},
    {"1.40E3", 10},  {"14e2", 100},  {"1e-3", 1e-3}, {"2.5e-1", 0.01},  {"1.25e+1", 0.1},
};

static void a_figure_is_exact_to_its_last_printed_digit(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        check_near(terr_printed_step(steps[i].number), steps[i].step, 1e-12 * steps[i].step);
    }
}

#define NONE TERR_QUALIFIER_NONE
#define EXACTLY TERR_QUALIFIER_EXACTLY
#define ABOUT TERR_QUALIFIER_ABOUT
#define NEARLY TERR_QUALIFIER_NEARLY
#define ALMOST TERR_QUALIFIER_ALMOST
#define MORE_THAN TERR_QUALIFIER_MORE_THAN
#define AT_LEAST TERR_QUALIFIER_AT_LEAST
#define LESS_THAN TERR_QUALIFIER_LESS_THAN
#define UP_TO TERR_QUALIFIER_UP_TO

// What holds and what does not, on both sides of every bound.
static const struct {
    const char *number;
    enum terr_qualifier qualifier;
    double tolerance;
    double value;
    char verdict; // y, n, or t: only because it was cut off
} judged[] = {
    {"1415", NONE, 0, 1414.523, 'y'},
    {"1415", NONE, 0, 1414.499, 'n'},
    {"1415", NONE, 0, 1414.5, 'y'},
    {"1415", NONE, 0, 1415.5, 'y'},
    {"1415", NONE, 0, 1415.501, 't'},
    {"1415", NONE, 0, 1415.999, 't'},
    {"1415", NONE, 0, 1416, 'n'},
    {"363", NONE, 0, 363.21, 'y'},
    {"730", NONE, 0, 730.63, 't'},
    {"325", NONE, 0, 325.85, 't'},
    {"3266.0", NONE, 0, 3266.04, 'y'},
    {"3266.0", NONE, 0, 3266.06, 't'},
    {"3266.0", NONE, 0, 3266.2, 'n'},
    {"3266", NONE, 0, 3266.2, 'y'},
    {"1.4e3", NONE, 0, 1414.523, 'y'},
    {"1.4e3", NONE, 0, 1499, 't'},
    {"1.4e3", NONE, 0, 1501, 'n'},
    {"0", NONE, 0, 0.5, 'y'},
    {"0", NONE, 0, 0.9, 't'},
    {"0", NONE, 0, 1, 'n'},
    {"0", NONE, 0, -0.5, 'y'},
    {"0", NONE, 0, -0.6, 'n'},
    {"730", EXACTLY, 0, 730.4, 'y'},
    {"730", EXACTLY, 0, 729.5, 'y'},
    {"730", EXACTLY, 0, 730.63, 'n'},
    {"490", ABOUT, 0, 480.2, 'y'},
    {"490", ABOUT, 0, 480.1, 'n'},
    {"490", ABOUT, 0, 499.8, 'y'},
    {"490", ABOUT, 0, 499.9, 'n'},
    {"490", ABOUT, 0, 502.42, 'n'},
    {"7", ABOUT, 0, 7.5, 'y'}, // no narrower than what rounds to it
    {"7", ABOUT, 0, 7.6, 'n'},
    {"20", NEARLY, 0, 18.89, 'y'},
    {"20", NEARLY, 0, 18, 'y'},
    {"20", NEARLY, 0, 17.9, 'n'},
    {"20", NEARLY, 0, 20.5, 'y'},
    {"20", NEARLY, 0, 20.6, 'n'},
    {"20", ALMOST, 0, 18, 'y'},
    {"20", ALMOST, 0, 17.9, 'n'},
    {"2", NEARLY, 0, 1.5, 'y'},
    {"500", MORE_THAN, 0, 500.001, 'y'},
    {"500", MORE_THAN, 0, 500, 'n'},
    {"500", MORE_THAN, 0, 1e9, 'y'},
    {"500", AT_LEAST, 0, 499.5, 'y'},
    {"500", AT_LEAST, 0, 499.4, 'n'},
    {"500", AT_LEAST, 0, 1e9, 'y'},
    {"500", LESS_THAN, 0, 499.999, 'y'},
    {"500", LESS_THAN, 0, 500, 'n'},
    {"500", LESS_THAN, 0, 0, 'y'},
    {"500", LESS_THAN, 0, -1, 'n'}, // a loss is no gain of less than 500
    {"500", UP_TO, 0, 500.5, 'y'},
    {"500", UP_TO, 0, 500.6, 'n'},
    {"500", UP_TO, 0, 0, 'y'},
    {"500", NONE, 20, 480, 'y'},
    {"500", NONE, 20, 479.9, 'n'},
    {"500", NONE, 20, 520, 'y'},
    {"500", NONE, 20, 520.1, 'n'},
    {"500", NONE, 0.1, 500.7, 't'}, // narrower than the figure's own precision: changes nothing
    {"500", ABOUT, 5, 510, 'y'},
    {"500", NEARLY, 20, 520, 'y'},
    {"500", NEARLY, 20, 450, 'y'},
    {"500", MORE_THAN, 20, 480, 'y'},
    {"500", MORE_THAN, 20, 479.9, 'n'},
    {"500", LESS_THAN, 20, 520, 'y'},
    {"500", LESS_THAN, 20, 520.1, 'n'},
    // words speak of sizes
    {"-12", NONE, 0, -12.4, 'y'},
    {"-12", NONE, 0, -12.9, 't'},
    {"-12", NONE, 0, -13, 'n'},
    {"-12", NONE, 0, -11.5, 'y'},
    {"-12", NONE, 0, -11.4, 'n'},
    {"-12", NONE, 0, 12, 'n'},
    {"-20", NEARLY, 0, -18.5, 'y'},
    {"-20", NEARLY, 0, -21, 'n'},
    {"-20", MORE_THAN, 0, -20.1, 'y'},
    {"-20", MORE_THAN, 0, -19.9, 'n'},
    {"-20", LESS_THAN, 0, -19.9, 'y'},
    {"-20", LESS_THAN, 0, 1, 'n'},
};

static void what_was_printed_admits_what_its_words_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++) {
        const struct terr_printed printed = {.value = strtod(judged[i].number, NULL),
                                             .step = terr_printed_step(judged[i].number),
                                             .qualifier = judged[i].qualifier,
                                             .tolerance = judged[i].tolerance};
        bool truncated;
        const bool admits = terr_printed_admits(&truncated, &printed, judged[i].value);
        const char verdict = truncated ? 't' : admits ? 'y' : 'n';
        if (verdict == judged[i].verdict && (admits || !truncated)) continue;
        fail_msg("%s, word %d, tolerance %g: %.17g is '%c', expected '%c'", judged[i].number,
                 (int)judged[i].qualifier, judged[i].tolerance, judged[i].value, verdict,
                 judged[i].verdict);
    }
}

static void bounds_are_told_with_whether_they_belong(void **state)
{
    (void)state;
    const struct terr_printed more = {.value = 500, .step = 1, .qualifier = MORE_THAN};
    const struct terr_printed fewer = {.value = -500, .step = 1, .qualifier = MORE_THAN};
    struct terr_admitted admitted = terr_printed_admitted(&more);
    assert_true(admitted.from == 500 && admitted.above_from);
    assert_true(admitted.to == INFINITY && !admitted.below_to);
    admitted = terr_printed_admitted(&fewer);
    assert_true(admitted.to == -500 && admitted.below_to);
    assert_true(admitted.from == -INFINITY && !admitted.above_from);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_figure_is_exact_to_its_last_printed_digit),
        cmocka_unit_test(what_was_printed_admits_what_its_words_say),
        cmocka_unit_test(bounds_are_told_with_whether_they_belong),
    };
    return cmocka_run_group_tests_name("printed", tests, NULL, NULL);
}
