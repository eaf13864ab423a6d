#include <geo/shape/faces.h>

#include <geo/base/memory.h>
#include <geo/shape/arrangement.h>
#include <stdlib.h>

// A simple ring of a face.
struct ring {
    size_t face; // the loop that runs round the face from outside
    bool is_hole;
    size_t start; // in the nodes
    size_t count;
};

struct tracer {
    const struct terr_chains *chains;
    const struct terr_arrangement *plan;
    struct terr_node *nodes; // of all rings
    size_t node_count, node_capacity;
    struct ring *rings;
    size_t ring_count, ring_capacity;
    size_t *path;    // darts walked since the loop was entered, less the rings cut off
    size_t *steps;   // by vertex: where in the path it is left + 1, or 0
    terr_wide area2; // twice the area of what was traced, in steps squared
    bool sound;
    struct terr_error *err;
};

static enum terr_code tracer_begin(struct tracer *tracer)
{
    const struct terr_arrangement *plan = tracer->plan;
    tracer->path = terr_memory_new(plan->dart_count, sizeof *tracer->path, tracer->err);
    tracer->steps = terr_memory_new(plan->vertex_count, sizeof *tracer->steps, tracer->err);
    return tracer->path && tracer->steps ? TERR_OK : tracer->err->code;
}

static void tracer_end(struct tracer *tracer)
{
    terr_memory_free(tracer->path);
    terr_memory_free(tracer->steps);
    terr_memory_free(tracer->nodes);
    terr_memory_free(tracer->rings);
}

static enum terr_code add_node(struct tracer *tracer, struct terr_node node)
{
    struct terr_node *nodes = terr_memory_grow(tracer->nodes, &tracer->node_capacity,
                                               tracer->node_count + 1, sizeof *nodes, tracer->err);
    if (!nodes) return tracer->err->code;
    tracer->nodes = nodes;
    nodes[tracer->node_count++] = node;
    return TERR_OK;
}

// The nodes along a dart, but for the last.
static enum terr_code add_dart(struct tracer *tracer, const struct terr_dart *dart)
{
    const struct terr_chain *chain = &tracer->chains->items[dart->chain];
    const struct terr_node *nodes = tracer->chains->nodes;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < chain->last - chain->first && !code; i++) {
        code = add_node(tracer, nodes[dart->is_back ? chain->last - i : chain->first + i]);
    }
    return code;
}

// The darts path[first .. end) as a ring, cut off the path.
static enum terr_code cut_ring(struct tracer *tracer, size_t loop, size_t first, size_t end)
{
    const struct terr_arrangement *plan = tracer->plan;
    struct ring *rings = terr_memory_grow(tracer->rings, &tracer->ring_capacity,
                                          tracer->ring_count + 1, sizeof *rings, tracer->err);
    if (!rings) return tracer->err->code;
    tracer->rings = rings;
    struct ring *ring = &rings[tracer->ring_count++];
    ring->face = plan->loops[loop].face;
    ring->start = tracer->node_count;
    enum terr_code code = TERR_OK;
    for (size_t i = first; i < end && !code; i++) {
        code = add_dart(tracer, &plan->darts[tracer->path[i]]);
        tracer->steps[plan->darts[tracer->path[i]].vertex] = 0;
    }
    if (!code) code = add_node(tracer, plan->darts[tracer->path[first]].origin);
    if (code) return code;
    ring->count = tracer->node_count - ring->start;
    const terr_wide area2 = terr_lattice_area2(tracer->nodes + ring->start, ring->count);
    ring->is_hole = area2 < 0;
    tracer->area2 += area2;
    if (area2 == 0 || ring->face == TERR_NO_LOOP) tracer->sound = false;
    return TERR_OK;
}

// Walks along a loop and cuts off a ring whenever it comes back to a node: a face may touch itself
// there, a ring may not.
static enum terr_code walk_loop(struct tracer *tracer, size_t loop)
{
    const struct terr_arrangement *plan = tracer->plan;
    const size_t first = plan->loops[loop].first;
    size_t dart = first, length = 0;
    enum terr_code code = TERR_OK;
    do {
        const size_t vertex = plan->darts[dart].vertex;
        if (tracer->steps[vertex]) {
            const size_t back = tracer->steps[vertex] - 1;
            code = cut_ring(tracer, loop, back, length);
            if (code) return code;
            length = back;
        }
        tracer->path[length++] = dart;
        tracer->steps[vertex] = length;
        dart = plan->darts[dart].next;
    } while (dart != first);
    return cut_ring(tracer, loop, 0, length);
}

static int compare_rings(const void *left, const void *right)
{
    const struct ring *a = left, *b = right;
    if (a->face != b->face) return a->face < b->face ? -1 : 1;
    if (a->is_hole != b->is_hole) return a->is_hole ? 1 : -1;
    return a->start < b->start ? -1 : a->start > b->start;
}

static enum terr_code put_ring(struct terr_multipolygon *out, const struct terr_node *nodes,
                               size_t count, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        code = terr_multipolygon_add_point(out, terr_lattice_deg(nodes[i].x),
                                           terr_lattice_deg(nodes[i].y), err);
    }
    return code ? code : terr_multipolygon_end_ring(out, err);
}

// The rings as polygons: of each face the shell, then its holes.
static enum terr_code put_faces(struct terr_multipolygon *out, struct tracer *tracer)
{
    enum terr_code code = TERR_OK;
    struct ring *rings = tracer->rings;
    if (tracer->ring_count) qsort(rings, tracer->ring_count, sizeof *rings, compare_rings);
    for (size_t i = 0; i < tracer->ring_count && !code; i++) {
        const bool is_first = i == 0 || rings[i].face != rings[i - 1].face;
        const bool is_last = i + 1 == tracer->ring_count || rings[i].face != rings[i + 1].face;
        if (is_first == rings[i].is_hole) tracer->sound = false; // no shell, or a second one
        code = put_ring(out, tracer->nodes + rings[i].start, rings[i].count, tracer->err);
        if (!code && is_last) code = terr_multipolygon_end_polygon(out, tracer->err);
    }
    return code;
}

// Traces the faces of a winding number, and hands them over where `out` is not NULL.
static enum terr_code trace_winding(struct terr_multipolygon *out, struct tracer *tracer,
                                    int64_t winding)
{
    enum terr_code code = TERR_OK;
    tracer->node_count = 0;
    tracer->ring_count = 0;
    for (size_t i = 0; i < tracer->plan->loop_count && !code; i++) {
        if (tracer->plan->loops[i].winding == winding) code = walk_loop(tracer, i);
    }
    if (!code && tracer->sound && out) code = put_faces(out, tracer);
    return code;
}

static bool winds_within(const struct terr_arrangement *plan, int64_t least, int64_t most)
{
    for (size_t i = 0; i < plan->loop_count; i++) {
        if (plan->loops[i].winding < least || plan->loops[i].winding > most) return false;
    }
    return true;
}

enum terr_code terr_faces_trace(struct terr_multipolygon *once,
                                struct terr_multipolygon *minus_once, bool *sound,
                                const struct terr_chains *chains, struct terr_error *err)
{
    struct terr_arrangement plan = TERR_ARRANGEMENT_INIT;
    struct tracer tracer = {.chains = chains, .plan = &plan, .err = err};
    enum terr_code code = terr_arrangement_build(&plan, chains, err);
    tracer.sound = !code && plan.sound && winds_within(&plan, -1, 1);
    if (tracer.sound) {
        code = tracer_begin(&tracer);
        if (!code) code = trace_winding(once, &tracer, 1);
        if (!code) code = trace_winding(minus_once, &tracer, -1);
    }
    *sound = tracer.sound;
    if (code || !tracer.sound) {
        terr_multipolygon_dispose(once);
        terr_multipolygon_dispose(minus_once);
    }
    tracer_end(&tracer);
    terr_arrangement_dispose(&plan);
    return code;
}

// ---- what is covered ----

// The chains that part what is wound round `times` times or more from the rest; that lies left of
// them.
static enum terr_code part_at(struct terr_chains *out, const struct terr_chains *chains,
                              const struct terr_arrangement *plan, int64_t times,
                              struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    out->nodes = chains->nodes; // borrowed
    out->node_count = chains->node_count;
    size_t *darts = terr_memory_new(chains->count, sizeof *darts, err);
    if (!darts) return err->code;
    for (size_t i = 0; i < plan->dart_count; i++) {
        if (!plan->darts[i].is_back) darts[plan->darts[i].chain] = i;
    }
    for (size_t p = 0; p < chains->count && !code; p++) {
        const struct terr_dart *dart = &plan->darts[darts[p]];
        const bool left = plan->loops[dart->loop].winding >= times;
        const bool right = plan->loops[plan->darts[dart->twin].loop].winding >= times;
        if (left == right) continue;
        const struct terr_chain chain = {chains->items[p].first, chains->items[p].last,
                                         left ? 1 : -1};
        code = terr_chains_add(out, chain, err);
    }
    terr_memory_free(darts);
    return code;
}

// Traces what is wound round `times` times or more, and adds twice its area to *area2.
static enum terr_code cover_times(struct terr_multipolygon *out, terr_wide *area2, bool *sound,
                                  const struct terr_chains *chains,
                                  const struct terr_arrangement *plan, int64_t times,
                                  struct terr_error *err)
{
    struct terr_chains parting = TERR_CHAINS_INIT;
    struct terr_arrangement parted = TERR_ARRANGEMENT_INIT;
    struct tracer tracer = {.chains = &parting, .plan = &parted, .err = err};
    enum terr_code code = part_at(&parting, chains, plan, times, err);
    if (!code) code = terr_arrangement_build(&parted, &parting, err);
    tracer.sound = !code && parted.sound && winds_within(&parted, 0, 1);
    if (tracer.sound) {
        code = tracer_begin(&tracer);
        if (!code) code = trace_winding(out, &tracer, 1);
    }
    *sound = tracer.sound;
    *area2 += tracer.area2;
    tracer_end(&tracer);
    terr_arrangement_dispose(&parted);
    terr_memory_free(parting.items);
    return code;
}

enum terr_code terr_faces_cover(struct terr_multipolygon *cover, terr_wide *area2, int64_t *most,
                                const struct terr_chains *chains, struct terr_error *err)
{
    struct terr_arrangement plan = TERR_ARRANGEMENT_INIT;
    enum terr_code code = terr_arrangement_build(&plan, chains, err);
    bool sound = !code && plan.sound && winds_within(&plan, 0, TERR_COVER_MAX);
    *area2 = 0;
    *most = 0;
    for (size_t i = 0; i < plan.loop_count && sound; i++) {
        if (plan.loops[i].winding > *most) *most = plan.loops[i].winding;
    }
    for (int64_t times = 1; times <= *most && sound && !code; times++) {
        code = cover_times(times == 1 ? cover : NULL, area2, &sound, chains, &plan, times, err);
    }
    if (!sound) *most = -1;
    if (code || !sound) terr_multipolygon_dispose(cover);
    terr_arrangement_dispose(&plan);
    return code;
}
