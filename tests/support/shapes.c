#include "check.h"

#include "shapes.h"

#include <geo/shape/engine.h>
#include <stdlib.h>

static void add_point(struct terr_multipolygon *shape, double x, double y)
{
    struct terr_error err;
    check_ok(terr_multipolygon_add_point(shape, x, y, &err));
}

static void end_ring(struct terr_multipolygon *shape)
{
    struct terr_error err;
    const size_t start = terr_multipolygon_ring_start(shape, shape->ring_count);
    add_point(shape, shape->coords[2 * start], shape->coords[2 * start + 1]);
    check_ok(terr_multipolygon_end_ring(shape, &err));
}

void shape_add(struct terr_multipolygon *shape, const char *text)
{
    struct terr_error err;
    for (char *end; *text;) {
        const double x = strtod(text, &end);
        const double y = strtod(end, &end);
        add_point(shape, x, y);
        text = end + strspn(end, " ");
        if (*text == ';' || *text == '|' || *text == '\0') end_ring(shape);
        if (*text == '|' || *text == '\0') check_ok(terr_multipolygon_end_polygon(shape, &err));
        if (*text) text++;
    }
}

void shape_add_square(struct terr_multipolygon *shape, double x, double y, double side)
{
    struct terr_error err;
    add_point(shape, x, y);
    add_point(shape, x + side, y);
    add_point(shape, x + side, y + side);
    add_point(shape, x, y + side);
    end_ring(shape);
    check_ok(terr_multipolygon_end_polygon(shape, &err));
}

static double plane_ring(const struct terr_multipolygon *shape, size_t ring)
{
    const double *origin = shape->coords + 2 * terr_multipolygon_ring_start(shape, ring);
    double sum = 0;
    for (size_t i = terr_multipolygon_ring_start(shape, ring); i + 1 < shape->ring_ends[ring];
         i++) {
        const double *at = shape->coords + 2 * i;
        sum += (at[2] - at[0]) * ((at[1] - origin[1]) + (at[3] - origin[1]));
    }
    return fabs(sum) / 2;
}

double shape_plane_area(const struct terr_multipolygon *shape)
{
    double area = 0;
    for (size_t p = 0; p < shape->polygon_count; p++) {
        const size_t shell = terr_multipolygon_polygon_start(shape, p);
        for (size_t r = shell; r < shape->polygon_ends[p]; r++) {
            area += r == shell ? plane_ring(shape, r) : -plane_ring(shape, r);
        }
    }
    return area;
}

void shape_check_clean(struct terr_engine *engine, const struct terr_multipolygon *shape,
                       const char *name)
{
    struct terr_error err;
    struct terr_fault fault;
    struct terr_multipolygon same = TERR_MULTIPOLYGON_INIT;
    check_ok(terr_engine_clean(&same, &fault, engine, shape, &err));
    if (fault.invalid) {
        fail_msg("%s: %s at %.10f %.10f", name, fault.reason, fault.lon_deg, fault.lat_deg);
    }
    if (!terr_multipolygon_equal(shape, &same)) fail_msg("%s: off the grid or in disorder", name);
    terr_multipolygon_dispose(&same);
}
