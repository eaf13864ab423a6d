#include <geo/export/table_row.h>

#include <geo/export/value.h>
#include <geo/figure/measure.h>
#include <geo/zone/change.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/regions.h>
#include <geo/zone/zone_list.h>

static void add_heads(struct terr_table *table, const struct terr_measured_change *measured)
{
    const bool by_region = measured->regional != NULL;
    terr_table_add(table, by_region ? "Region" : "Zone");
    terr_table_add_head(table, "Gained");
    terr_table_add_head(table, "Lost");
    terr_table_add_head(table, "Net change");
    if (measured->gross) {
        terr_table_add_head(table, "Gross gained");
        terr_table_add_head(table, "Gross lost");
    }
    terr_table_add_head(table, "Area");
    terr_table_add_head(table, "Area before");
    if (by_region) {
        terr_table_add_head(table, "Region's area");
        terr_table_add(table, "Of the region (%)");
        terr_table_add(table, "Zone");
    }
    terr_table_add(table, "From");
    terr_table_add(table, "To");
    terr_table_add(table, "From snapshot");
    terr_table_add(table, "To snapshot");
    terr_table_end_row(table);
}

static void add_figures(struct terr_table *table, const struct terr_measured_change *measured,
                        const struct terr_figures *figures)
{
    terr_table_add_area(table, figures->gained_m2);
    terr_table_add_area(table, figures->lost_m2);
    terr_table_add_area(table, terr_figures_net_m2(figures));
    if (measured->gross) {
        terr_table_add_area(table, figures->gross_gained_m2);
        terr_table_add_area(table, figures->gross_lost_m2);
    }
    terr_table_add_area(table, figures->area_to_m2);
    terr_table_add_area(table, figures->area_from_m2);
}

static void add_moment(struct terr_table *table, bool dated, const struct terr_moment *moment)
{
    terr_table_add(table, "");
    if (dated) terr_value_add_moment(table->out, moment);
}

static void add_sources(struct terr_table *table, const struct terr_measured_change *measured)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    add_moment(table, ends.dated, &ends.from_moment);
    add_moment(table, ends.dated, &ends.to_moment);
    terr_table_add(table, terr_archive_at(measured->archive, ends.from)->name);
    terr_table_add(table, terr_archive_at(measured->archive, ends.to)->name);
}

static void add_share(struct terr_table *table, const struct terr_regions *regions, size_t region,
                      double area_m2)
{
    double percent;
    if (region < terr_regions_count(regions)) {
        terr_table_add_area(table, terr_regions_at(regions, region)->area_m2);
    } else {
        terr_table_add(table, "");
    }
    if (terr_region_percent(&percent, regions, region, area_m2)) {
        terr_table_add_percent(table, percent);
    } else {
        terr_table_add(table, "");
    }
}

static void add_regions(struct terr_table *table, const struct terr_measured_change *measured,
                        size_t zone)
{
    const struct terr_regions *regions = terr_regional_change_regions(measured->regional);
    for (size_t i = 0; i < terr_measured_change_width(measured); i++) {
        const struct terr_figures *figures = terr_measured_change_in(measured, zone, i);
        terr_table_add(table, terr_regions_name(regions, i));
        add_figures(table, measured, figures);
        add_share(table, regions, i, figures->area_to_m2);
        terr_table_add(table, measured->list->zones[zone].name);
        add_sources(table, measured);
        terr_table_end_row(table);
    }
}

void terr_table_change(struct terr_text *out, enum terr_tool tool,
                       const struct terr_measured_change *measured, const struct terr_style *style)
{
    struct terr_table table = terr_table_begin(out, tool, style);
    add_heads(&table, measured);
    for (size_t i = 0; i < measured->list->count; i++) {
        if (measured->regional) {
            add_regions(&table, measured, i);
            continue;
        }
        terr_table_add(&table, measured->list->zones[i].name);
        add_figures(&table, measured, &measured->figures[i]);
        add_sources(&table, measured);
        terr_table_end_row(&table);
    }
}
