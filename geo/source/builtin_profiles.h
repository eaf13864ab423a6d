/* source/builtin_profiles.h - the profiles that are part of the library, as JSON text and read.
 *
 * The table is written at build time from geo/source/profiles/ (geo/package/embed.cmake).
 */
#ifndef GEO_SOURCE_BUILTIN_PROFILES_H
#define GEO_SOURCE_BUILTIN_PROFILES_H

#include <geo/base/error.h>
#include <stddef.h>

struct terr_profile;
struct terr_snapshot;
struct terr_text;

struct terr_builtin_profile {
    const char *name;
    const unsigned char *text; /* NUL-terminated UTF-8 */
};

/* In the order in which they are listed; a NULL name ends the table. */
extern const struct terr_builtin_profile terr_builtin_profiles[];

/* All of them, read. All-zero is empty; ended by terr_profile_list_dispose. */
struct terr_profile_list {
    struct terr_profile **items;
    size_t count;
};

/* Fails with TERR_ENOMEM; the list is then the caller's to dispose of all the same. */
enum terr_code terr_profile_list_builtin(struct terr_profile_list *out,
                                         struct terr_error *err) TERR_MUST_USE;
void terr_profile_list_dispose(struct terr_profile_list *list);

/* As terr_profile_recognise, among the profiles of a list that the caller keeps; *out is borrowed
 * from it. Reading the built-in profiles takes a while, which many snapshots can share. */
enum terr_code terr_profile_recognise_among(const struct terr_profile **out,
                                            struct terr_text *reason,
                                            const struct terr_snapshot *snapshot,
                                            const struct terr_profile_list *list,
                                            struct terr_error *err) TERR_MUST_USE;

#endif
