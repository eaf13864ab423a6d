/* shape/box_tree.h - which of many boxes meet one box, or each other.
 *
 * Boxes that follow each other should be neighbours on the map, as the edges of a ring are: up to
 * eight of a run are kept under one box around them, those eight at a time under another, and
 * so on. Where a run ends the next may begin anywhere: runs are taken in the order of a curve that
 * fills the map (D. Hilbert, Ueber die stetige Abbildung einer Linie auf ein Flächenstück,
 * Mathematische Annalen 38, 1891), so that it does not matter in which order they were given. A
 * search then takes little more than the logarithm of their number.
 */
#ifndef GEO_SHAPE_BOX_TREE_H
#define GEO_SHAPE_BOX_TREE_H

#include <geo/base/error.h>
#include <geo/shape/lattice.h>

TERR_BEGIN_DECLS

/* Its sides belong to it. */
struct terr_box {
    struct terr_node low;
    struct terr_node high;
};

/* The box around the segment from a to b. */
struct terr_box terr_box_around(struct terr_node a, struct terr_node b);

/* A box that holds nothing and meets no box that holds something. It ends a run. */
struct terr_box terr_box_nowhere(void);

/* Neighbours among the boxes given. */
struct terr_box_leaf {
    size_t first;
    size_t count;
    size_t kin; /* 0; or a number that the owner of the tree gave after building it */
};

/* All-zero (TERR_BOX_TREE_INIT) holds no box. Ended by terr_box_tree_dispose. */
#define TERR_BOX_TREE_LEVELS 23 /* of eight each: more than there are sizes */
struct terr_box_tree {
    struct terr_box *boxes; /* as given */
    size_t count;
    struct terr_box_leaf *leaves;
    struct terr_box *around;             /* the boxes around the leaves, around those, and so on */
    size_t starts[TERR_BOX_TREE_LEVELS]; /* of each level in `around`; the lowest is the leaves' */
    size_t counts[TERR_BOX_TREE_LEVELS];
    size_t levels;
    size_t *found; /* what the last search found */
    size_t found_count;
    size_t found_capacity;
};
#define TERR_BOX_TREE_INIT                           \
    {                                                \
        NULL, 0, NULL, NULL, {0}, {0}, 0, NULL, 0, 0 \
    }

/* Room for `count` boxes, which the caller writes into tree->boxes[0 .. count), and then
 * terr_box_tree_build. The tree must be empty. Both fail with TERR_ENOMEM. */
enum terr_code terr_box_tree_reserve(struct terr_box_tree *tree, size_t count,
                                     struct terr_error *err) TERR_MUST_USE;
enum terr_code terr_box_tree_build(struct terr_box_tree *tree,
                                   struct terr_error *err) TERR_MUST_USE;

/* Finds the boxes that share a point with `box`: tree->found, in no order, until the next search.
 * Fails with TERR_ENOMEM. */
enum terr_code terr_box_tree_search(struct terr_box_tree *tree, struct terr_box box,
                                    struct terr_error *err) TERR_MUST_USE;

/* Shows every pair of boxes that share a point to `visit`, once, as two indexes, the smaller first,
 * until it answers false; but no two boxes from leaves of one kin other than 0. Neighbours are
 * tried together, so that n boxes along lines take little more than n steps; n boxes above each
 * other take n^2. */
typedef bool (*terr_box_visit)(void *payload, size_t a, size_t b);
void terr_box_tree_join(const struct terr_box_tree *tree, terr_box_visit visit, void *payload);

void terr_box_tree_dispose(struct terr_box_tree *tree);

/* How many pairs of edges that come near each other are looked at before something else is tried
 * (shape/sweep.h, or the engine): a map has two or three for each node, a hostile file as many as
 * it likes. */
struct terr_pair_budget {
    size_t left;
};

static inline struct terr_pair_budget terr_pair_budget_of(size_t node_count)
{
    const struct terr_pair_budget budget = {64 * node_count + 10000};
    return budget;
}

/* Takes `count` of them; false where they are spent. */
static inline bool terr_pair_budget_take(struct terr_pair_budget *budget, size_t count)
{
    const bool suffices = count <= budget->left;
    budget->left = suffices ? budget->left - count : 0;
    return suffices;
}

TERR_END_DECLS

#endif
