#include <geo/shape/chains.h>

#include <geo/base/memory.h>
#include <geo/shape/box_tree.h>

void terr_chains_dispose(struct terr_chains *chains)
{
    const struct terr_chains empty = TERR_CHAINS_INIT;
    terr_memory_free(chains->nodes);
    terr_memory_free(chains->items);
    *chains = empty;
}

enum terr_code terr_chains_reserve(struct terr_chains *chains, size_t count, struct terr_error *err)
{
    struct terr_node *nodes = terr_memory_grow(chains->nodes, &chains->node_capacity,
                                               chains->node_count + count, sizeof *nodes, err);
    if (!nodes) return err->code;
    chains->nodes = nodes;
    return TERR_OK;
}

enum terr_code terr_chains_add_node(struct terr_chains *chains, struct terr_node node,
                                    struct terr_error *err)
{
    const enum terr_code code = terr_chains_reserve(chains, 1, err);
    if (!code) chains->nodes[chains->node_count++] = node;
    return code;
}

enum terr_code terr_chains_add(struct terr_chains *chains, struct terr_chain chain,
                               struct terr_error *err)
{
    struct terr_chain *items =
        terr_memory_grow(chains->items, &chains->capacity, chains->count + 1, sizeof *items, err);
    if (!items) return err->code;
    chains->items = items;
    items[chains->count++] = chain;
    return TERR_OK;
}

enum terr_code terr_chains_end(struct terr_chains *chains, int64_t weight, size_t ring,
                               struct terr_error *err)
{
    const size_t first = chains->count ? chains->items[chains->count - 1].last + 1 : 0;
    const struct terr_chain chain = {first, chains->node_count - 1, weight, ring};
    return terr_chains_add(chains, chain, err);
}

const struct terr_chain *terr_chains_find(const struct terr_chains *chains, size_t edge)
{
    size_t low = 0, high = chains->count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (chains->items[middle].first <= edge) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &chains->items[low];
}

// The ring that the edges of a leaf belong to, all of them.
static size_t ring_of(const struct terr_chains *chains, const struct terr_box_leaf *leaf)
{
    const struct terr_chain *chain = terr_chains_find(chains, leaf->first);
    return leaf->first + leaf->count <= chain->last ? chain->ring : 0;
}

enum terr_code terr_chains_plant(struct terr_box_tree *tree, const struct terr_chains *chains,
                                 struct terr_error *err)
{
    const enum terr_code code = terr_box_tree_reserve(tree, chains->node_count, err);
    if (code) return code;
    size_t at = 0;
    for (size_t p = 0; p < chains->count; p++) {
        const struct terr_chain *chain = &chains->items[p];
        while (at < chain->first) tree->boxes[at++] = terr_box_nowhere();
        for (; at < chain->last; at++) {
            tree->boxes[at] = terr_box_around(chains->nodes[at], chains->nodes[at + 1]);
        }
    }
    while (at < chains->node_count) tree->boxes[at++] = terr_box_nowhere();
    const enum terr_code built = terr_box_tree_build(tree, err);
    for (size_t i = 0; !built && i < tree->counts[0]; i++) {
        tree->leaves[i].kin = ring_of(chains, &tree->leaves[i]);
    }
    return built;
}
