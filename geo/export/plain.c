#include <geo/export/plain.h>

#include <geo/export/drawn.h>
#include <geo/export/plain_member.h>
#include <geo/export/regional.h>
#include <geo/export/value.h>
#include <geo/figure/gross_change.h>
#include <geo/figure/measure.h>
#include <geo/shape/area.h>
#include <geo/zone/change.h>
#include <geo/zone/zone_list.h>
#include <stdlib.h>
#include <string.h>

// ---- change ----

enum line { GAINED, LOST, NET, GROSS, AREA, LINE_COUNT };
static const char *const line_names[LINE_COUNT] = {"gained", "lost", "net", "gross", "area"};

// What stands behind the number of the gross line, which is what was gained.
static void add_gross(struct terr_text *out, const struct terr_figures *figures,
                      const struct terr_measured_change *measured, const struct terr_style *style)
{
    const size_t maps = terr_measured_change_gross_maps(measured);
    terr_text_add(out, " gained, ");
    terr_value_add_styled(out, style, figures->gross_lost_m2);
    terr_text_add(out, " lost, day by day over ");
    terr_value_add_shown_count(out, maps);
    terr_text_add(out, maps == 1 ? " map" : " maps");
}

static void add_figures(struct terr_text *out, const struct terr_figures *figures,
                        const struct terr_measured_change *measured, const struct terr_style *style)
{
    char numbers[LINE_COUNT][TERR_GROUPED_SIZE];
    char was[TERR_GROUPED_SIZE];
    int width = 0;
    terr_value_print_styled(numbers[GAINED], style, figures->gained_m2, false);
    terr_value_print_styled(numbers[LOST], style, figures->lost_m2, false);
    terr_value_print_styled(numbers[NET], style, terr_figures_net_m2(figures), true);
    *numbers[GROSS] = '\0';
    if (measured->gross) {
        terr_value_print_styled(numbers[GROSS], style, figures->gross_gained_m2, false);
    }
    terr_value_print_styled(numbers[AREA], style, figures->area_to_m2, false);
    terr_value_print_styled(was, style, figures->area_from_m2, false);
    for (size_t i = 0; i < LINE_COUNT; i++) {
        const int length = (int)strlen(numbers[i]);
        if (length > width) width = length;
    }
    for (size_t i = 0; i < LINE_COUNT; i++) {
        if (i == GROSS && !measured->gross) continue;
        terr_text_print(out, "  %-6s %*s %s", line_names[i], width, numbers[i],
                        terr_unit_shown(style->unit));
        if (i == GROSS) add_gross(out, figures, measured, style);
        if (i == AREA) terr_text_print(out, "  (was %s)", was);
        terr_text_add(out, "\n");
    }
}

// A snapshot's name, and its own day where that is not the one asked for.
static void add_snapshot(struct terr_text *out, const struct terr_dated *snapshot,
                         const int32_t *asked)
{
    terr_value_add_shown(out, snapshot->name);
    if (!asked || snapshot->day == *asked) return;
    terr_text_add(out, " (of ");
    terr_value_add_day(out, snapshot->day);
    terr_text_add(out, ")");
}

void terr_plain_add_title(struct terr_text *out, const char *zone,
                          const struct terr_measured_change *measured, const struct terr_ends *ends)
{
    terr_value_add_shown(out, zone);
    terr_text_add(out, ", ");
    if (ends->dated) {
        const int days = (int)(ends->to_day - ends->from_day);
        terr_value_add_moment(out, &ends->from_moment);
        terr_text_add(out, " to ");
        terr_value_add_moment(out, &ends->to_moment);
        terr_text_print(out, " (%d %s)\n", days, days == 1 ? "day" : "days");
    } else {
        terr_value_add_shown(out, terr_archive_at(measured->archive, ends->from)->name);
        terr_text_add(out, " to ");
        terr_value_add_shown(out, terr_archive_at(measured->archive, ends->to)->name);
        terr_text_add(out, "\n");
    }
}

void terr_plain_add_snapshots(struct terr_text *out, const struct terr_measured_change *measured,
                              const struct terr_ends *ends)
{
    if (!ends->dated) return; // the title has the names
    terr_text_add(out, "  from ");
    add_snapshot(out, terr_archive_at(measured->archive, ends->from), &ends->from_day);
    terr_text_add(out, "  to ");
    add_snapshot(out, terr_archive_at(measured->archive, ends->to), &ends->to_day);
    terr_text_add(out, "\n");
}

// What is not as usual: another area model, dates moved by a lag.
void terr_plain_add_manner(struct terr_text *out, const struct terr_measured_change *measured)
{
    const enum terr_area_model model = terr_ruler_model(measured->ruler);
    const int lag_days = terr_archive_lag_days(measured->archive);
    if (model == TERR_AREA_SPHERE) terr_text_add(out, "  measured on a sphere\n");
    if (model == TERR_AREA_GEODESIC) terr_text_add(out, "  measured with geodesic edges\n");
    if (lag_days) {
        terr_text_print(out, "  files taken as the maps of %d day%s %s\n", abs(lag_days),
                        abs(lag_days) == 1 ? "" : "s", lag_days > 0 ? "before" : "later");
    }
}

void terr_plain_change(struct terr_text *out, const struct terr_measured_change *measured,
                       const struct terr_style *style)
{
    static const struct terr_style shown = TERR_STYLE_SHOWN;
    if (!style) style = &shown;
    const struct terr_ends ends = terr_change_ends(measured->change);
    for (size_t i = 0; i < measured->list->count; i++) {
        if (i > 0) terr_text_add(out, "\n");
        terr_plain_add_title(out, measured->list->zones[i].name, measured, &ends);
        add_figures(out, &measured->figures[i], measured, style);
        if (terr_drawn_has_noise(measured)) terr_drawn_add_plain_noise(out, measured, i, style);
        terr_plain_add_snapshots(out, measured, &ends);
        terr_plain_add_manner(out, measured);
        if (measured->regional) terr_regional_add_table(out, measured, i, style);
    }
}
