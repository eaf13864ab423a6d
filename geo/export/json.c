#include <geo/export/json.h>

#include <geo/export/value.h>
#include <geo/figure/inspection.h>
#include <geo/shape/area.h>
#include <geo/source/profile.h>
#include <geo/version.h>
#include <geo/zone/change.h>
#include <geo/zone/zone_list.h>
#include <math.h>

// ---- members ----

// The name of a member, behind a comma unless it is the first of its object.
static void add_name(struct terr_text *out, const char *name)
{
    const bool first = out->length == 0 || out->bytes[out->length - 1] == '{';
    terr_text_print(out, "%s\"%s\": ", first ? "" : ", ", name);
}

static void add_string(struct terr_text *out, const char *name, const char *string)
{
    add_name(out, name);
    terr_text_add_json(out, string);
}

static void add_count(struct terr_text *out, const char *name, size_t count)
{
    add_name(out, name);
    terr_text_print(out, "%zu", count);
}

static void add_null(struct terr_text *out, const char *name)
{
    add_name(out, name);
    terr_text_add(out, "null");
}

static void add_km2(struct terr_text *out, const char *name, double area_m2)
{
    add_name(out, name);
    terr_value_add_km2(out, area_m2);
}

static void add_day(struct terr_text *out, const char *name, int32_t day)
{
    add_name(out, name);
    terr_text_add(out, "\"");
    terr_value_add_day(out, day);
    terr_text_add(out, "\"");
}

// The instant of a snapshot, or its day where no more is known.
static void add_published(struct terr_text *out, const struct terr_dated *dated)
{
    char instant[TERR_INSTANT_SIZE];
    if (dated->date_source == TERR_DATE_NONE) {
        add_null(out, "published");
    } else if (dated->has_time) {
        terr_instant_print(instant, dated->instant_s);
        add_string(out, "published", instant);
    } else {
        add_day(out, "published", dated->day);
    }
}

static void add_strings(struct terr_text *out, const char *name, char *const *strings, size_t count)
{
    add_name(out, name);
    terr_text_add(out, "[");
    for (size_t i = 0; i < count; i++) {
        if (i > 0) terr_text_add(out, ", ");
        terr_text_add_json(out, strings[i]);
    }
    terr_text_add(out, "]");
}

static void add_zone(struct terr_text *out, const struct terr_zone *zone)
{
    add_string(out, "zone", zone->name);
    add_strings(out, "statuses", zone->statuses, zone->status_count);
}

static void add_degrees(struct terr_text *out, const char *name, double degrees)
{
    if (isfinite(degrees)) {
        add_name(out, name);
        terr_text_add_fixed(out, degrees, 6);
    } else {
        add_null(out, name);
    }
}

static void add_repair(struct terr_text *out, const struct terr_repair *repair)
{
    terr_text_add(out, "{");
    add_count(out, "feature", repair->feature);
    add_string(out, "reason", repair->fault.reason);
    add_degrees(out, "lon", repair->fault.lon_deg);
    add_degrees(out, "lat", repair->fault.lat_deg);
    add_km2(out, "published_km2", repair->published_m2);
    add_km2(out, "clean_km2", repair->clean_m2);
    add_name(out, "stray_hole");
    terr_text_add(out, repair->fault.stray_hole ? "true}" : "false}");
}

// ---- the document around ----

// Begins a member of the document itself, each on its own line.
static void add_line(struct terr_text *out, const char *name)
{
    terr_text_print(out, ",\n  \"%s\": ", name);
}

static void add_head(struct terr_text *out, const char *type, const struct terr_archive *archive,
                     const struct terr_ruler *ruler)
{
    const struct terr_profile *profile = terr_archive_profile(archive);
    terr_text_print(out, "{\n  \"type\": \"territory.%s\"", type);
    add_line(out, "version");
    terr_text_add_json(out, TERR_VERSION);
    add_line(out, "profile");
    terr_text_add_json(out, terr_profile_name(profile));
    add_line(out, "attribution");
    terr_text_add_json(out, terr_profile_attribution(profile));
    add_line(out, "timezone");
    terr_text_add_json(out, terr_archive_timezone_name(archive));
    add_line(out, "lag_days");
    terr_text_print(out, "%d", terr_archive_lag_days(archive));
    add_line(out, "area_model");
    terr_text_add_json(out, terr_area_model_name(terr_ruler_model(ruler)));
}

// Begins an element of a list that has one element a line.
static void begin_element(struct terr_text *out, size_t index, const char *indent)
{
    terr_text_print(out, "%s\n%s{", index > 0 ? "," : "", indent);
}

static void end_list(struct terr_text *out, size_t count, const char *indent)
{
    if (count > 0) terr_text_print(out, "\n%s", indent);
    terr_text_add(out, "]");
}

// ---- change ----

static void add_end(struct terr_text *out, const char *name, const struct terr_dated *snapshot,
                    const struct terr_zones *zones, const struct terr_moment *date)
{
    add_line(out, name);
    terr_text_add(out, "{");
    if (date) {
        add_name(out, "date");
        terr_text_add(out, "\"");
        terr_value_add_moment(out, date);
        terr_text_add(out, "\"");
    } else {
        add_null(out, "date");
    }
    add_string(out, "snapshot", snapshot->name);
    add_published(out, snapshot);
    add_name(out, "repairs");
    terr_text_add(out, "[");
    for (size_t i = 0; i < terr_zones_repair_count(zones); i++) {
        if (i > 0) terr_text_add(out, ", ");
        add_repair(out, terr_zones_repair_at(zones, i));
    }
    terr_text_add(out, "]}");
}

static void add_figures(struct terr_text *out, const struct terr_zone *zone,
                        const struct terr_figures *figures)
{
    add_zone(out, zone);
    add_null(out, "region");
    add_km2(out, "area_from_km2", figures->area_from_m2);
    add_km2(out, "area_to_km2", figures->area_to_m2);
    add_km2(out, "gained_km2", figures->gained_m2);
    add_km2(out, "lost_km2", figures->lost_m2);
    add_km2(out, "net_km2", terr_figures_net_m2(figures));
    terr_text_add(out, "}");
}

void terr_json_change(struct terr_text *out, const struct terr_measured_change *measured)
{
    const struct terr_change *change = measured->change;
    const struct terr_ends ends = terr_change_ends(change);
    add_head(out, "change", measured->archive, measured->ruler);
    add_end(out, "from", terr_archive_at(measured->archive, ends.from), terr_change_from(change),
            ends.dated ? &ends.from_moment : NULL);
    add_end(out, "to", terr_archive_at(measured->archive, ends.to), terr_change_to(change),
            ends.dated ? &ends.to_moment : NULL);
    add_line(out, "days");
    if (ends.dated) {
        terr_text_print(out, "%d", (int)(ends.to_day - ends.from_day));
    } else {
        terr_text_add(out, "null");
    }
    add_line(out, "zones");
    terr_text_add(out, "[");
    for (size_t i = 0; i < measured->list->count; i++) {
        begin_element(out, i, "    ");
        add_figures(out, &measured->list->zones[i], &measured->figures[i]);
    }
    end_list(out, measured->list->count, "  ");
    terr_text_add(out, "\n}\n");
}

// ---- series ----

static void add_changed(struct terr_text *out, const struct terr_row_change *change)
{
    if (!change->known) {
        add_null(out, "gained_km2");
        add_null(out, "lost_km2");
        add_null(out, "net_km2");
        return;
    }
    add_km2(out, "gained_km2", change->figures.gained_m2);
    add_km2(out, "lost_km2", change->figures.lost_m2);
    add_km2(out, "net_km2", terr_figures_net_m2(&change->figures));
}

static void add_row_windows(struct terr_text *out, const struct terr_row *row,
                            const struct terr_series_options *options)
{
    add_name(out, "windows");
    terr_text_add(out, "[");
    for (size_t i = 0; i < options->window_count; i++) {
        terr_text_add(out, i > 0 ? ", {" : "{");
        add_name(out, "days");
        terr_text_print(out, "%d", (int)options->windows[i]);
        add_changed(out, &row->windows[i]);
        terr_text_add(out, "}");
    }
    terr_text_add(out, "]");
}

static void add_row(struct terr_text *out, const struct terr_row *row,
                    const struct terr_archive *archive, const struct terr_zone_list *list,
                    const struct terr_series_options *options)
{
    add_day(out, "date", row->day);
    add_string(out, "snapshot", row->known ? terr_archive_at(archive, row->snapshot)->name : NULL);
    add_string(out, "zone", list->zones[row->zone].name);
    add_null(out, "region");
    if (row->known) {
        add_km2(out, "area_km2", row->area_m2);
    } else {
        add_null(out, "area_km2");
    }
    if (row->step.known) {
        add_day(out, "since", row->step.since);
    } else {
        add_null(out, "since");
    }
    add_changed(out, &row->step);
    add_row_windows(out, row, options);
    terr_text_add(out, "}");
}

static void add_series_head(struct terr_text *out, const struct terr_series *series,
                            const struct terr_zone_list *list,
                            const struct terr_series_options *options)
{
    add_line(out, "every");
    terr_text_add_json(out, terr_every_name(options->every));
    add_line(out, "windows");
    terr_text_add(out, "[");
    for (size_t i = 0; i < options->window_count; i++) {
        terr_text_print(out, "%s%d", i > 0 ? ", " : "", (int)options->windows[i]);
    }
    terr_text_add(out, "]");
    add_line(out, "zones");
    terr_text_add(out, "[");
    for (size_t i = 0; i < list->count; i++) {
        begin_element(out, i, "    ");
        add_zone(out, &list->zones[i]);
        terr_text_add(out, "}");
    }
    end_list(out, list->count, "  ");
    add_line(out, "repairs");
    terr_text_add(out, "{");
    add_count(out, "snapshots", series->repaired_count);
    add_km2(out, "largest_km2", series->repair_max_m2);
    terr_text_add(out, "}");
}

void terr_json_series(struct terr_text *out, const struct terr_series *series,
                      const struct terr_archive *archive, const struct terr_zone_list *list,
                      const struct terr_ruler *ruler, const struct terr_series_options *options)
{
    add_head(out, "series", archive, ruler);
    add_series_head(out, series, list, options);
    add_line(out, "rows");
    terr_text_add(out, "[");
    for (size_t i = 0; i < series->row_count; i++) {
        begin_element(out, i, "    ");
        add_row(out, &series->rows[i], archive, list, options);
    }
    end_list(out, series->row_count, "  ");
    terr_text_add(out, "\n}\n");
}

// ---- inspection ----

static void add_status(struct terr_text *out, const struct terr_status_count *status)
{
    add_string(out, "status", status->status);
    add_count(out, "features", status->feature_count);
    add_km2(out, "published_km2", status->published_m2);
    add_km2(out, "counted_km2", status->counted_m2);
    terr_text_add(out, "}");
}

static void add_inspection(struct terr_text *out, const struct terr_inspection *inspection,
                           const struct terr_dated *dated)
{
    if (dated->date_source == TERR_DATE_NONE) {
        add_null(out, "date");
    } else {
        add_day(out, "date", dated->day);
    }
    add_string(out, "snapshot", dated->name);
    add_string(out, "date_source", terr_value_date_source(dated->date_source));
    add_published(out, dated);
    add_count(out, "features", inspection->feature_count);
    add_count(out, "ignored", inspection->ignored_count);
    add_count(out, "ignored_parts", inspection->ignored_parts);
    add_count(out, "null", inspection->null_count);
    add_count(out, "unclassified", inspection->unclassified_count);
    add_count(out, "vertices", inspection->vertex_count);
    add_km2(out, "held_km2", inspection->held_m2);
    add_name(out, "statuses");
    terr_text_add(out, "[");
    for (size_t i = 0; i < inspection->status_count; i++) {
        begin_element(out, i, "      ");
        add_status(out, &inspection->statuses[i]);
    }
    end_list(out, inspection->status_count, "    ");
    add_name(out, "repairs");
    terr_text_add(out, "[");
    for (size_t i = 0; i < inspection->repair_count; i++) {
        terr_text_add(out, i > 0 ? ",\n      " : "\n      ");
        add_repair(out, &inspection->repairs[i]);
    }
    end_list(out, inspection->repair_count, "    ");
    terr_text_add(out, "}");
}

void terr_json_inspections(struct terr_text *out, const struct terr_inspection *const *inspections,
                           size_t count, const struct terr_archive *archive,
                           const struct terr_ruler *ruler)
{
    add_head(out, "inspect", archive, ruler);
    add_line(out, "snapshots");
    terr_text_add(out, "[");
    for (size_t i = 0; i < count; i++) {
        begin_element(out, i, "    ");
        add_inspection(out, inspections[i], terr_archive_at(archive, inspections[i]->snapshot));
    }
    end_list(out, count, "  ");
    terr_text_add(out, "\n}\n");
}
