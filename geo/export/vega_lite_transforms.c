#include <geo/export/vega_lite_chart.h>

#include <geo/export/json_member.h>
#include <geo/export/value.h>
#include <stdio.h>

void terr_chart_add_part_field(struct terr_text *out, const struct terr_chart *chart)
{
    terr_text_add(out, chart->panels ? "[\"place\"]" : "[]");
}

static void add_calculation(struct terr_text *out, const char *expression, const char *as)
{
    terr_text_print(out, ",\n    {\"calculate\": \"%s\", \"as\": \"%s\"}", expression, as);
}

// Whether a number stands between two that are not known: the line then has no length.
static void add_alone(struct terr_text *out, const struct terr_chart *chart, const char *field,
                      const char *as)
{
    terr_text_print(out,
                    ",\n    {\"window\": [{\"op\": \"lag\", \"field\": \"%s\", \"as\": "
                    "\"before\"}, {\"op\": \"lead\", \"field\": \"%s\", \"as\": \"after\"}], "
                    "\"sort\": [{\"field\": \"index\"}], \"groupby\": ",
                    field, field);
    terr_chart_add_part_field(out, chart);
    terr_text_add(out, "}");
    add_calculation(out, "!isValid(datum.before) && !isValid(datum.after)", as);
}

static void add_part(struct terr_text *out, const struct terr_chart *chart)
{
    if (!chart->panels) return;
    const bool by_zone = !chart->series->regions || chart->list->count > 1;
    const bool by_region = chart->series->regions != NULL;
    add_calculation(out,
                    by_zone && by_region ? "datum.zone + ', ' + datum.region"
                    : by_zone            ? "datum.zone"
                                         : "datum.region",
                    "part");
}

// Panels are by the place of each part among them, which is data too. By the names themselves Vega
// would sort with one expression of them all, too deep for it with a thousand regions and broken by
// a line end of Unicode in one, and a region named "constructor" would be no panel.
static void add_places(struct terr_text *out, const struct terr_chart *chart)
{
    if (!chart->panels) return;
    terr_text_add(out, ",\n    {\"lookup\": \"part\", \"from\": {\"data\": {\"values\": [");
    for (size_t i = 0; i < chart->part_count; i++) {
        struct terr_text name = TERR_TEXT_INIT;
        terr_chart_add_part_name(&name, chart, i);
        terr_text_add(out, i > 0 ? ", {\"part\": " : "{\"part\": ");
        terr_text_add_json(out, name.bytes ? name.bytes : "");
        terr_text_print(out, ", \"place\": %zu}", i + 1);
        out->failed |= name.failed;
        terr_text_dispose(&name);
    }
    terr_text_add(out, "]}, \"key\": \"part\", \"fields\": [\"place\"]}}");
}

// What is said of a mark to those who do not see it. Vega's own words tell a date that has no scale
// of its own by the clock of whoever looks.
static void add_told(struct terr_text *out, const struct terr_chart *chart, const char *as,
                     const char *what)
{
    terr_text_add(out, ",\n    {\"calculate\": \"datum.day + ', ' + datum.zone");
    if (chart->series->regions) terr_text_add(out, " + ', ' + datum.region");
    terr_text_print(out, "%s\", \"as\": \"%s\"}", what, as);
}

// `suffix`: "", or "_30d" for a window; `since` the words that say since when.
static void add_change_told(struct terr_text *out, const struct terr_chart *chart, const char *as,
                            const char *suffix, const char *since)
{
    struct terr_text what = TERR_TEXT_INIT;
    terr_text_print(&what,
                    "%s + ': gained ' + format(datum.gained%s_km2, ',.2f') + ', lost ' + "
                    "format(datum.lost%s_km2, ',.2f') + ' " TERR_SHOWN_KM2 "'",
                    since, suffix, suffix);
    add_told(out, chart, as, what.bytes ? what.bytes : "");
    out->failed |= what.failed;
    terr_text_dispose(&what);
}

static void add_window(struct terr_text *out, const struct terr_chart *chart, int days)
{
    char lost[160], name[sizeof "minus_lost_-2147483648d_km2"], suffix[sizeof "_-2147483648d"];
    char since[sizeof " + ', over -2147483648 days'"];
    snprintf(suffix, sizeof suffix, "_%dd", days);
    snprintf(lost, sizeof lost, "isValid(datum.lost%s_km2) ? -datum.lost%s_km2 : null", suffix,
             suffix);
    snprintf(name, sizeof name, "minus_lost%s_km2", suffix);
    add_calculation(out, lost, name);
    snprintf(since, sizeof since, " + ', over %d days'", days);
    snprintf(name, sizeof name, "change%s_told", suffix);
    add_change_told(out, chart, name, suffix, since);
    char field[sizeof name];
    snprintf(field, sizeof field, "gained%s_km2", suffix);
    snprintf(name, sizeof name, "alone%s", suffix);
    add_alone(out, chart, field, name);
}

void terr_chart_add_transforms(struct terr_text *out, const struct terr_chart *chart)
{
    terr_document_line(out, "transform");
    // the order of the rows, which several of one date have too
    terr_text_add(out, "[\n    {\"window\": [{\"op\": \"row_number\", \"as\": \"index\"}]}");
    add_calculation(out, "utcFormat(datum.date, '%Y-%m-%d')", "day");
    add_calculation(out, "datum.since ? utcFormat(datum.since, '%Y-%m-%d') : null", "since_day");
    add_part(out, chart);
    add_places(out, chart);
    add_told(out, chart, "area_told",
             " + ': ' + format(datum.area_km2, ',.2f') + ' " TERR_SHOWN_KM2 "'");
    add_alone(out, chart, "area_km2", "alone");
    add_calculation(out, "isValid(datum.lost_km2) ? -datum.lost_km2 : null", "minus_lost_km2");
    add_change_told(out, chart, "change_told", "", " + ', since ' + datum.since_day");
    for (size_t w = 0; w < chart->series->window_count; w++) {
        add_window(out, chart, (int)chart->options->windows[w]);
    }
    terr_text_add(out, "\n  ]");
}
