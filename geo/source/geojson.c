#include <geo/source/geojson.h>

#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/source/scan.h>
#include <geo/source/snapshot_fields.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// Fails with a sentence about the feature being read, and its place where that is known.
static enum terr_code fail_feature(const struct terr_document_reader *reader, const char *format,
                                   ...) TERR_PRINTF(2, 3);

static enum terr_code fail_feature(const struct terr_document_reader *reader, const char *format,
                                   ...)
{
    char sentence[TERR_ERROR_MESSAGE_SIZE / 2];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    if (reader->offset == 0) return terr_fail(reader->err, TERR_EDATA, "%s", sentence);
    return terr_lexer_fail(&reader->lexer, reader->offset, TERR_EDATA, reader->err, "%s", sentence);
}

static bool type_is(const struct terr_json *object, const char *type)
{
    const char *text = terr_json_string(terr_json_member(object, "type"));
    return text && strcmp(text, type) == 0;
}

// ---- geometry ----

static enum terr_code read_geometry(struct terr_document_reader *reader,
                                    struct terr_feature *feature, const struct terr_json *geometry);

static enum terr_code read_collection(struct terr_document_reader *reader,
                                      struct terr_feature *feature,
                                      const struct terr_json *geometry)
{
    const struct terr_json *parts = terr_json_member(geometry, "geometries");
    if (terr_json_kind(parts) != TERR_JSON_ARRAY) {
        return fail_feature(reader, "\"geometries\" is %s, needs an array",
                            parts ? terr_json_kind_name(parts) : "missing");
    }
    size_t i = 0;
    for (const struct terr_json *part = terr_json_first(parts); part;
         part = terr_json_next(part), i++) {
        if (read_geometry(reader, feature, part)) {
            return terr_within(reader->err, "geometries[%zu]", i);
        }
    }
    return TERR_OK;
}

// Coordinates that contradict what the document says they are get a sentence of their own.
enum terr_code terr_geojson_check_range(const struct terr_document_reader *reader,
                                        const struct terr_block *block)
{
    if (!block->range_fault || reader->is_projected) return TERR_OK;
    if (!reader->crs) {
        return terr_lexer_fail(&reader->lexer, block->range_offset, TERR_EDATA, reader->err, "%s",
                               block->range_fault);
    }
    return terr_lexer_fail(&reader->lexer, block->range_offset, TERR_EDATA, reader->err,
                           "\"crs\" is \"%.60s\", which is in degrees, but %s", reader->crs,
                           block->range_fault);
}

static enum terr_code read_polygons(struct terr_document_reader *reader,
                                    struct terr_feature *feature, const struct terr_json *geometry,
                                    unsigned depth)
{
    double number;
    const struct terr_json *coordinates = terr_json_member(geometry, "coordinates");
    if (!terr_json_number(&number, coordinates)) {
        return fail_feature(reader, "the geometry has no \"coordinates\"");
    }
    struct terr_block *block = &reader->scan->blocks[(size_t)number];
    if (block->fault) {
        return terr_lexer_fail(&reader->lexer, block->fault_offset, TERR_EDATA, reader->err, "%s",
                               block->fault);
    }
    if (block->depth == 0) return TERR_OK; // "[]": a geometry without anything in it
    if (block->depth != depth) {
        return terr_lexer_fail(&reader->lexer, block->offset, TERR_EDATA, reader->err,
                               "the positions of a %s lie inside %u arrays, needs %u",
                               terr_json_string(terr_json_member(geometry, "type")),
                               block->depth - 1, depth - 1);
    }
    const enum terr_code code = terr_geojson_check_range(reader, block);
    if (code) return code;
    if (feature->shape.polygon_count == 0) {
        terr_multipolygon_dispose(&feature->shape);
        feature->shape = block->shape;
        memset(&block->shape, 0, sizeof block->shape);
        return TERR_OK;
    }
    return terr_multipolygon_append(&feature->shape, &block->shape, reader->err);
}

static enum terr_code read_geometry(struct terr_document_reader *reader,
                                    struct terr_feature *feature, const struct terr_json *geometry)
{
    static const char *const others[] = {"Point", "MultiPoint", "LineString", "MultiLineString"};
    if (terr_json_kind(geometry) != TERR_JSON_OBJECT) {
        return fail_feature(reader, "a geometry is %s, needs an object",
                            terr_json_kind_name(geometry));
    }
    if (type_is(geometry, "Polygon")) return read_polygons(reader, feature, geometry, 3);
    if (type_is(geometry, "MultiPolygon")) return read_polygons(reader, feature, geometry, 4);
    if (type_is(geometry, "GeometryCollection")) return read_collection(reader, feature, geometry);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (!type_is(geometry, others[i])) continue;
        reader->snapshot->ignored_parts++;
        return TERR_OK;
    }
    const struct terr_json *type = terr_json_member(geometry, "type");
    if (!terr_json_string(type)) {
        return fail_feature(reader, "the geometry's \"type\" is %s, needs a string",
                            type ? terr_json_kind_name(type) : "missing");
    }
    return fail_feature(reader, "the geometry's type is \"%.60s\", which GeoJSON lacks",
                        terr_json_string(type));
}

// Maps leave points aside; whoever looks for places does not.
static void take_point(const struct terr_document_reader *reader, struct terr_feature *feature,
                       const struct terr_json *geometry)
{
    double number;
    if (reader->snapshot->polygons_only || !type_is(geometry, "Point")) return;
    if (!terr_json_number(&number, terr_json_member(geometry, "coordinates"))) return;
    const struct terr_block *block = &reader->scan->blocks[(size_t)number];
    if (block->depth != 1 || block->fault) return;
    feature->is_point = true;
    feature->lon_deg = block->lon_deg;
    feature->lat_deg = block->lat_deg;
}

// Fills a feature from its geometry, which may be null.
static enum terr_code fill_feature(struct terr_document_reader *reader,
                                   struct terr_feature *feature, const struct terr_json *geometry)
{
    const size_t ignored_before = reader->snapshot->ignored_parts;
    feature->kind = TERR_FEATURE_NULL;
    if (terr_json_kind(geometry) == TERR_JSON_NULL) return TERR_OK;
    const enum terr_code code = read_geometry(reader, feature, geometry);
    if (code) return code;
    take_point(reader, feature, geometry);
    terr_snapshot_settle_feature(reader->snapshot, feature, ignored_before);
    return TERR_OK;
}

// ---- features ----

static enum terr_code read_feature(struct terr_document_reader *reader,
                                   const struct terr_json *object)
{
    if (terr_json_kind(object) != TERR_JSON_OBJECT) {
        return fail_feature(reader, "is %s, needs a Feature", terr_json_kind_name(object));
    }
    if (!type_is(object, "Feature")) {
        return fail_feature(reader, "its \"type\" is not \"Feature\"");
    }
    const struct terr_json *properties = terr_json_member(object, "properties");
    const enum terr_json_kind kind = terr_json_kind(properties);
    if (kind != TERR_JSON_OBJECT && kind != TERR_JSON_NULL) {
        return fail_feature(reader, "\"properties\" is %s, needs an object or null",
                            terr_json_kind_name(properties));
    }
    const struct terr_json *geometry = terr_json_member(object, "geometry");
    if (!geometry) {
        return fail_feature(reader, "it has no \"geometry\" (null would do)");
    }
    struct terr_feature *feature = terr_snapshot_add_feature(reader->snapshot, reader->err);
    if (!feature) return reader->err->code;
    feature->properties = kind == TERR_JSON_OBJECT ? properties : NULL;
    return fill_feature(reader, feature, geometry);
}

static enum terr_code read_feature_collection(struct terr_document_reader *reader,
                                              const struct terr_json *root)
{
    const struct terr_json *features = terr_json_member(root, "features");
    if (terr_json_kind(features) != TERR_JSON_ARRAY) {
        return terr_fail(reader->err, TERR_EDATA, "\"features\" is %s, needs an array",
                         features ? terr_json_kind_name(features) : "missing");
    }
    enum terr_code code = TERR_OK;
    size_t i = 0;
    for (const struct terr_json *item = terr_json_first(features); item && !code;
         item = terr_json_next(item), i++) {
        reader->offset = i < reader->scan->feature_count ? reader->scan->feature_offsets[i] : 0;
        code = read_feature(reader, item);
        if (code) (void)terr_within(reader->err, "features[%zu]", i);
    }
    return code;
}

static enum terr_code read_bare_geometry(struct terr_document_reader *reader,
                                         const struct terr_json *root)
{
    struct terr_feature *feature = terr_snapshot_add_feature(reader->snapshot, reader->err);
    return feature ? fill_feature(reader, feature, root) : reader->err->code;
}

enum terr_code terr_geojson_read(struct terr_document_reader *reader, const struct terr_json *root)
{
    static const char *const geometries[] = {"Polygon",        "MultiPolygon", "GeometryCollection",
                                             "Point",          "MultiPoint",   "LineString",
                                             "MultiLineString"};
    const struct terr_json *type = terr_json_member(root, "type");
    if (type_is(root, "FeatureCollection")) return read_feature_collection(reader, root);
    if (type_is(root, "Feature")) return read_feature(reader, root);
    for (size_t i = 0; i < sizeof geometries / sizeof geometries[0]; i++) {
        if (type_is(root, geometries[i])) return read_bare_geometry(reader, root);
    }
    if (!terr_json_string(type)) {
        return terr_fail(reader->err, TERR_EDATA, "\"type\" is %s, needs \"FeatureCollection\"",
                         type ? terr_json_kind_name(type) : "missing");
    }
    return terr_fail(
        reader->err, TERR_EDATA,
        "\"type\" is \"%.60s\", needs \"FeatureCollection\", \"Feature\" or a geometry",
        terr_json_string(type));
}
