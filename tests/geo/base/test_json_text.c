#include "../../support/check.h"

#include <geo/base/json_text.h>

// The values of an array or object, each in brackets: "[1][\"a\"]".
static void print_values(char *out, size_t size, const char *document)
{
    size_t length = 0;
    *out = '\0';
    for (const char *value = terr_json_text_first(terr_json_text_document(document)); value;
         value = terr_json_text_next(value)) {
        length += (size_t)snprintf(out + length, size - length, "[%.*s]",
                                   (int)terr_json_text_length(value), value);
    }
}

static const struct {
    const char *document;
    const char *values;
} documents[] = {
    {"[]", ""},
    {"{ }", ""},
    {" [ \n ] ", ""},
    {"7", ""},
    {"\"a\"", ""},
    {"[1]", "[1]"},
    {"[1,2.50,-3e4]", "[1][2.50][-3e4]"},
    {"\xef\xbb\xbf\r\n[ 1 ,\t2 ]\n", "[1][2]"},
    {"{\"a\":1}", "[1]"},
    {"{ \"a\" : 1.0 , \"b\" :\n\"c\" }", "[1.0][\"c\"]"},
    {"[\"a\", \"b\"]", "[\"a\"][\"b\"]"},
    {"[true,false,null]", "[true][false][null]"},
    {"{\"a\": true, \"b\": null}", "[true][null]"},
    // marks inside strings are none
    {"[\"a\\\"]\", \"\\\\\", \"}:,\"]", "[\"a\\\"]\"][\"\\\\\"][\"}:,\"]"},
    {"{\"a\\\":\": \"b\\\\\", \":\": 2}", "[\"b\\\\\"][2]"},
    {"[[1,[2]], {\"a\": {\"b\": [3]}}, 4]", "[[1,[2]]][{\"a\": {\"b\": [3]}}][4]"},
    {"{\"a\": [\"]\", {\"}\": 1}], \"b\": {}}", "[[\"]\", {\"}\": 1}]][{}]"},
};

static void values_are_told_as_they_were_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        char values[200];
        print_values(values, sizeof values, documents[i].document);
        assert_string_equal(values, documents[i].values);
    }
}

static void a_value_can_be_entered(void **state)
{
    (void)state;
    const char *inner = terr_json_text_first("{\"a\": [10, 20], \"b\": 30}");
    const char *first = terr_json_text_first(inner);
    assert_int_equal(strncmp(first, "10", 2), 0);
    assert_int_equal(strncmp(terr_json_text_next(first), "20", 2), 0);
    assert_null(terr_json_text_next(terr_json_text_next(first)));
    assert_int_equal(strncmp(terr_json_text_next(inner), "30", 2), 0);
    assert_null(terr_json_text_next(terr_json_text_next(inner)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_told_as_they_were_written),
        cmocka_unit_test(a_value_can_be_entered),
    };
    return cmocka_run_group_tests_name("json_text", tests, NULL, NULL);
}
