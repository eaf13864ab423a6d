#include <geo/export/compare.h>

#include <geo/export/json_member.h>
#include <geo/export/value.h>
#include <geo/figure/comparisons.h>
#include <geo/shape/area.h>
#include <geo/source/profile.h>
#include <geo/version.h>
#include <geo/zone/zone_list.h>

static void add_side(struct terr_text *out, const char *name, const struct terr_side *side,
                     size_t days_alone)
{
    const struct terr_profile *profile = terr_archive_profile(side->archive);
    terr_document_line(out, name);
    terr_text_add(out, "{");
    terr_member_string(out, "profile", terr_profile_name(profile));
    terr_member_string(out, "attribution", terr_profile_attribution(profile));
    terr_member_string(out, "timezone", terr_archive_timezone_name(side->archive));
    terr_member_name(out, "lag_days");
    terr_text_print(out, "%d", terr_archive_lag_days(side->archive));
    terr_member_count(out, "snapshots", terr_archive_count(side->archive));
    terr_member_count(out, "days_alone", days_alone);
    terr_member_name(out, "zones");
    terr_text_add(out, "[");
    for (size_t i = 0; i < side->list->count; i++) {
        terr_text_add(out, i > 0 ? ", {" : "{");
        terr_member_zone(out, &side->list->zones[i]);
        terr_text_add(out, "}");
    }
    terr_text_add(out, "]}");
}

// What one side has of a row.
static void add_map(struct terr_text *out, const char *name, const struct terr_side *side,
                    size_t snapshot, size_t zone, double area_m2)
{
    const struct terr_dated *dated = terr_archive_at(side->archive, snapshot);
    terr_member_name(out, name);
    terr_text_add(out, "{");
    terr_member_string(out, "snapshot", dated->name);
    terr_member_published(out, dated);
    terr_member_string(out, "zone", side->list->zones[zone].name);
    terr_member_km2(out, "area_km2", area_m2);
    terr_text_add(out, "}");
}

static void add_compared(struct terr_text *out, const struct terr_comparisons *comparisons,
                         const struct terr_compared *row)
{
    const struct terr_pair *pair = &comparisons->pairs.pairs[row->pair];
    double iou;
    if (pair->dated) {
        terr_member_day(out, "date", pair->day);
    } else {
        terr_member_null(out, "date");
    }
    add_map(out, "a", &comparisons->a, pair->a, row->zone, row->area_a_m2);
    add_map(out, "b", &comparisons->b, pair->b, row->zone, row->area_b_m2);
    terr_member_km2(out, "both_km2", row->both_m2);
    terr_member_km2(out, "only_a_km2", row->only_a_m2);
    terr_member_km2(out, "only_b_km2", row->only_b_m2);
    if (terr_compared_iou(&iou, row)) {
        terr_member_name(out, "iou");
        terr_text_add_fixed(out, iou, TERR_IOU_DECIMALS);
    } else {
        terr_member_null(out, "iou");
    }
    terr_text_add(out, "}");
}

static void add_head(struct terr_text *out, const struct terr_comparisons *comparisons,
                     const struct terr_pairs_options *options)
{
    const bool thinned = options->every == TERR_EVERY_WEEK || options->every == TERR_EVERY_MONTH;
    terr_text_add(out, "{\n  \"type\": \"territory.compare\"");
    terr_document_line(out, "version");
    terr_text_add_json(out, TERR_VERSION);
    terr_document_line(out, "area_model");
    terr_text_add_json(out, terr_area_model_name(terr_ruler_model(comparisons->ruler)));
    terr_document_line(out, "every");
    terr_text_add_json(out, terr_every_name(thinned ? options->every : TERR_EVERY_DAY));
    terr_document_line(out, "max_gap_days");
    terr_text_print(out, "%d", (int)options->max_gap_days);
}

void terr_json_comparisons(struct terr_text *out, const struct terr_comparisons *comparisons,
                           const struct terr_pairs_options *options)
{
    add_head(out, comparisons, options);
    add_side(out, "a", &comparisons->a, comparisons->pairs.alone_a);
    add_side(out, "b", &comparisons->b, comparisons->pairs.alone_b);
    terr_document_line(out, "repairs");
    terr_text_add(out, "{");
    terr_member_count(out, "snapshots", comparisons->repaired_count);
    terr_member_km2(out, "largest_km2", comparisons->repair_max_m2);
    terr_text_add(out, "}");
    terr_document_line(out, "rows");
    terr_text_add(out, "[");
    for (size_t i = 0; i < comparisons->row_count; i++) {
        terr_element_begin(out, i, "    ");
        add_compared(out, comparisons, &comparisons->rows[i]);
    }
    terr_elements_end(out, comparisons->row_count, "  ");
    terr_text_add(out, "\n}\n");
}
