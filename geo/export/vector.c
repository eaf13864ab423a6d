#include <geo/export/vector.h>

#include <geo/base/draft.h>
#include <geo/base/draft_set.h>
#include <geo/base/file.h>
#include <geo/base/paths.h>
#include <geo/export/vector_engine.h>
#include <geo/export/vector_rows.h>
#include <string.h>
#include <unistd.h>

static const struct format {
    const char *extensions[TERR_VECTOR_FILES + 1]; // the last is the one that is named
    const char *driver;
    const char *writing; // what is not done without GDAL
    bool has_layers;
    bool is_shapefile;
} formats[] = {
    {{".gpkg"}, "GPKG", "writing GeoPackage", true, false},
    {{".fgb"}, "FlatGeobuf", "writing FlatGeobuf", false, false},
    {{".cpg", ".prj", ".dbf", ".shx", ".shp"}, "ESRI Shapefile", "writing shapefiles", false, true},
};

static const char *extension_of(const struct format *format)
{
    size_t last = 0;
    while (format->extensions[last + 1]) last++;
    return format->extensions[last];
}

static const struct format *format_of(const char *path)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (terr_path_has_extension(path, extension_of(&formats[i]))) return &formats[i];
    }
    return NULL;
}

bool terr_vector_writes(const char *path) { return format_of(path) != NULL; }

bool terr_vector_has_layers(const char *path)
{
    const struct format *format = format_of(path);
    return format && format->has_layers;
}

static enum terr_code refuse_extension(const char *path, struct terr_error *err)
{
    return terr_fail(err, TERR_EOUTPUT, "'%s' ends in none of .gpkg, .fgb and .shp", path);
}

enum terr_code terr_vector_check(const char *path, struct terr_error *err)
{
    const struct format *format = format_of(path);
    const struct terr_vector_gate *gate;
    if (!format) return refuse_extension(path, err);
    return terr_vector_engine_open(&gate, format->writing, err);
}

// ---- shapefiles ----

// A field of dBASE has no more; GDAL would cut the text.
#define SHAPEFILE_TEXT_MAX 254

static enum terr_code check_text(const char *text, const char *name, struct terr_error *err)
{
    const size_t length = text ? strlen(text) : 0;
    if (length <= SHAPEFILE_TEXT_MAX) return TERR_OK;
    return terr_fail(err, TERR_EOUTPUT, "a shapefile's texts have at most %d bytes, the %s has %zu",
                     SHAPEFILE_TEXT_MAX, name, length);
}

static enum terr_code check_texts(const struct terr_vector_rows *rows, struct terr_error *err)
{
    enum terr_code code = check_text(rows->from.snapshot, "name of a snapshot", err);
    if (!code) code = check_text(rows->to.snapshot, "name of a snapshot", err);
    for (size_t i = 0; i < rows->count && !code; i++) {
        code = check_text(rows->rows[i].zone, "name of a zone", err);
        if (!code) code = check_text(rows->rows[i].region, "name of a region", err);
    }
    return code;
}

static void add_sibling(struct terr_text *out, const char *path, const char *extension)
{
    terr_text_add_bytes(out, path, strlen(path) - strlen(".shp"));
    terr_text_add(out, extension);
}

// An index made of the file that was replaced would mislead whoever reads the new one by it.
static enum terr_code remove_indices(const char *path, struct terr_error *err)
{
    static const char *const indices[] = {".qix", ".sbn", ".sbx"};
    enum terr_code code = TERR_OK;
    for (size_t i = 0; i < sizeof indices / sizeof indices[0] && !code; i++) {
        struct terr_text sibling = TERR_TEXT_INIT;
        add_sibling(&sibling, path, indices[i]);
        code = terr_text_check(&sibling, err);
        if (!code) (void)unlink(sibling.bytes);
        terr_text_dispose(&sibling);
    }
    return code;
}

// The files of a shapefile stand beside each other, and so beside what a link leads to.
static enum terr_code find_main(struct terr_text *out, const char *path, struct terr_error *err)
{
    terr_file_add_resolved(out, path);
    const enum terr_code code = terr_text_check(out, err);
    if (code || terr_path_has_extension(out->bytes, ".shp")) return code;
    return terr_fail(err, TERR_EOUTPUT, "leads to a file whose name does not end in .shp");
}

static enum terr_code write_siblings(const char *path, const struct format *format,
                                     const struct terr_bytes bytes[TERR_VECTOR_FILES],
                                     bool overwrite, struct terr_error *err)
{
    struct terr_text names[TERR_VECTOR_FILES] = {TERR_TEXT_INIT};
    struct terr_draft_file files[TERR_VECTOR_FILES];
    struct terr_text shape = TERR_TEXT_INIT;
    size_t count = 0;
    enum terr_code code = find_main(&shape, path, err);
    path = shape.bytes;
    if (!code && overwrite) code = remove_indices(path, err);
    for (; format->extensions[count] && !code; count++) {
        const bool is_last = !format->extensions[count + 1];
        add_sibling(&names[count], path, format->extensions[count]);
        code = terr_text_check(&names[count], err);
        files[count].target = is_last ? path : names[count].bytes;
        files[count].bytes = bytes[count].bytes;
        files[count].length = bytes[count].length;
    }
    if (!code) code = terr_draft_write_set(files, count, overwrite, err);
    for (size_t i = 0; i < TERR_VECTOR_FILES; i++) terr_text_dispose(&names[i]);
    terr_text_dispose(&shape);
    return code;
}

// ---- any of them ----

// What ground each has, and how it was counted; the layers borrow `descriptions`.
static enum terr_code add_layers(struct terr_vector_dataset *dataset,
                                 struct terr_text descriptions[TERR_PART_KINDS], unsigned kinds,
                                 struct terr_error *err)
{
    size_t count = 0;
    for (int i = 0; i < TERR_PART_KINDS; i++) {
        const enum terr_part_kind kind = (enum terr_part_kind)i;
        struct terr_text *text = &descriptions[kind];
        if (!(kinds & TERR_PARTS_OF(kind))) continue;
        terr_text_print(text, "%s. %s", terr_part_meaning(kind), dataset->rows->method.bytes);
        const enum terr_code code = terr_text_check(text, err);
        if (code) return code;
        dataset->layers[count++] = (struct terr_vector_layer){terr_part_name(kind), text->bytes};
    }
    return TERR_OK;
}

static enum terr_code write_rows(const char *path, bool overwrite, const struct format *format,
                                 const struct terr_vector_rows *rows, unsigned kinds,
                                 struct terr_error *err)
{
    const struct terr_vector_gate *gate;
    struct terr_text descriptions[TERR_PART_KINDS] = {TERR_TEXT_INIT};
    struct terr_vector_dataset dataset = {
        .driver = format->driver, .short_names = format->is_shapefile, .rows = rows};
    struct terr_bytes files[TERR_VECTOR_FILES] = {{NULL, 0}};
    char clock[TERR_DAY_SIZE + sizeof "T00:00:00.000Z"];
    int32_t day = 0; // 1970-01-01, where there is no date
    if (rows->to.dated) (void)terr_day_from_civil(&day, rows->to.date);
    terr_day_print(clock, day);
    memcpy(clock + TERR_DAY_SIZE - 1, "T00:00:00.000Z", sizeof "T00:00:00.000Z");
    dataset.clock = clock;
    memcpy(dataset.extensions, format->extensions, sizeof dataset.extensions);
    enum terr_code code = terr_vector_engine_open(&gate, format->writing, err);
    if (!code && format->has_layers) code = add_layers(&dataset, descriptions, kinds, err);
    if (!code && format->is_shapefile) code = check_texts(rows, err);
    if (!code) code = gate->write(files, &dataset, err);
    // what is on disk is whole or not there
    if (!code && format->is_shapefile) {
        code = write_siblings(path, format, files, overwrite, err);
    } else if (!code) {
        code = terr_draft_write(path, files[0].bytes, files[0].length, overwrite, err);
    }
    for (size_t i = 0; i < TERR_VECTOR_FILES; i++) terr_bytes_dispose(&files[i]);
    for (size_t i = 0; i < TERR_PART_KINDS; i++) terr_text_dispose(&descriptions[i]);
    return code;
}

enum terr_code terr_vector_write_change(const char *path, bool overwrite,
                                        const struct terr_measured_change *measured, unsigned kinds,
                                        struct terr_error *err)
{
    const struct format *format = format_of(path);
    struct terr_vector_rows rows = {.count = 0};
    if (!format) return refuse_extension(path, err);
    enum terr_code code = terr_vector_rows_fill(&rows, measured, kinds, err);
    if (!code) code = write_rows(path, overwrite, format, &rows, kinds, err);
    terr_vector_rows_dispose(&rows);
    return code;
}
