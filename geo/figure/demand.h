/* figure/demand.h - figures that are wanted of many pairs of snapshots, each worked out once.
 *
 * Whoever wants figures says so first and looks at them after: in between each snapshot is read
 * once, each difference between two zones taken once, and cut by regions once, however many want
 * it. Figures of regions are those that a change by regions tells (terr_figures_apportion).
 */
#ifndef GEO_FIGURE_DEMAND_H
#define GEO_FIGURE_DEMAND_H

#include <geo/base/progress.h>
#include <geo/figure/measure.h>
#include <geo/zone/origin.h>
#include <geo/zone/worker.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_regions;
struct terr_ruler;
struct terr_zone_list;

/* Not one region, but all of the zone. */
#define TERR_WANTED_WHOLE SIZE_MAX

/* The figures of a zone between two snapshots of an archive, by a ruler. */
struct terr_wanted {
    size_t from; /* indexes in the archive, from <= to; alike where one date alone counts */
    size_t to;
    size_t zone;   /* index in the zone list */
    size_t region; /* index in the demand's regions, at most their count; or TERR_WANTED_WHOLE */
    const struct terr_ruler *ruler; /* borrowed               */
    bool changes_only;              /* the areas at both ends are not wanted, and stay 0 */
    bool is_unmet;                  /* with `keep_going`: a snapshot of it cannot be used */
    struct terr_figures figures;    /* once it is met                                     */
};

/* In the order in which they were added. All-zero is none; ended by terr_demand_dispose. */
struct terr_demand {
    const struct terr_regions *regions; /* borrowed; NULL: no region is wanted */
    bool keep_going; /* what a snapshot that cannot be used is needed for is left unmet */
    char *fault;     /* of the earliest pair that was left unmet; owned, or NULL        */
    struct terr_wanted *wanted;
    size_t count;
    size_t capacity;
    size_t pair_count;           /* once it is met: different pairs of snapshots                */
    size_t repaired_count;       /* snapshots read in which something had to be repaired        */
    double repair_max_m2;        /* the most that repairs changed in one of them                */
    struct terr_origins origins; /* of the snapshots that were read                       */
    struct terr_effort effort;   /* what it took, over all threads                              */
};

/* Adds one; the same may be added again. Fails with TERR_ENOMEM. */
enum terr_code terr_demand_add(struct terr_demand *demand, const struct terr_wanted *wanted,
                               struct terr_error *err) TERR_MUST_USE;

struct terr_demand_options {
    struct terr_progress progress; /* by pairs */
    size_t jobs; /* threads, the calling one included; 0: that one alone. No number depends on it */
};

/* Works out the figures of all that is wanted, which may be nothing. What is held in memory is the
 * zones of the snapshots that are wanted within the longest window, not those of the archive. Fails
 * as terr_archive_read, terr_zones_build and terr_delta_between, with the fault of the earliest
 * pair that has one, unless it is of a snapshot (terr_snapshot_is_bad) and demand->keep_going;
 * TERR_ECANCEL. */
enum terr_code terr_demand_meet(struct terr_demand *demand, const struct terr_archive *archive,
                                const struct terr_zone_list *list,
                                const struct terr_demand_options *options,
                                struct terr_error *err) TERR_MUST_USE;

void terr_demand_dispose(struct terr_demand *demand);

TERR_END_DECLS

#endif
