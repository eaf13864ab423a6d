#include <geo/export/json_member.h>

#include <geo/export/value.h>
#include <geo/figure/measure.h>
#include <geo/shape/area.h>
#include <geo/source/profile.h>
#include <geo/version.h>
#include <geo/zone/change.h>
#include <geo/zone/zone_list.h>
#include <geo/zone/zones.h>
#include <math.h>

void terr_member_name(struct terr_text *out, const char *name)
{
    const bool first = out->length == 0 || out->bytes[out->length - 1] == '{';
    terr_text_print(out, "%s\"%s\": ", first ? "" : ", ", name);
}

void terr_member_string(struct terr_text *out, const char *name, const char *string)
{
    terr_member_name(out, name);
    terr_text_add_json(out, string);
}

void terr_member_count(struct terr_text *out, const char *name, size_t count)
{
    terr_member_name(out, name);
    terr_text_print(out, "%zu", count);
}

void terr_member_null(struct terr_text *out, const char *name)
{
    terr_member_name(out, name);
    terr_text_add(out, "null");
}

void terr_member_km2(struct terr_text *out, const char *name, double area_m2)
{
    terr_member_name(out, name);
    terr_value_add_km2(out, area_m2);
}

void terr_member_day(struct terr_text *out, const char *name, int32_t day)
{
    terr_member_name(out, name);
    terr_text_add(out, "\"");
    terr_value_add_day(out, day);
    terr_text_add(out, "\"");
}

void terr_member_published(struct terr_text *out, const struct terr_dated *dated)
{
    char instant[TERR_INSTANT_SIZE];
    if (dated->date_source == TERR_DATE_NONE) {
        terr_member_null(out, "published");
    } else if (dated->has_time) {
        terr_instant_print(instant, dated->instant_s);
        terr_member_string(out, "published", instant);
    } else {
        terr_member_day(out, "published", dated->day);
    }
}

void terr_member_strings(struct terr_text *out, const char *name, char *const *strings,
                         size_t count)
{
    terr_member_name(out, name);
    terr_text_add(out, "[");
    for (size_t i = 0; i < count; i++) {
        if (i > 0) terr_text_add(out, ", ");
        terr_text_add_json(out, strings[i]);
    }
    terr_text_add(out, "]");
}

void terr_member_zone(struct terr_text *out, const struct terr_zone *zone)
{
    terr_member_string(out, "zone", zone->name);
    terr_member_strings(out, "statuses", zone->statuses, zone->status_count);
}

void terr_member_degrees(struct terr_text *out, const char *name, double degrees)
{
    if (isfinite(degrees)) {
        terr_member_name(out, name);
        terr_text_add_fixed(out, degrees, 6);
    } else {
        terr_member_null(out, name);
    }
}

void terr_member_repair(struct terr_text *out, const struct terr_repair *repair,
                        const char *feature)
{
    terr_text_add(out, "{");
    terr_member_count(out, "feature", repair->feature);
    if (feature) terr_member_string(out, "name", feature);
    terr_member_string(out, "reason", repair->fault.reason);
    terr_member_degrees(out, "lon", repair->fault.lon_deg);
    terr_member_degrees(out, "lat", repair->fault.lat_deg);
    terr_member_km2(out, "published_km2", repair->published_m2);
    terr_member_km2(out, "clean_km2", repair->clean_m2);
    terr_member_name(out, "stray_hole");
    terr_text_add(out, repair->fault.stray_hole ? "true}" : "false}");
}

void terr_document_line(struct terr_text *out, const char *name)
{
    terr_text_print(out, ",\n  \"%s\": ", name);
}

void terr_document_head(struct terr_text *out, const char *type, const struct terr_archive *archive,
                        const struct terr_ruler *ruler)
{
    const struct terr_profile *profile = terr_archive_profile(archive);
    terr_text_print(out, "{\n  \"type\": \"territory.%s\"", type);
    terr_document_line(out, "version");
    terr_text_add_json(out, TERR_VERSION);
    terr_document_line(out, "profile");
    terr_text_add_json(out, terr_profile_name(profile));
    terr_document_line(out, "attribution");
    terr_text_add_json(out, terr_profile_attribution(profile));
    terr_document_line(out, "timezone");
    terr_text_add_json(out, terr_archive_timezone_name(archive));
    terr_document_line(out, "lag_days");
    terr_text_print(out, "%d", terr_archive_lag_days(archive));
    terr_document_line(out, "area_model");
    terr_text_add_json(out, terr_area_model_name(terr_ruler_model(ruler)));
}

void terr_element_begin(struct terr_text *out, size_t index, const char *indent)
{
    terr_text_print(out, "%s\n%s{", index > 0 ? "," : "", indent);
}

void terr_elements_end(struct terr_text *out, size_t count, const char *indent)
{
    if (count > 0) terr_text_print(out, "\n%s", indent);
    terr_text_add(out, "]");
}

// `date` NULL: it has none.
static void add_end(struct terr_text *out, const char *name, const struct terr_dated *snapshot,
                    const struct terr_zones *zones, const struct terr_moment *date)
{
    terr_document_line(out, name);
    terr_text_add(out, "{");
    if (date) {
        terr_member_name(out, "date");
        terr_text_add(out, "\"");
        terr_value_add_moment(out, date);
        terr_text_add(out, "\"");
    } else {
        terr_member_null(out, "date");
    }
    terr_member_string(out, "snapshot", snapshot->name);
    terr_member_published(out, snapshot);
    terr_member_name(out, "repairs");
    terr_text_add(out, "[");
    for (size_t i = 0; i < terr_zones_repair_count(zones); i++) {
        if (i > 0) terr_text_add(out, ", ");
        terr_member_repair(out, terr_zones_repair_at(zones, i), NULL);
    }
    terr_text_add(out, "]}");
}

void terr_document_window(struct terr_text *out, const struct terr_measured_change *measured)
{
    const struct terr_change *change = measured->change;
    const struct terr_ends ends = terr_change_ends(change);
    add_end(out, "from", terr_archive_at(measured->archive, ends.from), terr_change_from(change),
            ends.dated ? &ends.from_moment : NULL);
    add_end(out, "to", terr_archive_at(measured->archive, ends.to), terr_change_to(change),
            ends.dated ? &ends.to_moment : NULL);
    terr_document_line(out, "days");
    if (ends.dated) {
        terr_text_print(out, "%d", (int)(ends.to_day - ends.from_day));
    } else {
        terr_text_add(out, "null");
    }
}
