/* export/matrix.h - what went from which statuses to which, in every form.
 *
 * Ground that several statuses cover at once has all of them, as "occupied+contested", in rows and
 * columns of their own; ground that none covers is "none". So the area of a status is the sum of
 * every cell in whose row (or column) it has a part, and no sum counts ground twice but where it
 * asks for two statuses. Cells with less than half a square metre are left out.
 *
 * Every function appends to `out`; ask terr_text_check whether all of it fitted.
 */
#ifndef GEO_EXPORT_MATRIX_H
#define GEO_EXPORT_MATRIX_H

#include <geo/base/text.h>
#include <geo/figure/series.h>

TERR_BEGIN_DECLS

struct terr_matrix;
struct terr_measured_change;
struct terr_ruler;
struct terr_statuses;
struct terr_transitions;

/* The matrix of a change, and all that an output must name. Borrowed. */
struct terr_change_matrix {
    const struct terr_measured_change *measured; /* of all its zones, the statuses among them */
    const struct terr_statuses *statuses;
    const struct terr_transitions *transitions;
    const struct terr_matrix *matrix; /* of the transitions */
};

/* from,to,from_snapshot,to_snapshot,from_status,to_status,area_km2: a row for each cell. Dates are
 * empty in an undated archive. */
TERR_API void terr_csv_change_matrix(struct terr_text *out, const struct terr_change_matrix *of);

/* schemas/change-matrix.schema.json; `warnings` as in terr_json_change. */
TERR_API void terr_json_change_matrix(struct terr_text *out, const struct terr_change_matrix *of,
                                      size_t warnings);

/* A FeatureCollection as terr_geojson_change gives it: a MultiPolygon for each cell whose ground
 * changed its status, with the properties from_status, to_status, from, from_snapshot, to,
 * to_snapshot and area_km2. Ground that stayed as it was is left out: it is the map itself. */
TERR_API void terr_geojson_change_matrix(struct terr_text *out,
                                         const struct terr_change_matrix *of);

/* For people: what changed, the largest area first; what did not; and the area of each status. */
TERR_API void terr_plain_change_matrix(struct terr_text *out, const struct terr_change_matrix *of);

/* date,snapshot,since,from_status,to_status,area_km2: for each date a row for each cell of what
 * passed since the row before. The first date, and one without a map, have one row with what is not
 * known left empty. The series was walked with `statuses`. */
TERR_API void terr_csv_series_matrix(struct terr_text *out, const struct terr_series *series,
                                     const struct terr_archive *archive,
                                     const struct terr_statuses *statuses);

/* schemas/series-matrix.schema.json; `warnings` as in terr_json_series. */
TERR_API void terr_json_series_matrix(struct terr_text *out, const struct terr_series *series,
                                      const struct terr_archive *archive,
                                      const struct terr_statuses *statuses,
                                      const struct terr_ruler *ruler,
                                      const struct terr_series_options *options, size_t warnings);

/* Features of one date as terr_geojson_change_matrix gives them, from the date of the row before to
 * that of the row; a comma and a line end stand before each but the first in `out`. */
TERR_API void terr_geojson_add_transitions(struct terr_text *out,
                                           const struct terr_archive *archive,
                                           const struct terr_statuses *statuses,
                                           const struct terr_dated_transitions *dated);

/* The FeatureCollection of a series, around all of its features. */
TERR_API void terr_geojson_series_matrix(struct terr_text *out, const struct terr_text *features,
                                         const struct terr_series *series,
                                         const struct terr_archive *archive,
                                         const struct terr_statuses *statuses,
                                         const struct terr_ruler *ruler, enum terr_every every);

TERR_END_DECLS

#endif
