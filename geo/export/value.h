/* export/value.h - how single values are written, alike in every form. */
#ifndef GEO_EXPORT_VALUE_H
#define GEO_EXPORT_VALUE_H

#include <geo/base/number.h>
#include <geo/base/text.h>
#include <geo/export/style.h>
#include <geo/source/archive.h>

TERR_BEGIN_DECLS

/* Decimals of a percentage: what publishers give. */
#define TERR_PERCENT_DECIMALS 3

/* Appends an area in km2 with TERR_KM2_DECIMALS decimals. */
void terr_value_add_km2(struct terr_text *out, double area_m2);

/* A comma and a field of a CSV row: an area so, a text (of NULL nothing), a count. */
void terr_value_add_km2_field(struct terr_text *out, double area_m2);
void terr_value_add_text_field(struct terr_text *out, const char *string);
void terr_value_add_count_field(struct terr_text *out, size_t count);

/* For people: an area with two decimals, a comma between thousands and its unit. */
#define TERR_SHOWN_KM2 "km\xc2\xb2"

/* A number with a comma before every third digit is less than twice as long. */
#define TERR_GROUPED_SIZE (2 * TERR_NUMBER_SIZE)

/* Writes `value` with commas between thousands and, where asked, a plus if what is shown is above
 * zero. */
void terr_value_print_grouped(char out[TERR_GROUPED_SIZE], double value, int decimals,
                              bool with_plus);

/* Writes an area so, without its unit, or appends it with it. `style` NULL: km2, two decimals. */
void terr_value_print_styled(char out[TERR_GROUPED_SIZE], const struct terr_style *style,
                             double area_m2, bool with_plus);
void terr_value_add_styled(struct terr_text *out, const struct terr_style *style, double area_m2);

/* The same in km2; and a count. */
void terr_value_print_shown_km2(char out[TERR_GROUPED_SIZE], double area_m2);
void terr_value_add_shown_km2(struct terr_text *out, double area_m2);
void terr_value_add_shown_count(struct terr_text *out, size_t count);

/* Appends a day as YYYY-MM-DD. */
void terr_value_add_day(struct terr_text *out, int32_t day);

/* Appends a date asked for: the day, or, where it has a time, YYYY-MM-DDTHH:MM:SS on the clocks of
 * the archive's time zone. */
void terr_value_add_moment(struct terr_text *out, const struct terr_moment *moment);

/* Appends a text from outside (a file's name, a status) with '?' for control characters and for
 * bytes that are not UTF-8. Returns its length in characters. */
size_t terr_value_add_shown(struct terr_text *out, const char *string);

/* That length alone. */
size_t terr_value_shown_length(const char *string);

/* "file_name", "document", "property" or "none". */
const char *terr_value_date_source(enum terr_date_source source);

/* Appends the instant of a snapshot, its day where no time is known, nothing where no day is. */
void terr_value_add_published(struct terr_text *out, const struct terr_dated *dated);

TERR_END_DECLS

#endif
