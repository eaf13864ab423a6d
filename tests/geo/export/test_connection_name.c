#include "../../support/check.h"

#include <geo/export/connection_name.h>

static void names_of_databases_are_told_from_files(void **state)
{
    (void)state;
    assert_true(terr_connection_is_name("PG:dbname=maps"));
    assert_true(terr_connection_is_name("pg:"));
    assert_true(terr_connection_is_name("postgresql://db/maps"));
    assert_true(terr_connection_is_name("postgres://db/maps"));
    assert_true(terr_connection_is_name("PG:postgres://db/maps"));
    assert_false(terr_connection_is_name("PG.gpkg"));
    assert_false(terr_connection_is_name("./PG:dbname=maps"));
    assert_false(terr_connection_is_name("postgresql:/maps"));
    assert_false(terr_connection_is_name(""));
}

typedef void (*adder)(struct terr_text *out, const char *name);

static void check_added(adder add, const char *name, const char *expected)
{
    struct terr_text text = TERR_TEXT_INIT;
    add(&text, name);
    assert_string_equal(text.bytes ? text.bytes : "", expected);
    terr_text_dispose(&text);
}

static void one_spelling_is_for_gdal(void **state)
{
    (void)state;
    check_added(terr_connection_add_full, "pg:dbname=maps", "PG:dbname=maps");
    check_added(terr_connection_add_full, "PG:postgres://u:p@db/maps?a=b",
                "PG:postgresql://u:p@db/maps?a=b");
    check_added(terr_connection_add_full, "postgresql://db", "PG:postgresql://db");
}

static void the_schema_is_the_one_that_gdal_takes(void **state)
{
    (void)state;
    check_added(terr_connection_add_schema, "PG:dbname=maps active_schema=desk port=1", "desk");
    check_added(terr_connection_add_schema, "PG:active_schema='Desk\\'s own'", "Desk's own");
    check_added(terr_connection_add_schema, "PG:dbname='active_schema=x'", "");
    check_added(terr_connection_add_schema, "postgresql://db/maps?active_schema=x", "");
}

static void neither_user_nor_password_is_shown(void **state)
{
    (void)state;
    check_added(terr_connection_add_shown,
                "PG:host=db user=desk password='my secret' dbname = maps port=5433",
                "PG:host=db dbname=maps port=5433");
    check_added(terr_connection_add_shown, "PG:password=secret", "PG:");
    check_added(terr_connection_add_shown, "PG:", "PG:");
    check_added(terr_connection_add_shown, "PG:password=a\\ dbname=b host=db", "PG:host=db");
    check_added(terr_connection_add_shown, "PG:dbname=maps 'secret", "PG:dbname=maps");
    check_added(terr_connection_add_shown, "postgres://desk:secret@db:5433/maps?password=secret",
                "postgresql://db:5433/maps");
    check_added(terr_connection_add_shown, "postgresql://desk:se@cret@db/maps",
                "postgresql://db/maps");
    check_added(terr_connection_add_shown, "postgresql:///maps", "postgresql:///maps");
}

static void what_can_be_misread_is_refused_where_a_password_is(void **state)
{
    (void)state;
    static const char *const fine[] = {
        "PG:",
        "PG:dbname=maps",
        "PG:dbname=maps password=secret",
        "PG:dbname=maps password='my sec\\'ret' sslmode=require",
        "PG:password=my\\ secret",
        "PG:no pairs at all", // no password: the server's to judge
        "PG:strange=1 dbname=maps",
        "postgresql://db/maps",
        "postgresql://desk@db/maps",
        "postgresql://desk:se%40cret@db:5432/maps?sslmode=require",
        "postgresql://desk:secret@/maps?host=%2Ftmp",
        "postgresql:///maps?host=/tmp",
        "postgresql://desk:secret@[::1]:5432,[::2],db/maps",
        "postgresql://desk:secret@[::1]",
        "postgresql://desk:secret@[::1]/maps",
        "postgresql://desk:secret%2000@db/[maps",
        "PG:password=a://b dbname=maps",
        "postgresql://db/maps?password=se%26cret",
    };
    static const char *const refused[] = {
        "PG:dbname=maps password=my secret",
        "PG:dbname=maps password=my secret=x",
        "PG:password='my secret",
        "PG:passwrd=my secret",
        "PG:password = my secret",
        "postgresql://desk:se@cret@db/maps",
        "postgresql://desk:se/cret@db/maps",
        "postgresql://desk:se:cret@db/maps",
        "postgresql://desk:se%zzcret@db/maps",
        "postgresql://desk:se cret@db/maps",
        "postgresql://db/maps?password=se=cret",
        "postgresql://db/maps?password=se%cret",
        "postgresql://desk:secret%00@db/maps",
        "postgresql://db/maps?password=secret%00",
        "postgresql://desk:secret@[::1/maps",
        "postgresql://desk:secret@[]/maps",
        "postgresql://desk:secret@db,[::1]x/maps",
        "postgresql://[::1/maps?password=secret",
        "PG:dbname='postgresql://desk:secret@db/maps'",
        "PG:host=postgres://desk:secret@db/maps",
    };
    struct terr_error err;
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) {
        check_ok(terr_connection_check(fine[i], &err));
    }
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_int_equal(terr_connection_check(refused[i], &err), TERR_EARG);
        assert_null(strstr(err.message, "secret"));
        assert_null(strstr(err.message, "cret@"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_databases_are_told_from_files),
        cmocka_unit_test(one_spelling_is_for_gdal),
        cmocka_unit_test(the_schema_is_the_one_that_gdal_takes),
        cmocka_unit_test(neither_user_nor_password_is_shown),
        cmocka_unit_test(what_can_be_misread_is_refused_where_a_password_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
