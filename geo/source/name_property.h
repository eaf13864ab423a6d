/* source/name_property.h - by which of their properties features are named, where nobody says. */
#ifndef GEO_SOURCE_NAME_PROPERTY_H
#define GEO_SOURCE_NAME_PROPERTY_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

struct terr_snapshot;

/* Of the properties that are known to hold names, the one that names these features best: the first
 * by which each has a name of its own, else the first by which each has a name, else the first by
 * which any has one. *property is static, or NULL where none names any; *named counts the features
 * that it names, of `count`. `features` are indices in the snapshot. Fails with TERR_ENOMEM. */
enum terr_code terr_name_property_guess(const char **property, size_t *named,
                                        const struct terr_snapshot *snapshot,
                                        const size_t *features, size_t count,
                                        struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
