#include <geo/export/inspect.h>

#include <geo/base/paths.h>
#include <geo/export/inspect_regions.h>
#include <geo/export/json_member.h>
#include <geo/export/regional.h>
#include <geo/export/value.h>
#include <geo/figure/inspection.h>
#include <geo/figure/measure.h>
#include <geo/source/profile.h>

// A list of objects inside a snapshot, one a line.
static void begin_list(struct terr_text *out, const char *name)
{
    terr_member_name(out, name);
    terr_text_add(out, "[");
}

static void begin_item(struct terr_text *out, size_t index)
{
    terr_element_begin(out, index, "      ");
}

static void end_list(struct terr_text *out, size_t count) { terr_elements_end(out, count, "    "); }

// Rounding may leave an overlap a trifle below nothing.
static double at_least_0(double value) { return value > 0 ? value : 0; }

static void add_parts(struct terr_text *out, const struct terr_inspection *inspection)
{
    begin_list(out, "parts");
    for (size_t i = 0; i < inspection->part_count; i++) {
        const struct terr_inspected_part *part = &inspection->parts[i];
        begin_item(out, i);
        terr_member_string(out, "file", terr_path_name(part->path));
        terr_member_string(out, "layer", part->layer);
        terr_member_string(out, "sha256", *part->digest ? part->digest : NULL);
        terr_text_add(out, "}");
    }
    end_list(out, inspection->part_count);
}

static void add_statuses(struct terr_text *out, const struct terr_inspection *inspection)
{
    begin_list(out, "statuses");
    for (size_t i = 0; i < inspection->status_count; i++) {
        const struct terr_status_count *status = &inspection->statuses[i];
        begin_item(out, i);
        terr_member_string(out, "status", status->status);
        terr_member_count(out, "features", status->feature_count);
        terr_member_km2(out, "published_km2", status->published_m2);
        terr_member_km2(out, "counted_km2", status->counted_m2);
        terr_member_km2(out, "overlap_km2", at_least_0(status->overlap_m2));
        terr_text_add(out, "}");
    }
    end_list(out, inspection->status_count);
}

static void add_unclassified(struct terr_text *out, const struct terr_inspection *inspection)
{
    begin_list(out, "unclassified_features");
    for (size_t i = 0; i < inspection->unclassified.count; i++) {
        const struct terr_tally_row *row = &inspection->unclassified.rows[i];
        begin_item(out, i);
        terr_member_string(out, "description", row->value);
        terr_member_count(out, "features", row->feature_count);
        terr_member_km2(out, "published_km2", row->published_m2);
        terr_text_add(out, "}");
    }
    end_list(out, inspection->unclassified.count);
}

static void add_repairs(struct terr_text *out, const struct terr_inspection *inspection)
{
    begin_list(out, "repairs");
    for (size_t i = 0; i < inspection->repair_count; i++) {
        terr_text_add(out, i > 0 ? ",\n      " : "\n      ");
        terr_member_repair(out, &inspection->repairs[i], inspection->repair_names[i]);
    }
    end_list(out, inspection->repair_count);
}

static void add_groups(struct terr_text *out, const struct terr_inspection *inspection,
                       double whole_km2)
{
    begin_list(out, "groups");
    for (size_t i = 0; i < inspection->groups.count; i++) {
        const struct terr_tally_row *row = &inspection->groups.rows[i];
        begin_item(out, i);
        terr_member_string(out, "value", row->value);
        terr_member_count(out, "features", row->feature_count);
        terr_member_km2(out, "published_km2", row->published_m2);
        if (whole_km2 > 0) {
            terr_member_name(out, "percent");
            terr_text_add_fixed(out, 100 * (row->published_m2 / TERR_M2_PER_KM2 / whole_km2),
                                TERR_PERCENT_DECIMALS);
        } else {
            terr_member_null(out, "percent");
        }
        terr_text_add(out, "}");
    }
    end_list(out, inspection->groups.count);
}

static void add_features(struct terr_text *out, const struct terr_inspection *inspection)
{
    begin_list(out, "feature_list");
    for (size_t i = 0; i < inspection->feature_count; i++) {
        const struct terr_inspected_feature *feature = &inspection->features[i];
        begin_item(out, i);
        terr_member_count(out, "feature", i);
        terr_member_count(out, "part", feature->part);
        terr_member_string(out, "layer", feature->layer);
        terr_member_string(out, "kind", terr_feature_kind_name(feature->kind));
        terr_member_string(out, "status", feature->status);
        terr_member_count(out, "vertices", feature->vertex_count);
        terr_member_km2(out, "published_km2", feature->published_m2);
        if (feature->is_repaired) {
            terr_member_km2(out, "repaired_km2", feature->clean_m2);
        } else {
            terr_member_null(out, "repaired_km2");
        }
        terr_member_string(out, "description", feature->name);
        terr_text_add(out, "}");
    }
    end_list(out, inspection->feature_count);
}

static void add_date(struct terr_text *out, const char *name, const struct terr_dated *dated)
{
    if (dated->date_source == TERR_DATE_NONE) {
        terr_member_null(out, name);
    } else {
        terr_member_day(out, name, dated->day);
    }
}

static void add_snapshot(struct terr_text *out, const struct terr_inspection *inspection,
                         const struct terr_inspected *inspected)
{
    const struct terr_dated *dated = terr_archive_at(inspected->archive, inspection->snapshot);
    add_date(out, "date", dated);
    terr_member_string(out, "snapshot", dated->name);
    terr_member_string(out, "date_source", terr_value_date_source(dated->date_source));
    terr_member_published(out, dated);
    terr_member_count(out, "features", inspection->feature_count);
    terr_member_count(out, "ignored", inspection->ignored_count);
    terr_member_count(out, "ignored_parts", inspection->ignored_parts);
    terr_member_count(out, "null", inspection->null_count);
    terr_member_count(out, "unclassified", inspection->unclassified_count);
    terr_member_count(out, "vertices", inspection->vertex_count);
    terr_member_km2(out, "held_km2", inspection->held_m2);
    terr_member_km2(out, "held_overlap_km2", at_least_0(inspection->held_overlap_m2));
    add_parts(out, inspection);
    add_statuses(out, inspection);
    add_unclassified(out, inspection);
    add_repairs(out, inspection);
    if (inspected->group_by) {
        const struct terr_profile *profile = terr_archive_profile(inspected->archive);
        add_groups(out, inspection, terr_profile_whole_km2(profile));
    }
    if (inspection->features) add_features(out, inspection);
    if (inspected->regions) terr_json_inspect_regions(out, inspection, inspected);
    terr_text_add(out, "}");
}

// ---- findings ----

// The day and the file of a snapshot; both null where there is none.
static void add_finding_snapshot(struct terr_text *out, const struct terr_archive *archive,
                                 size_t index, const char *date, const char *name)
{
    if (index == TERR_FINDING_NONE) {
        terr_member_null(out, date);
        terr_member_null(out, name);
        return;
    }
    add_date(out, date, terr_archive_at(archive, index));
    terr_member_string(out, name, terr_archive_at(archive, index)->name);
}

static void add_finding_numbers(struct terr_text *out, const struct terr_finding *finding)
{
    switch (finding->kind) {
    case TERR_FINDING_GAP:
        terr_member_day(out, "first_day", finding->first_day);
        terr_member_day(out, "last_day", finding->last_day);
        break;
    case TERR_FINDING_EARLY:
    case TERR_FINDING_CONTRADICTED:
        terr_member_day(out, "first_day", finding->first_day);
        break;
    case TERR_FINDING_MISDATED:
    case TERR_FINDING_BLIP:
    case TERR_FINDING_JUMP:
        terr_member_km2(out, "km2", finding->area_m2);
        terr_member_km2(out, "near_km2", finding->near_m2);
        break;
    case TERR_FINDING_UNCLASSIFIED:
    case TERR_FINDING_REPAIRED:
        terr_member_count(out, "count", finding->count);
        terr_member_km2(out, "km2", finding->area_m2);
        break;
    case TERR_FINDING_LEFT_OUT:
    case TERR_FINDING_FUTURE:
    case TERR_FINDING_MISSING_LAYER:
    case TERR_FINDING_REPEAT:
        break;
    }
}

static void add_finding(struct terr_text *out, const struct terr_finding *finding,
                        const struct terr_archive *archive)
{
    struct terr_text sentence = TERR_TEXT_INIT;
    terr_member_string(out, "kind", terr_finding_kind_name(finding->kind));
    add_finding_snapshot(out, archive, finding->snapshot, "date", "snapshot");
    add_finding_snapshot(out, archive, finding->other, "other_date", "other_snapshot");
    add_finding_numbers(out, finding);
    terr_plain_finding(&sentence, finding, archive);
    terr_member_string(out, "finding", sentence.bytes);
    out->failed |= sentence.failed;
    terr_text_dispose(&sentence);
    terr_text_add(out, "}");
}

void terr_json_inspect(struct terr_text *out, const struct terr_inspected *inspected)
{
    terr_document_head(out, "inspect", inspected->archive, inspected->ruler);
    terr_document_line(out, "recognised_by");
    terr_text_add_json(out, terr_archive_recognised_by(inspected->archive));
    terr_document_line(out, "group_by");
    terr_text_add_json(out, inspected->group_by);
    if (inspected->regions) {
        terr_document_line(out, "borders");
        terr_regional_add_json_borders(out, inspected->regions);
    }
    terr_document_line(out, "findings");
    terr_text_add(out, "[");
    for (size_t i = 0; i < inspected->findings->count; i++) {
        terr_element_begin(out, i, "    ");
        add_finding(out, &inspected->findings->items[i], inspected->archive);
    }
    terr_elements_end(out, inspected->findings->count, "  ");
    terr_document_line(out, "snapshots");
    terr_text_add(out, "[");
    for (size_t i = 0; i < inspected->count; i++) {
        terr_element_begin(out, i, "    ");
        add_snapshot(out, inspected->inspections[i], inspected);
    }
    terr_elements_end(out, inspected->count, "  ");
    terr_text_add(out, "\n}\n");
}
