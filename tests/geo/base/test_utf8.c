#include "../../support/check.h"

#include <geo/base/utf8.h>

// The forms of RFC 3629 section 3, written out from its table and not from the code.
static size_t print_by_hand(char out[4], unsigned long c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xc0 + c / 64);
        out[1] = (char)(0x80 + c % 64);
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xe0 + c / 4096);
        out[1] = (char)(0x80 + c / 64 % 64);
        out[2] = (char)(0x80 + c % 64);
        return 3;
    }
    out[0] = (char)(0xf0 + c / 262144);
    out[1] = (char)(0x80 + c / 4096 % 64);
    out[2] = (char)(0x80 + c / 64 % 64);
    out[3] = (char)(0x80 + c % 64);
    return 4;
}

static void every_code_point_is_written_and_known_again(void **state)
{
    (void)state;
    for (unsigned long c = 0; c <= 0x10ffff; c++) {
        char expected[4];
        char written[4];
        if (c >= 0xd800 && c <= 0xdfff) continue;
        const size_t width = print_by_hand(expected, c);
        if (terr_utf8_print(written, c) != width || memcmp(written, expected, width) != 0 ||
            terr_utf8_width(expected, width) != width) {
            fail_msg("U+%04lX", c);
        }
        for (size_t cut = 0; cut < width; cut++) {
            if (terr_utf8_width(expected, cut) != 0) fail_msg("U+%04lX cut to %zu", c, cut);
        }
    }
}

static void what_follows_does_not_matter(void **state)
{
    (void)state;
    assert_int_equal(terr_utf8_width("a\xff", 2), 1);
    assert_int_equal(terr_utf8_width("\xc3\xa9\xff\xff", 4), 2);
    assert_int_equal(terr_utf8_width("\xe2\x82\xac\xff", 4), 3);
    assert_int_equal(terr_utf8_width("\0", 1), 1);
}

static void malformed_bytes_have_no_width(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "\x80",             // a continuation alone
        "\xbf",             //
        "\xc0\x80",         // overlong NUL
        "\xc1\xbf",         // overlong U+007F
        "\xe0\x9f\xbf",     // overlong U+07FF
        "\xf0\x8f\xbf\xbf", // overlong U+FFFF
        "\xed\xa0\x80",     // U+D800
        "\xed\xbf\xbf",     // U+DFFF
        "\xf4\x90\x80\x80", // U+110000
        "\xf5\x80\x80\x80", //
        "\xfe",             //
        "\xff",             //
        "\xc3(",            // no continuation follows
        "\xe2\x82(",        //
        "\xe2(\xa1",        //
        "\xf0\x9f\x98(",    //
        "\xf0\x9f(\x80",    //
        "\xc3\xc3",         //
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (terr_utf8_width(texts[i], strlen(texts[i])) != 0) fail_msg("text %zu", i);
    }
}

static void what_a_terminal_must_not_see_is_hidden(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {"km\xc2\xb2 \xd0\x97\xd0\xb2", "km\xc2\xb2 \xd0\x97\xd0\xb2"},
        {"a\nb\x1b[31m\x7f", "a?b?[31m?"},
        {"\x9b"
         "31m",
         "?31m"},
        {"\xc2\x9b"
         "31m",
         "??31m"},
        {"cut \xd0", "cut ?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[64];
        snprintf(text, sizeof text, "%s", cases[i][0]);
        terr_utf8_make_plain(text);
        assert_string_equal(text, cases[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_terminal_must_not_see_is_hidden),
        cmocka_unit_test(every_code_point_is_written_and_known_again),
        cmocka_unit_test(what_follows_does_not_matter),
        cmocka_unit_test(malformed_bytes_have_no_width),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
