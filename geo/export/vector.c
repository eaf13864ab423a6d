#include <geo/export/vector.h>

#include <geo/base/draft.h>
#include <geo/base/memory.h>
#include <geo/base/module.h>
#include <geo/base/number.h>
#include <geo/base/paths.h>
#include <geo/export/part.h>
#include <geo/export/value.h>
#include <geo/export/vector_gate.h>
#include <geo/figure/measure.h>
#include <geo/zone/change.h>
#include <string.h>

static const struct format {
    const char *extension;
    const char *driver;
    const char *writing; // what is not done without GDAL
} formats[] = {{".gpkg", "GPKG", "writing GeoPackage"},
               {".fgb", "FlatGeobuf", "writing FlatGeobuf"}};

static const struct format *format_of(const char *path)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (terr_path_has_extension(path, formats[i].extension)) return &formats[i];
    }
    return NULL;
}

bool terr_vector_writes(const char *path) { return format_of(path) != NULL; }

static enum terr_code open_gate(const struct terr_vector_gate **gate, const char *writing,
                                struct terr_error *err)
{
    const void *table;
    const enum terr_code code =
        terr_module_gate(&table, "gdal", "terr_module_vector", writing, TERR_EOUTPUT, err);
    if (!code) *gate = table;
    return code;
}

enum terr_code terr_vector_check(const char *path, struct terr_error *err)
{
    const struct format *format = format_of(path);
    const struct terr_vector_gate *gate;
    if (!format) {
        return terr_fail(err, TERR_EOUTPUT, "'%s' ends neither in .gpkg nor in .fgb", path);
    }
    return open_gate(&gate, format->writing, err);
}

const char *terr_vector_engine_version(void)
{
    const struct terr_vector_gate *gate;
    struct terr_error ignored;
    return open_gate(&gate, "", &ignored) ? TERR_MODULE_NO_VERSION : gate->version();
}

// ---- the rows ----

// What the layer borrows.
struct made {
    struct terr_vector_row *rows;
    size_t capacity;
    struct names {
        struct terr_text zone, region;
    } * names; // one for each row
    size_t name_capacity;
    struct terr_text from_snapshot, to_snapshot;
    char clock[TERR_DAY_SIZE + sizeof "T00:00:00.000Z"];
};

static void made_dispose(struct made *made, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        terr_text_dispose(&made->names[i].zone);
        terr_text_dispose(&made->names[i].region);
    }
    terr_memory_free(made->names);
    terr_memory_free(made->rows);
    terr_text_dispose(&made->from_snapshot);
    terr_text_dispose(&made->to_snapshot);
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

static enum terr_code add_row(struct terr_vector_layer *layer, struct made *made,
                              const struct terr_part *part, struct terr_error *err)
{
    const struct terr_text empty = TERR_TEXT_INIT;
    struct terr_vector_row *rows =
        terr_memory_grow(made->rows, &made->capacity, layer->count + 1, sizeof *rows, err);
    if (!rows) return err->code;
    layer->rows = made->rows = rows;
    struct names *names =
        terr_memory_grow(made->names, &made->name_capacity, layer->count + 1, sizeof *names, err);
    if (!names) return err->code;
    made->names = names;
    const size_t index = layer->count++;
    names[index].zone = names[index].region = empty;
    rows[index].change = part->change;
    rows[index].area_km2 = printed_km2(part->area_m2);
    rows[index].shape = part->shape;
    rows[index].region = NULL;
    enum terr_code code = show(&rows[index].zone, &names[index].zone, part->zone, err);
    if (!code && part->region) {
        code = show(&rows[index].region, &names[index].region, part->region, err);
    }
    return code;
}

static enum terr_code fill_layer(struct terr_vector_layer *layer, struct made *made,
                                 const struct terr_measured_change *measured,
                                 struct terr_error *err)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    const char *from_name = terr_archive_at(measured->archive, ends.from)->name;
    const char *to_name = terr_archive_at(measured->archive, ends.to)->name;
    struct terr_part part;
    size_t cursor = 0;
    enum terr_code code = show(&layer->from.snapshot, &made->from_snapshot, from_name, err);
    if (!code) code = show(&layer->to.snapshot, &made->to_snapshot, to_name, err);
    layer->from.dated = layer->to.dated = ends.dated;
    if (ends.dated) {
        layer->from.date = terr_day_civil(ends.from_day);
        layer->to.date = terr_day_civil(ends.to_day);
    }
    terr_day_print(made->clock, ends.dated ? ends.to_day : 0);
    memcpy(made->clock + TERR_DAY_SIZE - 1, "T00:00:00.000Z", sizeof "T00:00:00.000Z");
    layer->clock = made->clock;
    while (!code && terr_part_next(&part, &cursor, measured)) {
        code = add_row(layer, made, &part, err);
    }
    return code;
}

enum terr_code terr_vector_write_change(const char *path, bool overwrite,
                                        const struct terr_measured_change *measured,
                                        struct terr_error *err)
{
    const struct format *format = format_of(path);
    const struct terr_vector_gate *gate;
    struct made made = {.capacity = 0};
    struct terr_bytes file = {NULL, 0};
    if (!format) {
        return terr_fail(err, TERR_EOUTPUT, "'%s' ends neither in .gpkg nor in .fgb", path);
    }
    struct terr_vector_layer layer = {.driver = format->driver, .extension = format->extension};
    enum terr_code code = open_gate(&gate, format->writing, err);
    if (!code) code = fill_layer(&layer, &made, measured, err);
    if (!code) code = gate->write(&file, &layer, err);
    // the file on disk is whole or not there
    if (!code) code = terr_draft_write(path, file.bytes, file.length, overwrite, err);
    terr_bytes_dispose(&file);
    made_dispose(&made, layer.count);
    return code;
}
