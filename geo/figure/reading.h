/* figure/reading.h - other readings of a claim: what people confuse when they count, and which of
 * them would make the printed figure hold.
 *
 * A reading departs from the claim in one thing, or in two:
 *
 *     dates     as figure/dating.h has them
 *     measure   net for gained or lost, and the other way round; gained for lost
 *     area      measured on the publisher's sphere, on Web Mercator or in a zone of UTM
 *               (shape/plane.h); on the ellipsoid where the claim is on the sphere
 *     unit      square miles, square kilometres or hectares for each other
 *     zone      each zone and each status of the profile
 *     region    the whole map, where the claim is of a region; not of a share of that region
 * itself, of which the whole is no part. No region is tried where the claim is of the whole: of so
 * many, one would hold by chance
 *
 * Readings in two departures are looked for only where none in one holds: with every departure more
 * figures come out, and in the end any number does by chance. How many were tried is told beside
 * what was found. No reading changes a verdict.
 */
#ifndef GEO_FIGURE_READING_H
#define GEO_FIGURE_READING_H

#include <geo/figure/claims.h>
#include <geo/figure/dating.h>

TERR_BEGIN_DECLS

struct terr_ruler;

/* Those that are more easily confused first. */
enum terr_departure {
    TERR_DEPARTURE_DATES,
    TERR_DEPARTURE_MEASURE,
    TERR_DEPARTURE_AREA,
    TERR_DEPARTURE_UNIT,
    TERR_DEPARTURE_ZONE,
    TERR_DEPARTURE_REGION,
};
#define TERR_DEPARTURE_COUNT 6

/* "dates", "measure", "area", "unit", "zone", "region". Static. */
TERR_API const char *terr_departure_name(enum terr_departure departure);

struct terr_reading {
    bool departs[TERR_DEPARTURE_COUNT];
    size_t departure_count;
    /* What is counted, departures and all. */
    struct terr_other_dating dates; /* `dating` counts only where it departs */
    enum terr_measure measure;
    const struct terr_ruler *ruler; /* borrowed                 */
    enum terr_unit unit;            /* in which the figure is read */
    size_t zone;                    /* index in the zone list   */
    size_t region;                  /* index in the regions, or TERR_WANTED_WHOLE */
    /* What comes out, in the sense of the claim: a net loss that is read for a loss is positive. */
    double computed_m2;
    double computed; /* in the reading's unit */
};

/* At most so many are kept of a claim, the first in this order: fewer departures, then those more
 * easily confused, then the figure that is nearer to what was printed. */
#define TERR_READINGS_MOST 5

/* What was looked for and found of one claim. All-zero: nothing was looked for. */
struct terr_explanation {
    struct terr_reading *readings; /* that hold; owned by the verdicts */
    size_t count;
    size_t tried; /* readings that could be worked out and differ from the claim */
};

TERR_END_DECLS

#endif
