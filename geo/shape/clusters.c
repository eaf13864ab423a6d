#include <geo/shape/clusters.h>

#include <geo/base/memory.h>
#include <geo/shape/multipolygon.h>
#include <math.h>
#include <stdlib.h>

struct box {
    double west, south, east, north;
    size_t polygon;
};

static struct box box_of(const struct terr_multipolygon *shape, size_t polygon)
{
    const size_t shell = terr_multipolygon_polygon_start(shape, polygon);
    struct box box = {INFINITY, INFINITY, -INFINITY, -INFINITY, polygon};
    for (size_t i = terr_multipolygon_ring_start(shape, shell); i < shape->ring_ends[shell]; i++) {
        const double *at = shape->coords + 2 * i;
        box.west = fmin(box.west, at[0]);
        box.east = fmax(box.east, at[0]);
        box.south = fmin(box.south, at[1]);
        box.north = fmax(box.north, at[1]);
    }
    return box;
}

static int compare_by_west(const void *left, const void *right)
{
    const struct box *a = left, *b = right;
    if (a->west != b->west) return a->west < b->west ? -1 : 1;
    return a->polygon < b->polygon ? -1 : a->polygon > b->polygon;
}

// The name of a polygon's cluster so far; paths are halved on the way.
static size_t find(size_t *clusters, size_t polygon)
{
    while (clusters[polygon] != polygon) {
        clusters[polygon] = clusters[clusters[polygon]];
        polygon = clusters[polygon];
    }
    return polygon;
}

static void join(size_t *clusters, size_t a, size_t b)
{
    a = find(clusters, a);
    b = find(clusters, b);
    if (a < b) clusters[b] = a;
    if (b < a) clusters[a] = b;
}

// From west to east, each box against those that the sweep has entered and not yet left.
static void sweep(size_t *clusters, const struct box *boxes, size_t count, size_t *open)
{
    size_t open_count = 0;
    for (size_t i = 0; i < count; i++) {
        size_t kept = 0;
        for (size_t k = 0; k < open_count; k++) {
            const struct box *other = &boxes[open[k]];
            if (other->east < boxes[i].west) continue; // left behind
            open[kept++] = open[k];
            if (other->south <= boxes[i].north && boxes[i].south <= other->north) {
                join(clusters, other->polygon, boxes[i].polygon);
            }
        }
        open[kept++] = i;
        open_count = kept;
    }
}

enum terr_code terr_clusters_find(size_t *clusters, const struct terr_multipolygon *shape,
                                  struct terr_error *err)
{
    const size_t count = shape->polygon_count;
    struct box *boxes = terr_memory_new(count, sizeof *boxes, err);
    size_t *open = boxes ? terr_memory_new(count, sizeof *open, err) : NULL;
    if (open) {
        for (size_t i = 0; i < count; i++) {
            clusters[i] = i;
            boxes[i] = box_of(shape, i);
        }
        if (count) qsort(boxes, count, sizeof *boxes, compare_by_west);
        sweep(clusters, boxes, count, open);
        for (size_t i = 0; i < count; i++) clusters[i] = find(clusters, i);
    }
    terr_memory_free(boxes);
    terr_memory_free(open);
    return open ? TERR_OK : err->code;
}
