#include <geo/export/provenance_text.h>

#include <geo/export/value.h>
#include <geo/figure/provenance.h>
#include <geo/source/profile.h>
#include <geo/version.h>
#include <geo/zone/zone_list.h>
#include <stdlib.h>
#include <string.h>

// ---- what was measured ----

// "held (occupied and occupied_before_2022)"; of a zone that is called by its statuses no more.
static void add_zone(struct terr_text *out, const struct terr_zone *zone)
{
    terr_text_add(out, zone->name);
    if (zone->status_count == 1 && strcmp(zone->name, zone->statuses[0]) == 0) return;
    terr_text_add(out, " (");
    for (size_t i = 0; i < zone->status_count; i++) {
        terr_text_print(out, "%s%s", i > 0 ? ", " : "", zone->statuses[i]);
    }
    terr_text_add(out, ")");
}

// A list in words: one, the other, "last" the word before the last.
static void add_separator(struct terr_text *out, size_t index, size_t count, const char *last)
{
    if (index == 0) return;
    if (index + 1 < count) {
        terr_text_add(out, ", ");
    } else {
        terr_text_print(out, " %s ", last);
    }
}

static void add_zones(struct terr_text *out, const struct terr_zone_list *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_separator(out, i, count, count > 1 ? "or" : "");
        add_zone(out, &list->zones[i]);
    }
}

static void add_map(struct terr_text *out, const struct terr_used_snapshot *used)
{
    if (used->dated->date_source == TERR_DATE_NONE) {
        (void)terr_value_add_shown(out, used->dated->name);
    } else {
        terr_value_add_day(out, used->dated->day);
    }
}

static void add_two_maps(struct terr_text *out, const struct terr_provenance *provenance)
{
    const struct terr_used_snapshot *from = &provenance->snapshots[0],
                                    *to = &provenance->snapshots[provenance->snapshot_count - 1];
    terr_text_add(out, " on the map of ");
    add_map(out, to);
    if (provenance->snapshot_count == 1) {
        terr_text_add(out, ", which stands for both dates");
        return;
    }
    terr_text_add(out, " and not on that of ");
    add_map(out, from);
    terr_text_add(out, " (gained), and the reverse (lost)");
}

static void add_map_count(struct terr_text *out, const struct terr_provenance *provenance)
{
    const size_t count = provenance->snapshot_count;
    terr_text_print(out, "%zu map%s", count, count == 1 ? "" : "s");
    if (count == 0) return;
    terr_text_add(out, count > 1 ? " from " : " of ");
    add_map(out, &provenance->snapshots[0]);
    if (count == 1) return;
    terr_text_add(out, " to ");
    add_map(out, &provenance->snapshots[count - 1]);
}

static const char *period_name(enum terr_every every)
{
    switch (every) {
    case TERR_EVERY_DAY:
        return "day";
    case TERR_EVERY_WEEK:
        return "week";
    case TERR_EVERY_MONTH:
        return "month";
    case TERR_EVERY_SNAPSHOT:
        break;
    }
    return "snapshot";
}

// The maps of transitions.
static void add_steps(struct terr_text *out, const struct terr_provenance *provenance)
{
    const size_t last = provenance->snapshot_count - 1;
    if (provenance->kind == TERR_PROVENANCE_SERIES) {
        if (provenance->every == TERR_EVERY_SNAPSHOT) {
            terr_text_add(out, " on each map and on the one before, of ");
        } else {
            terr_text_print(out, " at the end of each %s and of the one before, by ",
                            period_name(provenance->every));
        }
        add_map_count(out, provenance);
        return;
    }
    terr_text_add(out, " on the map of ");
    add_map(out, &provenance->snapshots[0]);
    if (last == 0) {
        terr_text_add(out, ", which stands for both dates");
        return;
    }
    terr_text_add(out, " and on that of ");
    add_map(out, &provenance->snapshots[last]);
}

static void add_figures(struct terr_text *out, const struct terr_provenance *provenance)
{
    if (provenance->of_transitions) {
        terr_text_add(out, "Ground by its status, or by all of them where several overlap,");
        add_steps(out, provenance);
        return;
    }
    const char *each = provenance->snapshot_count == 1 ? " on " : " on each of ";
    const bool is_when = provenance->kind == TERR_PROVENANCE_WHEN;
    const bool is_by_status = is_when && provenance->zone_count == 0;
    if (is_by_status) terr_text_add(out, "The status of places");
    if (!is_by_status) terr_text_add(out, is_when ? "Places in " : "Ground counted as ");
    add_zones(out, provenance->list, provenance->zone_count);
    switch (provenance->kind) {
    case TERR_PROVENANCE_CHANGE:
    case TERR_PROVENANCE_FILES:
        add_two_maps(out, provenance);
        return;
    case TERR_PROVENANCE_SERIES:
        if (provenance->every == TERR_EVERY_SNAPSHOT) {
            terr_text_add(out, each);
        } else {
            terr_text_print(out, " at the end of each %s, by ", period_name(provenance->every));
        }
        break;
    case TERR_PROVENANCE_CHECK:
        terr_text_add(out, ", by ");
        break;
    case TERR_PROVENANCE_WHEN:
        terr_text_add(out, each);
        break;
    }
    add_map_count(out, provenance);
}

static void add_subject(struct terr_text *out, const struct terr_provenance *provenance)
{
    add_figures(out, provenance);
    if (!provenance->is_gross) return;
    terr_text_add(out, "; gross figures are what each day's map gained and lost since the one "
                       "before it, added up");
    if (provenance->kind != TERR_PROVENANCE_CHANGE) return;
    terr_text_print(out, " over %zu map%s", provenance->snapshot_count,
                    provenance->snapshot_count == 1 ? "" : "s");
}

// ---- of which maps ----

static void add_source(struct terr_text *out, const struct terr_provenance *provenance)
{
    const struct terr_profile *profile = terr_archive_profile(provenance->archive);
    const char *attribution = terr_profile_attribution(profile);
    terr_text_add(out, attribution ? "; source " : "; source not named, read by the profile ");
    terr_text_add(out, attribution ? attribution : terr_profile_name(profile));
}

static void add_lag(struct terr_text *out, int lag_days)
{
    const int days = abs(lag_days);
    if (days == 0) return;
    terr_text_print(out, "a file is taken for the map of %d day%s %s its date", days,
                    days == 1 ? "" : "s", lag_days > 0 ? "before" : "after");
}

// Two decimals would show as nothing what is something.
#define LITTLE_M2 1e4

static void add_repairs(struct terr_text *out, const struct terr_provenance *provenance)
{
    const size_t count = provenance->repair_count;
    if (count == 0) return;
    terr_text_add(out, "; ");
    terr_value_add_shown_count(out, count);
    terr_text_print(out, " invalid outline%s repaired, which changed ", count == 1 ? "" : "s");
    if (provenance->repair_m2 > 0 && provenance->repair_m2 < LITTLE_M2) {
        terr_text_add(out, "less than 0.01 " TERR_SHOWN_KM2);
    } else {
        terr_value_add_shown_km2(out, provenance->repair_m2);
    }
}

// ---- how ----

void terr_provenance_add_model(struct terr_text *out, enum terr_area_model model)
{
    if (model == TERR_AREA_SPHERE) {
        terr_text_add(out, "on a sphere of 6,378,137 m radius, by the formula of web maps");
    } else if (model == TERR_AREA_GEODESIC) {
        terr_text_add(out, "on the WGS 84 ellipsoid, with geodesic edges");
    } else {
        terr_text_add(out,
                      "on the WGS 84 ellipsoid, with edges straight in longitude and latitude");
    }
}

static void add_models(struct terr_text *out, const struct terr_provenance *provenance)
{
    size_t count = 0, told = 0;
    for (size_t i = 0; i < TERR_PROVENANCE_MODELS; i++) count += provenance->models[i];
    if (count == 0) return;
    terr_text_add(out, "; areas ");
    for (size_t i = 0; i < TERR_PROVENANCE_MODELS; i++) {
        if (!provenance->models[i]) continue;
        add_separator(out, told++, count, "or");
        terr_provenance_add_model(out, (enum terr_area_model)i);
    }
    if (count > 1) terr_text_add(out, ", as each claim asks");
}

void terr_provenance_add_method(struct terr_text *out, const struct terr_provenance *provenance)
{
    const int lag_days = terr_archive_lag_days(provenance->archive);
    add_subject(out, provenance);
    add_source(out, provenance);
    if (lag_days != 0) terr_text_add(out, "; ");
    add_lag(out, lag_days);
    add_repairs(out, provenance);
    add_models(out, provenance);
    terr_text_add(out, "; computed with territory " TERR_VERSION ".");
}

// ---- which snapshot for which date ----

static void add_reach(struct terr_text *out, const struct terr_archive *archive)
{
    const int days = terr_archive_max_gap_days(archive);
    terr_text_print(out, "up to the end of that day in the time zone %s",
                    terr_archive_timezone_name(archive));
    if (days < 0) {
        terr_text_add(out, ", however old");
    } else if (days == 0) {
        terr_text_add(out, ", of that very day");
    } else {
        terr_text_print(out, ", at most %d day%s before it", days, days == 1 ? "" : "s");
    }
}

void terr_provenance_add_selection(struct terr_text *out, const struct terr_provenance *provenance)
{
    const int lag_days = terr_archive_lag_days(provenance->archive);
    if (provenance->kind == TERR_PROVENANCE_FILES) {
        terr_text_add(out, "the two files, in the order given");
        return;
    }
    if (provenance->kind == TERR_PROVENANCE_WHEN) {
        terr_text_add(out, "every snapshot between the days asked for");
        if (lag_days != 0) terr_text_add(out, "; ");
        add_lag(out, lag_days);
        return;
    }
    if (provenance->kind == TERR_PROVENANCE_SERIES) {
        terr_text_print(out, "a row for each %s", period_name(provenance->every));
        terr_text_add(out, provenance->every > TERR_EVERY_DAY ? ", dated by its last day" : "");
        terr_text_add(out, "; ");
    }
    terr_text_add(out, "for a date the latest snapshot ");
    add_reach(out, provenance->archive);
    if (provenance->kind != TERR_PROVENANCE_SERIES) {
        terr_text_add(out, "; for a date with a time the latest up to that instant");
    }
    if (lag_days != 0) terr_text_add(out, "; ");
    add_lag(out, lag_days);
}
