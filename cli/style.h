/* style.h - how tables and texts are written: the unit, the decimals, the tool they are for. */
#ifndef CLI_STYLE_H
#define CLI_STYLE_H

#include "console.h"
#include "output.h"

/* --for, --unit and --precision: where tables are written, and where vega-lite is too. */
extern const struct option_group style_options;
extern const struct option_group style_chart_options;

/* --unit and --precision alone. */
extern const struct option_group style_number_options;

struct style {
    const char *for_whom; /* the value of --for; NULL: not given. Borrowed. */
    bool is_table;        /* it is a tool that takes a table in csv: */
    enum terr_tool tool;
    bool has_decimals; /* --precision was given */
    struct terr_style numbers;
};

/* output_choose with the format that --for asks for as the standard, then the style that goes with
 * the format that came out: km2 with what text, csv and tables for a tool have of decimals where
 * nothing else is asked for. Fails with TERR_EARG where the options contradict each other, or a
 * format that is always km2 with 6 decimals; TERR_EOUTPUT. */
enum terr_code style_choose(struct style *style, struct output *output,
                            const struct options *options, const enum output_format *formats,
                            size_t format_count, enum output_format standard,
                            struct terr_error *err) TERR_MUST_USE;

/* Those two, where the format has been chosen. Fails with TERR_EARG. */
enum terr_code style_read_numbers(struct style *style, enum output_format format,
                                  const struct options *options,
                                  struct terr_error *err) TERR_MUST_USE;

/* Warns of numbers that the tool may misread. */
void style_tell(struct console *console, const struct style *style);

#endif
