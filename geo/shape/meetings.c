#include <geo/shape/meetings.h>

#include <geo/base/memory.h>
#include <geo/shape/box_tree.h>

struct finder {
    const struct terr_rings *rings;
    struct terr_box_tree tree; // of the edges; the edge that begins at a node has its index
    size_t *polygon_of;        // by node
    bool *is_around;           // by polygon: whether it lies around the node asked of
    bool *meets;
    struct terr_pair_budget budget;
    bool gave_up;
    struct terr_error *err;
};

static size_t count_polygons(const struct terr_rings *rings)
{
    return rings->ring_count ? rings->rings[rings->ring_count - 1].polygon + 1 : 0;
}

static enum terr_code plant_tree(struct finder *finder)
{
    const struct terr_rings *rings = finder->rings;
    struct terr_box_tree *tree = &finder->tree;
    finder->polygon_of =
        terr_memory_new(rings->node_count, sizeof *finder->polygon_of, finder->err);
    if (!finder->polygon_of) return finder->err->code;
    for (size_t r = 0; r < rings->ring_count; r++) {
        const struct terr_ring *ring = &rings->rings[r];
        for (size_t i = ring->start; i < ring->end; i++) finder->polygon_of[i] = ring->polygon;
    }
    const enum terr_code code = terr_rings_plant(tree, rings, finder->err);
    for (size_t i = 0; !code && i < tree->counts[0]; i++) {
        tree->leaves[i].kin = finder->polygon_of[tree->leaves[i].first] + 1;
    }
    return code;
}

// Edges of two polygons whose boxes meet.
static bool visit(void *payload, size_t a, size_t b)
{
    struct finder *finder = payload;
    finder->meets[finder->polygon_of[a]] = true;
    finder->meets[finder->polygon_of[b]] = true;
    finder->gave_up = !terr_pair_budget_take(&finder->budget, 1);
    return !finder->gave_up;
}

// A polygon whose edges keep clear of all others lies in another wholly or not at all: a ray down
// from any node of it crosses the other's edges an odd number of times, or an even one.
static enum terr_code look_around(struct finder *finder, const struct terr_ring *shell)
{
    const struct terr_node *nodes = finder->rings->nodes, node = nodes[shell->start];
    const struct terr_box below = {{node.x, INT64_MIN}, node};
    struct terr_box_tree *tree = &finder->tree;
    const enum terr_code code = terr_box_tree_search(tree, below, finder->err);
    if (code) return code;
    if (!terr_pair_budget_take(&finder->budget, tree->found_count)) finder->gave_up = true;
    for (size_t i = 0; i < tree->found_count; i++) {
        const size_t edge = tree->found[i];
        if (!terr_lattice_is_above(node, nodes[edge], nodes[edge + 1])) continue;
        bool *is_around = &finder->is_around[finder->polygon_of[edge]];
        *is_around = !*is_around;
    }
    for (size_t i = 0; i < tree->found_count; i++) {
        const size_t other = finder->polygon_of[tree->found[i]];
        if (finder->is_around[other] && other != shell->polygon) {
            finder->meets[other] = finder->meets[shell->polygon] = true;
        }
        finder->is_around[other] = false;
    }
    return TERR_OK;
}

enum terr_code terr_meetings_find(bool *meets, const struct terr_rings *rings,
                                  struct terr_error *err)
{
    const size_t polygon_count = count_polygons(rings);
    struct finder finder = {.rings = rings,
                            .meets = meets,
                            .budget = terr_pair_budget_of(rings->node_count),
                            .err = err};
    for (size_t p = 0; p < polygon_count; p++) meets[p] = false;
    finder.is_around = terr_memory_new(polygon_count, sizeof *finder.is_around, err);
    enum terr_code code = finder.is_around ? plant_tree(&finder) : err->code;
    if (!code) terr_box_tree_join(&finder.tree, visit, &finder);
    for (size_t r = 0; r < rings->ring_count && !finder.gave_up && !code; r++) {
        if (!rings->rings[r].is_hole) code = look_around(&finder, &rings->rings[r]);
    }
    for (size_t p = 0; p < polygon_count && finder.gave_up; p++) meets[p] = true;
    terr_box_tree_dispose(&finder.tree);
    terr_memory_free(finder.polygon_of);
    terr_memory_free(finder.is_around);
    return code;
}
