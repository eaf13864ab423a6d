#include "borders.h"
#include "command.h"
#include "effort.h"
#include "inputs.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

static const enum output_format formats[] = {OUTPUT_TEXT,     OUTPUT_CSV,   OUTPUT_JSON,
                                             OUTPUT_MARKDOWN, OUTPUT_JUNIT, OUTPUT_GITHUB};
#define FORMAT_COUNT (sizeof formats / sizeof *formats)

struct settings {
    struct terr_verdict_options find;
    bool allow_unverifiable;
    bool explain;
    struct output output;
    struct output *reports; /* owned */
    size_t report_count;
};

/* Two outputs to one file would leave the one or the other. */
static bool is_taken(const struct settings *settings, const char *path)
{
    bool taken = settings->output.path && terr_file_is_same(settings->output.path, path);

    for (size_t i = 0; i < settings->report_count; i++) {
        taken = taken || terr_file_is_same(settings->reports[i].path, path);
    }
    return taken;
}

static enum terr_code read_reports(struct settings *settings, const struct options *given,
                                   struct terr_error *err)
{
    const size_t count = options_count(given, "report");

    settings->reports = calloc(count + 1, sizeof *settings->reports);
    if (!settings->reports) return terr_fail(err, TERR_ENOMEM, "out of memory");
    for (size_t i = 0; i < count; i++) {
        const char *text = options_value_at(given, "report", i);
        const enum terr_code code = output_choose_further(&settings->reports[i], "report", text,
                                                          given, formats, FORMAT_COUNT, err);
        if (code) return code;
        if (is_taken(settings, settings->reports[i].path)) {
            return terr_fail(err, TERR_EARG, "'%s' would be written twice",
                             settings->reports[i].path);
        }
        settings->report_count++;
    }
    return TERR_OK;
}

/* The claims would be lost, and --overwrite does not mean them. */
static enum terr_code spare_claims(const struct settings *settings, const char *claims,
                                   struct terr_error *err)
{
    if (strcmp(claims, "-") == 0 || !is_taken(settings, claims)) return TERR_OK;
    return terr_fail(err, TERR_EARG, "'%s' would be written over the claims in it", claims);
}

// Whether some report is for people: they want to know why.
static bool has_lines(enum output_format format)
{
    return format != OUTPUT_CSV && format != OUTPUT_JSON;
}

static bool is_for_people(const struct settings *settings)
{
    bool any = has_lines(settings->output.format);

    for (size_t i = 0; i < settings->report_count; i++) {
        any = any || has_lines(settings->reports[i].format);
    }
    return any;
}

static enum terr_code choose_explain(struct settings *settings, const struct options *given,
                                     struct terr_error *err)
{
    const bool yes = options_has(given, "explain"), no = options_has(given, "no-explain");

    if (yes && no) {
        return terr_fail(err, TERR_EARG, "--explain and --no-explain contradict each other");
    }
    settings->explain = yes || (!no && is_for_people(settings));
    return TERR_OK;
}

static enum terr_code read_settings(struct settings *settings, const struct options *given,
                                    struct console *console, struct terr_error *err)
{
    struct terr_verdict_options *find = &settings->find;
    enum terr_code code;

    if (given->operand_count == 0) {
        return terr_fail(err, TERR_EARG, "no file of claims given");
    }
    settings->allow_unverifiable = options_has(given, "allow-unverifiable");
    find->zone = options_value(given, "zone");
    find->has_area_model = options_has(given, "area");
    find->demand.progress = console_progress(console, "check");
    if ((code = inputs_area_model(&find->area_model, given, err)) ||
        (code = inputs_jobs(&find->demand.jobs, given, err)) ||
        (code = output_choose(&settings->output, given, formats, FORMAT_COUNT, OUTPUT_TEXT, err))) {
        return code;
    }
    if ((code = read_reports(settings, given, err)) ||
        (code = spare_claims(settings, given->operands[0], err))) {
        return code;
    }
    return choose_explain(settings, given, err);
}

static bool tells_digests(const struct settings *settings)
{
    bool tells = settings->output.format == OUTPUT_JSON;

    for (size_t i = 0; i < settings->report_count; i++) {
        tells = tells || settings->reports[i].format == OUTPUT_JSON;
    }
    return tells;
}

/* The sources: those of the command line, else that of the file. */
static enum terr_code open_archive(struct inputs *inputs, const struct settings *settings,
                                   const struct options *given, const struct terr_claims *claims,
                                   struct console *console, struct terr_error *err)
{
    const char *archive = claims->archive;
    struct options sources = *given; // borrows all of it
    struct input_needs needs = {.digests = tells_digests(settings),
                                .defaults = {.profile = claims->profile,
                                             .timezone = claims->timezone,
                                             .has_lag = claims->has_lag,
                                             .lag_days = claims->lag_days,
                                             .has_max_gap = claims->has_max_gap,
                                             .max_gap_days = claims->max_gap_days}};

    sources.operands = given->operand_count > 1 ? given->operands + 1 : &archive;
    sources.operand_count = given->operand_count > 1 ? given->operand_count - 1 : archive != NULL;
    if (sources.operand_count == 0) {
        return terr_fail(err, TERR_EARG, "%s names no archive, so give a source behind it",
                         claims->name);
    }
    if (strcmp(given->operands[0], "-") == 0) {
        for (size_t i = 0; i < sources.operand_count; i++) {
            if (strcmp(sources.operands[i], "-") != 0) continue;
            return terr_fail(err, TERR_EARG, "standard input can be read once");
        }
    }
    terr_claims_span(&needs.span, claims);
    return inputs_open(inputs, &sources, needs, console, err);
}

static void add_report(struct terr_text *out, enum output_format format,
                       const struct settings *settings, const struct terr_verdicts *verdicts,
                       const struct console *console)
{
    switch (format) {
    case OUTPUT_CSV:
        terr_csv_check(out, verdicts);
        break;
    case OUTPUT_JSON:
        terr_json_check(out, verdicts);
        break;
    case OUTPUT_MARKDOWN:
        terr_markdown_check(out, verdicts);
        break;
    case OUTPUT_JUNIT:
        terr_junit_check(out, verdicts, settings->allow_unverifiable);
        break;
    case OUTPUT_GITHUB:
        terr_annotations_check(out, verdicts, settings->allow_unverifiable);
        break;
    default: // text: no other format is let through by `formats`
        terr_plain_check(out, verdicts, console->verbose ? TERR_CHECK_ALL : TERR_CHECK_FAILED);
        break;
    }
}

static enum terr_code write_one(const struct output *output, const struct settings *settings,
                                const struct terr_verdicts *verdicts, const struct console *console,
                                struct terr_error *err)
{
    struct terr_text out = TERR_TEXT_INIT;

    add_report(&out, output->format, settings, verdicts, console);
    const enum terr_code code = output_write(output, &out, err);
    terr_text_dispose(&out);
    return code;
}

/* Standard output comes last: it is closed by writing it. */
static enum terr_code write_all(const struct settings *settings,
                                const struct terr_verdicts *verdicts, const struct console *console,
                                struct terr_error *err)
{
    enum terr_code code = TERR_OK;

    for (size_t i = 0; i < settings->report_count && !code; i++) {
        code = write_one(&settings->reports[i], settings, verdicts, console, err);
    }
    return code ? code : write_one(&settings->output, settings, verdicts, console, err);
}

static void tell_of_repairs(struct console *console, const struct terr_demand *demand)
{
    char changed[CONSOLE_KM2_SIZE];

    if (demand->repaired_count == 0) return;
    console_print_km2(changed, demand->repair_max_m2);
    console_note(console,
                 "features were repaired in %zu snapshot%s (%s%s changed in one); see 'territory "
                 "inspect'",
                 demand->repaired_count, demand->repaired_count > 1 ? "s" : "",
                 console_is_little(demand->repair_max_m2) ? "" : "at most ", changed);
}

/* That readings cannot be looked for, all of them or some, takes nothing from the verdicts. */
static enum terr_code explain(struct terr_verdicts *verdicts, const struct settings *settings,
                              struct console *console, struct terr_error *err)
{
    const enum terr_code code = verdicts->outcome_counts[TERR_REFUTED] == 0
                                    ? TERR_OK
                                    : terr_verdicts_explain(verdicts, &settings->find.demand, err);

    if (verdicts->fault) {
        console_warn(console, "readings that need a map which cannot be used were not tried: %s",
                     verdicts->fault);
    }
    if (code == TERR_OK || code == TERR_ENOMEM || code == TERR_ECANCEL) return code;
    console_warn(console, "other readings could not be looked for: %s", err->message);
    return TERR_OK;
}

static bool all_hold(const struct terr_verdicts *verdicts, bool allow_unverifiable)
{
    return verdicts->outcome_counts[TERR_REFUTED] == 0 &&
           (allow_unverifiable || verdicts->outcome_counts[TERR_UNVERIFIABLE] == 0);
}

static enum terr_code run(const struct options *given, struct console *console,
                          struct terr_error *err)
{
    struct settings settings = {.reports = NULL};
    struct terr_claims *claims = NULL;
    struct inputs inputs = {0};
    struct terr_regions *regions = NULL;
    struct terr_verdicts *verdicts = NULL;
    struct terr_times *times;
    enum terr_code code;

    if ((code = read_settings(&settings, given, console, err)) ||
        (code = terr_claims_read(&claims, given->operands[0], err)) ||
        (code = open_archive(&inputs, &settings, given, claims, console, err)) ||
        (code = borders_read_default(&regions, given, claims->regions, claims->region_name,
                                     &inputs.worker, console, err))) {
        goto cleanup;
    }
    settings.find.regions = regions;
    code = terr_verdicts_find(&verdicts, claims, inputs.archive, &settings.find, err);
    if (code == TERR_EARG) (void)terr_within(err, "option --zone");
    if (code) goto cleanup;
    if (settings.explain && (code = explain(verdicts, &settings, console, err))) goto cleanup;
    times = &verdicts->demand.effort.times;
    tell_of_repairs(console, &verdicts->demand);
    (void)terr_times_enter(times, TERR_PHASE_WRITE);
    code = write_all(&settings, verdicts, console, err);
    (void)terr_times_enter(times, TERR_PHASE_NONE);
    if (!code) effort_tell(console, &verdicts->demand.effort);
    console->answer_is_no = !all_hold(verdicts, settings.allow_unverifiable);
cleanup:
    terr_verdicts_free(verdicts);
    terr_regions_free(regions);
    inputs_dispose(&inputs);
    terr_claims_free(claims);
    free(settings.reports);
    return code;
}

static const struct option_spec check_specs[] = {
    {"zone", '\0', "ZONE",
     "what claims count that name no zone: of the profile, or STATUS[+STATUS...]",
     "the file's, else the profile's first, held", OPTION_ONCE},
    {"allow-unverifiable", '\0', NULL, "claims that cannot be verified are no failure", NULL,
     OPTION_ONCE},
    {"explain", '\0', NULL, "look for readings that make refuted claims hold, whatever the format",
     "for all but csv and json", OPTION_ONCE},
    {"no-explain", '\0', NULL, "do not", NULL, OPTION_ONCE},
    {"format", 'f', "FORMAT", "text, csv, json, markdown, junit or github",
     "by the output file's name, else text", OPTION_ONCE},
    {"report", '\0', "FORMAT=FILE", "also write a report in this format to this file", NULL,
     OPTION_REPEATABLE},
};
static const struct option_group check_options = {"Claims and form", check_specs,
                                                  sizeof check_specs / sizeof *check_specs};
static const struct option_group *const groups[] = {
    &check_options, &claim_border_options, &input_options,   &remote_options,
    &job_options,   &output_options,       &console_options, NULL};

const struct command command_check = {
    .name = "check",
    .summary = "whether published figures hold",
    .arguments = "CLAIMS [SOURCE...]",
    .description =
        "Works out each claim of a file from an archive and says confirmed, refuted, or "
        "unverifiable where no snapshot is near enough. A claim is confirmed where what is "
        "computed "
        "rounds to the figure as it was printed, or was cut off to it; a word such as 'nearly' and "
        "a "
        "tolerance admit more. What options say goes before what the file says for all its claims, "
        "and what a claim says of itself before both. Regions that claims name are those of "
        "--by-region, or of the file that the claims name; where a share does not say of what, it "
        "is of its own region.",
    .argument_help =
        "CLAIMS is a JSON file of claims (schemas/claims.schema.json), or - for standard input. "
        "SOURCE is a file, a folder, a quoted glob, an http(s) address, or a remote source such as "
        "deepstate-daily: (its profile's name and a colon); several are one archive; without one "
        "the archive that the file names is read.",
    .groups = groups,
    .output =
        "  text  a line for each claim: verdict, claim, what was printed, what is computed, and\n"
        "        how far off; a paragraph for each that is not confirmed (with --verbose for\n"
        "        all); how many there are of each verdict\n"
        "  csv   a row for each claim: id,line,verdict,measure,zone,region,from,to,\n"
        "        from_snapshot,to_snapshot,printed,unit,qualifier,computed,computed_km2,\n"
        "        difference_km2,difference_percent,truncated,reason,statement,source,\n"
        "        nearest_reading (with --explain); computed is in the unit that was printed,\n"
        "        differences are printed less computed\n"
        "  json  the same, what each figure admits, and the snapshots used;\n"
        "        schemas/check.schema.json\n"
        "  markdown (.md)\n"
        "        a table and a section for each claim that is not confirmed, for a job's\n"
        "        summary or a comment; what claims say stands in it as code\n"
        "  junit (.xml)\n"
        "        a case for each claim, for CI: refuted is a failure, unverifiable an error, or\n"
        "        skipped with --allow-unverifiable\n"
        "  github\n"
        "        annotations of GitHub Actions at the claims' lines: errors, warnings for what\n"
        "        may be unverifiable, notices for what is truncated; at most 10 of each\n",
    .examples = "  territory check testdata/claims/front.json\n"
                "  territory check --format json testdata/claims/front.json testdata/front\n"
                "  territory check testdata/claims/provinces.json\n"
                "  territory check --report junit=verdicts.xml testdata/claims/front.json\n",
    .no = "a claim is refuted, or unverifiable without --allow-unverifiable",
    .run = run,
};
