#include "change_settings.h"

#include "borders.h"
#include "drawing.h"
#include "matrix.h"

static enum terr_code read_window(struct change_settings *settings, const struct options *given,
                                  struct terr_error *err)
{
    struct terr_window *window = &settings->window;
    enum terr_code code;
    int days = 0;

    if ((code = options_moment(&window->from, &window->has_from, given, "from", err)) ||
        (code = options_moment(&window->to, &window->has_to, given, "to", err)) ||
        (code = options_integer(&days, given, "days", 1, OPTIONS_DAYS_MAX, err))) {
        return code;
    }
    window->has_days = options_has(given, "days");
    window->days = days;
    // Two files and no date: what is asked for is plain, dates or not.
    window->whole =
        !window->has_from && !window->has_to && !window->has_days && inputs_are_two_files(given);
    settings->undated = window->whole;
    return TERR_OK;
}

bool change_draws_ground(enum output_format format)
{
    return format == OUTPUT_GEOJSON || format == OUTPUT_GPKG || format == OUTPUT_FGB ||
           format == OUTPUT_SHP || format == OUTPUT_PG;
}

/* What has a layer for each kind of ground has all of them; where all lies in one layer, what is
 * held would cover what was gained. */
static enum terr_code read_layers(struct change_settings *settings, const struct options *given,
                                  struct terr_error *err)
{
    const char *text = options_value(given, "layers");
    const enum output_format format = settings->output.format;

    const bool has_layers = format == OUTPUT_GPKG || format == OUTPUT_PG;

    settings->kinds = has_layers ? TERR_PARTS_ALL : TERR_PARTS_CHANGED;
    if (!text) return TERR_OK;
    if (!change_draws_ground(format)) {
        return terr_fail(err, TERR_EARG, "--layers is of maps: geojson, gpkg, fgb, shp, pg");
    }
    return terr_parts_parse(&settings->kinds, text, err) ? terr_within(err, "option --layers")
                                                         : TERR_OK;
}

/* Sums day by day are numbers: no map shows them. */
static enum terr_code read_gross(struct change_settings *settings, const struct options *given,
                                 struct terr_error *err)
{
    const enum output_format format = settings->output.format;

    settings->gross =
        settings->figure == FIGURE_GROSS_GAINED || settings->figure == FIGURE_GROSS_LOST;
    if (!options_has(given, "gross")) return TERR_OK;
    if (settings->figure != FIGURE_ALL && !settings->gross) {
        return terr_fail(err, TERR_EARG,
                         "--figure %s is no part of --gross: gross-gained and gross-lost are",
                         options_value(given, "figure"));
    }
    if (change_draws_ground(format)) {
        return terr_fail(err, TERR_EARG,
                         "--gross adds figures up, for text, csv and json; the areas that a map "
                         "format holds are those of the two ends");
    }
    settings->gross = true;
    return TERR_OK;
}

static enum terr_code read_output(struct change_settings *settings, const struct options *given,
                                  struct terr_error *err)
{
    static const enum output_format formats[] = {OUTPUT_TEXT,    OUTPUT_CSV,  OUTPUT_JSON,
                                                 OUTPUT_GEOJSON, OUTPUT_GPKG, OUTPUT_FGB,
                                                 OUTPUT_SHP,     OUTPUT_PG};
    static const char *const figures[] = {"gained",       "lost",       "net", "area",
                                          "gross-gained", "gross-lost", NULL};
    static const char *const not_with_matrix[] = {"zone",     "by-region", "figure",    "gross",
                                                  "layers",   "for",       "unit",      "precision",
                                                  "simplify", "min-area",  "min-width", NULL};
    size_t format_count = sizeof formats / sizeof *formats;
    size_t figure = FIGURE_ALL;
    enum terr_code code;

    settings->matrix = matrix_is_asked(given);
    if (settings->matrix) format_count = 4; /* up to geojson */
    if ((code = matrix_check(given, not_with_matrix, err))) return code;
    if ((code = options_choice(&figure, given, "figure", figures, err))) return code;
    settings->figure = (enum change_figure)figure;
    if (settings->figure != FIGURE_ALL && borders_are_asked(given)) {
        return terr_fail(err, TERR_EARG, "--figure is one number, and --by-region asks for many");
    }
    if (settings->figure != FIGURE_ALL && options_count(given, "zone") > 1) {
        return terr_fail(err, TERR_EARG, "--figure is one number, so give --zone once");
    }
    code = style_choose(&settings->style, &settings->output, given, formats, format_count,
                        OUTPUT_TEXT, err);
    if (code == TERR_EARG && settings->matrix) return terr_within(err, "--matrix");
    if (!code && settings->figure != FIGURE_ALL && settings->output.format != OUTPUT_TEXT) {
        return terr_fail(err, TERR_EARG, "--figure is one number as text, in no other format");
    }
    if (!code) code = read_gross(settings, given, err);
    if (!code) code = read_layers(settings, given, err);
    return code ? code : inputs_jobs(&settings->jobs, given, err);
}

static enum terr_code read_drawing(struct change_settings *settings, const struct options *given,
                                   struct terr_error *err)
{
    const char *whole = settings->style.is_table ? "--for" : NULL;

    if (settings->figure != FIGURE_ALL) whole = "--figure";
    return drawing_read(&settings->drawing, &settings->is_drawn, given,
                        change_draws_ground(settings->output.format), whole, err);
}

enum terr_code change_settings_read(struct change_settings *settings, const struct options *given,
                                    struct terr_error *err)
{
    enum terr_code code;

    settings->figure = FIGURE_ALL;
    if ((code = read_window(settings, given, err)) || (code = borders_check(given, err)) ||
        (code = read_output(settings, given, err))) {
        return code;
    }
    return read_drawing(settings, given, err);
}

struct input_needs change_settings_needs(const struct change_settings *settings)
{
    const enum output_format format = settings->output.format;
    struct input_needs needs = {.zones = true,
                                .undated = settings->undated,
                                .digests = format == OUTPUT_JSON || change_draws_ground(format)};
    terr_window_span(&needs.span, &settings->window);
    needs.span.between = settings->gross;
    return needs;
}
