/* source/description.h - what a feature's properties say of it, as text. */
#ifndef GEO_SOURCE_DESCRIPTION_H
#define GEO_SOURCE_DESCRIPTION_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_json;
struct terr_profile;

/* Appends the value of a property: a text without the white space around it and with one blank for
 * any inside it, a number as short as it reads back, true or false. False, and nothing appended,
 * for all else: null, lists, objects, no such property, blank text. `properties` may be NULL. */
bool terr_property_describe(struct terr_text *out, const struct terr_json *properties,
                            const char *name);

/* Appends the properties by which the profile describes a feature (terr_profile_describe_at), those
 * it has, with ", " between them. */
void terr_feature_describe(struct terr_text *out, const struct terr_profile *profile,
                           const struct terr_json *properties);

TERR_END_DECLS

#endif
