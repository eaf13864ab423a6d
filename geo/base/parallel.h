/* base/parallel.h - items worked on by several threads, and taken in order.
 *
 * Items are handed out from the first to the last, a run of neighbours at a time, so that a worker
 * finds in one item what it kept of the one before. Whatever the number of jobs, items are taken in
 * order and the outcome is the same: that of the lowest item that failed.
 */
#ifndef GEO_BASE_PARALLEL_H
#define GEO_BASE_PARALLEL_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_parallel {
    size_t count; /* items                                                                      */
    size_t jobs;  /* threads, the calling one included; with 0 or 1 no thread is made           */

    /* Makes and ends what each worker has of its own; both are called by the calling thread, each
     * worker is ended, and in the order in which they were made. */
    enum terr_code (*begin)(void *pool, void **worker, struct terr_error *err);
    void (*end)(void *pool, void *worker);
    void *pool;

    /* Works on an item, in any thread. It may wait for something that the work on a lower item
     * does, and for nothing that the work on a higher one does. */
    enum terr_code (*work)(void *payload, void *worker, size_t item, struct terr_error *err);

    /* Takes what work has made of an item: by the calling thread, in order, once for each item
     * below the first that fails. Whether work on higher items has begun is not known, but for
     * this: it is never more than terr_parallel_ahead items ahead of the first that was not taken.
     */
    enum terr_code (*take)(void *payload, size_t item, struct terr_error *err);
    void *payload;
};

/* Works on all items and takes them. Fails as work or take does, at the lowest item of which one of
 * them fails, and as begin; no thread is left when it returns. Where the system refuses a thread it
 * goes on with those it has. Signals are left to the calling thread. */
enum terr_code terr_parallel_map(const struct terr_parallel *map,
                                 struct terr_error *err) TERR_MUST_USE;

/* How many items may be begun and not taken; 1 with one job. */
size_t terr_parallel_ahead(size_t count, size_t jobs);

TERR_END_DECLS

#endif
