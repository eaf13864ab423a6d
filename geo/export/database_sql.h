/* export/database_sql.h - the statements of export/database.c.
 *
 * Every function appends one statement to `out`. Texts stand in it as literals, quoted for a server
 * whose standard_conforming_strings is on. `schema` is an identifier that is quoted already. */
#ifndef GEO_EXPORT_DATABASE_SQL_H
#define GEO_EXPORT_DATABASE_SQL_H

#include <geo/base/text.h>
#include <geo/export/vector_rows.h>

TERR_BEGIN_DECLS

/* Where the tables are, and of what type shapes are. */
struct terr_database_place {
    const char *schema;
    const char *postgis; /* the schema of the extension */
};

/* A text as a literal; NULL as null. */
void terr_sql_add_literal(struct terr_text *out, const char *text);

/* Asks of what kind a table is; without an answer where there is none. */
void terr_sql_add_search(struct terr_text *out, const struct terr_database_place *place,
                         const char *table);

/* Asks which of the columns a table lacks. */
void terr_sql_add_lacking(struct terr_text *out, const struct terr_database_place *place,
                          const char *table);

/* Make a table, and its two indices, and say what it is. */
void terr_sql_add_table(struct terr_text *out, const struct terr_database_place *place,
                        const char *table);
void terr_sql_add_run_index(struct terr_text *out, const struct terr_database_place *place,
                            const char *table);
void terr_sql_add_shape_index(struct terr_text *out, const struct terr_database_place *place,
                              const char *table);
void terr_sql_add_comment(struct terr_text *out, const struct terr_database_place *place,
                          enum terr_part_kind kind);

/* Removes the rows of a run. */
void terr_sql_add_removal(struct terr_text *out, const struct terr_database_place *place,
                          const char *table, const char *run);

/* Adds a row, up to the literal of its shape, which is hexadecimal EWKB: what follows that ends
 * with terr_sql_end_row. */
void terr_sql_begin_row(struct terr_text *out, const struct terr_database_place *place,
                        const struct terr_vector_rows *rows, size_t index, const char *source,
                        const char *run);
void terr_sql_end_row(struct terr_text *out, const struct terr_database_place *place);

TERR_END_DECLS

#endif
