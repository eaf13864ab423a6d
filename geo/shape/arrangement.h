/* shape/arrangement.h - how noded chains lie to each other: what follows what around a face, which
 * face lies in which, and how often the chains wind round each.
 *
 * A chain is two darts, one each way. Darts that follow each other with one face on their left form
 * a loop. A face has one loop round it from outside (the outer face has none) and one round each
 * separate thing inside it.
 */
#ifndef GEO_SHAPE_ARRANGEMENT_H
#define GEO_SHAPE_ARRANGEMENT_H

#include <geo/shape/chains.h>

TERR_BEGIN_DECLS

#define TERR_NO_LOOP SIZE_MAX

struct terr_dart {
    struct terr_node origin;
    struct terr_node towards; /* the node after it on the chain */
    int64_t weight;
    size_t chain; /* and whether it goes along it, or back                        */
    bool is_back;
    size_t vertex; /* the number of its origin                                     */
    size_t twin;   /* the dart back                                                */
    size_t next;   /* the dart that goes on where it ends, with the same face left */
    size_t loop;   /* the loop it is in                                            */
};

struct terr_loop {
    size_t first;    /* a dart in it                                                        */
    size_t face;     /* the loop round its face from outside; TERR_NO_LOOP in the outer face */
    int64_t winding; /* of its face                                                         */
    bool reached;    /* whether face and winding are known                                  */
};

/* All-zero (TERR_ARRANGEMENT_INIT) is empty. Ended by terr_arrangement_dispose. */
struct terr_arrangement {
    struct terr_dart *darts; /* by origin, around each counter-clockwise from straight down */
    size_t dart_count;
    size_t vertex_count;
    struct terr_loop *loops;
    size_t loop_count;
    bool sound; /* false: the chains do not balance, or overlap; what is above means nothing */
};
#define TERR_ARRANGEMENT_INIT      \
    {                              \
        NULL, 0, 0, NULL, 0, false \
    }

/* Arranges chains that meet in their ends alone and have their westernmost nodes there
 * (terr_noding_snap), or some of such chains. `out` must be empty. Fails with TERR_ENOMEM; then and
 * always terr_arrangement_dispose ends it. Takes n log n. */
enum terr_code terr_arrangement_build(struct terr_arrangement *out,
                                      const struct terr_chains *chains,
                                      struct terr_error *err) TERR_MUST_USE;
void terr_arrangement_dispose(struct terr_arrangement *plan);

TERR_END_DECLS

#endif
