#include "../../support/check.h"

#include <geo/source/fault.h>

static void positions_on_the_earth_have_no_fault(void **state)
{
    static const double good[][2] = {{0, 0},     {180, 90}, {-180, -90}, {36.5, 48.25},
                                     {-0.0, 90}, {180, 0},  {5e-324, 0}};
    char sentence[TERR_FAULT_SIZE] = "untouched";
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_false(terr_fault_of_position(sentence, good[i][0], good[i][1], i % 2 == 1));
    }
    assert_string_equal(sentence, "untouched");
}

static void positions_off_the_earth_are_told(void **state)
{
    static const struct {
        double lon_deg, lat_deg;
        bool latitude_first;
        const char *sentence;
    } cases[] = {
        {181, 0, false, "longitude 181 is outside -180 to 180"},
        {0, 90.5, false,
         "latitude 90.5 is outside -90 to 90; longitude comes first: are the two swapped?"},
        {48, 120, false,
         "latitude 120 is outside -90 to 90; longitude comes first: are the two swapped?"},
        {48, 120, true,
         "latitude 120 is outside -90 to 90; latitude comes first here: are the two swapped?"},
        {-5e5, 5.4e6, false,
         "latitude 5400000 is outside -90 to 90; coordinates must be degrees: are these metres?"},
        {4e6, 5, false,
         "longitude 4000000 is outside -180 to 180; coordinates must be degrees: are these "
         "metres?"},
        {NAN, 5, false, "a coordinate is not a finite number"},
        {5, -INFINITY, false, "a coordinate is not a finite number"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char sentence[TERR_FAULT_SIZE];
        assert_true(terr_fault_of_position(sentence, cases[i].lon_deg, cases[i].lat_deg,
                                           cases[i].latitude_first));
        assert_string_equal(sentence, cases[i].sentence);
    }
}

static void rings_need_four_positions_and_an_end(void **state)
{
    static const double ring[] = {0, 0, 1, 0, 1, 1, 0, 0, 5, 5};
    char sentence[TERR_FAULT_SIZE];
    (void)state;
    assert_false(terr_fault_of_ring(sentence, ring, 4));
    assert_true(terr_fault_of_ring(sentence, ring, 0));
    assert_string_equal(sentence, "ring has 0 points, needs at least 4");
    assert_true(terr_fault_of_ring(sentence, ring, 3));
    assert_string_equal(sentence, "ring has 3 points, needs at least 4");
    assert_true(terr_fault_of_ring(sentence, ring, 5));
    assert_string_equal(sentence, "ring is not closed: it begins at 0, 0 and ends at 5, 5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_on_the_earth_have_no_fault),
        cmocka_unit_test(positions_off_the_earth_are_told),
        cmocka_unit_test(rings_need_four_positions_and_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
