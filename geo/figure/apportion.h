/* figure/apportion.h - parts rounded so that they add up to the whole.
 *
 * Figures are printed to 1 m2. Twenty-six parts, each rounded to that alone, miss the printed whole
 * by a few of them; and what edges were bent where they cross borders is less than one. So of the
 * parts that rounding took most from, as many as are wanting get 1 m2 more, or the other way round.
 */
#ifndef GEO_FIGURE_APPORTION_H
#define GEO_FIGURE_APPORTION_H

#include <geo/base/api.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* Writes `count` areas in whole m2 that add up to `whole_m2`, rounded: each is its own area to less
 * than 1 m2 and never below 0, and one that is whole, such as 0, stays as it is. Where that cannot
 * be, because the parts do not add up to the whole by more than they are many (regions that
 * overlap, geodesic edges), each is left as it is. `out_m2` and `parts_m2` are not the same. */
void terr_apportion(double *out_m2, const double *parts_m2, size_t count, double whole_m2);

TERR_END_DECLS

#endif
