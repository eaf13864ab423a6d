#include "check.h"

#include "random_shapes.h"

#define STEPS_PER_DEG 1e10

uint64_t random_draw(uint64_t *random)
{
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *random >> 33;
}

static void add_point(struct terr_multipolygon *shape, int64_t x, int64_t y)
{
    struct terr_error err;
    check_ok(terr_multipolygon_add_point(shape, (double)x / STEPS_PER_DEG,
                                         (double)y / STEPS_PER_DEG, &err));
}

// Closes the ring that began at the point `start`.
static void end_ring(struct terr_multipolygon *shape, size_t start)
{
    struct terr_error err;
    const double lon_deg = shape->coords[2 * start], lat_deg = shape->coords[2 * start + 1];
    check_ok(terr_multipolygon_add_point(shape, lon_deg, lat_deg, &err));
    check_ok(terr_multipolygon_end_ring(shape, &err));
}

void random_add_rings(struct terr_multipolygon *shape, uint64_t *random, int64_t unit)
{
    struct terr_error err;
    const size_t polygons = 1 + random_draw(random) % 2;
    const uint64_t field = 3 + random_draw(random) % 12;
    for (size_t p = 0; p < polygons; p++) {
        const size_t rings = 1 + random_draw(random) % 2;
        for (size_t r = 0; r < rings; r++) {
            const size_t points = 3 + random_draw(random) % 5, start = shape->point_count;
            for (size_t i = 0; i < points; i++) {
                const int64_t x = (int64_t)(random_draw(random) % field) * unit;
                const int64_t y = (int64_t)(random_draw(random) % field) * unit;
                add_point(shape, x, y);
            }
            end_ring(shape, start);
        }
        check_ok(terr_multipolygon_end_polygon(shape, &err));
    }
}

// A ring round the middle, every point between 0.7 and 1 times `reach` steps away. No edge comes
// nearer than 0.7 cos(pi / 8) = 0.64 times `reach`.
static void add_star(struct terr_multipolygon *shape, uint64_t *random, const double middle[2],
                     double reach)
{
    const size_t points = 8 + random_draw(random) % 32, begin = random_draw(random) % points;
    const size_t start = shape->point_count;
    const double way = random_draw(random) % 2 ? 1 : -1;
    for (size_t i = 0; i < points; i++) {
        const double angle =
            way * 2 * 3.14159265358979 * (double)((begin + i) % points) / (double)points;
        const double radius = reach * (0.7 + 0.3 * (double)(random_draw(random) % 1000) / 1000);
        add_point(shape, (int64_t)(middle[0] + radius * cos(angle)),
                  (int64_t)(middle[1] + radius * sin(angle)));
    }
    end_ring(shape, start);
}

void random_add_stars(struct terr_multipolygon *shape, uint64_t *random)
{
    struct terr_error err;
    for (int cell = 0; cell < 16; cell++) {
        const double middle[] = {(30 + cell % 4) * STEPS_PER_DEG, (45 + cell / 4) * STEPS_PER_DEG};
        const uint64_t kind = random_draw(random) % 4;
        if (kind == 0 && shape->polygon_count > 0) continue;
        add_star(shape, random, middle, 0.49 * STEPS_PER_DEG);
        if (kind >= 2) add_star(shape, random, middle, 0.3 * STEPS_PER_DEG);
        check_ok(terr_multipolygon_end_polygon(shape, &err));
        if (kind < 3) continue;
        add_star(shape, random, middle, 0.18 * STEPS_PER_DEG);
        check_ok(terr_multipolygon_end_polygon(shape, &err));
    }
}
