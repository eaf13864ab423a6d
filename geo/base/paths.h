/* base/paths.h - lists of paths, and what a path's letters tell. */
#ifndef GEO_BASE_PATHS_H
#define GEO_BASE_PATHS_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

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

/* What `path` means where it stands in the file `file`: from the folder of that file on, unless it
 * is absolute. To be freed; NULL with TERR_ENOMEM in `err`. */
char *terr_path_beside(const char *file, const char *path, struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
