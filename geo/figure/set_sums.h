/* figure/set_sums.h - areas of sets of statuses, rounded so that those of a status add up to it.
 *
 * The area of a status is rounded by itself, and the sets that have it are rounded so that they add
 * up to that. What a status lacks goes to the set of it alone, for no other status has a part in
 * that. With many sets it is more than one can take, or there is no such set; then sets of several
 * statuses are shifted first, 1 m2 at a time, those for whose other statuses it is as good.
 */
#ifndef GEO_FIGURE_SET_SUMS_H
#define GEO_FIGURE_SET_SUMS_H

#include <geo/zone/statuses.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

/* Writes whole numbers to out_m2[0 .. count), one for each set, each not below 0 and less than
 * TERR_MARGINS_NEAR_M2 (figure/margins.h) from its area true_m2, so that those of all sets that
 * have status i add up to status_m2[i], rounded. `sets` are all different; the empty one, which is
 * of no status, gets TERR_MARGIN_FREE.
 *
 * False where none were found: areas of statuses are too far from what their sets add up to, or
 * statuses cover each other so that no set is free to be shifted. `out_m2` then means nothing. */
bool terr_set_sums_round(double *out_m2, const terr_status_set *sets, const double *true_m2,
                         size_t count, const double *status_m2, size_t status_count);

TERR_END_DECLS

#endif
