#include "../../support/check.h"

#include <geo/source/coordinates.h>

#define LEVELS 20

// Reads `text` whole; the caller disposes of *block.
static enum terr_code read_text(struct terr_block *block, const char *text, struct terr_error *err)
{
    struct terr_lexer lexer = {text, strlen(text), 0};
    memset(block, 0, sizeof *block);
    const enum terr_code code =
        terr_block_read(block, &lexer, (struct terr_block_form){false, false}, LEVELS, err);
    if (!code) assert_int_equal(lexer.at, block->foreign ? 0 : lexer.length);
    return code;
}

static void depth_tells_the_kind_of_geometry(void **state)
{
    static const struct {
        const char *text;
        unsigned depth;
        size_t polygons, rings, points;
    } cases[] = {
        {"[]", 0, 0, 0, 0},
        {"[ ]", 0, 0, 0, 0},
        {"[1,2]", 1, 0, 0, 0},
        {"[[1,2],[3,4]]", 2, 0, 0, 0},
        {"[[[0,0],[1,0],[1,1],[0,0]]]", 3, 1, 1, 4},
        {"[ [ [0 , 0],[1,0],\r\n\t[1,1],[0,0] ] ]", 3, 1, 1, 4},
        {"[[[0,0],[1,0],[1,1],[0,0]],[[0,0],[1,0],[1,1],[1,1],[0,0]]]", 3, 1, 2, 9},
        {"[[[[0,0],[1,0],[1,1],[0,0]]]]", 4, 1, 1, 4},
        {"[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]],[[5,5],[6,5],[6,6],[5,5]]]]", 4,
         2, 3, 12},
    };
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_block block;
        check_ok(read_text(&block, cases[i].text, &err));
        if (block.fault) fail_msg("%s: %s", cases[i].text, block.fault);
        assert_int_equal(block.depth, cases[i].depth);
        assert_int_equal(block.shape.polygon_count, cases[i].polygons);
        assert_int_equal(block.shape.ring_count, cases[i].rings);
        assert_int_equal(block.shape.point_count, cases[i].points);
        terr_block_dispose(&block);
        assert_null(block.shape.coords);
    }
}

static void numbers_arrive_correctly_rounded(void **state)
{
    struct terr_block block;
    struct terr_error err;
    (void)state;
    check_ok(read_text(&block,
                       "[[[36.29999999999999716,-0.1],[180,90],[-180.0,-9e1],"
                       "[36.3,-1e-1]]]",
                       &err));
    assert_null(block.fault);
    assert_true(block.shape.coords[0] == 0x1.2266666666666p+5);
    assert_true(block.shape.coords[1] == -0x1.999999999999ap-4);
    assert_true(block.shape.coords[2] == 180 && block.shape.coords[3] == 90);
    assert_true(block.shape.coords[4] == -180 && block.shape.coords[5] == -90);
    terr_block_dispose(&block);
}

static void height_and_measure_are_dropped(void **state)
{
    static const double expected[] = {0, 0, 1, 0, 1, 1, 0, 0};
    struct terr_block block;
    struct terr_error err;
    (void)state;
    check_ok(read_text(&block, "[[[0,0,5],[1,0,1e300,7],[1,1],[0,0,9]]]", &err));
    assert_null(block.fault);
    assert_memory_equal(block.shape.coords, expected, sizeof expected);
    terr_block_dispose(&block);
}

#define SWAPPED "; longitude comes first: are the two swapped?"
#define METRES "; coordinates must be degrees: are these metres?"

static const struct {
    const char *text, *fault;
    size_t offset; // of the bracket that begins the faulty position, ring or array
} faults[] = {
    {"[[]]", "an empty array where positions are needed", 1},
    {"[[[0,0],[1,0],[1,1],[0,0]],[]]", "an empty array where positions are needed", 27},
    {"[[[]]]", "an empty array where positions are needed", 2},
    {"[[[0,0],[1,0],[0,0]]]", "ring has 3 points, needs at least 4", 1},
    {"[[[0,0]]]", "ring has 1 points, needs at least 4", 1},
    {"[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[5,5]]]]", "ring has 3 points, needs at least 4",
     30},
    {"[[[0,0],[1,0],[1,1],[0,1.5]]]", "ring is not closed: it begins at 0, 0 and ends at 0, 1.5",
     1},
    {"[[[36.1234567891,48],[37,48],[37,49],[36.1234567892,48]]]",
     "ring is not closed: it begins at 36.1234567891, 48 and ends at 36.1234567892, 48", 1},
    {"[1]", "position has 1 numbers, needs 2 to 4", 0},
    {"[1,2,3,4,5]", "position has 5 numbers, needs 2 to 4", 0},
    {"[[[0,0],[1],[1,1],[0,0]]]", "position has 1 numbers, needs 2 to 4", 8},
    {"[[1,2],[[3,4]]]", "position inside 2 arrays, others of it inside 1", 8},
    {"[[[0,0],[1,0],[1,1],[0,0]],[5,5]]", "position inside 1 arrays, others of it inside 2", 27},
    {"[[[0,0],[[1,0]],[1,1],[0,0]]]", "position inside 3 arrays, others of it inside 2", 9},
    {"[[[[[0,0],[1,0],[1,1],[0,0]]]]]", "position inside 4 arrays, a MultiPolygon has 3", 3},
};

static void faults_of_polygons_are_kept_with_their_place(void **state)
{
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct terr_block block;
        check_ok(read_text(&block, faults[i].text, &err));
        if (!block.fault) fail_msg("%s: no fault", faults[i].text);
        assert_string_equal(block.fault, faults[i].fault);
        assert_int_equal(block.fault_offset, faults[i].offset);
        terr_block_dispose(&block);
    }
}

static const struct {
    const char *text, *fault;
    size_t offset;
} range_faults[] = {
    {"[[[0,0],[200.5,0],[1,1],[0,0]]]", "longitude 200.5 is outside -180 to 180", 8},
    {"[[[0,0],[-180.00000001,0],[1,1],[0,0]]]", "longitude -180.00000001 is outside -180 to 180",
     8},
    {"[[[0,0],[100,95],[1,1],[0,0]]]", "latitude 95 is outside -90 to 90", 8},
    {"[[[37,148],[1,0],[1,1],[37,148]]]", "latitude 148 is outside -90 to 90" SWAPPED, 2},
    {"[[[4000000,6000000],[1,0],[1,1],[4000000,6000000]]]",
     "latitude 6000000 is outside -90 to 90" METRES, 2},
    {"[[[1e300,0],[1,0],[1,1],[1e300,0]]]", "longitude 1e+300 is outside -180 to 180" METRES, 2},
    {"[[[0,0],[1,0],[1,1],[0,0]],[[0,0],[300,0],[-300,1],[0,0]]]",
     "longitude 300 is outside -180 to 180", 34},
};

// They are faults only of degrees, so the polygons are read all the same.
static void coordinates_outside_the_earth_are_kept_apart(void **state)
{
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof range_faults / sizeof range_faults[0]; i++) {
        struct terr_block block;
        check_ok(read_text(&block, range_faults[i].text, &err));
        assert_null(block.fault);
        assert_string_equal(block.range_fault, range_faults[i].fault);
        assert_int_equal(block.range_offset, range_faults[i].offset);
        assert_int_equal(block.shape.polygon_count, 1);
        terr_block_dispose(&block);
    }
}

// ---- other forms ----

static enum terr_code read_form(struct terr_block *block, const char *text,
                                struct terr_block_form form, struct terr_error *err)
{
    struct terr_lexer lexer = {text, strlen(text), 0};
    memset(block, 0, sizeof *block);
    return terr_block_read(block, &lexer, form, LEVELS, err);
}

static void latitude_may_come_first(void **state)
{
    static const struct terr_block_form form = {true, false};
    struct terr_block block;
    struct terr_error err;
    (void)state;
    check_ok(read_form(&block, "[[[48,137,5],[49,137],[49,138],[48,137]]]", form, &err));
    assert_null(block.fault);
    assert_null(block.range_fault);
    check_near(block.shape.coords[0], 137, 0);
    check_near(block.shape.coords[1], 48, 0);
    terr_block_dispose(&block);
    check_ok(read_form(&block, "[[[48,37],[91,37],[49,38],[48,37]]]", form, &err));
    assert_string_equal(block.range_fault,
                        "latitude 91 is outside -90 to 90; latitude comes first here: are the two "
                        "swapped?");
    assert_int_equal(block.range_offset, 10);
    terr_block_dispose(&block);
    check_ok(read_form(&block, "[[[48,37],[48,181],[49,38],[48,37]]]", form, &err));
    assert_string_equal(block.range_fault, "longitude 181 is outside -180 to 180");
    terr_block_dispose(&block);
}

static void each_ring_of_a_list_is_a_polygon(void **state)
{
    static const struct terr_block_form form = {false, true};
    struct terr_block block;
    struct terr_error err;
    (void)state;
    check_ok(
        read_form(&block, "[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]", form, &err));
    assert_null(block.fault);
    assert_int_equal(block.depth, 3);
    assert_int_equal(block.shape.polygon_count, 2);
    assert_int_equal(block.shape.ring_count, 2);
    assert_int_equal(block.shape.point_count, 8);
    terr_block_dispose(&block);
}

static void faults_of_lists_of_rings(void **state)
{
    static const struct {
        const char *text, *fault;
        size_t offset, rings_before;
    } cases[] = {
        {"[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[1,1]]]", "ring has 3 points, needs at least 4",
         27, 1},
        {"[[[0,0],[9,0],[9,9],[1,0]]]", "ring is not closed: it begins at 0, 0 and ends at 0, 1", 1,
         0},
        {"[[[[0,0],[9,0],[9,9],[0,0]]]]", "position inside 3 arrays, a list of rings has 2", 2, 0},
        {"[\"x\"]", "coordinates hold a string where an array is needed", 1, 0},
        {"{}", "coordinates hold an object where an array is needed", 0, 0},
    };
    static const struct terr_block_form form = {true, true};
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_block block;
        check_ok(read_form(&block, cases[i].text, form, &err));
        if (!block.fault) fail_msg("%s: no fault", cases[i].text);
        assert_string_equal(block.fault, cases[i].fault);
        assert_int_equal(block.fault_offset, cases[i].offset);
        assert_int_equal(block.shape.polygon_count, cases[i].rings_before);
        terr_block_dispose(&block);
    }
}

static void points_and_lines_may_lie_anywhere(void **state)
{
    static const char *const texts[] = {"[200,100]", "[[200,100],[1e300,0]]"};
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct terr_block block;
        check_ok(read_text(&block, texts[i], &err));
        assert_null(block.fault);
        terr_block_dispose(&block);
    }
}

static void the_first_fault_is_the_one_kept(void **state)
{
    struct terr_block block;
    struct terr_error err;
    (void)state;
    check_ok(read_text(&block, "[[[0,0],[300,0],[1,1],[5,5]],[[0,400],[0,0]]]", &err));
    assert_string_equal(block.fault, "ring is not closed: it begins at 0, 0 and ends at 5, 5");
    assert_string_equal(block.range_fault, "longitude 300 is outside -180 to 180");
    terr_block_dispose(&block);
}

static void other_values_of_json_are_the_blocks_fault(void **state)
{
    static const struct {
        const char *text, *fault;
        size_t offset;
    } foreign[] = {
        {"[\"a\"]", "coordinates hold a string where an array is needed", 1},
        {"[[\"1\",\"2\"]]", "coordinates hold a string where an array is needed", 2},
        {"[1,\"2\"]", "coordinates hold a string where a number is needed", 3},
        {"[1,null]", "coordinates hold null where a number is needed", 3},
        {"[null,1]", "coordinates hold null where an array is needed", 1},
        {"[1,[2]]", "coordinates hold an array where a number is needed", 3},
        {"[[1,2],3]", "coordinates hold a number where an array is needed", 7},
        {"[{}]", "coordinates hold an object where an array is needed", 1},
        {"[true]", "coordinates hold a boolean where an array is needed", 1},
        {"null", "coordinates hold null where an array is needed", 0},
        {"7", "coordinates hold a number where an array is needed", 0},
        {"[[[30,50],[31,50],[31,51],[30,50]],\"end\"]",
         "coordinates hold a string where an array is needed", 35},
    };
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        struct terr_block block;
        check_ok(read_text(&block, foreign[i].text, &err));
        assert_true(block.foreign);
        assert_string_equal(block.fault, foreign[i].fault);
        assert_int_equal(block.fault_offset, foreign[i].offset);
        assert_int_equal(block.shape.point_count, 0);
        terr_block_dispose(&block);
    }
}

static void what_is_no_json_is_refused(void **state)
{
    static const struct {
        const char *text, *sentence;
    } wrong[] = {
        {"[nan,1]", "'nan' where JSON needs a value (line 1, column 2)"},
        {"[1,NaN]", "'NaN' where JSON needs a number (line 1, column 4)"},
        {"[1,-Infinity]", "'-Infinity' where JSON needs a number (line 1, column 4)"},
        {"[1,]", "']' where JSON needs a number (line 1, column 4)"},
        {"[[1,2],]", "']' where JSON needs an array (line 1, column 8)"},
        {"[,1]", "',' where JSON needs an array (line 1, column 2)"},
        {"[1 2]", "'2' where JSON needs ',' or ']' (line 1, column 4)"},
        {"[01,2]", "'01' where JSON needs a number (line 1, column 2)"},
        {"[1,2.]", "'2.' where JSON needs a number (line 1, column 4)"},
        {"[1,1e400]", "the number 1e400 is beyond the range of a double (line 1, column 4)"},
        {"[[1,2][3,4]]", "'[' where JSON needs ',' or ']' (line 1, column 7)"},
        {"[[1,2", "the end of the document where JSON needs ',' or ']' (line 1, column 6)"},
        {"[", "the end of the document where JSON needs an array (line 1, column 2)"},
        {"[1,2}", "'}' where JSON needs ',' or ']' (line 1, column 5)"},
        {"[1;2]", "';' where JSON needs ',' or ']' (line 1, column 3)"},
    };
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct terr_block block;
        check_fails(read_text(&block, wrong[i].text, &err), TERR_EPARSE, wrong[i].sentence);
        terr_block_dispose(&block);
    }
}

static void a_nul_is_no_coordinate(void **state)
{
    struct terr_lexer lexer = {"[\0]", 3, 0};
    struct terr_block block;
    struct terr_error err;
    (void)state;
    memset(&block, 0, sizeof block);
    check_fails(
        terr_block_read(&block, &lexer, (struct terr_block_form){false, false}, LEVELS, &err),
        TERR_EPARSE, "the byte 0x00 where JSON needs an array (line 1, column 2)");
    terr_block_dispose(&block);
}

static void arrays_may_nest_as_deep_as_told(void **state)
{
    struct terr_block block;
    struct terr_error err;
    (void)state;
    check_ok(read_text(&block, "[[[[[[[[[[[[[[[[[[[[1,2]]]]]]]]]]]]]]]]]]]]", &err));
    assert_string_equal(block.fault, "position inside 19 arrays, a MultiPolygon has 3");
    terr_block_dispose(&block);
    check_fails(read_text(&block, "[[[[[[[[[[[[[[[[[[[[[1,2]]]]]]]]]]]]]]]]]]]]]", &err),
                TERR_EPARSE, "arrays and objects nest more than 512 deep (line 1, column 21)");
    terr_block_dispose(&block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(depth_tells_the_kind_of_geometry),
        cmocka_unit_test(numbers_arrive_correctly_rounded),
        cmocka_unit_test(height_and_measure_are_dropped),
        cmocka_unit_test(faults_of_polygons_are_kept_with_their_place),
        cmocka_unit_test(coordinates_outside_the_earth_are_kept_apart),
        cmocka_unit_test(latitude_may_come_first),
        cmocka_unit_test(each_ring_of_a_list_is_a_polygon),
        cmocka_unit_test(faults_of_lists_of_rings),
        cmocka_unit_test(points_and_lines_may_lie_anywhere),
        cmocka_unit_test(the_first_fault_is_the_one_kept),
        cmocka_unit_test(other_values_of_json_are_the_blocks_fault),
        cmocka_unit_test(what_is_no_json_is_refused),
        cmocka_unit_test(a_nul_is_no_coordinate),
        cmocka_unit_test(arrays_may_nest_as_deep_as_told),
    };
    return cmocka_run_group_tests_name("source/coordinates", tests, NULL, NULL);
}
