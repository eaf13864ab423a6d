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

enum terr_code terr_chains_add_node(struct terr_chains *chains, struct terr_node node,
                                    struct terr_error *err)
{
    struct terr_node *nodes = terr_memory_grow(chains->nodes, &chains->node_capacity,
                                               chains->node_count + 1, sizeof *nodes, err);
    if (!nodes) return err->code;
    chains->nodes = nodes;
    nodes[chains->node_count++] = node;
    return TERR_OK;
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

enum terr_code terr_chains_end(struct terr_chains *chains, int64_t weight, struct terr_error *err)
{
    const size_t first = chains->count ? chains->items[chains->count - 1].last + 1 : 0;
    const struct terr_chain chain = {first, chains->node_count - 1, weight};
    return terr_chains_add(chains, chain, err);
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
    return terr_box_tree_build(tree, err);
}
