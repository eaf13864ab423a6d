/* source/source_paths.h - which files a user's sources mean. */
#ifndef GEO_SOURCE_SOURCE_PATHS_H
#define GEO_SOURCE_SOURCE_PATHS_H

#include <geo/base/paths.h>

TERR_BEGIN_DECLS

/* Standard input, as a source and as a path. */
#define TERR_STANDARD_INPUT "-"

/* Appends the paths of the files that `sources` mean, in the order given: standard input; of a
 * folder the files that are named like maps (terr_reader_reads); a virtual path (/vsizip/...); what
 * a glob matches (a text with '*', '?' or '[' that is not itself a path), folders left aside; any
 * other file. A file that is there twice is kept where it stood first, under the least of its paths
 * in byte order.
 *
 * Bundles give way to the maps in them where those are dated (terr_reader_expand).
 *
 * Folders in a folder are passed over, but for those that bear the name of one of `layers`: their
 * files are taken as if each were a source itself.
 *
 * Fails with TERR_EIO (a source does not exist, a folder cannot be read), TERR_EDATA (a folder or
 * glob without files), TERR_EARG (no source), TERR_ENOMEM; paths already appended stay. */
enum terr_code terr_source_paths(struct terr_paths *out, const char *const *sources, size_t count,
                                 const struct terr_paths *layers,
                                 struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
