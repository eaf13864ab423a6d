/* export/check.h - the verdicts on published figures, in every form.
 *
 * Forms as in export/plain.h, export/json.h and export/csv.h. Every function appends to `out`; ask
 * terr_text_check whether all of it fitted.
 */
#ifndef GEO_EXPORT_CHECK_H
#define GEO_EXPORT_CHECK_H

#include <geo/base/text.h>
#include <stdbool.h>

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

/* id,line,verdict,measure,zone,region,from,to,from_snapshot,to_snapshot,printed,unit,qualifier,
 * computed,computed_km2,difference_km2,difference_percent,truncated,reason,statement,source,
 * nearest_reading: one row for each claim, in the file's order. `printed` has the digits of the
 * file, `computed` is in the same unit. nearest_reading is in words the reading of a refuted claim
 * that is most easily confused and makes it hold; empty where there is none or none was looked for.
 * What is not known of an unverifiable claim is an empty field, as `from` and `from_snapshot` are
 * where one date alone counts. */
TERR_API void terr_csv_check(struct terr_text *out, const struct terr_verdicts *verdicts);

/* GitHub-flavoured Markdown, for a job summary or a comment: how many there are of each verdict, a
 * table of all claims, and for each that is not confirmed a section with the lines of the text
 * report. Texts from outside stand in code, where no mark of theirs means anything: not Markdown,
 * HTML, a mention, a reference or a link. */
TERR_API void terr_markdown_check(struct terr_text *out, const struct terr_verdicts *verdicts);

/* JUnit's XML: one suite, a case for each claim; what is refuted is a failure, what is unverifiable
 * an error, or skipped where `allow_unverifiable`. Elements and attributes are those of the schema
 * that Jenkins and GitLab read by; there are no times and no host, so that the same input gives the
 * same bytes. Characters that XML 1.0 has no place for are shown as '?'. */
TERR_API void terr_junit_check(struct terr_text *out, const struct terr_verdicts *verdicts,
                               bool allow_unverifiable);

/* GitHub's workflow commands, which it shows as annotations at the line of the claim in the file of
 * claims: an error for each claim that is refuted, then for each that is unverifiable (a warning
 * where `allow_unverifiable`), and a notice for each that is truncated. Of each kind the platform
 * shows the first TERR_ANNOTATIONS_MAX of a step: where there are more, the last of those says how
 * many are left. Nothing is written where all claims are confirmed as they stand. */
#define TERR_ANNOTATIONS_MAX 10
TERR_API void terr_annotations_check(struct terr_text *out, const struct terr_verdicts *verdicts,
                                     bool allow_unverifiable);

TERR_END_DECLS

#endif
