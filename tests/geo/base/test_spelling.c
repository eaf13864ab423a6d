#include "../../support/check.h"

#include <geo/base/spelling.h>

#include <stdlib.h>

static void texts_that_are_known(void **state)
{
    (void)state;
    static const struct {
        const char *written, *name;
        size_t whole, beginning;
    } cases[] = {
        {"", "", 0, 0},
        {"", "abc", 3, 0},
        {"abc", "", 3, 3},
        {"from", "from", 0, 0},
        {"FROM", "from", 0, 0},
        {"kitten", "sitting", 3, 2}, // "sittin" is two replaced
        {"form", "from", 1, 1},      // exchanged
        {"ca", "abc", 3, 1},         // no byte is touched twice; "a" is one dropped
        {"kherson", "Kherson Oblast", 7, 0},
        {"Oblast", "Kherson Oblast", 8, 5}, // "Khers" keeps the s
        {"\xc3\xa9", "e", 2, 2},            // bytes, not letters
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct terr_spelling found = terr_spelling_of(cases[i].written, cases[i].name);
        if (found.whole != cases[i].whole || found.beginning != cases[i].beginning) {
            fail_msg("'%s' and '%s': %zu, %zu", cases[i].written, cases[i].name, found.whole,
                     found.beginning);
        }
    }
}

// The definition, without any table: what is left of both from here on.
static size_t distance(const char *a, const char *b)
{
    if (!*a) return strlen(b);
    if (!*b) return strlen(a);
    size_t least = distance(a + 1, b + 1) + (*a != *b);
    const size_t dropped = distance(a + 1, b) + 1, inserted = distance(a, b + 1) + 1;
    if (dropped < least) least = dropped;
    if (inserted < least) least = inserted;
    if (a[1] && b[1] && a[0] == b[1] && a[1] == b[0]) {
        const size_t exchanged = distance(a + 2, b + 2) + 1;
        if (exchanged < least) least = exchanged;
    }
    return least;
}

#define LETTERS 5
#define TEXTS 3000

static void random_text(char text[LETTERS + 1], unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    const size_t length = (*seed >> 16) % (LETTERS + 1);
    for (size_t i = 0; i < length; i++) {
        *seed = *seed * 1103515245u + 12345u;
        text[i] = (char)('a' + (*seed >> 16) % 3);
    }
    text[length] = '\0';
}

static void as_the_definition_has_it(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (size_t i = 0; i < TEXTS; i++) {
        char written[LETTERS + 1], name[LETTERS + 1], beginning[LETTERS + 1];
        random_text(written, &seed);
        random_text(name, &seed);
        size_t least = strlen(written);
        for (size_t length = 0; length <= strlen(name); length++) {
            memcpy(beginning, name, length);
            beginning[length] = '\0';
            const size_t found = distance(written, beginning);
            if (found < least) least = found;
        }
        const struct terr_spelling found = terr_spelling_of(written, name);
        assert_int_equal(found.whole, distance(written, name));
        assert_int_equal(found.beginning, least);
        assert_int_equal(terr_spelling_of(name, written).whole, found.whole);
    }
}

static void of_long_texts_the_beginning_is_looked_at(void **state)
{
    (void)state;
    char a[200], b[200];
    memset(a, 'a', sizeof a - 1);
    memset(b, 'a', sizeof b - 1);
    a[sizeof a - 1] = b[sizeof b - 1] = '\0';
    b[TERR_SPELLING_MOST] = 'b';
    assert_int_equal(terr_spelling_of(a, b).whole, 0);
    b[TERR_SPELLING_MOST - 1] = 'b';
    assert_int_equal(terr_spelling_of(a, b).whole, 1);
    assert_int_equal(terr_spelling_of(a, "").whole, TERR_SPELLING_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_that_are_known),
        cmocka_unit_test(as_the_definition_has_it),
        cmocka_unit_test(of_long_texts_the_beginning_is_looked_at),
    };
    return cmocka_run_group_tests_name("base/spelling", tests, NULL, NULL);
}
