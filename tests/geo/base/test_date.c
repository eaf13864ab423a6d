#include "../../support/check.h"

#include <geo/base/date.h>

static const struct {
    int32_t day;
    struct terr_civil civil;
    int weekday;
    const char *text;
} known[] = {
    // days and weekdays as GNU date gives them: date -u -d DATE '+%s %u'
    {0, {1970, 1, 1}, 3, "1970-01-01"},      {-1, {1969, 12, 31}, 2, "1969-12-31"},
    {10957, {2000, 1, 1}, 5, "2000-01-01"},  {11016, {2000, 2, 29}, 1, "2000-02-29"},
    {19782, {2024, 2, 29}, 3, "2024-02-29"}, {19783, {2024, 3, 1}, 4, "2024-03-01"},
    {20283, {2025, 7, 14}, 0, "2025-07-14"}, {20453, {2025, 12, 31}, 2, "2025-12-31"},
    {-25508, {1900, 3, 1}, 3, "1900-03-01"}, {-135140, {1600, 1, 1}, 5, "1600-01-01"},
    {-719162, {1, 1, 1}, 0, "0001-01-01"},   {2932896, {9999, 12, 31}, 4, "9999-12-31"},
};

static void known_days_have_their_number(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        char text[TERR_DAY_SIZE];
        int32_t day = 0;
        assert_true(terr_day_from_civil(&day, known[i].civil));
        assert_int_equal(day, known[i].day);
        assert_int_equal(terr_day_weekday(day), known[i].weekday);
        terr_day_print(text, day);
        assert_string_equal(text, known[i].text);
    }
}

// The calendar by counting: a day after the other, and the leap year rule as Gregory put it.
static struct terr_civil day_after(struct terr_civil civil)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int length = lengths[civil.month - 1];
    if (civil.month == 2 && civil.year % 4 == 0) {
        if (civil.year % 400 == 0 || civil.year % 100 != 0) length = 29;
    }
    if (++civil.day <= length) return civil;
    civil.day = 1;
    if (++civil.month <= 12) return civil;
    civil.month = 1;
    civil.year++;
    return civil;
}

static void every_day_of_the_years_1_to_9999_goes_there_and_back(void **state)
{
    (void)state;
    struct terr_civil civil = {1, 1, 1};
    int weekday = 0;
    int32_t expected = -719162;
    for (; civil.year <= 9999; civil = day_after(civil), expected++, weekday++) {
        int32_t day = 0;
        const bool exists = terr_day_from_civil(&day, civil);
        const struct terr_civil back = terr_day_civil(expected);
        if (exists && day == expected && back.year == civil.year && back.month == civil.month &&
            back.day == civil.day && terr_day_weekday(day) == weekday % 7) {
            continue;
        }
        fail_msg("%04d-%02d-%02d: day %ld", civil.year, civil.month, civil.day, (long)day);
    }
    assert_int_equal(expected, 2932897);
}

static void a_date_that_does_not_exist_leaves_the_day_untouched(void **state)
{
    (void)state;
    static const struct terr_civil wrong[] = {
        {2025, 2, 29}, {2024, 2, 30}, {1900, 2, 29},  {2024, 4, 31}, {2024, 13, 1}, {2024, 0, 1},
        {2024, 1, 0},  {2024, 1, 32}, {2024, 12, -1}, {0, 1, 1},     {10000, 1, 1}, {-1, 1, 1},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        int32_t day = 77;
        assert_false(terr_day_from_civil(&day, wrong[i]));
        assert_int_equal(day, 77);
    }
}

static void months_end_on_their_last_day(void **state)
{
    (void)state;
    static const struct {
        struct terr_civil day, end;
    } cases[] = {
        {{2024, 2, 1}, {2024, 2, 29}},   {{2025, 2, 28}, {2025, 2, 28}},
        {{1900, 2, 3}, {1900, 2, 28}},   {{2000, 2, 3}, {2000, 2, 29}},
        {{2025, 4, 30}, {2025, 4, 30}},  {{2025, 12, 5}, {2025, 12, 31}},
        {{9999, 12, 1}, {9999, 12, 31}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int32_t day = 0;
        int32_t end = 0;
        assert_true(terr_day_from_civil(&day, cases[i].day));
        assert_true(terr_day_from_civil(&end, cases[i].end));
        assert_int_equal(terr_day_month_end(day), end);
    }
}

static void moments_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct terr_moment moment;
    } cases[] = {
        {"2025-07-14", {20283, false, 0, false, 0}},
        {"2025-07-14T00:00", {20283, true, 0, false, 0}},
        {"2025-07-14 09:05", {20283, true, 32700, false, 0}},
        {"2025-07-14T23:59:59", {20283, true, 86399, false, 0}},
        {"2025-07-14T23:59:59.999999999Z", {20283, true, 86399, true, 0}},
        {"2025-07-14T24:00:00", {20283, true, 86400, false, 0}},
        {"2025-07-14T24:00:00.000Z", {20283, true, 86400, true, 0}},
        {"2025-07-14T12:00Z", {20283, true, 43200, true, 0}},
        {"2025-07-14T12:00:00+03:00", {20283, true, 43200, true, 10800}},
        {"2025-07-14 12:00:00-0330", {20283, true, 43200, true, -12600}},
        {"2025-07-14T12:00:00.5+02", {20283, true, 43200, true, 7200}},
        {"2025-07-14T12:00-00:00", {20283, true, 43200, true, 0}},
        {"0001-01-01", {-719162, false, 0, false, 0}},
        {"9999-12-31T23:59:59+23:59", {2932896, true, 86399, true, 86340}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_moment moment = {0};
        check_ok(terr_moment_parse(&moment, cases[i].text, &err));
        assert_int_equal(moment.day, cases[i].moment.day);
        assert_int_equal(moment.has_time, cases[i].moment.has_time);
        assert_int_equal(moment.second_of_day, cases[i].moment.second_of_day);
        assert_int_equal(moment.has_offset, cases[i].moment.has_offset);
        assert_int_equal(moment.offset_s, cases[i].moment.offset_s);
    }
}

static const char *const wrong_forms[] = {
    "",
    "yesterday",
    "2025",
    "2025-7-14",
    "2025-07-14 ",
    " 2025-07-14",
    "20250714",
    "2025/07/14",
    "25-07-14",
    "02025-07-14",
    "+025-07-14",
    "-025-07-14",
    "2025-07-14T",
    "2025-07-14T12",
    "2025-07-14T12:0",
    "2025-07-14T12:00:",
    "2025-07-14T12:00:00.",
    "2025-07-14T12:00:00,5",
    "2025-07-14  12:00",
    "2025-07-14t12:00",
    "2025-07-14T12:00z",
    "2025-07-14T12:00ZZ",
    "2025-07-14T12:00 Z",
    "2025-07-14Z",
    "2025-07-14+03:00",
    "2025-07-14T12:00+3",
    "2025-07-14T12:00+03:",
    "2025-07-14T12:00+030",
    "2025-07-14T12:00+03:0",
    "2025-07-14T12:00+03:00:00",
    "2025-07-14T-1:00",
    "\xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa5-07-14",
};

static void a_wrong_form_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong_forms / sizeof wrong_forms[0]; i++) {
        struct terr_error err;
        char sentence[TERR_ERROR_MESSAGE_SIZE];
        struct terr_moment moment = {.day = 77};
        snprintf(sentence, sizeof sentence,
                 "\"%s\" is not a date like 2024-05-01 or 2024-05-01T12:00:00Z", wrong_forms[i]);
        check_fails(terr_moment_parse(&moment, wrong_forms[i], &err), TERR_EARG, sentence);
        assert_int_equal(moment.day, 77);
    }
}

static void what_does_not_exist_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {"2025-02-29", "the date \"2025-02-29\" does not exist"},
        {"2024-13-01", "the date \"2024-13-01\" does not exist"},
        {"0000-01-01", "the date \"0000-01-01\" does not exist"},
        {"2024-00-10T12:00", "the date \"2024-00-10T12:00\" does not exist"},
        {"2024-05-01T24:00:01", "the time \"2024-05-01T24:00:01\" does not exist"},
        {"2024-05-01T24:00:00.01", "the time \"2024-05-01T24:00:00.01\" does not exist"},
        {"2024-05-01T25:00", "the time \"2024-05-01T25:00\" does not exist"},
        {"2024-05-01T12:60", "the time \"2024-05-01T12:60\" does not exist"},
        {"2024-05-01T12:00:60", "the time \"2024-05-01T12:00:60\" does not exist"},
        {"2024-05-01T12:00+24:00", "the time \"2024-05-01T12:00+24:00\" does not exist"},
        {"2024-05-01T12:00+02:60", "the time \"2024-05-01T12:00+02:60\" does not exist"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_moment moment = {.day = 77};
        check_fails(terr_moment_parse(&moment, cases[i].text, &err), TERR_EARG, cases[i].sentence);
        assert_int_equal(moment.day, 77);
    }
}

static void a_long_text_is_shown_by_its_beginning(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_moment moment;
    char text[2000];
    memset(text, '9', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    check_fails(terr_moment_parse(&moment, text, &err), TERR_EARG,
                "\"999999999999999999999999999999999999999999999999999999999999\" is not a date "
                "like 2024-05-01 or 2024-05-01T12:00:00Z");
}

static void instants_are_written_in_utc(void **state)
{
    (void)state;
    static const struct {
        int64_t instant_s;
        const char *text;
    } cases[] = {
        // date -u -d @N +%FT%TZ
        {0, "1970-01-01T00:00:00Z"},
        {-1, "1969-12-31T23:59:59Z"},
        {-86400, "1969-12-31T00:00:00Z"},
        {-86401, "1969-12-30T23:59:59Z"},
        {1744661112, "2025-04-14T20:05:12Z"},
        {1752434269, "2025-07-13T19:17:49Z"},
        {2147483648, "2038-01-19T03:14:08Z"},
        {-62135596800, "0001-01-01T00:00:00Z"},
        {253402300799, "9999-12-31T23:59:59Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[TERR_INSTANT_SIZE];
        terr_instant_print(text, cases[i].instant_s);
        assert_string_equal(text, cases[i].text);
    }
}

static void moments_are_written_as_they_are_read(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "2024-05-01",           "0001-01-01T00:00:00+23:59", "9999-12-31T24:00:00",
        "2024-05-01T12:30:15Z", "2024-05-01T12:30:15+03:00", "2024-05-01T12:30:15-09:30",
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_moment moment;
        char text[TERR_MOMENT_SIZE];
        check_ok(terr_moment_parse(&moment, cases[i], &err));
        terr_moment_print(text, &moment);
        assert_string_equal(text, cases[i]);
    }
}

static void instants_are_moments_in_utc(void **state)
{
    (void)state;
    static const int64_t cases[] = {0, -1, -86400, 1744661112, -62135596800, 253402300799};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct terr_moment moment = terr_moment_at(cases[i]);
        char text[TERR_MOMENT_SIZE], instant[TERR_INSTANT_SIZE];
        assert_int_equal(terr_moment_instant(&moment), cases[i]);
        terr_moment_print(text, &moment);
        terr_instant_print(instant, cases[i]);
        assert_string_equal(text, instant);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days_have_their_number),
        cmocka_unit_test(every_day_of_the_years_1_to_9999_goes_there_and_back),
        cmocka_unit_test(a_date_that_does_not_exist_leaves_the_day_untouched),
        cmocka_unit_test(months_end_on_their_last_day),
        cmocka_unit_test(moments_are_read),
        cmocka_unit_test(a_wrong_form_is_refused),
        cmocka_unit_test(what_does_not_exist_is_refused),
        cmocka_unit_test(a_long_text_is_shown_by_its_beginning),
        cmocka_unit_test(instants_are_written_in_utc),
        cmocka_unit_test(moments_are_written_as_they_are_read),
        cmocka_unit_test(instants_are_moments_in_utc),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
