#include <geo/figure/demand.h>

#include <geo/base/memory.h>
#include <geo/base/parallel.h>
#include <geo/figure/division.h>
#include <geo/shape/area.h>
#include <geo/shape/delta.h>
#include <geo/source/archive.h>
#include <geo/source/snapshot.h>
#include <geo/zone/regions.h>
#include <geo/zone/zone_list.h>
#include <geo/zone/zone_store.h>
#include <geo/zone/zones.h>
#include <stdlib.h>
#include <string.h>

enum terr_code terr_demand_add(struct terr_demand *demand, const struct terr_wanted *wanted,
                               struct terr_error *err)
{
    struct terr_wanted *grown =
        terr_memory_grow(demand->wanted, &demand->capacity, demand->count + 1, sizeof *grown, err);
    if (!grown) return err->code;
    demand->wanted = grown;
    grown[demand->count++] = *wanted;
    return TERR_OK;
}

void terr_demand_dispose(struct terr_demand *demand)
{
    terr_memory_free(demand->wanted);
    terr_memory_free(demand->fault);
    terr_origins_dispose(&demand->origins);
    memset(demand, 0, sizeof *demand);
}

// What is wanted of one pair of snapshots: sorted[first] to sorted[end - 1].
struct pair {
    size_t first;
    size_t end;
    char *fault; // why it cannot be worked out, where that was told to be passed over
};

struct walker {
    const struct terr_regions *regions; // or NULL
    const struct terr_archive *archive;
    const struct terr_zone_list *list;
    const struct terr_demand_options *options;
    struct terr_zone_store *store;
    struct terr_wanted **sorted; // by pair, zone, ruler, what is wanted and region
    struct pair *pairs;          // in the order of their first snapshots
    struct terr_demand *demand;
    size_t pair_count;
};

static int compare(size_t a, size_t b) { return (a > b) - (a < b); }

// But for the region.
static int compare_measuring(const void *left, const void *right)
{
    const struct terr_wanted *a = *(struct terr_wanted *const *)left,
                             *b = *(struct terr_wanted *const *)right;
    int order = compare(a->from, b->from);
    if (!order) order = compare(a->to, b->to);
    if (!order) order = compare(a->zone, b->zone);
    if (order) return order;
    order = compare(terr_ruler_model(a->ruler), terr_ruler_model(b->ruler));
    if (order) return order;
    order = compare((size_t)terr_ruler_utm_zone(a->ruler), (size_t)terr_ruler_utm_zone(b->ruler));
    return order ? order : compare(a->changes_only, b->changes_only);
}

static int compare_wanted(const void *left, const void *right)
{
    const struct terr_wanted *a = *(struct terr_wanted *const *)left,
                             *b = *(struct terr_wanted *const *)right;
    const int order = compare_measuring(left, right);
    return order ? order : compare(a->region, b->region);
}

// ---- the work on one pair ----

// A pair on a worker's hands.
struct task {
    const struct walker *walker;
    struct terr_worker *worker;
    const struct terr_zones *from;
    const struct terr_zones *to;
    struct terr_error *err;
};

// A zone's area is known by the ruler that it was built with.
static double zone_area_m2(const struct task *task, const struct terr_zones *zones,
                           const struct terr_wanted *wanted)
{
    if (wanted->ruler == task->worker->ruler) return terr_zones_area_m2(zones, wanted->zone);
    return terr_area_m2(wanted->ruler, terr_zones_at(zones, wanted->zone));
}

static struct terr_figures measure_whole(const struct task *task, const struct terr_wanted *wanted,
                                         const struct terr_delta *delta)
{
    struct terr_figures figures = {.gained_m2 = terr_area_m2(wanted->ruler, &delta->gained),
                                   .lost_m2 = terr_area_m2(wanted->ruler, &delta->lost)};
    if (wanted->changes_only) return figures;
    figures.area_from_m2 = zone_area_m2(task, task->from, wanted);
    figures.area_to_m2 =
        wanted->from == wanted->to ? figures.area_from_m2 : zone_area_m2(task, task->to, wanted);
    return figures;
}

// What is wanted of one zone: `count` of them, alike ones beside each other.
struct batch {
    struct terr_wanted **wanted;
    size_t count;
    struct terr_delta delta;
    struct terr_division division; // where a region is wanted
    struct terr_figures *figures;  // of each part of the division
};

// Those from `first` to before `end`, which differ in their regions alone; the whole comes last.
static enum terr_code measure_alike(const struct task *task, const struct batch *batch,
                                    size_t first, size_t end)
{
    struct terr_wanted **wanted = batch->wanted;
    const struct terr_figures whole = measure_whole(task, wanted[first], &batch->delta);
    if (wanted[first]->region != TERR_WANTED_WHOLE &&
        terr_division_measure(batch->figures, &batch->division, wanted[first]->ruler,
                              wanted[first]->changes_only, &whole, task->err)) {
        return task->err->code;
    }
    for (size_t i = first; i < end; i++) {
        wanted[i]->figures =
            wanted[i]->region == TERR_WANTED_WHOLE ? whole : batch->figures[wanted[i]->region];
    }
    return TERR_OK;
}

// Cuts the zone where regions of it are wanted, once for all of them.
static enum terr_code divide(const struct task *task, struct batch *batch)
{
    const struct terr_regions *regions = task->walker->regions;
    const size_t zone = batch->wanted[0]->zone;
    bool any = false, areas = false;
    for (size_t i = 0; i < batch->count; i++) {
        const bool is_regional = batch->wanted[i]->region != TERR_WANTED_WHOLE;
        any = any || is_regional;
        areas = areas || (is_regional && !batch->wanted[i]->changes_only);
    }
    if (!any) return TERR_OK;
    batch->figures =
        terr_memory_new(terr_regions_count(regions) + 1, sizeof *batch->figures, task->err);
    if (!batch->figures) return task->err->code;
    return terr_division_cut(&batch->division, regions, task->worker, &batch->delta,
                             areas ? terr_zones_at(task->from, zone) : NULL,
                             areas ? terr_zones_at(task->to, zone) : NULL, task->err);
}

static enum terr_code measure_batch(const struct task *task, struct batch *batch)
{
    struct terr_worker *worker = task->worker;
    const struct terr_wanted *wanted = batch->wanted[0];
    enum terr_code code = TERR_OK;
    if (wanted->from != wanted->to) { // of a snapshot with itself there is no difference
        code = terr_worker_delta(&batch->delta, worker, terr_zones_at(task->from, wanted->zone),
                                 terr_zones_at(task->to, wanted->zone), task->err);
    }
    if (!code) code = divide(task, batch);
    const enum terr_phase phase = terr_times_enter(&worker->effort.times, TERR_PHASE_AREA);
    for (size_t i = 0, next; i < batch->count && !code; i = next) {
        next = i + 1;
        while (next < batch->count &&
               compare_measuring(&batch->wanted[i], &batch->wanted[next]) == 0) {
            next++;
        }
        code = measure_alike(task, batch, i, next);
    }
    (void)terr_times_enter(&worker->effort.times, phase);
    return code;
}

static enum terr_code measure_zone(const struct task *task, struct terr_wanted **wanted,
                                   size_t count)
{
    struct batch batch = {.wanted = wanted, .count = count, .delta = TERR_DELTA_INIT};
    enum terr_code code = measure_batch(task, &batch);
    if (code) {
        code = terr_within(task->err, "%s: zone '%s'",
                           terr_archive_at(task->walker->archive, wanted[0]->to)->path,
                           task->walker->list->zones[wanted[0]->zone].name);
    }
    terr_delta_dispose(&batch.delta);
    terr_division_dispose(&batch.division);
    terr_memory_free(batch.figures);
    return code;
}

// The zones of both ends of a pair. Where one of them cannot be had, and that is to be passed over,
// the pair keeps the fault.
static enum terr_code need_ends(struct task *task, struct pair *pair, struct terr_error *err)
{
    const struct walker *walker = task->walker;
    struct terr_wanted **sorted = walker->sorted;
    const struct terr_wanted *wanted = sorted[pair->first];
    struct terr_error fault;
    enum terr_code code =
        terr_zone_store_need(&task->from, walker->store, task->worker, wanted->from, &fault);
    if (!code) {
        code = terr_zone_store_need(&task->to, walker->store, task->worker, wanted->to, &fault);
    }
    if (!code) return TERR_OK;
    if (!walker->demand->keep_going || !terr_snapshot_is_bad(code)) {
        *err = fault;
        return code;
    }
    for (size_t i = pair->first; i < pair->end; i++) sorted[i]->is_unmet = true;
    pair->fault = terr_memory_copy(fault.message, strlen(fault.message), err);
    return pair->fault ? TERR_OK : err->code;
}

static enum terr_code measure_pair(void *payload, void *worker, size_t index,
                                   struct terr_error *err)
{
    const struct walker *walker = payload;
    struct pair *pair = &walker->pairs[index];
    struct terr_wanted **sorted = walker->sorted;
    struct task task = {.walker = walker, .worker = worker, .err = err};
    enum terr_code code = need_ends(&task, pair, err);
    if (pair->fault) return code;
    for (size_t i = pair->first, next; i < pair->end && !code; i = next) {
        next = i + 1;
        while (next < pair->end && sorted[next]->zone == sorted[i]->zone) next++;
        code = measure_zone(&task, &sorted[i], next - i);
    }
    return code;
}

// ---- all pairs ----

// Pairs come by their first snapshot, so that what lies before the next one's is done with.
static enum terr_code take_pair(void *payload, size_t index, struct terr_error *err)
{
    const struct walker *walker = payload;
    struct pair *pair = &walker->pairs[index];
    if (pair->fault && !walker->demand->fault) {
        walker->demand->fault = pair->fault;
        pair->fault = NULL;
    }
    if (index + 1 < walker->pair_count) {
        const struct pair *next = &walker->pairs[index + 1];
        terr_zone_store_forget(walker->store, walker->sorted[next->first]->from);
    }
    return terr_progress_step(&walker->options->progress, index + 1, walker->pair_count, err);
}

static enum terr_code sort_wanted(struct walker *walker, const struct terr_demand *demand,
                                  struct terr_error *err)
{
    struct terr_wanted **sorted = terr_memory_new(demand->count, sizeof *sorted, err);
    if (!sorted) return err->code;
    walker->sorted = sorted;
    for (size_t i = 0; i < demand->count; i++) sorted[i] = &demand->wanted[i];
    qsort(sorted, demand->count, sizeof *sorted, compare_wanted);
    walker->pairs = terr_memory_new(demand->count, sizeof *walker->pairs, err);
    if (!walker->pairs) return err->code;
    for (size_t i = 0; i < demand->count; i++) {
        if (i == 0 || sorted[i]->from != sorted[i - 1]->from ||
            sorted[i]->to != sorted[i - 1]->to) {
            walker->pairs[walker->pair_count++].first = i;
        }
        walker->pairs[walker->pair_count - 1].end = i + 1;
    }
    return TERR_OK;
}

static enum terr_code walk_pairs(struct walker *walker, struct terr_demand *demand,
                                 struct terr_error *err)
{
    struct terr_worker_pool pool = {.ruler = demand->wanted[0].ruler};
    const struct terr_parallel map = {.count = walker->pair_count,
                                      .jobs = walker->options->jobs,
                                      .begin = terr_worker_begin,
                                      .end = terr_worker_end,
                                      .pool = &pool,
                                      .work = measure_pair,
                                      .take = take_pair,
                                      .payload = walker};
    enum terr_code code = terr_progress_step(&walker->options->progress, 0, map.count, err);
    if (!code) code = terr_parallel_map(&map, err);
    demand->pair_count = walker->pair_count;
    demand->effort = pool.effort;
    demand->repaired_count = terr_zone_store_repaired(walker->store, &demand->repair_max_m2);
    terr_zone_store_take_origins(&demand->origins, walker->store);
    return code;
}

enum terr_code terr_demand_meet(struct terr_demand *demand, const struct terr_archive *archive,
                                const struct terr_zone_list *list,
                                const struct terr_demand_options *options, struct terr_error *err)
{
    struct walker walker = {.regions = demand->regions,
                            .archive = archive,
                            .list = list,
                            .options = options,
                            .demand = demand};
    if (demand->count == 0) return TERR_OK;
    enum terr_code code = terr_origins_init(&demand->origins, terr_archive_count(archive), err);
    if (!code) code = sort_wanted(&walker, demand, err);
    if (!code) code = terr_zone_store_new(&walker.store, archive, list, err);
    if (!code) code = walk_pairs(&walker, demand, err);
    terr_zone_store_free(walker.store);
    for (size_t i = 0; i < walker.pair_count; i++) terr_memory_free(walker.pairs[i].fault);
    terr_memory_free(walker.sorted);
    terr_memory_free(walker.pairs);
    return code;
}
