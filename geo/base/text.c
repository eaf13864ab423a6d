#include <geo/base/text.h>

#include <geo/base/memory.h>
#include <geo/base/number.h>
#include <geo/base/utf8.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char replacement[] = "\xef\xbf\xbd"; // U+FFFD

static bool make_room(struct terr_text *text, size_t more)
{
    struct terr_error unused;
    if (text->failed || more >= TERR_TEXT_MAX - text->length) {
        text->failed = true;
        return false;
    }
    char *bytes =
        terr_memory_grow(text->bytes, &text->capacity, text->length + more + 1, 1, &unused);
    if (!bytes) {
        text->failed = true;
        return false;
    }
    text->bytes = bytes;
    return true;
}

void terr_text_add_bytes(struct terr_text *text, const char *bytes, size_t length)
{
    // the common case first: a document is written in millions of short pieces
    const bool fits = !text->failed && length < text->capacity - text->length;
    if (!fits && !make_room(text, length)) return;
    if (length) memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void terr_text_add(struct terr_text *text, const char *string)
{
    terr_text_add_bytes(text, string, strlen(string));
}

void terr_text_print(struct terr_text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) text->failed = true;
    if (length < 0 || !make_room(text, (size_t)length)) return;

    va_start(arguments, format);
    vsnprintf(text->bytes + text->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    text->length += (size_t)length;
}

void terr_text_add_fixed(struct terr_text *text, double value, int decimals)
{
    char number[TERR_NUMBER_SIZE];
    terr_text_add_bytes(text, number, terr_number_print(number, value, decimals));
}

static void add_json_ascii(struct terr_text *text, unsigned char byte)
{
    static const char short_form[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (const char *pair = short_form; *pair; pair += 2) {
        if ((unsigned char)pair[0] != byte) continue;
        terr_text_print(text, "\\%c", pair[1]);
        return;
    }
    if (byte < 0x20 || byte == 0x7f) {
        terr_text_print(text, "\\u%04x", byte);
    } else {
        terr_text_add_bytes(text, (const char *)&byte, 1);
    }
}

// Where JSON stands inside a page, "</script" and "<!--" in a name would end or hide it.
static bool ends_script(const char *string)
{
    return string[0] == '<' && (string[1] == '/' || string[1] == '!');
}

void terr_text_add_json(struct terr_text *text, const char *string)
{
    if (!string) {
        terr_text_add(text, "null");
        return;
    }
    terr_text_add(text, "\"");
    const char *end = string + strlen(string);
    while (string < end) {
        const size_t width = terr_utf8_width(string, (size_t)(end - string));
        if (width == 1 && ends_script(string)) {
            terr_text_add(text, "\\u003c");
        } else if (width == 1) {
            add_json_ascii(text, (unsigned char)*string);
        }
        if (width > 1) terr_text_add_bytes(text, string, width);
        if (width == 0) terr_text_add(text, replacement);
        string += width ? width : 1;
    }
    terr_text_add(text, "\"");
}

void terr_text_add_csv(struct terr_text *text, const char *string)
{
    const char *mark = strpbrk(string, ",\"\r\n") ? "\"" : "";
    const char *end = string + strlen(string);
    terr_text_add(text, mark);
    while (string < end) {
        const size_t width = terr_utf8_width(string, (size_t)(end - string));
        if (*string == '"') terr_text_add(text, "\"");
        terr_text_add_bytes(text, width ? string : replacement, width ? width : 3);
        string += width ? width : 1;
    }
    terr_text_add(text, mark);
}

enum terr_code terr_text_check(const struct terr_text *text, struct terr_error *err)
{
    if (!text->failed) return TERR_OK;
    return terr_fail(err, TERR_ENOMEM, "out of memory (the output has %zu bytes so far)",
                     text->length);
}

void terr_text_dispose(struct terr_text *text)
{
    const struct terr_text empty = TERR_TEXT_INIT;
    terr_memory_free(text->bytes);
    *text = empty;
}
