#include "../../support/check.h"

#include "../../support/shapes.h"
#include <geo/shape/clusters.h>
#include <stdlib.h>

#define MOST 64

// Finds the clusters of the polygons in `text` and compares them with `expected`.
static void check_clusters(const char *text, const size_t *expected, size_t count)
{
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    size_t clusters[MOST];
    shape_add(&shape, text);
    assert_int_equal(shape.polygon_count, count);
    check_ok(terr_clusters_find(clusters, &shape, &err));
    for (size_t i = 0; i < count; i++) assert_int_equal(clusters[i], expected[i]);
    terr_multipolygon_dispose(&shape);
}

static void boxes_that_touch_are_together(void **state)
{
    (void)state;
    // side by side, corner to corner, inside, and beyond reach
    check_clusters("0 0, 1 0, 1 1 | 1 0, 2 0, 2 1 | 3 0, 4 0, 4 1", (size_t[]){0, 0, 2}, 3);
    check_clusters("0 0, 1 0, 1 1 | 1 1, 2 1, 2 2", (size_t[]){0, 0}, 2);
    check_clusters("0 0, 9 0, 9 9 | 20 0, 21 0, 21 1 | 1 5, 2 5, 2 6", (size_t[]){0, 1, 0}, 3);
    check_clusters("0 0, 1 0, 1 1 | 0 2, 1 2, 1 3", (size_t[]){0, 1}, 2);
    check_clusters("0 0, 1 0, 1 1 | 1.0000000001 0, 2 0, 2 1", (size_t[]){0, 1}, 2);
}

static void a_chain_is_one_cluster_in_any_order(void **state)
{
    (void)state;
    check_clusters("4 0, 5 0, 5 1 | 0 0, 1 0, 1 1 | 2 0, 3 0, 3 1 | 1 0, 2 0, 2 1 | 3 0, 4 0, 4 1",
                   (size_t[]){0, 0, 0, 0, 0}, 5);
}

static void holes_do_not_keep_boxes_apart(void **state)
{
    (void)state;
    check_clusters("0 0, 9 0, 9 9, 0 9; 1 1, 8 1, 8 8, 1 8 | 4 4, 5 4, 5 5", (size_t[]){0, 0}, 2);
}

static void nothing_has_no_cluster(void **state)
{
    (void)state;
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    check_ok(terr_clusters_find(NULL, &shape, &err));
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

// Against the definition: squares that touch are together, and so is what is joined by others.
static void random_squares_agree_with_the_definition(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 200; round++) {
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        struct terr_error err;
        size_t clusters[MOST], expected[MOST];
        int x[MOST], y[MOST];
        for (size_t i = 0; i < MOST; i++) {
            x[i] = (int)(next_random(&seed) % 24);
            y[i] = (int)(next_random(&seed) % 24);
            shape_add_square(&shape, x[i], y[i], 1);
            expected[i] = i;
        }
        for (bool changed = true; changed;) {
            changed = false;
            for (size_t i = 0; i < MOST * MOST; i++) {
                const size_t a = i / MOST, b = i % MOST;
                if (abs(x[a] - x[b]) > 1 || abs(y[a] - y[b]) > 1) continue;
                if (expected[a] >= expected[b]) continue;
                expected[b] = expected[a];
                changed = true;
            }
        }
        check_ok(terr_clusters_find(clusters, &shape, &err));
        for (size_t i = 0; i < MOST; i++) assert_int_equal(clusters[i], expected[i]);
        terr_multipolygon_dispose(&shape);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_that_touch_are_together),
        cmocka_unit_test(a_chain_is_one_cluster_in_any_order),
        cmocka_unit_test(holes_do_not_keep_boxes_apart),
        cmocka_unit_test(nothing_has_no_cluster),
        cmocka_unit_test(random_squares_agree_with_the_definition),
    };
    return cmocka_run_group_tests_name("shape/clusters", tests, NULL, NULL);
}
