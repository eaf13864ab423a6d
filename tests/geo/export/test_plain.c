// Figures as text for people: columns that line up, names that cannot harm a terminal.
#include "../../support/check.h"

#include "../../support/sample.h"

static const char *const held_zone[] = {"held", NULL};

static void check_text(struct terr_text *text, const char *expected)
{
    struct terr_error err;
    check_ok(terr_text_check(text, &err));
    assert_string_equal(text->bytes, expected);
    terr_text_dispose(text);
}

static void open_change(struct sample *sample, struct terr_figures figures)
{
    sample_open(sample, sample_front, held_zone, false);
    sample_measure(sample, "2025-01-01", "2025-01-02");
    sample->measured.figures[0] = figures;
}

// ---- change ----

#define FROM_TO "  from 2025-01-01.geojson  to 2025-01-02.geojson\n"

// The numbers of the 90 days that the header of the module shows.
static void numbers_line_up_and_have_commas(void **state)
{
    (void)state;
    const struct terr_figures figures = {
        112627510931.0, 114035335661.0, 1414523436.0, 6698759.0, 0, 0};
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    open_change(&sample, figures);
    terr_plain_change(&text, &sample.measured, NULL);
    check_text(&text, "held, 2025-01-01 to 2025-01-02 (1 day)\n"
                      "  gained   1,414.52 km\xc2\xb2\n"
                      "  lost         6.70 km\xc2\xb2\n"
                      "  net     +1,407.82 km\xc2\xb2\n"
                      "  area   114,035.34 km\xc2\xb2  (was 112,627.51)\n" FROM_TO);
    sample_close(&sample);
}

static void the_sign_of_the_net_is_what_is_shown(void **state)
{
    (void)state;
    static const struct {
        double gained_m2;
        double lost_m2;
        const char *net;
    } cases[] = {
        {0, 0, "  net    0.00 "},
        {1e6, 3.5e6, "  net    -2.50 "},
        {1e6, 1e6 + 1, "  net    0.00 "},
        {1e6 + 1, 1e6, "  net    0.00 "},
        {2e6, 1e6, "  net    +1.00 "},
        {0, 1234567e6, "  net    -1,234,567.00 "},
        {999.996e6, 0, "  net    +1,000.00 "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct terr_figures figures = {0, 0, cases[i].gained_m2, cases[i].lost_m2, 0, 0};
        struct sample sample;
        struct terr_text text = TERR_TEXT_INIT;
        open_change(&sample, figures);
        terr_plain_change(&text, &sample.measured, NULL);
        if (!strstr(text.bytes, cases[i].net)) fail_msg("%s not in:\n%s", cases[i].net, text.bytes);
        terr_text_dispose(&text);
        sample_close(&sample);
    }
}

static void a_snapshot_of_another_day_says_so(void **state)
{
    (void)state;
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, sample_front, held_zone, false);
    sample_measure(&sample, "2025-01-01", "2025-01-04");
    const struct terr_figures none = {0};
    sample.measured.figures[0] = none;
    terr_plain_change(&text, &sample.measured, NULL);
    check_text(&text, "held, 2025-01-01 to 2025-01-04 (3 days)\n"
                      "  gained 0.00 km\xc2\xb2\n"
                      "  lost   0.00 km\xc2\xb2\n"
                      "  net    0.00 km\xc2\xb2\n"
                      "  area   0.00 km\xc2\xb2  (was 0.00)\n"
                      "  from 2025-01-01.geojson  to 2025-01-02.geojson (of 2025-01-02)\n");
    sample_close(&sample);
}

// Areas: the closed form of cells between parallels (authalic latitude), computed in Python.
static void zones_are_blocks_and_without_dates_names_stand_in_the_title(void **state)
{
    (void)state;
    static const char *const zones[] = {"occupied", "contested", NULL};
    const struct sample_file files[] = {{"after.geojson", sample_front[0].text},
                                        {"before.geojson", sample_front[1].text},
                                        {NULL, NULL}};
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, files, zones, true);
    sample_measure(&sample, NULL, NULL);
    terr_plain_change(&text, &sample.measured, NULL);
    check_text(&text, "occupied, after.geojson to before.geojson\n"
                      "  gained  4,108.87 km\xc2\xb2\n"
                      "  lost      514.86 km\xc2\xb2\n"
                      "  net    +3,594.00 km\xc2\xb2\n"
                      "  area   11,811.73 km\xc2\xb2  (was 8,217.73)\n"
                      "\n"
                      "contested, after.geojson to before.geojson\n"
                      "  gained      0.00 km\xc2\xb2\n"
                      "  lost    4,108.87 km\xc2\xb2\n"
                      "  net    -4,108.87 km\xc2\xb2\n"
                      "  area    4,108.87 km\xc2\xb2  (was 8,217.73)\n");
    sample_close(&sample);
}

static void control_characters_of_a_name_do_not_reach_the_terminal(void **state)
{
    (void)state;
    const struct sample_file files[] = {
        {"a\x1b[2J\n\xc2\x9b.geojson", sample_front[0].text},
        {"b\xff\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2.geojson", sample_front[1].text},
        {NULL, NULL}};
    struct sample sample;
    struct terr_text text = TERR_TEXT_INIT;
    sample_open(&sample, files, held_zone, true);
    sample_measure(&sample, NULL, NULL);
    terr_plain_change(&text, &sample.measured, NULL);
    static const char title[] =
        "held, a?[2J???.geojson to b?\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2.geojson\n";
    assert_memory_equal(text.bytes, title, sizeof title - 1);
    terr_text_dispose(&text);
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_line_up_and_have_commas),
        cmocka_unit_test(the_sign_of_the_net_is_what_is_shown),
        cmocka_unit_test(a_snapshot_of_another_day_says_so),
        cmocka_unit_test(zones_are_blocks_and_without_dates_names_stand_in_the_title),
        cmocka_unit_test(control_characters_of_a_name_do_not_reach_the_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
