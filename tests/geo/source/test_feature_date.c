#include "../../support/check.h"

#include <geo/base/json.h>
#include <geo/source/feature_date.h>

// Days and instants below were computed with GNU date.

static struct terr_json *parse(const char *text)
{
    struct terr_error err;
    struct terr_json *value;
    check_ok(terr_json_parse(&value, text, strlen(text), &err));
    return value;
}

static void test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        const char *moment;
    } cases[] = {
        {"\"2024-05-01\"", "2024-05-01"},
        {"\"2024/05/01\"", "2024-05-01"},
        {"\"20240501\"", "2024-05-01"},
        {"20240501", "2024-05-01"},
        {"\"2202-02-02\"", "2202-02-02"},
        {"\"2024-02-29\"", "2024-02-29"},
        {"\"2024-05-01T12:30\"", "2024-05-01T12:30:00"},
        {"\"2024/05/01 12:30:15.25\"", "2024-05-01T12:30:15"},
        {"\"2024-05-01T12:30:00Z\"", "2024-05-01T12:30:00Z"},
        {"\"2024/05/01 12:30:00+03\"", "2024-05-01T12:30:00+03:00"},
        {"\"2024-05-01T12:30:00-03:30\"", "2024-05-01T12:30:00-03:30"},
        {"1714566600", "2024-05-01T12:30:00Z"},
        {"\"1714566600\"", "2024-05-01T12:30:00Z"},
        {"1714566600.75", "2024-05-01T12:30:00Z"},
        {"1714566600000", "2024-05-01T12:30:00Z"},
        {"1714566600999", "2024-05-01T12:30:00Z"},
        {"\"1714566600999\"", "2024-05-01T12:30:00Z"},
        {"1.7145666e12", "2024-05-01T12:30:00Z"},
        {"100000000", "1973-03-03T09:46:40Z"},
        {"9999999999", "2286-11-20T17:46:39Z"},
        {"100000000000", "1973-03-03T09:46:40Z"},
        {"9999999999999", "2286-11-20T17:46:39Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_moment moment;
        char text[TERR_MOMENT_SIZE];
        bool found;
        struct terr_json *value = parse(cases[i].json);
        check_ok(terr_feature_date(&found, &moment, value, &err));
        if (!found) fail_msg("%s: no date", cases[i].json);
        terr_moment_print(text, &moment);
        if (strcmp(text, cases[i].moment) != 0) fail_msg("%s: %s", cases[i].json, text);
        terr_json_free(value);
    }
}

static void test_no_date(void **state)
{
    (void)state;
    static const char *const cases[] = {"null", "\"\""};
    struct terr_error err;
    struct terr_moment moment = {.day = 77};
    bool found = true;
    check_ok(terr_feature_date(&found, &moment, NULL, &err));
    assert_false(found);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_json *value = parse(cases[i]);
        found = true;
        check_ok(terr_feature_date(&found, &moment, value, &err));
        assert_false(found);
        assert_int_equal(moment.day, 77);
        terr_json_free(value);
    }
}

#define FORMS ": Unix seconds have 9 or 10 digits, milliseconds 12 or 13"
#define NO_FORM(text) "\"" text "\" is not a date like 2024-05-01 or 2024-05-01T12:00:00Z"

static void test_what_is_no_date(void **state)
{
    (void)state;
    static const struct {
        const char *json, *sentence;
    } cases[] = {
        {"\"2024-02-30\"", "the date \"2024-02-30\" does not exist"},
        {"\"2024/13/01\"", "the date \"2024-13-01\" does not exist"},
        {"\"20240230\"", "the date 20240230 does not exist"},
        {"20240230", "the date 20240230 does not exist"},
        {"\"2024-05-01T25:00\"", "the time \"2024-05-01T25:00\" does not exist"},
        {"\"May\"", NO_FORM("May")},
        {"\" 2024-05-01\"", NO_FORM(" 2024-05-01")},
        {"\"01/05/2024\"", NO_FORM("01/05/2024")},
        {"\"017145666000\"", NO_FORM("017145666000")},
        {"\"17145666000000000000000\"", NO_FORM("17145666000000000000000")},
        {"2024", "2024 is not a date" FORMS},
        {"\"2024\"", "2024 is not a date" FORMS},
        {"0", "0 is not a date" FORMS},
        {"-1714566600", "-1714566600 is not a date" FORMS},
        {"20240501.5", "20240501.5 is not a date" FORMS},
        {"10000000000", "10000000000 is not a date" FORMS},
        {"99999999999", "99999999999 is not a date" FORMS},
        {"10000000000000", "10000000000000 is not a date" FORMS},
        {"true", "is a boolean, needs a date"},
        {"[]", "is an array, needs a date"},
        {"{}", "is an object, needs a date"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_moment moment = {.day = 77};
        bool found;
        struct terr_json *value = parse(cases[i].json);
        check_fails(terr_feature_date(&found, &moment, value, &err), TERR_EDATA, cases[i].sentence);
        assert_false(found);
        assert_int_equal(moment.day, 77);
        terr_json_free(value);
    }
}

static void test_a_long_text_is_shown_in_part(void **state)
{
    (void)state;
    char text[400];
    struct terr_error err;
    struct terr_moment moment;
    bool found;
    memset(text, 'x', sizeof text);
    text[0] = text[sizeof text - 2] = '"';
    text[sizeof text - 1] = '\0';
    struct terr_json *value = parse(text);
    assert_int_equal(terr_feature_date(&found, &moment, value, &err), TERR_EDATA);
    assert_true(strlen(err.message) < 140);
    terr_json_free(value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_no_date),
        cmocka_unit_test(test_what_is_no_date),
        cmocka_unit_test(test_a_long_text_is_shown_in_part),
    };
    return cmocka_run_group_tests_name("source/feature_date", tests, NULL, NULL);
}
