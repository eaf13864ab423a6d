#include "../../support/check.h"

#include <geo/shape/noding.h>
#include <stdlib.h>

static uint64_t draw(uint64_t *random)
{
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *random >> 33;
}

static void add(struct terr_edges *edges, int64_t x1, int64_t y1, int64_t x2, int64_t y2,
                int64_t weight)
{
    struct terr_error err;
    const struct terr_edge edge = {{x1, y1}, {x2, y2}, weight};
    check_ok(terr_edges_add(edges, edge, &err));
}

// Edges between nodes of a small field: ends on edges, overlaps and near misses everywhere.
static void draw_edges(struct terr_edges *edges, uint64_t *random, size_t count, uint64_t field)
{
    while (edges->count < count) {
        const int64_t x1 = (int64_t)(draw(random) % field), y1 = (int64_t)(draw(random) % field);
        const int64_t x2 = (int64_t)(draw(random) % field), y2 = (int64_t)(draw(random) % field);
        if (x1 == x2 && y1 == y2) continue;
        add(edges, x1, y1, x2, y2, draw(random) % 2 ? 1 : -1);
    }
}

// How much more leads into a node than out of it.
static int64_t balance(const struct terr_edges *edges, struct terr_node node)
{
    int64_t sum = 0;
    for (size_t i = 0; i < edges->count; i++) {
        if (terr_node_same(edges->items[i].to, node)) sum += edges->items[i].weight;
        if (terr_node_same(edges->items[i].from, node)) sum -= edges->items[i].weight;
    }
    return sum;
}

static void check_ends_alone_meet(const struct terr_edges *edges)
{
    for (size_t i = 0; i < edges->count; i++) {
        const struct terr_edge *a = &edges->items[i];
        assert_true(terr_node_compare(a->from, a->to) < 0);
        assert_true(a->weight != 0);
        for (size_t k = 0; k < edges->count; k++) {
            const struct terr_edge *b = &edges->items[k];
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

static void random_edges_are_cut_wherever_they_meet(void **state)
{
    (void)state;
    uint64_t random = 11;
    size_t pieces = 0;
    for (int round = 0; round < 300; round++) {
        struct terr_error err;
        struct terr_edges edges = TERR_EDGES_INIT;
        struct terr_noded noded = TERR_NODED_INIT;
        const uint64_t field = 3 + draw(&random) % 40;
        draw_edges(&edges, &random, draw(&random) % 30, field);
        check_ok(terr_noding_snap(&noded, &edges, &err));
        check_ends_alone_meet(&noded.edges);
        for (uint64_t i = 0; i < field * field; i++) {
            const struct terr_node node = {(int64_t)(i % field), (int64_t)(i / field)};
            assert_int_equal(balance(&edges, node), balance(&noded.edges, node));
        }
        assert_true(fabs((double)noded.bent_area2) <= sqrt(2) * noded.bent_length);
        pieces += noded.edges.count;
        terr_edges_dispose(&edges);
        terr_edges_dispose(&noded.edges);
    }
    assert_true(pieces > 10000);
}

static void check_same(const struct terr_noded *a, const struct terr_noded *b)
{
    assert_int_equal(a->edges.count, b->edges.count);
    assert_true(a->bent_area2 == b->bent_area2);
    for (size_t i = 0; i < a->edges.count; i++) {
        assert_true(terr_node_same(a->edges.items[i].from, b->edges.items[i].from));
        assert_true(terr_node_same(a->edges.items[i].to, b->edges.items[i].to));
        assert_int_equal(a->edges.items[i].weight, b->edges.items[i].weight);
    }
}

static void order_and_direction_do_not_matter(void **state)
{
    (void)state;
    uint64_t random = 12;
    for (int round = 0; round < 50; round++) {
        struct terr_error err;
        struct terr_edges edges = TERR_EDGES_INIT, other = TERR_EDGES_INIT;
        struct terr_noded noded = TERR_NODED_INIT, turned = TERR_NODED_INIT;
        draw_edges(&edges, &random, 25, 30);
        for (size_t i = edges.count; i-- > 0;) {
            const struct terr_edge *edge = &edges.items[i];
            add(&other, edge->to.x, edge->to.y, edge->from.x, edge->from.y, -edge->weight);
        }
        check_ok(terr_noding_snap(&noded, &edges, &err));
        check_ok(terr_noding_snap(&turned, &other, &err));
        check_same(&noded, &turned);
        terr_edges_dispose(&edges);
        terr_edges_dispose(&other);
        terr_edges_dispose(&noded.edges);
        terr_edges_dispose(&turned.edges);
    }
}

static void shared_parts_cancel_and_nothing_moves(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_edges edges = TERR_EDGES_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    add(&edges, 0, 0, 90, 30, 1);
    add(&edges, 60, 20, 30, 10, 1); // back along the middle third
    add(&edges, 90, 30, 60, 20, 1); // and the last
    add(&edges, 0, 0, 30, 10, 1);   // the first once more
    check_ok(terr_noding_snap(&noded, &edges, &err));
    assert_int_equal(noded.edges.count, 1);
    assert_int_equal(noded.edges.items[0].to.x, 30);
    assert_int_equal(noded.edges.items[0].weight, 2);
    assert_true(noded.bent_area2 == 0);
    check_near(noded.bent_length, 0, 0);
    terr_edges_dispose(&edges);
    terr_edges_dispose(&noded.edges);
}

static void an_edge_is_bent_to_a_node_it_passes(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_edges edges = TERR_EDGES_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    add(&edges, 0, 0, 30, 1, 1);
    add(&edges, 10, 0, 10, -9, 1); // 1/3 of a step below the edge
    check_ok(terr_noding_snap(&noded, &edges, &err));
    assert_int_equal(noded.edges.count, 3);
    // the triangle (0, 0), (10, 0), (30, 1) was added on the left: twice its area is 10
    assert_true(noded.bent_area2 == 10);
    check_near(noded.bent_length, sqrt(901), 1e-12);
    terr_edges_dispose(&edges);
    terr_edges_dispose(&noded.edges);
}

static void nothing_becomes_nothing(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_edges edges = TERR_EDGES_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    check_ok(terr_noding_snap(&noded, &edges, &err));
    assert_int_equal(noded.edges.count, 0);
    add(&edges, 0, 0, 5, 5, 1);
    add(&edges, 5, 5, 0, 0, 1);
    check_ok(terr_noding_snap(&noded, &edges, &err));
    assert_int_equal(noded.edges.count, 0);
    terr_edges_dispose(&edges);
    terr_edges_dispose(&noded.edges);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_edges_are_cut_wherever_they_meet),
        cmocka_unit_test(order_and_direction_do_not_matter),
        cmocka_unit_test(shared_parts_cancel_and_nothing_moves),
        cmocka_unit_test(an_edge_is_bent_to_a_node_it_passes),
        cmocka_unit_test(nothing_becomes_nothing),
    };
    return cmocka_run_group_tests_name("shape/noding", tests, NULL, NULL);
}
