#include <geo/base/paths.h>

#include <geo/base/memory.h>
#include <geo/base/system.h>
#include <geo/base/text.h>
#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

void terr_paths_dispose(struct terr_paths *paths)
{
    const struct terr_paths empty = {NULL, 0, 0};
    for (size_t i = 0; i < paths->count; i++) terr_memory_free(paths->paths[i]);
    terr_memory_free(paths->paths);
    *paths = empty;
}

// Takes over `take_path`, NULL being the want of memory that `err` already tells of.
static enum terr_code append(struct terr_paths *paths, char *take_path, struct terr_error *err)
{
    if (!take_path) return err->code;
    void *moved = terr_memory_grow(paths->paths, &paths->capacity, paths->count + 1,
                                   sizeof *paths->paths, err);
    if (!moved) {
        terr_memory_free(take_path);
        return err->code;
    }
    paths->paths = moved;
    paths->paths[paths->count++] = take_path;
    return TERR_OK;
}

enum terr_code terr_paths_add(struct terr_paths *paths, const char *path, struct terr_error *err)
{
    return append(paths, terr_memory_copy(path, strlen(path), err), err);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_from(struct terr_paths *paths, size_t start)
{
    if (paths->count > start) {
        qsort(paths->paths + start, paths->count - start, sizeof *paths->paths, compare_paths);
    }
}

static enum terr_code add_entry(struct terr_paths *paths, const char *folder, const char *name,
                                struct terr_error *err)
{
    const size_t length = strlen(folder);
    struct terr_text path = TERR_TEXT_INIT;
    terr_text_add(&path, folder);
    if (folder[length - 1] != '/') terr_text_add(&path, "/");
    terr_text_add(&path, name);
    const enum terr_code code = terr_text_check(&path, err);
    if (!code) return append(paths, path.bytes, err);
    terr_text_dispose(&path);
    return code;
}

enum terr_code terr_paths_add_folder(struct terr_paths *paths, const char *folder,
                                     struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    const size_t start = paths->count;
    DIR *stream = opendir(folder);
    if (!stream && errno == ENOENT) return terr_fail(err, TERR_EIO, "no such folder");
    if (!stream && errno == ENOTDIR) return terr_fail(err, TERR_EIO, "is not a folder");
    if (!stream) return terr_system_fail(err, TERR_EIO, errno);
    while (!code) {
        errno = 0;
        const struct dirent *entry = readdir(stream);
        if (!entry) break;
        if (entry->d_name[0] != '.') code = add_entry(paths, folder, entry->d_name, err);
    }
    if (!code && errno) code = terr_system_fail(err, TERR_EIO, errno);
    closedir(stream);
    sort_from(paths, start);
    return code;
}

// A folder that may not be read would quietly take its files out of the answer.
static int stops_glob(const char *path, int number)
{
    (void)path;
    return number != ENOENT && number != ENOTDIR;
}

enum terr_code terr_paths_add_glob(struct terr_paths *paths, const char *pattern,
                                   struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    const size_t start = paths->count;
    glob_t found = {0};
    switch (glob(pattern, GLOB_NOSORT, stops_glob, &found)) {
    case 0:
        for (size_t i = 0; !code && i < found.gl_pathc; i++) {
            code = terr_paths_add(paths, found.gl_pathv[i], err);
        }
        break;
    case GLOB_NOMATCH:
        break;
    case GLOB_NOSPACE:
        code = terr_fail(err, TERR_ENOMEM, "out of memory (matching a pattern)");
        break;
    default:
        code = terr_fail(err, TERR_EIO, "a folder that the pattern leads through cannot be read");
    }
    globfree(&found);
    sort_from(paths, start);
    return code;
}

const char *terr_path_name(const char *path)
{
    const char *start = path + strlen(path);
    while (start > path && start[-1] == '/') start--;
    if (start == path) return *path ? path + strlen(path) - 1 : path;
    while (start > path && start[-1] != '/') start--;
    return start;
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

bool terr_path_has_extension(const char *path, const char *extension)
{
    const char *name = terr_path_name(path);
    const size_t name_length = strlen(name);
    const size_t length = strlen(extension);
    if (length > name_length) return false;
    const char *end = name + name_length - length;
    for (size_t i = 0; i < length; i++) {
        if (lower(end[i]) != lower(extension[i])) return false;
    }
    return true;
}

char *terr_path_beside(const char *file, const char *path, struct terr_error *err)
{
    const char *slash = strrchr(file, '/');
    const size_t folder = slash && *path != '/' ? (size_t)(slash - file) + 1 : 0;
    const size_t length = strlen(path);
    char *joined = terr_memory_new(folder + length + 1, 1, err);
    if (!joined) return NULL;
    memcpy(joined, file, folder);
    memcpy(joined + folder, path, length);
    return joined;
}
