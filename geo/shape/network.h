/* shape/network.h - the borders between shapes as arcs from one junction to the next.
 *
 * Where three borders or more meet, or one comes back to itself, is a junction; between two of them
 * runs an arc, with one face on its left all the way and one on its right. A border without any
 * junction is an arc of its own, a ring. So an edge that several shapes share is there once, and
 * whatever is done to it is done to all of them.
 */
#ifndef GEO_SHAPE_NETWORK_H
#define GEO_SHAPE_NETWORK_H

#include <geo/shape/chains.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

/* An arc over nodes[first .. last]. A ring does not repeat its first node; any other arc begins and
 * ends at a junction, which may be the same. */
struct terr_arc {
    size_t first;
    size_t last;
    bool is_ring;
    size_t from; /* junctions, by number; of no meaning for a ring */
    size_t to;
    int64_t left; /* winding numbers of the faces beside it */
    int64_t right;
};

/* All-zero (TERR_NETWORK_INIT) is empty. Ended by terr_network_dispose. */
struct terr_network {
    struct terr_node *nodes; /* arc by arc; those of junctions are repeated in each arc */
    size_t node_count;
    struct terr_arc *arcs;
    size_t arc_count;
    size_t *meeting; /* the arcs that begin or end at a junction, one after the other: those */
    size_t *meeting_start; /* of junction j from meeting_start[j] on, up to meeting_start[j + 1] */
    size_t junction_count;
    bool sound; /* false: the chains do not balance, or overlap; what is above means nothing */
};
#define TERR_NETWORK_INIT                      \
    {                                          \
        NULL, 0, NULL, 0, NULL, NULL, 0, false \
    }

/* The arcs of chains as terr_noding_snap gives them. `out` must be empty. Fails with TERR_ENOMEM;
 * then and always terr_network_dispose ends it. Takes n log n. */
enum terr_code terr_network_build(struct terr_network *out, const struct terr_chains *chains,
                                  struct terr_error *err) TERR_MUST_USE;
void terr_network_dispose(struct terr_network *network);

TERR_END_DECLS

#endif
