/* source/builtin_profiles.h - the profiles that are part of the library, as JSON text.
 *
 * The table is written at build time from geo/source/profiles/ (geo/package/embed.cmake).
 */
#ifndef GEO_SOURCE_BUILTIN_PROFILES_H
#define GEO_SOURCE_BUILTIN_PROFILES_H

struct terr_builtin_profile {
    const char *name;
    const unsigned char *text; /* NUL-terminated UTF-8 */
};

/* In the order in which they are tried on data; a NULL name ends the table. */
extern const struct terr_builtin_profile terr_builtin_profiles[];

#endif
