/* source/lexer.h - the tokens of RFC 8259, strictly, over bytes in memory. */
#ifndef GEO_SOURCE_LEXER_H
#define GEO_SOURCE_LEXER_H

#include <geo/base/text.h>

TERR_BEGIN_DECLS

/* A position in a document. `bytes[length]` is NUL, so that looking at the byte under `at` is
 * always legal. */
struct terr_lexer {
    const char *bytes;
    size_t length;
    size_t at;
};

/* Line and column, both from 1, of a byte; columns count characters, a byte-order mark none. */
struct terr_place {
    size_t line;
    size_t column;
};
struct terr_place terr_lexer_place(const struct terr_lexer *lexer, size_t offset);

/* Fails with `code` and the sentence, followed by " (line L, column C)" of `offset`. */
enum terr_code terr_lexer_fail(const struct terr_lexer *lexer, size_t offset, enum terr_code code,
                               struct terr_error *err, const char *format, ...) TERR_PRINTF(5, 6);

/* Passes over white space and tells the byte then under `at`; NUL at the end of the document. */
static inline char terr_lexer_peek(struct terr_lexer *lexer)
{
    const char *byte = lexer->bytes + lexer->at;
    while (*byte == ' ' || *byte == '\n' || *byte == '\r' || *byte == '\t') byte++;
    lexer->at = (size_t)(byte - lexer->bytes);
    return *byte;
}

/* Fails with TERR_EPARSE: "needs WHAT, found 'x'", with the place. For a token that cannot stand
 * here. */
enum terr_code terr_lexer_unexpected(const struct terr_lexer *lexer, const char *what,
                                     struct terr_error *err);

/* Reads a number. Fails with TERR_EPARSE on a form that JSON has not, and on one beyond the range
 * of a double. */
enum terr_code terr_lexer_number(struct terr_lexer *lexer, double *value,
                                 struct terr_error *err) TERR_MUST_USE;

/* Reads a string. `decoded` (or NULL) gets its characters. U+0000, which no C string can hold,
 * becomes U+FFFD there, and `*has_nul` (or NULL) is then set to true. Fails with TERR_EPARSE on
 * broken UTF-8, raw control bytes, unknown escapes, unpaired surrogates and a missing end. */
enum terr_code terr_lexer_string(struct terr_lexer *lexer, struct terr_text *decoded, bool *has_nul,
                                 struct terr_error *err) TERR_MUST_USE;

/* Reads true, false or null. */
enum terr_code terr_lexer_literal(struct terr_lexer *lexer, struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
