#include <geo/figure/tally.h>

#include <geo/base/memory.h>
#include <stdlib.h>
#include <string.h>

void terr_tally_dispose(struct terr_tally *tally)
{
    for (size_t i = 0; i < tally->count; i++) terr_memory_free(tally->rows[i].value);
    terr_memory_free(tally->rows);
    memset(tally, 0, sizeof *tally);
}

enum terr_code terr_tally_add(struct terr_tally *tally, const char *value, double published_m2,
                              struct terr_error *err)
{
    struct terr_tally_row *rows =
        terr_memory_grow(tally->rows, &tally->capacity, tally->count + 1, sizeof *rows, err);
    if (!rows) return err->code;
    tally->rows = rows;
    const struct terr_tally_row row = {NULL, 1, published_m2, tally->count};
    rows[tally->count] = row;
    if (value) {
        rows[tally->count].value = terr_memory_copy(value, strlen(value), err);
        if (!rows[tally->count].value) return err->code;
    }
    tally->count++;
    return TERR_OK;
}

static int compare_values(const char *a, const char *b)
{
    if (!a || !b) return b ? 1 : a ? -1 : 0;
    return strcmp(a, b);
}

static int compare_by_value(const void *left, const void *right)
{
    const struct terr_tally_row *a = left, *b = right;
    const int by_value = compare_values(a->value, b->value);
    if (by_value) return by_value;
    return a->order < b->order ? -1 : a->order > b->order;
}

static int compare_by_area(const void *left, const void *right)
{
    const struct terr_tally_row *a = left, *b = right;
    if (a->published_m2 != b->published_m2) return a->published_m2 > b->published_m2 ? -1 : 1;
    return compare_values(a->value, b->value);
}

void terr_tally_close(struct terr_tally *tally)
{
    size_t kept = 0;
    if (tally->count < 2) return;
    qsort(tally->rows, tally->count, sizeof *tally->rows, compare_by_value);
    for (size_t i = 1; i < tally->count; i++) {
        struct terr_tally_row *into = &tally->rows[kept], *row = &tally->rows[i];
        if (compare_values(into->value, row->value) != 0) {
            tally->rows[++kept] = *row;
            continue;
        }
        into->feature_count += row->feature_count;
        into->published_m2 += row->published_m2;
        terr_memory_free(row->value);
    }
    tally->count = kept + 1;
    qsort(tally->rows, tally->count, sizeof *tally->rows, compare_by_area);
}
