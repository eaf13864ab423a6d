/* source/file_date.h - the date that a file's name holds. */
#ifndef GEO_SOURCE_FILE_DATE_H
#define GEO_SOURCE_FILE_DATE_H

#include <geo/base/date.h>

TERR_BEGIN_DECLS

/* Looks for a date in a file's name (no folders before it), the extension left aside: 2024-05-01,
 * 20240501, or 9 or 10 digits of Unix seconds (no zero first: 1973 to 2286), each with no other
 * digit beside it. Unix seconds give a moment with a time and the offset 0, the others a day.
 *
 * *found tells whether there is one; `*moment` is set only then. The same date twice counts once;
 * of a day and an instant on it (in UTC) the instant is taken. Fails with TERR_EDATA where the date
 * does not exist or the name holds two different ones; the sentence does not repeat the name. */
enum terr_code terr_file_date(bool *found, struct terr_moment *moment, const char *name,
                              struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
