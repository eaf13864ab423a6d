#include <geo/zone/regional_change.h>

#include <geo/base/memory.h>
#include <geo/zone/change.h>
#include <geo/zone/regions.h>

// By zone, and in it by region, the ground outside of all regions last.
struct terr_regional_change {
    const struct terr_regions *regions;
    size_t width; // regions and the outside
    size_t count; // zones times width
    double *from_m2, *to_m2;
    struct terr_multipolygon *gained, *lost;
};

static enum terr_code cut_zone(struct terr_regional_change *regional, struct terr_worker *worker,
                               const struct terr_change *change, size_t zone,
                               struct terr_error *err)
{
    const struct terr_regions *regions = regional->regions;
    const struct terr_delta *delta = terr_change_delta(change, zone);
    const struct terr_multipolygon *from = terr_zones_at(terr_change_from(change), zone);
    const struct terr_multipolygon *to = terr_zones_at(terr_change_to(change), zone);
    const size_t first = zone * regional->width;
    enum terr_code code = terr_regions_areas(regional->from_m2 + first, regions, worker, from, err);
    if (!code) code = terr_regions_areas(regional->to_m2 + first, regions, worker, to, err);
    if (!code) {
        code = terr_regions_cut(regional->gained + first, regions, worker, &delta->gained, err);
    }
    if (!code) code = terr_regions_cut(regional->lost + first, regions, worker, &delta->lost, err);
    return code;
}

static enum terr_code make_room(struct terr_regional_change *regional, struct terr_error *err)
{
    const size_t count = regional->count;
    regional->from_m2 = terr_memory_new(count, sizeof *regional->from_m2, err);
    if (!regional->from_m2) return err->code;
    regional->to_m2 = terr_memory_new(count, sizeof *regional->to_m2, err);
    if (!regional->to_m2) return err->code;
    regional->gained = terr_memory_new(count, sizeof *regional->gained, err);
    if (!regional->gained) return err->code;
    regional->lost = terr_memory_new(count, sizeof *regional->lost, err);
    return regional->lost ? TERR_OK : err->code;
}

enum terr_code terr_regional_change_cut(struct terr_regional_change **out,
                                        struct terr_worker *worker,
                                        const struct terr_change *change, size_t zone_count,
                                        const struct terr_regions *regions, struct terr_error *err)
{
    *out = NULL;
    struct terr_regional_change *regional = terr_memory_new(1, sizeof *regional, err);
    if (!regional) return err->code;
    regional->regions = regions;
    regional->width = terr_regions_count(regions) + 1;
    regional->count = zone_count * regional->width;
    enum terr_code code = make_room(regional, err);
    for (size_t i = 0; i < zone_count && !code; i++) {
        code = cut_zone(regional, worker, change, i, err);
    }
    if (code) {
        terr_regional_change_free(regional);
    } else {
        *out = regional;
    }
    return code;
}

void terr_regional_change_free(struct terr_regional_change *regional)
{
    if (!regional) return;
    for (size_t i = 0; regional->gained && i < regional->count; i++) {
        terr_multipolygon_dispose(&regional->gained[i]);
    }
    for (size_t i = 0; regional->lost && i < regional->count; i++) {
        terr_multipolygon_dispose(&regional->lost[i]);
    }
    terr_memory_free(regional->from_m2);
    terr_memory_free(regional->to_m2);
    terr_memory_free(regional->gained);
    terr_memory_free(regional->lost);
    terr_memory_free(regional);
}

const struct terr_regions *terr_regional_change_regions(const struct terr_regional_change *regional)
{
    return regional->regions;
}

struct terr_regional_part terr_regional_change_at(const struct terr_regional_change *regional,
                                                  size_t zone, size_t region)
{
    const size_t at = zone * regional->width + region;
    const struct terr_regional_part part = {regional->from_m2[at], regional->to_m2[at],
                                            &regional->gained[at], &regional->lost[at]};
    return part;
}
