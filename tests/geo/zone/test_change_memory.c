// Every allocation of zone lists, zones and changes is made to fail in turn.
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/sample.h"

static const char *const zones[] = {"held", "occupied+contested", NULL};

// Made before anything fails.
static struct sample sample;
static struct terr_snapshot *snapshot;

static int make_sample(void **state)
{
    struct terr_error err;
    (void)state;
    sample_open(&sample, sample_front, zones, false);
    return terr_archive_read(&snapshot, sample.archive, 2, NULL, &err) ? -1 : 0; // the bow tie
}

static int drop_sample(void **state)
{
    (void)state;
    terr_snapshot_free(snapshot);
    sample_close(&sample);
    return 0;
}

static enum terr_code list_zones(struct terr_error *err)
{
    struct terr_zone_list list = {NULL, 0, 0};
    const struct terr_profile *profile = terr_archive_profile(sample.archive);
    enum terr_code code = terr_zone_list_add(&list, "held", profile, err);
    if (code) assert_int_equal(list.count, 0);
    if (!code) code = terr_zone_list_add(&list, "occupied+contested+occupied", profile, err);
    if (!code) code = terr_zone_list_add_status(&list, "held", err);
    terr_zone_list_dispose(&list);
    return code;
}

// The sentence on an unknown status is made of texts, which may not be cut short silently.
static enum terr_code ask_for_an_unknown_status(struct terr_error *err)
{
    struct terr_zone_list list = {NULL, 0, 0};
    struct terr_profile *profile;
    enum terr_code code = terr_profile_load(&profile, "deepstate", err);
    if (code) return code;
    code = terr_zone_list_add(&list, "nowhere", profile, err);
    terr_profile_free(profile);
    terr_zone_list_dispose(&list);
    return code == TERR_EARG ? TERR_OK : code;
}

static enum terr_code build_zones(struct terr_error *err)
{
    struct terr_zones *built;
    const enum terr_code code =
        terr_zones_build(&built, &sample.worker, snapshot, &sample.list, err);
    if (code) assert_null(built);
    terr_zones_free(built);
    return code;
}

static enum terr_code take_change(struct terr_error *err)
{
    struct terr_ends ends;
    struct terr_change *change;
    const struct terr_window window = {.whole = true};
    enum terr_code code = terr_ends_find(&ends, sample.archive, &window, err);
    if (code) return code;
    code = terr_change_between(&change, &sample.worker, sample.archive, ends, &sample.list, err);
    if (code) assert_null(change);
    terr_change_free(change);
    return code;
}

static void listing_zones(void **state)
{
    (void)state;
    fail_alloc_each(list_zones);
    fail_alloc_each(ask_for_an_unknown_status);
}

static void building_zones(void **state)
{
    (void)state;
    fail_alloc_each(build_zones);
}

static void taking_a_change(void **state)
{
    (void)state;
    fail_alloc_each(take_change);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(listing_zones),
        cmocka_unit_test(building_zones),
        cmocka_unit_test(taking_a_change),
    };
    return cmocka_run_group_tests_name("zone/change, memory", tests, make_sample, drop_sample);
}
