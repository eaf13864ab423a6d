/* source/gdal.h - what the files of the reading gate to GDAL share: hearing what it says, and
 * settings for the time of a call.
 *
 * The gate is source/ogr_gate.c (features), source/ogr_fields.c (their fields) and
 * source/virtual_file_gate.c (bytes inside other files and behind addresses), built into the module
 * "gdal" (base/module.h). GDAL is re-entrant: each call of ours opens what it needs and closes it,
 * so several threads may read at once.
 */
#ifndef GEO_SOURCE_GDAL_H
#define GEO_SOURCE_GDAL_H

#include <geo/base/error.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

/* What GDAL said since terr_gdal_begin: its first failure and its first warning, "" where there was
 * none, each one line. */
struct terr_gdal {
    char said[TERR_ERROR_MESSAGE_SIZE];
    char warned[TERR_ERROR_MESSAGE_SIZE];
    unsigned settings; /* which of ours are in force, by bit */
};

/* Between these two calls, which must come from one thread, GDAL's messages go into `gdal`, it
 * writes no files beside those it reads, and what it fetches has 10 seconds to connect and 60 to
 * come. A setting that the environment or the caller made stays as it is. `gdal` must stay where it
 * is. */
void terr_gdal_begin(struct terr_gdal *gdal);
void terr_gdal_end(struct terr_gdal *gdal);

/* Fails with `code`: "GDAL, DOING: what it said", or only that where `doing` is NULL. */
enum terr_code terr_gdal_fail(const struct terr_gdal *gdal, enum terr_code code, const char *doing,
                              struct terr_error *err);

/* Registers GDAL's drivers on the first call; others wait for it. */
void terr_gdal_register(void);

TERR_END_DECLS

#endif
