/* base/number.h - numbers as text, the same in every locale.
 *
 * strtod and printf follow the decimal mark of the caller's locale; nothing here does.
 */
#ifndef GEO_BASE_NUMBER_H
#define GEO_BASE_NUMBER_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* Bytes that terr_number_print needs at most: sign, 309 digits, point, 17 decimals, NUL. */
#define TERR_NUMBER_SIZE 330

/* Reads the longest number of RFC 8259's grammar that the first `length` bytes begin with; returns
 * how many bytes it has, or 0, and `*value` then untouched, where they begin with none: "-", "01",
 * "1.", ".5", "1e", "+1". `text[length]` must exist and not continue the number (a delimiter or
 * NUL).
 *
 * The value is the double nearest to the decimal number, ties to even, exactly as strtod's in the C
 * locale: an overflow gives an infinity, an underflow 0 or a subnormal. */
size_t terr_number_read(double *value, const char *text, size_t length);

/* The value of a text that is a number over its whole `length`. As terr_number_read. */
double terr_number_parse(const char *text, size_t length);

/* Writes `value` with exactly `decimals` (0 to 17) digits after a '.' into `out`, rounded half to
 * even on the exact binary value; a result that rounds to zero has no sign. Returns the length.
 * `value` must be finite. */
TERR_API size_t terr_number_print(char out[TERR_NUMBER_SIZE], double value, int decimals);

/* As terr_number_print, without the zeros that end the fraction, and without its point where no
 * digit is left: 37.5000000000 is written 37.5, and 37.0 is 37. */
TERR_API size_t terr_number_print_short(char out[TERR_NUMBER_SIZE], double value, int decimals);

/* Writes the shortest of 15, 16 or 17 significant digits that reads back as `value`, which must be
 * finite; with an exponent where that is shorter. Returns the length. */
TERR_API size_t terr_number_print_exact(char out[TERR_NUMBER_SIZE], double value);

TERR_END_DECLS

#endif
