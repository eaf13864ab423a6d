#include <geo/source/virtual_path.h>

#include <geo/base/paths.h>
#include <string.h>

bool terr_virtual_path_is(const char *path) { return strncmp(path, "/vsi", 4) == 0; }

bool terr_virtual_path_is_tar(const char *path)
{
    return terr_path_has_extension(path, ".tar") || terr_path_has_extension(path, ".tgz") ||
           terr_path_has_extension(path, ".tar.gz");
}

bool terr_virtual_path_is_bundle(const char *path)
{
    return terr_virtual_path_is_tar(path) || terr_path_has_extension(path, ".zip") ||
           terr_path_has_extension(path, ".kmz") || terr_path_has_extension(path, ".shz");
}
