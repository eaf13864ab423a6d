/* figure/division.h - what passed in one zone, divided by regions. */
#ifndef GEO_FIGURE_DIVISION_H
#define GEO_FIGURE_DIVISION_H

#include <geo/figure/measure.h>

TERR_BEGIN_DECLS

struct terr_delta;
struct terr_multipolygon;
struct terr_regions;
struct terr_worker;

/* All-zero is none; ended by terr_division_dispose. */
struct terr_division {
    size_t width;                                  /* regions and the ground outside */
    struct terr_multipolygon *gained, *lost;       /* each in `width` parts          */
    struct terr_multipolygon *area_from, *area_to; /* the same; NULL: not divided    */
};

/* Divides what a zone gained and lost, and the zone at both ends; `from` and `to` NULL: its areas
 * are not wanted; one zone for both is divided once. `out` must be none. Fails as terr_regions_cut;
 * `out` is to be disposed of in any case. */
enum terr_code terr_division_cut(struct terr_division *out, const struct terr_regions *regions,
                                 struct terr_worker *worker, const struct terr_delta *delta,
                                 const struct terr_multipolygon *from,
                                 const struct terr_multipolygon *to,
                                 struct terr_error *err) TERR_MUST_USE;

/* Measures the parts: `width` figures that add up to `whole`, the zone's own by the same ruler, as
 * terr_figures_apportion has it. Areas that were not divided, or are not wanted, are 0. Fails with
 * TERR_ENOMEM. */
enum terr_code terr_division_measure(struct terr_figures *out, const struct terr_division *division,
                                     const struct terr_ruler *ruler, bool changes_only,
                                     const struct terr_figures *whole,
                                     struct terr_error *err) TERR_MUST_USE;

void terr_division_dispose(struct terr_division *division);

TERR_END_DECLS

#endif
