/* zone/spots.h - places held against the zones of one day: which zone has a point, and how much of
 * a polygon. */
#ifndef GEO_ZONE_SPOTS_H
#define GEO_ZONE_SPOTS_H

#include <geo/shape/engine.h>
#include <geo/shape/multipolygon.h>

TERR_BEGIN_DECLS

struct terr_cutter;
struct terr_places;
struct terr_worker;

/* West, south, east, north, in degrees. One that holds nothing has west > east. */
struct terr_extent {
    double west;
    double south;
    double east;
    double north;
};
#define TERR_EXTENT_NOTHING \
    {                       \
        180, 90, -180, -90  \
    }
/* Widens an extent so that it holds a shape, or another one; whether it holds a point. */
void terr_extent_add(struct terr_extent *extent, const struct terr_multipolygon *shape);
void terr_extent_join(struct terr_extent *extent, const struct terr_extent *other);
TERR_API bool terr_extent_holds(const struct terr_extent *extent, double lon_deg, double lat_deg);

/* A place made ready. */
struct terr_spot {
    bool is_point;
    double lon_deg; /* of a point; of polygons the middle of their extent */
    double lat_deg;
    struct terr_multipolygon shape; /* clean; empty of a point                              */
    struct terr_extent extent;
    double area_m2;          /* of the clean shape, by the worker's ruler; 0 of a point     */
    struct terr_fault fault; /* what was wrong with the polygons                            */
};

/* All-zero is empty; ended by terr_spots_dispose. */
struct terr_spots {
    struct terr_spot *items;
    size_t count;
};
TERR_API void terr_spots_dispose(struct terr_spots *spots);

/* Cleans the polygons of places. Fails with TERR_EDATA where nothing is left of one, TERR_EGEOM,
 * TERR_ENOMEM; the sentence begins with the place. `out` is to be disposed of in any case. */
TERR_API enum terr_code terr_spots_make(struct terr_spots *out, struct terr_worker *worker,
                                        const struct terr_places *places,
                                        struct terr_error *err) TERR_MUST_USE;

/* A clean zone that spots are held against, which is borrowed. All-zero but for that; ended by
 * terr_spot_zone_dispose. Measuring makes ready what it needs of the zone, so it is one thread's.
 */
struct terr_spot_zone {
    const struct terr_multipolygon *shape;
    struct terr_cutter *cutter; /* NULL: no spot has needed it yet */
};
void terr_spot_zone_dispose(struct terr_spot_zone *zone);

/* How much of a spot a zone holds, from 0 to `spot->area_m2`. Of a point, 1 where it lies in the
 * zone or on its border, else 0: on a border it is in what lies on both sides.
 *
 * Where no edge of the zone comes near a polygon, one of its points tells; otherwise it is cut
 * along the border of the zone (shape/cut.h). Fails with TERR_EGEOM or TERR_ENOMEM. */
enum terr_code terr_spot_measure(double *held, struct terr_worker *worker,
                                 const struct terr_spot *spot, struct terr_spot_zone *zone,
                                 struct terr_error *err) TERR_MUST_USE;

/* How much of a spot none of `count` zones holds; `held` is what each of them does. As
 * terr_spot_measure. */
enum terr_code terr_spot_measure_rest(double *rest, struct terr_worker *worker,
                                      const struct terr_spot *spot, struct terr_spot_zone *zones,
                                      const double *held, size_t count,
                                      struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
