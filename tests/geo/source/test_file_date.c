#include "../../support/check.h"

#include <geo/source/file_date.h>

// Days and instants below were computed with GNU date.

static void test_days(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t day;
    } cases[] = {
        {"deepstatemap_data_20240708.geojson", 19912},
        {"20240708", 19912},
        {"2024-07-08.json", 19912},
        {"2024-07-08", 19912},
        {"map 2024-07-08 (2).geojson", 19912},
        {"2024-07-08T120000.geojson", 19912},
        {"20240708_VIEW_V3.geojson", 19912},
        {"v2.20240708.geojson", 19912},
        {"map.20240708", 19912},
        {".20240708", 19912},
        {"20240708_2024-07-08.geojson", 19912},
        {"12-2024-07-08-12.geojson", 19912},
        {"20240229.geojson", 19782},
        {"22020202.geojson", 84768},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_moment moment;
        bool found;
        check_ok(terr_file_date(&found, &moment, cases[i].name, &err));
        if (!found) fail_msg("%s: no date found", cases[i].name);
        assert_int_equal(moment.day, cases[i].day);
        assert_false(moment.has_time);
        assert_false(moment.has_offset);
    }
}

static void test_unix_seconds(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t day, second_of_day;
    } cases[] = {
        {"1752434269.geojson", 20282, 69469},
        {"x_999999999.json", 11574, 6399},
        {"1752434269-1752434269.geojson", 20282, 69469},
        {"20250713_1752434269.geojson", 20282, 69469},
        {"1752434269_20250713.geojson", 20282, 69469},
        {"9999999999", 115740, 63999},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_moment moment;
        bool found;
        check_ok(terr_file_date(&found, &moment, cases[i].name, &err));
        if (!found) fail_msg("%s: no date found", cases[i].name);
        assert_int_equal(moment.day, cases[i].day);
        assert_true(moment.has_time);
        assert_int_equal(moment.second_of_day, cases[i].second_of_day);
        assert_true(moment.has_offset);
        assert_int_equal(moment.offset_s, 0);
    }
}

static void test_no_date(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",
        ".",
        "latest.geojson",
        "2024-7-8.geojson",
        "2024_07_08.json",
        "202407.json",
        "2024070.json",
        "20240708120000.json",
        "12024-07-08.json",
        "2024-07-081.json",
        "2024-07-",
        "2024-07-0",
        "0123456789.json",
        "v1.2-3.geojson",
        "08-07-2024.json",
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct terr_error err;
        struct terr_moment moment = {77, false, 0, false, 0};
        bool found = true;
        check_ok(terr_file_date(&found, &moment, names[i], &err));
        if (found) fail_msg("%s: found day %d", names[i], moment.day);
        assert_int_equal(moment.day, 77);
    }
}

static void test_dates_that_do_not_exist(void **state)
{
    (void)state;
    static const struct {
        const char *name, *sentence;
    } cases[] = {
        {"20250230.geojson", "the date 2025-02-30 in the file name does not exist"},
        {"2025-13-01.geojson", "the date 2025-13-01 in the file name does not exist"},
        {"20230229.geojson", "the date 2023-02-29 in the file name does not exist"},
        {"00000101.geojson", "the date 0000-01-01 in the file name does not exist"},
        {"20240101_99999999.geojson", "the date 9999-99-99 in the file name does not exist"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_moment moment;
        bool found;
        check_fails(terr_file_date(&found, &moment, cases[i].name, &err), TERR_EDATA,
                    cases[i].sentence);
    }
}

static void test_two_dates(void **state)
{
    (void)state;
    static const struct {
        const char *name, *sentence;
    } cases[] = {
        {"20240101-20240131.json", "the file name holds two dates, 2024-01-01 and 2024-01-31"},
        {"20240708_2024-07-09.json", "the file name holds two dates, 2024-07-08 and 2024-07-09"},
        {"20250714_1752434269.json",
         "the file name holds two dates, 2025-07-14 and 2025-07-13T19:17:49Z"},
        {"1752434269_1752434270.json",
         "the file name holds two dates, 2025-07-13T19:17:49Z and 2025-07-13T19:17:50Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_moment moment;
        bool found;
        check_fails(terr_file_date(&found, &moment, cases[i].name, &err), TERR_EDATA,
                    cases[i].sentence);
    }
}

int main(void)
{
    const struct CMUnitTest group[] = {
        cmocka_unit_test(test_days),      cmocka_unit_test(test_unix_seconds),
        cmocka_unit_test(test_no_date),   cmocka_unit_test(test_dates_that_do_not_exist),
        cmocka_unit_test(test_two_dates),
    };
    return cmocka_run_group_tests_name("source/file_date", group, NULL, NULL);
}
