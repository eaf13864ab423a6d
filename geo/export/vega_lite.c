#include <geo/export/vega_lite.h>

#include <geo/export/json_member.h>
#include <geo/export/regional.h>
#include <geo/export/value.h>
#include <geo/export/vega_lite_chart.h>
#include <geo/figure/provenance.h>
#include <geo/shape/area.h>
#include <geo/source/profile.h>
#include <geo/version.h>
#include <geo/zone/regions.h>
#include <stdio.h>

#define SCHEMA "https://vega.github.io/schema/vega-lite/v6.json"

// ---- data ----

// The value of the member that has just been named.
static void add_value(struct terr_text *out, bool known, double area_m2)
{
    if (known) {
        terr_value_add_km2(out, area_m2);
    } else {
        terr_text_add(out, "null");
    }
}

// `suffix`: "", or "_30d" for a window.
static void add_change(struct terr_text *out, const char *suffix,
                       const struct terr_row_change *change, bool has_gross)
{
    const struct terr_figures *figures = &change->figures;
    terr_text_print(out, ", \"gained%s_km2\": ", suffix);
    add_value(out, change->known, figures->gained_m2);
    terr_text_print(out, ", \"lost%s_km2\": ", suffix);
    add_value(out, change->known, figures->lost_m2);
    terr_text_print(out, ", \"net%s_km2\": ", suffix);
    add_value(out, change->known, terr_figures_net_m2(figures));
    if (!has_gross) return;
    terr_text_print(out, ", \"gross_gained%s_km2\": ", suffix);
    add_value(out, change->known, figures->gross_gained_m2);
    terr_text_print(out, ", \"gross_lost%s_km2\": ", suffix);
    add_value(out, change->known, figures->gross_lost_m2);
}

static void add_datum(struct terr_text *out, const struct terr_chart *chart,
                      const struct terr_row *row, size_t region)
{
    const struct terr_regions *regions = chart->series->regions;
    const struct terr_row_change step = terr_row_change_in(&row->step, region);
    terr_member_day(out, "date", row->day);
    terr_member_string(out, "snapshot",
                       row->known ? terr_archive_at(chart->archive, row->snapshot)->name : NULL);
    terr_member_string(out, "zone", chart->list->zones[row->zone].name);
    terr_member_string(out, "region", regions ? terr_regions_name(regions, region) : NULL);
    terr_member_name(out, "area_km2");
    add_value(out, row->known, row->known ? terr_row_area_m2(row, region) : 0);
    if (step.known) {
        terr_member_day(out, "since", step.since);
    } else {
        terr_member_null(out, "since");
    }
    add_change(out, "", &step, chart->series->gross);
    for (size_t w = 0; w < chart->series->window_count; w++) {
        const struct terr_row_change change = terr_row_change_in(&row->windows[w], region);
        char suffix[sizeof "_-2147483648d"];
        snprintf(suffix, sizeof suffix, "_%dd", (int)chart->options->windows[w]);
        add_change(out, suffix, &change, chart->series->gross);
    }
    terr_text_add(out, "}");
}

// Dates without a time are UTC to some readers and local to others: say which.
static void add_data(struct terr_text *out, const struct terr_chart *chart)
{
    size_t count = 0;
    terr_document_line(out, "data");
    terr_text_add(out, "{\n    \"format\": {\"parse\": {\"date\": \"utc:'%Y-%m-%d'\", "
                       "\"since\": \"utc:'%Y-%m-%d'\"}},\n    \"values\": [");
    for (size_t i = 0; i < chart->series->row_count; i++) {
        const struct terr_row *row = &chart->series->rows[i];
        for (size_t p = 0; p < chart->width_of_zone; p++) {
            if (!chart->is_drawn[row->zone * chart->width_of_zone + p]) continue;
            terr_element_begin(out, count++, "      ");
            add_datum(out, chart, row, chart->series->regions ? p : TERR_WHOLE);
        }
    }
    terr_elements_end(out, count, "    ");
    terr_text_add(out, "\n  }");
}

// ---- what a program may ask ----

static void add_left_out(struct terr_text *out, const struct terr_chart *chart)
{
    size_t count = 0;
    terr_member_name(out, "not_drawn");
    terr_text_add(out, "[");
    for (size_t i = 0; i < chart->list->count * chart->width_of_zone; i++) {
        if (chart->is_drawn[i]) continue;
        terr_text_add(out, count++ > 0 ? ", {" : "{");
        terr_member_string(out, "zone", chart->list->zones[i / chart->width_of_zone].name);
        terr_member_string(out, "region",
                           terr_regions_name(chart->series->regions, i % chart->width_of_zone));
        terr_text_add(out, "}");
    }
    terr_text_add(out, "]");
}

static void add_end(struct terr_text *out, const char *name, const struct terr_chart *chart,
                    bool last)
{
    const struct terr_provenance *provenance = chart->provenance;
    const size_t count = provenance->snapshot_count;
    terr_member_string(out, name,
                       count ? provenance->snapshots[last ? count - 1 : 0].dated->name : NULL);
}

static void add_usermeta(struct terr_text *out, const struct terr_chart *chart)
{
    const struct terr_profile *profile = terr_archive_profile(chart->archive);
    terr_document_line(out, "usermeta");
    terr_text_add(out, "{\"territory\": {");
    terr_member_string(out, "version", TERR_VERSION);
    terr_member_string(out, "profile", terr_profile_name(profile));
    terr_member_string(out, "attribution", terr_profile_attribution(profile));
    terr_member_string(out, "timezone", terr_archive_timezone_name(chart->archive));
    terr_member_name(out, "lag_days");
    terr_text_print(out, "%d", terr_archive_lag_days(chart->archive));
    terr_member_string(out, "area_model", terr_area_model_name(terr_ruler_model(chart->ruler)));
    terr_member_string(out, "every", terr_every_name(chart->options->every));
    add_end(out, "first_snapshot", chart, false);
    add_end(out, "last_snapshot", chart, true);
    if (chart->series->regions) {
        terr_member_name(out, "borders");
        terr_regional_add_json_borders(out, chart->series->regions);
        add_left_out(out, chart);
    }
    terr_text_add(out, "}}");
}

// ---- the document ----

static void add_config(struct terr_text *out)
{
    terr_document_line(out, "config");
    terr_text_add(
        out, "{\n    \"font\": \"Arial, Helvetica, 'Liberation Sans', sans-serif\",\n"
             "    \"view\": {\"stroke\": null},\n"
             "    \"mark\": {\"invalid\": \"break-paths-filter-domains\"},\n"
             "    \"line\": {\"strokeCap\": \"round\", \"strokeJoin\": \"round\"},\n"
             "    \"axis\": {\"domain\": false, \"gridColor\": \"#e4e4e4\", "
             "\"tickColor\": \"#999999\", \"labelColor\": \"#444444\", "
             "\"labelFontSize\": 11},\n"
             "    \"axisX\": {\"domain\": true, \"domainColor\": \"#999999\", "
             "\"tickSize\": 14, \"labelAlign\": \"left\", \"labelOffset\": 4, "
             "\"labelPadding\": -11},\n"
             "    \"title\": {\"anchor\": \"start\", \"frame\": \"group\", \"color\": \"#222222\", "
             "\"subtitleColor\": \"#555555\", \"fontSize\": 12, \"offset\": 8},\n"
             "    \"legend\": {\"labelFontSize\": 11, \"labelColor\": \"#444444\"}\n  }");
}

// The lines under the chart are the title of the whole of its panels, below them.
static void add_picture(struct terr_text *out, const struct terr_chart *chart)
{
    terr_document_line(out, "vconcat");
    terr_text_add(out, "[{\n    \"title\": {\"orient\": \"bottom\", \"frame\": \"bounds\", "
                       "\"fontWeight\": \"normal\", \"fontSize\": 10, \"color\": \"#555555\", "
                       "\"offset\": 14, \"text\": ");
    terr_chart_add_source(out, chart);
    terr_text_add(out, "}");
    terr_chart_add_panels(out, chart);
    terr_text_add(out, "\n  }]");
}

static void add_document(struct terr_text *out, const struct terr_chart *chart)
{
    terr_text_add(out, "{\n  \"$schema\": \"" SCHEMA "\"");
    terr_document_line(out, "description");
    terr_chart_add_description(out, chart);
    terr_document_line(out, "title");
    terr_text_add(out, "{\"frame\": \"bounds\", \"fontSize\": 16, \"subtitleFontSize\": 12, "
                       "\"subtitlePadding\": 6, \"offset\": 14,\n    \"text\": ");
    terr_chart_add_title(out, chart);
    terr_text_add(out, ",\n    \"subtitle\": ");
    terr_chart_add_subtitle(out, chart);
    terr_text_add(out, "}");
    add_usermeta(out, chart);
    terr_document_line(out, "background");
    terr_text_add(out, "\"white\"");
    terr_document_line(out, "padding");
    terr_text_add(out, "12");
    add_config(out);
    add_data(out, chart);
    terr_chart_add_transforms(out, chart);
    add_picture(out, chart);
    terr_text_add(out, "\n}\n");
}

void terr_vega_lite_series(struct terr_text *out, const struct terr_series *series,
                           const struct terr_archive *archive, const struct terr_zone_list *list,
                           const struct terr_ruler *ruler,
                           const struct terr_series_options *options)
{
    struct terr_provenance provenance;
    struct terr_error err;
    struct terr_chart chart = {.series = series,
                               .archive = archive,
                               .list = list,
                               .ruler = ruler,
                               .options = options,
                               .provenance = &provenance};
    if (terr_provenance_of_series(&provenance, series, archive, list, ruler, options->every,
                                  &err)) {
        out->failed = true; // for want of memory alone
        return;
    }
    if (terr_chart_lay_out(&chart, &err)) {
        out->failed = true;
    } else {
        add_document(out, &chart);
    }
    terr_chart_dispose(&chart);
    terr_provenance_dispose(&provenance);
}
