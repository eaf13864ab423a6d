#include <geo/export/check.h>

#include <geo/base/utf8.h>
#include <geo/export/check_lines.h>
#include <geo/export/value.h>
#include <geo/figure/verdict.h>
#include <string.h>

// The last two code points of the basic plane, which are well-formed UTF-8 and no XML.
static bool is_no_character(const char *bytes, size_t width)
{
    return width == 3 && memcmp(bytes, "\xef\xbf", 2) == 0 && (unsigned char)bytes[2] >= 0xbe;
}

// A text of shown characters and line feeds, in which XML sees no mark.
static void add_escaped(struct terr_text *out, const struct terr_text *text)
{
    static const char marks[] = "&<>\"'";
    static const char *const escapes[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    for (size_t i = 0; i < text->length;) {
        const size_t width = terr_utf8_width(text->bytes + i, text->length - i);
        const char *mark = memchr(marks, text->bytes[i], sizeof marks - 1);
        if (mark) {
            terr_text_add(out, escapes[mark - marks]);
        } else if (width == 0 || is_no_character(text->bytes + i, width)) {
            terr_text_add(out, "?");
        } else {
            terr_text_add_bytes(out, text->bytes + i, width);
        }
        i += width > 0 ? width : 1;
    }
    out->failed = out->failed || text->failed;
}

static void add_attribute(struct terr_text *out, const char *name, const char *value)
{
    struct terr_text shown = TERR_TEXT_INIT;
    terr_value_add_shown(&shown, value);
    terr_text_print(out, " %s=\"", name);
    add_escaped(out, &shown);
    terr_text_add(out, "\"");
    terr_text_dispose(&shown);
}

static void add_counts(struct terr_text *out, const struct terr_verdicts *verdicts,
                       bool allow_unverifiable)
{
    const size_t unverifiable = verdicts->outcome_counts[TERR_UNVERIFIABLE];
    terr_text_print(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"", verdicts->count,
                    verdicts->outcome_counts[TERR_REFUTED], allow_unverifiable ? 0 : unverifiable);
}

// "ELEMENT", with the claim in short as its message and in full as its text.
static void add_result(struct terr_text *out, const char *element,
                       const struct terr_verdicts *verdicts, const struct terr_verdict *verdict)
{
    struct terr_text summary = TERR_TEXT_INIT, lines = TERR_TEXT_INIT;
    terr_check_add_summary(&summary, verdict);
    terr_value_add_shown(&lines, verdicts->claims->name);
    terr_text_print(&lines, ", line %zu\n", verdict->claim->line);
    terr_check_add_lines(&lines, verdicts, verdict);
    terr_text_print(out, "\n      <%s type=\"%s\" message=\"", element,
                    terr_outcome_name(verdict->outcome));
    add_escaped(out, &summary);
    terr_text_add(out, "\">");
    add_escaped(out, &lines);
    terr_text_print(out, "</%s>\n    ", element);
    terr_text_dispose(&summary);
    terr_text_dispose(&lines);
}

// An older schema gives <skipped> no attributes: what is to be said is its text.
static void add_skipped(struct terr_text *out, const struct terr_verdict *verdict)
{
    struct terr_text summary = TERR_TEXT_INIT;
    terr_check_add_summary(&summary, verdict);
    terr_text_add(out, "\n      <skipped>");
    add_escaped(out, &summary);
    terr_text_add(out, "</skipped>\n    ");
    terr_text_dispose(&summary);
}

static void add_case(struct terr_text *out, const struct terr_verdicts *verdicts,
                     const struct terr_verdict *verdict, bool allow_unverifiable)
{
    terr_text_add(out, "    <testcase");
    add_attribute(out, "name", verdict->claim->id);
    add_attribute(out, "classname", verdicts->claims->name);
    terr_text_add(out, verdict->outcome == TERR_CONFIRMED ? "/>\n" : ">");
    if (verdict->outcome == TERR_CONFIRMED) return;
    if (verdict->outcome == TERR_REFUTED) {
        add_result(out, "failure", verdicts, verdict);
    } else if (allow_unverifiable) {
        add_skipped(out, verdict);
    } else {
        add_result(out, "error", verdicts, verdict);
    }
    terr_text_add(out, "</testcase>\n");
}

void terr_junit_check(struct terr_text *out, const struct terr_verdicts *verdicts,
                      bool allow_unverifiable)
{
    const size_t unverifiable = verdicts->outcome_counts[TERR_UNVERIFIABLE];
    terr_text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<testsuites name=\"territory check\"");
    add_counts(out, verdicts, allow_unverifiable);
    terr_text_add(out, ">\n  <testsuite");
    add_attribute(out, "name", verdicts->claims->name);
    add_counts(out, verdicts, allow_unverifiable);
    terr_text_print(out, " skipped=\"%zu\">\n", allow_unverifiable ? unverifiable : 0);
    for (size_t i = 0; i < verdicts->count; i++) {
        add_case(out, verdicts, &verdicts->verdicts[i], allow_unverifiable);
    }
    terr_text_add(out, "  </testsuite>\n</testsuites>\n");
}
