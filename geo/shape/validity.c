#include <geo/shape/validity.h>

#include <geo/base/memory.h>
#include <geo/shape/box_tree.h>
#include <geo/shape/sweep.h>
#include <stdlib.h>
#include <string.h>

struct judge {
    const struct terr_rings *rings;
    struct terr_box_tree tree; // of the edges; the edge that begins at a node has its index
    size_t *ring_of;           // by node
    struct terr_pair_budget budget;
    bool spent; // the budget
    bool sure;
    struct terr_error *err;
};

static enum terr_code plant_tree(struct judge *judge)
{
    const struct terr_rings *rings = judge->rings;
    judge->ring_of = terr_memory_new(rings->node_count, sizeof *judge->ring_of, judge->err);
    if (!judge->ring_of) return judge->err->code;
    for (size_t r = 0; r < rings->ring_count; r++) {
        const struct terr_ring *ring = &rings->rings[r];
        for (size_t i = ring->start; i < ring->end; i++) judge->ring_of[i] = r;
    }
    return terr_rings_plant(&judge->tree, rings, judge->err);
}

// ---- do edges meet? ----

static int sign_of(terr_wide value) { return value < 0 ? -1 : value > 0; }

// Whether a point on the line through a and b, which is not a point, lies between them.
static bool is_between(struct terr_node a, struct terr_node b, struct terr_node point)
{
    const struct terr_box box = terr_box_around(a, b);
    return box.low.x <= point.x && point.x <= box.high.x && box.low.y <= point.y &&
           point.y <= box.high.y;
}

static bool segments_meet(struct terr_node a1, struct terr_node a2, struct terr_node b1,
                          struct terr_node b2)
{
    const int from_b1 = sign_of(terr_lattice_turn(a1, a2, b1));
    const int from_b2 = sign_of(terr_lattice_turn(a1, a2, b2));
    if (from_b1 * from_b2 > 0) return false;
    const int from_a1 = sign_of(terr_lattice_turn(b1, b2, a1));
    const int from_a2 = sign_of(terr_lattice_turn(b1, b2, a2));
    if (from_a1 * from_a2 > 0) return false;
    if (from_b1 || from_b2 || from_a1 || from_a2) return true;
    return is_between(a1, a2, b1) || is_between(a1, a2, b2) || is_between(b1, b2, a1);
}

// Whether the edge from `b` to `c` goes back along the one from `a` to `b`.
static bool folds(struct terr_node a, struct terr_node b, struct terr_node c)
{
    if (terr_lattice_turn(a, b, c) != 0) return false;
    return (terr_wide)(b.x - a.x) * (c.x - b.x) + (terr_wide)(b.y - a.y) * (c.y - b.y) < 0;
}

// Two edges whose boxes meet; false where that settles it.
static bool visit(void *payload, size_t a, size_t b)
{
    struct judge *judge = payload;
    const struct terr_node *nodes = judge->rings->nodes;
    const struct terr_ring *ring = &judge->rings->rings[judge->ring_of[a]];
    bool meet;
    if (judge->ring_of[a] == judge->ring_of[b] && b == a + 1) {
        meet = folds(nodes[a], nodes[b], nodes[b + 1]);
    } else if (judge->ring_of[a] == judge->ring_of[b] && a == ring->start && b + 2 == ring->end) {
        meet = folds(nodes[b], nodes[a], nodes[a + 1]);
    } else {
        meet = segments_meet(nodes[a], nodes[a + 1], nodes[b], nodes[b + 1]);
    }
    if (meet) judge->sure = false;
    judge->spent = !terr_pair_budget_take(&judge->budget, 1);
    return judge->sure && !judge->spent;
}

// ---- which ring lies in which? ----

// How often rings wind round the point just west of a ring's westernmost node: those of its own
// polygon, and all. Shells count counter-clockwise and holes clockwise, whichever way they run.
static enum terr_code wind_around(int64_t *own, int64_t *all, struct judge *judge,
                                  const struct terr_ring *ring, struct terr_node node,
                                  const bool *is_turned)
{
    const struct terr_rings *rings = judge->rings;
    const struct terr_box below = {{node.x, INT64_MIN}, node};
    *own = 0;
    *all = 0;
    const enum terr_code code = terr_box_tree_search(&judge->tree, below, judge->err);
    if (code) return code;
    judge->spent = !terr_pair_budget_take(&judge->budget, judge->tree.found_count);
    for (size_t i = 0; i < judge->tree.found_count && !judge->spent; i++) {
        const size_t edge = judge->tree.found[i];
        const struct terr_node from = rings->nodes[edge], to = rings->nodes[edge + 1];
        if (!terr_lattice_is_above(node, from, to)) continue;
        const size_t other = judge->ring_of[edge];
        const int64_t weight = (from.x < to.x) != is_turned[other] ? 1 : -1;
        *all += weight;
        if (rings->rings[other].polygon == ring->polygon) *own += weight;
    }
    return TERR_OK;
}

// A ring, by the node at which it begins in canonical order.
struct begin {
    struct terr_node node;
    size_t first; // its index
    size_t ring;
    bool is_ccw;
    size_t around; // swept: the ring next around it, or NO_RING
};
#define NO_RING SIZE_MAX

static struct begin *list_begins(const struct judge *judge)
{
    const struct terr_rings *rings = judge->rings;
    struct begin *begins = terr_memory_new(rings->ring_count, sizeof *begins, judge->err);
    for (size_t r = 0; begins && r < rings->ring_count; r++) {
        begins[r].first = terr_ring_first(rings, &rings->rings[r]);
        begins[r].node = rings->nodes[begins[r].first];
        begins[r].ring = r;
        begins[r].is_ccw = terr_ring_is_ccw(rings, &rings->rings[r], begins[r].first);
        begins[r].around = NO_RING;
    }
    return begins;
}

static enum terr_code judge_nesting(struct judge *judge, const struct begin *begins)
{
    const struct terr_rings *rings = judge->rings;
    enum terr_code code = TERR_OK;
    bool *is_turned = terr_memory_new(rings->ring_count, sizeof *is_turned, judge->err);
    if (!is_turned) return judge->err->code;
    for (size_t r = 0; r < rings->ring_count; r++) {
        is_turned[r] = begins[r].is_ccw == rings->rings[r].is_hole;
    }
    for (size_t r = 0; r < rings->ring_count && judge->sure && !judge->spent && !code; r++) {
        const struct terr_ring *ring = &rings->rings[r];
        const int64_t needed = ring->is_hole ? 1 : 0;
        int64_t own, all;
        code = wind_around(&own, &all, judge, ring, begins[r].node, is_turned);
        if (judge->spent) break; // own and all mean nothing
        if (!code && (own != needed || all != needed)) judge->sure = false;
    }
    terr_memory_free(is_turned);
    return code;
}

// ---- the same, swept ----

static int compare_begins(const void *left, const void *right)
{
    const struct begin *a = *(const struct begin *const *)left;
    const struct begin *b = *(const struct begin *const *)right;
    return terr_node_compare(a->node, b->node);
}

// From west to east: what lies below or around a ring was looked at before it.
static void judge_in_order(struct judge *judge, struct begin *const *order, struct begin *begins,
                           const size_t *below)
{
    const struct terr_rings *rings = judge->rings;
    for (size_t i = 0; i < rings->ring_count && judge->sure; i++) {
        struct begin *begin = order[i];
        const struct terr_ring *ring = &rings->rings[begin->ring];
        const size_t edge = below[begin->first];
        if (edge != TERR_SWEEP_NOTHING) {
            const size_t other = judge->ring_of[edge];
            const bool east = rings->nodes[edge].x < rings->nodes[edge + 1].x;
            begin->around = east == begins[other].is_ccw ? other : begins[other].around;
        }
        const struct terr_ring *around =
            begin->around == NO_RING ? NULL : &rings->rings[begin->around];
        const bool is_land = around && !around->is_hole;
        if (is_land != ring->is_hole) judge->sure = false;
        if (is_land && around->polygon != ring->polygon) judge->sure = false;
    }
}

static enum terr_code sweep_rings(size_t *touched, size_t *below, struct judge *judge)
{
    const struct terr_rings *rings = judge->rings;
    struct terr_chains chains = TERR_CHAINS_INIT;
    enum terr_code code = TERR_OK;
    for (size_t r = 0; r < rings->ring_count && !code; r++) {
        const struct terr_chain chain = {rings->rings[r].start, rings->rings[r].end - 1, 1, 0};
        code = terr_chains_add(&chains, chain, judge->err);
    }
    chains.nodes = rings->nodes; // lent
    chains.node_count = rings->node_count;
    if (!code) code = terr_sweep_nodes(touched, below, &judge->sure, &chains, judge->err);
    chains.nodes = NULL;
    terr_chains_dispose(&chains);
    for (size_t i = 0; i < rings->node_count && judge->sure && !code; i++) {
        if (touched[i] != TERR_SWEEP_ALONE) judge->sure = false;
    }
    return code;
}

static enum terr_code judge_by_sweep(struct judge *judge, struct begin *begins)
{
    const size_t nodes = judge->rings->node_count, count = judge->rings->ring_count;
    size_t *below = NULL, *touched = terr_memory_new(nodes, sizeof *touched, judge->err);
    struct begin **order = NULL;
    if (touched) below = terr_memory_new(nodes, sizeof *below, judge->err);
    if (below) order = terr_memory_new(count, sizeof *order, judge->err);
    enum terr_code code = order ? sweep_rings(touched, below, judge) : judge->err->code;
    if (!code && judge->sure) {
        for (size_t i = 0; i < count; i++) order[i] = &begins[i];
        if (count) qsort(order, count, sizeof(struct begin *), compare_begins);
        judge_in_order(judge, order, begins, below);
    }
    terr_memory_free(touched);
    terr_memory_free(below);
    terr_memory_free(order);
    return code;
}

// ---- the whole ----

enum terr_code terr_validity_is_sure(bool *sure, const struct terr_rings *rings,
                                     struct terr_error *err)
{
    struct judge judge;
    memset(&judge, 0, sizeof judge);
    judge.rings = rings;
    judge.err = err;
    judge.sure = true;
    judge.budget = terr_pair_budget_of(rings->node_count);
    for (size_t r = 0; r < rings->ring_count; r++) {
        if (rings->rings[r].end - rings->rings[r].start < 4) judge.sure = false;
    }
    enum terr_code code = TERR_OK;
    struct begin *begins = NULL;
    if (judge.sure) code = plant_tree(&judge);
    if (judge.sure && !code) terr_box_tree_join(&judge.tree, visit, &judge);
    if (judge.sure && !code) {
        begins = list_begins(&judge);
        if (!begins) code = err->code;
    }
    if (judge.sure && !judge.spent && !code) code = judge_nesting(&judge, begins);
    if (judge.sure && judge.spent && !code) code = judge_by_sweep(&judge, begins);
    *sure = judge.sure && !code;
    terr_box_tree_dispose(&judge.tree);
    terr_memory_free(judge.ring_of);
    terr_memory_free(begins);
    return code;
}
