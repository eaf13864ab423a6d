#include <geo/export/part.h>

#include <geo/figure/measure.h>
#include <geo/zone/change.h>
#include <geo/zone/zone_list.h>

// The cursor counts directions: two for each zone.
bool terr_part_next(struct terr_part *part, size_t *cursor,
                    const struct terr_measured_change *measured)
{
    while (*cursor / 2 < measured->list->count) {
        const size_t zone = *cursor / 2;
        const bool gained = *cursor % 2 == 0;
        const struct terr_delta *delta = terr_change_delta(measured->change, zone);
        const struct terr_figures *figures = &measured->figures[zone];
        ++*cursor;
        part->change = gained ? "gained" : "lost";
        part->zone = measured->list->zones[zone].name;
        part->area_m2 = gained ? figures->gained_m2 : figures->lost_m2;
        part->shape = gained ? &delta->gained : &delta->lost;
        if (part->shape->polygon_count > 0) return true;
    }
    return false;
}
