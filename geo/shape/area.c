#include <geo/shape/area.h>

#include <geo/base/memory.h>
#include <geo/shape/multipolygon.h>
#include <geodesic.h>
#include <math.h>
#include <proj.h>
#include <string.h>

#define PI 3.14159265358979323846
#define RADIANS_PER_DEGREE (PI / 180)

// WGS 84 (NIMA TR8350.2, 2000, section 3.2)
#define WGS84_A_M 6378137.0
#define WGS84_F (1 / 298.257223563)

// The sphere that web maps measure on: the equatorial radius of WGS 84.
#define SPHERE_RADIUS_M 6378137.0

// An edge is integrated in pieces of at most this much latitude. The error of 4-point
// Gauss-Legendre is h^9 (4!)^4 / (9 (8!)^3) times the 8th derivative (about 1 for q): 1e-17 of a
// piece of h = 0.07.
#define PIECE_DEG 4.0

struct terr_ruler {
    enum terr_area_model model;
    double e;  // eccentricity
    double e2; // its square
    struct geod_geodesic geodesic;
};

static const char *const model_names[] = {"ellipsoid", "geodesic", "sphere"};

enum terr_code terr_ruler_new(struct terr_ruler **out, enum terr_area_model model,
                              struct terr_error *err)
{
    *out = NULL;
    struct terr_ruler *ruler = terr_memory_new(1, sizeof *ruler, err);
    if (!ruler) return err->code;
    ruler->model = model;
    ruler->e2 = WGS84_F * (2 - WGS84_F);
    ruler->e = sqrt(ruler->e2);
    geod_init(&ruler->geodesic, WGS84_A_M, WGS84_F);
    *out = ruler;
    return TERR_OK;
}

void terr_ruler_free(struct terr_ruler *ruler) { terr_memory_free(ruler); }

enum terr_area_model terr_ruler_model(const struct terr_ruler *ruler) { return ruler->model; }

const char *terr_area_model_name(enum terr_area_model model) { return model_names[model]; }

bool terr_area_model_parse(enum terr_area_model *model, const char *name)
{
    for (size_t i = 0; i < sizeof model_names / sizeof model_names[0]; i++) {
        if (strcmp(name, model_names[i]) != 0) continue;
        *model = (enum terr_area_model)i;
        return true;
    }
    return false;
}

const char *terr_area_engine_version(void) { return proj_info().version; }

// A sum whose rounding errors are carried along (A. Neumaier, Rundungsfehleranalyse einiger
// Verfahren zur Summation endlicher Summen, ZAMM 54, 1974, doi:10.1002/zamm.19740540106).
struct sum {
    double total;
    double carried;
};

static void sum_add(struct sum *sum, double term)
{
    const double total = sum->total + term;
    sum->carried +=
        fabs(sum->total) >= fabs(term) ? (sum->total - total) + term : (term - total) + sum->total;
    sum->total = total;
}

// Snyder's q, twice the area between the equator and a parallel per radian of longitude and a^2.
static double authalic_q(const struct terr_ruler *ruler, double lat_rad)
{
    const double sine = sin(lat_rad);
    const double es = ruler->e * sine;
    return (1 - ruler->e2) * (sine / (1 - es * es) + atanh(es) / ruler->e);
}

// The mean of q along an edge that is straight in longitude and latitude.
static double mean_q(const struct terr_ruler *ruler, double lat1_deg, double lat2_deg)
{
    static const struct {
        double node, weight;
    } gauss[] = {
        // on [-1, 1], symmetrical; weights halved (M. Abramowitz and I. A. Stegun, Handbook of
        // Mathematical Functions, 1964, table 25.4)
        {0.33998104358485626, 0.32607257743127307},
        {0.86113631159405258, 0.17392742256872693},
    };
    const double pieces = ceil(fabs(lat2_deg - lat1_deg) / PIECE_DEG);
    const int count = pieces < 1 ? 1 : (int)pieces;
    const double half = (lat2_deg - lat1_deg) / count / 2 * RADIANS_PER_DEGREE;
    double mean = 0;
    for (int piece = 0; piece < count; piece++) {
        const double middle = lat1_deg * RADIANS_PER_DEGREE + (2 * piece + 1) * half;
        for (size_t i = 0; i < sizeof gauss / sizeof gauss[0]; i++) {
            mean += gauss[i].weight * (authalic_q(ruler, middle - gauss[i].node * half) +
                                       authalic_q(ruler, middle + gauss[i].node * half));
        }
    }
    return mean / count;
}

// Measuring q from the ring's own latitude keeps the terms as small as the ring.
static double straight_ring_m2(const struct terr_ruler *ruler, const double *coords, size_t points)
{
    const double reference = authalic_q(ruler, coords[1] * RADIANS_PER_DEGREE);
    struct sum sum = {0, 0};
    for (size_t i = 0; i + 1 < points; i++) {
        const double *at = coords + 2 * i, *next = at + 2;
        if (next[0] == at[0]) continue; // along a meridian
        sum_add(&sum, (mean_q(ruler, at[1], next[1]) - reference) * (next[0] - at[0]));
    }
    return fabs(sum.total + sum.carried) * RADIANS_PER_DEGREE * WGS84_A_M * WGS84_A_M / 2;
}

static double geodesic_ring_m2(const struct terr_ruler *ruler, const double *coords, size_t points)
{
    struct geod_polygon polygon;
    double area_m2 = 0;
    geod_polygon_init(&polygon, 0);
    for (size_t i = 0; i + 1 < points; i++) {
        geod_polygon_addpoint(&ruler->geodesic, &polygon, coords[2 * i + 1], coords[2 * i]);
    }
    // sign = 1 and the absolute value: otherwise a clockwise ring would measure the rest of the
    // Earth
    geod_polygon_compute(&ruler->geodesic, &polygon, 0, 1, &area_m2, NULL);
    return fabs(area_m2);
}

static double sphere_ring_m2(const double *coords, size_t points)
{
    struct sum sum = {0, 0};
    for (size_t i = 0; i + 1 < points; i++) {
        const double *at = coords + 2 * i, *next = at + 2;
        sum_add(&sum,
                (next[0] - at[0]) * RADIANS_PER_DEGREE *
                    (2 + sin(at[1] * RADIANS_PER_DEGREE) + sin(next[1] * RADIANS_PER_DEGREE)));
    }
    return fabs(sum.total + sum.carried) * SPHERE_RADIUS_M * SPHERE_RADIUS_M / 2;
}

static double ring_m2(const struct terr_ruler *ruler, const double *coords, size_t points)
{
    switch (ruler->model) {
    case TERR_AREA_GEODESIC:
        return geodesic_ring_m2(ruler, coords, points);
    case TERR_AREA_SPHERE:
        return sphere_ring_m2(coords, points);
    case TERR_AREA_ELLIPSOID:
        break;
    }
    return straight_ring_m2(ruler, coords, points);
}

double terr_area_m2(const struct terr_ruler *ruler, const struct terr_multipolygon *shape)
{
    struct sum sum = {0, 0};
    for (size_t p = 0; p < shape->polygon_count; p++) {
        const size_t first = terr_multipolygon_polygon_start(shape, p);
        for (size_t r = first; r < shape->polygon_ends[p]; r++) {
            const size_t start = terr_multipolygon_ring_start(shape, r);
            const double area_m2 =
                ring_m2(ruler, shape->coords + 2 * start, shape->ring_ends[r] - start);
            sum_add(&sum, r == first ? area_m2 : -area_m2);
        }
    }
    return sum.total + sum.carried;
}
