#include <geo/export/series_cell.h>
#include <geo/export/table_row.h>
#include <geo/export/value.h>
#include <geo/figure/measure.h>
#include <geo/figure/running.h>
#include <geo/zone/regions.h>
#include <geo/zone/zone_list.h>

static const char *const cell_names[] = {"area",       "gained",       "lost",
                                         "net change", "gross gained", "gross lost"};
static const char *const cell_titles[] = {"Area",       "Gained",       "Lost",
                                          "Net change", "Gross gained", "Gross lost"};

// What a row is of, to those who do not know rows.
static const char *row_name(enum terr_every every)
{
    return every == TERR_EVERY_SNAPSHOT ? "row" : terr_every_name(every);
}

// Appends over what a change is: " in 90 days", ", cumulative", ", mean of 7 days", for a step
// nothing.
static void add_over(struct terr_text *name, const struct terr_series *series,
                     const struct terr_series_table *form, int over)
{
    if (over >= 0) {
        const int days = (int)form->windows[over];
        terr_text_print(name, " in %d day%s", days, days == 1 ? "" : "s");
    } else if (over == TERR_OVER_RUNNING && series->running->kind == TERR_RUNNING_SUM) {
        terr_text_add(name, ", cumulative");
    } else if (over == TERR_OVER_RUNNING) {
        const size_t rows = series->running->rows;
        terr_text_print(name, ", mean of %zu %s%s", rows, row_name(form->every),
                        rows == 1 ? "" : "s");
    }
}

static void add_built_head(struct terr_table *table, struct terr_text *name)
{
    if (name->failed) {
        table->out->failed = true;
    } else {
        terr_table_add_head(table, name->bytes);
    }
    terr_text_dispose(name);
}

// ---- long ----

static void add_change_heads(struct terr_table *table, const struct terr_series *series,
                             const struct terr_series_table *form, int over)
{
    for (enum terr_cell cell = TERR_CELL_GAINED; cell <= terr_last_cell(series, over); cell++) {
        struct terr_text name = TERR_TEXT_INIT;
        terr_text_add(&name, cell_titles[cell]);
        add_over(&name, series, form, over);
        add_built_head(table, &name);
    }
}

static void add_heads(struct terr_table *table, const struct terr_series *series,
                      const struct terr_series_table *form)
{
    terr_table_add(table, "Date");
    terr_table_add(table, "Zone");
    if (series->regions) terr_table_add(table, "Region");
    terr_table_add_head(table, cell_titles[TERR_CELL_AREA]);
    terr_table_add(table, "Compared with");
    for (int over = TERR_OVER_STEP; over < (int)series->window_count; over++) {
        add_change_heads(table, series, form, over);
    }
    if (series->running) add_change_heads(table, series, form, TERR_OVER_RUNNING);
    if (series->regions) {
        terr_table_add_head(table, "Region's area");
        terr_table_add(table, "Of the region (%)");
    }
    terr_table_add(table, "Snapshot");
    terr_table_end_row(table);
}

static void add_cell(struct terr_table *table, const struct terr_series *series, size_t row,
                     size_t region, struct terr_wide cell)
{
    double m2;
    if (terr_cell_m2(&m2, series, row, region, cell)) {
        terr_table_add_area(table, m2);
    } else {
        terr_table_add(table, "");
    }
}

static void add_change(struct terr_table *table, const struct terr_series *series, size_t row,
                       size_t region, int over)
{
    for (enum terr_cell cell = TERR_CELL_GAINED; cell <= terr_last_cell(series, over); cell++) {
        add_cell(table, series, row, region, (struct terr_wide){cell, over});
    }
}

static void add_share(struct terr_table *table, const struct terr_series *series, size_t row,
                      size_t region)
{
    const struct terr_regions *regions = series->regions;
    double percent;
    if (region < terr_regions_count(regions)) {
        terr_table_add_area(table, terr_regions_at(regions, region)->area_m2);
    } else {
        terr_table_add(table, "");
    }
    if (series->rows[row].known &&
        terr_region_percent(&percent, regions, region,
                            terr_row_area_m2(&series->rows[row], region))) {
        terr_table_add_percent(table, percent);
    } else {
        terr_table_add(table, "");
    }
}

static void add_row(struct terr_table *table, const struct terr_series *series, size_t index,
                    size_t region, const struct terr_series_table *form)
{
    const struct terr_row *row = &series->rows[index];
    terr_table_add_day(table, row->day);
    terr_table_add(table, form->list->zones[row->zone].name);
    if (series->regions) terr_table_add(table, terr_regions_name(series->regions, region));
    add_cell(table, series, index, region, (struct terr_wide){TERR_CELL_AREA, TERR_OVER_STEP});
    if (row->step.known) {
        terr_table_add_day(table, row->step.since);
    } else {
        terr_table_add(table, "");
    }
    for (int over = TERR_OVER_STEP; over < (int)series->window_count; over++) {
        add_change(table, series, index, region, over);
    }
    if (series->running) add_change(table, series, index, region, TERR_OVER_RUNNING);
    if (series->regions) add_share(table, series, index, region);
    terr_table_add(table, row->known ? terr_archive_at(form->archive, row->snapshot)->name : "");
    terr_table_end_row(table);
}

static void add_long(struct terr_table *table, const struct terr_series *series,
                     const struct terr_series_table *form)
{
    add_heads(table, series, form);
    for (size_t i = 0; i < series->row_count; i++) {
        for (size_t p = 0; p < terr_series_part_count(series); p++) {
            add_row(table, series, i, terr_series_first_part(series) + p, form);
        }
    }
}

// ---- wide ----

static void add_wide_head(struct terr_table *table, const struct terr_series *series,
                          const struct terr_series_table *form, size_t zone, size_t part,
                          const struct terr_wide *shown)
{
    const bool of_several = form->wide_count > 1;
    const bool has_zone = form->list->count > 1 || (!series->regions && !of_several);
    struct terr_text name = TERR_TEXT_INIT;
    if (has_zone) terr_text_add(&name, form->list->zones[zone].name);
    if (has_zone && series->regions) terr_text_add(&name, ", ");
    if (series->regions) terr_text_add(&name, terr_regions_name(series->regions, part));
    if (!has_zone && !series->regions) {
        terr_text_add(&name, cell_titles[shown->cell]);
    } else if (of_several || shown->cell != TERR_CELL_AREA) {
        terr_text_print(&name, ", %s", cell_names[shown->cell]);
    }
    if (shown->cell != TERR_CELL_AREA) add_over(&name, series, form, shown->over);
    add_built_head(table, &name);
}

static void add_wide_heads(struct terr_table *table, const struct terr_series *series,
                           const struct terr_series_table *form)
{
    terr_table_add(table, "Date");
    for (size_t i = 0; i < form->list->count; i++) {
        for (size_t p = 0; p < terr_series_part_count(series); p++) {
            for (size_t w = 0; w < form->wide_count; w++) {
                add_wide_head(table, series, form, i, p, &form->wide[w]);
            }
        }
    }
    terr_table_end_row(table);
}

static void add_wide(struct terr_table *table, const struct terr_series *series,
                     const struct terr_series_table *form)
{
    add_wide_heads(table, series, form);
    for (size_t i = 0; i < series->row_count; i++) {
        if (series->rows[i].zone == 0) terr_table_add_day(table, series->rows[i].day);
        for (size_t p = 0; p < terr_series_part_count(series); p++) {
            const size_t region = terr_series_first_part(series) + p;
            for (size_t w = 0; w < form->wide_count; w++) {
                add_cell(table, series, i, region, form->wide[w]);
            }
        }
        if (series->rows[i].zone + 1 == form->list->count) terr_table_end_row(table);
    }
}

void terr_table_series(struct terr_text *out, enum terr_tool tool, const struct terr_series *series,
                       const struct terr_series_table *form)
{
    struct terr_table table = terr_table_begin(out, tool, form->style);
    if (form->wide) {
        add_wide(&table, series, form);
    } else {
        add_long(&table, series, form);
    }
}
