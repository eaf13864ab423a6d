// realpath() is in the X/Open part of POSIX.1-2008
#define _XOPEN_SOURCE 700

#include <geo/base/file.h>

#include <geo/base/memory.h>
#include <geo/base/paths.h>
#include <geo/base/system.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_STEP ((size_t)1 << 16) // bytes asked of a stream of unknown length at first

void terr_bytes_dispose(struct terr_bytes *bytes)
{
    const struct terr_bytes empty = {NULL, 0};
    terr_memory_free(bytes->bytes);
    *bytes = empty;
}

// How much to make room for at first: what the file is said to have, and one byte more so that
// the end is seen without growing.
static enum terr_code first_room(size_t *room, int fd, struct terr_error *err)
{
    struct stat status;
    if (fstat(fd, &status)) return terr_system_fail(err, TERR_EIO, errno);
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
        if (got < 0 && terr_system_try_again(fd, POLLIN)) continue;
        if (got < 0) {
            (void)terr_system_fail(err, TERR_EIO, errno);
            return terr_within(err, "reading broke off after %zu bytes", out->length);
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
    const int fd = is_input ? STDIN_FILENO : terr_system_open(path, O_RDONLY, 0);
    if (fd < 0) return terr_system_fail(err, TERR_EIO, errno);
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

void terr_file_add_resolved(struct terr_text *out, const char *path)
{
    struct stat status;
    char *resolved = NULL;
    if (lstat(path, &status) == 0 && S_ISLNK(status.st_mode)) resolved = realpath(path, NULL);
    terr_text_add(out, resolved ? resolved : path);
    free(resolved); // realpath's, not base/memory's
}

bool terr_file_identity(struct terr_file_identity *out, const char *path)
{
    struct stat status;
    if (stat(path, &status)) return false;
    out->device = (uint64_t)status.st_dev;
    out->number = (uint64_t)status.st_ino;
    return true;
}

static bool is_same_identity(const char *left, const char *right)
{
    struct terr_file_identity a, b;
    return terr_file_identity(&a, left) && terr_file_identity(&b, right) && a.device == b.device &&
           a.number == b.number;
}

// Longer paths than systems take lead nowhere.
#define FOLDER_MAX 4096

// The folder that a file of this path is in or would be.
static void print_folder(char out[FOLDER_MAX], const char *path)
{
    const int length = (int)(terr_path_name(path) - path);
    snprintf(out, FOLDER_MAX, "%.*s.", length, path);
}

bool terr_file_is_same(const char *left, const char *right)
{
    char left_folder[FOLDER_MAX], right_folder[FOLDER_MAX];
    if (strcmp(left, right) == 0 || is_same_identity(left, right)) return true;
    if (strcmp(terr_path_name(left), terr_path_name(right)) != 0) return false;
    print_folder(left_folder, left);
    print_folder(right_folder, right);
    return is_same_identity(left_folder, right_folder);
}
