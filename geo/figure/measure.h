/* figure/measure.h - the figures of a change: km2 gained, lost, net, and the areas at both ends. */
#ifndef GEO_FIGURE_MEASURE_H
#define GEO_FIGURE_MEASURE_H

#include <geo/base/error.h>
#include <geo/figure/unit.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* What changed in one zone between two snapshots, in square metres. */
struct terr_figures {
    double area_from_m2;
    double area_to_m2;
    double gained_m2;       /* in `to`, not in `from` */
    double lost_m2;         /* in `from`, not in `to` */
    double gross_gained_m2; /* added up day by day (figure/gross.h), where that was asked for; */
    double gross_lost_m2;   /* otherwise 0 */
};

/* gained less lost. */
TERR_API double terr_figures_net_m2(const struct terr_figures *figures);

struct terr_archive;
struct terr_change;
struct terr_delta;
struct terr_drawing;
struct terr_gross;
struct terr_regional_change;
struct terr_regions;
struct terr_ruler;
struct terr_standing;
struct terr_zone_list;
struct terr_zones;

/* The figures of zone `index` of two days whose difference is `delta`. */
TERR_API struct terr_figures terr_figures_measure(const struct terr_ruler *ruler,
                                                  const struct terr_zones *from,
                                                  const struct terr_zones *to, size_t index,
                                                  const struct terr_delta *delta);

/* Rounds the figures of `width` parts to whole square metres that add up to those of the whole
 * (figure/apportion.h). `buffer` has room for TERR_APPORTION_DOUBLES doubles a part. */
#define TERR_APPORTION_DOUBLES 5
void terr_figures_apportion(struct terr_figures *parts, size_t width,
                            const struct terr_figures *whole, double *buffer);

/* How much of what was gained and lost is noise (zone/drawing.h), in square metres. The figures are
 * the whole, noise and all. */
struct terr_noise {
    double gained_m2;
    double lost_m2;
};

/* A change with its figures and all that an output must name: where it came from, what was counted,
 * how. Everything but `figures` is borrowed from the caller. Ended by terr_measured_change_dispose.
 */
struct terr_measured_change {
    const struct terr_archive *archive;
    const struct terr_zone_list *list;
    const struct terr_ruler *ruler;
    const struct terr_change *change;
    struct terr_figures *figures;                /* one for each zone of the list, in its order */
    const struct terr_regional_change *regional; /* NULL: not by region */
    struct terr_figures *by_region; /* by zone, and in it one for each region, then the outside */
    struct terr_gross *gross;       /* NULL: not added up day by day (figure/gross_change.h) */
    const struct terr_standing *standing; /* NULL: nothing but what changed is drawn */
    double *unchanged_m2; /* by zone, and, where it is by region, in the order of by_region */
    const struct terr_drawing *drawing; /* NULL: drawn as it is, and nothing is noise */
    struct terr_noise *noise;           /* one for each zone                          */
    struct terr_noise *noise_by_region; /* as by_region                               */
};

/* Measures every zone of a change. Fails with TERR_ENOMEM; `out` then holds nothing to dispose. */
TERR_API enum terr_code terr_measured_change_init(struct terr_measured_change *out,
                                                  const struct terr_archive *archive,
                                                  const struct terr_zone_list *list,
                                                  const struct terr_ruler *ruler,
                                                  const struct terr_change *change,
                                                  struct terr_error *err) TERR_MUST_USE;

/* Measures it by region too, in whole square metres that add up to the figures of the zone,
 * rounded, where regions do not overlap. `regional` is of the same change. Fails with TERR_ENOMEM.
 */
TERR_API enum terr_code terr_measured_change_add_regions(
    struct terr_measured_change *measured, const struct terr_regional_change *regional,
    struct terr_error *err) TERR_MUST_USE;

/* Measures the ground that did not change hands, by region too where the change is; to be called
 * after terr_measured_change_add_regions, with the standing of the same change and regions. Fails
 * with TERR_ENOMEM. */
TERR_API enum terr_code terr_measured_change_add_standing(struct terr_measured_change *measured,
                                                          const struct terr_standing *standing,
                                                          struct terr_error *err) TERR_MUST_USE;

/* By how many regions it is measured, the outside counted; 0 where it is not. */
TERR_API size_t terr_measured_change_width(const struct terr_measured_change *measured);

/* The figures of a zone in a region, below that width. */
TERR_API const struct terr_figures *terr_measured_change_in(
    const struct terr_measured_change *measured, size_t zone, size_t region);

/* Takes what is drawn, and how much is noise, by region in whole square metres that add up to that
 * of the zone, rounded, where regions do not overlap. `drawing` is of the same change and regions,
 * which must have been added before. Fails with TERR_ENOMEM. */
TERR_API enum terr_code terr_measured_change_add_drawing(struct terr_measured_change *measured,
                                                         const struct terr_drawing *drawing,
                                                         struct terr_error *err) TERR_MUST_USE;

/* The noise of a zone, and of it in a region, of a change that has a drawing. */
TERR_API struct terr_noise terr_measured_change_noise(const struct terr_measured_change *measured,
                                                      size_t zone);
TERR_API struct terr_noise terr_measured_change_noise_in(
    const struct terr_measured_change *measured, size_t zone, size_t region);

/* How much of a region an area is, in percent. False where the region is no region, being the
 * outside, or has no area: there is no such number, and `*percent` is untouched. */
TERR_API bool terr_region_percent(double *percent, const struct terr_regions *regions,
                                  size_t region, double area_m2);

TERR_API void terr_measured_change_dispose(struct terr_measured_change *measured);

TERR_END_DECLS

#endif
