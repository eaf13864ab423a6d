/* shape/slots.h - a table of indexes by hash, for what is looked up by its points.
 *
 * Open addressing, at most half full. Whoever looks something up begins at terr_slots_start and
 * goes on with terr_slots_next until the slot is empty; what a slot names is the caller's to
 * compare.
 */
#ifndef GEO_SHAPE_SLOTS_H
#define GEO_SHAPE_SLOTS_H

#include <geo/base/memory.h>
#include <geo/shape/lattice.h>

TERR_BEGIN_DECLS

struct terr_slots {
    size_t *items; /* an index + 1, or 0. Freed by terr_memory_free */
    size_t mask;
};

/* Room for `count` indexes. Fails with TERR_ENOMEM; `items` is then NULL. */
static inline enum terr_code terr_slots_init(struct terr_slots *slots, size_t count,
                                             struct terr_error *err)
{
    size_t size = 16;
    while (size / 2 < count) size *= 2;
    slots->items = (size_t *)terr_memory_new(size, sizeof *slots->items, err);
    slots->mask = size - 1;
    return slots->items ? TERR_OK : err->code;
}

static inline size_t terr_slots_start(const struct terr_slots *slots, uint64_t hash)
{
    return (size_t)hash & slots->mask;
}

static inline size_t terr_slots_next(const struct terr_slots *slots, size_t slot)
{
    return (slot + 1) & slots->mask;
}

static inline void terr_slots_put(struct terr_slots *slots, uint64_t hash, size_t index)
{
    size_t slot = terr_slots_start(slots, hash);
    while (slots->items[slot]) slot = terr_slots_next(slots, slot);
    slots->items[slot] = index + 1;
}

/* Multiplication by the golden ratio spreads low bits upwards, the shift brings them back. */
static inline uint64_t terr_hash_mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

static inline uint64_t terr_hash_node(uint64_t hash, struct terr_node node)
{
    return terr_hash_mix(terr_hash_mix(hash, (uint64_t)node.x), (uint64_t)node.y);
}

TERR_END_DECLS

#endif
