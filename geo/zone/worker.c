#include <geo/zone/worker.h>

#include <geo/base/memory.h>
#include <geo/shape/area.h>
#include <geo/shape/delta.h>
#include <geo/shape/engine.h>
#include <string.h>

void terr_effort_add(struct terr_effort *sum, const struct terr_effort *part)
{
    terr_times_add(&sum->times, &part->times);
    sum->snapshot_count += part->snapshot_count;
    sum->delta_count += part->delta_count;
    sum->overlay_count += part->overlay_count;
    sum->intersection_count += part->intersection_count;
}

enum terr_code terr_worker_init(struct terr_worker *worker, const struct terr_ruler *ruler,
                                struct terr_error *err)
{
    memset(worker, 0, sizeof *worker);
    worker->ruler = ruler;
    return terr_engine_new(&worker->engine, err);
}

void terr_worker_dispose(struct terr_worker *worker)
{
    terr_memo_dispose(&worker->memo);
    terr_engine_free(worker->engine);
    worker->engine = NULL;
}

double terr_worker_area_m2(struct terr_worker *worker, const struct terr_multipolygon *shape)
{
    struct terr_times *times = &worker->effort.times;
    const enum terr_phase before = terr_times_enter(times, TERR_PHASE_AREA);
    const double area_m2 = terr_area_m2(worker->ruler, shape);
    (void)terr_times_enter(times, before);
    return area_m2;
}

enum terr_code terr_worker_delta(struct terr_delta *out, struct terr_worker *worker,
                                 const struct terr_multipolygon *from,
                                 const struct terr_multipolygon *to, struct terr_error *err)
{
    struct terr_effort *effort = &worker->effort;
    const enum terr_phase before = terr_times_enter(&effort->times, TERR_PHASE_DELTA);
    const enum terr_code code = terr_delta_between(out, worker->engine, from, to, err);
    (void)terr_times_enter(&effort->times, before);
    effort->delta_count++;
    effort->overlay_count += code == TERR_OK && out->by_overlay;
    return code;
}

enum terr_code terr_worker_begin(void *pool, void **worker, struct terr_error *err)
{
    const struct terr_worker_pool *of = pool;
    struct terr_worker *made = terr_memory_new(1, sizeof *made, err);
    if (!made) return err->code;
    const enum terr_code code = terr_worker_init(made, of->ruler, err);
    if (code) {
        terr_memory_free(made);
        return code;
    }
    *worker = made;
    return TERR_OK;
}

void terr_worker_end(void *pool, void *worker)
{
    struct terr_worker_pool *of = pool;
    struct terr_worker *made = worker;
    terr_effort_add(&of->effort, &made->effort);
    terr_worker_dispose(made);
    terr_memory_free(made);
}
