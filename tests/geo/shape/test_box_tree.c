#include "../../support/check.h"

#include <geo/shape/box_tree.h>
#include <stdlib.h>

static uint64_t draw(uint64_t *random)
{
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *random >> 33;
}

static struct terr_box draw_box(uint64_t *random, int64_t field, int64_t size)
{
    const struct terr_node a = {(int64_t)draw(random) % field, (int64_t)draw(random) % field};
    const struct terr_node b = {a.x + (int64_t)draw(random) % size,
                                a.y - (int64_t)draw(random) % size};
    return terr_box_around(a, b);
}

static bool meet(const struct terr_box *a, const struct terr_box *b)
{
    return !(a->high.x < b->low.x || b->high.x < a->low.x || a->high.y < b->low.y ||
             b->high.y < a->low.y);
}

static int compare_indexes(const void *left, const void *right)
{
    const size_t a = *(const size_t *)left, b = *(const size_t *)right;
    return a < b ? -1 : a > b;
}

static void check_search(struct terr_box_tree *tree, size_t count, struct terr_box box)
{
    struct terr_error err;
    size_t at = 0;
    check_ok(terr_box_tree_search(tree, box, &err));
    if (tree->found_count) {
        qsort(tree->found, tree->found_count, sizeof *tree->found, compare_indexes);
    }
    for (size_t i = 0; i < count; i++) {
        if (!meet(&tree->boxes[i], &box)) continue;
        assert_true(at < tree->found_count);
        assert_int_equal(tree->found[at++], i);
    }
    assert_int_equal(at, tree->found_count);
}

static const size_t counts[] = {0, 1, 2, 7, 8, 9, 15, 63, 64, 65, 300, 511, 513, 4095, 4097};

static void a_search_finds_what_one_by_one_finds(void **state)
{
    (void)state;
    uint64_t random = 5;
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        struct terr_error err;
        struct terr_box_tree tree = TERR_BOX_TREE_INIT;
        const size_t count = counts[i];
        check_ok(terr_box_tree_reserve(&tree, count, &err));
        // in one run, or in many short ones that lie anywhere
        const size_t run = i % 2 ? 1 + (size_t)draw(&random) % 40 : SIZE_MAX;
        for (size_t k = 0; k < count; k++) {
            tree.boxes[k] = k % run == run - 1 ? terr_box_nowhere() : draw_box(&random, 1000, 40);
        }
        check_ok(terr_box_tree_build(&tree, &err));
        for (int search = 0; search < 40; search++) {
            check_search(&tree, count, draw_box(&random, 1000, 1 + 20 * search));
        }
        const struct terr_box all = {{-5000, -5000}, {5000, 5000}};
        check_search(&tree, count, all);
        if (run == SIZE_MAX) assert_int_equal(tree.found_count, count);
        terr_box_tree_dispose(&tree);
    }
}

// Which pairs a join has shown, as a table of count by count.
struct seen {
    size_t count, pairs, most;
    unsigned char *table;
};

static bool note_pair(void *payload, size_t a, size_t b)
{
    struct seen *seen = payload;
    assert_true(a < b && b < seen->count);
    assert_int_equal(seen->table[a * seen->count + b]++, 0);
    return ++seen->pairs < seen->most;
}

static void a_join_finds_each_pair_once(void **state)
{
    (void)state;
    uint64_t random = 6;
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        struct terr_error err;
        struct terr_box_tree tree = TERR_BOX_TREE_INIT;
        const size_t count = counts[i] < 1000 ? counts[i] : 1000;
        struct seen seen = {count, 0, SIZE_MAX, calloc(count * count + 1, 1)};
        assert_non_null(seen.table);
        check_ok(terr_box_tree_reserve(&tree, count, &err));
        for (size_t k = 0; k < count; k++) {
            tree.boxes[k] = k % 7 == 3 ? terr_box_nowhere() : draw_box(&random, 1000, 40);
        }
        check_ok(terr_box_tree_build(&tree, &err));
        terr_box_tree_join(&tree, note_pair, &seen);
        size_t pairs = 0;
        for (size_t a = 0; a < count; a++) {
            for (size_t b = a + 1; b < count; b++) {
                const bool expected = meet(&tree.boxes[a], &tree.boxes[b]);
                if (expected != seen.table[a * count + b]) fail_msg("%zu and %zu", a, b);
                pairs += expected;
            }
        }
        assert_int_equal(seen.pairs, pairs);
        free(seen.table);
        terr_box_tree_dispose(&tree);
    }
}

static void kin_are_not_shown_to_each_other(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_box_tree tree = TERR_BOX_TREE_INIT;
    const struct terr_box box = {{0, 0}, {1, 1}};
    enum { COUNT = 4 * 9 - 1 };
    struct seen seen = {COUNT, 0, SIZE_MAX, calloc(COUNT * COUNT, 1)};
    assert_non_null(seen.table);
    check_ok(terr_box_tree_reserve(&tree, COUNT, &err));
    // four runs of eight, a leaf each
    for (size_t k = 0; k < COUNT; k++) tree.boxes[k] = k % 9 == 8 ? terr_box_nowhere() : box;
    check_ok(terr_box_tree_build(&tree, &err));
    assert_int_equal(tree.counts[0], 4);
    static const size_t kin_of_run[] = {7, 0, 7, 8};
    for (size_t i = 0; i < 4; i++) tree.leaves[i].kin = kin_of_run[tree.leaves[i].first / 9];
    terr_box_tree_join(&tree, note_pair, &seen);
    for (size_t a = 0; a < COUNT; a++) {
        for (size_t b = a + 1; b < COUNT; b++) {
            const size_t kin = kin_of_run[a / 9];
            const bool expected =
                a % 9 != 8 && b % 9 != 8 && (kin == 0 || kin != kin_of_run[b / 9]);
            assert_int_equal(seen.table[a * COUNT + b], expected);
        }
    }
    free(seen.table);
    terr_box_tree_dispose(&tree);
}

static void a_join_ends_when_told_to(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_box_tree tree = TERR_BOX_TREE_INIT;
    const struct terr_box box = {{0, 0}, {1, 1}};
    struct seen seen = {300, 0, 5, calloc(300 * 300, 1)};
    assert_non_null(seen.table);
    check_ok(terr_box_tree_reserve(&tree, 300, &err));
    for (size_t k = 0; k < 300; k++) tree.boxes[k] = box;
    check_ok(terr_box_tree_build(&tree, &err));
    terr_box_tree_join(&tree, note_pair, &seen);
    assert_int_equal(seen.pairs, 5);
    free(seen.table);
    terr_box_tree_dispose(&tree);
}

static void an_empty_tree_finds_nothing(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_box_tree tree = TERR_BOX_TREE_INIT;
    const struct terr_box all = {{INT64_MIN, INT64_MIN}, {INT64_MAX, INT64_MAX}};
    check_ok(terr_box_tree_search(&tree, all, &err));
    assert_int_equal(tree.found_count, 0);
    terr_box_tree_dispose(&tree);
}

static void boxes_that_touch_meet(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_box_tree tree = TERR_BOX_TREE_INIT;
    const struct terr_box touching = {{10, 10}, {11, 11}}, beside = {{11, 10}, {12, 11}};
    check_ok(terr_box_tree_reserve(&tree, 1, &err));
    tree.boxes[0] = terr_box_around((struct terr_node){10, 0}, (struct terr_node){0, 10});
    check_ok(terr_box_tree_build(&tree, &err));
    check_ok(terr_box_tree_search(&tree, touching, &err));
    assert_int_equal(tree.found_count, 1);
    check_ok(terr_box_tree_search(&tree, beside, &err));
    assert_int_equal(tree.found_count, 0);
    terr_box_tree_dispose(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_search_finds_what_one_by_one_finds),
        cmocka_unit_test(a_join_finds_each_pair_once),
        cmocka_unit_test(kin_are_not_shown_to_each_other),
        cmocka_unit_test(a_join_ends_when_told_to),
        cmocka_unit_test(an_empty_tree_finds_nothing),
        cmocka_unit_test(boxes_that_touch_meet),
    };
    return cmocka_run_group_tests_name("shape/box_tree", tests, NULL, NULL);
}
