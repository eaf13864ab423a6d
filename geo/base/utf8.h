/* base/utf8.h - the UTF-8 of RFC 3629, strictly. */
#ifndef GEO_BASE_UTF8_H
#define GEO_BASE_UTF8_H

#include <geo/base/api.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* The bytes (1 to 4) of the character that `bytes` begins with, or 0 where its first `length` bytes
 * begin with no well-formed one: a stray continuation, an overlong form, a surrogate, a code point
 * above U+10FFFF, or an end in mid-character. `length` 0 gives 0. */
size_t terr_utf8_width(const char *bytes, size_t length);

/* Writes the code point (not a surrogate, at most 0x10FFFF) into `out`; returns the bytes used. */
size_t terr_utf8_print(char out[4], unsigned long code_point);

/* Puts '?' in place of every byte of a string that a terminal must not see: control characters,
 * those from U+0080 to U+009F among them, and what is not UTF-8. */
TERR_API void terr_utf8_make_plain(char *string);

TERR_END_DECLS

#endif
