/* zone/standing.h - the ground of a change that did not change hands, and all that is held at its
 * end, for maps that draw more than what changed. */
#ifndef GEO_ZONE_STANDING_H
#define GEO_ZONE_STANDING_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_change;
struct terr_multipolygon;
struct terr_regional_change;
struct terr_worker;

struct terr_standing;

/* The ground of every zone of a change: `unchanged`, in the zone on both maps, which is `from`
 * without what was lost, by the differ (shape/delta.h); and `held`, in the zone on the later map.
 * So unchanged and lost are `from`, unchanged and gained are `to`, as nearly as a delta tells
 * (shape/delta.h), and the three have no ground in common but along edges that were bent. Where
 * `regional`, of the same change, is not NULL, each is cut by its regions too.
 *
 * Both must outlive it. Fails as terr_delta_between and terr_regions_cut; *out is then NULL. End
 * with terr_standing_free. */
TERR_API enum terr_code terr_standing_of(struct terr_standing **out, struct terr_worker *worker,
                                         const struct terr_change *change, size_t zone_count,
                                         const struct terr_regional_change *regional,
                                         struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_standing_free(struct terr_standing *standing);

/* The two of a zone. Borrowed; clean. */
TERR_API const struct terr_multipolygon *terr_standing_unchanged(
    const struct terr_standing *standing, size_t zone);
TERR_API const struct terr_multipolygon *terr_standing_held(const struct terr_standing *standing,
                                                            size_t zone);

/* The two in region `region`, which is at most terr_regions_count, where it was cut by regions. */
TERR_API const struct terr_multipolygon *terr_standing_unchanged_in(
    const struct terr_standing *standing, size_t zone, size_t region);
TERR_API const struct terr_multipolygon *terr_standing_held_in(const struct terr_standing *standing,
                                                               size_t zone, size_t region);

TERR_END_DECLS

#endif
