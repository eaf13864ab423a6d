#include <geo/export/inspect_paragraph.h>

#include <geo/base/paths.h>
#include <geo/export/inspect_regions.h>
#include <geo/export/value.h>
#include <geo/figure/inspection.h>
#include <geo/figure/measure.h>
#include <geo/source/profile.h>
#include <math.h>

#define STATUS_WIDTH 20
#define FEATURES_WIDTH 8
#define AREA_WIDTH 15

static void add_padding(struct terr_text *out, size_t width, size_t used)
{
    terr_text_print(out, "%*s", used < width ? (int)(width - used) : 0, "");
}

static void add_status(struct terr_text *out, const struct terr_status_count *status)
{
    char features[TERR_GROUPED_SIZE], published[TERR_GROUPED_SIZE], counted[TERR_GROUPED_SIZE];
    terr_value_print_grouped(features, (double)status->feature_count, 0, false);
    terr_value_print_shown_km2(published, status->published_m2);
    terr_value_print_shown_km2(counted, status->counted_m2);
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
                    "features", AREA_WIDTH + 1, "published " TERR_SHOWN_KM2, AREA_WIDTH + 1,
                    "counted " TERR_SHOWN_KM2);
    for (size_t i = 0; i < inspection->status_count; i++) {
        add_status(out, &inspection->statuses[i]);
    }
}

static void add_repair(struct terr_text *out, const struct terr_repair *repair, const char *name)
{
    char published[TERR_GROUPED_SIZE];
    terr_value_print_shown_km2(published, repair->published_m2);
    terr_text_print(out, "    features[%zu] ", repair->feature);
    if (*name) {
        terr_text_add(out, "(");
        terr_value_add_shown(out, name);
        terr_text_add(out, ") ");
    }
    terr_value_add_shown(out, repair->fault.reason);
    if (isfinite(repair->fault.lon_deg) && isfinite(repair->fault.lat_deg)) {
        terr_text_add(out, " at ");
        terr_text_add_fixed(out, repair->fault.lon_deg, 6);
        terr_text_add(out, ", ");
        terr_text_add_fixed(out, repair->fault.lat_deg, 6);
    }
    terr_text_print(out, ": %s to ", published);
    terr_value_add_shown_km2(out, repair->clean_m2);
    terr_text_add(out, repair->fault.stray_hole ? ", a hole lay outside its shell\n" : "\n");
}

static void add_repairs(struct terr_text *out, const struct terr_inspection *inspection)
{
    if (inspection->repair_count == 0) return;
    terr_text_add(out, "  repaired ");
    terr_value_add_shown_count(out, inspection->repair_count);
    terr_text_add(out, inspection->repair_count == 1 ? " feature\n" : " features\n");
    for (size_t i = 0; i < inspection->repair_count; i++) {
        add_repair(out, &inspection->repairs[i], inspection->repair_names[i]);
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
        terr_text_add(out, " (from its name");
        break;
    case TERR_DATE_DOCUMENT:
        terr_value_add_day(out, dated->day);
        terr_text_add(out, " (from the document");
        break;
    case TERR_DATE_PROPERTY:
        terr_value_add_day(out, dated->day);
        terr_text_add(out, " (from the property ");
        terr_value_add_shown(out, dated->date_property);
        break;
    }
    if (dated->has_time) {
        terr_text_add(out, ": ");
        terr_value_add_published(out, dated);
    }
    terr_text_add(out, ")");
}

static void add_counts(struct terr_text *out, const struct terr_inspection *inspection)
{
    terr_text_add(out, "  features ");
    terr_value_add_shown_count(out, inspection->feature_count);
    terr_text_add(out, ": ");
    terr_value_add_shown_count(out, inspection->ignored_count);
    terr_text_add(out, " ignored, ");
    terr_value_add_shown_count(out, inspection->null_count);
    terr_text_add(out, " null, ");
    terr_value_add_shown_count(out, inspection->unclassified_count);
    terr_text_add(out, " unclassified; ");
    terr_value_add_shown_count(out, inspection->vertex_count);
    terr_text_add(out, " vertices\n");
    if (inspection->ignored_parts == 0) return;
    terr_text_add(out, "  ignored inside collections ");
    terr_value_add_shown_count(out, inspection->ignored_parts);
    terr_text_add(out, "\n");
}

// ---- groups, overlaps, what no rule names ----

// A value of a property, or what stands for none.
static const char *shown_value(const char *value) { return value ? value : "(none)"; }

static void add_group(struct terr_text *out, const struct terr_tally_row *row, double whole_km2)
{
    char features[TERR_GROUPED_SIZE], published[TERR_GROUPED_SIZE];
    terr_value_print_grouped(features, (double)row->feature_count, 0, false);
    terr_value_print_shown_km2(published, row->published_m2);
    terr_text_add(out, "  ");
    add_padding(out, STATUS_WIDTH, terr_value_add_shown(out, shown_value(row->value)));
    terr_text_print(out, "  %*s  %*s", FEATURES_WIDTH, features, AREA_WIDTH, published);
    if (whole_km2 > 0) {
        char percent[TERR_NUMBER_SIZE];
        terr_number_print(percent, 100 * (row->published_m2 / TERR_M2_PER_KM2 / whole_km2), 3);
        terr_text_print(out, "  %9s", percent);
    }
    terr_text_add(out, "\n");
}

static void add_groups(struct terr_text *out, const struct terr_inspection *inspection,
                       const char *property, double whole_km2)
{
    terr_text_add(out, "  ");
    add_padding(out, STATUS_WIDTH, terr_value_add_shown(out, property));
    terr_text_print(out, "  %*s  %*s", FEATURES_WIDTH, "features", AREA_WIDTH + 1,
                    "published " TERR_SHOWN_KM2);
    terr_text_add(out, whole_km2 > 0 ? "    percent\n" : "\n");
    for (size_t i = 0; i < inspection->groups.count; i++) {
        add_group(out, &inspection->groups.rows[i], whole_km2);
    }
}

// Half of the last digit that is shown: less than this would be told as nothing.
#define SHOWN_M2 5e3

static void add_overlaps(struct terr_text *out, const struct terr_inspection *inspection)
{
    bool any = false;
    for (size_t i = 0; i < inspection->status_count; i++) {
        const struct terr_status_count *status = &inspection->statuses[i];
        if (status->overlap_m2 < SHOWN_M2) continue;
        terr_text_add(out, any ? ", " : "  overlaps ");
        terr_value_add_shown_km2(out, status->overlap_m2);
        terr_text_add(out, " in ");
        terr_value_add_shown(out, status->status);
        any = true;
    }
    if (any) terr_text_add(out, "\n");
}

static void add_unclassified(struct terr_text *out, const struct terr_inspection *inspection)
{
    for (size_t i = 0; i < inspection->unclassified.count; i++) {
        const struct terr_tally_row *row = &inspection->unclassified.rows[i];
        if (i == 0) terr_text_add(out, "  unclassified\n");
        terr_text_add(out, "    ");
        terr_value_add_shown(out, shown_value(row->value));
        terr_text_add(out, ": ");
        terr_value_add_shown_count(out, row->feature_count);
        terr_text_add(out, row->feature_count == 1 ? " feature, " : " features, ");
        terr_value_add_shown_km2(out, row->published_m2);
        terr_text_add(out, "\n");
    }
}

// ---- features, files ----

#define KIND_WIDTH 8

static void add_feature(struct terr_text *out, const struct terr_inspection *inspection,
                        size_t index)
{
    const struct terr_inspected_feature *feature = &inspection->features[index];
    char area[TERR_GROUPED_SIZE];
    terr_value_print_shown_km2(area, feature->published_m2);
    terr_text_print(out, "    %*zu  %-*s  ", FEATURES_WIDTH - 2, index, KIND_WIDTH,
                    terr_feature_kind_name(feature->kind));
    add_padding(out, STATUS_WIDTH,
                terr_value_add_shown(out, feature->status ? feature->status : ""));
    terr_text_print(out, "  %*zu  %*s", FEATURES_WIDTH, feature->vertex_count, AREA_WIDTH, area);
    if (*feature->name) {
        terr_text_add(out, "  ");
        terr_value_add_shown(out, feature->name);
    }
    if (feature->layer) {
        terr_text_add(out, "  in ");
        terr_value_add_shown(out, feature->layer);
    }
    if (feature->is_repaired) {
        terr_text_add(out, "  repaired: ");
        terr_value_add_shown_km2(out, feature->clean_m2);
    }
    terr_text_add(out, "\n");
}

static void add_features(struct terr_text *out, const struct terr_inspection *inspection)
{
    if (!inspection->features || inspection->feature_count == 0) return;
    terr_text_print(out, "  %*s  %-*s  %-*s  %*s  %*s\n", FEATURES_WIDTH, "feature", KIND_WIDTH,
                    "kind", STATUS_WIDTH, "status", FEATURES_WIDTH, "vertices", AREA_WIDTH + 1,
                    "published " TERR_SHOWN_KM2);
    for (size_t i = 0; i < inspection->feature_count; i++) add_feature(out, inspection, i);
}

static void add_digests(struct terr_text *out, const struct terr_inspection *inspection)
{
    for (size_t i = 0; i < inspection->part_count; i++) {
        const struct terr_inspected_part *part = &inspection->parts[i];
        if (!*part->digest) continue;
        terr_text_print(out, "  sha256 %s", part->digest);
        if (inspection->part_count > 1) {
            terr_text_add(out, "  ");
            terr_value_add_shown(out, terr_path_name(part->path));
        }
        terr_text_add(out, "\n");
    }
}

static void add_zone(struct terr_text *out, const struct terr_inspection *inspection,
                     const struct terr_profile *profile)
{
    terr_text_add(out, "  ");
    terr_value_add_shown(out, terr_profile_zone_at(profile, 0).name);
    terr_text_add(out, " ");
    terr_value_add_shown_km2(out, inspection->held_m2);
    terr_text_add(out, "\n");
}

void terr_plain_inspect_paragraph(struct terr_text *out, const struct terr_inspection *inspection,
                                  const struct terr_inspected *inspected)
{
    const struct terr_profile *profile = terr_archive_profile(inspected->archive);
    const struct terr_dated *dated = terr_archive_at(inspected->archive, inspection->snapshot);
    terr_value_add_shown(out, dated->name);
    terr_text_add(out, "  ");
    add_date(out, dated);
    terr_text_add(out, "  ");
    terr_value_add_shown(out, terr_profile_name(profile));
    terr_text_add(out, "\n");
    add_counts(out, inspection);
    if (inspected->group_by) {
        add_groups(out, inspection, inspected->group_by, terr_profile_whole_km2(profile));
    } else {
        add_statuses(out, inspection);
    }
    add_zone(out, inspection, profile);
    add_overlaps(out, inspection);
    add_unclassified(out, inspection);
    add_repairs(out, inspection);
    add_features(out, inspection);
    add_digests(out, inspection);
    if (inspected->regions) terr_plain_inspect_regions(out, inspection, inspected);
}
