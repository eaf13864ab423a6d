/* zone/zone_list.h - which zones are asked for, as sets of statuses. */
#ifndef GEO_ZONE_ZONE_LIST_H
#define GEO_ZONE_ZONE_LIST_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_profile;

/* One zone asked for: its name as asked ("held", "occupied+contested") and its statuses. */
struct terr_zone {
    char *name;
    char **statuses; /* in byte order, without repeats */
    size_t status_count;
};

/* The zones asked for, in the order asked. All-zero is none; ended by terr_zone_list_dispose. */
struct terr_zone_list {
    struct terr_zone *zones;
    size_t count;
    size_t capacity;
};
TERR_API void terr_zone_list_dispose(struct terr_zone_list *list);

/* Appends a zone from its text: a zone name of the profile, or STATUS[+STATUS...]. A zone that is
 * already listed under the same name is not added again.
 * Fails with TERR_EARG where the profile knows no such zone or status (the sentence lists what it
 * knows) or the text is empty in a part; TERR_ENOMEM. */
TERR_API enum terr_code terr_zone_list_add(struct terr_zone_list *list, const char *text,
                                           const struct terr_profile *profile,
                                           struct terr_error *err) TERR_MUST_USE;

/* Appends a zone of one status under the status's own name, whatever the profile knows and even
 * where a zone of that name is listed already. Fails with TERR_ENOMEM. */
TERR_API enum terr_code terr_zone_list_add_status(struct terr_zone_list *list, const char *status,
                                                  struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
