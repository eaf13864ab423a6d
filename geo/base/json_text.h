/* base/json_text.h - the values of a JSON document as they were written.
 *
 * A parsed value has lost its digits (3266, 3266.0 and 3.266e3 are one number) and its line. These
 * functions walk the bytes beside it: elements and members come in the order in which
 * terr_json_first and terr_json_next give them. Only for bytes that the strict scanner has passed
 * (source/scan.h), which end in NUL.
 */
#ifndef GEO_BASE_JSON_TEXT_H
#define GEO_BASE_JSON_TEXT_H

#include <geo/base/api.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* The document's value: what is behind a byte-order mark and white space. Borrowed from `bytes`, as
 * all that follows is. */
const char *terr_json_text_document(const char *bytes);

/* The first element of the array, or the value of the first member of the object, that begins at
 * `text`; NULL where it is empty. */
const char *terr_json_text_first(const char *text);

/* The value that comes after the one that begins at `value` in its array or object; NULL behind the
 * last. */
const char *terr_json_text_next(const char *value);

/* How many bytes the value that begins at `value` has. */
size_t terr_json_text_length(const char *value);

TERR_END_DECLS

#endif
