#include <geo/shape/rings.h>

#include <geo/base/memory.h>
#include <geo/shape/box_tree.h>
#include <stdlib.h>

// ---- taking ----

static size_t take_ring(struct terr_node *nodes, const double *coords, size_t points)
{
    size_t count = 0;
    for (size_t i = 0; i < points; i++) {
        const struct terr_node node = terr_lattice_nearest(coords[2 * i], coords[2 * i + 1]);
        if (count == 0 || !terr_node_same(nodes[count - 1], node)) nodes[count++] = node;
    }
    return count;
}

enum terr_code terr_rings_take(struct terr_rings *out, const struct terr_multipolygon *shape,
                               struct terr_error *err)
{
    out->nodes = terr_memory_new(shape->point_count, sizeof *out->nodes, err);
    if (!out->nodes) return err->code;
    out->rings = terr_memory_new(shape->ring_count, sizeof *out->rings, err);
    if (!out->rings) return err->code;
    for (size_t p = 0; p < shape->polygon_count; p++) {
        const size_t shell = terr_multipolygon_polygon_start(shape, p);
        for (size_t r = shell; r < shape->polygon_ends[p]; r++) {
            const size_t start = terr_multipolygon_ring_start(shape, r);
            struct terr_ring *ring = &out->rings[out->ring_count++];
            ring->start = out->node_count;
            out->node_count += take_ring(out->nodes + ring->start, shape->coords + 2 * start,
                                         shape->ring_ends[r] - start);
            ring->end = out->node_count;
            ring->polygon = p;
            ring->is_hole = r > shell;
        }
    }
    return TERR_OK;
}

void terr_rings_dispose(struct terr_rings *rings)
{
    const struct terr_rings empty = TERR_RINGS_INIT;
    terr_memory_free(rings->nodes);
    terr_memory_free(rings->rings);
    *rings = empty;
}

enum terr_code terr_rings_plant(struct terr_box_tree *tree, const struct terr_rings *rings,
                                struct terr_error *err)
{
    const enum terr_code code = terr_box_tree_reserve(tree, rings->node_count, err);
    if (code) return code;
    for (size_t r = 0; r < rings->ring_count; r++) {
        const struct terr_ring *ring = &rings->rings[r];
        for (size_t i = ring->start; i + 1 < ring->end; i++) {
            tree->boxes[i] = terr_box_around(rings->nodes[i], rings->nodes[i + 1]);
        }
        if (ring->end > ring->start) tree->boxes[ring->end - 1] = terr_box_nowhere();
    }
    return terr_box_tree_build(tree, err);
}

size_t terr_ring_first(const struct terr_rings *rings, const struct terr_ring *ring)
{
    size_t first = ring->start;
    for (size_t i = first + 1; i + 1 < ring->end; i++) {
        if (terr_node_compare(rings->nodes[i], rings->nodes[first]) < 0) first = i;
    }
    return first;
}

bool terr_ring_is_ccw(const struct terr_rings *rings, const struct terr_ring *ring, size_t first)
{
    const size_t before = first > ring->start ? first - 1 : ring->end - 2;
    return terr_lattice_turn(rings->nodes[before], rings->nodes[first], rings->nodes[first + 1]) >
           0;
}

terr_wide terr_rings_area2(const struct terr_rings *rings)
{
    terr_wide sum = 0;
    for (size_t r = 0; r < rings->ring_count; r++) {
        const struct terr_ring *ring = &rings->rings[r];
        const terr_wide area2 =
            terr_lattice_area2(rings->nodes + ring->start, ring->end - ring->start);
        sum += (area2 < 0) == ring->is_hole ? area2 : -area2;
    }
    return sum;
}

// ---- canonical order ----

// A ring as it is written: from `first` on, round the way its kind goes.
struct written {
    const struct terr_node *nodes; // of the ring
    size_t count;                  // without the last, which repeats the first
    size_t first;
    bool backwards;
    size_t polygon;
    bool is_hole;
};

static struct written view(const struct terr_rings *rings, const struct terr_ring *ring)
{
    const size_t first = terr_ring_first(rings, ring);
    const struct written written = {.nodes = rings->nodes + ring->start,
                                    .count = ring->end - ring->start - 1,
                                    .first = first - ring->start,
                                    .backwards =
                                        terr_ring_is_ccw(rings, ring, first) == ring->is_hole,
                                    .polygon = ring->polygon,
                                    .is_hole = ring->is_hole};
    return written;
}

// The node `steps` after the first one; `steps` is at most the count.
static struct terr_node node_after(const struct written *ring, size_t steps)
{
    const size_t forward = ring->backwards ? ring->count - steps : steps;
    const size_t at = ring->first + forward;
    return ring->nodes[at < ring->count ? at : at - ring->count];
}

// The engine puts the ring with more points first, and of two as long the one whose points are
// greater, compared the other way round than they are written here.
static int compare_rings(const struct written *a, const struct written *b)
{
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    for (size_t i = a->count + 1; i-- > 0;) {
        const int order = terr_node_compare(node_after(b, i), node_after(a, i));
        if (order) return order;
    }
    return 0;
}

static int compare_holes(const void *left, const void *right)
{
    const struct written *a = left, *b = right;
    return compare_rings(a, b);
}

// A polygon's rings among those written: its shell, then its holes.
struct group {
    const struct written *rings;
    size_t count;
};

static int compare_groups(const void *left, const void *right)
{
    const struct group *a = left, *b = right;
    return compare_rings(a->rings, b->rings);
}

static enum terr_code put_ring(struct terr_multipolygon *out, const struct written *ring,
                               struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i <= ring->count && !code; i++) {
        const struct terr_node node = node_after(ring, i);
        code = terr_multipolygon_add_point(out, terr_lattice_deg(node.x), terr_lattice_deg(node.y),
                                           err);
    }
    return code ? code : terr_multipolygon_end_ring(out, err);
}

static enum terr_code put_group(struct terr_multipolygon *out, const struct group *group,
                                struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < group->count && !code; i++) code = put_ring(out, &group->rings[i], err);
    return code ? code : terr_multipolygon_end_polygon(out, err);
}

// What is to be written, ring by ring and polygon by polygon.
struct page {
    struct written *written;
    size_t ring_count;
    struct group *groups;
    size_t group_count;
};

static void add_groups(struct page *page, const struct terr_rings *rings)
{
    struct written *written = page->written + page->ring_count;
    for (size_t i = 0, end; i < rings->ring_count; i = end) {
        const size_t polygon = rings->rings[i].polygon;
        for (end = i; end < rings->ring_count && rings->rings[end].polygon == polygon; end++) {
            written[end] = view(rings, &rings->rings[end]);
        }
        qsort(written + i + 1, end - i - 1, sizeof *written, compare_holes);
        page->groups[page->group_count++] = (struct group){written + i, end - i};
    }
    page->ring_count += rings->ring_count;
}

enum terr_code terr_rings_put_both(struct terr_multipolygon *out, const struct terr_rings *rings,
                                   const struct terr_rings *others, struct terr_error *err)
{
    const size_t count = rings->ring_count + others->ring_count;
    struct page page = {.written = terr_memory_new(count, sizeof *page.written, err)};
    if (page.written) page.groups = terr_memory_new(count, sizeof *page.groups, err);
    enum terr_code code = page.groups ? TERR_OK : err->code;
    if (count && !code) {
        code =
            terr_multipolygon_reserve(out, rings->node_count + others->node_count, count, 0, err);
    }
    if (!code) {
        add_groups(&page, rings);
        add_groups(&page, others);
    }
    if (page.group_count) {
        qsort(page.groups, page.group_count, sizeof *page.groups, compare_groups);
    }
    for (size_t i = 0; i < page.group_count && !code; i++) {
        code = put_group(out, &page.groups[i], err);
    }
    terr_memory_free(page.written);
    terr_memory_free(page.groups);
    return code;
}

enum terr_code terr_rings_put(struct terr_multipolygon *out, const struct terr_rings *rings,
                              struct terr_error *err)
{
    const struct terr_rings none = TERR_RINGS_INIT;
    return terr_rings_put_both(out, rings, &none, err);
}
