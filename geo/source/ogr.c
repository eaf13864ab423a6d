#include <geo/source/ogr.h>

#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/base/module.h>
#include <geo/base/paths.h>
#include <geo/base/text.h>
#include <geo/shape/projection.h>
#include <geo/source/fault.h>
#include <geo/source/ogr_gate.h>
#include <geo/source/scan.h>
#include <geo/source/snapshot_fields.h>
#include <geo/source/virtual_file.h>
#include <string.h>

static const struct format {
    const char *extension;
    const char *driver;
    bool has_digest;     // it is one file
    bool declares_count; // of features, in its head; GDAL takes its end for theirs
    const char *reading; // what is not done without GDAL
} formats[] = {
    {".shp", "ESRI Shapefile", false, false, "reading shapefiles"},
    {".gpkg", "GPKG", true, false, "reading GeoPackage"},
    {".fgb", "FlatGeobuf", true, true, "reading FlatGeobuf"},
    // the driver "KML" drops ExtendedData, where the statuses are
    {".kml", "LIBKML", true, false, "reading KML"},
};

static const struct format *format_of(const char *path)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (terr_path_has_extension(path, formats[i].extension)) return &formats[i];
    }
    return NULL;
}

bool terr_ogr_reads(const char *path) { return format_of(path) != NULL; }

// What reading one file needs besides the snapshot that it fills.
struct filling {
    struct terr_snapshot *snapshot;
    const char *path;
    size_t first;                       // feature of the layer
    struct terr_projection *projection; // of the layer; NULL where it names no system
    struct terr_text document;          // of the layer: its features without geometry
    char digest[TERR_DIGEST_SIZE];
    uint64_t size;
};

// ---- a layer ----

// Whether a layer bears the name of its file, which then tells more.
static bool is_file_name(const char *layer, const char *path)
{
    const char *name = terr_path_name(path);
    const size_t length = strlen(layer);
    return strncmp(name, layer, length) == 0 && (name[length] == '.' || name[length] == '\0');
}

static enum terr_code begin_part(struct filling *filling, const char *name, bool alone,
                                 struct terr_error *err)
{
    const enum terr_code code = terr_snapshot_add_part(filling->snapshot, filling->path, err);
    if (code) return code;
    struct terr_snapshot_part *part = terr_snapshot_last_part(filling->snapshot);
    memcpy(part->part.digest, filling->digest, sizeof filling->digest);
    part->part.size = filling->size;
    part->part.by_gdal = true;
    if (alone && is_file_name(name, filling->path)) return TERR_OK;
    part->layer = terr_memory_copy(name, strlen(name), err);
    part->part.layer = part->layer;
    return part->layer ? TERR_OK : err->code;
}

static enum terr_code begin_layer(void *payload, const char *name, bool alone, const char *wkt,
                                  struct terr_error *err)
{
    struct filling *filling = payload;
    const enum terr_code code = begin_part(filling, name, alone, err);
    if (code) return code;
    filling->first = filling->snapshot->count;
    terr_projection_free(filling->projection);
    filling->projection = NULL;
    terr_text_add(&filling->document, "{\"type\":\"FeatureCollection\",\"features\":[");
    if (!wkt) return TERR_OK;
    terr_snapshot_last_part(filling->snapshot)->part.by_proj = true;
    return terr_projection_new(&filling->projection, wkt, err);
}

// Parses what stands in the document, and lends its properties to the features of the layer.
static enum terr_code lend_properties(struct filling *filling, struct terr_error *err)
{
    struct terr_snapshot_part *part = terr_snapshot_last_part(filling->snapshot);
    struct terr_scan scan = TERR_SCAN_INIT;
    enum terr_code code =
        terr_scan_bytes(&scan, filling->document.bytes, filling->document.length, NULL, err);
    if (!code) {
        code = terr_json_parse(&part->document, scan.skeleton.bytes, scan.skeleton.length, err);
    }
    terr_scan_dispose(&scan);
    if (code) return terr_within(err, "the fields");
    part->root = part->document;
    const struct terr_json *item = terr_json_first(terr_json_member(part->root, "features"));
    for (size_t i = filling->first; item; item = terr_json_next(item), i++) {
        filling->snapshot->features[i].properties = terr_json_member(item, "properties");
    }
    return TERR_OK;
}

static enum terr_code end_layer(void *payload, struct terr_error *err)
{
    struct filling *filling = payload;
    terr_text_add(&filling->document, "]}");
    enum terr_code code = terr_text_check(&filling->document, err);
    if (!code) code = lend_properties(filling, err);
    terr_text_dispose(&filling->document);
    return code;
}

// ---- a feature ----

// Turns the feature's coordinates into degrees, and holds them to the Earth.
static enum terr_code place(struct filling *filling, struct terr_feature *feature,
                            struct terr_error *err)
{
    const struct terr_multipolygon *shape = &feature->shape;
    char fault[TERR_FAULT_SIZE];
    if (filling->projection) {
        const enum terr_code code = terr_snapshot_unproject(feature, filling->projection, err);
        if (code) return code;
    }
    for (size_t i = 0; i < shape->point_count; i++) {
        const double *point = shape->coords + 2 * i;
        if (!terr_fault_of_position(fault, point[0], point[1], false)) continue;
        if (filling->projection) {
            return terr_fail(err, TERR_EDATA, "%s (the coordinate system is %s)", fault,
                             terr_projection_name(filling->projection));
        }
        return terr_fail(err, TERR_EDATA,
                         "%s; no coordinate system is given (a shapefile's stands in its .prj)",
                         fault);
    }
    return TERR_OK;
}

static enum terr_code add_feature(void *payload, struct terr_ogr_feature *read,
                                  struct terr_error *err)
{
    static const struct terr_multipolygon empty = TERR_MULTIPOLYGON_INIT;
    struct filling *filling = payload;
    const size_t ignored_before = filling->snapshot->ignored_parts;
    const bool is_first = filling->snapshot->count == filling->first;
    terr_text_add(&filling->document, is_first ? "{\"type\":\"Feature\",\"properties\":"
                                               : ",{\"type\":\"Feature\",\"properties\":");
    terr_text_add(&filling->document, read->fields);
    terr_text_add(&filling->document, "}");
    struct terr_feature *feature = terr_snapshot_add_feature(filling->snapshot, err);
    if (!feature) return err->code;
    feature->kind = TERR_FEATURE_NULL;
    if (!read->has_geometry) return terr_text_check(&filling->document, err);
    feature->shape = read->shape;
    read->shape = empty;
    feature->is_point = read->is_point && !filling->snapshot->polygons_only;
    feature->lon_deg = read->point[0];
    feature->lat_deg = read->point[1];
    filling->snapshot->ignored_parts += read->ignored_parts;
    const enum terr_code code = place(filling, feature, err);
    if (code) return code;
    terr_snapshot_settle_feature(filling->snapshot, feature, ignored_before);
    return terr_text_check(&filling->document, err);
}

// ---- the file ----

static enum terr_code read_as(struct terr_snapshot *snapshot, const char *path,
                              const struct format *format, struct terr_error *err)
{
    struct filling filling = {.snapshot = snapshot, .path = path};
    const struct terr_ogr_request request = {path, format->driver, format->declares_count};
    const struct terr_ogr_sink sink = {&filling, begin_layer, add_feature, end_layer};
    const void *table;
    enum terr_code code =
        terr_module_gate(&table, "gdal", "terr_module_ogr", format->reading, TERR_EIO, err);
    if (!code) code = terr_virtual_file_check(path, err);
    const bool is_digested = format->has_digest && !snapshot->undigested;
    if (!code && is_digested && !strstr(path, "/vsicurl/")) {
        code = terr_virtual_file_digest(filling.digest, &filling.size, path, err);
    }
    if (code) return code;
    const struct terr_ogr_gate *gate = table;
    code = gate->read(&request, &sink, err);
    terr_projection_free(filling.projection);
    terr_text_dispose(&filling.document);
    return code;
}

enum terr_code terr_ogr_read(struct terr_snapshot *snapshot, const char *path,
                             struct terr_error *err)
{
    return read_as(snapshot, path, format_of(path), err);
}

enum terr_code terr_ogr_read_as(struct terr_snapshot *snapshot, const char *path,
                                const char *driver, struct terr_error *err)
{
    const struct format format = {"", driver, true, false, "reading TopoJSON"};
    return read_as(snapshot, path, &format, err);
}
