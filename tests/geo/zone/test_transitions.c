#include "../../support/check.h"

#include "../../support/boxes.h"

// Two maps: what is a row below happened to a degree of ground each.
static const struct boxes_file two_days[] = {
    {"2025-01-01.geojson", "occupied 30 48 32 49; contested 31.5 48 33 49; liberated 34 48 35 49"},
    {"2025-01-02.geojson", "occupied 31 48 33 49; liberated 30 48 31 49; contested 33 48 34 49;"
                           "liberated 34 48 35 49"},
    {NULL, NULL},
};

struct bench {
    struct sample sample;
    struct terr_statuses statuses;
    struct terr_zones *from, *to;
    struct terr_transitions out;
};

static void read_days(struct bench *bench, const struct boxes_file *files)
{
    static const char *const no_zones[] = {NULL};
    struct terr_error err;
    memset(bench, 0, sizeof *bench);
    boxes_open(&bench->sample, files, no_zones, NULL);
    struct sample *sample = &bench->sample;
    check_ok(terr_statuses_add(&sample->list, &sample->worker, sample->archive, NULL, 0, &err));
    bench->statuses = (struct terr_statuses){&sample->list, 0, sample->list.count};
    check_ok(
        terr_zones_read(&bench->from, &sample->worker, sample->archive, 0, &sample->list, &err));
    check_ok(terr_zones_read(&bench->to, &sample->worker, sample->archive, 1, &sample->list, &err));
}

static void find_transitions(struct bench *bench)
{
    struct terr_error err;
    check_ok(terr_transitions_between(&bench->out, &bench->sample.worker, bench->from, bench->to,
                                      &bench->statuses, &err));
}

static void drop(struct bench *bench)
{
    terr_transitions_dispose(&bench->out);
    terr_zones_free(bench->from);
    terr_zones_free(bench->to);
    sample_close(&bench->sample);
}

static void expect_name(const struct bench *bench, terr_status_set set, const char *expected)
{
    struct terr_text name = TERR_TEXT_INIT;
    terr_status_set_add_name(&name, &bench->statuses, set);
    assert_string_equal(name.bytes, expected);
    terr_text_dispose(&name);
}

static void between_two_days(void **state)
{
    static const struct {
        const char *from, *to;
        double width_deg;
    } expected[] = {
        {"contested", "occupied", 1},
        {"liberated", "liberated", 1},
        {"occupied", "liberated", 1},
        {"occupied", "occupied", 0.5},
        {"contested+occupied", "occupied", 0.5},
        {"none", "contested", 1},
    };
    const size_t count = sizeof expected / sizeof expected[0];
    struct bench bench;
    (void)state;
    read_days(&bench, two_days);
    find_transitions(&bench);
    assert_int_equal(bench.out.count, count);
    for (size_t i = 0; i < count; i++) {
        const struct terr_transition *found = &bench.out.items[i];
        expect_name(&bench, found->from, expected[i].from);
        expect_name(&bench, found->to, expected[i].to);
        check_near(terr_area_m2(bench.sample.ruler, &found->shape),
                   expected[i].width_deg * BAND_48_49_M2, BOX_TOLERANCE_M2);
    }
    drop(&bench);
}

// Exchanging the days exchanges the sides of every transition, and moves no point.
static void back_again(void **state)
{
    struct bench bench;
    struct terr_transitions back = {NULL, 0};
    struct terr_error err;
    (void)state;
    read_days(&bench, two_days);
    find_transitions(&bench);
    check_ok(terr_transitions_between(&back, &bench.sample.worker, bench.to, bench.from,
                                      &bench.statuses, &err));
    assert_int_equal(back.count, bench.out.count);
    for (size_t i = 0; i < back.count; i++) {
        size_t k = 0;
        while (k < back.count && (bench.out.items[k].from != back.items[i].to ||
                                  bench.out.items[k].to != back.items[i].from)) {
            k++;
        }
        assert_true(k < back.count);
        assert_true(terr_multipolygon_equal(&bench.out.items[k].shape, &back.items[i].shape));
    }
    terr_transitions_dispose(&back);
    drop(&bench);
}

static void nothing_to_nothing(void **state)
{
    static const struct boxes_file empty[] = {
        {"2025-01-01.geojson", "a 30 48 31 49"}, {"2025-01-02.geojson", ""}, {NULL, NULL}};
    struct bench bench;
    (void)state;
    read_days(&bench, empty);
    find_transitions(&bench);
    assert_int_equal(bench.out.count, 1);
    expect_name(&bench, bench.out.items[0].to, "none");
    terr_transitions_dispose(&bench.out);
    terr_zones_free(bench.from);
    bench.from = bench.to; // from nothing
    find_transitions(&bench);
    assert_int_equal(bench.out.count, 0);
    bench.from = NULL;
    drop(&bench);
}

// Columns of ground, each of a status of its own.
static void write_columns(char *out, size_t size, size_t count, int south)
{
    size_t length = 0;
    *out = '\0';
    for (size_t i = 0; i < count; i++) {
        length += (size_t)snprintf(out + length, size - length, "%ss%02zu %zu %d %zu %d",
                                   i > 0 ? ";" : "", i, 10 + i, south, 11 + i, south + 1);
    }
}

static void as_many_statuses_as_fit(void **state)
{
    char below[4096], above[4096];
    const struct boxes_file files[] = {
        {"2025-01-01.geojson", below}, {"2025-01-02.geojson", above}, {NULL, NULL}};
    struct bench bench;
    struct terr_error err;
    (void)state;
    write_columns(below, sizeof below, 24, 10);
    write_columns(above, sizeof above, 24, 10);
    read_days(&bench, files);
    find_transitions(&bench);
    assert_int_equal(bench.out.count, 24); // each stayed
    drop(&bench);

    write_columns(above, sizeof above, 25, 10);
    read_days(&bench, files);
    check_fails(terr_transitions_between(&bench.out, &bench.sample.worker, bench.from, bench.to,
                                         &bench.statuses, &err),
                TERR_EDATA,
                "the maps show more than 48 statuses, those on both counted twice; no matrix is "
                "made of more");
    assert_int_equal(bench.out.count, 0);
    drop(&bench);
}

// ---- lists of statuses ----

static void statuses_of_the_data(void **state)
{
    static const char *const zones[] = {"held", NULL};
    static const struct boxes_file files[] = {
        {"2025-01-01.geojson", "zeta 30 48 31 49; occupied 31 48 32 49"},
        {"2025-01-02.geojson", "{broken"},
        {"2025-01-03.geojson", "alpha 30 48 31 49; zeta 31 48 32 49; held 33 48 34 49"},
        {NULL, NULL}};
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    struct sample sample;
    struct terr_error err;
    (void)state;
    options.profile = "generic";
    boxes_open(&sample, files, zones, &options);
    check_ok(terr_statuses_add(&sample.list, &sample.worker, sample.archive, NULL, 0, &err));
    // the zone asked for; the status of the profile, of the same name; those of the data
    static const char *const expected[] = {"held", "held", "alpha", "occupied", "zeta"};
    assert_int_equal(sample.list.count, 5);
    for (size_t i = 0; i < 5; i++) assert_string_equal(sample.list.zones[i].name, expected[i]);
    const size_t first = 0;
    terr_zone_list_dispose(&sample.list);
    check_ok(terr_statuses_add(&sample.list, &sample.worker, sample.archive, &first, 1, &err));
    assert_int_equal(sample.list.count, 3); // held, occupied, zeta
    sample_close(&sample);
}

static void statuses_of_the_profile(void **state)
{
    static const struct boxes_file files[] = {{"2025-01-01.geojson", "{broken"}, {NULL, NULL}};
    static const char *const zones[] = {NULL};
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    struct sample sample;
    struct terr_error err;
    (void)state;
    options.profile = "deepstate"; // which names all there are: no map is read
    boxes_open(&sample, files, zones, &options);
    check_ok(terr_statuses_add(&sample.list, &sample.worker, sample.archive, NULL, 0, &err));
    const struct terr_profile *profile = terr_archive_profile(sample.archive);
    assert_int_equal(sample.list.count, terr_profile_status_count(profile));
    for (size_t i = 0; i < sample.list.count; i++) {
        assert_string_equal(sample.list.zones[i].name, terr_profile_status_at(profile, i));
    }
    sample_close(&sample);
}

static void a_status_named_none(void **state)
{
    static const struct boxes_file files[] = {{"2025-01-01.geojson", "none 30 48 31 49"},
                                              {NULL, NULL}};
    static const char *const zones[] = {NULL};
    struct sample sample;
    struct terr_error err;
    (void)state;
    boxes_open(&sample, files, zones, NULL);
    assert_int_equal(terr_statuses_add(&sample.list, &sample.worker, sample.archive, NULL, 0, &err),
                     TERR_EDATA);
    assert_non_null(strstr(err.message, "2025-01-01.geojson: a status is named 'none', which in a "
                                        "matrix is ground without any"));
    sample_close(&sample);
}

static void sets_in_order(void **state)
{
    static const terr_status_set rising[] = {1, 2, 1ull << 63, 1 | 2, 1 | 4, 2 | 4, 1 | 2 | 4, 0};
    const size_t count = sizeof rising / sizeof rising[0];
    (void)state;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < count; k++) {
            const int order = terr_status_set_compare(rising[i], rising[k]);
            assert_true(i < k ? order < 0 : i > k ? order > 0 : order == 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(between_two_days),     cmocka_unit_test(back_again),
        cmocka_unit_test(nothing_to_nothing),   cmocka_unit_test(as_many_statuses_as_fit),
        cmocka_unit_test(statuses_of_the_data), cmocka_unit_test(statuses_of_the_profile),
        cmocka_unit_test(a_status_named_none),  cmocka_unit_test(sets_in_order),
    };
    return cmocka_run_group_tests_name("zone/transitions", tests, NULL, NULL);
}
