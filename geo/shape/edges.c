#include <geo/shape/edges.h>

#include <geo/base/memory.h>
#include <geo/shape/multipolygon.h>
#include <string.h>

// ---- lists ----

enum terr_code terr_edges_add(struct terr_edges *edges, struct terr_edge edge,
                              struct terr_error *err)
{
    struct terr_edge *items =
        terr_memory_grow(edges->items, &edges->capacity, edges->count + 1, sizeof *items, err);
    if (!items) return err->code;
    edges->items = items;
    items[edges->count++] = edge;
    return TERR_OK;
}

void terr_edges_dispose(struct terr_edges *edges)
{
    const struct terr_edges empty = TERR_EDGES_INIT;
    terr_memory_free(edges->items);
    *edges = empty;
}

// ---- a table of what `from` has ----

// Open addressing, at most half full; a slot holds an index + 1, or 0.
struct table {
    size_t *slots;
    size_t mask;
};

static enum terr_code table_new(struct table *table, size_t count, struct terr_error *err)
{
    size_t size = 16;
    while (size / 2 < count) size *= 2;
    table->slots = terr_memory_new(size, sizeof *table->slots, err);
    table->mask = size - 1;
    return table->slots ? TERR_OK : err->code;
}

// Multiplication by the golden ratio spreads low bits upwards, the shift brings them back.
static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

static void table_put(struct table *table, uint64_t hash, size_t index)
{
    size_t slot = (size_t)hash & table->mask;
    while (table->slots[slot]) slot = (slot + 1) & table->mask;
    table->slots[slot] = index + 1;
}

// ---- rings that are the same ----

// A ring of a multipolygon as it lies there; `done` once its like was found.
struct ring {
    const double *coords;
    size_t points;
    bool is_hole;
    bool done;
};

static enum terr_code list_rings(struct ring **out, const struct terr_multipolygon *shape,
                                 struct terr_error *err)
{
    struct ring *rings = terr_memory_new(shape->ring_count, sizeof *rings, err);
    *out = rings;
    if (!rings) return err->code;
    for (size_t p = 0; p < shape->polygon_count; p++) {
        const size_t shell = terr_multipolygon_polygon_start(shape, p);
        for (size_t r = shell; r < shape->polygon_ends[p]; r++) {
            const size_t start = terr_multipolygon_ring_start(shape, r);
            rings[r].coords = shape->coords + 2 * start;
            rings[r].points = shape->ring_ends[r] - start;
            rings[r].is_hole = r > shell;
        }
    }
    return TERR_OK;
}

static uint64_t ring_hash(const struct ring *ring)
{
    uint64_t bits[2] = {0, 0};
    if (ring->points) memcpy(bits, ring->coords, sizeof bits);
    return mix(mix(mix(0, ring->points), bits[0]), bits[1]);
}

static bool same_ring(const struct ring *a, const struct ring *b)
{
    return a->points == b->points && a->is_hole == b->is_hole &&
           (a->points == 0 || memcmp(a->coords, b->coords, 2 * a->points * sizeof *a->coords) == 0);
}

// Marks as done the rings that both have.
static enum terr_code match_rings(struct ring *from, size_t from_count, struct ring *to,
                                  size_t to_count, struct terr_error *err)
{
    struct table table;
    const enum terr_code code = table_new(&table, from_count, err);
    if (code) return code;
    for (size_t i = 0; i < from_count; i++) table_put(&table, ring_hash(&from[i]), i);
    for (size_t i = 0; i < to_count; i++) {
        for (size_t slot = (size_t)ring_hash(&to[i]) & table.mask; table.slots[slot];
             slot = (slot + 1) & table.mask) {
            struct ring *like = &from[table.slots[slot] - 1];
            if (like->done || !same_ring(like, &to[i])) continue;
            like->done = true;
            to[i].done = true;
            break;
        }
    }
    terr_memory_free(table.slots);
    return TERR_OK;
}

// ---- edges that are the same ----

static uint64_t edge_hash(const struct terr_edge *edge)
{
    const uint64_t hash = mix(mix(0, (uint64_t)edge->from.x), (uint64_t)edge->from.y);
    return mix(mix(hash, (uint64_t)edge->to.x), (uint64_t)edge->to.y);
}

static enum terr_code add_ring(struct terr_edges *edges, const struct terr_node *nodes,
                               size_t count, int64_t weight, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i + 1 < count && !code; i++) {
        const struct terr_edge edge = {nodes[i], nodes[i + 1], weight};
        if (!terr_node_same(edge.from, edge.to)) code = terr_edges_add(edges, edge, err);
    }
    return code;
}

static terr_wide counted_area2(const struct terr_node *nodes, size_t count, bool is_hole)
{
    const terr_wide area2 = terr_lattice_area2(nodes, count);
    return (area2 < 0) == is_hole ? area2 : -area2;
}

// The edges of the rings that are not done, each with `weight`, and their area times `weight`.
static enum terr_code list_edges(struct terr_edges *edges, struct terr_differing *out,
                                 const struct ring *rings, size_t ring_count, int64_t weight,
                                 struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    struct terr_node *nodes = NULL;
    size_t capacity = 0;
    for (size_t r = 0; r < ring_count && !code && out->on_lattice; r++) {
        if (rings[r].done) continue;
        struct terr_node *grown =
            terr_memory_grow(nodes, &capacity, rings[r].points, sizeof *nodes, err);
        if (!grown) {
            code = err->code;
            break;
        }
        nodes = grown;
        out->on_lattice = terr_lattice_take(nodes, rings[r].coords, rings[r].points);
        if (!out->on_lattice) break;
        out->area2 += weight * counted_area2(nodes, rings[r].points, rings[r].is_hole);
        code = add_ring(edges, nodes, rings[r].points, weight, err);
    }
    terr_memory_free(nodes);
    return code;
}

// Moves to `out` the edges that have no like on the other side.
static enum terr_code keep_unlike(struct terr_edges *out, struct terr_edges *from,
                                  struct terr_edges *to, struct terr_error *err)
{
    struct table table;
    enum terr_code code = table_new(&table, from->count, err);
    if (code) return code;
    for (size_t i = 0; i < from->count; i++) table_put(&table, edge_hash(&from->items[i]), i);
    for (size_t i = 0; i < to->count; i++) {
        struct terr_edge *edge = &to->items[i];
        for (size_t slot = (size_t)edge_hash(edge) & table.mask; table.slots[slot];
             slot = (slot + 1) & table.mask) {
            struct terr_edge *like = &from->items[table.slots[slot] - 1];
            if (like->weight == 0 || !terr_node_same(like->from, edge->from) ||
                !terr_node_same(like->to, edge->to)) {
                continue;
            }
            like->weight = 0;
            edge->weight = 0;
            break;
        }
    }
    for (size_t i = 0; i < from->count && !code; i++) {
        if (from->items[i].weight) code = terr_edges_add(out, from->items[i], err);
    }
    for (size_t i = 0; i < to->count && !code; i++) {
        if (to->items[i].weight) code = terr_edges_add(out, to->items[i], err);
    }
    terr_memory_free(table.slots);
    return code;
}

enum terr_code terr_edges_differing(struct terr_differing *out,
                                    const struct terr_multipolygon *from,
                                    const struct terr_multipolygon *to, struct terr_error *err)
{
    struct ring *before = NULL, *after = NULL;
    struct terr_edges lost = TERR_EDGES_INIT, gained = TERR_EDGES_INIT;
    out->on_lattice = true;
    enum terr_code code = list_rings(&before, from, err);
    if (!code) code = list_rings(&after, to, err);
    if (!code) code = match_rings(before, from->ring_count, after, to->ring_count, err);
    if (!code) code = list_edges(&lost, out, before, from->ring_count, -1, err);
    if (!code) code = list_edges(&gained, out, after, to->ring_count, 1, err);
    if (!code && out->on_lattice) code = keep_unlike(&out->edges, &lost, &gained, err);
    terr_edges_dispose(&lost);
    terr_edges_dispose(&gained);
    terr_memory_free(before);
    terr_memory_free(after);
    return code;
}

enum terr_code terr_edges_area2(terr_wide *area2, bool *on_lattice,
                                const struct terr_multipolygon *shape, struct terr_error *err)
{
    struct terr_node *nodes = terr_memory_new(shape->point_count, sizeof *nodes, err);
    if (!nodes) return err->code;
    *area2 = 0;
    *on_lattice = terr_lattice_take(nodes, shape->coords, shape->point_count);
    for (size_t p = 0; p < shape->polygon_count && *on_lattice; p++) {
        const size_t shell = terr_multipolygon_polygon_start(shape, p);
        for (size_t r = shell; r < shape->polygon_ends[p]; r++) {
            const size_t start = terr_multipolygon_ring_start(shape, r);
            *area2 += counted_area2(nodes + start, shape->ring_ends[r] - start, r > shell);
        }
    }
    terr_memory_free(nodes);
    return TERR_OK;
}
