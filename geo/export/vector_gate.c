#include <geo/export/vector_gate.h>

#include <geo/base/memory.h>
#include <geo/shape/multipolygon.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#define WGS84_EPSG 4326
#define LAYER "change"

struct writer {
    const struct terr_vector_layer *layer;
    struct terr_error *err;
    char said[TERR_ERROR_MESSAGE_SIZE]; // GDAL's first error
};

// ---- GDAL's messages ----

static void CPL_STDCALL hear(CPLErr level, CPLErrorNum number, const char *message)
{
    struct writer *writer = CPLGetErrorHandlerUserData();
    (void)number;
    if (level < CE_Failure || writer->said[0] != '\0') return;
    snprintf(writer->said, sizeof writer->said, "%s", *message ? message : "an unnamed error");
}

static enum terr_code gdal_failed(const struct writer *writer, const char *doing)
{
    return terr_fail(writer->err, TERR_EOUTPUT, "GDAL, %s, %s: %s", writer->layer->driver, doing,
                     writer->said[0] ? writer->said : "it does not say why");
}

// ---- geometry ----

static OGRGeometryH make_ring(const struct terr_multipolygon *shape, size_t index)
{
    const size_t start = terr_multipolygon_ring_start(shape, index);
    const size_t points = shape->ring_ends[index] - start;
    const double *coords = shape->coords + 2 * start;
    const int stride = 2 * (int)sizeof *coords;
    if (points > INT_MAX) return NULL;
    OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
    if (ring) OGR_G_SetPoints(ring, (int)points, coords, stride, coords + 1, stride, NULL, 0);
    return ring;
}

static bool add_or_destroy(OGRGeometryH parent, OGRGeometryH child)
{
    if (child && OGR_G_AddGeometryDirectly(parent, child) == OGRERR_NONE) return true;
    OGR_G_DestroyGeometry(child);
    return false;
}

static OGRGeometryH make_polygon(const struct terr_multipolygon *shape, size_t index)
{
    OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
    if (!polygon) return NULL;
    for (size_t ring = terr_multipolygon_polygon_start(shape, index);
         ring < shape->polygon_ends[index]; ring++) {
        if (add_or_destroy(polygon, make_ring(shape, ring))) continue;
        OGR_G_DestroyGeometry(polygon);
        return NULL;
    }
    return polygon;
}

static OGRGeometryH make_geometry(const struct terr_multipolygon *shape)
{
    OGRGeometryH geometry = OGR_G_CreateGeometry(wkbMultiPolygon);
    if (!geometry) return NULL;
    for (size_t i = 0; i < shape->polygon_count; i++) {
        if (add_or_destroy(geometry, make_polygon(shape, i))) continue;
        OGR_G_DestroyGeometry(geometry);
        return NULL;
    }
    return geometry;
}

// ---- the layer ----

enum field { CHANGE, ZONE, REGION, FROM, FROM_SNAPSHOT, TO, TO_SNAPSHOT, AREA_KM2, FIELD_COUNT };
static const struct {
    const char *name;
    OGRFieldType type;
} fields[FIELD_COUNT] = {
    {"change", OFTString},      {"zone", OFTString},          {"region", OFTString},
    {"from", OFTDate},          {"from_snapshot", OFTString}, {"to", OFTDate},
    {"to_snapshot", OFTString}, {"area_km2", OFTReal},
};

static bool add_fields(OGRLayerH layer)
{
    bool done = true;
    for (size_t i = 0; i < FIELD_COUNT && done; i++) {
        OGRFieldDefnH field = OGR_Fld_Create(fields[i].name, fields[i].type);
        done = field && OGR_L_CreateField(layer, field, FALSE) == OGRERR_NONE;
        OGR_Fld_Destroy(field);
    }
    return done;
}

static OGRLayerH add_layer(GDALDatasetH dataset)
{
    OGRLayerH layer = NULL;
    OGRSpatialReferenceH wgs84 = OSRNewSpatialReference(NULL);
    if (wgs84 && OSRImportFromEPSG(wgs84, WGS84_EPSG) == OGRERR_NONE) {
        OSRSetAxisMappingStrategy(wgs84, OAMS_TRADITIONAL_GIS_ORDER);
        layer = GDALDatasetCreateLayer(dataset, LAYER, wgs84, wkbMultiPolygon, NULL);
    }
    OSRDestroySpatialReference(wgs84);
    return layer && add_fields(layer) ? layer : NULL;
}

static void set_date(OGRFeatureH feature, enum field field, const struct terr_vector_end *end)
{
    const struct terr_civil date = end->date;
    if (!end->dated) {
        OGR_F_SetFieldNull(feature, (int)field);
        return;
    }
    OGR_F_SetFieldDateTime(feature, (int)field, date.year, date.month, date.day, 0, 0, 0, 0);
}

static bool add_row(OGRLayerH layer, const struct terr_vector_row *row,
                    const struct terr_vector_layer *made)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGRGeometryH geometry = make_geometry(row->shape);
    bool done = feature && geometry;
    if (done) {
        OGR_F_SetFieldString(feature, CHANGE, row->change);
        if (row->region) {
            OGR_F_SetFieldString(feature, REGION, row->region);
        } else {
            OGR_F_SetFieldNull(feature, REGION);
        }
        OGR_F_SetFieldDouble(feature, AREA_KM2, row->area_km2);
        OGR_F_SetFieldString(feature, ZONE, row->zone);
        set_date(feature, FROM, &made->from);
        set_date(feature, TO, &made->to);
        OGR_F_SetFieldString(feature, FROM_SNAPSHOT, made->from.snapshot);
        OGR_F_SetFieldString(feature, TO_SNAPSHOT, made->to.snapshot);
        done = OGR_F_SetGeometry(feature, geometry) == OGRERR_NONE &&
               OGR_L_CreateFeature(layer, feature) == OGRERR_NONE;
    }
    OGR_G_DestroyGeometry(geometry);
    OGR_F_Destroy(feature);
    return done;
}

static enum terr_code add_rows(struct writer *writer, OGRLayerH layer)
{
    for (size_t i = 0; i < writer->layer->count; i++) {
        if (!add_row(layer, &writer->layer->rows[i], writer->layer)) {
            return gdal_failed(writer, "a feature");
        }
    }
    return TERR_OK;
}

// ---- the file ----

static enum terr_code write_dataset(struct writer *writer, const char *path)
{
    enum terr_code code = TERR_OK;
    const char *name = writer->layer->driver;
    if (!GDALGetDriverByName(name)) GDALAllRegister();
    GDALDriverH driver = GDALGetDriverByName(name);
    if (!driver) return gdal_failed(writer, "it was built without this driver");
    writer->said[0] = '\0'; // of other drivers, while they were registered
    GDALDatasetH dataset = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, NULL);
    if (!dataset) return gdal_failed(writer, "the file");
    OGRLayerH layer = add_layer(dataset);
    code = layer ? add_rows(writer, layer) : gdal_failed(writer, "the layer");
    GDALClose(dataset);
    // much is written only now, and up to GDAL 3.6 closing returns nothing
    if (!code && writer->said[0]) code = gdal_failed(writer, "closing");
    return code;
}

static enum terr_code copy_out(const struct writer *writer, const char *memory_path,
                               struct terr_bytes *out)
{
    vsi_l_offset length = 0;
    const GByte *bytes = VSIGetMemFileBuffer(memory_path, &length, FALSE);
    if (!bytes || length > SIZE_MAX - 1) return gdal_failed(writer, "no file came of it");
    out->bytes = terr_memory_copy((const char *)bytes, (size_t)length, writer->err);
    if (!out->bytes) return writer->err->code;
    out->length = (size_t)length;
    return TERR_OK;
}

// Written in memory: no journal can stay behind, whatever a driver does at its end.
static enum terr_code write_in_memory(struct writer *writer, struct terr_bytes *out)
{
    char folder[64], file[96];
    snprintf(folder, sizeof folder, "/vsimem/territory-%p", (void *)writer); // one for each thread
    snprintf(file, sizeof file, "%s/" LAYER "%s", folder, writer->layer->extension);
    enum terr_code code = write_dataset(writer, file);
    if (!code) code = copy_out(writer, file, out);
    VSIRmdirRecursive(folder);
    return code;
}

// What a GeoPackage notes as its last change: the day at which the change ends, not the clock's.
#define CLOCK_OPTION "OGR_CURRENT_DATE"

static enum terr_code write_layer(struct terr_bytes *out, const struct terr_vector_layer *layer,
                                  struct terr_error *err)
{
    struct writer writer = {layer, err, ""};
    char *clock = NULL;
    const char *callers_clock = CPLGetThreadLocalConfigOption(CLOCK_OPTION, NULL);
    if (callers_clock && !(clock = terr_memory_copy(callers_clock, strlen(callers_clock), err))) {
        return err->code;
    }
    CPLPushErrorHandlerEx(hear, &writer);
    CPLSetThreadLocalConfigOption(CLOCK_OPTION, layer->clock);
    const enum terr_code code = write_in_memory(&writer, out);
    CPLSetThreadLocalConfigOption(CLOCK_OPTION, clock);
    CPLPopErrorHandler();
    terr_memory_free(clock);
    return code;
}

static const char *version(void) { return GDALVersionInfo("RELEASE_NAME"); }

extern const struct terr_vector_gate terr_module_vector;
const struct terr_vector_gate terr_module_vector = {write_layer, version};
