#include <geo/figure/comparisons.h>

#include <geo/base/memory.h>
#include <geo/shape/area.h>
#include <geo/source/archive.h>
#include <geo/zone/comparison.h>
#include <geo/zone/worker.h>
#include <geo/zone/zone_list.h>
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

// The zones of the snapshot that one side shows now.
struct shown {
    const struct terr_side *side;
    struct terr_zones *zones;
    size_t snapshot; // valid where zones is not NULL
};

struct walker {
    struct terr_comparisons *comparisons;
    struct terr_worker worker;
    const struct terr_comparisons_options *options;
    struct shown a;
    struct shown b;
    struct terr_error *err;
};

// Reads a snapshot in place of the one shown; a snapshot may stand for several days.
static enum terr_code show(struct walker *walker, struct shown *shown, size_t snapshot)
{
    struct terr_comparisons *comparisons = walker->comparisons;
    if (shown->zones && shown->snapshot == snapshot) return TERR_OK;
    terr_zones_free(shown->zones);
    const enum terr_code code =
        terr_zones_read(&shown->zones, &walker->worker, shown->side->archive, snapshot,
                        shown->side->list, walker->err);
    if (code) return code;
    shown->snapshot = snapshot;
    comparisons->repaired_count += terr_zones_repair_count(shown->zones) > 0;
    comparisons->repair_max_m2 =
        fmax(comparisons->repair_max_m2, terr_zones_repair_m2(shown->zones));
    return TERR_OK;
}

// Fills the row of one zone of the pair that is shown.
static enum terr_code compare_zone(struct walker *walker, struct terr_compared *row)
{
    const struct terr_comparisons_options *options = walker->options;
    const struct terr_ruler *ruler = walker->comparisons->ruler;
    struct terr_comparison comparison = TERR_COMPARISON_INIT;
    const enum terr_code code = terr_comparison_between(
        &comparison, walker->worker.engine, terr_zones_at(walker->a.zones, row->zone),
        terr_zones_at(walker->b.zones, row->zone), walker->err);
    if (code) {
        const struct terr_side *a = walker->a.side, *b = walker->b.side;
        return terr_within(walker->err, "%s and %s: zones '%s' and '%s'",
                           terr_archive_at(a->archive, walker->a.snapshot)->path,
                           terr_archive_at(b->archive, walker->b.snapshot)->path,
                           a->list->zones[row->zone].name, b->list->zones[row->zone].name);
    }
    row->area_a_m2 = terr_zones_area_m2(walker->a.zones, row->zone);
    row->area_b_m2 = terr_zones_area_m2(walker->b.zones, row->zone);
    row->both_m2 = terr_area_m2(ruler, &comparison.both);
    row->only_a_m2 = terr_area_m2(ruler, &comparison.only_a);
    row->only_b_m2 = terr_area_m2(ruler, &comparison.only_b);
    if (options->see) options->see(options->payload, walker->comparisons, row, &comparison);
    terr_comparison_dispose(&comparison);
    return TERR_OK;
}

static enum terr_code walk_pairs(struct walker *walker)
{
    struct terr_comparisons *comparisons = walker->comparisons;
    const struct terr_progress *progress = &walker->options->progress;
    const size_t count = comparisons->pairs.count, zones = comparisons->a.list->count;
    enum terr_code code = terr_progress_step(progress, 0, count, walker->err);
    for (size_t i = 0; i < count && !code; i++) {
        const struct terr_pair *pair = &comparisons->pairs.pairs[i];
        if ((code = show(walker, &walker->a, pair->a))) break;
        if ((code = show(walker, &walker->b, pair->b))) break;
        for (size_t zone = 0; zone < zones && !code; zone++) {
            struct terr_compared *row = &comparisons->rows[comparisons->row_count];
            row->pair = i;
            row->zone = zone;
            code = compare_zone(walker, row);
            comparisons->row_count += code == TERR_OK;
        }
        if (!code) code = terr_progress_step(progress, i + 1, count, walker->err);
    }
    return code;
}

static enum terr_code make_rows(struct terr_comparisons *comparisons, struct terr_error *err)
{
    const size_t pairs = comparisons->pairs.count, zones = comparisons->a.list->count;
    if (pairs > SIZE_MAX / zones) {
        return terr_fail(err, TERR_ENOMEM, "out of memory (%zu days)", pairs);
    }
    comparisons->rows = terr_memory_new(pairs * zones, sizeof *comparisons->rows, err);
    return comparisons->rows ? TERR_OK : err->code;
}

enum terr_code terr_comparisons_walk(struct terr_comparisons **out, const struct terr_ruler *ruler,
                                     struct terr_side a, struct terr_side b,
                                     const struct terr_comparisons_options *options,
                                     struct terr_error *err)
{
    struct walker walker = {.options = options, .err = err};
    enum terr_code code;
    assert(a.list->count > 0 && a.list->count == b.list->count);
    *out = NULL;
    struct terr_comparisons *comparisons = terr_memory_new(1, sizeof *comparisons, err);
    if (!comparisons) return err->code;
    comparisons->a = a;
    comparisons->b = b;
    comparisons->ruler = ruler;
    walker.comparisons = comparisons;
    walker.a.side = &comparisons->a;
    walker.b.side = &comparisons->b;

    code = terr_worker_init(&walker.worker, ruler, err);
    if (!code)
        code = terr_pairs_find(&comparisons->pairs, a.archive, b.archive, &options->pairs, err);
    if (!code) code = make_rows(comparisons, err);
    if (!code) code = walk_pairs(&walker);
    terr_zones_free(walker.a.zones);
    terr_zones_free(walker.b.zones);
    terr_worker_dispose(&walker.worker);
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
