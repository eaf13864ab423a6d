#include <geo/export/vector_geometry.h>

#include <geo/shape/multipolygon.h>
#include <limits.h>
#include <stdbool.h>

#include <ogr_api.h>

static OGRGeometryH make_ring(const struct terr_multipolygon *shape, size_t index)
{
    const size_t start = terr_multipolygon_ring_start(shape, index);
    const size_t points = shape->ring_ends[index] - start;
    const double *coords = shape->coords + 2 * start;
    const int stride = 2 * (int)sizeof *coords;
    if (points > INT_MAX) return NULL;
    OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
    if (ring) OGR_G_SetPoints(ring, (int)points, coords, stride, coords + 1, stride, NULL, 0);
    return ring;
}

static bool add_or_destroy(OGRGeometryH parent, OGRGeometryH child)
{
    if (child && OGR_G_AddGeometryDirectly(parent, child) == OGRERR_NONE) return true;
    OGR_G_DestroyGeometry(child);
    return false;
}

static OGRGeometryH make_polygon(const struct terr_multipolygon *shape, size_t index)
{
    OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
    if (!polygon) return NULL;
    for (size_t ring = terr_multipolygon_polygon_start(shape, index);
         ring < shape->polygon_ends[index]; ring++) {
        if (add_or_destroy(polygon, make_ring(shape, ring))) continue;
        OGR_G_DestroyGeometry(polygon);
        return NULL;
    }
    return polygon;
}

void *terr_vector_geometry(const struct terr_multipolygon *shape)
{
    OGRGeometryH geometry = OGR_G_CreateGeometry(wkbMultiPolygon);
    if (!geometry) return NULL;
    for (size_t i = 0; i < shape->polygon_count; i++) {
        if (add_or_destroy(geometry, make_polygon(shape, i))) continue;
        OGR_G_DestroyGeometry(geometry);
        return NULL;
    }
    return geometry;
}
