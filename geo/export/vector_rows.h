/* export/vector_rows.h - the parts of a change as rows of the tables of GIS programs, for files
 * (export/vector.h) and databases (export/database.h) alike. */
#ifndef GEO_EXPORT_VECTOR_ROWS_H
#define GEO_EXPORT_VECTOR_ROWS_H

#include <geo/base/date.h>
#include <geo/base/error.h>
#include <geo/base/text.h>
#include <geo/export/part.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

struct terr_vector_row {
    const char *change; /* the name of its kind (export/part_kind.h) */
    size_t zone_index;  /* in the list of zones */
    const char *zone;   /* UTF-8 */
    const char *region; /* UTF-8; NULL: none */
    double area_km2;    /* the number that the text forms print */
    double noise_km2;   /* these three where the change is drawn (zone/drawing.h) */
    double drawn_km2;
    double displaced_km2;
    const struct terr_multipolygon *shape;
};

/* One end of the change, the same for all rows. */
struct terr_vector_end {
    bool dated;
    struct terr_civil date;
    const char *snapshot; /* UTF-8 */
};

/* All-zero is nothing; ended by terr_vector_rows_dispose. */
struct terr_vector_rows {
    struct terr_vector_end from, to;
    struct terr_vector_row *rows; /* in the order of terr_part_next */
    size_t count;
    bool is_drawn;  /* the rows have noise_km2, drawn_km2 and displaced_km2 */
    bool has_noise; /* and these are known                                  */
    bool is_simplified;
    struct terr_text method;     /* a sentence                                                   */
    struct terr_text provenance; /* an object of JSON: attribution, method, snapshots, borders   */
    const char *attribution;     /* NULL: none */
    size_t capacity;
    struct terr_vector_names *names; /* what the rows borrow, one for each */
    size_t name_capacity;
    struct terr_text from_snapshot, to_snapshot;
};

/* The rows of the kinds in the set `kinds`. They borrow the shapes of the change. Fails with
 * TERR_ENOMEM; `out`, which must be all-zero, is to be disposed of then too. */
enum terr_code terr_vector_rows_fill(struct terr_vector_rows *out,
                                     const struct terr_measured_change *measured, unsigned kinds,
                                     struct terr_error *err) TERR_MUST_USE;
void terr_vector_rows_dispose(struct terr_vector_rows *rows);

TERR_END_DECLS

#endif
