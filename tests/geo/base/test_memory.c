#include "../../support/check.h"

#include <geo/base/memory.h>

static void new_elements_are_zero(void **state)
{
    (void)state;
    struct terr_error err;
    double *block = terr_memory_new(1000, sizeof *block, &err);
    assert_non_null(block);
    for (size_t i = 0; i < 1000; i++) assert_true(block[i] == 0.0);
    terr_memory_free(block);
}

static void no_elements_are_a_block_too(void **state)
{
    (void)state;
    struct terr_error err;
    void *block = terr_memory_new(0, 8, &err);
    assert_non_null(block);
    terr_memory_free(block);
    terr_memory_free(NULL);
}

static void a_product_beyond_the_address_space_is_refused(void **state)
{
    (void)state;
    static const size_t counts[] = {SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 16 + 1};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        struct terr_error err;
        size_t capacity = 0;
        assert_null(terr_memory_new(counts[i], 16, &err));
        assert_int_equal(err.code, TERR_ENOMEM);
        err.code = TERR_OK;
        assert_null(terr_memory_grow(NULL, &capacity, counts[i], 16, &err));
        assert_int_equal(err.code, TERR_ENOMEM);
        assert_int_equal(capacity, 0);
    }
}

static void the_sentence_names_what_was_wanted(void **state)
{
    (void)state;
    struct terr_error err;
    char sentence[TERR_ERROR_MESSAGE_SIZE];
    snprintf(sentence, sizeof sentence, "out of memory (%zu items of 8 bytes)", SIZE_MAX);
    assert_null(terr_memory_new(SIZE_MAX, 8, &err));
    assert_string_equal(err.message, sentence);
    assert_null(terr_memory_copy("", SIZE_MAX, &err));
    assert_int_equal(err.code, TERR_ENOMEM);
}

static void growing_keeps_what_is_there(void **state)
{
    (void)state;
    struct terr_error err;
    size_t capacity = 0;
    int *array = NULL;
    for (size_t count = 0; count < 10000; count++) {
        int *moved = terr_memory_grow(array, &capacity, count + 1, sizeof *array, &err);
        assert_non_null(moved);
        assert_true(capacity > count);
        array = moved;
        array[count] = (int)count;
    }
    for (size_t i = 0; i < 10000; i++) assert_int_equal(array[i], i);
    terr_memory_free(array);
}

static void growing_goes_by_half_at_least(void **state)
{
    (void)state;
    struct terr_error err;
    size_t capacity = 0;
    size_t moves = 0;
    char *array = NULL;
    for (size_t needed = 1; needed <= 1000000; needed++) {
        const size_t before = capacity;
        array = terr_memory_grow(array, &capacity, needed, 1, &err);
        assert_non_null(array);
        if (capacity != before) moves++;
    }
    assert_true(moves < 40); // log(1e6 / 16) / log(1.5) is 27.2
    terr_memory_free(array);
}

static void enough_room_stays_where_it_is(void **state)
{
    (void)state;
    struct terr_error err;
    size_t capacity = 0;
    char *array = terr_memory_grow(NULL, &capacity, 100, 1, &err);
    assert_non_null(array);
    assert_ptr_equal(terr_memory_grow(array, &capacity, 100, 1, &err), array);
    assert_ptr_equal(terr_memory_grow(array, &capacity, 0, 1, &err), array);
    assert_int_equal(capacity, 100);
    terr_memory_free(array);
}

static void a_copy_ends_in_a_nul(void **state)
{
    (void)state;
    struct terr_error err;
    char *copy = terr_memory_copy("ab\0cd", 5, &err);
    assert_non_null(copy);
    assert_memory_equal(copy, "ab\0cd", 6);
    terr_memory_free(copy);
    copy = terr_memory_copy(NULL, 0, &err);
    assert_non_null(copy);
    assert_string_equal(copy, "");
    terr_memory_free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_elements_are_zero),
        cmocka_unit_test(no_elements_are_a_block_too),
        cmocka_unit_test(a_product_beyond_the_address_space_is_refused),
        cmocka_unit_test(the_sentence_names_what_was_wanted),
        cmocka_unit_test(growing_keeps_what_is_there),
        cmocka_unit_test(growing_goes_by_half_at_least),
        cmocka_unit_test(enough_room_stays_where_it_is),
        cmocka_unit_test(a_copy_ends_in_a_nul),
    };
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
