#include "command.h"
#include "inputs.h"
#include "output.h"

#include <stdlib.h>

/* What was found, one entry for each snapshot that could be used. */
struct findings {
    struct terr_inspection **inspections;
    size_t count;
};

static void findings_dispose(struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) terr_inspection_free(findings->inspections[i]);
    free(findings->inspections);
}

/* Looks into every snapshot; the bad ones are left aside with a warning where `keep_going`. */
static enum terr_code look(struct findings *findings, const struct inputs *inputs, bool keep_going,
                           struct console *console, struct terr_error *err)
{
    const struct terr_progress progress = console_progress(console, "inspect");
    const size_t total = terr_archive_count(inputs->archive);
    struct terr_error fault;
    enum terr_code code = TERR_OK;

    findings->inspections = calloc(total, sizeof *findings->inspections);
    if (!findings->inspections) return terr_fail(err, TERR_ENOMEM, "out of memory");
    for (size_t i = 0; i < total; i++) {
        if ((code = terr_progress_step(&progress, i, total, err))) return code;
        code = terr_inspection_make(&findings->inspections[findings->count], inputs->engine,
                                    inputs->ruler, inputs->archive, i, &fault);
        if (!code) {
            findings->count++;
            continue;
        }
        const bool last_hope = i + 1 == total && findings->count == 0;
        if (!keep_going || !inputs_is_bad_snapshot(code) || last_hope) {
            *err = fault;
            return code;
        }
        console_warn(console, "left out: %s", fault.message);
    }
    return TERR_OK;
}

static void add_text(struct terr_text *out, const struct findings *findings,
                     const struct inputs *inputs)
{
    for (size_t i = 0; i < findings->count; i++) {
        if (i > 0) terr_text_add(out, "\n");
        terr_plain_inspection(out, findings->inspections[i], inputs->archive);
    }
}

static void add_csv(struct terr_text *out, const struct findings *findings,
                    const struct inputs *inputs)
{
    terr_csv_inspection_header(out);
    for (size_t i = 0; i < findings->count; i++) {
        terr_csv_inspection(out, findings->inspections[i], inputs->archive);
    }
}

static enum terr_code write_findings(const struct output *output, const struct findings *findings,
                                     const struct inputs *inputs, struct terr_error *err)
{
    struct terr_text out = TERR_TEXT_INIT;
    enum terr_code code;

    if (output->format == OUTPUT_CSV) {
        add_csv(&out, findings, inputs);
    } else if (output->format == OUTPUT_JSON) {
        terr_json_inspections(&out, (const struct terr_inspection *const *)findings->inspections,
                              findings->count, inputs->archive, inputs->ruler);
    } else {
        add_text(&out, findings, inputs);
    }
    code = output_write(output, &out, err);
    terr_text_dispose(&out);
    return code;
}

static enum terr_code run(const struct options *given, struct console *console,
                          struct terr_error *err)
{
    static const enum output_format formats[] = {OUTPUT_TEXT, OUTPUT_CSV, OUTPUT_JSON};
    struct findings findings = {NULL, 0};
    struct inputs inputs = {0};
    const struct input_needs needs = {.undated = true,
                                      .keep_going = options_has(given, "keep-going")};
    struct output output;
    enum terr_code code;

    if ((code = output_choose(&output, given, formats, 3, OUTPUT_TEXT, err))) return code;
    if ((code = inputs_open(&inputs, given, needs, console, err))) goto cleanup;
    code = look(&findings, &inputs, needs.keep_going, console, err);
    if (code) goto cleanup;
    code = write_findings(&output, &findings, &inputs, err);
cleanup:
    findings_dispose(&findings);
    inputs_dispose(&inputs);
    return code;
}

static const struct option_spec inspect_specs[] = {
    {"keep-going", 'k', NULL, "leave out snapshots that cannot be used, and say so", NULL,
     OPTION_ONCE},
    {"format", 'f', "FORMAT", "text, csv or json", "by the output file's name, else text",
     OPTION_ONCE},
};
static const struct option_group inspect_options = {"Form", inspect_specs,
                                                    sizeof inspect_specs / sizeof *inspect_specs};
static const struct option_group *const groups[] = {
    &inspect_options, &input_options, &remote_options, &output_options, &console_options, NULL};

const struct command command_inspect = {
    .name = "inspect",
    .summary = "what is in the snapshots: dates, statuses, repairs",
    .arguments = "SOURCE...",
    .description =
        "Shows what a careful editor looks at before any number: for each snapshot its date and "
        "where that came from, its features by status, their area as published and as counted, "
        "what was ignored, what no rule of the profile names, and what had to be repaired.",
    .argument_help =
        "SOURCE is a file, a folder, a quoted glob, - for standard input, an http(s) address, or a "
        "remote source such as deepstate-daily: (its profile's name and a colon).",
    .groups = groups,
    .output =
        "  text  a paragraph for each snapshot\n"
        "  csv   a row for each snapshot and status: date, snapshot, date_source, profile, "
        "status,\n"
        "        features, published_km2 (sum of the features as published), counted_km2 (of "
        "their\n"
        "        union, repaired), and of the snapshot: ignored, null, unclassified, repaired,\n"
        "        vertices, held_km2\n"
        "  json  schemas/inspect.schema.json\n",
    .examples = "  territory inspect testdata/front\n"
                "  territory inspect --format csv testdata/front\n",
    .run = run,
};
