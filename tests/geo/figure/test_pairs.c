#include "../../support/check.h"

#include "../../support/boxes.h"

#include <stdlib.h>

#define BOX "occupied 30 48 31 49"

static const char *const occupied[] = {"occupied", NULL};

// 2025-01-05, -12 and -19 are Sundays (cal 1 2025). Unix seconds from GNU date.
static const struct boxes_file one[] = {
    {"2025-01-01.geojson", BOX}, // 0
    {"2025-01-03.geojson", BOX}, // 1
    {"1736056800.geojson", BOX}, // 2: 2025-01-05T06:00:00Z
    {"1736100000.geojson", BOX}, // 3: 2025-01-05T18:00:00Z
    {"2025-01-06.geojson", BOX}, // 4
    {"2025-01-20.geojson", BOX}, // 5
    {NULL, NULL},
};

static const struct boxes_file other[] = {
    {"2025-01-02.geojson", BOX}, // 0
    {"2025-01-03.geojson", BOX}, // 1
    {"2025-01-05.geojson", BOX}, // 2
    {"2025-01-06.geojson", BOX}, // 3
    {"2025-01-08.geojson", BOX}, // 4
    {"2025-02-01.geojson", BOX}, // 5
    {NULL, NULL},
};

static const struct boxes_file single[] = {{"2025-01-06.geojson", BOX}, {NULL, NULL}};
static const struct boxes_file far[] = {{"2031-01-06.geojson", BOX}, {NULL, NULL}};

// "MM-DD=A,B MM-DD=A,B alone A,B"; an undated pair has "-" for its day.
static char *written(const struct terr_pairs *pairs)
{
    struct terr_text text = TERR_TEXT_INIT;
    for (size_t i = 0; i < pairs->count; i++) {
        const struct terr_pair *pair = &pairs->pairs[i];
        char day[TERR_DAY_SIZE] = "YYYY--";
        if (pair->dated) terr_day_print(day, pair->day);
        terr_text_print(&text, "%s=%zu,%zu ", day + strlen("YYYY-"), pair->a, pair->b);
    }
    terr_text_print(&text, "alone %zu,%zu", pairs->alone_a, pairs->alone_b);
    return text.bytes;
}

struct asked {
    const char *from, *to; // NULL: not given
    int32_t max_gap_days;
    enum terr_every every;
};

static struct terr_pairs_options options_of(const struct asked *asked)
{
    struct terr_pairs_options options = {.max_gap_days = asked->max_gap_days,
                                         .every = asked->every};
    options.has_from = asked->from != NULL;
    options.has_to = asked->to != NULL;
    if (asked->from) options.from_day = boxes_day(asked->from);
    if (asked->to) options.to_day = boxes_day(asked->to);
    return options;
}

static const struct {
    const struct boxes_file *a, *b;
    struct asked asked;
    const char *pairs;
} laid_out[] = {
    {one, other, {0}, "01-03=1,1 01-05=3,2 01-06=4,3 alone 2,3"},
    {other, one, {0}, "01-03=1,1 01-05=2,3 01-06=3,4 alone 3,2"},
    {one, one, {0}, "01-01=0,0 01-03=1,1 01-05=3,3 01-06=4,4 01-20=5,5 alone 0,0"},
    {one, other, {"2025-01-04", NULL, 0, 0}, "01-05=3,2 01-06=4,3 alone 1,2"},
    {one, other, {"2025-01-05", NULL, 0, 0}, "01-05=3,2 01-06=4,3 alone 1,2"},
    {one, other, {NULL, "2025-01-05", 0, 0}, "01-03=1,1 01-05=3,2 alone 1,1"},
    {one, other, {NULL, "2025-01-04", 0, 0}, "01-03=1,1 alone 1,1"},
    {one, other, {"2025-01-03", "2025-01-05", 0, 0}, "01-03=1,1 01-05=3,2 alone 0,0"},
    {one, other, {"2025-01-05", "2025-01-05", 0, 0}, "01-05=3,2 alone 0,0"},
    // nobody has the day; it is the one asked for
    {one, other, {"2025-01-04", "2025-01-04", 1, 0}, "01-04=1,1 alone 0,0"},
    {one, other, {"2025-01-04", "2025-01-04", 9, 0}, "01-04=1,1 alone 0,0"},
    // what is in reach lies before the range
    {one, other, {"2025-01-08", "2025-01-09", 2, 0}, "01-08=4,4 alone 0,0"},
    {one, other, {NULL, NULL, 1, 0}, "01-02=0,0 01-03=1,1 01-05=3,2 01-06=4,3 alone 2,2"},
    {one, other, {NULL, NULL, 2, 0}, "01-02=0,0 01-03=1,1 01-05=3,2 01-06=4,3 01-08=4,4 alone 2,1"},
    {one,
     other,
     {NULL, NULL, 12, 0},
     "01-02=0,0 01-03=1,1 01-05=3,2 01-06=4,3 01-08=4,4 01-20=5,4 02-01=5,5 alone 1,0"},
    {one, other, {NULL, NULL, 0, TERR_EVERY_DAY}, "01-03=1,1 01-05=3,2 01-06=4,3 alone 2,3"},
    {one, other, {NULL, NULL, 0, TERR_EVERY_WEEK}, "01-05=3,2 01-06=4,3 alone 2,3"},
    {one, other, {NULL, NULL, 0, TERR_EVERY_MONTH}, "01-06=4,3 alone 2,3"},
    {one, other, {NULL, NULL, 12, TERR_EVERY_MONTH}, "01-20=5,4 02-01=5,5 alone 1,0"},
    {single, other, {0}, "01-06=0,3 alone 0,5"},
    {single, single, {0}, "01-06=0,0 alone 0,0"},
    {single, far, {NULL, NULL, 36500, 0}, "01-06=0,0 alone 1,0"},
};

static void days_that_both_have(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof laid_out / sizeof laid_out[0]; i++) {
        struct terr_error err;
        struct sample a, b;
        struct terr_pairs pairs = {NULL, 0, 0, 0, 0};
        const struct terr_pairs_options options = options_of(&laid_out[i].asked);
        boxes_open(&a, laid_out[i].a, occupied, NULL);
        boxes_open(&b, laid_out[i].b, occupied, NULL);
        check_ok(terr_pairs_find(&pairs, a.archive, b.archive, &options, &err));
        char *text = written(&pairs);
        assert_string_equal(text, laid_out[i].pairs);
        free(text);
        terr_pairs_dispose(&pairs);
        assert_int_equal(pairs.count, 0);
        sample_close(&a);
        sample_close(&b);
    }
}

#define RANGES \
    "A has 2025-01-01 to 2025-01-20 (6 snapshots), B 2031-01-06 to 2031-01-06 (1 snapshot)"

static const struct {
    struct asked asked;
    const char *sentence;
} refused[] = {
    {{0}, "no day has a snapshot in both archives: " RANGES},
    {{"2025-01-02", NULL, 0, 0},
     "no day from 2025-01-02 on has a snapshot in both archives: " RANGES},
    {{NULL, "2031-01-06", 0, 0},
     "no day up to 2031-01-06 has a snapshot in both archives: " RANGES},
    {{"2025-01-02", "2025-01-03", 0, 0},
     "no day from 2025-01-02 to 2025-01-03 has a snapshot in both archives: " RANGES},
    {{NULL, NULL, 1, 0},
     "no day has a snapshot in both archives, or in one and within 1 day before in the "
     "other: " RANGES},
    {{NULL, NULL, 2000, TERR_EVERY_MONTH},
     "no day has a snapshot in both archives, or in one and within 2000 days before in the "
     "other: " RANGES},
    {{"2025-01-02", "2025-01-02", 0, 0},
     "the archives do not both have a snapshot for 2025-01-02: " RANGES},
    {{"2025-01-02", "2025-01-02", 7, 0},
     "the archives do not both have a snapshot for 2025-01-02 within 7 days: " RANGES},
};

static void no_day_in_common_names_what_each_has(void **state)
{
    (void)state;
    struct sample a, b;
    boxes_open(&a, one, occupied, NULL);
    boxes_open(&b, far, occupied, NULL);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct terr_error err;
        struct terr_pairs pairs = {NULL, 0, 0, 0, 0};
        const struct terr_pairs_options options = options_of(&refused[i].asked);
        check_fails(terr_pairs_find(&pairs, a.archive, b.archive, &options, &err), TERR_EDATA,
                    refused[i].sentence);
        assert_null(pairs.pairs);
        assert_int_equal(pairs.count, 0);
    }
    sample_close(&a);
    sample_close(&b);
}

// 2025-01-05T23:30Z is the 6th in Kyiv, and two days before that with a lag of two.
static void each_archive_has_its_own_calendar(void **state)
{
    (void)state;
    static const struct boxes_file late[] = {{"1736119800.geojson", BOX}, {NULL, NULL}};
    static const struct {
        const char *timezone;
        int lag_days;
        const char *pairs;
    } calendars[] = {{"UTC", 0, "01-05=0,2 alone 0,5"},
                     {"EET-2", 0, "01-06=0,3 alone 0,5"},
                     {"UTC", 2, "01-03=0,1 alone 0,5"},
                     {"UTC", -3, "01-08=0,4 alone 0,5"}};
    struct sample b;
    boxes_open(&b, other, occupied, NULL);
    for (size_t i = 0; i < sizeof calendars / sizeof calendars[0]; i++) {
        struct terr_error err;
        struct sample a;
        struct terr_pairs pairs = {NULL, 0, 0, 0, 0};
        const struct terr_pairs_options asked = {.every = TERR_EVERY_DAY};
        struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
        options.timezone = calendars[i].timezone;
        options.lag_days = calendars[i].lag_days;
        boxes_open(&a, late, occupied, &options);
        check_ok(terr_pairs_find(&pairs, a.archive, b.archive, &asked, &err));
        char *text = written(&pairs);
        assert_string_equal(text, calendars[i].pairs);
        free(text);
        terr_pairs_dispose(&pairs);
        sample_close(&a);
    }
    sample_close(&b);
}

static void undated_maps_are_paired_as_they_are(void **state)
{
    (void)state;
    static const struct boxes_file nameless[] = {{"left.geojson", BOX}, {NULL, NULL}};
    struct terr_error err;
    struct sample a, b, dated;
    struct terr_pairs pairs = {NULL, 0, 0, 0, 0};
    struct terr_pairs_options asked = {.undated = true};
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    char sentence[2 * SAMPLE_PATH_SIZE];
    options.undated = true;
    boxes_open(&a, nameless, occupied, &options);
    boxes_open(&b, nameless, occupied, &options);
    boxes_open(&dated, single, occupied, &options);
    const struct terr_archive *const others[] = {b.archive, dated.archive};
    for (size_t i = 0; i < 2; i++) {
        check_ok(terr_pairs_find(&pairs, a.archive, others[i], &asked, &err));
        assert_int_equal(pairs.count, 1);
        assert_false(pairs.pairs[0].dated);
        terr_pairs_dispose(&pairs);
    }
    // of one day they have that day
    check_ok(terr_pairs_find(&pairs, dated.archive, dated.archive, &asked, &err));
    assert_true(pairs.pairs[0].dated);
    assert_int_equal(pairs.pairs[0].day, boxes_day("2025-01-06"));
    terr_pairs_dispose(&pairs);

    asked.undated = false;
    snprintf(sentence, sizeof sentence,
             "%s/left.geojson: without a date it has no day to be compared on", a.folder);
    check_fails(terr_pairs_find(&pairs, dated.archive, a.archive, &asked, &err), TERR_EDATA,
                sentence);
    sample_close(&a);
    sample_close(&b);
    sample_close(&dated);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_that_both_have),
        cmocka_unit_test(no_day_in_common_names_what_each_has),
        cmocka_unit_test(each_archive_has_its_own_calendar),
        cmocka_unit_test(undated_maps_are_paired_as_they_are),
    };
    return cmocka_run_group_tests_name("figure/pairs", tests, NULL, NULL);
}
