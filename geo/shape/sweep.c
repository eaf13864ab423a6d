#include <geo/shape/sweep.h>

#include <geo/base/memory.h>
#include <stdlib.h>

#define NONE SIZE_MAX

// Edges on the sweep line, from below to above: a list, and over it a search tree that stays
// shallow since the edges' ranks in it are as good as random (C. R. Aragon, R. G. Seidel,
// Randomized search trees, 30th Symposium on Foundations of Computer Science, 1989).
struct item {
    struct terr_node low, high; // its ends, the lesser first
    size_t below, above;        // in the list
    size_t parent, kids[2];     // in the tree; kids[1] is above
    size_t last;                // node of its chain, where it is the first edge; else 0
};

struct sweep {
    const struct terr_chains *chains;
    struct item *items; // by edge
    bool *is_edge;
    size_t root;
    bool plain;
};

static uint64_t rank_of(size_t edge)
{
    const uint64_t spread = (uint64_t)(edge + 1) * UINT64_C(0x9e3779b97f4a7c15);
    return (spread ^ spread >> 32) * UINT64_C(0xbf58476d1ce4e5b9);
}

// ---- the tree ----

// Puts `edge`, or nothing, where `old` hangs below `parent`.
static void hang(struct sweep *sweep, size_t parent, size_t old, size_t edge)
{
    if (parent == NONE) {
        sweep->root = edge;
    } else {
        size_t *kids = sweep->items[parent].kids;
        kids[kids[1] == old] = edge;
    }
    if (edge != NONE) sweep->items[edge].parent = parent;
}

// Lifts an edge above its parent; the order stays.
static void lift(struct sweep *sweep, size_t edge)
{
    struct item *item = &sweep->items[edge];
    const size_t parent = item->parent;
    struct item *over = &sweep->items[parent];
    const size_t side = over->kids[1] == edge, moved = item->kids[1 - side];
    hang(sweep, over->parent, parent, edge);
    over->kids[side] = moved;
    if (moved != NONE) sweep->items[moved].parent = parent;
    item->kids[1 - side] = parent;
    over->parent = edge;
}

static void take_off_tree(struct sweep *sweep, size_t edge)
{
    const struct item *item = &sweep->items[edge];
    for (;;) {
        const size_t low = item->kids[0], high = item->kids[1];
        if (low == NONE || high == NONE) {
            hang(sweep, item->parent, edge, low == NONE ? high : low);
            return;
        }
        lift(sweep, rank_of(low) > rank_of(high) ? low : high);
    }
}

// ---- the line ----

// Two edges next to each other.
static void look_at(struct sweep *sweep, size_t below, size_t above)
{
    struct terr_node at;
    if (below == NONE || above == NONE) return;
    const struct item *a = &sweep->items[below], *b = &sweep->items[above];
    if (terr_lattice_cross(&at, a->low, a->high, b->low, b->high)) sweep->plain = false;
}

static void take_off(struct sweep *sweep, size_t edge)
{
    const struct item *item = &sweep->items[edge];
    if (item->below != NONE) sweep->items[item->below].above = item->above;
    if (item->above != NONE) sweep->items[item->above].below = item->below;
    look_at(sweep, item->below, item->above);
    take_off_tree(sweep, edge);
}

// Positive where the new edge, whose lesser end lies on the line, comes above one that is there.
static int compare_new(const struct item *item, const struct item *there)
{
    terr_wide turn = terr_lattice_turn(there->low, there->high, item->low);
    if (turn == 0) turn = terr_lattice_turn(item->low, there->high, item->high);
    return turn < 0 ? -1 : turn > 0;
}

static void put_on(struct sweep *sweep, size_t edge)
{
    struct item *item = &sweep->items[edge];
    size_t parent = NONE, side = 0;
    item->below = item->above = item->kids[0] = item->kids[1] = NONE;
    for (size_t at = sweep->root; at != NONE; at = sweep->items[at].kids[side]) {
        const int order = compare_new(item, &sweep->items[at]);
        if (order == 0) sweep->plain = false; // they fall together
        if (order == 0) return;
        parent = at;
        side = order > 0;
        *(side ? &item->below : &item->above) = at;
    }
    item->parent = parent;
    *(parent == NONE ? &sweep->root : &sweep->items[parent].kids[side]) = edge;
    while (item->parent != NONE && rank_of(edge) > rank_of(item->parent)) lift(sweep, edge);
    if (item->below != NONE) sweep->items[item->below].above = edge;
    if (item->above != NONE) sweep->items[item->above].below = edge;
    look_at(sweep, item->below, edge);
    look_at(sweep, edge, item->above);
}

// Whether an edge passes near a node, but not through it.
static bool brushes(const struct sweep *sweep, size_t edge, struct terr_node node)
{
    if (edge == NONE) return false;
    const struct item *item = &sweep->items[edge];
    return terr_lattice_passes(item->low, item->high, node) &&
           terr_lattice_turn(item->low, item->high, node) != 0;
}

// The edge on the line that the node lies on, if one does, and the next below. No edge on the line
// has an end there.
static size_t find_touched(size_t *next_below, struct sweep *sweep, struct terr_node node)
{
    size_t below = NONE, above = NONE, on = NONE;
    for (size_t at = sweep->root; at != NONE && on == NONE;) {
        const struct item *item = &sweep->items[at];
        const terr_wide side = terr_lattice_turn(item->low, item->high, node);
        if (side == 0) on = at;
        *(side > 0 ? &below : &above) = at;
        at = item->kids[side > 0];
    }
    if (on != NONE) {
        below = sweep->items[on].below;
        above = sweep->items[on].above;
    }
    *next_below = below;
    // if any edge on the line passes near any node, one does that is next to a node
    if (brushes(sweep, below, node) || brushes(sweep, above, node)) sweep->plain = false;
    return on;
}

// ---- from node to node ----

struct stop {
    struct terr_node at;
    size_t node;
};

static int compare_stops(const void *left, const void *right)
{
    const struct stop *a = left, *b = right;
    const int by_place = terr_node_compare(a->at, b->at);
    return by_place ? by_place : a->node < b->node ? -1 : a->node > b->node;
}

// Hands the edges that a node of `chains` is an end of to take_off, or to put_on.
static void move_edges(struct sweep *sweep, const struct stop *stop, bool begin)
{
    for (size_t back = 0; back < 2 && sweep->plain; back++) {
        if (stop->node < back || !sweep->is_edge[stop->node - back]) continue;
        const size_t edge = stop->node - back;
        const bool begins = terr_node_same(sweep->items[edge].low, stop->at);
        if (begins != begin) continue;
        if (begin) put_on(sweep, edge);
        if (!begin) take_off(sweep, edge);
    }
}

// Whether two stops at one place are where a chain closes.
static bool close_chain(const struct sweep *sweep, const struct stop *a, const struct stop *b)
{
    return sweep->is_edge[a->node] && sweep->items[a->node].last == b->node;
}

// Nodes at one place.
struct place {
    const struct stop *stops;
    size_t count;
    size_t on; // the edge that they lie on, or NONE
};

// What ends or begins at one place of a column is not on the line when the sweep comes to the
// other, and what that place lies on may not be next to it: either may pass it.
static void look_along_column(struct sweep *sweep, const struct place *at,
                              const struct place *other, bool begin)
{
    if (brushes(sweep, at->on, other->stops->at)) sweep->plain = false;
    for (size_t i = 0; i < 2 * at->count && sweep->plain; i++) {
        const size_t node = at->stops[i / 2].node, back = i % 2;
        if (node < back || !sweep->is_edge[node - back]) continue;
        const struct item *item = &sweep->items[node - back];
        if (terr_node_same(begin ? item->low : item->high, at->stops->at) &&
            brushes(sweep, node - back, other->stops->at)) {
            sweep->plain = false;
        }
    }
}

static void stop_at(size_t *touched, size_t *below, struct sweep *sweep, struct place *place)
{
    const struct stop *stops = place->stops;
    const bool alone =
        place->count == 1 || (place->count == 2 && close_chain(sweep, &stops[0], &stops[1]));
    for (size_t i = 0; i < place->count; i++) move_edges(sweep, &stops[i], false);
    if (!sweep->plain) return;
    size_t under, on = find_touched(&under, sweep, stops->at);
    place->on = on;
    if (on == NONE) on = alone ? TERR_SWEEP_ALONE : TERR_SWEEP_SHARED;
    for (size_t i = 0; i < place->count; i++) {
        touched[stops[i].node] = on;
        if (below) below[stops[i].node] = under;
        move_edges(sweep, &stops[i], true);
    }
}

static void run(size_t *touched, size_t *below, struct sweep *sweep, const struct stop *stops,
                size_t count)
{
    struct place last = {NULL, 0, NONE};
    for (size_t first = 0, end; first < count && sweep->plain; first = end) {
        for (end = first + 1; end < count; end++) {
            if (!terr_node_same(stops[end].at, stops[first].at)) break;
        }
        struct place place = {stops + first, end - first, NONE};
        stop_at(touched, below, sweep, &place);
        if (last.count && last.stops->at.x == place.stops->at.x) {
            look_along_column(sweep, &last, &place, false);
            look_along_column(sweep, &place, &last, true);
        }
        last = place;
    }
}

// Lists the edges, and the nodes at their ends in the order of the sweep; how many these are.
static size_t list_edges(struct sweep *sweep, struct stop *stops)
{
    size_t count = 0;
    const struct terr_chains *chains = sweep->chains;
    for (size_t p = 0; p < chains->count; p++) {
        const struct terr_chain *chain = &chains->items[p];
        for (size_t i = chain->first; i < chain->last; i++) {
            const struct terr_node a = chains->nodes[i], b = chains->nodes[i + 1];
            const bool ahead = terr_node_compare(a, b) < 0;
            sweep->is_edge[i] = true;
            sweep->items[i].low = ahead ? a : b;
            sweep->items[i].high = ahead ? b : a;
        }
        sweep->items[chain->first].last = chain->last;
    }
    for (size_t i = 0; i < chains->node_count; i++) {
        if (!sweep->is_edge[i] && (i == 0 || !sweep->is_edge[i - 1])) continue;
        stops[count++] = (struct stop){chains->nodes[i], i};
    }
    if (count) qsort(stops, count, sizeof *stops, compare_stops);
    return count;
}

enum terr_code terr_sweep_nodes(size_t *touched, size_t *below, bool *plain,
                                const struct terr_chains *chains, struct terr_error *err)
{
    const size_t count = chains->node_count;
    struct sweep sweep = {chains, NULL, NULL, NONE, true};
    struct stop *stops = terr_memory_new(count, sizeof *stops, err);
    if (stops) sweep.items = terr_memory_new(count, sizeof *sweep.items, err);
    if (sweep.items) sweep.is_edge = terr_memory_new(count, sizeof *sweep.is_edge, err);
    const enum terr_code code = sweep.is_edge ? TERR_OK : err->code;
    if (!code) {
        const size_t stop_count = list_edges(&sweep, stops);
        for (size_t i = 0; i < count; i++) touched[i] = TERR_SWEEP_ALONE;
        run(touched, below, &sweep, stops, stop_count);
    }
    *plain = !code && sweep.plain;
    terr_memory_free(stops);
    terr_memory_free(sweep.items);
    terr_memory_free(sweep.is_edge);
    return code;
}
