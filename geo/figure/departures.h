/* figure/departures.h - each single thing in which a refuted claim may be read otherwise. */
#ifndef GEO_FIGURE_DEPARTURES_H
#define GEO_FIGURE_DEPARTURES_H

#include <geo/figure/reading.h>

TERR_BEGIN_DECLS

struct terr_alternatives;
struct terr_verdict;
struct terr_verdicts;

/* Readings of one departure each, those of a kind behind each other. All-zero is none; ended by
 * terr_departures_dispose. */
struct terr_departures {
    struct terr_reading *readings;
    size_t count;
    size_t capacity;
};

/* Those of a verdict, into an empty list; what comes out of them is not worked out. Fails with
 * TERR_ENOMEM. */
enum terr_code terr_departures_find(struct terr_departures *out,
                                    const struct terr_verdicts *verdicts,
                                    const struct terr_verdict *verdict,
                                    const struct terr_alternatives *alternatives,
                                    struct terr_error *err) TERR_MUST_USE;
void terr_departures_dispose(struct terr_departures *departures);

/* Departs from `reading` in what the single departure `from` departs in; false, and `reading` as
 * it was, where it does so already. */
bool terr_reading_depart(struct terr_reading *reading, const struct terr_reading *from);

TERR_END_DECLS

#endif
