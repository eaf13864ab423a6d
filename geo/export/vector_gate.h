/* export/vector_gate.h - what the library asks of GDAL's writers of files. A table of the module
 * "gdal" (base/module.h), which export/vector.c goes through.
 */
#ifndef GEO_EXPORT_VECTOR_GATE_H
#define GEO_EXPORT_VECTOR_GATE_H

#include <geo/base/error.h>
#include <geo/base/file.h>
#include <geo/export/part_kind.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

struct terr_vector_rows;

#define TERR_VECTOR_FILES 5

struct terr_vector_layer {
    const char *name;        /* of the kind whose rows it has; NULL ends a list of layers */
    const char *description; /* for people */
};

struct terr_vector_dataset {
    const char *driver;                            /* the name under which GDAL knows the format */
    const char *extensions[TERR_VECTOR_FILES + 1]; /* of the files that come of it, the one that is
                                                      opened last; ends with NULL */
    const char *clock; /* an instant in ISO 8601, noted where a format wants to know the time */
    bool short_names;  /* fields have names of at most 10 characters */
    struct terr_vector_layer layers[TERR_PART_KINDS + 1]; /* of kinds that have one each. None: all
                                                             is in one layer, "change" */
    const struct terr_vector_rows *rows;
};

struct terr_vector_gate {
    /* `out[i]`, all-zero, becomes the bytes of the file extensions[i], the caller's to dispose of
     * in every case. Registers GDAL's drivers on the first call, which must come from the main
     * thread. Fails with TERR_EOUTPUT (GDAL's own words) and TERR_ENOMEM. */
    enum terr_code (*write)(struct terr_bytes out[TERR_VECTOR_FILES],
                            const struct terr_vector_dataset *dataset, struct terr_error *err);
    const char *(*version)(void); /* of GDAL at run time; static */
};

TERR_END_DECLS

#endif
