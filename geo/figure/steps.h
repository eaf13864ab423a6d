/* figure/steps.h - which steps of a series are unlike those around them.
 *
 * A step is what was gained and lost (the sum) between a snapshot and the one before it. The rules
 * work on numbers; where a doubt must be confirmed they ask a comparer for an overlay.
 *
 * - The usual rate around a step is the lower median of the 15 nearest steps before it, or that of
 *   the 15 after it where that is larger, in m2 a day (several snapshots on one day count as a day
 *   apart), steps of nothing left aside. A median of its surroundings, because a war has its
 *   seasons: April 2022 moved 900 km2 a day, January 2024 two; and of either side, because a season
 *   ends. A side of fewer than 3 such steps does not count alone; where neither does, the two are
 *   taken together, and with fewer than 3 in all nothing is usual, and nothing is found.
 * - A JUMP is a step of at least 8 times the usual rate, and of 0.05 percent of the largest area.
 *   (Of 535 real daily steps of 2024 and 2025 the largest is 6 times the usual; the withdrawals of
 *   September and November 2022 are 9 to 12 times.)
 * - MISDATED is a snapshot that differs from the one before it at 3 times the usual rate or more,
 *   and by 0.01 percent of the largest area, but by at most a quarter of that from one at least 30
 *   days older (and not the one before). Only snapshots whose areas differ by less can be so near;
 *   of these the 4 with the nearest areas are compared. A quarter, because an archive with holes
 *   may lack the very map that was filed once more.
 * - A BLIP is a snapshot that differs from the one before it at 4 times the usual rate or more, and
 *   by 0.01 percent, and of which the next snapshot takes back more than half: it differs from the
 *   one before by less than half of the step out and of the step back.
 *
 * A snapshot that is misdated or a blip is left aside: the next step begins before it. */
#ifndef GEO_FIGURE_STEPS_H
#define GEO_FIGURE_STEPS_H

#include <geo/figure/finding.h>

TERR_BEGIN_DECLS

/* A snapshot with a sound date and what is known of it, in date order. */
struct terr_step {
    size_t snapshot; /* index in the archive */
    int32_t day;
    double area_m2;
    double step_m2; /* since the one before: exact or about; in the first not read */
};

/* What differs between two snapshots of the archive, in square metres: gained and lost. */
struct terr_comparer {
    enum terr_code (*compare)(double *area_m2, void *payload, size_t from, size_t to,
                              struct terr_error *err);
    void *payload;
};

/* Appends the misdated, the blips and the jumps. Where `comparer` is NULL the steps are taken as
 * exact, a snapshot is never misdated, and a blip is one whose area comes back.
 * Fails as the comparer and with TERR_ENOMEM. */
enum terr_code terr_findings_add_steps(struct terr_findings *findings,
                                       const struct terr_step *steps, size_t count,
                                       const struct terr_comparer *comparer,
                                       struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
