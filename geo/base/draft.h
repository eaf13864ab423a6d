/* base/draft.h - files written whole or not at all. */
#ifndef GEO_BASE_DRAFT_H
#define GEO_BASE_DRAFT_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

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

/* Writes the whole content of the draft. Fails with TERR_EOUTPUT; the draft is still to be ended.
 */
TERR_API enum terr_code terr_draft_fill(const struct terr_draft *draft, const char *bytes,
                                        size_t length, struct terr_error *err) TERR_MUST_USE;

/* Flushes the draft to disk and renames it to the target; frees `take_draft` in every case. Where
 * `overwrite` was false and the target has appeared meanwhile, it is left alone. Fails with
 * TERR_EOUTPUT: nothing of the draft is then left behind and an old target is as it was. */
TERR_API enum terr_code terr_draft_finish(struct terr_draft *take_draft,
                                          struct terr_error *err) TERR_MUST_USE;

/* Removes the draft, leaving the target as it was; NULL is legal. */
TERR_API void terr_draft_discard(struct terr_draft *take_draft);

/* True for what is written to directly, because no file can take its place: /dev/stdout,
 * /dev/stderr and /dev/fd/N, which a shell may have tied to a file, and every path that leads to
 * something other than a regular file or a folder (/dev/full, a FIFO). */
TERR_API bool terr_draft_is_stream(const char *path);

/* Writes a whole file or nothing: terr_draft_open, write, terr_draft_finish. A stream (see above)
 * is appended to. Fails with TERR_EOUTPUT and TERR_ENOMEM. */
TERR_API enum terr_code terr_draft_write(const char *target, const char *bytes, size_t length,
                                         bool overwrite, struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
