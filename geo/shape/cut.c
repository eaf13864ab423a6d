#include <geo/shape/cut.h>

#include <geo/base/memory.h>
#include <geo/shape/box_tree.h>
#include <geo/shape/cleaning.h>
#include <geo/shape/clusters.h>
#include <geo/shape/engine.h>
#include <geo/shape/faces.h>
#include <geo/shape/noding.h>
#include <geo/shape/rings.h>
#include <math.h>

// The shape has weight 1 and cell i weight 2 * (DEPTH + i). So a winding number is odd in the shape
// and even outside, and its half is 0 in no cell, DEPTH + i in cell i, and 2 * DEPTH or more where
// cells share ground.
#define DEPTH (INT64_C(1) << 32)

static int64_t weight_of(size_t cell) { return 2 * (DEPTH + (int64_t)cell); }

// A ring of a cell: a chain of the same index.
struct border {
    struct terr_box box;
    size_t cell;
};

struct terr_cutter {
    const struct terr_multipolygon *const *cells;
    size_t cell_count;
    struct terr_chains chains;
    struct border *borders; // one for each chain
    struct terr_box_tree tree;
};

// ---- boxes ----

static struct terr_box box_of(const struct terr_node *nodes, size_t count)
{
    struct terr_box box = {nodes[0], nodes[0]};
    for (size_t i = 1; i < count; i++) {
        if (nodes[i].x < box.low.x) box.low.x = nodes[i].x;
        if (nodes[i].y < box.low.y) box.low.y = nodes[i].y;
        if (nodes[i].x > box.high.x) box.high.x = nodes[i].x;
        if (nodes[i].y > box.high.y) box.high.y = nodes[i].y;
    }
    return box;
}

static bool meet(const struct terr_box *a, const struct terr_box *b)
{
    return a->low.x <= b->high.x && b->low.x <= a->high.x && a->low.y <= b->high.y &&
           b->low.y <= a->high.y;
}

// Edges that are bent stay within a step of where they were.
#define MARGIN 4

static struct terr_box with_margin(struct terr_box box)
{
    box.low.x -= MARGIN;
    box.low.y -= MARGIN;
    box.high.x += MARGIN;
    box.high.y += MARGIN;
    return box;
}

// ---- the borders ----

static enum terr_code add_cell(struct terr_cutter *cutter, size_t cell, size_t *capacity,
                               struct terr_error *err)
{
    struct terr_rings rings = TERR_RINGS_INIT;
    struct terr_chains *chains = &cutter->chains;
    enum terr_code code = terr_rings_take(&rings, cutter->cells[cell], err);
    for (size_t r = 0; r < rings.ring_count && !code; r++) {
        const struct terr_ring *ring = &rings.rings[r];
        struct border *borders =
            terr_memory_grow(cutter->borders, capacity, chains->count + 1, sizeof *borders, err);
        code = borders ? TERR_OK : err->code;
        if (code) break;
        cutter->borders = borders;
        borders[chains->count].cell = cell;
        borders[chains->count].box = box_of(rings.nodes + ring->start, ring->end - ring->start);
        for (size_t i = ring->start; i < ring->end && !code; i++) {
            code = terr_chains_add_node(chains, rings.nodes[i], err);
        }
        if (!code) code = terr_chains_end(chains, weight_of(cell), chains->count + 1, err);
    }
    terr_rings_dispose(&rings);
    return code;
}

enum terr_code terr_cutter_new(struct terr_cutter **out,
                               const struct terr_multipolygon *const *cells, size_t count,
                               struct terr_error *err)
{
    size_t capacity = 0;
    *out = NULL;
    struct terr_cutter *cutter = terr_memory_new(1, sizeof *cutter, err);
    if (!cutter) return err->code;
    cutter->cells = cells;
    cutter->cell_count = count;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < count && !code; i++) code = add_cell(cutter, i, &capacity, err);
    if (!code) code = terr_chains_plant(&cutter->tree, &cutter->chains, err);
    if (code) {
        terr_cutter_free(cutter);
    } else {
        *out = cutter;
    }
    return code;
}

void terr_cutter_free(struct terr_cutter *cutter)
{
    if (!cutter) return;
    terr_chains_dispose(&cutter->chains);
    terr_memory_free(cutter->borders);
    terr_box_tree_dispose(&cutter->tree);
    terr_memory_free(cutter);
}

// ---- one shape ----

struct cutting {
    const struct terr_cutter *cutter;
    struct terr_engine *engine;
    struct terr_multipolygon *parts;
    struct terr_box_tree tree; // the cutter's, but for what a search found
    struct terr_error *err;
};

// The cell that a node lies in, no border being at it: the weights of all borders above it, those
// towards the west less those towards the east, are its winding number.
static enum terr_code locate(size_t *cell, struct cutting *cutting, struct terr_node at)
{
    const struct terr_chains *chains = &cutting->cutter->chains;
    const struct terr_box above = {at, {at.x, INT64_MAX}};
    int64_t winding = 0;
    const enum terr_code code = terr_box_tree_search(&cutting->tree, above, cutting->err);
    if (code) return code;
    for (size_t i = 0; i < cutting->tree.found_count; i++) {
        const size_t edge = cutting->tree.found[i];
        const struct terr_node a = chains->nodes[edge], b = chains->nodes[edge + 1];
        if ((a.x <= at.x) == (b.x <= at.x)) continue;
        const bool to_west = b.x <= at.x;
        if ((terr_lattice_turn(a, b, at) > 0) != to_west) continue; // it passes below
        const int64_t weight = terr_chains_find(chains, edge)->weight;
        winding += to_west ? weight : -weight;
    }
    const int64_t number = winding / 2 - DEPTH;
    const bool in_one = number >= 0 && number < (int64_t)cutting->cutter->cell_count;
    *cell = in_one ? (size_t)number : cutting->cutter->cell_count;
    return TERR_OK;
}

// On which sides of a box a node lies, as bits.
static unsigned sides_of(const struct terr_box *box, struct terr_node node)
{
    return (node.x < box->low.x ? 1u : 0) | (node.x > box->high.x ? 2u : 0) |
           (node.y < box->low.y ? 4u : 0) | (node.y > box->high.y ? 8u : 0);
}

static enum terr_code add_unlike(struct terr_chains *chains, size_t start, struct terr_node node,
                                 struct terr_error *err)
{
    if (chains->node_count > start && terr_node_same(chains->nodes[chains->node_count - 1], node)) {
        return TERR_OK;
    }
    return terr_chains_add_node(chains, node, err);
}

// Adds a border as it is inside the box. A stretch that stays on one side of the box is drawn
// straight: it passes over no point inside, so that every one there is wound round as often.
static enum terr_code add_border(struct terr_chains *out, const struct cutting *cutting,
                                 size_t index, const struct terr_box *box)
{
    const struct terr_chain *chain = &cutting->cutter->chains.items[index];
    const struct terr_node *nodes = cutting->cutter->chains.nodes;
    const size_t start = out->node_count;
    size_t last = chain->first;
    unsigned sides = sides_of(box, nodes[last]);
    enum terr_code code = add_unlike(out, start, nodes[last], cutting->err);
    for (size_t i = chain->first + 1; i <= chain->last && !code; i++) {
        const unsigned here = sides_of(box, nodes[i]);
        if (!(sides & here)) {
            code = add_unlike(out, start, nodes[last], cutting->err);
            if (!code) code = add_unlike(out, start, nodes[i], cutting->err);
            sides = here;
        } else {
            sides &= here;
        }
        last = i;
    }
    if (!code) code = add_unlike(out, start, nodes[last], cutting->err);
    if (code) return code;
    const size_t count = out->node_count - start;
    if (count < 2) {
        out->node_count = start;
        return TERR_OK;
    }
    // only whole is it known to be a simple ring
    const bool is_whole = count == chain->last - chain->first + 1;
    return terr_chains_end(out, chain->weight, is_whole ? chain->ring : 0, cutting->err);
}

// What is laid over each other: some polygons of the shape, and the borders near them.
struct overlay {
    const struct terr_multipolygon *shape;
    struct terr_rings rings;
    struct terr_box box;
    struct terr_chains chains;
    bool *near; // by cell
    int64_t *windings;
    size_t *cells; // one for each winding number; of the first, none
    struct terr_rings *faces;
    size_t count;
};

static enum terr_code add_shape(struct overlay *overlay, const struct cutting *cutting)
{
    const struct terr_rings *rings = &overlay->rings;
    const size_t border_count = cutting->cutter->chains.count;
    enum terr_code code = TERR_OK;
    for (size_t r = 0; r < rings->ring_count && !code; r++) {
        const struct terr_ring *ring = &rings->rings[r];
        for (size_t i = ring->start; i < ring->end && !code; i++) {
            code = terr_chains_add_node(&overlay->chains, rings->nodes[i], cutting->err);
        }
        if (!code) code = terr_chains_end(&overlay->chains, 1, border_count + 1 + r, cutting->err);
    }
    return code;
}

static enum terr_code add_borders(struct overlay *overlay, const struct cutting *cutting)
{
    const struct terr_cutter *cutter = cutting->cutter;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < cutter->chains.count && !code; i++) {
        if (!meet(&cutter->borders[i].box, &overlay->box)) continue;
        overlay->near[cutter->borders[i].cell] = true;
        code = add_border(&overlay->chains, cutting, i, &overlay->box);
    }
    return code;
}

static enum terr_code overlay_begin(struct overlay *overlay, const struct cutting *cutting)
{
    const size_t cells = cutting->cutter->cell_count;
    struct terr_error *err = cutting->err;
    enum terr_code code = terr_rings_take(&overlay->rings, overlay->shape, err);
    if (code) return code;
    overlay->box = with_margin(box_of(overlay->rings.nodes, overlay->rings.node_count));
    overlay->near = terr_memory_new(cells, sizeof *overlay->near, err);
    if (!overlay->near) return err->code;
    overlay->windings = terr_memory_new(cells + 1, sizeof *overlay->windings, err);
    if (!overlay->windings) return err->code;
    overlay->cells = terr_memory_new(cells + 1, sizeof *overlay->cells, err);
    if (!overlay->cells) return err->code;
    overlay->faces = terr_memory_new(cells + 1, sizeof *overlay->faces, err);
    if (!overlay->faces) return err->code;
    code = add_shape(overlay, cutting);
    if (!code) code = add_borders(overlay, cutting);
    overlay->windings[0] = 1;
    overlay->cells[0] = cells;
    overlay->count = 1;
    for (size_t i = 0; i < cells; i++) {
        if (!overlay->near[i]) continue;
        overlay->windings[overlay->count] = weight_of(i) + 1;
        overlay->cells[overlay->count++] = i;
    }
    return code;
}

static void overlay_end(struct overlay *overlay)
{
    for (size_t i = 0; i < overlay->count; i++) terr_rings_dispose(&overlay->faces[i]);
    terr_memory_free(overlay->faces);
    terr_memory_free(overlay->cells);
    terr_memory_free(overlay->windings);
    terr_memory_free(overlay->near);
    terr_chains_dispose(&overlay->chains);
    terr_rings_dispose(&overlay->rings);
}

// The parts together are the shape, but for what bending may have added.
static bool areas_agree(const struct overlay *overlay, double bent_length)
{
    terr_wide missing = terr_rings_area2(&overlay->rings);
    for (size_t i = 0; i < overlay->count; i++) missing -= terr_rings_area2(&overlay->faces[i]);
    return fabs((double)missing) <= sqrt(2) * bent_length;
}

// The engine's answer, where the arrangement has none.
static enum terr_code by_engine(const struct cutting *cutting,
                                const struct terr_multipolygon *shape, const bool *near)
{
    const struct terr_cutter *cutter = cutting->cutter;
    struct terr_multipolygon rest = TERR_MULTIPOLYGON_INIT;
    enum terr_code code = terr_multipolygon_append(&rest, shape, cutting->err);
    for (size_t i = 0; i < cutter->cell_count && !code; i++) {
        struct terr_multipolygon part = TERR_MULTIPOLYGON_INIT, left = TERR_MULTIPOLYGON_INIT;
        if (!near[i]) continue;
        const struct terr_multipolygon *cell = cutter->cells[i];
        code = terr_engine_intersect(&part, cutting->engine, shape, cell, cutting->err);
        if (!code) code = terr_engine_subtract(&left, cutting->engine, &rest, cell, cutting->err);
        if (!code) code = terr_multipolygon_append(&cutting->parts[i], &part, cutting->err);
        terr_multipolygon_dispose(&part);
        terr_multipolygon_dispose(&rest);
        rest = left;
    }
    if (!code) {
        code = terr_multipolygon_append(&cutting->parts[cutter->cell_count], &rest, cutting->err);
    }
    terr_multipolygon_dispose(&rest);
    return code;
}

static enum terr_code lay_over(const struct cutting *cutting, const struct terr_multipolygon *shape)
{
    struct overlay overlay = {.shape = shape};
    struct terr_noded noded = TERR_NODED_INIT;
    bool sound = false;
    enum terr_code code = overlay_begin(&overlay, cutting);
    if (!code) code = terr_noding_snap(&noded, &overlay.chains, cutting->err);
    if (!code) {
        code = terr_faces_sort(overlay.faces, &sound, overlay.windings, overlay.count,
                               &noded.chains, cutting->err);
    }
    sound = sound && !noded.gave_up && areas_agree(&overlay, noded.bent_length);
    if (!code && !sound) {
        code = by_engine(cutting, shape, overlay.near);
    } else {
        for (size_t i = 0; i < overlay.count && !code; i++) {
            code =
                terr_rings_put(&cutting->parts[overlay.cells[i]], &overlay.faces[i], cutting->err);
        }
    }
    terr_chains_dispose(&noded.chains);
    overlay_end(&overlay);
    return code;
}

// Cuts polygons that may touch each other, but no other of the shape.
static enum terr_code cut_cluster(struct cutting *cutting, const struct terr_multipolygon *cluster)
{
    struct terr_rings rings = TERR_RINGS_INIT;
    size_t cell = 0;
    enum terr_code code = terr_rings_take(&rings, cluster, cutting->err);
    if (!code) {
        const struct terr_box box = with_margin(box_of(rings.nodes, rings.node_count));
        code = terr_box_tree_search(&cutting->tree, box, cutting->err);
    }
    if (!code && cutting->tree.found_count > 0) {
        code = lay_over(cutting, cluster);
    } else if (!code) {
        code = locate(&cell, cutting, rings.nodes[0]);
        if (!code) code = terr_multipolygon_append(&cutting->parts[cell], cluster, cutting->err);
    }
    terr_rings_dispose(&rings);
    return code;
}

// Brings a part that came together from several clusters into canonical order.
static enum terr_code put_in_order(struct terr_multipolygon *part, struct terr_error *err)
{
    struct terr_multipolygon ordered = TERR_MULTIPOLYGON_INIT;
    struct terr_rings rings = TERR_RINGS_INIT;
    if (part->polygon_count < 2) return TERR_OK;
    enum terr_code code = terr_rings_take(&rings, part, err);
    if (!code) code = terr_rings_put(&ordered, &rings, err);
    terr_rings_dispose(&rings);
    if (code) {
        terr_multipolygon_dispose(&ordered);
        return code;
    }
    terr_multipolygon_dispose(part);
    *part = ordered;
    return TERR_OK;
}

// `clusters` names the cluster of each polygon, by the first polygon in it; `next` has room for as
// many.
static enum terr_code cut_clusters(struct cutting *cutting, const struct terr_multipolygon *shape,
                                   const size_t *clusters, size_t *next)
{
    enum terr_code code = TERR_OK;
    // each cluster becomes a list that begins at the polygon it is named by and rises
    for (size_t p = 0; p < shape->polygon_count; p++) next[p] = SIZE_MAX;
    for (size_t p = shape->polygon_count; p-- > 0;) {
        const size_t first = clusters[p];
        if (p == first) continue;
        next[p] = next[first];
        next[first] = p;
    }
    for (size_t first = 0; first < shape->polygon_count && !code; first++) {
        struct terr_multipolygon cluster = TERR_MULTIPOLYGON_INIT;
        if (clusters[first] != first) continue; // cut with the one that names it
        for (size_t p = first; p != SIZE_MAX && !code; p = next[p]) {
            code = terr_multipolygon_append_polygon(&cluster, shape, p, cutting->err);
        }
        if (!code) code = cut_cluster(cutting, &cluster);
        terr_multipolygon_dispose(&cluster);
    }
    return code;
}

enum terr_code terr_cutter_cut(struct terr_multipolygon *parts, const struct terr_cutter *cutter,
                               struct terr_engine *engine, const struct terr_multipolygon *shape,
                               struct terr_error *err)
{
    struct cutting cutting = {cutter, engine, parts, cutter->tree, err};
    enum terr_code code = TERR_OK;
    cutting.tree.found = NULL;
    cutting.tree.found_count = cutting.tree.found_capacity = 0;
    const size_t count = shape->polygon_count;
    size_t *clusters = terr_memory_new(count, 2 * sizeof *clusters, err);
    if (!clusters) return err->code;
    code = terr_clusters_find(clusters, shape, err);
    if (!code) code = cut_clusters(&cutting, shape, clusters, clusters + count);
    for (size_t i = 0; i <= cutter->cell_count && !code; i++) code = put_in_order(&parts[i], err);
    for (size_t i = 0; i <= cutter->cell_count && code; i++) terr_multipolygon_dispose(&parts[i]);
    terr_memory_free(cutting.tree.found);
    terr_memory_free(clusters);
    return code;
}
