#include <geo/export/json_member.h>
#include <geo/export/matrix.h>
#include <geo/export/provenance_json.h>
#include <geo/export/value.h>
#include <geo/figure/matrix.h>
#include <geo/figure/measure.h>
#include <geo/figure/provenance.h>
#include <geo/zone/zone_list.h>

static const char *status_name(const struct terr_statuses *statuses, size_t status)
{
    return statuses->list->zones[statuses->first + status].name;
}

// "NAME_status", and "NAME_statuses": a name for a chart, and its parts for a program.
static void add_set(struct terr_text *out, const char *name, const struct terr_statuses *statuses,
                    terr_status_set set)
{
    struct terr_text text = TERR_TEXT_INIT;
    terr_status_set_add_name(&text, statuses, set);
    if (text.failed) out->failed = true;
    terr_text_print(out, "\"%s_status\": ", name);
    terr_text_add_json(out, text.bytes);
    terr_text_dispose(&text);
    terr_text_print(out, ", \"%s_statuses\": [", name);
    bool first = true;
    for (size_t i = 0; i < statuses->count; i++) {
        if (!(set >> i & 1)) continue;
        if (!first) terr_text_add(out, ", ");
        terr_text_add_json(out, status_name(statuses, i));
        first = false;
    }
    terr_text_add(out, "]");
}

static void add_statuses(struct terr_text *out, const struct terr_matrix *matrix,
                         const struct terr_statuses *statuses, const char *indent)
{
    size_t count = 0;
    terr_text_add(out, "[");
    for (size_t i = 0; i < matrix->status_count; i++) {
        if (!(matrix->present >> i & 1)) continue;
        terr_text_print(out, "%s\n%s  {", count++ > 0 ? "," : "", indent);
        terr_member_string(out, "status", status_name(statuses, i));
        terr_member_km2(out, "area_from_km2", matrix->from_m2[i]);
        terr_member_km2(out, "area_to_km2", matrix->to_m2[i]);
        terr_text_add(out, "}");
    }
    terr_elements_end(out, count, indent);
}

static void add_cells(struct terr_text *out, const struct terr_matrix *matrix,
                      const struct terr_statuses *statuses, const char *indent)
{
    terr_text_add(out, "[");
    for (size_t i = 0; i < matrix->count; i++) {
        const struct terr_matrix_cell *cell = &matrix->cells[i];
        terr_text_print(out, "%s\n%s  {", i > 0 ? "," : "", indent);
        add_set(out, "from", statuses, cell->from);
        terr_text_add(out, ", ");
        add_set(out, "to", statuses, cell->to);
        terr_member_km2(out, "area_km2", cell->area_m2);
        terr_text_add(out, "}");
    }
    terr_elements_end(out, matrix->count, indent);
}

static void add_provenance(struct terr_text *out, struct terr_provenance *provenance)
{
    provenance->of_transitions = true;
    terr_document_provenance(out, provenance);
    terr_provenance_dispose(provenance);
}

// ---- change ----

void terr_json_change_matrix(struct terr_text *out, const struct terr_change_matrix *of,
                             size_t warnings)
{
    const struct terr_measured_change *measured = of->measured;
    struct terr_provenance provenance;
    struct terr_error err;
    terr_document_head(out, "change-matrix", measured->archive, measured->ruler);
    terr_document_window(out, measured);
    terr_document_line(out, "warnings");
    terr_text_print(out, "%zu", warnings);
    if (terr_provenance_of_change(&provenance, measured, &err)) {
        out->failed = true; // for want of memory alone
        return;
    }
    add_provenance(out, &provenance);
    terr_document_line(out, "adds_up");
    terr_text_add(out, of->matrix->adds_up ? "true" : "false");
    terr_document_line(out, "statuses");
    add_statuses(out, of->matrix, of->statuses, "  ");
    terr_document_line(out, "transitions");
    add_cells(out, of->matrix, of->statuses, "  ");
    terr_text_add(out, "\n}\n");
}

// ---- series ----

static void add_row(struct terr_text *out, const struct terr_row *row,
                    const struct terr_matrix *matrix, const struct terr_archive *archive,
                    const struct terr_statuses *statuses)
{
    const char *name = row->known ? terr_archive_at(archive, row->snapshot)->name : NULL;
    terr_member_day(out, "date", row->day);
    terr_member_string(out, "snapshot", name);
    if (!matrix->known) {
        terr_member_null(out, "since");
        terr_member_null(out, "adds_up");
        terr_member_null(out, "statuses");
        terr_member_null(out, "transitions");
        terr_text_add(out, "}");
        return;
    }
    terr_member_day(out, "since", row->step.since);
    terr_member_name(out, "adds_up");
    terr_text_add(out, matrix->adds_up ? "true" : "false");
    terr_member_name(out, "statuses");
    add_statuses(out, matrix, statuses, "      ");
    terr_member_name(out, "transitions");
    add_cells(out, matrix, statuses, "      ");
    terr_text_add(out, "}");
}

void terr_json_series_matrix(struct terr_text *out, const struct terr_series *series,
                             const struct terr_archive *archive,
                             const struct terr_statuses *statuses, const struct terr_ruler *ruler,
                             const struct terr_series_options *options, size_t warnings)
{
    struct terr_provenance provenance;
    struct terr_error err;
    terr_document_head(out, "series-matrix", archive, ruler);
    terr_document_line(out, "every");
    terr_text_add_json(out, terr_every_name(options->every));
    terr_document_line(out, "repairs");
    terr_text_add(out, "{");
    terr_member_count(out, "snapshots", series->repaired_count);
    terr_member_km2(out, "largest_km2", series->repair_max_m2);
    terr_text_add(out, "}");
    terr_document_line(out, "warnings");
    terr_text_print(out, "%zu", warnings);
    if (terr_provenance_of_series(&provenance, series, archive, statuses->list, ruler,
                                  options->every, &err)) {
        out->failed = true; // for want of memory alone
        return;
    }
    add_provenance(out, &provenance);
    terr_document_line(out, "rows");
    terr_text_add(out, "[");
    for (size_t d = 0; d < series->date_count; d++) {
        terr_element_begin(out, d, "    ");
        add_row(out, &series->rows[d * statuses->list->count], &series->matrices[d], archive,
                statuses);
    }
    terr_elements_end(out, series->date_count, "  ");
    terr_text_add(out, "\n}\n");
}
