#include <geo/figure/inspection.h>

#include <geo/base/memory.h>
#include <geo/shape/area.h>
#include <geo/source/archive.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>
#include <geo/zone/zone_list.h>
#include <stdlib.h>
#include <string.h>

// A polygonal feature of the snapshot.
struct holding {
    const char *status;
    size_t feature;
};

struct inspector {
    struct terr_inspection *inspection;
    const struct terr_ruler *ruler;
    const struct terr_snapshot *snapshot;
    struct holding *holdings; // by status, then in document order
    size_t holding_count;
    struct terr_zone_list list; // the profile's default zone, then one zone for each status
    struct terr_error *err;
};

static int compare_holdings(const void *left, const void *right)
{
    const struct holding *a = left, *b = right;
    const int by_status = strcmp(a->status, b->status);
    if (by_status) return by_status;
    return a->feature < b->feature ? -1 : a->feature > b->feature;
}

static enum terr_code count_features(struct inspector *inspector)
{
    struct terr_inspection *inspection = inspector->inspection;
    const struct terr_snapshot *snapshot = inspector->snapshot;
    const size_t count = terr_snapshot_count(snapshot);
    inspector->holdings = terr_memory_new(count, sizeof *inspector->holdings, inspector->err);
    if (!inspector->holdings) return inspector->err->code;
    inspection->feature_count = count;
    inspection->ignored_parts = terr_snapshot_ignored_parts(snapshot);
    inspection->vertex_count = terr_snapshot_vertex_count(snapshot);
    for (size_t i = 0; i < count; i++) {
        const struct terr_feature *feature = terr_snapshot_at(snapshot, i);
        inspection->ignored_count += feature->kind == TERR_FEATURE_IGNORED;
        inspection->null_count += feature->kind == TERR_FEATURE_NULL;
        if (feature->kind != TERR_FEATURE_POLYGONS) continue;
        const struct holding holding = {feature->status, i};
        inspector->holdings[inspector->holding_count++] = holding;
    }
    qsort(inspector->holdings, inspector->holding_count, sizeof *inspector->holdings,
          compare_holdings);
    return TERR_OK;
}

static enum terr_code new_status(struct inspector *inspector, const char *status, size_t *capacity)
{
    struct terr_inspection *inspection = inspector->inspection;
    struct terr_status_count *statuses =
        terr_memory_grow(inspection->statuses, capacity, inspection->status_count + 1,
                         sizeof *statuses, inspector->err);
    if (!statuses) return inspector->err->code;
    inspection->statuses = statuses;
    struct terr_status_count *entry = &statuses[inspection->status_count];
    memset(entry, 0, sizeof *entry);
    entry->status = terr_memory_copy(status, strlen(status), inspector->err);
    if (!entry->status) return inspector->err->code;
    inspection->status_count++;
    return TERR_OK;
}

static enum terr_code count_statuses(struct inspector *inspector)
{
    struct terr_inspection *inspection = inspector->inspection;
    size_t capacity = 0;
    for (size_t i = 0; i < inspector->holding_count; i++) {
        const struct holding *holding = &inspector->holdings[i];
        if (i == 0 || strcmp(holding->status, holding[-1].status) != 0) {
            const enum terr_code code = new_status(inspector, holding->status, &capacity);
            if (code) return code;
        }
        struct terr_status_count *entry = &inspection->statuses[inspection->status_count - 1];
        entry->feature_count++;
        entry->published_m2 += terr_area_m2(
            inspector->ruler, &terr_snapshot_at(inspector->snapshot, holding->feature)->shape);
        if (strcmp(entry->status, TERR_STATUS_UNCLASSIFIED) == 0) inspection->unclassified_count++;
    }
    return TERR_OK;
}

// The default zone may bear the name of a status ("held"), which does not make them one.
static enum terr_code list_zones(struct inspector *inspector, const struct terr_profile *profile)
{
    const struct terr_inspection *inspection = inspector->inspection;
    enum terr_code code = terr_zone_list_add(
        &inspector->list, terr_profile_zone_at(profile, 0).name, profile, inspector->err);
    for (size_t i = 0; i < inspection->status_count && !code; i++) {
        code = terr_zone_list_add_status(&inspector->list, inspection->statuses[i].status,
                                         inspector->err);
    }
    return code;
}

static enum terr_code take_figures(struct inspector *inspector, const struct terr_zones *zones)
{
    struct terr_inspection *inspection = inspector->inspection;
    inspection->held_m2 = terr_zones_area_m2(zones, 0);
    for (size_t i = 0; i < inspection->status_count; i++) {
        inspection->statuses[i].counted_m2 = terr_zones_area_m2(zones, i + 1);
    }
    inspection->repairs = terr_memory_new(terr_zones_repair_count(zones),
                                          sizeof *inspection->repairs, inspector->err);
    if (!inspection->repairs) return inspector->err->code;
    for (; inspection->repair_count < terr_zones_repair_count(zones); inspection->repair_count++) {
        inspection->repairs[inspection->repair_count] =
            *terr_zones_repair_at(zones, inspection->repair_count);
    }
    return TERR_OK;
}

enum terr_code terr_inspection_make(struct terr_inspection **out, struct terr_engine *engine,
                                    const struct terr_ruler *ruler,
                                    const struct terr_archive *archive, size_t index,
                                    struct terr_error *err)
{
    struct terr_snapshot *snapshot = NULL;
    struct terr_zones *zones = NULL;
    struct inspector inspector = {NULL, ruler, NULL, NULL, 0, {NULL, 0, 0}, err};
    *out = NULL;
    enum terr_code code = terr_archive_read(&snapshot, archive, index, err);
    if (code) return code;
    inspector.snapshot = snapshot;
    inspector.inspection = terr_memory_new(1, sizeof *inspector.inspection, err);
    if (!inspector.inspection) code = err->code;

    if (!code) inspector.inspection->snapshot = index;
    if (!code) code = count_features(&inspector);
    if (!code) code = count_statuses(&inspector);
    if (!code) code = list_zones(&inspector, terr_archive_profile(archive));
    if (!code) {
        code = terr_zones_build(&zones, engine, ruler, snapshot, &inspector.list, err);
        if (code) (void)terr_within(err, "%s", terr_archive_at(archive, index)->path);
    }
    if (!code) code = take_figures(&inspector, zones);
    if (!code) {
        *out = inspector.inspection;
        inspector.inspection = NULL;
    }
    terr_zones_free(zones);
    terr_zone_list_dispose(&inspector.list);
    terr_memory_free(inspector.holdings);
    terr_snapshot_free(snapshot);
    terr_inspection_free(inspector.inspection);
    return code;
}

void terr_inspection_free(struct terr_inspection *inspection)
{
    if (!inspection) return;
    for (size_t i = 0; i < inspection->status_count; i++) {
        terr_memory_free(inspection->statuses[i].status);
    }
    terr_memory_free(inspection->statuses);
    terr_memory_free(inspection->repairs);
    terr_memory_free(inspection);
}
