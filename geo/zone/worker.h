/* zone/worker.h - what one thread works with, and what it has done. */
#ifndef GEO_ZONE_WORKER_H
#define GEO_ZONE_WORKER_H

#include <geo/base/error.h>
#include <geo/base/times.h>
#include <geo/zone/memo.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_delta;
struct terr_engine;
struct terr_multipolygon;
struct terr_ruler;

/* What was done, and how long it took. All-zero is nothing. */
struct terr_effort {
    struct terr_times times;
    size_t snapshot_count; /* snapshots of which zones were built                              */
    size_t delta_count;    /* differences taken between two zones                              */
    size_t overlay_count;  /* those of them that the overlay answered (shape/delta.h)          */
    size_t intersection_count; /* grounds that two zones have in common, always by overlay      */
};

/* Adds `part` to `sum`. */
TERR_API void terr_effort_add(struct terr_effort *sum, const struct terr_effort *part);

/* Used by one thread at a time; one for each thread. All-zero is none yet; ended by
 * terr_worker_dispose. */
struct terr_worker {
    struct terr_engine *engine;     /* its own                           */
    const struct terr_ruler *ruler; /* borrowed; all workers may share it */
    struct terr_effort effort;
    struct terr_memo memo; /* what it made of the snapshot before */
};

/* Fails with TERR_ENOMEM; there is then nothing to dispose of. */
TERR_API enum terr_code terr_worker_init(struct terr_worker *worker, const struct terr_ruler *ruler,
                                         struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_worker_dispose(struct terr_worker *worker);

/* terr_area_m2 and terr_delta_between, with the time they take put down to their phases. */
TERR_API double terr_worker_area_m2(struct terr_worker *worker,
                                    const struct terr_multipolygon *shape);
TERR_API enum terr_code terr_worker_delta(struct terr_delta *out, struct terr_worker *worker,
                                          const struct terr_multipolygon *from,
                                          const struct terr_multipolygon *to,
                                          struct terr_error *err) TERR_MUST_USE;

/* Workers for terr_parallel_map, of one ruler; what they have done is added up as they are ended.
 * The two functions fit the members `begin` and `end` of struct terr_parallel, whose `pool` is then
 * a struct terr_worker_pool. */
struct terr_worker_pool {
    const struct terr_ruler *ruler; /* borrowed */
    struct terr_effort effort;
};
enum terr_code terr_worker_begin(void *pool, void **worker, struct terr_error *err) TERR_MUST_USE;
void terr_worker_end(void *pool, void *worker);

TERR_END_DECLS

#endif
