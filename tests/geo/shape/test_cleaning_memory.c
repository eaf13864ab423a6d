#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/shapes.h"
#include <geo/shape/cleaning.h>
#include <geo/shape/engine.h>

static struct {
    struct terr_engine *engine;
    struct terr_multipolygon valid, touching, invalid, crossing;
} made;

static int make_shapes(void **state)
{
    (void)state;
    struct terr_error err;
    for (int i = 0; i < 20; i++) shape_add_square(&made.valid, 3 * i, 0, 2);
    for (int i = 0; i < 20; i++) shape_add_square(&made.touching, 2 * i, i % 2 ? 2 : 0, 2);
    shape_add(&made.invalid, "0 0, 4 4, 8 0, 8 8, 4 4, 0 8 | 20 0, 30 0, 30 9; 22 1, 23 1, 23 1.5");
    shape_add(&made.crossing, "-1 1, 70 1, 70 3, -1 3; 5 1.5, 5 2.5, 6 2");
    return terr_engine_new(&made.engine, &err) ? -1 : 0;
}

static int drop_shapes(void **state)
{
    (void)state;
    terr_multipolygon_dispose(&made.valid);
    terr_multipolygon_dispose(&made.touching);
    terr_multipolygon_dispose(&made.invalid);
    terr_multipolygon_dispose(&made.crossing);
    terr_engine_free(made.engine);
    return 0;
}

static enum terr_code clean(const struct terr_multipolygon *in, struct terr_error *err)
{
    struct terr_multipolygon out = TERR_MULTIPOLYGON_INIT;
    struct terr_fault fault;
    const enum terr_code code = terr_cleaning_clean(&out, &fault, made.engine, in, err);
    if (code) {
        assert_null(out.coords);
    } else {
        assert_int_equal(fault.invalid, in == &made.invalid);
        assert_true(out.polygon_count > 0);
    }
    terr_multipolygon_dispose(&out);
    return code;
}

static enum terr_code clean_valid(struct terr_error *err) { return clean(&made.valid, err); }

static enum terr_code clean_touching(struct terr_error *err) { return clean(&made.touching, err); }

static enum terr_code clean_invalid(struct terr_error *err) { return clean(&made.invalid, err); }

static enum terr_code unite(struct terr_error *err)
{
    const struct terr_multipolygon *parts[] = {&made.valid, &made.crossing};
    struct terr_multipolygon out = TERR_MULTIPOLYGON_INIT;
    const enum terr_code code = terr_cleaning_unite(&out, made.engine, parts, 2, err);
    if (code) {
        assert_null(out.coords);
    } else {
        assert_int_equal(out.polygon_count, 1);
    }
    terr_multipolygon_dispose(&out);
    return code;
}

static void cleaning(void **state)
{
    (void)state;
    fail_alloc_each(clean_valid);
    fail_alloc_each(clean_touching);
    fail_alloc_each(clean_invalid);
}

static void uniting(void **state)
{
    (void)state;
    fail_alloc_each(unite);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cleaning), cmocka_unit_test(uniting)};
    return cmocka_run_group_tests_name("shape/cleaning, memory", tests, make_shapes, drop_shapes);
}
