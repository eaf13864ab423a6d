#include <geo/export/vega_lite_chart.h>

#include <geo/base/memory.h>
#include <geo/base/text.h>
#include <geo/export/series_cell.h>
#include <geo/export/vega_lite.h>
#include <geo/zone/regions.h>
#include <math.h>
#include <stdlib.h>

static void add_change(struct terr_chart_part *part, const struct terr_row_change *change)
{
    const struct terr_row_change in = terr_row_change_in(change, part->region);
    if (!in.known) return;
    part->moved_m2 += in.figures.gained_m2 + in.figures.lost_m2;
    part->most_m2 = fmax(part->most_m2, fmax(in.figures.gained_m2, in.figures.lost_m2));
}

static void add_moved(struct terr_chart *chart)
{
    const struct terr_series *series = chart->series;
    for (size_t i = 0; i < series->row_count; i++) {
        const struct terr_row *row = &series->rows[i];
        for (size_t p = 0; p < chart->width_of_zone; p++) {
            struct terr_chart_part *part = &chart->parts[row->zone * chart->width_of_zone + p];
            add_change(part, &row->step);
            for (size_t w = 0; w < series->window_count; w++) add_change(part, &row->windows[w]);
        }
    }
}

// Zones as they were asked for, in each the region where most passed first and the ground outside
// last.
static int compare_parts(const void *left, const void *right)
{
    const struct terr_chart_part *a = left, *b = right;
    if (a->zone != b->zone) return a->zone < b->zone ? -1 : 1;
    if (a->moved_m2 != b->moved_m2) return a->moved_m2 > b->moved_m2 ? -1 : 1;
    return a->region < b->region ? -1 : a->region > b->region;
}

// `outside`: its region. It is counted as the least of the zone, whatever passed there.
static void sort_parts(struct terr_chart *chart, size_t outside)
{
    for (size_t i = 0; i < chart->part_count; i++) {
        if (chart->parts[i].region == outside) chart->parts[i].moved_m2 = -1;
    }
    qsort(chart->parts, chart->part_count, sizeof *chart->parts, compare_parts);
}

static bool is_of_note(const struct terr_chart_part *part)
{
    return part->most_m2 >= TERR_VEGA_LITE_LEAST_M2;
}

// Without a region in which something passed, all of them are drawn.
static void choose_parts(struct terr_chart *chart)
{
    const size_t all = chart->part_count;
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < all; i++) count += is_of_note(&chart->parts[i]);
    for (size_t i = 0; i < all; i++) {
        if (count > 0 && !is_of_note(&chart->parts[i])) continue;
        chart->is_drawn[i] = true;
        chart->parts[kept++] = chart->parts[i];
    }
    chart->part_count = kept;
    chart->left_out = all - kept;
}

static void choose_all(struct terr_chart *chart)
{
    for (size_t i = 0; i < chart->part_count; i++) chart->is_drawn[i] = true;
}

enum terr_code terr_chart_lay_out(struct terr_chart *chart, struct terr_error *err)
{
    const struct terr_series *series = chart->series;
    const struct terr_regions *regions = series->regions;
    const size_t zones = chart->list->count;
    chart->width_of_zone = terr_series_part_count(series);
    chart->part_count = zones * chart->width_of_zone;
    chart->parts = terr_memory_new(chart->part_count, sizeof *chart->parts, err);
    if (!chart->parts) return err->code;
    chart->is_drawn = terr_memory_new(chart->part_count, sizeof *chart->is_drawn, err);
    if (!chart->is_drawn) return err->code;
    for (size_t i = 0; i < chart->part_count; i++) {
        chart->parts[i].zone = i / chart->width_of_zone;
        chart->parts[i].region = regions ? i % chart->width_of_zone : TERR_WHOLE;
    }
    if (regions) {
        add_moved(chart);
        choose_parts(chart);
        sort_parts(chart, chart->width_of_zone - 1);
    } else {
        choose_all(chart);
    }
    chart->panels = regions || zones > 1;
    chart->date_count = series->row_count / zones;
    chart->first_day = series->rows[0].day;
    chart->last_day = series->rows[series->row_count - 1].day;
    return TERR_OK;
}

void terr_chart_dispose(struct terr_chart *chart)
{
    terr_memory_free(chart->parts);
    terr_memory_free(chart->is_drawn);
}

void terr_chart_add_part_name(struct terr_text *out, const struct terr_chart *chart, size_t part)
{
    const struct terr_chart_part *named = &chart->parts[part];
    const struct terr_regions *regions = chart->series->regions;
    const bool by_zone = !regions || chart->list->count > 1;
    if (by_zone) terr_text_add(out, chart->list->zones[named->zone].name);
    if (by_zone && regions) terr_text_add(out, ", ");
    if (regions) terr_text_add(out, terr_regions_name(regions, named->region));
}
