/* shape/plane.h - areas on projected planes, as GIS programs give them that are asked for the area
 * of a layer in map units.
 *
 * They are not areas on the Earth: Web Mercator's are 2.2 times too large at 48 degrees of
 * latitude, those of UTM are 0.08 % too small in the middle of a zone and too large near its
 * borders. They are here to recognise figures that were made so (figure/reading.h).
 */
#ifndef GEO_SHAPE_PLANE_H
#define GEO_SHAPE_PLANE_H

#include <geo/base/api.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* Areas in square metres between the corners of a closed ring, each projected, and the edges
 * straight on the plane; never negative. `coords` are longitude and latitude in degrees of `points`
 * points. Not finite where a corner has no place on the plane (a pole; for UTM what lies 90 degrees
 * from its meridian, on the equator).
 *
 * Web Mercator, EPSG:3857: x = R lambda, y = R asinh(tan phi), R = 6 378 137 m (J. P. Snyder, Map
 * Projections: A Working Manual, USGS PP 1395, 1987, eq. 7-1 and 7-2). */
double terr_mercator_ring_m2(const double *coords, size_t points);

/* UTM on WGS 84, `zone` 1 to 60: the transverse Mercator projection with the factor 0.9996 on the
 * zone's meridian, by Krueger's series (C. F. F. Karney, Transverse Mercator with an accuracy of a
 * few nanometers, J. Geodesy 85, 2011, eq. 7 to 12 and 35) to the fourth power of the third
 * flattening, which leaves out less than 1e-6 m within 10 degrees of the meridian. */
double terr_utm_ring_m2(int zone, const double *coords, size_t points);

/* The UTM zone of a longitude in degrees, by its six degrees alone: the exceptions for Norway and
 * Svalbard are not made. */
int terr_utm_zone(double lon_deg);

TERR_END_DECLS

#endif
