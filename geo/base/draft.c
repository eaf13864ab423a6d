// realpath() is in the X/Open part of POSIX.1-2008
#define _XOPEN_SOURCE 700

#include <geo/base/draft.h>

#include <geo/base/file.h>
#include <geo/base/memory.h>
#include <geo/base/paths.h>
#include <geo/base/system.h>
#include <geo/base/text.h>
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PERMISSIONS ((mode_t)0777)
#define DRAFT_TRIES 100
#define DRAFT_MARK_LENGTH 6
// A name may have 255 bytes nearly everywhere; the draft's adds two points and the mark.
#define DRAFT_STEM_MAX 180
#define DRAFT_EXTENSION_MAX 40

struct terr_draft {
    char *target; /* resolved: the file itself, where a symbolic link was named */
    char *path;
    bool overwrite;
    bool replaces; /* a target that was there at the start  */
    mode_t mode;   /* that the target has, or is to have     */
};

// Opens, writes, closes; `flags` say how.
static enum terr_code write_into(const char *path, int flags, const char *bytes, size_t length,
                                 struct terr_error *err)
{
    const int fd = terr_system_open(path, O_WRONLY | flags, 0);
    if (fd < 0) return terr_system_fail(err, TERR_EOUTPUT, errno);
    const enum terr_code code = terr_system_write(fd, bytes, length, err);
    // some file systems say only here that the disk is full; EINTR leaves the file closed
    if (close(fd) && !code && errno != EINTR) return terr_system_fail(err, TERR_EOUTPUT, errno);
    return code;
}

// The target as it is named, where nothing is there yet.
static enum terr_code resolve_new(struct terr_draft *draft, const char *target,
                                  struct terr_error *err)
{
    const char *name = terr_path_name(target);
    if (*name == '\0') return terr_fail(err, TERR_EOUTPUT, "the path is empty");
    if (name[strlen(name) - 1] == '/') return terr_system_fail(err, TERR_EOUTPUT, EISDIR);
    draft->target = terr_memory_copy(target, strlen(target), err);
    return draft->target ? TERR_OK : err->code;
}

// The file that is there. With `*has_gone` another process has taken it away meanwhile, and `err`
// is untouched.
static enum terr_code resolve_old(struct terr_draft *draft, const char *target,
                                  const struct stat *status, bool *has_gone, struct terr_error *err)
{
    if (S_ISDIR(status->st_mode)) return terr_system_fail(err, TERR_EOUTPUT, EISDIR);
    if (!S_ISREG(status->st_mode)) return terr_fail(err, TERR_EOUTPUT, "is not a regular file");
    if (!draft->overwrite) return terr_system_fail(err, TERR_EOUTPUT, EEXIST);

    char *resolved = realpath(target, NULL);
    *has_gone = !resolved && errno == ENOENT;
    if (*has_gone) return TERR_EOUTPUT;
    if (!resolved) return terr_system_fail(err, TERR_EOUTPUT, errno);
    draft->target = terr_memory_copy(resolved, strlen(resolved), err);
    free(resolved); // realpath's, not base/memory's
    draft->replaces = true;
    draft->mode = status->st_mode & PERMISSIONS;
    return draft->target ? TERR_OK : err->code;
}

// Other processes may write the same target at the same time, so that between any two looks at it a
// file may have come or gone: only of one that is a link can it be said that it leads nowhere.
static enum terr_code resolve_target(struct terr_draft *draft, const char *target,
                                     struct terr_error *err)
{
    enum terr_code code;
    bool has_gone;
    unsigned attempt = 0;
    do {
        struct stat status;
        bool is_there = stat(target, &status) == 0;
        if (!is_there && errno != ENOENT) return terr_system_fail(err, TERR_EOUTPUT, errno);
        if (!is_there && lstat(target, &status) == 0) {
            if (S_ISLNK(status.st_mode)) {
                return terr_fail(err, TERR_EOUTPUT, "is a symbolic link that leads nowhere");
            }
            is_there = true;
        }
        has_gone = false;
        code = is_there ? resolve_old(draft, target, &status, &has_gone, err)
                        : resolve_new(draft, target, err);
    } while (has_gone && ++attempt < DRAFT_TRIES);
    return has_gone ? terr_system_fail(err, code, ENOENT) : code;
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
        fd = terr_system_open(draft->path, O_WRONLY | O_CREAT | O_EXCL, mode);
        if (fd < 0 && (errno != EEXIST || attempt + 1 == DRAFT_TRIES)) break;
    }
    if (fd < 0) {
        const int number = errno;
        terr_memory_free(draft->path); // so that nobody removes what is not ours
        draft->path = NULL;
        if (number != ENOENT) return terr_system_fail(err, TERR_EOUTPUT, number);
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

enum terr_code terr_draft_fill(const struct terr_draft *draft, const char *bytes, size_t length,
                               struct terr_error *err)
{
    return write_into(draft->path, O_TRUNC, bytes, length, err);
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
    const int fd = terr_system_open(draft->path, O_RDWR, 0);
    if (fd < 0) return terr_system_fail(err, TERR_EOUTPUT, errno);
    // a writer may have made the file anew with a mode of its own; where the file system knows no
    // modes there is none to keep
    (void)fchmod(fd, draft->mode);
    if (fsync(fd) && errno != EINVAL && errno != ENOTSUP) number = errno;
    if (close(fd) && !number && errno != EINTR) number = errno;
    return number ? terr_system_fail(err, TERR_EOUTPUT, number) : TERR_OK;
}

// link() refuses a name that is taken, which rename() would replace without asking.
static enum terr_code place_new(const struct terr_draft *draft, struct terr_error *err)
{
    struct stat status;
    if (link(draft->path, draft->target) == 0) {
        unlink(draft->path);
        return TERR_OK;
    }
    if (errno == EEXIST) return terr_system_fail(err, TERR_EOUTPUT, EEXIST);
    // FAT and some network file systems have no links
    if (lstat(draft->target, &status) == 0) return terr_system_fail(err, TERR_EOUTPUT, EEXIST);
    if (rename(draft->path, draft->target)) return terr_system_fail(err, TERR_EOUTPUT, errno);
    return TERR_OK;
}

static enum terr_code place_over(const struct terr_draft *draft, struct terr_error *err)
{
    if (rename(draft->path, draft->target)) return terr_system_fail(err, TERR_EOUTPUT, errno);
    return TERR_OK;
}

// Makes the new name last through a power failure, where the file system can do that.
static void flush_folder(struct terr_draft *draft)
{
    const size_t length = (size_t)(terr_path_name(draft->path) - draft->path);
    draft->path[length] = '\0'; // the draft has its new name: only its folder is left to tell
    const int fd = terr_system_open(length ? draft->path : ".", O_RDONLY | O_DIRECTORY, 0);
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

bool terr_draft_is_stream(const char *path)
{
    return strcmp(path, "/dev/stdout") == 0 || strcmp(path, "/dev/stderr") == 0 ||
           strncmp(path, "/dev/fd/", 8) == 0 || terr_file_kind(path) == TERR_FILE_OTHER;
}

enum terr_code terr_draft_write(const char *target, const char *bytes, size_t length,
                                bool overwrite, struct terr_error *err)
{
    struct terr_draft *draft;
    if (terr_draft_is_stream(target)) return write_into(target, O_APPEND, bytes, length, err);
    enum terr_code code = terr_draft_open(&draft, target, overwrite, err);
    if (code) return code;
    if ((code = terr_draft_fill(draft, bytes, length, err))) {
        terr_draft_discard(draft);
        return code;
    }
    return terr_draft_finish(draft, err);
}
