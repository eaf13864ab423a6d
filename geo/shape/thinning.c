#include <geo/shape/thinning.h>

#include <geo/base/memory.h>
#include <geo/shape/box_tree.h>
#include <geo/shape/spot_queue.h>
#include <math.h>

#define RADIAN (3.14159265358979323846 / 180)
#define WGS84_A_M 6378137.0
#define WGS84_E2 6.69437999014131699614e-3 // f (2 - f), 1 / f = 298.257223563

// Of a stretch of more vertices the distance of each is not measured anew: what is known of its two
// halves bounds it.
#define STRETCH_MOST 512

// Vertices that others stood in the way of are tried so many times more.
#define ROUNDS 16

struct thinning {
    struct terr_network *network;
    double tolerance_m;
    struct terr_step_size *sizes; // these by node:
    size_t *arc_of;
    size_t *previous; // among those that are left
    size_t *next;
    double *off_m; // at most how far what was between it and the next one lies from that edge
    bool *stays;   // a junction, or on the edge of the map
    bool *gone;
    bool *blocked;
    size_t *corners; // left in each arc, without junctions
    size_t left;     // nodes that are left
    struct terr_spot_queue queue;
    struct terr_box_tree tree; // nodes that were left when it was made
    size_t *planted;           // which they are; SIZE_MAX ends a run
    size_t planted_count;
    struct terr_error *err;
};

// ---- metres ----

struct terr_step_size terr_step_size_at(struct terr_node node)
{
    const double latitude = terr_lattice_deg(node.y) * RADIAN, sine = sin(latitude);
    const double w2 = 1 - WGS84_E2 * sine * sine, w = sqrt(w2);
    const double step = RADIAN / TERR_STEPS_PER_DEG;
    const struct terr_step_size size = {step * WGS84_A_M / w * cos(latitude),
                                        step * WGS84_A_M * (1 - WGS84_E2) / (w2 * w)};
    return size;
}

double terr_segment_distance_m(struct terr_node node, struct terr_node a, struct terr_node b,
                               struct terr_step_size size)
{
    if (terr_node_compare(b, a) < 0) { // the same bits whichever way it runs
        const struct terr_node kept = a;
        a = b;
        b = kept;
    }
    const double x = (double)(node.x - a.x) * size.x_m, y = (double)(node.y - a.y) * size.y_m;
    const double along_x = (double)(b.x - a.x) * size.x_m;
    const double along_y = (double)(b.y - a.y) * size.y_m;
    const double length2 = along_x * along_x + along_y * along_y;
    double share = length2 > 0 ? (x * along_x + y * along_y) / length2 : 0;
    if (share < 0) share = 0;
    if (share > 1) share = 1;
    return hypot(x - share * along_x, y - share * along_y);
}

// ---- one vertex ----

// How far the line would lie from what it was with this vertex taken out, at most.
static double cost_of(const struct thinning *thinning, size_t spot)
{
    const struct terr_node *nodes = thinning->network->nodes;
    const struct terr_arc *arc = &thinning->network->arcs[thinning->arc_of[spot]];
    const size_t from = thinning->previous[spot], to = thinning->next[spot];
    const size_t around = arc->last - arc->first + 1;
    const size_t stretch = to > from ? to - from : to + around - from;
    double most_m = 0;
    if (stretch > STRETCH_MOST) {
        // the line p-v-q is nowhere farther from p-q than in v
        const double before_m = thinning->off_m[from], after_m = thinning->off_m[spot];
        return terr_segment_distance_m(nodes[spot], nodes[from], nodes[to], thinning->sizes[spot]) +
               (before_m > after_m ? before_m : after_m);
    }
    for (size_t i = 1, at = from; i < stretch; i++) {
        at = at == arc->last ? arc->first : at + 1;
        const double off_m =
            terr_segment_distance_m(nodes[at], nodes[from], nodes[to], thinning->sizes[at]);
        if (off_m > most_m) most_m = off_m;
    }
    return most_m;
}

static void update(struct thinning *thinning, size_t spot)
{
    if (thinning->stays[spot]) return;
    const double cost_m = cost_of(thinning, spot);
    thinning->blocked[spot] = false;
    if (cost_m <= thinning->tolerance_m) {
        terr_spot_queue_put(&thinning->queue, spot, cost_m);
    } else {
        terr_spot_queue_drop(&thinning->queue, spot);
    }
}

// Whether another arc without corners joins the same two junctions.
static bool has_straight_twin(const struct thinning *thinning, size_t index)
{
    const struct terr_network *network = thinning->network;
    const struct terr_arc *arc = &network->arcs[index];
    const size_t end = network->meeting_start[arc->from + 1];
    for (size_t i = network->meeting_start[arc->from]; i < end; i++) {
        const size_t other = network->meeting[i];
        const struct terr_arc *twin = &network->arcs[other];
        if (other == index || thinning->corners[other] > 0) continue;
        if (twin->from == arc->to || twin->to == arc->to) return true;
    }
    return false;
}

// Whether the arc stays a line of its own with a corner less.
static bool arc_can_spare_one(const struct thinning *thinning, size_t index)
{
    const struct terr_arc *arc = &thinning->network->arcs[index];
    const size_t corners = thinning->corners[index];
    if (arc->is_ring) return corners > 3;
    if (arc->from == arc->to) return corners > 2;
    return corners > 1 || !has_straight_twin(thinning, index);
}

static bool is_in_triangle(struct terr_node node, const struct terr_node triangle[3])
{
    int left = 0, right = 0;
    for (size_t i = 0; i < 3; i++) {
        const terr_wide turn = terr_lattice_turn(triangle[i], triangle[(i + 1) % 3], node);
        if (turn > 0) left++;
        if (turn < 0) right++;
    }
    return left == 0 || right == 0;
}

// A box around a triangle, a step wider than it.
static struct terr_box box_of(const struct terr_node triangle[3])
{
    struct terr_box box = terr_box_around(triangle[0], triangle[2]);
    const struct terr_node tip = triangle[1];
    if (tip.x < box.low.x) box.low.x = tip.x;
    if (tip.y < box.low.y) box.low.y = tip.y;
    if (tip.x > box.high.x) box.high.x = tip.x;
    if (tip.y > box.high.y) box.high.y = tip.y;
    box.low.x--;
    box.low.y--;
    box.high.x++;
    box.high.y++;
    return box;
}

// Whether a node that lies in the box around it is a step or less from the segment a-b, or little
// more: |turn| is the distance times the length, which is at most |dx| + |dy|.
static bool is_close(struct terr_node node, struct terr_node a, struct terr_node b)
{
    const terr_wide turn = terr_lattice_turn(a, b, node);
    const int64_t dx = b.x - a.x, dy = b.y - a.y;
    return (turn < 0 ? -turn : turn) <= (dx < 0 ? -dx : dx) + (dy < 0 ? -dy : dy);
}

// Whether a vertex lies in the triangle that taking out its tip sweeps, or so near to the new edge
// that the two may not be told apart once they are written in degrees.
static bool is_in_the_way(struct terr_node node, const struct terr_node triangle[3])
{
    if (terr_node_same(node, triangle[0]) || terr_node_same(node, triangle[1]) ||
        terr_node_same(node, triangle[2])) {
        return false;
    }
    return is_in_triangle(node, triangle) || is_close(node, triangle[0], triangle[2]);
}

// Whether no vertex that is left is in the way of taking this one out.
static enum terr_code is_swept_clear(bool *clear, struct thinning *thinning, size_t spot)
{
    const struct terr_node *nodes = thinning->network->nodes;
    const struct terr_node triangle[3] = {nodes[thinning->previous[spot]], nodes[spot],
                                          nodes[thinning->next[spot]]};
    *clear = true;
    if (terr_lattice_turn(triangle[0], triangle[1], triangle[2]) == 0) return TERR_OK;
    const enum terr_code code =
        terr_box_tree_search(&thinning->tree, box_of(triangle), thinning->err);
    for (size_t i = 0; !code && i < thinning->tree.found_count && *clear; i++) {
        const size_t found = thinning->planted[thinning->tree.found[i]];
        if (!thinning->gone[found] && is_in_the_way(nodes[found], triangle)) *clear = false;
    }
    return code;
}

// ---- all of them ----

// Plants what is left, arc by arc.
static enum terr_code plant(struct thinning *thinning)
{
    const struct terr_network *network = thinning->network;
    const size_t count = thinning->left + network->arc_count;
    struct terr_box_tree *tree = &thinning->tree;
    terr_box_tree_dispose(tree);
    enum terr_code code = terr_box_tree_reserve(tree, count, thinning->err);
    if (code) return code;
    size_t at = 0;
    for (size_t a = 0; a < network->arc_count; a++) {
        for (size_t i = network->arcs[a].first; i <= network->arcs[a].last; i++) {
            if (thinning->gone[i]) continue;
            thinning->planted[at] = i;
            tree->boxes[at++] = terr_box_around(network->nodes[i], network->nodes[i]);
        }
        thinning->planted[at] = SIZE_MAX;
        tree->boxes[at++] = terr_box_nowhere();
    }
    thinning->planted_count = thinning->left;
    return terr_box_tree_build(tree, thinning->err);
}

static enum terr_code take_out(struct thinning *thinning, size_t spot)
{
    const size_t from = thinning->previous[spot], to = thinning->next[spot];
    thinning->off_m[from] = thinning->queue.costs[spot];
    thinning->gone[spot] = true;
    thinning->next[from] = to;
    thinning->previous[to] = from;
    thinning->corners[thinning->arc_of[spot]]--;
    thinning->left--;
    update(thinning, from);
    update(thinning, to);
    return 2 * thinning->left < thinning->planted_count ? plant(thinning) : TERR_OK;
}

// Until nothing is in the queue. `*any` tells whether something was taken out.
static enum terr_code run_down(struct thinning *thinning, bool *any)
{
    enum terr_code code = TERR_OK;
    *any = false;
    while (thinning->queue.count > 0 && !code) {
        const size_t spot = terr_spot_queue_pop(&thinning->queue);
        bool clear = arc_can_spare_one(thinning, thinning->arc_of[spot]);
        if (clear) code = is_swept_clear(&clear, thinning, spot);
        thinning->blocked[spot] = !clear;
        if (code || !clear) continue;
        code = take_out(thinning, spot);
        *any = true;
    }
    return code;
}

static enum terr_code run(struct thinning *thinning)
{
    const size_t count = thinning->network->node_count;
    bool any = true;
    enum terr_code code = plant(thinning);
    for (size_t i = 0; i < count; i++) update(thinning, i);
    for (int round = 0; round < ROUNDS && any && !code; round++) {
        code = run_down(thinning, &any);
        for (size_t i = 0; i < count && any && !code; i++) {
            if (thinning->blocked[i]) update(thinning, i);
        }
    }
    return code;
}

// ---- before and after ----

static bool is_on_map_edge(struct terr_node node)
{
    const int64_t x = (int64_t)(180 * TERR_STEPS_PER_DEG), y = x / 2;
    return node.x == x || node.x == -x || node.y == y || node.y == -y;
}

static void link_arcs(struct thinning *thinning)
{
    const struct terr_network *network = thinning->network;
    for (size_t a = 0; a < network->arc_count; a++) {
        const struct terr_arc *arc = &network->arcs[a];
        for (size_t i = arc->first; i <= arc->last; i++) {
            thinning->sizes[i] = terr_step_size_at(network->nodes[i]);
            thinning->arc_of[i] = a;
            thinning->previous[i] = i == arc->first ? arc->last : i - 1;
            thinning->next[i] = i == arc->last ? arc->first : i + 1;
            const bool is_end = !arc->is_ring && (i == arc->first || i == arc->last);
            thinning->stays[i] = is_end || is_on_map_edge(network->nodes[i]);
        }
        const size_t nodes = arc->last - arc->first + 1;
        thinning->corners[a] = arc->is_ring ? nodes : nodes - 2;
    }
    thinning->left = network->node_count;
}

static enum terr_code make_room(struct thinning *thinning)
{
    const struct terr_network *network = thinning->network;
    const size_t count = network->node_count;
    struct terr_error *err = thinning->err;
    thinning->sizes = terr_memory_new(count, sizeof *thinning->sizes, err);
    if (!thinning->sizes) return err->code;
    thinning->arc_of = terr_memory_new(count, sizeof *thinning->arc_of, err);
    if (!thinning->arc_of) return err->code;
    thinning->previous = terr_memory_new(count, sizeof *thinning->previous, err);
    if (!thinning->previous) return err->code;
    thinning->next = terr_memory_new(count, sizeof *thinning->next, err);
    if (!thinning->next) return err->code;
    thinning->off_m = terr_memory_new(count, sizeof *thinning->off_m, err);
    if (!thinning->off_m) return err->code;
    thinning->stays = terr_memory_new(count, sizeof *thinning->stays, err);
    if (!thinning->stays) return err->code;
    thinning->gone = terr_memory_new(count, sizeof *thinning->gone, err);
    if (!thinning->gone) return err->code;
    thinning->blocked = terr_memory_new(count, sizeof *thinning->blocked, err);
    if (!thinning->blocked) return err->code;
    thinning->corners = terr_memory_new(network->arc_count, sizeof *thinning->corners, err);
    if (!thinning->corners) return err->code;
    thinning->planted = terr_memory_new(count + network->arc_count, sizeof *thinning->planted, err);
    if (!thinning->planted) return err->code;
    return terr_spot_queue_init(&thinning->queue, network->nodes, count, err);
}

static void thinning_end(struct thinning *thinning)
{
    terr_memory_free(thinning->sizes);
    terr_memory_free(thinning->arc_of);
    terr_memory_free(thinning->previous);
    terr_memory_free(thinning->next);
    terr_memory_free(thinning->off_m);
    terr_memory_free(thinning->stays);
    terr_memory_free(thinning->gone);
    terr_memory_free(thinning->blocked);
    terr_memory_free(thinning->corners);
    terr_memory_free(thinning->planted);
    terr_spot_queue_dispose(&thinning->queue);
    terr_box_tree_dispose(&thinning->tree);
}

// Moves together what is left.
static void close_up(const struct thinning *thinning)
{
    struct terr_network *network = thinning->network;
    size_t at = 0;
    for (size_t a = 0; a < network->arc_count; a++) {
        struct terr_arc *arc = &network->arcs[a];
        const size_t first = at;
        for (size_t i = arc->first; i <= arc->last; i++) {
            if (!thinning->gone[i]) network->nodes[at++] = network->nodes[i];
        }
        arc->first = first;
        arc->last = at - 1;
    }
    network->node_count = at;
}

enum terr_code terr_thinning_apply(struct terr_network *network, double tolerance_m,
                                   struct terr_error *err)
{
    struct thinning thinning = {.network = network, .tolerance_m = tolerance_m, .err = err};
    enum terr_code code = make_room(&thinning);
    if (!code) {
        link_arcs(&thinning);
        code = run(&thinning);
    }
    if (!code) close_up(&thinning);
    thinning_end(&thinning);
    return code;
}
