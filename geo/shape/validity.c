#include <geo/shape/validity.h>

#include <geo/base/memory.h>
#include <geo/shape/box_tree.h>
#include <string.h>

struct judge {
    const struct terr_rings *rings;
    struct terr_box_tree tree; // of the edges; the edge that begins at a node has its index
    size_t *ring_of;           // by node
    struct terr_pair_budget budget;
    bool sure;
    struct terr_error *err;
};

static enum terr_code plant_tree(struct judge *judge)
{
    const struct terr_rings *rings = judge->rings;
    const enum terr_code code = terr_box_tree_reserve(&judge->tree, rings->node_count, judge->err);
    if (code) return code;
    judge->ring_of = terr_memory_new(rings->node_count, sizeof *judge->ring_of, judge->err);
    if (!judge->ring_of) return judge->err->code;
    for (size_t r = 0; r < rings->ring_count; r++) {
        const struct terr_ring *ring = &rings->rings[r];
        for (size_t i = ring->start; i < ring->end; i++) {
            const bool is_last = i + 1 == ring->end;
            judge->tree.boxes[i] = is_last ? terr_box_nowhere()
                                           : terr_box_around(rings->nodes[i], rings->nodes[i + 1]);
            judge->ring_of[i] = r;
        }
    }
    return terr_box_tree_build(&judge->tree, judge->err);
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
    judge->sure = !meet && terr_pair_budget_take(&judge->budget, 1);
    return judge->sure;
}

// ---- which ring lies in which? ----

// Whether the edge passes just west of the node's meridian.
static bool spans(struct terr_node a, struct terr_node b, struct terr_node node)
{
    return a.x < b.x ? a.x < node.x && node.x <= b.x : b.x < node.x && node.x <= a.x;
}

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
    if (!terr_pair_budget_take(&judge->budget, judge->tree.found_count)) judge->sure = false;
    for (size_t i = 0; i < judge->tree.found_count; i++) {
        const size_t edge = judge->tree.found[i];
        const struct terr_node from = rings->nodes[edge], to = rings->nodes[edge + 1];
        if (!spans(from, to, node)) continue;
        const bool east = from.x < to.x;
        const terr_wide side = terr_lattice_turn(from, to, node);
        if (side == 0 || (side > 0) != east) continue; // above
        const size_t other = judge->ring_of[edge];
        const int64_t weight = east != is_turned[other] ? 1 : -1;
        *all += weight;
        if (rings->rings[other].polygon == ring->polygon) *own += weight;
    }
    return TERR_OK;
}

static enum terr_code judge_nesting(struct judge *judge)
{
    const struct terr_rings *rings = judge->rings;
    enum terr_code code = TERR_OK;
    size_t *firsts = terr_memory_new(rings->ring_count, sizeof *firsts, judge->err);
    bool *is_turned =
        firsts ? terr_memory_new(rings->ring_count, sizeof *is_turned, judge->err) : NULL;
    if (!is_turned) code = judge->err->code;
    for (size_t r = 0; r < rings->ring_count && !code; r++) {
        const struct terr_ring *ring = &rings->rings[r];
        firsts[r] = terr_ring_first(rings, ring);
        is_turned[r] = terr_ring_is_ccw(rings, ring, firsts[r]) == ring->is_hole;
    }
    for (size_t r = 0; r < rings->ring_count && judge->sure && !code; r++) {
        const struct terr_ring *ring = &rings->rings[r];
        const int64_t needed = ring->is_hole ? 1 : 0;
        int64_t own, all;
        code = wind_around(&own, &all, judge, ring, rings->nodes[firsts[r]], is_turned);
        if (!code && (own != needed || all != needed)) judge->sure = false;
    }
    terr_memory_free(firsts);
    terr_memory_free(is_turned);
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
    if (judge.sure) code = plant_tree(&judge);
    if (judge.sure && !code) terr_box_tree_join(&judge.tree, visit, &judge);
    if (judge.sure && !code) code = judge_nesting(&judge);
    *sure = judge.sure && !code;
    terr_box_tree_dispose(&judge.tree);
    terr_memory_free(judge.ring_of);
    return code;
}
