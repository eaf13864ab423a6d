/* figure/matrix.h - the figures of what went from which statuses to which: a matrix whose rows are
 * the sets of statuses in one map (zone/statuses.h), and whose columns those in the next.
 */
#ifndef GEO_FIGURE_MATRIX_H
#define GEO_FIGURE_MATRIX_H

#include <geo/zone/statuses.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

struct terr_multipolygon;
struct terr_transitions;
struct terr_zones;

/* A cell with at least half a square metre in it. */
struct terr_matrix_cell {
    terr_status_set from; /* the row    */
    terr_status_set to;   /* the column */
    double area_m2;
    size_t transition; /* which of the transitions it is */
};

/* All-zero is none. Ended by terr_matrix_dispose. */
struct terr_matrix {
    bool known;
    terr_status_set present; /* statuses that either map has a polygon of */
    size_t status_count;
    double *from_m2; /* of each status the area of its zone in both maps; 0 of those not present */
    double *to_m2;
    struct terr_matrix_cell *cells; /* by `from`, then by `to` (terr_status_set_compare) */
    size_t count;
    bool adds_up; /* to the areas of the statuses, whole square metre by whole square metre */
    double shared_from_m2; /* ground that has several statuses, in both maps */
    double shared_to_m2;
};
TERR_API void terr_matrix_dispose(struct terr_matrix *matrix);

/* Measures transitions between two days. Areas are whole square metres: those of statuses are their
 * own, rounded, and not sums of cells; cells are their own to less than 2 m2, so that all cells
 * from sets that have a status add up to its area in `from`, and all cells to sets that have it to
 * that in `to` (figure/margins.h). Where the statuses divide the same ground on both maps, with
 * next to none in no status, areas are rounded so that both maps have as much of it: some up that
 * are nearer to what is below, or the other way round. Where cells do not add up so nearly, as with
 * geodesic edges, every area is left as it is and `adds_up` is false. Exchanging the days exchanges
 * `from` and `to` throughout, and changes nothing else.
 *
 * `out` must be all-zero. Fails with TERR_ENOMEM; `out` is then all-zero. */
TERR_API enum terr_code terr_matrix_measure(struct terr_matrix *out, struct terr_worker *worker,
                                            const struct terr_transitions *transitions,
                                            const struct terr_zones *from,
                                            const struct terr_zones *to,
                                            const struct terr_statuses *statuses,
                                            struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
