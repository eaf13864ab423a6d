#include "../../support/check.h"

#include <geo/base/text.h>

static void check_text(struct terr_text *text, const char *expected)
{
    struct terr_error err;
    check_ok(terr_text_check(text, &err));
    assert_non_null(text->bytes);
    assert_string_equal(text->bytes, expected);
    assert_int_equal(text->length, strlen(expected));
    terr_text_dispose(text);
    assert_null(text->bytes);
    assert_int_equal(text->length, 0);
}

static void appends_follow_each_other(void **state)
{
    (void)state;
    struct terr_text text = TERR_TEXT_INIT;
    terr_text_add(&text, "area ");
    terr_text_add_bytes(&text, "km\xc2\xb2!", 4);
    terr_text_print(&text, " %s-%03d", "of", 7);
    check_text(&text, "area km\xc2\xb2 of-007");
}

static void the_empty_text_is_empty(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_text text = TERR_TEXT_INIT;
    check_ok(terr_text_check(&text, &err));
    terr_text_dispose(&text);
    terr_text_add(&text, "");
    check_text(&text, "");
}

static void a_text_grows_as_long_as_it_must(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_text text = TERR_TEXT_INIT;
    for (int i = 0; i < 100000; i++) terr_text_print(&text, "%05d", i);
    check_ok(terr_text_check(&text, &err));
    assert_int_equal(text.length, 500000);
    assert_memory_equal(text.bytes + 5 * 77777, "77777", 5);
    assert_int_equal(text.bytes[text.length], '\0');
    terr_text_dispose(&text);
}

static void numbers_have_a_point_and_their_decimals(void **state)
{
    (void)state;
    struct terr_text text = TERR_TEXT_INIT;
    terr_text_add_fixed(&text, 114035.3364999, 3);
    terr_text_add(&text, " ");
    terr_text_add_fixed(&text, -1e-9, 6);
    check_text(&text, "114035.336 0.000000");
}

static void json_strings_are_escaped(void **state)
{
    (void)state;
    static const struct {
        const char *string, *written;
    } cases[] = {
        {NULL, "null"},
        {"", "\"\""},
        {"occupied", "\"occupied\""},
        {"a\"b\\c/d", "\"a\\\"b\\\\c/d\""},
        {"<b></b><!--<", "\"<b>\\u003c/b>\\u003c!--<\""},
        {"\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
        {"\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\""},
        {"Звільнено €😀", "\"Звільнено €😀\""},
        {"a\xff\xc3", "\"a\xef\xbf\xbd\xef\xbf\xbd\""},
        {"\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_text text = TERR_TEXT_INIT;
        terr_text_add_json(&text, cases[i].string);
        check_text(&text, cases[i].written);
    }
}

static void csv_fields_are_quoted_where_they_must_be(void **state)
{
    (void)state;
    static const struct {
        const char *string, *written;
    } cases[] = {
        {"", ""},
        {"Київська область", "Київська область"},
        {"a b;c'", "a b;c'"},
        {"a,b", "\"a,b\""},
        {"say \"so\"", "\"say \"\"so\"\"\""},
        {"\"", "\"\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"two\r", "\"two\r\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_text text = TERR_TEXT_INIT;
        terr_text_add_csv(&text, cases[i].string);
        check_text(&text, cases[i].written);
    }
}

static void past_the_maximum_every_append_does_nothing(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_text text = TERR_TEXT_INIT;
    terr_text_add(&text, "abc");
    terr_text_add_bytes(&text, "", TERR_TEXT_MAX); // refused before a byte is read
    terr_text_add(&text, "def");
    terr_text_print(&text, "%d", 1);
    terr_text_add_fixed(&text, 1.0, 1);
    terr_text_add_json(&text, "g");
    terr_text_add_csv(&text, "h,");
    assert_string_equal(text.bytes, "abc");
    check_fails(terr_text_check(&text, &err), TERR_ENOMEM,
                "out of memory (the output has 3 bytes so far)");
    terr_text_dispose(&text);
    check_ok(terr_text_check(&text, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appends_follow_each_other),
        cmocka_unit_test(the_empty_text_is_empty),
        cmocka_unit_test(a_text_grows_as_long_as_it_must),
        cmocka_unit_test(numbers_have_a_point_and_their_decimals),
        cmocka_unit_test(json_strings_are_escaped),
        cmocka_unit_test(csv_fields_are_quoted_where_they_must_be),
        cmocka_unit_test(past_the_maximum_every_append_does_nothing),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
