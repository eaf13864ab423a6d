/* source/virtual_path.h - what the name of a file tells of what is inside it. Asks no file.
 */
#ifndef GEO_SOURCE_VIRTUAL_PATH_H
#define GEO_SOURCE_VIRTUAL_PATH_H

#include <geo/base/api.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

/* True where the path begins as those of virtual file systems do: "/vsi". */
bool terr_virtual_path_is(const char *path);

/* True where the name is that of a file which holds others: .zip, .tar, .tgz, .tar.gz,
 * and the zips .kmz (KML) and .shz (shapefile). */
bool terr_virtual_path_is_bundle(const char *path);

/* True for .tar, .tgz and .tar.gz. */
bool terr_virtual_path_is_tar(const char *path);

TERR_END_DECLS

#endif
