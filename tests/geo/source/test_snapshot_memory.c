// Every allocation on the way from bytes to a difference is made to fail in turn: each time the
// outcome is TERR_ENOMEM with nothing handed over, and (under the address sanitizer) nothing lost.
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/shapes.h"
#include <geo/shape/area.h>
#include <geo/shape/delta.h>
#include <geo/shape/engine.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>

#define RING "[[0,0],[2,0],[2,2],[0,0]]"
#define POLYGON "{\"type\":\"Polygon\",\"coordinates\":[" RING "," RING "]}"

static const char map[] =
    "{\"id\":5,\"map\":{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"\\u0417 with a text that is long\"},"
    "\"geometry\":" POLYGON "},"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":["
    "{\"type\":\"Point\",\"coordinates\":[1,2]}," POLYGON "," POLYGON "]}},"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1],[2,3]]}}]}}";

static enum terr_code parse_map(struct terr_error *err)
{
    struct terr_snapshot *snapshot;
    const enum terr_code code = terr_snapshot_parse(&snapshot, map, sizeof map - 1, err);
    if (code) assert_null(snapshot);
    terr_snapshot_free(snapshot);
    return code;
}

static enum terr_code load_profile(struct terr_error *err)
{
    struct terr_profile *profile;
    const enum terr_code code = terr_profile_load(&profile, "deepstate", err);
    if (code) assert_null(profile);
    terr_profile_free(profile);
    return code;
}

static enum terr_code make_ruler_and_engine(struct terr_error *err)
{
    struct terr_ruler *ruler = NULL;
    struct terr_engine *engine = NULL;
    enum terr_code code = terr_ruler_new(&ruler, TERR_AREA_GEODESIC, err);
    if (!code) code = terr_engine_new(&engine, err);
    if (code) assert_null(engine);
    terr_engine_free(engine);
    terr_ruler_free(ruler);
    return code;
}

// Shapes made before anything fails.
static struct {
    struct terr_engine *engine;
    struct terr_multipolygon bow_tie, square, triangle;
} made;

static int make_shapes(void **state)
{
    struct terr_error err;
    (void)state;
    memset(&made, 0, sizeof made);
    shape_add(&made.bow_tie, "0 0, 2 2, 2 0, 0 2; 5 5, 6 5, 6 6 | 8 8, 9 8, 9 9");
    shape_add(&made.square, "0 0, 2 0, 2 2, 0 2");
    shape_add(&made.triangle, "1 -1, 3 1, 1 3; 1.2 0, 1.4 0.5, 1.2 0.5");
    return terr_engine_new(&made.engine, &err) ? -1 : 0;
}

static int drop_shapes(void **state)
{
    (void)state;
    terr_multipolygon_dispose(&made.bow_tie);
    terr_multipolygon_dispose(&made.square);
    terr_multipolygon_dispose(&made.triangle);
    terr_engine_free(made.engine);
    return 0;
}

static enum terr_code clean_bow_tie(struct terr_error *err)
{
    struct terr_multipolygon out = TERR_MULTIPOLYGON_INIT;
    struct terr_fault fault;
    const enum terr_code code = terr_engine_clean(&out, &fault, made.engine, &made.bow_tie, err);
    if (code) assert_null(out.coords);
    terr_multipolygon_dispose(&out);
    return code;
}

static enum terr_code unite_shapes(struct terr_error *err)
{
    struct terr_multipolygon out = TERR_MULTIPOLYGON_INIT;
    const struct terr_multipolygon *const parts[] = {&made.square, &made.triangle};
    const enum terr_code code = terr_engine_union(&out, made.engine, parts, 2, err);
    if (code) assert_null(out.coords);
    terr_multipolygon_dispose(&out);
    return code;
}

static enum terr_code take_difference(struct terr_error *err)
{
    struct terr_delta delta = TERR_DELTA_INIT;
    const enum terr_code code =
        terr_delta_between(&delta, made.engine, &made.square, &made.triangle, err);
    if (code) assert_null(delta.gained.coords);
    if (code) assert_null(delta.lost.coords);
    terr_delta_dispose(&delta);
    return code;
}

static enum terr_code subtract_nothing(struct terr_error *err)
{
    struct terr_multipolygon out = TERR_MULTIPOLYGON_INIT;
    const struct terr_multipolygon empty = TERR_MULTIPOLYGON_INIT;
    const enum terr_code code = terr_engine_subtract(&out, made.engine, &made.square, &empty, err);
    if (code) assert_int_equal(out.polygon_count, 0);
    if (code) assert_null(out.coords);
    terr_multipolygon_dispose(&out);
    return code;
}

static void reading_a_map(void **state)
{
    (void)state;
    fail_alloc_each(parse_map);
}

static void loading_a_profile(void **state)
{
    (void)state;
    fail_alloc_each(load_profile);
}

static void making_a_ruler_and_an_engine(void **state)
{
    (void)state;
    fail_alloc_each(make_ruler_and_engine);
}

static void cleaning_and_overlays(void **state)
{
    (void)state;
    fail_alloc_each(clean_bow_tie);
    fail_alloc_each(unite_shapes);
    fail_alloc_each(take_difference);
    fail_alloc_each(subtract_nothing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_a_map),
        cmocka_unit_test(loading_a_profile),
        cmocka_unit_test(making_a_ruler_and_an_engine),
        cmocka_unit_test_setup_teardown(cleaning_and_overlays, make_shapes, drop_shapes),
    };
    return cmocka_run_group_tests_name("source/snapshot, memory", tests, NULL, NULL);
}
