#include <geo/export/plain.h>

#include <geo/base/number.h>
#include <geo/export/value.h>
#include <geo/figure/inspection.h>
#include <geo/figure/measure.h>
#include <geo/shape/area.h>
#include <geo/source/profile.h>
#include <geo/zone/change.h>
#include <geo/zone/zone_list.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define KM2 "km\xc2\xb2"
#define KM2_DECIMALS 2

// A number with a comma before every third digit is less than twice as long.
#define GROUPED_SIZE (2 * TERR_NUMBER_SIZE)

// ---- single values ----

// Writes `value` with commas between thousands and, where asked, a plus if what is shown is above
// zero.
static void print_grouped(char out[GROUPED_SIZE], double value, int decimals, bool with_plus)
{
    char number[TERR_NUMBER_SIZE];
    const char *digit = number;
    terr_number_print(number, value, decimals);
    if (*number == '-') {
        *out++ = *digit++;
    } else if (with_plus && number[strspn(number, "0.")] != '\0') {
        *out++ = '+';
    }
    for (size_t left = strcspn(digit, "."); left > 0; left--) {
        *out++ = *digit++;
        if (left % 3 == 1 && left > 1) *out++ = ',';
    }
    do {
        *out++ = *digit;
    } while (*digit++ != '\0');
}

static void print_km2(char out[GROUPED_SIZE], double area_m2)
{
    print_grouped(out, area_m2 / TERR_M2_PER_KM2, KM2_DECIMALS, false);
}

static void add_km2(struct terr_text *out, double area_m2)
{
    char number[GROUPED_SIZE];
    print_km2(number, area_m2);
    terr_text_print(out, "%s " KM2, number);
}

static void add_count(struct terr_text *out, size_t count)
{
    char number[GROUPED_SIZE];
    print_grouped(number, (double)count, 0, false);
    terr_text_add(out, number);
}

// ---- change ----

enum line { GAINED, LOST, NET, AREA, LINE_COUNT };
static const char *const line_names[LINE_COUNT] = {"gained", "lost", "net", "area"};

static void add_figures(struct terr_text *out, const struct terr_figures *figures)
{
    char numbers[LINE_COUNT][GROUPED_SIZE];
    char was[GROUPED_SIZE];
    int width = 0;
    print_km2(numbers[GAINED], figures->gained_m2);
    print_km2(numbers[LOST], figures->lost_m2);
    print_grouped(numbers[NET], terr_figures_net_m2(figures) / TERR_M2_PER_KM2, KM2_DECIMALS, true);
    print_km2(numbers[AREA], figures->area_to_m2);
    print_km2(was, figures->area_from_m2);
    for (size_t i = 0; i < LINE_COUNT; i++) {
        const int length = (int)strlen(numbers[i]);
        if (length > width) width = length;
    }
    for (size_t i = 0; i < LINE_COUNT; i++) {
        terr_text_print(out, "  %-6s %*s " KM2, line_names[i], width, numbers[i]);
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
        add_figures(out, &measured->figures[i]);
        if (ends.dated) { // otherwise the title has the names
            terr_text_add(out, "  from ");
            add_snapshot(out, terr_archive_at(measured->archive, ends.from), &ends.from_day);
            terr_text_add(out, "  to ");
            add_snapshot(out, terr_archive_at(measured->archive, ends.to), &ends.to_day);
            terr_text_add(out, "\n");
        }
        add_manner(out, measured);
    }
}

// ---- inspection ----

#define STATUS_WIDTH 20
#define FEATURES_WIDTH 8
#define AREA_WIDTH 15

static void add_padding(struct terr_text *out, size_t width, size_t used)
{
    terr_text_print(out, "%*s", used < width ? (int)(width - used) : 0, "");
}

static void add_status(struct terr_text *out, const struct terr_status_count *status)
{
    char features[GROUPED_SIZE], published[GROUPED_SIZE], counted[GROUPED_SIZE];
    print_grouped(features, (double)status->feature_count, 0, false);
    print_km2(published, status->published_m2);
    print_km2(counted, status->counted_m2);
    terr_text_add(out, "  ");
    add_padding(out, STATUS_WIDTH, terr_value_add_shown(out, status->status));
    terr_text_print(out, "  %*s  %*s  %*s\n", FEATURES_WIDTH, features, AREA_WIDTH, published,
                    AREA_WIDTH, counted);
}

static void add_statuses(struct terr_text *out, const struct terr_inspection *inspection)
{
    if (inspection->status_count == 0) return;
    // The two-byte square sign makes a heading one byte longer than it looks.
    terr_text_print(out, "  %-*s  %*s  %*s  %*s\n", STATUS_WIDTH, "status", FEATURES_WIDTH,
                    "features", AREA_WIDTH + 1, "published " KM2, AREA_WIDTH + 1, "counted " KM2);
    for (size_t i = 0; i < inspection->status_count; i++) {
        add_status(out, &inspection->statuses[i]);
    }
}

static void add_repair(struct terr_text *out, const struct terr_repair *repair)
{
    char published[GROUPED_SIZE];
    print_km2(published, repair->published_m2);
    terr_text_print(out, "    features[%zu] ", repair->feature);
    terr_value_add_shown(out, repair->fault.reason);
    if (isfinite(repair->fault.lon_deg) && isfinite(repair->fault.lat_deg)) {
        terr_text_add(out, " at ");
        terr_text_add_fixed(out, repair->fault.lon_deg, 6);
        terr_text_add(out, ", ");
        terr_text_add_fixed(out, repair->fault.lat_deg, 6);
    }
    terr_text_print(out, ": %s to ", published);
    add_km2(out, repair->clean_m2);
    terr_text_add(out, repair->fault.stray_hole ? ", a hole lay outside its shell\n" : "\n");
}

static void add_repairs(struct terr_text *out, const struct terr_inspection *inspection)
{
    if (inspection->repair_count == 0) return;
    terr_text_add(out, "  repaired ");
    add_count(out, inspection->repair_count);
    terr_text_add(out, inspection->repair_count == 1 ? " feature\n" : " features\n");
    for (size_t i = 0; i < inspection->repair_count; i++) {
        add_repair(out, &inspection->repairs[i]);
    }
}

static void add_date(struct terr_text *out, const struct terr_dated *dated)
{
    switch (dated->date_source) {
    case TERR_DATE_NONE:
        terr_text_add(out, "without a date");
        return;
    case TERR_DATE_FILE_NAME:
        terr_value_add_day(out, dated->day);
        terr_text_add(out, " (from its name)");
        return;
    case TERR_DATE_DOCUMENT:
        terr_value_add_day(out, dated->day);
        terr_text_add(out, " (from the document)");
        return;
    case TERR_DATE_PROPERTY:
        terr_value_add_day(out, dated->day);
        terr_text_add(out, " (from the property ");
        terr_value_add_shown(out, dated->date_property);
        terr_text_add(out, ")");
        return;
    }
}

static void add_counts(struct terr_text *out, const struct terr_inspection *inspection)
{
    terr_text_add(out, "  features ");
    add_count(out, inspection->feature_count);
    terr_text_add(out, ": ");
    add_count(out, inspection->ignored_count);
    terr_text_add(out, " ignored, ");
    add_count(out, inspection->null_count);
    terr_text_add(out, " null, ");
    add_count(out, inspection->unclassified_count);
    terr_text_add(out, " unclassified; ");
    add_count(out, inspection->vertex_count);
    terr_text_add(out, " vertices\n");
    if (inspection->ignored_parts == 0) return;
    terr_text_add(out, "  ignored inside collections ");
    add_count(out, inspection->ignored_parts);
    terr_text_add(out, "\n");
}

void terr_plain_inspection(struct terr_text *out, const struct terr_inspection *inspection,
                           const struct terr_archive *archive)
{
    const struct terr_profile *profile = terr_archive_profile(archive);
    const struct terr_dated *dated = terr_archive_at(archive, inspection->snapshot);
    terr_value_add_shown(out, dated->name);
    terr_text_add(out, "  ");
    add_date(out, dated);
    terr_text_add(out, "  ");
    terr_value_add_shown(out, terr_profile_name(profile));
    terr_text_add(out, "\n");
    add_counts(out, inspection);
    add_statuses(out, inspection);
    terr_text_add(out, "  ");
    terr_value_add_shown(out, terr_profile_zone_at(profile, 0).name);
    terr_text_add(out, " ");
    add_km2(out, inspection->held_m2);
    terr_text_add(out, "\n");
    add_repairs(out, inspection);
}
