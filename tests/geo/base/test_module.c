#include "../../support/check.h"

#include <geo/base/module.h>
#include <pthread.h>
#include <stdlib.h>

#define THREADS 8

static void *open_gates(void *payload)
{
    static const char *const symbols[] = {"terr_module_ogr", "terr_module_vector"};
    const void **tables = payload;
    struct terr_error err;
    for (size_t i = 0; i < 2; i++) {
        if (terr_module_gate(&tables[i], "gdal", symbols[i], "a test", TERR_EIO, &err)) {
            tables[i] = NULL;
        }
    }
    return NULL;
}

static void threads_that_open_at_once_get_the_same_tables(void **state)
{
    pthread_t threads[THREADS];
    const void *tables[THREADS][2];
    (void)state;
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, open_gates, tables[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (size_t i = 0; i < THREADS; i++) {
        assert_non_null(tables[i][0]);
        assert_non_null(tables[i][1]);
        assert_ptr_equal(tables[i][0], tables[0][0]);
        assert_ptr_equal(tables[i][1], tables[0][1]);
    }
}

static void what_is_not_there_is_named(void **state)
{
    const void *table = &table;
    struct terr_error err;
    (void)state;
    assert_int_equal(terr_module_gate(&table, "nonesuch", "terr_x", "a test", TERR_EOUTPUT, &err),
                     TERR_EOUTPUT);
    assert_non_null(strstr(err.message, "a test needs the module libterritory-nonesuch"));
    assert_non_null(strstr(err.message, ", which is missing from /"));
    assert_int_equal(
        terr_module_gate(&table, "gdal", "terr_module_nonesuch", "a test", TERR_EIO, &err),
        TERR_EIO);
    assert_non_null(strstr(err.message, "a test needs terr_module_nonesuch of the module "
                                        "libterritory-gdal.so, which /"));
    assert_ptr_equal(table, &table);
    setenv("TERRITORY_MODULES", "/nonexistent", 1);
    assert_int_equal(terr_module_gate(&table, "gdal", "terr_module_ogr", "a test", TERR_EIO, &err),
                     TERR_EIO);
    assert_string_equal(err.message, "a test needs the module libterritory-gdal.so, which is "
                                     "missing from /nonexistent");
    unsetenv("TERRITORY_MODULES");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_that_open_at_once_get_the_same_tables),
        cmocka_unit_test(what_is_not_there_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
