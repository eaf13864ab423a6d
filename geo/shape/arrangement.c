#include <geo/shape/arrangement.h>

#include <geo/base/memory.h>
#include <geo/shape/box_tree.h>
#include <geo/shape/sweep.h>
#include <stdlib.h>

// What building needs beside the arrangement itself.
struct builder {
    struct terr_arrangement *plan;
    const struct terr_chains *chains;
    size_t *places;   // where in the darts a chain's dart ahead is, and behind it its dart back
    size_t *chain_of; // by the node that an edge begins at
    struct terr_box_tree tree;      // of the edges
    struct terr_pair_budget budget; // of edges looked at below vertices
    bool spent;                     // the budget
    size_t *below;                  // then, by node: the next edge below it
    size_t *queue;                  // loops reached whose neighbours are not
    struct terr_error *err;
};

// ---- darts ----

// 0 for the directions from straight down (without it) to straight up, 1 for the others.
static int half_of(const struct terr_dart *dart)
{
    if (dart->towards.x != dart->origin.x) return dart->towards.x < dart->origin.x;
    return dart->towards.y < dart->origin.y;
}

// Negative, 0 or positive as `a` comes before, at or after `b` around their origin.
static int compare_around(const struct terr_dart *a, const struct terr_dart *b)
{
    const int half = half_of(a) - half_of(b);
    if (half) return half;
    const terr_wide turn = terr_lattice_turn(a->origin, a->towards, b->towards);
    return turn > 0 ? -1 : turn < 0;
}

static int compare_darts(const void *left, const void *right)
{
    const struct terr_dart *a = left, *b = right;
    const int by_origin = terr_node_compare(a->origin, b->origin);
    return by_origin ? by_origin : compare_around(a, b);
}

// Two darts a chain; until they are sorted, `twin` holds twice the chain's index, odd for the one
// back.
static enum terr_code make_darts(struct builder *builder)
{
    struct terr_arrangement *plan = builder->plan;
    const struct terr_chains *chains = builder->chains;
    const size_t count = chains->count;
    plan->darts = terr_memory_new(count, 2 * sizeof *plan->darts, builder->err);
    if (!plan->darts) return builder->err->code;
    plan->dart_count = 2 * count;
    for (size_t i = 0; i < count; i++) {
        const struct terr_chain *chain = &chains->items[i];
        struct terr_dart *ahead = &plan->darts[2 * i], *back = ahead + 1;
        ahead->origin = chains->nodes[chain->first];
        ahead->towards = chains->nodes[chain->first + 1];
        back->origin = chains->nodes[chain->last];
        back->towards = chains->nodes[chain->last - 1];
        ahead->weight = chain->weight;
        back->weight = -chain->weight;
        ahead->chain = back->chain = i;
        back->is_back = true;
        ahead->twin = 2 * i;
        back->twin = 2 * i + 1;
    }
    if (count) qsort(plan->darts, plan->dart_count, sizeof *plan->darts, compare_darts);
    for (size_t i = 0; i < plan->dart_count; i++) builder->places[plan->darts[i].twin] = i;
    for (size_t i = 0; i < plan->dart_count; i++) {
        plan->darts[i].twin = builder->places[plan->darts[i].twin ^ 1];
        plan->darts[i].loop = TERR_NO_LOOP;
    }
    return TERR_OK;
}

// Numbers the vertices and says what follows each dart: coming back from its end, the next
// clockwise. False where the darts of a vertex do not balance, or two leave it in one direction.
static bool join_darts(struct terr_arrangement *plan)
{
    struct terr_dart *darts = plan->darts;
    for (size_t first = 0, end; first < plan->dart_count; first = end) {
        int64_t balance = 0;
        for (end = first; end < plan->dart_count; end++) {
            if (!terr_node_same(darts[end].origin, darts[first].origin)) break;
            if (end > first && compare_around(&darts[end - 1], &darts[end]) == 0) return false;
            balance += darts[end].weight;
            darts[end].vertex = plan->vertex_count;
        }
        if (balance != 0) return false;
        for (size_t i = first; i < end; i++) {
            darts[darts[i].twin].next = i == first ? end - 1 : i - 1;
        }
        plan->vertex_count++;
    }
    return true;
}

// ---- loops ----

static enum terr_code make_loops(struct terr_arrangement *plan, struct terr_error *err)
{
    size_t capacity = 0;
    for (size_t i = 0; i < plan->dart_count; i++) {
        if (plan->darts[i].loop != TERR_NO_LOOP) continue;
        struct terr_loop *loops =
            terr_memory_grow(plan->loops, &capacity, plan->loop_count + 1, sizeof *loops, err);
        if (!loops) return err->code;
        plan->loops = loops;
        const struct terr_loop loop = {i, TERR_NO_LOOP, 0, false};
        loops[plan->loop_count] = loop;
        for (size_t dart = i; plan->darts[dart].loop == TERR_NO_LOOP;
             dart = plan->darts[dart].next) {
            plan->darts[dart].loop = plan->loop_count;
        }
        plan->loop_count++;
    }
    return TERR_OK;
}

// ---- which face lies in which ----

// An edge from west to east.
struct span {
    struct terr_node from;
    struct terr_node to;
    size_t dart; // that goes east along it
};

// Whether edge `index` passes just west of the node's meridian, and then which way.
static bool take_span(struct span *span, const struct builder *builder, size_t index,
                      struct terr_node node)
{
    const struct terr_node a = builder->chains->nodes[index], b = builder->chains->nodes[index + 1];
    const bool is_back = a.x > b.x;
    span->from = is_back ? b : a;
    span->to = is_back ? a : b;
    span->dart = builder->places[2 * builder->chain_of[index] + is_back];
    return span->from.x < node.x && node.x <= span->to.x;
}

// Which of two edges, both below the node, is the upper one just west of its meridian.
static bool is_above(const struct span *a, const struct span *b, struct terr_node node)
{
    // heights over the node at its meridian, each times the edge's width
    const struct terr_node a_step = {a->to.x - a->from.x, a->to.y - a->from.y};
    const struct terr_node b_step = {b->to.x - b->from.x, b->to.y - b->from.y};
    const terr_wide a_height =
        (terr_wide)(a->from.y - node.y) * a_step.x + (terr_wide)(node.x - a->from.x) * a_step.y;
    const terr_wide b_height =
        (terr_wide)(b->from.y - node.y) * b_step.x + (terr_wide)(node.x - b->from.x) * b_step.y;
    const terr_wide higher = a_height * b_step.x - b_height * a_step.x;
    if (higher != 0) return higher > 0;
    // they end together in one node: the less steep one comes from above
    return (terr_wide)a_step.y * b_step.x < (terr_wide)b_step.y * a_step.x;
}

// Finds the edge below every node at once, where looking at all edges below each is too much.
static enum terr_code sweep_below(struct builder *builder)
{
    const size_t count = builder->chains->node_count;
    bool plain = false;
    enum terr_code code = TERR_OK;
    size_t *touched = terr_memory_new(count, sizeof *touched, builder->err);
    if (touched) builder->below = terr_memory_new(count, sizeof *builder->below, builder->err);
    if (!builder->below) code = builder->err->code;
    if (!code) {
        code = terr_sweep_nodes(touched, builder->below, &plain, builder->chains, builder->err);
    }
    if (!plain) builder->plan->sound = false;
    terr_memory_free(touched);
    return code;
}

// The loop whose face a vertex lies in that is the first of its component: the one above the next
// edge below it, TERR_NO_LOOP where there is none. The weights of all edges below must say the same
// of the face's winding number.
static enum terr_code search_face_around(size_t *loop, struct builder *builder,
                                         struct terr_node node)
{
    struct terr_arrangement *plan = builder->plan;
    const struct terr_box below = {{node.x, INT64_MIN}, node};
    struct span nearest = {node, node, 0};
    bool is_outside = true;
    int64_t winding = 0;
    enum terr_code code = terr_box_tree_search(&builder->tree, below, builder->err);
    if (code) return code;
    builder->spent = !terr_pair_budget_take(&builder->budget, builder->tree.found_count);
    if (builder->spent) return sweep_below(builder);
    for (size_t i = 0; i < builder->tree.found_count; i++) {
        struct span span;
        if (!take_span(&span, builder, builder->tree.found[i], node)) continue;
        const terr_wide side = terr_lattice_turn(span.from, span.to, node);
        if (side == 0) plan->sound = false; // the node lies on it
        if (side <= 0) continue;
        winding += plan->darts[span.dart].weight;
        if (is_outside || is_above(&span, &nearest, node)) nearest = span;
        is_outside = false;
    }
    *loop = is_outside ? TERR_NO_LOOP : plan->darts[nearest.dart].loop;
    if (winding != (is_outside ? 0 : plan->loops[*loop].winding)) plan->sound = false;
    return TERR_OK;
}

// The same from what the sweep found.
static size_t swept_face_around(const struct builder *builder, const struct terr_dart *dart)
{
    const struct terr_chain *chain = &builder->chains->items[dart->chain];
    const size_t edge = builder->below[dart->is_back ? chain->last : chain->first];
    if (edge == TERR_SWEEP_NOTHING) return TERR_NO_LOOP;
    const struct terr_node *ends = builder->chains->nodes + edge;
    const bool is_back = terr_node_compare(ends[0], ends[1]) > 0;
    return builder->plan->darts[builder->places[2 * builder->chain_of[edge] + is_back]].loop;
}

static enum terr_code find_face_around(size_t *loop, struct builder *builder,
                                       const struct terr_dart *dart)
{
    enum terr_code code = TERR_OK;
    if (!builder->spent) code = search_face_around(loop, builder, dart->origin);
    if (builder->spent && !code && builder->plan->sound) *loop = swept_face_around(builder, dart);
    return code;
}

// Reaches every loop of a component from its outer one, across one chain after the other.
static void reach_component(struct builder *builder, size_t outer)
{
    struct terr_arrangement *plan = builder->plan;
    size_t done = 0, waiting = 1;
    builder->queue[0] = outer;
    while (done < waiting) {
        const struct terr_loop *from = &plan->loops[builder->queue[done++]];
        size_t dart = from->first;
        do {
            const size_t across = plan->darts[plan->darts[dart].twin].loop;
            struct terr_loop *loop = &plan->loops[across];
            if (!loop->reached) {
                loop->reached = true;
                loop->face = across;
                loop->winding = from->winding - plan->darts[dart].weight;
                builder->queue[waiting++] = across;
            }
            if (loop->winding != from->winding - plan->darts[dart].weight) plan->sound = false;
            dart = plan->darts[dart].next;
        } while (dart != from->first);
    }
}

// From west to east: whatever lies below the first vertex of a component was reached before it.
static enum terr_code reach_all(struct builder *builder)
{
    struct terr_arrangement *plan = builder->plan;
    enum terr_code code = TERR_OK;
    for (size_t first = 0, end; first < plan->dart_count && !code; first = end) {
        for (end = first; end < plan->dart_count; end++) {
            if (plan->darts[end].vertex != plan->darts[first].vertex) break;
        }
        // at the first vertex, all darts lead east, and the outer face is left of the last
        struct terr_loop *outer = &plan->loops[plan->darts[end - 1].loop];
        if (outer->reached) continue;
        size_t around = TERR_NO_LOOP;
        code = find_face_around(&around, builder, &plan->darts[first]);
        if (code || !plan->sound) break;
        outer->reached = true;
        outer->face = around == TERR_NO_LOOP ? TERR_NO_LOOP : plan->loops[around].face;
        outer->winding = around == TERR_NO_LOOP ? 0 : plan->loops[around].winding;
        reach_component(builder, plan->darts[end - 1].loop);
    }
    return code;
}

static enum terr_code plant_tree(struct builder *builder)
{
    const struct terr_chains *chains = builder->chains;
    builder->chain_of =
        terr_memory_new(chains->node_count, sizeof *builder->chain_of, builder->err);
    if (!builder->chain_of) return builder->err->code;
    for (size_t p = 0; p < chains->count; p++) {
        const struct terr_chain *chain = &chains->items[p];
        for (size_t i = chain->first; i < chain->last; i++) builder->chain_of[i] = p;
    }
    return terr_chains_plant(&builder->tree, chains, builder->err);
}

enum terr_code terr_arrangement_build(struct terr_arrangement *out,
                                      const struct terr_chains *chains, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    struct builder builder = {.plan = out,
                              .chains = chains,
                              .budget = terr_pair_budget_of(chains->node_count),
                              .err = err};
    builder.places = terr_memory_new(chains->count, 2 * sizeof *builder.places, err);
    if (!builder.places) return err->code;
    if ((code = make_darts(&builder))) goto cleanup;
    out->sound = join_darts(out);
    if (!out->sound) goto cleanup;
    if ((code = make_loops(out, err))) goto cleanup;
    if ((code = plant_tree(&builder))) goto cleanup;
    builder.queue = terr_memory_new(out->loop_count, sizeof *builder.queue, err);
    code = builder.queue ? reach_all(&builder) : err->code;
cleanup:
    terr_box_tree_dispose(&builder.tree);
    terr_memory_free(builder.chain_of);
    terr_memory_free(builder.places);
    terr_memory_free(builder.below);
    terr_memory_free(builder.queue);
    return code;
}

void terr_arrangement_dispose(struct terr_arrangement *plan)
{
    const struct terr_arrangement empty = TERR_ARRANGEMENT_INIT;
    terr_memory_free(plan->darts);
    terr_memory_free(plan->loops);
    *plan = empty;
}
