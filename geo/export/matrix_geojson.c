#include <geo/export/geojson_member.h>
#include <geo/export/matrix.h>
#include <geo/export/provenance_json.h>
#include <geo/export/value.h>
#include <geo/figure/matrix.h>
#include <geo/figure/measure.h>
#include <geo/figure/provenance.h>
#include <geo/source/profile.h>
#include <geo/zone/change.h>
#include <geo/zone/transitions.h>

static void add_name(struct terr_text *out, const struct terr_statuses *statuses,
                     terr_status_set set)
{
    struct terr_text name = TERR_TEXT_INIT;
    terr_status_set_add_name(&name, statuses, set);
    if (name.failed) out->failed = true;
    terr_text_add_json(out, name.bytes);
    terr_text_dispose(&name);
}

// Between which dates and maps it is.
struct span {
    const struct terr_archive *archive;
    const struct terr_statuses *statuses;
    struct terr_ends ends;
};

static void add_feature(struct terr_text *out, const struct span *span,
                        const struct terr_matrix_cell *cell,
                        const struct terr_transitions *transitions)
{
    const struct terr_ends *ends = &span->ends;
    terr_text_add(out, "{\"type\":\"Feature\",\"properties\":{\"from_status\":");
    add_name(out, span->statuses, cell->from);
    terr_text_add(out, ",\"to_status\":");
    add_name(out, span->statuses, cell->to);
    terr_geojson_add_end(out, "from", ends->dated, &ends->from_moment,
                         terr_archive_at(span->archive, ends->from));
    terr_geojson_add_end(out, "to", ends->dated, &ends->to_moment,
                         terr_archive_at(span->archive, ends->to));
    terr_text_add(out, ",\"area_km2\":");
    terr_value_add_km2(out, cell->area_m2);
    terr_text_add(out, "},\"geometry\":");
    terr_geojson_add_geometry(out, &transitions->items[cell->transition].shape);
    terr_text_add(out, "}");
}

// What changed its status; a line each.
static void add_features(struct terr_text *out, const struct span *span,
                         const struct terr_matrix *matrix,
                         const struct terr_transitions *transitions)
{
    for (size_t i = 0; i < matrix->count; i++) {
        const struct terr_matrix_cell *cell = &matrix->cells[i];
        if (cell->from == cell->to) continue;
        if (out->length > 0) terr_text_add(out, ",\n");
        add_feature(out, span, cell, transitions);
    }
}

// The collection; takes away its provenance.
static void add_collection(struct terr_text *out, struct terr_provenance *provenance,
                           const struct terr_text *features)
{
    const char *attribution = terr_profile_attribution(terr_archive_profile(provenance->archive));
    provenance->of_transitions = true;
    terr_text_add(out, "{\"type\":\"FeatureCollection\",");
    if (attribution) {
        terr_text_add(out, "\"attribution\":");
        terr_text_add_json(out, attribution);
        terr_text_add(out, ",");
    }
    terr_text_add(out, "\"method\":");
    terr_provenance_add_json_method(out, provenance);
    terr_text_add(out, ",\"snapshots\":");
    terr_provenance_add_json_snapshots(out, provenance, "");
    terr_provenance_dispose(provenance);
    terr_text_add(out, ",\"features\":[");
    if (features->length > 0) terr_text_add(out, "\n");
    terr_text_add_bytes(out, features->bytes ? features->bytes : "", features->length);
    if (features->failed) out->failed = true;
    terr_text_add(out, "\n]}\n");
}

void terr_geojson_change_matrix(struct terr_text *out, const struct terr_change_matrix *of)
{
    const struct terr_measured_change *measured = of->measured;
    const struct span span = {measured->archive, of->statuses, terr_change_ends(measured->change)};
    struct terr_text features = TERR_TEXT_INIT;
    struct terr_provenance provenance;
    struct terr_error err;
    add_features(&features, &span, of->matrix, of->transitions);
    if (terr_provenance_of_change(&provenance, measured, &err)) {
        out->failed = true; // for want of memory alone
    } else {
        add_collection(out, &provenance, &features);
    }
    terr_text_dispose(&features);
}

void terr_geojson_add_transitions(struct terr_text *out, const struct terr_archive *archive,
                                  const struct terr_statuses *statuses,
                                  const struct terr_dated_transitions *dated)
{
    const struct span span = {archive,
                              statuses,
                              {.dated = true,
                               .from = dated->from,
                               .to = dated->to,
                               .from_moment = {.day = dated->since},
                               .to_moment = {.day = dated->day}}};
    add_features(out, &span, dated->matrix, dated->transitions);
}

void terr_geojson_series_matrix(struct terr_text *out, const struct terr_text *features,
                                const struct terr_series *series,
                                const struct terr_archive *archive,
                                const struct terr_statuses *statuses,
                                const struct terr_ruler *ruler, enum terr_every every)
{
    struct terr_provenance provenance;
    struct terr_error err;
    if (terr_provenance_of_series(&provenance, series, archive, statuses->list, ruler, every,
                                  &err)) {
        out->failed = true; // for want of memory alone
        return;
    }
    add_collection(out, &provenance, features);
}
