/* output.h - where a command's data goes: standard output, or a file that is written whole or not
 * at all. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "options.h"

enum output_format {
    OUTPUT_TEXT,
    OUTPUT_CSV,
    OUTPUT_JSON,
    OUTPUT_GEOJSON,
    OUTPUT_GPKG, /* these through terr_vector_write_change, to a file only */
    OUTPUT_FGB,
    OUTPUT_SHP,
    OUTPUT_PG, /* through terr_database_write_change; `path` is the name of the database */
    OUTPUT_MARKDOWN,
    OUTPUT_JUNIT,
    OUTPUT_GITHUB,
    OUTPUT_VEGA_LITE,
};

struct output {
    enum output_format format;
    const char *path; /* NULL: standard output. Borrowed. */
    bool overwrite;
};

/* The options of output; each command adds its own --format. */
extern const struct option_group output_options;

/* Its name, as --format takes it. */
const char *output_format_name(enum output_format format);

/* The format is the one of --format, else the one that --output's extension names, else `standard`;
 * `formats` (`format_count` of them) are those the command can write. Where the output is a new or
 * an ordinary file, whether it could be written is tried at once, before the work.
 * Fails with TERR_EARG or TERR_EOUTPUT. */
enum terr_code output_choose(struct output *output, const struct options *options,
                             const enum output_format *formats, size_t format_count,
                             enum output_format standard, struct terr_error *err) TERR_MUST_USE;

/* An output of its own beside the one of --output, from a text FORMAT=FILE that was given as a
 * value of the option `name`. Otherwise as output_choose; a file that exists is replaced with
 * --overwrite.
 */
enum terr_code output_choose_further(struct output *output, const char *name, const char *text,
                                     const struct options *options,
                                     const enum output_format *formats, size_t format_count,
                                     struct terr_error *err) TERR_MUST_USE;

/* Writes `text` and ends the output: standard output is closed and what that says is heard.
 * Fails with TERR_EOUTPUT; TERR_ENOMEM where an append to `text` failed; TERR_ECANCEL where a
 * signal came before (nothing is then written). */
enum terr_code output_write(const struct output *output, const struct terr_text *text,
                            struct terr_error *err) TERR_MUST_USE;

/* The same to standard output, for what is no data of a command: help, versions. */
enum terr_code output_print(const struct terr_text *text, struct terr_error *err) TERR_MUST_USE;

/* Holds signals back until the end (interrupt.h); TERR_ECANCEL where one has come already. */
enum terr_code output_begin(struct terr_error *err) TERR_MUST_USE;

#endif
