/* zone/transitions.h - what ground went from which statuses to which between two maps. */
#ifndef GEO_ZONE_TRANSITIONS_H
#define GEO_ZONE_TRANSITIONS_H

#include <geo/shape/multipolygon.h>
#include <geo/zone/statuses.h>

TERR_BEGIN_DECLS

struct terr_worker;
struct terr_zones;

struct terr_transition {
    terr_status_set from;           /* in the first map  */
    terr_status_set to;             /* in the second; not both are empty */
    struct terr_multipolygon shape; /* clean (shape/engine.h), not empty */
};

/* All-zero is none. Ended by terr_transitions_dispose. */
struct terr_transitions {
    struct terr_transition *items; /* by `from`, then by `to`, each pair at most once */
    size_t count;
};
TERR_API void terr_transitions_dispose(struct terr_transitions *transitions);

/* The transitions between two days, whose zones were built of the same list; what stayed as it was
 * is among them. They share no ground; those from a set that has a status are together the ground
 * of that status in `from`, those to one that has it its ground in `to`, but for what bending adds
 * (shape/layers.h). Exchanging the days exchanges `from` and `to` of each, and changes nothing
 * else.
 *
 * `out` must be empty. Fails with TERR_EDATA where the two maps together have polygons of more than
 * TERR_LAYERS_MAX statuses, each counted once a map; TERR_EGEOM; TERR_ENOMEM; `out` is then
 * empty. */
TERR_API enum terr_code terr_transitions_between(struct terr_transitions *out,
                                                 struct terr_worker *worker,
                                                 const struct terr_zones *from,
                                                 const struct terr_zones *to,
                                                 const struct terr_statuses *statuses,
                                                 struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
