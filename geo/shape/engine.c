#define GEOS_USE_ONLY_R_API
#include <geo/shape/engine.h>

#include <geo/base/memory.h>
#include <geo/shape/clusters.h>
#include <geo/shape/multipolygon.h>
#include <geos_c.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GRID_PER_DEG 1e10 // 1 / TERR_GRID_DEG, exactly
#define REPAIR_ROUNDS 5

struct terr_engine {
    GEOSContextHandle_t context;
    char message[256]; // what the engine said last
};

static void keep_message(const char *message, void *payload)
{
    struct terr_engine *engine = payload;
    snprintf(engine->message, sizeof engine->message, "%s", message);
}

enum terr_code terr_engine_new(struct terr_engine **out, struct terr_error *err)
{
    *out = NULL;
    struct terr_engine *engine = terr_memory_new(1, sizeof *engine, err);
    if (!engine) return err->code;
    engine->context = GEOS_init_r();
    if (!engine->context) {
        terr_memory_free(engine);
        return terr_fail(err, TERR_ENOMEM, "out of memory (geometry engine)");
    }
    GEOSContext_setErrorMessageHandler_r(engine->context, keep_message, engine);
    *out = engine;
    return TERR_OK;
}

void terr_engine_free(struct terr_engine *engine)
{
    if (!engine) return;
    GEOS_finish_r(engine->context);
    terr_memory_free(engine);
}

const char *terr_engine_version(void) { return GEOSversion(); }

static enum terr_code engine_failed(const struct terr_engine *engine, struct terr_error *err)
{
    if (strstr(engine->message, "bad_alloc")) {
        return terr_fail(err, TERR_ENOMEM, "out of memory (geometry engine)");
    }
    // the engine may add advice in a second sentence
    const char *end = strstr(engine->message, ". ");
    const int length = (int)(end ? (size_t)(end - engine->message) : strlen(engine->message));
    return terr_fail(err, TERR_EGEOM, "the geometry engine gave up: %.*s", length, engine->message);
}

static void destroy(const struct terr_engine *engine, GEOSGeometry *geometry)
{
    if (geometry) GEOSGeom_destroy_r(engine->context, geometry);
}

static void destroy_all(const struct terr_engine *engine, GEOSGeometry **geometries, size_t count)
{
    for (size_t i = 0; geometries && i < count; i++) destroy(engine, geometries[i]);
    terr_memory_free(geometries);
}

// ---- plain arrays to the engine ----

static GEOSGeometry *make_ring(const struct terr_engine *engine,
                               const struct terr_multipolygon *shape, size_t ring)
{
    const size_t start = terr_multipolygon_ring_start(shape, ring);
    const size_t points = shape->ring_ends[ring] - start;
    if (points > UINT32_MAX / 4) return NULL;
    GEOSCoordSequence *sequence = GEOSCoordSeq_copyFromBuffer_r(
        engine->context, shape->coords + 2 * start, (unsigned)points, 0, 0);
    if (!sequence) return NULL;
    return GEOSGeom_createLinearRing_r(engine->context, sequence); // owns it even on failure
}

static GEOSGeometry *make_polygon(const struct terr_engine *engine,
                                  const struct terr_multipolygon *shape, size_t polygon,
                                  struct terr_error *err)
{
    const size_t first = terr_multipolygon_polygon_start(shape, polygon);
    const size_t holes = shape->polygon_ends[polygon] - first - 1;
    GEOSGeometry *made = NULL;
    GEOSGeometry **rings = terr_memory_new(holes + 1, sizeof(GEOSGeometry *), err);
    if (!rings) return NULL;
    for (size_t r = 0; r <= holes; r++) {
        rings[r] = make_ring(engine, shape, first + r);
        if (!rings[r]) goto cleanup;
    }
    made = GEOSGeom_createPolygon_r(engine->context, rings[0], rings + 1, (unsigned)holes);
    memset(rings, 0, (holes + 1) * sizeof(GEOSGeometry *)); // the call took them, made or not
cleanup:
    if (!made) (void)engine_failed(engine, err);
    destroy_all(engine, rings, holes + 1);
    return made;
}

// The polygons of several shapes as one collection: a MultiPolygon, valid or not.
static enum terr_code make_multipolygon(GEOSGeometry **out, const struct terr_engine *engine,
                                        const struct terr_multipolygon *const *shapes, size_t count,
                                        struct terr_error *err)
{
    size_t total = 0, made = 0;
    for (size_t i = 0; i < count; i++) total += shapes[i]->polygon_count;
    *out = NULL;
    GEOSGeometry **polygons = terr_memory_new(total, sizeof(GEOSGeometry *), err);
    if (!polygons) return err->code;
    for (size_t i = 0; i < count; i++) {
        for (size_t p = 0; p < shapes[i]->polygon_count; p++) {
            polygons[made] = make_polygon(engine, shapes[i], p, err);
            if (!polygons[made++]) goto failed;
        }
    }
    *out =
        GEOSGeom_createCollection_r(engine->context, GEOS_MULTIPOLYGON, polygons, (unsigned)total);
    terr_memory_free(polygons); // the call took what they point to, made or not
    return *out ? TERR_OK : engine_failed(engine, err);
failed:
    destroy_all(engine, polygons, total);
    return err->code;
}

// ---- the engine to plain arrays ----

// Turns a ring round in place.
static void reverse_ring(double *coords, size_t points)
{
    for (size_t i = 0, k = points - 1; i < k; i++, k--) {
        for (size_t axis = 0; axis < 2; axis++) {
            const double kept = coords[2 * i + axis];
            coords[2 * i + axis] = coords[2 * k + axis];
            coords[2 * k + axis] = kept;
        }
    }
}

// The double nearest to a point of the grid. The engine returns 363e9 * 1e-10, which is one unit in
// the last place above 36.3 (GEOS 3.11.1). Adding 0.0 makes a negative zero positive.
static double to_grid(double deg) { return round(deg * GRID_PER_DEG) / GRID_PER_DEG + 0.0; }

// The engine returns clockwise shells; RFC 7946 wants them counter-clockwise.
static enum terr_code take_ring(struct terr_multipolygon *out, const struct terr_engine *engine,
                                const GEOSGeometry *ring, bool counter_clockwise,
                                struct terr_error *err)
{
    unsigned points = 0;
    char is_ccw = 0;
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(engine->context, ring);
    if (!sequence || !GEOSCoordSeq_getSize_r(engine->context, sequence, &points) ||
        !GEOSCoordSeq_isCCW_r(engine->context, sequence, &is_ccw)) {
        return engine_failed(engine, err);
    }
    for (unsigned i = 0; i < points; i++) {
        double lon_deg, lat_deg;
        if (!GEOSCoordSeq_getXY_r(engine->context, sequence, i, &lon_deg, &lat_deg)) {
            return engine_failed(engine, err);
        }
        const enum terr_code code =
            terr_multipolygon_add_point(out, to_grid(lon_deg), to_grid(lat_deg), err);
        if (code) return code;
    }
    if ((is_ccw != 0) != counter_clockwise) {
        reverse_ring(out->coords + 2 * (out->point_count - points), points);
    }
    return terr_multipolygon_end_ring(out, err);
}

static enum terr_code take_polygon(struct terr_multipolygon *out, const struct terr_engine *engine,
                                   const GEOSGeometry *polygon, struct terr_error *err)
{
    enum terr_code code =
        take_ring(out, engine, GEOSGetExteriorRing_r(engine->context, polygon), true, err);
    const int holes = GEOSGetNumInteriorRings_r(engine->context, polygon);
    for (int i = 0; i < holes && !code; i++) {
        code =
            take_ring(out, engine, GEOSGetInteriorRingN_r(engine->context, polygon, i), false, err);
    }
    return code ? code : terr_multipolygon_end_polygon(out, err);
}

// Polygons of a result; the lines and points that an overlay leaves where shapes touch are dropped.
static enum terr_code take_polygons(struct terr_multipolygon *out, const struct terr_engine *engine,
                                    const GEOSGeometry *geometry, struct terr_error *err)
{
    const int type = GEOSGeomTypeId_r(engine->context, geometry);
    if (GEOSisEmpty_r(engine->context, geometry) == 1) return TERR_OK;
    if (type == GEOS_POLYGON) return take_polygon(out, engine, geometry, err);
    if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION) return TERR_OK;

    const int count = GEOSGetNumGeometries_r(engine->context, geometry);
    enum terr_code code = TERR_OK;
    for (int i = 0; i < count && !code; i++) {
        code = take_polygons(out, engine, GEOSGetGeometryN_r(engine->context, geometry, i), err);
    }
    return code;
}

// ---- results ----

static GEOSGeometry *make_valid(const struct terr_engine *engine, const GEOSGeometry *geometry)
{
    GEOSMakeValidParams *parameters = GEOSMakeValidParams_create_r(engine->context);
    if (!parameters) return NULL;
    // the default method counts the overlap of two parts as empty, and fills holes (GEOS 3.11)
    GEOSMakeValidParams_setMethod_r(engine->context, parameters, GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(engine->context, parameters, 0);
    GEOSGeometry *valid = GEOSMakeValidWithParams_r(engine->context, geometry, parameters);
    GEOSMakeValidParams_destroy_r(engine->context, parameters);
    return valid;
}

// An invalid shape made valid, on the grid; NULL where the engine fails.
static GEOSGeometry *repair(const struct terr_engine *engine, const GEOSGeometry *geometry)
{
    // make-valid depends on the order of parts and on where rings begin, so that order is made
    // canonical; GEOS 3.11 fails on some rings in it which it can repair in the order given
    GEOSGeometry *canonical = GEOSGeom_clone_r(engine->context, geometry);
    const bool ordered = canonical && GEOSNormalize_r(engine->context, canonical) != -1;
    GEOSGeometry *valid = ordered ? make_valid(engine, canonical) : NULL;
    if (!valid) valid = make_valid(engine, geometry);
    GEOSGeometry *gridded =
        valid ? GEOSGeom_setPrecision_r(engine->context, valid, TERR_GRID_DEG, 0) : NULL;
    destroy(engine, valid);
    destroy(engine, canonical);
    return gridded;
}

// Hands the polygons of a geometry to `out` in canonical order. `geometry` is reordered.
static enum terr_code take_shape(struct terr_multipolygon *out, const struct terr_engine *engine,
                                 GEOSGeometry *geometry, struct terr_error *err)
{
    enum terr_code code;
    if (GEOSNormalize_r(engine->context, geometry) == -1) {
        code = engine_failed(engine, err);
    } else {
        code = take_polygons(out, engine, geometry, err);
    }
    if (code) terr_multipolygon_dispose(out);
    return code;
}

// Replaces `out` by a repaired form where it is invalid; *valid tells whether it was valid.
static enum terr_code check_result(struct terr_multipolygon *out, bool *valid,
                                   const struct terr_engine *engine, struct terr_error *err)
{
    GEOSGeometry *geometry, *repaired = NULL;
    const struct terr_multipolygon *shape = out;
    enum terr_code code = make_multipolygon(&geometry, engine, &shape, 1, err);
    if (code) return code;
    const char answer = GEOSisValid_r(engine->context, geometry);
    *valid = answer == 1;
    if (answer == 0) repaired = repair(engine, geometry);
    if (answer == 2 || (answer == 0 && !repaired)) code = engine_failed(engine, err);
    if (repaired) {
        terr_multipolygon_dispose(out);
        code = take_shape(out, engine, repaired, err);
    }
    destroy(engine, repaired);
    destroy(engine, geometry);
    return code;
}

// Hands a result (or NULL for a failed call) to `out` and destroys it. Moving a vertex by one unit
// in the last place, to_grid, can carry it across an edge that it lay on; then the repair is
// repeated.
static enum terr_code take_result(struct terr_multipolygon *out, const struct terr_engine *engine,
                                  GEOSGeometry *take_result, struct terr_error *err)
{
    bool valid = false;
    enum terr_code code =
        take_result ? take_shape(out, engine, take_result, err) : engine_failed(engine, err);
    destroy(engine, take_result);
    for (int round = 0; !code && !valid && round < REPAIR_ROUNDS; round++) {
        code = check_result(out, &valid, engine, err);
    }
    if (!code && !valid) {
        code = terr_fail(err, TERR_EGEOM, "the geometry engine found no valid form on the grid");
    }
    if (code) terr_multipolygon_dispose(out);
    return code;
}

// ---- cleaning ----

static bool on_grid(const struct terr_multipolygon *shape)
{
    for (size_t i = 0; i < 2 * shape->point_count; i++) {
        if (to_grid(shape->coords[i]) != shape->coords[i]) return false;
    }
    return true;
}

static enum terr_code find_fault(struct terr_fault *fault, const struct terr_engine *engine,
                                 const GEOSGeometry *geometry, struct terr_error *err)
{
    char *reason = NULL;
    GEOSGeometry *place = NULL;
    memset(fault, 0, sizeof *fault);
    const char valid = GEOSisValidDetail_r(engine->context, geometry, 0, &reason, &place);
    if (valid == 0) {
        fault->invalid = true;
        snprintf(fault->reason, sizeof fault->reason, "%s", reason ? reason : "invalid");
        if (place) {
            GEOSGeomGetX_r(engine->context, place, &fault->lon_deg);
            GEOSGeomGetY_r(engine->context, place, &fault->lat_deg);
        }
    }
    if (reason) GEOSFree_r(engine->context, reason);
    destroy(engine, place);
    return valid == 2 ? engine_failed(engine, err) : TERR_OK;
}

// A ring as a polygon of its own, made valid; NULL where the engine fails.
static GEOSGeometry *fill_ring(const struct terr_engine *engine, const GEOSGeometry *ring)
{
    GEOSGeometry *copy = GEOSGeom_clone_r(engine->context, ring);
    GEOSGeometry *alone = copy ? GEOSGeom_createPolygon_r(engine->context, copy, NULL, 0) : NULL;
    GEOSGeometry *filled = alone ? make_valid(engine, alone) : NULL;
    destroy(engine, alone);
    return filled;
}

// Whether a hole of a polygon covers something and lies wholly outside its shell. The structure
// method turns such a hole into land, which the ledger must name. Prepared, the shell is indexed
// once for all holes, and GEOS 3.11 answers where the plain predicate fails on rings that touch
// themselves; what it still cannot tell is not named.
static bool has_stray_hole(const struct terr_engine *engine, const GEOSGeometry *polygon)
{
    const int holes = GEOSGetNumInteriorRings_r(engine->context, polygon);
    if (holes <= 0) return false;
    GEOSGeometry *shell = fill_ring(engine, GEOSGetExteriorRing_r(engine->context, polygon));
    const GEOSPreparedGeometry *prepared = shell ? GEOSPrepare_r(engine->context, shell) : NULL;
    bool stray = false;
    for (int i = 0; prepared && i < holes && !stray; i++) {
        const GEOSGeometry *ring = GEOSGetInteriorRingN_r(engine->context, polygon, i);
        if (GEOSPreparedDisjoint_r(engine->context, prepared, ring) != 1) continue;
        GEOSGeometry *hole = fill_ring(engine, ring);
        stray = hole && GEOSisEmpty_r(engine->context, hole) == 0 &&
                GEOSPreparedDisjoint_r(engine->context, prepared, hole) == 1;
        destroy(engine, hole);
    }
    if (prepared) GEOSPreparedGeom_destroy_r(engine->context, prepared);
    destroy(engine, shell);
    return stray;
}

static bool any_stray_hole(const struct terr_engine *engine, const GEOSGeometry *multipolygon)
{
    const int count = GEOSGetNumGeometries_r(engine->context, multipolygon);
    bool stray = false;
    for (int i = 0; i < count && !stray; i++) {
        stray = has_stray_hole(engine, GEOSGetGeometryN_r(engine->context, multipolygon, i));
    }
    return stray;
}

enum terr_code terr_engine_find_fault(struct terr_fault *fault, struct terr_engine *engine,
                                      const struct terr_multipolygon *in, struct terr_error *err)
{
    GEOSGeometry *geometry = NULL;
    engine->message[0] = '\0';
    enum terr_code code = make_multipolygon(&geometry, engine, &in, 1, err);
    if (!code) code = find_fault(fault, engine, geometry, err);
    destroy(engine, geometry);
    return code;
}

enum terr_code terr_engine_clean(struct terr_multipolygon *out, struct terr_fault *fault,
                                 struct terr_engine *engine, const struct terr_multipolygon *in,
                                 struct terr_error *err)
{
    GEOSGeometry *geometry = NULL;
    memset(fault, 0, sizeof *fault);
    engine->message[0] = '\0';
    enum terr_code code = make_multipolygon(&geometry, engine, &in, 1, err);
    if (code) return code;
    if ((code = find_fault(fault, engine, geometry, err))) goto cleanup;

    if (fault->invalid) {
        fault->stray_hole = any_stray_hole(engine, geometry);
        code = take_result(out, engine, repair(engine, geometry), err);
    } else if (on_grid(in)) {
        code = take_shape(out, engine, geometry, err);
    } else {
        GEOSGeometry *gridded =
            GEOSGeom_setPrecision_r(engine->context, geometry, TERR_GRID_DEG, 0);
        code = take_result(out, engine, gridded, err);
    }
cleanup:
    destroy(engine, geometry);
    return code;
}

// ---- overlay ----

// An answer that needs no engine: `shape` itself.
static enum terr_code copy_shape(struct terr_multipolygon *out,
                                 const struct terr_multipolygon *shape, struct terr_error *err)
{
    const enum terr_code code = terr_multipolygon_append(out, shape, err);
    if (code) terr_multipolygon_dispose(out);
    return code;
}

// A polygon and the cluster it is in (shape/clusters.h).
struct cluster_member {
    size_t cluster, polygon;
};

static int compare_members(const void *left, const void *right)
{
    const struct cluster_member *a = left, *b = right;
    if (a->cluster != b->cluster) return a->cluster < b->cluster ? -1 : 1;
    return a->polygon < b->polygon ? -1 : a->polygon > b->polygon;
}

static enum terr_code unite(struct terr_multipolygon *out, const struct terr_engine *engine,
                            const struct terr_multipolygon *shape, struct terr_error *err)
{
    GEOSGeometry *all, *united = NULL;
    const enum terr_code code = make_multipolygon(&all, engine, &shape, 1, err);
    if (code) return code;
    // parts whose boxes have the same centre are united in the order given, and each step rounds
    if (GEOSNormalize_r(engine->context, all) != -1) {
        united = GEOSUnaryUnionPrec_r(engine->context, all, TERR_GRID_DEG);
    }
    destroy(engine, all);
    return take_result(out, engine, united, err);
}

// Unites what may touch, cluster by cluster, and puts the rest beside it as it is: a cascade over
// all polygons would node every one of them at each of its levels.
static enum terr_code unite_clusters(struct terr_multipolygon *out,
                                     const struct terr_engine *engine,
                                     const struct terr_multipolygon *all,
                                     const struct cluster_member *members, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    for (size_t i = 0, end; i < all->polygon_count && !code; i = end) {
        struct terr_multipolygon cluster = TERR_MULTIPOLYGON_INIT;
        struct terr_multipolygon united = TERR_MULTIPOLYGON_INIT;
        for (end = i; end < all->polygon_count && members[end].cluster == members[i].cluster;
             end++) {
            if (!code)
                code = terr_multipolygon_append_polygon(&cluster, all, members[end].polygon, err);
        }
        if (!code && end - i > 1) code = unite(&united, engine, &cluster, err);
        if (!code) code = terr_multipolygon_append(out, end - i > 1 ? &united : &cluster, err);
        terr_multipolygon_dispose(&united);
        terr_multipolygon_dispose(&cluster);
    }
    return code;
}

static enum terr_code list_members(struct cluster_member *members,
                                   const struct terr_multipolygon *all, struct terr_error *err)
{
    size_t *clusters = terr_memory_new(all->polygon_count, sizeof *clusters, err);
    if (!clusters) return err->code;
    const enum terr_code code = terr_clusters_find(clusters, all, err);
    for (size_t i = 0; i < all->polygon_count && !code; i++) {
        members[i].cluster = clusters[i];
        members[i].polygon = i;
    }
    if (!code) qsort(members, all->polygon_count, sizeof *members, compare_members);
    terr_memory_free(clusters);
    return code;
}

static enum terr_code unite_all(struct terr_multipolygon *out, const struct terr_engine *engine,
                                const struct terr_multipolygon *all, struct terr_error *err)
{
    struct terr_multipolygon apart = TERR_MULTIPOLYGON_INIT;
    GEOSGeometry *geometry = NULL;
    struct cluster_member *members = terr_memory_new(all->polygon_count, sizeof *members, err);
    if (!members) return err->code;
    const struct terr_multipolygon *shape = &apart;
    enum terr_code code = list_members(members, all, err);
    if (!code) code = unite_clusters(&apart, engine, all, members, err);
    if (!code) code = make_multipolygon(&geometry, engine, &shape, 1, err);
    if (!code) code = take_shape(out, engine, geometry, err); // for the canonical order
    destroy(engine, geometry);
    terr_multipolygon_dispose(&apart);
    terr_memory_free(members);
    return code;
}

enum terr_code terr_engine_union(struct terr_multipolygon *out, struct terr_engine *engine,
                                 const struct terr_multipolygon *const *parts, size_t count,
                                 struct terr_error *err)
{
    struct terr_multipolygon all = TERR_MULTIPOLYGON_INIT;
    size_t filled = 0, last = 0;
    for (size_t i = 0; i < count; i++) {
        if (parts[i]->polygon_count == 0) continue;
        filled++;
        last = i;
    }
    if (filled == 0) return TERR_OK;
    if (filled == 1) return copy_shape(out, parts[last], err);

    enum terr_code code = TERR_OK;
    engine->message[0] = '\0';
    for (size_t i = 0; i < count && !code; i++) {
        code = terr_multipolygon_append(&all, parts[i], err);
    }
    if (!code) code = unite_all(out, engine, &all, err);
    terr_multipolygon_dispose(&all);
    return code;
}

typedef GEOSGeometry *(*overlay_function)(GEOSContextHandle_t, const GEOSGeometry *,
                                          const GEOSGeometry *, double);

static enum terr_code overlay(struct terr_multipolygon *out, struct terr_engine *engine,
                              overlay_function function, const struct terr_multipolygon *a,
                              const struct terr_multipolygon *b, struct terr_error *err)
{
    GEOSGeometry *left = NULL, *right = NULL;
    engine->message[0] = '\0';
    enum terr_code code = make_multipolygon(&left, engine, &a, 1, err);
    if (!code) code = make_multipolygon(&right, engine, &b, 1, err);
    if (!code) {
        code = take_result(out, engine, function(engine->context, left, right, TERR_GRID_DEG), err);
    }
    destroy(engine, left);
    destroy(engine, right);
    return code;
}

enum terr_code terr_engine_subtract(struct terr_multipolygon *out, struct terr_engine *engine,
                                    const struct terr_multipolygon *a,
                                    const struct terr_multipolygon *b, struct terr_error *err)
{
    if (a->polygon_count == 0 || terr_multipolygon_equal(a, b)) return TERR_OK;
    if (b->polygon_count == 0) return copy_shape(out, a, err);
    return overlay(out, engine, GEOSDifferencePrec_r, a, b, err);
}

enum terr_code terr_engine_intersect(struct terr_multipolygon *out, struct terr_engine *engine,
                                     const struct terr_multipolygon *a,
                                     const struct terr_multipolygon *b, struct terr_error *err)
{
    if (a->polygon_count == 0 || b->polygon_count == 0) return TERR_OK;
    if (terr_multipolygon_equal(a, b)) return copy_shape(out, a, err);
    return overlay(out, engine, GEOSIntersectionPrec_r, a, b, err);
}

enum terr_code terr_engine_inscribed_radius(double *radius, struct terr_engine *engine,
                                            const struct terr_multipolygon *shape, size_t polygon,
                                            double tolerance, struct terr_error *err)
{
    enum terr_code code = TERR_OK;
    GEOSGeometry *made = make_polygon(engine, shape, polygon, err);
    if (!made) return err->code;
    engine->message[0] = '\0';
    // from its centre to the nearest point of the border
    GEOSGeometry *centre = NULL;
    GEOSGeometry *spoke = GEOSMaximumInscribedCircle_r(engine->context, made, tolerance);
    if (spoke) centre = GEOSGeomGetStartPoint_r(engine->context, spoke);
    const char inside = centre ? GEOSIntersects_r(engine->context, made, centre) : 2;
    if (inside == 2 || !GEOSLength_r(engine->context, spoke, radius)) {
        code = engine_failed(engine, err);
    }
    // where no circle larger than the tolerance fits, the centre may be the polygon's, outside it
    if (inside == 0) *radius = 0;
    destroy(engine, centre);
    destroy(engine, spoke);
    destroy(engine, made);
    return code;
}

enum terr_code terr_engine_erodes_away(bool *gone, struct terr_engine *engine,
                                       const struct terr_multipolygon *shape, size_t polygon,
                                       double by, struct terr_error *err)
{
    GEOSGeometry *made = make_polygon(engine, shape, polygon, err);
    if (!made) return err->code;
    engine->message[0] = '\0';
    GEOSGeometry *left = GEOSBuffer_r(engine->context, made, -by, 16);
    const char is_empty = left ? GEOSisEmpty_r(engine->context, left) : 2;
    *gone = is_empty == 1;
    destroy(engine, left);
    destroy(engine, made);
    return is_empty == 2 ? engine_failed(engine, err) : TERR_OK;
}
