#include <geo/export/check.h>

#include <geo/export/check_reading.h>
#include <geo/export/json_member.h>
#include <geo/export/provenance_json.h>
#include <geo/export/regional.h>
#include <geo/export/value.h>
#include <geo/figure/provenance.h>
#include <geo/figure/verdict.h>
#include <geo/source/archive.h>
#include <geo/zone/regions.h>
#include <math.h>
#include <stdio.h>

static void add_flag(struct terr_text *out, const char *name, bool value)
{
    terr_member_name(out, name);
    terr_text_add(out, value ? "true" : "false");
}

// A number that may have no value.
static void add_number(struct terr_text *out, const char *name, double value)
{
    if (!isfinite(value)) {
        terr_member_null(out, name);
        return;
    }
    terr_member_name(out, name);
    terr_text_add_fixed(out, value, TERR_KM2_DECIMALS);
}

static void add_tolerance(struct terr_text *out, const struct terr_claim *claim)
{
    char number[TERR_NUMBER_SIZE];
    if (claim->tolerance_kind == TERR_TOLERANCE_NONE) {
        terr_member_null(out, "tolerance");
        return;
    }
    terr_number_print_exact(number, claim->tolerance);
    terr_member_name(out, "tolerance");
    terr_text_print(out, "{\"%s\": %s}",
                    claim->tolerance_kind == TERR_TOLERANCE_KM2 ? "km2" : "percent", number);
}

// What a share is of: a number, the file of a region, or nothing.
static void add_of(struct terr_text *out, const struct terr_claim *claim)
{
    char number[TERR_NUMBER_SIZE];
    if (claim->of_km2 > 0) {
        terr_number_print_exact(number, claim->of_km2);
        terr_member_name(out, "of");
        terr_text_add(out, number);
    } else {
        terr_member_string(out, "of", claim->of_region);
    }
}

// The same as ground, and what the file of it was.
static void add_ground(struct terr_text *out, const struct terr_verdict *verdict)
{
    const char *digest = verdict->ground ? terr_regions_digest(verdict->ground) : "";
    if (verdict->of_m2 > 0) {
        terr_member_km2(out, "of_km2", verdict->of_m2);
    } else {
        terr_member_null(out, "of_km2");
    }
    terr_member_string(out, "of_sha256", *digest ? digest : NULL);
}

// What was printed, its digits as they were.
static void add_claim(struct terr_text *out, const struct terr_verdict *verdict)
{
    const struct terr_claim *claim = verdict->claim;
    terr_member_string(out, "id", claim->id);
    terr_member_count(out, "line", claim->line);
    terr_member_string(out, "statement", claim->statement);
    terr_member_string(out, "source", claim->source);
    terr_member_string(out, "measure", terr_measure_name(claim->measure));
    terr_member_string(out, "region", claim->region);
    terr_member_name(out, "value");
    terr_text_add(out, claim->number);
    terr_member_string(out, "unit", terr_unit_name(claim->unit));
    add_of(out, claim);
    add_ground(out, verdict);
    terr_member_string(out, "qualifier", terr_qualifier_name(claim->qualifier));
    add_tolerance(out, claim);
}

static void add_end(struct terr_text *out, const char *name, const struct terr_dated *snapshot,
                    const struct terr_moment *date)
{
    terr_member_name(out, name);
    terr_text_add(out, "{");
    terr_member_name(out, "date");
    terr_text_add(out, "\"");
    terr_value_add_moment(out, date);
    terr_text_add(out, "\"");
    terr_member_string(out, "snapshot", snapshot->name);
    terr_member_published(out, snapshot);
    terr_text_add(out, "}");
}

static void add_ends(struct terr_text *out, const struct terr_archive *archive,
                     const struct terr_ends *ends, bool one_date)
{
    if (one_date) {
        terr_member_null(out, "from");
    } else {
        add_end(out, "from", terr_archive_at(archive, ends->from), &ends->from_moment);
    }
    add_end(out, "to", terr_archive_at(archive, ends->to), &ends->to_moment);
}

static void add_admitted(struct terr_text *out, const struct terr_admitted *admitted)
{
    terr_member_name(out, "admitted");
    terr_text_add(out, "{");
    add_number(out, "from", admitted->from);
    add_flag(out, "from_included", !admitted->above_from);
    add_number(out, "to", admitted->to);
    add_flag(out, "to_included", !admitted->below_to);
    terr_text_add(out, "}");
}

static void add_found(struct terr_text *out, const struct terr_verdict *verdict)
{
    if (verdict->outcome == TERR_UNVERIFIABLE) {
        static const char *const names[] = {"computed",  "computed_km2",   "admitted",
                                            "truncated", "difference_km2", "difference_percent"};
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) terr_member_null(out, names[i]);
        return;
    }
    add_number(out, "computed", verdict->computed);
    terr_member_km2(out, "computed_km2", verdict->computed_m2);
    add_admitted(out, &verdict->admitted);
    add_flag(out, "truncated", verdict->truncated);
    terr_member_km2(out, "difference_km2", verdict->difference_m2);
    add_number(out, "difference_percent", verdict->difference_percent);
}

static void add_area_model(struct terr_text *out, const struct terr_ruler *ruler)
{
    const int zone = terr_ruler_utm_zone(ruler);
    char name[32];
    snprintf(name, sizeof name, zone > 0 ? "%s-%d" : "%s",
             terr_area_model_name(terr_ruler_model(ruler)), zone);
    terr_member_string(out, "area_model", name);
}

static void add_reading(struct terr_text *out, const struct terr_verdicts *verdicts,
                        const struct terr_verdict *verdict, const struct terr_reading *reading)
{
    struct terr_text words = TERR_TEXT_INIT;
    bool any = false;
    terr_member_name(out, "departures");
    terr_text_add(out, "[");
    for (size_t i = 0; i < TERR_DEPARTURE_COUNT; i++) {
        if (!reading->departs[i]) continue;
        terr_text_print(out, "%s\"%s\"", any ? ", " : "",
                        terr_departure_name((enum terr_departure)i));
        any = true;
    }
    terr_text_add(out, "]");
    terr_check_add_reading(&words, verdicts, verdict, reading);
    out->failed = out->failed || words.failed;
    terr_member_string(out, "holds_as", words.bytes);
    terr_text_dispose(&words);
    terr_member_string(out, "measure", terr_measure_name(reading->measure));
    terr_member_string(out, "unit", terr_unit_name(reading->unit));
    terr_member_zone(out, &verdicts->list.zones[reading->zone]);
    terr_member_string(out, "region",
                       reading->region == TERR_WANTED_WHOLE ? NULL : verdict->claim->region);
    add_area_model(out, reading->ruler);
    add_ends(out, verdicts->archive, &reading->dates.ends,
             terr_measure_is_of_one_date(verdict->claim->measure));
    add_number(out, "computed", reading->computed);
    terr_member_km2(out, "computed_km2", reading->computed_m2);
}

static void add_explanation(struct terr_text *out, const struct terr_verdicts *verdicts,
                            const struct terr_verdict *verdict)
{
    const struct terr_explanation *explanation = &verdict->explanation;
    if (!verdicts->explained || verdict->outcome != TERR_REFUTED) {
        terr_member_null(out, "readings");
        terr_member_null(out, "readings_tried");
        return;
    }
    terr_member_name(out, "readings");
    terr_text_add(out, "[");
    for (size_t i = 0; i < explanation->count; i++) {
        terr_element_begin(out, i, "      ");
        add_reading(out, verdicts, verdict, &explanation->readings[i]);
        terr_text_add(out, "}");
    }
    terr_elements_end(out, explanation->count, "    ");
    terr_member_count(out, "readings_tried", explanation->tried);
}

static void add_verdict(struct terr_text *out, const struct terr_verdicts *verdicts,
                        const struct terr_verdict *verdict)
{
    add_claim(out, verdict);
    terr_member_zone(out, &verdicts->list.zones[verdict->zone]);
    add_area_model(out, verdict->ruler);
    if (verdict->has_ends) {
        add_ends(out, verdicts->archive, &verdict->ends,
                 terr_measure_is_of_one_date(verdict->claim->measure));
    } else {
        terr_member_null(out, "from");
        terr_member_null(out, "to");
    }
    terr_member_string(out, "verdict", terr_outcome_name(verdict->outcome));
    terr_member_string(out, "reason", verdict->reason);
    add_found(out, verdict);
    add_explanation(out, verdicts, verdict);
    terr_text_add(out, "}");
}

static void add_head(struct terr_text *out, const struct terr_verdicts *verdicts)
{
    terr_document_head(out, "check", verdicts->archive, verdicts->ruler);
    terr_document_line(out, "claims_file");
    terr_text_add_json(out, verdicts->claims->name);
    if (verdicts->regions) {
        terr_document_line(out, "borders");
        terr_regional_add_json_borders(out, verdicts->regions);
    }
    terr_document_line(out, "counts");
    terr_text_add(out, "{");
    for (size_t i = 0; i < TERR_OUTCOME_COUNT; i++) {
        terr_member_count(out, terr_outcome_name((enum terr_outcome)i),
                          verdicts->outcome_counts[i]);
    }
    terr_text_add(out, "}");
    terr_document_line(out, "repairs");
    terr_text_add(out, "{");
    terr_member_count(out, "snapshots", verdicts->demand.repaired_count);
    terr_member_km2(out, "largest_km2", verdicts->demand.repair_max_m2);
    terr_text_add(out, "}");
}

static void add_provenance(struct terr_text *out, const struct terr_verdicts *verdicts)
{
    struct terr_provenance provenance;
    struct terr_error err;
    if (terr_provenance_of_verdicts(&provenance, verdicts, &err)) {
        out->failed = true; // for want of memory alone
        return;
    }
    terr_document_provenance(out, &provenance);
    terr_provenance_dispose(&provenance);
}

void terr_json_check(struct terr_text *out, const struct terr_verdicts *verdicts)
{
    add_head(out, verdicts);
    add_provenance(out, verdicts);
    terr_document_line(out, "claims");
    terr_text_add(out, "[");
    for (size_t i = 0; i < verdicts->count; i++) {
        terr_element_begin(out, i, "    ");
        add_verdict(out, verdicts, &verdicts->verdicts[i]);
    }
    terr_elements_end(out, verdicts->count, "  ");
    terr_text_add(out, "\n}\n");
}
