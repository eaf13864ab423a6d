#include <geo/export/matrix.h>

#include <geo/export/value.h>
#include <geo/figure/matrix.h>
#include <geo/figure/measure.h>
#include <geo/zone/change.h>
#include <geo/zone/zone_list.h>

static void add_name_field(struct terr_text *out, const struct terr_statuses *statuses,
                           terr_status_set set)
{
    struct terr_text name = TERR_TEXT_INIT;
    terr_status_set_add_name(&name, statuses, set);
    if (name.failed) out->failed = true;
    if (!name.failed) terr_value_add_text_field(out, name.bytes);
    terr_text_dispose(&name);
}

static void add_cell_fields(struct terr_text *out, const struct terr_statuses *statuses,
                            const struct terr_matrix_cell *cell)
{
    add_name_field(out, statuses, cell->from);
    add_name_field(out, statuses, cell->to);
    terr_value_add_km2_field(out, cell->area_m2);
    terr_text_add(out, "\n");
}

void terr_csv_change_matrix(struct terr_text *out, const struct terr_change_matrix *of)
{
    const struct terr_archive *archive = of->measured->archive;
    const struct terr_ends ends = terr_change_ends(of->measured->change);
    terr_text_add(out, "from,to,from_snapshot,to_snapshot,from_status,to_status,area_km2\n");
    for (size_t i = 0; i < of->matrix->count; i++) {
        if (ends.dated) terr_value_add_moment(out, &ends.from_moment);
        terr_text_add(out, ",");
        if (ends.dated) terr_value_add_moment(out, &ends.to_moment);
        terr_value_add_text_field(out, terr_archive_at(archive, ends.from)->name);
        terr_value_add_text_field(out, terr_archive_at(archive, ends.to)->name);
        add_cell_fields(out, of->statuses, &of->matrix->cells[i]);
    }
}

static void add_date(struct terr_text *out, const struct terr_row *row,
                     const struct terr_archive *archive)
{
    terr_value_add_day(out, row->day);
    terr_value_add_text_field(out, row->known ? terr_archive_at(archive, row->snapshot)->name : "");
    terr_text_add(out, ",");
    if (row->known && row->step.known) terr_value_add_day(out, row->step.since);
}

void terr_csv_series_matrix(struct terr_text *out, const struct terr_series *series,
                            const struct terr_archive *archive,
                            const struct terr_statuses *statuses)
{
    const size_t zones = statuses->list->count;
    terr_text_add(out, "date,snapshot,since,from_status,to_status,area_km2\n");
    for (size_t d = 0; d < series->date_count; d++) {
        const struct terr_row *row = &series->rows[d * zones];
        const struct terr_matrix *matrix = &series->matrices[d];
        for (size_t i = 0; i < matrix->count; i++) {
            add_date(out, row, archive);
            add_cell_fields(out, statuses, &matrix->cells[i]);
        }
        if (matrix->count > 0) continue;
        add_date(out, row, archive);
        terr_text_add(out, ",,,\n");
    }
}
