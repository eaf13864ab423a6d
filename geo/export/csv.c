#include <geo/export/csv.h>

#include <geo/export/drawn.h>
#include <geo/export/regional.h>
#include <geo/export/series_cell.h>
#include <geo/export/value.h>
#include <geo/figure/measure.h>
#include <geo/figure/running.h>
#include <geo/figure/series.h>
#include <geo/zone/change.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/regions.h>
#include <geo/zone/zone_list.h>

static const struct terr_style exact = TERR_STYLE_EXACT;

// A name of a column that ends in the unit, after a comma.
static void add_column(struct terr_text *out, const char *name, const struct terr_style *style)
{
    terr_text_print(out, ",%s_%s", name, terr_unit_name(style->unit));
}

// ---- change ----

static void add_gross_fields(struct terr_text *out, const struct terr_figures *figures,
                             const struct terr_style *style)
{
    terr_style_add_field(out, style, figures->gross_gained_m2);
    terr_style_add_field(out, style, figures->gross_lost_m2);
}

static void add_change_row(struct terr_text *out, const struct terr_measured_change *measured,
                           const struct terr_style *style, size_t zone, const char *region,
                           const struct terr_figures *figures)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    if (ends.dated) terr_value_add_moment(out, &ends.from_moment);
    terr_text_add(out, ",");
    if (ends.dated) terr_value_add_moment(out, &ends.to_moment);
    terr_value_add_text_field(out, terr_archive_at(measured->archive, ends.from)->name);
    terr_value_add_text_field(out, terr_archive_at(measured->archive, ends.to)->name);
    terr_value_add_text_field(out, measured->list->zones[zone].name);
    terr_value_add_text_field(out, region);
    terr_style_add_field(out, style, figures->area_from_m2);
    terr_style_add_field(out, style, figures->area_to_m2);
    terr_style_add_field(out, style, figures->gained_m2);
    terr_style_add_field(out, style, figures->lost_m2);
    terr_style_add_field(out, style, terr_figures_net_m2(figures));
    if (measured->gross) add_gross_fields(out, figures, style);
}

static void add_change_regions(struct terr_text *out, const struct terr_measured_change *measured,
                               const struct terr_style *style, size_t zone)
{
    const struct terr_regions *regions = terr_regional_change_regions(measured->regional);
    for (size_t i = 0; i < terr_measured_change_width(measured); i++) {
        const struct terr_figures *figures = terr_measured_change_in(measured, zone, i);
        add_change_row(out, measured, style, zone, terr_regions_name(regions, i), figures);
        terr_regional_add_whole_field(out, regions, i, style);
        terr_regional_add_percent_field(out, regions, i, figures->area_from_m2);
        terr_regional_add_percent_field(out, regions, i, figures->area_to_m2);
        if (terr_drawn_has_noise(measured)) {
            terr_drawn_add_noise_fields(out, terr_measured_change_noise_in(measured, zone, i),
                                        style);
        }
        terr_text_add(out, "\n");
    }
}

void terr_csv_change(struct terr_text *out, const struct terr_measured_change *measured,
                     const struct terr_style *style)
{
    static const char *const columns[] = {"area_from", "area_to", "gained", "lost", "net"};
    if (!style) style = &exact;
    terr_text_add(out, "from,to,from_snapshot,to_snapshot,zone,region");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        add_column(out, columns[i], style);
    if (measured->gross) {
        add_column(out, "gross_gained", style);
        add_column(out, "gross_lost", style);
    }
    if (measured->regional) {
        add_column(out, "region", style);
        terr_text_add(out, ",percent_from,percent_to");
    }
    if (terr_drawn_has_noise(measured)) terr_drawn_add_noise_names(out, style);
    terr_text_add(out, "\n");
    for (size_t i = 0; i < measured->list->count; i++) {
        if (measured->regional) {
            add_change_regions(out, measured, style, i);
        } else {
            add_change_row(out, measured, style, i, "", &measured->figures[i]);
            if (terr_drawn_has_noise(measured)) {
                terr_drawn_add_noise_fields(out, terr_measured_change_noise(measured, i), style);
            }
            terr_text_add(out, "\n");
        }
    }
}

// ---- series, names ----

static const char *const cell_names[] = {"area", "gained",       "lost",
                                         "net",  "gross_gained", "gross_lost"};

// Appends "area", "gained", "gained_90d", "cumulative_gained" or "rolling_mean_7_gained".
static void add_cell_name(struct terr_text *out, const struct terr_series *series,
                          const int32_t *windows, enum terr_cell cell, int over)
{
    if (cell == TERR_CELL_AREA) over = TERR_OVER_STEP;
    if (over == TERR_OVER_RUNNING && series->running->kind == TERR_RUNNING_SUM) {
        terr_text_add(out, "cumulative_");
    } else if (over == TERR_OVER_RUNNING) {
        terr_text_print(out, "rolling_mean_%zu_", series->running->rows);
    }
    terr_text_add(out, cell_names[cell]);
    if (over >= 0) terr_text_print(out, "_%dd", (int)windows[over]);
}

// The columns gained, lost, net over `over`, and the gross ones.
static void add_change_columns(struct terr_text *out, const struct terr_series *series,
                               const int32_t *windows, int over, const struct terr_style *style)
{
    for (enum terr_cell cell = TERR_CELL_GAINED; cell <= terr_last_cell(series, over); cell++) {
        terr_text_add(out, ",");
        add_cell_name(out, series, windows, cell, over);
        terr_text_print(out, "_%s", terr_unit_name(style->unit));
    }
}

// ---- series, long ----

static void add_share_fields(struct terr_text *out, const struct terr_row *row,
                             const struct terr_regions *regions, size_t region,
                             const struct terr_style *style)
{
    terr_regional_add_whole_field(out, regions, region, style);
    if (row->known) {
        terr_regional_add_percent_field(out, regions, region, terr_row_area_m2(row, region));
    } else {
        terr_text_add(out, ",");
    }
}

static void add_cell_field(struct terr_text *out, const struct terr_series *series, size_t index,
                           size_t region, struct terr_wide cell, const struct terr_style *style)
{
    double m2;
    const bool known = terr_cell_m2(&m2, series, index, region, cell);
    terr_text_add(out, ",");
    if (known) terr_style_add(out, style, m2);
}

static void add_change_fields(struct terr_text *out, const struct terr_series *series, size_t index,
                              size_t region, int over, const struct terr_style *style)
{
    for (enum terr_cell cell = TERR_CELL_GAINED; cell <= terr_last_cell(series, over); cell++) {
        add_cell_field(out, series, index, region, (struct terr_wide){cell, over}, style);
    }
}

static void add_row_changes(struct terr_text *out, const struct terr_series *series, size_t index,
                            size_t region, const struct terr_style *style)
{
    for (int over = TERR_OVER_STEP; over < (int)series->window_count; over++) {
        add_change_fields(out, series, index, region, over, style);
    }
    if (series->running) {
        add_change_fields(out, series, index, region, TERR_OVER_RUNNING, style);
    }
}

static void add_row(struct terr_text *out, const struct terr_series *series, size_t index,
                    size_t region, const struct terr_archive *archive,
                    const struct terr_zone_list *list, const struct terr_style *style)
{
    const struct terr_row *row = &series->rows[index];
    const struct terr_regions *regions = series->regions;
    terr_value_add_day(out, row->day);
    terr_value_add_text_field(out, row->known ? terr_archive_at(archive, row->snapshot)->name : "");
    terr_value_add_text_field(out, list->zones[row->zone].name);
    terr_value_add_text_field(out, regions ? terr_regions_name(regions, region) : "");
    if (row->known) {
        terr_style_add_field(out, style, terr_row_area_m2(row, region));
    } else {
        terr_text_add(out, ",");
    }
    terr_text_add(out, ",");
    if (row->step.known) terr_value_add_day(out, row->step.since);
    add_row_changes(out, series, index, region, style);
    if (regions) add_share_fields(out, row, regions, region, style);
    terr_text_add(out, "\n");
}

void terr_csv_series(struct terr_text *out, const struct terr_series *series,
                     const struct terr_archive *archive, const struct terr_zone_list *list,
                     const int32_t *windows, const struct terr_style *style)
{
    if (!style) style = &exact;
    terr_text_add(out, "date,snapshot,zone,region");
    add_column(out, "area", style);
    terr_text_add(out, ",since");
    for (int over = TERR_OVER_STEP; over < (int)series->window_count; over++) {
        add_change_columns(out, series, windows, over, style);
    }
    if (series->running) add_change_columns(out, series, windows, TERR_OVER_RUNNING, style);
    if (series->regions) {
        add_column(out, "region", style);
        terr_text_add(out, ",percent");
    }
    terr_text_add(out, "\n");
    for (size_t i = 0; i < series->row_count; i++) {
        for (size_t p = 0; p < terr_series_part_count(series); p++) {
            add_row(out, series, i, terr_series_first_part(series) + p, archive, list, style);
        }
    }
}

// ---- series, wide ----

// `region` NULL: of the whole zone.
static void add_wide_name(struct terr_text *out, const struct terr_series *series, const char *zone,
                          const char *region, const int32_t *windows, const struct terr_wide *wide,
                          const struct terr_style *style)
{
    struct terr_text name = TERR_TEXT_INIT;
    terr_text_print(&name, "%s_", zone);
    if (region) terr_text_print(&name, "%s_", region);
    add_cell_name(&name, series, windows, wide->cell, wide->over);
    terr_text_print(&name, "_%s", terr_unit_name(style->unit));
    if (name.failed) out->failed = true;
    if (!name.failed) terr_value_add_text_field(out, name.bytes);
    terr_text_dispose(&name);
}

void terr_csv_series_wide(struct terr_text *out, const struct terr_series *series,
                          const struct terr_zone_list *list, const int32_t *windows,
                          const struct terr_wide *wide, size_t wide_count,
                          const struct terr_style *style)
{
    if (!style) style = &exact;
    terr_text_add(out, "date");
    for (size_t i = 0; i < list->count; i++) {
        for (size_t p = 0; p < terr_series_part_count(series); p++) {
            const char *region = series->regions ? terr_regions_name(series->regions, p) : NULL;
            for (size_t w = 0; w < wide_count; w++) {
                add_wide_name(out, series, list->zones[i].name, region, windows, &wide[w], style);
            }
        }
    }
    terr_text_add(out, "\n");
    for (size_t i = 0; i < series->row_count; i++) {
        if (series->rows[i].zone == 0) terr_value_add_day(out, series->rows[i].day);
        for (size_t p = 0; p < terr_series_part_count(series); p++) {
            const size_t region = terr_series_first_part(series) + p;
            for (size_t w = 0; w < wide_count; w++) {
                add_cell_field(out, series, i, region, wide[w], style);
            }
        }
        if (series->rows[i].zone + 1 == list->count) terr_text_add(out, "\n");
    }
}
