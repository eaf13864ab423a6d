/* support/scratch.h - tests that run in an empty folder of their own.
 *
 * A program that includes it after check.h begins with `#define _XOPEN_SOURCE 700`, for nftw().
 */
#ifndef TESTS_SUPPORT_SCRATCH_H
#define TESTS_SUPPORT_SCRATCH_H

#include <dirent.h>
#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A test that is started in a new folder (below TMPDIR or /tmp), which is removed after it. */
#define scratch_test(test) cmocka_unit_test_setup_teardown(test, scratch_enter, scratch_leave)

static inline int scratch_enter(void **state)
{
    static const char pattern[] = "/territory-test-XXXXXX";
    const char *base = getenv("TMPDIR");
    if (!base || !*base) base = "/tmp";
    const size_t length = strlen(base);
    char *folder = malloc(length + sizeof pattern);
    if (!folder) return -1;
    memcpy(folder, base, length);
    memcpy(folder + length, pattern, sizeof pattern);
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static inline int scratch_remove(const char *path, const struct stat *status, int type,
                                 struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

static inline int scratch_leave(void **state)
{
    char *folder = *state;
    const int outcome = chdir("/") || nftw(folder, scratch_remove, 8, FTW_DEPTH | FTW_PHYS);
    free(folder);
    return outcome;
}

/* Makes a file that holds `text`. */
static inline void scratch_put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

/* The file holds `text` (shorter than 1000 bytes) and no more. */
static inline void scratch_holds(const char *path, const char *text)
{
    char bytes[1000];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    const size_t length = fread(bytes, 1, sizeof bytes - 1, file);
    assert_int_equal(fclose(file), 0);
    bytes[length] = '\0';
    assert_string_equal(bytes, text);
}

/* How many entries a folder has, hidden ones counted. */
static inline size_t scratch_count(const char *folder)
{
    size_t count = 0;
    DIR *stream = opendir(folder);
    assert_non_null(stream);
    for (const struct dirent *entry; (entry = readdir(stream)) != NULL;) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) count++;
    }
    closedir(stream);
    return count;
}

#endif
