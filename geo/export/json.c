#include <geo/export/json.h>

#include <geo/export/drawn.h>
#include <geo/export/json_member.h>
#include <geo/export/provenance_json.h>
#include <geo/export/regional.h>
#include <geo/export/value.h>
#include <geo/figure/gross_change.h>
#include <geo/figure/provenance.h>
#include <geo/figure/running.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/regions.h>
#include <geo/zone/zone_list.h>

// ---- change ----

static void add_gross(struct terr_text *out, const struct terr_figures *figures)
{
    terr_member_km2(out, "gross_gained_km2", figures->gross_gained_m2);
    terr_member_km2(out, "gross_lost_km2", figures->gross_lost_m2);
}

static void add_figures(struct terr_text *out, const struct terr_figures *figures, bool has_gross)
{
    terr_member_km2(out, "area_from_km2", figures->area_from_m2);
    terr_member_km2(out, "area_to_km2", figures->area_to_m2);
    terr_member_km2(out, "gained_km2", figures->gained_m2);
    terr_member_km2(out, "lost_km2", figures->lost_m2);
    terr_member_km2(out, "net_km2", terr_figures_net_m2(figures));
    if (has_gross) add_gross(out, figures);
}

static void add_regions(struct terr_text *out, const struct terr_measured_change *measured,
                        size_t zone)
{
    const struct terr_regions *regions = terr_regional_change_regions(measured->regional);
    const size_t width = terr_measured_change_width(measured);
    terr_member_name(out, "regions");
    terr_text_add(out, "[");
    for (size_t i = 0; i < width; i++) {
        const struct terr_figures *figures = terr_measured_change_in(measured, zone, i);
        terr_element_begin(out, i, "      ");
        terr_member_string(out, "region", terr_regions_name(regions, i));
        add_figures(out, figures, measured->gross);
        if (terr_drawn_has_noise(measured)) {
            terr_drawn_add_json_noise(out, terr_measured_change_noise_in(measured, zone, i));
        }
        terr_regional_add_json_whole(out, regions, i);
        terr_regional_add_json_percent(out, "percent_from", regions, i, figures->area_from_m2);
        terr_regional_add_json_percent(out, "percent_to", regions, i, figures->area_to_m2);
        terr_text_add(out, "}");
    }
    terr_elements_end(out, width, "    ");
}

static void add_change_provenance(struct terr_text *out,
                                  const struct terr_measured_change *measured)
{
    struct terr_provenance provenance;
    struct terr_error err;
    if (terr_provenance_of_change(&provenance, measured, &err)) {
        out->failed = true; // for want of memory alone
        return;
    }
    terr_document_provenance(out, &provenance);
    terr_provenance_dispose(&provenance);
}

static void add_gross_line(struct terr_text *out, const struct terr_measured_change *measured)
{
    int32_t first_day;
    terr_document_line(out, "gross");
    terr_text_add(out, "{");
    terr_member_count(out, "maps", terr_measured_change_gross_maps(measured));
    terr_member_count(out, "gaps", terr_gross_gap_count(measured->gross, &first_day));
    terr_text_add(out, "}");
}

void terr_json_change(struct terr_text *out, const struct terr_measured_change *measured,
                      size_t warnings)
{
    terr_document_head(out, "change", measured->archive, measured->ruler);
    terr_document_window(out, measured);
    if (measured->gross) add_gross_line(out, measured);
    terr_document_line(out, "warnings");
    terr_text_print(out, "%zu", warnings);
    add_change_provenance(out, measured);
    if (measured->regional) {
        terr_document_line(out, "borders");
        terr_regional_add_json_borders(out, terr_regional_change_regions(measured->regional));
    }
    if (terr_drawn_has_noise(measured)) {
        terr_document_line(out, "noise");
        terr_drawn_add_json_limits(out, measured);
    }
    terr_document_line(out, "zones");
    terr_text_add(out, "[");
    for (size_t i = 0; i < measured->list->count; i++) {
        terr_element_begin(out, i, "    ");
        terr_member_zone(out, &measured->list->zones[i]);
        terr_member_null(out, "region");
        add_figures(out, &measured->figures[i], measured->gross);
        if (terr_drawn_has_noise(measured)) {
            terr_drawn_add_json_noise(out, terr_measured_change_noise(measured, i));
        }
        if (measured->regional) add_regions(out, measured, i);
        terr_text_add(out, "}");
    }
    terr_elements_end(out, measured->list->count, "  ");
    terr_text_add(out, "\n}\n");
}

// ---- series ----

static void add_changed(struct terr_text *out, const struct terr_row_change *change, bool has_gross)
{
    if (!change->known) {
        terr_member_null(out, "gained_km2");
        terr_member_null(out, "lost_km2");
        terr_member_null(out, "net_km2");
        if (has_gross) terr_member_null(out, "gross_gained_km2");
        if (has_gross) terr_member_null(out, "gross_lost_km2");
        return;
    }
    terr_member_km2(out, "gained_km2", change->figures.gained_m2);
    terr_member_km2(out, "lost_km2", change->figures.lost_m2);
    terr_member_km2(out, "net_km2", terr_figures_net_m2(&change->figures));
    if (has_gross) add_gross(out, &change->figures);
}

static void add_row_windows(struct terr_text *out, const struct terr_row *row, size_t region,
                            const struct terr_series_options *options)
{
    terr_member_name(out, "windows");
    terr_text_add(out, "[");
    for (size_t i = 0; i < options->window_count; i++) {
        terr_text_add(out, i > 0 ? ", {" : "{");
        terr_member_name(out, "days");
        terr_text_print(out, "%d", (int)options->windows[i]);
        const struct terr_row_change change = terr_row_change_in(&row->windows[i], region);
        add_changed(out, &change, options->gross);
        terr_text_add(out, "}");
    }
    terr_text_add(out, "]");
}

static void add_row_running(struct terr_text *out, const struct terr_series *series, size_t row,
                            size_t region)
{
    if (!series->running) return;
    const struct terr_row_change change =
        terr_series_change(series, row, TERR_OVER_RUNNING, region);
    terr_member_name(out, "running");
    terr_text_add(out, "{");
    add_changed(out, &change, false);
    terr_text_add(out, "}");
}

static void add_row_area(struct terr_text *out, const struct terr_row *row, size_t region)
{
    if (row->known) {
        terr_member_km2(out, "area_km2", terr_row_area_m2(row, region));
    } else {
        terr_member_null(out, "area_km2");
    }
}

static void add_row_regions(struct terr_text *out, const struct terr_series *series, size_t index,
                            const struct terr_series_options *options)
{
    const struct terr_row *row = &series->rows[index];
    const struct terr_regions *regions = options->regions;
    const size_t width = terr_regions_count(regions) + 1;
    terr_member_name(out, "regions");
    terr_text_add(out, "[");
    for (size_t i = 0; i < width; i++) {
        const struct terr_row_change step = terr_row_change_in(&row->step, i);
        terr_element_begin(out, i, "      ");
        terr_member_string(out, "region", terr_regions_name(regions, i));
        add_row_area(out, row, i);
        add_changed(out, &step, options->gross);
        add_row_windows(out, row, i, options);
        add_row_running(out, series, index, i);
        terr_regional_add_json_whole(out, regions, i);
        if (row->known) {
            terr_regional_add_json_percent(out, "percent", regions, i, terr_row_area_m2(row, i));
        } else {
            terr_member_null(out, "percent");
        }
        terr_text_add(out, "}");
    }
    terr_elements_end(out, width, "    ");
}

static void add_row(struct terr_text *out, const struct terr_series *series, size_t index,
                    const struct terr_archive *archive, const struct terr_zone_list *list,
                    const struct terr_series_options *options)
{
    const struct terr_row *row = &series->rows[index];
    terr_member_day(out, "date", row->day);
    terr_member_string(out, "snapshot",
                       row->known ? terr_archive_at(archive, row->snapshot)->name : NULL);
    terr_member_string(out, "zone", list->zones[row->zone].name);
    terr_member_null(out, "region");
    add_row_area(out, row, TERR_WHOLE);
    if (row->step.known) {
        terr_member_day(out, "since", row->step.since);
    } else {
        terr_member_null(out, "since");
    }
    add_changed(out, &row->step, options->gross);
    add_row_windows(out, row, TERR_WHOLE, options);
    add_row_running(out, series, index, TERR_WHOLE);
    if (options->regions) add_row_regions(out, series, index, options);
    terr_text_add(out, "}");
}

static void add_running_head(struct terr_text *out, const struct terr_running *running)
{
    terr_document_line(out, "running");
    terr_text_add(out, "{");
    if (running->kind == TERR_RUNNING_SUM) {
        terr_member_string(out, "kind", "cumulative");
    } else {
        terr_member_string(out, "kind", "rolling_mean");
        terr_member_count(out, "rows", running->rows);
    }
    terr_text_add(out, "}");
}

static void add_series_head(struct terr_text *out, const struct terr_series *series,
                            const struct terr_zone_list *list,
                            const struct terr_series_options *options)
{
    terr_document_line(out, "every");
    terr_text_add_json(out, terr_every_name(options->every));
    terr_document_line(out, "windows");
    terr_text_add(out, "[");
    for (size_t i = 0; i < options->window_count; i++) {
        terr_text_print(out, "%s%d", i > 0 ? ", " : "", (int)options->windows[i]);
    }
    terr_text_add(out, "]");
    if (series->running) add_running_head(out, series->running);
    terr_document_line(out, "zones");
    terr_text_add(out, "[");
    for (size_t i = 0; i < list->count; i++) {
        terr_element_begin(out, i, "    ");
        terr_member_zone(out, &list->zones[i]);
        terr_text_add(out, "}");
    }
    terr_elements_end(out, list->count, "  ");
    terr_document_line(out, "repairs");
    terr_text_add(out, "{");
    terr_member_count(out, "snapshots", series->repaired_count);
    terr_member_km2(out, "largest_km2", series->repair_max_m2);
    terr_text_add(out, "}");
}

static void add_series_provenance(struct terr_text *out, const struct terr_series *series,
                                  const struct terr_archive *archive,
                                  const struct terr_zone_list *list, const struct terr_ruler *ruler,
                                  enum terr_every every)
{
    struct terr_provenance provenance;
    struct terr_error err;
    if (terr_provenance_of_series(&provenance, series, archive, list, ruler, every, &err)) {
        out->failed = true; // for want of memory alone
        return;
    }
    terr_document_provenance(out, &provenance);
    terr_provenance_dispose(&provenance);
}

void terr_json_series(struct terr_text *out, const struct terr_series *series,
                      const struct terr_archive *archive, const struct terr_zone_list *list,
                      const struct terr_ruler *ruler, const struct terr_series_options *options,
                      size_t warnings)
{
    terr_document_head(out, "series", archive, ruler);
    add_series_head(out, series, list, options);
    if (series->gross) {
        int32_t first_day;
        terr_document_line(out, "gross");
        terr_text_add(out, "{");
        terr_member_count(out, "gaps", terr_gross_gap_count(series->gross, &first_day));
        terr_text_add(out, "}");
    }
    terr_document_line(out, "warnings");
    terr_text_print(out, "%zu", warnings);
    add_series_provenance(out, series, archive, list, ruler, options->every);
    if (options->regions) {
        terr_document_line(out, "borders");
        terr_regional_add_json_borders(out, options->regions);
    }
    terr_document_line(out, "rows");
    terr_text_add(out, "[");
    for (size_t i = 0; i < series->row_count; i++) {
        terr_element_begin(out, i, "    ");
        add_row(out, series, i, archive, list, options);
    }
    terr_elements_end(out, series->row_count, "  ");
    terr_text_add(out, "\n}\n");
}
