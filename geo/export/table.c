#include <geo/export/table_row.h>

#include <geo/export/value.h>
#include <string.h>

// Of a year alone, a year and a month, a month and a year; no date has 3 digits after its last
// mark, or 5.
bool terr_table_may_be_dates(int decimals) { return decimals <= 2 || decimals == 4; }

struct terr_table terr_table_begin(struct terr_text *out, enum terr_tool tool,
                                   const struct terr_style *style)
{
    static const struct terr_style standard = {TERR_UNIT_KM2, TERR_TABLE_DECIMALS};
    const struct terr_table table = {out, tool, style ? style : &standard, false};
    if (tool == TERR_TOOL_EXCEL) terr_text_add(out, "\xef\xbb\xbf");
    return table;
}

static void begin_field(struct terr_table *table)
{
    if (table->inside) terr_text_add(table->out, ",");
    table->inside = true;
}

// Whether a spreadsheet may take what follows for the beginning of a cell: the regions of some
// computers separate by a semicolon, and quotes do not hold where the row is cut there.
static bool begins_cell(char before) { return before == '\0' || strchr(",;\t\r\n\"", before); }

static bool begins_formula(char byte) { return byte != '\0' && strchr("=+-@\t\r\n", byte); }

// A copy in which an apostrophe stands before whatever would be run as a formula.
static void add_guarded(struct terr_text *out, const char *string)
{
    char before = '\0';
    for (; *string; before = *string++) {
        if (begins_cell(before) && begins_formula(*string)) terr_text_add(out, "'");
        terr_text_add_bytes(out, string, 1);
    }
}

void terr_table_add(struct terr_table *table, const char *string)
{
    struct terr_text guarded = TERR_TEXT_INIT;
    begin_field(table);
    if (*string == '\0') return;
    if (table->tool != TERR_TOOL_EXCEL) {
        terr_text_add_csv(table->out, string);
        return;
    }
    add_guarded(&guarded, string);
    if (guarded.failed) {
        table->out->failed = true;
    } else {
        terr_text_add_csv(table->out, guarded.bytes);
    }
    terr_text_dispose(&guarded);
}

void terr_table_add_head(struct terr_table *table, const char *name)
{
    struct terr_text head = TERR_TEXT_INIT;
    terr_text_print(&head, "%s (%s)", name, terr_unit_shown(table->style->unit));
    if (head.failed) {
        table->out->failed = true;
    } else {
        terr_table_add(table, head.bytes);
    }
    terr_text_dispose(&head);
}

void terr_table_add_area(struct terr_table *table, double area_m2)
{
    begin_field(table);
    terr_style_add(table->out, table->style, area_m2);
}

void terr_table_add_percent(struct terr_table *table, double percent)
{
    begin_field(table);
    terr_text_add_fixed(table->out, percent, TERR_PERCENT_DECIMALS);
}

void terr_table_add_day(struct terr_table *table, int32_t day)
{
    begin_field(table);
    terr_value_add_day(table->out, day);
}

void terr_table_end_row(struct terr_table *table)
{
    terr_text_add(table->out, table->tool == TERR_TOOL_EXCEL ? "\r\n" : "\n");
    table->inside = false;
}
