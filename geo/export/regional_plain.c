#include <geo/base/memory.h>
#include <geo/export/regional.h>
#include <geo/export/value.h>
#include <geo/figure/measure.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/regions.h>
#include <stdlib.h>
#include <string.h>

// ---- which regions, in which order ----

struct row {
    size_t region;
    bool is_outside;
    const struct terr_figures *figures;
};

// The largest change first, then the largest area; of equal ones in the order of the file. What is
// outside is no region and stands below them.
static int compare_rows(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    if (a->is_outside != b->is_outside) return a->is_outside ? 1 : -1;
    const double a_moved = a->figures->gained_m2 + a->figures->lost_m2;
    const double b_moved = b->figures->gained_m2 + b->figures->lost_m2;
    if (a_moved != b_moved) return a_moved > b_moved ? -1 : 1;
    if (a->figures->area_to_m2 != b->figures->area_to_m2) {
        return a->figures->area_to_m2 > b->figures->area_to_m2 ? -1 : 1;
    }
    return a->region < b->region ? -1 : a->region > b->region;
}

static bool is_empty(const struct terr_figures *figures)
{
    return !(figures->area_from_m2 > 0 || figures->area_to_m2 > 0 || figures->gained_m2 > 0 ||
             figures->lost_m2 > 0 || figures->gross_gained_m2 > 0 || figures->gross_lost_m2 > 0);
}

static size_t list_rows(struct row *rows, const struct terr_measured_change *measured, size_t zone)
{
    const size_t width = terr_measured_change_width(measured);
    size_t count = 0;
    for (size_t i = 0; i < width; i++) {
        const struct terr_figures *figures = terr_measured_change_in(measured, zone, i);
        if (is_empty(figures)) continue;
        rows[count].region = i;
        rows[count].is_outside = i + 1 == width;
        rows[count++].figures = figures;
    }
    if (count) qsort(rows, count, sizeof *rows, compare_rows);
    return count;
}

// ---- the table ----

enum column { GAINED, LOST, NET, GROSS_GAINED, GROSS_LOST, AREA, PERCENT };
static const char *const headings[PERCENT] = {"gained",       "lost",       "net",
                                              "gross gained", "gross lost", "area"};

// Characters that the numbers have at least; more where a unit or decimals need them.
#define NUMBER_WIDTH 12

static bool is_shown(const struct terr_measured_change *measured, enum column column)
{
    return measured->gross || (column != GROSS_GAINED && column != GROSS_LOST);
}

// Longer names move their row to the right.
#define NAME_WIDTH_MAX 32

size_t terr_regional_widen(size_t width, const struct terr_regions *regions, size_t region)
{
    const size_t length = terr_value_shown_length(terr_regions_name(regions, region));
    if (length <= width) return width;
    return length < NAME_WIDTH_MAX ? length : NAME_WIDTH_MAX;
}

void terr_regional_add_name(struct terr_text *out, const struct terr_regions *regions,
                            size_t region, size_t width)
{
    const size_t used = terr_value_add_shown(out, terr_regions_name(regions, region));
    terr_text_print(out, "%*s", used < width ? (int)(width - used) : 0, "");
}

static size_t name_width(const struct terr_regions *regions, const struct row *rows, size_t count)
{
    size_t width = TERR_REGIONAL_NAME_WIDTH;
    for (size_t i = 0; i < count; i++) {
        width = terr_regional_widen(width, regions, rows[i].region);
    }
    return width;
}

static void print_cells(char cells[PERCENT][TERR_GROUPED_SIZE], const struct terr_figures *figures,
                        const struct terr_style *style)
{
    terr_value_print_styled(cells[GAINED], style, figures->gained_m2, false);
    terr_value_print_styled(cells[LOST], style, figures->lost_m2, false);
    terr_value_print_styled(cells[NET], style, terr_figures_net_m2(figures), true);
    terr_value_print_styled(cells[GROSS_GAINED], style, figures->gross_gained_m2, false);
    terr_value_print_styled(cells[GROSS_LOST], style, figures->gross_lost_m2, false);
    terr_value_print_styled(cells[AREA], style, figures->area_to_m2, false);
}

// How wide the columns are, in characters: that of the names, and of the numbers each.
struct widths {
    size_t name;
    size_t number[PERCENT];
};

static void find_widths(struct widths *widths, const struct terr_regions *regions,
                        const struct row *rows, size_t count, const struct terr_style *style)
{
    const size_t unit = terr_value_shown_length(terr_unit_shown(style->unit));
    widths->name = name_width(regions, rows, count);
    for (size_t c = 0; c < PERCENT; c++) {
        const size_t heading = strlen(headings[c]) + 1 + unit;
        widths->number[c] = heading > NUMBER_WIDTH ? heading : NUMBER_WIDTH;
    }
    for (size_t i = 0; i < count; i++) {
        char cells[PERCENT][TERR_GROUPED_SIZE];
        print_cells(cells, rows[i].figures, style);
        for (size_t c = 0; c < PERCENT; c++) {
            if (strlen(cells[c]) > widths->number[c]) widths->number[c] = strlen(cells[c]);
        }
    }
}

// "gained km²", to the right: of "²" both bytes are one character.
static void add_headings(struct terr_text *out, const struct terr_measured_change *measured,
                         const struct widths *widths, const struct terr_style *style)
{
    const char *unit = terr_unit_shown(style->unit);
    const size_t unit_width = terr_value_shown_length(unit);
    terr_text_print(out, "\n  %-*s", (int)widths->name, "region");
    for (size_t i = 0; i < PERCENT; i++) {
        const int left = (int)(widths->number[i] - 1 - unit_width);
        if (is_shown(measured, i)) terr_text_print(out, "  %*s %s", left, headings[i], unit);
    }
    terr_text_add(out, "  of the region\n");
}

static void add_row(struct terr_text *out, const struct terr_measured_change *measured,
                    const struct row *row, const struct widths *widths,
                    const struct terr_style *style)
{
    const struct terr_regions *regions = terr_regional_change_regions(measured->regional);
    char cells[PERCENT][TERR_GROUPED_SIZE];
    double percent;
    print_cells(cells, row->figures, style);
    terr_text_add(out, "  ");
    terr_regional_add_name(out, regions, row->region, widths->name);
    for (size_t i = 0; i < PERCENT; i++) {
        if (!is_shown(measured, i)) continue;
        terr_text_print(out, "  %*s", (int)widths->number[i], cells[i]);
    }
    if (terr_region_percent(&percent, regions, row->region, row->figures->area_to_m2)) {
        char shown[TERR_GROUPED_SIZE];
        terr_value_print_grouped(shown, percent, 2, false);
        terr_text_print(out, "  %11s %%", shown);
    }
    terr_text_add(out, "\n");
}

void terr_regional_add_left_out(struct terr_text *out, const char *where, size_t count)
{
    if (count == 0) return;
    terr_text_print(out, "  %zu region%s with nothing in %s left out\n", count,
                    count == 1 ? "" : "s", where);
}

void terr_regional_add_borders(struct terr_text *out, const struct terr_regions *regions)
{
    const char *digest = terr_regions_digest(regions);
    if (terr_regions_overlap(regions)) {
        terr_text_add(out, "  regions share ground, so that they add up to more than the total\n");
    }
    terr_text_add(out, "  borders ");
    terr_value_add_shown(out, terr_regions_file(regions));
    terr_text_add(out, ", names by ");
    terr_value_add_shown(out, terr_regions_property(regions));
    terr_text_print(out, "%s%s\n", *digest ? "\n  sha256 " : "", digest);
}

void terr_regional_add_table(struct terr_text *out, const struct terr_measured_change *measured,
                             size_t zone, const struct terr_style *style)
{
    const struct terr_regions *regions = terr_regional_change_regions(measured->regional);
    const size_t region_count = terr_regions_count(regions);
    struct terr_error err;
    struct row *rows = terr_memory_new(region_count + 1, sizeof *rows, &err);
    if (!rows) {
        out->failed = true;
        return;
    }
    const size_t count = list_rows(rows, measured, zone);
    struct widths widths;
    size_t shown = 0;
    find_widths(&widths, regions, rows, count, style);
    add_headings(out, measured, &widths, style);
    for (size_t i = 0; i < count; i++) {
        add_row(out, measured, &rows[i], &widths, style);
        shown += !rows[i].is_outside;
    }
    terr_regional_add_left_out(out, "the zone", region_count - shown);
    terr_regional_add_borders(out, regions);
    terr_memory_free(rows);
}
