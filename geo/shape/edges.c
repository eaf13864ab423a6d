#include <geo/shape/edges.h>

#include <geo/base/memory.h>
#include <geo/shape/multipolygon.h>
#include <geo/shape/slots.h>
#include <string.h>

// ---- the two sides ----

// A ring as it lies in its multipolygon; `done` once its like was found on the other side.
struct ring {
    const double *coords;
    size_t points;
    size_t start; // in the nodes, where it is not done
    bool is_hole;
    bool done;
};

struct side {
    struct ring *rings;
    size_t ring_count;
    struct terr_node *nodes; // of the rings that are not done
    bool *shared;            // by node: whether the edge that begins there has its like, or is none
    size_t node_count;
};

static void side_dispose(struct side *side)
{
    terr_memory_free(side->rings);
    terr_memory_free(side->nodes);
    terr_memory_free(side->shared);
}

static enum terr_code list_rings(struct side *side, const struct terr_multipolygon *shape,
                                 struct terr_error *err)
{
    side->ring_count = shape->ring_count;
    side->rings = terr_memory_new(shape->ring_count, sizeof *side->rings, err);
    if (!side->rings) return err->code;
    for (size_t p = 0; p < shape->polygon_count; p++) {
        const size_t shell = terr_multipolygon_polygon_start(shape, p);
        for (size_t r = shell; r < shape->polygon_ends[p]; r++) {
            const size_t start = terr_multipolygon_ring_start(shape, r);
            side->rings[r].coords = shape->coords + 2 * start;
            side->rings[r].points = shape->ring_ends[r] - start;
            side->rings[r].is_hole = r > shell;
        }
    }
    return TERR_OK;
}

// ---- rings that are the same ----

static uint64_t ring_hash(const struct ring *ring)
{
    // first, middle and last but one: rings that only begin at one node are told apart
    const size_t count = ring->points, at[] = {0, count / 2, count > 1 ? count - 2 : 0};
    uint64_t hash = terr_hash_mix(0, count);
    for (size_t i = 0; i < sizeof at / sizeof at[0] && count > 0; i++) {
        uint64_t bits[2];
        memcpy(bits, ring->coords + 2 * at[i], sizeof bits);
        hash = terr_hash_mix(terr_hash_mix(hash, bits[0]), bits[1]);
    }
    return hash;
}

static bool same_ring(const struct ring *a, const struct ring *b)
{
    return a->points == b->points && a->is_hole == b->is_hole &&
           (a->points == 0 || memcmp(a->coords, b->coords, 2 * a->points * sizeof *a->coords) == 0);
}

// Marks as done the rings that both sides have.
static enum terr_code match_rings(struct side *from, struct side *to, struct terr_error *err)
{
    struct terr_slots table;
    const enum terr_code code = terr_slots_init(&table, from->ring_count, err);
    if (code) return code;
    for (size_t i = 0; i < from->ring_count; i++)
        terr_slots_put(&table, ring_hash(&from->rings[i]), i);
    for (size_t i = 0; i < to->ring_count; i++) {
        for (size_t slot = terr_slots_start(&table, ring_hash(&to->rings[i])); table.items[slot];
             slot = terr_slots_next(&table, slot)) {
            struct ring *like = &from->rings[table.items[slot] - 1];
            if (like->done || !same_ring(like, &to->rings[i])) continue;
            like->done = true;
            to->rings[i].done = true;
            break;
        }
    }
    terr_memory_free(table.items);
    return TERR_OK;
}

// ---- nodes of the others ----

static terr_wide counted_area2(const struct terr_node *nodes, size_t count, bool is_hole)
{
    const terr_wide area2 = terr_lattice_area2(nodes, count);
    return (area2 < 0) == is_hole ? area2 : -area2;
}

static enum terr_code take_nodes(struct side *side, struct terr_differing *out, int64_t weight,
                                 struct terr_error *err)
{
    size_t points = 0;
    for (size_t r = 0; r < side->ring_count; r++) {
        if (!side->rings[r].done) points += side->rings[r].points;
    }
    side->nodes = terr_memory_new(points, sizeof *side->nodes, err);
    side->shared = side->nodes ? terr_memory_new(points, sizeof *side->shared, err) : NULL;
    if (!side->shared) return err->code;
    for (size_t r = 0; r < side->ring_count && out->on_lattice; r++) {
        struct ring *ring = &side->rings[r];
        if (ring->done || ring->points == 0) continue;
        struct terr_node *nodes = side->nodes + side->node_count;
        ring->start = side->node_count;
        side->node_count += ring->points;
        out->on_lattice = terr_lattice_take(nodes, ring->coords, ring->points);
        if (!out->on_lattice) break;
        out->area2 += weight * counted_area2(nodes, ring->points, ring->is_hole);
        for (size_t i = 0; i + 1 < ring->points; i++) {
            side->shared[ring->start + i] = terr_node_same(nodes[i], nodes[i + 1]);
        }
        side->shared[ring->start + ring->points - 1] = true; // the ring ends here
    }
    return TERR_OK;
}

// ---- edges that are the same ----

static bool same_edge(const struct side *from, size_t i, const struct side *to, size_t k)
{
    return terr_node_same(from->nodes[i], to->nodes[k]) &&
           terr_node_same(from->nodes[i + 1], to->nodes[k + 1]);
}

static uint64_t edge_hash(const struct terr_node *nodes)
{
    return terr_hash_node(terr_hash_node(0, nodes[0]), nodes[1]);
}

// One node in sixteen, the same in every map.
static bool is_anchor(struct terr_node node) { return terr_hash_node(0, node) >> 60 == 0; }

// Marks edge `i` of the one side and edge `k` of the other, which are the same, and those that go
// on from them on both sides, ahead and back. Where a ring ends stands an edge that is marked
// already.
static void walk_along(struct side *from, size_t i, struct side *to, size_t k)
{
    size_t ahead = 0, back = 0;
    while (!from->shared[i + ahead] && !to->shared[k + ahead] &&
           same_edge(from, i + ahead, to, k + ahead)) {
        from->shared[i + ahead] = true;
        to->shared[k + ahead++] = true;
    }
    while (back < i && back < k && !from->shared[i - back - 1] && !to->shared[k - back - 1] &&
           same_edge(from, i - back - 1, to, k - back - 1)) {
        back++;
        from->shared[i - back] = true;
        to->shared[k - back] = true;
    }
}

// Marks edges that both sides have, and with each those that both have beside it; only edges that
// begin at an anchor are looked up, or all.
static enum terr_code match_edges(struct side *from, struct side *to, bool at_anchors,
                                  struct terr_error *err)
{
    struct terr_slots table;
    size_t count = 0;
    for (size_t i = 0; i < from->node_count; i++) {
        count += !from->shared[i] && (!at_anchors || is_anchor(from->nodes[i]));
    }
    const enum terr_code code = terr_slots_init(&table, count, err);
    if (code) return code;
    for (size_t i = 0; i < from->node_count; i++) {
        if (from->shared[i] || (at_anchors && !is_anchor(from->nodes[i]))) continue;
        terr_slots_put(&table, edge_hash(from->nodes + i), i);
    }
    for (size_t k = 0; k < to->node_count; k++) {
        if (to->shared[k] || (at_anchors && !is_anchor(to->nodes[k]))) continue;
        for (size_t slot = terr_slots_start(&table, edge_hash(to->nodes + k)); table.items[slot];
             slot = terr_slots_next(&table, slot)) {
            const size_t i = table.items[slot] - 1;
            if (from->shared[i] || !same_edge(from, i, to, k)) continue;
            walk_along(from, i, to, k);
            break;
        }
    }
    terr_memory_free(table.items);
    return TERR_OK;
}

// Adds the edges that only this side has, as chains.
static enum terr_code add_unshared(struct terr_chains *chains, const struct side *side,
                                   int64_t weight, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < side->node_count && !code; i++) {
        if (side->shared[i]) continue;
        const bool begins = i == 0 || side->shared[i - 1];
        const bool ends = side->shared[i + 1]; // behind the last edge of a ring there is none
        if (begins) code = terr_chains_add_node(chains, side->nodes[i], err);
        if (!code) code = terr_chains_add_node(chains, side->nodes[i + 1], err);
        if (!code && ends) code = terr_chains_end(chains, weight, 0, err);
    }
    return code;
}

enum terr_code terr_edges_differing(struct terr_differing *out,
                                    const struct terr_multipolygon *from,
                                    const struct terr_multipolygon *to, struct terr_error *err)
{
    struct side before = {NULL, 0, NULL, NULL, 0}, after = {NULL, 0, NULL, NULL, 0};
    out->on_lattice = true;
    enum terr_code code = list_rings(&before, from, err);
    if (!code) code = list_rings(&after, to, err);
    if (!code) code = match_rings(&before, &after, err);
    if (!code) code = take_nodes(&before, out, -1, err);
    if (!code && out->on_lattice) code = take_nodes(&after, out, 1, err);
    if (code || !out->on_lattice) goto cleanup;
    // first at the anchors, which finds all but a few of them with a table that is small
    if ((code = match_edges(&before, &after, true, err))) goto cleanup;
    if ((code = match_edges(&before, &after, false, err))) goto cleanup;
    if ((code = add_unshared(&out->chains, &before, -1, err))) goto cleanup;
    code = add_unshared(&out->chains, &after, 1, err);
cleanup:
    side_dispose(&before);
    side_dispose(&after);
    return code;
}
