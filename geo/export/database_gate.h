/* export/database_gate.h - what the library asks of GDAL's driver for PostgreSQL: a connection, and
 * statements one by one. A table of the module "gdal" (base/module.h), which export/database.c goes
 * through.
 */
#ifndef GEO_EXPORT_DATABASE_GATE_H
#define GEO_EXPORT_DATABASE_GATE_H

#include <geo/base/error.h>
#include <geo/base/text.h>
#include <stdbool.h>

TERR_BEGIN_DECLS

struct terr_multipolygon;

struct terr_connection;

/* Everything fails with TERR_EOUTPUT (the first line of what the server says, without what was sent
 * to it) or TERR_ENOMEM. */
struct terr_database_gate {
    /* Connects, and begins a transaction. `name` begins with "PG:". *out is NULL on failure.
     * Registers GDAL's drivers on the first call, which must come from the main thread. */
    enum terr_code (*open)(struct terr_connection **out, const char *name, struct terr_error *err);

    /* Ends the connection, NULL is legal; what was not committed is undone by the server. */
    void (*close)(struct terr_connection *connection);
    enum terr_code (*commit)(struct terr_connection *connection, struct terr_error *err);

    /* Runs one statement that answers nothing. */
    enum terr_code (*run)(struct terr_connection *connection, const char *sql,
                          struct terr_error *err);

    /* Runs a SELECT and appends the first field of its first row; `*found` tells whether there is
     * such a row, with something in it. */
    enum terr_code (*ask)(bool *found, struct terr_text *answer, struct terr_connection *connection,
                          const char *sql, struct terr_error *err);

    /* Appends a shape as hexadecimal EWKB, in longitude and latitude (EPSG:4326). */
    enum terr_code (*add_shape)(struct terr_text *out, const struct terr_multipolygon *shape,
                                struct terr_error *err);
};

TERR_END_DECLS

#endif
