#include <geo/shape/box_tree.h>

#include <geo/base/memory.h>
#include <stdlib.h>

#define FAN 8

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

struct terr_box terr_box_around(struct terr_node a, struct terr_node b)
{
    const struct terr_box box = {{least(a.x, b.x), least(a.y, b.y)},
                                 {most(a.x, b.x), most(a.y, b.y)}};
    return box;
}

struct terr_box terr_box_nowhere(void)
{
    const struct terr_box box = {{INT64_MAX, INT64_MAX}, {INT64_MIN, INT64_MIN}};
    return box;
}

static bool is_nowhere(const struct terr_box *box) { return box->low.x > box->high.x; }

static void widen(struct terr_box *box, const struct terr_box *by)
{
    box->low.x = least(box->low.x, by->low.x);
    box->low.y = least(box->low.y, by->low.y);
    box->high.x = most(box->high.x, by->high.x);
    box->high.y = most(box->high.y, by->high.y);
}

// Without `&&`: which side parts two boxes cannot be guessed, and four comparisons cost less than a
// wrong guess.
static bool meet(const struct terr_box *a, const struct terr_box *b)
{
    return (a->low.x <= b->high.x) & (b->low.x <= a->high.x) & (a->low.y <= b->high.y) &
           (b->low.y <= a->high.y);
}

enum terr_code terr_box_tree_reserve(struct terr_box_tree *tree, size_t count,
                                     struct terr_error *err)
{
    tree->boxes = terr_memory_new(count, sizeof *tree->boxes, err);
    tree->count = count;
    return tree->boxes ? TERR_OK : err->code;
}

// ---- runs, in the order of Hilbert's curve ----

struct run {
    size_t first;
    size_t end;
    uint32_t place; // on the curve
};

#define CURVE_BITS 16

// The place on the curve of cell (x, y) of 2^16 by 2^16.
static uint32_t place_on_curve(uint32_t x, uint32_t y)
{
    uint32_t place = 0;
    for (uint32_t side = 1u << (CURVE_BITS - 1); side > 0; side /= 2) {
        const uint32_t right = (x & side) > 0, upper = (y & side) > 0;
        place = place * 4 + ((3 * right) ^ upper);
        if (upper) continue;
        if (right) {
            x = (1u << CURVE_BITS) - 1 - x;
            y = (1u << CURVE_BITS) - 1 - y;
        }
        const uint32_t kept = x;
        x = y;
        y = kept;
    }
    return place;
}

static uint32_t cell_of(int64_t at, int64_t low, int64_t high)
{
    const double share = ((double)at - (double)low) / ((double)high - (double)low + 1);
    return (uint32_t)(share * (1u << CURVE_BITS));
}

static int compare_runs(const void *left, const void *right)
{
    const struct run *a = left, *b = right;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    return a->first < b->first ? -1 : a->first > b->first;
}

// The runs of boxes that hold something; *whole is the box around all. `runs` may be NULL to count.
static size_t list_runs(struct run *runs, struct terr_box *whole, const struct terr_box_tree *tree)
{
    size_t count = 0;
    *whole = terr_box_nowhere();
    for (size_t i = 0, end; i < tree->count; i = end + 1) {
        for (end = i; end < tree->count && !is_nowhere(&tree->boxes[end]); end++) {
            widen(whole, &tree->boxes[end]);
        }
        if (end == i) continue;
        if (runs) runs[count] = (struct run){i, end, 0};
        count++;
    }
    return count;
}

static size_t order_runs(struct run *runs, const struct terr_box_tree *tree)
{
    struct terr_box whole;
    const size_t count = list_runs(runs, &whole, tree);
    for (size_t r = 0; r < count; r++) {
        const struct terr_node node = tree->boxes[runs[r].first].low;
        runs[r].place = place_on_curve(cell_of(node.x, whole.low.x, whole.high.x),
                                       cell_of(node.y, whole.low.y, whole.high.y));
    }
    if (count) qsort(runs, count, sizeof *runs, compare_runs);
    return count;
}

// ---- levels ----

// Lays out the levels above `leaf_count` leaves; how many boxes they have in all.
static size_t lay_out(struct terr_box_tree *tree, size_t leaf_count)
{
    size_t total = 0;
    for (size_t count = leaf_count;; count = (count + FAN - 1) / FAN) {
        tree->starts[tree->levels] = total;
        tree->counts[tree->levels++] = count;
        total += count;
        if (count <= 1) return total;
    }
}

static void fill_leaves(struct terr_box_tree *tree, const struct run *runs, size_t run_count)
{
    size_t leaf = 0;
    for (size_t r = 0; r < run_count; r++) {
        for (size_t first = runs[r].first; first < runs[r].end; first += FAN, leaf++) {
            const size_t left = runs[r].end - first, count = left < FAN ? left : FAN;
            tree->leaves[leaf] = (struct terr_box_leaf){first, count, 0};
            tree->around[leaf] = tree->boxes[first];
            for (size_t i = 1; i < count; i++) widen(&tree->around[leaf], &tree->boxes[first + i]);
        }
    }
}

static void fill_levels(struct terr_box_tree *tree)
{
    for (size_t level = 1; level < tree->levels; level++) {
        const struct terr_box *below = tree->around + tree->starts[level - 1];
        struct terr_box *boxes = tree->around + tree->starts[level];
        for (size_t i = 0; i < tree->counts[level - 1]; i++) {
            if (i % FAN == 0) boxes[i / FAN] = below[i];
            widen(&boxes[i / FAN], &below[i]);
        }
    }
}

enum terr_code terr_box_tree_build(struct terr_box_tree *tree, struct terr_error *err)
{
    struct terr_box whole;
    const size_t most_runs = list_runs(NULL, &whole, tree);
    struct run *runs = terr_memory_new(most_runs, sizeof *runs, err);
    if (!runs) return err->code;
    const size_t run_count = order_runs(runs, tree);
    size_t leaf_count = 0;
    for (size_t r = 0; r < run_count; r++) {
        leaf_count += (runs[r].end - runs[r].first + FAN - 1) / FAN;
    }
    tree->leaves = terr_memory_new(leaf_count, sizeof *tree->leaves, err);
    if (tree->leaves) {
        tree->around = terr_memory_new(lay_out(tree, leaf_count), sizeof *tree->around, err);
    }
    if (tree->around && leaf_count > 0) {
        fill_leaves(tree, runs, run_count);
        fill_levels(tree);
    }
    terr_memory_free(runs);
    return tree->around ? TERR_OK : err->code;
}

// The boxes of a level that lie under box `index` of the level above it end here.
static size_t end_under(const struct terr_box_tree *tree, size_t level, size_t index)
{
    const size_t end = index * FAN + FAN;
    return end < tree->counts[level] ? end : tree->counts[level];
}

// ---- boxes that meet one ----

static enum terr_code add_found(struct terr_box_tree *tree, size_t index, struct terr_error *err)
{
    size_t *found = terr_memory_grow(tree->found, &tree->found_capacity, tree->found_count + 1,
                                     sizeof *found, err);
    if (!found) return err->code;
    tree->found = found;
    found[tree->found_count++] = index;
    return TERR_OK;
}

static enum terr_code search_under(struct terr_box_tree *tree, size_t level, size_t index,
                                   const struct terr_box *box, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    if (!meet(&tree->around[tree->starts[level] + index], box)) return TERR_OK;
    if (level == 0) {
        const struct terr_box_leaf *leaf = &tree->leaves[index];
        for (size_t i = leaf->first; i < leaf->first + leaf->count && !code; i++) {
            if (meet(&tree->boxes[i], box)) code = add_found(tree, i, err);
        }
        return code;
    }
    const size_t end = end_under(tree, level - 1, index);
    for (size_t i = index * FAN; i < end && !code; i++) {
        code = search_under(tree, level - 1, i, box, err);
    }
    return code;
}

enum terr_code terr_box_tree_search(struct terr_box_tree *tree, struct terr_box box,
                                    struct terr_error *err)
{
    tree->found_count = 0;
    if (tree->levels == 0 || tree->counts[0] == 0) return TERR_OK;
    return search_under(tree, tree->levels - 1, 0, &box, err);
}

// ---- boxes that meet each other ----

struct joiner {
    const struct terr_box_tree *tree;
    terr_box_visit visit;
    void *payload;
};

static bool join_leaves(const struct joiner *joiner, size_t a, size_t b)
{
    const struct terr_box_tree *tree = joiner->tree;
    const struct terr_box *boxes = tree->boxes, *around_b = &tree->around[b];
    if (tree->leaves[a].kin && tree->leaves[a].kin == tree->leaves[b].kin) return true;
    const size_t a_end = tree->leaves[a].first + tree->leaves[a].count;
    const size_t b_end = tree->leaves[b].first + tree->leaves[b].count;
    for (size_t i = tree->leaves[a].first; i < a_end; i++) {
        if (a != b && !meet(&boxes[i], around_b)) continue;
        for (size_t k = a == b ? i + 1 : tree->leaves[b].first; k < b_end; k++) {
            if (!meet(&boxes[i], &boxes[k])) continue;
            if (!joiner->visit(joiner->payload, i < k ? i : k, i < k ? k : i)) return false;
        }
    }
    return true;
}

// What lies under box `a` of a level against what lies under box `b`; false once that is enough.
static bool join_under(const struct joiner *joiner, size_t level, size_t a, size_t b)
{
    const struct terr_box_tree *tree = joiner->tree;
    if (level == 0) return join_leaves(joiner, a, b);
    const struct terr_box *boxes = tree->around + tree->starts[level - 1];
    const struct terr_box *around_b = &tree->around[tree->starts[level] + b];
    const size_t a_end = end_under(tree, level - 1, a), b_end = end_under(tree, level - 1, b);
    for (size_t i = a * FAN; i < a_end; i++) {
        if (a != b && !meet(&boxes[i], around_b)) continue;
        for (size_t k = a == b ? i : b * FAN; k < b_end; k++) {
            if (meet(&boxes[i], &boxes[k]) && !join_under(joiner, level - 1, i, k)) return false;
        }
    }
    return true;
}

void terr_box_tree_join(const struct terr_box_tree *tree, terr_box_visit visit, void *payload)
{
    const struct joiner joiner = {tree, visit, payload};
    if (tree->levels == 0 || tree->counts[0] == 0) return;
    (void)join_under(&joiner, tree->levels - 1, 0, 0);
}

void terr_box_tree_dispose(struct terr_box_tree *tree)
{
    const struct terr_box_tree empty = TERR_BOX_TREE_INIT;
    terr_memory_free(tree->boxes);
    terr_memory_free(tree->leaves);
    terr_memory_free(tree->around);
    terr_memory_free(tree->found);
    *tree = empty;
}
