#include <geo/export/provenance_json.h>

#include <geo/export/json_member.h>
#include <geo/export/provenance_text.h>
#include <geo/export/vector.h>
#include <geo/figure/provenance.h>
#include <geo/shape/engine.h>
#include <geo/source/archive.h>
#include <geo/source/profile_fields.h>
#include <geo/source/snapshot.h>
#include <geo/version.h>
#include <geo/zone/origin.h>
#include <inttypes.h>

// A further member of the object "provenance", on its own line.
static void begin_line(struct terr_text *out, const char *name)
{
    terr_text_print(out, ",\n    \"%s\": ", name);
}

typedef void (*sentence)(struct terr_text *out, const struct terr_provenance *provenance);

static void add_sentence(struct terr_text *out, sentence add,
                         const struct terr_provenance *provenance)
{
    struct terr_text text = TERR_TEXT_INIT;
    add(&text, provenance);
    terr_text_add_json(out, text.bytes);
    out->failed |= text.failed;
    terr_text_dispose(&text);
}

void terr_provenance_add_json_method(struct terr_text *out,
                                     const struct terr_provenance *provenance)
{
    add_sentence(out, terr_provenance_add_method, provenance);
}

// ---- the snapshots ----

static void add_part(struct terr_text *out, const struct terr_origin_part *part)
{
    const bool is_digested = *part->digest != '\0';
    terr_text_add(out, "{");
    terr_member_string(out, "file", part->name);
    terr_member_string(out, "layer", part->layer);
    terr_member_string(out, "sha256", is_digested ? part->digest : NULL);
    if (is_digested) {
        terr_member_name(out, "bytes");
        terr_text_print(out, "%" PRIu64, part->size);
    } else {
        terr_member_null(out, "bytes");
    }
    terr_text_add(out, "}");
}

static void add_snapshot(struct terr_text *out, const struct terr_used_snapshot *used,
                         const char *profile)
{
    const struct terr_origin *origin = used->origin;
    if (used->dated->date_source == TERR_DATE_NONE) {
        terr_member_null(out, "date");
    } else {
        terr_member_day(out, "date", used->dated->day);
    }
    terr_member_string(out, "snapshot", used->dated->name);
    terr_member_published(out, used->dated);
    terr_member_string(out, "profile", profile);
    terr_member_name(out, "parts");
    terr_text_add(out, "[");
    for (size_t i = 0; i < origin->part_count; i++) {
        if (i > 0) terr_text_add(out, ", ");
        add_part(out, &origin->parts[i]);
    }
    terr_text_add(out, "]");
    terr_member_count(out, "repaired_features", origin->repair_count);
    terr_member_km2(out, "repaired_km2", origin->repair_m2);
    terr_text_add(out, "}");
}

void terr_provenance_add_json_snapshots(struct terr_text *out,
                                        const struct terr_provenance *provenance,
                                        const char *indent)
{
    const char *profile = terr_profile_name(terr_archive_profile(provenance->archive));
    terr_text_add(out, "[");
    for (size_t i = 0; i < provenance->snapshot_count; i++) {
        terr_text_print(out, "%s\n%s  {", i > 0 ? "," : "", indent);
        add_snapshot(out, &provenance->snapshots[i], profile);
    }
    terr_elements_end(out, provenance->snapshot_count, indent);
}

// ---- what is counted ----

static void add_texts(struct terr_text *out, const char *name, const struct terr_texts *texts)
{
    terr_member_name(out, name);
    terr_text_add(out, "[");
    for (size_t i = 0; i < texts->count; i++) {
        if (i > 0) terr_text_add(out, ", ");
        terr_text_add_json(out, texts->items[i]);
    }
    terr_text_add(out, "]");
}

// A rule in the form that a profile has it in.
static void add_rule(struct terr_text *out, const struct terr_rule *rule)
{
    static const char *const tests[] = {
        [TERR_TEST_NONE] = "equals",
        [TERR_TEST_EQUALS] = "equals",
        [TERR_TEST_STARTS_WITH] = "starts_with",
        [TERR_TEST_CONTAINS] = "contains",
    };
    if (rule->kind == TERR_RULE_STATUS_FROM) {
        terr_member_string(out, "status_from", rule->property);
    } else {
        if (rule->kind == TERR_RULE_LAYER) add_texts(out, "layer", &rule->test.values);
        if (rule->kind == TERR_RULE_PROPERTY) {
            terr_member_string(out, "property", rule->property);
            if (rule->test.split) terr_member_string(out, "split", rule->test.split);
            add_texts(out, tests[rule->test.kind], &rule->test.values);
        }
        terr_member_string(out, "status", rule->status);
    }
    terr_text_add(out, "}");
}

static void add_rules(struct terr_text *out, const struct terr_profile *profile)
{
    terr_text_add(out, "[");
    for (size_t i = 0; i < profile->rule_count; i++) {
        terr_element_begin(out, i, "      ");
        add_rule(out, &profile->rules[i]);
    }
    terr_elements_end(out, profile->rule_count, "    ");
}

// ---- how ----

static void add_selection(struct terr_text *out, const struct terr_provenance *provenance)
{
    const int max_gap_days = terr_archive_max_gap_days(provenance->archive);
    terr_text_add(out, "{");
    terr_member_name(out, "rule");
    add_sentence(out, terr_provenance_add_selection, provenance);
    terr_member_string(out, "timezone", terr_archive_timezone_name(provenance->archive));
    terr_member_name(out, "lag_days");
    terr_text_print(out, "%d", terr_archive_lag_days(provenance->archive));
    if (max_gap_days < 0) {
        terr_member_null(out, "max_gap_days");
    } else {
        terr_member_count(out, "max_gap_days", (size_t)max_gap_days);
    }
    terr_text_add(out, "}");
}

// The constants stand in shape/area.h, as decimal numbers.
static void add_model(struct terr_text *out, enum terr_area_model model)
{
    const bool is_sphere = model == TERR_AREA_SPHERE;
    struct terr_text words = TERR_TEXT_INIT;
    terr_provenance_add_model(&words, model);
    terr_member_string(out, "model", terr_area_model_name(model));
    terr_member_string(out, "method", words.bytes);
    terr_member_name(out, "a_m");
    terr_text_add(out, "6378137");
    terr_member_name(out, "inverse_flattening");
    terr_text_add(out, is_sphere ? "null" : "298.257223563");
    terr_member_string(out, "edges", model == TERR_AREA_GEODESIC ? "geodesic" : "straight");
    terr_text_add(out, "}");
    out->failed |= words.failed;
    terr_text_dispose(&words);
}

static void add_models(struct terr_text *out, const struct terr_provenance *provenance)
{
    size_t count = 0;
    terr_text_add(out, "[");
    for (size_t i = 0; i < TERR_PROVENANCE_MODELS; i++) {
        if (!provenance->models[i]) continue;
        terr_element_begin(out, count++, "      ");
        add_model(out, (enum terr_area_model)i);
    }
    terr_elements_end(out, count, "    ");
}

// What was not used is not asked for its version: that would load it, where it is there to load.
static void add_versions(struct terr_text *out, const struct terr_provenance *provenance)
{
    terr_text_add(out, "{");
    terr_member_string(out, "territory", TERR_VERSION);
    terr_member_string(out, "geos", terr_engine_version());
    terr_member_string(out, "gdal", provenance->by_gdal ? terr_vector_engine_version() : NULL);
    terr_member_string(out, "proj", provenance->by_proj ? terr_area_engine_version() : NULL);
    terr_member_string(out, "cjson", terr_snapshot_engine_version());
    terr_text_add(out, "}");
}

void terr_document_provenance(struct terr_text *out, const struct terr_provenance *provenance)
{
    terr_document_line(out, "provenance");
    terr_text_add(out, "{\n    \"method\": ");
    terr_provenance_add_json_method(out, provenance);
    begin_line(out, "snapshots");
    terr_provenance_add_json_snapshots(out, provenance, "    ");
    begin_line(out, "selection");
    add_selection(out, provenance);
    begin_line(out, "rules");
    add_rules(out, terr_archive_profile(provenance->archive));
    begin_line(out, "areas");
    add_models(out, provenance);
    begin_line(out, "versions");
    add_versions(out, provenance);
    terr_text_add(out, "\n  }");
}
