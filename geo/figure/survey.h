/* figure/survey.h - what a careful editor finds in a whole archive, gathered snapshot by snapshot.
 *
 * A survey is told of every inspected snapshot in order (figure/inspection.h), keeps of each a few
 * numbers and a digest, and of geometry only the zone of the snapshot told last. At its end it
 * reads again the few snapshots that have to be compared.
 */
#ifndef GEO_FIGURE_SURVEY_H
#define GEO_FIGURE_SURVEY_H

#include <geo/figure/finding.h>

TERR_BEGIN_DECLS

struct terr_inspection;
struct terr_measured_change;
struct terr_progress;
struct terr_series;
struct terr_worker;

struct terr_survey;

/* A survey of an archive, which must outlive it. Fails with TERR_ENOMEM; *out is then NULL. End
 * with terr_survey_free. */
TERR_API enum terr_code terr_survey_new(struct terr_survey **out,
                                        const struct terr_archive *archive,
                                        struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_survey_free(struct terr_survey *survey);

/* Takes note of a snapshot that was inspected with options.sighting, and takes its sighting away;
 * they come in the order of the archive, each at most once. Fails with TERR_ENOMEM. */
TERR_API enum terr_code terr_survey_add(struct terr_survey *survey,
                                        struct terr_inspection *inspection,
                                        struct terr_error *err) TERR_MUST_USE;

/* Takes note of a file that could not be used, by the sentence why. Fails with TERR_ENOMEM. */
TERR_API enum terr_code terr_survey_add_left_out(struct terr_survey *survey, const char *sentence,
                                                 struct terr_error *err) TERR_MUST_USE;

/* Appends all that was found, in order. Findings of dates are those of terr_findings_add_dates;
 * findings of steps (MISDATED, BLIP, JUMP; figure/steps.h has the rules) are looked for among the
 * snapshots with sound dates, in the default zone; a snapshot that shows exactly what one of at
 * least 30 days before showed, but not the one before it, is MISDATED whatever its step.
 * `progress` (or NULL) is asked before each comparison. Fails as terr_zones_read,
 * terr_delta_between, and with TERR_ENOMEM, TERR_ECANCEL. */
TERR_API enum terr_code terr_survey_end(struct terr_findings *findings, struct terr_survey *survey,
                                        struct terr_worker *worker,
                                        const struct terr_date_doubts *doubts,
                                        const struct terr_progress *progress,
                                        struct terr_error *err) TERR_MUST_USE;

/* Appends what a series tells without another look at any map: doubtful dates and gaps within its
 * rows, rows whose snapshot shows in every zone what that of the row before shows (REPEAT), layers
 * that the files of a row lack (MISSING_LAYER), blips and jumps of its first zone. Where gross sums
 * run over more maps than have rows, the last three of these are of all those maps. */
TERR_API enum terr_code terr_findings_add_series(struct terr_findings *findings,
                                                 const struct terr_series *series,
                                                 const struct terr_archive *archive,
                                                 size_t zone_count,
                                                 const struct terr_date_doubts *doubts,
                                                 struct terr_error *err) TERR_MUST_USE;

/* Appends what the two snapshots of a change tell: doubtful dates of the two, gaps that one of the
 * dates asked for lies in, two snapshots that show the same in every zone (REPEAT), layers
 * that the files of one lack (MISSING_LAYER), features that no rule of the profile names. With
 * gross sums also doubtful dates and missing layers of the maps in between, and blips and jumps of
 * the first zone among all of them. */
TERR_API enum terr_code terr_findings_add_change(struct terr_findings *findings,
                                                 const struct terr_measured_change *measured,
                                                 const struct terr_date_doubts *doubts,
                                                 struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
