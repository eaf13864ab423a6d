#include <geo/base/memory.h>
#include <geo/export/matrix.h>
#include <geo/export/plain_member.h>
#include <geo/export/value.h>
#include <geo/figure/matrix.h>
#include <geo/figure/measure.h>
#include <geo/zone/change.h>
#include <geo/zone/zone_list.h>
#include <stdlib.h>
#include <string.h>

// Numbers of areas are as wide as "999,999.99" at least, so that short tables look alike.
#define NUMBER_WIDTH 12

static size_t add_name(struct terr_text *out, const struct terr_statuses *statuses,
                       terr_status_set set)
{
    struct terr_text name = TERR_TEXT_INIT;
    size_t width = 0;
    terr_status_set_add_name(&name, statuses, set);
    if (name.failed) out->failed = true;
    if (!name.failed) width = terr_value_add_shown(out, name.bytes);
    terr_text_dispose(&name);
    return width;
}

// Nothing is written to `out`, which only hears of a failure.
static size_t width_of(struct terr_text *out, const struct terr_statuses *statuses,
                       terr_status_set set)
{
    struct terr_text name = TERR_TEXT_INIT;
    const size_t width = add_name(&name, statuses, set);
    if (name.failed) out->failed = true;
    terr_text_dispose(&name);
    return width;
}

static void add_padded(struct terr_text *out, const struct terr_statuses *statuses,
                       terr_status_set set, size_t width)
{
    const size_t used = add_name(out, statuses, set);
    terr_text_print(out, "%*s", used < width ? (int)(width - used) : 0, "");
}

static void add_number(struct terr_text *out, double area_m2)
{
    char number[TERR_GROUPED_SIZE];
    terr_value_print_shown_km2(number, area_m2);
    terr_text_print(out, "  %*s", NUMBER_WIDTH, number);
}

// ---- what changed, and what did not ----

// What changed before what did not, the larger area first.
static int compare_cells(const void *left, const void *right)
{
    const struct terr_matrix_cell *a = left, *b = right;
    const bool a_stays = a->from == a->to, b_stays = b->from == b->to;
    if (a_stays != b_stays) return a_stays ? 1 : -1;
    if (a->area_m2 != b->area_m2) return a->area_m2 > b->area_m2 ? -1 : 1;
    return a->transition < b->transition ? -1 : a->transition > b->transition;
}

static void add_cells(struct terr_text *out, const struct terr_matrix_cell *cells, size_t count,
                      const struct terr_statuses *statuses)
{
    size_t from_width = sizeof "from" - 1, to_width = sizeof "unchanged" - 1;
    for (size_t i = 0; i < count; i++) {
        const size_t from = width_of(out, statuses, cells[i].from);
        const size_t to = cells[i].from == cells[i].to ? 0 : width_of(out, statuses, cells[i].to);
        if (from > from_width) from_width = from;
        if (to > to_width) to_width = to;
    }
    terr_text_print(out, "  %-*s  %-*s  %*s\n", (int)from_width, "from", (int)to_width, "to",
                    NUMBER_WIDTH + 1, TERR_SHOWN_KM2);
    for (size_t i = 0; i < count; i++) {
        terr_text_add(out, "  ");
        add_padded(out, statuses, cells[i].from, from_width);
        terr_text_add(out, "  ");
        if (cells[i].from == cells[i].to) {
            terr_text_print(out, "%-*s", (int)to_width, "unchanged");
        } else {
            add_padded(out, statuses, cells[i].to, to_width);
        }
        add_number(out, cells[i].area_m2);
        terr_text_add(out, "\n");
    }
}

// Two decimals would show nothing of a smaller area.
#define SHOWN_MIN_M2 5e3

// Moves the cells that are large enough to be shown to the front. Returns how many these are.
static size_t keep_shown(struct terr_matrix_cell *cells, size_t count, double *rest_m2)
{
    size_t kept = 0;
    *rest_m2 = 0;
    for (size_t i = 0; i < count; i++) {
        if (cells[i].area_m2 < SHOWN_MIN_M2) {
            *rest_m2 += cells[i].area_m2;
        } else {
            cells[kept++] = cells[i];
        }
    }
    return kept;
}

static void add_sorted(struct terr_text *out, const struct terr_change_matrix *of)
{
    const size_t count = of->matrix->count;
    struct terr_error err;
    struct terr_matrix_cell *cells = terr_memory_new(count, sizeof *cells, &err);
    if (!cells) {
        out->failed = true;
        return;
    }
    if (count) {
        memcpy(cells, of->matrix->cells, count * sizeof *cells);
        qsort(cells, count, sizeof *cells, compare_cells);
    }
    double rest_m2;
    const size_t shown = keep_shown(cells, count, &rest_m2);
    add_cells(out, cells, shown, of->statuses);
    if (shown < count) {
        terr_text_print(out, "  and %zu of less than 0.01 " TERR_SHOWN_KM2 ", together ",
                        count - shown);
        terr_value_add_shown_km2(out, rest_m2);
        terr_text_add(out, "\n");
    }
    terr_memory_free(cells);
}

// ---- the statuses ----

static void add_statuses(struct terr_text *out, const struct terr_change_matrix *of)
{
    const struct terr_matrix *matrix = of->matrix;
    size_t width = sizeof "status" - 1;
    for (size_t i = 0; i < matrix->status_count; i++) {
        const size_t one = width_of(out, of->statuses, UINT64_C(1) << i);
        if (matrix->present >> i & 1 && one > width) width = one;
    }
    terr_text_print(out, "\n  %-*s  %*s  %*s\n", (int)width, "status", NUMBER_WIDTH + 1,
                    "was " TERR_SHOWN_KM2, NUMBER_WIDTH + 1, "is " TERR_SHOWN_KM2);
    for (size_t i = 0; i < matrix->status_count; i++) {
        if (!(matrix->present >> i & 1)) continue;
        terr_text_add(out, "  ");
        add_padded(out, of->statuses, UINT64_C(1) << i, width);
        add_number(out, matrix->from_m2[i]);
        add_number(out, matrix->to_m2[i]);
        terr_text_add(out, "\n");
    }
    if (matrix->shared_from_m2 > 0 || matrix->shared_to_m2 > 0) {
        terr_text_add(out, "  counted in each of its statuses where they overlap: was ");
        terr_value_add_shown_km2(out, matrix->shared_from_m2);
        terr_text_add(out, ", is ");
        terr_value_add_shown_km2(out, matrix->shared_to_m2);
        terr_text_add(out, "\n");
    }
    if (!matrix->adds_up) {
        terr_text_add(out, "  areas of this model do not add up to those of the statuses\n");
    }
}

void terr_plain_change_matrix(struct terr_text *out, const struct terr_change_matrix *of)
{
    const struct terr_ends ends = terr_change_ends(of->measured->change);
    terr_plain_add_title(out, "statuses", of->measured, &ends);
    add_sorted(out, of);
    add_statuses(out, of);
    terr_plain_add_snapshots(out, of->measured, &ends);
    terr_plain_add_manner(out, of->measured);
}
