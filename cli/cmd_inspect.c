#include "borders.h"
#include "command.h"
#include "doubts.h"
#include "effort.h"
#include "inputs.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

/* Archives of so few snapshots are shown a paragraph for each. */
#define PARAGRAPHS_MAX 3

/* What is shown: the snapshots, or one of the lists that can be asked for. */
enum listing {
    LIST_SNAPSHOTS,
    LIST_FEATURES,
    LIST_GROUPS,
    LIST_FINDINGS,
    LIST_REGIONS,
    LIST_COUNT
};

struct settings {
    enum listing listing;
    struct terr_inspection_options look;
    size_t jobs;
    bool keep_going;
    bool strict;
    struct output output;
};

/* All-zero is nothing yet; ended by sight_dispose. */
struct sight {
    struct terr_inspection **inspections; /* one for each snapshot that could be used */
    size_t count;
    struct terr_survey *survey;
    struct terr_findings findings;
};

static void sight_dispose(struct sight *sight)
{
    for (size_t i = 0; i < sight->count; i++) terr_inspection_free(sight->inspections[i]);
    free(sight->inspections);
    terr_survey_free(sight->survey);
    terr_findings_dispose(&sight->findings);
}

static enum terr_code read_settings(struct settings *settings, const struct options *given,
                                    struct terr_error *err)
{
    static const enum output_format formats[] = {OUTPUT_TEXT, OUTPUT_CSV, OUTPUT_JSON};
    static const char *const lists[] = {NULL, "features", "group-by", "findings", "by-region"};

    settings->keep_going = options_has(given, "keep-going");
    settings->strict = options_has(given, "strict");
    settings->look.features = options_has(given, "features");
    settings->look.group_by = options_value(given, "group-by");
    for (int list = LIST_FEATURES; list < LIST_COUNT; list++) {
        if (!options_has(given, lists[list])) continue;
        if (settings->listing) {
            return terr_fail(err, TERR_EARG, "--%s and --%s are two lists: give one",
                             lists[settings->listing], lists[list]);
        }
        settings->listing = (enum listing)list;
    }
    enum terr_code code = inputs_jobs(&settings->jobs, given, err);
    if (code) return code;
    if (settings->look.group_by && *settings->look.group_by == '\0') {
        return terr_fail(err, TERR_EARG, "option --group-by: empty name of a property");
    }
    return output_choose(&settings->output, given, formats, 3, OUTPUT_TEXT, err);
}

/* What is told of each snapshot goes into the sight. */
struct looker {
    struct sight *sight;
    const struct terr_archive *archive;
    struct console *console;
    bool keep_going;
};

static enum terr_code see(void *payload, size_t index, struct terr_inspection *inspection,
                          const struct terr_error *fault, struct terr_error *err)
{
    const struct looker *looker = payload;
    struct sight *sight = looker->sight;
    const bool last_hope = index + 1 == terr_archive_count(looker->archive) && sight->count == 0;

    if (inspection) {
        sight->inspections[sight->count++] = inspection;
        return terr_survey_add(sight->survey, inspection, err);
    }
    if (!looker->keep_going || !inputs_is_bad_snapshot(fault->code) || last_hope) {
        *err = *fault;
        return err->code;
    }
    console_warn(looker->console, "left out: %s", fault->message);
    return terr_survey_add_left_out(sight->survey, fault->message, err);
}

/* Looks into every snapshot, and then at all of them together. */
static enum terr_code look(struct sight *sight, const struct settings *settings,
                           const struct terr_date_doubts *doubts, struct inputs *inputs,
                           struct console *console, struct terr_error *err)
{
    struct looker looker = {sight, inputs->archive, console, settings->keep_going};
    struct terr_inspections_options walk = {.look = settings->look,
                                            .see = see,
                                            .payload = &looker,
                                            .progress = console_progress(console, "inspect"),
                                            .jobs = settings->jobs};
    const size_t total = terr_archive_count(inputs->archive);
    enum terr_code code;

    walk.look.sighting = true;
    sight->inspections = calloc(total, sizeof *sight->inspections);
    if (!sight->inspections) return terr_fail(err, TERR_ENOMEM, "out of memory");
    if ((code = terr_survey_new(&sight->survey, inputs->archive, err))) return code;
    for (size_t i = 0; i < terr_archive_left_out_count(inputs->archive) && !code; i++) {
        code = terr_survey_add_left_out(sight->survey, terr_archive_left_out_at(inputs->archive, i),
                                        err);
    }
    if (!code) {
        code = terr_inspections_walk(&inputs->worker.effort, inputs->ruler, inputs->archive, &walk,
                                     err);
    }
    if (code) return code;
    return terr_survey_end(&sight->findings, sight->survey, &inputs->worker, doubts, &walk.progress,
                           err);
}

static void warn_of_groups(struct console *console, const struct settings *settings,
                           const struct sight *sight)
{
    if (settings->listing != LIST_GROUPS) return;
    for (size_t i = 0; i < sight->count; i++) {
        const struct terr_tally *groups = &sight->inspections[i]->groups;
        for (size_t j = 0; j < groups->count; j++) {
            if (groups->rows[j].value) return;
        }
    }
    console_warn(console, "no polygonal feature has a property '%s'", settings->look.group_by);
}

static enum terr_inspect_detail detail_of(const struct settings *settings,
                                          const struct sight *sight, const struct console *console)
{
    if (settings->listing == LIST_FINDINGS) return TERR_INSPECT_FINDINGS;
    if (settings->listing != LIST_SNAPSHOTS || console->verbose) return TERR_INSPECT_PARAGRAPHS;
    return sight->count <= PARAGRAPHS_MAX ? TERR_INSPECT_PARAGRAPHS : TERR_INSPECT_LINES;
}

static void add_csv(struct terr_text *out, const struct terr_inspected *inspected,
                    enum listing listing)
{
    switch (listing) {
    case LIST_SNAPSHOTS:
        terr_csv_inspect(out, inspected);
        break;
    case LIST_FEATURES:
        terr_csv_inspect_features(out, inspected);
        break;
    case LIST_GROUPS:
        terr_csv_inspect_groups(out, inspected);
        break;
    case LIST_FINDINGS:
        terr_csv_inspect_findings(out, inspected);
        break;
    case LIST_REGIONS:
        terr_csv_inspect_regions(out, inspected);
        break;
    case LIST_COUNT:
        break;
    }
}

static enum terr_code write_sight(const struct settings *settings, const struct sight *sight,
                                  const struct inputs *inputs, const struct console *console,
                                  struct terr_error *err)
{
    const struct terr_inspected inspected = {
        .archive = inputs->archive,
        .ruler = inputs->ruler,
        .inspections = (const struct terr_inspection *const *)sight->inspections,
        .count = sight->count,
        .findings = &sight->findings,
        .group_by = settings->look.group_by,
        .regions = settings->look.regions};
    struct terr_text out = TERR_TEXT_INIT;
    enum terr_code code;

    if (settings->output.format == OUTPUT_CSV) {
        add_csv(&out, &inspected, settings->listing);
    } else if (settings->output.format == OUTPUT_JSON) {
        terr_json_inspect(&out, &inspected);
    } else {
        terr_plain_inspect(&out, &inspected, detail_of(settings, sight, console));
    }
    code = output_write(&settings->output, &out, err);
    terr_text_dispose(&out);
    return code;
}

static enum terr_code run(const struct options *given, struct console *console,
                          struct terr_error *err)
{
    struct settings settings = {.listing = LIST_SNAPSHOTS};
    struct sight sight = {0};
    struct inputs inputs = {0};
    struct terr_regions *regions = NULL;
    struct terr_date_doubts doubts;
    enum terr_code code;

    if ((code = read_settings(&settings, given, err)) || (code = borders_check(given, err)) ||
        (code = doubts_check(given, err))) {
        return code;
    }
    const struct input_needs needs = {.undated = true, .keep_going = settings.keep_going};
    if ((code = inputs_open(&inputs, given, needs, console, err)) ||
        (code = doubts_choose(&doubts, given, inputs.archive, err)) ||
        (code = borders_read(&regions, given, &inputs.worker, console, err))) {
        goto cleanup;
    }
    settings.look.regions = regions;
    if ((code = look(&sight, &settings, &doubts, &inputs, console, err))) {
        goto cleanup;
    }
    warn_of_groups(console, &settings, &sight);
    (void)terr_times_enter(&inputs.worker.effort.times, TERR_PHASE_WRITE);
    code = write_sight(&settings, &sight, &inputs, console, err);
    (void)terr_times_enter(&inputs.worker.effort.times, TERR_PHASE_NONE);
    if (!code) effort_tell(console, &inputs.worker.effort);
    console->answer_is_no = settings.strict && sight.findings.count > 0;
cleanup:
    sight_dispose(&sight);
    terr_regions_free(regions);
    inputs_dispose(&inputs);
    return code;
}

static const struct option_spec inspect_specs[] = {
    {"features", '\0', NULL, "list every feature", NULL, OPTION_ONCE},
    {"group-by", '\0', "PROPERTY",
     "sum features by a property, as the publisher does: no union, values merged as the profile "
     "says",
     NULL, OPTION_ONCE},
    {"findings", '\0', NULL, "list what was found, each in a line of its own", NULL, OPTION_ONCE},
    {"strict", '\0', NULL, "exit 1 where something was found", NULL, OPTION_ONCE},
    {"keep-going", 'k', NULL, "leave out snapshots that cannot be used, and say so", NULL,
     OPTION_ONCE},
    {"format", 'f', "FORMAT", "text, csv or json", "by the output file's name, else text",
     OPTION_ONCE},
};
static const struct option_group inspect_options = {"Form", inspect_specs,
                                                    sizeof inspect_specs / sizeof *inspect_specs};
static const struct option_group *const groups[] = {
    &inspect_options, &border_options,  &input_options,
    &remote_options,  &doubt_options,   &job_options,
    &output_options,  &console_options, NULL};

const struct command command_inspect = {
    .name = "inspect",
    .summary = "what is in the snapshots: dates, statuses, repairs",
    .arguments = "SOURCE...",
    .description =
        "Shows what a careful editor looks at before any number. For each snapshot: its date and "
        "where that came from, its features by status, their area as published and as counted, "
        "ground that several of them cover, what was ignored, what no rule of the profile names, "
        "what had to be repaired, the SHA-256 of its files, and what lies in each region, where "
        "that is asked for. For all of them together: gaps, maps shown twice, dates that cannot "
        "be, an old map under a new date, sudden jumps, steps that "
        "the next map takes back, missing layers, files left out.",
    .argument_help =
        "SOURCE is a file, a folder, a quoted glob, - for standard input, an http(s) address, or a "
        "remote source such as deepstate-daily: (its profile's name and a colon).",
    .groups = groups,
    .output =
        "  text  the archive and what was found, then a line for each snapshot; a paragraph for "
        "each\n"
        "        where they are 3 at most, and with --verbose, --features, --group-by or "
        "--by-region\n"
        "  csv   a row for each snapshot and status: date, snapshot, date_source, profile, "
        "status,\n"
        "        features, published_km2 (sum of the features as published), counted_km2 (of "
        "their\n"
        "        union, repaired), and of the snapshot: ignored, null, unclassified, repaired,\n"
        "        vertices, held_km2; overlap_km2 (of the status), repair_km2 (what repairs "
        "changed),\n"
        "        published (its instant), sha256\n"
        "        --features: date, snapshot, feature, file, layer, kind, status, vertices,\n"
        "        published_km2, repaired_km2, description\n"
        "        --group-by: date, snapshot, PROPERTY, features, published_km2, percent (of the\n"
        "        whole that the profile names)\n"
        "        --by-region: date, snapshot, zone, status, region, area_km2, region_km2, percent "
        "(of\n"
        "        the region); a row for each region and (outside), of the zone, then of each "
        "status\n"
        "        --findings: kind, date, snapshot, other_date, other_snapshot, first_day, "
        "last_day,\n"
        "        count, km2, near_km2, finding\n"
        "  json  schemas/inspect.schema.json; findings are always in it\n",
    .examples = "  territory inspect testdata/front\n"
                "  territory inspect --findings --format csv testdata/front\n"
                "  territory inspect --group-by fill testdata/front/front_20250301.geojson\n"
                "  territory inspect --features testdata/front/front_20250301.geojson\n"
                "  territory inspect --by-region testdata/regions/provinces.geojson "
                "testdata/front/front_20250301.geojson\n",
    .no = "done, and something was found, with --strict",
    .run = run,
};
