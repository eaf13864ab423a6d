#include <geo/figure/gross_series.h>

#include <geo/base/memory.h>
#include <geo/figure/calendar.h>
#include <geo/figure/gross.h>
#include <geo/zone/regions.h>
#include <geo/zone/zone_list.h>

struct settling {
    struct terr_series *series;
    const struct terr_calendar *calendar;
    struct terr_gross *gross;
    size_t zone_count;
    size_t width; // regions and the ground in none; 0: not by region
};

// A change of a row, and the snapshots that it is between.
struct span {
    struct terr_row_change *change;
    size_t zone;
    size_t from;
    size_t to;
};

// Calls `see` for the step of each row, or for its windows.
static enum terr_code each_step(const struct settling *settling,
                                enum terr_code (*see)(const struct settling *settling,
                                                      const struct span *span,
                                                      struct terr_error *err),
                                struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < settling->series->row_count && !code; i++) {
        struct terr_row *row = &settling->series->rows[i];
        if (!row->step.known) continue;
        const struct terr_date *date = &settling->calendar->dates[i / settling->zone_count];
        const struct span span = {.change = &row->step,
                                  .zone = row->zone,
                                  .from = settling->calendar->dates[date->previous].snapshot,
                                  .to = row->snapshot};
        code = see(settling, &span, err);
    }
    return code;
}

static enum terr_code each_window(const struct settling *settling,
                                  enum terr_code (*see)(const struct settling *settling,
                                                        const struct span *span,
                                                        struct terr_error *err),
                                  struct terr_error *err)
{
    const size_t windows = settling->series->window_count;
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < settling->series->row_count && !code; i++) {
        struct terr_row *row = &settling->series->rows[i];
        const struct terr_date *date = &settling->calendar->dates[i / settling->zone_count];
        for (size_t w = 0; w < windows && !code; w++) {
            if (!row->windows[w].known) continue;
            const struct span span = {.change = &row->windows[w],
                                      .zone = row->zone,
                                      .from = date->windows[w],
                                      .to = row->snapshot};
            code = see(settling, &span, err);
        }
    }
    return code;
}

static enum terr_code want(const struct settling *settling, const struct span *span,
                           struct terr_error *err)
{
    if (span->zone > 0) return TERR_OK; // windows are of all zones
    return terr_gross_want(settling->gross, span->from, span->to, err);
}

static enum terr_code give(const struct settling *settling, const struct span *span,
                           struct terr_error *err)
{
    (void)err;
    const struct terr_row_change *change = span->change;
    struct terr_gross_sums *sums =
        terr_gross_give(settling->gross, span->from, span->to, span->zone);
    if (!sums) return TERR_OK;
    sums[0] = (struct terr_gross_sums){change->figures.gained_m2, change->figures.lost_m2};
    for (size_t i = 0; i < settling->width; i++) {
        sums[1 + i] = (struct terr_gross_sums){change->gained_in_m2[i], change->lost_in_m2[i]};
    }
    return TERR_OK;
}

static enum terr_code take(const struct settling *settling, const struct span *span,
                           struct terr_error *err)
{
    (void)err;
    struct terr_row_change *change = span->change;
    const struct terr_gross_sums whole =
        terr_gross_between(settling->gross, span->from, span->to, span->zone, TERR_WANTED_WHOLE);
    change->figures.gross_gained_m2 = whole.gained_m2;
    change->figures.gross_lost_m2 = whole.lost_m2;
    for (size_t i = 0; i < settling->width; i++) {
        const struct terr_gross_sums part =
            terr_gross_between(settling->gross, span->from, span->to, span->zone, i);
        change->gross_gained_in_m2[i] = part.gained_m2;
        change->gross_lost_in_m2[i] = part.lost_m2;
    }
    return TERR_OK;
}

// ---- room by region ----

static void give_room(struct terr_row_change *change, double **cells, size_t width)
{
    change->gross_gained_in_m2 = *cells;
    change->gross_lost_in_m2 = *cells + width;
    *cells += 2 * width;
}

static enum terr_code make_room(const struct settling *settling, struct terr_error *err)
{
    struct terr_series *series = settling->series;
    const size_t changes = 1 + series->window_count;
    if (settling->width == 0) return TERR_OK;
    if (series->row_count > SIZE_MAX / changes / 2 / settling->width) {
        return terr_fail(err, TERR_ENOMEM, "out of memory (%zu rows)", series->row_count);
    }
    double *cells =
        terr_memory_new(series->row_count * changes, 2 * settling->width * sizeof *cells, err);
    if (!cells) return err->code;
    series->gross_cells = cells;
    for (size_t i = 0; i < series->row_count; i++) {
        struct terr_row *row = &series->rows[i];
        give_room(&row->step, &cells, settling->width);
        for (size_t w = 0; w < series->window_count; w++) {
            give_room(&row->windows[w], &cells, settling->width);
        }
    }
    return TERR_OK;
}

// ---- the whole ----

static void take_account(struct terr_series *series)
{
    struct terr_demand *demand = terr_gross_demand(series->gross);
    terr_effort_add(&series->effort, &demand->effort);
    terr_origins_take(&series->origins, &demand->origins);
    series->repaired_count = terr_origins_repaired(&series->origins, &series->repair_max_m2);
}

enum terr_code terr_gross_series_settle(struct terr_series *series, const struct terr_ruler *ruler,
                                        const struct terr_archive *archive,
                                        const struct terr_zone_list *list,
                                        const struct terr_series_options *options,
                                        const struct terr_calendar *calendar,
                                        struct terr_error *err)
{
    const struct terr_gross_options how = {.ruler = ruler,
                                           .regions = options->regions,
                                           .progress = options->progress,
                                           .jobs = options->jobs};
    struct settling settling = {.series = series, .calendar = calendar, .zone_count = list->count};
    if (options->regions) settling.width = terr_regions_count(options->regions) + 1;
    enum terr_code code = terr_gross_new(&series->gross, archive, list, &how, err);
    settling.gross = series->gross;
    if (!code) code = make_room(&settling, err);
    if (!code) code = each_step(&settling, want, err);
    if (!code) code = each_window(&settling, want, err);
    if (!code) code = terr_gross_lay_out(settling.gross, err);
    if (!code) code = each_step(&settling, give, err);
    if (!code) code = each_window(&settling, give, err);
    if (!code) code = terr_gross_measure(settling.gross, err);
    if (!code) code = each_step(&settling, take, err);
    if (!code) code = each_window(&settling, take, err);
    if (!code) take_account(series);
    return code;
}
