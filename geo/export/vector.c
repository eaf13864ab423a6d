#include <geo/export/vector.h>

#include <geo/base/draft.h>
#include <geo/base/paths.h>
#include <geo/base/memory.h>
#include <geo/base/number.h>
#include <geo/export/part.h>
#include <geo/export/value.h>
#include <geo/figure/measure.h>
#include <geo/shape/multipolygon.h>
#include <geo/zone/change.h>
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

struct format {
    const char *extension;
    const char *driver;
};
static const struct format formats[] = {{".gpkg", "GPKG"}, {".fgb", "FlatGeobuf"}};

static const struct format *format_of(const char *path)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (terr_path_has_extension(path, formats[i].extension)) return &formats[i];
    }
    return NULL;
}

bool terr_vector_writes(const char *path) { return format_of(path) != NULL; }

const char *terr_vector_engine_version(void) { return GDALVersionInfo("RELEASE_NAME"); }

struct writer {
    const struct terr_measured_change *measured;
    const struct format *format;
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
    return terr_fail(writer->err, TERR_EOUTPUT, "GDAL, %s, %s: %s", writer->format->driver, doing,
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

static void set_date(OGRFeatureH feature, enum field field, const struct terr_ends *ends,
                     int32_t day)
{
    if (!ends->dated) {
        OGR_F_SetFieldNull(feature, (int)field);
        return;
    }
    const struct terr_civil date = terr_day_civil(day);
    OGR_F_SetFieldDateTime(feature, (int)field, date.year, date.month, date.day, 0, 0, 0, 0);
}

// The number that the text forms print, so that a figure is the same in all of them.
static double printed_km2(double area_m2)
{
    char number[TERR_NUMBER_SIZE];
    const size_t length = terr_number_print(number, area_m2 / TERR_M2_PER_KM2, TERR_KM2_DECIMALS);
    return terr_number_parse(number, length);
}

// False where memory is short. The formats want UTF-8, which a file name need not be.
static bool set_name(OGRFeatureH feature, enum field field, const char *name)
{
    struct terr_text shown = TERR_TEXT_INIT;
    struct terr_error err;
    terr_value_add_shown(&shown, name);
    const bool done = !terr_text_check(&shown, &err);
    if (done) OGR_F_SetFieldString(feature, (int)field, shown.bytes ? shown.bytes : "");
    terr_text_dispose(&shown);
    return done;
}

static bool set_ends(OGRFeatureH feature, const struct terr_measured_change *measured)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    set_date(feature, FROM, &ends, ends.from_day);
    set_date(feature, TO, &ends, ends.to_day);
    return set_name(feature, FROM_SNAPSHOT, terr_archive_at(measured->archive, ends.from)->name) &&
           set_name(feature, TO_SNAPSHOT, terr_archive_at(measured->archive, ends.to)->name);
}

static bool add_part(OGRLayerH layer, const struct terr_part *part,
                     const struct terr_measured_change *measured)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGRGeometryH geometry = make_geometry(part->shape);
    bool done = feature && geometry;
    if (done) {
        OGR_F_SetFieldString(feature, CHANGE, part->change);
        OGR_F_SetFieldNull(feature, REGION);
        OGR_F_SetFieldDouble(feature, AREA_KM2, printed_km2(part->area_m2));
        done = set_name(feature, ZONE, part->zone) && set_ends(feature, measured) &&
               OGR_F_SetGeometry(feature, geometry) == OGRERR_NONE &&
               OGR_L_CreateFeature(layer, feature) == OGRERR_NONE;
    }
    OGR_G_DestroyGeometry(geometry);
    OGR_F_Destroy(feature);
    return done;
}

static enum terr_code add_parts(struct writer *writer, OGRLayerH layer)
{
    struct terr_part part;
    size_t cursor = 0;
    while (terr_part_next(&part, &cursor, writer->measured)) {
        if (!add_part(layer, &part, writer->measured)) return gdal_failed(writer, "a feature");
    }
    return TERR_OK;
}

// ---- the file ----

static enum terr_code write_dataset(struct writer *writer, const char *path)
{
    enum terr_code code = TERR_OK;
    const char *name = writer->format->driver;
    if (!GDALGetDriverByName(name)) GDALAllRegister();
    GDALDriverH driver = GDALGetDriverByName(name);
    if (!driver) return gdal_failed(writer, "it was built without this driver");
    writer->said[0] = '\0'; // of other drivers, while they were registered
    GDALDatasetH dataset = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, NULL);
    if (!dataset) return gdal_failed(writer, "the file");
    OGRLayerH layer = add_layer(dataset);
    code = layer ? add_parts(writer, layer) : gdal_failed(writer, "the layer");
    GDALClose(dataset);
    // much is written only now, and up to GDAL 3.6 closing returns nothing
    if (!code && writer->said[0]) code = gdal_failed(writer, "closing");
    return code;
}

static enum terr_code copy_out(const struct writer *writer, const char *memory_path,
                               const char *path, bool overwrite)
{
    vsi_l_offset length = 0;
    const GByte *bytes = VSIGetMemFileBuffer(memory_path, &length, FALSE);
    if (!bytes || length > SIZE_MAX) return gdal_failed(writer, "no file came of it");
    return terr_draft_write(path, (const char *)bytes, (size_t)length, overwrite, writer->err);
}

// Written in memory first: the file on disk is then whole or not there whatever a driver does at
// its end, and no journal can stay behind.
static enum terr_code write_through_memory(struct writer *writer, const char *path, bool overwrite)
{
    char folder[64], file[96];
    snprintf(folder, sizeof folder, "/vsimem/territory-%p", (void *)writer); // one for each thread
    snprintf(file, sizeof file, "%s/" LAYER "%s", folder, writer->format->extension);
    enum terr_code code = write_dataset(writer, file);
    if (!code) code = copy_out(writer, file, path, overwrite);
    VSIRmdirRecursive(folder);
    return code;
}

// ---- the clock ----

// What a GeoPackage notes as its last change: the day at which the change ends, not the clock's.
#define CLOCK_OPTION "OGR_CURRENT_DATE"

static void set_clock(const struct terr_measured_change *measured)
{
    const struct terr_ends ends = terr_change_ends(measured->change);
    char instant[TERR_DAY_SIZE + sizeof "T00:00:00.000Z"];
    terr_day_print(instant, ends.dated ? ends.to_day : 0);
    memcpy(instant + TERR_DAY_SIZE - 1, "T00:00:00.000Z", sizeof "T00:00:00.000Z");
    CPLSetThreadLocalConfigOption(CLOCK_OPTION, instant);
}

enum terr_code terr_vector_write_change(const char *path, bool overwrite,
                                        const struct terr_measured_change *measured,
                                        struct terr_error *err)
{
    struct writer writer = {measured, format_of(path), err, ""};
    char *clock = NULL;
    if (!writer.format) {
        return terr_fail(err, TERR_EOUTPUT, "'%s' ends neither in .gpkg nor in .fgb", path);
    }
    const char *callers_clock = CPLGetThreadLocalConfigOption(CLOCK_OPTION, NULL);
    if (callers_clock && !(clock = terr_memory_copy(callers_clock, strlen(callers_clock), err))) {
        return err->code;
    }
    CPLPushErrorHandlerEx(hear, &writer);
    set_clock(measured);
    const enum terr_code code = write_through_memory(&writer, path, overwrite);
    CPLSetThreadLocalConfigOption(CLOCK_OPTION, clock);
    CPLPopErrorHandler();
    terr_memory_free(clock);
    return code;
}
