#include "change_write.h"

static enum terr_code within_database(const struct output *output, struct terr_error *err)
{
    struct terr_text shown = TERR_TEXT_INIT;

    terr_connection_add_shown(&shown, output->path);
    if (!shown.failed) (void)terr_within(err, "%s", shown.bytes);
    terr_text_dispose(&shown);
    return err->code;
}

enum terr_code change_write_check(const struct change_settings *settings, struct terr_error *err)
{
    const struct output *output = &settings->output;

    if (output->format != OUTPUT_PG) return TERR_OK;
    return terr_database_check(output->path, settings->kinds, err) ? within_database(output, err)
                                                                   : TERR_OK;
}

static void add_figure(struct terr_text *out, enum change_figure figure,
                       const struct terr_figures *figures, const struct style *style)
{
    struct terr_style numbers = style->numbers;
    double m2 = figures->area_to_m2;
    if (figure == FIGURE_GAINED) m2 = figures->gained_m2;
    if (figure == FIGURE_LOST) m2 = figures->lost_m2;
    if (figure == FIGURE_NET) m2 = terr_figures_net_m2(figures);
    if (figure == FIGURE_GROSS_GAINED) m2 = figures->gross_gained_m2;
    if (figure == FIGURE_GROSS_LOST) m2 = figures->gross_lost_m2;
    // for scripts, not for people
    if (!style->has_decimals) numbers.decimals = terr_unit_decimals(numbers.unit);
    terr_style_add(out, &numbers, m2);
    terr_text_add(out, "\n");
}

static enum terr_code write_vector(const struct change_settings *settings,
                                   const struct terr_measured_change *measured,
                                   struct terr_error *err)
{
    const struct output *output = &settings->output;
    enum terr_code code;
    if ((code = output_begin(err))) return code;
    code =
        terr_vector_write_change(output->path, output->overwrite, measured, settings->kinds, err);
    return code ? terr_within(err, "%s", output->path) : TERR_OK;
}

/* Signals are not held back: the server undoes what was not committed. */
static enum terr_code write_database(const struct change_settings *settings,
                                     const struct terr_measured_change *measured,
                                     struct terr_error *err)
{
    const struct output *output = &settings->output;

    return terr_database_write_change(output->path, measured, settings->kinds, err)
               ? within_database(output, err)
               : TERR_OK;
}

enum terr_code change_write(const struct change_settings *settings,
                            const struct terr_measured_change *measured, size_t warnings,
                            struct terr_error *err)
{
    struct terr_text out = TERR_TEXT_INIT;
    enum terr_code code;

    switch (settings->output.format) {
    case OUTPUT_GPKG:
    case OUTPUT_FGB:
    case OUTPUT_SHP:
        return write_vector(settings, measured, err);
    case OUTPUT_PG:
        return write_database(settings, measured, err);
    case OUTPUT_CSV:
        if (settings->style.is_table) {
            terr_table_change(&out, settings->style.tool, measured, &settings->style.numbers);
        } else {
            terr_csv_change(&out, measured, &settings->style.numbers);
        }
        break;
    case OUTPUT_JSON:
        terr_json_change(&out, measured, warnings);
        break;
    case OUTPUT_GEOJSON:
        terr_geojson_change(&out, measured, settings->kinds);
        break;
    default: // text: no other format is let through by `formats`
        if (settings->figure == FIGURE_ALL) {
            terr_plain_change(&out, measured, &settings->style.numbers);
        } else {
            add_figure(&out, settings->figure, &measured->figures[0], &settings->style);
        }
        break;
    }
    code = output_write(&settings->output, &out, err);
    terr_text_dispose(&out);
    return code;
}
