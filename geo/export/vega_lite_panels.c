#include <geo/export/vega_lite_chart.h>

#include <geo/export/value.h>
#include <stdio.h>

// Told apart in every kind of colour blindness, and dark enough on white: blue and vermillion of
// M. Okabe and K. Ito, Color Universal Design, 2002 (https://jfly.uni-koeln.de/color/).
#define GAINED_COLOR "#0072B2"
#define LOST_COLOR "#D55E00"
#define AREA_COLOR "#333333"

// Pixels above each panel of a column, its name among them.
#define LABEL_HEIGHT 36

// Where dates are as far apart, each has its dot and each bar a gap before it.
#define DOT_PITCH 6
#define GAP_PITCH 4

// ---- the pieces of a mark ----

// What is said of a mark: its description, for those who do not see it, is the field `told`; of
// what a pointer on it shows `fields` are those between the part and the snapshot.
static void add_tooltip(struct terr_text *out, const struct terr_chart *chart, const char *told,
                        const char *fields)
{
    terr_text_print(out, ", \"description\": {\"field\": \"%s\"}", told);
    terr_text_add(out, ", \"tooltip\": [{\"field\": \"day\", \"title\": \"date\"}, "
                       "{\"field\": \"zone\"}, ");
    if (chart->series->regions) terr_text_add(out, "{\"field\": \"region\"}, ");
    terr_text_print(out, "%s, {\"field\": \"snapshot\"}]", fields);
}

#define NUMBER(field, title)                                                        \
    "{\"field\": \"" field "\", \"type\": \"quantitative\", \"format\": \",.2f\", " \
    "\"title\": \"" title ", km\xc2\xb2\"}"

static void add_begin(struct terr_text *out, size_t *count)
{
    terr_text_print(out, "%s\n          {", (*count)++ > 0 ? "," : "");
}

// All dots can be pointed at. Those are seen that stand far enough apart, or where no line goes.
static void add_dot_opacity(struct terr_text *out, const struct terr_chart *chart,
                            const char *alone)
{
    if (terr_chart_pitch(chart) >= DOT_PITCH) {
        terr_text_add(out, "\"opacity\": {\"value\": 1}");
        return;
    }
    terr_text_print(out,
                    "\"opacity\": {\"condition\": {\"test\": \"datum.%s\", \"value\": 1}, "
                    "\"value\": 0}",
                    alone);
}

// The name of the part above its panel: facets place their own by what hangs out of the panels.
static void add_name(struct terr_text *out, const struct terr_chart *chart, size_t *count)
{
    if (!chart->panels) return;
    add_begin(out, count);
    terr_text_add(out, "\"transform\": [{\"aggregate\": [{\"op\": \"count\", \"as\": \"rows\"}], "
                       "\"groupby\": [\"place\", \"part\"]}], \"mark\": {\"type\": \"text\", "
                       "\"aria\": false, \"align\": "
                       "\"left\", \"fontWeight\": \"bold\", \"color\": \"#222222\"}, "
                       "\"encoding\": {\"x\": {\"value\": 0}, \"y\": {\"value\": -11}, "
                       "\"text\": {\"field\": \"part\"}}}");
}

// ---- what is known at all ----

// What is known nowhere is no mark: it would leave the scale without an end.
static bool has_area(const struct terr_chart *chart)
{
    for (size_t i = 0; i < chart->series->row_count; i++) {
        if (chart->series->rows[i].known) return true;
    }
    return false;
}

static bool has_change(const struct terr_chart *chart, size_t window)
{
    for (size_t i = 0; i < chart->series->row_count; i++) {
        const struct terr_row *row = &chart->series->rows[i];
        if (window == TERR_CHART_STEP ? row->step.known : row->windows[window].known) return true;
    }
    return false;
}

// ---- the panel of areas ----

static void add_area_scale(struct terr_text *out, const struct terr_chart *chart)
{
    terr_text_print(out,
                    ", \"y\": {\"field\": \"area_km2\", \"type\": \"quantitative\", \"title\": "
                    "null, \"scale\": {\"zero\": false}, \"axis\": {\"tickCount\": %d}}",
                    chart->panels ? 3 : 5);
}

// Seen by the scale alone: it spans a km2 at least, so that a few square metres are no mountains.
static void add_least_area(struct terr_text *out, const struct terr_chart *chart, size_t *count)
{
    add_begin(out, count);
    terr_text_add(out, "\"transform\": [{\"aggregate\": [{\"op\": \"mean\", \"field\": "
                       "\"area_km2\", \"as\": \"mean\"}], \"groupby\": ");
    terr_chart_add_part_field(out, chart);
    terr_text_add(out,
                  "}, {\"calculate\": \"isValid(datum.mean) ? max(0, datum.mean - 0.5) : 0\", "
                  "\"as\": \"area_km2\"}, "
                  "{\"calculate\": \"datum.area_km2 + 1\", \"as\": \"above\"}], "
                  "\"mark\": {\"type\": \"rule\", \"aria\": false, \"opacity\": 0}, \"encoding\": {"
                  "\"x\": {\"value\": 0}");
    add_area_scale(out, chart);
    terr_text_add(out, ", \"y2\": {\"field\": \"above\"}}}");
}

static void add_last_area(struct terr_text *out, const struct terr_chart *chart, size_t *count)
{
    add_begin(out, count);
    terr_text_add(out, "\"transform\": [{\"filter\": \"isValid(datum.area_km2)\"}, "
                       "{\"window\": [{\"op\": \"row_number\", \"as\": \"behind\"}], \"sort\": "
                       "[{\"field\": \"index\", \"order\": \"descending\"}], \"groupby\": ");
    terr_chart_add_part_field(out, chart);
    terr_text_add(
        out,
        "}, {\"filter\": \"datum.behind === 1\"}, {\"calculate\": "
        "\"format(datum.area_km2, datum.area_km2 < 10 ? ',.2f' : ',.0f')\", "
        "\"as\": \"label\"}], \"mark\": {\"type\": \"text\", \"aria\": false, \"align\": \"left\", "
        "\"dx\": 6, \"fontWeight\": \"bold\", \"color\": \"" AREA_COLOR "\"}, "
        "\"encoding\": {");
    terr_chart_add_dates(out, chart);
    add_area_scale(out, chart);
    terr_text_add(out, ", \"text\": {\"field\": \"label\"}}}");
}

static void add_area_line(struct terr_text *out, const struct terr_chart *chart, size_t *count)
{
    add_begin(out, count);
    terr_text_add(out, "\"mark\": {\"type\": \"line\", \"aria\": false, \"strokeWidth\": 2, "
                       "\"color\": \"" AREA_COLOR "\"}, \"encoding\": {");
    terr_chart_add_dates(out, chart);
    add_area_scale(out, chart);
    terr_text_add(out, "}}");
    add_begin(out, count);
    terr_text_add(out, "\"mark\": {\"type\": \"point\", \"filled\": true, \"size\": 22, "
                       "\"color\": \"" AREA_COLOR "\"}, \"encoding\": {");
    terr_chart_add_dates(out, chart);
    add_area_scale(out, chart);
    terr_text_add(out, ", ");
    add_dot_opacity(out, chart, "alone");
    add_tooltip(out, chart, "area_told", NUMBER("area_km2", "area"));
    terr_text_add(out, "}}");
}

static void add_area_layers(struct terr_text *out, const struct terr_chart *chart)
{
    size_t count = 0;
    add_name(out, chart, &count);
    if (has_area(chart)) {
        add_area_line(out, chart, &count);
        add_last_area(out, chart, &count);
    }
    add_least_area(out, chart, &count);
}

// ---- the panels of what was gained and lost ----

// A number below zero is an area that was lost: without its sign.
static void add_change_scale(struct terr_text *out, const struct terr_chart *chart,
                             const char *field)
{
    terr_text_print(out,
                    ", \"y\": {\"field\": \"%s\", \"type\": \"quantitative\", \"title\": null, "
                    "\"axis\": {\"tickCount\": %d, \"labelExpr\": "
                    "\"replace(datum.label, /^[-\xe2\x88\x92]/, '')\"}}",
                    field, chart->panels ? 3 : 5);
}

// Which of the two a mark is, for its colour and the legend.
static void add_side(struct terr_text *out, bool gained)
{
    terr_text_print(out, "\"transform\": [{\"calculate\": \"'%s'\", \"as\": \"change\"}], ",
                    gained ? "gained" : "lost");
}

static void add_side_color(struct terr_text *out, const struct terr_chart *chart)
{
    terr_text_add(out,
                  ", \"color\": {\"field\": \"change\", \"type\": \"nominal\", \"title\": null, "
                  "\"scale\": {\"domain\": [\"gained\", \"lost\"], "
                  "\"range\": [\"" GAINED_COLOR "\", \"" LOST_COLOR "\"]}, ");
    terr_text_print(out,
                    "\"legend\": {\"orient\": \"top\", \"offset\": %d, \"symbolType\": "
                    "\"square\"}}",
                    chart->panels ? 14 : 4);
}

// The line at zero, and, for the scale alone, one that makes it span a km2 at least.
static void add_zero(struct terr_text *out, size_t *count)
{
    add_begin(out, count);
    terr_text_add(
        out,
        "\"mark\": {\"type\": \"rule\", \"aria\": false, \"opacity\": 0}, \"encoding\": {\"x\": "
        "{\"value\": 0}, \"y\": {\"datum\": 0}, \"y2\": {\"datum\": 1}}}");
    add_begin(out, count);
    terr_text_add(out, "\"mark\": {\"type\": \"rule\", \"aria\": false, \"color\": \"#888888\"}, "
                       "\"encoding\": {\"y\": {\"datum\": 0}}}");
}

#define CHANGED                                                  \
    "{\"field\": \"since_day\", \"title\": \"since\"}, " NUMBER( \
        "gained_km2", "gained") ", " NUMBER("lost_km2", "lost") ", " NUMBER("net_km2", "net")
#define GROSS NUMBER("gross_gained_km2", "gross gained") ", " NUMBER("gross_lost_km2", "gross lost")

// A bar is as wide as the time it is of. Moved by a pixel where that is wide enough, else a little
// over its neighbour, so that no seam shows; and never is one of a snapshot of the same day unseen.
static void add_bars(struct terr_text *out, const struct terr_chart *chart, bool gained,
                     size_t *count)
{
    add_begin(out, count);
    add_side(out, gained);
    terr_text_print(out, "\"mark\": {\"type\": \"rect\", \"x2Offset\": %s}, \"encoding\": {",
                    terr_chart_pitch(chart) >= GAP_PITCH ? "1" : "-0.3");
    terr_chart_add_dates(out, chart);
    terr_text_add(out, ", \"x2\": {\"field\": \"since\"}");
    add_change_scale(out, chart, gained ? "gained_km2" : "minus_lost_km2");
    terr_text_add(out, ", \"y2\": {\"datum\": 0}");
    add_side_color(out, chart);
    add_tooltip(out, chart, "change_told", chart->series->gross ? CHANGED ", " GROSS : CHANGED);
    terr_text_add(out, "}}");
}

static void add_window_tooltip(struct terr_text *out, const struct terr_chart *chart, int days)
{
    static const char *const fields_of[] = {"gained", "lost", "net", "gross_gained", "gross_lost"};
    static const char *const names[] = {"gained", "lost", "net", "gross gained", "gross lost"};
    const size_t count = chart->series->gross ? 5 : 3;
    struct terr_text fields = TERR_TEXT_INIT;
    char told[sizeof "change_-2147483648d_told"];
    snprintf(told, sizeof told, "change_%dd_told", days);
    for (size_t i = 0; i < count; i++) {
        terr_text_print(&fields,
                        "%s{\"field\": \"%s_%dd_km2\", \"type\": \"quantitative\", \"format\": "
                        "\",.2f\", \"title\": \"%s over %d days, " TERR_SHOWN_KM2 "\"}",
                        i > 0 ? ", " : "", fields_of[i], days, names[i], days);
    }
    add_tooltip(out, chart, told, fields.bytes ? fields.bytes : "");
    out->failed |= fields.failed;
    terr_text_dispose(&fields);
}

static void add_window_marks(struct terr_text *out, const struct terr_chart *chart, int days,
                             bool gained, size_t *count)
{
    char field[sizeof "minus_lost_-2147483648d_km2"], alone[sizeof "alone_-2147483648d"];
    snprintf(field, sizeof field, "%s_%dd_km2", gained ? "gained" : "minus_lost", days);
    snprintf(alone, sizeof alone, "alone_%dd", days);
    add_begin(out, count);
    add_side(out, gained);
    terr_text_add(
        out,
        "\"mark\": {\"type\": \"line\", \"aria\": false, \"strokeWidth\": 2}, \"encoding\": {");
    terr_chart_add_dates(out, chart);
    add_change_scale(out, chart, field);
    add_side_color(out, chart);
    terr_text_add(out, "}}");
    add_begin(out, count);
    add_side(out, gained);
    terr_text_add(out, "\"mark\": {\"type\": \"point\", \"filled\": true, \"size\": 22}, "
                       "\"encoding\": {");
    terr_chart_add_dates(out, chart);
    add_change_scale(out, chart, field);
    add_side_color(out, chart);
    terr_text_add(out, ", ");
    add_dot_opacity(out, chart, alone);
    add_window_tooltip(out, chart, days);
    terr_text_add(out, "}}");
}

static void add_change_layers(struct terr_text *out, const struct terr_chart *chart, size_t window)
{
    size_t count = 0;
    add_name(out, chart, &count);
    for (int gained = 1; gained >= 0 && has_change(chart, window); gained--) {
        if (window == TERR_CHART_STEP) {
            add_bars(out, chart, gained != 0, &count);
        } else {
            const int days = (int)chart->options->windows[window];
            add_window_marks(out, chart, days, gained != 0, &count);
        }
    }
    add_zero(out, &count);
}

// ---- panels beside and below one another ----

// The parts below one another; only what was gained and lost is on the same scale in each.
static void add_facet(struct terr_text *out, bool is_area)
{
    terr_text_add(out, "\"facet\": {\"row\": {\"field\": \"place\", \"type\": \"ordinal\", "
                       "\"title\": null, \"header\": null}}, ");
    terr_text_print(out, "\"bounds\": \"flush\", \"spacing\": %d, ", LABEL_HEIGHT);
    if (is_area) terr_text_add(out, "\"resolve\": {\"scale\": {\"y\": \"independent\"}}, ");
    terr_text_add(out, "\"spec\": {");
}

static void add_panel(struct terr_text *out, const struct terr_chart *chart, bool is_area,
                      size_t window)
{
    terr_text_print(out, "%s\n      {\"title\": {\"text\": \"", is_area ? "" : ",");
    if (is_area) {
        terr_text_add(out, "Area, " TERR_SHOWN_KM2 "\"");
        // as high as the title beside it, which stands above a legend
        if (chart->panels) terr_text_add(out, ", \"offset\": 33");
    } else {
        terr_text_add(out, "Gained and lost ");
        terr_chart_add_span(out, chart, window);
        terr_text_add(out, ", " TERR_SHOWN_KM2 "\"");
    }
    terr_text_add(out, "},\n        ");
    if (chart->panels) add_facet(out, is_area);
    terr_text_print(out, "\"width\": %d, \"height\": %d, \"layer\": [", terr_chart_width(chart),
                    terr_chart_height(chart, is_area));
    if (is_area) {
        add_area_layers(out, chart);
    } else {
        add_change_layers(out, chart, window);
    }
    terr_text_print(out, "\n        ]%s}", chart->panels ? "}" : "");
}

void terr_chart_add_panels(struct terr_text *out, const struct terr_chart *chart)
{
    const size_t windows = chart->series->window_count;
    terr_text_print(out, ",\n    \"spacing\": %d, ", chart->panels ? 30 : 14);
    terr_text_add(out, "\"resolve\": {\"scale\": {\"color\": \"independent\"}, "
                       "\"legend\": {\"color\": \"independent\"}},\n");
    terr_text_print(out, "    \"%s\": [", chart->panels ? "hconcat" : "vconcat");
    add_panel(out, chart, true, TERR_CHART_STEP);
    for (size_t w = 0; w < windows; w++) add_panel(out, chart, false, w);
    if (windows == 0) add_panel(out, chart, false, TERR_CHART_STEP);
    terr_text_add(out, "\n    ]");
}
