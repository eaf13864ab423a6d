/* shape/projection.h - coordinates of other systems, turned into longitude and latitude on WGS 84;
 * through PROJ, whose gate is shape/proj_gate.c.
 *
 * Coordinates go in as maps hold them and programs draw them, whatever order the system's
 * definition gives its axes: x, easting or longitude first, then y, northing or latitude. They come
 * out as longitude and latitude in degrees. Heights are not known here.
 */
#ifndef GEO_SHAPE_PROJECTION_H
#define GEO_SHAPE_PROJECTION_H

#include <geo/base/error.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

struct terr_multipolygon;

/* A coordinate system and the way from it to WGS 84. It has a PROJ context of its own: use it from
 * one thread at a time; several may be used at once. Nothing is fetched from the network. */
struct terr_projection;

/* `definition` is an authority and a code ("EPSG:32636"), a URN or URL of OGC
 * ("urn:ogc:def:crs:EPSG::32636", "http://www.opengis.net/def/crs/EPSG/0/32636"), WKT, PROJJSON, or
 * a PROJ string that begins with '+'; "CRS84" is known too. A name alone is not: PROJ would guess.
 * Of a system with heights the horizontal part is taken.
 *
 * Between two datums PROJ chooses the operation, point by point, that its database calls the best
 * for the place; grids that are not installed are done without, which costs metres.
 *
 * Fails with TERR_EDATA: the definition is unknown or longer than 64 KiB, it names a file, the
 * system is neither geographic nor projected, or nothing is known of how its datum lies to WGS 84.
 * TERR_EIO: PROJ's module cannot be had. TERR_ENOMEM. *out is then NULL. End with
 * terr_projection_free. */
TERR_API enum terr_code terr_projection_new(struct terr_projection **out, const char *definition,
                                            struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_projection_free(struct terr_projection *projection);

/* Whether the system is longitude and latitude on WGS 84 itself (EPSG:4326, CRS84, and equals under
 * other names), so that coordinates are left as they are, bit by bit. */
TERR_API bool terr_projection_is_geographic_wgs84(const struct terr_projection *projection);

/* What the system is called, such as "WGS 84 / UTM zone 36N". Borrowed. */
TERR_API const char *terr_projection_name(const struct terr_projection *projection);

/* Turns the coordinates of `shape` into longitude and latitude, in place. A ring that was closed is
 * closed exactly. Longitudes lie within [-180, 180] and latitudes within [-90, 90] afterwards,
 * except on WGS 84, where nothing is looked at or touched.
 *
 * Each point is also taken back: where that does not return to it (a point beyond what the
 * projection covers, or beyond the antimeridian, which would come out on the other side of the
 * map), it counts as outside. So does a shape of a projected system whose numbers are all small
 * enough for degrees, because the system then belongs to other numbers.
 *
 * Fails with TERR_EDATA: the sentence holds the point and the system. TERR_ENOMEM. `shape` is then
 * as before. */
TERR_API enum terr_code terr_projection_unproject(struct terr_projection *projection,
                                                  struct terr_multipolygon *shape,
                                                  struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
