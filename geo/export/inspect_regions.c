#include <geo/export/inspect_regions.h>

#include <geo/base/memory.h>
#include <geo/export/inspect.h>
#include <geo/export/json_member.h>
#include <geo/export/regional.h>
#include <geo/export/value.h>
#include <geo/figure/inspection.h>
#include <geo/figure/measure.h>
#include <geo/source/profile.h>
#include <geo/zone/regions.h>
#include <stdlib.h>

static const char *held_name(const struct terr_inspected *inspected)
{
    return terr_profile_zone_at(terr_archive_profile(inspected->archive), 0).name;
}

// ---- text: which regions, in which order ----

struct row {
    size_t region;
    bool is_outside;
    double held_m2;
    double counted_m2; // of all statuses
};

// The most held first, then the most of anything; of equal ones in the order of the file. What is
// outside is no region and stands below them.
static int compare_rows(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    if (a->is_outside != b->is_outside) return a->is_outside ? 1 : -1;
    if (a->held_m2 != b->held_m2) return a->held_m2 > b->held_m2 ? -1 : 1;
    if (a->counted_m2 != b->counted_m2) return a->counted_m2 > b->counted_m2 ? -1 : 1;
    return a->region < b->region ? -1 : a->region > b->region;
}

static size_t list_rows(struct row *rows, const struct terr_inspection *inspection,
                        const struct terr_regions *regions)
{
    const size_t width = terr_regions_count(regions) + 1;
    size_t count = 0;
    for (size_t i = 0; i < width; i++) {
        struct row *row = &rows[count];
        row->region = i;
        row->is_outside = i + 1 == width;
        row->held_m2 = terr_inspection_in_m2(inspection, regions, TERR_INSPECTION_HELD, i);
        row->counted_m2 = 0;
        for (size_t j = 0; j < inspection->status_count; j++) {
            row->counted_m2 += terr_inspection_in_m2(inspection, regions, j, i);
        }
        count += row->held_m2 > 0 || row->counted_m2 > 0;
    }
    if (count) qsort(rows, count, sizeof *rows, compare_rows);
    return count;
}

// ---- text: the table ----

#define AREA_WIDTH 12
#define PERCENT_WIDTH (sizeof "of the region" - 1)

// A heading on the right of its column, which is as wide as that, or wider; returns the width.
static size_t add_heading(struct terr_text *out, const char *heading, const char *unit)
{
    const size_t used = terr_value_shown_length(heading) + (*unit ? sizeof " km2" - 1 : 0);
    const size_t width = used > AREA_WIDTH ? used : AREA_WIDTH;
    terr_text_print(out, "  %*s", (int)(width - used), "");
    (void)terr_value_add_shown(out, heading);
    terr_text_add(out, unit);
    return width;
}

static void add_area(struct terr_text *out, size_t width, double area_m2)
{
    char area[TERR_GROUPED_SIZE];
    terr_value_print_shown_km2(area, area_m2);
    terr_text_print(out, "  %*s", (int)width, area);
}

static void add_row(struct terr_text *out, const struct terr_inspection *inspection,
                    const struct terr_regions *regions, const struct row *row, const size_t *widths)
{
    char percent[TERR_GROUPED_SIZE];
    double value;
    add_area(out, widths[0], row->held_m2);
    if (terr_region_percent(&value, regions, row->region, row->held_m2)) {
        terr_value_print_grouped(percent, value, 2, false);
        terr_text_print(out, "  %*s %%", (int)PERCENT_WIDTH - 2, percent);
    } else if (inspection->status_count > 0) {
        terr_text_print(out, "  %*s", (int)PERCENT_WIDTH, "");
    }
    for (size_t i = 0; i < inspection->status_count; i++) {
        add_area(out, widths[i + 1], terr_inspection_in_m2(inspection, regions, i, row->region));
    }
    terr_text_add(out, "\n");
}

static void add_table(struct terr_text *out, const struct terr_inspection *inspection,
                      const struct terr_inspected *inspected, struct row *rows, size_t *widths)
{
    const struct terr_regions *regions = inspected->regions;
    const size_t count = list_rows(rows, inspection, regions);
    size_t name_width = TERR_REGIONAL_NAME_WIDTH, shown = 0;
    for (size_t i = 0; i < count; i++) {
        name_width = terr_regional_widen(name_width, regions, rows[i].region);
    }
    terr_text_print(out, "\n  %-*s", (int)name_width, "region");
    widths[0] = add_heading(out, held_name(inspected), " " TERR_SHOWN_KM2);
    terr_text_add(out, "  of the region");
    for (size_t i = 0; i < inspection->status_count; i++) {
        widths[i + 1] = add_heading(out, inspection->statuses[i].status, "");
    }
    terr_text_add(out, "\n");
    for (size_t i = 0; i < count; i++) {
        terr_text_add(out, "  ");
        terr_regional_add_name(out, regions, rows[i].region, name_width);
        add_row(out, inspection, regions, &rows[i], widths);
        shown += !rows[i].is_outside;
    }
    terr_regional_add_left_out(out, "any status", terr_regions_count(regions) - shown);
}

void terr_plain_inspect_regions(struct terr_text *out, const struct terr_inspection *inspection,
                                const struct terr_inspected *inspected)
{
    struct terr_error err;
    struct row *rows =
        terr_memory_new(terr_regions_count(inspected->regions) + 1, sizeof *rows, &err);
    size_t *widths = terr_memory_new(inspection->status_count + 1, sizeof *widths, &err);
    if (rows && widths) {
        add_table(out, inspection, inspected, rows, widths);
    } else {
        out->failed = true; // for want of memory
    }
    terr_memory_free(rows);
    terr_memory_free(widths);
}

// ---- JSON ----

void terr_json_inspect_regions(struct terr_text *out, const struct terr_inspection *inspection,
                               const struct terr_inspected *inspected)
{
    const struct terr_regions *regions = inspected->regions;
    const size_t width = terr_regions_count(regions) + 1;
    terr_member_name(out, "regions");
    terr_text_add(out, "[");
    for (size_t i = 0; i < width; i++) {
        const double held_m2 = terr_inspection_in_m2(inspection, regions, TERR_INSPECTION_HELD, i);
        terr_element_begin(out, i, "      ");
        terr_member_string(out, "region", terr_regions_name(regions, i));
        terr_regional_add_json_whole(out, regions, i);
        terr_member_km2(out, "held_km2", held_m2);
        terr_regional_add_json_percent(out, "percent", regions, i, held_m2);
        terr_member_name(out, "statuses");
        terr_text_add(out, "[");
        for (size_t j = 0; j < inspection->status_count; j++) {
            const double counted_m2 = terr_inspection_in_m2(inspection, regions, j, i);
            terr_text_add(out, j > 0 ? ", {" : "{");
            terr_member_string(out, "status", inspection->statuses[j].status);
            terr_member_km2(out, "counted_km2", counted_m2);
            terr_regional_add_json_percent(out, "percent", regions, i, counted_m2);
            terr_text_add(out, "}");
        }
        terr_text_add(out, "]}");
    }
    terr_elements_end(out, width, "    ");
}
