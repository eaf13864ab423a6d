#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/shapes.h"
#include <geo/shape/delta.h>
#include <geo/shape/engine.h>

static struct {
    struct terr_engine *engine;
    struct terr_multipolygon from, to;
} made;

// Rings that are the same, that changed, that cross, with holes; more than one run of sixteen.
static int make_shapes(void **state)
{
    (void)state;
    struct terr_error err;
    for (int i = 0; i < 20; i++) {
        shape_add_square(&made.from, 3 * i, 0, 2);
        shape_add_square(&made.to, 3 * i, i % 2, 2);
    }
    shape_add(&made.from, "0 5, 60 5, 60 20, 0 20; 5 8, 5 10, 10 8");
    shape_add(&made.to, "0 5, 61 5, 60 20, 0 21; 5 8, 5 11, 10 8");
    return terr_engine_new(&made.engine, &err) ? -1 : 0;
}

static int drop_shapes(void **state)
{
    (void)state;
    terr_multipolygon_dispose(&made.from);
    terr_multipolygon_dispose(&made.to);
    terr_engine_free(made.engine);
    return 0;
}

static enum terr_code take_difference(struct terr_error *err)
{
    struct terr_delta delta = TERR_DELTA_INIT;
    const enum terr_code code = terr_delta_between(&delta, made.engine, &made.from, &made.to, err);
    if (code) {
        assert_null(delta.gained.coords);
        assert_null(delta.lost.coords);
    } else {
        assert_false(delta.by_overlay);
        assert_true(delta.gained.polygon_count > 10 && delta.lost.polygon_count > 10);
    }
    terr_delta_dispose(&delta);
    return code;
}

static void taking_a_difference(void **state)
{
    (void)state;
    fail_alloc_each(take_difference);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(taking_a_difference)};
    return cmocka_run_group_tests_name("shape/delta, memory", tests, make_shapes, drop_shapes);
}
