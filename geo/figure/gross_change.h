/* figure/gross_change.h - the gross sums of a change. */
#ifndef GEO_FIGURE_GROSS_CHANGE_H
#define GEO_FIGURE_GROSS_CHANGE_H

#include <geo/figure/gross.h>

TERR_BEGIN_DECLS

struct terr_measured_change;

/* Adds to a change, which is measured by region where that is wanted, what each zone gained and
 * lost from each day's map to the next; every map of the window is read for it. Of `options` the
 * ruler and the regions are those of the change, whatever they say. The sums belong to the change:
 * terr_measured_change_dispose frees them.
 *
 * Fails as terr_demand_meet; the change is then as it was. */
TERR_API enum terr_code terr_measured_change_add_gross(struct terr_measured_change *measured,
                                                       const struct terr_gross_options *options,
                                                       struct terr_error *err) TERR_MUST_USE;

/* Over how many maps the sums of a change that has them run, both ends counted. */
TERR_API size_t terr_measured_change_gross_maps(const struct terr_measured_change *measured);

TERR_END_DECLS

#endif
