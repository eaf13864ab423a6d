/* shape/multipolygon.h - polygons as plain numbers.
 *
 * A multipolygon is three flat arrays: coordinates, where each ring ends, where each polygon ends.
 * It holds no engine object, so it may be kept, copied, hashed and handed between threads.
 *
 * - `coords`: x0 y0 x1 y1 ..., 2 * point_count doubles; x is the longitude, y the latitude, in
 *   degrees on WGS 84.
 *
 * - `ring_ends`: ring r has the points from ring_ends[r - 1] (0 for the first ring) up to, not
 *   including, ring_ends[r].
 *
 * - `polygon_ends`: polygon p has the rings from polygon_ends[p - 1] (0 for the first polygon) up
 * to, not including, polygon_ends[p].
 *
 * The first ring of a polygon is its shell, the others are its holes. Rings close themselves: the
 * last point repeats the first. Orientation is what the maker says of it; what leaves the engine
 * (shape/engine.h) has counter-clockwise shells and clockwise holes, as RFC 7946 wants.
 */
#ifndef GEO_SHAPE_MULTIPOLYGON_H
#define GEO_SHAPE_MULTIPOLYGON_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* All-zero (TERR_MULTIPOLYGON_INIT) is empty. Ended by terr_multipolygon_dispose. The counts and
 * arrays are read directly; they are changed through the functions below. */
struct terr_multipolygon {
    double *coords;
    size_t *ring_ends;
    size_t *polygon_ends;
    size_t point_count;
    size_t ring_count;
    size_t polygon_count;
    size_t coord_capacity; /* doubles */
    size_t ring_capacity;
    size_t polygon_capacity;
};
#define TERR_MULTIPOLYGON_INIT             \
    {                                      \
        NULL, NULL, NULL, 0, 0, 0, 0, 0, 0 \
    }

/* Frees the arrays and makes the value empty. */
TERR_API void terr_multipolygon_dispose(struct terr_multipolygon *shape);

/* Makes room for so many more points, rings and polygons; what is appended then moves nothing.
 * Fails with TERR_ENOMEM; `shape` is as before. */
enum terr_code terr_multipolygon_reserve(struct terr_multipolygon *shape, size_t points,
                                         size_t rings, size_t polygons,
                                         struct terr_error *err) TERR_MUST_USE;

/* Appends a point to the ring being written. Like the two after it, fails with TERR_ENOMEM; `shape`
 * is then as before. */
TERR_API enum terr_code terr_multipolygon_add_point(struct terr_multipolygon *shape, double lon_deg,
                                                    double lat_deg,
                                                    struct terr_error *err) TERR_MUST_USE;

/* Ends the ring being written: the points added since the last one ended. */
TERR_API enum terr_code terr_multipolygon_end_ring(struct terr_multipolygon *shape,
                                                   struct terr_error *err) TERR_MUST_USE;

/* Ends the polygon being written: the rings ended since the last one. */
TERR_API enum terr_code terr_multipolygon_end_polygon(struct terr_multipolygon *shape,
                                                      struct terr_error *err) TERR_MUST_USE;

/* Appends all polygons of `other`. Both must be between polygons. On failure `shape` is as before.
 */
TERR_API enum terr_code terr_multipolygon_append(struct terr_multipolygon *shape,
                                                 const struct terr_multipolygon *other,
                                                 struct terr_error *err) TERR_MUST_USE;

/* Appends one polygon of `other`. As terr_multipolygon_append. */
TERR_API enum terr_code terr_multipolygon_append_polygon(struct terr_multipolygon *shape,
                                                         const struct terr_multipolygon *other,
                                                         size_t polygon,
                                                         struct terr_error *err) TERR_MUST_USE;

/* Whether both hold the same rings in the same order with the same points. */
TERR_API bool terr_multipolygon_equal(const struct terr_multipolygon *a,
                                      const struct terr_multipolygon *b);

/* The first point of ring `ring`, and the first ring of polygon `polygon`; the end is
 * ring_ends[ring] and polygon_ends[polygon]. */
TERR_API size_t terr_multipolygon_ring_start(const struct terr_multipolygon *shape, size_t ring);
TERR_API size_t terr_multipolygon_polygon_start(const struct terr_multipolygon *shape,
                                                size_t polygon);

TERR_END_DECLS

#endif
