/* base/memory.h - the one place that allocates.
 *
 * Counts and element sizes come separately, so that their product is checked for overflow once,
 * here, and not by every caller whose count comes from a file.
 */
#ifndef GEO_BASE_MEMORY_H
#define GEO_BASE_MEMORY_H

#include <geo/base/error.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* `count` elements of `size` bytes, all zero, or NULL with TERR_ENOMEM in `err`.
 * A count of 0 gives a pointer that may be freed and must not be read. */
void *terr_memory_new(size_t count, size_t size, struct terr_error *err) TERR_MUST_USE;

/* An array that can hold at least `needed` elements of `size` bytes: `array` itself where
 * `*capacity` suffices, otherwise moved to a larger block (by half at least, new room not cleared)
 * with `*capacity` set. NULL with TERR_ENOMEM in `err`: `array` is then untouched and still owned
 * by the caller. */
static inline void *terr_memory_grow(void *array, size_t *capacity, size_t needed, size_t size,
                                     struct terr_error *err) TERR_MUST_USE;
void *terr_memory_move(void *array, size_t *capacity, size_t needed, size_t size,
                       struct terr_error *err) TERR_MUST_USE; /* where it does not suffice */
static inline void *terr_memory_grow(void *array, size_t *capacity, size_t needed, size_t size,
                                     struct terr_error *err)
{
    if (needed <= *capacity && array) return array;
    return terr_memory_move(array, capacity, needed, size, err);
}

/* The first `length` bytes of `bytes` and a closing NUL; NULL with TERR_ENOMEM in `err`. */
char *terr_memory_copy(const char *bytes, size_t length, struct terr_error *err) TERR_MUST_USE;

/* Gives back what the functions above returned; NULL is legal. */
void terr_memory_free(void *block);

TERR_END_DECLS

#endif
