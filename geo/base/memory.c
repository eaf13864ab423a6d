#include <geo/base/memory.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void *out_of_memory(struct terr_error *err, size_t count, size_t size)
{
    (void)terr_fail(err, TERR_ENOMEM, "out of memory (%zu items of %zu bytes)", count, size);
    return NULL;
}

void *terr_memory_new(size_t count, size_t size, struct terr_error *err)
{
    if (count > SIZE_MAX / 2 / size) return out_of_memory(err, count, size);
    void *block = calloc(count ? count : 1, size);
    return block ? block : out_of_memory(err, count, size);
}

void *terr_memory_move(void *array, size_t *capacity, size_t needed, size_t size,
                       struct terr_error *err)
{
    const size_t most = SIZE_MAX / 2 / size;
    if (needed > most) return out_of_memory(err, needed, size);

    size_t wanted = *capacity + *capacity / 2;
    if (wanted < 16) wanted = 16;
    if (wanted < needed) wanted = needed;
    if (wanted > most) wanted = most;
    void *moved = realloc(array, wanted * size);
    if (!moved) return out_of_memory(err, wanted, size);
    *capacity = wanted;
    return moved;
}

char *terr_memory_copy(const char *bytes, size_t length, struct terr_error *err)
{
    if (length == SIZE_MAX) return out_of_memory(err, length, 1);
    char *copy = malloc(length + 1);
    if (!copy) return out_of_memory(err, length + 1, 1);
    if (length) memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

void terr_memory_free(void *block) { free(block); }
