#include <geo/export/check.h>

#include <geo/export/check_lines.h>
#include <geo/export/check_value.h>
#include <geo/export/value.h>
#include <geo/figure/verdict.h>
#include <string.h>

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

// Sets each line two blanks in.
static void add_indented(struct terr_text *out, const struct terr_text *lines)
{
    const char *line = lines->bytes, *end;
    for (; line && (end = strchr(line, '\n')); line = end + 1) {
        terr_text_add(out, "  ");
        terr_text_add_bytes(out, line, (size_t)(end - line) + 1);
    }
    out->failed = out->failed || lines->failed;
}

static void add_paragraph(struct terr_text *out, const struct terr_verdicts *verdicts,
                          const struct terr_verdict *verdict)
{
    const struct terr_claim *claim = verdict->claim;
    struct terr_text lines = TERR_TEXT_INIT;
    terr_text_print(out, "\n%s: ", terr_outcome_name(verdict->outcome));
    terr_value_add_shown(out, claim->id);
    terr_text_add(out, " (");
    terr_value_add_shown(out, verdicts->claims->name);
    terr_text_print(out, ", line %zu)\n", claim->line);
    terr_check_add_lines(&lines, verdicts, verdict);
    add_indented(out, &lines);
    terr_text_dispose(&lines);
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
