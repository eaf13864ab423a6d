#include <geo/shape/faces.h>

#include <geo/base/memory.h>
#include <geo/shape/arrangement.h>
#include <stdlib.h>

// Traces what lies in the faces of some winding numbers: where two of them meet, as one face.
struct tracer {
    const struct terr_chains *chains;
    const struct terr_arrangement *plan;
    int64_t least, most; // the winding numbers
    size_t *faces;       // by loop: where it is a face's, a face that this one is part of
    bool *walked;        // by dart
    size_t *path;        // darts walked since the border was entered, less the rings cut off
    size_t *steps;       // by vertex: where in the path it is left + 1, or 0
    bool sound;
    struct terr_error *err;
};

// ---- what lies inside ----

static bool is_inside(const struct tracer *tracer, const struct terr_dart *dart)
{
    const int64_t winding = tracer->plan->loops[dart->loop].winding;
    return tracer->least <= winding && winding <= tracer->most;
}

// Whether the inside lies left of the dart and not right of it.
static bool is_border(const struct tracer *tracer, const struct terr_dart *dart)
{
    return is_inside(tracer, dart) && !is_inside(tracer, &tracer->plan->darts[dart->twin]);
}

// The face that all those have become which meet this one inside.
static size_t whole_face(struct tracer *tracer, size_t face)
{
    while (tracer->faces[face] != face) {
        tracer->faces[face] = tracer->faces[tracer->faces[face]];
        face = tracer->faces[face];
    }
    return face;
}

static void join_faces(struct tracer *tracer)
{
    const struct terr_arrangement *plan = tracer->plan;
    for (size_t i = 0; i < plan->loop_count; i++) tracer->faces[i] = i;
    for (size_t i = 0; i < plan->dart_count; i++) {
        const struct terr_dart *dart = &plan->darts[i], *twin = &plan->darts[dart->twin];
        if (dart->is_back || !is_inside(tracer, dart) || !is_inside(tracer, twin)) continue;
        const size_t a = plan->loops[dart->loop].face, b = plan->loops[twin->loop].face;
        if (a == TERR_NO_LOOP || b == TERR_NO_LOOP) {
            tracer->sound = false;
        } else {
            tracer->faces[whole_face(tracer, a)] = whole_face(tracer, b);
        }
    }
}

// ---- rings ----

// Adds the nodes along a dart, but for the last.
static void add_dart(struct terr_rings *out, const struct tracer *tracer,
                     const struct terr_dart *dart)
{
    const struct terr_chain *chain = &tracer->chains->items[dart->chain];
    const struct terr_node *nodes = tracer->chains->nodes;
    struct terr_node *into = out->nodes + out->node_count;
    const size_t count = chain->last - chain->first;
    for (size_t i = 0; i < count; i++) {
        into[i] = nodes[dart->is_back ? chain->last - i : chain->first + i];
    }
    out->node_count += count;
}

// The darts path[first .. end) as a ring, cut off the path.
static void cut_ring(struct terr_rings *out, struct tracer *tracer, size_t first, size_t end)
{
    const struct terr_dart *darts = tracer->plan->darts;
    const struct terr_dart *begin = &darts[tracer->path[first]];
    const size_t face = tracer->plan->loops[begin->loop].face;
    struct terr_ring *ring = &out->rings[out->ring_count++];
    ring->start = out->node_count;
    for (size_t i = first; i < end; i++) {
        add_dart(out, tracer, &darts[tracer->path[i]]);
        tracer->steps[darts[tracer->path[i]].vertex] = 0;
    }
    out->nodes[out->node_count++] = begin->origin;
    ring->end = out->node_count;
    const terr_wide area2 = terr_lattice_area2(out->nodes + ring->start, ring->end - ring->start);
    ring->is_hole = area2 < 0;
    if (area2 == 0 || face == TERR_NO_LOOP) tracer->sound = false;
    ring->polygon = face == TERR_NO_LOOP ? face : whole_face(tracer, face);
}

// The border that goes on where this one ends, with the same inside on its left.
static size_t next_border(const struct tracer *tracer, size_t dart)
{
    const struct terr_dart *darts = tracer->plan->darts;
    size_t next = darts[dart].next;
    while (!is_border(tracer, &darts[next])) next = darts[darts[next].twin].next;
    return next;
}

// Walks along a border and cuts off a ring whenever it comes back to a node: a face may touch
// itself there, a ring may not.
static void walk_border(struct terr_rings *out, struct tracer *tracer, size_t first)
{
    size_t dart = first, length = 0;
    do {
        const size_t vertex = tracer->plan->darts[dart].vertex;
        if (tracer->steps[vertex]) {
            const size_t back = tracer->steps[vertex] - 1;
            cut_ring(out, tracer, back, length);
            length = back;
        }
        tracer->path[length++] = dart;
        tracer->steps[vertex] = length;
        tracer->walked[dart] = true;
        dart = next_border(tracer, dart);
    } while (dart != first);
    cut_ring(out, tracer, 0, length);
}

static int compare_rings(const void *left, const void *right)
{
    const struct terr_ring *a = left, *b = right;
    if (a->polygon != b->polygon) return a->polygon < b->polygon ? -1 : 1;
    if (a->is_hole != b->is_hole) return a->is_hole ? 1 : -1;
    return a->start < b->start ? -1 : a->start > b->start;
}

// Of each face the shell, then its holes.
static void order_rings(struct terr_rings *out, struct tracer *tracer)
{
    struct terr_ring *rings = out->rings;
    if (out->ring_count) qsort(rings, out->ring_count, sizeof *rings, compare_rings);
    for (size_t i = 0; i < out->ring_count; i++) {
        const bool is_first = i == 0 || rings[i].polygon != rings[i - 1].polygon;
        if (is_first == rings[i].is_hole) tracer->sound = false; // no shell, or a second one
    }
}

// ---- the whole ----

// Room for the rings of so many borders with so many nodes but for the last of each: a ring has at
// least one border, and one node more than its borders have.
static enum terr_code reserve(struct terr_rings *out, const struct tracer *tracer,
                              size_t border_count, size_t node_count)
{
    out->nodes = terr_memory_new(node_count + border_count, sizeof *out->nodes, tracer->err);
    if (!out->nodes) return tracer->err->code;
    out->rings = terr_memory_new(border_count, sizeof *out->rings, tracer->err);
    return out->rings ? TERR_OK : tracer->err->code;
}

static enum terr_code make_room(struct terr_rings *out, const struct tracer *tracer)
{
    size_t border_count = 0, node_count = 0;
    for (size_t i = 0; i < tracer->plan->dart_count; i++) {
        const struct terr_dart *dart = &tracer->plan->darts[i];
        if (!is_border(tracer, dart)) continue;
        const struct terr_chain *chain = &tracer->chains->items[dart->chain];
        border_count++;
        node_count += chain->last - chain->first;
    }
    return reserve(out, tracer, border_count, node_count);
}

static enum terr_code trace_windings(struct terr_rings *out, struct tracer *tracer, int64_t least,
                                     int64_t most)
{
    const struct terr_arrangement *plan = tracer->plan;
    tracer->least = least;
    tracer->most = most;
    join_faces(tracer);
    const enum terr_code code = make_room(out, tracer);
    if (code) return code;
    for (size_t i = 0; i < plan->dart_count && tracer->sound; i++) {
        if (!tracer->walked[i] && is_border(tracer, &plan->darts[i])) walk_border(out, tracer, i);
    }
    order_rings(out, tracer);
    return TERR_OK;
}

static enum terr_code tracer_begin(struct tracer *tracer)
{
    const struct terr_arrangement *plan = tracer->plan;
    tracer->faces = terr_memory_new(plan->loop_count, sizeof *tracer->faces, tracer->err);
    if (!tracer->faces) return tracer->err->code;
    tracer->walked = terr_memory_new(plan->dart_count, sizeof *tracer->walked, tracer->err);
    if (!tracer->walked) return tracer->err->code;
    tracer->path = terr_memory_new(plan->dart_count, sizeof *tracer->path, tracer->err);
    if (!tracer->path) return tracer->err->code;
    tracer->steps = terr_memory_new(plan->vertex_count, sizeof *tracer->steps, tracer->err);
    return tracer->steps ? TERR_OK : tracer->err->code;
}

static void tracer_end(struct tracer *tracer)
{
    terr_memory_free(tracer->faces);
    terr_memory_free(tracer->walked);
    terr_memory_free(tracer->path);
    terr_memory_free(tracer->steps);
}

static bool winds_within(const struct terr_arrangement *plan, int64_t least, int64_t most)
{
    for (size_t i = 0; i < plan->loop_count; i++) {
        if (plan->loops[i].winding < least || plan->loops[i].winding > most) return false;
    }
    return true;
}

enum terr_code terr_faces_trace(struct terr_rings *once, struct terr_rings *minus_once, bool *sound,
                                const struct terr_chains *chains, struct terr_error *err)
{
    struct terr_arrangement plan = TERR_ARRANGEMENT_INIT;
    struct tracer tracer = {.chains = chains, .plan = &plan, .err = err};
    enum terr_code code = terr_arrangement_build(&plan, chains, err);
    tracer.sound = !code && plan.sound && winds_within(&plan, -1, 1);
    if (tracer.sound) {
        code = tracer_begin(&tracer);
        if (!code) code = trace_windings(once, &tracer, 1, 1);
        if (!code) code = trace_windings(minus_once, &tracer, -1, -1);
    }
    *sound = tracer.sound;
    if (code || !tracer.sound) {
        terr_rings_dispose(once);
        terr_rings_dispose(minus_once);
    }
    tracer_end(&tracer);
    terr_arrangement_dispose(&plan);
    return code;
}

enum terr_code terr_faces_sort(struct terr_rings *out, bool *sound, const int64_t *windings,
                               size_t count, const struct terr_chains *chains,
                               struct terr_error *err)
{
    struct terr_arrangement plan = TERR_ARRANGEMENT_INIT;
    struct tracer tracer = {.chains = chains, .plan = &plan, .err = err};
    enum terr_code code = terr_arrangement_build(&plan, chains, err);
    tracer.sound = !code && plan.sound;
    if (tracer.sound) code = tracer_begin(&tracer);
    for (size_t i = 0; i < count && tracer.sound && !code; i++) {
        code = trace_windings(&out[i], &tracer, windings[i], windings[i]);
    }
    *sound = tracer.sound;
    for (size_t i = 0; i < count && (code || !tracer.sound); i++) terr_rings_dispose(&out[i]);
    tracer_end(&tracer);
    terr_arrangement_dispose(&plan);
    return code;
}

// ---- every winding number ----

static int64_t winding_of(const struct terr_arrangement *plan, const struct terr_dart *dart)
{
    return plan->loops[dart->loop].winding;
}

// No chain has weight 0, so that every dart is a border of what it has on its left.
static enum terr_code make_room_for_all(struct terr_rings *out, const struct tracer *tracer)
{
    const struct terr_arrangement *plan = tracer->plan;
    size_t border_count = 0, node_count = 0;
    for (size_t i = 0; i < plan->dart_count; i++) {
        if (winding_of(plan, &plan->darts[i]) == 0) continue;
        const struct terr_chain *chain = &tracer->chains->items[plan->darts[i].chain];
        border_count++;
        node_count += chain->last - chain->first;
    }
    return reserve(out, tracer, border_count, node_count);
}

static enum terr_code trace_all(struct terr_rings *out, struct tracer *tracer)
{
    const struct terr_arrangement *plan = tracer->plan;
    const enum terr_code code = make_room_for_all(out, tracer);
    if (code) return code;
    for (size_t i = 0; i < plan->loop_count; i++) tracer->faces[i] = i;
    for (size_t i = 0; i < plan->dart_count && tracer->sound; i++) {
        tracer->least = tracer->most = winding_of(plan, &plan->darts[i]);
        if (tracer->least != 0 && !tracer->walked[i]) walk_border(out, tracer, i);
    }
    if (tracer->sound) order_rings(out, tracer);
    return TERR_OK;
}

// The rings of a polygon, until it is known where they go.
struct traced {
    int64_t winding;
    size_t first;
    size_t end;
};

static int compare_traced(const void *left, const void *right)
{
    const struct traced *a = left, *b = right;
    if (a->winding != b->winding) return a->winding < b->winding ? -1 : 1;
    return a->first < b->first ? -1 : a->first > b->first;
}

static size_t list_traced(struct traced *traced, const struct terr_rings *rings,
                          const struct terr_arrangement *plan)
{
    size_t count = 0;
    for (size_t i = 0, end; i < rings->ring_count; i = end) {
        const size_t face = rings->rings[i].polygon;
        for (end = i; end < rings->ring_count && rings->rings[end].polygon == face; end++) continue;
        traced[count++] = (struct traced){plan->loops[face].winding, i, end};
    }
    if (count) qsort(traced, count, sizeof *traced, compare_traced);
    return count;
}

// Puts the polygons of one winding number together.
static enum terr_code sort_by_winding(struct terr_rings *faces, struct terr_wound **wound,
                                      size_t *count, const struct terr_arrangement *plan,
                                      struct terr_error *err)
{
    const size_t rings = faces->ring_count;
    struct terr_ring *sorted = terr_memory_new(rings, sizeof *sorted, err);
    struct traced *traced = sorted ? terr_memory_new(rings, sizeof *traced, err) : NULL;
    *wound = traced ? terr_memory_new(rings, sizeof **wound, err) : NULL;
    if (*wound) {
        const size_t polygons = list_traced(traced, faces, plan);
        size_t at = 0;
        for (size_t i = 0; i < polygons; i++) {
            if (i == 0 || traced[i].winding != traced[i - 1].winding) {
                (*wound)[(*count)++] = (struct terr_wound){traced[i].winding, at, at};
            }
            for (size_t r = traced[i].first; r < traced[i].end; r++) sorted[at++] = faces->rings[r];
            (*wound)[*count - 1].end = at;
        }
        struct terr_ring *unsorted = faces->rings;
        faces->rings = sorted;
        sorted = unsorted;
    }
    terr_memory_free(sorted);
    terr_memory_free(traced);
    return *wound ? TERR_OK : err->code;
}

enum terr_code terr_faces_trace_all(struct terr_rings *faces, struct terr_wound **wound,
                                    size_t *count, bool *sound, const struct terr_chains *chains,
                                    struct terr_error *err)
{
    struct terr_arrangement plan = TERR_ARRANGEMENT_INIT;
    struct tracer tracer = {.chains = chains, .plan = &plan, .err = err};
    *wound = NULL;
    *count = 0;
    enum terr_code code = terr_arrangement_build(&plan, chains, err);
    tracer.sound = !code && plan.sound;
    if (tracer.sound) {
        code = tracer_begin(&tracer);
        if (!code) code = trace_all(faces, &tracer);
    }
    if (tracer.sound && !code) code = sort_by_winding(faces, wound, count, &plan, err);
    *sound = tracer.sound;
    if (code || !tracer.sound) terr_rings_dispose(faces);
    tracer_end(&tracer);
    terr_arrangement_dispose(&plan);
    return code;
}

// Twice the area of what is wound round twice, three times and so on: chain by chain, since every
// one goes along the border of as many of these as the winding numbers beside it differ by.
static terr_wide area2_beyond_once(const struct terr_chains *chains,
                                   const struct terr_arrangement *plan)
{
    terr_wide sum = 0;
    for (size_t i = 0; i < plan->dart_count; i++) {
        const struct terr_dart *dart = &plan->darts[i];
        const int64_t winding = plan->loops[dart->loop].winding;
        if (winding < 2) continue;
        const struct terr_chain *chain = &chains->items[dart->chain];
        const terr_wide turned =
            terr_lattice_area2_along(chains->nodes + chain->first, chain->last - chain->first + 1);
        sum += (winding - 1) * (dart->is_back ? -turned : turned);
    }
    return sum;
}

enum terr_code terr_faces_cover(struct terr_rings *cover, terr_wide *area2, int64_t *most,
                                const struct terr_chains *chains, struct terr_error *err)
{
    struct terr_arrangement plan = TERR_ARRANGEMENT_INIT;
    struct tracer tracer = {.chains = chains, .plan = &plan, .err = err};
    enum terr_code code = terr_arrangement_build(&plan, chains, err);
    tracer.sound = !code && plan.sound && winds_within(&plan, 0, TERR_COVER_MAX);
    if (tracer.sound) {
        code = tracer_begin(&tracer);
        if (!code) code = trace_windings(cover, &tracer, 1, TERR_COVER_MAX);
    }
    *most = tracer.sound ? 0 : -1;
    for (size_t i = 0; i < plan.loop_count && tracer.sound; i++) {
        if (plan.loops[i].winding > *most) *most = plan.loops[i].winding;
    }
    *area2 = 0;
    if (*most > 1) *area2 = area2_beyond_once(chains, &plan);
    if (code || !tracer.sound) terr_rings_dispose(cover);
    *area2 += terr_rings_area2(cover);
    tracer_end(&tracer);
    terr_arrangement_dispose(&plan);
    return code;
}
