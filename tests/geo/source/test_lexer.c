#include "../../support/check.h"

#include <geo/source/lexer.h>
#include <stdlib.h>

static struct terr_lexer over(const char *bytes)
{
    const struct terr_lexer lexer = {bytes, strlen(bytes), 0};
    return lexer;
}

static void places_count_lines_and_characters(void **state)
{
    static const struct {
        const char *bytes;
        size_t offset, line, column;
    } cases[] = {
        {"", 0, 1, 1},
        {"abc", 2, 1, 3},
        {"a\nbc", 1, 1, 2},
        {"a\nbc", 2, 2, 1},
        {"a\r\nbc", 4, 2, 2},
        {"\n\n\n", 3, 4, 1},
        {"\xd0\x97\xd0\xb2x", 4, 1, 3}, // two Cyrillic letters
        {"\xef\xbb\xbf{", 3, 1, 1},     // a byte-order mark is no character
        {"\xef\xbb\xbf\n{", 4, 2, 1},
        {"\xf0\x9f\x97\xba!", 4, 1, 2},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct terr_lexer lexer = over(cases[i].bytes);
        const struct terr_place place = terr_lexer_place(&lexer, cases[i].offset);
        assert_int_equal(place.line, cases[i].line);
        assert_int_equal(place.column, cases[i].column);
    }
}

static void peek_passes_over_the_four_kinds_of_white_space_alone(void **state)
{
    struct terr_lexer lexer = over(" \t\r\n x");
    (void)state;
    assert_int_equal(terr_lexer_peek(&lexer), 'x');
    assert_int_equal(lexer.at, 5);
    lexer = over("  ");
    assert_int_equal(terr_lexer_peek(&lexer), '\0');
    lexer = over("\f1");
    assert_int_equal(terr_lexer_peek(&lexer), '\f');
    lexer = over("\xc2\xa0");
    assert_int_equal(terr_lexer_peek(&lexer), '\xc2');
}

static void numbers_are_rounded_correctly(void **state)
{
    // hexadecimal floating constants are exact, so the compiler's reading of decimals is not asked
    static const struct {
        const char *text;
        double value;
    } numbers[] = {
        {"0", 0},
        {"-0", 0},
        {"0.1", 0x1.999999999999ap-4},
        {"37.30000000000000426", 0x1.2a66666666667p+5},
        {"9007199254740993", 0x1p53}, // a tie goes to even
        {"9007199254740993.0000000001", 0x1.0000000000001p53},
        {"9007199254740995", 0x1.0000000000002p53},
        {"1e23", 0x1.52d02c7e14af6p+76},
        {"1E+2", 100},
        {"1e-2", 0x1.47ae147ae147bp-7},
        {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
        {"4.9e-324", 0x1p-1074},
        {"1e-400", 0},
        {"1.7976931348623157e308", 0x1.fffffffffffffp1023},
        {"0.000000000000000000000000000000000000000000000000000000000000000000000000001e75", 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct terr_lexer lexer = over(numbers[i].text);
        struct terr_error err;
        double value = -1;
        check_ok(terr_lexer_number(&lexer, &value, &err));
        if (value != numbers[i].value) fail_msg("%s read as %a", numbers[i].text, value);
        assert_int_equal(lexer.at, strlen(numbers[i].text));
    }
}

static void a_number_ends_where_its_grammar_does(void **state)
{
    static const struct {
        const char *text;
        size_t length;
    } numbers[] = {{"1,2", 1}, {"1]", 1}, {"-1.5e+3}", 7}, {"12 3", 2}, {"0x10", 1}, {"1-2", 1}};
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct terr_lexer lexer = over(numbers[i].text);
        struct terr_error err;
        double value;
        check_ok(terr_lexer_number(&lexer, &value, &err));
        assert_int_equal(lexer.at, numbers[i].length);
    }
}

static void what_is_no_number_is_refused(void **state)
{
    static const struct {
        const char *text, *sentence;
    } wrong[] = {
        {"", "the end of the document where JSON needs a number (line 1, column 1)"},
        {"-", "'-' where JSON needs a number (line 1, column 1)"},
        {"+1", "'+1' where JSON needs a number (line 1, column 1)"},
        {"01", "'01' where JSON needs a number (line 1, column 1)"},
        {"-01", "'-01' where JSON needs a number (line 1, column 1)"},
        {"00", "'00' where JSON needs a number (line 1, column 1)"},
        {".5", "'.5' where JSON needs a number (line 1, column 1)"},
        {"-.5", "'-.5' where JSON needs a number (line 1, column 1)"},
        {"1.", "'1.' where JSON needs a number (line 1, column 1)"},
        {"1.e3", "'1.e3' where JSON needs a number (line 1, column 1)"},
        {"1e", "'1e' where JSON needs a number (line 1, column 1)"},
        {"1e+", "'1e+' where JSON needs a number (line 1, column 1)"},
        {"1E-x", "'1E-x' where JSON needs a number (line 1, column 1)"},
        {"NaN", "'NaN' where JSON needs a number (line 1, column 1)"},
        {"-Infinity", "'-Infinity' where JSON needs a number (line 1, column 1)"},
        {"1e400", "the number 1e400 is beyond the range of a double (line 1, column 1)"},
        {"-1e999999999999", "the number -1e999999999999 is beyond the range of a double (line 1, "
                            "column 1)"},
        {"\x07", "the byte 0x07 where JSON needs a number (line 1, column 1)"},
        {"\xff", "the byte 0xff where JSON needs a number (line 1, column 1)"},
        {"\xd0\x96", "'\xd0\x96' where JSON needs a number (line 1, column 1)"},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
         "'aaaaaaaaaaaaaaaaaaaaaaaa' where JSON needs a number (line 1, column 1)"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct terr_lexer lexer = over(wrong[i].text);
        struct terr_error err;
        double value;
        check_fails(terr_lexer_number(&lexer, &value, &err), TERR_EPARSE, wrong[i].sentence);
    }
}

static void strings_are_decoded(void **state)
{
    static const struct {
        const char *token, *decoded;
        bool has_nul;
    } strings[] = {
        {"\"\"", "", false},
        {"\"abc\"", "abc", false},
        {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", false},
        {"\"\\u0041\\u00e9\\u20AC\"", "A\xc3\xa9\xe2\x82\xac", false},
        {"\"\\ud83d\\uDDFA\"", "\xf0\x9f\x97\xba", false},
        {"\"\\udbff\\udfff\"", "\xf4\x8f\xbf\xbf", false},
        {"\"\\ud800\\udc00\"", "\xf0\x90\x80\x80", false},
        {"\"\\uffff\\u007f\\u0080\"", "\xef\xbf\xbf\x7f\xc2\x80", false},
        {"\"\x7f\"", "\x7f", false},
        {"\"\xd0\x97\xf4\x8f\xbf\xbf\"", "\xd0\x97\xf4\x8f\xbf\xbf", false},
        {"\"\\\\u0000\\u00001\"",
         "\\u0000\xef\xbf\xbd"
         "1",
         true},
        {"\"\\\\u0000\"", "\\u0000", false},
        {"\"a\\u0000b\"",
         "a\xef\xbf\xbd"
         "b",
         true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++) {
        struct terr_lexer lexer = over(strings[i].token);
        struct terr_text decoded = TERR_TEXT_INIT;
        struct terr_error err;
        bool has_nul = false;
        terr_text_add(&decoded, "");
        check_ok(terr_lexer_string(&lexer, &decoded, &has_nul, &err));
        assert_string_equal(decoded.bytes, strings[i].decoded);
        assert_int_equal(has_nul, strings[i].has_nul);
        assert_int_equal(lexer.at, strlen(strings[i].token));
        terr_text_dispose(&decoded);
        lexer.at = 0;
        check_ok(terr_lexer_string(&lexer, NULL, NULL, &err));
    }
}

// Strings are read eight bytes at a time: what ends or breaks one is put behind every number of
// plain characters around that, and into memory of its own, so that a look beyond it is found.
struct middle {
    const char *bytes; // in the string
    size_t length;
    const char *sentence; // NULL: the string is sound, and decodes to itself or to
    const char *decoded;  // this; NULL: to itself
};

static void check_middle(const struct middle *middle, size_t before, size_t after)
{
    const size_t length = before + middle->length + after + 2;
    char *token = malloc(length + 1);
    struct terr_text decoded = TERR_TEXT_INIT;
    struct terr_error err;
    assert_non_null(token);
    memset(token, 'x', length);
    memcpy(token + 1 + before, middle->bytes, middle->length);
    token[0] = token[length - 1] = '"';
    token[length] = '\0';
    struct terr_lexer lexer = {token, length, 0};
    terr_text_add(&decoded, "");
    const enum terr_code code = terr_lexer_string(&lexer, &decoded, NULL, &err);
    if (middle->sentence) {
        char sentence[200];
        snprintf(sentence, sizeof sentence, "%s (line 1, column %zu)", middle->sentence,
                 before + 2);
        check_fails(code, TERR_EPARSE, sentence);
    } else {
        const char *expected = middle->decoded ? middle->decoded : middle->bytes;
        check_ok(code);
        assert_int_equal(lexer.at, length);
        assert_int_equal(decoded.length, before + strlen(expected) + after);
        assert_memory_equal(decoded.bytes + before, expected, strlen(expected));
        for (size_t i = 0; i < before; i++) assert_int_equal(decoded.bytes[i], 'x');
        for (size_t i = 0; i < after; i++) {
            assert_int_equal(decoded.bytes[decoded.length - 1 - i], 'x');
        }
    }
    terr_text_dispose(&decoded);
    free(token);
}

static void what_stands_in_a_string_is_seen_at_every_place(void **state)
{
    static const struct middle middles[] = {
        {"", 0, NULL, NULL},
        {"\x7f", 1, NULL, NULL},
        {" !#[]^~", 7, NULL, NULL},
        {"\\n", 2, NULL, "\n"},
        {"\\\\\\\"", 4, NULL, "\\\""},
        {"\\u0416\\ud83d\\uddfa", 18, NULL, "\xd0\x96\xf0\x9f\x97\xba"},
        {"\xd0\x96", 2, NULL, NULL},
        {"\xe2\x82\xac\xd0\x96", 5, NULL, NULL},
        {"\xf0\x9f\x97\xba", 4, NULL, NULL},
        {"\0", 1, "the control byte 0x00 inside a string", NULL},
        {"\n", 1, "the control byte 0x0a inside a string", NULL},
        {"\x1f", 1, "the control byte 0x1f inside a string", NULL},
        {"\\a", 2, "an escape in a string that JSON does not have", NULL},
        {"\x80", 1, "the byte 0x80 inside a string is not UTF-8", NULL},
        {"\xc1\xbf", 2, "the byte 0xc1 inside a string is not UTF-8", NULL},
        {"\xd0", 1, "the byte 0xd0 inside a string is not UTF-8", NULL},
        {"\xe2\x82", 2, "the byte 0xe2 inside a string is not UTF-8", NULL},
        {"\xed\xa0\x80", 3, "the byte 0xed inside a string is not UTF-8", NULL},
        {"\xf0\x9f\x97", 3, "the byte 0xf0 inside a string is not UTF-8", NULL},
        {"\xff", 1, "the byte 0xff inside a string is not UTF-8", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof middles / sizeof middles[0]; i++) {
        for (size_t before = 0; before <= 17; before++) {
            for (size_t after = 0; after <= 17; after++) {
                check_middle(&middles[i], before, after);
            }
        }
    }
}

static void every_byte_in_a_string_is_plain_or_not(void **state)
{
    (void)state;
    for (unsigned byte = 1; byte < 0x80; byte++) {
        const char text[2] = {(char)byte, '\0'};
        char sentence[60];
        snprintf(sentence, sizeof sentence, "the control byte 0x%02x inside a string", byte);
        const struct middle middle = {text, 1, byte < 0x20 ? sentence : NULL, NULL};
        if (byte == '"' || byte == '\\') continue; // these end one, or begin an escape
        for (size_t before = 0; before < 8; before++) check_middle(&middle, before, 9);
    }
}

static void a_string_that_does_not_end_is_told_at_its_beginning(void **state)
{
    (void)state;
    for (size_t length = 1; length < 20; length++) {
        char *token = malloc(length + 1);
        struct terr_error err;
        assert_non_null(token);
        memset(token, 'x', length);
        token[0] = '"';
        token[length] = '\0';
        struct terr_lexer lexer = {token, length, 0};
        check_fails(terr_lexer_string(&lexer, NULL, NULL, &err), TERR_EPARSE,
                    "a string that does not end (line 1, column 1)");
        free(token);
    }
}

#define NOT_UTF8(byte, column) \
    "the byte " byte " inside a string is not UTF-8 (line 1, column " column ")"
#define NO_ESCAPE(column) \
    "an escape in a string that JSON does not have (line 1, column " column ")"

static void broken_strings_are_refused(void **state)
{
    static const struct {
        const char *token, *sentence;
    } wrong[] = {
        {"\"abc", "a string that does not end (line 1, column 1)"},
        {"\"", "a string that does not end (line 1, column 1)"},
        {"\"abc\\\"", "a string that does not end (line 1, column 1)"},
        {"\"ab\tc\"", "the control byte 0x09 inside a string (line 1, column 4)"},
        {"\"ab\nc\"", "the control byte 0x0a inside a string (line 1, column 4)"},
        {"\"\x1f\"", "the control byte 0x1f inside a string (line 1, column 2)"},
        {"\"\\x41\"", NO_ESCAPE("2")},
        {"\"\\'\"", NO_ESCAPE("2")},
        {"\"\\", NO_ESCAPE("2")},
        {"\"a\\u12\"", NO_ESCAPE("3")},
        {"\"\\u12g4\"", NO_ESCAPE("2")},
        {"\"\\u+123\"", NO_ESCAPE("2")},
        {"\"\\U0041\"", NO_ESCAPE("2")},
        {"\"\\ud800\"", NO_ESCAPE("2")},
        {"\"\\ud800x\"", NO_ESCAPE("2")},
        {"\"\\ud800\\n\"", NO_ESCAPE("2")},
        {"\"\\ud800\\ud800\"", NO_ESCAPE("2")},
        {"\"\\ud800\\u0041\"", NO_ESCAPE("2")},
        {"\"\\udc00\"", NO_ESCAPE("2")},
        {"\"\\udc00\\ud800\"", NO_ESCAPE("2")},
        {"\"\\ud83d\\u", NO_ESCAPE("2")},
        {"\"\x80\"", NOT_UTF8("0x80", "2")},
        {"\"a\xbf\"", NOT_UTF8("0xbf", "3")},
        {"\"\xc0\x80\"", NOT_UTF8("0xc0", "2")},         // overlong
        {"\"\xc1\xbf\"", NOT_UTF8("0xc1", "2")},         // overlong
        {"\"\xe0\x80\x80\"", NOT_UTF8("0xe0", "2")},     // overlong
        {"\"\xf0\x80\x80\x80\"", NOT_UTF8("0xf0", "2")}, // overlong
        {"\"\xed\xa0\x80\"", NOT_UTF8("0xed", "2")},     // a surrogate
        {"\"\xf4\x90\x80\x80\"", NOT_UTF8("0xf4", "2")}, // above U+10FFFF
        {"\"\xf5\x80\x80\x80\"", NOT_UTF8("0xf5", "2")},
        {"\"\xd0\"", NOT_UTF8("0xd0", "2")}, // cut in mid-character
        {"\"\xd0\x97\xe2\x82\"", NOT_UTF8("0xe2", "3")},
        {"\"\xe2\x82", NOT_UTF8("0xe2", "2")},
        {"\"\xff\"", NOT_UTF8("0xff", "2")},
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct terr_lexer lexer = over(wrong[i].token);
        struct terr_error err;
        check_fails(terr_lexer_string(&lexer, NULL, NULL, &err), TERR_EPARSE, wrong[i].sentence);
    }
}

static void a_nul_ends_no_string(void **state)
{
    struct terr_lexer lexer = {"\"a\0b\"", 5, 0};
    struct terr_error err;
    (void)state;
    check_fails(terr_lexer_string(&lexer, NULL, NULL, &err), TERR_EPARSE,
                "the control byte 0x00 inside a string (line 1, column 3)");
}

static void literals_are_spelt_exactly(void **state)
{
    static const char *const right[] = {"true", "false", "null"};
    static const char *const wrong[] = {"True", "FALSE", "nul", "tru", "undefined", "nil", "t"};
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
        struct terr_lexer lexer = over(right[i]);
        check_ok(terr_lexer_literal(&lexer, &err));
        assert_int_equal(lexer.at, strlen(right[i]));
    }
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct terr_lexer lexer = over(wrong[i]);
        char sentence[100];
        snprintf(sentence, sizeof sentence, "'%s' where JSON needs a value (line 1, column 1)",
                 wrong[i]);
        check_fails(terr_lexer_literal(&lexer, &err), TERR_EPARSE, sentence);
    }
}

static void a_failure_tells_code_and_place(void **state)
{
    const struct terr_lexer lexer = over("one\ntwo three");
    struct terr_error err;
    (void)state;
    check_fails(terr_lexer_fail(&lexer, 8, TERR_EDATA, &err, "%d sheep", 3), TERR_EDATA,
                "3 sheep (line 2, column 5)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_count_lines_and_characters),
        cmocka_unit_test(peek_passes_over_the_four_kinds_of_white_space_alone),
        cmocka_unit_test(numbers_are_rounded_correctly),
        cmocka_unit_test(a_number_ends_where_its_grammar_does),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(strings_are_decoded),
        cmocka_unit_test(what_stands_in_a_string_is_seen_at_every_place),
        cmocka_unit_test(every_byte_in_a_string_is_plain_or_not),
        cmocka_unit_test(a_string_that_does_not_end_is_told_at_its_beginning),
        cmocka_unit_test(broken_strings_are_refused),
        cmocka_unit_test(a_nul_ends_no_string),
        cmocka_unit_test(literals_are_spelt_exactly),
        cmocka_unit_test(a_failure_tells_code_and_place),
    };
    return cmocka_run_group_tests_name("source/lexer", tests, NULL, NULL);
}
