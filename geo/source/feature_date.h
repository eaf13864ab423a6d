/* source/feature_date.h - the date that a property of a feature holds. */
#ifndef GEO_SOURCE_FEATURE_DATE_H
#define GEO_SOURCE_FEATURE_DATE_H

#include <geo/base/date.h>

TERR_BEGIN_DECLS

struct terr_json;

/* Reads a date as publishers write it into properties: a text as terr_moment_parse takes it, the
 * same with '/' in place of '-' in the day (2024/05/01, as shapefiles have it), YYYYMMDD; a number,
 * or a text of digits alone, of Unix seconds (9 or 10 digits before the point) or milliseconds (12
 * or 13), each of 1973 to 2286, fractions of a second dropped. Seconds and milliseconds give a
 * moment with a time and the offset 0.
 *
 * *found is false where `value` is NULL, null, or an empty text; `*moment` is set only where it is
 * true. Fails with TERR_EDATA where there is something else than a date, or a date that does not
 * exist; the sentence shows it. */
enum terr_code terr_feature_date(bool *found, struct terr_moment *moment,
                                 const struct terr_json *value,
                                 struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
