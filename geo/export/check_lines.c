#include <geo/export/check_lines.h>

#include <geo/export/check_reading.h>
#include <geo/export/check_value.h>
#include <geo/export/value.h>
#include <geo/figure/verdict.h>
#include <geo/source/archive.h>
#include <math.h>

// A snapshot's name, and its own day where that is not the one asked for.
static void add_snapshot(struct terr_text *out, const struct terr_dated *snapshot, int32_t asked)
{
    terr_value_add_shown(out, snapshot->name);
    if (snapshot->day == asked) return;
    terr_text_add(out, " (of ");
    terr_value_add_day(out, snapshot->day);
    terr_text_add(out, ")");
}

static void add_snapshots(struct terr_text *out, const struct terr_verdicts *verdicts,
                          const struct terr_verdict *verdict)
{
    const struct terr_ends *ends = &verdict->ends;
    terr_text_add(out, "from ");
    if (!terr_measure_is_of_one_date(verdict->claim->measure)) {
        add_snapshot(out, terr_archive_at(verdicts->archive, ends->from), ends->from_day);
        terr_text_add(out, "  to ");
    }
    add_snapshot(out, terr_archive_at(verdicts->archive, ends->to), ends->to_day);
    terr_text_add(out, "\n");
}

static void add_computed(struct terr_text *out, const struct terr_verdicts *verdicts,
                         const struct terr_verdict *verdict)
{
    terr_text_add(out, "printed ");
    terr_check_add_printed(out, verdict->claim);
    terr_text_add(out, ", which admits ");
    terr_check_add_admitted(out, verdict);
    terr_text_add(out, verdict->truncated ? "; it is truncated\n" : "\n");
    terr_text_add(out, "computed ");
    terr_check_add_computed(out, verdict);
    terr_text_add(out, ": ");
    terr_check_add_subject(out, verdicts, verdict);
    terr_text_add(out, "\n");
    add_snapshots(out, verdicts, verdict);
}

static void add_readings(struct terr_text *out, const struct terr_verdicts *verdicts,
                         const struct terr_verdict *verdict)
{
    const struct terr_explanation *explanation = &verdict->explanation;
    for (size_t i = 0; i < explanation->count; i++) {
        terr_text_add(out, "holds as ");
        terr_check_add_reading(out, verdicts, verdict, &explanation->readings[i]);
        terr_text_add(out, "\n");
    }
    terr_check_add_tried(out, verdict);
    terr_text_add(out, "\n");
}

void terr_check_add_lines(struct terr_text *out, const struct terr_verdicts *verdicts,
                          const struct terr_verdict *verdict)
{
    if (verdict->claim->statement) {
        terr_text_add(out, "\"");
        terr_value_add_shown(out, verdict->claim->statement);
        terr_text_add(out, "\"\n");
    }
    if (verdict->outcome == TERR_UNVERIFIABLE) {
        terr_value_add_shown(out, verdict->reason);
        terr_text_add(out, "\n");
    } else {
        add_computed(out, verdicts, verdict);
        if (verdicts->explained && verdict->outcome == TERR_REFUTED) {
            add_readings(out, verdicts, verdict);
        }
    }
}

void terr_check_add_summary(struct terr_text *out, const struct terr_verdict *verdict)
{
    if (verdict->outcome == TERR_UNVERIFIABLE) {
        terr_value_add_shown(out, verdict->reason);
        return;
    }
    terr_text_add(out, "printed ");
    terr_check_add_printed(out, verdict->claim);
    terr_text_add(out, ", computed ");
    terr_check_add_computed(out, verdict);
    terr_text_add(out, " (");
    terr_check_add_difference(out, verdict);
    if (isfinite(verdict->difference_percent)) terr_text_add(out, ", ");
    terr_check_add_percent_off(out, verdict);
    terr_text_add(out, verdict->truncated ? "; it is truncated)" : ")");
}
