/* figure/inspections.h - every snapshot of an archive inspected, by several threads, told in order.
 */
#ifndef GEO_FIGURE_INSPECTIONS_H
#define GEO_FIGURE_INSPECTIONS_H

#include <geo/base/progress.h>
#include <geo/figure/inspection.h>
#include <geo/zone/worker.h>

TERR_BEGIN_DECLS

/* Is told of a snapshot by the calling thread, in the order of the archive. `inspection` is the
 * callee's to free; or it is NULL, and `fault` says why (terr_inspection_make). Whatever it returns
 * but TERR_OK ends the walk. */
typedef enum terr_code (*terr_inspections_see)(void *payload, size_t index,
                                               struct terr_inspection *inspection,
                                               const struct terr_error *fault,
                                               struct terr_error *err);

struct terr_inspections_options {
    struct terr_inspection_options look;
    terr_inspections_see see;
    void *payload;
    struct terr_progress progress; /* by snapshots */
    size_t jobs; /* threads, the calling one included; 0: that one alone. Nothing else depends on
                    it */
};

/* Inspects all snapshots. `effort` (or NULL) is told what it took. Fails as options->see does, and
 * with TERR_ENOMEM, TERR_ECANCEL. */
TERR_API enum terr_code terr_inspections_walk(struct terr_effort *effort,
                                              const struct terr_ruler *ruler,
                                              const struct terr_archive *archive,
                                              const struct terr_inspections_options *options,
                                              struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
