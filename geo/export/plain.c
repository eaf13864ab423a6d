#include <geo/export/plain.h>

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
                      const struct terr_measured_change *measured)
{
    const size_t maps = terr_measured_change_gross_maps(measured);
    terr_text_add(out, " gained, ");
    terr_value_add_shown_km2(out, figures->gross_lost_m2);
    terr_text_add(out, " lost, day by day over ");
    terr_value_add_shown_count(out, maps);
    terr_text_add(out, maps == 1 ? " map" : " maps");
}

static void add_figures(struct terr_text *out, const struct terr_figures *figures,
                        const struct terr_measured_change *measured)
{
    char numbers[LINE_COUNT][TERR_GROUPED_SIZE];
    char was[TERR_GROUPED_SIZE];
    int width = 0;
    terr_value_print_shown_km2(numbers[GAINED], figures->gained_m2);
    terr_value_print_shown_km2(numbers[LOST], figures->lost_m2);
    terr_value_print_grouped(numbers[NET], terr_figures_net_m2(figures) / TERR_M2_PER_KM2,
                             TERR_SHOWN_KM2_DECIMALS, true);
    *numbers[GROSS] = '\0';
    if (measured->gross) terr_value_print_shown_km2(numbers[GROSS], figures->gross_gained_m2);
    terr_value_print_shown_km2(numbers[AREA], figures->area_to_m2);
    terr_value_print_shown_km2(was, figures->area_from_m2);
    for (size_t i = 0; i < LINE_COUNT; i++) {
        const int length = (int)strlen(numbers[i]);
        if (length > width) width = length;
    }
    for (size_t i = 0; i < LINE_COUNT; i++) {
        if (i == GROSS && !measured->gross) continue;
        terr_text_print(out, "  %-6s %*s " TERR_SHOWN_KM2, line_names[i], width, numbers[i]);
        if (i == GROSS) add_gross(out, figures, measured);
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

static void add_title(struct terr_text *out, const char *zone,
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

// What is not as usual: another area model, dates moved by a lag.
static void add_manner(struct terr_text *out, const struct terr_measured_change *measured)
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

void terr_plain_change(struct terr_text *out, const struct terr_measured_change *measured)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    for (size_t i = 0; i < measured->list->count; i++) {
        if (i > 0) terr_text_add(out, "\n");
        add_title(out, measured->list->zones[i].name, measured, &ends);
        add_figures(out, &measured->figures[i], measured);
        if (ends.dated) { // otherwise the title has the names
            terr_text_add(out, "  from ");
            add_snapshot(out, terr_archive_at(measured->archive, ends.from), &ends.from_day);
            terr_text_add(out, "  to ");
            add_snapshot(out, terr_archive_at(measured->archive, ends.to), &ends.to_day);
            terr_text_add(out, "\n");
        }
        add_manner(out, measured);
        if (measured->regional) terr_regional_add_table(out, measured, i);
    }
}
