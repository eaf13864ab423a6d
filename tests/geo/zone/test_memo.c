#include "../../support/check.h"

#include "../../support/shapes.h"
#include <geo/shape/area.h>
#include <geo/shape/cleaning.h>
#include <geo/zone/memo.h>
#include <geo/zone/worker.h>

static struct {
    struct terr_ruler *ruler;
    struct terr_worker worker;
} made;

static int set_up(void **state)
{
    struct terr_error err;
    (void)state;
    return terr_ruler_new(&made.ruler, TERR_AREA_ELLIPSOID, &err) ||
           terr_worker_init(&made.worker, made.ruler, &err);
}

static int tear_down(void **state)
{
    (void)state;
    terr_worker_dispose(&made.worker);
    terr_ruler_free(made.ruler);
    return 0;
}

static const struct terr_cleaned *clean(const struct terr_multipolygon *shape)
{
    struct terr_error err;
    const struct terr_cleaned *cleaned;
    check_ok(terr_memo_clean(&cleaned, &made.worker, shape, &err));
    return cleaned;
}

static const struct terr_united *unite(const struct terr_cleaned *const *parts, size_t count)
{
    struct terr_error err;
    const struct terr_united *united;
    check_ok(terr_memo_unite(&united, &made.worker, parts, count, &err));
    return united;
}

// What is remembered is what cleaning makes, faults too.
static void the_same_content_is_made_once(void **state)
{
    (void)state;
    static const char *const texts[] = {"30 48, 31 48, 31 49, 30 49", "30 48, 31 49, 31 48, 30 49",
                                        "30 48, 31 48, 31 49; 30.4 48.1, 30.8 48.1, 30.8 48.5"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct terr_error err;
        struct terr_fault fault;
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT, copy = TERR_MULTIPOLYGON_INIT;
        struct terr_multipolygon expected = TERR_MULTIPOLYGON_INIT;
        shape_add(&shape, texts[i]);
        shape_add(&copy, texts[i]);
        const struct terr_cleaned *first = clean(&shape);
        assert_ptr_equal(clean(&copy), first);
        check_ok(terr_cleaning_clean(&expected, &fault, made.worker.engine, &shape, &err));
        assert_true(terr_multipolygon_equal(&first->clean, &expected));
        assert_int_equal(first->fault.invalid, fault.invalid);
        check_near(first->area_m2, terr_area_m2(made.ruler, &expected), 0);
        copy.coords[2] += 1e-10;
        assert_ptr_not_equal(clean(&copy), first);
        terr_multipolygon_dispose(&shape);
        terr_multipolygon_dispose(&copy);
        terr_multipolygon_dispose(&expected);
    }
    for (int turn = 0; turn < 3; turn++) terr_memo_turn(&made.worker.memo);
}

static void what_is_not_asked_for_is_forgotten(void **state)
{
    (void)state;
    struct terr_memo *memo = &made.worker.memo;
    struct terr_multipolygon shapes[100] = {TERR_MULTIPOLYGON_INIT};
    for (int i = 0; i < 100; i++) {
        shape_add_square(&shapes[i], 0.1 * i, 0, 0.05);
        const struct terr_cleaned *part = clean(&shapes[i]);
        (void)unite(&part, 1);
    }
    assert_int_equal(memo->cleaned_count, 100);
    assert_int_equal(memo->united_count, 100);
    terr_memo_turn(memo);
    const struct terr_cleaned *part = clean(&shapes[42]);
    const struct terr_united *united = unite(&part, 1);
    assert_int_equal(memo->cleaned_count, 100); // those of the snapshot before are there
    terr_memo_turn(memo);
    assert_int_equal(memo->cleaned_count, 100); // and those of the one before that
    assert_ptr_equal(clean(&shapes[42]), part);
    assert_ptr_equal(unite(&part, 1), united);
    (void)clean(&shapes[7]);
    terr_memo_turn(memo);
    assert_int_equal(memo->cleaned_count, 2);
    assert_int_equal(memo->united_count, 1);
    terr_memo_turn(memo);
    assert_int_equal(memo->cleaned_count, 2);
    terr_memo_turn(memo);
    assert_int_equal(memo->cleaned_count, 0);
    assert_int_equal(memo->united_count, 0);
    for (int i = 0; i < 100; i++) terr_multipolygon_dispose(&shapes[i]);
}

static void a_union_is_of_its_parts(void **state)
{
    (void)state;
    struct terr_multipolygon left = TERR_MULTIPOLYGON_INIT, right = TERR_MULTIPOLYGON_INIT;
    shape_add_square(&left, 30, 48, 1);
    shape_add_square(&right, 30.5, 48, 1);
    const struct terr_cleaned *parts[] = {clean(&left), clean(&right)};
    const struct terr_united *both = unite(parts, 2), *one = unite(parts, 1),
                             *none = unite(NULL, 0);
    assert_ptr_equal(unite(parts, 2), both);
    assert_int_equal(none->shape->polygon_count, 0);
    check_near(none->area_m2, 0, 0);
    check_near(one->area_m2, parts[0]->area_m2, 0);
    check_near(shape_plane_area(both->shape), 1.5, 1e-9);
    check_near(both->area_m2, 1.5 * parts[0]->area_m2, 1e-3);
    for (int turn = 0; turn < 3; turn++) terr_memo_turn(&made.worker.memo);
    terr_multipolygon_dispose(&left);
    terr_multipolygon_dispose(&right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_content_is_made_once),
        cmocka_unit_test(what_is_not_asked_for_is_forgotten),
        cmocka_unit_test(a_union_is_of_its_parts),
    };
    return cmocka_run_group_tests_name("zone/memo", tests, set_up, tear_down);
}
