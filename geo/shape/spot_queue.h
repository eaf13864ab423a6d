/* shape/spot_queue.h - numbered things, the cheapest first, whose cost may change. */
#ifndef GEO_SHAPE_SPOT_QUEUE_H
#define GEO_SHAPE_SPOT_QUEUE_H

#include <geo/base/error.h>
#include <geo/shape/lattice.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* A binary heap (J. W. J. Williams, Algorithm 232: Heapsort, Communications of the ACM 7, 1964)
 * that knows where everything is in it. Of equal costs the node that comes first in
 * terr_node_compare goes first, then the lower number. All-zero is empty. */
struct terr_spot_queue {
    const struct terr_node *nodes; /* borrowed, by number */
    double *costs;                 /* by number           */
    size_t *heap;                  /* numbers             */
    size_t count;
    size_t *places; /* by number: 1 + where it is in the heap, 0 where it is not */
};

/* Room for the numbers below `capacity`. Fails with TERR_ENOMEM; terr_spot_queue_dispose ends it
 * then and always. */
enum terr_code terr_spot_queue_init(struct terr_spot_queue *queue, const struct terr_node *nodes,
                                    size_t capacity, struct terr_error *err) TERR_MUST_USE;
void terr_spot_queue_dispose(struct terr_spot_queue *queue);

/* Puts a number in with this cost, or changes its cost. */
void terr_spot_queue_put(struct terr_spot_queue *queue, size_t spot, double cost);

/* Takes a number out where it is in. */
void terr_spot_queue_drop(struct terr_spot_queue *queue, size_t spot);

/* Takes out the cheapest; there must be one. */
size_t terr_spot_queue_pop(struct terr_spot_queue *queue);

TERR_END_DECLS

#endif
