#include <geo/export/part.h>

#include <geo/figure/measure.h>
#include <geo/zone/change.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/regions.h>
#include <geo/zone/zone_list.h>

static void take_zone(struct terr_part *part, const struct terr_measured_change *measured,
                      size_t zone, bool gained)
{
    const struct terr_delta *delta = terr_change_delta(measured->change, zone);
    const struct terr_figures *figures = &measured->figures[zone];
    part->region = NULL;
    part->area_m2 = gained ? figures->gained_m2 : figures->lost_m2;
    part->shape = gained ? &delta->gained : &delta->lost;
}

static void take_region(struct terr_part *part, const struct terr_measured_change *measured,
                        size_t zone, size_t region, bool gained)
{
    const struct terr_regional_part cut = terr_regional_change_at(measured->regional, zone, region);
    const struct terr_figures *figures = terr_measured_change_in(measured, zone, region);
    part->region = terr_regions_name(terr_regional_change_regions(measured->regional), region);
    part->area_m2 = gained ? figures->gained_m2 : figures->lost_m2;
    part->shape = gained ? cut.gained : cut.lost;
}

// The cursor counts directions: two for each zone, or for each region of each.
bool terr_part_next(struct terr_part *part, size_t *cursor,
                    const struct terr_measured_change *measured)
{
    const size_t regions = terr_measured_change_width(measured);
    const size_t width = regions ? regions : 1;
    while (*cursor / 2 / width < measured->list->count) {
        const size_t zone = *cursor / 2 / width, region = *cursor / 2 % width;
        const bool gained = *cursor % 2 == 0;
        ++*cursor;
        part->change = gained ? "gained" : "lost";
        part->zone = measured->list->zones[zone].name;
        if (regions) {
            take_region(part, measured, zone, region, gained);
        } else {
            take_zone(part, measured, zone, gained);
        }
        if (part->shape->polygon_count > 0) return true;
    }
    return false;
}
