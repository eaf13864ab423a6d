#include <geo/export/database.h>

#include <geo/base/module.h>
#include <geo/export/connection_name.h>
#include <geo/export/database_gate.h>
#include <geo/export/database_sql.h>
#include <geo/export/value.h>
#include <geo/export/vector_rows.h>
#include <geo/figure/measure.h>
#include <geo/source/archive.h>
#include <geo/source/profile.h>
#include <geo/zone/change.h>
#include <geo/zone/regional_change.h>
#include <geo/zone/regions.h>
#include <geo/zone/zone_list.h>

// A connection in a transaction, and what was asked of the server. All-zero is none.
struct session {
    const struct terr_database_gate *gate;
    struct terr_connection *connection;
    struct terr_text schema, postgis; // quoted
    struct terr_database_place place;
    struct terr_text sql; // the statement at hand
};

static void session_end(struct session *session)
{
    if (session->gate) session->gate->close(session->connection);
    terr_text_dispose(&session->schema);
    terr_text_dispose(&session->postgis);
    terr_text_dispose(&session->sql);
}

// ---- statements ----

static struct terr_text *new_sql(struct session *session)
{
    session->sql.length = 0; // room that is there is used again
    return &session->sql;
}

static enum terr_code run(struct session *session, struct terr_error *err)
{
    const enum terr_code code = terr_text_check(&session->sql, err);
    return code ? code : session->gate->run(session->connection, session->sql.bytes, err);
}

static enum terr_code ask(bool *found, struct terr_text *answer, struct session *session,
                          struct terr_error *err)
{
    const enum terr_code code = terr_text_check(&session->sql, err);
    if (code) return code;
    return session->gate->ask(found, answer, session->connection, session->sql.bytes, err);
}

// The answer to the statement at hand, which is to have one.
static enum terr_code ask_for(struct terr_text *answer, struct session *session, const char *absent,
                              struct terr_error *err)
{
    bool found = false;
    const enum terr_code code = ask(&found, answer, session, err);
    if (code || found) return code;
    return terr_fail(err, TERR_EOUTPUT, "%s", absent);
}

// ---- the session ----

// GDAL puts the schema that is named in front of "public", which the server would take where there
// is none of that name.
static enum terr_code find_schema(struct session *session, const char *name, struct terr_error *err)
{
    struct terr_text wanted = TERR_TEXT_INIT;
    struct terr_text *sql = new_sql(session);
    terr_connection_add_schema(&wanted, name);
    enum terr_code code = terr_text_check(&wanted, err);
    if (!code && wanted.length > 0) {
        terr_text_add(sql,
                      "SELECT pg_catalog.quote_ident(nspname::text) FROM pg_catalog.pg_namespace "
                      "WHERE nspname = ");
        terr_sql_add_literal(sql, wanted.bytes);
        code = ask_for(&session->schema, session,
                       "the database has no such schema as active_schema names: CREATE SCHEMA "
                       "makes it",
                       err);
    } else if (!code) {
        terr_text_add(sql, "SELECT pg_catalog.quote_ident(pg_catalog.current_schema()::text)");
        code = ask_for(&session->schema, session,
                       "no schema is there for new tables: active_schema=NAME in the connection "
                       "string names one",
                       err);
    }
    terr_text_dispose(&wanted);
    return code;
}

static enum terr_code find_place(struct session *session, const char *name, struct terr_error *err)
{
    enum terr_code code = find_schema(session, name, err);
    if (code) return code;
    terr_text_add(new_sql(session), "SELECT pg_catalog.quote_ident(n.nspname::text) FROM "
                                    "pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON "
                                    "n.oid = e.extnamespace WHERE e.extname = 'postgis'");
    code = ask_for(&session->postgis, session,
                   "the database has no PostGIS: CREATE EXTENSION postgis adds it", err);
    session->place.schema = session->schema.bytes;
    session->place.postgis = session->postgis.bytes;
    return code;
}

// Each statement is to see what others have committed, whatever the server's default is.
static enum terr_code session_begin(struct session *session, const char *name,
                                    struct terr_error *err)
{
    static const char *const settings[] = {"SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
                                           "SET LOCAL standard_conforming_strings = on"};
    struct terr_text full = TERR_TEXT_INIT;
    const void *table;
    enum terr_code code = terr_connection_check(name, err);
    if (code) return code;
    code = terr_module_gate(&table, "gdal", "terr_module_database", "writing to a database",
                            TERR_EOUTPUT, err);
    if (code) return code;
    session->gate = table;
    terr_connection_add_full(&full, name);
    code = terr_text_check(&full, err);
    if (!code) code = session->gate->open(&session->connection, full.bytes, err);
    terr_text_dispose(&full);
    for (size_t i = 0; i < sizeof settings / sizeof settings[0] && !code; i++) {
        terr_text_add(new_sql(session), settings[i]);
        code = run(session, err);
    }
    return code ? code : find_place(session, name, err);
}

// ---- tables ----

static enum terr_code find_table(bool *found, struct session *session, const char *table,
                                 struct terr_error *err)
{
    struct terr_text kind = TERR_TEXT_INIT;
    terr_sql_add_search(new_sql(session), &session->place, table);
    enum terr_code code = ask(found, &kind, session, err);
    if (!code && *found && kind.bytes[0] != 'r' && kind.bytes[0] != 'p') {
        code = terr_fail(err, TERR_EOUTPUT,
                         "%s.%s is no table; another schema takes new ones, as "
                         "active_schema=NAME in the connection string",
                         session->place.schema, table);
    }
    terr_text_dispose(&kind);
    return code;
}

static enum terr_code check_columns(struct session *session, const char *table,
                                    struct terr_error *err)
{
    struct terr_text lacking = TERR_TEXT_INIT;
    bool found = false;
    terr_sql_add_lacking(new_sql(session), &session->place, table);
    enum terr_code code = ask(&found, &lacking, session, err);
    if (!code && found) {
        code = terr_fail(err, TERR_EOUTPUT,
                         "table %s.%s is not one that was made here: it has no column %s; another "
                         "schema takes new ones, as active_schema=NAME in the connection string",
                         session->place.schema, table, lacking.bytes);
    }
    terr_text_dispose(&lacking);
    return code;
}

static enum terr_code make_table(struct session *session, enum terr_part_kind kind,
                                 struct terr_error *err)
{
    const char *table = terr_part_name(kind);
    terr_sql_add_table(new_sql(session), &session->place, table);
    enum terr_code code = run(session, err);
    if (code) return code;
    terr_sql_add_run_index(new_sql(session), &session->place, table);
    if ((code = run(session, err))) return code;
    terr_sql_add_shape_index(new_sql(session), &session->place, table);
    if ((code = run(session, err))) return code;
    terr_sql_add_comment(new_sql(session), &session->place, kind);
    return run(session, err);
}

// The tables of `kinds`: those there are must be ours; others are made, where `make` says so.
static enum terr_code take_tables(struct session *session, unsigned kinds, bool make,
                                  struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (int i = 0; i < TERR_PART_KINDS && !code; i++) {
        const enum terr_part_kind kind = (enum terr_part_kind)i;
        bool found = false;
        if (!(kinds & TERR_PARTS_OF(kind))) continue;
        code = find_table(&found, session, terr_part_name(kind), err);
        if (!code && found) code = check_columns(session, terr_part_name(kind), err);
        if (!code && !found && make) code = make_table(session, kind, err);
    }
    return code;
}

// Until the end of the transaction nobody else writes into this schema from here: two that make the
// same tables, or replace the same rows, would fail or both add theirs.
static enum terr_code lock(struct session *session, struct terr_error *err)
{
    struct terr_text nothing = TERR_TEXT_INIT;
    bool found;
    struct terr_text *sql = new_sql(session);
    terr_text_add(sql, "SELECT pg_catalog.pg_advisory_xact_lock("
                       "pg_catalog.hashtextextended('territory ' || ");
    terr_sql_add_literal(sql, session->place.schema);
    terr_text_add(sql, ", 0::bigint))");
    const enum terr_code code = ask(&found, &nothing, session, err);
    terr_text_dispose(&nothing);
    return code;
}

// ---- rows ----

static void add_moment(struct terr_text *out, bool dated, const struct terr_moment *moment,
                       const char *snapshot)
{
    struct terr_text shown = TERR_TEXT_INIT;
    if (dated) {
        terr_value_add_moment(&shown, moment);
    } else {
        terr_value_add_shown(&shown, snapshot);
    }
    terr_text_add(out, ", ");
    terr_text_add_json(out, shown.bytes ? shown.bytes : "");
    out->failed |= shown.failed;
    terr_text_dispose(&shown);
}

// Which rows a later writing replaces: see the header.
static void add_run(struct terr_text *out, const struct terr_measured_change *measured,
                    const char *source, const char *zone, const struct terr_vector_rows *rows)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    const char *borders = NULL;
    if (measured->regional) {
        const struct terr_regions *regions = terr_regional_change_regions(measured->regional);
        borders = terr_regions_digest(regions);
        if (*borders == '\0') borders = terr_regions_file(regions);
    }
    terr_text_add(out, "[");
    terr_text_add_json(out, source);
    terr_text_add(out, ", ");
    terr_text_add_json(out, zone);
    add_moment(out, ends.dated, &ends.from_moment, rows->from.snapshot);
    add_moment(out, ends.dated, &ends.to_moment, rows->to.snapshot);
    terr_text_add(out, ", ");
    terr_text_add_json(out, borders);
    terr_text_add(out, "]");
}

static enum terr_code remove_run(struct session *session, unsigned kinds, const char *run_name,
                                 struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (int kind = 0; kind < TERR_PART_KINDS && !code; kind++) {
        if (!(kinds & TERR_PARTS_OF(kind))) continue;
        terr_sql_add_removal(new_sql(session), &session->place,
                             terr_part_name((enum terr_part_kind)kind), run_name);
        code = run(session, err);
    }
    return code;
}

static enum terr_code add_row(struct session *session, const struct terr_vector_rows *rows,
                              size_t index, const char *source, const char *run_name,
                              struct terr_error *err)
{
    struct terr_text *sql = new_sql(session);
    terr_sql_begin_row(sql, &session->place, rows, index, source, run_name);
    const enum terr_code code = session->gate->add_shape(sql, rows->rows[index].shape, err);
    if (code) return code;
    terr_sql_end_row(sql, &session->place);
    return run(session, err);
}

// The zones asked for, and of each the rows there are: a zone that has none any more loses those it
// had.
static enum terr_code write_zone(struct session *session, const struct terr_vector_rows *rows,
                                 unsigned kinds, const struct terr_measured_change *measured,
                                 size_t zone, struct terr_error *err)
{
    struct terr_text name = TERR_TEXT_INIT, run_name = TERR_TEXT_INIT;
    const char *source = terr_profile_name(terr_archive_profile(measured->archive));
    terr_value_add_shown(&name, measured->list->zones[zone].name);
    enum terr_code code = terr_text_check(&name, err);
    if (!code) {
        add_run(&run_name, measured, source, name.bytes, rows);
        code = terr_text_check(&run_name, err);
    }
    if (!code) code = remove_run(session, kinds, run_name.bytes, err);
    for (size_t i = 0; i < rows->count && !code; i++) {
        if (rows->rows[i].zone_index != zone) continue;
        code = add_row(session, rows, i, source, run_name.bytes, err);
    }
    terr_text_dispose(&name);
    terr_text_dispose(&run_name);
    return code;
}

enum terr_code terr_database_check(const char *name, unsigned kinds, struct terr_error *err)
{
    struct session session = {.gate = NULL};
    enum terr_code code = session_begin(&session, name, err);
    if (!code) code = take_tables(&session, kinds, false, err);
    session_end(&session);
    return code;
}

enum terr_code terr_database_write_change(const char *name,
                                          const struct terr_measured_change *measured,
                                          unsigned kinds, struct terr_error *err)
{
    struct session session = {.gate = NULL};
    struct terr_vector_rows rows = {.count = 0};
    enum terr_code code = terr_vector_rows_fill(&rows, measured, kinds, err);
    if (!code) code = session_begin(&session, name, err);
    if (!code) code = lock(&session, err);
    if (!code) code = take_tables(&session, kinds, true, err);
    for (size_t i = 0; i < measured->list->count && !code; i++) {
        code = write_zone(&session, &rows, kinds, measured, i, err);
    }
    if (!code) code = session.gate->commit(session.connection, err);
    session_end(&session);
    terr_vector_rows_dispose(&rows);
    return code;
}
