#include <geo/export/part.h>

#include <geo/figure/measure.h>
#include <geo/zone/change.h>
#include <geo/zone/drawing.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/regions.h>
#include <geo/zone/standing.h>
#include <geo/zone/zone_list.h>

static double area_of(enum terr_part_kind kind, const struct terr_figures *figures,
                      const double *unchanged_m2)
{
    switch (kind) {
    case TERR_PART_GAINED:
        return figures->gained_m2;
    case TERR_PART_LOST:
        return figures->lost_m2;
    case TERR_PART_HELD:
        return figures->area_to_m2;
    default:
        return *unchanged_m2;
    }
}

static const enum terr_drawn_kind drawn_kinds[TERR_PART_KINDS] = {
    [TERR_PART_GAINED] = TERR_DRAWN_GAINED,
    [TERR_PART_LOST] = TERR_DRAWN_LOST,
    [TERR_PART_HELD] = TERR_DRAWN_HELD,
    [TERR_PART_UNCHANGED] = TERR_DRAWN_UNCHANGED,
};

// Noise is only in what changed.
static void take_drawn(struct terr_part *part, const struct terr_drawn *drawn,
                       struct terr_noise noise)
{
    part->drawn = drawn;
    part->shape = &drawn->shape;
    if (part->kind == TERR_PART_GAINED) part->noise_m2 = noise.gained_m2;
    if (part->kind == TERR_PART_LOST) part->noise_m2 = noise.lost_m2;
}

static void take_zone(struct terr_part *part, const struct terr_measured_change *measured,
                      size_t zone)
{
    const struct terr_delta *delta = terr_change_delta(measured->change, zone);
    const struct terr_standing *standing = measured->standing;
    part->region = NULL;
    part->area_m2 = area_of(part->kind, &measured->figures[zone],
                            standing ? measured->unchanged_m2 + zone : NULL);
    if (part->kind == TERR_PART_GAINED) part->shape = &delta->gained;
    if (part->kind == TERR_PART_LOST) part->shape = &delta->lost;
    if (part->kind == TERR_PART_HELD) part->shape = terr_standing_held(standing, zone);
    if (part->kind == TERR_PART_UNCHANGED) part->shape = terr_standing_unchanged(standing, zone);
    if (measured->drawing) {
        take_drawn(part, terr_drawing_whole(measured->drawing, zone, drawn_kinds[part->kind]),
                   terr_measured_change_noise(measured, zone));
    }
}

static void take_region(struct terr_part *part, const struct terr_measured_change *measured,
                        size_t zone, size_t region)
{
    const struct terr_regional_part cut = terr_regional_change_at(measured->regional, zone, region);
    const struct terr_standing *standing = measured->standing;
    const size_t at = zone * terr_measured_change_width(measured) + region;
    part->region = terr_regions_name(terr_regional_change_regions(measured->regional), region);
    part->area_m2 = area_of(part->kind, terr_measured_change_in(measured, zone, region),
                            standing ? measured->unchanged_m2 + at : NULL);
    if (part->kind == TERR_PART_GAINED) part->shape = cut.gained;
    if (part->kind == TERR_PART_LOST) part->shape = cut.lost;
    if (part->kind == TERR_PART_HELD) part->shape = terr_standing_held_in(standing, zone, region);
    if (part->kind == TERR_PART_UNCHANGED) {
        part->shape = terr_standing_unchanged_in(standing, zone, region);
    }
    if (measured->drawing) {
        take_drawn(part, terr_drawing_in(measured->drawing, zone, region, drawn_kinds[part->kind]),
                   terr_measured_change_noise_in(measured, zone, region));
    }
}

// The cursor counts kinds: all of them for each zone, or for each region of each.
bool terr_part_next(struct terr_part *part, size_t *cursor,
                    const struct terr_measured_change *measured, unsigned kinds)
{
    const size_t regions = terr_measured_change_width(measured);
    const size_t width = regions ? regions : 1;
    if (!measured->standing) kinds &= TERR_PARTS_CHANGED;
    while (*cursor / TERR_PART_KINDS / width < measured->list->count) {
        const size_t zone = *cursor / TERR_PART_KINDS / width;
        const size_t region = *cursor / TERR_PART_KINDS % width;
        part->kind = (enum terr_part_kind)(*cursor % TERR_PART_KINDS);
        ++*cursor;
        if (!(kinds & TERR_PARTS_OF(part->kind))) continue;
        part->zone_index = zone;
        part->drawn = NULL;
        part->noise_m2 = 0;
        part->zone = measured->list->zones[zone].name;
        if (regions) {
            take_region(part, measured, zone, region);
        } else {
            take_zone(part, measured, zone);
        }
        if (part->shape->polygon_count > 0) return true;
    }
    return false;
}
