/* base/json.h - JSON documents as values to look into; the gate to cJSON.
 *
 * cJSON is lenient (broken UTF-8, duplicate names, "01", 1e400 pass), so nothing is parsed here
 * that has not gone through the strict scanner first (source/scan.h): what arrives is sound, short
 * and nested less deeply than cJSON's limit. Names are matched with case.
 */
#ifndef GEO_BASE_JSON_H
#define GEO_BASE_JSON_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* A value inside a document. Borrowed from the document, which terr_json_free ends. */
struct terr_json;

enum terr_json_kind {
    TERR_JSON_NULL,
    TERR_JSON_BOOLEAN,
    TERR_JSON_NUMBER,
    TERR_JSON_STRING,
    TERR_JSON_ARRAY,
    TERR_JSON_OBJECT,
};

/* Parses one document. `text[length]` must be NUL.
 * Fails with TERR_EPARSE or TERR_ENOMEM; *out is then NULL. Safe to call from several threads: the
 * parse itself holds a lock, because cJSON writes a static variable on each. */
enum terr_code terr_json_parse(struct terr_json **out, const char *text, size_t length,
                               struct terr_error *err) TERR_MUST_USE;

/* Frees a whole document; NULL is legal. */
void terr_json_free(struct terr_json *document);

/* The kind of a value; NULL (no such member) counts as TERR_JSON_NULL. */
enum terr_json_kind terr_json_kind(const struct terr_json *value);

/* "null", "a boolean", "a number", "a string", "an array" or "an object", for messages. */
const char *terr_json_kind_name(const struct terr_json *value);

/* The member of an object, or NULL where `object` is NULL, no object, or has none of the name. */
const struct terr_json *terr_json_member(const struct terr_json *object, const char *name);

/* The text of a string value; NULL for every other kind. */
const char *terr_json_string(const struct terr_json *value);

/* The number of a number value; false, and `*number` untouched, for every other kind. */
bool terr_json_number(double *number, const struct terr_json *value);

/* True for the value true alone. */
bool terr_json_is_true(const struct terr_json *value);

/* The elements of an array or the members of an object in document order: the first, and the next
 * one after a value; NULL at the end, and for every other kind. */
const struct terr_json *terr_json_first(const struct terr_json *value);
const struct terr_json *terr_json_next(const struct terr_json *value);

/* The name under which a value stands in its object; NULL in arrays. */
const char *terr_json_name(const struct terr_json *value);

/* How many elements or members; 0 for every other kind. */
size_t terr_json_count(const struct terr_json *value);

/* The version of cJSON at run time, such as "1.7.15". Static. */
const char *terr_json_engine_version(void);

TERR_END_DECLS

#endif
