#include "../../support/check.h"

#include <geo/base/timezone.h>
#include <stdlib.h>

#define KYIV "EET-2EEST,M3.5.0/3,M10.5.0/4"

static struct terr_timezone *zone_of(const char *text)
{
    struct terr_timezone *zone = NULL;
    struct terr_error err;
    check_ok(terr_timezone_parse(&zone, text, &err));
    return zone;
}

struct expectation {
    const char *zone;
    int64_t instant_s;
    int32_t offset_s;
};

static void check_offsets(const struct expectation *expected, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct terr_timezone *zone = zone_of(expected[i].zone);
        const int32_t offset_s = terr_timezone_offset(zone, expected[i].instant_s);
        terr_timezone_free(zone);
        if (offset_s == expected[i].offset_s) continue;
        fail_msg("%s at %lld: %ld, expected %ld", expected[i].zone,
                 (long long)expected[i].instant_s, (long)offset_s, (long)expected[i].offset_s);
    }
}

static void rules_change_the_clocks_at_their_instant(void **state)
{
    (void)state;
    // checked against GNU date with TZ set to the rule
    static const struct expectation expected[] = {
        {"UTC", 1752451200, 0},
        {"UTC0", 1752451200, 0},
        {"JST-9", 1752451200, 32400},
        {"<+0545>-5:45", 1752451200, 20700},
        {"<-00>0:00:30", 1752451200, -30},
        {KYIV, 1743296399, 7200}, // 2025-03-30T00:59:59Z
        {KYIV, 1743296400, 10800},
        {KYIV, 1761440399, 10800}, // 2025-10-26T00:59:59Z
        {KYIV, 1761440400, 7200},
        {"EST5EDT,M3.2.0,M11.1.0", 1741503599, -18000}, // 2025-03-09T06:59:59Z
        {"EST5EDT,M3.2.0,M11.1.0", 1741503600, -14400},
        {"EST5EDT,M3.2.0,M11.1.0", 1762063199, -14400}, // 2025-11-02T05:59:59Z
        {"EST5EDT,M3.2.0,M11.1.0", 1762063200, -18000},
        {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1735689600, 39600}, // southern summer
        {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1743865199, 39600},
        {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1743865200, 37800},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", 1735689600, 0}, // "daylight saving" behind standard
        {"IST-1GMT0,M10.5.0,M3.5.0/1", 1752451200, 3600},
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1743296399, -7200}, // a negative hour
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1743296400, -3600},
        {"EET-2EEST,M3.4.4/50,M10.4.4/50", 1743206399, 7200}, // two days and two hours later
        {"EET-2EEST,M3.4.4/50,M10.4.4/50", 1743206400, 10800},
        {"XXX3EDT4,0/0,J365/23", 1735689600, -14400}, // RFC 8536: daylight saving all year
        {"XXX3EDT4,0/0,J365/23", 1752451200, -14400},
    };
    check_offsets(expected, sizeof expected / sizeof expected[0]);
}

static void days_of_the_year_count_the_leap_day_or_not(void **state)
{
    (void)state;
    static const struct expectation expected[] = {
        // J60 is 1 March in every year, 59 (from 0) is 29 February in a leap year
        {"AAA0BBB,J60/0,J300", 1709251199, 0},    // 2024-02-29T23:59:59Z
        {"AAA0BBB,J60/0,J300", 1709251200, 3600}, // 2024-03-01
        {"AAA0BBB,J60/0,J300", 1740787199, 0},    // 2025-02-28T23:59:59Z
        {"AAA0BBB,J60/0,J300", 1740787200, 3600}, // 2025-03-01
        {"AAA0BBB,59/0,300", 1709164799, 0},      // 2024-02-28T23:59:59Z
        {"AAA0BBB,59/0,300", 1709164800, 3600},   // 2024-02-29
        {"AAA0BBB,59/0,300", 1740787199, 0},      {"AAA0BBB,59/0,300", 1740787200, 3600},
    };
    check_offsets(expected, sizeof expected / sizeof expected[0]);
}

static void an_instant_falls_on_the_day_of_its_zone(void **state)
{
    (void)state;
    struct terr_timezone *kyiv = zone_of(KYIV);
    struct terr_timezone *utc = zone_of("UTC");
    struct terr_timezone *west = zone_of("AAA10");
    const int64_t last_second = 1751317200 - 1; // 2025-06-30T20:59:59Z
    assert_int_equal(terr_timezone_day(kyiv, last_second), 20269);
    assert_int_equal(terr_timezone_day(kyiv, last_second + 1), 20270);
    assert_int_equal(terr_timezone_day(utc, last_second + 1), 20269);
    assert_int_equal(terr_timezone_day(utc, -1), -1);
    assert_int_equal(terr_timezone_day(utc, 0), 0);
    assert_int_equal(terr_timezone_day(west, 0), -1);
    terr_timezone_free(kyiv);
    terr_timezone_free(utc);
    terr_timezone_free(west);
}

static void a_time_shown_once_twice_or_never_is_one_instant(void **state)
{
    (void)state;
    static const struct {
        int32_t day, second_of_day;
        int64_t instant_s;
    } cases[] = {
        {20177, 10799, 1743296399}, // 2025-03-30 02:59:59, the last second of winter time
        {20177, 10800, 1743296400}, // 03:00 to 03:59:59 are never shown: the jump
        {20177, 14399, 1743296400},
        {20177, 14400, 1743296400}, // 04:00, the first second of summer time
        {20387, 10799, 1761436799}, // 2025-10-26 02:59:59
        {20387, 10800, 1761440400}, // 03:00 to 03:59:59 are shown twice: the later
        {20387, 14399, 1761443999},
        {20387, 14400, 1761444000},
        {20283, 0, 1752440400},     // 2025-07-14
        {20283, 86400, 1752526800}, // and its end
        {20284, 0, 1752526800},
    };
    struct terr_timezone *zone = zone_of(KYIV);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(terr_timezone_instant(zone, cases[i].day, cases[i].second_of_day),
                         cases[i].instant_s);
    }
    terr_timezone_free(zone);
}

static void the_ends_of_time_do_no_harm(void **state)
{
    (void)state;
    struct terr_timezone *zone = zone_of(KYIV);
    assert_int_equal(terr_timezone_offset(zone, INT64_MAX), 7200); // a 4 December, 400 years on
    assert_int_equal(terr_timezone_offset(zone, INT64_MIN), 7200);
    assert_int_equal(terr_timezone_day(zone, INT64_MAX), 2932896);
    assert_int_equal(terr_timezone_day(zone, INT64_MIN), -719162);
    assert_int_equal(terr_timezone_instant(zone, INT32_MAX, 86400), INT64_C(185542587176400));
    assert_int_equal(terr_timezone_instant(zone, INT32_MIN, 0), INT64_C(-185542587194400) - 3600);
    terr_timezone_free(zone);
}

static const char *const no_zones[] = {
    "",
    "EE-2",
    "XYZ",
    "EET-25",
    "EET-2:60",
    "EET-2:00:60",
    "EET-2 ",
    "<EET-2",
    "<E>-2",
    "EET-2EEST",
    "EET-2EEST,",
    "EET-2EEST,M3.5.0",
    "EET-2EEST,M3.5.0,",
    "EET-2EEST,M3.5.0,M10.5.0,",
    "EET-2EEST,M3.5.0,M10.5.0/",
    "EET-2EEST,M3.5.0/168,M10.5.0",
    "EET-2EEST,M0.5.0,M10.5.0",
    "EET-2EEST,M13.5.0,M10.5.0",
    "EET-2EEST,M3.0.0,M10.5.0",
    "EET-2EEST,M3.6.0,M10.5.0",
    "EET-2EEST,M3.5.7,M10.5.0",
    "EET-2EEST,M3.5,M10.5.0",
    "EET-2EEST,J0,J10",
    "EET-2EEST,J366,J10",
    "EET-2EEST,366,10",
    "EET-99999999999999999999",
    ":Europe/Kyiv",
    "/usr/share/zoneinfo/Europe/Kyiv",
    "../zoneinfo/Europe/Kyiv",
    "Europe/../Europe/Kyiv",
    "Europe//Kyiv",
    "Europe/",
    "Europe",
    "Europe/Atlantis",
    "zone.tab",
    "leapseconds",
};

static void what_is_neither_rule_nor_zone_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof no_zones / sizeof no_zones[0]; i++) {
        struct terr_error err;
        char sentence[TERR_ERROR_MESSAGE_SIZE];
        int unset;
        struct terr_timezone *zone = (struct terr_timezone *)(void *)&unset;
        snprintf(sentence, sizeof sentence,
                 "time zone \"%s\" is neither a POSIX rule nor in this machine's database",
                 no_zones[i]);
        check_fails(terr_timezone_parse(&zone, no_zones[i], &err), TERR_EARG, sentence);
        assert_null(zone);
    }
}

static void names_are_looked_up_in_the_database(void **state)
{
    (void)state;
    struct terr_timezone *zone;
    struct terr_error err;
    if (terr_timezone_parse(&zone, "Europe/Kyiv", &err)) {
        print_message("no time zone database with Europe/Kyiv on this machine\n");
        skip();
    }
    terr_timezone_free(zone);
    // from Python's zoneinfo
    static const struct expectation expected[] = {
        {"Europe/Kyiv", 489024000, 14400}, // 1985-07-01: Moscow summer time
        {"Europe/Kyiv", 694137600, 7200},  // 1991-12-31
        {"Europe/Kyiv", 1743296399, 7200},
        {"Europe/Kyiv", 1743296400, 10800},
        {"Europe/Kyiv", 1761440399, 10800},
        {"Europe/Kyiv", 1761440400, 7200},
        {"Europe/Kyiv", 7242220800, 10800},      // 2199-07-01, by the footer's rule
        {"America/New_York", 128908800, -14400}, // 1974-02-01: summer time in winter
        {"America/New_York", 1741503599, -18000},
        {"America/New_York", 1741503600, -14400},
        {"America/New_York", 16740864000, -14400}, // 2500-07-01
        {"Asia/Tokyo", 1752451200, 32400},
        {"Australia/Lord_Howe", 473385600, 41400}, // 1985-01-01: a whole hour then
        {"Australia/Lord_Howe", 1735689600, 39600},
        {"Australia/Lord_Howe", 1743865199, 39600},
        {"Australia/Lord_Howe", 1743865200, 37800},
        {"Australia/Lord_Howe", 1759591799, 37800},
        {"Australia/Lord_Howe", 1759591800, 39600},
        {"Asia/Kathmandu", 1735689600, 20700},
    };
    check_offsets(expected, sizeof expected / sizeof expected[0]);
}

static void neither_tz_nor_the_c_library_has_a_say(void **state)
{
    (void)state;
    setenv("TZ", "Asia/Tokyo", 1);
    const struct expectation expected[] = {{KYIV, 1752451200, 10800}, {"UTC", 1752451200, 0}};
    check_offsets(expected, 2);
    unsetenv("TZ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_change_the_clocks_at_their_instant),
        cmocka_unit_test(days_of_the_year_count_the_leap_day_or_not),
        cmocka_unit_test(an_instant_falls_on_the_day_of_its_zone),
        cmocka_unit_test(a_time_shown_once_twice_or_never_is_one_instant),
        cmocka_unit_test(the_ends_of_time_do_no_harm),
        cmocka_unit_test(what_is_neither_rule_nor_zone_is_refused),
        cmocka_unit_test(names_are_looked_up_in_the_database),
        cmocka_unit_test(neither_tz_nor_the_c_library_has_a_say),
    };
    return cmocka_run_group_tests_name("timezone", tests, NULL, NULL);
}
