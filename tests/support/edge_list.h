/* support/edge_list.h - chains (shape/chains.h) edge by edge.
 *
 * Include it after check.h. Every function fails the running test (cmocka) where something does not
 * work.
 */
#ifndef TESTS_SUPPORT_EDGE_LIST_H
#define TESTS_SUPPORT_EDGE_LIST_H

#include <geo/shape/chains.h>
#include <stdlib.h>

struct edge {
    struct terr_node from, to;
    int64_t weight;
};

struct edge_list {
    struct edge *items;
    size_t count;
};

/* Appends an edge as a chain of its own. */
static inline void edge_add(struct terr_chains *chains, const struct edge *edge)
{
    struct terr_error err;
    check_ok(terr_chains_add_node(chains, edge->from, &err));
    check_ok(terr_chains_add_node(chains, edge->to, &err));
    check_ok(terr_chains_end(chains, edge->weight, 0, &err));
}

static inline int edge_compare(const void *left, const void *right)
{
    const struct edge *a = left, *b = right;
    const int by_from = terr_node_compare(a->from, b->from);
    return by_from ? by_from : terr_node_compare(a->to, b->to);
}

/* The edges of all chains, as they run. Freed with free(list.items). */
static inline struct edge_list edge_list_of(const struct terr_chains *chains)
{
    struct edge_list list = {calloc(chains->node_count + 1, sizeof *list.items), 0};
    assert_non_null(list.items);
    for (size_t c = 0; c < chains->count; c++) {
        const struct terr_chain *chain = &chains->items[c];
        assert_true(chain->first < chain->last && chain->last < chains->node_count);
        assert_true(c == 0 || chain->first >= chains->items[c - 1].last);
        for (size_t i = chain->first; i < chain->last; i++) {
            const struct edge edge = {chains->nodes[i], chains->nodes[i + 1], chain->weight};
            list.items[list.count++] = edge;
        }
    }
    return list;
}

/* The same, each with its smaller end first, sorted. */
static inline struct edge_list edge_list_sorted(const struct terr_chains *chains)
{
    const struct edge_list list = edge_list_of(chains);
    for (size_t i = 0; i < list.count; i++) {
        const struct edge edge = list.items[i], turned = {edge.to, edge.from, -edge.weight};
        if (terr_node_compare(edge.from, edge.to) > 0) list.items[i] = turned;
    }
    if (list.count) qsort(list.items, list.count, sizeof *list.items, edge_compare);
    return list;
}

#endif
