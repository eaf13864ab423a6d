// GDAL's stat structure is the system's stat64, which C11 and POSIX alone do not declare.
#define _LARGEFILE64_SOURCE 1

#include <geo/source/ogr.h>

#include <geo/base/json.h>
#include <geo/base/memory.h>
#include <geo/base/paths.h>
#include <geo/shape/projection.h>
#include <geo/source/fault.h>
#include <geo/source/gdal.h>
#include <geo/source/ogr_fields.h>
#include <geo/source/scan.h>
#include <geo/source/snapshot_fields.h>
#include <geo/source/virtual_file.h>
#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <string.h>

static const struct format {
    const char *extension;
    const char *driver;
    bool has_digest;     // it is one file
    bool declares_count; // of features, in its head; GDAL takes its end for theirs
} formats[] = {
    {".shp", "ESRI Shapefile", false, false},
    {".gpkg", "GPKG", true, false},
    {".fgb", "FlatGeobuf", true, true},
    {".kml", "LIBKML", true, false}, // the driver "KML" drops ExtendedData, where the statuses are
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
struct reader {
    struct terr_snapshot *snapshot;
    const char *path;
    struct format format;
    struct terr_gdal gdal;
    struct terr_projection *projection; // of the layer; NULL where it names no system
    struct terr_text document;          // of the layer: its features without geometry
    char digest[TERR_DIGEST_SIZE];
    GIntBig record_count; // of a shapefile's table; -1 where there is none
    struct terr_error *err;
};

// ---- geometry ----

static enum terr_code add_ring(struct reader *reader, struct terr_multipolygon *shape,
                               OGRGeometryH ring)
{
    char fault[TERR_FAULT_SIZE];
    const int points = ring ? OGR_G_GetPointCount(ring) : 0;
    double *coords = terr_memory_new((size_t)points, 2 * sizeof *coords, reader->err);
    enum terr_code code = coords ? TERR_OK : reader->err->code;
    const int stride = 2 * (int)sizeof *coords;
    if (!code && points > 0) OGR_G_GetPoints(ring, coords, stride, coords + 1, stride, NULL, 0);
    if (!code && terr_fault_of_ring(fault, coords, (size_t)points)) {
        code = terr_fail(reader->err, TERR_EDATA, "%s", fault);
    }
    for (int i = 0; i < points && !code; i++) {
        code = terr_multipolygon_add_point(shape, coords[2 * i], coords[2 * i + 1], reader->err);
    }
    if (!code) code = terr_multipolygon_end_ring(shape, reader->err);
    terr_memory_free(coords);
    return code;
}

static enum terr_code add_polygon(struct reader *reader, struct terr_multipolygon *shape,
                                  OGRGeometryH polygon)
{
    const int rings = OGR_G_GetGeometryCount(polygon);
    if (rings == 0) return TERR_OK; // EMPTY
    for (int i = 0; i < rings; i++) {
        const enum terr_code code = add_ring(reader, shape, OGR_G_GetGeometryRef(polygon, i));
        if (code) return code;
    }
    return terr_multipolygon_end_polygon(shape, reader->err);
}

static enum terr_code add_geometry(struct reader *reader, struct terr_feature *feature,
                                   OGRGeometryH geometry);

static enum terr_code add_members(struct reader *reader, struct terr_feature *feature,
                                  OGRGeometryH geometry)
{
    const int count = OGR_G_GetGeometryCount(geometry);
    for (int i = 0; i < count; i++) {
        if (add_geometry(reader, feature, OGR_G_GetGeometryRef(geometry, i))) {
            return terr_within(reader->err, "geometries[%d]", i);
        }
    }
    return TERR_OK;
}

static enum terr_code add_curves(struct reader *reader, struct terr_feature *feature,
                                 OGRGeometryH geometry)
{
    OGRGeometryH chords = OGR_G_GetLinearGeometry(geometry, 0, NULL);
    if (!chords) return terr_gdal_fail(&reader->gdal, TERR_EDATA, "a curve", reader->err);
    const enum terr_code code = add_geometry(reader, feature, chords);
    OGR_G_DestroyGeometry(chords);
    return code;
}

static enum terr_code add_geometry(struct reader *reader, struct terr_feature *feature,
                                   OGRGeometryH geometry)
{
    switch (wkbFlatten(OGR_G_GetGeometryType(geometry))) {
    case wkbPolygon:
        return add_polygon(reader, &feature->shape, geometry);
    case wkbMultiPolygon:
    case wkbGeometryCollection:
        return add_members(reader, feature, geometry);
    case wkbCurvePolygon:
    case wkbMultiSurface:
        return add_curves(reader, feature, geometry);
    default:
        reader->snapshot->ignored_parts++;
        return TERR_OK;
    }
}

// Turns the feature's coordinates into degrees, and holds them to the Earth.
static enum terr_code place(struct reader *reader, struct terr_feature *feature)
{
    struct terr_multipolygon *shape = &feature->shape;
    char fault[TERR_FAULT_SIZE];
    if (reader->projection) {
        const enum terr_code code =
            terr_projection_unproject(reader->projection, shape, reader->err);
        if (code) return code;
    }
    for (size_t i = 0; i < shape->point_count; i++) {
        const double *point = shape->coords + 2 * i;
        if (!terr_fault_of_position(fault, point[0], point[1], false)) continue;
        if (reader->projection) {
            return terr_fail(reader->err, TERR_EDATA, "%s (the coordinate system is %s)", fault,
                             terr_projection_name(reader->projection));
        }
        return terr_fail(reader->err, TERR_EDATA,
                         "%s; no coordinate system is given (a shapefile's stands in its .prj)",
                         fault);
    }
    return TERR_OK;
}

static enum terr_code fill_feature(struct reader *reader, struct terr_feature *feature,
                                   OGRGeometryH geometry)
{
    const size_t ignored_before = reader->snapshot->ignored_parts;
    feature->kind = TERR_FEATURE_NULL;
    if (!geometry) {
        // a geometry that a driver cannot make is missing too, and then it has said something
        if (!reader->gdal.said[0] && !reader->gdal.warned[0]) return TERR_OK;
        return terr_gdal_fail(&reader->gdal, TERR_EPARSE, "its geometry", reader->err);
    }
    enum terr_code code = add_geometry(reader, feature, geometry);
    if (!code) code = place(reader, feature);
    if (code) return code;
    terr_snapshot_settle_feature(reader->snapshot, feature, ignored_before);
    return TERR_OK;
}

// ---- a layer ----

static enum terr_code read_features(struct reader *reader, OGRLayerH layer)
{
    OGRFeatureH read;
    enum terr_code code = TERR_OK;
    size_t count = 0;
    OGR_L_ResetReading(layer);
    for (; !code; count++) {
        reader->gdal.warned[0] = '\0';
        if (!(read = OGR_L_GetNextFeature(layer))) break;
        terr_text_add(&reader->document, count > 0 ? ",{\"type\":\"Feature\",\"properties\":"
                                                   : "{\"type\":\"Feature\",\"properties\":");
        terr_ogr_add_fields(&reader->document, read);
        terr_text_add(&reader->document, "}");
        struct terr_feature *feature = terr_snapshot_add_feature(reader->snapshot, reader->err);
        code =
            feature ? fill_feature(reader, feature, OGR_F_GetGeometryRef(read)) : reader->err->code;
        if (!code && reader->gdal.said[0]) {
            code = terr_gdal_fail(&reader->gdal, TERR_EPARSE, reader->format.driver, reader->err);
        }
        if (!code) code = terr_text_check(&reader->document, reader->err);
        OGR_F_Destroy(read);
        if (code) (void)terr_within(reader->err, "features[%zu]", count);
    }
    const GIntBig declared = reader->format.declares_count ? OGR_L_GetFeatureCount(layer, 0) : -1;
    if (!code && declared >= 0 && (size_t)declared != count) {
        code = terr_fail(reader->err, TERR_EPARSE, "holds %zu features of the %lld it declares",
                         count, (long long)declared);
    }
    // the end of the features and a fault between them look the same
    if (!code && reader->gdal.said[0]) {
        code = terr_gdal_fail(&reader->gdal, TERR_EPARSE, reader->format.driver, reader->err);
        code = terr_within(reader->err, "after %zu features", count);
    }
    return code;
}

// Parses what stands in the document, and lends its properties to the features from `first` on.
static enum terr_code lend_properties(struct reader *reader, size_t first)
{
    struct terr_snapshot_part *part = terr_snapshot_last_part(reader->snapshot);
    struct terr_scan scan = TERR_SCAN_INIT;
    enum terr_code code =
        terr_scan_bytes(&scan, reader->document.bytes, reader->document.length, NULL, reader->err);
    if (!code) {
        code = terr_json_parse(&part->document, scan.skeleton.bytes, scan.skeleton.length,
                               reader->err);
    }
    terr_scan_dispose(&scan);
    if (code) return terr_within(reader->err, "the fields");
    part->root = part->document;
    const struct terr_json *item = terr_json_first(terr_json_member(part->root, "features"));
    for (size_t i = first; item; item = terr_json_next(item), i++) {
        reader->snapshot->features[i].properties = terr_json_member(item, "properties");
    }
    return TERR_OK;
}

// A GeoPackage writes "undefined" for what others leave out.
static bool is_undefined(OGRSpatialReferenceH system)
{
    const char *name = system ? OSRGetName(system) : NULL;
    return !name || strncmp(name, "Undefined", 9) == 0 || strcmp(name, "unknown") == 0;
}

static enum terr_code open_projection(struct reader *reader, OGRLayerH layer)
{
    static const char *const options[] = {"FORMAT=WKT2_2019", NULL};
    OGRSpatialReferenceH system = OGR_L_GetSpatialRef(layer);
    char *wkt = NULL;
    terr_projection_free(reader->projection);
    reader->projection = NULL;
    if (is_undefined(system)) return TERR_OK;
    if (OSRExportToWktEx(system, &wkt, options) != OGRERR_NONE || !wkt) {
        CPLFree(wkt);
        return terr_gdal_fail(&reader->gdal, TERR_EDATA, "the coordinate system", reader->err);
    }
    const enum terr_code code = terr_projection_new(&reader->projection, wkt, reader->err);
    CPLFree(wkt);
    return code;
}

// Whether a layer bears the name of its file, which then tells more.
static bool is_file_name(const char *layer, const char *path)
{
    const char *name = terr_path_name(path);
    const size_t length = strlen(layer);
    return strncmp(name, layer, length) == 0 && (name[length] == '.' || name[length] == '\0');
}

static enum terr_code begin_part(struct reader *reader, OGRLayerH layer, bool alone)
{
    const enum terr_code code = terr_snapshot_add_part(reader->snapshot, reader->path, reader->err);
    if (code) return code;
    struct terr_snapshot_part *part = terr_snapshot_last_part(reader->snapshot);
    const char *name = OGR_L_GetName(layer);
    memcpy(part->part.digest, reader->digest, sizeof reader->digest);
    if (alone && is_file_name(name, reader->path)) return TERR_OK;
    part->layer = terr_memory_copy(name, strlen(name), reader->err);
    part->part.layer = part->layer;
    return part->layer ? TERR_OK : reader->err->code;
}

static enum terr_code read_layer(struct reader *reader, OGRLayerH layer, bool alone)
{
    const size_t first = reader->snapshot->count;
    enum terr_code code = begin_part(reader, layer, alone);
    if (!code) code = open_projection(reader, layer);
    if (code) return code;
    terr_text_add(&reader->document, "{\"type\":\"FeatureCollection\",\"features\":[");
    code = read_features(reader, layer);
    terr_text_add(&reader->document, "]}");
    if (!code) code = terr_text_check(&reader->document, reader->err);
    if (!code) code = lend_properties(reader, first);
    terr_text_dispose(&reader->document);
    return code;
}

// ---- the file ----

static bool has_geometry(OGRLayerH layer) { return OGR_L_GetGeomType(layer) != wkbNone; }

static enum terr_code read_layers(struct reader *reader, GDALDatasetH dataset)
{
    const int count = GDALDatasetGetLayerCount(dataset);
    int wanted = 0;
    for (int i = 0; i < count; i++) wanted += has_geometry(GDALDatasetGetLayer(dataset, i));
    for (int i = 0; i < count; i++) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
        if (!has_geometry(layer)) continue;
        const enum terr_code code = read_layer(reader, layer, wanted == 1);
        if (code)
            return wanted > 1 ? terr_within(reader->err, "layer %s", OGR_L_GetName(layer)) : code;
    }
    return TERR_OK;
}

// The head of a .dbf: bytes 4 to 7 tell its records, 8 and 9 where they begin, 10 and 11 how long
// one is.
#define TABLE_HEAD 32

static unsigned little_endian(const unsigned char *bytes, int count)
{
    unsigned value = 0;
    while (count-- > 0) value = value << 8 | bytes[count];
    return value;
}

// A table that is cut inside its head opens as none, with features that are bare.
static enum terr_code read_table_head(struct reader *reader, const char *path)
{
    unsigned char head[TABLE_HEAD];
    VSILFILE *file = VSIFOpenL(path, "rb");
    const size_t got = file ? VSIFReadL(head, 1, sizeof head, file) : 0;
    if (file) VSIFCloseL(file);
    VSIStatBufL status;
    if (got == sizeof head && VSIStatL(path, &status) == 0) {
        const GIntBig start = little_endian(head + 8, 2), length = little_endian(head + 10, 2);
        reader->record_count = little_endian(head + 4, 4);
        if (start > TABLE_HEAD && length > 0 &&
            (GIntBig)status.st_size >= start + length * reader->record_count) {
            return TERR_OK;
        }
    }
    return terr_fail(reader->err, TERR_EPARSE,
                     "its .dbf, which holds the fields of the features, is cut short or damaged");
}

// A shapefile without its table opens all the same, its features bare.
static enum terr_code check_table(struct reader *reader)
{
    static const char *const extensions[] = {"dbf", "DBF"};
    reader->record_count = -1;
    if (!terr_path_has_extension(reader->path, ".shp")) return TERR_OK;
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        const char *table = CPLResetExtension(reader->path, extensions[i]);
        if (terr_virtual_file_exists(table)) return read_table_head(reader, table);
    }
    return terr_fail(reader->err, TERR_EIO,
                     "its .dbf, which holds the fields of the features, is not beside it");
}

// Of a table and shapes that do not belong together GDAL takes the shapes alone.
static enum terr_code check_record_count(const struct reader *reader, GDALDatasetH dataset)
{
    if (reader->record_count < 0 || GDALDatasetGetLayerCount(dataset) != 1) return TERR_OK;
    const GIntBig shapes = OGR_L_GetFeatureCount(GDALDatasetGetLayer(dataset, 0), 1);
    if (shapes == reader->record_count) return TERR_OK;
    return terr_fail(reader->err, TERR_EPARSE, "has %lld shapes, but its .dbf has %lld records",
                     (long long)shapes, (long long)reader->record_count);
}

static enum terr_code read_file(struct reader *reader)
{
    const char *const drivers[] = {reader->format.driver, NULL};
    enum terr_code code = check_table(reader);
    if (code) return code;
    terr_gdal_register();
    if (!GDALGetDriverByName(drivers[0])) {
        return terr_fail(reader->err, TERR_EIO, "GDAL was built without its driver %s", drivers[0]);
    }
    reader->gdal.said[0] = '\0'; // of drivers, while they were registered
    GDALDatasetH dataset =
        GDALOpenEx(reader->path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers,
                   NULL, NULL);
    if (!dataset) return terr_gdal_fail(&reader->gdal, TERR_EPARSE, drivers[0], reader->err);
    code = check_record_count(reader, dataset);
    if (!code) code = read_layers(reader, dataset);
    GDALClose(dataset);
    return code;
}

static enum terr_code read_as(struct terr_snapshot *snapshot, const char *path,
                              const struct format *format, struct terr_error *err)
{
    struct reader reader = {.snapshot = snapshot, .path = path, .err = err};
    reader.format = *format;
    enum terr_code code = terr_virtual_file_check(path, err);
    if (!code && format->has_digest && !strstr(path, "/vsicurl/")) {
        code = terr_virtual_file_digest(reader.digest, path, err);
    }
    if (code) return code;
    terr_gdal_begin(&reader.gdal);
    code = read_file(&reader);
    terr_gdal_end(&reader.gdal);
    terr_projection_free(reader.projection);
    terr_text_dispose(&reader.document);
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
    const struct format format = {"", driver, true, false};
    return read_as(snapshot, path, &format, err);
}
