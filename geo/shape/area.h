/* shape/area.h - areas on the Earth.
 *
 * The published figure takes edges as straight in longitude and latitude, as RFC 7946 section 3.1.1
 * draws them and as the engine's overlays cut them, so the areas of the parts of a zone add up to
 * the area of the zone. Geodesic edges would not (a 0.1 degree triangle cut in two loses 5e-4 of
 * its area); they are kept as the independent cross-check.
 */
#ifndef GEO_SHAPE_AREA_H
#define GEO_SHAPE_AREA_H

#include <geo/base/error.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

struct terr_multipolygon;

enum terr_area_model {
    TERR_AREA_ELLIPSOID, /* WGS 84, edges straight in longitude and latitude: the figure          */
    TERR_AREA_GEODESIC,  /* WGS 84, edges geodesic (PROJ): the cross-check                        */
    TERR_AREA_SPHERE,    /* sphere of 6 378 137 m, the formula web maps use: a publisher's figure */
    /* On planes (shape/plane.h): these are no areas on the Earth. No figure is measured with them,
     * and no option or file can ask for them; they tell how a wrong figure was made. */
    TERR_AREA_MERCATOR,
    TERR_AREA_UTM,
};
#define TERR_AREA_MODEL_COUNT 3 /* those with which figures are measured */

/* How areas are measured: a model with its ellipsoid prepared. Make it before threads start, share
 * it `const` (PROJ's geod_init writes static variables on first use). */
struct terr_ruler;

/* Fails with TERR_EIO (geodesics, and PROJ's module cannot be had) and TERR_ENOMEM; *out is then
 * NULL. UTM has the ruler of terr_ruler_new_utm. End with terr_ruler_free. */
TERR_API enum terr_code terr_ruler_new(struct terr_ruler **out, enum terr_area_model model,
                                       struct terr_error *err) TERR_MUST_USE;
TERR_API void terr_ruler_free(struct terr_ruler *ruler);
TERR_API enum terr_area_model terr_ruler_model(const struct terr_ruler *ruler);

/* The same for a zone of UTM, 1 to 60; and its zone, 0 of another model. */
TERR_API enum terr_code terr_ruler_new_utm(struct terr_ruler **out, int zone,
                                           struct terr_error *err) TERR_MUST_USE;
TERR_API int terr_ruler_utm_zone(const struct terr_ruler *ruler);

/* "ellipsoid", "geodesic", "sphere", "web-mercator", "utm"; and back: false where no model with
 * which figures are measured has the name. */
TERR_API const char *terr_area_model_name(enum terr_area_model model);
TERR_API bool terr_area_model_parse(enum terr_area_model *model, const char *name);

/* Area in square metres, never negative for valid input: the absolute area of each shell less that
 * of its holes. Ring orientation does not matter; an empty shape has area 0; parts that overlap are
 * counted twice. Coordinates must be finite, longitudes within [-180, 180], latitudes within
 * [-90, 90] (what the readers accept and the engine returns). A ring is cut at no meridian: one
 * that crosses the antimeridian must come in two parts, as RFC 7946 section 3.1.9 says.
 *
 * - ELLIPSOID: A = |closed integral of (a^2 / 2) (q(phi) - q(phi0)) d lambda| with
 *   q(phi) = (1 - e^2) (sin phi / (1 - e^2 sin^2 phi) + artanh(e sin phi) / e)
 *   (J. P. Snyder, Map Projections: A Working Manual, USGS PP 1395, 1987, eq. 3-12). q is
 * integrated along each edge by its Taylor series where the edge rises little, otherwise by
 * Gauss-Legendre on pieces of at most 4 degrees of latitude (error below 1e-17 of the piece), phi0
 * is the latitude of the ring's first point, sums are compensated.
 *
 * - GEODESIC: geod_polygon_* of PROJ (C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87,
 *   2013, doi:10.1007/s00190-012-0578-z).
 *
 * - SPHERE: |sum (lambda2 - lambda1)(2 + sin phi1 + sin phi2)| R^2 / 2 (R. G. Chamberlain and
 *   W. H. Duquette, Some Algorithms for Polygons on a Sphere, JPL 07-03, 2007), R = 6 378 137 m.
 *
 * - MERCATOR and UTM: as shape/plane.h. */
TERR_API double terr_area_m2(const struct terr_ruler *ruler, const struct terr_multipolygon *shape);

/* The version of PROJ in use, such as "9.1.1"; "(no module of this version)" where its module
 * cannot be had. Static. */
TERR_API const char *terr_area_engine_version(void);

TERR_END_DECLS

#endif
