/* source/snapshot_pick.h - some features of a snapshot as a snapshot of their own. */
#ifndef GEO_SOURCE_SNAPSHOT_PICK_H
#define GEO_SOURCE_SNAPSHOT_PICK_H

#include <geo/source/snapshot.h>

TERR_BEGIN_DECLS

/* Appends to `snapshot` the parts of `from`, and of its features those at `indexes`, in that order.
 * Shapes are copied; properties and documents are borrowed, so that `from` must outlive `snapshot`.
 * `from` is only looked at: several threads may pick from one. What the document says of its own
 * date is not taken over. Fails with TERR_ENOMEM; `snapshot` is then to be freed. */
enum terr_code terr_snapshot_pick(struct terr_snapshot *snapshot, const struct terr_snapshot *from,
                                  const size_t *indexes, size_t count,
                                  struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
