// nftw() is in the X/Open part of POSIX.1-2008
#define _XOPEN_SOURCE 700
#include "../../support/check.h"
#include "../../support/scratch.h"

#include <geo/base/draft.h>
#include <geo/base/file.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/resource.h>

static mode_t mode_of(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 0777;
}

static struct terr_draft *draft_of(const char *target, bool overwrite)
{
    struct terr_error err;
    struct terr_draft *draft = NULL;
    check_ok(terr_draft_open(&draft, target, overwrite, &err));
    assert_non_null(draft);
    return draft;
}

// ---- Drafts ----

static void a_finished_draft_is_the_target(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_draft *draft = draft_of("out.csv", false);
    scratch_put(terr_draft_path(draft), "a,b\n");
    assert_int_equal(terr_file_kind("out.csv"), TERR_FILE_MISSING);
    check_ok(terr_draft_finish(draft, &err));
    scratch_holds("out.csv", "a,b\n");
    assert_int_equal(scratch_count("."), 1);
}

static void a_draft_lies_hidden_beside_its_target(void **state)
{
    (void)state;
    static const struct {
        const char *target, *begin, *end;
    } cases[] = {
        {"out.gpkg", ".out.", ".gpkg"},
        {"f/out.gpkg", "f/.out.", ".gpkg"},
        {"f//out.tar.gz", "f//.out.tar.", ".gz"},
        {"out", ".out.", ""},
        {".out", "..out.", ""},
    };
    assert_int_equal(mkdir("f", 0777), 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_draft *draft = draft_of(cases[i].target, false);
        const char *path = terr_draft_path(draft);
        const size_t begin = strlen(cases[i].begin);
        assert_int_equal(strlen(path), begin + 6 + strlen(cases[i].end));
        assert_memory_equal(path, cases[i].begin, begin);
        assert_string_equal(path + begin + 6, cases[i].end);
        assert_int_equal(terr_file_kind(path), TERR_FILE_REGULAR);
        terr_draft_discard(draft);
    }
}

static void drafts_of_one_target_do_not_meet(void **state)
{
    (void)state;
    struct terr_draft *drafts[100];
    for (size_t i = 0; i < 100; i++) drafts[i] = draft_of("out.csv", false);
    assert_int_equal(scratch_count("."), 100);
    for (size_t i = 0; i < 100; i++) terr_draft_discard(drafts[i]);
    assert_int_equal(scratch_count("."), 0);
}

static void a_discarded_draft_leaves_the_target_as_it_was(void **state)
{
    (void)state;
    scratch_put("out.csv", "old");
    struct terr_draft *draft = draft_of("out.csv", true);
    scratch_put(terr_draft_path(draft), "new");
    terr_draft_discard(draft);
    scratch_holds("out.csv", "old");
    assert_int_equal(scratch_count("."), 1);
    terr_draft_discard(NULL);
}

static void a_target_that_appears_meanwhile_is_left_alone(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_draft *draft = draft_of("out.csv", false);
    scratch_put("out.csv", "theirs");
    check_fails(terr_draft_finish(draft, &err), TERR_EOUTPUT, "already exists");
    scratch_holds("out.csv", "theirs");
    assert_int_equal(scratch_count("."), 1);
}

static void a_draft_that_vanished_is_told(void **state)
{
    (void)state;
    struct terr_error err;
    scratch_put("out.csv", "old");
    struct terr_draft *draft = draft_of("out.csv", true);
    assert_int_equal(unlink(terr_draft_path(draft)), 0);
    check_fails(terr_draft_finish(draft, &err), TERR_EOUTPUT, "no such file");
    scratch_holds("out.csv", "old");
}

static void check_refused(const char *target, bool overwrite, const char *sentence)
{
    struct terr_error err;
    struct terr_draft *draft = NULL;
    check_fails(terr_draft_open(&draft, target, overwrite, &err), TERR_EOUTPUT, sentence);
    assert_null(draft);
}

static void what_cannot_become_a_file_is_refused(void **state)
{
    (void)state;
    scratch_put("file", "old");
    assert_int_equal(mkdir("folder", 0777), 0);
    assert_int_equal(mkfifo("fifo", 0666), 0);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_int_equal(symlink("loop", "loop"), 0);
    check_refused("file", false, "already exists");
    check_refused("folder", true, "is a folder");
    check_refused("folder/", true, "is a folder");
    check_refused("new/", true, "is a folder");
    check_refused("", true, "the path is empty");
    check_refused("fifo", true, "is not a regular file");
    check_refused("/dev/null", true, "is not a regular file");
    check_refused("dangling", true, "is a symbolic link that leads nowhere");
    check_refused("loop", true, "too many symbolic links");
    check_refused("missing/out.csv", false, "its folder does not exist");
    check_refused("file/out.csv", false, "a part of the path is not a folder");
    assert_int_equal(scratch_count("."), 5);
    assert_int_equal(scratch_count("folder"), 0);
}

static void a_folder_without_permission_is_refused(void **state)
{
    (void)state;
    if (geteuid() == 0) skip(); // root may write everywhere
    assert_int_equal(mkdir("locked", 0555), 0);
    check_refused("locked/out.csv", false, "permission denied");
}

// ---- Writing whole files ----

static void a_new_file_has_the_mode_that_the_umask_leaves(void **state)
{
    (void)state;
    struct terr_error err;
    const mode_t before = umask(027);
    check_ok(terr_draft_write("out.csv", "new", 3, false, &err));
    umask(before);
    scratch_holds("out.csv", "new");
    assert_int_equal(mode_of("out.csv"), 0640);
    assert_int_equal(scratch_count("."), 1);
}

static void an_overwritten_file_keeps_its_mode(void **state)
{
    (void)state;
    static const mode_t modes[] = {0600, 0664, 0755, 0444, 0};
    struct terr_error err;
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        scratch_put("out.csv", "old");
        assert_int_equal(chmod("out.csv", modes[i]), 0);
        check_ok(terr_draft_write("out.csv", "new", 3, true, &err));
        assert_int_equal(mode_of("out.csv"), modes[i]);
        assert_int_equal(chmod("out.csv", 0600), 0);
        scratch_holds("out.csv", "new");
        assert_int_equal(scratch_count("."), 1);
    }
}

static void an_existing_file_is_not_overwritten_unasked(void **state)
{
    (void)state;
    struct terr_error err;
    scratch_put("out.csv", "old");
    check_fails(terr_draft_write("out.csv", "new", 3, false, &err), TERR_EOUTPUT, "already exists");
    scratch_holds("out.csv", "old");
    assert_int_equal(scratch_count("."), 1);
}

static void a_link_to_a_file_stays_a_link(void **state)
{
    (void)state;
    struct terr_error err;
    struct stat status;
    assert_int_equal(mkdir("f", 0777), 0);
    scratch_put("f/real.csv", "old");
    assert_int_equal(symlink("f/real.csv", "link.csv"), 0);
    check_ok(terr_draft_write("link.csv", "new", 3, true, &err));
    assert_int_equal(lstat("link.csv", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    scratch_holds("f/real.csv", "new");
    assert_int_equal(scratch_count("f"), 1);
    assert_int_equal(scratch_count("."), 2);
}

static void nothing_may_be_written(void **state)
{
    (void)state;
    struct terr_error err;
    check_ok(terr_draft_write("empty", NULL, 0, false, &err));
    scratch_holds("empty", "");
}

static void the_longest_names_are_written(void **state)
{
    (void)state;
    struct terr_error err;
    char name[256];
    memset(name, 'n', 255);
    name[255] = '\0';
    check_ok(terr_draft_write(name, "new", 3, false, &err));
    scratch_holds(name, "new");
    memcpy(name + 200, ".", 1);
    check_ok(terr_draft_write(name, "new", 3, false, &err));
    memcpy(name + 250, ".json", 5);
    check_ok(terr_draft_write(name, "new", 3, false, &err));
    assert_int_equal(scratch_count("."), 3);
}

static void a_full_disk_is_told(void **state)
{
    (void)state;
    struct terr_error err;
    if (access("/dev/full", W_OK)) skip();
    check_fails(terr_draft_write("/dev/full", "new", 3, false, &err), TERR_EOUTPUT,
                "no space left");
    assert_int_equal(terr_file_kind("/dev/full"), TERR_FILE_OTHER);
}

static void an_old_file_survives_a_new_one_that_does_not_fit(void **state)
{
    (void)state;
    static char bytes[100000];
    struct terr_error err;
    struct rlimit before;
    scratch_put("out.csv", "old");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    const struct rlimit small = {50000, before.rlim_max};
    void (*const handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    const enum terr_code code = terr_draft_write("out.csv", bytes, sizeof bytes, true, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handler);
    assert_int_equal(code, TERR_EOUTPUT);
    assert_string_equal(err.message, "the file is too large");
    scratch_holds("out.csv", "old");
    assert_int_equal(scratch_count("."), 1);
}

// ---- Streams under a name ----

static void *read_fifo(void *payload)
{
    char *bytes = payload;
    FILE *file = fopen("fifo", "r");
    if (!file) return NULL;
    const size_t length = fread(bytes, 1, 99, file);
    bytes[length] = '\0';
    fclose(file);
    return payload;
}

static void a_fifo_is_written_to(void **state)
{
    (void)state;
    struct terr_error err;
    pthread_t reader;
    char bytes[100] = "";
    assert_int_equal(mkfifo("fifo", 0666), 0);
    assert_int_equal(pthread_create(&reader, NULL, read_fifo, bytes), 0);
    check_ok(terr_draft_write("fifo", "a,b\n", 4, false, &err));
    assert_int_equal(pthread_join(reader, NULL), 0);
    assert_string_equal(bytes, "a,b\n");
    assert_int_equal(terr_file_kind("fifo"), TERR_FILE_OTHER);
}

// As in `territory ... -o /dev/stdout > out.csv`.
static void a_stream_tied_to_a_file_is_not_replaced(void **state)
{
    (void)state;
    struct terr_error err;
    char path[40];
    const int fd = open("out.csv", O_WRONLY | O_CREAT, 0666);
    assert_true(fd >= 0);
    snprintf(path, sizeof path, "/dev/fd/%d", fd);
    if (access(path, W_OK)) {
        close(fd);
        skip();
    }
    assert_int_equal(write(fd, "head\n", 5), 5);
    check_ok(terr_draft_write(path, "a,b\n", 4, false, &err));
    close(fd);
    scratch_holds("out.csv", "head\na,b\n");
    assert_int_equal(scratch_count("."), 1);
}

// ---- Others that write the same target ----

#define LOOKS 3000

static atomic_bool has_looked;

// Puts a file at the target and takes it away again, until it is told to stop. Returns NULL, or the
// payload where that failed.
static void *come_and_go(void *payload)
{
    while (!atomic_load(&has_looked)) {
        if (rename("spare", "out.csv") || rename("out.csv", "spare")) return payload;
    }
    return NULL;
}

static void a_target_may_come_and_go_at_any_moment(void **state)
{
    (void)state;
    pthread_t other;
    void *fault;
    scratch_put("spare", "a,b\n");
    atomic_store(&has_looked, false);
    struct terr_error err = {.code = TERR_OK};
    assert_int_equal(pthread_create(&other, NULL, come_and_go, &err), 0);
    for (int i = 0; i < LOOKS && !err.code; i++) {
        struct terr_draft *draft;
        if (!terr_draft_open(&draft, "out.csv", true, &err)) terr_draft_discard(draft);
    }
    atomic_store(&has_looked, true);
    assert_int_equal(pthread_join(other, &fault), 0);
    assert_null(fault);
    if (err.code) fail_msg("%s", err.message);
    assert_int_equal(scratch_count("."), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(a_finished_draft_is_the_target),
        scratch_test(a_draft_lies_hidden_beside_its_target),
        scratch_test(drafts_of_one_target_do_not_meet),
        scratch_test(a_discarded_draft_leaves_the_target_as_it_was),
        scratch_test(a_target_that_appears_meanwhile_is_left_alone),
        scratch_test(a_draft_that_vanished_is_told),
        scratch_test(what_cannot_become_a_file_is_refused),
        scratch_test(a_folder_without_permission_is_refused),
        scratch_test(a_new_file_has_the_mode_that_the_umask_leaves),
        scratch_test(an_overwritten_file_keeps_its_mode),
        scratch_test(an_existing_file_is_not_overwritten_unasked),
        scratch_test(a_link_to_a_file_stays_a_link),
        scratch_test(nothing_may_be_written),
        scratch_test(the_longest_names_are_written),
        scratch_test(a_full_disk_is_told),
        scratch_test(an_old_file_survives_a_new_one_that_does_not_fit),
        scratch_test(a_fifo_is_written_to),
        scratch_test(a_stream_tied_to_a_file_is_not_replaced),
        scratch_test(a_target_may_come_and_go_at_any_moment),
    };
    return cmocka_run_group_tests_name("file draft", tests, NULL, NULL);
}
