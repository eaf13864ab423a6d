#include <geo/figure/inspection.h>

#include <geo/base/memory.h>
#include <geo/source/description.h>
#include <geo/figure/inspection_regions.h>
#include <geo/figure/sighting.h>
#include <geo/source/archive.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>
#include <geo/zone/worker.h>
#include <geo/zone/zone_list.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *terr_feature_kind_name(enum terr_feature_kind kind)
{
    switch (kind) {
    case TERR_FEATURE_POLYGONS:
        return "polygons";
    case TERR_FEATURE_IGNORED:
        return "ignored";
    case TERR_FEATURE_NULL:
        break;
    }
    return "null";
}

// A polygonal feature of the snapshot.
struct holding {
    const char *status;
    size_t feature;
};

struct inspector {
    struct terr_inspection *inspection;
    const struct terr_inspection_options *options;
    struct terr_worker *worker;
    const struct terr_archive *archive;
    const struct terr_profile *profile;
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

// The layer of a feature, or NULL.
static const char *layer_of(const struct inspector *inspector, const struct terr_feature *feature)
{
    if (feature->layer) return feature->layer;
    return terr_snapshot_part_at(inspector->snapshot, feature->part)->layer;
}

// What describes a feature, owned by the caller; NULL where memory is out.
static char *describe(const struct inspector *inspector, const struct terr_feature *feature,
                      bool with_layer)
{
    const char *layer = with_layer ? layer_of(inspector, feature) : NULL;
    struct terr_text text = TERR_TEXT_INIT;
    char *copy = NULL;
    terr_feature_describe(&text, inspector->profile, feature->properties);
    if (layer) terr_text_print(&text, "%s%s", text.length > 0 ? ", " : "", layer);
    if (!terr_text_check(&text, inspector->err)) {
        copy = terr_memory_copy(text.bytes ? text.bytes : "", text.length, inspector->err);
    }
    terr_text_dispose(&text);
    return copy;
}

static enum terr_code count_unclassified(struct inspector *inspector,
                                         const struct terr_feature *feature, double published_m2)
{
    struct terr_inspection *inspection = inspector->inspection;
    char *name = describe(inspector, feature, false);
    if (!name) return inspector->err->code;
    inspection->unclassified_count++;
    const enum terr_code code = terr_tally_add(&inspection->unclassified, *name ? name : NULL,
                                               published_m2, inspector->err);
    terr_memory_free(name);
    return code;
}

static enum terr_code count_group(struct inspector *inspector, const struct terr_feature *feature,
                                  double published_m2)
{
    const char *property = inspector->options->group_by;
    struct terr_text value = TERR_TEXT_INIT;
    const bool has = terr_property_describe(&value, feature->properties, property);
    enum terr_code code = terr_text_check(&value, inspector->err);
    if (!code) {
        const char *merged =
            has ? terr_profile_merged(inspector->profile, property, value.bytes) : NULL;
        code = terr_tally_add(&inspector->inspection->groups, merged, published_m2, inspector->err);
    }
    terr_text_dispose(&value);
    return code;
}

static enum terr_code count_statuses(struct inspector *inspector)
{
    struct terr_inspection *inspection = inspector->inspection;
    enum terr_code code = TERR_OK;
    size_t capacity = 0;
    for (size_t i = 0; i < inspector->holding_count && !code; i++) {
        const struct holding *holding = &inspector->holdings[i];
        const struct terr_feature *feature =
            terr_snapshot_at(inspector->snapshot, holding->feature);
        const double published_m2 = terr_worker_area_m2(inspector->worker, &feature->shape);
        if (i == 0 || strcmp(holding->status, holding[-1].status) != 0) {
            if ((code = new_status(inspector, holding->status, &capacity))) return code;
        }
        struct terr_status_count *entry = &inspection->statuses[inspection->status_count - 1];
        entry->feature_count++;
        entry->published_m2 += published_m2;
        if (strcmp(entry->status, TERR_STATUS_UNCLASSIFIED) == 0) {
            code = count_unclassified(inspector, feature, published_m2);
        }
        if (!code && inspector->options->group_by) {
            code = count_group(inspector, feature, published_m2);
        }
    }
    terr_tally_close(&inspection->unclassified);
    terr_tally_close(&inspection->groups);
    return code;
}

static enum terr_code list_parts(struct inspector *inspector)
{
    struct terr_inspection *inspection = inspector->inspection;
    const size_t count = terr_snapshot_part_count(inspector->snapshot);
    inspection->parts = terr_memory_new(count, sizeof *inspection->parts, inspector->err);
    if (!inspection->parts) return inspector->err->code;
    for (; inspection->part_count < count; inspection->part_count++) {
        const struct terr_part *from =
            terr_snapshot_part_at(inspector->snapshot, inspection->part_count);
        struct terr_inspected_part *part = &inspection->parts[inspection->part_count];
        memcpy(part->digest, from->digest, sizeof part->digest);
        part->path = terr_memory_copy(from->path, strlen(from->path), inspector->err);
        if (!part->path) return inspector->err->code;
        if (!from->layer) continue;
        part->layer = terr_memory_copy(from->layer, strlen(from->layer), inspector->err);
        if (!part->layer) {
            terr_memory_free(part->path);
            return inspector->err->code;
        }
    }
    return TERR_OK;
}

// The default zone may bear the name of a status ("held"), which does not make them one.
static enum terr_code list_zones(struct inspector *inspector)
{
    const struct terr_inspection *inspection = inspector->inspection;
    const struct terr_profile *profile = inspector->profile;
    enum terr_code code = terr_zone_list_add(
        &inspector->list, terr_profile_zone_at(profile, 0).name, profile, inspector->err);
    for (size_t i = 0; i < inspection->status_count && !code; i++) {
        code = terr_zone_list_add_status(&inspector->list, inspection->statuses[i].status,
                                         inspector->err);
    }
    return code;
}

static enum terr_code take_repairs(struct inspector *inspector, const struct terr_zones *zones)
{
    struct terr_inspection *inspection = inspector->inspection;
    const size_t count = terr_zones_repair_count(zones);
    inspection->repairs = terr_memory_new(count, sizeof *inspection->repairs, inspector->err);
    if (!inspection->repairs) return inspector->err->code;
    inspection->repair_names =
        terr_memory_new(count, sizeof *inspection->repair_names, inspector->err);
    if (!inspection->repair_names) return inspector->err->code;
    for (; inspection->repair_count < count; inspection->repair_count++) {
        const size_t i = inspection->repair_count;
        inspection->repairs[i] = *terr_zones_repair_at(zones, i);
        const size_t feature = inspection->repairs[i].feature;
        inspection->repair_names[i] =
            describe(inspector, terr_snapshot_at(inspector->snapshot, feature), true);
        if (!inspection->repair_names[i]) return inspector->err->code;
    }
    return TERR_OK;
}

static enum terr_code take_figures(struct inspector *inspector, const struct terr_zones *zones)
{
    struct terr_inspection *inspection = inspector->inspection;
    inspection->held_m2 = terr_zones_area_m2(zones, 0);
    inspection->held_overlap_m2 = terr_zones_overlap_m2(zones, 0);
    for (size_t i = 0; i < inspection->status_count; i++) {
        inspection->statuses[i].counted_m2 = terr_zones_area_m2(zones, i + 1);
        inspection->statuses[i].overlap_m2 = terr_zones_overlap_m2(zones, i + 1);
    }
    return take_repairs(inspector, zones);
}

static enum terr_code fill_feature(const struct inspector *inspector,
                                   struct terr_inspected_feature *out,
                                   const struct terr_feature *feature)
{
    out->kind = feature->kind;
    out->part = feature->part;
    out->vertex_count = feature->shape.point_count;
    out->published_m2 = terr_worker_area_m2(inspector->worker, &feature->shape);
    const char *layer = layer_of(inspector, feature);
    out->name = describe(inspector, feature, false);
    if (!out->name) return inspector->err->code;
    if (layer && !(out->layer = terr_memory_copy(layer, strlen(layer), inspector->err))) {
        return inspector->err->code;
    }
    if (!feature->status) return TERR_OK;
    out->status = terr_memory_copy(feature->status, strlen(feature->status), inspector->err);
    return out->status ? TERR_OK : inspector->err->code;
}

static enum terr_code list_features(struct inspector *inspector)
{
    struct terr_inspection *inspection = inspector->inspection;
    const size_t count = inspection->feature_count;
    enum terr_code code = TERR_OK;
    if (!inspector->options->features) return TERR_OK;
    inspection->features = terr_memory_new(count, sizeof *inspection->features, inspector->err);
    if (!inspection->features) return inspector->err->code;
    for (size_t i = 0; i < count && !code; i++) {
        code = fill_feature(inspector, &inspection->features[i],
                            terr_snapshot_at(inspector->snapshot, i));
    }
    for (size_t i = 0; i < inspection->repair_count; i++) {
        const struct terr_repair *repair = &inspection->repairs[i];
        inspection->features[repair->feature].is_repaired = true;
        inspection->features[repair->feature].clean_m2 = repair->clean_m2;
    }
    return code;
}

// ---- what a survey takes note of ----

// Features that a sentence names before it says how many more there are.
#define NAMED_MAX 3

// A repair that moved less ground, 0.01 km2, is told with its snapshot and no doubt of the archive.
#define REPAIR_MIN_M2 1e4

static bool is_doubtful(const struct terr_repair *repair)
{
    return fabs(repair->clean_m2 - repair->published_m2) >= REPAIR_MIN_M2;
}

static void note_repair(struct terr_seen *seen, struct terr_text *names,
                        const struct terr_repair *repair, const char *name)
{
    seen->repair_m2 += fabs(repair->clean_m2 - repair->published_m2);
    if (seen->repair_count++ >= NAMED_MAX) return;
    terr_text_print(names, "%sfeatures[%zu]", names->length > 0 ? ", " : "", repair->feature);
    if (*name) terr_text_print(names, " (%s)", name);
}

static enum terr_code make_sighting(struct inspector *inspector, const struct terr_zones *zones)
{
    struct terr_inspection *inspection = inspector->inspection;
    struct terr_text names = TERR_TEXT_INIT;
    struct terr_seen seen = {.snapshot = inspection->snapshot,
                             .document = inspector->snapshot,
                             .held = terr_zones_at(zones, 0),
                             .held_m2 = inspection->held_m2,
                             .unclassified_count = inspection->unclassified_count};
    if (!inspector->options->sighting) return TERR_OK;
    for (size_t i = 0; i < inspection->unclassified.count; i++) {
        seen.unclassified_m2 += inspection->unclassified.rows[i].published_m2;
    }
    for (size_t i = 0; i < inspection->repair_count; i++) {
        if (!is_doubtful(&inspection->repairs[i])) continue;
        note_repair(&seen, &names, &inspection->repairs[i], inspection->repair_names[i]);
    }
    if (seen.repair_count > NAMED_MAX) {
        terr_text_print(&names, " and %zu more", seen.repair_count - NAMED_MAX);
    }
    enum terr_code code = terr_text_check(&names, inspector->err);
    seen.repair_text = names.bytes ? names.bytes : "";
    if (!code) {
        code = terr_sighting_make(&inspection->sighting, inspector->archive, &seen, inspector->err);
    }
    terr_text_dispose(&names);
    return code;
}

static enum terr_code inspect(struct inspector *inspector, const char *path)
{
    struct terr_zones *zones = NULL;
    enum terr_code code;
    if ((code = count_features(inspector)) || (code = list_parts(inspector)) ||
        (code = count_statuses(inspector)) || (code = list_zones(inspector))) {
        return code;
    }
    if (terr_zones_build(&zones, inspector->worker, inspector->snapshot, &inspector->list,
                         inspector->err)) {
        return terr_within(inspector->err, "%s", path);
    }
    if (!(code = take_figures(inspector, zones)) && !(code = list_features(inspector)) &&
        !(code = make_sighting(inspector, zones)) && inspector->options->regions) {
        code = terr_inspection_divide(inspector->inspection, inspector->worker,
                                      inspector->options->regions, zones, inspector->err);
        if (code) code = terr_within(inspector->err, "%s", path);
    }
    terr_zones_free(zones);
    return code;
}

enum terr_code terr_inspection_make(struct terr_inspection **out, struct terr_worker *worker,
                                    const struct terr_archive *archive, size_t index,
                                    const struct terr_inspection_options *options,
                                    struct terr_error *err)
{
    static const struct terr_inspection_options defaults = {false, NULL, false, NULL};
    struct terr_snapshot *snapshot = NULL;
    *out = NULL;
    enum terr_code code = terr_archive_read(&snapshot, archive, index, &worker->effort.times, err);
    if (code) return code;
    struct inspector inspector = {.inspection = terr_memory_new(1, sizeof **out, err),
                                  .options = options ? options : &defaults,
                                  .worker = worker,
                                  .archive = archive,
                                  .profile = terr_archive_profile(archive),
                                  .snapshot = snapshot,
                                  .err = err};
    if (!inspector.inspection) {
        code = err->code;
    } else {
        inspector.inspection->snapshot = index;
        code = inspect(&inspector, terr_archive_at(archive, index)->path);
    }
    if (!code) {
        *out = inspector.inspection;
        inspector.inspection = NULL;
    }
    terr_zone_list_dispose(&inspector.list);
    terr_memory_free(inspector.holdings);
    terr_snapshot_free(snapshot);
    terr_inspection_free(inspector.inspection);
    return code;
}

static void free_features(struct terr_inspection *inspection)
{
    for (size_t i = 0; inspection->features && i < inspection->feature_count; i++) {
        terr_memory_free(inspection->features[i].status);
        terr_memory_free(inspection->features[i].layer);
        terr_memory_free(inspection->features[i].name);
    }
    terr_memory_free(inspection->features);
}

void terr_inspection_free(struct terr_inspection *inspection)
{
    if (!inspection) return;
    for (size_t i = 0; i < inspection->status_count; i++) {
        terr_memory_free(inspection->statuses[i].status);
    }
    for (size_t i = 0; i < inspection->part_count; i++) {
        terr_memory_free(inspection->parts[i].path);
        terr_memory_free(inspection->parts[i].layer);
    }
    for (size_t i = 0; i < inspection->repair_count; i++) {
        terr_memory_free(inspection->repair_names[i]);
    }
    free_features(inspection);
    terr_tally_dispose(&inspection->unclassified);
    terr_tally_dispose(&inspection->groups);
    terr_memory_free(inspection->statuses);
    terr_memory_free(inspection->parts);
    terr_memory_free(inspection->repairs);
    terr_memory_free(inspection->repair_names);
    terr_sighting_free(inspection->sighting);
    terr_memory_free(inspection->regional_m2);
    terr_memory_free(inspection);
}

double terr_inspection_repair_m2(const struct terr_inspection *inspection)
{
    double sum_m2 = 0;
    for (size_t i = 0; i < inspection->repair_count; i++) {
        sum_m2 += fabs(inspection->repairs[i].clean_m2 - inspection->repairs[i].published_m2);
    }
    return sum_m2;
}
