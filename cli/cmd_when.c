#include "command.h"
#include "doubts.h"
#include "effort.h"
#include "inputs.h"
#include "output.h"
#include "places.h"
#include "style.h"

/* As many places of doubt get a line each; the others are counted. */
#define DOUBTS_SHOWN 5

struct settings {
    struct terr_when_options walk;
    bool shares;
    bool keep_going;
    struct output output;
    struct style style;
};

static enum terr_code read_style(struct settings *settings, const struct options *given,
                                 struct terr_error *err)
{
    const bool is_asked = options_has(given, "unit") || options_has(given, "precision");

    if (is_asked && settings->output.format == OUTPUT_CSV && !settings->shares) {
        return terr_fail(err, TERR_EARG,
                         "--unit and --precision are of areas, which csv has with --shares alone");
    }
    return style_read_numbers(&settings->style, settings->output.format, given, err);
}

static enum terr_code read_settings(struct settings *settings, const struct options *given,
                                    struct terr_error *err)
{
    static const enum output_format formats[] = {OUTPUT_TEXT, OUTPUT_CSV, OUTPUT_JSON};
    struct terr_when_options *walk = &settings->walk;
    enum terr_code code;

    settings->shares = options_has(given, "shares");
    settings->keep_going = options_has(given, "keep-going");
    if ((code = options_day(&walk->from_day, &walk->has_from, given, "from", err)) ||
        (code = options_day(&walk->to_day, &walk->has_to, given, "to", err)) ||
        (code = options_integer(&walk->persist_days, given, "persist", 0, OPTIONS_DAYS_MAX, err)) ||
        (code = inputs_jobs(&walk->jobs, given, err)) ||
        (code = output_choose(&settings->output, given, formats, 3,
                              settings->shares ? OUTPUT_CSV : OUTPUT_TEXT, err))) {
        return code;
    }
    if (settings->shares && settings->output.format != OUTPUT_CSV) {
        return terr_fail(err, TERR_EARG, "--shares is a form of csv; json has the shares always");
    }
    if ((code = read_style(settings, given, err))) return code;
    if (walk->has_from && walk->has_to && walk->from_day > walk->to_day) {
        return terr_fail(err, TERR_EARG, "--from %s is later than --to %s",
                         options_value(given, "from"), options_value(given, "to"));
    }
    return TERR_OK;
}

static void print_point(char out[2 * TERR_NUMBER_SIZE], double x_deg, double y_deg)
{
    size_t length = terr_number_print_short(out, x_deg, 6);
    out[length++] = ',';
    terr_number_print_short(out + length, y_deg, 6);
}

/* A place that no map can tell anything of is most likely written wrongly. */
static void warn_of_place(struct console *console, const struct terr_when *when, const char *name,
                          const struct terr_spot *spot, enum terr_place_doubt doubt)
{
    const bool swapped = doubt == TERR_PLACE_SWAPPED;
    const struct terr_extent *extent = swapped ? &when->ground : &when->shown;
    char low[2 * TERR_NUMBER_SIZE];
    char high[2 * TERR_NUMBER_SIZE];
    char other[2 * TERR_NUMBER_SIZE];

    print_point(low, extent->west, extent->south);
    print_point(high, extent->east, extent->north);
    print_point(other, spot->lat_deg, spot->lon_deg);
    if (swapped) {
        console_warn(console,
                     "place %s lies outside the ground of these maps (%s to %s), and %s inside it: "
                     "are the two numbers swapped? the longitude goes first",
                     name, low, high, other);
    } else {
        console_warn(console, "place %s lies outside all that the maps show (%s to %s)", name, low,
                     high);
    }
}

static void print_where(struct terr_text *out, const struct terr_places *places, size_t index)
{
    const struct terr_place *place = &places->items[index];
    char point[2 * TERR_NUMBER_SIZE];

    if (place->file != TERR_PLACE_NO_FILE) {
        terr_text_print(out, "%s: features[%zu]", places->files[place->file].path, place->feature);
    } else {
        print_point(point, place->lon_deg, place->lat_deg);
        terr_text_add(out, point);
    }
}

/* Rows name places by their names. Adds to `*warnings` how many share one. */
static enum terr_code tell_of_twins(size_t *warnings, struct console *console,
                                    const struct terr_places *places, struct terr_error *err)
{
    struct terr_place_twins twins;
    struct terr_text text = TERR_TEXT_INIT;
    enum terr_code code = terr_places_find_twins(&twins, places, err);

    if (code || twins.count == 0) return code;
    *warnings += twins.count;
    print_where(&text, places, twins.first);
    terr_text_add(&text, " and ");
    print_where(&text, places, twins.second);
    if (twins.count > 1) {
        terr_text_print(&text, "; %zu more place%s the name of another", twins.count - 1,
                        twins.count == 2 ? " has" : "s have");
    }
    code = terr_text_check(&text, err);
    if (!code) {
        console_warn(console, "two places are named '%s': %s", places->items[twins.first].name,
                     text.bytes);
    }
    terr_text_dispose(&text);
    return code;
}

/* Returns how many places there are to look at. */
static size_t tell(struct console *console, const struct terr_places *places,
                   const struct terr_when *when)
{
    char changed[CONSOLE_KM2_SIZE];
    size_t doubts = 0;

    for (size_t i = 0; i < places->count; i++) {
        const enum terr_place_doubt doubt = when->places[i].doubt;
        const struct terr_spot *spot = &when->spots.items[i];
        if (spot->fault.invalid) {
            console_note(console, "place %s was repaired: %s", places->items[i].name,
                         spot->fault.reason);
        }
        if (doubt == TERR_PLACE_SOUND || ++doubts > DOUBTS_SHOWN) continue;
        warn_of_place(console, when, places->items[i].name, spot, doubt);
    }
    if (doubts > DOUBTS_SHOWN) {
        console_warn(console, "%zu more places lie outside all that the maps show",
                     doubts - DOUBTS_SHOWN);
    }
    if (when->repaired_count == 0) return doubts;
    console_print_km2(changed, when->repair_max_m2);
    console_note(console,
                 "features were repaired in %zu snapshot%s (%s%s changed in one); see 'territory "
                 "inspect'",
                 when->repaired_count, when->repaired_count > 1 ? "s" : "",
                 console_is_little(when->repair_max_m2) ? "" : "at most ", changed);
    return doubts;
}

/* Dates that cannot be move the switches that they bound. Adds to `*warnings` how many. */
static enum terr_code tell_of_dates(size_t *warnings, struct console *console,
                                    const struct options *given, const struct inputs *inputs,
                                    const struct terr_when *when, struct terr_error *err)
{
    const size_t last = when->first + when->snapshot_count - 1;
    struct terr_findings findings = {NULL, 0, 0};
    struct terr_date_doubts doubts;
    enum terr_code code;

    if ((code = doubts_choose(&doubts, given, inputs->archive, err))) return code;
    doubts.has_span = true;
    doubts.first_day = terr_archive_at(inputs->archive, when->first)->day;
    doubts.last_day = terr_archive_at(inputs->archive, last)->day;
    code = terr_findings_add_dates(&findings, inputs->archive, &doubts, err);
    if (!code) terr_findings_sort(&findings);
    if (!code) code = doubts_tell(console, &findings, inputs->archive, err);
    *warnings += findings.count;
    terr_findings_dispose(&findings);
    return code;
}

static enum terr_code write_when(const struct settings *settings, const struct terr_when_told *told,
                                 struct terr_error *err)
{
    struct terr_text out = TERR_TEXT_INIT;
    enum terr_code code;

    if (settings->output.format == OUTPUT_JSON) {
        terr_json_when(&out, told);
    } else if (settings->shares) {
        terr_csv_when_shares(&out, told);
    } else if (settings->output.format == OUTPUT_CSV) {
        terr_csv_when(&out, told);
    } else {
        terr_plain_when(&out, told);
    }
    code = output_write(&settings->output, &out, err);
    terr_text_dispose(&out);
    return code;
}

/* Looks, tells and writes. */
static enum terr_code work(struct settings *settings, const struct options *given,
                           const struct terr_places *places, struct inputs *inputs,
                           struct console *console, struct terr_error *err)
{
    struct terr_when *when = NULL;
    enum terr_code code;

    settings->walk.zones = &inputs->list;
    settings->walk.progress = console_progress(console, "when");
    code = terr_when_walk(&when, inputs->ruler, inputs->archive, places, &settings->walk, err);
    if (code) return code;
    struct terr_when_told told = {.archive = inputs->archive,
                                  .ruler = inputs->ruler,
                                  .places = places,
                                  .when = when,
                                  .options = &settings->walk,
                                  .style = &settings->style.numbers,
                                  .warnings = tell(console, places, when)};
    code = tell_of_twins(&told.warnings, console, places, err);
    if (!code) code = tell_of_dates(&told.warnings, console, given, inputs, when, err);
    (void)terr_times_enter(&when->effort.times, TERR_PHASE_WRITE);
    if (!code) code = write_when(settings, &told, err);
    (void)terr_times_enter(&when->effort.times, TERR_PHASE_NONE);
    if (!code) effort_tell(console, &when->effort);
    terr_when_free(when);
    return code;
}

static enum terr_code run(const struct options *given, struct console *console,
                          struct terr_error *err)
{
    struct settings settings = {.shares = false};
    struct terr_places places = TERR_PLACES_INIT;
    struct options sources = {0};
    struct inputs inputs = {0};
    enum terr_code code;

    if ((code = read_settings(&settings, given, err)) ||
        (code = places_read(&places, &sources, given, console, err))) {
        goto cleanup;
    }
    struct input_needs needs = {.zones = options_has(given, "zone"),
                                .keep_going = settings.keep_going,
                                .digests = settings.output.format == OUTPUT_JSON};
    terr_when_span(&needs.span, &settings.walk);
    if ((code = inputs_open(&inputs, &sources, needs, console, err))) goto cleanup;
    if (settings.keep_going && (code = inputs_leave_out_bad(&inputs, console, err))) goto cleanup;
    code = work(&settings, given, &places, &inputs, console, err);
cleanup:
    inputs_dispose(&inputs);
    options_dispose(&sources);
    terr_places_dispose(&places);
    return code;
}

static const struct option_spec when_specs[] = {
    {"from", '\0', "DAY", "only snapshots from this day on, YYYY-MM-DD", "the first snapshot",
     OPTION_ONCE},
    {"to", '\0', "DAY", "only snapshots up to this day", "the newest snapshot", OPTION_ONCE},
    {"persist", '\0', "DAYS",
     "pass over blips: what a place comes back from in less than so many days, 0 to 36500", "0",
     OPTION_ONCE},
    {"zone", '\0', "ZONE",
     "a zone of the profile or STATUS[+STATUS...], in the place of the statuses; what is in none "
     "of those asked for is 'none'",
     "each status", OPTION_REPEATABLE},
    {"shares", '\0', NULL, "csv of how much each status has, snapshot by snapshot", NULL,
     OPTION_ONCE},
    {"keep-going", 'k', NULL, "leave out snapshots that cannot be used, and say so", NULL,
     OPTION_ONCE},
    {"format", 'f', "FORMAT", "text, csv or json", "by the output file's name, else text",
     OPTION_ONCE},
};
static const struct option_group when_options = {"Switches and form", when_specs,
                                                 sizeof when_specs / sizeof *when_specs};
static const struct option_group *const groups[] = {
    &place_options, &when_options, &style_number_options, &input_options,   &remote_options,
    &doubt_options, &job_options,  &output_options,       &console_options, NULL};

const struct command command_when = {
    .name = "when",
    .summary = "when places came into which status",
    .arguments = "[NAME=]LON,LAT... [--places FILE] SOURCE...",
    .description =
        "Looks at places in every snapshot and tells in which status they are shown, from when to "
        "when, and every switch. Between two snapshots nobody knows, so a switch has two dates: "
        "that of the last snapshot before it (not earlier than) and that of the first after it "
        "(not later than). A point on a border is in what lies on both sides of it; a point in "
        "several statuses is in all of them, as in contested+occupied; one in no polygon is in "
        "'none'. Polygons are in the status that has the largest share of them, and the shares are "
        "told. Points are placed on the grid of 1e-10 degree and held against repaired polygons.",
    .argument_help =
        "Two numbers with a comma between them are a place: longitude, then latitude, in degrees, "
        "with a name before it or not (Avdiivka=37.742,48.139). Everything else is a SOURCE: a "
        "file, a folder, a quoted glob, - for standard input, an http(s) address, or a remote "
        "source such as deepstate-daily: (its profile's name and a colon). A file that is called "
        "like a place is named with its folder, ./1,2.",
    .groups = groups,
    .output =
        "  text  for each place the first and last date in each status, then the switches\n"
        "  csv   a row for each time that a place was in one status: place, lon, lat, "
        "from_status,\n"
        "        status, not_earlier, not_later (the first date that shows it), last, snapshots,\n"
        "        not_earlier_snapshot, not_later_snapshot; in the first row of a place "
        "from_status\n"
        "        and not_earlier are empty\n"
        "        --shares: place, status, date, snapshot, area_km2 (empty of points), percent\n"
        "  json  all of it, schemas/when.schema.json\n",
    .examples =
        "  territory when 37.1,48.2 testdata/front\n"
        "  territory when Mill=37.1,48.2 Ferry=36.3,46.65 --persist 7 -f csv testdata/front\n"
        "  territory when --places testdata/places.geojson testdata/front\n"
        "  territory when --places testdata/places.geojson --shares testdata/front\n",
    .run = run,
};
