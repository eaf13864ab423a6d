#include <geo/export/check.h>

#include <geo/export/check_lines.h>
#include <geo/export/check_value.h>
#include <geo/export/value.h>
#include <geo/figure/verdict.h>
#include <string.h>

// What the platform keeps of a message and of a title; in bytes, before escaping.
#define MESSAGE_MAX 4000
#define TITLE_MAX 200

// At most so many bytes, no character cut in two.
static void cut(struct terr_text *text, size_t most)
{
    if (text->length <= most) return;
    while (most > 0 && ((unsigned char)text->bytes[most] & 0xc0) == 0x80) most--;
    text->length = most;
    text->bytes[most] = '\0';
    terr_text_add(text, "...");
}

// Escaped as the workflow commands are: '%' and line ends everywhere, ':' and ',' in a property.
static void add_escaped(struct terr_text *out, const struct terr_text *text, const char *marks)
{
    for (size_t i = 0; i < text->length; i++) {
        const unsigned char byte = (unsigned char)text->bytes[i];
        if (byte != '\0' && strchr(marks, byte)) {
            terr_text_print(out, "%%%02X", byte);
        } else {
            terr_text_add_bytes(out, text->bytes + i, 1);
        }
    }
    out->failed = out->failed || text->failed;
}

static void add_property(struct terr_text *out, const char *name, struct terr_text *value)
{
    terr_text_print(out, "%s=", name);
    add_escaped(out, value, "%\r\n:,");
    terr_text_dispose(value);
}

// "file=claims.json,line=12,": where the claim stands; of standard input nothing.
static void add_place(struct terr_text *out, const struct terr_verdicts *verdicts, size_t line)
{
    const char *name = verdicts->claims->name;
    struct terr_text file = TERR_TEXT_INIT;
    if (strcmp(name, TERR_CLAIMS_FROM_STDIN) == 0) return;
    while (strncmp(name, "./", 2) == 0) name += 2;
    terr_value_add_shown(&file, name);
    add_property(out, "file", &file);
    terr_text_print(out, ",line=%zu,", line);
}

static void end_command(struct terr_text *out, struct terr_text *title, struct terr_text *message)
{
    cut(title, TITLE_MAX);
    cut(message, MESSAGE_MAX);
    add_property(out, "title", title);
    terr_text_add(out, "::");
    add_escaped(out, message, "%\r\n");
    terr_text_add(out, "\n");
    terr_text_dispose(message);
}

static void add_annotation(struct terr_text *out, const char *command,
                           const struct terr_verdicts *verdicts, const struct terr_verdict *verdict)
{
    struct terr_text title = TERR_TEXT_INIT, message = TERR_TEXT_INIT;
    terr_text_print(out, "::%s ", command);
    add_place(out, verdicts, verdict->claim->line);
    terr_text_print(&title,
                    "%s: ", verdict->truncated ? "truncated" : terr_outcome_name(verdict->outcome));
    terr_value_add_shown(&title, verdict->claim->id);
    terr_check_add_lines(&message, verdicts, verdict);
    if (message.length > 0) message.length--; // the last line end
    end_command(out, &title, &message);
}

static void add_rest(struct terr_text *out, const char *command,
                     const struct terr_verdicts *verdicts, size_t left, size_t line)
{
    struct terr_text title = TERR_TEXT_INIT, message = TERR_TEXT_INIT;
    terr_text_print(out, "::%s ", command);
    add_place(out, verdicts, line);
    terr_text_print(&title, "%zu more", left);
    terr_text_print(&message, "%zu more claims are not shown here; in all ", left);
    terr_check_add_counts(&message, verdicts);
    end_command(out, &title, &message);
}

// What one kind of annotation is for.
struct kind {
    const char *command;
    bool refuted, unverifiable, truncated;
};

static bool is_of(const struct kind *kind, const struct terr_verdict *verdict, bool refuted)
{
    if (refuted) return kind->refuted && verdict->outcome == TERR_REFUTED;
    return (kind->unverifiable && verdict->outcome == TERR_UNVERIFIABLE) ||
           (kind->truncated && verdict->truncated);
}

static void add_kind(struct terr_text *out, const struct terr_verdicts *verdicts,
                     const struct kind *kind)
{
    size_t count = 0, shown = 0;
    for (size_t i = 0; i < verdicts->count; i++) {
        const struct terr_verdict *verdict = &verdicts->verdicts[i];
        count += is_of(kind, verdict, true) || is_of(kind, verdict, false);
    }
    // the refuted first
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < verdicts->count && shown < TERR_ANNOTATIONS_MAX; i++) {
            const struct terr_verdict *verdict = &verdicts->verdicts[i];
            if (!is_of(kind, verdict, pass == 0)) continue;
            shown++;
            if (shown == TERR_ANNOTATIONS_MAX && count > shown) {
                add_rest(out, kind->command, verdicts, count - shown + 1, verdict->claim->line);
            } else {
                add_annotation(out, kind->command, verdicts, verdict);
            }
        }
    }
}

void terr_annotations_check(struct terr_text *out, const struct terr_verdicts *verdicts,
                            bool allow_unverifiable)
{
    const struct kind kinds[] = {
        {"error", .refuted = true, .unverifiable = !allow_unverifiable},
        {"warning", .unverifiable = allow_unverifiable},
        {"notice", .truncated = true},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) add_kind(out, verdicts, &kinds[i]);
}
