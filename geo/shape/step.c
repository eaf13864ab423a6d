#include <geo/shape/step.h>

#include <geo/base/memory.h>
#include <geo/shape/multipolygon.h>
#include <math.h>
#include <stdlib.h>

// The sphere whose surface is that of the WGS 84 ellipsoid (authalic radius).
#define RADIUS_M 6371007.181
#define RADIANS_PER_DEGREE 0.017453292519943295

// An edge from its lesser end to its greater one. `weight` is how often it is walked that way, less
// how often the other way, in `to`, less the same in `from`.
struct edge {
    double from[2], to[2];
    int weight;
};

// One end of an edge that is not shared.
struct end {
    double at[2];
    size_t edge;
    bool second;
};

struct sketch {
    struct edge *edges;
    size_t edge_count;
    struct end *ends;
    size_t *points;  // of each edge: the number of the point at its two ends
    size_t *parents; // of each point: one nearer to the root of its loops
    double *nets;    // of each root, in square radians
};

static int compare_points(const double a[2], const double b[2])
{
    if (a[0] != b[0]) return a[0] < b[0] ? -1 : 1;
    if (a[1] != b[1]) return a[1] < b[1] ? -1 : 1;
    return 0;
}

static int compare_edges(const void *left, const void *right)
{
    const struct edge *a = left, *b = right;
    const int by_from = compare_points(a->from, b->from);
    return by_from ? by_from : compare_points(a->to, b->to);
}

static int compare_ends(const void *left, const void *right)
{
    const struct end *a = left, *b = right;
    return compare_points(a->at, b->at);
}

static void add_edges(struct sketch *sketch, const struct terr_multipolygon *shape, int weight)
{
    for (size_t ring = 0; ring < shape->ring_count; ring++) {
        const size_t start = terr_multipolygon_ring_start(shape, ring);
        for (size_t i = start; i + 1 < shape->ring_ends[ring]; i++) {
            const double *at = shape->coords + 2 * i, *next = at + 2;
            const bool ahead = compare_points(at, next) <= 0;
            const double *low = ahead ? at : next, *high = ahead ? next : at;
            const struct edge edge = {
                {low[0], low[1]}, {high[0], high[1]}, ahead ? weight : -weight};
            sketch->edges[sketch->edge_count++] = edge;
        }
    }
}

// Adds up the edges that are the same and keeps those that do not cancel out.
static void drop_shared(struct sketch *sketch)
{
    size_t kept = 0;
    for (size_t i = 0; i < sketch->edge_count;) {
        struct edge sum = sketch->edges[i++];
        for (; i < sketch->edge_count && compare_edges(&sum, &sketch->edges[i]) == 0; i++) {
            sum.weight += sketch->edges[i].weight;
        }
        if (sum.weight != 0) sketch->edges[kept++] = sum;
    }
    sketch->edge_count = kept;
}

static size_t root_of(const struct sketch *sketch, size_t point)
{
    while (sketch->parents[point] != point) {
        sketch->parents[point] = sketch->parents[sketch->parents[point]];
        point = sketch->parents[point];
    }
    return point;
}

static enum terr_code make_room(struct sketch *sketch, struct terr_error *err)
{
    const size_t ends = 2 * sketch->edge_count;
    sketch->ends = terr_memory_new(ends, sizeof *sketch->ends, err);
    if (sketch->ends) sketch->points = terr_memory_new(ends, sizeof *sketch->points, err);
    if (sketch->points) sketch->parents = terr_memory_new(ends, sizeof *sketch->parents, err);
    if (sketch->parents) sketch->nets = terr_memory_new(ends, sizeof *sketch->nets, err);
    return sketch->nets ? TERR_OK : err->code;
}

// Gives points that are the same one number.
static void number_points(struct sketch *sketch)
{
    const size_t count = 2 * sketch->edge_count;
    for (size_t i = 0; i < sketch->edge_count; i++) {
        const struct edge *edge = &sketch->edges[i];
        const struct end first = {{edge->from[0], edge->from[1]}, i, false};
        const struct end second = {{edge->to[0], edge->to[1]}, i, true};
        sketch->ends[2 * i] = first;
        sketch->ends[2 * i + 1] = second;
    }
    qsort(sketch->ends, count, sizeof *sketch->ends, compare_ends);
    size_t number = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && compare_ends(&sketch->ends[i - 1], &sketch->ends[i]) != 0) number = i;
        sketch->points[2 * sketch->ends[i].edge + sketch->ends[i].second] = number;
        sketch->parents[i] = i;
    }
}

// What is left of an edge of the closed integral of -sin(latitude) over the longitude.
static double edge_net(const struct edge *edge)
{
    const double sines =
        sin(edge->from[1] * RADIANS_PER_DEGREE) + sin(edge->to[1] * RADIANS_PER_DEGREE);
    return -edge->weight * (edge->to[0] - edge->from[0]) * RADIANS_PER_DEGREE * sines / 2;
}

static double sum_loops(struct sketch *sketch)
{
    double sum = 0;
    for (size_t i = 0; i < sketch->edge_count; i++) {
        const size_t a = root_of(sketch, sketch->points[2 * i]);
        sketch->parents[a] = root_of(sketch, sketch->points[2 * i + 1]);
    }
    for (size_t i = 0; i < sketch->edge_count; i++) {
        sketch->nets[root_of(sketch, sketch->points[2 * i])] += edge_net(&sketch->edges[i]);
    }
    for (size_t i = 0; i < 2 * sketch->edge_count; i++) sum += fabs(sketch->nets[i]);
    return sum * RADIUS_M * RADIUS_M;
}

enum terr_code terr_step_estimate(double *area_m2, const struct terr_multipolygon *from,
                                  const struct terr_multipolygon *to, struct terr_error *err)
{
    struct sketch sketch = {NULL, 0, NULL, NULL, NULL, NULL};
    enum terr_code code = TERR_OK;
    sketch.edges = terr_memory_new(from->point_count + to->point_count, sizeof *sketch.edges, err);
    if (!sketch.edges) return err->code;
    add_edges(&sketch, from, -1);
    add_edges(&sketch, to, 1);
    qsort(sketch.edges, sketch.edge_count, sizeof *sketch.edges, compare_edges);
    drop_shared(&sketch);
    if (!(code = make_room(&sketch, err))) {
        number_points(&sketch);
        *area_m2 = sum_loops(&sketch);
    }
    terr_memory_free(sketch.edges);
    terr_memory_free(sketch.ends);
    terr_memory_free(sketch.points);
    terr_memory_free(sketch.parents);
    terr_memory_free(sketch.nets);
    return code;
}
