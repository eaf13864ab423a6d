#include <geo/shape/layers.h>

#include <geo/base/memory.h>
#include <geo/shape/engine.h>
#include <geo/shape/faces.h>
#include <geo/shape/noding.h>
#include <geo/shape/rings.h>
#include <geo/shape/slots.h>
#include <assert.h>
#include <math.h>
#include <stdlib.h>

void terr_layers_dispose(struct terr_layers *layers)
{
    const struct terr_layers nothing = TERR_LAYERS_INIT;
    for (size_t i = 0; i < layers->count; i++) {
        terr_multipolygon_dispose(&layers->grounds[i].shape);
    }
    terr_memory_free(layers->grounds);
    *layers = nothing;
}

// ---- the edges of all layers, each once ----

// Edge i goes from nodes[i] to nodes[i + 1], which are of one ring.
struct edges {
    struct terr_node *nodes;
    int64_t *weights; // 0: there is no such edge, or it was counted with another
    bool *shared;     // it was counted with others
    size_t *rings;    // a number above 0
    size_t count;
    struct terr_slots slots;
};

static void edges_dispose(struct edges *edges)
{
    terr_memory_free(edges->nodes);
    terr_memory_free(edges->weights);
    terr_memory_free(edges->shared);
    terr_memory_free(edges->rings);
    terr_memory_free(edges->slots.items);
}

static enum terr_code edges_init(struct edges *edges, size_t count, struct terr_error *err)
{
    edges->nodes = terr_memory_new(count, sizeof *edges->nodes, err);
    if (!edges->nodes) return err->code;
    edges->weights = terr_memory_new(count, sizeof *edges->weights, err);
    if (!edges->weights) return err->code;
    edges->shared = terr_memory_new(count, sizeof *edges->shared, err);
    if (!edges->shared) return err->code;
    edges->rings = terr_memory_new(count, sizeof *edges->rings, err);
    if (!edges->rings) return err->code;
    return terr_slots_init(&edges->slots, count, err);
}

// Counts the edge that begins at node `index` with the like of it, whichever way that goes.
static void count_edge(struct edges *edges, size_t index, int64_t weight)
{
    const struct terr_node a = edges->nodes[index], b = edges->nodes[index + 1];
    const bool ahead = terr_node_compare(a, b) < 0;
    const uint64_t hash = terr_hash_node(terr_hash_node(0, ahead ? a : b), ahead ? b : a);
    for (size_t slot = terr_slots_start(&edges->slots, hash); edges->slots.items[slot];
         slot = terr_slots_next(&edges->slots, slot)) {
        const size_t like = edges->slots.items[slot] - 1;
        const struct terr_node c = edges->nodes[like], d = edges->nodes[like + 1];
        const bool same = terr_node_same(a, c) && terr_node_same(b, d);
        if (!same && !(terr_node_same(a, d) && terr_node_same(b, c))) continue;
        edges->weights[like] += same ? weight : -weight;
        edges->shared[like] = true;
        return;
    }
    edges->weights[index] = weight;
    terr_slots_put(&edges->slots, hash, index);
}

static void add_rings(struct edges *edges, const struct terr_rings *rings, int64_t weight,
                      size_t *ring_number)
{
    for (size_t r = 0; r < rings->ring_count; r++) {
        const struct terr_ring *ring = &rings->rings[r];
        const size_t start = edges->count;
        ++*ring_number;
        for (size_t i = ring->start; i < ring->end; i++) {
            edges->rings[edges->count] = *ring_number;
            edges->nodes[edges->count++] = rings->nodes[i];
        }
        for (size_t i = start; i + 1 < edges->count; i++) count_edge(edges, i, weight);
    }
}

// An edge of several rings is none of a simple ring: it is tried against all.
static size_t kin_of(const struct edges *edges, size_t edge)
{
    return edges->shared[edge] ? 0 : edges->rings[edge];
}

// Chains of edges that follow each other and are counted alike.
static enum terr_code add_chains(struct terr_chains *chains, const struct edges *edges,
                                 struct terr_error *err)
{
    enum terr_code code = terr_chains_reserve(chains, edges->count, err);
    for (size_t i = 0; i < edges->count && !code; i++) {
        const int64_t weight = edges->weights[i];
        if (weight == 0) continue;
        const size_t kin = kin_of(edges, i);
        size_t end = i + 1;
        code = terr_chains_add_node(chains, edges->nodes[i], err);
        while (end < edges->count && edges->weights[end] == weight && kin_of(edges, end) == kin &&
               edges->rings[end] == edges->rings[i] && !code) {
            code = terr_chains_add_node(chains, edges->nodes[end++], err);
        }
        if (!code) code = terr_chains_add_node(chains, edges->nodes[end], err);
        if (!code) code = terr_chains_end(chains, weight, kin, err);
        i = end - 1;
    }
    return code;
}

// ---- one arrangement ----

struct laying {
    struct terr_layers *out;
    const struct terr_multipolygon *const *layers;
    size_t count;
    terr_wide area2[TERR_LAYERS_MAX]; // of each layer
    struct terr_chains chains;
    struct terr_rings faces;
    struct terr_wound *wound; // runs of the faces, each a ground
    size_t wound_count;
    struct terr_error *err;
};

static enum terr_code gather(struct laying *laying)
{
    struct edges edges = {.nodes = NULL};
    size_t points = 0, ring_number = 0;
    for (size_t i = 0; i < laying->count; i++) points += laying->layers[i]->point_count;
    enum terr_code code = edges_init(&edges, points, laying->err);
    for (size_t i = 0; i < laying->count && !code; i++) {
        struct terr_rings rings = TERR_RINGS_INIT;
        code = terr_rings_take(&rings, laying->layers[i], laying->err);
        laying->area2[i] = code ? 0 : terr_rings_area2(&rings);
        if (!code) add_rings(&edges, &rings, INT64_C(1) << i, &ring_number);
        terr_rings_dispose(&rings);
    }
    if (!code) code = add_chains(&laying->chains, &edges, laying->err);
    edges_dispose(&edges);
    return code;
}

// The rings of one ground, as a view into those of all.
static struct terr_rings view(const struct laying *laying, const struct terr_wound *wound)
{
    struct terr_rings rings = {.nodes = laying->faces.nodes,
                               .rings = laying->faces.rings + wound->first,
                               .ring_count = wound->end - wound->first};
    for (size_t i = 0; i < rings.ring_count; i++) {
        rings.node_count += rings.rings[i].end - rings.rings[i].start;
    }
    return rings;
}

// Every ground is of some of the layers, and those of a layer are the layer, but for what bending
// may have added.
static bool areas_agree(const struct laying *laying, double bent_length)
{
    terr_wide missing[TERR_LAYERS_MAX];
    for (size_t i = 0; i < laying->count; i++) missing[i] = laying->area2[i];
    for (size_t g = 0; g < laying->wound_count; g++) {
        const struct terr_wound *wound = &laying->wound[g];
        if (wound->winding < 0 || wound->winding >> laying->count) return false;
        const struct terr_rings rings = view(laying, wound);
        const terr_wide area2 = terr_rings_area2(&rings);
        for (size_t i = 0; i < laying->count; i++) {
            if (wound->winding >> i & 1) missing[i] -= area2;
        }
    }
    for (size_t i = 0; i < laying->count; i++) {
        if (fabs((double)missing[i]) > sqrt(2) * bent_length) return false;
    }
    return true;
}

static enum terr_code put_grounds(struct laying *laying)
{
    struct terr_layers *out = laying->out;
    enum terr_code code = TERR_OK;
    out->grounds = terr_memory_new(laying->wound_count, sizeof *out->grounds, laying->err);
    if (!out->grounds) return laying->err->code;
    for (; out->count < laying->wound_count && !code; out->count++) {
        struct terr_layered *ground = &out->grounds[out->count];
        const struct terr_rings rings = view(laying, &laying->wound[out->count]);
        ground->layers = (uint64_t)laying->wound[out->count].winding;
        code = terr_rings_put(&ground->shape, &rings, laying->err);
    }
    return code;
}

static enum terr_code by_arrangement(struct laying *laying, bool *sound)
{
    struct terr_noded noded = TERR_NODED_INIT;
    *sound = false;
    enum terr_code code = gather(laying);
    if (!code) code = terr_noding_snap(&noded, &laying->chains, laying->err);
    if (!code) {
        code = terr_faces_trace_all(&laying->faces, &laying->wound, &laying->wound_count, sound,
                                    &noded.chains, laying->err);
    }
    *sound = !code && *sound && areas_agree(laying, noded.bent_length);
    if (*sound) code = put_grounds(laying);
    terr_chains_dispose(&noded.chains);
    terr_chains_dispose(&laying->chains);
    terr_rings_dispose(&laying->faces);
    terr_memory_free(laying->wound);
    return code;
}

// ---- the engine's answer, where the arrangement has none ----

static enum terr_code add_ground(struct terr_layers *out, size_t *capacity, uint64_t layers,
                                 struct terr_multipolygon *take_shape, struct terr_error *err)
{
    struct terr_layered *grounds = NULL;
    if (take_shape->polygon_count > 0) {
        grounds = terr_memory_grow(out->grounds, capacity, out->count + 1, sizeof *grounds, err);
    }
    if (!grounds) {
        const bool is_empty = take_shape->polygon_count == 0;
        terr_multipolygon_dispose(take_shape);
        return is_empty ? TERR_OK : err->code;
    }
    out->grounds = grounds;
    grounds[out->count++] = (struct terr_layered){layers, *take_shape};
    return TERR_OK;
}

// Parts a ground, and the rest of a layer, where they meet: the ground keeps what the layer does
// not cover, and what both do is a new ground.
static enum terr_code part_ground(struct laying *laying, struct terr_engine *engine,
                                  size_t *capacity, size_t ground, size_t layer,
                                  struct terr_multipolygon *rest)
{
    struct terr_multipolygon *shape = &laying->out->grounds[ground].shape;
    const uint64_t layers = laying->out->grounds[ground].layers | UINT64_C(1) << layer;
    struct terr_multipolygon both = TERR_MULTIPOLYGON_INIT, alone = TERR_MULTIPOLYGON_INIT,
                             left = TERR_MULTIPOLYGON_INIT;
    enum terr_code code = terr_engine_intersect(&both, engine, shape, rest, laying->err);
    if (!code) code = terr_engine_subtract(&alone, engine, shape, rest, laying->err);
    if (!code) code = terr_engine_subtract(&left, engine, rest, shape, laying->err);
    if (code) {
        terr_multipolygon_dispose(&both);
        terr_multipolygon_dispose(&alone);
        return code;
    }
    terr_multipolygon_dispose(shape);
    *shape = alone;
    terr_multipolygon_dispose(rest);
    *rest = left;
    return add_ground(laying->out, capacity, layers, &both, laying->err);
}

static enum terr_code lay_by_engine(struct laying *laying, struct terr_engine *engine,
                                    size_t *capacity, size_t layer)
{
    const size_t before = laying->out->count;
    struct terr_multipolygon rest = TERR_MULTIPOLYGON_INIT;
    enum terr_code code = terr_multipolygon_append(&rest, laying->layers[layer], laying->err);
    for (size_t i = 0; i < before && !code; i++) {
        code = part_ground(laying, engine, capacity, i, layer, &rest);
    }
    if (code) {
        terr_multipolygon_dispose(&rest);
        return code;
    }
    return add_ground(laying->out, capacity, UINT64_C(1) << layer, &rest, laying->err);
}

static int compare_grounds(const void *left, const void *right)
{
    const struct terr_layered *a = left, *b = right;
    return a->layers < b->layers ? -1 : a->layers > b->layers;
}

static enum terr_code by_engine(struct laying *laying, struct terr_engine *engine)
{
    struct terr_layers *out = laying->out;
    enum terr_code code = TERR_OK;
    size_t capacity = 0, kept = 0;
    terr_layers_dispose(out);
    out->by_overlay = true;
    for (size_t i = 0; i < laying->count && !code; i++) {
        code = lay_by_engine(laying, engine, &capacity, i);
    }
    if (code) return code;
    for (size_t i = 0; i < out->count; i++) {
        if (out->grounds[i].shape.polygon_count > 0) {
            out->grounds[kept++] = out->grounds[i];
        } else {
            terr_multipolygon_dispose(&out->grounds[i].shape);
        }
    }
    out->count = kept;
    if (kept) qsort(out->grounds, kept, sizeof *out->grounds, compare_grounds);
    return TERR_OK;
}

enum terr_code terr_layers_lay(struct terr_layers *out, struct terr_engine *engine,
                               const struct terr_multipolygon *const *layers, size_t count,
                               struct terr_error *err)
{
    struct laying laying = {.out = out, .layers = layers, .count = count, .err = err};
    bool sound = false;
    assert(count <= TERR_LAYERS_MAX);
    enum terr_code code = by_arrangement(&laying, &sound);
    if (!code && !sound) code = by_engine(&laying, engine);
    if (code) terr_layers_dispose(out);
    return code;
}
