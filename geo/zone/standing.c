#include <geo/zone/standing.h>

#include <geo/base/memory.h>
#include <geo/zone/change.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/regions.h>
#include <geo/zone/worker.h>

// By zone; and by zone and in it by region, the ground outside of all regions last.
struct terr_standing {
    const struct terr_change *change;
    size_t count; // of zones
    size_t width; // regions and the outside; 0 where it is not cut
    struct terr_multipolygon *unchanged;
    struct terr_multipolygon *unchanged_in, *held_in;
};

static enum terr_code make_room(struct terr_standing *standing, struct terr_error *err)
{
    const size_t parts = standing->count * standing->width;
    standing->unchanged = terr_memory_new(standing->count, sizeof *standing->unchanged, err);
    if (!standing->unchanged) return err->code;
    if (parts == 0) return TERR_OK;
    standing->unchanged_in = terr_memory_new(parts, sizeof *standing->unchanged_in, err);
    if (!standing->unchanged_in) return err->code;
    standing->held_in = terr_memory_new(parts, sizeof *standing->held_in, err);
    return standing->held_in ? TERR_OK : err->code;
}

// All of `lost` is in `from`: what the other way about remains are slivers along bent edges.
static enum terr_code take_unchanged(struct terr_standing *standing, struct terr_worker *worker,
                                     size_t zone, struct terr_error *err)
{
    struct terr_delta rest = TERR_DELTA_INIT;
    const struct terr_multipolygon *lost = &terr_change_delta(standing->change, zone)->lost;
    const struct terr_multipolygon *from = terr_zones_at(terr_change_from(standing->change), zone);
    const enum terr_code code = terr_worker_delta(&rest, worker, lost, from, err);
    standing->unchanged[zone] = rest.gained;
    terr_multipolygon_dispose(&rest.lost);
    return code;
}

static enum terr_code cut_zone(struct terr_standing *standing, struct terr_worker *worker,
                               size_t zone, const struct terr_regions *regions,
                               struct terr_error *err)
{
    const size_t first = zone * standing->width;
    enum terr_code code = terr_regions_cut(standing->unchanged_in + first, regions, worker,
                                           &standing->unchanged[zone], err);
    if (!code) {
        code = terr_regions_cut(standing->held_in + first, regions, worker,
                                terr_standing_held(standing, zone), err);
    }
    return code;
}

enum terr_code terr_standing_of(struct terr_standing **out, struct terr_worker *worker,
                                const struct terr_change *change, size_t zone_count,
                                const struct terr_regional_change *regional, struct terr_error *err)
{
    const struct terr_regions *regions = regional ? terr_regional_change_regions(regional) : NULL;
    *out = NULL;
    struct terr_standing *standing = terr_memory_new(1, sizeof *standing, err);
    if (!standing) return err->code;
    standing->change = change;
    standing->count = zone_count;
    standing->width = regions ? terr_regions_count(regions) + 1 : 0;
    enum terr_code code = make_room(standing, err);
    for (size_t i = 0; i < zone_count && !code; i++) {
        code = take_unchanged(standing, worker, i, err);
        if (!code && regions) code = cut_zone(standing, worker, i, regions, err);
    }
    if (code) {
        terr_standing_free(standing);
    } else {
        *out = standing;
    }
    return code;
}

static void free_all(struct terr_multipolygon *shapes, size_t count)
{
    for (size_t i = 0; shapes && i < count; i++) terr_multipolygon_dispose(&shapes[i]);
    terr_memory_free(shapes);
}

void terr_standing_free(struct terr_standing *standing)
{
    if (!standing) return;
    free_all(standing->unchanged, standing->count);
    free_all(standing->unchanged_in, standing->count * standing->width);
    free_all(standing->held_in, standing->count * standing->width);
    terr_memory_free(standing);
}

const struct terr_multipolygon *terr_standing_unchanged(const struct terr_standing *standing,
                                                        size_t zone)
{
    return &standing->unchanged[zone];
}

const struct terr_multipolygon *terr_standing_held(const struct terr_standing *standing,
                                                   size_t zone)
{
    return terr_zones_at(terr_change_to(standing->change), zone);
}

const struct terr_multipolygon *terr_standing_unchanged_in(const struct terr_standing *standing,
                                                           size_t zone, size_t region)
{
    return &standing->unchanged_in[zone * standing->width + region];
}

const struct terr_multipolygon *terr_standing_held_in(const struct terr_standing *standing,
                                                      size_t zone, size_t region)
{
    return &standing->held_in[zone * standing->width + region];
}
