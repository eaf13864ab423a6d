/* export/value.h - how single values are written, alike in every form. */
#ifndef GEO_EXPORT_VALUE_H
#define GEO_EXPORT_VALUE_H

#include <geo/base/text.h>
#include <geo/source/archive.h>

TERR_BEGIN_DECLS

/* Decimals of an area in km2 for machines: 1 m2. */
#define TERR_KM2_DECIMALS 6

/* Decimals of an intersection over union: where all is 100 000 km2, 0.1 km2 shows. */
#define TERR_IOU_DECIMALS 6

/* Appends an area in km2 with TERR_KM2_DECIMALS decimals. */
void terr_value_add_km2(struct terr_text *out, double area_m2);

/* Appends a day as YYYY-MM-DD. */
void terr_value_add_day(struct terr_text *out, int32_t day);

/* Appends a date asked for: the day, or, where it has a time, YYYY-MM-DDTHH:MM:SS on the clocks of
 * the archive's time zone. */
void terr_value_add_moment(struct terr_text *out, const struct terr_moment *moment);

/* Appends a text from outside (a file's name, a status) with '?' for control characters and for
 * bytes that are not UTF-8. Returns its length in characters. */
size_t terr_value_add_shown(struct terr_text *out, const char *string);

/* "file_name", "document" or "none". */
const char *terr_value_date_source(enum terr_date_source source);

TERR_END_DECLS

#endif
