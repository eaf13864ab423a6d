/* export/check.h - the verdicts on published figures, as text and JSON.
 *
 * Forms as in export/plain.h and export/json.h. Every function appends to `out`; ask
 * terr_text_check whether all of it fitted.
 */
#ifndef GEO_EXPORT_CHECK_H
#define GEO_EXPORT_CHECK_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

struct terr_verdicts;

/* Which claims have a paragraph below the table. */
enum terr_check_detail {
    TERR_CHECK_FAILED, /* those that are not confirmed */
    TERR_CHECK_ALL,
};

/* A line for each claim, then a paragraph for some, then how many there are of each verdict:
 *
 *     verdict    claim                printed      computed         off
 *     confirmed  august-2024          363 km²    363.21 km²   -0.21 km²
 *     confirmed  november-2024        730 km²    730.63 km²   -0.63 km²  truncated
 *     refuted    october-2024   about 490 km²    502.42 km²  -12.42 km²  -2.5 %
 *
 *     refuted: october-2024 (claims.json, line 12)
 *       printed about 490 km², which admits 480.2 to 499.8
 *       computed 502.42 km²: net of occupied, 2024-09-30 to 2024-10-31, on a sphere
 *       from 1727727283.geojson  to 1730404522.geojson
 *       holds as net of occupied, file dates shifted by one day (2024-09-29 to 2024-10-30): 489.91
 * km² 34 other readings tried
 *
 *     2 confirmed, 1 refuted
 *
 * "off" is what was printed less what is computed, and as a share of the latter. The last two lines
 * are there once readings were looked for (terr_verdicts_explain). In texts from outside '?' stands
 * for what a terminal must not see. */
TERR_API void terr_plain_check(struct terr_text *out, const struct terr_verdicts *verdicts,
                               enum terr_check_detail detail);

/* schemas/check.schema.json */
TERR_API void terr_json_check(struct terr_text *out, const struct terr_verdicts *verdicts);

TERR_END_DECLS

#endif
