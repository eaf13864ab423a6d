// setitimer() and nftw() are in the X/Open part of POSIX.1-2008
#define _XOPEN_SOURCE 700
#include "../../support/check.h"
#include "../../support/scratch.h"

#include <geo/base/file.h>
#include <geo/base/paths.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

// ---- Reading ----

static void a_file_is_read_whole(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_bytes bytes;
    FILE *file = fopen("big", "w");
    assert_non_null(file);
    for (int i = 0; i < 100000; i++) fprintf(file, "%05d", i);
    fputc('\0', file);
    assert_int_equal(fclose(file), 0);
    check_ok(terr_file_read(&bytes, "big", &err));
    assert_int_equal(bytes.length, 500001);
    assert_memory_equal(bytes.bytes + 5 * 77777, "77777", 5);
    assert_int_equal(bytes.bytes[bytes.length], '\0');
    terr_bytes_dispose(&bytes);
    assert_null(bytes.bytes);
    terr_bytes_dispose(&bytes);
}

static void an_empty_file_is_empty(void **state)
{
    (void)state;
    static const char *const paths[] = {"empty", "/dev/null"};
    scratch_put("empty", "");
    for (size_t i = 0; i < 2; i++) {
        struct terr_error err;
        struct terr_bytes bytes;
        check_ok(terr_file_read(&bytes, paths[i], &err));
        assert_int_equal(bytes.length, 0);
        assert_string_equal(bytes.bytes, "");
        terr_bytes_dispose(&bytes);
    }
}

static void a_file_without_a_stated_size_is_read(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_bytes bytes;
    if (access("/proc/self/maps", R_OK)) skip();
    check_ok(terr_file_read(&bytes, "/proc/self/maps", &err));
    assert_true(bytes.length > 0);
    terr_bytes_dispose(&bytes);
}

static void check_unreadable(const char *path, const char *sentence)
{
    struct terr_error err;
    struct terr_bytes bytes = {0};
    check_fails(terr_file_read(&bytes, path, &err), TERR_EIO, sentence);
    assert_null(bytes.bytes);
    assert_int_equal(bytes.length, 0);
}

static void what_cannot_be_read_says_why(void **state)
{
    (void)state;
    char long_name[400];
    memset(long_name, 'n', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    scratch_put("file", "x");
    assert_int_equal(mkdir("folder", 0777), 0);
    assert_int_equal(symlink("loop", "loop"), 0);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    check_unreadable("missing", "no such file");
    check_unreadable("", "no such file");
    check_unreadable("dangling", "no such file");
    check_unreadable("folder", "is a folder");
    check_unreadable("file/x", "a part of the path is not a folder");
    check_unreadable("loop", "too many symbolic links");
    check_unreadable(long_name, "the name is too long");
}

static void a_file_without_permission_is_refused(void **state)
{
    (void)state;
    if (geteuid() == 0) skip(); // root may read everything
    scratch_put("secret", "x");
    assert_int_equal(chmod("secret", 0), 0);
    check_unreadable("secret", "permission denied");
}

// Sparse: it takes no room on the disk, and must take none in memory.
static void a_file_beyond_the_limit_is_refused_unread(void **state)
{
    (void)state;
    scratch_put("sparse", "");
    if (truncate("sparse", (off_t)TERR_FILE_SIZE_MAX + 1)) skip();
    check_unreadable("sparse", "has 2147483649 bytes, at most 2147483648 are read");
    assert_int_equal(truncate("sparse", (off_t)6 << 30), 0);
    check_unreadable("sparse", "has 6442450944 bytes, at most 2147483648 are read");
}

// ---- Pipes ----

#define PIECES 50
#define PIECE "0123456789"

static void pause_briefly(void)
{
    struct timespec rest = {0, 2000000};
    while (nanosleep(&rest, &rest)) continue;
}

static void *write_pieces(void *payload)
{
    const int fd = *(const int *)payload;
    for (int i = 0; i < PIECES; i++) {
        if (write(fd, PIECE, 10) != 10) break;
        pause_briefly();
    }
    close(fd);
    return NULL;
}

static void check_pieces(const char *path)
{
    struct terr_error err;
    struct terr_bytes bytes;
    check_ok(terr_file_read(&bytes, path, &err));
    assert_int_equal(bytes.length, 10 * PIECES);
    for (int i = 0; i < PIECES; i++) assert_memory_equal(bytes.bytes + 10 * i, PIECE, 10);
    terr_bytes_dispose(&bytes);
}

// Reads standard input through a pipe whose writer takes its time.
static void check_pieces_on_input(int flags)
{
    int ends[2];
    pthread_t writer;
    assert_int_equal(pipe(ends), 0);
    if (flags) assert_int_equal(fcntl(ends[0], F_SETFL, flags), 0);
    const int kept = dup(0);
    assert_int_equal(dup2(ends[0], 0), 0);
    close(ends[0]);
    assert_int_equal(pthread_create(&writer, NULL, write_pieces, &ends[1]), 0);
    check_pieces("-");
    assert_int_equal(pthread_join(writer, NULL), 0);
    if (kept >= 0) {
        dup2(kept, 0);
        close(kept);
    } else {
        close(0);
    }
}

static void short_reads_are_continued(void **state)
{
    (void)state;
    check_pieces_on_input(0);
}

static void a_non_blocking_input_is_waited_for(void **state)
{
    (void)state;
    check_pieces_on_input(O_NONBLOCK);
}

static void do_nothing(int number) { (void)number; }

static void an_interrupted_read_is_repeated(void **state)
{
    (void)state;
    struct sigaction before;
    struct sigaction action = {.sa_handler = do_nothing}; // without SA_RESTART
    const struct itimerval often = {{0, 1500}, {0, 1500}};
    const struct itimerval never = {{0, 0}, {0, 0}};
    assert_int_equal(sigaction(SIGALRM, &action, &before), 0);
    assert_int_equal(setitimer(ITIMER_REAL, &often, NULL), 0);
    check_pieces_on_input(0);
    assert_int_equal(setitimer(ITIMER_REAL, &never, NULL), 0);
    assert_int_equal(sigaction(SIGALRM, &before, NULL), 0);
}

static void *open_and_write(void *payload)
{
    (void)payload;
    int fd = open("fifo", O_WRONLY);
    return fd < 0 ? NULL : write_pieces(&fd);
}

static void a_fifo_is_read_to_its_end(void **state)
{
    (void)state;
    pthread_t writer;
    assert_int_equal(mkfifo("fifo", 0666), 0);
    assert_int_equal(pthread_create(&writer, NULL, open_and_write, NULL), 0);
    check_pieces("fifo");
    assert_int_equal(pthread_join(writer, NULL), 0);
}

static void a_closed_input_is_refused(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_bytes bytes;
    const int kept = dup(0);
    close(0);
    const enum terr_code code = terr_file_read(&bytes, "-", &err);
    if (kept >= 0) {
        dup2(kept, 0);
        close(kept);
    }
    assert_int_equal(code, TERR_EIO);
    assert_string_equal(err.message, "the stream is closed");
}

// ---- Kinds, identities, names ----

static void kinds_are_known_through_links(void **state)
{
    (void)state;
    scratch_put("file", "x");
    assert_int_equal(mkdir("folder", 0777), 0);
    assert_int_equal(mkfifo("fifo", 0666), 0);
    assert_int_equal(symlink("file", "link"), 0);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_int_equal(terr_file_kind("file"), TERR_FILE_REGULAR);
    assert_int_equal(terr_file_kind("link"), TERR_FILE_REGULAR);
    assert_int_equal(terr_file_kind("folder"), TERR_FILE_FOLDER);
    assert_int_equal(terr_file_kind("fifo"), TERR_FILE_OTHER);
    assert_int_equal(terr_file_kind("/dev/null"), TERR_FILE_OTHER);
    assert_int_equal(terr_file_kind("dangling"), TERR_FILE_MISSING);
    assert_int_equal(terr_file_kind("missing"), TERR_FILE_MISSING);
}

static bool same_file(const char *a, const char *b)
{
    struct terr_file_identity first = {0};
    struct terr_file_identity second = {0};
    assert_true(terr_file_identity(&first, a));
    assert_true(terr_file_identity(&second, b));
    return first.device == second.device && first.number == second.number;
}

static void two_names_of_one_file_are_one(void **state)
{
    (void)state;
    struct terr_file_identity identity;
    scratch_put("a", "x");
    scratch_put("b", "x");
    assert_int_equal(symlink("a", "link"), 0);
    assert_int_equal(link("a", "other"), 0);
    assert_true(same_file("a", "link"));
    assert_true(same_file("a", "./other"));
    assert_false(same_file("a", "b"));
    assert_false(terr_file_identity(&identity, "missing"));
}

// Also of a file that is not there yet, in a folder that is.
static void two_spellings_of_one_path_are_one_file(void **state)
{
    (void)state;
    static const struct {
        const char *left, *right;
        bool same;
    } cases[] = {
        {"new", "new", true},
        {"new", "./new", true},
        {"new", "folder/../new", true},
        {"folder/new", "way/new", true},
        {"a", "link", true},
        {"a", "folder/../other", true},
        {"new", "folder/new", false},
        {"new", "newer", false},
        {"a", "folder/a", false},
        {"none/new", "./none/new", false},
        {"none/new", "none/new", true},
        {"", "new", false},
    };
    scratch_put("a", "x");
    assert_int_equal(symlink("a", "link"), 0);
    assert_int_equal(link("a", "other"), 0);
    assert_int_equal(mkdir("folder", 0777), 0);
    assert_int_equal(symlink("folder", "way"), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(terr_file_is_same(cases[i].left, cases[i].right), cases[i].same);
        assert_int_equal(terr_file_is_same(cases[i].right, cases[i].left), cases[i].same);
    }
}

static void the_name_is_the_last_part_of_a_path(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"a", "a"},       {"a/b", "b"}, {"/a/b.c", "b.c"}, {"a/b/", "b/"},
        {"a/b//", "b//"}, {"/a", "a"},  {"/a/", "a/"},     {"/", "/"},
        {"//", "/"},      {"", ""},     {"./", "./"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(terr_path_name(cases[i][0]), cases[i][1]);
    }
}

static void extensions_are_known_in_any_case(void **state)
{
    (void)state;
    assert_true(terr_path_has_extension("a/x.geojson", ".geojson"));
    assert_true(terr_path_has_extension("X.GeoJSON", ".geojson"));
    assert_true(terr_path_has_extension("x.geojson.gz", ".gz"));
    assert_true(terr_path_has_extension("x", ""));
    assert_false(terr_path_has_extension("x.json", ".geojson"));
    assert_false(terr_path_has_extension("xgeojson", ".geojson"));
    assert_false(terr_path_has_extension(".geojson/x", ".geojson"));
    assert_false(terr_path_has_extension("json", ".json"));
    assert_false(terr_path_has_extension("", ".json"));
    assert_false(terr_path_has_extension("x.[son", ".{son"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(a_file_is_read_whole),
        scratch_test(an_empty_file_is_empty),
        scratch_test(a_file_without_a_stated_size_is_read),
        scratch_test(what_cannot_be_read_says_why),
        scratch_test(a_file_without_permission_is_refused),
        scratch_test(a_file_beyond_the_limit_is_refused_unread),
        scratch_test(short_reads_are_continued),
        scratch_test(a_non_blocking_input_is_waited_for),
        scratch_test(an_interrupted_read_is_repeated),
        scratch_test(a_fifo_is_read_to_its_end),
        scratch_test(a_closed_input_is_refused),
        scratch_test(kinds_are_known_through_links),
        scratch_test(two_names_of_one_file_are_one),
        scratch_test(two_spellings_of_one_path_are_one_file),
        scratch_test(the_name_is_the_last_part_of_a_path),
        scratch_test(extensions_are_known_in_any_case),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
