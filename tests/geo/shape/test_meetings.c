#include "../../support/check.h"

#include "../../support/random_shapes.h"
#include "../../support/shapes.h"
#include <geo/shape/meetings.h>

#define MOST 24

static void find(bool *meets, const struct terr_multipolygon *shape)
{
    struct terr_rings rings = TERR_RINGS_INIT;
    struct terr_error err;
    check_ok(terr_rings_take(&rings, shape, &err));
    check_ok(terr_meetings_find(meets, &rings, &err));
    terr_rings_dispose(&rings);
}

// Compares the polygons in `text` that meet another with `expected`, a letter for each: 'm' or '-'.
static void check_meetings(const char *text, const char *expected)
{
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    bool meets[MOST];
    char found[MOST + 1] = "";
    shape_add(&shape, text);
    find(meets, &shape);
    for (size_t i = 0; i < shape.polygon_count; i++) found[i] = meets[i] ? 'm' : '-';
    assert_string_equal(found, expected);
    terr_multipolygon_dispose(&shape);
}

#define BOX "0 0, 8 0, 8 8, 0 8"
#define FRAME BOX "; 2 2, 2 6, 6 6, 6 2"

static void polygons_that_share_a_point_meet(void **state)
{
    (void)state;
    check_meetings(BOX "| 8 8, 16 8, 16 16, 8 16", "mm");  // a corner
    check_meetings(BOX "| 8 0, 16 0, 16 8, 8 8", "mm");    // an edge
    check_meetings(BOX "| 8 4, 16 0, 16 8", "mm");         // a corner in an edge
    check_meetings(BOX "| 4 4, 12 4, 12 12, 4 12", "mm");  // ground
    check_meetings(BOX "|" BOX, "mm");                     // everything
    check_meetings(FRAME "| 2 4, 4 3, 4 5", "mm");         // a point of a hole
    check_meetings("0 0, 8 6, 0 6 | 9 0, 9 1, 0 1", "mm"); // a crossing without a node near it
}

static void polygons_that_keep_clear_of_each_other_do_not(void **state)
{
    (void)state;
    check_meetings(BOX "| 9 0, 16 0, 16 8, 9 8", "--");
    check_meetings(FRAME "| 3 3, 5 3, 5 5, 3 5", "--");                   // an island in a hole
    check_meetings("0 0, 9 0, 9 9, 8 9, 8 1, 0 1 | 1 2, 3 2, 3 4", "--"); // in a bay
    check_meetings(BOX, "-");
    check_meetings(BOX "| 20 0, 28 0, 28 8 | 4 4, 12 4, 12 12 | 40 0, 41 0, 41 1", "m-m-");
}

static void polygons_that_cover_others_meet_them(void **state)
{
    (void)state;
    check_meetings(BOX "| 2 2, 6 2, 6 6, 2 6", "mm");
    check_meetings("2 2, 6 2, 6 6, 2 6 |" BOX, "mm");
    check_meetings(BOX "| 20 0, 21 0, 21 1 | 2 2, 6 2, 6 6, 2 6 | 3 3, 4 3, 4 4", "m-mm");
    check_meetings(FRAME "| 3 3, 5 3, 5 5, 3 5 | -9 -9, 9 -9, 9 9, -9 9", "mmm");
    check_meetings(FRAME "; 7 1, 7 1.5, 7.5 1 | 3 3, 5 3, 5 5, 3 5; 3.5 3.5, 3.5 4, 4 4"
                         "| 3.6 3.7, 3.7 3.7, 3.7 3.8",
                   "-mm"); // on the shore of an island's lake
}

// Polygons one step apart might move onto each other where one is cut; those two apart do not.
static void boxes_that_touch_are_enough(void **state)
{
    (void)state;
    check_meetings("0 0, 8 8, 0 8 | 4 1, 8 1, 8 4", "mm");
    check_meetings("0 0, 1 0, 1 1, 0 1 | 1.0000000001 0, 2 0, 2 1, 1.0000000001 1", "--");
}

static void nothing_meets_nothing(void **state)
{
    (void)state;
    const struct terr_multipolygon empty = TERR_MULTIPOLYGON_INIT;
    find(NULL, &empty);
}

// Upright rectangles meet where they have a point in common: their edges' boxes are the edges.
static void random_rectangles_agree_with_the_definition(void **state)
{
    (void)state;
    uint64_t random = 5;
    size_t met = 0;
    for (int round = 0; round < 3000; round++) {
        struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
        const size_t count = 1 + random_draw(&random) % MOST;
        double low[MOST][2], high[MOST][2];
        bool meets[MOST];
        for (size_t i = 0; i < count; i++) {
            char text[120];
            for (int axis = 0; axis < 2; axis++) {
                low[i][axis] = (double)(random_draw(&random) % 60);
                high[i][axis] = low[i][axis] + 1 + (double)(random_draw(&random) % 8);
            }
            snprintf(text, sizeof text, "%g %g, %g %g, %g %g, %g %g", low[i][0], low[i][1],
                     high[i][0], low[i][1], high[i][0], high[i][1], low[i][0], high[i][1]);
            shape_add(&shape, text);
        }
        find(meets, &shape);
        for (size_t a = 0; a < count; a++) {
            bool expected = false;
            for (size_t b = 0; b < count; b++) {
                if (a == b || low[a][0] > high[b][0] || low[b][0] > high[a][0]) continue;
                if (low[a][1] <= high[b][1] && low[b][1] <= high[a][1]) expected = true;
            }
            assert_int_equal(meets[a], expected);
            met += expected;
        }
        terr_multipolygon_dispose(&shape);
    }
    assert_in_range(met, 5000, 30000); // both answers are common
}

// More pairs than are looked at: all are said to meet, the one that does not as well.
static void what_is_given_up_meets(void **state)
{
    (void)state;
    enum { LAYERS = 600 };
    static bool meets[LAYERS + 1];
    struct terr_multipolygon shape = TERR_MULTIPOLYGON_INIT;
    shape_add_square(&shape, 40, 40, 1);
    for (int i = 0; i < LAYERS; i++) shape_add_square(&shape, 0, 0, 8);
    find(meets, &shape);
    for (size_t i = 0; i <= LAYERS; i++) assert_true(meets[i]);
    terr_multipolygon_dispose(&shape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(polygons_that_share_a_point_meet),
        cmocka_unit_test(polygons_that_keep_clear_of_each_other_do_not),
        cmocka_unit_test(polygons_that_cover_others_meet_them),
        cmocka_unit_test(boxes_that_touch_are_enough),
        cmocka_unit_test(nothing_meets_nothing),
        cmocka_unit_test(random_rectangles_agree_with_the_definition),
        cmocka_unit_test(what_is_given_up_meets),
    };
    return cmocka_run_group_tests_name("shape/meetings", tests, NULL, NULL);
}
