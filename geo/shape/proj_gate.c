#include <geo/shape/proj_gate.h>

#include <geo/base/memory.h>
#include <geo/base/number.h>
#include <geo/shape/multipolygon.h>
#include <geodesic.h>
#include <math.h>
#include <proj.h>
#include <string.h>

#define DEFINITION_LENGTH_MAX ((size_t)64 << 10)
#define DEFINITION_SHOWN 60 // characters of it in a sentence

// How far a point that is taken there and back may come out beside itself. Operations between
// datums are inverse to each other only to millimetres, and PROJ may choose another one on the way
// back; what is caught here, a point on the wrong side of the map, is off by far more.
#define RETURN_DEG 1e-3
#define RETURN_UNITS 100.0

// PROJ lets longitudes pass the antimeridian by rounding errors.
#define OVERSHOOT_DEG 1e-9

struct terr_proj_system {
    PJ_CONTEXT *context;
    PJ *operation; // NULL where the system is WGS 84 itself
    char *name;
    bool geographic;
    bool is_wgs84;
};

// Without a log function PROJ would write to standard error.
static void keep_silent(void *payload, int level, const char *message)
{
    (void)payload;
    (void)level;
    (void)message;
}

static void system_free(struct terr_proj_system *projection)
{
    if (!projection) return;
    proj_destroy(projection->operation);
    if (projection->context) proj_context_destroy(projection->context);
    terr_memory_free(projection->name);
    terr_memory_free(projection);
}

static bool is_geographic_wgs84(const struct terr_proj_system *projection)
{
    return projection->is_wgs84;
}

static const char *system_name(const struct terr_proj_system *projection)
{
    return projection->name;
}

// ---- the system ----

static bool begins_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

// A definition can name grid files, and a path from a document is not to be opened: it may be a
// device that never ends. Grids that PROJ finds by their bare names do no harm.
static bool names_a_path(const char *definition)
{
    static const char *const parameters[] = {"grids=", "PARAMETERFILE[", "\"filename\"", "init="};
    for (size_t i = 0; i < sizeof parameters / sizeof parameters[0]; i++) {
        for (const char *at = definition; (at = strstr(at, parameters[i])) != NULL; at++) {
            const size_t length = strcspn(at + strlen(parameters[i]), " ]}\n");
            if (memchr(at + strlen(parameters[i]), '/', length)) return true;
        }
    }
    return false;
}

// PROJ takes any other text for a name and settles for one that is like it.
static bool is_definition(const char *text)
{
    const size_t authority = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");
    return begins_with(text, "+") || begins_with(text, "urn:ogc:def:crs") ||
           begins_with(text, "http://") || begins_with(text, "https://") || strchr(text, '[') ||
           begins_with(text, "{") || strcmp(text, "CRS84") == 0 ||
           (authority > 0 && text[authority] == ':' && text[authority + 1] != '\0');
}

static PJ *parse_definition(PJ_CONTEXT *context, const char *definition, struct terr_error *err)
{
    static const char as_system[] = " +type=crs"; // a PROJ string is an operation without it
    const size_t length = strlen(definition);
    if (!begins_with(definition, "+") || strstr(definition, "type=crs")) {
        return proj_create(context, definition);
    }
    char *text = terr_memory_new(length + sizeof as_system, 1, err);
    if (!text) return NULL;
    memcpy(text, definition, length);
    memcpy(text + length, as_system, sizeof as_system);
    PJ *system = proj_create(context, text);
    terr_memory_free(text);
    return system;
}

// Replaces *system by what `part` gives of it.
static void replace(PJ **system, PJ *part)
{
    proj_destroy(*system);
    *system = part;
}

// Takes the horizontal part and tells what it is; PJ_TYPE_UNKNOWN where it is nothing for maps.
static PJ_TYPE reduce_to_plane(PJ_CONTEXT *context, PJ **system)
{
    while (*system && proj_get_type(*system) == PJ_TYPE_COMPOUND_CRS) {
        replace(system, proj_crs_get_sub_crs(context, *system, 0));
    }
    if (!*system) return PJ_TYPE_UNKNOWN;
    PJ_TYPE type = proj_get_type(*system);
    if (type == PJ_TYPE_BOUND_CRS) {
        PJ *bound = proj_get_source_crs(context, *system);
        type = bound ? proj_get_type(bound) : PJ_TYPE_UNKNOWN;
        proj_destroy(bound);
    }
    if (type == PJ_TYPE_GEOGRAPHIC_3D_CRS) type = PJ_TYPE_GEOGRAPHIC_2D_CRS;
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_PROJECTED_CRS ? type
                                                                              : PJ_TYPE_UNKNOWN;
}

static enum terr_code read_system(struct terr_proj_system *projection, PJ **system,
                                  const char *definition, struct terr_error *err)
{
    const size_t length = strlen(definition);
    if (length > DEFINITION_LENGTH_MAX) {
        return terr_fail(err, TERR_EDATA,
                         "the definition of the coordinate system has %zu bytes, at most %zu are "
                         "read",
                         length, DEFINITION_LENGTH_MAX);
    }
    if (names_a_path(definition)) {
        return terr_fail(err, TERR_EDATA,
                         "the coordinate system '%.*s' names a file, which is not opened",
                         DEFINITION_SHOWN, definition);
    }
    err->code = TERR_OK;
    *system =
        is_definition(definition) ? parse_definition(projection->context, definition, err) : NULL;
    if (err->code) return err->code;
    if (!*system || !proj_is_crs(*system)) {
        return terr_fail(err, TERR_EDATA, "the coordinate system '%.*s' is unknown",
                         DEFINITION_SHOWN, definition);
    }
    const PJ_TYPE type = reduce_to_plane(projection->context, system);
    if (type == PJ_TYPE_UNKNOWN) {
        return terr_fail(err, TERR_EDATA,
                         "the coordinate system '%.*s' is neither geographic nor projected",
                         DEFINITION_SHOWN, definition);
    }
    projection->geographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS;
    const char *name = proj_get_name(*system);
    if (!name || strcmp(name, "unknown") == 0) name = definition;
    const size_t name_length = strlen(name);
    projection->name = terr_memory_copy(
        name, name_length < DEFINITION_SHOWN ? name_length : DEFINITION_SHOWN, err);
    return projection->name ? TERR_OK : err->code;
}

// ---- the way to WGS 84 ----

// Without this option PROJ takes an unknown datum for WGS 84, which can be hundreds of metres off.
static const char *const operation_options[] = {"ALLOW_BALLPARK=NO", NULL};

static bool equal(PJ_CONTEXT *context, const PJ *system, const PJ *other)
{
    return proj_is_equivalent_to_with_ctx(context, system, other,
                                          PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS);
}

static enum terr_code find_operation(struct terr_proj_system *projection, PJ *system,
                                     struct terr_error *err)
{
    PJ_CONTEXT *context = projection->context;
    PJ *wgs84 = proj_create(context, "OGC:CRS84");
    PJ *with_heights = proj_create(context, "EPSG:4979");
    if (!wgs84 || !with_heights) {
        (void)terr_fail(err, TERR_EDATA, "PROJ's database proj.db is missing");
        goto cleanup;
    }
    if (equal(context, system, wgs84) || equal(context, system, with_heights)) {
        projection->is_wgs84 = true;
        goto cleanup;
    }
    PJ *operation = proj_create_crs_to_crs_from_pj(context, system, wgs84, NULL, operation_options);
    if (operation) {
        projection->operation = proj_normalize_for_visualization(context, operation);
        proj_destroy(operation);
    }
    if (!projection->operation) {
        (void)terr_fail(err, TERR_EDATA,
                        "the coordinate system '%s' has a datum of which nothing is known that "
                        "leads to WGS 84",
                        projection->name);
    }
cleanup:
    proj_destroy(wgs84);
    proj_destroy(with_heights);
    return projection->is_wgs84 || projection->operation ? TERR_OK : err->code;
}

static enum terr_code system_new(struct terr_proj_system **out, const char *definition,
                                 struct terr_error *err)
{
    struct terr_error failure; // `err` is untouched on success
    enum terr_code code;
    PJ *system = NULL;
    *out = NULL;
    struct terr_proj_system *projection = terr_memory_new(1, sizeof *projection, err);
    if (!projection) return err->code;
    projection->context = proj_context_create();
    if (!projection->context) {
        code = terr_fail(&failure, TERR_ENOMEM, "out of memory (PROJ)");
        goto cleanup;
    }
    proj_log_func(projection->context, NULL, keep_silent);
    proj_context_set_enable_network(projection->context, 0);
    if ((code = read_system(projection, &system, definition, &failure))) goto cleanup;
    if ((code = find_operation(projection, system, &failure))) goto cleanup;
    *out = projection;
    projection = NULL;
cleanup:
    if (code) *err = failure;
    proj_destroy(system);
    system_free(projection);
    return code;
}

// ---- points ----

static enum terr_code fail_at(const struct terr_proj_system *projection, const double *point,
                              const char *sentence, struct terr_error *err)
{
    char x[TERR_NUMBER_SIZE], y[TERR_NUMBER_SIZE];
    terr_number_print_exact(x, point[0]);
    terr_number_print_exact(y, point[1]);
    return terr_fail(err, TERR_EDATA, "the point %s, %s %s %s", x, y, sentence, projection->name);
}

static enum terr_code unproject_point(const struct terr_proj_system *projection, double *point,
                                      struct terr_error *err)
{
    const double within = projection->geographic ? RETURN_DEG : RETURN_UNITS;
    if (!isfinite(point[0]) || !isfinite(point[1])) {
        return terr_fail(err, TERR_EDATA, "a coordinate is not finite");
    }
    const PJ_COORD there =
        proj_trans(projection->operation, PJ_FWD, proj_coord(point[0], point[1], 0, 0));
    const PJ_COORD back = proj_trans(projection->operation, PJ_INV, there);
    // written so that NaN and infinity fail
    if (!(fabs(there.xy.x) <= 180 + OVERSHOOT_DEG && fabs(there.xy.y) <= 90 + OVERSHOOT_DEG &&
          fabs(back.xy.x - point[0]) <= within && fabs(back.xy.y - point[1]) <= within)) {
        return fail_at(projection, point, "is no place on the Earth in", err);
    }
    point[0] = fmax(-180, fmin(180, there.xy.x));
    point[1] = fmax(-90, fmin(90, there.xy.y));
    return TERR_OK;
}

// Degrees under the name of a projected system would become a spot beside the projection's origin;
// metres under that of a geographic one are told from degrees by their size.
static enum terr_code check_units(const struct terr_proj_system *projection,
                                  const struct terr_multipolygon *shape, struct terr_error *err)
{
    size_t like_degrees = 0;
    for (size_t i = 0; i < shape->point_count; i++) {
        const double *point = shape->coords + 2 * i;
        like_degrees += fabs(point[0]) <= 180 && fabs(point[1]) <= 90;
        if (projection->geographic && (fabs(point[0]) > 400 || fabs(point[1]) > 400)) {
            return fail_at(projection, point, "cannot be degrees (are these metres?), as needed by",
                           err);
        }
    }
    if (projection->geographic || like_degrees < shape->point_count || like_degrees == 0) {
        return TERR_OK;
    }
    return fail_at(projection, shape->coords, "looks like degrees, and is no coordinate of", err);
}

static void close_rings(double *coords, const struct terr_multipolygon *shape)
{
    for (size_t r = 0; r < shape->ring_count; r++) {
        const size_t first = 2 * terr_multipolygon_ring_start(shape, r);
        const size_t last = 2 * (shape->ring_ends[r] - 1);
        if (shape->coords[first] != shape->coords[last] ||
            shape->coords[first + 1] != shape->coords[last + 1]) {
            continue;
        }
        coords[last] = coords[first];
        coords[last + 1] = coords[first + 1];
    }
}

static enum terr_code unproject(struct terr_proj_system *projection,
                                struct terr_multipolygon *shape, struct terr_error *err)
{
    if (projection->is_wgs84 || shape->point_count == 0) return TERR_OK;
    enum terr_code code = check_units(projection, shape, err);
    if (code) return code;
    const size_t count = 2 * shape->point_count;
    double *coords = terr_memory_new(count, sizeof *coords, err);
    if (!coords) return err->code;
    memcpy(coords, shape->coords, count * sizeof *coords);
    for (size_t i = 0; i < count && !code; i += 2) {
        code = unproject_point(projection, coords + i, err);
    }
    if (!code) {
        close_rings(coords, shape);
        memcpy(shape->coords, coords, count * sizeof *coords);
    }
    terr_memory_free(coords);
    return code;
}

// ---- geodesics ----

struct terr_proj_ellipsoid {
    struct geod_geodesic geodesic;
};

static enum terr_code ellipsoid_new(struct terr_proj_ellipsoid **out, double a_m, double flattening,
                                    struct terr_error *err)
{
    *out = terr_memory_new(1, sizeof **out, err);
    if (!*out) return err->code;
    geod_init(&(*out)->geodesic, a_m, flattening);
    return TERR_OK;
}

static void ellipsoid_free(struct terr_proj_ellipsoid *ellipsoid) { terr_memory_free(ellipsoid); }

static double geodesic_ring_m2(const struct terr_proj_ellipsoid *ellipsoid, const double *coords,
                               size_t points)
{
    struct geod_polygon polygon;
    double area_m2 = 0;
    geod_polygon_init(&polygon, 0);
    for (size_t i = 0; i + 1 < points; i++) {
        geod_polygon_addpoint(&ellipsoid->geodesic, &polygon, coords[2 * i + 1], coords[2 * i]);
    }
    // sign = 1 and the absolute value: otherwise a clockwise ring would measure the rest of the
    // Earth
    geod_polygon_compute(&ellipsoid->geodesic, &polygon, 0, 1, &area_m2, NULL);
    return fabs(area_m2);
}

// ---- the table ----

static const char *version(void) { return proj_info().version; }

extern const struct terr_proj_gate terr_module_proj;
const struct terr_proj_gate terr_module_proj = {
    system_new,    system_free,    is_geographic_wgs84, system_name, unproject,
    ellipsoid_new, ellipsoid_free, geodesic_ring_m2,    version};
