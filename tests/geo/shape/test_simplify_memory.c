#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/shapes.h"
#include <geo/shape/multipolygon.h>
#include <geo/shape/simplify.h>

static struct terr_multipolygon shapes[3];

// Rings, arcs between junctions, borders that cross, and enough vertices to plant them anew.
static int make_shapes(void **state)
{
    (void)state;
    shape_add(&shapes[0], "0 0, 0.1 0.001, 0.2 0, 0.3 0.001, 0.4 0, 0.5 0.001, 0.6 0, 0.7 0.001, "
                          "0.8 0, 0.9 0.001, 1 0, 1 1, 0 1; 0.2 0.2, 0.2 0.3, 0.3 0.3, 0.3 0.2");
    shape_add(&shapes[1], "1 0, 2 0, 2 1, 1 1 | 3 3, 4 3, 4 4, 3 4");
    shape_add(&shapes[2], "0.5 0.5, 1.5 0.5, 1.5 1.5, 0.5 1.5");
    return 0;
}

static int drop_shapes(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) terr_multipolygon_dispose(&shapes[i]);
    return 0;
}

static enum terr_code simplify(struct terr_error *err)
{
    static const size_t layers[] = {0, 0, 1};
    const struct terr_multipolygon *const given[] = {&shapes[0], &shapes[1], &shapes[2]};
    struct terr_multipolygon drawn[3];
    memset(drawn, 0, sizeof drawn);
    const enum terr_code code = terr_simplify(drawn, given, layers, 3, 1000, err);
    for (size_t i = 0; i < 3; i++) {
        if (code) assert_null(drawn[i].coords);
        if (!code) assert_true(drawn[i].polygon_count > 0);
        terr_multipolygon_dispose(&drawn[i]);
    }
    return code;
}

static void simplifying(void **state)
{
    (void)state;
    fail_alloc_each(simplify);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(simplifying)};
    return cmocka_run_group_tests_name("shape/simplify, memory", tests, make_shapes, drop_shapes);
}
