#include <geo/zone/zones.h>

#include <geo/base/memory.h>
#include <geo/shape/multipolygon.h>
#include <geo/source/archive.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>
#include <geo/zone/origin.h>
#include <geo/zone/worker.h>
#include <geo/zone/zone_list.h>
#include <stdbool.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct zone_shape {
    struct terr_multipolygon shape;
    size_t feature_count;
    double area_m2;
    double overlap_m2;
};

// A polygonal feature; cleaned when the first zone needs it.
struct candidate {
    const char *status;
    size_t feature;                     // index in the snapshot
    const struct terr_cleaned *cleaned; // borrowed from the worker's memo; NULL until then
};

struct terr_zones {
    struct zone_shape *zones;
    size_t count;
    struct terr_repair *repairs;
    size_t repair_count;
    size_t repair_capacity;
    size_t unclassified_count;
    double unclassified_m2; // as published
    struct terr_origin origin;
};

struct builder {
    struct terr_zones *zones;
    struct terr_worker *worker;
    const struct terr_snapshot *snapshot;
    const struct terr_zone_list *list;
    struct candidate *candidates; // by status, so that a zone finds its own without a walk over all
    size_t candidate_count;
    const struct terr_cleaned **parts; // of the zone that is being united
    size_t part_capacity;
    struct terr_error *err;
};

// ---- candidates ----

static int compare_candidates(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    const int by_status = strcmp(a->status, b->status);
    if (by_status) return by_status;
    return a->feature < b->feature ? -1 : a->feature > b->feature;
}

static enum terr_code list_candidates(struct builder *builder)
{
    const size_t count = terr_snapshot_count(builder->snapshot);
    builder->candidates = terr_memory_new(count, sizeof *builder->candidates, builder->err);
    if (!builder->candidates) return builder->err->code;
    for (size_t i = 0; i < count; i++) {
        const struct terr_feature *feature = terr_snapshot_at(builder->snapshot, i);
        if (feature->kind != TERR_FEATURE_POLYGONS) continue;
        struct candidate *candidate = &builder->candidates[builder->candidate_count++];
        candidate->status = feature->status;
        candidate->feature = i;
        if (strcmp(feature->status, TERR_STATUS_UNCLASSIFIED) != 0) continue;
        builder->zones->unclassified_count++;
        builder->zones->unclassified_m2 += terr_worker_area_m2(builder->worker, &feature->shape);
    }
    qsort(builder->candidates, builder->candidate_count, sizeof *builder->candidates,
          compare_candidates);
    return TERR_OK;
}

// The first candidate whose status is not before `status`.
static size_t first_candidate(const struct builder *builder, const char *status)
{
    size_t low = 0, high = builder->candidate_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(builder->candidates[middle].status, status) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

// ---- cleaning ----

static enum terr_code add_repair(struct builder *builder, const struct candidate *candidate)
{
    struct terr_zones *zones = builder->zones;
    struct terr_repair *repairs =
        terr_memory_grow(zones->repairs, &zones->repair_capacity, zones->repair_count + 1,
                         sizeof *repairs, builder->err);
    if (!repairs) return builder->err->code;
    zones->repairs = repairs;
    struct terr_repair *repair = &repairs[zones->repair_count++];
    repair->feature = candidate->feature;
    repair->fault = candidate->cleaned->fault;
    repair->published_m2 = terr_worker_area_m2(
        builder->worker, &terr_snapshot_at(builder->snapshot, candidate->feature)->shape);
    repair->clean_m2 = candidate->cleaned->area_m2;
    return TERR_OK;
}

static enum terr_code need_clean(struct builder *builder, struct candidate *candidate)
{
    const size_t index = candidate->feature;
    const struct terr_multipolygon *published = &terr_snapshot_at(builder->snapshot, index)->shape;
    if (candidate->cleaned) return TERR_OK;
    if (terr_memo_clean(&candidate->cleaned, builder->worker, published, builder->err)) {
        return terr_within(builder->err, "features[%zu]", index);
    }
    return candidate->cleaned->fault.invalid ? add_repair(builder, candidate) : TERR_OK;
}

static int compare_repairs(const void *left, const void *right)
{
    const struct terr_repair *a = left, *b = right;
    return a->feature < b->feature ? -1 : a->feature > b->feature;
}

// ---- uniting ----

// Adds the features of one status to the parts of a zone, and their areas to `sum_m2`.
static enum terr_code gather_status(struct builder *builder, struct zone_shape *zone,
                                    const char *status, double *sum_m2)
{
    for (size_t i = first_candidate(builder, status); i < builder->candidate_count; i++) {
        struct candidate *candidate = &builder->candidates[i];
        if (strcmp(candidate->status, status) != 0) break;
        const enum terr_code code = need_clean(builder, candidate);
        if (code) return code;
        const struct terr_cleaned **parts =
            terr_memory_grow(builder->parts, &builder->part_capacity, zone->feature_count + 1,
                             sizeof *parts, builder->err);
        if (!parts) return builder->err->code;
        builder->parts = parts;
        parts[zone->feature_count++] = candidate->cleaned;
        *sum_m2 += candidate->cleaned->area_m2;
    }
    return TERR_OK;
}

static enum terr_code unite_zone(struct builder *builder, size_t index)
{
    const struct terr_zone *asked = &builder->list->zones[index];
    struct zone_shape *zone = &builder->zones->zones[index];
    double sum_m2 = 0;
    for (size_t i = 0; i < asked->status_count; i++) {
        const enum terr_code code = gather_status(builder, zone, asked->statuses[i], &sum_m2);
        if (code) return code;
    }
    const struct terr_united *united;
    enum terr_code code = terr_memo_unite(&united, builder->worker, builder->parts,
                                          zone->feature_count, builder->err);
    if (!code) code = terr_multipolygon_append(&zone->shape, united->shape, builder->err);
    if (code) return terr_within(builder->err, "zone '%s'", asked->name);
    zone->area_m2 = united->area_m2;
    zone->overlap_m2 = sum_m2 - zone->area_m2;
    return TERR_OK;
}

enum terr_code terr_zones_build(struct terr_zones **out, struct terr_worker *worker,
                                const struct terr_snapshot *snapshot,
                                const struct terr_zone_list *list, struct terr_error *err)
{
    *out = NULL;
    struct builder builder = {NULL, worker, snapshot, list, NULL, 0, NULL, 0, err};
    enum terr_code code = TERR_OK;
    struct terr_zones *zones = terr_memory_new(1, sizeof *zones, err);
    if (!zones) return err->code;
    const enum terr_phase before = terr_times_enter(&worker->effort.times, TERR_PHASE_CLEAN);
    builder.zones = zones;
    zones->zones = terr_memory_new(list->count, sizeof *zones->zones, err);
    if (!zones->zones) {
        code = err->code;
        goto cleanup;
    }
    zones->count = list->count;
    if ((code = list_candidates(&builder))) goto cleanup;
    for (size_t i = 0; i < list->count; i++) {
        if ((code = unite_zone(&builder, i))) goto cleanup;
    }
    if (zones->repair_count) {
        qsort(zones->repairs, zones->repair_count, sizeof *zones->repairs, compare_repairs);
    }
    worker->effort.snapshot_count++;
    *out = zones;
    zones = NULL;
cleanup:
    terr_memo_turn(&worker->memo);
    terr_memory_free(builder.candidates);
    terr_memory_free(builder.parts);
    terr_zones_free(zones);
    (void)terr_times_enter(&worker->effort.times, before);
    return code;
}

enum terr_code terr_zones_read(struct terr_zones **out, struct terr_worker *worker,
                               const struct terr_archive *archive, size_t index,
                               const struct terr_zone_list *list, struct terr_error *err)
{
    struct terr_snapshot *snapshot;
    *out = NULL;
    enum terr_code code =
        terr_archive_read_polygons(&snapshot, archive, index, &worker->effort.times, err);
    if (code) return code;
    code = terr_zones_build(out, worker, snapshot, list, err);
    if (!code && terr_origin_init(&(*out)->origin, snapshot, *out, err)) {
        code = err->code;
        terr_zones_free(*out);
        *out = NULL;
    }
    terr_snapshot_free(snapshot);
    return code ? terr_within(err, "%s", terr_archive_at(archive, index)->path) : TERR_OK;
}

void terr_zones_free(struct terr_zones *zones)
{
    if (!zones) return;
    for (size_t i = 0; i < zones->count; i++) terr_multipolygon_dispose(&zones->zones[i].shape);
    terr_memory_free(zones->zones);
    terr_memory_free(zones->repairs);
    terr_origin_dispose(&zones->origin);
    terr_memory_free(zones);
}

const struct terr_multipolygon *terr_zones_at(const struct terr_zones *zones, size_t index)
{
    return &zones->zones[index].shape;
}

size_t terr_zones_feature_count(const struct terr_zones *zones, size_t index)
{
    return zones->zones[index].feature_count;
}

double terr_zones_overlap_m2(const struct terr_zones *zones, size_t index)
{
    return zones->zones[index].overlap_m2;
}

double terr_zones_area_m2(const struct terr_zones *zones, size_t index)
{
    return zones->zones[index].area_m2;
}

size_t terr_zones_repair_count(const struct terr_zones *zones) { return zones->repair_count; }

const struct terr_repair *terr_zones_repair_at(const struct terr_zones *zones, size_t index)
{
    return &zones->repairs[index];
}

size_t terr_zones_unclassified(const struct terr_zones *zones, double *published_m2)
{
    *published_m2 = zones->unclassified_m2;
    return zones->unclassified_count;
}

double terr_zones_repair_m2(const struct terr_zones *zones)
{
    double sum_m2 = 0;
    for (size_t i = 0; i < zones->repair_count; i++) {
        sum_m2 += fabs(zones->repairs[i].clean_m2 - zones->repairs[i].published_m2);
    }
    return sum_m2;
}

const struct terr_origin *terr_zones_origin(const struct terr_zones *zones)
{
    return &zones->origin;
}

struct terr_origin terr_zones_take_origin(struct terr_zones *zones)
{
    const struct terr_origin taken = zones->origin;
    memset(&zones->origin, 0, sizeof zones->origin);
    return taken;
}
