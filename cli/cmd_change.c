#include "borders.h"
#include "change_settings.h"
#include "change_write.h"
#include "command.h"
#include "doubts.h"
#include "drawing.h"
#include "effort.h"
#include "gross.h"
#include "inputs.h"
#include "matrix.h"
#include "repairs.h"

static void note_snapshot(struct console *console, const struct terr_archive *archive, size_t index,
                          int32_t asked)
{
    const struct terr_dated *used = terr_archive_at(archive, index);
    char wanted[TERR_DAY_SIZE];
    char found[TERR_DAY_SIZE];

    if (used->day == asked) return;
    terr_day_print(wanted, asked);
    terr_day_print(found, used->day);
    console_note(console, "for %s the snapshot of %s is used: %s", wanted, found, used->path);
}

static void note_repairs(struct console *console, const char *path, const struct terr_zones *zones)
{
    const size_t count = terr_zones_repair_count(zones);

    if (!console->verbose) repairs_tell_sum(console, path, count, terr_zones_repair_m2(zones));
    for (size_t i = 0; i < count && console->verbose; i++) {
        repairs_tell_one(console, path, terr_zones_repair_at(zones, i));
    }
}

/* Whoever asked for two dates and gets two zeros should know that one map was compared with
 * itself. */
static void warn_of_one_map(struct console *console, const struct terr_archive *archive,
                            const struct terr_window *window, struct terr_ends ends)
{
    const bool has_time =
        (window->has_from && window->from.has_time) || (window->has_to && window->to.has_time);
    char day[TERR_DAY_SIZE];

    if (!ends.dated || ends.from != ends.to) return;
    if (ends.from_day == ends.to_day && !has_time) return;
    terr_day_print(day, terr_archive_at(archive, ends.to)->day);
    console_warn(console, "both dates fall on one map, of %s: no change can be seen", day);
}

/* The change with its figures, by region or by status too where that is asked. */
struct measuring {
    struct terr_regions *regions;
    struct terr_change *change;
    struct terr_regional_change *regional;
    struct terr_standing *standing; /* NULL: nothing but what changed is drawn */
    struct terr_drawing *drawing;
    struct matrix matrix;
    struct terr_measured_change measured;
};

/* Nobody who asks for a matrix has asked for a zone; and its text tells of overlaps itself. */
static void tell_of_matrix(struct console *console, const struct change_settings *settings,
                           const struct terr_matrix *matrix)
{
    const double from_m2 = matrix->shared_from_m2, to_m2 = matrix->shared_to_m2;

    if (matrix->present == 0) console_warn(console, "neither snapshot has a polygon");
    if (settings->output.format == OUTPUT_TEXT) return;
    matrix_tell(console, from_m2 > to_m2 ? from_m2 : to_m2, matrix->adds_up);
}

static void tell(struct console *console, const struct inputs *inputs,
                 const struct change_settings *settings, const struct measuring *measuring)
{
    const struct terr_window *window = &settings->window;
    const struct terr_change *change = measuring->change;
    const struct terr_ends ends = terr_change_ends(change);
    const struct terr_zones *from = terr_change_from(change);
    const struct terr_zones *to = terr_change_to(change);

    if (ends.dated) {
        note_snapshot(console, inputs->archive, ends.from, ends.from_day);
        note_snapshot(console, inputs->archive, ends.to, ends.to_day);
    }
    warn_of_one_map(console, inputs->archive, window, ends);
    note_repairs(console, terr_archive_at(inputs->archive, ends.from)->path, from);
    if (ends.to != ends.from) {
        note_repairs(console, terr_archive_at(inputs->archive, ends.to)->path, to);
    }
    if (settings->matrix) {
        tell_of_matrix(console, settings, &measuring->matrix.figures);
        return;
    }
    for (size_t i = 0; i < inputs->list.count; i++) {
        if (terr_zones_feature_count(from, i) || terr_zones_feature_count(to, i)) continue;
        console_warn(console, "neither snapshot has a polygon of zone '%s'",
                     inputs->list.zones[i].name);
    }
}

/* What was found of the two maps, told and written with the figures. */
static enum terr_code finish(const struct change_settings *settings, const struct options *given,
                             const struct measuring *measuring, struct console *console,
                             struct terr_error *err)
{
    const struct terr_measured_change *measured = &measuring->measured;
    struct terr_date_doubts doubts;
    struct terr_findings findings = {NULL, 0, 0};
    enum terr_code code;

    code = doubts_choose(&doubts, given, measured->archive, err);
    if (!code) code = terr_findings_add_change(&findings, measured, &doubts, err);
    if (!code) code = doubts_tell(console, &findings, measured->archive, err);
    if (!code && change_draws_ground(settings->output.format)) drawing_tell(console, measured);
    if (!code && settings->matrix) {
        code = matrix_write(&settings->output, measured, &measuring->matrix, findings.count, err);
    } else if (!code) {
        code = change_write(settings, measured, findings.count, err);
    }
    terr_findings_dispose(&findings);
    return code;
}

static enum terr_code find_ends(struct terr_ends *ends, const struct terr_archive *archive,
                                const struct terr_window *window, struct terr_error *err)
{
    if (!window->has_from && !window->has_to && terr_archive_count(archive) == 1) {
        return terr_fail(err, TERR_EDATA, "one map alone has no change: give two, or a folder");
    }
    const enum terr_code code = terr_ends_find(ends, archive, window, err);
    // Nobody chose these 90 days: say how others are chosen.
    if (code != TERR_EDATA || window->has_from || window->has_days) return code;
    const struct terr_error cause = *err;
    return terr_fail(err, code, "%s; --from, --to or --days choose another window", cause.message);
}

static void measuring_end(struct measuring *measuring)
{
    terr_measured_change_dispose(&measuring->measured);
    terr_drawing_free(measuring->drawing);
    terr_standing_free(measuring->standing);
    matrix_dispose(&measuring->matrix);
    terr_regional_change_free(measuring->regional);
    terr_change_free(measuring->change);
    terr_regions_free(measuring->regions);
}

static enum terr_code measure(struct measuring *measuring, const struct change_settings *settings,
                              struct inputs *inputs, struct terr_ends ends, struct console *console,
                              struct terr_error *err)
{
    struct terr_worker *worker = &inputs->worker;
    struct terr_times *times = &worker->effort.times;
    const size_t snapshots[] = {ends.from, ends.to};
    enum terr_code code = TERR_OK;

    if (settings->matrix) {
        code = matrix_list_statuses(&measuring->matrix.statuses, inputs, snapshots, 2, err);
    }
    if (!code) {
        code = terr_change_between(&measuring->change, worker, inputs->archive, ends, &inputs->list,
                                   err);
    }
    if (!code && settings->matrix) {
        code = matrix_measure(&measuring->matrix, inputs, measuring->change, err);
    }
    if (!code && measuring->regions) {
        code = terr_regional_change_cut(&measuring->regional, worker, measuring->change,
                                        inputs->list.count, measuring->regions, err);
    }
    // shapes are simplified with the ground around them, so that they are the same in every format
    if (!code && ((settings->kinds & ~TERR_PARTS_CHANGED) || settings->drawing.simplify_m > 0)) {
        code = terr_standing_of(&measuring->standing, worker, measuring->change, inputs->list.count,
                                measuring->regional, err);
    }
    if (!code && settings->is_drawn) {
        const struct terr_drawing_source source = {measuring->change, inputs->list.count,
                                                   measuring->regional, measuring->standing};
        code = terr_drawing_of(&measuring->drawing, worker, &source, &settings->drawing, err);
    }
    if (code) return code;
    const enum terr_phase before = terr_times_enter(times, TERR_PHASE_AREA);
    code = terr_measured_change_init(&measuring->measured, inputs->archive, &inputs->list,
                                     inputs->ruler, measuring->change, err);
    if (!code && measuring->regional) {
        code = terr_measured_change_add_regions(&measuring->measured, measuring->regional, err);
    }
    if (!code && measuring->standing) {
        code = terr_measured_change_add_standing(&measuring->measured, measuring->standing, err);
    }
    if (!code && measuring->drawing) {
        code = terr_measured_change_add_drawing(&measuring->measured, measuring->drawing, err);
    }
    (void)terr_times_enter(times, before);
    if (code || !settings->gross) return code;
    const struct terr_gross_options gross = {.progress = console_progress(console, "change"),
                                             .jobs = settings->jobs};
    return terr_measured_change_add_gross(&measuring->measured, &gross, err);
}

/* That of the gross sums, which other workers did, with it. */
static void tell_effort(struct console *console, const struct measuring *measuring,
                        struct terr_effort effort)
{
    struct terr_gross *gross = measuring->measured.gross;

    if (gross) terr_effort_add(&effort, &terr_gross_demand(gross)->effort);
    effort_tell(console, &effort);
}

static enum terr_code run(const struct options *given, struct console *console,
                          struct terr_error *err)
{
    struct change_settings settings = {.jobs = 0};
    struct inputs inputs = {0};
    struct terr_ends ends;
    struct measuring measuring = {.regions = NULL};
    struct terr_times *times = &inputs.worker.effort.times;
    enum terr_code code;

    if ((code = change_settings_read(&settings, given, err)) || (code = doubts_check(given, err)) ||
        (code = change_write_check(&settings, err)) ||
        (code = inputs_open(&inputs, given, change_settings_needs(&settings), console, err)) ||
        (code = find_ends(&ends, inputs.archive, &settings.window, err)) ||
        (code = borders_read(&measuring.regions, given, &inputs.worker, console, err)) ||
        (code = measure(&measuring, &settings, &inputs, ends, console, err))) {
        goto cleanup;
    }
    (void)terr_times_enter(times, TERR_PHASE_WRITE);
    style_tell(console, &settings.style);
    tell(console, &inputs, &settings, &measuring);
    gross_tell_change(console, &measuring.measured);
    code = finish(&settings, given, &measuring, console, err);
    (void)terr_times_enter(times, TERR_PHASE_NONE);
    if (!code) tell_effort(console, &measuring, inputs.worker.effort);
cleanup:
    measuring_end(&measuring);
    inputs_dispose(&inputs);
    return code;
}

static const struct option_spec change_specs[] = {
    {"from", '\0', "DATE",
     "where the window begins: YYYY-MM-DD, or with a time; a month is from the last day of the "
     "month before",
     "--days before its end", OPTION_ONCE},
    {"to", '\0', "DATE", "where it ends; a day means its last moment", "the newest snapshot",
     OPTION_ONCE},
    {"days", 'd', "N", "its length in days, 1 to 36500", "90", OPTION_ONCE},
    {"gross", '\0', NULL,
     "also what was gained and lost from each day's map to the next, added up, so that ground "
     "which changed hands twice counts twice; reads every map of the window",
     NULL, OPTION_ONCE},
    {"figure", '\0', "WHICH",
     "print one number alone: gained, lost, net, area, gross-gained or gross-lost", NULL,
     OPTION_ONCE},
    MATRIX_OPTION,
    {"format", 'f', "FORMAT",
     "text, csv, json, geojson, or, to a file, gpkg (GeoPackage), fgb (FlatGeobuf) or shp "
     "(shapefile), or pg, to a PostGIS database, --output PG:dbname=NAME",
     "by the output's name, else text", OPTION_ONCE},
    {"layers", '\0', "KINDS",
     "which ground maps have, with commas between: gained, lost, held (the zone at the end), "
     "unchanged (in it at both ends)",
     "all in gpkg and pg, else gained,lost", OPTION_ONCE},
};
static const struct option_group change_options = {"Window and form", change_specs,
                                                   sizeof change_specs / sizeof *change_specs};
static const struct option_group *const groups[] = {
    &change_options,  &style_options,  &zone_options,    &border_options,
    &drawing_options, &input_options,  &remote_options,  &doubt_options,
    &job_options,     &output_options, &console_options, NULL};

const struct command command_change = {
    .name = "change",
    .summary = "what passed between two dates",
    .arguments = "SOURCE...",
    .description =
        "Tells how many square kilometres a zone gained and lost between two snapshots, and where. "
        "A date means the latest snapshot up to the end of that day, in the time zone of the "
        "profile. Two files without any date option are compared by date where both have one, else "
        "in the order given.",
    .argument_help =
        "SOURCE is a file, a folder, a quoted glob, - for standard input, an http(s) address, or a "
        "remote source such as deepstate-daily: (its profile's name and a colon); several "
        "are one archive. The snapshots' dates are read from the file names, else "
        "from the documents.",
    .groups = groups,
    .output =
        "  text     gained, lost, net (gained less lost) and area, in km², and the snapshots used\n"
        "           --gross adds the sums day by day, and over how many maps they run\n"
        "  csv      a row for each zone: from, to, from_snapshot, to_snapshot, zone, region,\n"
        "           area_from_km2, area_to_km2, gained_km2, lost_km2, net_km2\n"
        "           --gross adds gross_gained_km2, gross_lost_km2 behind net_km2: what was gained\n"
        "           and lost from each day's map (its last) to the next, in whole square metres,\n"
        "           added up; days without a map are stepped over; gross gained less gross lost\n"
        "           is net to less than 1 m2 a step\n"
        "           by region a row for each zone and region, (outside) for what lies in none, "
        "and\n"
        "           region_km2, percent_from, percent_to: how much of the region the zone covers\n"
        "           --unit mi2 ends names in _mi2; --for TOOL gives names for people, a row for\n"
        "           each zone or region, fit for bars and choropleths\n"
        "           with --min-area or --min-width at last noise_gained_km2, noise_lost_km2, "
        "noise_km2\n"
        "  json     the same, and how many warnings there are; schemas/change.schema.json\n"
        "  geojson  the ground of --layers: change (gained, lost, held or unchanged), zone, "
        "region,\n"
        "           from, from_snapshot, to, to_snapshot, area_km2; in longitude and latitude, "
        "WGS 84;\n"
        "           with --simplify, --min-area or --min-width also noise_km2, drawn_km2 and\n"
        "           displaced_km2 of the shapes: area_km2 stays that of all of it\n"
        "  gpkg     the same, a layer for each: gained, lost, held, unchanged\n"
        "  fgb      the same in one layer\n"
        "  shp      the same in one layer, in five files (.shp, .shx, .dbf, .prj, .cpg) that are\n"
        "           written all or none; names of fields are cut: from_snap, to_snap, displ_km2\n"
        "  pg       the same in tables of PostGIS, a table for each, made where they are missing;\n"
        "           rows of the same source, zone, window and borders are replaced, others stay;\n"
        "           all is done or nothing. --output PG:... is what libpq takes, such as\n"
        "           \"PG:host=db dbname=maps\", and active_schema=NAME chooses the schema; or\n"
        "           postgresql://USER@HOST/NAME. The password is better left to ~/.pgpass\n"
        "  with --matrix, in which ground of several statuses has them all at once, as in\n"
        "  occupied+contested, and ground without one is none; all cells from a status, in its\n"
        "  own name or with others, add up to its area on the first map, all cells to it to that\n"
        "  on the second:\n"
        "  text     what changed, what did not, and the area of each status on both maps\n"
        "  csv      a row for each two statuses that ground passed between, and for each that it\n"
        "           stayed in: from, to, from_snapshot, to_snapshot, from_status, to_status,\n"
        "           area_km2; what is less than half a m2 is left out\n"
        "  json     the same, and the area of each status; schemas/change-matrix.schema.json\n"
        "  geojson  the ground that changed its status: from_status, to_status, from,\n"
        "           from_snapshot, to, to_snapshot, area_km2\n",
    .examples =
        "  territory change testdata/front\n"
        "  territory change --days 30 --format csv testdata/front\n"
        "  territory change --days 30 --figure gained testdata/front\n"
        "  territory change --days 30 --gross testdata/front\n"
        "  territory change --days 30 --format geojson testdata/front\n"
        "  territory change --days 30 --matrix testdata/front\n"
        "  territory change --days 30 --output changed.gpkg testdata/front\n"
        "  territory change --by-region testdata/regions/provinces.geojson testdata/front\n",
    .run = run,
};
