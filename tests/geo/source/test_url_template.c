#include "../../support/check.h"

#include <geo/base/date.h>
#include <geo/base/memory.h>
#include <geo/source/fetch.h>
#include <geo/source/url_template.h>

static int32_t day_of(int year, int month, int day)
{
    int32_t number = 0;
    assert_true(terr_day_from_civil(&number, (struct terr_civil){year, month, day}));
    return number;
}

static void fills_in_the_day(void **state)
{
    static const struct {
        const char *url_template, *url, *name;
    } cases[] = {
        {"https://h/data/map_{YYYYMMDD}.geojson", "https://h/data/map_20250704.geojson",
         "map_20250704.geojson"},
        {"https://h/{YYYY}/{MM}/{YYYY}-{MM}-{DD}.json", "https://h/2025/07/2025-07-04.json",
         "2025-07-04.json"},
        {"http://h:81/a_{YYYYMMDD}_{YYYYMMDD}.geojson?key=1#part",
         "http://h:81/a_20250704_20250704.geojson?key=1#part", "a_20250704_20250704.geojson"},
        // the name tells no day, or another one, so that the day becomes the name
        {"https://h/{YYYY}/{MM}/{DD}.geojson", "https://h/2025/07/04.geojson",
         "2025-07-04.geojson"},
        {"https://h/map.json?day={YYYYMMDD}", "https://h/map.json?day=20250704", "2025-07-04.json"},
        {"https://h/maps/query?d={DD}&m={MM}&y={YYYY}", "https://h/maps/query?d=04&m=07&y=2025",
         "2025-07-04"},
        {"https://h/{DD}{MM}{YYYY}.geojson", "https://h/04072025.geojson", "2025-07-04.geojson"},
        {"https://h/{YYYYMMDD}/base_20240101.geojson", "https://h/20250704/base_20240101.geojson",
         "2025-07-04.geojson"},
        // what looks like a placeholder and is none stays
        {"https://h/{YY}_{YYYYMMDD}.json", "https://h/{YY}_20250704.json", "{YY}_20250704.json"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        char *url, *name;
        check_ok(terr_url_of_day(&url, &name, cases[i].url_template, day_of(2025, 7, 4), &err));
        assert_string_equal(url, cases[i].url);
        assert_string_equal(name, cases[i].name);
        terr_memory_free(url);
        terr_memory_free(name);
    }
}

static void pads_a_day_of_long_ago(void **state)
{
    struct terr_error err;
    char *url, *name;
    (void)state;
    check_ok(terr_url_of_day(&url, &name, "http://h/{YYYYMMDD}.json", day_of(1, 2, 3), &err));
    assert_string_equal(url, "http://h/00010203.json");
    terr_memory_free(url);
    terr_memory_free(name);
}

static void refuses_a_template_that_does_not_tell_days_apart(void **state)
{
    static const char *const templates[] = {"https://h/map.geojson", "https://h/{YYYY}-{MM}.json",
                                            "https://h/{MM}{DD}.json", "https://h/{yyyymmdd}.json",
                                            ""};
    (void)state;
    for (size_t i = 0; i < sizeof templates / sizeof templates[0]; i++) {
        struct terr_error err;
        char *url, *name, sentence[200];
        snprintf(sentence, sizeof sentence,
                 "the remote address '%s' does not tell one day from another, needs {YYYYMMDD}, or "
                 "{YYYY}, {MM} and {DD}",
                 templates[i]);
        check_fails(terr_url_of_day(&url, &name, templates[i], 0, &err), TERR_EDATA, sentence);
        assert_null(url);
        assert_null(name);
    }
}

static void refuses_a_template_of_no_address(void **state)
{
    struct terr_error err;
    char *url, *name;
    (void)state;
    check_fails(terr_url_of_day(&url, &name, "ftp://h/{YYYYMMDD}.json", 0, &err), TERR_EDATA,
                "ftp://h/19700101.json: is no address of http or https that can be read");
    check_fails(terr_url_of_day(&url, &name, "http://h/{YYYYMMDD}/", 0, &err), TERR_EDATA,
                "http://h/19700101/: names no file, its path ends in a folder");
    assert_null(url);
    assert_null(name);
}

static void takes_a_url_apart(void **state)
{
    static const struct {
        const char *url, *host, *name;
    } cases[] = {
        {"https://example.org/a/b.geojson", "example.org", "b.geojson"},
        {"HTTP://Example.org:8080/a/b.geojson?x=/y/z#/w", "Example.org", "b.geojson"},
        {"https://h/a/../b/./c.zip", "h", "c.zip"},
        {"https://h/..%2f..%2fpasswd", "h", "..%2f..%2fpasswd"},
        {"https://[::1]/x.json", "[::1]", "x.json"},
        {"https://h/q?a=b", "h", "q"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        char *host, *name;
        check_ok(terr_url_parts(&host, &name, cases[i].url, &err));
        assert_string_equal(host, cases[i].host);
        assert_string_equal(name, cases[i].name);
        terr_memory_free(host);
        terr_memory_free(name);
    }
}

static void refuses_what_names_no_file(void **state)
{
    static const char *const urls[] = {"https://h",          "https://h/",    "https://h/a/",
                                       "https://h/a/..",     "https://h/a/.", "https://h?x",
                                       "https:///a.json",    "http://",       "ftp://h/a.json",
                                       "file:///a.json",     "a.json",        "https://h/a\nb.js",
                                       "https://h/a b.json", "//h/a.json",    "",
                                       "https://h:x/a"};
    (void)state;
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        struct terr_error err;
        char *host, *name;
        const enum terr_code code = terr_url_parts(&host, &name, urls[i], &err);
        if (code != TERR_EARG) fail_msg("'%s': code %d", urls[i], (int)code);
        assert_null(host);
        assert_null(name);
    }
}

static void keeps_a_password_out_of_its_sentence(void **state)
{
    struct terr_error err;
    char *host, *name;
    (void)state;
    assert_int_equal(terr_url_parts(&host, &name, "https://me:secret@h/a.json", &err), TERR_EARG);
    assert_null(strstr(err.message, "secret"));
    assert_int_equal(terr_url_parts(&host, &name, "https://me@h/a.json", &err), TERR_EARG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_in_the_day),
        cmocka_unit_test(pads_a_day_of_long_ago),
        cmocka_unit_test(refuses_a_template_that_does_not_tell_days_apart),
        cmocka_unit_test(refuses_a_template_of_no_address),
        cmocka_unit_test(takes_a_url_apart),
        cmocka_unit_test(refuses_what_names_no_file),
        cmocka_unit_test(keeps_a_password_out_of_its_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
