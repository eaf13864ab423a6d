#include <geo/figure/margins.h>

#include <geo/base/memory.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

// Rows and columns are nodes, rows first; a cell joins a row and a column.
struct net {
    const struct terr_table_cell *cells;
    double *out_m2;
    double near_m2; // whole cells are less than this from the true ones
    size_t row_count;
    size_t node_count;
    double *lacking; // by node: its sum less its cells; of a free one always 0
    bool *is_free;
    size_t *starts; // by node, and one more: its cells in `cells_of`
    size_t *cells_of;
    // of one search
    size_t *via;   // by node: the cell it was reached over; NOWHERE: not reached
    size_t *queue; // nodes reached
    struct terr_error *err;
};
#define NOWHERE SIZE_MAX
#define START (SIZE_MAX - 1)

static size_t column_node(const struct net *net, size_t cell)
{
    return net->row_count + net->cells[cell].column;
}

static size_t other_end(const struct net *net, size_t cell, size_t node)
{
    return node < net->row_count ? column_node(net, cell) : net->cells[cell].row;
}

static bool may_shift(const struct net *net, size_t cell, double step)
{
    const double shifted = net->out_m2[cell] + step;
    return shifted >= 0 && fabs(shifted - net->cells[cell].m2) < net->near_m2;
}

// Undoes the way back from a node that was reached: every cell on it is shifted, by turns one way
// and the other, so that only its two ends have other sums than before.
static void shift_back(struct net *net, size_t node, double step)
{
    while (net->via[node] != START) {
        const size_t cell = net->via[node];
        net->out_m2[cell] += step;
        step = -step;
        node = other_end(net, cell, node);
    }
}

// Gives `step` to one cell of a node that lacks it, and takes it from where it is too much. False
// where it can be had nowhere.
static bool settle(struct net *net, size_t start, double step)
{
    size_t done = 0, waiting = 1;
    for (size_t i = 0; i < net->node_count; i++) net->via[i] = NOWHERE;
    net->via[start] = START;
    net->queue[0] = start;
    while (done < waiting) {
        const size_t node = net->queue[done++];
        const bool like_start = (node < net->row_count) == (start < net->row_count);
        const double here = like_start ? step : -step; // what a cell of it is to get
        for (size_t i = net->starts[node]; i < net->starts[node + 1]; i++) {
            const size_t cell = net->cells_of[i], next = other_end(net, cell, node);
            if (net->via[next] != NOWHERE || !may_shift(net, cell, here)) continue;
            net->via[next] = cell;
            if (net->is_free[next] || net->lacking[next] * here > 0) {
                shift_back(net, next, here);
                if (!net->is_free[next]) net->lacking[next] -= here;
                net->lacking[start] -= step;
                return true;
            }
            net->queue[waiting++] = next;
        }
    }
    return false;
}

// ---- the net ----

struct by_size {
    size_t cell;
    double m2;
};

static int compare_sizes(const void *left, const void *right)
{
    const struct by_size *a = left, *b = right;
    if (a->m2 != b->m2) return a->m2 > b->m2 ? -1 : 1;
    return a->cell < b->cell ? -1 : a->cell > b->cell;
}

// Of each node the cells, the largest first.
static enum terr_code list_cells(struct net *net, size_t count)
{
    struct by_size *sizes = terr_memory_new(count, sizeof *sizes, net->err);
    size_t *ends = sizes ? terr_memory_new(net->node_count, sizeof *ends, net->err) : NULL;
    if (ends) {
        for (size_t i = 0; i < count; i++) {
            sizes[i] = (struct by_size){i, net->cells[i].m2};
            net->starts[net->cells[i].row + 1]++;
            net->starts[column_node(net, i) + 1]++;
        }
        for (size_t n = 0; n < net->node_count; n++) {
            net->starts[n + 1] += net->starts[n];
            ends[n] = net->starts[n];
        }
        if (count) qsort(sizes, count, sizeof *sizes, compare_sizes);
        for (size_t i = 0; i < count; i++) {
            const size_t cell = sizes[i].cell;
            net->cells_of[ends[net->cells[cell].row]++] = cell;
            net->cells_of[ends[column_node(net, cell)]++] = cell;
        }
    }
    terr_memory_free(sizes);
    terr_memory_free(ends);
    return ends ? TERR_OK : net->err->code;
}

static enum terr_code net_begin(struct net *net, size_t count)
{
    const size_t nodes = net->node_count;
    net->lacking = terr_memory_new(nodes, sizeof *net->lacking, net->err);
    if (!net->lacking) return net->err->code;
    net->is_free = terr_memory_new(nodes, sizeof *net->is_free, net->err);
    if (!net->is_free) return net->err->code;
    net->starts = terr_memory_new(nodes + 1, sizeof *net->starts, net->err);
    if (!net->starts) return net->err->code;
    net->cells_of = terr_memory_new(count, 2 * sizeof *net->cells_of, net->err);
    if (!net->cells_of) return net->err->code;
    net->via = terr_memory_new(nodes, sizeof *net->via, net->err);
    if (!net->via) return net->err->code;
    net->queue = terr_memory_new(nodes, sizeof *net->queue, net->err);
    if (!net->queue) return net->err->code;
    return list_cells(net, count);
}

static void net_end(struct net *net)
{
    terr_memory_free(net->lacking);
    terr_memory_free(net->is_free);
    terr_memory_free(net->starts);
    terr_memory_free(net->cells_of);
    terr_memory_free(net->via);
    terr_memory_free(net->queue);
}

// Rounds each cell by itself, and tells what every sum then lacks.
static void round_alone(struct net *net, size_t count, const double *row_sums_m2,
                        const double *column_sums_m2)
{
    for (size_t n = 0; n < net->node_count; n++) {
        const double sum = n < net->row_count ? row_sums_m2[n] : column_sums_m2[n - net->row_count];
        net->is_free[n] = sum < 0;
        net->lacking[n] = net->is_free[n] ? 0 : sum;
    }
    for (size_t i = 0; i < count; i++) {
        const size_t row = net->cells[i].row, column = column_node(net, i);
        net->out_m2[i] = floor(net->cells[i].m2 + 0.5);
        if (!net->is_free[row]) net->lacking[row] -= net->out_m2[i];
        if (!net->is_free[column]) net->lacking[column] -= net->out_m2[i];
    }
}

static bool settle_all(struct net *net)
{
    bool fits = true;
    for (size_t n = 0; n < net->node_count && fits; n++) {
        // no cell goes further than that, and so no sum
        const double most = (double)(net->starts[n + 1] - net->starts[n]) * net->near_m2;
        if (fabs(net->lacking[n]) > most) fits = false;
        while (fits && net->lacking[n] != 0) fits = settle(net, n, net->lacking[n] > 0 ? 1 : -1);
    }
    return fits;
}

enum terr_code terr_margins_round(double *out_m2, bool *fits, const struct terr_table_cell *cells,
                                  size_t count, const double *row_sums_m2, size_t row_count,
                                  const double *column_sums_m2, size_t column_count,
                                  struct terr_error *err)
{
    struct net net = {.cells = cells,
                      .out_m2 = out_m2,
                      .row_count = row_count,
                      .node_count = row_count + column_count,
                      .err = err};
    const enum terr_code code = net_begin(&net, count);
    *fits = false;
    for (net.near_m2 = 1; !code && !*fits && net.near_m2 <= TERR_MARGINS_NEAR_M2; net.near_m2++) {
        round_alone(&net, count, row_sums_m2, column_sums_m2);
        *fits = settle_all(&net);
    }
    for (size_t i = 0; i < count && !code && !*fits; i++) out_m2[i] = cells[i].m2;
    net_end(&net);
    return code;
}
