/* source/reader.h - a document, in whatever form it comes, into a snapshot.
 *
 * Which form it is, its name tells. GeoJSON and the like go to our own strict reader, packed (.gz)
 * or behind a virtual path (/vsizip/..., /vsicurl/...) too. The formats of GIS programs go to GDAL
 * (source/ogr.h), TopoJSON too. A bundle (.zip, .tar, .tgz, .tar.gz, .kmz, .shz) is read as the
 * maps in it, each a part of the one snapshot. Any other name is taken for JSON.
 */
#ifndef GEO_SOURCE_READER_H
#define GEO_SOURCE_READER_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_paths;

struct terr_profile;
struct terr_profile_list;
struct terr_snapshot;

/* The profiles that reading goes by: a document has the form that one of them says, and a path
 * names a layer of one of them. One that was chosen, or all that there are. Borrowed. */
struct terr_guide {
    const struct terr_profile *const *profiles;
    size_t count;
};
struct terr_guide terr_guide_of(const struct terr_profile_list *list);

/* Reads a JSON document into `snapshot` as a further part, by a guide; NULL: by all built-in
 * profiles, which are then loaded for this one document. `bytes[length]` must be NUL; `path` is ""
 * where the bytes have none. Fails as terr_snapshot_parse; the sentence does not repeat the path.
 * On failure the snapshot is still the caller's to free. */
enum terr_code terr_snapshot_add_bytes(struct terr_snapshot *snapshot, const char *path,
                                       const char *bytes, size_t length,
                                       const struct terr_guide *guide,
                                       struct terr_error *err) TERR_MUST_USE;

/* The same of a file. TopoJSON is known by its content, whatever it is called: the first "type" in
 * its first 6000 bytes is "Topology". Fails also with TERR_EIO, and as
 * terr_ogr_read and terr_virtual_file_read; a sentence on a file inside a bundle begins with its
 * path. */
enum terr_code terr_snapshot_add_file(struct terr_snapshot *snapshot, const char *path,
                                      const struct terr_guide *guide,
                                      struct terr_error *err) TERR_MUST_USE;

/* Whether a file of this name is taken for a map where a folder holds it: .geojson, .json, both
 * with .gz, .topojson, what terr_ogr_reads, and bundles. */
bool terr_reader_reads(const char *path);

/* Whether a file of this name is of a format that is not read from a pipe: what terr_ogr_reads,
 * bundles, and what is packed. */
bool terr_reader_needs_regular(const char *path);

/* Appends the paths of the snapshots that a path means: the maps inside a bundle or a virtual
 * folder, in byte order, where at least one of them has a date in its name; otherwise the path
 * itself. Fails with TERR_EDATA (a virtual folder without maps) and as terr_virtual_file_members;
 * the sentence begins with the path. */
enum terr_code terr_reader_expand(struct terr_paths *out, const char *path,
                                  struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
