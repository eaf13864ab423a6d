#include "output.h"

#include "interrupt.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct option_spec options[] = {
    {"output", 'o', "FILE", "write to a file, whole or not at all; - is standard output",
     "standard output", OPTION_ONCE},
    {"overwrite", '\0', NULL, "replace the file where it exists", NULL, OPTION_ONCE},
};
const struct option_group output_options = {"Output file", options,
                                            sizeof options / sizeof *options};

/* The formats in the order of enum output_format; one without an extension is not guessed. */
static const struct {
    const char *name;
    const char *extension;
} known[] = {{"text", ".txt"},    {"csv", ".csv"},   {"json", ".json"}, {"geojson", ".geojson"},
             {"gpkg", ".gpkg"},   {"fgb", ".fgb"},   {"shp", ".shp"},   {"pg", NULL},
             {"markdown", ".md"}, {"junit", ".xml"}, {"github", NULL},  {"vega-lite", ".vl.json"}};

const char *output_format_name(enum output_format format) { return known[format].name; }

static bool has_extension_of(const char *path, enum output_format format)
{
    // chart.vl.json is a name for Vega-Lite, and for JSON no more
    if (format == OUTPUT_JSON && has_extension_of(path, OUTPUT_VEGA_LITE)) return false;
    const char *extension = known[format].extension;
    return extension && terr_path_has_extension(path, extension);
}

static bool is_vector(enum output_format format)
{
    return format == OUTPUT_GPKG || format == OUTPUT_FGB || format == OUTPUT_SHP;
}

static enum terr_code format_by_name(struct output *output, const struct options *given,
                                     const enum output_format *formats, size_t count,
                                     struct terr_error *err)
{
    const char *names[sizeof known / sizeof *known + 1] = {NULL};
    enum terr_code code;
    size_t choice = 0;

    for (size_t i = 0; i < count; i++) names[i] = known[formats[i]].name;
    if ((code = options_choice(&choice, given, "format", names, err))) return code;
    output->format = formats[choice];
    return TERR_OK;
}

/* Whether a name looks like one of a database in some form that is not known here: with a password,
 * which no sentence is to repeat. */
static bool may_hold_password(const char *name) { return strpbrk(name, "=@") != NULL; }

static enum terr_code format_by_extension(struct output *output, const enum output_format *formats,
                                          size_t count, struct terr_error *err)
{
    struct terr_text list = TERR_TEXT_INIT;
    enum terr_code code;

    for (size_t i = 0; i < count; i++) {
        if (has_extension_of(output->path, formats[i])) {
            output->format = formats[i];
            terr_text_dispose(&list);
            return TERR_OK;
        }
        if (!known[formats[i]].extension) continue;
        terr_text_print(&list, "%s%s", i > 0 ? ", " : "", known[formats[i]].extension);
    }
    code = terr_text_check(&list, err);
    if (!code) {
        const bool is_told = !may_hold_password(output->path);
        code = terr_fail(err, TERR_EARG,
                         "option --output: the name%s%s%s ends in none of %s; choose a format with "
                         "--format",
                         is_told ? " '" : "", is_told ? output->path : "", is_told ? "'" : "",
                         list.bytes);
    }
    terr_text_dispose(&list);
    return code;
}

static bool writes_databases(const enum output_format *formats, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (formats[i] == OUTPUT_PG) return true;
    }
    return false;
}

/* No sentence repeats the name: a password may stand in it. */
static enum terr_code choose_database(struct output *output, const struct options *given,
                                      const enum output_format *formats, size_t count,
                                      struct terr_error *err)
{
    if (!writes_databases(formats, count)) {
        return terr_fail(err, TERR_EARG, "option --output: this command writes to no database");
    }
    if (options_has(given, "format") && output->format != OUTPUT_PG) {
        return terr_fail(err, TERR_EARG, "format %s is of files, and --output names a database",
                         known[output->format].name);
    }
    if (output->overwrite) {
        return terr_fail(err, TERR_EARG,
                         "--overwrite is of files: in a database, rows of the same run are always "
                         "replaced, and no others");
    }
    output->format = OUTPUT_PG;
    return terr_connection_check(output->path, err) ? terr_within(err, "option --output") : TERR_OK;
}

/* A GIS format needs a file, and a name by which its writer knows it. */
static enum terr_code check_vector(const struct output *output, struct terr_error *err)
{
    const char *name = known[output->format].name;
    const char *extension = known[output->format].extension;

    if (!output->path) {
        return terr_fail(err, TERR_EARG, "format %s needs a file: --output FILE%s", name,
                         extension);
    }
    if (!terr_path_has_extension(output->path, extension)) {
        return terr_fail(err, TERR_EARG, "format %s needs a file whose name ends in %s, not '%s'",
                         name, extension, output->path);
    }
    return terr_vector_check(output->path, err) ? terr_within(err, "%s", output->path) : TERR_OK;
}

/* GeoJSON and Vega-Lite are JSON, and may be called so. */
static bool is_json(enum output_format format)
{
    return format == OUTPUT_GEOJSON || format == OUTPUT_VEGA_LITE;
}

/* A name that promises another format would mislead whoever opens the file. */
static enum terr_code check_name(const struct output *output, struct terr_error *err)
{
    const enum output_format format = output->format;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (i == format || (i == OUTPUT_JSON && is_json(format))) continue;
        if (!has_extension_of(output->path, (enum output_format)i)) continue;
        return terr_fail(err, TERR_EARG, "format %s does not go with '%s', a name for format %s",
                         known[format].name, output->path, known[i].name);
    }
    return TERR_OK;
}

/* A run of minutes should not find out at its end that the file is there already. */
static enum terr_code try_target(const struct output *output, struct terr_error *err)
{
    struct terr_draft *draft = NULL;

    if (!output->path || terr_draft_is_stream(output->path)) return TERR_OK;
    if (terr_draft_open(&draft, output->path, output->overwrite, err)) {
        const struct terr_error cause = *err;
        const bool exists = !output->overwrite && terr_file_kind(output->path) == TERR_FILE_REGULAR;
        return terr_fail(err, cause.code, "%s: %s%s", output->path, cause.message,
                         exists ? "; --overwrite replaces it" : "");
    }
    terr_draft_discard(draft);
    return TERR_OK;
}

enum terr_code output_choose(struct output *output, const struct options *given,
                             const enum output_format *formats, size_t format_count,
                             enum output_format standard, struct terr_error *err)
{
    const char *path = options_value(given, "output");
    enum terr_code code = TERR_OK;

    *output = (struct output){.format = standard, .overwrite = options_has(given, "overwrite")};
    if (path && *path == '\0') return terr_fail(err, TERR_EARG, "option --output: empty file name");
    if (path && strcmp(path, "-") != 0) output->path = path;
    if (path && strstr(path, "://") && !terr_connection_is_name(path)) {
        return terr_fail(err, TERR_EARG,
                         "option --output: an address names no file; of databases, "
                         "postgresql:// is written to");
    }
    if (options_has(given, "format")) {
        code = format_by_name(output, given, formats, format_count, err);
    } else if (output->path && !terr_connection_is_name(output->path)) {
        code = format_by_extension(output, formats, format_count, err);
    }
    if (code) return code;
    if (output->path && terr_connection_is_name(output->path)) {
        return choose_database(output, given, formats, format_count, err);
    }
    if (output->format == OUTPUT_PG) {
        return terr_fail(err, TERR_EARG, "format pg needs a database: --output PG:dbname=NAME");
    }
    if (is_vector(output->format) && (code = check_vector(output, err))) return code;
    if (output->path && (code = check_name(output, err))) return code;
    return try_target(output, err);
}

/* The format whose name `text` begins with, before a '='. */
static enum terr_code format_before_file(struct output *output, const char *name, const char *text,
                                         const enum output_format *formats, size_t count,
                                         struct terr_error *err)
{
    const size_t length = strcspn(text, "=");
    struct terr_text list = TERR_TEXT_INIT;
    enum terr_code code;

    for (size_t i = 0; i < count; i++) {
        const char *format = known[formats[i]].name;
        if (strlen(format) == length && strncmp(format, text, length) == 0) {
            output->format = formats[i];
            terr_text_dispose(&list);
            return TERR_OK;
        }
        terr_text_print(&list, "%s%s", i > 0 ? ", " : "", format);
    }
    code = terr_text_check(&list, err);
    if (!code) {
        code = terr_fail(err, TERR_EARG, "option --%s: '%.*s' is none of %s", name,
                         (int)(length < 60 ? length : 60), text, list.bytes);
    }
    terr_text_dispose(&list);
    return code;
}

enum terr_code output_choose_further(struct output *output, const char *name, const char *text,
                                     const struct options *given, const enum output_format *formats,
                                     size_t format_count, struct terr_error *err)
{
    const char *mark = strchr(text, '=');
    enum terr_code code;

    *output = (struct output){.overwrite = options_has(given, "overwrite")};
    if (!mark || mark[1] == '\0') {
        return terr_fail(err, TERR_EARG, "option --%s: '%s' needs the form FORMAT=FILE", name,
                         text);
    }
    output->path = mark + 1;
    if (strcmp(output->path, "-") == 0) {
        return terr_fail(err, TERR_EARG,
                         "option --%s: '%s' names no file; --format chooses what is printed", name,
                         text);
    }
    code = format_before_file(output, name, text, formats, format_count, err);
    if (!code) code = check_name(output, err);
    return code ? code : try_target(output, err);
}

enum terr_code output_begin(struct terr_error *err)
{
    interrupt_hold();
    if (interrupt_signal()) return terr_fail(err, TERR_ECANCEL, "stopped");
    return TERR_OK;
}

/* In the words that files fail with (base/file.h). */
static const char *reason_of(int number)
{
    if (number == ENOSPC) return "no space left";
    if (number == EBADF) return "the stream is closed";
    if (number == EPIPE) return "the reader has gone";
    return number ? strerror(number) : "could not be written";
}

enum terr_code output_print(const struct terr_text *text, struct terr_error *err)
{
    enum terr_code code;
    bool failed;

    if ((code = terr_text_check(text, err))) return code;
    errno = 0;
    failed = text->length > 0 && fwrite(text->bytes, 1, text->length, stdout) != text->length;
    failed = fflush(stdout) != 0 || failed;
    failed = ferror(stdout) != 0 || failed;
    int reason = failed ? errno : 0;
    // Some file systems tell only now that the disk was full.
    if (fclose(stdout) != 0 && !failed) {
        failed = true;
        reason = errno;
    }
    if (!failed) return TERR_OK;
    return terr_fail(err, TERR_EOUTPUT, "standard output: %s", reason_of(reason));
}

enum terr_code output_write(const struct output *output, const struct terr_text *text,
                            struct terr_error *err)
{
    enum terr_code code;

    if ((code = terr_text_check(text, err))) return code;
    if ((code = output_begin(err))) return code;
    if (!output->path) return output_print(text, err);
    code = terr_draft_write(output->path, text->bytes ? text->bytes : "", text->length,
                            output->overwrite, err);
    return code ? terr_within(err, "%s", output->path) : TERR_OK;
}
