#include <geo/figure/comparisons.h>

#include <geo/base/memory.h>
#include <geo/base/parallel.h>
#include <geo/source/archive.h>
#include <geo/zone/comparison.h>
#include <geo/zone/worker.h>
#include <geo/zone/zone_list.h>
#include <geo/zone/zone_store.h>
#include <geo/zone/zones.h>
#include <assert.h>
#include <math.h>

bool terr_compared_iou(double *iou, const struct terr_compared *row)
{
    const double union_m2 = row->both_m2 + row->only_a_m2 + row->only_b_m2;
    if (union_m2 <= 0) return false;
    *iou = row->both_m2 / union_m2;
    return true;
}

struct walker {
    struct terr_comparisons *comparisons;
    const struct terr_comparisons_options *options;
    struct terr_zone_store *a; // of either side
    struct terr_zone_store *b;
    struct terr_comparison *grounds; // of each row, until it is seen; NULL: nobody sees it
};

// ---- the work on one pair ----

// A pair on a worker's hands, and its zones.
struct task {
    const struct walker *walker;
    struct terr_worker *worker;
    const struct terr_pair *pair;
    const struct terr_zones *a;
    const struct terr_zones *b;
    struct terr_error *err;
};

static enum terr_code compare_ground(const struct task *task, struct terr_comparison *ground,
                                     size_t zone)
{
    const struct terr_side *a = &task->walker->comparisons->a, *b = &task->walker->comparisons->b;
    const enum terr_code code =
        terr_comparison_between(ground, task->worker, terr_zones_at(task->a, zone),
                                terr_zones_at(task->b, zone), task->err);
    if (!code) return TERR_OK;
    return terr_within(task->err, "%s and %s: zones '%s' and '%s'",
                       terr_archive_at(a->archive, task->pair->a)->path,
                       terr_archive_at(b->archive, task->pair->b)->path, a->list->zones[zone].name,
                       b->list->zones[zone].name);
}

// Fills the row of one zone.
static enum terr_code compare_zone(const struct task *task, size_t index)
{
    const struct walker *walker = task->walker;
    struct terr_compared *row = &walker->comparisons->rows[index];
    struct terr_comparison ground = TERR_COMPARISON_INIT;
    const enum terr_code code = compare_ground(task, &ground, row->zone);
    if (code) return code;
    row->area_a_m2 = terr_zones_area_m2(task->a, row->zone);
    row->area_b_m2 = terr_zones_area_m2(task->b, row->zone);
    row->both_m2 = terr_worker_area_m2(task->worker, &ground.both);
    row->only_a_m2 = terr_worker_area_m2(task->worker, &ground.only_a);
    row->only_b_m2 = terr_worker_area_m2(task->worker, &ground.only_b);
    if (walker->grounds) {
        walker->grounds[index] = ground;
    } else {
        terr_comparison_dispose(&ground);
    }
    return TERR_OK;
}

static enum terr_code compare_pair(void *payload, void *worker, size_t index,
                                   struct terr_error *err)
{
    const struct walker *walker = payload;
    const struct terr_comparisons *comparisons = walker->comparisons;
    const size_t zones = comparisons->a.list->count;
    struct task task = {
        .walker = walker, .worker = worker, .pair = &comparisons->pairs.pairs[index], .err = err};
    enum terr_code code = terr_zone_store_need(&task.a, walker->a, worker, task.pair->a, err);
    if (!code) code = terr_zone_store_need(&task.b, walker->b, worker, task.pair->b, err);
    for (size_t zone = 0; zone < zones && !code; zone++) {
        code = compare_zone(&task, index * zones + zone);
    }
    return code;
}

// ---- all pairs ----

static enum terr_code take_pair(void *payload, size_t index, struct terr_error *err)
{
    const struct walker *walker = payload;
    const struct terr_comparisons_options *options = walker->options;
    const struct terr_comparisons *comparisons = walker->comparisons;
    const struct terr_pairs *pairs = &comparisons->pairs;
    const size_t zones = comparisons->a.list->count;
    for (size_t i = index * zones; walker->grounds && i < (index + 1) * zones; i++) {
        options->see(options->payload, comparisons, &comparisons->rows[i], &walker->grounds[i]);
        terr_comparison_dispose(&walker->grounds[i]);
    }
    if (index + 1 < pairs->count) { // a snapshot may stand for several days
        terr_zone_store_forget(walker->a, pairs->pairs[index + 1].a);
        terr_zone_store_forget(walker->b, pairs->pairs[index + 1].b);
    }
    return terr_progress_step(&options->progress, index + 1, pairs->count, err);
}

static enum terr_code walk_pairs(struct walker *walker, struct terr_error *err)
{
    struct terr_comparisons *comparisons = walker->comparisons;
    struct terr_worker_pool pool = {.ruler = comparisons->ruler};
    const struct terr_parallel map = {.count = comparisons->pairs.count,
                                      .jobs = walker->options->jobs,
                                      .begin = terr_worker_begin,
                                      .end = terr_worker_end,
                                      .pool = &pool,
                                      .work = compare_pair,
                                      .take = take_pair,
                                      .payload = walker};
    double repair_max_b_m2;
    enum terr_code code = terr_progress_step(&walker->options->progress, 0, map.count, err);
    if (!code) code = terr_parallel_map(&map, err);
    comparisons->effort = pool.effort;
    comparisons->repaired_count = terr_zone_store_repaired(walker->a, &comparisons->repair_max_m2) +
                                  terr_zone_store_repaired(walker->b, &repair_max_b_m2);
    comparisons->repair_max_m2 = fmax(comparisons->repair_max_m2, repair_max_b_m2);
    return code;
}

static enum terr_code make_rows(struct walker *walker, struct terr_error *err)
{
    struct terr_comparisons *comparisons = walker->comparisons;
    const size_t pairs = comparisons->pairs.count, zones = comparisons->a.list->count;
    if (pairs > SIZE_MAX / zones) {
        return terr_fail(err, TERR_ENOMEM, "out of memory (%zu days)", pairs);
    }
    comparisons->rows = terr_memory_new(pairs * zones, sizeof *comparisons->rows, err);
    if (!comparisons->rows) return err->code;
    comparisons->row_count = pairs * zones;
    for (size_t i = 0; i < comparisons->row_count; i++) {
        comparisons->rows[i].pair = i / zones;
        comparisons->rows[i].zone = i % zones;
    }
    if (!walker->options->see) return TERR_OK;
    walker->grounds = terr_memory_new(pairs * zones, sizeof *walker->grounds, err);
    return walker->grounds ? TERR_OK : err->code;
}

enum terr_code terr_comparisons_walk(struct terr_comparisons **out, const struct terr_ruler *ruler,
                                     struct terr_side a, struct terr_side b,
                                     const struct terr_comparisons_options *options,
                                     struct terr_error *err)
{
    struct walker walker = {.options = options};
    assert(a.list->count > 0 && a.list->count == b.list->count);
    *out = NULL;
    struct terr_comparisons *comparisons = terr_memory_new(1, sizeof *comparisons, err);
    if (!comparisons) return err->code;
    comparisons->a = a;
    comparisons->b = b;
    comparisons->ruler = ruler;
    walker.comparisons = comparisons;

    enum terr_code code =
        terr_pairs_find(&comparisons->pairs, a.archive, b.archive, &options->pairs, err);
    if (!code) code = terr_zone_store_new(&walker.a, a.archive, a.list, err);
    if (!code) code = terr_zone_store_new(&walker.b, b.archive, b.list, err);
    if (!code) code = make_rows(&walker, err);
    if (!code) code = walk_pairs(&walker, err);
    for (size_t i = 0; walker.grounds && i < comparisons->row_count; i++) {
        terr_comparison_dispose(&walker.grounds[i]);
    }
    terr_memory_free(walker.grounds);
    terr_zone_store_free(walker.a);
    terr_zone_store_free(walker.b);
    if (code) {
        terr_comparisons_free(comparisons);
        return code;
    }
    *out = comparisons;
    return TERR_OK;
}

void terr_comparisons_free(struct terr_comparisons *comparisons)
{
    if (!comparisons) return;
    terr_pairs_dispose(&comparisons->pairs);
    terr_memory_free(comparisons->rows);
    terr_memory_free(comparisons);
}
