/* export/vector_gate.h - what the library asks of GDAL's writers. A table of the module "gdal"
 * (base/module.h), which export/vector.c goes through.
 */
#ifndef GEO_EXPORT_VECTOR_GATE_H
#define GEO_EXPORT_VECTOR_GATE_H

#include <geo/base/date.h>
#include <geo/base/error.h>
#include <geo/base/file.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

struct terr_multipolygon;

struct terr_vector_row {
    const char *change;
    const char *zone;   /* UTF-8 */
    const char *region; /* UTF-8; NULL: none */
    double area_km2;
    const struct terr_multipolygon *shape;
};

/* One end of the change, the same for all rows. */
struct terr_vector_end {
    bool dated;
    struct terr_civil date;
    const char *snapshot; /* UTF-8 */
};

struct terr_vector_layer {
    const char *driver; /* the name under which GDAL knows the format */
    const char *extension;
    const char *clock; /* an instant in ISO 8601, noted where a format wants to know the time */
    struct terr_vector_end from, to;
    const struct terr_vector_row *rows;
    size_t count;
};

struct terr_vector_gate {
    /* `*out` becomes the bytes of the file, the caller's to dispose of. Registers GDAL's drivers on
     * the first call, which must come from the main thread. Fails with TERR_EOUTPUT (GDAL's own
     * words) and TERR_ENOMEM. */
    enum terr_code (*write)(struct terr_bytes *out, const struct terr_vector_layer *layer,
                            struct terr_error *err);
    const char *(*version)(void); /* of GDAL at run time; static */
};

TERR_END_DECLS

#endif
