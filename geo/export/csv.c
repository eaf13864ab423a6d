#include <geo/export/csv.h>

#include <geo/export/regional.h>
#include <geo/export/value.h>
#include <geo/figure/measure.h>
#include <geo/figure/series.h>
#include <geo/zone/change.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/regions.h>
#include <geo/zone/zone_list.h>

// ---- change ----

static void add_gross_fields(struct terr_text *out, const struct terr_figures *figures)
{
    terr_value_add_km2_field(out, figures->gross_gained_m2);
    terr_value_add_km2_field(out, figures->gross_lost_m2);
}

static void add_change_row(struct terr_text *out, const struct terr_measured_change *measured,
                           size_t zone, const char *region, const struct terr_figures *figures)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    if (ends.dated) terr_value_add_moment(out, &ends.from_moment);
    terr_text_add(out, ",");
    if (ends.dated) terr_value_add_moment(out, &ends.to_moment);
    terr_value_add_text_field(out, terr_archive_at(measured->archive, ends.from)->name);
    terr_value_add_text_field(out, terr_archive_at(measured->archive, ends.to)->name);
    terr_value_add_text_field(out, measured->list->zones[zone].name);
    terr_value_add_text_field(out, region);
    terr_value_add_km2_field(out, figures->area_from_m2);
    terr_value_add_km2_field(out, figures->area_to_m2);
    terr_value_add_km2_field(out, figures->gained_m2);
    terr_value_add_km2_field(out, figures->lost_m2);
    terr_value_add_km2_field(out, terr_figures_net_m2(figures));
    if (measured->gross) add_gross_fields(out, figures);
}

static void add_change_regions(struct terr_text *out, const struct terr_measured_change *measured,
                               size_t zone)
{
    const struct terr_regions *regions = terr_regional_change_regions(measured->regional);
    for (size_t i = 0; i < terr_measured_change_width(measured); i++) {
        const struct terr_figures *figures = terr_measured_change_in(measured, zone, i);
        add_change_row(out, measured, zone, terr_regions_name(regions, i), figures);
        terr_regional_add_whole_field(out, regions, i);
        terr_regional_add_percent_field(out, regions, i, figures->area_from_m2);
        terr_regional_add_percent_field(out, regions, i, figures->area_to_m2);
        terr_text_add(out, "\n");
    }
}

void terr_csv_change(struct terr_text *out, const struct terr_measured_change *measured)
{
    terr_text_add(out, "from,to,from_snapshot,to_snapshot,zone,region,area_from_km2,area_to_km2,"
                       "gained_km2,lost_km2,net_km2");
    if (measured->gross) terr_text_add(out, ",gross_gained_km2,gross_lost_km2");
    terr_text_add(out, measured->regional ? ",region_km2,percent_from,percent_to\n" : "\n");
    for (size_t i = 0; i < measured->list->count; i++) {
        if (measured->regional) {
            add_change_regions(out, measured, i);
        } else {
            add_change_row(out, measured, i, "", &measured->figures[i]);
            terr_text_add(out, "\n");
        }
    }
}

// ---- series, long ----

static void add_change_fields(struct terr_text *out, const struct terr_row_change *change,
                              bool has_gross)
{
    if (!change->known) {
        terr_text_add(out, has_gross ? ",,,,," : ",,,");
        return;
    }
    terr_value_add_km2_field(out, change->figures.gained_m2);
    terr_value_add_km2_field(out, change->figures.lost_m2);
    terr_value_add_km2_field(out, terr_figures_net_m2(&change->figures));
    if (has_gross) add_gross_fields(out, &change->figures);
}

static void add_share_fields(struct terr_text *out, const struct terr_row *row,
                             const struct terr_regions *regions, size_t region)
{
    terr_regional_add_whole_field(out, regions, region);
    if (row->known) {
        terr_regional_add_percent_field(out, regions, region, terr_row_area_m2(row, region));
    } else {
        terr_text_add(out, ",");
    }
}

// The parts that rows are broken down into: the first of them, and how many.
static size_t first_part(const struct terr_series *series)
{
    return series->regions ? 0 : TERR_WHOLE;
}

static size_t part_count(const struct terr_series *series)
{
    return series->regions ? terr_regions_count(series->regions) + 1 : 1;
}

static void add_row(struct terr_text *out, const struct terr_row *row,
                    const struct terr_archive *archive, const struct terr_zone_list *list,
                    const struct terr_series *series, size_t region)
{
    const struct terr_regions *regions = series->regions;
    const struct terr_row_change step = terr_row_change_in(&row->step, region);
    terr_value_add_day(out, row->day);
    terr_value_add_text_field(out, row->known ? terr_archive_at(archive, row->snapshot)->name : "");
    terr_value_add_text_field(out, list->zones[row->zone].name);
    terr_value_add_text_field(out, regions ? terr_regions_name(regions, region) : "");
    if (row->known) {
        terr_value_add_km2_field(out, terr_row_area_m2(row, region));
    } else {
        terr_text_add(out, ",");
    }
    terr_text_add(out, ",");
    if (step.known) terr_value_add_day(out, step.since);
    add_change_fields(out, &step, series->gross);
    for (size_t w = 0; w < series->window_count; w++) {
        const struct terr_row_change change = terr_row_change_in(&row->windows[w], region);
        add_change_fields(out, &change, series->gross);
    }
    if (regions) add_share_fields(out, row, regions, region);
    terr_text_add(out, "\n");
}

void terr_csv_series(struct terr_text *out, const struct terr_series *series,
                     const struct terr_archive *archive, const struct terr_zone_list *list,
                     const int32_t *windows)
{
    terr_text_add(out, "date,snapshot,zone,region,area_km2,since,gained_km2,lost_km2,net_km2");
    if (series->gross) terr_text_add(out, ",gross_gained_km2,gross_lost_km2");
    for (size_t w = 0; w < series->window_count; w++) {
        const int days = (int)windows[w];
        terr_text_print(out, ",gained_%dd_km2,lost_%dd_km2,net_%dd_km2", days, days, days);
        if (!series->gross) continue;
        terr_text_print(out, ",gross_gained_%dd_km2,gross_lost_%dd_km2", days, days);
    }
    terr_text_add(out, series->regions ? ",region_km2,percent\n" : "\n");
    for (size_t i = 0; i < series->row_count; i++) {
        for (size_t p = 0; p < part_count(series); p++) {
            add_row(out, &series->rows[i], archive, list, series, first_part(series) + p);
        }
    }
}

// ---- series, wide ----

// `region` NULL: of the whole zone.
static void add_wide_name(struct terr_text *out, const char *zone, const char *region,
                          const int32_t *windows, enum terr_cell cell, int window)
{
    static const char *const cell_names[] = {"area", "gained",       "lost",
                                             "net",  "gross_gained", "gross_lost"};
    struct terr_text name = TERR_TEXT_INIT;
    terr_text_print(&name, "%s_", zone);
    if (region) terr_text_print(&name, "%s_", region);
    terr_text_add(&name, cell_names[cell]);
    if (cell != TERR_CELL_AREA && window >= 0) terr_text_print(&name, "_%dd", (int)windows[window]);
    terr_text_add(&name, "_km2");
    if (name.failed) out->failed = true;
    if (!name.failed) terr_value_add_text_field(out, name.bytes);
    terr_text_dispose(&name);
}

static void add_wide_cell(struct terr_text *out, const struct terr_row *row, enum terr_cell cell,
                          int window, size_t region)
{
    const struct terr_row_change change =
        terr_row_change_in(window < 0 ? &row->step : &row->windows[window], region);
    if (cell == TERR_CELL_AREA ? !row->known : !change.known) {
        terr_text_add(out, ",");
        return;
    }
    switch (cell) {
    case TERR_CELL_AREA:
        terr_value_add_km2_field(out, terr_row_area_m2(row, region));
        break;
    case TERR_CELL_GAINED:
        terr_value_add_km2_field(out, change.figures.gained_m2);
        break;
    case TERR_CELL_LOST:
        terr_value_add_km2_field(out, change.figures.lost_m2);
        break;
    case TERR_CELL_NET:
        terr_value_add_km2_field(out, terr_figures_net_m2(&change.figures));
        break;
    case TERR_CELL_GROSS_GAINED:
        terr_value_add_km2_field(out, change.figures.gross_gained_m2);
        break;
    case TERR_CELL_GROSS_LOST:
        terr_value_add_km2_field(out, change.figures.gross_lost_m2);
        break;
    }
}

void terr_csv_series_wide(struct terr_text *out, const struct terr_series *series,
                          const struct terr_zone_list *list, const int32_t *windows,
                          enum terr_cell cell, int window)
{
    terr_text_add(out, "date");
    for (size_t i = 0; i < list->count; i++) {
        for (size_t p = 0; p < part_count(series); p++) {
            const char *region = series->regions ? terr_regions_name(series->regions, p) : NULL;
            add_wide_name(out, list->zones[i].name, region, windows, cell, window);
        }
    }
    terr_text_add(out, "\n");
    for (size_t i = 0; i < series->row_count; i++) {
        const struct terr_row *row = &series->rows[i];
        if (row->zone == 0) terr_value_add_day(out, row->day);
        for (size_t p = 0; p < part_count(series); p++) {
            add_wide_cell(out, row, cell, window, first_part(series) + p);
        }
        if (row->zone + 1 == list->count) terr_text_add(out, "\n");
    }
}
