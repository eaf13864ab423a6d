#include <geo/figure/demand.h>

#include <geo/base/memory.h>
#include <geo/base/parallel.h>
#include <geo/shape/area.h>
#include <geo/shape/delta.h>
#include <geo/source/archive.h>
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
    terr_origins_dispose(&demand->origins);
    memset(demand, 0, sizeof *demand);
}

// What is wanted of one pair of snapshots: sorted[first] to sorted[end - 1].
struct pair {
    size_t first;
    size_t end;
};

struct walker {
    const struct terr_archive *archive;
    const struct terr_zone_list *list;
    const struct terr_demand_options *options;
    struct terr_zone_store *store;
    struct terr_wanted **sorted; // by pair, zone, ruler and what is wanted
    struct pair *pairs;          // in the order of their first snapshots
    size_t pair_count;
};

static int compare(size_t a, size_t b) { return (a > b) - (a < b); }

static int compare_wanted(const void *left, const void *right)
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

static void measure(const struct task *task, struct terr_wanted *wanted,
                    const struct terr_delta *delta)
{
    if (!wanted->changes_only) {
        wanted->figures.area_from_m2 = zone_area_m2(task, task->from, wanted);
        wanted->figures.area_to_m2 = wanted->from == wanted->to
                                         ? wanted->figures.area_from_m2
                                         : zone_area_m2(task, task->to, wanted);
    }
    wanted->figures.gained_m2 = terr_area_m2(wanted->ruler, &delta->gained);
    wanted->figures.lost_m2 = terr_area_m2(wanted->ruler, &delta->lost);
}

// What is wanted of one zone: `count` of them, alike ones beside each other.
static enum terr_code measure_zone(const struct task *task, struct terr_wanted **wanted,
                                   size_t count)
{
    struct terr_worker *worker = task->worker;
    const struct terr_wanted *first = wanted[0];
    struct terr_delta delta = TERR_DELTA_INIT; // of a snapshot with itself there is none
    if (first->from != first->to &&
        terr_worker_delta(&delta, worker, terr_zones_at(task->from, first->zone),
                          terr_zones_at(task->to, first->zone), task->err)) {
        return terr_within(task->err, "%s: zone '%s'",
                           terr_archive_at(task->walker->archive, first->to)->path,
                           task->walker->list->zones[first->zone].name);
    }
    const enum terr_phase phase = terr_times_enter(&worker->effort.times, TERR_PHASE_AREA);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && compare_wanted(&wanted[i - 1], &wanted[i]) == 0) {
            wanted[i]->figures = wanted[i - 1]->figures;
        } else {
            measure(task, wanted[i], &delta);
        }
    }
    (void)terr_times_enter(&worker->effort.times, phase);
    terr_delta_dispose(&delta);
    return TERR_OK;
}

static enum terr_code measure_pair(void *payload, void *worker, size_t index,
                                   struct terr_error *err)
{
    const struct walker *walker = payload;
    const struct pair *pair = &walker->pairs[index];
    struct terr_wanted **sorted = walker->sorted;
    struct task task = {.walker = walker, .worker = worker, .err = err};
    enum terr_code code =
        terr_zone_store_need(&task.from, walker->store, worker, sorted[pair->first]->from, err);
    if (!code) {
        code = terr_zone_store_need(&task.to, walker->store, worker, sorted[pair->first]->to, err);
    }
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
    struct walker walker = {.archive = archive, .list = list, .options = options};
    if (demand->count == 0) return TERR_OK;
    enum terr_code code = terr_origins_init(&demand->origins, terr_archive_count(archive), err);
    if (!code) code = sort_wanted(&walker, demand, err);
    if (!code) code = terr_zone_store_new(&walker.store, archive, list, err);
    if (!code) code = walk_pairs(&walker, demand, err);
    terr_zone_store_free(walker.store);
    terr_memory_free(walker.sorted);
    terr_memory_free(walker.pairs);
    return code;
}
