#include <geo/export/inspect.h>

#include <geo/base/paths.h>
#include <geo/export/regional.h>
#include <geo/export/value.h>
#include <geo/figure/inspection.h>
#include <geo/figure/measure.h>
#include <geo/source/profile.h>
#include <geo/zone/regions.h>

// The first two fields of most rows.
static void add_snapshot_fields(struct terr_text *out, const struct terr_archive *archive,
                                size_t index)
{
    const struct terr_dated *dated = terr_archive_at(archive, index);
    if (dated->date_source != TERR_DATE_NONE) terr_value_add_day(out, dated->day);
    terr_value_add_text_field(out, dated->name);
}

// ---- statuses ----

static void add_digests(struct terr_text *out, const struct terr_inspection *inspection)
{
    terr_text_add(out, ",");
    for (size_t i = 0; i < inspection->part_count; i++) {
        terr_text_print(out, "%s%s", i > 0 ? " " : "", inspection->parts[i].digest);
    }
}

// `status` is NULL in the row of a snapshot without polygons.
static void add_status_row(struct terr_text *out, const struct terr_inspection *inspection,
                           const struct terr_archive *archive,
                           const struct terr_status_count *status)
{
    const struct terr_dated *dated = terr_archive_at(archive, inspection->snapshot);
    add_snapshot_fields(out, archive, inspection->snapshot);
    terr_value_add_text_field(out, terr_value_date_source(dated->date_source));
    terr_value_add_text_field(out, terr_profile_name(terr_archive_profile(archive)));
    if (status) {
        terr_value_add_text_field(out, status->status);
        terr_value_add_count_field(out, status->feature_count);
        terr_value_add_km2_field(out, status->published_m2);
        terr_value_add_km2_field(out, status->counted_m2);
    } else {
        terr_text_add(out, ",,,,");
    }
    terr_value_add_count_field(out, inspection->ignored_count);
    terr_value_add_count_field(out, inspection->null_count);
    terr_value_add_count_field(out, inspection->unclassified_count);
    terr_value_add_count_field(out, inspection->repair_count);
    terr_value_add_count_field(out, inspection->vertex_count);
    terr_value_add_km2_field(out, inspection->held_m2);
    if (status) {
        terr_value_add_km2_field(out, status->overlap_m2);
    } else {
        terr_text_add(out, ",");
    }
    terr_value_add_km2_field(out, terr_inspection_repair_m2(inspection));
    terr_text_add(out, ",");
    terr_value_add_published(out, dated);
    add_digests(out, inspection);
    terr_text_add(out, "\n");
}

void terr_csv_inspect(struct terr_text *out, const struct terr_inspected *inspected)
{
    terr_text_add(out, "date,snapshot,date_source,profile,status,features,published_km2,"
                       "counted_km2,ignored,null,unclassified,repaired,vertices,held_km2,"
                       "overlap_km2,repair_km2,published,sha256\n");
    for (size_t i = 0; i < inspected->count; i++) {
        const struct terr_inspection *inspection = inspected->inspections[i];
        if (inspection->status_count == 0) {
            add_status_row(out, inspection, inspected->archive, NULL);
        }
        for (size_t j = 0; j < inspection->status_count; j++) {
            add_status_row(out, inspection, inspected->archive, &inspection->statuses[j]);
        }
    }
}

// ---- features ----

static void add_feature_row(struct terr_text *out, const struct terr_inspection *inspection,
                            const struct terr_archive *archive, size_t index)
{
    const struct terr_inspected_feature *feature = &inspection->features[index];
    const struct terr_inspected_part *part = &inspection->parts[feature->part];
    add_snapshot_fields(out, archive, inspection->snapshot);
    terr_value_add_count_field(out, index);
    terr_value_add_text_field(out, terr_path_name(part->path));
    terr_value_add_text_field(out, feature->layer);
    terr_value_add_text_field(out, terr_feature_kind_name(feature->kind));
    terr_value_add_text_field(out, feature->status);
    terr_value_add_count_field(out, feature->vertex_count);
    terr_value_add_km2_field(out, feature->published_m2);
    if (feature->is_repaired) {
        terr_value_add_km2_field(out, feature->clean_m2);
    } else {
        terr_text_add(out, ",");
    }
    terr_value_add_text_field(out, feature->name);
    terr_text_add(out, "\n");
}

void terr_csv_inspect_features(struct terr_text *out, const struct terr_inspected *inspected)
{
    terr_text_add(out, "date,snapshot,feature,file,layer,kind,status,vertices,published_km2,"
                       "repaired_km2,description\n");
    for (size_t i = 0; i < inspected->count; i++) {
        const struct terr_inspection *inspection = inspected->inspections[i];
        for (size_t j = 0; j < inspection->feature_count; j++) {
            add_feature_row(out, inspection, inspected->archive, j);
        }
    }
}

// ---- groups ----

void terr_csv_inspect_groups(struct terr_text *out, const struct terr_inspected *inspected)
{
    const double whole_km2 = terr_profile_whole_km2(terr_archive_profile(inspected->archive));
    terr_text_add(out, "date,snapshot");
    terr_value_add_text_field(out, inspected->group_by);
    terr_text_add(out, ",features,published_km2,percent\n");
    for (size_t i = 0; i < inspected->count; i++) {
        const struct terr_inspection *inspection = inspected->inspections[i];
        for (size_t j = 0; j < inspection->groups.count; j++) {
            const struct terr_tally_row *row = &inspection->groups.rows[j];
            add_snapshot_fields(out, inspected->archive, inspection->snapshot);
            terr_value_add_text_field(out, row->value);
            terr_value_add_count_field(out, row->feature_count);
            terr_value_add_km2_field(out, row->published_m2);
            terr_text_add(out, ",");
            if (whole_km2 > 0) {
                const double share = row->published_m2 / TERR_M2_PER_KM2 / whole_km2;
                terr_text_add_fixed(out, 100 * share, TERR_PERCENT_DECIMALS);
            }
            terr_text_add(out, "\n");
        }
    }
}

// ---- regions ----

// The rows of statuses[zone], or of the default zone with TERR_INSPECTION_HELD, named `held`.
static void add_region_rows(struct terr_text *out, const struct terr_inspected *inspected,
                            const struct terr_inspection *inspection, size_t zone, const char *held)
{
    const struct terr_regions *regions = inspected->regions;
    const bool is_held = zone == TERR_INSPECTION_HELD;
    for (size_t i = 0; i <= terr_regions_count(regions); i++) {
        const double area_m2 = terr_inspection_in_m2(inspection, regions, zone, i);
        add_snapshot_fields(out, inspected->archive, inspection->snapshot);
        terr_value_add_text_field(out, is_held ? held : NULL);
        terr_value_add_text_field(out, is_held ? NULL : inspection->statuses[zone].status);
        terr_value_add_text_field(out, terr_regions_name(regions, i));
        terr_value_add_km2_field(out, area_m2);
        terr_regional_add_whole_field(out, regions, i, NULL);
        terr_regional_add_percent_field(out, regions, i, area_m2);
        terr_text_add(out, "\n");
    }
}

void terr_csv_inspect_regions(struct terr_text *out, const struct terr_inspected *inspected)
{
    const char *held = terr_profile_zone_at(terr_archive_profile(inspected->archive), 0).name;
    terr_text_add(out, "date,snapshot,zone,status,region,area_km2,region_km2,percent\n");
    for (size_t i = 0; i < inspected->count; i++) {
        const struct terr_inspection *inspection = inspected->inspections[i];
        add_region_rows(out, inspected, inspection, TERR_INSPECTION_HELD, held);
        for (size_t j = 0; j < inspection->status_count; j++) {
            add_region_rows(out, inspected, inspection, j, held);
        }
    }
}

// ---- findings ----

static bool has_days(const struct terr_finding *finding)
{
    return finding->kind == TERR_FINDING_EARLY || finding->kind == TERR_FINDING_CONTRADICTED ||
           finding->kind == TERR_FINDING_GAP;
}

static bool has_count(const struct terr_finding *finding)
{
    return finding->kind == TERR_FINDING_UNCLASSIFIED || finding->kind == TERR_FINDING_REPAIRED;
}

static bool has_step(const struct terr_finding *finding)
{
    return finding->kind == TERR_FINDING_MISDATED || finding->kind == TERR_FINDING_BLIP ||
           finding->kind == TERR_FINDING_JUMP;
}

static void add_finding_snapshot(struct terr_text *out, const struct terr_archive *archive,
                                 size_t index)
{
    terr_text_add(out, ",");
    if (index == TERR_FINDING_NONE) {
        terr_text_add(out, ",");
    } else {
        add_snapshot_fields(out, archive, index);
    }
}

static void add_finding_row(struct terr_text *out, const struct terr_finding *finding,
                            const struct terr_archive *archive)
{
    struct terr_text sentence = TERR_TEXT_INIT;
    terr_text_add_csv(out, terr_finding_kind_name(finding->kind));
    add_finding_snapshot(out, archive, finding->snapshot);
    add_finding_snapshot(out, archive, finding->other);
    terr_text_add(out, ",");
    if (has_days(finding)) terr_value_add_day(out, finding->first_day);
    terr_text_add(out, ",");
    if (finding->kind == TERR_FINDING_GAP) terr_value_add_day(out, finding->last_day);
    terr_text_add(out, ",");
    if (has_count(finding)) terr_text_print(out, "%zu", finding->count);
    terr_text_add(out, ",");
    if (has_count(finding) || has_step(finding)) terr_value_add_km2(out, finding->area_m2);
    terr_text_add(out, ",");
    if (has_step(finding)) terr_value_add_km2(out, finding->near_m2);
    terr_plain_finding(&sentence, finding, archive);
    terr_value_add_text_field(out, sentence.bytes);
    out->failed |= sentence.failed;
    terr_text_dispose(&sentence);
    terr_text_add(out, "\n");
}

void terr_csv_inspect_findings(struct terr_text *out, const struct terr_inspected *inspected)
{
    terr_text_add(out, "kind,date,snapshot,other_date,other_snapshot,first_day,last_day,count,km2,"
                       "near_km2,finding\n");
    for (size_t i = 0; i < inspected->findings->count; i++) {
        add_finding_row(out, &inspected->findings->items[i], inspected->archive);
    }
}
