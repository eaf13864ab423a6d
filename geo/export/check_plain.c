#include <geo/export/check.h>

#include <geo/export/check_reading.h>
#include <geo/export/check_value.h>
#include <geo/export/value.h>
#include <geo/figure/verdict.h>
#include <geo/source/archive.h>

// ---- the table ----

enum column { VERDICT, CLAIM, PRINTED, COMPUTED, OFF, NOTE, COLUMN_COUNT };

static const struct {
    const char *heading;
    bool to_the_right;
} columns[COLUMN_COUNT] = {{"verdict", false}, {"claim", false}, {"printed", true},
                           {"computed", true}, {"off", true},    {"", false}};

static void add_cell(struct terr_text *out, enum column column, const struct terr_verdict *verdict)
{
    if (!verdict) {
        terr_text_add(out, columns[column].heading);
    } else if (column == VERDICT) {
        terr_text_add(out, terr_outcome_name(verdict->outcome));
    } else if (column == CLAIM) {
        terr_value_add_shown(out, verdict->claim->id);
    } else if (column == PRINTED) {
        terr_check_add_printed(out, verdict->claim);
    } else if (verdict->outcome == TERR_UNVERIFIABLE) {
        if (column == COMPUTED) terr_text_add(out, "-");
    } else if (column == COMPUTED) {
        terr_check_add_computed(out, verdict);
    } else if (column == OFF) {
        terr_check_add_difference(out, verdict);
    } else if (verdict->outcome == TERR_REFUTED) {
        terr_check_add_percent_off(out, verdict);
    } else if (verdict->truncated) {
        terr_text_add(out, "truncated");
    }
}

// How many characters a cell has: its bytes but those that continue one.
static size_t width_of(enum column column, const struct terr_verdict *verdict,
                       struct terr_text *scratch)
{
    size_t width = 0;
    scratch->length = 0;
    add_cell(scratch, column, verdict);
    for (size_t i = 0; i < scratch->length; i++) {
        width += ((unsigned char)scratch->bytes[i] & 0xc0) != 0x80;
    }
    return width;
}

static void find_widths(size_t widths[COLUMN_COUNT], const struct terr_verdicts *verdicts,
                        struct terr_text *scratch)
{
    for (size_t column = 0; column < COLUMN_COUNT; column++) {
        widths[column] = width_of((enum column)column, NULL, scratch);
        for (size_t i = 0; i < verdicts->count; i++) {
            const size_t width = width_of((enum column)column, &verdicts->verdicts[i], scratch);
            if (width > widths[column]) widths[column] = width;
        }
    }
}

static void end_line(struct terr_text *out)
{
    while (!out->failed && out->length > 0 && out->bytes[out->length - 1] == ' ') out->length--;
    terr_text_add(out, "\n");
}

static void add_row(struct terr_text *out, const struct terr_verdict *verdict,
                    const size_t widths[COLUMN_COUNT], struct terr_text *scratch)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        const enum column column = (enum column)i;
        const int space = (int)(widths[i] - width_of(column, verdict, scratch));
        terr_text_add(out, i > 0 ? "  " : "");
        if (columns[i].to_the_right) terr_text_print(out, "%*s", space, "");
        add_cell(out, column, verdict);
        if (!columns[i].to_the_right) terr_text_print(out, "%*s", space, "");
    }
    end_line(out);
}

static void add_table(struct terr_text *out, const struct terr_verdicts *verdicts)
{
    struct terr_text scratch = TERR_TEXT_INIT;
    size_t widths[COLUMN_COUNT];
    find_widths(widths, verdicts, &scratch);
    add_row(out, NULL, widths, &scratch);
    for (size_t i = 0; i < verdicts->count; i++) {
        add_row(out, &verdicts->verdicts[i], widths, &scratch);
    }
    out->failed = out->failed || scratch.failed;
    terr_text_dispose(&scratch);
}

// ---- paragraphs ----

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
    terr_text_add(out, "  from ");
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
    terr_text_add(out, "  printed ");
    terr_check_add_printed(out, verdict->claim);
    terr_text_add(out, ", which admits ");
    terr_check_add_admitted(out, verdict);
    terr_text_add(out, verdict->truncated ? "; it is truncated\n" : "\n");
    terr_text_add(out, "  computed ");
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
        terr_text_add(out, "  holds as ");
        terr_check_add_reading(out, verdicts, verdict, &explanation->readings[i]);
        terr_text_add(out, "\n");
    }
    terr_text_add(out, "  ");
    terr_check_add_tried(out, verdict);
    terr_text_add(out, "\n");
}

static void add_paragraph(struct terr_text *out, const struct terr_verdicts *verdicts,
                          const struct terr_verdict *verdict)
{
    const struct terr_claim *claim = verdict->claim;
    terr_text_print(out, "\n%s: ", terr_outcome_name(verdict->outcome));
    terr_value_add_shown(out, claim->id);
    terr_text_add(out, " (");
    terr_value_add_shown(out, verdicts->claims->name);
    terr_text_print(out, ", line %zu)\n", claim->line);
    if (claim->statement) {
        terr_text_add(out, "  \"");
        terr_value_add_shown(out, claim->statement);
        terr_text_add(out, "\"\n");
    }
    if (verdict->outcome == TERR_UNVERIFIABLE) {
        terr_text_add(out, "  ");
        terr_value_add_shown(out, verdict->reason);
        terr_text_add(out, "\n");
    } else {
        add_computed(out, verdicts, verdict);
        if (verdicts->explained && verdict->outcome == TERR_REFUTED) {
            add_readings(out, verdicts, verdict);
        }
    }
}

void terr_plain_check(struct terr_text *out, const struct terr_verdicts *verdicts,
                      enum terr_check_detail detail)
{
    add_table(out, verdicts);
    for (size_t i = 0; i < verdicts->count; i++) {
        const struct terr_verdict *verdict = &verdicts->verdicts[i];
        if (detail == TERR_CHECK_FAILED && verdict->outcome == TERR_CONFIRMED) continue;
        add_paragraph(out, verdicts, verdict);
    }
    terr_text_add(out, "\n");
    terr_check_add_counts(out, verdicts);
    terr_text_add(out, "\n");
}
