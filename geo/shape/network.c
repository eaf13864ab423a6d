#include <geo/shape/network.h>

#include <geo/base/memory.h>
#include <geo/shape/arrangement.h>

struct builder {
    struct terr_network *network;
    const struct terr_chains *chains;
    struct terr_arrangement plan;
    size_t *degrees; // by vertex
    bool *done;      // by chain
    size_t arc_capacity;
    struct terr_error *err;
};

static bool is_junction(const struct builder *builder, size_t vertex)
{
    return builder->degrees[vertex] != 2;
}

// The nodes of a chain as a dart goes along it, without the last.
static void add_nodes(struct terr_network *network, const struct terr_chains *chains,
                      const struct terr_dart *dart)
{
    const struct terr_chain *chain = &chains->items[dart->chain];
    for (size_t i = 0; i < chain->last - chain->first; i++) {
        network->nodes[network->node_count++] =
            chains->nodes[dart->is_back ? chain->last - i : chain->first + i];
    }
}

// Walks from a dart on, chain after chain, up to the next junction or back to where it began.
static enum terr_code walk(struct builder *builder, size_t start)
{
    struct terr_network *network = builder->network;
    const struct terr_dart *darts = builder->plan.darts;
    const struct terr_loop *loops = builder->plan.loops;
    struct terr_arc arc = {.first = network->node_count,
                           .from = darts[start].vertex,
                           .left = loops[darts[start].loop].winding,
                           .right = loops[darts[darts[start].twin].loop].winding};
    size_t dart = start;
    struct terr_arc *arcs = terr_memory_grow(network->arcs, &builder->arc_capacity,
                                             network->arc_count + 1, sizeof *arcs, builder->err);
    if (!arcs) return builder->err->code;
    network->arcs = arcs;
    for (;;) {
        builder->done[darts[dart].chain] = true;
        add_nodes(network, builder->chains, &darts[dart]);
        arc.to = darts[darts[dart].twin].vertex;
        if (is_junction(builder, arc.to) || arc.to == arc.from) break;
        dart = darts[dart].next;
    }
    arc.is_ring = !is_junction(builder, arc.from);
    if (!arc.is_ring) network->nodes[network->node_count++] = darts[darts[dart].twin].origin;
    arc.last = network->node_count - 1;
    arcs[network->arc_count++] = arc;
    return TERR_OK;
}

static enum terr_code walk_all(struct builder *builder)
{
    const struct terr_arrangement *plan = &builder->plan;
    enum terr_code code = TERR_OK;
    // arcs first, and then what has no junction
    for (size_t i = 0; i < plan->dart_count && !code; i++) {
        if (builder->done[plan->darts[i].chain]) continue;
        if (is_junction(builder, plan->darts[i].vertex)) code = walk(builder, i);
    }
    for (size_t i = 0; i < plan->dart_count && !code; i++) {
        if (!builder->done[plan->darts[i].chain]) code = walk(builder, i);
    }
    return code;
}

// The arcs at each junction.
static enum terr_code list_meetings(struct builder *builder)
{
    struct terr_network *network = builder->network;
    network->junction_count = builder->plan.vertex_count;
    network->meeting =
        terr_memory_new(network->arc_count, 2 * sizeof *network->meeting, builder->err);
    if (!network->meeting) return builder->err->code;
    network->meeting_start =
        terr_memory_new(network->junction_count + 1, sizeof *network->meeting_start, builder->err);
    if (!network->meeting_start) return builder->err->code;
    size_t *starts = network->meeting_start;
    for (size_t i = 0; i < network->arc_count; i++) {
        if (network->arcs[i].is_ring) continue;
        starts[network->arcs[i].from]++;
        starts[network->arcs[i].to]++;
    }
    for (size_t j = 1; j <= network->junction_count; j++) starts[j] += starts[j - 1];
    // filled from behind, each start comes to stand where its junction's begin
    for (size_t i = network->arc_count; i-- > 0;) {
        if (network->arcs[i].is_ring) continue;
        network->meeting[--starts[network->arcs[i].from]] = i;
        network->meeting[--starts[network->arcs[i].to]] = i;
    }
    return TERR_OK;
}

static enum terr_code make_room(struct builder *builder)
{
    const struct terr_arrangement *plan = &builder->plan;
    struct terr_network *network = builder->network;
    struct terr_error *err = builder->err;
    size_t nodes = 0;
    for (size_t i = 0; i < builder->chains->count; i++) {
        nodes += builder->chains->items[i].last - builder->chains->items[i].first + 1;
    }
    builder->degrees = terr_memory_new(plan->vertex_count, sizeof *builder->degrees, err);
    if (!builder->degrees) return err->code;
    builder->done = terr_memory_new(builder->chains->count, sizeof *builder->done, err);
    if (!builder->done) return err->code;
    network->nodes = terr_memory_new(nodes, sizeof *network->nodes, err);
    if (!network->nodes) return err->code;
    for (size_t i = 0; i < plan->dart_count; i++) builder->degrees[plan->darts[i].vertex]++;
    return TERR_OK;
}

enum terr_code terr_network_build(struct terr_network *out, const struct terr_chains *chains,
                                  struct terr_error *err)
{
    struct builder builder = {
        .network = out, .chains = chains, .plan = TERR_ARRANGEMENT_INIT, .err = err};
    enum terr_code code = terr_arrangement_build(&builder.plan, chains, err);
    out->sound = !code && builder.plan.sound;
    if (out->sound) {
        code = make_room(&builder);
        if (!code) code = walk_all(&builder);
        if (!code) code = list_meetings(&builder);
    }
    terr_memory_free(builder.degrees);
    terr_memory_free(builder.done);
    terr_arrangement_dispose(&builder.plan);
    return code;
}

void terr_network_dispose(struct terr_network *network)
{
    const struct terr_network empty = TERR_NETWORK_INIT;
    terr_memory_free(network->nodes);
    terr_memory_free(network->arcs);
    terr_memory_free(network->meeting);
    terr_memory_free(network->meeting_start);
    *network = empty;
}
