#include <geo/zone/memo.h>

#include <geo/base/memory.h>
#include <geo/shape/cleaning.h>
#include <geo/zone/worker.h>
#include <string.h>

// ---- features ----

static void free_cleaned(struct terr_cleaned *cleaned)
{
    if (!cleaned) return;
    terr_multipolygon_dispose(&cleaned->published);
    terr_multipolygon_dispose(&cleaned->clean);
    terr_memory_free(cleaned);
}

// Four sums side by side, which a processor works on at once (G. Fowler, L. C. Noll and K.-P. Vo's
// multiplier). Shapes of one hash are compared, so it need not be a good one.
static uint64_t hash_of(const struct terr_multipolygon *shape)
{
    uint64_t sums[4] = {shape->point_count, shape->ring_count, shape->polygon_count, 0};
    for (size_t i = 0; i < 2 * shape->point_count; i++) {
        uint64_t bits;
        memcpy(&bits, &shape->coords[i], sizeof bits);
        sums[i % 4] = (sums[i % 4] ^ bits) * UINT64_C(0x100000001b3);
    }
    uint64_t hash = 0;
    for (size_t i = 0; i < 4; i++) {
        hash = (hash ^ sums[i]) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
    }
    return hash;
}

static void table_put(struct terr_memo *memo, size_t index)
{
    size_t slot = (size_t)memo->cleaned[index]->hash & (memo->table_size - 1);
    while (memo->table[slot]) slot = (slot + 1) & (memo->table_size - 1);
    memo->table[slot] = index + 1;
}

static struct terr_cleaned *find_cleaned(const struct terr_memo *memo, uint64_t hash,
                                         const struct terr_multipolygon *published)
{
    if (memo->table_size == 0) return NULL;
    for (size_t slot = (size_t)hash & (memo->table_size - 1); memo->table[slot];
         slot = (slot + 1) & (memo->table_size - 1)) {
        struct terr_cleaned *cleaned = memo->cleaned[memo->table[slot] - 1];
        if (cleaned->hash != hash) continue;
        if (terr_multipolygon_equal(&cleaned->published, published)) return cleaned;
    }
    return NULL;
}

// Makes room for one more in the list, and in a table that is at most half full.
static enum terr_code make_room(struct terr_memo *memo, struct terr_error *err)
{
    struct terr_cleaned **cleaned = terr_memory_grow(memo->cleaned, &memo->cleaned_capacity,
                                                     memo->cleaned_count + 1, sizeof *cleaned, err);
    if (!cleaned) return err->code;
    memo->cleaned = cleaned;
    if (memo->table_size >= 2 * (memo->cleaned_count + 1)) return TERR_OK;
    const size_t size = memo->table_size ? 2 * memo->table_size : 64;
    size_t *table = terr_memory_new(size, sizeof *table, err);
    if (!table) return err->code;
    terr_memory_free(memo->table);
    memo->table = table;
    memo->table_size = size;
    for (size_t i = 0; i < memo->cleaned_count; i++) table_put(memo, i);
    return TERR_OK;
}

static enum terr_code fill_cleaned(struct terr_cleaned *cleaned, struct terr_worker *worker,
                                   const struct terr_multipolygon *published,
                                   struct terr_error *err)
{
    enum terr_code code = terr_multipolygon_append(&cleaned->published, published, err);
    if (!code) {
        code =
            terr_cleaning_clean(&cleaned->clean, &cleaned->fault, worker->engine, published, err);
    }
    if (!code) cleaned->area_m2 = terr_worker_area_m2(worker, &cleaned->clean);
    return code;
}

enum terr_code terr_memo_clean(const struct terr_cleaned **out, struct terr_worker *worker,
                               const struct terr_multipolygon *published, struct terr_error *err)
{
    struct terr_memo *memo = &worker->memo;
    const uint64_t hash = hash_of(published);
    struct terr_cleaned *cleaned = find_cleaned(memo, hash, published);
    *out = NULL;
    if (!cleaned) {
        enum terr_code code = make_room(memo, err);
        if (!code) cleaned = terr_memory_new(1, sizeof *cleaned, err);
        if (!cleaned) return err->code;
        cleaned->hash = hash;
        code = fill_cleaned(cleaned, worker, published, err);
        if (code) {
            free_cleaned(cleaned);
            return code;
        }
        memo->cleaned[memo->cleaned_count] = cleaned;
        table_put(memo, memo->cleaned_count++);
    }
    cleaned->turn = memo->turn;
    *out = cleaned;
    return TERR_OK;
}

// ---- unions ----

static void free_united(struct terr_united *united)
{
    if (!united) return;
    terr_memory_free(united->parts);
    terr_multipolygon_dispose(&united->made);
    terr_memory_free(united);
}

static struct terr_united *find_united(const struct terr_memo *memo,
                                       const struct terr_cleaned *const *parts, size_t count)
{
    for (size_t i = 0; i < memo->united_count; i++) {
        struct terr_united *united = memo->united[i];
        if (united->part_count != count) continue;
        if (count == 0 || memcmp(united->parts, parts, count * sizeof *parts) == 0) return united;
    }
    return NULL;
}

static enum terr_code fill_united(struct terr_united *united, struct terr_worker *worker,
                                  const struct terr_cleaned *const *parts, size_t count,
                                  struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    const struct terr_multipolygon **shapes = terr_memory_new(count, sizeof *shapes, err);
    united->parts = terr_memory_new(count, sizeof *united->parts, err);
    if (!shapes || !united->parts) code = err->code;
    for (size_t i = 0; i < count && !code; i++) {
        united->parts[i] = parts[i];
        shapes[i] = &parts[i]->clean;
    }
    united->part_count = count;
    if (count == 1 && !code) {
        united->shape = shapes[0];
        united->area_m2 = parts[0]->area_m2;
    } else if (!code) {
        code = terr_cleaning_unite(&united->made, worker->engine, shapes, count, err);
        united->shape = &united->made;
        if (!code) united->area_m2 = terr_worker_area_m2(worker, united->shape);
    }
    terr_memory_free(shapes);
    return code;
}

enum terr_code terr_memo_unite(const struct terr_united **out, struct terr_worker *worker,
                               const struct terr_cleaned *const *parts, size_t count,
                               struct terr_error *err)
{
    struct terr_memo *memo = &worker->memo;
    struct terr_united *united = find_united(memo, parts, count);
    *out = NULL;
    if (!united) {
        struct terr_united **list = terr_memory_grow(memo->united, &memo->united_capacity,
                                                     memo->united_count + 1, sizeof *list, err);
        if (!list) return err->code;
        memo->united = list;
        united = terr_memory_new(1, sizeof *united, err);
        if (!united) return err->code;
        const enum terr_code code = fill_united(united, worker, parts, count, err);
        if (code) {
            free_united(united);
            return code;
        }
        list[memo->united_count++] = united;
    }
    united->turn = memo->turn;
    *out = united;
    return TERR_OK;
}

// ---- the memo ----

void terr_memo_turn(struct terr_memo *memo)
{
    size_t kept = 0;
    for (size_t i = 0; i < memo->united_count; i++) {
        struct terr_united *united = memo->united[i];
        if (united->turn + 1 < memo->turn) {
            free_united(united);
        } else {
            memo->united[kept++] = united;
        }
    }
    memo->united_count = kept;
    kept = 0;
    for (size_t i = 0; i < memo->cleaned_count; i++) {
        struct terr_cleaned *cleaned = memo->cleaned[i];
        if (cleaned->turn + 1 < memo->turn) {
            free_cleaned(cleaned);
        } else {
            memo->cleaned[kept++] = cleaned;
        }
    }
    memo->cleaned_count = kept;
    if (memo->table_size) memset(memo->table, 0, memo->table_size * sizeof *memo->table);
    for (size_t i = 0; i < kept; i++) table_put(memo, i);
    memo->turn++;
}

void terr_memo_dispose(struct terr_memo *memo)
{
    const struct terr_memo empty = {NULL, 0, 0, NULL, 0, NULL, 0, 0, 0};
    for (size_t i = 0; i < memo->united_count; i++) free_united(memo->united[i]);
    for (size_t i = 0; i < memo->cleaned_count; i++) free_cleaned(memo->cleaned[i]);
    terr_memory_free(memo->united);
    terr_memory_free(memo->cleaned);
    terr_memory_free(memo->table);
    *memo = empty;
}
