#include <geo/export/database_gate.h>

#include <geo/base/memory.h>
#include <geo/export/vector_geometry.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>

#define DRIVER "PostgreSQL"

struct terr_connection {
    GDALDatasetH dataset;
    char said[TERR_ERROR_MESSAGE_SIZE]; // the first error of the call
};

// ---- messages ----

// What the server says begins with "ERROR:  "; its second line repeats what was sent. A connection
// that fails is told of in the second line, and in as many as there are addresses.
static void CPL_STDCALL hear(CPLErr level, CPLErrorNum number, const char *message)
{
    static const char connecting[] = "PQconnectdb failed.\n", error[] = "ERROR:  ";
    struct terr_connection *connection = CPLGetErrorHandlerUserData();
    (void)number;
    if (level < CE_Failure || connection->said[0] != '\0') return;
    if (strncmp(message, connecting, sizeof connecting - 1) == 0) message += sizeof connecting - 1;
    if (strncmp(message, error, sizeof error - 1) == 0) message += sizeof error - 1;
    const size_t length = strcspn(message, "\n");
    snprintf(connection->said, sizeof connection->said, "%.*s",
             (int)(length < TERR_ERROR_MESSAGE_SIZE ? length : TERR_ERROR_MESSAGE_SIZE - 1),
             message);
}

static void begin(struct terr_connection *connection)
{
    connection->said[0] = '\0';
    CPLPushErrorHandlerEx(hear, connection);
}

static enum terr_code end(const struct terr_connection *connection, bool done,
                          struct terr_error *err)
{
    CPLPopErrorHandler();
    if (done && !connection->said[0]) return TERR_OK;
    return terr_fail(err, TERR_EOUTPUT, "%s",
                     connection->said[0] ? connection->said : "GDAL does not say why");
}

// ---- the connection ----

static void close_connection(struct terr_connection *connection)
{
    if (!connection) return;
    if (connection->dataset) {
        begin(connection); // nobody is left to hear
        // else closing would end the transaction in its own way
        (void)GDALDatasetRollbackTransaction(connection->dataset);
        GDALClose(connection->dataset);
        CPLPopErrorHandler();
    }
    terr_memory_free(connection);
}

static enum terr_code open_connection(struct terr_connection **out, const char *name,
                                      struct terr_error *err)
{
    static const char *const drivers[] = {DRIVER, NULL};
    *out = NULL;
    struct terr_connection *connection = terr_memory_new(1, sizeof *connection, err);
    if (!connection) return err->code;
    begin(connection);
    if (!GDALGetDriverByName(DRIVER)) GDALAllRegister();
    connection->said[0] = '\0'; // of other drivers, while they were registered
    bool done = false;
    if (!GDALGetDriverByName(DRIVER)) {
        snprintf(connection->said, sizeof connection->said, "GDAL was built without PostgreSQL");
    } else {
        connection->dataset =
            GDALOpenEx(name, GDAL_OF_VECTOR | GDAL_OF_UPDATE, drivers, NULL, NULL);
        done = connection->dataset &&
               GDALDatasetStartTransaction(connection->dataset, FALSE) == OGRERR_NONE;
    }
    const enum terr_code code = end(connection, done, err);
    if (code) {
        close_connection(connection);
    } else {
        *out = connection;
    }
    return code;
}

static enum terr_code commit(struct terr_connection *connection, struct terr_error *err)
{
    begin(connection);
    const bool done = GDALDatasetCommitTransaction(connection->dataset) == OGRERR_NONE;
    return end(connection, done, err);
}

// ---- statements ----

static enum terr_code run(struct terr_connection *connection, const char *sql,
                          struct terr_error *err)
{
    begin(connection);
    OGRLayerH answer = GDALDatasetExecuteSQL(connection->dataset, sql, NULL, NULL);
    if (answer) GDALDatasetReleaseResultSet(connection->dataset, answer);
    return end(connection, true, err);
}

static enum terr_code ask(bool *found, struct terr_text *answer, struct terr_connection *connection,
                          const char *sql, struct terr_error *err)
{
    *found = false;
    begin(connection);
    OGRLayerH rows = GDALDatasetExecuteSQL(connection->dataset, sql, NULL, NULL);
    OGRFeatureH row = rows ? OGR_L_GetNextFeature(rows) : NULL;
    if (row && OGR_F_GetFieldCount(row) > 0 && OGR_F_IsFieldSetAndNotNull(row, 0)) {
        *found = true;
        terr_text_add(answer, OGR_F_GetFieldAsString(row, 0));
    }
    OGR_F_Destroy(row);
    if (rows) GDALDatasetReleaseResultSet(connection->dataset, rows);
    const enum terr_code code = end(connection, rows != NULL, err);
    return code ? code : terr_text_check(answer, err);
}

// ---- shapes ----

// WKB has the order of bytes and the type in front, EWKB behind them the coordinate system, which a
// bit of the type tells of: the OGC's Simple Feature Access, part 1, chapter 8, and the page
// ST_AsEWKB of the manual of PostGIS.
#define WKB_HEAD 5
static const char ewkb_head[] = "0106000020E6100000"; // a MultiPolygon in 4326, low bytes first

static void add_hex(struct terr_text *out, const unsigned char *bytes, size_t length)
{
    static const char digits[] = "0123456789ABCDEF";
    char buffer[512];
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        buffer[used++] = digits[bytes[i] >> 4];
        buffer[used++] = digits[bytes[i] & 15];
        if (used < sizeof buffer) continue;
        terr_text_add_bytes(out, buffer, used);
        used = 0;
    }
    terr_text_add_bytes(out, buffer, used);
}

static enum terr_code add_shape(struct terr_text *out, const struct terr_multipolygon *shape,
                                struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    unsigned char *wkb = NULL;
    OGRGeometryH geometry = terr_vector_geometry(shape);
    const size_t size = geometry ? OGR_G_WkbSizeEx(geometry) : 0;
    if (size <= WKB_HEAD || size > INT_MAX) {
        code = terr_fail(err, TERR_EOUTPUT, "GDAL does not write a shape as WKB");
        goto cleanup;
    }
    wkb = terr_memory_new(size, 1, err);
    if (!wkb) {
        code = err->code;
        goto cleanup;
    }
    if (OGR_G_ExportToIsoWkb(geometry, wkbNDR, wkb) != OGRERR_NONE) {
        code = terr_fail(err, TERR_EOUTPUT, "GDAL does not write a shape as WKB");
        goto cleanup;
    }
    terr_text_add(out, ewkb_head);
    add_hex(out, wkb + WKB_HEAD, size - WKB_HEAD);
    code = terr_text_check(out, err);
cleanup:
    terr_memory_free(wkb);
    OGR_G_DestroyGeometry(geometry);
    return code;
}

extern const struct terr_database_gate terr_module_database;
const struct terr_database_gate terr_module_database = {
    open_connection, close_connection, commit, run, ask, add_shape};
