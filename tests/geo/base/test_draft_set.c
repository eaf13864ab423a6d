// nftw() is in the X/Open part of POSIX.1-2008
#define _XOPEN_SOURCE 700
#include "../../support/check.h"
#include "../../support/scratch.h"

#include <geo/base/draft_set.h>
#include <geo/base/file.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <time.h>

static const struct terr_draft_file set[] = {
    {"a.prj", "one", 3}, {"a.dbf", "two", 3}, {"a.shp", "three", 5}};
#define SET_COUNT (sizeof set / sizeof set[0])

static void all_are_written(void **state)
{
    (void)state;
    struct terr_error err;
    check_ok(terr_draft_write_set(set, SET_COUNT, false, &err));
    for (size_t i = 0; i < SET_COUNT; i++) scratch_holds(set[i].target, set[i].bytes);
    assert_int_equal(scratch_count("."), SET_COUNT);
}

static void one_that_exists_keeps_all_from_being_written(void **state)
{
    (void)state;
    struct terr_error err;
    for (size_t i = 0; i < SET_COUNT; i++) {
        const bool is_last = i + 1 == SET_COUNT;
        scratch_put(set[i].target, "mine");
        check_fails(terr_draft_write_set(set, SET_COUNT, false, &err), TERR_EOUTPUT,
                    is_last  ? "already exists"
                    : i == 0 ? "a.prj: already exists"
                             : "a.dbf: already exists");
        scratch_holds(set[i].target, "mine");
        assert_int_equal(scratch_count("."), 1);
        assert_int_equal(unlink(set[i].target), 0);
    }
}

static void all_are_replaced_where_that_is_allowed(void **state)
{
    (void)state;
    struct terr_error err;
    scratch_put("a.dbf", "mine");
    check_ok(terr_draft_write_set(set, SET_COUNT, true, &err));
    for (size_t i = 0; i < SET_COUNT; i++) scratch_holds(set[i].target, set[i].bytes);
    assert_int_equal(scratch_count("."), SET_COUNT);
}

// Another process makes its drafts, and waits for the lock of the folder before any takes its
// place.
static void nobody_replaces_files_while_another_does(void **state)
{
    (void)state;
    const struct timespec moment = {.tv_nsec = 20000000};
    struct terr_error err;
    const int folder = open(".", O_RDONLY | O_DIRECTORY);
    int status = -1;
    assert_int_equal(flock(folder, LOCK_EX), 0);
    const pid_t writer = fork();
    assert_true(writer >= 0);
    if (writer == 0) {
        close(folder); // with which it would hold the lock itself
        _exit(terr_draft_write_set(set, SET_COUNT, true, &err) ? 1 : 0);
    }
    while (scratch_count(".") < SET_COUNT) nanosleep(&moment, NULL);
    for (int i = 0; i < 10; i++) nanosleep(&moment, NULL);
    for (size_t i = 0; i < SET_COUNT; i++) {
        assert_int_equal(terr_file_kind(set[i].target), TERR_FILE_MISSING);
    }
    assert_int_equal(close(folder), 0);
    assert_int_equal(waitpid(writer, &status, 0), writer);
    assert_int_equal(status, 0);
    for (size_t i = 0; i < SET_COUNT; i++) scratch_holds(set[i].target, set[i].bytes);
}

// The second target is a name for the first: when its turn comes it is there already.
static void what_was_placed_is_removed_where_another_cannot_be(void **state)
{
    (void)state;
    static const struct terr_draft_file twice[] = {{"a.prj", "one", 3}, {"./a.prj", "two", 3}};
    struct terr_error err;
    check_fails(terr_draft_write_set(twice, 2, false, &err), TERR_EOUTPUT, "already exists");
    assert_int_equal(scratch_count("."), 0);
}

static void a_missing_folder_leaves_nothing(void **state)
{
    (void)state;
    static const struct terr_draft_file apart[] = {{"a.prj", "one", 3}, {"none/a.shp", "two", 3}};
    struct terr_error err;
    check_fails(terr_draft_write_set(apart, 2, false, &err), TERR_EOUTPUT,
                "its folder does not exist");
    assert_int_equal(scratch_count("."), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(all_are_written),
        scratch_test(one_that_exists_keeps_all_from_being_written),
        scratch_test(all_are_replaced_where_that_is_allowed),
        scratch_test(nobody_replaces_files_while_another_does),
        scratch_test(what_was_placed_is_removed_where_another_cannot_be),
        scratch_test(a_missing_folder_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
