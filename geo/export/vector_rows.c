#include <geo/export/vector_rows.h>

#include <geo/base/memory.h>
#include <geo/base/number.h>
#include <geo/export/change_origin.h>
#include <geo/export/drawn.h>
#include <geo/export/value.h>
#include <geo/figure/measure.h>
#include <geo/source/archive.h>
#include <geo/source/profile.h>
#include <geo/zone/change.h>
#include <geo/zone/drawing.h>
#include <string.h>

struct terr_vector_names {
    struct terr_text zone, region;
};

void terr_vector_rows_dispose(struct terr_vector_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        terr_text_dispose(&rows->names[i].zone);
        terr_text_dispose(&rows->names[i].region);
    }
    terr_memory_free(rows->names);
    terr_memory_free(rows->rows);
    terr_text_dispose(&rows->from_snapshot);
    terr_text_dispose(&rows->to_snapshot);
    terr_text_dispose(&rows->method);
    terr_text_dispose(&rows->provenance);
    memset(rows, 0, sizeof *rows);
}

// The formats want UTF-8, which a file name need not be.
static enum terr_code show(const char **shown, struct terr_text *text, const char *name,
                           struct terr_error *err)
{
    terr_value_add_shown(text, name);
    *shown = text->bytes ? text->bytes : "";
    return terr_text_check(text, err);
}

// The number that the text forms print, so that a figure is the same in all of them.
static double printed_km2(double area_m2)
{
    char number[TERR_NUMBER_SIZE];
    const size_t length = terr_number_print(number, area_m2 / TERR_M2_PER_KM2, TERR_KM2_DECIMALS);
    return terr_number_parse(number, length);
}

static enum terr_code add_row(struct terr_vector_rows *out, const struct terr_part *part,
                              struct terr_error *err)
{
    const struct terr_text empty = TERR_TEXT_INIT;
    struct terr_vector_row *rows =
        terr_memory_grow(out->rows, &out->capacity, out->count + 1, sizeof *rows, err);
    if (!rows) return err->code;
    out->rows = rows;
    struct terr_vector_names *names =
        terr_memory_grow(out->names, &out->name_capacity, out->count + 1, sizeof *names, err);
    if (!names) return err->code;
    out->names = names;
    const size_t index = out->count++;
    names[index].zone = names[index].region = empty;
    rows[index].change = terr_part_name(part->kind);
    rows[index].zone_index = part->zone_index;
    rows[index].area_km2 = printed_km2(part->area_m2);
    rows[index].noise_km2 = printed_km2(part->noise_m2);
    rows[index].drawn_km2 = part->drawn ? printed_km2(part->drawn->drawn_m2) : 0;
    rows[index].displaced_km2 = part->drawn ? printed_km2(part->drawn->displaced_m2) : 0;
    rows[index].shape = part->shape;
    rows[index].region = NULL;
    enum terr_code code = show(&rows[index].zone, &names[index].zone, part->zone, err);
    if (!code && part->region) {
        code = show(&rows[index].region, &names[index].region, part->region, err);
    }
    return code;
}

static enum terr_code add_ends(struct terr_vector_rows *out,
                               const struct terr_measured_change *measured, struct terr_error *err)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    const char *from_name = terr_archive_at(measured->archive, ends.from)->name;
    const char *to_name = terr_archive_at(measured->archive, ends.to)->name;
    const enum terr_code code = show(&out->from.snapshot, &out->from_snapshot, from_name, err);
    if (code) return code;
    out->from.dated = out->to.dated = ends.dated;
    if (ends.dated) {
        out->from.date = terr_day_civil(ends.from_day);
        out->to.date = terr_day_civil(ends.to_day);
    }
    return show(&out->to.snapshot, &out->to_snapshot, to_name, err);
}

static enum terr_code add_origin(struct terr_vector_rows *out,
                                 const struct terr_measured_change *measured,
                                 struct terr_error *err)
{
    terr_change_add_method(&out->method, measured);
    terr_text_add(&out->provenance, "{");
    terr_change_add_json_origin(&out->provenance, measured);
    terr_text_add(&out->provenance, "}");
    out->attribution = terr_profile_attribution(terr_archive_profile(measured->archive));
    const enum terr_code code = terr_text_check(&out->method, err);
    return code ? code : terr_text_check(&out->provenance, err);
}

enum terr_code terr_vector_rows_fill(struct terr_vector_rows *out,
                                     const struct terr_measured_change *measured, unsigned kinds,
                                     struct terr_error *err)
{
    struct terr_part part;
    size_t cursor = 0;
    enum terr_code code = add_ends(out, measured, err);
    if (!code) code = add_origin(out, measured, err);
    out->is_drawn = measured->drawing != NULL;
    out->has_noise = terr_drawn_has_noise(measured);
    out->is_simplified = out->is_drawn && terr_drawing_asked(measured->drawing).simplify_m > 0;
    while (!code && terr_part_next(&part, &cursor, measured, kinds)) {
        code = add_row(out, &part, err);
    }
    return code;
}
