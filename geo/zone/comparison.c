#include <geo/zone/comparison.h>

#include <geo/shape/delta.h>
#include <geo/shape/engine.h>
#include <geo/zone/worker.h>

static enum terr_code intersect(struct terr_multipolygon *out, struct terr_worker *worker,
                                const struct terr_multipolygon *a,
                                const struct terr_multipolygon *b, struct terr_error *err)
{
    struct terr_times *times = &worker->effort.times;
    const enum terr_phase before = terr_times_enter(times, TERR_PHASE_DELTA);
    const enum terr_code code = terr_engine_intersect(out, worker->engine, a, b, err);
    (void)terr_times_enter(times, before);
    worker->effort.intersection_count++;
    return code;
}

enum terr_code terr_comparison_between(struct terr_comparison *out, struct terr_worker *worker,
                                       const struct terr_multipolygon *a,
                                       const struct terr_multipolygon *b, struct terr_error *err)
{
    struct terr_delta delta = TERR_DELTA_INIT;
    enum terr_code code = terr_worker_delta(&delta, worker, a, b, err);
    out->only_a = delta.lost;
    out->only_b = delta.gained;
    if (!code) code = intersect(&out->both, worker, a, b, err);
    if (code) terr_comparison_dispose(out);
    return code;
}

void terr_comparison_dispose(struct terr_comparison *comparison)
{
    terr_multipolygon_dispose(&comparison->both);
    terr_multipolygon_dispose(&comparison->only_a);
    terr_multipolygon_dispose(&comparison->only_b);
}
