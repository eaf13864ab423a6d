#include "style.h"

/* The tools, and the format that each takes. */
static const struct {
    const char *name;
    enum output_format format;
    enum terr_tool tool; /* of a table in csv */
} tools[] = {{"datawrapper", OUTPUT_CSV, TERR_TOOL_DATAWRAPPER},
             {"flourish", OUTPUT_CSV, TERR_TOOL_FLOURISH},
             {"vega-lite", OUTPUT_VEGA_LITE, TERR_TOOL_DATAWRAPPER},
             {"excel", OUTPUT_CSV, TERR_TOOL_EXCEL}};
#define TOOL_COUNT (sizeof tools / sizeof *tools)

#define TABLE_HELP                                                                      \
    "columns named for people, three decimals, for excel a BOM, CRLF and nothing that " \
    "would run as a formula"
#define NUMBER_SPECS                                                                               \
    {"unit",                                                                                       \
     '\0',                                                                                         \
     "UNIT",                                                                                       \
     "areas in text and csv in km2, mi2 (the mile of 1609.344 m) or ha; names of columns "         \
     "follow",                                                                                     \
     "km2",                                                                                        \
     OPTION_ONCE},                                                                                 \
    {                                                                                              \
        "precision", '\0', "N",                                                                    \
            "their decimals, from 0 to those of 1 m² (6 in km2, 7 in mi2, 4 in ha), each number " \
            "rounded by itself",                                                                   \
            "those of 1 m², in text 2 (ha 0)", OPTION_ONCE                                         \
    }

static const struct option_spec specs[] = {
    {"for", '\0', "TOOL",
     "a table that TOOL takes as it is: datawrapper, flourish or excel; " TABLE_HELP, NULL,
     OPTION_ONCE},
    NUMBER_SPECS};
const struct option_group style_options = {"Charts and units", specs, sizeof specs / sizeof *specs};

static const struct option_spec chart_specs[] = {
    {"for", '\0', "TOOL",
     "what TOOL takes as it is: vega-lite, or a table for datawrapper, flourish or "
     "excel; " TABLE_HELP,
     NULL, OPTION_ONCE},
    NUMBER_SPECS};
const struct option_group style_chart_options = {"Charts and units", chart_specs,
                                                 sizeof chart_specs / sizeof *chart_specs};

static const struct option_spec number_specs[] = {NUMBER_SPECS};
const struct option_group style_number_options = {"Units", number_specs,
                                                  sizeof number_specs / sizeof *number_specs};

static bool is_among(enum output_format format, const enum output_format *formats, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (formats[i] == format) return true;
    }
    return false;
}

/* Offers those whose format the command writes. */
static enum terr_code read_tool(struct style *style, enum output_format *standard,
                                const struct options *given, const enum output_format *formats,
                                size_t format_count, struct terr_error *err)
{
    const char *names[TOOL_COUNT + 1] = {NULL};
    size_t offered[TOOL_COUNT];
    size_t count = 0, choice = 0;
    enum terr_code code;

    for (size_t i = 0; i < TOOL_COUNT; i++) {
        if (!is_among(tools[i].format, formats, format_count)) continue;
        offered[count] = i;
        names[count++] = tools[i].name;
    }
    style->for_whom = options_value(given, "for");
    if (!style->for_whom) return TERR_OK;
    if ((code = options_choice(&choice, given, "for", names, err))) return code;
    *standard = tools[offered[choice]].format;
    style->is_table = *standard == OUTPUT_CSV;
    style->tool = tools[offered[choice]].tool;
    return TERR_OK;
}

/* What a format has no use for is refused, lest anyone take its numbers for what they asked for. */
static enum terr_code check_numbers(enum output_format format, const struct options *given,
                                    struct terr_error *err)
{
    static const char *const numbers[] = {"unit", "precision"};

    if (format == OUTPUT_TEXT || format == OUTPUT_CSV) return TERR_OK;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (!options_has(given, numbers[i])) continue;
        return terr_fail(err, TERR_EARG,
                         "option --%s is of text and csv: %s always has km² with %d decimals",
                         numbers[i], output_format_name(format), TERR_KM2_DECIMALS);
    }
    return TERR_OK;
}

static int standard_decimals(const struct style *style, enum output_format format)
{
    if (style->is_table) return TERR_TABLE_DECIMALS;
    return format == OUTPUT_TEXT ? terr_unit_shown_decimals(style->numbers.unit)
                                 : terr_unit_decimals(style->numbers.unit);
}

enum terr_code style_read_numbers(struct style *style, enum output_format format,
                                  const struct options *given, struct terr_error *err)
{
    static const char *const units[] = {"km2", "mi2", "ha", NULL};
    size_t unit = TERR_UNIT_KM2;
    enum terr_code code;

    if ((code = check_numbers(format, given, err)) ||
        (code = options_choice(&unit, given, "unit", units, err))) {
        return code;
    }
    style->numbers.unit = (enum terr_unit)unit;
    style->numbers.decimals = standard_decimals(style, format);
    style->has_decimals = options_has(given, "precision");
    return options_integer(&style->numbers.decimals, given, "precision", 0,
                           terr_unit_decimals(style->numbers.unit), err);
}

enum terr_code style_choose(struct style *style, struct output *output, const struct options *given,
                            const enum output_format *formats, size_t format_count,
                            enum output_format standard, struct terr_error *err)
{
    enum terr_code code;

    if ((code = read_tool(style, &standard, given, formats, format_count, err)) ||
        (code = output_choose(output, given, formats, format_count, standard, err))) {
        return code;
    }
    if (style->for_whom && output->format != standard) {
        return terr_fail(err, TERR_EARG, "--for %s writes %s, not %s", style->for_whom,
                         output_format_name(standard), output_format_name(output->format));
    }
    return style_read_numbers(style, output->format, given, err);
}

void style_tell(struct console *console, const struct style *style)
{
    const int decimals = style->numbers.decimals;

    if (!style->is_table || style->tool != TERR_TOOL_DATAWRAPPER) return;
    if (!terr_table_may_be_dates(decimals)) return;
    console_warn(
        console,
        "Datawrapper may take a column of numbers with %d decimal%s for dates; it does not "
        "with 3",
        decimals, decimals == 1 ? "" : "s");
}
