/* source/content.h - what a snapshot shows, known again whatever its bytes are. */
#ifndef GEO_SOURCE_CONTENT_H
#define GEO_SOURCE_CONTENT_H

#include <geo/base/digest.h>

TERR_BEGIN_DECLS

struct terr_snapshot;

/* A digest of the polygons of a classified snapshot and their statuses, whatever the order of its
 * features. Two snapshots with the same one show the same map: what a publisher writes beside it,
 * such as the file's own name or the day, does not count, nor does what has no polygon.
 * Fails with TERR_ENOMEM; `out` is then not to be read. */
enum terr_code terr_snapshot_content(char out[TERR_DIGEST_SIZE],
                                     const struct terr_snapshot *snapshot,
                                     struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
