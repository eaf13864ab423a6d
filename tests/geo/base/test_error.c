#include "../../support/check.h"

static void a_failure_has_its_code_and_sentence(void **state)
{
    (void)state;
    struct terr_error err;
    assert_int_equal(terr_fail(&err, TERR_EDATA, "ring has %d points, needs at least 4", 3),
                     TERR_EDATA);
    assert_int_equal(err.code, TERR_EDATA);
    assert_string_equal(err.message, "ring has 3 points, needs at least 4");
}

static void places_stand_in_front_from_the_outside_in(void **state)
{
    (void)state;
    struct terr_error err;
    (void)terr_fail(&err, TERR_EPARSE, "no value");
    assert_int_equal(terr_within(&err, "features[%d]", 17), TERR_EPARSE);
    assert_int_equal(terr_within(&err, "%s", "a.geojson"), TERR_EPARSE);
    assert_string_equal(err.message, "a.geojson: features[17]: no value");
}

static void control_bytes_are_hidden(void **state)
{
    (void)state;
    struct terr_error err;
    (void)terr_fail(&err, TERR_EIO, "a%sb", "\x1b[2J\n\r\t\x7f");
    assert_string_equal(err.message, "a?[2J????b");
    (void)terr_within(&err, "x\ny");
    assert_string_equal(err.message, "x?y: a?[2J????b");
}

static void bytes_of_other_alphabets_stay(void **state)
{
    (void)state;
    struct terr_error err;
    (void)terr_fail(&err, TERR_EIO, "%s", "Звільнено");
    assert_string_equal(err.message, "Звільнено");
}

static void a_long_sentence_is_cut(void **state)
{
    (void)state;
    struct terr_error err;
    char text[2000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    (void)terr_fail(&err, TERR_EIO, "%s", text);
    assert_int_equal(strlen(err.message), TERR_ERROR_MESSAGE_SIZE - 1);
    assert_memory_equal(err.message, text, TERR_ERROR_MESSAGE_SIZE - 1);
}

static void a_long_sentence_gives_way_to_its_place(void **state)
{
    (void)state;
    struct terr_error err;
    char text[TERR_ERROR_MESSAGE_SIZE];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    (void)terr_fail(&err, TERR_EIO, "%s", text);
    (void)terr_within(&err, "here");
    assert_int_equal(strlen(err.message), TERR_ERROR_MESSAGE_SIZE - 1);
    assert_memory_equal(err.message, "here: xxxx", 10);
    assert_int_equal(err.message[TERR_ERROR_MESSAGE_SIZE - 2], 'x');
}

// Places of every length around the size of the message, each of them in bounds.
static void a_place_as_long_as_the_message_fits(void **state)
{
    (void)state;
    char place[TERR_ERROR_MESSAGE_SIZE + 20];
    for (size_t length = TERR_ERROR_MESSAGE_SIZE - 20; length < sizeof place; length++) {
        struct terr_error err;
        memset(place, 'p', length);
        place[length] = '\0';
        (void)terr_fail(&err, TERR_EIO, "old");
        assert_int_equal(terr_within(&err, "%s", place), TERR_EIO);
        const size_t written = strlen(err.message);
        assert_true(written < TERR_ERROR_MESSAGE_SIZE);
        const size_t shown = length < written ? length : written;
        assert_memory_equal(err.message, place, shown);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failure_has_its_code_and_sentence),
        cmocka_unit_test(places_stand_in_front_from_the_outside_in),
        cmocka_unit_test(control_bytes_are_hidden),
        cmocka_unit_test(bytes_of_other_alphabets_stay),
        cmocka_unit_test(a_long_sentence_is_cut),
        cmocka_unit_test(a_long_sentence_gives_way_to_its_place),
        cmocka_unit_test(a_place_as_long_as_the_message_fits),
    };
    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
