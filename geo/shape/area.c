#include <geo/shape/area.h>

#include <geo/base/memory.h>
#include <geo/base/module.h>
#include <geo/shape/multipolygon.h>
#include <geo/shape/plane.h>
#include <geo/shape/proj_gate.h>
#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846
#define RADIANS_PER_DEGREE (PI / 180)

// WGS 84 (NIMA TR8350.2, 2000, section 3.2)
#define WGS84_A_M 6378137.0
#define WGS84_F (1 / 298.257223563)

// The sphere that web maps measure on: the equatorial radius of WGS 84.
#define SPHERE_RADIUS_M 6378137.0

struct terr_ruler {
    enum terr_area_model model;
    int utm_zone;                      // of TERR_AREA_UTM, otherwise 0
    double e2;                         // the square of the eccentricity
    const struct terr_proj_gate *gate; // these two for geodesics, otherwise NULL
    struct terr_proj_ellipsoid *ellipsoid;
};

static const char *const model_names[] = {"ellipsoid", "geodesic", "sphere", "web-mercator", "utm"};

static enum terr_code prepare_geodesics(struct terr_ruler *ruler, struct terr_error *err)
{
    const enum terr_code code = terr_proj_gate_open(&ruler->gate, "measuring along geodesics", err);
    return code ? code : ruler->gate->ellipsoid_new(&ruler->ellipsoid, WGS84_A_M, WGS84_F, err);
}

enum terr_code terr_ruler_new(struct terr_ruler **out, enum terr_area_model model,
                              struct terr_error *err)
{
    *out = NULL;
    struct terr_ruler *ruler = terr_memory_new(1, sizeof *ruler, err);
    if (!ruler) return err->code;
    ruler->model = model;
    ruler->e2 = WGS84_F * (2 - WGS84_F);
    enum terr_code code = TERR_OK;
    if (model == TERR_AREA_GEODESIC) code = prepare_geodesics(ruler, err);
    if (code) {
        terr_ruler_free(ruler);
    } else {
        *out = ruler;
    }
    return code;
}

enum terr_code terr_ruler_new_utm(struct terr_ruler **out, int zone, struct terr_error *err)
{
    const enum terr_code code = terr_ruler_new(out, TERR_AREA_UTM, err);
    if (!code) (*out)->utm_zone = zone;
    return code;
}

void terr_ruler_free(struct terr_ruler *ruler)
{
    if (!ruler) return;
    if (ruler->gate) ruler->gate->ellipsoid_free(ruler->ellipsoid);
    terr_memory_free(ruler);
}

enum terr_area_model terr_ruler_model(const struct terr_ruler *ruler) { return ruler->model; }

int terr_ruler_utm_zone(const struct terr_ruler *ruler) { return ruler->utm_zone; }

const char *terr_area_model_name(enum terr_area_model model) { return model_names[model]; }

bool terr_area_model_parse(enum terr_area_model *model, const char *name)
{
    for (size_t i = 0; i < TERR_AREA_MODEL_COUNT; i++) {
        if (strcmp(name, model_names[i]) != 0) continue;
        *model = (enum terr_area_model)i;
        return true;
    }
    return false;
}

const char *terr_area_engine_version(void)
{
    const struct terr_proj_gate *gate;
    struct terr_error ignored;
    return terr_proj_gate_open(&gate, "", &ignored) ? TERR_MODULE_NO_VERSION : gate->version();
}

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

// Where q is measured from in a ring: a latitude, its sine and cosine. So the terms stay as small
// as the ring, and as exact.
struct reference {
    double lat_deg;
    double sine, cosine;
};

// sin x, and cos x - 1, for |x| up to 0.06: what is left out of their series is below 1e-19.
static double small_sine(double x)
{
    const double t = x * x;
    return x * (1 - t * (1. / 6) * (1 - t * (1. / 20) * (1 - t * (1. / 42) * (1 - t * (1. / 72)))));
}

static double small_cosine_less_1(double x)
{
    const double t = x * x;
    return -t * (1. / 2) *
           (1 - t * (1. / 12) * (1 - t * (1. / 30) * (1 - t * (1. / 56) * (1 - t * (1. / 90)))));
}
#define SMALL_RAD 0.06

// sin(lat) less the reference's sine: 2 cos((lat + lat0) / 2) sin((lat - lat0) / 2).
static double sine_from(const struct reference *from, double lat_deg)
{
    const double half = (lat_deg - from->lat_deg) / 2 * RADIANS_PER_DEGREE;
    if (fabs(half) > SMALL_RAD) {
        return 2 * cos((lat_deg + from->lat_deg) / 2 * RADIANS_PER_DEGREE) * sin(half);
    }
    const double sine = small_sine(half);
    const double cosine = from->cosine + from->cosine * small_cosine_less_1(half) -
                          from->sine * sine; // of the mean latitude
    return 2 * cosine * sine;
}

// Snyder's q, twice the area between the equator and a parallel per radian of longitude and a^2,
// less the reference's; `rise` is how much greater the sine is. Both terms of q are power series in
// t = (e sine)^2, together
//
//      q = (1 - e^2) sine P(t),  P(t) = 2 + 4/3 t + 6/5 t^2 + 8/7 t^3 + ...
//
// of which what is left out here is below 5e-18. Its difference is (1 - e^2) times
//
//      rise (P(t0) + e^2 sine (sine + sine0) R),  R = (P(t) - P(t0)) / (t - t0),
//
// and R comes out of the Horner scheme of P(t0) without a division.
static double q_from(const struct terr_ruler *ruler, const struct reference *from, double rise)
{
    static const double series[] = {16. / 15, 14. / 13, 12. / 11, 10. / 9,
                                    8. / 7,   6. / 5,   4. / 3,   2.};
    const double sine = from->sine + rise;
    const double t = ruler->e2 * sine * sine, t0 = ruler->e2 * from->sine * from->sine;
    double value = series[0], slope = 0;
    for (size_t i = 1; i < sizeof series / sizeof series[0]; i++) {
        slope = slope * t + value;
        value = value * t0 + series[i];
    }
    return (1 - ruler->e2) * rise * (value + ruler->e2 * sine * (sine + from->sine) * slope);
}

// The mean of q_from over the few kilometres of latitude that most edges rise: by its Taylor series
// around the middle, q(m) + h^2 / 24 q''(m), where h is the height in radians. The next term is
// h^4 / 1920 q(m), and q about 2: up to SHORT_DEG it is below 1e-17.
#define SHORT_DEG 0.018

static double short_mean_q(const struct terr_ruler *ruler, const struct reference *from,
                           double middle_deg, double height_deg)
{
    const double rise = sine_from(from, middle_deg);
    const double sine = from->sine + rise, height = height_deg * RADIANS_PER_DEGREE;
    const double d = 1 - ruler->e2 * sine * sine; // q' = 2 (1 - e^2) cos(lat) / d^2
    const double second =
        2 * (1 - ruler->e2) * sine * (4 * ruler->e2 * (1 - sine * sine) - d) / (d * d * d);
    return q_from(ruler, from, rise) + height * height / 24 * second;
}

// Gauss-Legendre on [-1, 1], symmetrical; weights halved (M. Abramowitz and I. A. Stegun, Handbook
// of Mathematical Functions, 1964, table 25.4). Its error with n nodes on a piece of h radians is
// h^(2n+1) (n!)^4 / ((2n + 1) ((2n)!)^3) times the 2n-th derivative, which is about 2 for q: below
// 1e-17 of the piece as far as each reaches.
struct gauss {
    double reach_deg;
    struct {
        double node, weight;
    } pairs[2]; // one node each side of the middle; the middle itself is a pair of two halves
};
static const struct gauss middle_rule = {
    0.8, {{0, 0.22222222222222222}, {0.77459666924148338, 0.27777777777777778}}};
static const struct gauss long_rule = {
    4.0, {{0.33998104358485626, 0.32607257743127307}, {0.86113631159405258, 0.17392742256872693}}};

// The mean of q_from over `2 * half_deg` of latitude around `middle_deg`. The sines of the nodes
// follow from that of the middle by the addition theorem.
static double piece_mean_q(const struct terr_ruler *ruler, const struct reference *from,
                           const struct gauss *rule, double middle_deg, double half_deg)
{
    const double rise = sine_from(from, middle_deg);
    const double sine = from->sine + rise;
    const double cosine = sqrt(fmax(1 - sine * sine, 0));
    double mean = 0;
    for (size_t i = 0; i < 2; i++) {
        const double angle = rule->pairs[i].node * half_deg * RADIANS_PER_DEGREE;
        const double along = rise + sine * small_cosine_less_1(angle);
        const double across = cosine * small_sine(angle);
        mean += rule->pairs[i].weight *
                (q_from(ruler, from, along - across) + q_from(ruler, from, along + across));
    }
    return mean;
}

// The mean of q_from along an edge that is straight in longitude and latitude.
static double mean_q(const struct terr_ruler *ruler, const struct reference *from, double lat1_deg,
                     double lat2_deg)
{
    const double height_deg = fabs(lat2_deg - lat1_deg);
    if (height_deg <= SHORT_DEG) {
        return short_mean_q(ruler, from, (lat1_deg + lat2_deg) / 2, height_deg);
    }
    const struct gauss *rule = height_deg <= middle_rule.reach_deg ? &middle_rule : &long_rule;
    const int count = (int)ceil(height_deg / rule->reach_deg);
    const double half_deg = (lat2_deg - lat1_deg) / count / 2;
    double mean = 0;
    for (int piece = 0; piece < count; piece++) {
        mean += piece_mean_q(ruler, from, rule, lat1_deg + (2 * piece + 1) * half_deg, half_deg);
    }
    return mean / count;
}

static double straight_ring_m2(const struct terr_ruler *ruler, const double *coords, size_t points)
{
    const double lat_rad = coords[1] * RADIANS_PER_DEGREE;
    const struct reference from = {coords[1], sin(lat_rad), cos(lat_rad)};
    struct sum sum = {0, 0};
    for (size_t i = 0; i + 1 < points; i++) {
        const double *at = coords + 2 * i, *next = at + 2;
        if (next[0] == at[0]) continue; // along a meridian
        sum_add(&sum, mean_q(ruler, &from, at[1], next[1]) * (next[0] - at[0]));
    }
    return fabs(sum.total + sum.carried) * RADIANS_PER_DEGREE * WGS84_A_M * WGS84_A_M / 2;
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
        return ruler->gate->geodesic_ring_m2(ruler->ellipsoid, coords, points);
    case TERR_AREA_SPHERE:
        return sphere_ring_m2(coords, points);
    case TERR_AREA_MERCATOR:
        return terr_mercator_ring_m2(coords, points);
    case TERR_AREA_UTM:
        return terr_utm_ring_m2(ruler->utm_zone, coords, points);
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
