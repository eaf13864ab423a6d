#include "../../support/check.h"

#include <geo/figure/claims.h>
#include <geo/source/remote.h>
#include <stdlib.h>

static struct terr_claims *parse(const char *text)
{
    struct terr_error err;
    struct terr_claims *claims;
    check_ok(terr_claims_parse(&claims, text, strlen(text), "stories/claims.json", &err));
    return claims;
}

#define CLAIM(members) "{\"claims\": [{\"id\": \"a\", " members "}]}"
#define GAINED(members) CLAIM("\"measure\": \"gained\", \"value\": 5, \"unit\": \"km2\"" members)
#define AREA(members) CLAIM("\"measure\": \"area\", \"value\": 5, \"unit\": \"km2\"" members)
#define MAY ", \"month\": \"2025-05\""

static void what_stands_at_the_top_is_read(void **state)
{
    (void)state;
    struct terr_claims *claims = parse(
        "{\"$schema\": \"x\", \"title\": \"y\", \"archive\": \"maps\", \"profile\": \"deepstate\","
        " \"zone\": \"occupied\", \"timezone\": \"UTC\", \"lag_days\": -1, \"max_gap_days\": 3,"
        " \"area_model\": \"sphere\", \"claims\": [{\"id\": \"a\", \"measure\": \"net\","
        " \"value\": -5, \"unit\": \"ha\", \"year\": 2024}]}");
    assert_string_equal(claims->name, "stories/claims.json");
    assert_string_equal(claims->archive, "stories/maps");
    assert_string_equal(claims->profile, "deepstate");
    assert_string_equal(claims->zone, "occupied");
    assert_string_equal(claims->timezone, "UTC");
    assert_true(claims->has_lag && claims->lag_days == -1);
    assert_true(claims->has_max_gap && claims->max_gap_days == 3);
    assert_true(claims->has_area_model && claims->area_model == TERR_AREA_SPHERE);
    assert_int_equal(claims->count, 1);
    terr_claims_free(claims);
}

static void what_is_missing_is_not_there(void **state)
{
    (void)state;
    struct terr_claims *claims = parse(GAINED(MAY));
    const struct terr_claim *claim = &claims->claims[0];
    assert_null(claims->archive);
    assert_null(claims->profile);
    assert_null(claims->zone);
    assert_null(claims->timezone);
    assert_false(claims->has_lag || claims->has_max_gap || claims->has_area_model);
    assert_null(claim->statement);
    assert_null(claim->source);
    assert_null(claim->zone);
    assert_null(claim->region);
    assert_int_equal(claim->qualifier, TERR_QUALIFIER_NONE);
    assert_int_equal(claim->tolerance_kind, TERR_TOLERANCE_NONE);
    assert_false(claim->has_area_model);
    terr_claims_free(claims);
}

static void paths_count_from_the_folder_of_the_file(void **state)
{
    (void)state;
    static const struct {
        const char *file, *archive, *found;
    } cases[] = {
        {"stories/claims.json", "maps", "stories/maps"},
        {"stories/claims.json", "../maps/*.json", "stories/../maps/*.json"},
        {"stories/claims.json", "/maps", "/maps"},
        {"stories/claims.json", "https://example.org/map.json", "https://example.org/map.json"},
        {"stories/claims.json", "deepstate-daily:", "deepstate-daily:"},
        {"claims.json", "maps", "maps"},
        {"/claims.json", "maps", "/maps"},
        {"-", "maps", "maps"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[300];
        struct terr_error err;
        struct terr_claims *claims;
        snprintf(text, sizeof text,
                 "{\"archive\": \"%s\", \"claims\": [{\"id\": \"a\", \"measure\": \"area\", "
                 "\"value\": 1, \"unit\": \"km2\", \"year\": 2024}]}",
                 cases[i].archive);
        check_ok(terr_claims_parse(&claims, text, strlen(text), cases[i].file, &err));
        assert_string_equal(claims->archive, cases[i].found);
        terr_claims_free(claims);
    }
}

static void a_claim_is_read_with_its_digits(void **state)
{
    (void)state;
    struct terr_claims *claims = parse(CLAIM(
        "\"statement\": \"s\", \"source\": \"u\", \"measure\": \"share_gained\", \"zone\": \"z\","
        " \"region\": \"r\", \"from\": \"2025-04-15\", \"to\": \"2025-07-14\", \"value\": 3266.0,"
        " \"unit\": \"percent\", \"of\": 603628, \"qualifier\": \"more than\","
        " \"tolerance\": {\"percent\": 2.5}, \"area_model\": \"geodesic\""));
    const struct terr_claim *claim = &claims->claims[0];
    assert_string_equal(claim->id, "a");
    assert_string_equal(claim->statement, "s");
    assert_string_equal(claim->source, "u");
    assert_int_equal(claim->measure, TERR_MEASURE_SHARE_GAINED);
    assert_string_equal(claim->zone, "z");
    assert_string_equal(claim->region, "r");
    assert_string_equal(claim->number, "3266.0");
    assert_true(claim->value == 3266);
    check_near(claim->step, 0.1, 1e-15);
    assert_int_equal(claim->unit, TERR_UNIT_PERCENT);
    assert_true(claim->of_km2 == 603628 && !claim->of_region);
    assert_int_equal(claim->qualifier, TERR_QUALIFIER_MORE_THAN);
    assert_int_equal(claim->tolerance_kind, TERR_TOLERANCE_PERCENT);
    assert_true(claim->tolerance == 2.5);
    assert_true(claim->has_area_model && claim->area_model == TERR_AREA_GEODESIC);
    terr_claims_free(claims);
}

// Lines and digits are found however the document is laid out, and whatever its strings hold.
static void a_claim_knows_its_line(void **state)
{
    (void)state;
    struct terr_claims *claims = parse(
        "\xef\xbb\xbf{\"title\": \"}],\\\"\",\r\n\"claims\":\r\n [\n{\"id\": \"a]\\\"\", \"year\": "
        "2024,\n\"value\": 1.50, \"measure\": \"net\", \"unit\": \"km2\"}, {\"id\": \"b\",\n"
        "\"\\u0076alue\": 2e1, \"unit\": \"mi2\", \"measure\": \"lost\", \"year\": 2024}\n\n,"
        "{\"unit\": \"ha\", \"value\": -0.0, \"measure\": \"net\", \"year\": 2024, \"id\": "
        "\"c\"}]}");
    static const struct {
        size_t line;
        const char *number;
    } expected[] = {{4, "1.50"}, {5, "2e1"}, {8, "-0.0"}};
    assert_int_equal(claims->count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(claims->claims[i].line, expected[i].line);
        assert_string_equal(claims->claims[i].number, expected[i].number);
    }
    terr_claims_free(claims);
}

// "FROM TO DAYS", each "-" where it is not there.
static void print_window(char out[80], const struct terr_window *window)
{
    char from[TERR_MOMENT_SIZE] = "-", to[TERR_MOMENT_SIZE] = "-", days[12] = "-";
    if (window->has_from) terr_moment_print(from, &window->from);
    if (window->has_to) terr_moment_print(to, &window->to);
    if (window->has_days) snprintf(days, sizeof days, "%d", (int)window->days);
    snprintf(out, 80, "%s %s %s", from, to, days);
}

static const struct {
    const char *claim;
    const char *window;
} windows[] = {
    {GAINED(", \"from\": \"2025-04-15\", \"to\": \"2025-07-14\""), "2025-04-15 2025-07-14 -"},
    {GAINED(", \"to\": \"2025-07-14\", \"days\": 90"), "- 2025-07-14 90"},
    {GAINED(", \"from\": \"2025-07-14\", \"days\": 1"), "2025-07-14 - 1"},
    {GAINED(", \"from\": \"2025-07-14T08:00\", \"to\": \"2025-07-14T09:00\""),
     "2025-07-14T08:00:00 2025-07-14T09:00:00 -"},
    {GAINED(", \"month\": \"2024-10\""), "2024-09-30 2024-10-31 -"},
    {GAINED(", \"month\": \"2024-02\""), "2024-01-31 2024-02-29 -"},
    {GAINED(", \"month\": \"2025-01\""), "2024-12-31 2025-01-31 -"},
    {GAINED(", \"year\": 2024"), "2023-12-31 2024-12-31 -"},
    {GAINED(", \"year\": 2024.0"), "2023-12-31 2024-12-31 -"},
    {AREA(", \"to\": \"2025-07-14\""), "2025-07-14 2025-07-14 -"},
    {AREA(", \"to\": \"2025-07-14T12:00Z\""), "2025-07-14T12:00:00Z 2025-07-14T12:00:00Z -"},
    {AREA(", \"month\": \"2024-10\""), "2024-10-31 2024-10-31 -"},
    {AREA(", \"year\": 2024"), "2024-12-31 2024-12-31 -"},
};

static void windows_are_said_in_one_of_four_ways(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        char window[80];
        struct terr_claims *claims = parse(windows[i].claim);
        print_window(window, &claims->claims[0].window);
        assert_string_equal(window, windows[i].window);
        terr_claims_free(claims);
    }
}

#define WINDOW_NEEDED                                                                   \
    "needs two of from, to and days, such as \"to\": \"2025-07-14\", \"days\": 90, or " \
    "month alone, or year alone"
#define NO_WINDOW "claims[0] has no window, " WINDOW_NEEDED
#define OTHER_WINDOW "claims[0] has another window, " WINDOW_NEEDED
#define DATE_NEEDED                                                                       \
    "needs one of to, month and year alone, such as \"to\": \"2025-07-14\": the measure " \
    "area is of one date"
#define NO_DATE "claims[0] has no date, " DATE_NEEDED
#define OTHER_DATES "claims[0] has other dates, " DATE_NEEDED
#define NUMBER_NEEDED "needs a number, without quotes and unit, such as 1415"
#define TOLERANCE_FORM "{\"km2\": 5} or {\"percent\": 1}"
#define OF_NEEDED "needs a number of km2, or a file of regions, that the share is of"

static const struct {
    const char *text;
    const char *sentence;
} wrong[] = {
    {"[]", "the document is an array, needs an object with claims"},
    {"{}", "claims is missing, needs an array of claims"},
    {"{\"claims\": {}}", "claims is an object, needs an array of claims"},
    {"{\"claims\": []}", "claims is an array, needs a claim in it"},
    {"{\"claims\": [5]}", "claims[0] is a number, needs an object"},
    {"{\"claim\": []}", "claim is not a member known here"},
    {"{\"archive\": 5, \"claims\": []}", "archive is a number, needs a string"},
    {"{\"lag_days\": 0.5, \"claims\": []}",
     "lag_days is 0.5, needs a whole number from -36500 to 36500"},
    {"{\"max_gap_days\": -1, \"claims\": []}",
     "max_gap_days is -1, needs a whole number from 0 to 36500"},
    {"{\"max_gap_days\": \"7\", \"claims\": []}",
     "max_gap_days is a string, needs a whole number from 0 to 36500"},
    {"{\"area_model\": \"mercator\", \"claims\": []}",
     "area_model: \"mercator\" is not one of ellipsoid, geodesic, sphere"},
    {"{\"region_name\": \"name\", \"claims\": []}",
     "region_name: \"name\" does not go without regions"},
    {"{\"regions\": 5, \"claims\": []}", "regions is a number, needs a string"},
    {"{\"timezone\": \"Mars/Base\", \"claims\": []}",
     "timezone: time zone \"Mars/Base\" is neither a POSIX rule nor in this machine's database"},
    {CLAIM("\"unit\": 5"), "claims[0].measure is missing, needs one of gained, lost, net, area, "
                           "share, share_gained"},
    {"{\"claims\": [{}]}", "claims[0].id is missing, needs a string"},
    {"{\"claims\": [{\"id\": \"\"}]}", "claims[0].id is \"\", needs some text"},
    {GAINED(", \"tolerence\": 5" MAY), "claims[0].tolerence is not a member known here"},
    {CLAIM("\"measure\": \"gain\""), "claims[0].measure: \"gain\" is not one of gained, lost, net, "
                                     "area, share, share_gained"},
    {CLAIM("\"measure\": 5"),
     "claims[0].measure is a number, needs one of gained, lost, net, area, "
     "share, share_gained"},
    {CLAIM("\"measure\": \"net\""), "claims[0].value is missing, needs a number"},
    {CLAIM("\"measure\": \"net\", \"value\": \"5\""),
     "claims[0].value is \"5\", needs a number, without quotes: 5"},
    {CLAIM("\"measure\": \"net\", \"value\": \"1,415\""),
     "claims[0].value is \"1,415\", needs a number, without quotes and commas: 1415"},
    {CLAIM("\"measure\": \"net\", \"value\": \"-1,234,567.8\""),
     "claims[0].value is \"-1,234,567.8\", needs a number, without quotes and commas: -1234567.8"},
    {CLAIM("\"measure\": \"net\", \"value\": \"1,4\""),
     "claims[0].value is \"1,4\", " NUMBER_NEEDED},
    {CLAIM("\"measure\": \"net\", \"value\": \"1,,415\""),
     "claims[0].value is \"1,,415\", " NUMBER_NEEDED},
    {CLAIM("\"measure\": \"net\", \"value\": \"1415,\""),
     "claims[0].value is \"1415,\", " NUMBER_NEEDED},
    {CLAIM("\"measure\": \"net\", \"value\": \"1,4155\""),
     "claims[0].value is \"1,4155\", " NUMBER_NEEDED},
    {CLAIM("\"measure\": \"net\", \"value\": \"1234,567\""),
     "claims[0].value is \"1234,567\", " NUMBER_NEEDED},
    {CLAIM("\"measure\": \"net\", \"value\": \"1,415.\""),
     "claims[0].value is \"1,415.\", " NUMBER_NEEDED},
    {CLAIM("\"measure\": \"net\", \"value\": \"5 km2\""),
     "claims[0].value is \"5 km2\", " NUMBER_NEEDED},
    {CLAIM("\"measure\": \"net\", \"value\": \"\""), "claims[0].value is \"\", " NUMBER_NEEDED},
    {CLAIM("\"measure\": \"lost\", \"value\": -5"),
     "claims[0].value is below 0, which only the measure net can be"},
    {CLAIM("\"measure\": \"net\", \"value\": 5"),
     "claims[0].unit is missing, needs one of km2, mi2, ha, percent"},
    {CLAIM("\"measure\": \"net\", \"value\": 5, \"unit\": \"sqkm\""),
     "claims[0].unit: \"sqkm\" is not one of km2, mi2, ha, percent"},
    {CLAIM("\"measure\": \"net\", \"value\": 5, \"unit\": \"percent\""),
     "claims[0].unit: \"percent\" does not go with the measure net, which is in km2, mi2 or ha"},
    {CLAIM("\"measure\": \"share\", \"value\": 5, \"unit\": \"km2\""),
     "claims[0].unit: \"km2\" does not go with the measure share, which is in percent"},
    {CLAIM("\"measure\": \"share\", \"value\": 5, \"unit\": \"percent\""),
     "claims[0].of is missing, " OF_NEEDED},
    {CLAIM("\"measure\": \"share\", \"value\": 5, \"unit\": \"percent\", \"of\": \"\""),
     "claims[0].of is a string, " OF_NEEDED},
    {CLAIM("\"measure\": \"share\", \"value\": 5, \"unit\": \"percent\", \"of\": 0"),
     "claims[0].of is not from 1e-6 to 1e12, " OF_NEEDED},
    {GAINED(", \"of\": 5" MAY),
     "claims[0].of does not go with the measure gained, which is no share"},
    {GAINED(", \"qualifier\": \"roughly\"" MAY),
     "claims[0].qualifier: \"roughly\" is not one of exactly, about, nearly, almost, more than, at "
     "least, less than, up to"},
    {GAINED(", \"tolerance\": 5" MAY), "claims[0].tolerance is a number, needs " TOLERANCE_FORM},
    {GAINED(", \"tolerance\": {}" MAY), "claims[0].tolerance needs one of km2 and percent, a "
                                        "number above 0 and up to 1e12: " TOLERANCE_FORM},
    {GAINED(", \"tolerance\": {\"km2\": 0}" MAY),
     "claims[0].tolerance needs one of km2 and percent, a number above 0 and up to "
     "1e12: " TOLERANCE_FORM},
    {GAINED(", \"tolerance\": {\"km2\": 1, \"percent\": 1}" MAY),
     "claims[0].tolerance needs one of km2 and percent, a number above 0 and up to "
     "1e12: " TOLERANCE_FORM},
    {GAINED(", \"tolerance\": {\"ha\": 1}" MAY),
     "claims[0].tolerance.ha is not a member known here"},
    {GAINED(", \"qualifier\": \"exactly\", \"tolerance\": {\"km2\": 1}" MAY),
     "claims[0].tolerance does not go with the qualifier \"exactly\""},
    {GAINED(""), NO_WINDOW},
    {GAINED(", \"to\": \"2025-07-14\""), OTHER_WINDOW},
    {GAINED(", \"days\": 90"), OTHER_WINDOW},
    {GAINED(", \"from\": \"2025-01-01\", \"to\": \"2025-07-14\", \"days\": 194"), OTHER_WINDOW},
    {GAINED(MAY ", \"year\": 2025"), OTHER_WINDOW},
    {GAINED(MAY ", \"to\": \"2025-07-14\", \"days\": 90"), OTHER_WINDOW},
    {AREA(""), NO_DATE},
    {AREA(", \"from\": \"2025-07-14\""), OTHER_DATES},
    {AREA(", \"to\": \"2025-07-14\", \"days\": 90"), OTHER_DATES},
    {AREA(MAY ", \"to\": \"2025-07-14\""), OTHER_DATES},
    {GAINED(", \"to\": \"14.07.2025\", \"days\": 90"),
     "claims[0].to is \"14.07.2025\", needs a date, YYYY-MM-DD, such as 2025-07-14, or one with a "
     "time"},
    {GAINED(", \"to\": 5, \"days\": 90"), "claims[0].to is a number, needs a string"},
    {GAINED(", \"to\": \"2025-07-14\", \"days\": 0"),
     "claims[0].days is 0, needs a whole number from 1 to 36500"},
    {GAINED(", \"from\": \"2025-07-14\", \"to\": \"2025-04-15\""),
     "claims[0].to is \"2025-04-15\", needs a date after from, 2025-07-14"},
    {GAINED(", \"from\": \"2025-07-14\", \"to\": \"2025-07-14\""),
     "claims[0].to is \"2025-07-14\", needs a date after from, 2025-07-14"},
    {GAINED(", \"from\": \"2025-07-14T12:00\", \"to\": \"2025-07-10\""),
     "claims[0].to is \"2025-07-10\", needs a date after from, 2025-07-14T12:00:00"},
    {GAINED(", \"month\": \"2025-13\""),
     "claims[0].month is \"2025-13\", needs a month, YYYY-MM, such as 2025-07"},
    {GAINED(", \"month\": \"2025-5\""),
     "claims[0].month is \"2025-5\", needs a month, YYYY-MM, such as 2025-07"},
    {GAINED(", \"month\": \"0001-01\""),
     "claims[0].month is \"0001-01\", needs a month, YYYY-MM, such as 2025-07"},
    {GAINED(", \"year\": 1"), "claims[0].year is 1, needs a whole number from 2 to 9999"},
    {GAINED(", \"year\": \"2025\""),
     "claims[0].year is a string, needs a whole number from 2 to 9999"},
    {GAINED(", \"area_model\": \"flat\"" MAY),
     "claims[0].area_model: \"flat\" is not one of ellipsoid, geodesic, sphere"},
    {CLAIM("\"measure\": \"net\", \"value\": 0e999, \"unit\": \"km2\"" MAY),
     "claims[0].value is 0e999, whose last digit is beyond all numbers"},
};

// Behind what is wrong with a claim stands which one it is.
static void print_sentence(char out[TERR_ERROR_MESSAGE_SIZE], const char *text,
                           const char *sentence)
{
    const bool of_claim = strncmp(sentence, "claims[", 7) == 0,
               named = strstr(text, "\"a\"") != NULL;
    snprintf(out, TERR_ERROR_MESSAGE_SIZE, "%s%s", sentence,
             !of_claim ? ""
             : named   ? " (claim 'a', line 1)"
                       : " (line 1)");
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct terr_error err;
        struct terr_claims *claims;
        char sentence[TERR_ERROR_MESSAGE_SIZE];
        print_sentence(sentence, wrong[i].text, wrong[i].sentence);
        check_fails(terr_claims_parse(&claims, wrong[i].text, strlen(wrong[i].text), "c", &err),
                    TERR_EDATA, sentence);
        assert_null(claims);
    }
}

// All that is fetched of a source are the snapshots for these dates.
static void the_span_is_the_dates_of_all_claims(void **state)
{
    (void)state;
    static const char *const expected[] = {"2025-04-15", "2025-07-14", "2024-12-31",
                                           "2024-12-31", "2025-07-10", "2025-07-15"};
    struct terr_span span;
    struct terr_claims *claims = parse(
        "{\"claims\": [{\"id\": \"a\", \"measure\": \"net\", \"value\": 1, \"unit\": \"km2\", "
        "\"to\": \"2025-07-14\", \"days\": 90}, {\"id\": \"b\", \"measure\": \"area\", \"value\": "
        "1, "
        "\"unit\": \"km2\", \"month\": \"2024-12\"}, {\"id\": \"c\", \"measure\": \"net\", "
        "\"value\": 1, \"unit\": \"km2\", \"from\": \"2025-07-10\", \"days\": 5}]}");
    terr_claims_span(&span, claims);
    assert_int_equal(span.kind, TERR_SPAN_DATES);
    assert_int_equal(span.date_count, 6);
    for (size_t i = 0; i < 6; i++) {
        char day[TERR_MOMENT_SIZE];
        terr_moment_print(day, &span.dates[i]);
        assert_string_equal(day, expected[i]);
    }
    terr_claims_free(claims);
}

#define NAMED(id) \
    "{\"id\": \"" id "\", \"measure\": \"net\", \"value\": 1, \"unit\": \"km2\", \"year\": 2024}"

static void no_two_claims_have_one_id(void **state)
{
    (void)state;
    static const char text[] =
        "{\"claims\": [" NAMED("b") ", " NAMED("a") ", " NAMED("c") ", " NAMED("a") "]}";
    struct terr_error err;
    struct terr_claims *claims;
    check_fails(terr_claims_parse(&claims, text, strlen(text), "c", &err), TERR_EDATA,
                "claims[3].id is \"a\", as is claims[1].id (lines 1 and 1)");
}

static void what_is_no_json_is_told_with_its_line(void **state)
{
    (void)state;
    static const char text[] = "{\"claims\": [\n{\"id\": 1e400}]}";
    static const char twice[] = "{\"title\": \"a\",\n \"title\": \"b\"}";
    struct terr_error err;
    struct terr_claims *claims;
    check_fails(terr_claims_parse(&claims, text, strlen(text), "c", &err), TERR_EPARSE,
                "the number 1e400 is beyond the range of a double (line 2, column 8)");
    check_fails(terr_claims_parse(&claims, twice, strlen(twice), "c", &err), TERR_EPARSE,
                "the name \"title\" stands twice in one object (line 2, column 2)");
    check_fails(terr_claims_read(&claims, "no/such.json", &err), TERR_EIO,
                "no/such.json: no such file");
}

static void names_are_those_of_the_file(void **state)
{
    (void)state;
    assert_string_equal(terr_measure_name(TERR_MEASURE_SHARE_GAINED), "share_gained");
    assert_string_equal(terr_unit_name(TERR_UNIT_PERCENT), "percent");
    assert_string_equal(terr_qualifier_name(TERR_QUALIFIER_EXACTLY), "exactly");
    assert_string_equal(terr_qualifier_name(TERR_QUALIFIER_UP_TO), "up to");
    assert_null(terr_qualifier_name(TERR_QUALIFIER_NONE));
}

// The international mile of 1959 is 1609.344 m exactly, a hectare a square of 100 m.
static void units_are_square_metres(void **state)
{
    (void)state;
    check_near(terr_unit_m2(TERR_UNIT_KM2, 0), 1000.0 * 1000.0, 0);
    check_near(terr_unit_m2(TERR_UNIT_MI2, 0), 1609.344 * 1609.344, 1e-8);
    check_near(terr_unit_m2(TERR_UNIT_HA, 0), 100.0 * 100.0, 0);
    check_near(terr_unit_m2(TERR_UNIT_PERCENT, 500), 5, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_at_the_top_is_read),
        cmocka_unit_test(what_is_missing_is_not_there),
        cmocka_unit_test(paths_count_from_the_folder_of_the_file),
        cmocka_unit_test(a_claim_is_read_with_its_digits),
        cmocka_unit_test(a_claim_knows_its_line),
        cmocka_unit_test(windows_are_said_in_one_of_four_ways),
        cmocka_unit_test(what_is_wrong_is_told_with_its_place),
        cmocka_unit_test(the_span_is_the_dates_of_all_claims),
        cmocka_unit_test(no_two_claims_have_one_id),
        cmocka_unit_test(what_is_no_json_is_told_with_its_line),
        cmocka_unit_test(names_are_those_of_the_file),
        cmocka_unit_test(units_are_square_metres),
    };
    return cmocka_run_group_tests_name("claims", tests, NULL, NULL);
}
