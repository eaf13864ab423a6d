/* source/virtual_file_gate.h - what the library asks of GDAL's virtual file systems. A table of the
 * module "gdal" (base/module.h), which source/virtual_file.c goes through.
 */
#ifndef GEO_SOURCE_VIRTUAL_FILE_GATE_H
#define GEO_SOURCE_VIRTUAL_FILE_GATE_H

#include <geo/base/paths.h>

TERR_BEGIN_DECLS

/* Takes a piece of a file, which may be empty. Anything but TERR_OK, with `err` set, ends it. */
typedef enum terr_code (*terr_virtual_take)(void *payload, const char *bytes, size_t length,
                                            struct terr_error *err);

struct terr_virtual_file_gate {
    /* Gives the bytes of a file to `take`, in order; of one named .gz those that it unpacks to,
     * where `unpacks`. Fails as terr_virtual_file_read and as `take` does. */
    enum terr_code (*read)(const char *path, bool unpacks, terr_virtual_take take, void *payload,
                           struct terr_error *err);

    /* As the functions terr_virtual_file_* (source/virtual_file.h) of the same names. */
    enum terr_code (*check)(const char *path, struct terr_error *err);
    enum terr_code (*members)(struct terr_paths *out, const char *path,
                              bool (*wanted)(const char *path), struct terr_error *err);
    bool (*exists)(const char *path);
    bool (*is_folder)(const char *path);
};

TERR_END_DECLS

#endif
