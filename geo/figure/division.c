#include <geo/figure/division.h>

#include <geo/base/memory.h>
#include <geo/shape/area.h>
#include <geo/shape/delta.h>
#include <geo/zone/regions.h>
#include <string.h>

static enum terr_code cut(struct terr_multipolygon **out, size_t width,
                          const struct terr_regions *regions, struct terr_worker *worker,
                          const struct terr_multipolygon *shape, struct terr_error *err)
{
    *out = terr_memory_new(width, sizeof **out, err);
    return *out ? terr_regions_cut(*out, regions, worker, shape, err) : err->code;
}

enum terr_code terr_division_cut(struct terr_division *out, const struct terr_regions *regions,
                                 struct terr_worker *worker, const struct terr_delta *delta,
                                 const struct terr_multipolygon *from,
                                 const struct terr_multipolygon *to, struct terr_error *err)
{
    const size_t width = out->width = terr_regions_count(regions) + 1;
    enum terr_code code = cut(&out->gained, width, regions, worker, &delta->gained, err);
    if (!code) code = cut(&out->lost, width, regions, worker, &delta->lost, err);
    if (!code && from) code = cut(&out->area_from, width, regions, worker, from, err);
    if (!code && to && to != from) code = cut(&out->area_to, width, regions, worker, to, err);
    return code;
}

enum terr_code terr_division_measure(struct terr_figures *out, const struct terr_division *division,
                                     const struct terr_ruler *ruler, bool changes_only,
                                     const struct terr_figures *whole, struct terr_error *err)
{
    const size_t width = division->width;
    double *buffer = terr_memory_new(width, TERR_APPORTION_DOUBLES * sizeof *buffer, err);
    if (!buffer) return err->code;
    for (size_t i = 0; i < width; i++) {
        struct terr_figures *part = &out[i];
        memset(part, 0, sizeof *part);
        part->gained_m2 = terr_area_m2(ruler, &division->gained[i]);
        part->lost_m2 = terr_area_m2(ruler, &division->lost[i]);
        if (changes_only || !division->area_from) continue;
        part->area_from_m2 = terr_area_m2(ruler, &division->area_from[i]);
        part->area_to_m2 =
            division->area_to ? terr_area_m2(ruler, &division->area_to[i]) : part->area_from_m2;
    }
    terr_figures_apportion(out, width, whole, buffer);
    terr_memory_free(buffer);
    return TERR_OK;
}

static void free_parts(struct terr_multipolygon *parts, size_t width)
{
    for (size_t i = 0; parts && i < width; i++) terr_multipolygon_dispose(&parts[i]);
    terr_memory_free(parts);
}

void terr_division_dispose(struct terr_division *division)
{
    free_parts(division->gained, division->width);
    free_parts(division->lost, division->width);
    free_parts(division->area_from, division->width);
    free_parts(division->area_to, division->width);
    memset(division, 0, sizeof *division);
}
