#include <geo/figure/series.h>

#include <geo/base/memory.h>
#include <geo/figure/calendar.h>
#include <geo/shape/delta.h>
#include <geo/source/archive.h>
#include <geo/zone/worker.h>
#include <geo/zone/zone_list.h>
#include <geo/zone/zones.h>
#include <assert.h>
#include <math.h>
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
    };
    *span = wanted;
}

struct walker {
    struct terr_series *series;
    struct terr_worker worker;
    const struct terr_archive *archive;
    const struct terr_zone_list *list;
    const struct terr_series_options *options;
    struct terr_calendar calendar;
    struct terr_zones **zones; // of each snapshot of the archive; NULL before and after its use
    size_t kept_from;          // zones of earlier snapshots have been freed
    struct terr_error *err;
};

// The zones of a snapshot, read on first use.
static enum terr_code need_zones(struct walker *walker, size_t snapshot)
{
    if (walker->zones[snapshot]) return TERR_OK;
    const enum terr_code code =
        terr_zones_read(&walker->zones[snapshot], &walker->worker, walker->archive, snapshot,
                        walker->list, walker->err);
    if (code) return code;
    const struct terr_zones *zones = walker->zones[snapshot];
    walker->series->repaired_count += terr_zones_repair_count(zones) > 0;
    walker->series->repair_max_m2 =
        fmax(walker->series->repair_max_m2, terr_zones_repair_m2(zones));
    return TERR_OK;
}

// Frees the zones that no later row looks back to: this is what bounds memory by the window. The
// step of the next row looks at `previous`.
static void forget_zones(struct walker *walker, size_t previous, size_t next_date)
{
    size_t oldest = previous;
    if (next_date < walker->calendar.count && walker->calendar.dates[next_date].oldest < oldest) {
        oldest = walker->calendar.dates[next_date].oldest;
    }
    for (; walker->kept_from < oldest; walker->kept_from++) {
        terr_zones_free(walker->zones[walker->kept_from]);
        walker->zones[walker->kept_from] = NULL;
    }
}

// The change of every zone from one snapshot to another, into `changes[zone * stride]`.
static enum terr_code measure_change(struct walker *walker, struct terr_row_change *changes,
                                     size_t stride, size_t from, size_t to, int32_t since)
{
    enum terr_code code = need_zones(walker, from);
    const struct terr_zones *before = walker->zones[from], *after = walker->zones[to];
    for (size_t i = 0; i < walker->list->count && !code; i++) {
        struct terr_delta delta = TERR_DELTA_INIT;
        code = terr_worker_delta(&delta, &walker->worker, terr_zones_at(before, i),
                                 terr_zones_at(after, i), walker->err);
        if (code) {
            const char *name = terr_archive_at(walker->archive, to)->path;
            return terr_within(walker->err, "%s: zone '%s'", name, walker->list->zones[i].name);
        }
        struct terr_row_change *change = &changes[i * stride];
        change->known = true;
        change->since = since;
        change->figures = terr_figures_measure(walker->worker.ruler, before, after, i, &delta);
        terr_delta_dispose(&delta);
    }
    return code;
}

// The step since the previous row, with room for one change per zone at a time.
static enum terr_code measure_step(struct walker *walker, struct terr_row *rows,
                                   const struct terr_date *previous, size_t snapshot)
{
    struct terr_row_change *steps =
        terr_memory_new(walker->list->count, sizeof *steps, walker->err);
    if (!steps) return walker->err->code;
    const enum terr_code code =
        measure_change(walker, steps, 1, previous->snapshot, snapshot, previous->day);
    for (size_t i = 0; i < walker->list->count && !code; i++) rows[i].step = steps[i];
    terr_memory_free(steps);
    return code;
}

// Fills the rows of one date, one for each zone.
static enum terr_code measure_date(struct walker *walker, size_t index,
                                   const struct terr_date *previous)
{
    const struct terr_date *date = &walker->calendar.dates[index];
    struct terr_row *rows = &walker->series->rows[index * walker->list->count];
    const size_t windows = walker->options->window_count;
    enum terr_code code;
    if ((code = need_zones(walker, date->snapshot))) return code;
    for (size_t i = 0; i < walker->list->count; i++) {
        rows[i].known = true;
        rows[i].snapshot = date->snapshot;
        rows[i].area_m2 = terr_zones_area_m2(walker->zones[date->snapshot], i);
    }
    if (previous && (code = measure_step(walker, rows, previous, date->snapshot))) return code;
    for (size_t w = 0; w < windows; w++) {
        if (date->windows[w] == TERR_NO_SNAPSHOT) continue;
        code = measure_change(walker, &rows[0].windows[w], windows, date->windows[w],
                              date->snapshot, date->day - walker->options->windows[w]);
        if (code) return code;
    }
    return TERR_OK;
}

static enum terr_code walk_dates(struct walker *walker)
{
    const struct terr_date *previous = NULL;
    const size_t count = walker->calendar.count;
    const struct terr_progress *progress = &walker->options->progress;
    enum terr_code code = terr_progress_step(progress, 0, count, walker->err);
    for (size_t i = 0; i < count && !code; i++) {
        const struct terr_date *date = &walker->calendar.dates[i];
        if (date->snapshot != TERR_NO_SNAPSHOT) {
            if ((code = measure_date(walker, i, previous))) return code;
            previous = date;
            forget_zones(walker, date->snapshot, i + 1);
        }
        code = terr_progress_step(progress, i + 1, count, walker->err);
    }
    return code;
}

static enum terr_code make_rows(struct walker *walker)
{
    struct terr_series *series = walker->series;
    const size_t zones = walker->list->count, windows = walker->options->window_count;
    const size_t dates = walker->calendar.count;
    assert(zones > 0);
    if (dates > SIZE_MAX / zones / (windows + 1)) {
        return terr_fail(walker->err, TERR_ENOMEM, "out of memory (%zu dates)", dates);
    }
    series->rows = terr_memory_new(dates * zones, sizeof *series->rows, walker->err);
    if (!series->rows) return walker->err->code;
    series->row_count = dates * zones;
    series->window_cells =
        terr_memory_new(dates * zones * windows, sizeof *series->window_cells, walker->err);
    if (!series->window_cells) return walker->err->code;
    series->window_count = windows;
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
    const size_t snapshots = terr_archive_count(archive);
    struct walker walker;
    enum terr_code code = TERR_OK;
    *out = NULL;
    memset(&walker, 0, sizeof walker);
    walker.archive = archive;
    walker.list = list;
    walker.options = options;
    walker.err = err;
    walker.series = terr_memory_new(1, sizeof *walker.series, err);
    if (walker.series) walker.zones = terr_memory_new(snapshots, sizeof *walker.zones, err);
    if (!walker.zones) code = err->code;
    if (!code) code = terr_worker_init(&walker.worker, ruler, err);

    if (!code) code = terr_calendar_fill(&walker.calendar, archive, options, err);
    if (!code) code = make_rows(&walker);
    if (!code) code = walk_dates(&walker);
    if (!code) {
        *out = walker.series;
        walker.series = NULL;
    }
    for (size_t i = 0; walker.zones && i < snapshots; i++) terr_zones_free(walker.zones[i]);
    terr_memory_free(walker.zones);
    terr_calendar_dispose(&walker.calendar);
    terr_worker_dispose(&walker.worker);
    terr_series_free(walker.series);
    return code;
}

void terr_series_free(struct terr_series *series)
{
    if (!series) return;
    terr_memory_free(series->rows);
    terr_memory_free(series->window_cells);
    terr_memory_free(series);
}
