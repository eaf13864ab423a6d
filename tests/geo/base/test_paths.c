// nftw() is in the X/Open part of POSIX.1-2008
#define _XOPEN_SOURCE 700
#include "../../support/check.h"
#include "../../support/scratch.h"

#include <geo/base/paths.h>

static void check_paths(struct terr_paths *paths, const char *const *expected, size_t count)
{
    assert_int_equal(paths->count, count);
    for (size_t i = 0; i < count; i++) assert_string_equal(paths->paths[i], expected[i]);
    terr_paths_dispose(paths);
    assert_int_equal(paths->count, 0);
    assert_null(paths->paths);
}

static void paths_are_copied_in_their_order(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_paths paths = {0};
    char own[] = "b";
    check_ok(terr_paths_add(&paths, own, &err));
    own[0] = 'x';
    check_ok(terr_paths_add(&paths, "a", &err));
    check_ok(terr_paths_add(&paths, "", &err));
    check_paths(&paths, (const char *const[]){"b", "a", ""}, 3);
    terr_paths_dispose(&paths);
}

// Names that every collation but that of bytes would order in another way.
static const char *const in_byte_order[] = {"f/10", "f/9", "f/B", "f/Z",
                                            "f/_",  "f/a", "f/b", "f/\xc3\xa9"};
#define NAMES (sizeof in_byte_order / sizeof in_byte_order[0])

static void put_names(void)
{
    assert_int_equal(mkdir("f", 0777), 0);
    for (size_t i = NAMES; i > 0; i--) scratch_put(in_byte_order[i - 1], "");
    scratch_put("f/.hidden", "");
}

static void a_folder_is_listed_in_byte_order(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_paths paths = {0};
    put_names();
    check_ok(terr_paths_add_folder(&paths, "f", &err));
    check_paths(&paths, in_byte_order, NAMES);
    check_ok(terr_paths_add_folder(&paths, "f/", &err));
    check_paths(&paths, in_byte_order, NAMES);
}

static void folders_inside_are_named_and_not_entered(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_paths paths = {0};
    assert_int_equal(mkdir("f", 0777), 0);
    assert_int_equal(mkdir("f/inner", 0777), 0);
    scratch_put("f/inner/deep", "");
    check_ok(terr_paths_add_folder(&paths, "f", &err));
    check_paths(&paths, (const char *const[]){"f/inner"}, 1);
    check_ok(terr_paths_add_folder(&paths, "f/inner", &err));
    check_paths(&paths, (const char *const[]){"f/inner/deep"}, 1);
}

static void a_folder_follows_what_is_listed_already(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_paths paths = {0};
    assert_int_equal(mkdir("empty", 0777), 0);
    put_names();
    check_ok(terr_paths_add(&paths, "z", &err));
    check_ok(terr_paths_add_folder(&paths, "empty", &err));
    check_ok(terr_paths_add_folder(&paths, "f", &err));
    assert_int_equal(paths.count, 1 + NAMES);
    assert_string_equal(paths.paths[0], "z");
    assert_string_equal(paths.paths[1], in_byte_order[0]);
    terr_paths_dispose(&paths);
}

static void what_is_no_folder_is_refused(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_paths paths = {0};
    scratch_put("file", "");
    check_fails(terr_paths_add_folder(&paths, "missing", &err), TERR_EIO, "no such folder");
    check_fails(terr_paths_add_folder(&paths, "", &err), TERR_EIO, "no such folder");
    check_fails(terr_paths_add_folder(&paths, "file", &err), TERR_EIO, "is not a folder");
    assert_int_equal(paths.count, 0);
}

static void a_pattern_gives_its_matches_in_byte_order(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_paths paths = {0};
    put_names();
    check_ok(terr_paths_add_glob(&paths, "f/*", &err));
    check_paths(&paths, in_byte_order, NAMES);
    check_ok(terr_paths_add_glob(&paths, "f/[ab]", &err));
    check_paths(&paths, (const char *const[]){"f/a", "f/b"}, 2);
    check_ok(terr_paths_add_glob(&paths, "*/?0", &err));
    check_paths(&paths, (const char *const[]){"f/10"}, 1);
    check_ok(terr_paths_add_glob(&paths, "f/\\a", &err));
    check_paths(&paths, (const char *const[]){"f/a"}, 1);
}

static void a_pattern_without_a_match_adds_nothing(void **state)
{
    (void)state;
    static const char *const patterns[] = {"*.geojson", "missing/*", "missing", "file/*", ""};
    struct terr_error err;
    struct terr_paths paths = {0};
    scratch_put("file", "");
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        check_ok(terr_paths_add_glob(&paths, patterns[i], &err));
        assert_int_equal(paths.count, 0);
    }
}

static void a_folder_that_cannot_be_read_is_told(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_paths paths = {0};
    if (geteuid() == 0) skip(); // root may read everything
    assert_int_equal(mkdir("secret", 0777), 0);
    scratch_put("secret/a", "");
    assert_int_equal(chmod("secret", 0), 0);
    check_fails(terr_paths_add_folder(&paths, "secret", &err), TERR_EIO, "permission denied");
    check_fails(terr_paths_add_glob(&paths, "secret/*", &err), TERR_EIO,
                "a folder that the pattern leads through cannot be read");
    assert_int_equal(chmod("secret", 0777), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(paths_are_copied_in_their_order),
        scratch_test(a_folder_is_listed_in_byte_order),
        scratch_test(folders_inside_are_named_and_not_entered),
        scratch_test(a_folder_follows_what_is_listed_already),
        scratch_test(what_is_no_folder_is_refused),
        scratch_test(a_pattern_gives_its_matches_in_byte_order),
        scratch_test(a_pattern_without_a_match_adds_nothing),
        scratch_test(a_folder_that_cannot_be_read_is_told),
    };
    return cmocka_run_group_tests_name("file paths", tests, NULL, NULL);
}
