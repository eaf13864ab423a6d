#include <geo/figure/tally.h>

#include <geo/base/memory.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void terr_tally_dispose(struct terr_tally *tally)
{
    for (size_t i = 0; i < tally->count; i++) terr_memory_free(tally->rows[i].value);
    terr_memory_free(tally->rows);
    memset(tally, 0, sizeof *tally);
}

static bool is_same(const char *a, const char *b) { return a && b ? strcmp(a, b) == 0 : a == b; }

static enum terr_code add_row(struct terr_tally *tally, const char *value, struct terr_error *err)
{
    struct terr_tally_row *rows =
        terr_memory_grow(tally->rows, &tally->capacity, tally->count + 1, sizeof *rows, err);
    if (!rows) return err->code;
    tally->rows = rows;
    struct terr_tally_row *row = &rows[tally->count];
    memset(row, 0, sizeof *row);
    if (value && !(row->value = terr_memory_copy(value, strlen(value), err))) return err->code;
    tally->count++;
    return TERR_OK;
}

enum terr_code terr_tally_add(struct terr_tally *tally, const char *value, double published_m2,
                              struct terr_error *err)
{
    size_t at = 0;
    while (at < tally->count && !is_same(tally->rows[at].value, value)) at++;
    if (at == tally->count) {
        const enum terr_code code = add_row(tally, value, err);
        if (code) return code;
    }
    tally->rows[at].feature_count++;
    tally->rows[at].published_m2 += published_m2;
    return TERR_OK;
}

static int compare_rows(const void *left, const void *right)
{
    const struct terr_tally_row *a = left, *b = right;
    if (a->published_m2 != b->published_m2) return a->published_m2 > b->published_m2 ? -1 : 1;
    if (!a->value || !b->value) return b->value ? 1 : a->value ? -1 : 0;
    return strcmp(a->value, b->value);
}

void terr_tally_sort(struct terr_tally *tally)
{
    if (tally->count > 1) qsort(tally->rows, tally->count, sizeof *tally->rows, compare_rows);
}
