/* source/reader.h - a document, in whatever form it comes, into a snapshot. */
#ifndef GEO_SOURCE_READER_H
#define GEO_SOURCE_READER_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_profile;
struct terr_snapshot;

/* Reads a JSON document into `snapshot` as a further part, in the form that the profile says, or,
 * where that is NULL, in that of whichever built-in profile the document has. The part's layer is
 * the one of the profile (or of any built-in one) that the path names. `bytes[length]` must be NUL;
 * `path` is "" where the bytes have none. Fails as terr_snapshot_parse; the sentence does not
 * repeat the path. On failure the snapshot is still the caller's to free. */
enum terr_code terr_snapshot_add_bytes(struct terr_snapshot *snapshot, const char *path,
                                       const char *bytes, size_t length,
                                       const struct terr_profile *profile,
                                       struct terr_error *err) TERR_MUST_USE;

/* The same of a file. Fails also with TERR_EIO. */
enum terr_code terr_snapshot_add_file(struct terr_snapshot *snapshot, const char *path,
                                      const struct terr_profile *profile,
                                      struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
