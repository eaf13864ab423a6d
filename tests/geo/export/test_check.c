#include "../../support/check.h"

#include "../../support/boxes.h"

#include <stdlib.h>

// 8 217.73 km2 in January; the second map is of a day before the one asked for.
static const struct boxes_file front[] = {
    {"2025-01-31.geojson", "occupied 30 48 31 49"},
    {"2025-02-27.geojson", "occupied 30 48 31 49; occupied 33 48 34 49"},
    {NULL, NULL},
};
static const char *const no_zones[] = {NULL};

// What is written of one claim; free it.
static char *write_as(void (*write)(struct terr_text *out, const struct terr_verdicts *verdicts),
                      const char *members)
{
    static const struct terr_verdict_options none;
    struct terr_text text = TERR_TEXT_INIT, out = TERR_TEXT_INIT;
    struct terr_error err;
    struct sample sample;
    struct terr_claims *claims;
    struct terr_verdicts *verdicts;
    terr_text_print(&text, "{\"zone\": \"occupied\", \"claims\": [{\"id\": \"a\", %s}]}", members);
    check_ok(terr_claims_parse(&claims, text.bytes, text.length, "c.json", &err));
    boxes_open(&sample, front, no_zones, NULL);
    check_ok(terr_verdicts_find(&verdicts, claims, sample.archive, &none, &err));
    write(&out, verdicts);
    terr_verdicts_free(verdicts);
    sample_close(&sample);
    terr_claims_free(claims);
    terr_text_dispose(&text);
    return out.bytes;
}

static void write_table(struct terr_text *out, const struct terr_verdicts *verdicts)
{
    terr_plain_check(out, verdicts, TERR_CHECK_FAILED);
}

static void write_all(struct terr_text *out, const struct terr_verdicts *verdicts)
{
    terr_plain_check(out, verdicts, TERR_CHECK_ALL);
}

#define FEBRUARY ", \"measure\": \"gained\", \"month\": \"2025-02\""

// The second line of the table; columns are two blanks apart here, however wide they are.
static const struct {
    const char *members;
    const char *row;
} rows[] = {
    {"\"value\": 8218, \"unit\": \"km2\"" FEBRUARY,
     "confirmed  a  8,218 km²  8,217.73 km²  +0.27 km²"},
    {"\"value\": 8217.7, \"unit\": \"km2\"" FEBRUARY,
     "confirmed  a  8,217.7 km²  8,217.73 km²  -0.03 km²"},
    {"\"value\": 8217.73, \"unit\": \"km2\"" FEBRUARY,
     "confirmed  a  8,217.73 km²  8,217.732 km²  0.00 km²"},
    {"\"value\": 8217, \"unit\": \"km2\"" FEBRUARY,
     "confirmed  a  8,217 km²  8,217.73 km²  -0.73 km²  truncated"},
    {"\"value\": 8.2e3, \"unit\": \"km2\", \"qualifier\": \"more than\"" FEBRUARY,
     "confirmed  a  more than 8.2e3 km²  8,217.73 km²  -17.73 km²"},
    {"\"value\": 3173, \"unit\": \"mi2\"" FEBRUARY,
     "confirmed  a  3,173 mi²  3,172.88 mi²  +0.30 km²"},
    {"\"value\": 821773, \"unit\": \"ha\"" FEBRUARY,
     "confirmed  a  821,773 ha  821,773.21 ha  0.00 km²"},
    {"\"value\": 3173, \"unit\": \"km2\"" FEBRUARY,
     "refuted  a  3,173 km²  8,217.73 km²  -5,044.73 km²  -61.4 %"},
    {"\"value\": 20, \"unit\": \"percent\", \"of\": 100000, \"measure\": \"share\", \"to\": "
     "\"2025-02-28\", \"qualifier\": \"nearly\"",
     "refuted  a  nearly 20 %  16.44 %  +3.56 points  +21.7 %"},
    {"\"value\": 1, \"unit\": \"km2\", \"measure\": \"lost\", \"month\": \"2025-02\"",
     "refuted  a  1 km²  0.00 km²  +1.00 km²"}, // no share of nothing
    {"\"value\": 1, \"unit\": \"km2\", \"measure\": \"lost\", \"month\": \"2025-01\"",
     "unverifiable  a  1 km²  -"},
};

static void squeeze(char *row)
{
    char *to = row;
    for (size_t blanks = 0; *row; row++) {
        blanks = *row == ' ' ? blanks + 1 : 0;
        if (blanks <= 2) *to++ = *row;
    }
    *to = '\0';
}

static void a_row_tells_what_was_printed_and_what_is_computed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text = write_as(write_table, rows[i].members);
        char *row = strchr(text, '\n') + 1;
        *strchr(row, '\n') = '\0';
        squeeze(row);
        assert_string_equal(row, rows[i].row);
        free(text);
    }
}

// The line of a paragraph on what is admitted.
static const struct {
    const char *members;
    const char *line;
} admitted[] = {
    {"\"value\": 8218, \"unit\": \"km2\"" FEBRUARY,
     "printed 8,218 km², which admits 8,217.5 to less than 8,219"},
    {"\"value\": 8217, \"unit\": \"km2\"" FEBRUARY,
     "printed 8,217 km², which admits 8,216.5 to less than 8,218; it is truncated"},
    {"\"value\": 490, \"unit\": \"km2\", \"qualifier\": \"about\"" FEBRUARY,
     "printed about 490 km², which admits 480.2 to 499.8"},
    {"\"value\": 500, \"unit\": \"km2\", \"qualifier\": \"more than\"" FEBRUARY,
     "printed more than 500 km², which admits more than 500"},
    {"\"value\": 500, \"unit\": \"km2\", \"qualifier\": \"at least\"" FEBRUARY,
     "printed at least 500 km², which admits at least 499.5"},
    {"\"value\": 500, \"unit\": \"km2\", \"qualifier\": \"less than\"" FEBRUARY,
     "printed less than 500 km², which admits 0 to less than 500"},
    {"\"value\": 500, \"unit\": \"km2\", \"qualifier\": \"up to\"" FEBRUARY,
     "printed up to 500 km², which admits 0 to 500.5"},
    {"\"value\": -500, \"unit\": \"km2\", \"qualifier\": \"more than\", \"measure\": \"net\", "
     "\"month\": \"2025-02\"",
     "printed more than -500 km², which admits less than -500"},
    {"\"value\": -500, \"unit\": \"km2\", \"qualifier\": \"at least\", \"measure\": \"net\", "
     "\"month\": \"2025-02\"",
     "printed at least -500 km², which admits up to -499.5"},
};

static void a_paragraph_tells_what_is_admitted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof admitted / sizeof *admitted; i++) {
        char *text = write_as(write_all, admitted[i].members);
        char *line = strstr(text, "  printed ");
        line = strstr(line + 1, "\n  printed ") ? strstr(line + 1, "\n  printed ") + 3 : line + 2;
        *strchr(line, '\n') = '\0';
        assert_string_equal(line, admitted[i].line);
        free(text);
    }
}

static void a_paragraph_tells_where_it_comes_from(void **state)
{
    (void)state;
    char *text =
        write_as(write_all, "\"value\": 8218, \"unit\": \"km2\", \"area_model\": \"sphere\", "
                            "\"statement\": \"A \\u001b story\"" FEBRUARY);
    const char *paragraph = strstr(text, "\n\n") + 2;
    assert_string_equal(paragraph,
                        "refuted: a (c.json, line 1)\n"
                        "  \"A ? story\"\n"
                        "  printed 8,218 km², which admits 8,217.5 to less than 8,219\n"
                        "  computed 8,211.10 km²: gained of occupied, 2025-01-31 to 2025-02-28, on "
                        "a sphere\n"
                        "  from 2025-01-31.geojson  to 2025-02-27.geojson (of 2025-02-27)\n"
                        "\n"
                        "1 refuted\n");
    free(text);
}

// The digits are those of the file, not those of a double.
static void json_keeps_the_printed_digits(void **state)
{
    (void)state;
    char *text = write_as(terr_json_check, "\"value\": 8.2180E3, \"unit\": \"km2\", \"qualifier\": "
                                           "\"at least\", \"tolerance\": {\"km2\": 0.5}" FEBRUARY);
    assert_non_null(strstr(text, "\"value\": 8.2180E3, \"unit\": \"km2\", \"of\": null, "
                                 "\"of_km2\": null, \"of_sha256\": null, "
                                 "\"qualifier\": \"at least\", \"tolerance\": {\"km2\": 0.5}"));
    assert_non_null(strstr(text, "\"admitted\": {\"from\": 8217.500000, \"from_included\": true, "
                                 "\"to\": null, \"to_included\": true}"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_tells_what_was_printed_and_what_is_computed),
        cmocka_unit_test(a_paragraph_tells_what_is_admitted),
        cmocka_unit_test(a_paragraph_tells_where_it_comes_from),
        cmocka_unit_test(json_keeps_the_printed_digits),
    };
    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
