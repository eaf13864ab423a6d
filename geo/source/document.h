/* source/document.h - a JSON document, in whatever form it holds a map: GeoJSON, GeoJSON inside a
 * wrapper, lists of rings. Which forms there are is said by profiles.
 */
#ifndef GEO_SOURCE_DOCUMENT_H
#define GEO_SOURCE_DOCUMENT_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_profile;
struct terr_snapshot;

/* Fills the part of a snapshot that was added last. A document that has a "type" is GeoJSON;
 * otherwise it must have the form of one of the `count` profiles. What terr_snapshot_parse says of
 * documents and errors holds here. On failure the snapshot is still the caller's to free. */
enum terr_code terr_document_read(struct terr_snapshot *snapshot, const char *bytes, size_t length,
                                  const struct terr_profile *const *profiles, size_t count,
                                  struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
