/* figure/dating.h - other ways to date the ends of a window: what people confuse.
 *
 * A file is dated by the day it was published or by the day it shows; a day ends at midnight here
 * or in Greenwich; the first or the last day is counted or not; a month is taken for 30 days.
 */
#ifndef GEO_FIGURE_DATING_H
#define GEO_FIGURE_DATING_H

#include <geo/zone/change.h>

TERR_BEGIN_DECLS

/* The more easily confused first. */
enum terr_dating {
    TERR_DATING_DAY_LATER,     /* both ends a day later: files that are dated a day late        */
    TERR_DATING_DAY_EARLIER,   /* both a day earlier                                            */
    TERR_DATING_UTC,           /* days end at midnight UTC                                      */
    TERR_DATING_FIRST_DAY_OUT, /* from the end of the first day on, not from its beginning      */
    TERR_DATING_LAST_DAY_OUT,  /* up to the beginning of the last day, not to its end           */
    TERR_DATING_FIRST_DAY_ADDED,
    TERR_DATING_LAST_DAY_ADDED,
    TERR_DATING_DAYS,   /* 30, 90 or 365 days in place of one, three or twelve months */
    TERR_DATING_MONTHS, /* the other way round                                        */
    TERR_DATING_HOUR,   /* the state at another hour of both days                     */
};

/* Another window, and the snapshots that it chooses. */
struct terr_other_dating {
    enum terr_dating dating;
    int count; /* of DAYS 30, 90 or 365, of MONTHS 1, 3 or 12, of HOUR the hour, else 0 */
    struct terr_ends ends;
};

#define TERR_DATINGS_MOST 12

/* Fills `out` with the datings of a window whose ends were found that choose other snapshots, each
 * choice once, and returns how many there are; those for which no snapshot is near enough are left
 * out. `one_date`: only the end of the window counts. Of undated ends there are none. */
size_t terr_datings_find(struct terr_other_dating out[TERR_DATINGS_MOST],
                         const struct terr_archive *archive, const struct terr_ends *ends,
                         bool one_date);

TERR_END_DECLS

#endif
