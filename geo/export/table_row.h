/* export/table_row.h - the fields of the tables of table.h, as each tool takes them. */
#ifndef GEO_EXPORT_TABLE_ROW_H
#define GEO_EXPORT_TABLE_ROW_H

#include <geo/export/table.h>

/* A table that is being written. */
struct terr_table {
    struct terr_text *out;
    enum terr_tool tool;
    const struct terr_style *style;
    bool inside; /* a row has begun */
};

/* Begins a table: what has to stand before its first row. */
struct terr_table terr_table_begin(struct terr_text *out, enum terr_tool tool,
                                   const struct terr_style *style);

/* Appends a field to the row: a text; a head with the unit behind it; an area; a percentage or a
 * day; or an empty one. Then the end of the row. */
void terr_table_add(struct terr_table *table, const char *string);
void terr_table_add_head(struct terr_table *table, const char *name);
void terr_table_add_area(struct terr_table *table, double area_m2);
void terr_table_add_percent(struct terr_table *table, double percent);
void terr_table_add_day(struct terr_table *table, int32_t day);
void terr_table_end_row(struct terr_table *table);

#endif
