#include "borders.h"
#include "cells.h"
#include "command.h"
#include "doubts.h"
#include "effort.h"
#include "inputs.h"
#include "matrix.h"
#include "output.h"
#include "series_told.h"
#include "style.h"

#include <stdlib.h>

struct settings {
    struct terr_series_options walk;
    int32_t *windows; /* owned; `walk` borrows it */
    struct running_asked running;
    bool is_wide;
    struct cells cells; /* what a wide table shows */
    bool keep_going;
    bool matrix;                   /* what went from status to status, instead */
    struct terr_statuses statuses; /* `walk` borrows them */
    struct matrix_map map;         /* with geojson */
    struct output output;
    struct style style;
};

static enum terr_code read_dates(struct settings *settings, const struct options *given,
                                 struct terr_error *err)
{
    struct terr_series_options *walk = &settings->walk;
    const char *every = options_value(given, "every");
    enum terr_code code;

    if (every && !terr_every_parse(&walk->every, every)) {
        return terr_fail(err, TERR_EARG,
                         "option --every: '%s' is none of snapshot, day, week, month", every);
    }
    if ((code = options_day(&walk->from_day, &walk->has_from, given, "from", err)) ||
        (code = options_day(&walk->to_day, &walk->has_to, given, "to", err))) {
        return code;
    }
    if (walk->has_from && walk->has_to && walk->from_day > walk->to_day) {
        return terr_fail(err, TERR_EARG, "--from %s is later than --to %s",
                         options_value(given, "from"), options_value(given, "to"));
    }
    return TERR_OK;
}

static enum terr_code read_windows(struct settings *settings, const struct options *given,
                                   struct terr_error *err)
{
    const size_t count = options_count(given, "window");

    settings->windows = calloc(count + 1, sizeof *settings->windows);
    if (!settings->windows) return terr_fail(err, TERR_ENOMEM, "out of memory");
    for (size_t i = 0; i < count; i++) {
        const char *text = options_value_at(given, "window", i);
        enum terr_code code;
        int days;
        if ((code = options_integer_text(&days, "window", text, 1, OPTIONS_DAYS_MAX, err)))
            return code;
        for (size_t j = 0; j < i; j++) {
            if (settings->windows[j] == days) {
                return terr_fail(err, TERR_EARG, "option --window: %d given twice", days);
            }
        }
        settings->windows[i] = days;
    }
    settings->walk.windows = settings->windows;
    settings->walk.window_count = count;
    return TERR_OK;
}

/* Whether the tool draws each column as a line. */
static bool is_of_lines(const struct style *style)
{
    return style->is_table && style->tool != TERR_TOOL_EXCEL;
}

static bool is_running(const struct running_asked *running)
{
    return running->sums || running->rows > 0;
}

static enum terr_code read_form(struct settings *settings, const struct options *given,
                                struct terr_error *err)
{
    static const enum output_format formats[] = {OUTPUT_CSV, OUTPUT_JSON, OUTPUT_VEGA_LITE};
    static const enum output_format of_matrix[] = {OUTPUT_CSV, OUTPUT_JSON, OUTPUT_GEOJSON};
    static const char *const not_with_matrix[] = {"zone",  "by-region",  "window",  "wide",
                                                  "gross", "cumulative", "rolling", "for",
                                                  "unit",  "precision",  NULL};
    enum terr_code code;

    settings->walk.gross = options_has(given, "gross");
    settings->matrix = matrix_is_asked(given);
    if ((code = matrix_check(given, not_with_matrix, err))) return code;
    settings->keep_going = options_has(given, "keep-going");
    if ((code = cells_read_running(&settings->running, given, err)) ||
        (code = style_choose(&settings->style, &settings->output, given,
                             settings->matrix ? of_matrix : formats, 3, OUTPUT_CSV, err))) {
        return code;
    }
    if (settings->output.format == OUTPUT_VEGA_LITE && is_running(&settings->running)) {
        return terr_fail(err, TERR_EARG,
                         "--%s is told in csv and json: the chart of vega-lite does not draw it",
                         settings->running.sums ? "cumulative" : "rolling");
    }
    settings->is_wide = options_has(given, "wide") || is_of_lines(&settings->style);
    if (options_has(given, "value") && !settings->is_wide) {
        return terr_fail(err, TERR_EARG, "option --value needs --wide");
    }
    if (!settings->is_wide) return TERR_OK;
    if (settings->output.format != OUTPUT_CSV) {
        return terr_fail(err, TERR_EARG, "--wide is a form of csv alone");
    }
    return cells_read(&settings->cells, given, &settings->walk, &settings->running, err);
}

static void add_table(struct terr_text *out, const struct settings *settings,
                      const struct terr_series *series, const struct inputs *inputs)
{
    const struct terr_series_table form = {.archive = inputs->archive,
                                           .list = &inputs->list,
                                           .windows = settings->windows,
                                           .every = settings->walk.every,
                                           .wide = settings->cells.shown,
                                           .wide_count = settings->cells.count,
                                           .style = &settings->style.numbers};
    terr_table_series(out, settings->style.tool, series, &form);
}

static enum terr_code write_series(const struct settings *settings,
                                   const struct terr_series *series, const struct inputs *inputs,
                                   size_t warnings, struct terr_error *err)
{
    struct terr_text out = TERR_TEXT_INIT;
    enum terr_code code;

    if (settings->output.format == OUTPUT_GEOJSON) { // with --matrix alone
        terr_geojson_series_matrix(&out, &settings->map.features, series, inputs->archive,
                                   &settings->statuses, inputs->ruler, settings->walk.every);
    } else if (settings->matrix && settings->output.format == OUTPUT_JSON) {
        terr_json_series_matrix(&out, series, inputs->archive, &settings->statuses, inputs->ruler,
                                &settings->walk, warnings);
    } else if (settings->matrix) {
        terr_csv_series_matrix(&out, series, inputs->archive, &settings->statuses);
    } else if (settings->output.format == OUTPUT_JSON) {
        terr_json_series(&out, series, inputs->archive, &inputs->list, inputs->ruler,
                         &settings->walk, warnings);
    } else if (settings->output.format == OUTPUT_VEGA_LITE) {
        terr_vega_lite_series(&out, series, inputs->archive, &inputs->list, inputs->ruler,
                              &settings->walk);
    } else if (settings->style.is_table) {
        add_table(&out, settings, series, inputs);
    } else if (settings->is_wide) {
        terr_csv_series_wide(&out, series, &inputs->list, settings->windows, settings->cells.shown,
                             settings->cells.count, &settings->style.numbers);
    } else {
        terr_csv_series(&out, series, inputs->archive, &inputs->list, settings->windows,
                        &settings->style.numbers);
    }
    code = output_write(&settings->output, &out, err);
    terr_text_dispose(&out);
    return code;
}

/* What was found on the way, told and written with the rows. */
static enum terr_code finish(const struct settings *settings, const struct options *given,
                             const struct terr_series *series, const struct inputs *inputs,
                             struct console *console, struct terr_error *err)
{
    struct terr_date_doubts doubts;
    struct terr_findings findings = {NULL, 0, 0};
    enum terr_code code;

    code = doubts_choose(&doubts, given, inputs->archive, err);
    if (!code) {
        code = terr_findings_add_series(&findings, series, inputs->archive, inputs->list.count,
                                        &doubts, err);
    }
    if (!code) code = doubts_tell(console, &findings, inputs->archive, err);
    if (!code) code = write_series(settings, series, inputs, findings.count, err);
    terr_findings_dispose(&findings);
    return code;
}

/* Walks the archive. With --keep-going, snapshots that cannot be used are looked for only where one
 * was met, and left out as if they had never been there, also where a file went bad meanwhile. What
 * was met and is found no more lies not in a snapshot, or in one that changed and changed back. */
static enum terr_code walk(struct terr_series **series, struct settings *settings,
                           struct inputs *inputs, struct console *console, struct terr_error *err)
{
    for (;;) {
        if (settings->output.format == OUTPUT_GEOJSON) {
            matrix_map_begin(&settings->map, &settings->walk, inputs->archive);
        }
        const enum terr_code code = terr_series_walk(series, inputs->ruler, inputs->archive,
                                                     &inputs->list, &settings->walk, err);
        const size_t count = terr_archive_count(inputs->archive);
        struct terr_error fault;
        if (!settings->keep_going || !inputs_is_bad_snapshot(code)) return code;
        if (inputs_leave_out_bad(inputs, console, &fault)) {
            *err = fault;
            return err->code;
        }
        if (terr_archive_count(inputs->archive) == count) return code;
    }
}

static enum terr_code add_running(struct terr_series *series, const struct settings *settings,
                                  size_t zone_count, struct terr_error *err)
{
    const struct running_asked *running = &settings->running;

    if (running->sums) return terr_series_add_sums(series, zone_count, err);
    if (running->rows == 0) return TERR_OK;
    return terr_series_add_means(series, zone_count, (size_t)running->rows, err);
}

static struct input_needs needs_of(const struct settings *settings)
{
    struct input_needs needs = {.zones = true,
                                .keep_going = settings->keep_going,
                                .digests = settings->output.format != OUTPUT_CSV};
    terr_series_span(&needs.span, &settings->walk);
    return needs;
}

static enum terr_code run(const struct options *given, struct console *console,
                          struct terr_error *err)
{
    struct settings settings = {.windows = NULL};
    struct inputs inputs = {0};
    struct terr_regions *regions = NULL;
    struct terr_series *series = NULL;
    enum terr_code code;

    if ((code = read_dates(&settings, given, err)) ||
        (code = read_windows(&settings, given, err)) || (code = read_form(&settings, given, err)) ||
        (code = inputs_jobs(&settings.walk.jobs, given, err)) ||
        (code = borders_check(given, err)) || (code = doubts_check(given, err)) ||
        (code = inputs_open(&inputs, given, needs_of(&settings), console, err)) ||
        (code = borders_read(&regions, given, &inputs.worker, console, err))) {
        goto cleanup;
    }
    if (settings.matrix) {
        if ((code = matrix_list_statuses(&settings.statuses, &inputs, NULL, 0, err))) goto cleanup;
        settings.walk.statuses = &settings.statuses;
    }
    settings.walk.regions = regions;
    settings.walk.progress = console_progress(console, "series");
    if ((code = walk(&series, &settings, &inputs, console, err)) ||
        (code = add_running(series, &settings, inputs.list.count, err))) {
        goto cleanup;
    }
    style_tell(console, &settings.style);
    series_tell(console, series, &settings.walk, inputs.archive);
    (void)terr_times_enter(&series->effort.times, TERR_PHASE_WRITE);
    code = finish(&settings, given, series, &inputs, console, err);
    (void)terr_times_enter(&series->effort.times, TERR_PHASE_NONE);
    if (!code) effort_tell(console, &series->effort);
cleanup:
    matrix_map_dispose(&settings.map);
    terr_series_free(series);
    terr_regions_free(regions);
    inputs_dispose(&inputs);
    cells_dispose(&settings.cells);
    free(settings.windows);
    return code;
}

static const struct option_spec series_specs[] = {
    {"from", '\0', "DAY", "rows from this day on, YYYY-MM-DD", "the first snapshot", OPTION_ONCE},
    {"to", '\0', "DAY", "rows up to this day", "the newest snapshot", OPTION_ONCE},
    {"every", '\0', "STEP",
     "a row for each snapshot, day, week (its Sunday) or month (its last day)", "snapshot",
     OPTION_ONCE},
    {"window", 'w', "N", "also the change over N days, 1 to 36500", NULL, OPTION_REPEATABLE},
    {"gross", '\0', NULL,
     "also what was gained and lost from each day's map to the next, added up, so that ground "
     "which changed hands twice counts twice: since the row before, and over each --window",
     NULL, OPTION_ONCE},
    {"wide", '\0', NULL, "a row for each date and a column for each zone, or zone and region", NULL,
     OPTION_ONCE},
    {"value", '\0', "WHAT",
     "what --wide shows: area, gained, lost, net, gross_gained, gross_lost, one of the last five "
     "with _Nd over a --window, or cumulative_gained, rolling_mean_gained and so on; several with "
     "commas between, as in gained,lost, are a column each",
     "area", OPTION_ONCE},
    {"cumulative", '\0', NULL,
     "also what was gained and lost in all since the first row, summed row by row", NULL,
     OPTION_ONCE},
    {"rolling", '\0', "N",
     "also the mean of the last N rows, 1 to 36500; empty until N changes of one row each are "
     "known",
     NULL, OPTION_ONCE},
    MATRIX_OPTION,
    {"keep-going", 'k', NULL,
     "leave out snapshots that cannot be used, also those that went bad on the way, and say so; "
     "what no row needs may stay unread",
     NULL, OPTION_ONCE},
    {"format", 'f', "FORMAT", "csv, json or vega-lite, or, with --matrix, csv, json or geojson",
     "by the output file's name, else csv", OPTION_ONCE},
};
static const struct option_group series_options = {"Rows and form", series_specs,
                                                   sizeof series_specs / sizeof *series_specs};
static const struct option_group *const groups[] = {&series_options,
                                                    &style_chart_options,
                                                    &zone_options,
                                                    &border_options,
                                                    &input_options,
                                                    &remote_options,
                                                    &doubt_options,
                                                    &job_options,
                                                    &output_options,
                                                    &console_options,
                                                    NULL};

const struct command command_series = {
    .name = "series",
    .summary = "the time series of an archive",
    .arguments = "SOURCE...",
    .description =
        "Measures every snapshot of an archive: the area of each zone, what it gained and lost "
        "since the row before, and over as many windows of days as are asked for. The first row "
        "has no change; begin one step earlier to see it. The last week or month may be incomplete "
        "and is dated by the newest map. A day without a snapshot takes the one before it, within "
        "--max-gap; beyond that its numbers are empty.",
    .argument_help =
        "SOURCE is a file, a folder, a quoted glob, - for standard input, an http(s) address, or a "
        "remote source such as deepstate-daily: (its profile's name and a colon); several "
        "are one archive.",
    .groups = groups,
    .output =
        "  csv   a row for each date and zone: date, snapshot, zone, region, area_km2, since (the\n"
        "        date of the row before, not of a map), gained_km2, lost_km2, net_km2, and for\n"
        "        each window gained_Nd_km2, lost_Nd_km2, net_Nd_km2; what is not known is empty\n"
        "        --gross adds gross_gained_km2, gross_lost_km2 behind net_km2, and for each\n"
        "        window gross_gained_Nd_km2, gross_lost_Nd_km2: daily figures, whole square\n"
        "        metres, added up; gross gained less gross lost is net but for those roundings\n"
        "        by region a row for each date, zone and region, (outside) for what lies in none,\n"
        "        and region_km2, percent: how much of the region the zone covers\n"
        "        --cumulative adds cumulative_gained_km2, _lost_, _net_; --rolling N\n"
        "        rolling_mean_N_gained_km2, _lost_, _net_; --unit mi2 ends names in _mi2\n"
        "        --for datawrapper and flourish a line a column, as --wide; --for excel a row\n"
        "        for each date and zone\n"
        "        columns of --wide are by zone, then region, then --value in the order given\n"
        "  json  the same, schemas/series.schema.json\n"
        "  vega-lite\n"
        "        a chart with its data: a Vega-Lite 6 specification that draws areas as lines and\n"
        "        gained and lost as bars, or, with --window, as lines over each window; zones and\n"
        "        regions below one another, of regions those in which something passed; named\n"
        "        .vl.json\n"
        "  with --matrix, in which ground of several statuses has them all at once, as in\n"
        "  occupied+contested, and ground without one is none; all cells from a status, in its\n"
        "  own name or with others, add up to its area on the map before, all cells to it to that\n"
        "  on the date's map:\n"
        "  csv   for each date a row for each two statuses that ground passed between since the\n"
        "        row before, and for each that it stayed in: date, snapshot, since, from_status,\n"
        "        to_status, area_km2; what is less than half a m2 is left out\n"
        "  json  the same, and the area of each status; schemas/series-matrix.schema.json\n"
        "  geojson  the ground that changed its status: from_status, to_status, from (the date of\n"
        "        the row before), from_snapshot, to, to_snapshot, area_km2\n",
    .examples =
        "  territory series --every month testdata/front\n"
        "  territory series --window 7 --window 30 testdata/front\n"
        "  territory series --every week --wide testdata/front\n"
        "  territory series --every week -f vega-lite testdata/front\n"
        "  territory series --every month --gross testdata/front\n"
        "  territory series --every month --for datawrapper --value gained,lost testdata/front\n"
        "  territory series --for datawrapper --zone held --zone contested testdata/front\n"
        "  territory series --every day --rolling 7 testdata/front\n"
        "  territory series --every month --matrix testdata/front\n"
        "  territory series --by-region testdata/regions/provinces.geojson testdata/front\n",
    .run = run,
};
