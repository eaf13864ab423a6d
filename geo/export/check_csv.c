#include <geo/export/check.h>

#include <geo/export/check_reading.h>
#include <geo/export/value.h>
#include <geo/figure/verdict.h>
#include <geo/source/archive.h>
#include <math.h>

static void add_snapshot_field(struct terr_text *out, const struct terr_verdicts *verdicts,
                               size_t snapshot)
{
    terr_value_add_text_field(out, terr_archive_at(verdicts->archive, snapshot)->name);
}

static void add_ends(struct terr_text *out, const struct terr_verdicts *verdicts,
                     const struct terr_verdict *verdict)
{
    const struct terr_ends *ends = &verdict->ends;
    const bool has_from =
        verdict->has_ends && !terr_measure_is_of_one_date(verdict->claim->measure);
    if (!verdict->has_ends) {
        terr_text_add(out, ",,,,");
        return;
    }
    terr_text_add(out, ",");
    if (has_from) terr_value_add_moment(out, &ends->from_moment);
    terr_text_add(out, ",");
    terr_value_add_moment(out, &ends->to_moment);
    if (has_from) {
        add_snapshot_field(out, verdicts, ends->from);
    } else {
        terr_text_add(out, ",");
    }
    add_snapshot_field(out, verdicts, ends->to);
}

static void add_found(struct terr_text *out, const struct terr_verdict *verdict)
{
    if (verdict->outcome == TERR_UNVERIFIABLE) {
        terr_text_add(out, ",,,,,");
        return;
    }
    terr_text_add(out, ",");
    terr_text_add_fixed(out, verdict->computed, TERR_KM2_DECIMALS);
    terr_value_add_km2_field(out, verdict->computed_m2);
    terr_value_add_km2_field(out, verdict->difference_m2);
    terr_text_add(out, ",");
    if (isfinite(verdict->difference_percent)) {
        terr_text_add_fixed(out, verdict->difference_percent, TERR_KM2_DECIMALS);
    }
    terr_text_add(out, verdict->truncated ? ",true" : ",false");
}

// The reading that is told first, as it stands behind "holds as" elsewhere.
static void add_nearest_reading(struct terr_text *out, const struct terr_verdicts *verdicts,
                                const struct terr_verdict *verdict)
{
    struct terr_text reading = TERR_TEXT_INIT;
    if (verdict->explanation.count > 0) {
        terr_check_add_reading(&reading, verdicts, verdict, &verdict->explanation.readings[0]);
    }
    terr_value_add_text_field(out, reading.bytes);
    out->failed |= reading.failed;
    terr_text_dispose(&reading);
}

static void add_row(struct terr_text *out, const struct terr_verdicts *verdicts,
                    const struct terr_verdict *verdict)
{
    const struct terr_claim *claim = verdict->claim;
    terr_text_add_csv(out, claim->id);
    terr_value_add_count_field(out, claim->line);
    terr_value_add_text_field(out, terr_outcome_name(verdict->outcome));
    terr_value_add_text_field(out, terr_measure_name(claim->measure));
    terr_value_add_text_field(out, verdicts->list.zones[verdict->zone].name);
    terr_value_add_text_field(out, claim->region);
    add_ends(out, verdicts, verdict);
    terr_value_add_text_field(out, claim->number);
    terr_value_add_text_field(out, terr_unit_name(claim->unit));
    terr_value_add_text_field(out, terr_qualifier_name(claim->qualifier));
    add_found(out, verdict);
    terr_value_add_text_field(out, verdict->reason);
    terr_value_add_text_field(out, claim->statement);
    terr_value_add_text_field(out, claim->source);
    add_nearest_reading(out, verdicts, verdict);
    terr_text_add(out, "\n");
}

void terr_csv_check(struct terr_text *out, const struct terr_verdicts *verdicts)
{
    terr_text_add(out, "id,line,verdict,measure,zone,region,from,to,from_snapshot,to_snapshot,"
                       "printed,unit,qualifier,computed,computed_km2,difference_km2,"
                       "difference_percent,truncated,reason,statement,source,nearest_reading\n");
    for (size_t i = 0; i < verdicts->count; i++) add_row(out, verdicts, &verdicts->verdicts[i]);
}
