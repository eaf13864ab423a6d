/* base/file.h - files read whole. */
#ifndef GEO_BASE_FILE_H
#define GEO_BASE_FILE_H

#include <geo/base/error.h>
#include <geo/base/text.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

TERR_BEGIN_DECLS

/* The largest file read into memory: 2 GiB. The largest real snapshot known has 4 MB. */
#define TERR_FILE_SIZE_MAX ((size_t)1 << 31)

/* Bytes of a file, followed by one NUL that `length` does not count. All-zero is empty. */
struct terr_bytes {
    char *bytes;
    size_t length;
};

/* Frees the bytes; all-zero is legal, and what is left. */
TERR_API void terr_bytes_dispose(struct terr_bytes *bytes);

/* Reads a whole file, or standard input where `path` is "-". A short read is continued, an
 * interrupted one repeated; a pipe or FIFO is read to its end.
 *
 * Fails with TERR_EIO: the path does not exist, is a folder, may not be read, is longer than
 * TERR_FILE_SIZE_MAX, or reading broke off; TERR_ENOMEM. The sentence does not repeat the path:
 * put it in front with terr_within. */
TERR_API enum terr_code terr_file_read(struct terr_bytes *out, const char *path,
                                       struct terr_error *err) TERR_MUST_USE;

/* What a path leads to, symbolic links followed. */
enum terr_file_kind { TERR_FILE_MISSING, TERR_FILE_REGULAR, TERR_FILE_FOLDER, TERR_FILE_OTHER };
TERR_API enum terr_file_kind terr_file_kind(const char *path);

/* Appends the path of what a symbolic link leads to; the path itself where it is no link, or one
 * that leads nowhere. */
TERR_API void terr_file_add_resolved(struct terr_text *out, const char *path);

/* Identity of a file on its device; two paths with the same one are the same file.
 * False where the path leads nowhere. */
struct terr_file_identity {
    uint64_t device;
    uint64_t number;
};
TERR_API bool terr_file_identity(struct terr_file_identity *out, const char *path);

/* True where two paths name one file, however they are spelled: one that is there, or one yet to be
 * made in a folder that is. */
TERR_API bool terr_file_is_same(const char *left, const char *right);

TERR_END_DECLS

#endif
