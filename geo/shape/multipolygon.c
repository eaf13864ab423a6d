#include <geo/shape/multipolygon.h>

#include <geo/base/memory.h>
#include <string.h>

void terr_multipolygon_dispose(struct terr_multipolygon *shape)
{
    const struct terr_multipolygon empty = TERR_MULTIPOLYGON_INIT;
    terr_memory_free(shape->coords);
    terr_memory_free(shape->ring_ends);
    terr_memory_free(shape->polygon_ends);
    *shape = empty;
}

enum terr_code terr_multipolygon_reserve(struct terr_multipolygon *shape, size_t points,
                                         size_t rings, size_t polygons, struct terr_error *err)
{
    void *moved;
    moved = terr_memory_grow(shape->coords, &shape->coord_capacity,
                             2 * (shape->point_count + points), sizeof(double), err);
    if (!moved) return err->code;
    shape->coords = moved;
    moved = terr_memory_grow(shape->ring_ends, &shape->ring_capacity, shape->ring_count + rings,
                             sizeof(size_t), err);
    if (!moved) return err->code;
    shape->ring_ends = moved;
    moved = terr_memory_grow(shape->polygon_ends, &shape->polygon_capacity,
                             shape->polygon_count + polygons, sizeof(size_t), err);
    if (!moved) return err->code;
    shape->polygon_ends = moved;
    return TERR_OK;
}

enum terr_code terr_multipolygon_add_point(struct terr_multipolygon *shape, double lon_deg,
                                           double lat_deg, struct terr_error *err)
{
    const size_t at = 2 * shape->point_count;
    if (at + 2 > shape->coord_capacity) {
        const enum terr_code code = terr_multipolygon_reserve(shape, 1, 0, 0, err);
        if (code) return code;
    }
    shape->coords[at] = lon_deg;
    shape->coords[at + 1] = lat_deg;
    shape->point_count++;
    return TERR_OK;
}

enum terr_code terr_multipolygon_end_ring(struct terr_multipolygon *shape, struct terr_error *err)
{
    const enum terr_code code = terr_multipolygon_reserve(shape, 0, 1, 0, err);
    if (code) return code;
    shape->ring_ends[shape->ring_count++] = shape->point_count;
    return TERR_OK;
}

enum terr_code terr_multipolygon_end_polygon(struct terr_multipolygon *shape,
                                             struct terr_error *err)
{
    const enum terr_code code = terr_multipolygon_reserve(shape, 0, 0, 1, err);
    if (code) return code;
    shape->polygon_ends[shape->polygon_count++] = shape->ring_count;
    return TERR_OK;
}

enum terr_code terr_multipolygon_append(struct terr_multipolygon *shape,
                                        const struct terr_multipolygon *other,
                                        struct terr_error *err)
{
    const enum terr_code code = terr_multipolygon_reserve(
        shape, other->point_count, other->ring_count, other->polygon_count, err);
    if (code) return code;
    if (other->point_count) {
        memcpy(shape->coords + 2 * shape->point_count, other->coords,
               2 * other->point_count * sizeof(double));
    }
    for (size_t r = 0; r < other->ring_count; r++) {
        shape->ring_ends[shape->ring_count + r] = shape->point_count + other->ring_ends[r];
    }
    for (size_t p = 0; p < other->polygon_count; p++) {
        shape->polygon_ends[shape->polygon_count + p] = shape->ring_count + other->polygon_ends[p];
    }
    shape->point_count += other->point_count;
    shape->ring_count += other->ring_count;
    shape->polygon_count += other->polygon_count;
    return TERR_OK;
}

enum terr_code terr_multipolygon_append_polygon(struct terr_multipolygon *shape,
                                                const struct terr_multipolygon *other,
                                                size_t polygon, struct terr_error *err)
{
    const size_t first_ring = terr_multipolygon_polygon_start(other, polygon);
    const size_t rings = other->polygon_ends[polygon] - first_ring;
    const size_t first_point = terr_multipolygon_ring_start(other, first_ring);
    const size_t points = other->ring_ends[first_ring + rings - 1] - first_point;
    const enum terr_code code = terr_multipolygon_reserve(shape, points, rings, 1, err);
    if (code) return code;
    memcpy(shape->coords + 2 * shape->point_count, other->coords + 2 * first_point,
           2 * points * sizeof(double));
    for (size_t r = 0; r < rings; r++) {
        shape->ring_ends[shape->ring_count + r] =
            shape->point_count + other->ring_ends[first_ring + r] - first_point;
    }
    shape->point_count += points;
    shape->ring_count += rings;
    shape->polygon_ends[shape->polygon_count++] = shape->ring_count;
    return TERR_OK;
}

static bool same_bytes(const void *a, const void *b, size_t count, size_t size)
{
    return count == 0 || memcmp(a, b, count * size) == 0;
}

bool terr_multipolygon_equal(const struct terr_multipolygon *a, const struct terr_multipolygon *b)
{
    return a->point_count == b->point_count && a->ring_count == b->ring_count &&
           a->polygon_count == b->polygon_count &&
           same_bytes(a->coords, b->coords, 2 * a->point_count, sizeof(double)) &&
           same_bytes(a->ring_ends, b->ring_ends, a->ring_count, sizeof(size_t)) &&
           same_bytes(a->polygon_ends, b->polygon_ends, a->polygon_count, sizeof(size_t));
}

size_t terr_multipolygon_ring_start(const struct terr_multipolygon *shape, size_t ring)
{
    return ring ? shape->ring_ends[ring - 1] : 0;
}

size_t terr_multipolygon_polygon_start(const struct terr_multipolygon *shape, size_t polygon)
{
    return polygon ? shape->polygon_ends[polygon - 1] : 0;
}
