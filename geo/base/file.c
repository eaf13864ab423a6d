// realpath() is in the X/Open part of POSIX.1-2008
#define _XOPEN_SOURCE 700

#include <geo/base/file.h>

#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define READ_STEP ((size_t)1 << 16)  /* bytes asked of a stream of unknown length at first */
#define WRITE_STEP ((size_t)1 << 30) /* POSIX leaves writes beyond SSIZE_MAX undefined     */

#define PERMISSIONS ((mode_t)0777)
#define DRAFT_NAME_TRIES 100
#define DRAFT_MARK_LENGTH 6
// A name may have 255 bytes nearly everywhere; the draft's adds two points and the mark.
#define DRAFT_STEM_MAX 180
#define DRAFT_EXTENSION_MAX 40

// ---- What the system answered, in the same words in every locale ----

static const struct {
    int number;
    const char *words;
} reasons[] = {
    {ENOENT, "no such file"},
    {EISDIR, "is a folder"},
    {ENOTDIR, "a part of the path is not a folder"},
    {EACCES, "permission denied"},
    {EPERM, "operation not permitted"},
    {ELOOP, "too many symbolic links"},
    {ENAMETOOLONG, "the name is too long"},
    {EEXIST, "already exists"},
    {EMFILE, "too many open files"},
    {ENFILE, "too many open files on this machine"},
    {ENOSPC, "no space left"},
    {EDQUOT, "disk quota exceeded"},
    {EFBIG, "the file is too large"},
    {EROFS, "the file system is read-only"},
    {EIO, "input/output error"},
    {EPIPE, "the reader has gone"},
    {EBADF, "the stream is closed"},
    {ENXIO, "no such device"},
    {ETXTBSY, "the file is in use"},
    {ENOMEM, "out of memory"},
};

#define REASON_SIZE 64

static const char *reason_of(char out[REASON_SIZE], int number)
{
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (reasons[i].number == number) return reasons[i].words;
    }
    snprintf(out, REASON_SIZE, "errno %d", number);
    return out;
}

static enum terr_code fail_with(struct terr_error *err, enum terr_code code, int number)
{
    char buffer[REASON_SIZE];
    return terr_fail(err, code, "%s", reason_of(buffer, number));
}

// ---- Reading ----

void terr_bytes_dispose(struct terr_bytes *bytes)
{
    const struct terr_bytes empty = {NULL, 0};
    terr_memory_free(bytes->bytes);
    *bytes = empty;
}

static int open_again(const char *path, int flags, mode_t mode)
{
    int fd;
    do fd = open(path, flags | O_CLOEXEC | O_NOCTTY, mode);
    while (fd < 0 && errno == EINTR);
    return fd;
}

// True where a read or write that gave -1 should be repeated. A descriptor that another program
// left non-blocking (a shared terminal, say) is waited for.
static bool try_again(int fd, short events)
{
    if (errno == EINTR) return true;
    if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
    struct pollfd ready = {.fd = fd, .events = events};
    return poll(&ready, 1, -1) > 0 || errno == EINTR;
}

// How much to make room for at first: what the file is said to have, and one byte more so that
// the end is seen without growing.
static enum terr_code first_room(size_t *room, int fd, struct terr_error *err)
{
    struct stat status;
    if (fstat(fd, &status)) return fail_with(err, TERR_EIO, errno);
    if (S_ISDIR(status.st_mode)) return terr_fail(err, TERR_EIO, "is a folder");
    *room = READ_STEP;
    if (!S_ISREG(status.st_mode)) return TERR_OK;
    if (status.st_size > (off_t)TERR_FILE_SIZE_MAX) {
        return terr_fail(err, TERR_EIO, "has %lld bytes, at most %zu are read",
                         (long long)status.st_size, TERR_FILE_SIZE_MAX);
    }
    *room = (size_t)status.st_size + 2;
    return TERR_OK;
}

static enum terr_code read_all(struct terr_bytes *out, int fd, struct terr_error *err)
{
    size_t capacity = 0;
    size_t room;
    const enum terr_code code = first_room(&room, fd, err);
    if (code) return code;
    for (;;) {
        if (out->length + 2 > room) room = out->length + READ_STEP;
        char *moved = terr_memory_grow(out->bytes, &capacity, room, 1, err);
        if (!moved) return err->code;
        out->bytes = moved;
        const ssize_t got = read(fd, out->bytes + out->length, capacity - out->length - 1);
        if (got < 0 && try_again(fd, POLLIN)) continue;
        if (got < 0) {
            char buffer[REASON_SIZE];
            return terr_fail(err, TERR_EIO, "reading broke off after %zu bytes: %s", out->length,
                             reason_of(buffer, errno));
        }
        out->length += (size_t)got;
        out->bytes[out->length] = '\0';
        if (got == 0) return TERR_OK;
        if (out->length > TERR_FILE_SIZE_MAX) {
            return terr_fail(err, TERR_EIO, "has more than the %zu bytes that are read at most",
                             TERR_FILE_SIZE_MAX);
        }
    }
}

enum terr_code terr_file_read(struct terr_bytes *out, const char *path, struct terr_error *err)
{
    const struct terr_bytes empty = {NULL, 0};
    const bool is_input = strcmp(path, "-") == 0;
    *out = empty;
    const int fd = is_input ? STDIN_FILENO : open_again(path, O_RDONLY, 0);
    if (fd < 0) return fail_with(err, TERR_EIO, errno);
    const enum terr_code code = read_all(out, fd, err);
    if (!is_input) close(fd);
    if (code) terr_bytes_dispose(out);
    return code;
}

enum terr_file_kind terr_file_kind(const char *path)
{
    struct stat status;
    if (stat(path, &status)) return TERR_FILE_MISSING;
    if (S_ISREG(status.st_mode)) return TERR_FILE_REGULAR;
    return S_ISDIR(status.st_mode) ? TERR_FILE_FOLDER : TERR_FILE_OTHER;
}

bool terr_file_identity(struct terr_file_identity *out, const char *path)
{
    struct stat status;
    if (stat(path, &status)) return false;
    out->device = (uint64_t)status.st_dev;
    out->number = (uint64_t)status.st_ino;
    return true;
}

// ---- Lists of paths ----

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
    if (!stream) return fail_with(err, TERR_EIO, errno);
    while (!code) {
        errno = 0;
        const struct dirent *entry = readdir(stream);
        if (!entry) break;
        if (entry->d_name[0] != '.') code = add_entry(paths, folder, entry->d_name, err);
    }
    if (!code && errno) code = fail_with(err, TERR_EIO, errno);
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

// ---- Writing ----

struct terr_draft {
    char *target; /* resolved: the file itself, where a symbolic link was named */
    char *path;
    bool overwrite;
    bool replaces; /* a target that was there at the start  */
    mode_t mode;   /* that the target has, or is to have     */
};

static enum terr_code write_all(int fd, const char *bytes, size_t length, struct terr_error *err)
{
    while (length) {
        const ssize_t put = write(fd, bytes, length < WRITE_STEP ? length : WRITE_STEP);
        if (put < 0 && try_again(fd, POLLOUT)) continue;
        if (put < 0) return fail_with(err, TERR_EOUTPUT, errno);
        bytes += put;
        length -= (size_t)put;
    }
    return TERR_OK;
}

// Opens, writes, closes; `flags` say how.
static enum terr_code write_into(const char *path, int flags, const char *bytes, size_t length,
                                 struct terr_error *err)
{
    const int fd = open_again(path, O_WRONLY | flags, 0);
    if (fd < 0) return fail_with(err, TERR_EOUTPUT, errno);
    const enum terr_code code = write_all(fd, bytes, length, err);
    // some file systems say only here that the disk is full; EINTR leaves the file closed
    if (close(fd) && !code && errno != EINTR) return fail_with(err, TERR_EOUTPUT, errno);
    return code;
}

static enum terr_code resolve_target(struct terr_draft *draft, const char *target,
                                     struct terr_error *err)
{
    struct stat status;
    if (stat(target, &status)) {
        if (errno != ENOENT) return fail_with(err, TERR_EOUTPUT, errno);
        if (lstat(target, &status) == 0) {
            return terr_fail(err, TERR_EOUTPUT, "is a symbolic link that leads nowhere");
        }
        const char *name = terr_path_name(target);
        if (*name == '\0') return terr_fail(err, TERR_EOUTPUT, "the path is empty");
        if (name[strlen(name) - 1] == '/') return fail_with(err, TERR_EOUTPUT, EISDIR);
        draft->target = terr_memory_copy(target, strlen(target), err);
        return draft->target ? TERR_OK : err->code;
    }
    if (S_ISDIR(status.st_mode)) return fail_with(err, TERR_EOUTPUT, EISDIR);
    if (!S_ISREG(status.st_mode)) return terr_fail(err, TERR_EOUTPUT, "is not a regular file");
    if (!draft->overwrite) return fail_with(err, TERR_EOUTPUT, EEXIST);

    char *resolved = realpath(target, NULL);
    if (!resolved) return fail_with(err, TERR_EOUTPUT, errno);
    draft->target = terr_memory_copy(resolved, strlen(resolved), err);
    free(resolved); // realpath's, not base/memory's
    draft->replaces = true;
    draft->mode = status.st_mode & PERMISSIONS;
    return draft->target ? TERR_OK : err->code;
}

// Six letters that another draft hardly has; O_EXCL settles the rest.
static void print_mark(char mark[DRAFT_MARK_LENGTH + 1], unsigned attempt)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t seed = (uint64_t)now.tv_sec * 1000000007u + (uint64_t)now.tv_nsec;
    seed = (seed ^ (uint64_t)getpid() << 40 ^ (uint64_t)attempt) * UINT64_C(0x9e3779b97f4a7c15);
    seed ^= seed >> 29;
    for (int i = 0; i < DRAFT_MARK_LENGTH; i++, seed /= sizeof letters - 1) {
        mark[i] = letters[seed % (sizeof letters - 1)];
    }
    mark[DRAFT_MARK_LENGTH] = '\0';
}

// FOLDER/.STEM.MARK.EXTENSION
static enum terr_code name_draft(struct terr_draft *draft, unsigned attempt, struct terr_error *err)
{
    char mark[DRAFT_MARK_LENGTH + 1];
    const char *name = terr_path_name(draft->target);
    const char *extension = strrchr(name, '.');
    if (!extension || extension == name || strlen(extension) > DRAFT_EXTENSION_MAX) {
        extension = name + strlen(name);
    }
    size_t stem = (size_t)(extension - name);
    if (stem > DRAFT_STEM_MAX) stem = DRAFT_STEM_MAX;

    struct terr_text path = TERR_TEXT_INIT;
    print_mark(mark, attempt);
    terr_text_add_bytes(&path, draft->target, (size_t)(name - draft->target));
    terr_text_add(&path, ".");
    terr_text_add_bytes(&path, name, stem);
    terr_text_print(&path, ".%s%s", mark, extension);
    const enum terr_code code = terr_text_check(&path, err);
    if (code) {
        terr_text_dispose(&path);
        return code;
    }
    terr_memory_free(draft->path);
    draft->path = path.bytes;
    return TERR_OK;
}

static enum terr_code create_draft(struct terr_draft *draft, struct terr_error *err)
{
    // the writer may open it again by its path, so that it needs leave to write until the end
    const mode_t mode = draft->replaces ? draft->mode | S_IRUSR | S_IWUSR : 0666;
    int fd = -1;
    for (unsigned attempt = 0; fd < 0; attempt++) {
        const enum terr_code code = name_draft(draft, attempt, err);
        if (code) return code;
        fd = open_again(draft->path, O_WRONLY | O_CREAT | O_EXCL, mode);
        if (fd < 0 && (errno != EEXIST || attempt + 1 == DRAFT_NAME_TRIES)) break;
    }
    if (fd < 0) {
        const int number = errno;
        terr_memory_free(draft->path); // so that nobody removes what is not ours
        draft->path = NULL;
        if (number != ENOENT) return fail_with(err, TERR_EOUTPUT, number);
        return terr_fail(err, TERR_EOUTPUT, "its folder does not exist");
    }
    struct stat status;
    if (!draft->replaces && fstat(fd, &status) == 0) draft->mode = status.st_mode & PERMISSIONS;
    close(fd);
    return TERR_OK;
}

static void free_draft(struct terr_draft *draft)
{
    terr_memory_free(draft->target);
    terr_memory_free(draft->path);
    terr_memory_free(draft);
}

enum terr_code terr_draft_open(struct terr_draft **out, const char *target, bool overwrite,
                               struct terr_error *err)
{
    enum terr_code code;
    *out = NULL;
    struct terr_draft *draft = terr_memory_new(1, sizeof *draft, err);
    if (!draft) return err->code;
    draft->overwrite = overwrite;
    if ((code = resolve_target(draft, target, err))) goto cleanup;
    if ((code = create_draft(draft, err))) goto cleanup;
    *out = draft;
    draft = NULL;
cleanup:
    if (draft) free_draft(draft);
    return code;
}

const char *terr_draft_path(const struct terr_draft *draft) { return draft->path; }

void terr_draft_discard(struct terr_draft *take_draft)
{
    if (!take_draft) return;
    unlink(take_draft->path);
    free_draft(take_draft);
}

static enum terr_code flush_draft(const struct terr_draft *draft, struct terr_error *err)
{
    int number = 0;
    const int fd = open_again(draft->path, O_RDWR, 0);
    if (fd < 0) return fail_with(err, TERR_EOUTPUT, errno);
    // a writer may have made the file anew with a mode of its own; where the file system knows no
    // modes there is none to keep
    (void)fchmod(fd, draft->mode);
    if (fsync(fd) && errno != EINVAL && errno != ENOTSUP) number = errno;
    if (close(fd) && !number && errno != EINTR) number = errno;
    return number ? fail_with(err, TERR_EOUTPUT, number) : TERR_OK;
}

// link() refuses a name that is taken, which rename() would replace without asking.
static enum terr_code place_new(const struct terr_draft *draft, struct terr_error *err)
{
    struct stat status;
    if (link(draft->path, draft->target) == 0) {
        unlink(draft->path);
        return TERR_OK;
    }
    if (errno == EEXIST) return fail_with(err, TERR_EOUTPUT, EEXIST);
    // FAT and some network file systems have no links
    if (lstat(draft->target, &status) == 0) return fail_with(err, TERR_EOUTPUT, EEXIST);
    if (rename(draft->path, draft->target)) return fail_with(err, TERR_EOUTPUT, errno);
    return TERR_OK;
}

static enum terr_code place_over(const struct terr_draft *draft, struct terr_error *err)
{
    if (rename(draft->path, draft->target)) return fail_with(err, TERR_EOUTPUT, errno);
    return TERR_OK;
}

// Makes the new name last through a power failure, where the file system can do that.
static void flush_folder(const struct terr_draft *draft)
{
    struct terr_error ignored;
    const size_t length = (size_t)(terr_path_name(draft->path) - draft->path);
    char *folder = terr_memory_copy(length ? draft->path : ".", length ? length : 1, &ignored);
    if (!folder) return;
    const int fd = open_again(folder, O_RDONLY | O_DIRECTORY, 0);
    terr_memory_free(folder);
    if (fd < 0) return;
    (void)fsync(fd);
    close(fd);
}

enum terr_code terr_draft_finish(struct terr_draft *take_draft, struct terr_error *err)
{
    enum terr_code code;
    if ((code = flush_draft(take_draft, err))) goto cleanup;
    code = take_draft->overwrite ? place_over(take_draft, err) : place_new(take_draft, err);
    if (code) goto cleanup;
    flush_folder(take_draft);
cleanup:
    if (code) unlink(take_draft->path);
    free_draft(take_draft);
    return code;
}

// Streams under a name, which a shell may have tied to a regular file that is not to be replaced.
static bool is_stream(const char *path)
{
    return strcmp(path, "/dev/stdout") == 0 || strcmp(path, "/dev/stderr") == 0 ||
           strncmp(path, "/dev/fd/", 8) == 0 || terr_file_kind(path) == TERR_FILE_OTHER;
}

enum terr_code terr_file_write(const char *target, const char *bytes, size_t length, bool overwrite,
                               struct terr_error *err)
{
    struct terr_draft *draft;
    if (is_stream(target)) return write_into(target, O_APPEND, bytes, length, err);
    enum terr_code code = terr_draft_open(&draft, target, overwrite, err);
    if (code) return code;
    if ((code = write_into(terr_draft_path(draft), O_TRUNC, bytes, length, err))) {
        terr_draft_discard(draft);
        return code;
    }
    return terr_draft_finish(draft, err);
}
