#include <geo/figure/series.h>

#include <geo/base/memory.h>
#include <geo/base/parallel.h>
#include <geo/figure/calendar.h>
#include <geo/figure/gross.h>
#include <geo/figure/gross_series.h>
#include <geo/figure/matrix.h>
#include <geo/figure/regional_series.h>
#include <geo/figure/running.h>
#include <geo/shape/delta.h>
#include <geo/source/archive.h>
#include <geo/zone/regions.h>
#include <geo/zone/transitions.h>
#include <geo/zone/worker.h>
#include <geo/zone/zone_list.h>
#include <geo/zone/zone_store.h>
#include <geo/zone/zones.h>
#include <assert.h>
#include <string.h>

static const char *const every_names[] = {"snapshot", "day", "week", "month"};

bool terr_every_parse(enum terr_every *every, const char *name)
{
    for (size_t i = 0; i < sizeof every_names / sizeof every_names[0]; i++) {
        if (strcmp(name, every_names[i]) != 0) continue;
        *every = (enum terr_every)i;
        return true;
    }
    return false;
}

const char *terr_every_name(enum terr_every every) { return every_names[every]; }

void terr_series_span(struct terr_span *span, const struct terr_series_options *options)
{
    const struct terr_span wanted = {
        .kind = TERR_SPAN_RANGE,
        .has_from = options->has_from,
        .has_to = options->has_to,
        .from = {.day = options->from_day},
        .to = {.day = options->to_day},
        .windows = options->windows,
        .window_count = options->window_count,
        // days, weeks and months are laid out from the first snapshot to the newest
        .beyond = options->every != TERR_EVERY_SNAPSHOT,
        .between = options->gross,
    };
    *span = wanted;
}

struct walker {
    struct terr_series *series;
    const struct terr_archive *archive;
    const struct terr_zone_list *list;
    const struct terr_series_options *options;
    struct terr_calendar calendar;
    struct terr_zone_store *store;
    struct terr_transitions *transitions; // of each date, until they are taken; NULL: not asked for
};

// ---- the work on one date ----

// A date on a worker's hands.
struct task {
    const struct walker *walker;
    struct terr_worker *worker;
    const struct terr_date *date;
    const struct terr_zones *zones; // of the date's snapshot
    struct terr_row *rows;          // one for each zone
    struct terr_error *err;
};

// Since when a change is counted: the row before, or the start of a window.
#define STEP SIZE_MAX

static enum terr_code within_zone(const struct task *task, size_t zone)
{
    return terr_within(task->err, "%s: zone '%s'",
                       terr_archive_at(task->walker->archive, task->date->snapshot)->path,
                       task->walker->list->zones[zone].name);
}

static enum terr_code measure_zone(const struct task *task, struct terr_row_change *change,
                                   const struct terr_zones *before, size_t zone)
{
    struct terr_worker *worker = task->worker;
    const struct terr_regions *regions = task->walker->options->regions;
    struct terr_delta delta = TERR_DELTA_INIT;
    if (terr_worker_delta(&delta, worker, terr_zones_at(before, zone),
                          terr_zones_at(task->zones, zone), task->err)) {
        return within_zone(task, zone);
    }
    const enum terr_phase phase = terr_times_enter(&worker->effort.times, TERR_PHASE_AREA);
    change->known = true;
    change->figures = terr_figures_measure(worker->ruler, before, task->zones, zone, &delta);
    (void)terr_times_enter(&worker->effort.times, phase);
    enum terr_code code = TERR_OK;
    if (regions && terr_regional_series_cut_change(change, worker, regions, &delta, task->err)) {
        code = within_zone(task, zone);
    }
    terr_delta_dispose(&delta);
    return code;
}

// The change of every zone since the snapshot `from`, which stands for the day `since`: over a
// window, or the step.
static enum terr_code measure_change(const struct task *task, size_t window, size_t from,
                                     int32_t since)
{
    const struct terr_zones *before;
    enum terr_code code =
        terr_zone_store_need(&before, task->walker->store, task->worker, from, task->err);
    for (size_t i = 0; i < task->walker->list->count && !code; i++) {
        struct terr_row *row = &task->rows[i];
        struct terr_row_change *change = window == STEP ? &row->step : &row->windows[window];
        change->since = since;
        code = measure_zone(task, change, before, i);
    }
    return code;
}

// The last date before this one that has a snapshot; NULL where none has.
static const struct terr_date *previous_date(const struct walker *walker,
                                             const struct terr_date *date)
{
    const size_t previous = date->previous;
    return previous == TERR_NO_SNAPSHOT ? NULL : &walker->calendar.dates[previous];
}

// Which change of the date is since the same snapshot as that over `window` and measured before it:
// the step, an earlier window; `window` itself where none is.
static size_t find_same(const struct terr_date *date, const struct terr_date *previous,
                        size_t window)
{
    if (previous && previous->snapshot == date->windows[window]) return STEP;
    for (size_t w = 0; w < window; w++) {
        if (date->windows[w] == date->windows[window]) return w;
    }
    return window;
}

static void copy_change(const struct task *task, size_t window, size_t same, int32_t since)
{
    for (size_t i = 0; i < task->walker->list->count; i++) {
        struct terr_row *row = &task->rows[i];
        struct terr_row_change *change = &row->windows[window];
        terr_regional_series_copy_change(change, same == STEP ? &row->step : &row->windows[same],
                                         task->walker->options->regions);
        change->since = since;
    }
}

static enum terr_code measure_changes(const struct task *task, const struct terr_date *previous)
{
    const struct terr_series_options *options = task->walker->options;
    const struct terr_date *date = task->date;
    enum terr_code code = TERR_OK;
    if (previous) code = measure_change(task, STEP, previous->snapshot, previous->day);
    for (size_t w = 0; w < options->window_count && !code; w++) {
        if (date->windows[w] == TERR_NO_SNAPSHOT) continue;
        const size_t same = find_same(date, previous, w);
        const int32_t since = date->day - options->windows[w];
        if (same == w) {
            code = measure_change(task, w, date->windows[w], since);
        } else {
            copy_change(task, w, same, since);
        }
    }
    return code;
}

// Cuts the zones themselves, where areas are not followed from the date before.
static enum terr_code measure_regions(const struct task *task, const struct terr_date *previous)
{
    const struct walker *walker = task->walker;
    const struct terr_regions *regions = walker->options->regions;
    if (!regions) return TERR_OK;
    if (previous && terr_regional_series_follows(previous->snapshot, task->date->snapshot)) {
        return TERR_OK;
    }
    for (size_t i = 0; i < walker->list->count; i++) {
        if (terr_regions_areas(task->rows[i].area_in_m2, regions, task->worker,
                               terr_zones_at(task->zones, i), task->err)) {
            return within_zone(task, i);
        }
    }
    return TERR_OK;
}

static enum terr_code measure_transitions(const struct task *task, size_t index,
                                          const struct terr_date *previous)
{
    const struct walker *walker = task->walker;
    const struct terr_statuses *statuses = walker->options->statuses;
    const struct terr_zones *before;
    if (!statuses || !previous) return TERR_OK;
    struct terr_transitions *transitions = &walker->transitions[index];
    if (terr_zone_store_need(&before, walker->store, task->worker, previous->snapshot, task->err)) {
        return task->err->code;
    }
    enum terr_code code = terr_transitions_between(transitions, task->worker, before, task->zones,
                                                   statuses, task->err);
    if (!code) {
        code = terr_matrix_measure(&walker->series->matrices[index], task->worker, transitions,
                                   before, task->zones, statuses, task->err);
    }
    if (code || !walker->options->take) terr_transitions_dispose(transitions);
    if (!code) return TERR_OK;
    return terr_within(task->err, "%s",
                       terr_archive_at(walker->archive, task->date->snapshot)->path);
}

// Fills the rows of one date.
static enum terr_code measure_date(void *payload, void *worker, size_t index,
                                   struct terr_error *err)
{
    const struct walker *walker = payload;
    struct task task = {.walker = walker,
                        .worker = worker,
                        .date = &walker->calendar.dates[index],
                        .rows = &walker->series->rows[index * walker->list->count],
                        .err = err};
    const size_t snapshot = task.date->snapshot;
    if (snapshot == TERR_NO_SNAPSHOT) return TERR_OK;
    enum terr_code code = terr_zone_store_need(&task.zones, walker->store, worker, snapshot, err);
    if (code) return code;
    for (size_t i = 0; i < walker->list->count; i++) {
        task.rows[i].known = true;
        task.rows[i].snapshot = snapshot;
        task.rows[i].area_m2 = terr_zones_area_m2(task.zones, i);
    }
    const struct terr_date *previous = previous_date(walker, task.date);
    code = measure_regions(&task, previous);
    if (!code) code = measure_changes(&task, previous);
    return code ? code : measure_transitions(&task, index, previous);
}

// ---- all dates ----

// Hands the transitions of a date over, and forgets them.
static enum terr_code take_transitions(const struct walker *walker, size_t index,
                                       struct terr_error *err)
{
    const struct terr_date *date = &walker->calendar.dates[index];
    if (!walker->options->take || !walker->series->matrices[index].known) return TERR_OK;
    const struct terr_date *previous = previous_date(walker, date);
    const struct terr_dated_transitions dated = {
        .since = previous->day,
        .day = date->day,
        .from = previous->snapshot,
        .to = date->snapshot,
        .transitions = &walker->transitions[index],
        .matrix = &walker->series->matrices[index],
    };
    const enum terr_code code = walker->options->take(walker->options->payload, &dated, err);
    terr_transitions_dispose(&walker->transitions[index]);
    return code;
}

// Frees the zones that no later row looks back to: this is what bounds memory by the window.
static enum terr_code take_date(void *payload, size_t index, struct terr_error *err)
{
    const struct walker *walker = payload;
    const struct terr_calendar *calendar = &walker->calendar;
    const struct terr_date *date = &calendar->dates[index];
    const enum terr_code code = take_transitions(walker, index, err);
    if (code) return code;
    if (date->snapshot == TERR_NO_SNAPSHOT) date = previous_date(walker, date);
    if (date) {
        size_t oldest = date->snapshot; // the step of the next row looks at it
        if (index + 1 < calendar->count && calendar->dates[index + 1].oldest < oldest) {
            oldest = calendar->dates[index + 1].oldest;
        }
        terr_zone_store_forget(walker->store, oldest);
    }
    return terr_progress_step(&walker->options->progress, index + 1, calendar->count, err);
}

static enum terr_code walk_dates(struct walker *walker, const struct terr_ruler *ruler,
                                 struct terr_error *err)
{
    struct terr_series *series = walker->series;
    struct terr_worker_pool pool = {.ruler = ruler};
    const struct terr_parallel map = {.count = walker->calendar.count,
                                      .jobs = walker->options->jobs,
                                      .begin = terr_worker_begin,
                                      .end = terr_worker_end,
                                      .pool = &pool,
                                      .work = measure_date,
                                      .take = take_date,
                                      .payload = walker};
    enum terr_code code = terr_progress_step(&walker->options->progress, 0, map.count, err);
    if (!code) code = terr_parallel_map(&map, err);
    series->effort = pool.effort;
    series->repaired_count = terr_zone_store_repaired(walker->store, &series->repair_max_m2);
    terr_zone_store_take_origins(&series->origins, walker->store);
    return code;
}

static enum terr_code make_rows(struct walker *walker, struct terr_error *err)
{
    struct terr_series *series = walker->series;
    const size_t zones = walker->list->count, windows = walker->options->window_count;
    const size_t dates = walker->calendar.count;
    assert(zones > 0);
    if (dates > SIZE_MAX / zones / (windows + 1)) {
        return terr_fail(err, TERR_ENOMEM, "out of memory (%zu dates)", dates);
    }
    series->rows = terr_memory_new(dates * zones, sizeof *series->rows, err);
    if (!series->rows) return err->code;
    series->row_count = dates * zones;
    series->window_cells =
        terr_memory_new(dates * zones * windows, sizeof *series->window_cells, err);
    if (!series->window_cells) return err->code;
    series->window_count = windows;
    series->date_count = dates;
    if (walker->options->statuses) {
        series->matrices = terr_memory_new(dates, sizeof *series->matrices, err);
        if (!series->matrices) return err->code;
        walker->transitions = terr_memory_new(dates, sizeof *walker->transitions, err);
        if (!walker->transitions) return err->code;
    }
    for (size_t i = 0; i < series->row_count; i++) {
        series->rows[i].day = walker->calendar.dates[i / zones].day;
        series->rows[i].zone = i % zones;
        series->rows[i].windows = series->window_cells + i * windows;
    }
    return TERR_OK;
}

enum terr_code terr_series_walk(struct terr_series **out, const struct terr_ruler *ruler,
                                const struct terr_archive *archive,
                                const struct terr_zone_list *list,
                                const struct terr_series_options *options, struct terr_error *err)
{
    struct walker walker = {.archive = archive, .list = list, .options = options};
    enum terr_code code = TERR_OK;
    *out = NULL;
    walker.series = terr_memory_new(1, sizeof *walker.series, err);
    if (!walker.series) return err->code;
    code = terr_zone_store_new(&walker.store, archive, list, err);
    if (!code) code = terr_calendar_fill(&walker.calendar, archive, options, err);
    if (!code) code = make_rows(&walker, err);
    if (!code) {
        code = terr_origins_init(&walker.series->origins, terr_archive_count(archive), err);
    }
    if (!code) code = terr_regional_series_make_room(walker.series, list->count, options, err);
    if (!code) code = walk_dates(&walker, ruler, err);
    if (!code) code = terr_regional_series_settle(walker.series, list->count, err);
    if (!code && options->gross) {
        code = terr_gross_series_settle(walker.series, ruler, archive, list, options,
                                        &walker.calendar, err);
    }
    if (!code) {
        *out = walker.series;
        walker.series = NULL;
    }
    for (size_t i = 0; walker.transitions && i < walker.calendar.count; i++) {
        terr_transitions_dispose(&walker.transitions[i]);
    }
    terr_memory_free(walker.transitions);
    terr_zone_store_free(walker.store);
    terr_calendar_dispose(&walker.calendar);
    terr_series_free(walker.series);
    return code;
}

void terr_series_free(struct terr_series *series)
{
    if (!series) return;
    for (size_t i = 0; series->matrices && i < series->date_count; i++) {
        terr_matrix_dispose(&series->matrices[i]);
    }
    terr_memory_free(series->matrices);
    terr_memory_free(series->rows);
    terr_memory_free(series->window_cells);
    terr_memory_free(series->region_cells);
    terr_memory_free(series->gross_cells);
    terr_gross_free(series->gross);
    terr_running_free(series->running);
    terr_origins_dispose(&series->origins);
    terr_memory_free(series);
}
