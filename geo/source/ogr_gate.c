// GDAL's stat structure is the system's stat64, which C11 and POSIX alone do not declare.
#define _LARGEFILE64_SOURCE 1

#include <geo/source/ogr_gate.h>

#include <geo/base/memory.h>
#include <geo/base/paths.h>
#include <geo/source/fault.h>
#include <geo/source/gdal.h>
#include <geo/source/ogr_fields.h>
#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <string.h>

// What reading one file needs.
struct reader {
    const struct terr_ogr_request *request;
    const struct terr_ogr_sink *sink;
    struct terr_gdal gdal;
    struct terr_ogr_feature feature; // the one being read
    struct terr_text fields;         // of that one
    GIntBig record_count;            // of a shapefile's table; -1 where there is none
    struct terr_error *err;
};

// ---- geometry ----

static enum terr_code add_ring(struct reader *reader, OGRGeometryH ring)
{
    struct terr_multipolygon *shape = &reader->feature.shape;
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

static enum terr_code add_polygon(struct reader *reader, OGRGeometryH polygon)
{
    const int rings = OGR_G_GetGeometryCount(polygon);
    if (rings == 0) return TERR_OK; // EMPTY
    for (int i = 0; i < rings; i++) {
        const enum terr_code code = add_ring(reader, OGR_G_GetGeometryRef(polygon, i));
        if (code) return code;
    }
    return terr_multipolygon_end_polygon(&reader->feature.shape, reader->err);
}

static enum terr_code add_geometry(struct reader *reader, OGRGeometryH geometry);

static enum terr_code add_members(struct reader *reader, OGRGeometryH geometry)
{
    const int count = OGR_G_GetGeometryCount(geometry);
    for (int i = 0; i < count; i++) {
        if (add_geometry(reader, OGR_G_GetGeometryRef(geometry, i))) {
            return terr_within(reader->err, "geometries[%d]", i);
        }
    }
    return TERR_OK;
}

static enum terr_code add_curves(struct reader *reader, OGRGeometryH geometry)
{
    OGRGeometryH chords = OGR_G_GetLinearGeometry(geometry, 0, NULL);
    if (!chords) return terr_gdal_fail(&reader->gdal, TERR_EDATA, "a curve", reader->err);
    const enum terr_code code = add_geometry(reader, chords);
    OGR_G_DestroyGeometry(chords);
    return code;
}

static enum terr_code add_geometry(struct reader *reader, OGRGeometryH geometry)
{
    switch (wkbFlatten(OGR_G_GetGeometryType(geometry))) {
    case wkbPolygon:
        return add_polygon(reader, geometry);
    case wkbMultiPolygon:
    case wkbGeometryCollection:
        return add_members(reader, geometry);
    case wkbCurvePolygon:
    case wkbMultiSurface:
        return add_curves(reader, geometry);
    default:
        reader->feature.ignored_parts++;
        return TERR_OK;
    }
}

// ---- a layer ----

static void take_point(struct terr_ogr_feature *feature, OGRGeometryH geometry)
{
    feature->is_point = geometry && !OGR_G_IsEmpty(geometry) &&
                        wkbFlatten(OGR_G_GetGeometryType(geometry)) == wkbPoint;
    if (!feature->is_point) return;
    feature->point[0] = OGR_G_GetX(geometry, 0);
    feature->point[1] = OGR_G_GetY(geometry, 0);
}

static enum terr_code give_feature(struct reader *reader, OGRGeometryH geometry)
{
    struct terr_ogr_feature *feature = &reader->feature;
    feature->has_geometry = geometry != NULL;
    take_point(feature, geometry);
    // a geometry that a driver cannot make is missing too, and then it has said something
    if (!geometry && (reader->gdal.said[0] || reader->gdal.warned[0])) {
        return terr_gdal_fail(&reader->gdal, TERR_EPARSE, "its geometry", reader->err);
    }
    enum terr_code code = geometry ? add_geometry(reader, geometry) : TERR_OK;
    if (!code) code = terr_text_check(&reader->fields, reader->err);
    feature->fields = reader->fields.bytes;
    if (!code) code = reader->sink->feature(reader->sink->payload, feature, reader->err);
    if (!code && reader->gdal.said[0]) {
        code = terr_gdal_fail(&reader->gdal, TERR_EPARSE, reader->request->driver, reader->err);
    }
    return code;
}

static void clear_feature(struct reader *reader)
{
    terr_multipolygon_dispose(&reader->feature.shape);
    terr_text_dispose(&reader->fields);
    reader->feature.ignored_parts = 0;
}

static enum terr_code read_features(struct reader *reader, OGRLayerH layer)
{
    OGRFeatureH read;
    enum terr_code code = TERR_OK;
    size_t count = 0;
    OGR_L_ResetReading(layer);
    for (; !code; count++) {
        reader->gdal.warned[0] = '\0';
        if (!(read = OGR_L_GetNextFeature(layer))) break;
        terr_ogr_add_fields(&reader->fields, read);
        code = give_feature(reader, OGR_F_GetGeometryRef(read));
        OGR_F_Destroy(read);
        clear_feature(reader);
        if (code) (void)terr_within(reader->err, "features[%zu]", count);
    }
    const GIntBig declared = reader->request->declares_count ? OGR_L_GetFeatureCount(layer, 0) : -1;
    if (!code && declared >= 0 && (size_t)declared != count) {
        code = terr_fail(reader->err, TERR_EPARSE, "holds %zu features of the %lld it declares",
                         count, (long long)declared);
    }
    // the end of the features and a fault between them look the same
    if (!code && reader->gdal.said[0]) {
        code = terr_gdal_fail(&reader->gdal, TERR_EPARSE, reader->request->driver, reader->err);
        code = terr_within(reader->err, "after %zu features", count);
    }
    return code;
}

// A GeoPackage writes "undefined" for what others leave out.
static bool is_undefined(OGRSpatialReferenceH system)
{
    const char *name = system ? OSRGetName(system) : NULL;
    return !name || strncmp(name, "Undefined", 9) == 0 || strcmp(name, "unknown") == 0;
}

static enum terr_code begin_layer(struct reader *reader, OGRLayerH layer, bool alone)
{
    static const char *const options[] = {"FORMAT=WKT2_2019", NULL};
    OGRSpatialReferenceH system = OGR_L_GetSpatialRef(layer);
    char *wkt = NULL;
    enum terr_code code = TERR_OK;
    if (!is_undefined(system) && (OSRExportToWktEx(system, &wkt, options) != OGRERR_NONE || !wkt)) {
        code = terr_gdal_fail(&reader->gdal, TERR_EDATA, "the coordinate system", reader->err);
    }
    if (!code) {
        code = reader->sink->begin_layer(reader->sink->payload, OGR_L_GetName(layer), alone, wkt,
                                         reader->err);
    }
    CPLFree(wkt);
    return code;
}

static enum terr_code read_layer(struct reader *reader, OGRLayerH layer, bool alone)
{
    enum terr_code code = begin_layer(reader, layer, alone);
    if (!code) code = read_features(reader, layer);
    return code ? code : reader->sink->end_layer(reader->sink->payload, reader->err);
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
    if (!terr_path_has_extension(reader->request->path, ".shp")) return TERR_OK;
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        const char *table = CPLResetExtension(reader->request->path, extensions[i]);
        VSIStatBufL status;
        if (VSIStatExL(table, &status, VSI_STAT_EXISTS_FLAG) == 0)
            return read_table_head(reader, table);
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
    const char *const drivers[] = {reader->request->driver, NULL};
    enum terr_code code = check_table(reader);
    if (code) return code;
    terr_gdal_register();
    if (!GDALGetDriverByName(drivers[0])) {
        return terr_fail(reader->err, TERR_EIO, "GDAL was built without its driver %s", drivers[0]);
    }
    reader->gdal.said[0] = '\0'; // of drivers, while they were registered
    GDALDatasetH dataset =
        GDALOpenEx(reader->request->path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                   drivers, NULL, NULL);
    if (!dataset) return terr_gdal_fail(&reader->gdal, TERR_EPARSE, drivers[0], reader->err);
    code = check_record_count(reader, dataset);
    if (!code) code = read_layers(reader, dataset);
    GDALClose(dataset);
    return code;
}

static enum terr_code read_request(const struct terr_ogr_request *request,
                                   const struct terr_ogr_sink *sink, struct terr_error *err)
{
    struct reader reader = {.request = request, .sink = sink, .err = err};
    terr_gdal_begin(&reader.gdal);
    const enum terr_code code = read_file(&reader);
    terr_gdal_end(&reader.gdal);
    return code;
}

extern const struct terr_ogr_gate terr_module_ogr;
const struct terr_ogr_gate terr_module_ogr = {read_request};
