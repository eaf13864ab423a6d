/* base/text.h - a text that grows: what an exporter writes into.
 *
 * A failed append (out of memory, past the stated maximum) is remembered and makes every later
 * append do nothing, so that a writer of a hundred lines asks once, at its end: terr_text_check.
 */
#ifndef GEO_BASE_TEXT_H
#define GEO_BASE_TEXT_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* No output of this library is larger: 8 GiB. */
#define TERR_TEXT_MAX ((size_t)1 << 33)

/* All-zero (TERR_TEXT_INIT) is the empty text. `bytes` is NULL or NUL-terminated after `length`
 * bytes. Ended by terr_text_dispose. */
struct terr_text {
    char *bytes;
    size_t length;
    size_t capacity;
    bool failed;
};
#define TERR_TEXT_INIT    \
    {                     \
        NULL, 0, 0, false \
    }

/* Appends `length` bytes. */
TERR_API void terr_text_add_bytes(struct terr_text *text, const char *bytes, size_t length);

/* Appends a NUL-terminated string. */
TERR_API void terr_text_add(struct terr_text *text, const char *string);

/* Appends printf-style; never with %f, %e or %g, which follow the locale (terr_text_add_fixed). */
TERR_API void terr_text_print(struct terr_text *text, const char *format, ...) TERR_PRINTF(2, 3);

/* Appends a finite number with exactly `decimals` decimals, '.' in every locale. */
TERR_API void terr_text_add_fixed(struct terr_text *text, double value, int decimals);

/* Appends `string` as a JSON string, quoted and escaped, also so that it ends no script of a page
 * ("</", "<!"); bytes that are not UTF-8 become U+FFFD. NULL is written as null. */
TERR_API void terr_text_add_json(struct terr_text *text, const char *string);

/* Appends `string` as an RFC 4180 field: quoted where it holds a comma, a quote or a line end.
 * Bytes that are not UTF-8 become U+FFFD. */
TERR_API void terr_text_add_csv(struct terr_text *text, const char *string);

/* TERR_OK when every append so far succeeded, TERR_ENOMEM otherwise. */
TERR_API enum terr_code terr_text_check(const struct terr_text *text,
                                        struct terr_error *err) TERR_MUST_USE;

/* Frees the bytes and makes the text empty again. */
TERR_API void terr_text_dispose(struct terr_text *text);

TERR_END_DECLS

#endif
