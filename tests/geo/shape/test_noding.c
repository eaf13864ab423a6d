#include "../../support/check.h"

#include "../../support/edge_list.h"
#include <geo/shape/noding.h>

static uint64_t draw(uint64_t *random)
{
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *random >> 33;
}

static void add(struct terr_chains *edges, int64_t x1, int64_t y1, int64_t x2, int64_t y2,
                int64_t weight)
{
    const struct edge edge = {{x1, y1}, {x2, y2}, weight};
    edge_add(edges, &edge);
}

// Edges between nodes of a small field: ends on edges, overlaps and near misses everywhere.
static void draw_edges(struct terr_chains *edges, uint64_t *random, size_t count, uint64_t field)
{
    while (edges->count < count) {
        const int64_t x1 = (int64_t)(draw(random) % field), y1 = (int64_t)(draw(random) % field);
        const int64_t x2 = (int64_t)(draw(random) % field), y2 = (int64_t)(draw(random) % field);
        if (x1 == x2 && y1 == y2) continue;
        add(edges, x1, y1, x2, y2, draw(random) % 2 ? 1 : -1);
    }
}

// How much more leads into a node than out of it.
static int64_t balance(const struct edge_list *edges, struct terr_node node)
{
    int64_t sum = 0;
    for (size_t i = 0; i < edges->count; i++) {
        if (terr_node_same(edges->items[i].to, node)) sum += edges->items[i].weight;
        if (terr_node_same(edges->items[i].from, node)) sum -= edges->items[i].weight;
    }
    return sum;
}

static void check_ends_alone_meet(const struct edge_list *edges)
{
    for (size_t i = 0; i < edges->count; i++) {
        const struct edge *a = &edges->items[i];
        assert_true(a->weight != 0);
        for (size_t k = 0; k < edges->count; k++) {
            const struct edge *b = &edges->items[k];
            struct terr_node at;
            assert_false(terr_lattice_cross(&at, a->from, a->to, b->from, b->to));
            for (int end = 0; end < 2; end++) {
                const struct terr_node node = end ? b->to : b->from;
                if (terr_node_same(node, a->from) || terr_node_same(node, a->to)) continue;
                // exactly on it, between its ends
                assert_false(terr_lattice_turn(a->from, a->to, node) == 0 &&
                             terr_lattice_passes(a->from, a->to, node));
            }
            if (i == k) continue;
            assert_false(terr_node_same(a->from, b->from) && terr_node_same(a->to, b->to));
        }
    }
}

// Within a chain nothing else has a node, and none lies west of both ends.
static void check_chains(const struct terr_chains *chains)
{
    for (size_t c = 0; c < chains->count; c++) {
        const struct terr_chain *chain = &chains->items[c];
        const struct terr_node *nodes = chains->nodes;
        for (size_t i = chain->first + 1; i < chain->last; i++) {
            assert_true(terr_node_compare(nodes[i], nodes[chain->first]) > 0 ||
                        terr_node_compare(nodes[i], nodes[chain->last]) > 0);
            for (size_t d = 0; d < chains->count; d++) {
                const struct terr_chain *other = &chains->items[d];
                for (size_t k = other->first; k <= other->last; k++) {
                    assert_true((c == d && i == k) || !terr_node_same(nodes[i], nodes[k]));
                }
            }
        }
    }
}

static void random_edges_are_cut_wherever_they_meet(void **state)
{
    (void)state;
    uint64_t random = 11;
    size_t pieces = 0;
    for (int round = 0; round < 300; round++) {
        struct terr_error err;
        struct terr_chains edges = TERR_CHAINS_INIT;
        struct terr_noded noded = TERR_NODED_INIT;
        const uint64_t field = 3 + draw(&random) % 40;
        draw_edges(&edges, &random, draw(&random) % 30, field);
        check_ok(terr_noding_snap(&noded, &edges, &err));
        const struct edge_list before = edge_list_of(&edges);
        const struct edge_list after = edge_list_sorted(&noded.chains);
        check_ends_alone_meet(&after);
        check_chains(&noded.chains);
        for (uint64_t i = 0; i < field * field; i++) {
            const struct terr_node node = {(int64_t)(i % field), (int64_t)(i / field)};
            assert_int_equal(balance(&before, node), balance(&after, node));
        }
        assert_true(fabs((double)noded.bent_area2) <= sqrt(2) * noded.bent_length);
        pieces += after.count;
        free(before.items);
        free(after.items);
        terr_chains_dispose(&edges);
        terr_chains_dispose(&noded.chains);
    }
    assert_true(pieces > 10000);
}

// ---- rings that are known to be simple ----

static struct terr_node star_centre;

static int compare_angles(const void *left, const void *right)
{
    const struct terr_node *a = left, *b = right;
    const double a_angle = atan2((double)(a->y - star_centre.y), (double)(a->x - star_centre.x));
    const double b_angle = atan2((double)(b->y - star_centre.y), (double)(b->x - star_centre.x));
    return a_angle < b_angle ? -1 : a_angle > b_angle;
}

// Whether no two edges of the ring share a point but the end of one and the beginning of the next.
static bool is_simple(const struct terr_node *ring, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct terr_node a1 = ring[i], a2 = ring[(i + 1) % count];
        if (terr_node_same(a1, a2)) return false;
        for (size_t k = 0; k < count; k++) {
            struct terr_node at;
            const struct terr_node b1 = ring[k], b2 = ring[(k + 1) % count];
            if (terr_lattice_cross(&at, a1, a2, b1, b2)) return false;
            if (i != k && terr_node_same(a1, b1)) return false;
            const bool is_end = terr_node_same(b1, a1) || terr_node_same(b1, a2);
            if (!is_end && terr_lattice_turn(a1, a2, b1) == 0 && terr_lattice_passes(a1, a2, b1)) {
                return false;
            }
        }
    }
    return true;
}

// Adds a ring of up to 24 nodes around a centre, if they make a simple one.
static void add_star(struct terr_chains *chains, uint64_t *random, uint64_t field, size_t number)
{
    struct terr_error err;
    struct terr_node ring[24];
    const size_t count = 3 + draw(random) % 22;
    star_centre.x = (int64_t)(draw(random) % field);
    star_centre.y = (int64_t)(draw(random) % field);
    for (size_t i = 0; i < count; i++) {
        ring[i].x = (int64_t)(draw(random) % field);
        ring[i].y = (int64_t)(draw(random) % field);
    }
    qsort(ring, count, sizeof *ring, compare_angles);
    if (!is_simple(ring, count)) return;
    for (size_t i = 0; i <= count; i++) {
        check_ok(terr_chains_add_node(chains, ring[i % count], &err));
    }
    check_ok(terr_chains_end(chains, draw(random) % 2 ? 1 : -1, number, &err));
}

static terr_wide enclosed_area2(const struct terr_chains *chains)
{
    terr_wide sum = 0;
    for (size_t i = 0; i < chains->count; i++) {
        const struct terr_chain *chain = &chains->items[i];
        sum += chain->weight * terr_lattice_area2_along(chains->nodes + chain->first,
                                                        chain->last - chain->first + 1);
    }
    return sum;
}

static void simple_rings_are_cut_where_others_meet_or_move_them(void **state)
{
    (void)state;
    uint64_t random = 13;
    size_t rings = 0, bent = 0;
    for (int round = 0; round < 1500; round++) {
        struct terr_error err;
        struct terr_chains chains = TERR_CHAINS_INIT;
        struct terr_noded noded = TERR_NODED_INIT;
        const uint64_t field = 6 + draw(&random) % 40;
        for (size_t i = 0; i < 8; i++) add_star(&chains, &random, field, i + 1);
        check_ok(terr_noding_snap(&noded, &chains, &err));
        const struct edge_list after = edge_list_sorted(&noded.chains);
        check_ends_alone_meet(&after);
        check_chains(&noded.chains);
        assert_true(enclosed_area2(&noded.chains) == enclosed_area2(&chains) + noded.bent_area2);
        assert_true(fabs((double)noded.bent_area2) <= sqrt(2) * noded.bent_length);
        rings += chains.count;
        bent += noded.bent_area2 != 0;
        free(after.items);
        terr_chains_dispose(&chains);
        terr_chains_dispose(&noded.chains);
    }
    assert_true(rings > 1500 && bent > 400);
}

static void check_same(const struct terr_noded *a, const struct terr_noded *b)
{
    const struct edge_list edges = edge_list_sorted(&a->chains);
    const struct edge_list others = edge_list_sorted(&b->chains);
    assert_int_equal(edges.count, others.count);
    assert_true(a->bent_area2 == b->bent_area2);
    assert_int_equal(a->crossing_count, b->crossing_count);
    for (size_t i = 0; i < edges.count; i++) {
        assert_true(terr_node_same(edges.items[i].from, others.items[i].from));
        assert_true(terr_node_same(edges.items[i].to, others.items[i].to));
        assert_int_equal(edges.items[i].weight, others.items[i].weight);
    }
    free(edges.items);
    free(others.items);
}

static void order_and_direction_do_not_matter(void **state)
{
    (void)state;
    uint64_t random = 12;
    for (int round = 0; round < 50; round++) {
        struct terr_error err;
        struct terr_chains edges = TERR_CHAINS_INIT, other = TERR_CHAINS_INIT;
        struct terr_noded noded = TERR_NODED_INIT, turned = TERR_NODED_INIT;
        draw_edges(&edges, &random, 25, 30);
        const struct edge_list list = edge_list_of(&edges);
        for (size_t i = list.count; i-- > 0;) {
            const struct edge *edge = &list.items[i];
            add(&other, edge->to.x, edge->to.y, edge->from.x, edge->from.y, -edge->weight);
        }
        free(list.items);
        check_ok(terr_noding_snap(&noded, &edges, &err));
        check_ok(terr_noding_snap(&turned, &other, &err));
        check_same(&noded, &turned);
        terr_chains_dispose(&edges);
        terr_chains_dispose(&other);
        terr_chains_dispose(&noded.chains);
        terr_chains_dispose(&turned.chains);
    }
}

static void shared_parts_cancel_and_nothing_moves(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_chains edges = TERR_CHAINS_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    add(&edges, 0, 0, 90, 30, 1);
    add(&edges, 60, 20, 30, 10, 1); // back along the middle third
    add(&edges, 90, 30, 60, 20, 1); // and the last
    add(&edges, 0, 0, 30, 10, 1);   // the first once more
    check_ok(terr_noding_snap(&noded, &edges, &err));
    assert_int_equal(noded.chains.count, 1);
    const struct edge_list left = edge_list_sorted(&noded.chains);
    assert_int_equal(left.items[0].to.x, 30);
    assert_int_equal(left.items[0].weight, 2);
    free(left.items);
    assert_int_equal(noded.crossing_count, 0);
    assert_int_equal(noded.shared_count, 3);
    assert_true(noded.bent_area2 == 0);
    check_near(noded.bent_length, 0, 0);
    terr_chains_dispose(&edges);
    terr_chains_dispose(&noded.chains);
}

static void an_edge_is_bent_to_a_node_it_passes(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_chains edges = TERR_CHAINS_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    add(&edges, 0, 0, 30, 1, 1);
    add(&edges, 10, 0, 10, -9, 1); // 1/3 of a step below the edge
    check_ok(terr_noding_snap(&noded, &edges, &err));
    assert_int_equal(noded.chains.count, 3);
    // the triangle (0, 0), (10, 0), (30, 1) was added on the left: twice its area is 10
    assert_true(noded.bent_area2 == 10);
    check_near(noded.bent_length, sqrt(901), 1e-12);
    terr_chains_dispose(&edges);
    terr_chains_dispose(&noded.chains);
}

static void nothing_becomes_nothing(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_chains edges = TERR_CHAINS_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    check_ok(terr_noding_snap(&noded, &edges, &err));
    assert_int_equal(noded.chains.count, 0);
    add(&edges, 0, 0, 5, 5, 1);
    add(&edges, 5, 5, 0, 0, 1);
    check_ok(terr_noding_snap(&noded, &edges, &err));
    assert_int_equal(noded.chains.count, 0);
    terr_chains_dispose(&edges);
    terr_chains_dispose(&noded.chains);
}

static void what_ought_to_be_plain_and_is_not_is_given_up(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_chains chains = TERR_CHAINS_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    add(&chains, 0, 0, 10, 10, 1);
    add(&chains, 10, 10, 20, 0, 1);
    check_ok(terr_noding_snap_plain(&noded, &chains, &err));
    assert_false(noded.gave_up);
    assert_int_equal(noded.chains.count, 2);
    terr_chains_dispose(&noded.chains);
    add(&chains, 0, 5, 30, 5, 1);
    check_ok(terr_noding_snap_plain(&noded, &chains, &err));
    assert_true(noded.gave_up);
    assert_int_equal(noded.chains.count, 0);
    terr_chains_dispose(&chains);
}

static void add_rays(struct terr_chains *chains, int64_t count)
{
    for (int64_t i = 0; i < count; i++) add(chains, 0, 0, 200000, 20 * i, 1);
}

// Too many to be tried against each other.
static void rays_that_only_touch_are_noded_as_others(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_chains chains = TERR_CHAINS_INIT;
    struct terr_noded plain = TERR_NODED_INIT, all = TERR_NODED_INIT;
    add_rays(&chains, 3000);
    for (int64_t i = 0; i < 3000; i += 7) add(&chains, 100000, 10 * i, 100000, 10 * i + 5, -1);
    check_ok(terr_noding_snap_plain(&plain, &chains, &err));
    check_ok(terr_noding_snap(&all, &chains, &err));
    assert_false(plain.gave_up);
    assert_int_equal(plain.chains.count, 3000 + 2 * 429);
    assert_int_equal(plain.chains.count, all.chains.count);
    assert_int_equal(plain.chains.node_count, all.chains.node_count);
    for (size_t i = 0; i < all.chains.count; i++) {
        assert_memory_equal(&plain.chains.items[i], &all.chains.items[i], sizeof *all.chains.items);
    }
    for (size_t i = 0; i < all.chains.node_count; i++) {
        assert_true(terr_node_same(plain.chains.nodes[i], all.chains.nodes[i]));
    }
    terr_chains_dispose(&chains);
    terr_chains_dispose(&plain.chains);
    terr_chains_dispose(&all.chains);
}

static void rays_that_do_more_than_touch_are_given_up(void **state)
{
    (void)state;
    static const struct edge more[] = {
        {{100000, 1000}, {100000, 1011}, 1}, // crosses the ray above its beginning
        {{100000, 1000}, {300000, 3000}, 1}, // lies on the ray it begins on
        {{100001, 1000}, {100001, 1005}, 1}, // begins beside a ray by less than half a step
    };
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        struct terr_error err;
        struct terr_chains chains = TERR_CHAINS_INIT;
        struct terr_noded noded = TERR_NODED_INIT;
        add_rays(&chains, 3000);
        edge_add(&chains, &more[i]);
        check_ok(terr_noding_snap_plain(&noded, &chains, &err));
        assert_true(noded.gave_up);
        assert_int_equal(noded.chains.count, 0);
        terr_chains_dispose(&chains);
    }
}

// A field of 400 lines each way crosses in 160 000 places, some three hundred to a chain.
static void more_crossings_than_on_any_map_are_given_up(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_chains chains = TERR_CHAINS_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    for (int64_t i = 0; i < 400; i++) {
        add(&chains, 10 * i, -5, 10 * i, 4005, 1);
        add(&chains, -5, 10 * i, 4005, 10 * i, 1);
    }
    check_ok(terr_noding_snap_bounded(&noded, &chains, &err));
    assert_true(noded.gave_up);
    assert_int_equal(noded.chains.count, 0);
    check_ok(terr_noding_snap(&noded, &chains, &err));
    assert_false(noded.gave_up);
    assert_int_equal(noded.crossing_count, 160000);
    assert_int_equal(noded.chains.count, 2 * 400 * 401);
    terr_chains_dispose(&chains);
    terr_chains_dispose(&noded.chains);
}

// n edges through one point cross there n (n - 1) / 2 times and are cut once each.
static void edges_that_cross_in_one_point_are_cut_once(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_chains chains = TERR_CHAINS_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    for (int64_t i = 0; i < 300; i++) add(&chains, -10000, -100 * i, 10000, 100 * i, 1);
    check_ok(terr_noding_snap(&noded, &chains, &err));
    assert_int_equal(noded.crossing_count, 300 * 299 / 2);
    assert_int_equal(noded.chains.count, 600);
    assert_int_equal(noded.chains.node_count, 900);
    terr_chains_dispose(&chains);
    terr_chains_dispose(&noded.chains);
}

static void a_ring_that_touches_itself_parts_there(void **state)
{
    (void)state;
    static const struct terr_node ring[] = {{0, 0},  {9, 0}, {9, 9},  {4, 4}, {0, 9},
                                            {-3, 6}, {4, 4}, {-2, 1}, {0, 0}};
    struct terr_error err;
    struct terr_chains chains = TERR_CHAINS_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    for (size_t i = 0; i < sizeof ring / sizeof ring[0]; i++) {
        check_ok(terr_chains_add_node(&chains, ring[i], &err));
    }
    check_ok(terr_chains_end(&chains, 1, 0, &err));
    check_ok(terr_noding_snap(&noded, &chains, &err));
    check_chains(&noded.chains);
    // from (0, 0) to (4, 4), from there and back, and from there to (0, 0); the last two part at
    // their westernmost nodes
    assert_int_equal(noded.chains.count, 5);
    assert_int_equal(noded.crossing_count, 0);
    assert_int_equal(noded.shared_count, 0);
    terr_chains_dispose(&chains);
    terr_chains_dispose(&noded.chains);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_edges_are_cut_wherever_they_meet),
        cmocka_unit_test(simple_rings_are_cut_where_others_meet_or_move_them),
        cmocka_unit_test(order_and_direction_do_not_matter),
        cmocka_unit_test(shared_parts_cancel_and_nothing_moves),
        cmocka_unit_test(an_edge_is_bent_to_a_node_it_passes),
        cmocka_unit_test(what_ought_to_be_plain_and_is_not_is_given_up),
        cmocka_unit_test(rays_that_only_touch_are_noded_as_others),
        cmocka_unit_test(rays_that_do_more_than_touch_are_given_up),
        cmocka_unit_test(more_crossings_than_on_any_map_are_given_up),
        cmocka_unit_test(edges_that_cross_in_one_point_are_cut_once),
        cmocka_unit_test(a_ring_that_touches_itself_parts_there),
        cmocka_unit_test(nothing_becomes_nothing),
    };
    return cmocka_run_group_tests_name("shape/noding", tests, NULL, NULL);
}
