#include <geo/shape/noding.h>

#include <geo/base/memory.h>
#include <geo/shape/box_tree.h>
#include <geo/shape/sweep.h>
#include <math.h>
#include <stdlib.h>

// A hot node on an edge, between its ends.
struct cut {
    size_t edge;
    struct terr_node at;
    size_t vertex; // a node of the chains that lies there; NO_VERTEX: a crossing does
};
#define NO_VERTEX SIZE_MAX

// How far noding goes: as far as it takes, until the budget is spent, or until an edge crosses
// another.
enum reach { REACH_ALL, REACH_BOUNDED, REACH_PLAIN };

struct noder {
    const struct terr_chains *chains;
    struct terr_box_tree tree; // of the edges
    bool *meets;               // by node: whether chains are to end there
    struct cut *cuts;
    size_t cut_count, cut_capacity;
    struct terr_node *crossings; // on the grid
    size_t crossing_count, crossing_capacity;
    struct terr_pair_budget budget; // of pairs of edges whose boxes meet
    enum reach reach;
    bool spent; // the budget
    bool gave_up;
    enum terr_code code;
    struct terr_error *err;
};

// ---- where edges are cut ----

// Cuts the edge at a hot node if it passes through its pixel; tells whether the node is of any
// concern to it.
static bool cut_at(struct noder *noder, size_t edge, struct terr_node node, size_t vertex)
{
    const struct terr_node *ends = noder->chains->nodes + edge;
    for (size_t end = 0; end < 2; end++) {
        if (!terr_node_same(ends[end], node)) continue;
        noder->meets[edge + end] = true;
        return true;
    }
    if (!terr_lattice_passes(ends[0], ends[1], node)) return false;
    struct cut *cuts = terr_memory_grow(noder->cuts, &noder->cut_capacity, noder->cut_count + 1,
                                        sizeof *cuts, noder->err);
    if (!cuts) {
        noder->code = noder->err->code;
        return true;
    }
    noder->cuts = cuts;
    cuts[noder->cut_count++] = (struct cut){edge, node, vertex};
    return true;
}

static void cut_at_vertex(struct noder *noder, size_t edge, size_t vertex)
{
    if (cut_at(noder, edge, noder->chains->nodes[vertex], vertex)) noder->meets[vertex] = true;
}

static void add_crossing(struct noder *noder, struct terr_node node)
{
    struct terr_node *crossings =
        terr_memory_grow(noder->crossings, &noder->crossing_capacity, noder->crossing_count + 1,
                         sizeof *crossings, noder->err);
    if (!crossings) {
        noder->code = noder->err->code;
        return;
    }
    noder->crossings = crossings;
    crossings[noder->crossing_count++] = node;
}

// Edge b follows edge a where b = a + 1: the node between them is no meeting.
static void cut_at_ends(struct noder *noder, size_t a, size_t b)
{
    for (size_t end = b == a + 1 ? 1 : 0; end < 2; end++) cut_at_vertex(noder, a, b + end);
    for (size_t end = 0; end < (b == a + 1 ? 1 : 2); end++) cut_at_vertex(noder, b, a + end);
}

static void spend(struct noder *noder, size_t pairs)
{
    if (noder->reach == REACH_ALL) return;
    if (!terr_pair_budget_take(&noder->budget, pairs)) noder->spent = true;
}

static bool meet(void *payload, size_t a, size_t b)
{
    struct noder *noder = payload;
    const struct terr_node *nodes = noder->chains->nodes;
    struct terr_node node;
    const bool cross = terr_lattice_cross(&node, nodes[a], nodes[a + 1], nodes[b], nodes[b + 1]);
    if (noder->reach == REACH_PLAIN && cross) noder->gave_up = true;
    spend(noder, 1);
    if (noder->gave_up || noder->spent) return false;
    cut_at_ends(noder, a, b);
    if (cross) add_crossing(noder, node);
    return noder->code == TERR_OK;
}

// What all pairs would have shown of edges that do not cross, without looking at all.
static enum terr_code cut_at_touches(struct noder *noder)
{
    const size_t count = noder->chains->node_count;
    bool plain = false;
    size_t *touched = terr_memory_new(count, sizeof *touched, noder->err);
    if (!touched) return noder->err->code;
    enum terr_code code = terr_sweep_nodes(touched, NULL, &plain, noder->chains, noder->err);
    noder->gave_up = !plain;
    noder->cut_count = 0; // of the pairs that were looked at
    for (size_t i = 0; i < count && plain && !code; i++) {
        if (touched[i] == TERR_SWEEP_ALONE) continue;
        noder->meets[i] = true;
        if (touched[i] != TERR_SWEEP_SHARED) cut_at_vertex(noder, touched[i], i);
        code = noder->code;
    }
    terr_memory_free(touched);
    return code;
}

// Looks at every pair of edges that come near each other. Where these are too many, what is to be
// plain is swept instead, and the rest given up.
static enum terr_code cut_all(struct noder *noder)
{
    terr_box_tree_join(&noder->tree, meet, noder);
    if (noder->code || noder->gave_up || !noder->spent) return noder->code;
    if (noder->reach == REACH_PLAIN) return cut_at_touches(noder);
    noder->gave_up = true;
    return TERR_OK;
}

static int compare_crossings(const void *left, const void *right)
{
    return terr_node_compare(*(const struct terr_node *)left, *(const struct terr_node *)right);
}

// Leaves of crossings at one node one: thousands of edges may cross each other there.
static size_t drop_doubles(struct terr_node *crossings, size_t count)
{
    size_t kept = 0;
    if (count) qsort(crossings, count, sizeof *crossings, compare_crossings);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && terr_node_same(crossings[kept - 1], crossings[i])) continue;
        crossings[kept++] = crossings[i];
    }
    return kept;
}

// The crossings cut whatever passes near them, the edges that cross among it.
static enum terr_code cut_at_crossings(struct noder *noder)
{
    const size_t count = drop_doubles(noder->crossings, noder->crossing_count);
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < count && !code && !noder->gave_up; i++) {
        const struct terr_node node = noder->crossings[i];
        code = terr_box_tree_search(&noder->tree, terr_box_around(node, node), noder->err);
        spend(noder, noder->tree.found_count);
        noder->gave_up = noder->spent;
        for (size_t k = 0; k < noder->tree.found_count && !code && !noder->gave_up; k++) {
            (void)cut_at(noder, noder->tree.found[k], node, NO_VERTEX);
            code = noder->code;
        }
    }
    return code;
}

// The edges of a simple ring were not shown to each other, since they keep clear of each other
// where none of them moves. One that is cut may: it is shown to its ring.
static enum terr_code cut_near_edge(struct noder *noder, size_t edge)
{
    const struct terr_box_tree *tree = &noder->tree;
    const size_t ring = terr_chains_find(noder->chains, edge)->ring;
    if (ring == 0) return TERR_OK;
    const enum terr_code code = terr_box_tree_search(&noder->tree, tree->boxes[edge], noder->err);
    for (size_t k = 0; k < tree->found_count && !code && !noder->code; k++) {
        const size_t other = tree->found[k];
        if (other == edge || terr_chains_find(noder->chains, other)->ring != ring) continue;
        cut_at_ends(noder, other < edge ? other : edge, other < edge ? edge : other);
    }
    return code ? code : noder->code;
}

// And what moves to a vertex may pass over an edge of the vertex's ring on its way, unless that
// comes to the vertex too.
static enum terr_code cut_near_vertex(struct noder *noder, size_t vertex)
{
    const struct terr_box_tree *tree = &noder->tree;
    const struct terr_node node = noder->chains->nodes[vertex];
    const struct terr_box box = terr_box_around(node, node);
    const enum terr_code code = terr_box_tree_search(&noder->tree, box, noder->err);
    for (size_t k = 0; k < tree->found_count && !code && !noder->code; k++) {
        cut_at_vertex(noder, tree->found[k], vertex);
    }
    return code ? code : noder->code;
}

static bool has_rings(const struct terr_chains *chains)
{
    for (size_t i = 0; i < chains->count; i++) {
        if (chains->items[i].ring) return true;
    }
    return false;
}

// Until no cut has an edge or a vertex that was not looked at: each is, once.
static enum terr_code cut_near_cuts(struct noder *noder)
{
    const size_t count = noder->chains->node_count;
    if (noder->cut_count == 0 || !has_rings(noder->chains)) return TERR_OK;
    bool *looked_at = terr_memory_new(count, 2 * sizeof *looked_at, noder->err);
    if (!looked_at) return noder->err->code;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < noder->cut_count && !code; i++) {
        const struct cut cut = noder->cuts[i];
        bool *edge_done = &looked_at[cut.edge];
        if (!*edge_done) code = cut_near_edge(noder, cut.edge);
        *edge_done = true;
        if (cut.vertex == NO_VERTEX || code) continue;
        bool *vertex_done = &looked_at[count + cut.vertex];
        if (!*vertex_done) code = cut_near_vertex(noder, cut.vertex);
        *vertex_done = true;
    }
    terr_memory_free(looked_at);
    return code;
}

static int compare_cuts(const void *left, const void *right)
{
    const struct cut *a = left, *b = right;
    if (a->edge != b->edge) return a->edge < b->edge ? -1 : 1;
    return terr_node_compare(a->at, b->at);
}

static void turn_round(struct cut *cuts, size_t count)
{
    for (size_t i = 0; 2 * i + 1 < count; i++) {
        const struct cut kept = cuts[i];
        cuts[i] = cuts[count - 1 - i];
        cuts[count - 1 - i] = kept;
    }
}

// Puts the cuts of an edge, which are sorted by x and y, into the order in which it comes to them.
// From its one end to the other x never turns back, and where it stands still y does not. But of
// two nodes with one x, which comes first depends on whether y rises with x.
static void order_cuts(struct cut *cuts, size_t count, struct terr_node from, struct terr_node to)
{
    const bool falls = (to.x > from.x) != (to.y > from.y) && to.x != from.x;
    for (size_t i = 0, end; i < count && falls; i = end) {
        for (end = i + 1; end < count && cuts[end].at.x == cuts[i].at.x; end++) continue;
        turn_round(cuts + i, end - i);
    }
    if (terr_node_compare(from, to) > 0) turn_round(cuts, count);
}

static void order_all_cuts(struct noder *noder)
{
    const struct terr_node *nodes = noder->chains->nodes;
    struct cut *cuts = noder->cuts;
    if (noder->cut_count) qsort(cuts, noder->cut_count, sizeof *cuts, compare_cuts);
    for (size_t i = 0, end; i < noder->cut_count; i = end) {
        const size_t edge = cuts[i].edge;
        for (end = i + 1; end < noder->cut_count && cuts[end].edge == edge; end++) continue;
        order_cuts(cuts + i, end - i, nodes[edge], nodes[edge + 1]);
    }
}

// ---- the pieces ----

struct cutter {
    struct terr_noded *out;
    struct noder *noder;
    bool *meets; // by node of `out`
    size_t cut;  // the next
};

// For every node and every cut there is room.
static void put_node(struct cutter *cutter, struct terr_node node, bool meets)
{
    struct terr_chains *chains = &cutter->out->chains;
    cutter->meets[chains->node_count] = meets;
    chains->nodes[chains->node_count++] = node;
}

// The nodes at which an edge was cut, and what bending it added.
static void put_cuts(struct cutter *cutter, size_t edge, int64_t weight)
{
    struct noder *noder = cutter->noder;
    const struct terr_node from = noder->chains->nodes[edge], to = noder->chains->nodes[edge + 1];
    struct terr_node at = from;
    terr_wide bent_area2 = 0;
    if (cutter->cut == noder->cut_count || noder->cuts[cutter->cut].edge != edge) return;
    for (; cutter->cut < noder->cut_count && noder->cuts[cutter->cut].edge == edge; cutter->cut++) {
        const struct terr_node node = noder->cuts[cutter->cut].at;
        if (terr_node_same(at, node)) continue; // found twice
        bent_area2 += terr_lattice_turn(from, at, node);
        at = node;
        put_node(cutter, node, true);
    }
    bent_area2 += terr_lattice_turn(from, at, to);
    if (bent_area2 != 0) {
        cutter->out->bent_area2 += weight * bent_area2;
        cutter->out->bent_length += hypot((double)(to.x - from.x), (double)(to.y - from.y));
    }
}

static void put_chain(struct cutter *cutter, const struct terr_chain *chain)
{
    const struct terr_node *nodes = cutter->noder->chains->nodes;
    put_node(cutter, nodes[chain->first], true);
    for (size_t edge = chain->first; edge < chain->last; edge++) {
        const bool ends = edge + 1 == chain->last;
        put_cuts(cutter, edge, chain->weight);
        put_node(cutter, nodes[edge + 1], ends || cutter->noder->meets[edge + 1]);
    }
}

// Adds nodes[first .. last] as one chain, or as two that part at its westernmost node.
static enum terr_code add_piece(struct terr_chains *chains, size_t first, size_t last,
                                int64_t weight, struct terr_error *err)
{
    const struct terr_node *nodes = chains->nodes;
    size_t west = terr_node_compare(nodes[first], nodes[last]) <= 0 ? first : last;
    for (size_t i = first + 1; i < last; i++) {
        if (terr_node_compare(nodes[i], nodes[west]) < 0) west = i;
    }
    const struct terr_chain whole = {first, last, weight, 0};
    if (west == first || west == last) return terr_chains_add(chains, whole, err);
    const struct terr_chain one = {first, west, weight, 0}, other = {west, last, weight, 0};
    const enum terr_code code = terr_chains_add(chains, one, err);
    return code ? code : terr_chains_add(chains, other, err);
}

// Parts nodes[first .. last] of `out` wherever something meets. An edge that goes back over the one
// before it parts from it too.
static enum terr_code part(struct cutter *cutter, size_t first, size_t last, int64_t weight)
{
    struct terr_chains *chains = &cutter->out->chains;
    enum terr_code code = TERR_OK;
    for (size_t i = first + 1, start = first; i <= last && !code; i++) {
        const bool folds = i < last && terr_node_same(chains->nodes[i - 1], chains->nodes[i + 1]);
        if (!cutter->meets[i] && !folds) continue;
        code = add_piece(chains, start, i, weight, cutter->noder->err);
        start = i;
    }
    return code;
}

static enum terr_code cut_chains(struct terr_noded *out, struct noder *noder)
{
    // a chain that begins where the one before it ended has that node for itself
    const size_t most = noder->chains->node_count + noder->chains->count + noder->cut_count;
    struct cutter cutter = {.out = out, .noder = noder};
    enum terr_code code = terr_chains_reserve(&out->chains, most, noder->err);
    if (code) return code;
    cutter.meets = terr_memory_new(most, sizeof *cutter.meets, noder->err);
    if (!cutter.meets) return noder->err->code;
    for (size_t p = 0; p < noder->chains->count && !code; p++) {
        const size_t first = out->chains.node_count;
        const struct terr_chain *chain = &noder->chains->items[p];
        put_chain(&cutter, chain);
        code = part(&cutter, first, out->chains.node_count - 1, chain->weight);
    }
    terr_memory_free(cutter.meets);
    return code;
}

// ---- pieces that are one ----

// A chain of one edge. Only such fall together: where longer ones do, they meet in every node.
struct single {
    struct terr_node from, to; // the smaller first
    size_t chain;
    int64_t weight; // from `from` to `to`
};

static int compare_singles(const void *left, const void *right)
{
    const struct single *a = left, *b = right;
    const int by_from = terr_node_compare(a->from, b->from);
    if (by_from) return by_from;
    const int by_to = terr_node_compare(a->to, b->to);
    if (by_to) return by_to;
    return a->chain < b->chain ? -1 : a->chain > b->chain;
}

static size_t list_singles(struct single *singles, const struct terr_chains *chains)
{
    size_t count = 0;
    for (size_t p = 0; p < chains->count; p++) {
        const struct terr_chain *chain = &chains->items[p];
        if (chain->last - chain->first > 1) continue;
        const struct terr_node a = chains->nodes[chain->first], b = chains->nodes[chain->last];
        const bool ahead = terr_node_compare(a, b) < 0;
        const struct single single = {ahead ? a : b, ahead ? b : a, p,
                                      ahead ? chain->weight : -chain->weight};
        singles[count++] = single;
    }
    return count;
}

// Gives the first of edges that fall together the weight of all.
static void add_up(struct terr_noded *out, struct single *singles, size_t count)
{
    struct terr_chain *items = out->chains.items;
    if (count) qsort(singles, count, sizeof *singles, compare_singles);
    for (size_t i = 0, end; i < count; i = end) {
        int64_t weight = singles[i].weight;
        for (end = i + 1; end < count; end++) {
            if (!terr_node_same(singles[i].from, singles[end].from)) break;
            if (!terr_node_same(singles[i].to, singles[end].to)) break;
            weight += singles[end].weight;
            items[singles[end].chain].weight = 0;
            out->shared_count++;
        }
        const bool ahead =
            terr_node_same(out->chains.nodes[items[singles[i].chain].first], singles[i].from);
        items[singles[i].chain].weight = ahead ? weight : -weight;
    }
    size_t kept = 0;
    for (size_t p = 0; p < out->chains.count; p++) {
        if (items[p].weight) items[kept++] = items[p];
    }
    out->chains.count = kept;
}

static enum terr_code merge_singles(struct terr_noded *out, struct terr_error *err)
{
    struct single *singles = terr_memory_new(out->chains.count, sizeof *singles, err);
    if (!singles) return err->code;
    add_up(out, singles, list_singles(singles, &out->chains));
    terr_memory_free(singles);
    return TERR_OK;
}

static enum terr_code snap(struct terr_noded *out, const struct terr_chains *chains,
                           enum reach reach, struct terr_error *err)
{
    struct noder noder = {.chains = chains,
                          .budget = terr_pair_budget_of(chains->node_count),
                          .reach = reach,
                          .err = err};
    noder.meets = terr_memory_new(chains->node_count, sizeof *noder.meets, err);
    if (!noder.meets) return err->code;
    enum terr_code code = terr_chains_plant(&noder.tree, chains, err);
    if (!code) code = cut_all(&noder);
    if (!code && !noder.gave_up) code = cut_at_crossings(&noder);
    out->gave_up = noder.gave_up;
    if (code || noder.gave_up) goto cleanup;
    if ((code = cut_near_cuts(&noder))) goto cleanup;
    order_all_cuts(&noder);
    if ((code = cut_chains(out, &noder))) goto cleanup;
    code = merge_singles(out, err);
    out->crossing_count = noder.crossing_count;
cleanup:
    terr_box_tree_dispose(&noder.tree);
    terr_memory_free(noder.meets);
    terr_memory_free(noder.cuts);
    terr_memory_free(noder.crossings);
    return code;
}

enum terr_code terr_noding_snap(struct terr_noded *out, const struct terr_chains *chains,
                                struct terr_error *err)
{
    return snap(out, chains, REACH_ALL, err);
}

enum terr_code terr_noding_snap_plain(struct terr_noded *out, const struct terr_chains *chains,
                                      struct terr_error *err)
{
    return snap(out, chains, REACH_PLAIN, err);
}

enum terr_code terr_noding_snap_bounded(struct terr_noded *out, const struct terr_chains *chains,
                                        struct terr_error *err)
{
    return snap(out, chains, REACH_BOUNDED, err);
}
