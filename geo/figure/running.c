#include <geo/figure/running.h>

#include <geo/base/memory.h>
#include <geo/zone/regions.h>
#include <assert.h>

// ---- room ----

static size_t width_of(const struct terr_series *series)
{
    return series->regions ? terr_regions_count(series->regions) + 1 : 0;
}

// Gained and lost by region, all 0.
static enum terr_code make_cells(struct terr_running *running, const struct terr_series *series,
                                 struct terr_error *err)
{
    const size_t width = width_of(series);
    if (width == 0) return TERR_OK;
    if (series->row_count > SIZE_MAX / width / 2) {
        return terr_fail(err, TERR_ENOMEM, "out of memory (%zu rows)", series->row_count);
    }
    double *cells = terr_memory_new(series->row_count * width * 2, sizeof *cells, err);
    if (!cells) return err->code;
    running->region_cells = cells;
    for (size_t i = 0; i < series->row_count; i++) {
        running->changes[i].gained_in_m2 = cells + 2 * i * width;
        running->changes[i].lost_in_m2 = cells + (2 * i + 1) * width;
    }
    return TERR_OK;
}

static enum terr_code make_running(struct terr_running **out, const struct terr_series *series,
                                   struct terr_error *err)
{
    struct terr_running *running = terr_memory_new(1, sizeof *running, err);
    *out = NULL;
    if (!running) return err->code;
    running->changes = terr_memory_new(series->row_count, sizeof *running->changes, err);
    if (!running->changes || make_cells(running, series, err)) {
        terr_running_free(running);
        return err->code;
    }
    *out = running;
    return TERR_OK;
}

void terr_running_free(struct terr_running *running)
{
    if (!running) return;
    terr_memory_free(running->changes);
    terr_memory_free(running->region_cells);
    terr_memory_free(running);
}

// ---- sums and means ----

static void add(struct terr_row_change *sum, const struct terr_row_change *term, size_t width)
{
    sum->figures.gained_m2 += term->figures.gained_m2;
    sum->figures.lost_m2 += term->figures.lost_m2;
    for (size_t i = 0; i < width; i++) {
        sum->gained_in_m2[i] += term->gained_in_m2[i];
        sum->lost_in_m2[i] += term->lost_in_m2[i];
    }
}

static void divide(struct terr_row_change *sum, double by, size_t width)
{
    sum->figures.gained_m2 /= by;
    sum->figures.lost_m2 /= by;
    for (size_t i = 0; i < width; i++) {
        sum->gained_in_m2[i] /= by;
        sum->lost_in_m2[i] /= by;
    }
}

static void sum_zone(const struct terr_running *running, const struct terr_series *series,
                     size_t zone, size_t zone_count)
{
    const struct terr_row_change *before = NULL;
    for (size_t i = zone; i < series->row_count; i += zone_count) {
        const struct terr_row *row = &series->rows[i];
        struct terr_row_change *sum = &running->changes[i];
        if (!row->known) continue;
        sum->known = true;
        sum->since = before ? before->since : row->day;
        if (before) add(sum, before, width_of(series));
        if (row->step.known) add(sum, &row->step, width_of(series));
        before = sum;
    }
}

static void mean_zone(const struct terr_running *running, const struct terr_series *series,
                      size_t zone, size_t zone_count)
{
    size_t known = 0; // rows in a row, up to this one
    for (size_t i = zone; i < series->row_count; i += zone_count) {
        struct terr_row_change *mean = &running->changes[i];
        known = series->rows[i].known ? known + 1 : 0;
        if (known <= running->rows) continue;
        mean->known = true;
        mean->since = series->rows[i - running->rows * zone_count].day;
        for (size_t k = running->rows; k-- > 0;) {
            add(mean, &series->rows[i - k * zone_count].step, width_of(series));
        }
        divide(mean, (double)running->rows, width_of(series));
    }
}

static enum terr_code add_running(struct terr_series *series, size_t zone_count,
                                  enum terr_running_kind kind, size_t rows, struct terr_error *err)
{
    struct terr_running *running;
    assert(!series->running);
    if (make_running(&running, series, err)) return err->code;
    running->kind = kind;
    running->rows = rows;
    for (size_t i = 0; i < zone_count; i++) {
        if (kind == TERR_RUNNING_SUM) {
            sum_zone(running, series, i, zone_count);
        } else {
            mean_zone(running, series, i, zone_count);
        }
    }
    series->running = running;
    return TERR_OK;
}

enum terr_code terr_series_add_sums(struct terr_series *series, size_t zone_count,
                                    struct terr_error *err)
{
    return add_running(series, zone_count, TERR_RUNNING_SUM, 0, err);
}

enum terr_code terr_series_add_means(struct terr_series *series, size_t zone_count, size_t rows,
                                     struct terr_error *err)
{
    assert(rows > 0);
    return add_running(series, zone_count, TERR_RUNNING_MEAN, rows, err);
}

struct terr_row_change terr_series_change(const struct terr_series *series, size_t row, int over,
                                          size_t region)
{
    const struct terr_row_change *change = &series->rows[row].step;
    if (over == TERR_OVER_RUNNING) change = &series->running->changes[row];
    if (over >= 0) change = &series->rows[row].windows[over];
    return terr_row_change_in(change, region);
}
