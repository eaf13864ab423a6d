/* shape/chains.h - chains of edges on the grid, each counted a number of times.
 *
 * What geometry is worked on: rings, the stretches in which two maps differ, what is left of them
 * when they were cut where they meet.
 */
#ifndef GEO_SHAPE_CHAINS_H
#define GEO_SHAPE_CHAINS_H

#include <geo/base/error.h>
#include <geo/shape/lattice.h>

TERR_BEGIN_DECLS

struct terr_box_tree;
struct terr_rings;

/* A chain goes from nodes[first] to nodes[last], over the nodes between; last > first. */
struct terr_chain {
    size_t first;
    size_t last;
    int64_t weight; /* how often it is counted; negative: as often the other way round */
    size_t ring;    /* chains of one number other than 0 belong to a simple ring: where two of them,
                       or two edges of one, share a point, it is an end of both */
};

/* Chains in the order of their nodes. One may begin at the node where the one before it ended. Edge
 * i, from nodes[i] to nodes[i + 1], belongs to one chain, or to none where one ends at nodes[i] and
 * the next does not begin there. All-zero (TERR_CHAINS_INIT) is empty. Ended by
 * terr_chains_dispose. */
struct terr_chains {
    struct terr_node *nodes;
    size_t node_count;
    size_t node_capacity;
    struct terr_chain *items;
    size_t count;
    size_t capacity;
};
#define TERR_CHAINS_INIT       \
    {                          \
        NULL, 0, 0, NULL, 0, 0 \
    }
void terr_chains_dispose(struct terr_chains *chains);

/* Makes room for so many more nodes. Fails with TERR_ENOMEM; `chains` is as before. */
enum terr_code terr_chains_reserve(struct terr_chains *chains, size_t count,
                                   struct terr_error *err) TERR_MUST_USE;

/* Appends a node to the chain being written, and ends that chain: the nodes added since the last
 * one ended. Fail with TERR_ENOMEM. */
enum terr_code terr_chains_add_node(struct terr_chains *chains, struct terr_node node,
                                    struct terr_error *err) TERR_MUST_USE;
enum terr_code terr_chains_end(struct terr_chains *chains, int64_t weight, size_t ring,
                               struct terr_error *err) TERR_MUST_USE;

/* Appends a chain over nodes that are there. Fails with TERR_ENOMEM. */
enum terr_code terr_chains_add(struct terr_chains *chains, struct terr_chain chain,
                               struct terr_error *err) TERR_MUST_USE;

/* The chain that an edge belongs to, which must be one's. */
const struct terr_chain *terr_chains_find(const struct terr_chains *chains, size_t edge);

/* The boxes of the edges, by the index of the node that each begins at, those of a ring as one kin;
 * a node that begins none has a box that meets nothing. `tree` must be empty. Fails with
 * TERR_ENOMEM. */
enum terr_code terr_chains_plant(struct terr_box_tree *tree, const struct terr_chains *chains,
                                 struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
