#include <geo/figure/inspection_regions.h>

#include <geo/base/memory.h>
#include <geo/figure/apportion.h>
#include <geo/figure/inspection.h>
#include <geo/zone/regions.h>
#include <string.h>

// What a zone has in each region, rounded so that it adds up; `cut_m2` is room for it unrounded.
static enum terr_code divide(double *areas_m2, double *cut_m2, struct terr_worker *worker,
                             const struct terr_regions *regions, const struct terr_zones *zones,
                             size_t zone, struct terr_error *err)
{
    const enum terr_code code =
        terr_regions_areas(cut_m2, regions, worker, terr_zones_at(zones, zone), err);
    if (code) return code;
    terr_apportion(areas_m2, cut_m2, terr_regions_count(regions) + 1,
                   terr_zones_area_m2(zones, zone));
    return TERR_OK;
}

enum terr_code terr_inspection_divide(struct terr_inspection *inspection,
                                      struct terr_worker *worker,
                                      const struct terr_regions *regions,
                                      const struct terr_zones *zones, struct terr_error *err)
{
    const size_t width = terr_regions_count(regions) + 1;
    const size_t zone_count = inspection->status_count + 1;
    double *areas_m2 = inspection->regional_m2 =
        terr_memory_new(zone_count * width, sizeof *areas_m2, err);
    if (!areas_m2) return err->code;
    double *cut_m2 = terr_memory_new(width, sizeof *cut_m2, err);
    if (!cut_m2) return err->code;
    enum terr_code code = divide(areas_m2, cut_m2, worker, regions, zones, 0, err);
    for (size_t i = 1; i < zone_count && !code; i++) {
        // many maps have one status, which then is the zone
        if (terr_multipolygon_equal(terr_zones_at(zones, i), terr_zones_at(zones, 0))) {
            memcpy(areas_m2 + i * width, areas_m2, width * sizeof *areas_m2);
        } else {
            code = divide(areas_m2 + i * width, cut_m2, worker, regions, zones, i, err);
        }
    }
    terr_memory_free(cut_m2);
    return code;
}

double terr_inspection_in_m2(const struct terr_inspection *inspection,
                             const struct terr_regions *regions, size_t zone, size_t region)
{
    const size_t row = zone == TERR_INSPECTION_HELD ? 0 : zone + 1;
    return inspection->regional_m2[row * (terr_regions_count(regions) + 1) + region];
}
