/* figure/measure.h - the figures of a change: km2 gained, lost, net, and the areas at both ends. */
#ifndef GEO_FIGURE_MEASURE_H
#define GEO_FIGURE_MEASURE_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

#define TERR_M2_PER_KM2 1e6

/* What changed in one zone between two snapshots, in square metres. */
struct terr_figures {
    double area_from_m2;
    double area_to_m2;
    double gained_m2; /* in `to`, not in `from` */
    double lost_m2;   /* in `from`, not in `to` */
};

/* gained less lost. */
TERR_API double terr_figures_net_m2(const struct terr_figures *figures);

struct terr_archive;
struct terr_change;
struct terr_delta;
struct terr_ruler;
struct terr_zone_list;
struct terr_zones;

/* The figures of zone `index` of two days whose difference is `delta`. */
TERR_API struct terr_figures terr_figures_measure(const struct terr_ruler *ruler,
                                                  const struct terr_zones *from,
                                                  const struct terr_zones *to, size_t index,
                                                  const struct terr_delta *delta);

/* A change with its figures and all that an output must name: where it came from, what was counted,
 * how. Everything but `figures` is borrowed from the caller. Ended by terr_measured_change_dispose.
 */
struct terr_measured_change {
    const struct terr_archive *archive;
    const struct terr_zone_list *list;
    const struct terr_ruler *ruler;
    const struct terr_change *change;
    struct terr_figures *figures; /* one for each zone of the list, in its order */
};

/* Measures every zone of a change. Fails with TERR_ENOMEM; `out` then holds nothing to dispose. */
TERR_API enum terr_code terr_measured_change_init(struct terr_measured_change *out,
                                                  const struct terr_archive *archive,
                                                  const struct terr_zone_list *list,
                                                  const struct terr_ruler *ruler,
                                                  const struct terr_change *change,
                                                  struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_measured_change_dispose(struct terr_measured_change *measured);

TERR_END_DECLS

#endif
