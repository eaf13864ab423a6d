/* support/schema.h - documents held against the schemas, by another program. */
#ifndef TESTS_SUPPORT_SCHEMA_H
#define TESTS_SUPPORT_SCHEMA_H

#include <geo/territory.h>

/* Validates a document by schemas/SCHEMA.schema.json with Python's jsonschema, which must end with
 * `expected` (0: valid); says so and goes on where that is not installed. */
void schema_check(const struct terr_text *text, const char *schema, int expected);

#endif
