/* export/part.h - the changed areas of a change one by one, as every map format writes them. */
#ifndef GEO_EXPORT_PART_H
#define GEO_EXPORT_PART_H

#include <geo/base/api.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_measured_change;
struct terr_multipolygon;

/* What one zone gained, or lost; in one region, where it is measured by region. Borrowed from the
 * change. */
struct terr_part {
    const char *change; /* "gained" or "lost" */
    const char *zone;
    const char *region; /* NULL where it is not measured by region */
    double area_m2;
    const struct terr_multipolygon *shape; /* not empty */
};

/* The next part: zone by zone in the order of the list, in it region by region, gained before lost,
 * empty ones left out.
 * False at the end. `*cursor` is 0 before the first call. */
bool terr_part_next(struct terr_part *part, size_t *cursor,
                    const struct terr_measured_change *measured);

TERR_END_DECLS

#endif
