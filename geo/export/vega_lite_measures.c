#include <geo/export/vega_lite_chart.h>

#include <geo/base/text.h>

// ---- measures, in pixels ----

#define WIDTH 720 // of one panel alone in its row
#define AREA_HEIGHT 260
#define CHANGE_HEIGHT 160
#define FEW_PARTS 3 // so many have the height of a chart, more that of a line in a table
#define FEW_HEIGHT 130
#define MANY_HEIGHT 84

static size_t column_count(const struct terr_chart *chart)
{
    const size_t windows = chart->series->window_count;
    return 1 + (windows ? windows : 1);
}

int terr_chart_width(const struct terr_chart *chart)
{
    if (!chart->panels) return WIDTH;
    return column_count(chart) > 2 ? 230 : 310;
}

int terr_chart_height(const struct terr_chart *chart, bool is_area)
{
    if (!chart->panels) return is_area ? AREA_HEIGHT : CHANGE_HEIGHT;
    return chart->part_count <= FEW_PARTS ? FEW_HEIGHT : MANY_HEIGHT;
}

double terr_chart_pitch(const struct terr_chart *chart)
{
    return terr_chart_width(chart) / (double)chart->date_count;
}

// ---- the axis of dates ----

struct ticks {
    const char *interval; // of vega-time
    int step;
    double days;     // between two of them
    int label_width; // of the widest, with the room beside it
};

// The closest ticks whose labels stand side by side.
static const struct ticks *choose_ticks(const struct terr_chart *chart)
{
    static const struct ticks choices[] = {
        {"day", 1, 1, 42},      {"week", 1, 7, 42},       {"month", 1, 30.4, 34},
        {"month", 3, 91, 34},   {"month", 6, 182, 34},    {"year", 1, 365, 38},
        {"year", 2, 730, 38},   {"year", 5, 1826, 38},    {"year", 10, 3652, 38},
        {"year", 20, 7305, 38}, {"year", 100, 36524, 38},
    };
    const size_t last = sizeof choices / sizeof *choices - 1;
    const double span = (double)chart->last_day - chart->first_day;
    size_t i = 0;
    while (i < last && span / choices[i].days * choices[i].label_width > terr_chart_width(chart))
        i++;
    return &choices[i];
}

// The year stands below the first label and the first of each year.
static void add_tick_labels(struct terr_text *out, const struct ticks *ticks)
{
    const char *form = "%b";
    if (ticks->days < 30) form = "%-d %b";
    if (ticks->days > 300) {
        terr_text_add(out, "utcFormat(datum.value, '%Y')");
        return;
    }
    terr_text_add(out, "datum.index === 0 || (utcmonth(datum.value) === 0 && "
                       "utcdate(datum.value) <= ");
    terr_text_print(out, "%d) ? [utcFormat(datum.value, '%s'), utcFormat(datum.value, '%%Y')] : ",
                    ticks->days < 7 ? 1 : 7, form);
    terr_text_print(out, "utcFormat(datum.value, '%s')", form);
}

// The scale's ends are an expression: as literal dates they are lost where panels share a scale.
static void add_day_expression(struct terr_text *out, int32_t day)
{
    const struct terr_civil civil = terr_day_civil(day);
    terr_text_print(out, "utc(%d, %d, %d)", civil.year, civil.month - 1, civil.day);
}

void terr_chart_add_dates(struct terr_text *out, const struct terr_chart *chart)
{
    const struct ticks *ticks = choose_ticks(chart);
    terr_text_add(out, "\"x\": {\"field\": \"date\", \"type\": \"temporal\", \"title\": null, "
                       "\"scale\": {\"type\": \"utc\", \"domain\": {\"expr\": \"[");
    add_day_expression(out, chart->first_day);
    terr_text_add(out, ", ");
    add_day_expression(out, chart->last_day);
    terr_text_print(out,
                    "]\"}}, \"axis\": {\"grid\": false, \"tickCount\": {\"interval\": \"%s\", "
                    "\"step\": %d}, \"labelExpr\": \"",
                    ticks->interval, ticks->step);
    add_tick_labels(out, ticks);
    terr_text_add(out, "\"}}");
}
