#include <geo/figure/matrix.h>

#include <geo/base/memory.h>
#include <geo/figure/margins.h>
#include <geo/figure/set_sums.h>
#include <geo/zone/transitions.h>
#include <geo/zone/worker.h>
#include <geo/zone/zones.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void terr_matrix_dispose(struct terr_matrix *matrix)
{
    static const struct terr_matrix none;
    terr_memory_free(matrix->from_m2);
    terr_memory_free(matrix->to_m2);
    terr_memory_free(matrix->cells);
    *matrix = none;
}

static double round_m2(double m2) { return floor(m2 + 0.5); }

// ---- the sums of rows, or of columns ----

// The sets of one map, and what they are to add up to.
struct side {
    double *status_m2; // of each status
    size_t status_count;
    double shifts_m2[TERR_STATUSES_MAX]; // of each status, rounded the other way: 1 or -1
    terr_status_set *sets;               // in order, the empty one last where it is there
    double *true_m2;                     // the sum of their cells
    double *whole_m2;                    // what it is to be; of the empty one TERR_MARGIN_FREE
    size_t count;
};

static int compare_sets(const void *left, const void *right)
{
    const terr_status_set *a = left, *b = right;
    return terr_status_set_compare(*a, *b);
}

static size_t find_set(const struct side *side, terr_status_set set)
{
    size_t low = 0, high = side->count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (terr_status_set_compare(side->sets[middle], set) <= 0) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static enum terr_code list_sets(struct side *side, const struct terr_matrix_cell *cells,
                                size_t count, bool from, struct terr_error *err)
{
    side->sets = terr_memory_new(count, sizeof *side->sets, err);
    if (!side->sets) return err->code;
    side->true_m2 = terr_memory_new(count, sizeof *side->true_m2, err);
    if (!side->true_m2) return err->code;
    side->whole_m2 = terr_memory_new(count, sizeof *side->whole_m2, err);
    if (!side->whole_m2) return err->code;
    for (size_t i = 0; i < count; i++) side->sets[i] = from ? cells[i].from : cells[i].to;
    if (count) qsort(side->sets, count, sizeof *side->sets, compare_sets);
    for (size_t i = 0; i < count; i++) {
        if (side->count > 0 && side->sets[side->count - 1] == side->sets[i]) continue;
        side->sets[side->count++] = side->sets[i];
    }
    for (size_t i = 0; i < count; i++) {
        const size_t set = find_set(side, from ? cells[i].from : cells[i].to);
        side->true_m2[set] += cells[i].area_m2;
    }
    return TERR_OK;
}

static void side_dispose(struct side *side)
{
    terr_memory_free(side->sets);
    terr_memory_free(side->true_m2);
    terr_memory_free(side->whole_m2);
}

static bool settle_sums(struct side *side)
{
    return terr_set_sums_round(side->whole_m2, side->sets, side->true_m2, side->count,
                               side->status_m2, side->status_count);
}

// ---- cells ----

static int compare_cells(const void *left, const void *right)
{
    const struct terr_matrix_cell *a = left, *b = right;
    const int by_from = terr_status_set_compare(a->from, b->from);
    return by_from ? by_from : terr_status_set_compare(a->to, b->to);
}

static void turn(struct terr_matrix_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const terr_status_set from = cells[i].from;
        cells[i].from = cells[i].to;
        cells[i].to = from;
    }
    if (count) qsort(cells, count, sizeof *cells, compare_cells);
}

// Which of a matrix and its transpose comes first.
static int compare_matrices(const struct terr_matrix_cell *a, const struct terr_matrix_cell *b,
                            size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const int by_place = compare_cells(&a[i], &b[i]);
        if (by_place) return by_place;
        if (a[i].area_m2 != b[i].area_m2) return a[i].area_m2 < b[i].area_m2 ? -1 : 1;
    }
    return 0;
}

static enum terr_code round_cells(struct terr_matrix *matrix, struct terr_matrix_cell *cells,
                                  const struct side *rows, const struct side *columns,
                                  struct terr_error *err)
{
    struct terr_table_cell *table = terr_memory_new(matrix->count, sizeof *table, err);
    double *rounded = table ? terr_memory_new(matrix->count, sizeof *rounded, err) : NULL;
    enum terr_code code = rounded ? TERR_OK : err->code;
    for (size_t i = 0; i < matrix->count && !code; i++) {
        table[i] = (struct terr_table_cell){find_set(rows, cells[i].from),
                                            find_set(columns, cells[i].to), cells[i].area_m2};
    }
    if (!code) {
        code = terr_margins_round(rounded, &matrix->adds_up, table, matrix->count, rows->whole_m2,
                                  rows->count, columns->whole_m2, columns->count, err);
    }
    for (size_t i = 0; i < matrix->count && !code; i++) cells[i].area_m2 = rounded[i];
    terr_memory_free(table);
    terr_memory_free(rounded);
    return code;
}

// How much more rounding added to the sums of sets than to what they are of.
static double excess_m2(const struct side *side)
{
    double excess = 0;
    for (size_t i = 0; i < side->count; i++) {
        if (side->sets[i]) excess += side->whole_m2[i] - side->true_m2[i];
    }
    return excess;
}

// A set of one status that may be shifted with its area, which then is rounded the other way.
struct turn {
    struct side *side;
    size_t set;
    size_t status;
    double step_m2;
    double off_m2; // how far the area then is from the true one
};

static void find_turn(struct turn *best, struct side *side, double step_m2)
{
    for (size_t i = 0; i < side->count; i++) {
        for (size_t s = 0; s < side->status_count; s++) {
            const double true_m2 = side->status_m2[s];
            const double off_m2 = fabs(round_m2(true_m2) + step_m2 - true_m2);
            if (side->sets[i] != UINT64_C(1) << s || side->shifts_m2[s] != 0) continue;
            if (off_m2 >= 1 || side->whole_m2[i] + step_m2 < 0) continue;
            if (fabs(side->whole_m2[i] + step_m2 - side->true_m2[i]) >= TERR_MARGINS_NEAR_M2) {
                continue;
            }
            if (best->side && best->off_m2 <= off_m2) continue;
            *best = (struct turn){side, i, s, step_m2, off_m2};
        }
    }
}

// Where next to no ground has no status on one of the maps, what one status lost others gained, and
// areas rounded by themselves make more ground of the one map than of the other. Rounds one of them
// the other way; false where that is not so.
static bool even_out(struct side *rows, struct side *columns)
{
    struct turn best = {.side = NULL};
    const double excess = excess_m2(rows) - excess_m2(columns);
    if (fabs(excess) < 0.5) return false;
    find_turn(&best, rows, excess > 0 ? -1 : 1);
    find_turn(&best, columns, excess > 0 ? 1 : -1);
    if (!best.side) return false;
    best.side->whole_m2[best.set] += best.step_m2;
    best.side->shifts_m2[best.status] = best.step_m2;
    return true;
}

static void shift_areas(const struct side *side)
{
    for (size_t s = 0; s < side->status_count; s++) {
        side->status_m2[s] = round_m2(side->status_m2[s]) + side->shifts_m2[s];
    }
}

// Rounds cells whose rows are of the statuses' areas `from_m2`, and these areas.
static enum terr_code settle(struct terr_matrix *matrix, struct terr_matrix_cell *cells,
                             double *from_m2, double *to_m2, struct terr_error *err)
{
    struct side rows = {.status_m2 = from_m2, .status_count = matrix->status_count};
    struct side columns = {.status_m2 = to_m2, .status_count = matrix->status_count};
    enum terr_code code = list_sets(&rows, cells, matrix->count, true, err);
    if (!code) code = list_sets(&columns, cells, matrix->count, false, err);
    if (!code && settle_sums(&rows) && settle_sums(&columns)) {
        do {
            code = round_cells(matrix, cells, &rows, &columns, err);
        } while (!code && !matrix->adds_up && even_out(&rows, &columns));
    }
    if (!code && matrix->adds_up) {
        shift_areas(&rows);
        shift_areas(&columns);
    }
    side_dispose(&rows);
    side_dispose(&columns);
    return code;
}

// Rounds the matrix, or its transpose: of the two always the same one, whichever is asked for.
static enum terr_code settle_either(struct terr_matrix *matrix, struct terr_error *err)
{
    const size_t count = matrix->count;
    struct terr_matrix_cell *turned = terr_memory_new(count, sizeof *turned, err);
    if (!turned) return err->code;
    if (count) memcpy(turned, matrix->cells, count * sizeof *turned);
    turn(turned, count);
    enum terr_code code;
    if (compare_matrices(matrix->cells, turned, count) <= 0) {
        code = settle(matrix, matrix->cells, matrix->from_m2, matrix->to_m2, err);
    } else {
        code = settle(matrix, turned, matrix->to_m2, matrix->from_m2, err);
        turn(turned, count);
        if (count) memcpy(matrix->cells, turned, count * sizeof *turned);
    }
    terr_memory_free(turned);
    return code;
}

// ---- the whole ----

static enum terr_code take_cells(struct terr_matrix *matrix, struct terr_worker *worker,
                                 const struct terr_transitions *transitions, struct terr_error *err)
{
    matrix->cells = terr_memory_new(transitions->count, sizeof *matrix->cells, err);
    if (!matrix->cells) return err->code;
    for (; matrix->count < transitions->count; matrix->count++) {
        const struct terr_transition *of = &transitions->items[matrix->count];
        matrix->cells[matrix->count] = (struct terr_matrix_cell){
            of->from, of->to, terr_worker_area_m2(worker, &of->shape), matrix->count};
    }
    return TERR_OK;
}

static enum terr_code take_areas(struct terr_matrix *matrix, const struct terr_zones *from,
                                 const struct terr_zones *to, const struct terr_statuses *statuses,
                                 struct terr_error *err)
{
    matrix->from_m2 = terr_memory_new(statuses->count, sizeof *matrix->from_m2, err);
    if (!matrix->from_m2) return err->code;
    matrix->to_m2 = terr_memory_new(statuses->count, sizeof *matrix->to_m2, err);
    if (!matrix->to_m2) return err->code;
    matrix->status_count = statuses->count;
    for (size_t i = 0; i < statuses->count; i++) {
        const size_t zone = statuses->first + i;
        matrix->from_m2[i] = terr_zones_area_m2(from, zone);
        matrix->to_m2[i] = terr_zones_area_m2(to, zone);
        if (terr_zones_feature_count(from, zone) + terr_zones_feature_count(to, zone) > 0) {
            matrix->present |= UINT64_C(1) << i;
        }
    }
    return TERR_OK;
}

static bool is_several(terr_status_set set) { return (set & (set - 1)) != 0; }

// Leaves out what rounding made nothing of.
static void finish(struct terr_matrix *matrix)
{
    size_t kept = 0;
    for (size_t i = 0; i < matrix->count; i++) {
        const struct terr_matrix_cell cell = matrix->cells[i];
        if (cell.area_m2 < 0.5) continue;
        if (is_several(cell.from)) matrix->shared_from_m2 += cell.area_m2;
        if (is_several(cell.to)) matrix->shared_to_m2 += cell.area_m2;
        matrix->cells[kept++] = cell;
    }
    matrix->count = kept;
    matrix->known = true;
}

enum terr_code terr_matrix_measure(struct terr_matrix *out, struct terr_worker *worker,
                                   const struct terr_transitions *transitions,
                                   const struct terr_zones *from, const struct terr_zones *to,
                                   const struct terr_statuses *statuses, struct terr_error *err)
{
    enum terr_code code = take_areas(out, from, to, statuses, err);
    if (!code) code = take_cells(out, worker, transitions, err);
    if (!code) code = settle_either(out, err);
    if (code) {
        terr_matrix_dispose(out);
    } else {
        finish(out);
    }
    return code;
}
