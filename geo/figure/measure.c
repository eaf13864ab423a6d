#include <geo/figure/measure.h>

#include <geo/base/memory.h>
#include <geo/figure/apportion.h>
#include <geo/figure/gross.h>
#include <geo/shape/area.h>
#include <geo/zone/change.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/regions.h>
#include <geo/zone/standing.h>
#include <geo/zone/zone_list.h>

double terr_figures_net_m2(const struct terr_figures *figures)
{
    return figures->gained_m2 - figures->lost_m2;
}

struct terr_figures terr_figures_measure(const struct terr_ruler *ruler,
                                         const struct terr_zones *from, const struct terr_zones *to,
                                         size_t index, const struct terr_delta *delta)
{
    const struct terr_figures figures = {
        .area_from_m2 = terr_zones_area_m2(from, index),
        .area_to_m2 = terr_zones_area_m2(to, index),
        .gained_m2 = terr_area_m2(ruler, &delta->gained),
        .lost_m2 = terr_area_m2(ruler, &delta->lost),
    };
    return figures;
}

enum terr_code terr_measured_change_init(struct terr_measured_change *out,
                                         const struct terr_archive *archive,
                                         const struct terr_zone_list *list,
                                         const struct terr_ruler *ruler,
                                         const struct terr_change *change, struct terr_error *err)
{
    out->archive = archive;
    out->list = list;
    out->ruler = ruler;
    out->change = change;
    out->regional = NULL;
    out->by_region = NULL;
    out->gross = NULL;
    out->standing = NULL;
    out->unchanged_m2 = NULL;
    out->drawing = NULL;
    out->noise = out->noise_by_region = NULL;
    out->figures = terr_memory_new(list->count, sizeof *out->figures, err);
    if (!out->figures) return err->code;
    for (size_t i = 0; i < list->count; i++) {
        out->figures[i] =
            terr_figures_measure(ruler, terr_change_from(change), terr_change_to(change), i,
                                 terr_change_delta(change, i));
    }
    return TERR_OK;
}

void terr_figures_apportion(struct terr_figures *parts, size_t width,
                            const struct terr_figures *whole, double *buffer)
{
    double *from = buffer, *to = from + width, *gained = to + width, *lost = gained + width;
    double *rounded = lost + width;
    for (size_t i = 0; i < width; i++) {
        from[i] = parts[i].area_from_m2;
        to[i] = parts[i].area_to_m2;
        gained[i] = parts[i].gained_m2;
        lost[i] = parts[i].lost_m2;
    }
    terr_apportion(rounded, from, width, whole->area_from_m2);
    for (size_t i = 0; i < width; i++) parts[i].area_from_m2 = rounded[i];
    // what nothing passed in is as large as it was
    for (size_t i = 0; i < width; i++) {
        if (gained[i] == 0 && lost[i] == 0) to[i] = parts[i].area_from_m2;
    }
    terr_apportion(rounded, to, width, whole->area_to_m2);
    for (size_t i = 0; i < width; i++) parts[i].area_to_m2 = rounded[i];
    terr_apportion(rounded, gained, width, whole->gained_m2);
    for (size_t i = 0; i < width; i++) parts[i].gained_m2 = rounded[i];
    terr_apportion(rounded, lost, width, whole->lost_m2);
    for (size_t i = 0; i < width; i++) parts[i].lost_m2 = rounded[i];
}

enum terr_code terr_measured_change_add_regions(struct terr_measured_change *measured,
                                                const struct terr_regional_change *regional,
                                                struct terr_error *err)
{
    const size_t width = terr_regions_count(terr_regional_change_regions(regional)) + 1;
    const size_t count = measured->list->count * width;
    struct terr_figures *figures = terr_memory_new(count, sizeof *figures, err);
    if (!figures) return err->code;
    double *buffer = terr_memory_new(width, TERR_APPORTION_DOUBLES * sizeof *buffer, err);
    if (!buffer) {
        terr_memory_free(figures);
        return err->code;
    }
    for (size_t i = 0; i < count; i++) {
        const struct terr_regional_part part =
            terr_regional_change_at(regional, i / width, i % width);
        figures[i].area_from_m2 = part.area_from_m2;
        figures[i].area_to_m2 = part.area_to_m2;
        figures[i].gained_m2 = terr_area_m2(measured->ruler, part.gained);
        figures[i].lost_m2 = terr_area_m2(measured->ruler, part.lost);
    }
    for (size_t zone = 0; zone < measured->list->count; zone++) {
        terr_figures_apportion(figures + zone * width, width, &measured->figures[zone], buffer);
    }
    terr_memory_free(buffer);
    measured->regional = regional;
    measured->by_region = figures;
    return TERR_OK;
}

// The parts of a zone in whole square metres that add up to those of the whole.
static enum terr_code measure_unchanged_in(struct terr_measured_change *measured, size_t zone,
                                           double *rounded_m2, struct terr_error *err)
{
    const size_t width = terr_measured_change_width(measured);
    const struct terr_standing *standing = measured->standing;
    double *parts_m2 = terr_memory_new(width, sizeof *parts_m2, err);
    if (!parts_m2) return err->code;
    for (size_t i = 0; i < width; i++) {
        parts_m2[i] = terr_area_m2(measured->ruler, terr_standing_unchanged_in(standing, zone, i));
    }
    const double whole_m2 = terr_area_m2(measured->ruler, terr_standing_unchanged(standing, zone));
    terr_apportion(rounded_m2, parts_m2, width, whole_m2);
    terr_memory_free(parts_m2);
    return TERR_OK;
}

enum terr_code terr_measured_change_add_standing(struct terr_measured_change *measured,
                                                 const struct terr_standing *standing,
                                                 struct terr_error *err)
{
    const size_t width = terr_measured_change_width(measured);
    const size_t zones = measured->list->count;
    enum terr_code code = TERR_OK;
    measured->unchanged_m2 =
        terr_memory_new(zones * (width ? width : 1), sizeof *measured->unchanged_m2, err);
    if (!measured->unchanged_m2) return err->code;
    measured->standing = standing;
    for (size_t zone = 0; zone < zones && !code; zone++) {
        if (width) {
            code = measure_unchanged_in(measured, zone, measured->unchanged_m2 + zone * width, err);
        } else {
            measured->unchanged_m2[zone] =
                terr_area_m2(measured->ruler, terr_standing_unchanged(standing, zone));
        }
    }
    return code;
}

size_t terr_measured_change_width(const struct terr_measured_change *measured)
{
    if (!measured->regional) return 0;
    return terr_regions_count(terr_regional_change_regions(measured->regional)) + 1;
}

const struct terr_figures *terr_measured_change_in(const struct terr_measured_change *measured,
                                                   size_t zone, size_t region)
{
    return &measured->by_region[zone * terr_measured_change_width(measured) + region];
}

bool terr_region_percent(double *percent, const struct terr_regions *regions, size_t region,
                         double area_m2)
{
    if (region >= terr_regions_count(regions)) return false;
    const double whole_m2 = terr_regions_at(regions, region)->area_m2;
    if (!(whole_m2 > 0)) return false;
    *percent = 100 * (area_m2 / whole_m2);
    return true;
}

void terr_measured_change_dispose(struct terr_measured_change *measured)
{
    terr_memory_free(measured->figures);
    terr_memory_free(measured->by_region);
    terr_gross_free(measured->gross);
    terr_memory_free(measured->unchanged_m2);
    terr_memory_free(measured->noise);
    terr_memory_free(measured->noise_by_region);
    measured->figures = measured->by_region = NULL;
    measured->unchanged_m2 = NULL;
    measured->noise = measured->noise_by_region = NULL;
    measured->drawing = NULL;
    measured->regional = NULL;
    measured->gross = NULL;
    measured->standing = NULL;
}
