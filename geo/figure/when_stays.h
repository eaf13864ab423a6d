/* figure/when_stays.h - the states that a place is shown in, snapshot by snapshot, as stays. */
#ifndef GEO_FIGURE_WHEN_STAYS_H
#define GEO_FIGURE_WHEN_STAYS_H

#include <geo/figure/when.h>

TERR_BEGIN_DECLS

/* The stays that snapshots [first, first + count), of the days `days`, show in these states, blips
 * passed over as terr_when_walk says; count is at least 1. `where` must be without stays; the
 * caller frees them. Fails with TERR_ENOMEM. */
enum terr_code terr_stays_make(struct terr_whereabouts *where, const size_t *states,
                               const int32_t *days, size_t first, size_t count, int persist_days,
                               struct terr_error *err) TERR_MUST_USE;

/* Fills in what the shares tell of a place: its states, stays and presences. `days` are those of
 * the snapshots. Fails with TERR_ENOMEM. */
enum terr_code terr_stays_tell(struct terr_when *when, size_t place, const int32_t *days,
                               int persist_days, struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
