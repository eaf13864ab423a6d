#include <geo/figure/finding.h>

#include <geo/base/memory.h>
#include <stdlib.h>
#include <string.h>

const char *terr_finding_kind_name(enum terr_finding_kind kind)
{
    static const char *const names[TERR_FINDING_KIND_COUNT] = {
        "left_out", "future_date",   "early_date",   "contradicted_date",
        "gap",      "missing_layer", "repeat",       "misdated",
        "blip",     "jump",          "unclassified", "repaired"};
    return names[kind];
}

void terr_findings_dispose(struct terr_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) terr_memory_free(findings->items[i].text);
    terr_memory_free(findings->items);
    memset(findings, 0, sizeof *findings);
}

enum terr_code terr_findings_add(struct terr_findings *findings, const struct terr_finding *finding,
                                 const char *text, struct terr_error *err)
{
    struct terr_finding *items = terr_memory_grow(findings->items, &findings->capacity,
                                                  findings->count + 1, sizeof *items, err);
    if (!items) return err->code;
    findings->items = items;
    struct terr_finding *added = &items[findings->count];
    *added = *finding;
    added->text = NULL;
    if (text) {
        added->text = terr_memory_copy(text, strlen(text), err);
        if (!added->text) return err->code;
    }
    findings->count++;
    return TERR_OK;
}

static int compare(const void *left, const void *right)
{
    const struct terr_finding *a = left, *b = right;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    if (a->snapshot != b->snapshot) return a->snapshot < b->snapshot ? -1 : 1;
    if (a->other != b->other) return a->other < b->other ? -1 : 1;
    return a->text && b->text ? strcmp(a->text, b->text) : 0;
}

void terr_findings_sort(struct terr_findings *findings)
{
    if (findings->count > 1) {
        qsort(findings->items, findings->count, sizeof *findings->items, compare);
    }
}

size_t terr_findings_of_kind(const struct terr_findings *findings, enum terr_finding_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++) count += findings->items[i].kind == kind;
    return count;
}
