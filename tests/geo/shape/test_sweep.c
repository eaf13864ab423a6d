#include "../../support/check.h"

#include "../../support/random_shapes.h"
#include <geo/shape/chains.h>
#include <geo/shape/sweep.h>

#define MOST_NODES 64

struct answer {
    size_t touched[MOST_NODES];
    size_t below[MOST_NODES];
    bool plain;
};

// ---- the same, node by node and pair by pair ----

struct edge {
    struct terr_node low, high;
    size_t index;
};

static size_t list_edges(struct edge *edges, const struct terr_chains *chains)
{
    size_t count = 0;
    for (size_t p = 0; p < chains->count; p++) {
        for (size_t i = chains->items[p].first; i < chains->items[p].last; i++) {
            const struct terr_node a = chains->nodes[i], b = chains->nodes[i + 1];
            const bool ahead = terr_node_compare(a, b) < 0;
            edges[count++] = (struct edge){ahead ? a : b, ahead ? b : a, i};
        }
    }
    return count;
}

static bool is_inside(const struct edge *edge, struct terr_node node)
{
    return terr_lattice_turn(edge->low, edge->high, node) == 0 &&
           terr_node_compare(edge->low, node) < 0 && terr_node_compare(node, edge->high) < 0;
}

static bool fall_together(const struct edge *a, const struct edge *b)
{
    if (terr_lattice_turn(a->low, a->high, b->low) != 0) return false;
    if (terr_lattice_turn(a->low, a->high, b->high) != 0) return false;
    return terr_node_compare(a->low, b->high) < 0 && terr_node_compare(b->low, a->high) < 0;
}

// Which of two edges below a node is above the other, just east of where they are on its meridian.
static bool is_above(const struct edge *a, const struct edge *b, struct terr_node node)
{
    const int64_t a_x = a->high.x - a->low.x, a_y = a->high.y - a->low.y;
    const int64_t b_x = b->high.x - b->low.x, b_y = b->high.y - b->low.y;
    const int64_t a_height = a->low.y * a_x + (node.x - a->low.x) * a_y;
    const int64_t b_height = b->low.y * b_x + (node.x - b->low.x) * b_y;
    if (a_height * b_x != b_height * a_x) return a_height * b_x > b_height * a_x;
    return a_y * b_x > b_y * a_x;
}

static bool closes(const struct terr_chains *chains, size_t a, size_t b)
{
    for (size_t p = 0; p < chains->count; p++) {
        const struct terr_chain *chain = &chains->items[p];
        if (chain->first == a && chain->last == b) return true;
        if (chain->first == b && chain->last == a) return true;
    }
    return false;
}

static void look_at_node(struct answer *answer, const struct terr_chains *chains, size_t at,
                         const struct edge *edges, size_t count)
{
    const struct terr_node node = chains->nodes[at];
    const struct edge *below = NULL;
    size_t others = 0, closing = 0;
    for (size_t i = 0; i < chains->node_count; i++) {
        if (i == at || !terr_node_same(chains->nodes[i], node)) continue;
        others++;
        closing += closes(chains, at, i);
    }
    const bool shared = others > 0 && !(others == 1 && closing == 1);
    answer->touched[at] = shared ? TERR_SWEEP_SHARED : TERR_SWEEP_ALONE;
    for (size_t i = 0; i < count; i++) {
        const struct edge *edge = &edges[i];
        if (terr_node_same(edge->low, node) || terr_node_same(edge->high, node)) continue;
        if (is_inside(edge, node)) {
            answer->touched[at] = edge->index;
            continue;
        }
        if (terr_lattice_passes(edge->low, edge->high, node)) answer->plain = false;
        if (terr_node_compare(edge->low, node) > 0 || terr_node_compare(edge->high, node) < 0) {
            continue;
        }
        if (terr_lattice_turn(edge->low, edge->high, node) < 0) continue;
        if (!below || is_above(edge, below, node)) below = edge;
    }
    answer->below[at] = below ? below->index : TERR_SWEEP_NOTHING;
}

static void look_at_all(struct answer *answer, const struct terr_chains *chains)
{
    struct edge edges[MOST_NODES];
    const size_t count = list_edges(edges, chains);
    struct terr_node at;
    answer->plain = true;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1; k < count; k++) {
            const struct edge *a = &edges[i], *b = &edges[k];
            if (terr_lattice_cross(&at, a->low, a->high, b->low, b->high)) answer->plain = false;
            if (fall_together(a, b)) answer->plain = false;
        }
    }
    for (size_t i = 0; i < chains->node_count; i++) look_at_node(answer, chains, i, edges, count);
}

// ---- tests ----

// One or more open chains or rings of a few edges on a field.
static void draw_chains(struct terr_chains *chains, uint64_t *random, int64_t field)
{
    struct terr_error err;
    const size_t count = 1 + random_draw(random) % 4;
    for (size_t p = 0; p < count; p++) {
        const size_t nodes = 2 + random_draw(random) % 4;
        const size_t first = chains->node_count;
        for (size_t i = 0; i < nodes; i++) {
            struct terr_node node;
            do {
                node.x = (int64_t)(random_draw(random) % (uint64_t)field);
                node.y = (int64_t)(random_draw(random) % (uint64_t)field);
            } while (i > 0 && terr_node_same(chains->nodes[chains->node_count - 1], node));
            check_ok(terr_chains_add_node(chains, node, &err));
        }
        const struct terr_node start = chains->nodes[first];
        const bool closed = terr_node_same(chains->nodes[chains->node_count - 1], start);
        if (nodes > 2 && !closed && random_draw(random) % 2) {
            check_ok(terr_chains_add_node(chains, start, &err));
        }
        check_ok(terr_chains_end(chains, 1, 0, &err));
    }
}

static void what_is_swept_is_what_all_pairs_show(void **state)
{
    (void)state;
    static const int64_t fields[] = {3, 5, 9, 30, 1000};
    for (size_t f = 0; f < sizeof fields / sizeof fields[0]; f++) {
        uint64_t random = 11 + f;
        size_t plain_count = 0;
        for (int round = 0; round < 20000; round++) {
            struct terr_error err;
            struct terr_chains chains = TERR_CHAINS_INIT;
            struct answer swept, looked;
            draw_chains(&chains, &random, fields[f]);
            look_at_all(&looked, &chains);
            check_ok(terr_sweep_nodes(swept.touched, swept.below, &swept.plain, &chains, &err));
            if (swept.plain != looked.plain) fail_msg("field %zu, round %d: plain", f, round);
            for (size_t i = 0; i < chains.node_count && looked.plain; i++) {
                if (swept.touched[i] != looked.touched[i] || swept.below[i] != looked.below[i]) {
                    fail_msg("field %zu, round %d: node %zu", f, round, i);
                }
            }
            plain_count += looked.plain;
            terr_chains_dispose(&chains);
        }
        assert_in_range(plain_count, 200, 19000);
    }
}

static void nothing_is_plain(void **state)
{
    (void)state;
    const struct terr_chains none = TERR_CHAINS_INIT;
    struct terr_error err;
    size_t touched[1], below[1];
    bool plain = false;
    check_ok(terr_sweep_nodes(touched, below, &plain, &none, &err));
    assert_true(plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_swept_is_what_all_pairs_show),
        cmocka_unit_test(nothing_is_plain),
    };
    return cmocka_run_group_tests_name("shape/sweep", tests, NULL, NULL);
}
