#include <geo/export/check.h>

#include <geo/export/check_lines.h>
#include <geo/export/check_value.h>
#include <geo/export/value.h>
#include <geo/figure/verdict.h>
#include <string.h>

// As code, with every mark as a character reference, so that neither the table, Markdown nor HTML
// sees one; and behind '@' an empty comment, since that alone makes an address of its neighbours
// even so.
static void add_code(struct terr_text *out, const char *string)
{
    static const char plain[] = " -0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    struct terr_text shown = TERR_TEXT_INIT;
    terr_value_add_shown(&shown, string);
    terr_text_add(out, "<code>");
    for (size_t i = 0; i < shown.length; i++) {
        const unsigned char byte = (unsigned char)shown.bytes[i];
        if (byte >= 0x80 || strchr(plain, byte)) {
            terr_text_add_bytes(out, shown.bytes + i, 1);
        } else {
            terr_text_print(out, "&#%d;%s", byte, byte == '@' ? "<!-- -->" : "");
        }
    }
    terr_text_add(out, "</code>");
    out->failed = out->failed || shown.failed;
    terr_text_dispose(&shown);
}

// ---- the table ----

static void add_row(struct terr_text *out, const struct terr_verdict *verdict)
{
    terr_text_print(out, "| %s | ", terr_outcome_name(verdict->outcome));
    add_code(out, verdict->claim->id);
    terr_text_add(out, " | ");
    terr_check_add_printed(out, verdict->claim);
    if (verdict->outcome == TERR_UNVERIFIABLE) {
        terr_text_add(out, " | | | |\n");
        return;
    }
    terr_text_add(out, " | ");
    terr_check_add_computed(out, verdict);
    terr_text_add(out, " | ");
    terr_check_add_difference(out, verdict);
    terr_text_add(out, " | ");
    if (verdict->outcome == TERR_REFUTED) terr_check_add_percent_off(out, verdict);
    terr_text_add(out, verdict->truncated ? "truncated |\n" : " |\n");
}

static void add_table(struct terr_text *out, const struct terr_verdicts *verdicts)
{
    terr_text_add(out, "| verdict | claim | printed | computed | off | |\n"
                       "|:--|:--|--:|--:|--:|:--|\n");
    for (size_t i = 0; i < verdicts->count; i++) add_row(out, &verdicts->verdicts[i]);
}

// ---- sections ----

static size_t longest_fence(const struct terr_text *lines)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < lines->length; i++) {
        run = lines->bytes[i] == '`' ? run + 1 : 0;
        if (run > longest) longest = run;
    }
    return longest;
}

static void add_fence(struct terr_text *out, size_t length)
{
    for (size_t i = 0; i < length; i++) terr_text_add(out, "`");
}

// The lines between fences that are longer than any within.
static void add_fenced(struct terr_text *out, const struct terr_text *lines)
{
    const size_t longest = longest_fence(lines), fence = longest < 3 ? 3 : longest + 1;
    add_fence(out, fence);
    terr_text_add(out, "text\n");
    terr_text_add_bytes(out, lines->bytes, lines->length);
    add_fence(out, fence);
    terr_text_add(out, "\n");
    out->failed = out->failed || lines->failed;
}

static void add_section(struct terr_text *out, const struct terr_verdicts *verdicts,
                        const struct terr_verdict *verdict)
{
    struct terr_text lines = TERR_TEXT_INIT;
    terr_text_print(out, "\n#### %s: ", terr_outcome_name(verdict->outcome));
    add_code(out, verdict->claim->id);
    terr_text_add(out, "\n\n");
    add_code(out, verdicts->claims->name);
    terr_text_print(out, ", line %zu\n\n", verdict->claim->line);
    terr_check_add_lines(&lines, verdicts, verdict);
    add_fenced(out, &lines);
    terr_text_dispose(&lines);
}

void terr_markdown_check(struct terr_text *out, const struct terr_verdicts *verdicts)
{
    terr_text_add(out, "### ");
    terr_check_add_counts(out, verdicts);
    terr_text_add(out, "\n\n");
    add_table(out, verdicts);
    for (size_t i = 0; i < verdicts->count; i++) {
        const struct terr_verdict *verdict = &verdicts->verdicts[i];
        if (verdict->outcome != TERR_CONFIRMED) add_section(out, verdicts, verdict);
    }
}
