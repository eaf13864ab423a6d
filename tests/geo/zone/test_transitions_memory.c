// Every allocation of listing statuses and finding transitions is made to fail in turn.
#include "../../support/check.h"

#include "../../support/boxes.h"
#include "../../support/fail_alloc.h"

static const struct boxes_file two_days[] = {
    {"2025-01-01.geojson",
     "occupied 30 48 32 49; contested 31.5 47.7 33 49; liberated 34 48 35 49"},
    {"2025-01-02.geojson", "occupied 31 47.5 33 49; liberated 30 48 31 49; liberated 34 48 35 49"},
    {NULL, NULL},
};

// Made before anything fails.
static struct sample sample;
static struct terr_statuses statuses;
static struct terr_zones *days[2];

static int make_sample(void **state)
{
    static const char *const zones[] = {NULL};
    struct terr_error err;
    (void)state;
    boxes_open(&sample, two_days, zones, NULL);
    if (terr_statuses_add(&sample.list, &sample.worker, sample.archive, NULL, 0, &err)) return -1;
    statuses = (struct terr_statuses){&sample.list, 0, sample.list.count};
    for (size_t i = 0; i < 2; i++) {
        if (terr_zones_read(&days[i], &sample.worker, sample.archive, i, &sample.list, &err)) {
            return -1;
        }
    }
    return 0;
}

static int drop_sample(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) terr_zones_free(days[i]);
    sample_close(&sample);
    return 0;
}

static enum terr_code list_statuses(struct terr_error *err)
{
    struct terr_zone_list list = {NULL, 0, 0};
    const enum terr_code code =
        terr_statuses_add(&list, &sample.worker, sample.archive, NULL, 0, err);
    terr_zone_list_dispose(&list);
    return code;
}

static enum terr_code find_transitions(struct terr_error *err)
{
    struct terr_transitions out = {NULL, 0};
    const enum terr_code code =
        terr_transitions_between(&out, &sample.worker, days[0], days[1], &statuses, err);
    if (code) assert_int_equal(out.count, 0);
    terr_transitions_dispose(&out);
    return code;
}

// Where the arrangement is at fault, the engine's overlay takes over.
static enum terr_code lay_what_is_not_clean(struct terr_error *err)
{
    const struct terr_multipolygon *shape = terr_zones_at(days[0], 1);
    struct terr_multipolygon doubled = TERR_MULTIPOLYGON_INIT;
    struct terr_layers out = TERR_LAYERS_INIT;
    enum terr_code code = terr_multipolygon_append(&doubled, shape, err);
    // the same polygons again: each winds twice round its ground
    if (!code) code = terr_multipolygon_append(&doubled, shape, err);
    const struct terr_multipolygon *const layers[] = {&doubled, terr_zones_at(days[1], 1)};
    if (!code) code = terr_layers_lay(&out, sample.worker.engine, layers, 2, err);
    if (!code) assert_true(out.by_overlay);
    terr_layers_dispose(&out);
    terr_multipolygon_dispose(&doubled);
    return code;
}

static void listing_statuses(void **state)
{
    (void)state;
    fail_alloc_each(list_statuses);
}

static void finding_transitions(void **state)
{
    (void)state;
    fail_alloc_each(find_transitions);
    fail_alloc_each(lay_what_is_not_clean);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(listing_statuses),
        cmocka_unit_test(finding_transitions),
    };
    return cmocka_run_group_tests_name("zone/transitions, memory", tests, make_sample, drop_sample);
}
