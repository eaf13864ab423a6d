#include <geo/shape/width.h>

#include <geo/shape/engine.h>
#include <geo/shape/multipolygon.h>
#include <geo/shape/thinning.h>
#include <math.h>

#define PI 3.14159265358979323846

// Told apart is what differs by a hundredth of the width, twice the radius.
#define FINEST (1 / 200.0)

// Where a polygon is so many times longer than the width, looking for the largest circle takes a
// cell for each step along it: slivers of a hundred kilometres would take minutes and gigabytes.
#define LONG 256

// A polygon on a plane, in metres.
struct plan {
    struct terr_multipolygon shape;
    double low[2], high[2];
    double area_m2;
};

static void find_box(double low[2], double high[2], const struct terr_multipolygon *shape,
                     size_t ring)
{
    for (size_t axis = 0; axis < 2; axis++) {
        low[axis] = INFINITY;
        high[axis] = -INFINITY;
        for (size_t i = terr_multipolygon_ring_start(shape, ring); i < shape->ring_ends[ring];
             i++) {
            low[axis] = fmin(low[axis], shape->coords[2 * i + axis]);
            high[axis] = fmax(high[axis], shape->coords[2 * i + axis]);
        }
    }
}

static double ring_area_m2(const struct terr_multipolygon *shape, size_t ring)
{
    double twice = 0;
    for (size_t i = terr_multipolygon_ring_start(shape, ring); i + 1 < shape->ring_ends[ring];
         i++) {
        const double *at = shape->coords + 2 * i;
        twice += at[0] * at[3] - at[2] * at[1];
    }
    return fabs(twice) / 2;
}

static enum terr_code draw_plan(struct plan *plan, const struct terr_multipolygon *shape,
                                size_t polygon, struct terr_error *err)
{
    const enum terr_code code = terr_multipolygon_append_polygon(&plan->shape, shape, polygon, err);
    if (code) return code;
    double low[2], high[2];
    find_box(low, high, &plan->shape, 0);
    const double middle[2] = {(low[0] + high[0]) / 2, (low[1] + high[1]) / 2};
    const struct terr_step_size size =
        terr_step_size_at(terr_lattice_nearest(middle[0], middle[1]));
    for (size_t i = 0; i < plan->shape.point_count; i++) {
        double *at = plan->shape.coords + 2 * i;
        at[0] = (at[0] - middle[0]) * TERR_STEPS_PER_DEG * size.x_m;
        at[1] = (at[1] - middle[1]) * TERR_STEPS_PER_DEG * size.y_m;
    }
    find_box(plan->low, plan->high, &plan->shape, 0);
    plan->area_m2 = ring_area_m2(&plan->shape, 0);
    for (size_t r = 1; r < plan->shape.ring_count; r++) {
        plan->area_m2 -= ring_area_m2(&plan->shape, r);
    }
    return TERR_OK;
}

static double across_m(const struct plan *plan)
{
    return fmin(plan->high[0] - plan->low[0], plan->high[1] - plan->low[1]);
}

static double length_m(const struct plan *plan)
{
    return fmax(plan->high[0] - plan->low[0], plan->high[1] - plan->low[1]);
}

static enum terr_code erode(bool *reaches, struct terr_engine *engine, const struct plan *plan,
                            double width_m, struct terr_error *err)
{
    bool gone = false;
    const enum terr_code code =
        terr_engine_erodes_away(&gone, engine, &plan->shape, 0, width_m / 2, err);
    *reaches = !code && !gone;
    return code;
}

// Finer and finer, until it is plain: most polygons are far wider, or far narrower.
static enum terr_code search(bool *reaches, struct terr_engine *engine, const struct plan *plan,
                             double width_m, struct terr_error *err)
{
    const bool is_long = length_m(plan) > LONG * width_m;
    if (is_long && length_m(plan) > LONG * across_m(plan)) {
        return erode(reaches, engine, plan, width_m, err);
    }
    for (double tolerance_m = across_m(plan) / 16;; tolerance_m /= 4) {
        double radius_m = 0;
        const bool is_finest = tolerance_m <= width_m * FINEST;
        if (is_finest) tolerance_m = width_m * FINEST;
        const enum terr_code code =
            terr_engine_inscribed_radius(&radius_m, engine, &plan->shape, 0, tolerance_m, err);
        if (code) return code;
        *reaches = 2 * radius_m >= width_m;
        if (*reaches || is_finest || 2 * (radius_m + tolerance_m) < width_m) return TERR_OK;
        if (is_long) return erode(reaches, engine, plan, width_m, err);
    }
}

enum terr_code terr_width_reaches(bool *reaches, struct terr_engine *engine,
                                  const struct terr_multipolygon *shape, size_t polygon,
                                  double width_m, struct terr_error *err)
{
    struct plan plan = {.shape = TERR_MULTIPOLYGON_INIT};
    enum terr_code code = draw_plan(&plan, shape, polygon, err);
    *reaches = false;
    if (!code) {
        // a circle needs a box and an area of its own size
        const bool may = across_m(&plan) >= width_m && plan.area_m2 >= PI / 4 * width_m * width_m;
        if (may) code = search(reaches, engine, &plan, width_m, err);
    }
    terr_multipolygon_dispose(&plan.shape);
    return code;
}
