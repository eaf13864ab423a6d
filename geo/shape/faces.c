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
    const struct terr_arrangement *plan;
    struct terr_node *nodes; // of all rings
    size_t node_count, node_capacity;
    struct ring *rings;
    size_t ring_count, ring_capacity;
    size_t *path;  // darts walked since the loop was entered, less the rings cut off
    size_t *steps; // by vertex: where in the path it is left + 1, or 0
    bool sound;
    struct terr_error *err;
};

static enum terr_code add_node(struct tracer *tracer, struct terr_node node)
{
    struct terr_node *nodes = terr_memory_grow(tracer->nodes, &tracer->node_capacity,
                                               tracer->node_count + 1, sizeof *nodes, tracer->err);
    if (!nodes) return tracer->err->code;
    tracer->nodes = nodes;
    nodes[tracer->node_count++] = node;
    return TERR_OK;
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
        code = add_node(tracer, plan->darts[tracer->path[i]].origin);
        tracer->steps[plan->darts[tracer->path[i]].vertex] = 0;
    }
    if (!code) code = add_node(tracer, plan->darts[tracer->path[first]].origin);
    if (code) return code;
    ring->count = tracer->node_count - ring->start;
    const terr_wide area2 = terr_lattice_area2(tracer->nodes + ring->start, ring->count);
    ring->is_hole = area2 < 0;
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

static enum terr_code trace_winding(struct terr_multipolygon *out, struct tracer *tracer,
                                    int64_t winding)
{
    enum terr_code code = TERR_OK;
    tracer->node_count = 0;
    tracer->ring_count = 0;
    for (size_t i = 0; i < tracer->plan->loop_count && !code; i++) {
        if (tracer->plan->loops[i].winding == winding) code = walk_loop(tracer, i);
    }
    if (!code && tracer->sound) code = put_faces(out, tracer);
    return code;
}

static bool winds_once(const struct terr_arrangement *plan)
{
    for (size_t i = 0; i < plan->loop_count; i++) {
        if (plan->loops[i].winding < -1 || plan->loops[i].winding > 1) return false;
    }
    return true;
}

enum terr_code terr_faces_trace(struct terr_multipolygon *once,
                                struct terr_multipolygon *minus_once, bool *sound,
                                const struct terr_edges *edges, struct terr_error *err)
{
    struct terr_arrangement plan = TERR_ARRANGEMENT_INIT;
    struct tracer tracer = {.plan = &plan, .sound = true, .err = err};
    enum terr_code code = terr_arrangement_build(&plan, edges, err);
    if (!code) tracer.sound = plan.sound && winds_once(&plan);
    if (code || !tracer.sound) goto cleanup;

    tracer.path = terr_memory_new(plan.dart_count, sizeof *tracer.path, err);
    tracer.steps = terr_memory_new(plan.vertex_count, sizeof *tracer.steps, err);
    if (!tracer.path || !tracer.steps) {
        code = err->code;
        goto cleanup;
    }
    code = trace_winding(once, &tracer, 1);
    if (!code) code = trace_winding(minus_once, &tracer, -1);
cleanup:
    *sound = tracer.sound;
    if (code || !tracer.sound) {
        terr_multipolygon_dispose(once);
        terr_multipolygon_dispose(minus_once);
    }
    terr_memory_free(tracer.path);
    terr_memory_free(tracer.steps);
    terr_memory_free(tracer.nodes);
    terr_memory_free(tracer.rings);
    terr_arrangement_dispose(&plan);
    return code;
}
