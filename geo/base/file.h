/* base/file.h - files read whole, and written whole or not at all. */
#ifndef GEO_BASE_FILE_H
#define GEO_BASE_FILE_H

#include <geo/base/error.h>
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

/* Identity of a file on its device; two paths with the same one are the same file.
 * False where the path leads nowhere. */
struct terr_file_identity {
    uint64_t device;
    uint64_t number;
};
TERR_API bool terr_file_identity(struct terr_file_identity *out, const char *path);

/* Paths, each and the list owned; ended by terr_paths_dispose. All-zero is empty. */
struct terr_paths {
    char **paths;
    size_t count;
    size_t capacity;
};
TERR_API void terr_paths_dispose(struct terr_paths *paths);

/* Appends a copy of `path`. */
TERR_API enum terr_code terr_paths_add(struct terr_paths *paths, const char *path,
                                       struct terr_error *err) TERR_MUST_USE;

/* Appends the entries of a folder, not descending, as FOLDER/NAME in byte order of the names; names
 * that begin with '.' are left out. Fails with TERR_EIO or TERR_ENOMEM; entries already appended
 * stay. */
TERR_API enum terr_code terr_paths_add_folder(struct terr_paths *paths, const char *folder,
                                              struct terr_error *err) TERR_MUST_USE;

/* Appends the paths that match a glob pattern (*, ?, [..]), in byte order whatever the locale.
 * No match appends nothing and is TERR_OK. */
TERR_API enum terr_code terr_paths_add_glob(struct terr_paths *paths, const char *pattern,
                                            struct terr_error *err) TERR_MUST_USE;

/* The part of a path after its last '/' (of "a/b/" too it is "b/"; the root is "/"). Borrowed. */
TERR_API const char *terr_path_name(const char *path);

/* True where the name ends in `extension` (with its point: ".geojson"), in any ASCII case. */
TERR_API bool terr_path_has_extension(const char *path, const char *extension);

/* A file that is being written beside its target and takes the target's place only when whole.
 *
 *     struct terr_draft *draft;
 *     if ((code = terr_draft_open(&draft, target, overwrite, err))) ...
 *     ... write to terr_draft_path(draft) ...
 *     code = terr_draft_finish(draft, err);      or   terr_draft_discard(draft);
 *
 * The draft's name is in the target's folder, begins with '.', and keeps the target's extension
 * (writers such as GDAL's look at it). */
struct terr_draft;

/* Creates the draft as an empty file. The target will have the mode that it has, or 0666 less the
 * umask where it is new; where it is a symbolic link to a file, that file is replaced and the link
 * stays.
 *
 * Fails with TERR_EOUTPUT: the target exists and `overwrite` is false, is a folder, a device or a
 * FIFO, or its folder is missing or may not be written; TERR_ENOMEM. *out is then NULL. As in every
 * function below, the sentence does not repeat the path. */
TERR_API enum terr_code terr_draft_open(struct terr_draft **out, const char *target, bool overwrite,
                                        struct terr_error *err) TERR_MUST_USE;
TERR_API const char *terr_draft_path(const struct terr_draft *draft);

/* Flushes the draft to disk and renames it to the target; frees `take_draft` in every case. Where
 * `overwrite` was false and the target has appeared meanwhile, it is left alone. Fails with
 * TERR_EOUTPUT: nothing of the draft is then left behind and an old target is as it was. */
TERR_API enum terr_code terr_draft_finish(struct terr_draft *take_draft,
                                          struct terr_error *err) TERR_MUST_USE;

/* Removes the draft, leaving the target as it was; NULL is legal. */
TERR_API void terr_draft_discard(struct terr_draft *take_draft);

/* Writes a whole file or nothing: terr_draft_open, write, terr_draft_finish. A target that exists
 * and is neither a regular file nor a folder (/dev/full, a FIFO) is written to directly, as are
 * /dev/stdout, /dev/stderr and /dev/fd/N, whatever they lead to. */
TERR_API enum terr_code terr_file_write(const char *target, const char *bytes, size_t length,
                                        bool overwrite, struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
