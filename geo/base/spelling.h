/* base/spelling.h - how far what somebody wrote is from a name that there is. */
#ifndef GEO_BASE_SPELLING_H
#define GEO_BASE_SPELLING_H

#include <geo/base/api.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* Of either text no more bytes are looked at. */
#define TERR_SPELLING_MOST 63

/* Bytes to insert, drop, replace or exchange with the next one: to make the name, and to make of
 * it the beginning that is nearest ("Kherson" is the beginning of "Kherson Oblast"). */
struct terr_spelling {
    size_t whole;
    size_t beginning; /* never more than `whole` */
};

/* Compares two texts, the letters A to Z and a to z as the same ones: the distance of Damerau and
 * Levenshtein in which no byte is touched twice (optimal string alignment). */
TERR_API struct terr_spelling terr_spelling_of(const char *written, const char *name);

TERR_END_DECLS

#endif
