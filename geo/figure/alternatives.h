/* figure/alternatives.h - the zones and the ways to measure that a refuted figure is tried with.
 *
 * They are the same for all claims of a file: what the profile names and what the newest map has,
 * and what publishers measure with.
 */
#ifndef GEO_FIGURE_ALTERNATIVES_H
#define GEO_FIGURE_ALTERNATIVES_H

#include <geo/figure/verdict.h>

TERR_BEGIN_DECLS

/* A profile with more zones has more than anyone confuses. */
#define TERR_ALTERNATIVE_ZONES_MOST 16

/* All of it is of the verdicts. */
struct terr_alternatives {
    const struct terr_ruler *rulers[TERR_VERDICT_RULERS];
    size_t ruler_count;
    size_t zones[TERR_ALTERNATIVE_ZONES_MOST]; /* places in verdicts->list; no two of one meaning */
    size_t zone_count;
};

/* Adds to the zone list and to the rulers of `verdicts` what it lacks of them. Statuses are those
 * of the profile and of the archive's newest map, and the zones of UTM those that the profile's
 * first zone reaches there: what is found depends on no claim. Fails as terr_archive_read,
 * terr_zones_build and terr_ruler_new. */
enum terr_code terr_alternatives_find(struct terr_alternatives *out, struct terr_verdicts *verdicts,
                                      struct terr_error *err) TERR_MUST_USE;

/* Whether two zones count the same statuses. */
bool terr_zones_are_alike(const struct terr_zone *a, const struct terr_zone *b);

TERR_END_DECLS

#endif
