#include <geo/shape/plane.h>

#include <math.h>

#define RADIANS_PER_DEGREE (3.14159265358979323846 / 180)
#define A_M 6378137.0
#define F (1 / 298.257223563)
#define UTM_FACTOR 0.9996
#define UTM_ZONE_DEG 6
#define UTM_ZONES 60

struct point {
    double x_m, y_m;
};

// A way from degrees to a plane. `meridian_deg` is the one in the middle.
typedef struct point projector(double meridian_deg, const double *coords);

static struct point to_mercator(double meridian_deg, const double *coords)
{
    return (struct point){A_M * (coords[0] - meridian_deg) * RADIANS_PER_DEGREE,
                          A_M * asinh(tan(coords[1] * RADIANS_PER_DEGREE))};
}

static struct point to_utm(double meridian_deg, const double *coords)
{
    static const double n = F / (2 - F);
    static const double alpha[] = {
        n * (1. / 2 + n * (-2. / 3 + n * (5. / 16 + n * 41. / 180))),
        n * n * (13. / 48 + n * (-3. / 5 + n * 557. / 1440)),
        n * n * n * (61. / 240 - n * 103. / 140),
        n * n * n * n * 49561. / 161280,
    };
    const double e = sqrt(F * (2 - F));
    const double lambda = (coords[0] - meridian_deg) * RADIANS_PER_DEGREE;
    const double tangent = tan(coords[1] * RADIANS_PER_DEGREE), secant = hypot(1, tangent);
    const double sigma = sinh(e * atanh(e * tangent / secant));
    const double conformal = tangent * hypot(1, sigma) - sigma * secant; // tangent of that latitude
    const double xi = atan2(conformal, cos(lambda));
    const double eta = asinh(sin(lambda) / hypot(conformal, cos(lambda)));
    const double radius_m = A_M / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64);
    double x = eta, y = xi;
    for (int j = 0; j < 4; j++) {
        x += alpha[j] * cos(2 * (j + 1) * xi) * sinh(2 * (j + 1) * eta);
        y += alpha[j] * sin(2 * (j + 1) * xi) * cosh(2 * (j + 1) * eta);
    }
    return (struct point){UTM_FACTOR * radius_m * x, UTM_FACTOR * radius_m * y};
}

// Coordinates are taken from the ring's first point, so that small rings far out stay exact.
static double ring_m2(projector *project, double meridian_deg, const double *coords, size_t points)
{
    double twice_m2 = 0;
    if (points == 0) return 0;
    const struct point first = project(meridian_deg, coords);
    struct point at = {0, 0};
    for (size_t i = 1; i < points; i++) {
        const struct point next = project(meridian_deg, coords + 2 * i);
        const struct point to = {next.x_m - first.x_m, next.y_m - first.y_m};
        twice_m2 += at.x_m * to.y_m - to.x_m * at.y_m;
        at = to;
    }
    return fabs(twice_m2) / 2;
}

double terr_mercator_ring_m2(const double *coords, size_t points)
{
    return ring_m2(to_mercator, 0, coords, points);
}

double terr_utm_ring_m2(int zone, const double *coords, size_t points)
{
    const double meridian_deg = -180 + UTM_ZONE_DEG * (zone - 0.5);
    return ring_m2(to_utm, meridian_deg, coords, points);
}

int terr_utm_zone(double lon_deg)
{
    const int zone = 1 + (int)floor((lon_deg + 180) / UTM_ZONE_DEG);
    return zone < 1 ? 1 : zone > UTM_ZONES ? UTM_ZONES : zone;
}
