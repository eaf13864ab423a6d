/* shape/box_tree.h - which of many boxes meet one box.
 *
 * The boxes are kept in the order given, sixteen at a time under one box around them, those again
 * sixteen at a time, and so on. Neighbours in the order should be neighbours on the map, as the
 * edges of a ring are; then a search takes little more than the logarithm of their number.
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

/* A box that holds nothing and meets no box that holds something. */
struct terr_box terr_box_nowhere(void);

/* All-zero (TERR_BOX_TREE_INIT) holds no box. Ended by terr_box_tree_dispose. */
#define TERR_BOX_TREE_LEVELS 17 /* of sixteen each: more than there are sizes */
struct terr_box_tree {
    struct terr_box *boxes;
    size_t
        starts[TERR_BOX_TREE_LEVELS]; /* of each level in `boxes`; the lowest is the boxes given */
    size_t counts[TERR_BOX_TREE_LEVELS];
    size_t levels;
    size_t *found; /* what the last search found */
    size_t found_count;
    size_t found_capacity;
};
#define TERR_BOX_TREE_INIT            \
    {                                 \
        NULL, {0}, {0}, 0, NULL, 0, 0 \
    }

/* Room for `count` boxes, which the caller writes into tree->boxes[0 .. count), and then
 * terr_box_tree_build. The tree must be empty. Fails with TERR_ENOMEM. */
enum terr_code terr_box_tree_reserve(struct terr_box_tree *tree, size_t count,
                                     struct terr_error *err) TERR_MUST_USE;
void terr_box_tree_build(struct terr_box_tree *tree);

/* Finds the boxes from index `first` on that share a point with `box`: tree->found, in order, until
 * the next search. Fails with TERR_ENOMEM. */
enum terr_code terr_box_tree_search(struct terr_box_tree *tree, struct terr_box box, size_t first,
                                    struct terr_error *err) TERR_MUST_USE;

/* Shows every pair of boxes that share a point to `visit`, once, as two indexes, the smaller first,
 * until it answers false. Neighbours are tried together, so that n boxes along a line take little
 * more than n steps; n boxes above each other take n^2. */
typedef bool (*terr_box_visit)(void *payload, size_t a, size_t b);
void terr_box_tree_join(const struct terr_box_tree *tree, terr_box_visit visit, void *payload);

void terr_box_tree_dispose(struct terr_box_tree *tree);

TERR_END_DECLS

#endif
