#include <geo/zone/transitions.h>

#include <geo/base/memory.h>
#include <geo/shape/layers.h>
#include <geo/zone/worker.h>
#include <geo/zone/zones.h>
#include <stdlib.h>

void terr_transitions_dispose(struct terr_transitions *transitions)
{
    for (size_t i = 0; i < transitions->count; i++) {
        terr_multipolygon_dispose(&transitions->items[i].shape);
    }
    terr_memory_free(transitions->items);
    transitions->items = NULL;
    transitions->count = 0;
}

// The statuses that the maps have polygons of, as layers: those of `from`, then those of `to`.
struct stack {
    const struct terr_multipolygon *shapes[TERR_LAYERS_MAX];
    size_t statuses[TERR_LAYERS_MAX];
    size_t from_count;
    size_t count;
};

static enum terr_code add_map(struct stack *stack, const struct terr_zones *zones,
                              const struct terr_statuses *statuses, struct terr_error *err)
{
    for (size_t i = 0; i < statuses->count; i++) {
        const struct terr_multipolygon *shape = terr_zones_at(zones, statuses->first + i);
        if (shape->polygon_count == 0) continue;
        if (stack->count == TERR_LAYERS_MAX) {
            return terr_fail(
                err, TERR_EDATA,
                "the maps show more than %d statuses, those on both counted twice; no matrix "
                "is made of more",
                TERR_LAYERS_MAX);
        }
        stack->statuses[stack->count] = i;
        stack->shapes[stack->count++] = shape;
    }
    return TERR_OK;
}

// Tells which statuses the layers of a ground stand for.
static void name_layers(struct terr_transition *out, const struct stack *stack, uint64_t layers)
{
    for (size_t i = 0; i < stack->count; i++) {
        if (!(layers >> i & 1)) continue;
        const terr_status_set status = UINT64_C(1) << stack->statuses[i];
        if (i < stack->from_count) {
            out->from |= status;
        } else {
            out->to |= status;
        }
    }
}

static int compare_transitions(const void *left, const void *right)
{
    const struct terr_transition *a = left, *b = right;
    const int by_from = terr_status_set_compare(a->from, b->from);
    return by_from ? by_from : terr_status_set_compare(a->to, b->to);
}

static enum terr_code take_grounds(struct terr_transitions *out, struct terr_layers *layers,
                                   const struct stack *stack, struct terr_error *err)
{
    static const struct terr_multipolygon empty = TERR_MULTIPOLYGON_INIT;
    out->items = terr_memory_new(layers->count, sizeof *out->items, err);
    if (!out->items) return err->code;
    for (; out->count < layers->count; out->count++) {
        struct terr_layered *ground = &layers->grounds[out->count];
        name_layers(&out->items[out->count], stack, ground->layers);
        out->items[out->count].shape = ground->shape;
        ground->shape = empty;
    }
    if (out->count) qsort(out->items, out->count, sizeof *out->items, compare_transitions);
    return TERR_OK;
}

enum terr_code terr_transitions_between(struct terr_transitions *out, struct terr_worker *worker,
                                        const struct terr_zones *from, const struct terr_zones *to,
                                        const struct terr_statuses *statuses,
                                        struct terr_error *err)
{
    struct terr_effort *effort = &worker->effort;
    struct terr_layers layers = TERR_LAYERS_INIT;
    struct stack stack = {.count = 0};
    enum terr_code code = add_map(&stack, from, statuses, err);
    stack.from_count = stack.count;
    if (!code) code = add_map(&stack, to, statuses, err);
    if (code) return code;
    const enum terr_phase before = terr_times_enter(&effort->times, TERR_PHASE_DELTA);
    code = terr_layers_lay(&layers, worker->engine, stack.shapes, stack.count, err);
    effort->delta_count++;
    effort->overlay_count += layers.by_overlay;
    if (!code) code = take_grounds(out, &layers, &stack, err);
    terr_layers_dispose(&layers);
    (void)terr_times_enter(&effort->times, before);
    return code;
}
