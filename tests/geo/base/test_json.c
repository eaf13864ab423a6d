#include "../../support/check.h"

#include <geo/base/json.h>
#include <pthread.h>

static struct terr_json *document_of(const char *text)
{
    struct terr_error err;
    struct terr_json *document = NULL;
    check_ok(terr_json_parse(&document, text, strlen(text), &err));
    assert_non_null(document);
    return document;
}

static void each_kind_is_known(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name;
        enum terr_json_kind kind;
    } cases[] = {
        {"null", "null", TERR_JSON_NULL},          {"true", "a boolean", TERR_JSON_BOOLEAN},
        {"false", "a boolean", TERR_JSON_BOOLEAN}, {"-1.5e2", "a number", TERR_JSON_NUMBER},
        {"\"\"", "a string", TERR_JSON_STRING},    {"[]", "an array", TERR_JSON_ARRAY},
        {"{}", "an object", TERR_JSON_OBJECT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_json *document = document_of(cases[i].text);
        assert_int_equal(terr_json_kind(document), cases[i].kind);
        assert_string_equal(terr_json_kind_name(document), cases[i].name);
        terr_json_free(document);
    }
    assert_int_equal(terr_json_kind(NULL), TERR_JSON_NULL);
    terr_json_free(NULL);
}

static void values_are_given_for_their_own_kind_alone(void **state)
{
    (void)state;
    struct terr_json *document =
        document_of("{\"n\": -12.5, \"s\": \"\\u0417\\u0432\\ud83d\\ude00\", \"t\": true, "
                    "\"f\": false, \"one\": 1}");
    double number = 77.0;
    assert_true(terr_json_number(&number, terr_json_member(document, "n")));
    check_near(number, -12.5, 0.0);
    assert_false(terr_json_number(&number, terr_json_member(document, "s")));
    assert_false(terr_json_number(&number, NULL));
    check_near(number, -12.5, 0.0);
    assert_string_equal(terr_json_string(terr_json_member(document, "s")), "Зв😀");
    assert_null(terr_json_string(terr_json_member(document, "n")));
    assert_null(terr_json_string(NULL));
    assert_true(terr_json_is_true(terr_json_member(document, "t")));
    assert_false(terr_json_is_true(terr_json_member(document, "f")));
    assert_false(terr_json_is_true(terr_json_member(document, "one")));
    assert_false(terr_json_is_true(NULL));
    terr_json_free(document);
}

static void names_are_matched_with_case(void **state)
{
    (void)state;
    struct terr_json *document = document_of("{\"Name\": 1, \"name\": 2, \"NAME\": 3}");
    double number = 0.0;
    assert_true(terr_json_number(&number, terr_json_member(document, "name")));
    check_near(number, 2.0, 0.0);
    assert_null(terr_json_member(document, "nAME"));
    assert_null(terr_json_member(document, ""));
    terr_json_free(document);
}

static void only_objects_have_members(void **state)
{
    (void)state;
    struct terr_json *document = document_of("[{\"a\": 1}, \"a\"]");
    assert_null(terr_json_member(document, "a"));
    assert_null(terr_json_member(NULL, "a"));
    assert_null(terr_json_member(terr_json_next(terr_json_first(document)), "a"));
    assert_non_null(terr_json_member(terr_json_first(document), "a"));
    terr_json_free(document);
}

static void members_come_in_the_order_of_the_document(void **state)
{
    (void)state;
    static const char *const names[] = {"z", "a", "M", "", "b"};
    struct terr_json *document =
        document_of("{\"z\": 1, \"a\": [1, 2], \"M\": {}, \"\": 0, \"b\": 1}");
    const struct terr_json *value = terr_json_first(document);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_non_null(value);
        assert_string_equal(terr_json_name(value), names[i]);
        value = terr_json_next(value);
    }
    assert_null(value);
    assert_int_equal(terr_json_count(document), 5);
    terr_json_free(document);
}

static void elements_come_in_order_and_without_names(void **state)
{
    (void)state;
    struct terr_json *document = document_of("[10, 20, 30]");
    double expected = 10.0;
    for (const struct terr_json *value = terr_json_first(document); value;
         value = terr_json_next(value), expected += 10.0) {
        double number = 0.0;
        assert_null(terr_json_name(value));
        assert_true(terr_json_number(&number, value));
        check_near(number, expected, 0.0);
    }
    check_near(expected, 40.0, 0.0);
    assert_int_equal(terr_json_count(document), 3);
    terr_json_free(document);
}

static void other_kinds_hold_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {"null", "true", "1", "\"abc\"", "[]", "{}"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct terr_json *document = document_of(texts[i]);
        assert_null(terr_json_first(document));
        assert_null(terr_json_next(document));
        assert_int_equal(terr_json_count(document), 0);
        terr_json_free(document);
    }
    assert_null(terr_json_first(NULL));
    assert_null(terr_json_next(NULL));
    assert_null(terr_json_name(NULL));
    assert_int_equal(terr_json_count(NULL), 0);
}

#define THREAD_ROUNDS 2000

// The number that a thread reads back wrongly, or 0.
static void *parse_often(void *payload)
{
    const int own = *(const int *)payload;
    for (int i = 1; i <= THREAD_ROUNDS; i++) {
        struct terr_error err;
        struct terr_json *document;
        char text[60];
        double number = 0.0;
        const int length = snprintf(text, sizeof text, "{\"a\": [1, {\"b\": %d}]}", own * i);
        if (terr_json_parse(&document, text, (size_t)length, &err)) return payload;
        const struct terr_json *array = terr_json_member(document, "a");
        const struct terr_json *last = terr_json_next(terr_json_first(array));
        const bool read = terr_json_number(&number, terr_json_member(last, "b"));
        terr_json_free(document);
        if (!read || fabs(number - own * i) > 0.0) return payload;
    }
    return NULL;
}

static void two_threads_parse_at_once(void **state)
{
    (void)state;
    int factors[] = {1, -1000};
    pthread_t threads[2];
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, parse_often, &factors[i]), 0);
    }
    for (size_t i = 0; i < 2; i++) {
        void *failed = NULL;
        assert_int_equal(pthread_join(threads[i], &failed), 0);
        assert_null(failed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_known),
        cmocka_unit_test(values_are_given_for_their_own_kind_alone),
        cmocka_unit_test(names_are_matched_with_case),
        cmocka_unit_test(only_objects_have_members),
        cmocka_unit_test(members_come_in_the_order_of_the_document),
        cmocka_unit_test(elements_come_in_order_and_without_names),
        cmocka_unit_test(other_kinds_hold_nothing),
        cmocka_unit_test(two_threads_parse_at_once),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
