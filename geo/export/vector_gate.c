#include <geo/export/vector_gate.h>

#include <geo/base/memory.h>
#include <geo/export/vector_geometry.h>
#include <geo/export/vector_rows.h>
#include <stdio.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#define WGS84_EPSG 4326
#define ONE_LAYER "change"

struct writer {
    const struct terr_vector_dataset *made;
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
    return terr_fail(writer->err, TERR_EOUTPUT, "GDAL, %s, %s: %s", writer->made->driver, doing,
                     writer->said[0] ? writer->said : "it does not say why");
}

// ---- a layer ----

enum field {
    CHANGE,
    ZONE,
    REGION,
    FROM,
    FROM_SNAPSHOT,
    TO,
    TO_SNAPSHOT,
    AREA_KM2,
    NOISE_KM2, // from here on only of a change that is drawn
    DRAWN_KM2,
    DISPLACED_KM2,
    FIELD_COUNT
};
static const struct {
    const char *name;
    const char *short_name;
    OGRFieldType type;
} fields[FIELD_COUNT] = {
    {"change", "change", OFTString},           {"zone", "zone", OFTString},
    {"region", "region", OFTString},           {"from", "from", OFTDate},
    {"from_snapshot", "from_snap", OFTString}, {"to", "to", OFTDate},
    {"to_snapshot", "to_snap", OFTString},     {"area_km2", "area_km2", OFTReal},
    {"noise_km2", "noise_km2", OFTReal},       {"drawn_km2", "drawn_km2", OFTReal},
    {"displaced_km2", "displ_km2", OFTReal},
};

// Of a dBASE field: what a number printed to 1 m2 takes, up to the area of the Earth and more.
#define AREA_WIDTH 20
#define AREA_DECIMALS 6

static bool add_fields(OGRLayerH layer, const struct terr_vector_dataset *made)
{
    const bool short_names = made->short_names;
    const size_t count = made->rows->is_drawn ? FIELD_COUNT : NOISE_KM2;
    bool done = true;
    for (size_t i = 0; i < count && done; i++) {
        const char *name = short_names ? fields[i].short_name : fields[i].name;
        OGRFieldDefnH field = OGR_Fld_Create(name, fields[i].type);
        if (field && short_names && i >= AREA_KM2) {
            OGR_Fld_SetWidth(field, AREA_WIDTH);
            OGR_Fld_SetPrecision(field, AREA_DECIMALS);
        }
        done = field && OGR_L_CreateField(layer, field, FALSE) == OGRERR_NONE;
        OGR_Fld_Destroy(field);
    }
    return done;
}

static char **add_option(char **options, GDALDriverH driver, const char *name, const char *value)
{
    const char *known = GDALGetMetadataItem(driver, GDAL_DS_LAYER_CREATIONOPTIONLIST, NULL);
    char quoted[64];
    snprintf(quoted, sizeof quoted, "'%s'", name);
    if (!known || (!strstr(known, quoted))) {
        snprintf(quoted, sizeof quoted, "\"%s\"", name);
        if (!known || !strstr(known, quoted)) return options;
    }
    return CSLSetNameValue(options, name, value);
}

// What of this a format has a place for: a sentence for people, and no time of the clock's.
static char **layer_options(const struct writer *writer, GDALDriverH driver,
                            const char *description)
{
    char day[sizeof "YYYY-MM-DD"];
    snprintf(day, sizeof day, "%s", writer->made->clock);
    char **options = add_option(NULL, driver, "DESCRIPTION", description);
    options = add_option(options, driver, "ENCODING", "UTF-8");
    options = add_option(options, driver, "DBF_DATE_LAST_UPDATE", day);
    return options;
}

static OGRLayerH add_layer(const struct writer *writer, GDALDatasetH dataset,
                           const struct terr_vector_layer *made)
{
    OGRLayerH layer = NULL;
    char **options = layer_options(writer, GDALGetDatasetDriver(dataset), made->description);
    OGRSpatialReferenceH wgs84 = OSRNewSpatialReference(NULL);
    if (wgs84 && OSRImportFromEPSG(wgs84, WGS84_EPSG) == OGRERR_NONE) {
        OSRSetAxisMappingStrategy(wgs84, OAMS_TRADITIONAL_GIS_ORDER);
        const OGRwkbGeometryType type = writer->made->short_names ? wkbPolygon : wkbMultiPolygon;
        layer = GDALDatasetCreateLayer(dataset, made->name, wgs84, type, options);
    }
    OSRDestroySpatialReference(wgs84);
    CSLDestroy(options);
    return layer && add_fields(layer, writer->made) ? layer : NULL;
}

// ---- its features ----

static void set_date(OGRFeatureH feature, enum field field, const struct terr_vector_end *end)
{
    const struct terr_civil date = end->date;
    if (!end->dated) {
        OGR_F_SetFieldNull(feature, (int)field);
        return;
    }
    OGR_F_SetFieldDateTime(feature, (int)field, date.year, date.month, date.day, 0, 0, 0, 0);
}

static void set_km2(OGRFeatureH feature, enum field field, bool known, double area_km2)
{
    if (known) {
        OGR_F_SetFieldDouble(feature, (int)field, area_km2);
    } else {
        OGR_F_SetFieldNull(feature, (int)field);
    }
}

static bool add_row(OGRLayerH layer, const struct terr_vector_row *row,
                    const struct terr_vector_rows *made)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGRGeometryH geometry = terr_vector_geometry(row->shape);
    bool done = feature && geometry;
    if (done) {
        OGR_F_SetFieldString(feature, CHANGE, row->change);
        if (row->region) {
            OGR_F_SetFieldString(feature, REGION, row->region);
        } else {
            OGR_F_SetFieldNull(feature, REGION);
        }
        OGR_F_SetFieldDouble(feature, AREA_KM2, row->area_km2);
        if (made->is_drawn) {
            set_km2(feature, NOISE_KM2, made->has_noise, row->noise_km2);
            set_km2(feature, DRAWN_KM2, true, row->drawn_km2);
            set_km2(feature, DISPLACED_KM2, made->is_simplified, row->displaced_km2);
        }
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

// `change` is the kind whose rows the layer has; NULL: all of them.
static enum terr_code fill_layer(struct writer *writer, GDALDatasetH dataset,
                                 const struct terr_vector_layer *made, const char *change)
{
    const struct terr_vector_rows *rows = writer->made->rows;
    OGRLayerH layer = add_layer(writer, dataset, made);
    if (!layer) return gdal_failed(writer, "the layer");
    for (size_t i = 0; i < rows->count; i++) {
        if (change && strcmp(change, rows->rows[i].change) != 0) continue;
        if (!add_row(layer, &rows->rows[i], rows)) return gdal_failed(writer, "a feature");
    }
    return TERR_OK;
}

static enum terr_code fill_layers(struct writer *writer, GDALDatasetH dataset)
{
    const struct terr_vector_layer *layers = writer->made->layers;
    const struct terr_vector_layer all = {ONE_LAYER, writer->made->rows->method.bytes};
    enum terr_code code = TERR_OK;
    if (!layers[0].name) return fill_layer(writer, dataset, &all, NULL);
    for (size_t i = 0; layers[i].name && !code; i++) {
        code = fill_layer(writer, dataset, &layers[i], layers[i].name);
    }
    return code;
}

// ---- the file ----

// Where the format has no place for it GDAL would write a file beside, of which nothing comes.
static void add_metadata(const struct writer *writer, GDALDatasetH dataset)
{
    const struct terr_vector_rows *rows = writer->made->rows;
    if (!writer->made->layers[0].name) return;
    GDALSetMetadataItem(dataset, "method", rows->method.bytes, NULL);
    if (rows->attribution) GDALSetMetadataItem(dataset, "attribution", rows->attribution, NULL);
    GDALSetMetadataItem(dataset, "provenance", rows->provenance.bytes, NULL);
}

static enum terr_code write_dataset(struct writer *writer, const char *path)
{
    enum terr_code code = TERR_OK;
    const char *name = writer->made->driver;
    if (!GDALGetDriverByName(name)) GDALAllRegister();
    GDALDriverH driver = GDALGetDriverByName(name);
    if (!driver) return gdal_failed(writer, "it was built without this driver");
    writer->said[0] = '\0'; // of other drivers, while they were registered
    GDALDatasetH dataset = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, NULL);
    if (!dataset) return gdal_failed(writer, "the file");
    code = fill_layers(writer, dataset);
    if (!code) add_metadata(writer, dataset);
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

static size_t file_count(const struct terr_vector_dataset *made)
{
    size_t count = 0;
    while (made->extensions[count]) count++;
    return count;
}

// Written in memory: no journal can stay behind, whatever a driver does at its end.
static enum terr_code write_in_memory(struct writer *writer,
                                      struct terr_bytes out[TERR_VECTOR_FILES])
{
    const struct terr_vector_dataset *made = writer->made;
    const size_t count = file_count(made);
    char folder[64], file[96];
    snprintf(folder, sizeof folder, "/vsimem/territory-%p", (void *)writer); // one for each thread
    snprintf(file, sizeof file, "%s/" ONE_LAYER "%s", folder, made->extensions[count - 1]);
    enum terr_code code = write_dataset(writer, file);
    for (size_t i = 0; i < count && !code; i++) {
        snprintf(file, sizeof file, "%s/" ONE_LAYER "%s", folder, made->extensions[i]);
        code = copy_out(writer, file, &out[i]);
    }
    VSIRmdirRecursive(folder);
    return code;
}

// What a GeoPackage notes as its last change: the day at which the change ends, not the clock's.
#define CLOCK_OPTION "OGR_CURRENT_DATE"

static enum terr_code write_files(struct terr_bytes out[TERR_VECTOR_FILES],
                                  const struct terr_vector_dataset *made, struct terr_error *err)
{
    struct writer writer = {made, err, ""};
    char *clock = NULL;
    const char *callers_clock = CPLGetThreadLocalConfigOption(CLOCK_OPTION, NULL);
    if (callers_clock && !(clock = terr_memory_copy(callers_clock, strlen(callers_clock), err))) {
        return err->code;
    }
    CPLPushErrorHandlerEx(hear, &writer);
    CPLSetThreadLocalConfigOption(CLOCK_OPTION, made->clock);
    const enum terr_code code = write_in_memory(&writer, out);
    CPLSetThreadLocalConfigOption(CLOCK_OPTION, clock);
    CPLPopErrorHandler();
    terr_memory_free(clock);
    return code;
}

static const char *version(void) { return GDALVersionInfo("RELEASE_NAME"); }

extern const struct terr_vector_gate terr_module_vector;
const struct terr_vector_gate terr_module_vector = {write_files, version};
