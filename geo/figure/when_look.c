#include <geo/figure/when_look.h>

#include <geo/base/memory.h>
#include <geo/source/archive.h>
#include <geo/source/snapshot.h>
#include <geo/zone/worker.h>
#include <geo/zone/zones.h>
#include <stdlib.h>
#include <string.h>

static int compare_texts(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return strcmp(*a, *b);
}

// A zone for each status that the snapshot has, in byte order.
static enum terr_code list_statuses(struct terr_zone_list *list,
                                    const struct terr_snapshot *snapshot, struct terr_error *err)
{
    const size_t total = terr_snapshot_count(snapshot);
    const char **statuses = terr_memory_new(total, sizeof *statuses, err);
    enum terr_code code = TERR_OK;
    size_t count = 0;
    if (!statuses) return err->code;
    for (size_t i = 0; i < total; i++) {
        const struct terr_feature *feature = terr_snapshot_at(snapshot, i);
        if (feature->kind == TERR_FEATURE_POLYGONS) statuses[count++] = feature->status;
    }
    if (count > 0) qsort(statuses, count, sizeof *statuses, compare_texts);
    for (size_t i = 0; i < count && !code; i++) {
        if (i > 0 && strcmp(statuses[i], statuses[i - 1]) == 0) continue;
        code = terr_zone_list_add_status(list, statuses[i], err);
    }
    terr_memory_free(statuses);
    return code;
}

static enum terr_code look_at_spot(struct terr_look *look, struct terr_worker *worker,
                                   const struct terr_spots *spots, size_t index,
                                   struct terr_spot_zone *zones, struct terr_error *err)
{
    const struct terr_spot *spot = &spots->items[index];
    const size_t count = look->list->count;
    double *held = look->held + index * count;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        code = terr_spot_measure(&held[i], worker, spot, &zones[i], err);
    }
    if (code) return code;
    return terr_spot_measure_rest(&look->rests[index], worker, spot, zones, held, count, err);
}

static enum terr_code look_at_zones(struct terr_look *look, struct terr_worker *worker,
                                    const struct terr_spots *spots, const struct terr_zones *zones,
                                    struct terr_error *err)
{
    const size_t count = look->list->count;
    struct terr_spot_zone *ready = terr_memory_new(count, sizeof *ready, err);
    enum terr_code code = TERR_OK;
    if (!ready) return err->code;
    for (size_t i = 0; i < count; i++) {
        ready[i].shape = terr_zones_at(zones, i);
        terr_extent_add(&look->extent, ready[i].shape);
    }
    for (size_t i = 0; i < spots->count && !code; i++) {
        code = look_at_spot(look, worker, spots, i, ready, err);
    }
    for (size_t i = 0; i < count; i++) terr_spot_zone_dispose(&ready[i]);
    terr_memory_free(ready);
    return code;
}

static enum terr_code make_room(struct terr_look *look, size_t spot_count, struct terr_error *err)
{
    static const struct terr_extent nothing = TERR_EXTENT_NOTHING;
    const size_t zones = look->list->count;
    look->extent = nothing;
    if (zones > 0 && spot_count > SIZE_MAX / zones) {
        return terr_fail(err, TERR_ENOMEM, "out of memory (%zu places)", spot_count);
    }
    look->held = terr_memory_new(spot_count * zones, sizeof *look->held, err);
    if (!look->held) return err->code;
    look->rests = terr_memory_new(spot_count, sizeof *look->rests, err);
    return look->rests ? TERR_OK : err->code;
}

static enum terr_code look_at(struct terr_look *look, struct terr_worker *worker,
                              const struct terr_snapshot *snapshot, const struct terr_spots *spots,
                              const struct terr_zone_list *asked, struct terr_error *err)
{
    struct terr_zones *zones = NULL;
    enum terr_code code = TERR_OK;
    look->list = asked;
    if (!asked || asked->count == 0) {
        look->list = &look->statuses;
        code = list_statuses(&look->statuses, snapshot, err);
    }
    if (!code) code = make_room(look, spots->count, err);
    if (!code) code = terr_zones_build(&zones, worker, snapshot, look->list, err);
    if (!code) code = look_at_zones(look, worker, spots, zones, err);
    if (!code) code = terr_origin_init(&look->origin, snapshot, zones, err);
    terr_zones_free(zones);
    return code;
}

enum terr_code terr_look_make(struct terr_look **out, struct terr_worker *worker,
                              const struct terr_archive *archive, size_t index,
                              const struct terr_spots *spots, const struct terr_zone_list *zones,
                              struct terr_error *err)
{
    struct terr_snapshot *snapshot;
    *out = NULL;
    enum terr_code code =
        terr_archive_read_polygons(&snapshot, archive, index, &worker->effort.times, err);
    if (code) return code;
    struct terr_look *look = terr_memory_new(1, sizeof *look, err);
    code = look ? look_at(look, worker, snapshot, spots, zones, err) : err->code;
    terr_snapshot_free(snapshot);
    if (code) {
        terr_look_free(look);
        return terr_within(err, "%s", terr_archive_at(archive, index)->path);
    }
    *out = look;
    return TERR_OK;
}

void terr_look_free(struct terr_look *look)
{
    if (!look) return;
    terr_zone_list_dispose(&look->statuses);
    terr_origin_dispose(&look->origin);
    terr_memory_free(look->held);
    terr_memory_free(look->rests);
    terr_memory_free(look);
}
