/* zone/regional_change.h - a change, cut by regions. */
#ifndef GEO_ZONE_REGIONAL_CHANGE_H
#define GEO_ZONE_REGIONAL_CHANGE_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_change;
struct terr_multipolygon;
struct terr_regions;
struct terr_worker;

/* What passed in one region; the region of index terr_regions_count is the ground that lies in
 * none. Areas are by the ruler of the worker. */
struct terr_regional_part {
    double area_from_m2; /* of the zone in the region, at both ends */
    double area_to_m2;
    const struct terr_multipolygon *gained; /* borrowed; clean */
    const struct terr_multipolygon *lost;
};

struct terr_regional_change;

/* Cuts every zone of a change, and what it gained and lost. `change` and `regions` must outlive it.
 * Fails as terr_regions_cut; *out is then NULL. End with terr_regional_change_free. */
TERR_API enum terr_code terr_regional_change_cut(
    struct terr_regional_change **out, struct terr_worker *worker, const struct terr_change *change,
    size_t zone_count, const struct terr_regions *regions, struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_regional_change_free(struct terr_regional_change *regional);

TERR_API const struct terr_regions *terr_regional_change_regions(
    const struct terr_regional_change *regional);

/* What passed in a zone in region `region`, which is at most terr_regions_count. */
TERR_API struct terr_regional_part terr_regional_change_at(
    const struct terr_regional_change *regional, size_t zone, size_t region);

TERR_END_DECLS

#endif
