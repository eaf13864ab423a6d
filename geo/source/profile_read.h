/* source/profile_read.h - the parts of a profile's JSON that are read in files of their own.
 *
 * Each reads what its name says from the document into the profile, and fails with TERR_EDATA (the
 * sentence begins with the path of the member) or TERR_ENOMEM.
 */
#ifndef GEO_SOURCE_PROFILE_READ_H
#define GEO_SOURCE_PROFILE_READ_H

#include <geo/source/profile_fields.h>

/* "recognise" (source/profile_read_rules.c). */
enum terr_code terr_profile_read_signs(struct terr_profile *profile,
                                       const struct terr_json_node *root,
                                       struct terr_error *err) TERR_MUST_USE;

/* "rules", after "layers", and the statuses that they give. */
enum terr_code terr_profile_read_rules(struct terr_profile *profile,
                                       const struct terr_json_node *root,
                                       struct terr_error *err) TERR_MUST_USE;

/* "zones", after "rules". */
enum terr_code terr_profile_read_zones(struct terr_profile *profile,
                                       const struct terr_json_node *root,
                                       struct terr_error *err) TERR_MUST_USE;

#endif
