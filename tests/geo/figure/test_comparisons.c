#include "../../support/check.h"

#include "../../support/boxes.h"

static const char *const two_zones[] = {"occupied", "contested", NULL};
static const char *const exchanged[] = {"contested", "occupied", NULL};

// The maps of two publishers. On the 2nd the second one has the first's front a half degree on; on
// the 3rd neither has contested ground; on the 4th the second one's map is invalid.
static const struct boxes_file left[] = {
    {"2025-01-02.geojson", "occupied 30 48 31 49; contested 31 48 32 49"},
    {"2025-01-03.geojson", "occupied 30 48 31 49"},
    {"2025-01-04.geojson", "occupied 30 48 31 49; contested 31 48 32 49"},
    {NULL, NULL},
};
#define BOW_TIE                                                                                   \
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"         \
    "{\"status\":\"occupied\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" RING_BOW_TIE \
    "]}}]}"
static const struct boxes_file right[] = {
    {"2025-01-01.geojson", "occupied 30 48 31 49"},
    {"2025-01-02.geojson", "occupied 30 48 31.5 49; contested 31.5 48 32.5 49"},
    {"2025-01-03.geojson", "occupied 30 48 31 49; occupied 30.5 48 31 48.5"},
    {"2025-01-04.geojson", BOW_TIE},
    {NULL, NULL},
};

struct bench {
    struct sample a, b;
    struct terr_comparisons *comparisons;
};

static void open_bench(struct bench *bench, const struct boxes_file *a, const char *const *zones_a,
                       const struct boxes_file *b, const char *const *zones_b)
{
    bench->comparisons = NULL;
    boxes_open(&bench->a, a, zones_a, NULL);
    boxes_open(&bench->b, b, zones_b, NULL);
}

static enum terr_code walk(struct bench *bench, const struct terr_comparisons_options *options,
                           struct terr_error *err)
{
    const struct terr_side a = {bench->a.archive, &bench->a.list};
    const struct terr_side b = {bench->b.archive, &bench->b.list};
    return terr_comparisons_walk(&bench->comparisons, bench->a.ruler, a, b, options, err);
}

static void close_bench(struct bench *bench)
{
    terr_comparisons_free(bench->comparisons);
    sample_close(&bench->a);
    sample_close(&bench->b);
}

static const struct terr_comparisons_options every_day = {.pairs = {.every = TERR_EVERY_DAY}};

// In parts of BAND_48_49_M2; both, only a, only b.
static void check_row(const struct terr_compared *row, size_t pair, size_t zone, double both,
                      double only_a, double only_b)
{
    assert_int_equal(row->pair, pair);
    assert_int_equal(row->zone, zone);
    check_near(row->both_m2, both * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(row->only_a_m2, only_a * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(row->only_b_m2, only_b * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(row->area_a_m2, (both + only_a) * BAND_48_49_M2, BOX_TOLERANCE_M2);
    check_near(row->area_b_m2, (both + only_b) * BAND_48_49_M2, BOX_TOLERANCE_M2);
}

#define BOW_TIE_PART (BOW_TIE_M2 / BAND_48_49_M2)

static void rows_by_day_then_by_zone(void **state)
{
    (void)state;
    struct bench bench;
    struct terr_error err;
    open_bench(&bench, left, two_zones, right, two_zones);
    check_ok(walk(&bench, &every_day, &err));
    const struct terr_comparisons *comparisons = bench.comparisons;
    assert_int_equal(comparisons->pairs.count, 3);
    assert_int_equal(comparisons->pairs.alone_a, 0);
    assert_int_equal(comparisons->pairs.alone_b, 1);
    assert_int_equal(comparisons->row_count, 6);
    check_row(&comparisons->rows[0], 0, 0, 1, 0, 0.5);
    check_row(&comparisons->rows[1], 0, 1, 0.5, 0.5, 0.5);
    check_row(&comparisons->rows[2], 1, 0, 1, 0, 0);
    check_row(&comparisons->rows[3], 1, 1, 0, 0, 0);
    check_row(&comparisons->rows[4], 2, 0, BOW_TIE_PART, 1 - BOW_TIE_PART, 0);
    check_row(&comparisons->rows[5], 2, 1, 0, 1, 0);
    assert_int_equal(comparisons->repaired_count, 1);
    check_near(comparisons->repair_max_m2, BOW_TIE_M2, BOX_TOLERANCE_M2);
    close_bench(&bench);
}

static void zones_are_compared_by_their_place(void **state)
{
    (void)state;
    struct bench bench;
    struct terr_error err;
    open_bench(&bench, left, two_zones, right, exchanged);
    check_ok(walk(&bench, &every_day, &err));
    check_row(&bench.comparisons->rows[0], 0, 0, 0, 1, 1);     // occupied, contested
    check_row(&bench.comparisons->rows[1], 0, 1, 0.5, 0.5, 1); // contested, occupied
    close_bench(&bench);
}

static void the_share_in_common(void **state)
{
    (void)state;
    static const struct {
        struct terr_compared row;
        double iou;
    } rows[] = {
        {{.both_m2 = 1, .only_a_m2 = 0, .only_b_m2 = 0}, 1},
        {{.both_m2 = 0, .only_a_m2 = 1, .only_b_m2 = 0}, 0},
        {{.both_m2 = 0, .only_a_m2 = 0, .only_b_m2 = 2}, 0},
        {{.both_m2 = 1, .only_a_m2 = 1, .only_b_m2 = 2}, 0.25},
    };
    const struct terr_compared empty = {.area_a_m2 = 0};
    double iou = -1;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_true(terr_compared_iou(&iou, &rows[i].row));
        check_near(iou, rows[i].iou, 0);
    }
    assert_false(terr_compared_iou(&iou, &empty));
    check_near(iou, 0.25, 0); // untouched
}

// Exactly: what differs from itself nowhere must not differ by a rounding.
static void an_archive_agrees_with_itself(void **state)
{
    (void)state;
    struct bench bench;
    struct terr_error err;
    open_bench(&bench, right, two_zones, right, two_zones);
    check_ok(walk(&bench, &every_day, &err));
    assert_int_equal(bench.comparisons->row_count, 8);
    for (size_t i = 0; i < bench.comparisons->row_count; i++) {
        const struct terr_compared *row = &bench.comparisons->rows[i];
        double iou = 1;
        assert_true(terr_compared_iou(&iou, row) == (row->area_a_m2 > 0));
        check_near(iou, 1, 0);
        check_near(row->only_a_m2 + row->only_b_m2, 0, 0);
        check_near(row->both_m2, row->area_a_m2, 0);
    }
    close_bench(&bench);
}

static void exchanging_the_archives_exchanges_the_sides(void **state)
{
    (void)state;
    struct bench there, back;
    struct terr_error err;
    open_bench(&there, left, two_zones, right, exchanged);
    open_bench(&back, right, exchanged, left, two_zones);
    check_ok(walk(&there, &every_day, &err));
    check_ok(walk(&back, &every_day, &err));
    assert_int_equal(there.comparisons->row_count, back.comparisons->row_count);
    for (size_t i = 0; i < there.comparisons->row_count; i++) {
        const struct terr_compared *a = &there.comparisons->rows[i];
        const struct terr_compared *b = &back.comparisons->rows[i];
        check_near(a->both_m2, b->both_m2, 0);
        check_near(a->only_a_m2, b->only_b_m2, 0);
        check_near(a->only_b_m2, b->only_a_m2, 0);
        check_near(a->area_a_m2, b->area_b_m2, 0);
    }
    close_bench(&there);
    close_bench(&back);
}

// ---- what is seen on the way ----

struct witness {
    size_t calls;
    double both_m2;
};

static void see(void *payload, const struct terr_comparisons *comparisons,
                const struct terr_compared *row, const struct terr_comparison *comparison)
{
    struct witness *witness = payload;
    assert_int_equal(row->pair, witness->calls / 2);
    assert_int_equal(row->zone, witness->calls % 2);
    check_near(terr_area_m2(comparisons->ruler, &comparison->both), row->both_m2, 0);
    check_near(terr_area_m2(comparisons->ruler, &comparison->only_a), row->only_a_m2, 0);
    check_near(terr_area_m2(comparisons->ruler, &comparison->only_b), row->only_b_m2, 0);
    witness->calls++;
}

// With a gap of a day the map of the 3rd stands for the 4th too: read once, seen twice.
static void each_row_is_seen_with_its_ground(void **state)
{
    (void)state;
    static const struct boxes_file short_right[] = {
        {"2025-01-02.geojson", "occupied 30 48 31.5 49"},
        {"2025-01-03.geojson", BOW_TIE},
        {NULL, NULL},
    };
    struct bench bench;
    struct terr_error err;
    struct witness witness = {0, 0};
    struct terr_comparisons_options options = every_day;
    options.pairs.max_gap_days = 1;
    options.see = see;
    options.payload = &witness;
    open_bench(&bench, left, two_zones, short_right, two_zones);
    check_ok(walk(&bench, &options, &err));
    assert_int_equal(witness.calls, 6);
    assert_int_equal(bench.comparisons->pairs.pairs[2].b, 1);
    assert_int_equal(bench.comparisons->repaired_count, 1);
    close_bench(&bench);
}

struct listener {
    size_t calls;
    size_t stop_at;
};

static bool listen(void *payload, size_t done, size_t total)
{
    struct listener *listener = payload;
    assert_int_equal(done, listener->calls);
    assert_int_equal(total, 3);
    return listener->calls++ != listener->stop_at;
}

static void it_can_be_stopped_at_each_step(void **state)
{
    (void)state;
    struct bench bench;
    struct terr_error err;
    open_bench(&bench, left, two_zones, right, two_zones);
    for (size_t stop_at = 0; stop_at < 4; stop_at++) {
        struct listener listener = {0, stop_at};
        struct terr_comparisons_options options = every_day;
        options.progress.step = listen;
        options.progress.payload = &listener;
        bench.comparisons = (struct terr_comparisons *)&err;
        assert_int_equal(walk(&bench, &options, &err), TERR_ECANCEL);
        assert_null(bench.comparisons);
        assert_int_equal(listener.calls, stop_at + 1);
    }
    close_bench(&bench);
}

// ---- failures ----

static void no_day_in_common_is_an_error(void **state)
{
    (void)state;
    static const struct boxes_file later[] = {{"2026-01-01.geojson", "occupied 30 48 31 49"},
                                              {NULL, NULL}};
    struct bench bench;
    struct terr_error err;
    open_bench(&bench, left, two_zones, later, two_zones);
    bench.comparisons = (struct terr_comparisons *)&err;
    check_fails(walk(&bench, &every_day, &err), TERR_EDATA,
                "no day has a snapshot in both archives: A has 2025-01-02 to 2025-01-04 (3 "
                "snapshots), B 2026-01-01 to 2026-01-01 (1 snapshot)");
    assert_null(bench.comparisons);
    close_bench(&bench);
}

static void a_bad_snapshot_of_either_is_named(void **state)
{
    (void)state;
    static const struct boxes_file bad[] = {
        {"2025-01-02.geojson", "{\"type\":\"FeatureCollection\""},
        {"2025-01-03.geojson", "occupied 30 48 31 49"},
        {NULL, NULL},
    };
    for (size_t i = 0; i < 2; i++) {
        struct bench bench;
        struct terr_error err;
        char start[SAMPLE_PATH_SIZE + 64];
        open_bench(&bench, i == 0 ? bad : left, two_zones, i == 0 ? left : bad, two_zones);
        bench.comparisons = (struct terr_comparisons *)&err;
        assert_int_equal(walk(&bench, &every_day, &err), TERR_EPARSE);
        assert_null(bench.comparisons);
        snprintf(start, sizeof start,
                 "%s/2025-01-02.geojson: ", i == 0 ? bench.a.folder : bench.b.folder);
        assert_memory_equal(err.message, start, strlen(start));
        close_bench(&bench);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_by_day_then_by_zone),
        cmocka_unit_test(zones_are_compared_by_their_place),
        cmocka_unit_test(the_share_in_common),
        cmocka_unit_test(an_archive_agrees_with_itself),
        cmocka_unit_test(exchanging_the_archives_exchanges_the_sides),
        cmocka_unit_test(each_row_is_seen_with_its_ground),
        cmocka_unit_test(it_can_be_stopped_at_each_step),
        cmocka_unit_test(no_day_in_common_is_an_error),
        cmocka_unit_test(a_bad_snapshot_of_either_is_named),
    };
    return cmocka_run_group_tests_name("figure/comparisons", tests, NULL, NULL);
}
