/* export/check_lines.h - what every report says of one claim, in plain lines.
 *
 * Text, Markdown, JUnit and annotations differ in their marks and their escapes, not in what they
 * say: a line that is added here stands in all of them.
 */
#ifndef GEO_EXPORT_CHECK_LINES_H
#define GEO_EXPORT_CHECK_LINES_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_verdict;
struct terr_verdicts;

/* Appends the lines on one claim, each closed by a line feed:
 *
 *     "gained some 490 square kilometres in October"
 *     printed about 490 km², which admits 480.2 to 499.8
 *     computed 502.42 km²: net of occupied, 2024-09-30 to 2024-10-31, on a sphere
 *     from 1727727283.geojson  to 1730404522.geojson
 *
 * Of a refuted one, where readings were looked for, "holds as ..." for each that holds and how many
 * were tried; of an unverifiable one the first line and the reason. In texts from outside '?'
 * stands for control characters and for what is not UTF-8, so that no line breaks; nothing else is
 * escaped. */
void terr_check_add_lines(struct terr_text *out, const struct terr_verdicts *verdicts,
                          const struct terr_verdict *verdict);

/* Appends the same in short, without an end of line: "printed about 490 km², computed 502.42 km²
 * (-12.42 km², -2.5 %)", or the reason. */
void terr_check_add_summary(struct terr_text *out, const struct terr_verdict *verdict);

TERR_END_DECLS

#endif
