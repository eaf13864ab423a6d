/* figure/inspection_regions.h - what an inspection counts, divided by regions. */
#ifndef GEO_FIGURE_INSPECTION_REGIONS_H
#define GEO_FIGURE_INSPECTION_REGIONS_H

#include <geo/base/error.h>

TERR_BEGIN_DECLS

struct terr_inspection;
struct terr_regions;
struct terr_worker;
struct terr_zones;

/* Fills inspection->regional_m2. `zones` are the default zone and then one for each status of the
 * inspection, whose areas it holds. Fails with TERR_EGEOM or TERR_ENOMEM. */
enum terr_code terr_inspection_divide(struct terr_inspection *inspection,
                                      struct terr_worker *worker,
                                      const struct terr_regions *regions,
                                      const struct terr_zones *zones,
                                      struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
