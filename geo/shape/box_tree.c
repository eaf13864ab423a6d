#include <geo/shape/box_tree.h>

#include <geo/base/memory.h>

#define FAN 16

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

enum terr_code terr_box_tree_reserve(struct terr_box_tree *tree, size_t count,
                                     struct terr_error *err)
{
    size_t total = 0;
    for (size_t level_count = count;; level_count = (level_count + FAN - 1) / FAN) {
        tree->starts[tree->levels] = total;
        tree->counts[tree->levels++] = level_count;
        total += level_count;
        if (level_count <= 1) break;
    }
    tree->boxes = terr_memory_new(total, sizeof *tree->boxes, err);
    return tree->boxes ? TERR_OK : err->code;
}

void terr_box_tree_build(struct terr_box_tree *tree)
{
    for (size_t level = 1; level < tree->levels; level++) {
        const struct terr_box *below = tree->boxes + tree->starts[level - 1];
        struct terr_box *boxes = tree->boxes + tree->starts[level];
        for (size_t i = 0; i < tree->counts[level - 1]; i++) {
            struct terr_box *box = &boxes[i / FAN];
            if (i % FAN == 0) *box = below[i];
            box->low.x = least(box->low.x, below[i].low.x);
            box->low.y = least(box->low.y, below[i].low.y);
            box->high.x = most(box->high.x, below[i].high.x);
            box->high.y = most(box->high.y, below[i].high.y);
        }
    }
}

static bool meet(const struct terr_box *a, const struct terr_box *b)
{
    return a->low.x <= b->high.x && b->low.x <= a->high.x && a->low.y <= b->high.y &&
           b->low.y <= a->high.y;
}

enum terr_code terr_box_tree_search(struct terr_box_tree *tree, struct terr_box box, size_t first,
                                    struct terr_error *err)
{
    tree->found_count = 0;
    const size_t count = tree->levels ? tree->counts[0] : 0;
    size_t at = first;
    while (at < count) {
        // from the largest run that begins here down to one that meets the box, or past it
        size_t level = 0, run = 1;
        while (level + 1 < tree->levels && at % (run * FAN) == 0) {
            level++;
            run *= FAN;
        }
        while (meet(&tree->boxes[tree->starts[level] + at / run], &box)) {
            if (level == 0) {
                size_t *found = terr_memory_grow(tree->found, &tree->found_capacity,
                                                 tree->found_count + 1, sizeof *tree->found, err);
                if (!found) return err->code;
                tree->found = found;
                found[tree->found_count++] = at;
                break;
            }
            level--;
            run /= FAN;
        }
        at += run;
    }
    return TERR_OK;
}

// ---- boxes against each other ----

struct joiner {
    const struct terr_box_tree *tree;
    terr_box_visit visit;
    void *payload;
};

// What lies under box `a` of a level against what lies under box `b`; false once that is enough.
static bool join_under(const struct joiner *joiner, size_t level, size_t a, size_t b)
{
    const struct terr_box_tree *tree = joiner->tree;
    const struct terr_box *boxes = tree->boxes + tree->starts[level - 1];
    const struct terr_box around_b = tree->boxes[tree->starts[level] + b];
    const size_t count = tree->counts[level - 1];
    const size_t a_end = a * FAN + FAN < count ? a * FAN + FAN : count;
    const size_t b_end = b * FAN + FAN < count ? b * FAN + FAN : count;
    for (size_t i = a * FAN; i < a_end; i++) {
        if (a != b && !meet(&boxes[i], &around_b)) continue;
        // a box of the lowest level is no pair with itself; one further up may hold some
        if (a == b && level > 1 && !join_under(joiner, level - 1, i, i)) return false;
        for (size_t k = a == b ? i + 1 : b * FAN; k < b_end; k++) {
            if (!meet(&boxes[i], &boxes[k])) continue;
            const bool go_on = level > 1 ? join_under(joiner, level - 1, i, k)
                                         : joiner->visit(joiner->payload, i, k);
            if (!go_on) return false;
        }
    }
    return true;
}

void terr_box_tree_join(const struct terr_box_tree *tree, terr_box_visit visit, void *payload)
{
    const struct joiner joiner = {tree, visit, payload};
    if (tree->levels > 1) (void)join_under(&joiner, tree->levels - 1, 0, 0);
}

void terr_box_tree_dispose(struct terr_box_tree *tree)
{
    const struct terr_box_tree empty = TERR_BOX_TREE_INIT;
    terr_memory_free(tree->boxes);
    terr_memory_free(tree->found);
    *tree = empty;
}
