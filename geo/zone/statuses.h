/* zone/statuses.h - all statuses of an archive, each a zone of its own, and sets of them.
 *
 * Publishers' polygons of different statuses overlap, by slivers on every DeepState map and by
 * whole regions on others (partisans in occupied ground). So ground has a set of statuses: none,
 * one, or several at once, which is told as such and not given to one of them. The ground of a
 * status is then that of all sets which it is in.
 */
#ifndef GEO_ZONE_STATUSES_H
#define GEO_ZONE_STATUSES_H

#include <geo/base/error.h>
#include <stddef.h>
#include <stdint.h>

TERR_BEGIN_DECLS

struct terr_archive;
struct terr_text;
struct terr_worker;
struct terr_zone_list;

/* What no polygon of a status covers is in the status of this name (TERR_STATUS_NONE of
 * figure/when.h). */
#define TERR_NO_STATUS "none"

/* Which zones of a list stand for statuses: those from `first` on, one each, at most
 * TERR_STATUSES_MAX. */
#define TERR_STATUSES_MAX 64
struct terr_statuses {
    const struct terr_zone_list *list; /* borrowed */
    size_t first;
    size_t count;
};

/* Appends a zone for each status that snapshots of an archive can have: those of its profile in the
 * profile's order; and where that takes statuses from the data, those that the snapshots have
 * beside them, in byte order. For that it reads `count` snapshots, or all where `snapshots` is
 * NULL; one that cannot be read is passed over, whoever needs it will be told.
 *
 * Fails with TERR_EDATA where there are more than TERR_STATUSES_MAX of them or one is named
 * TERR_NO_STATUS or as a set in which another one is, TERR_ENOMEM; the list may then have grown. */
TERR_API enum terr_code terr_statuses_add(struct terr_zone_list *list, struct terr_worker *worker,
                                          const struct terr_archive *archive,
                                          const size_t *snapshots, size_t count,
                                          struct terr_error *err) TERR_MUST_USE;

/* A set of statuses: bit i for status i. */
typedef uint64_t terr_status_set;

/* The statuses of a set in their order, with '+' between them; TERR_NO_STATUS of the empty one.
 * Appended. */
TERR_API void terr_status_set_add_name(struct terr_text *out, const struct terr_statuses *statuses,
                                       terr_status_set set);

/* Order of sets, as qsort asks: fewer statuses before more, of as many the one with the earlier
 * status; the empty set last. */
TERR_API int terr_status_set_compare(terr_status_set a, terr_status_set b);

TERR_END_DECLS

#endif
