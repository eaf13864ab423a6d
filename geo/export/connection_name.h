/* export/connection_name.h - the names by which databases are written to, and what of them may be
 * shown: a password stands in many, and is repeated in no message.
 *
 *     PG:dbname=maps host=db.example     the form of GDAL, behind PG: a connection string of libpq
 *     postgresql://db.example/maps       an address; postgres:// too; either also behind PG:
 */
#ifndef GEO_EXPORT_CONNECTION_NAME_H
#define GEO_EXPORT_CONNECTION_NAME_H

#include <geo/base/error.h>
#include <geo/base/text.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

/* Whether `name` is one of a database, and none of a file. */
TERR_API bool terr_connection_is_name(const char *name);

/* Appends the same name in the one spelling that GDAL 3.6 knows: behind "PG:", an address with the
 * scheme "postgresql". The password is in it. */
TERR_API void terr_connection_add_full(struct terr_text *out, const char *name);

/* Appends the value of active_schema, as GDAL's driver understands it; nothing where it is not
 * given, as in an address. */
TERR_API void terr_connection_add_schema(struct terr_text *out, const char *name);

/* Appends what of a name may be shown: host, port, dbname, service and active_schema, or of an
 * address what stands between the user and the options. */
TERR_API void terr_connection_add_shown(struct terr_text *out, const char *name);

/* Refuses a name with a password that libpq would take for something else, and so repeat in its
 * message: a value with spaces that is not quoted, an address in which a sign of the password is
 * not percent-encoded, or stands for no sign; brackets in it that do not close; an address in place
 * of a host or database. What else has no password is libpq's to judge. Fails with TERR_EARG; the
 * sentence repeats nothing of the name. */
TERR_API enum terr_code terr_connection_check(const char *name,
                                              struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
