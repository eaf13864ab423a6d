#include "../../support/check.h"

#include "../../support/shapes.h"

#define TWO_POLYGONS "0 0, 4 0, 4 4, 0 4; 1 1, 1 2, 2 2, 2 1 | 10 10, 11 10, 11 11"

static void all_zero_is_empty_and_may_be_disposed_of(void **state)
{
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    (void)state;
    terr_multipolygon_dispose(&shape);
    terr_multipolygon_dispose(&shape);
    assert_int_equal(shape.point_count, 0);
    assert_int_equal(shape.polygon_count, 0);
    assert_null(shape.coords);
}

static void offsets_tell_where_rings_and_polygons_end(void **state)
{
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    (void)state;
    shape_add(&shape, TWO_POLYGONS);
    assert_int_equal(shape.point_count, 14);
    assert_int_equal(shape.ring_count, 3);
    assert_int_equal(shape.polygon_count, 2);
    assert_int_equal(terr_multipolygon_ring_start(&shape, 0), 0);
    assert_int_equal(terr_multipolygon_ring_start(&shape, 1), 5);
    assert_int_equal(terr_multipolygon_ring_start(&shape, 2), 10);
    assert_int_equal(shape.ring_ends[2], 14);
    assert_int_equal(terr_multipolygon_polygon_start(&shape, 0), 0);
    assert_int_equal(terr_multipolygon_polygon_start(&shape, 1), 2);
    assert_int_equal(shape.polygon_ends[1], 3);
    check_near(shape.coords[2 * 10], 10, 0);
    terr_multipolygon_dispose(&shape);
}

static void many_points_keep_their_values(void **state)
{
    enum { COUNT = 100000 };
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    (void)state;
    for (int i = 0; i < COUNT; i++) {
        check_ok(terr_multipolygon_add_point(&shape, i * 0.001, -i * 0.0005, &err));
    }
    assert_int_equal(shape.point_count, COUNT);
    for (int i = 0; i < COUNT; i++) {
        if (shape.coords[2 * i] != i * 0.001) fail_msg("x of point %d", i);
        if (shape.coords[2 * i + 1] != -i * 0.0005) fail_msg("y of point %d", i);
    }
    terr_multipolygon_dispose(&shape);
}

static void appending_equals_writing_in_one_go(void **state)
{
    struct terr_multipolygon parts = TERR_MULTIPOLYGON_INIT;
    struct terr_multipolygon second = TERR_MULTIPOLYGON_INIT;
    struct terr_multipolygon whole = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    (void)state;
    shape_add(&parts, TWO_POLYGONS);
    shape_add(&second, TWO_POLYGONS);
    shape_add(&whole, TWO_POLYGONS "|" TWO_POLYGONS);
    check_ok(terr_multipolygon_append(&parts, &second, &err));
    assert_true(terr_multipolygon_equal(&parts, &whole));
    terr_multipolygon_dispose(&parts);
    terr_multipolygon_dispose(&second);
    terr_multipolygon_dispose(&whole);
}

static void appending_empty_or_to_empty(void **state)
{
    struct terr_multipolygon empty = TERR_MULTIPOLYGON_INIT;
    struct terr_multipolygon out = TERR_MULTIPOLYGON_INIT;
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    (void)state;
    shape_add(&shape, TWO_POLYGONS);
    check_ok(terr_multipolygon_append(&out, &empty, &err));
    assert_true(terr_multipolygon_equal(&out, &empty));
    check_ok(terr_multipolygon_append(&out, &shape, &err));
    check_ok(terr_multipolygon_append(&out, &empty, &err));
    assert_true(terr_multipolygon_equal(&out, &shape));
    terr_multipolygon_dispose(&out);
    terr_multipolygon_dispose(&shape);
}

static void equal_looks_at_points_rings_and_polygons(void **state)
{
    static const char *const different[] = {
        "0 0, 4 0, 4 4, 0 4, 0 0, 1 1, 1 2, 2 2, 2 1 | 10 10, 11 10, 11 11",
        "0 0, 4 0, 4 4, 0 4 | 1 1, 1 2, 2 2, 2 1 | 10 10, 11 10, 11 11",
        "0 0, 4 0, 4 4, 0 4; 1 1, 1 2, 2 2, 2 1; 10 10, 11 10, 11 11",
        "0 0, 4 0, 4 4, 0 4; 1 1, 1 2, 2 2, 2 1 | 10 10, 11 10, 11 11.000000000000002",
        "4 0, 4 4, 0 4, 0 0; 1 1, 1 2, 2 2, 2 1 | 10 10, 11 10, 11 11",
    };
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    (void)state;
    shape_add(&shape, TWO_POLYGONS);
    for (size_t i = 0; i < sizeof different / sizeof different[0]; i++) {
        struct terr_multipolygon other = TERR_MULTIPOLYGON_INIT;
        shape_add(&other, different[i]);
        if (terr_multipolygon_equal(&shape, &other)) fail_msg("equal to %s", different[i]);
        terr_multipolygon_dispose(&other);
    }
    terr_multipolygon_dispose(&shape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_zero_is_empty_and_may_be_disposed_of),
        cmocka_unit_test(offsets_tell_where_rings_and_polygons_end),
        cmocka_unit_test(many_points_keep_their_values),
        cmocka_unit_test(appending_equals_writing_in_one_go),
        cmocka_unit_test(appending_empty_or_to_empty),
        cmocka_unit_test(equal_looks_at_points_rings_and_polygons),
    };
    return cmocka_run_group_tests_name("shape/multipolygon", tests, NULL, NULL);
}
