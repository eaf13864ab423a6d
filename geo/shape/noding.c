#include <geo/shape/noding.h>

#include <geo/base/memory.h>
#include <geo/shape/box_tree.h>
#include <math.h>
#include <stdlib.h>

// A hot node on an edge, between its ends.
struct cut {
    size_t edge;
    struct terr_node at;
};

struct noder {
    const struct terr_edges *edges;
    struct terr_box_tree tree; // of the edges
    struct cut *cuts;
    size_t cut_count, cut_capacity;
    struct terr_node *crossings; // on the grid
    size_t crossing_count, crossing_capacity;
    struct terr_error *err;
};

static enum terr_code plant_tree(struct noder *noder)
{
    const struct terr_edges *edges = noder->edges;
    const enum terr_code code = terr_box_tree_reserve(&noder->tree, edges->count, noder->err);
    if (code) return code;
    for (size_t i = 0; i < edges->count; i++) {
        noder->tree.boxes[i] = terr_box_around(edges->items[i].from, edges->items[i].to);
    }
    terr_box_tree_build(&noder->tree);
    return TERR_OK;
}

// ---- where edges are cut ----

// Cuts the edge at a hot node if it passes through its pixel.
static enum terr_code cut_at(struct noder *noder, size_t index, struct terr_node node)
{
    const struct terr_edge *edge = &noder->edges->items[index];
    if (terr_node_same(edge->from, node) || terr_node_same(edge->to, node)) return TERR_OK;
    if (!terr_lattice_passes(edge->from, edge->to, node)) return TERR_OK;
    struct cut *cuts = terr_memory_grow(noder->cuts, &noder->cut_capacity, noder->cut_count + 1,
                                        sizeof *cuts, noder->err);
    if (!cuts) return noder->err->code;
    noder->cuts = cuts;
    cuts[noder->cut_count].edge = index;
    cuts[noder->cut_count++].at = node;
    return TERR_OK;
}

static enum terr_code add_crossing(struct noder *noder, struct terr_node node)
{
    struct terr_node *crossings =
        terr_memory_grow(noder->crossings, &noder->crossing_capacity, noder->crossing_count + 1,
                         sizeof *crossings, noder->err);
    if (!crossings) return noder->err->code;
    noder->crossings = crossings;
    crossings[noder->crossing_count++] = node;
    return TERR_OK;
}

static enum terr_code meet(struct noder *noder, size_t i, size_t k)
{
    const struct terr_edge *a = &noder->edges->items[i], *b = &noder->edges->items[k];
    struct terr_node node;
    enum terr_code code = cut_at(noder, i, b->from);
    if (!code) code = cut_at(noder, i, b->to);
    if (!code) code = cut_at(noder, k, a->from);
    if (!code) code = cut_at(noder, k, a->to);
    if (!code && terr_lattice_cross(&node, a->from, a->to, b->from, b->to)) {
        code = add_crossing(noder, node);
    }
    return code;
}

static enum terr_code meet_all(struct noder *noder)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < noder->edges->count && !code; i++) {
        code = terr_box_tree_search(&noder->tree, noder->tree.boxes[i], i + 1, noder->err);
        for (size_t k = 0; k < noder->tree.found_count && !code; k++) {
            code = meet(noder, i, noder->tree.found[k]);
        }
    }
    return code;
}

// The crossings cut whatever passes near them, the edges that cross among it.
static enum terr_code cut_at_crossings(struct noder *noder)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < noder->crossing_count && !code; i++) {
        const struct terr_node node = noder->crossings[i];
        code = terr_box_tree_search(&noder->tree, terr_box_around(node, node), 0, noder->err);
        for (size_t k = 0; k < noder->tree.found_count && !code; k++) {
            code = cut_at(noder, noder->tree.found[k], node);
        }
    }
    return code;
}

// ---- the pieces ----

static int compare_cuts(const void *left, const void *right)
{
    const struct cut *a = left, *b = right;
    if (a->edge != b->edge) return a->edge < b->edge ? -1 : 1;
    return terr_node_compare(a->at, b->at);
}

// From one end of an edge to the other x never turns back, and where it stands still y does not.
// But of two nodes with one x, which comes first depends on whether y rises with x.
static bool falls(const struct terr_edge *edge)
{
    return (edge->to.x > edge->from.x) != (edge->to.y > edge->from.y) && edge->to.x != edge->from.x;
}

// Turns round runs of cuts with one x, so that they lie along an edge whose y falls.
static void order_falling(struct cut *cuts, size_t count)
{
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && cuts[end].at.x == cuts[i].at.x; end++) continue;
        for (size_t a = i, b = end - 1; a < b; a++, b--) {
            const struct cut kept = cuts[a];
            cuts[a] = cuts[b];
            cuts[b] = kept;
        }
    }
}

static enum terr_code add_piece(struct terr_noded *out, struct terr_node from, struct terr_node to,
                                int64_t weight, struct terr_error *err)
{
    const bool ahead = terr_node_compare(from, to) < 0;
    const struct terr_edge piece = {ahead ? from : to, ahead ? to : from, ahead ? weight : -weight};
    return terr_edges_add(&out->edges, piece, err);
}

// The pieces of an edge between its cuts, which are sorted by x and y.
static enum terr_code add_pieces(struct terr_noded *out, const struct terr_edge *edge,
                                 struct cut *cuts, size_t count, struct terr_error *err)
{
    const bool ahead = terr_node_compare(edge->from, edge->to) < 0;
    struct terr_node at = ahead ? edge->from : edge->to;
    const struct terr_node start = at, end = ahead ? edge->to : edge->from;
    const int64_t weight = ahead ? edge->weight : -edge->weight;
    enum terr_code code = TERR_OK;
    terr_wide bent_area2 = 0;
    if (falls(edge)) order_falling(cuts, count);
    for (size_t i = 0; i < count && !code; i++) {
        if (terr_node_same(at, cuts[i].at)) continue; // found twice
        code = add_piece(out, at, cuts[i].at, weight, err);
        bent_area2 += terr_lattice_turn(start, at, cuts[i].at);
        at = cuts[i].at;
    }
    bent_area2 += terr_lattice_turn(start, at, end);
    if (bent_area2 != 0) {
        out->bent_area2 += weight * bent_area2;
        out->bent_length += hypot((double)(end.x - start.x), (double)(end.y - start.y));
    }
    return code ? code : add_piece(out, at, end, weight, err);
}

static enum terr_code cut_edges(struct terr_noded *out, struct noder *noder)
{
    enum terr_code code = TERR_OK;
    if (noder->cut_count) qsort(noder->cuts, noder->cut_count, sizeof *noder->cuts, compare_cuts);
    size_t first = 0;
    for (size_t i = 0; i < noder->edges->count && !code; i++) {
        size_t end = first;
        while (end < noder->cut_count && noder->cuts[end].edge == i) end++;
        code = add_pieces(out, &noder->edges->items[i], noder->cuts ? noder->cuts + first : NULL,
                          end - first, noder->err);
        first = end;
    }
    return code;
}

static int compare_edges(const void *left, const void *right)
{
    const struct terr_edge *a = left, *b = right;
    const int by_from = terr_node_compare(a->from, b->from);
    return by_from ? by_from : terr_node_compare(a->to, b->to);
}

// Adds up the weights of pieces that are one.
static void add_up(struct terr_edges *edges)
{
    size_t kept = 0;
    if (edges->count) qsort(edges->items, edges->count, sizeof *edges->items, compare_edges);
    for (size_t i = 0, end; i < edges->count; i = end) {
        struct terr_edge sum = edges->items[i];
        for (end = i + 1; end < edges->count; end++) {
            if (compare_edges(&sum, &edges->items[end]) != 0) break;
            sum.weight += edges->items[end].weight;
        }
        if (sum.weight) edges->items[kept++] = sum;
    }
    edges->count = kept;
}

enum terr_code terr_noding_snap(struct terr_noded *out, const struct terr_edges *edges,
                                struct terr_error *err)
{
    struct noder noder = {.edges = edges, .err = err};
    enum terr_code code = plant_tree(&noder);
    if (!code) code = meet_all(&noder);
    if (!code) code = cut_at_crossings(&noder);
    if (!code) code = cut_edges(out, &noder);
    if (!code) add_up(&out->edges);
    terr_box_tree_dispose(&noder.tree);
    terr_memory_free(noder.cuts);
    terr_memory_free(noder.crossings);
    return code;
}
