#include <geo/source/lexer.h>

#include <geo/base/number.h>
#include <geo/base/octet.h>
#include <geo/base/utf8.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct terr_place terr_lexer_place(const struct terr_lexer *lexer, size_t offset)
{
    struct terr_place place = {1, 1};
    const bool mark = lexer->length >= 3 && memcmp(lexer->bytes, "\xef\xbb\xbf", 3) == 0;
    for (size_t i = mark ? 3 : 0; i < offset; i++) {
        if (lexer->bytes[i] == '\n') {
            place.line++;
            place.column = 1;
        } else if (((unsigned char)lexer->bytes[i] & 0xc0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

enum terr_code terr_lexer_fail(const struct terr_lexer *lexer, size_t offset, enum terr_code code,
                               struct terr_error *err, const char *format, ...)
{
    char sentence[TERR_ERROR_MESSAGE_SIZE / 2];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    const struct terr_place place = terr_lexer_place(lexer, offset);
    return terr_fail(err, code, "%s (line %zu, column %zu)", sentence, place.line, place.column);
}

// The word or character under `at`, short enough to show.
static void describe(const struct terr_lexer *lexer, char *out, size_t size)
{
    const char *from = lexer->bytes + lexer->at;
    const size_t left = lexer->length - lexer->at;
    const unsigned char byte = (unsigned char)*from;
    if (left == 0) {
        snprintf(out, size, "the end of the document");
        return;
    }
    size_t width =
        strspn(from, "+-0123456789.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    if (width == 0) width = terr_utf8_width(from, left);
    if (width > 24) width = 24;
    if (byte < 0x20 || byte == 0x7f || width == 0) {
        snprintf(out, size, "the byte 0x%02x", byte);
    } else {
        snprintf(out, size, "'%.*s'", (int)width, from);
    }
}

enum terr_code terr_lexer_unexpected(const struct terr_lexer *lexer, const char *what,
                                     struct terr_error *err)
{
    char found[64];
    describe(lexer, found, sizeof found);
    return terr_lexer_fail(lexer, lexer->at, TERR_EPARSE, err, "%s where JSON needs %s", found,
                           what);
}

enum terr_code terr_lexer_number(struct terr_lexer *lexer, double *value, struct terr_error *err)
{
    const char *text = lexer->bytes + lexer->at;
    const size_t length = terr_number_read(value, text, lexer->length - lexer->at);
    if (length == 0) return terr_lexer_unexpected(lexer, "a number", err);
    if (isinf(*value)) {
        return terr_lexer_fail(lexer, lexer->at, TERR_EPARSE, err,
                               "the number %.*s is beyond the range of a double",
                               (int)(length < 40 ? length : 40), text);
    }
    lexer->at += length;
    return TERR_OK;
}

// The four hexadecimal digits at `text`, or -1.
static long hex4(const char *text)
{
    long value = 0;
    for (int i = 0; i < 4; i++) {
        const char digit = text[i];
        int nibble;
        if (digit >= '0' && digit <= '9') {
            nibble = digit - '0';
        } else if (digit >= 'a' && digit <= 'f') {
            nibble = digit - 'a' + 10;
        } else if (digit >= 'A' && digit <= 'F') {
            nibble = digit - 'A' + 10;
        } else {
            return -1;
        }
        value = value * 16 + nibble;
    }
    return value;
}

// Decodes the escape at `text` (its backslash) into `out`; the bytes it takes, or 0 where it is
// none.
static size_t decode_escape(const char *text, char out[4], size_t *out_length)
{
    static const char simple[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
    for (const char *pair = simple; *pair; pair += 2) {
        if (text[1] != pair[0]) continue;
        out[0] = pair[1];
        *out_length = 1;
        return 2;
    }
    if (text[1] != 'u') return 0;
    const long unit = hex4(text + 2);
    if (unit < 0 || (unit >= 0xdc00 && unit <= 0xdfff)) return 0;
    if (unit < 0xd800 || unit > 0xdfff) {
        *out_length = terr_utf8_print(out, unit ? (unsigned long)unit : 0xfffd);
        return 6;
    }
    const long low = text[6] == '\\' && text[7] == 'u' ? hex4(text + 8) : -1;
    if (low < 0xdc00 || low > 0xdfff) return 0;
    const unsigned long high_bits = (unsigned long)(unit - 0xd800) << 10;
    *out_length = terr_utf8_print(out, 0x10000 + high_bits + (unsigned long)(low - 0xdc00));
    return 12;
}

static enum terr_code string_escape(struct terr_lexer *lexer, struct terr_text *decoded,
                                    bool *has_nul, struct terr_error *err)
{
    const char *text = lexer->bytes + lexer->at;
    char character[4];
    size_t length = 0;
    const size_t width = decode_escape(text, character, &length);
    if (width == 0) {
        return terr_lexer_fail(lexer, lexer->at, TERR_EPARSE, err,
                               "an escape in a string that JSON does not have");
    }
    if (has_nul && strncmp(text, "\\u0000", 6) == 0) *has_nul = true;
    if (decoded) terr_text_add_bytes(decoded, character, length);
    lexer->at += width;
    return TERR_OK;
}

// How many of eight bytes, from the lowest on, are plain ASCII: no quote, backslash, control byte
// or part of a longer character. Each test sets the high bit of the bytes that it finds; where a
// carry finds one too many, that lies above one that is truly found.
static unsigned count_plain(uint64_t octet)
{
    const uint64_t quotes = octet ^ '"' * TERR_EVERY_BYTE;
    const uint64_t escapes = octet ^ '\\' * TERR_EVERY_BYTE;
    const uint64_t others = ((octet - 0x20 * TERR_EVERY_BYTE) & ~octet) |
                            ((quotes - TERR_EVERY_BYTE) & ~quotes) |
                            ((escapes - TERR_EVERY_BYTE) & ~escapes) | octet;
    const uint64_t found = others & 0x80 * TERR_EVERY_BYTE;
    return found ? (unsigned)__builtin_ctzll(found) / 8 : 8;
}

// The length of the plain characters that `text` begins with: no quote, escape, control byte, or
// broken UTF-8.
static size_t plain_length(const char *text, size_t left)
{
    size_t length = 0;
    while (length < left) {
        while (left - length >= 8) {
            const unsigned count = count_plain(terr_octet_load(text + length));
            length += count;
            if (count < 8) break;
        }
        if (length == left) break;
        const unsigned char byte = (unsigned char)text[length];
        if (byte < 0x20 || byte == '"' || byte == '\\') break;
        const size_t width = byte < 0x80 ? 1 : terr_utf8_width(text + length, left - length);
        if (width == 0) break;
        length += width;
    }
    return length;
}

enum terr_code terr_lexer_string(struct terr_lexer *lexer, struct terr_text *decoded, bool *has_nul,
                                 struct terr_error *err)
{
    const size_t start = lexer->at++;
    for (;;) {
        const char *text = lexer->bytes + lexer->at;
        const size_t plain = plain_length(text, lexer->length - lexer->at);
        if (decoded && plain) terr_text_add_bytes(decoded, text, plain);
        lexer->at += plain;

        const unsigned char byte = (unsigned char)lexer->bytes[lexer->at];
        if (lexer->at == lexer->length) {
            return terr_lexer_fail(lexer, start, TERR_EPARSE, err, "a string that does not end");
        } else if (byte == '"') {
            break;
        } else if (byte == '\\') {
            const enum terr_code code = string_escape(lexer, decoded, has_nul, err);
            if (code) return code;
        } else if (byte < 0x20) {
            return terr_lexer_fail(lexer, lexer->at, TERR_EPARSE, err,
                                   "the control byte 0x%02x inside a string", byte);
        } else {
            return terr_lexer_fail(lexer, lexer->at, TERR_EPARSE, err,
                                   "the byte 0x%02x inside a string is not UTF-8", byte);
        }
    }
    lexer->at++;
    return TERR_OK;
}

enum terr_code terr_lexer_literal(struct terr_lexer *lexer, struct terr_error *err)
{
    static const char *const literals[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++) {
        const size_t length = strlen(literals[i]);
        if (strncmp(lexer->bytes + lexer->at, literals[i], length) != 0) continue;
        lexer->at += length;
        return TERR_OK;
    }
    return terr_lexer_unexpected(lexer, "a value", err);
}
