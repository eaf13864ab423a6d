#include "command.h"
#include "effort.h"
#include "output.h"
#include "sides.h"

struct settings {
    struct terr_comparisons_options walk;
    bool two_files; /* and nothing said of dates: what is asked for is plain, dated or not */
    bool keep_going;
    struct output output;
};

static enum terr_code read_every(struct terr_pairs_options *pairs, const struct options *given,
                                 struct terr_error *err)
{
    static const char *const names[] = {"day", "week", "month", NULL};
    static const enum terr_every every[] = {TERR_EVERY_DAY, TERR_EVERY_WEEK, TERR_EVERY_MONTH};
    size_t choice = 0;
    const enum terr_code code = options_choice(&choice, given, "every", names, err);
    if (!code) pairs->every = every[choice];
    return code;
}

static enum terr_code read_dates(struct settings *settings, const struct options *given,
                                 struct terr_error *err)
{
    struct terr_pairs_options *pairs = &settings->walk.pairs;
    enum terr_code code;
    int32_t day = 0;
    bool one_day = false;
    int max_gap = 0;

    if ((code = options_day(&pairs->from_day, &pairs->has_from, given, "from", err)) ||
        (code = options_day(&pairs->to_day, &pairs->has_to, given, "to", err)) ||
        (code = options_day(&day, &one_day, given, "date", err)) ||
        (code = options_integer(&max_gap, given, "max-gap", 0, OPTIONS_DAYS_MAX, err)) ||
        (code = read_every(pairs, given, err))) {
        return code;
    }
    pairs->max_gap_days = max_gap;
    if (one_day && (pairs->has_from || pairs->has_to)) {
        return terr_fail(err, TERR_EARG, "--date is one day, without --from and --to");
    }
    if (pairs->has_from && pairs->has_to && pairs->from_day > pairs->to_day) {
        return terr_fail(err, TERR_EARG, "--from %s is later than --to %s",
                         options_value(given, "from"), options_value(given, "to"));
    }
    if (one_day) {
        pairs->has_from = pairs->has_to = true;
        pairs->from_day = pairs->to_day = day;
    }
    settings->two_files = inputs_are_two_files(given) && !pairs->has_from && !pairs->has_to &&
                          !options_has(given, "max-gap") && !options_has(given, "every");
    return TERR_OK;
}

static void add_ground(void *payload, const struct terr_comparisons *comparisons,
                       const struct terr_compared *row, const struct terr_comparison *comparison)
{
    terr_geojson_comparisons_add(payload, comparisons, row, comparison);
}

static void finish_text(struct terr_text *out, const struct settings *settings,
                        const struct terr_comparisons *comparisons)
{
    switch (settings->output.format) {
    case OUTPUT_TEXT:
        terr_plain_comparisons(out, comparisons);
        break;
    case OUTPUT_JSON:
        terr_json_comparisons(out, comparisons, &settings->walk.pairs);
        break;
    case OUTPUT_GEOJSON:
        terr_geojson_comparisons_end(out);
        break;
    default:
        terr_csv_comparisons(out, comparisons);
        break;
    }
}

static void tell_of_days(struct console *console, const struct terr_comparisons *comparisons)
{
    const struct terr_pairs *pairs = &comparisons->pairs;
    const struct terr_pair *pair = &pairs->pairs[0];
    const struct terr_dated *a = terr_archive_at(comparisons->a.archive, pair->a);
    const struct terr_dated *b = terr_archive_at(comparisons->b.archive, pair->b);
    char day_a[TERR_DAY_SIZE];
    char day_b[TERR_DAY_SIZE];

    if (pairs->alone_a + pairs->alone_b > 0) {
        console_note(console, "%zu day%s compared; left out: %zu that only A has, %zu that only B",
                     pairs->count, pairs->count == 1 ? "" : "s", pairs->alone_a, pairs->alone_b);
    }
    if (pair->dated || a->date_source == TERR_DATE_NONE || b->date_source == TERR_DATE_NONE) return;
    terr_day_print(day_a, a->day);
    terr_day_print(day_b, b->day);
    console_note(console, "the two maps are of different days, %s and %s", day_a, day_b);
}

static void warn_of_empty(struct console *console, char letter, const char *zone)
{
    console_warn(console, "of %c, none of the snapshots compared has a polygon of zone '%s'",
                 letter, zone);
}

/* A zone without ground on every day is most likely a status that the source does not have. */
static void tell_of_empty(struct console *console, const struct terr_comparisons *comparisons,
                          size_t zone)
{
    bool has_a = false;
    bool has_b = false;

    for (size_t i = 0; i < comparisons->row_count; i++) {
        const struct terr_compared *row = &comparisons->rows[i];
        has_a = has_a || (row->zone == zone && row->area_a_m2 > 0);
        has_b = has_b || (row->zone == zone && row->area_b_m2 > 0);
    }
    if (!has_a) warn_of_empty(console, 'A', comparisons->a.list->zones[zone].name);
    if (!has_b) warn_of_empty(console, 'B', comparisons->b.list->zones[zone].name);
}

static void tell(struct console *console, const struct terr_comparisons *comparisons)
{
    char changed[CONSOLE_KM2_SIZE];

    tell_of_days(console, comparisons);
    for (size_t i = 0; i < comparisons->a.list->count; i++) tell_of_empty(console, comparisons, i);
    if (comparisons->repaired_count == 0) return;
    console_print_km2(changed, comparisons->repair_max_m2);
    console_note(console,
                 "features were repaired in %zu snapshot%s (%s%s changed in one); see 'territory "
                 "inspect'",
                 comparisons->repaired_count, comparisons->repaired_count > 1 ? "s" : "",
                 console_is_little(comparisons->repair_max_m2) ? "" : "at most ", changed);
}

static enum terr_code compare(struct settings *settings, const struct sides *sides,
                              struct console *console, struct terr_error *err)
{
    const struct terr_side a = {sides->a.archive, &sides->a.list};
    const struct terr_side b = {sides->b.archive, &sides->b.list};
    struct terr_comparisons *comparisons = NULL;
    struct terr_text out = TERR_TEXT_INIT;
    enum terr_code code;

    settings->walk.pairs.undated = settings->two_files && terr_archive_count(a.archive) == 1 &&
                                   terr_archive_count(b.archive) == 1;
    settings->walk.progress = console_progress(console, "compare");
    if (settings->output.format == OUTPUT_GEOJSON) {
        settings->walk.see = add_ground;
        settings->walk.payload = &out;
        terr_geojson_comparisons_begin(&out, &a, &b);
    }
    code = terr_comparisons_walk(&comparisons, sides->a.ruler, a, b, &settings->walk, err);
    if (!code) {
        tell(console, comparisons);
        (void)terr_times_enter(&comparisons->effort.times, TERR_PHASE_WRITE);
        finish_text(&out, settings, comparisons);
        code = output_write(&settings->output, &out, err);
        (void)terr_times_enter(&comparisons->effort.times, TERR_PHASE_NONE);
        if (!code) effort_tell(console, &comparisons->effort);
    }
    terr_text_dispose(&out);
    terr_comparisons_free(comparisons);
    return code;
}

static struct input_needs needs_of(const struct settings *settings)
{
    struct input_needs needs = {
        .zones = true, .undated = settings->two_files, .keep_going = settings->keep_going};
    terr_pairs_span(&needs.span, &settings->walk.pairs);
    return needs;
}

static enum terr_code run(const struct options *given, struct console *console,
                          struct terr_error *err)
{
    static const enum output_format formats[] = {OUTPUT_CSV, OUTPUT_GEOJSON, OUTPUT_JSON,
                                                 OUTPUT_TEXT};
    struct settings settings = {.two_files = false};
    struct sides sides = {.a = {0}};
    enum terr_code code;

    settings.keep_going = options_has(given, "keep-going");
    if ((code = sides_check(given, err)) || (code = read_dates(&settings, given, err)) ||
        (code = inputs_jobs(&settings.walk.jobs, given, err)) ||
        (code = output_choose(&settings.output, given, formats, sizeof formats / sizeof *formats,
                              OUTPUT_CSV, err)) ||
        (code = sides_open(&sides, given, needs_of(&settings), console, err))) {
        goto cleanup;
    }
    code = compare(&settings, &sides, console, err);
cleanup:
    sides_dispose(&sides);
    return code;
}

static const struct option_spec day_specs[] = {
    {"date", '\0', "DAY", "this day alone, YYYY-MM-DD", NULL, OPTION_ONCE},
    {"from", '\0', "DAY", "days from this one on", "the first", OPTION_ONCE},
    {"to", '\0', "DAY", "days up to this one", "the newest", OPTION_ONCE},
    {"every", '\0', "STEP", "each day, or only the last of each week or month", "day", OPTION_ONCE},
    {"max-gap", '\0', "DAYS",
     "also days that only one of them has, or --date, with the latest snapshot at most so many "
     "days older",
     "0: days that both have", OPTION_ONCE},
    {"keep-going", 'k', NULL, "leave out snapshots that cannot be used, and say so", NULL,
     OPTION_ONCE},
    {"format", 'f', "FORMAT", "csv, geojson, json or text", "by the output file's name, else csv",
     OPTION_ONCE},
};
static const struct option_group day_options = {"Days and form", day_specs,
                                                sizeof day_specs / sizeof *day_specs};

static const struct option_group *const groups[] = {
    &day_options,    &side_options,    &zone_options, &input_options, &remote_options, &job_options,
    &output_options, &console_options, NULL};

const struct command command_compare = {
    .name = "compare",
    .summary = "two archives side by side: what both have, and what one has alone",
    .arguments = "A B",
    .description =
        "Compares two archives on the days that both have: the ground that a zone covers in both, "
        "only in A, only in B, and the intersection over the union (IoU): what is in both, as a "
        "share of what is in either. A day is a day of each archive's own time zone, and its last "
        "snapshot counts; --lag-a or --lag-b moves the dates of one that is published late. Two "
        "files without any date option are compared whatever their dates.",
    .argument_help = "A and B are one archive each: a file, a folder, a quoted glob, - for "
                     "standard input, an http(s) address, or a remote source such as "
                     "deepstate-daily: (its profile's name and a colon). They may be of different "
                     "sources.",
    .groups = groups,
    .output =
        "  csv      a row for each day and zone: date, snapshot_a, snapshot_b, zone_a, zone_b,\n"
        "           area_a_km2, area_b_km2, both_km2, only_a_km2, only_b_km2, iou (empty where\n"
        "           both zones are)\n"
        "  geojson  the ground of each row: in (both, a or b), date, snapshot_a, snapshot_b,\n"
        "           zone_a, zone_b, area_km2; in longitude and latitude, WGS 84\n"
        "  json     as csv, schemas/compare.schema.json\n"
        "  text     a table for people\n",
    .examples =
        "  territory compare --lag-b 1 testdata/front testdata/front-weekly\n"
        "  territory compare --lag-b 1 --every month -f text testdata/front testdata/front-weekly\n"
        "  territory compare --lag-b 1 --date 2025-06-27 -f geojson testdata/front "
        "testdata/front-weekly\n"
        "  territory compare --zone-a held --zone-b occupied testdata/front testdata/front\n",
    .run = run,
};
