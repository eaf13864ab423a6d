// Laws that hold whatever the maps are, over every consecutive pair of the real archives:
// gained - lost = area(to) - area(from), and exchanging the two exchanges gained and lost.
#include "../support/check.h"

#include "real.h"

// 1e-6 km2. What the grid of 1e-10 degree may move is far less: about 0.01 mm along the edges that
// an overlay cuts.
#define IDENTITY_M2 1.0

struct pair_walk {
    struct terr_archive *archive;
    struct terr_worker worker;
    struct terr_ruler *ruler;
    struct terr_zone_list list;
    double worst_m2;
};

static void check_pair(struct pair_walk *walk, const struct terr_zones *from,
                       const struct terr_zones *to)
{
    struct terr_error err;
    struct terr_delta there = TERR_DELTA_INIT, back = TERR_DELTA_INIT;
    const struct terr_multipolygon *a = terr_zones_at(from, 0), *b = terr_zones_at(to, 0);
    check_ok(terr_delta_between(&there, walk->worker.engine, a, b, &err));
    check_ok(terr_delta_between(&back, walk->worker.engine, b, a, &err));
    assert_true(terr_multipolygon_equal(&there.gained, &back.lost));
    assert_true(terr_multipolygon_equal(&there.lost, &back.gained));

    const struct terr_figures figures = terr_figures_measure(walk->ruler, from, to, 0, &there);
    const double miss_m2 =
        fabs(terr_figures_net_m2(&figures) - (figures.area_to_m2 - figures.area_from_m2));
    check_near(miss_m2, 0, IDENTITY_M2);
    if (miss_m2 > walk->worst_m2) walk->worst_m2 = miss_m2;
    terr_delta_dispose(&there);
    terr_delta_dispose(&back);
}

static void walk_archive(const char *folder)
{
    struct terr_error err;
    char path[4096];
    real_path(path, sizeof path, folder);
    struct pair_walk walk = {.worst_m2 = 0};
    const char *const sources[] = {path};
    const struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    check_ok(terr_archive_open(&walk.archive, sources, 1, &options, &err));
    check_ok(terr_ruler_new(&walk.ruler, TERR_AREA_ELLIPSOID, &err));
    check_ok(terr_worker_init(&walk.worker, walk.ruler, &err));
    check_ok(terr_zone_list_add(&walk.list, "held", terr_archive_profile(walk.archive), &err));

    struct terr_zones *previous = NULL;
    const size_t count = terr_archive_count(walk.archive);
    assert_true(count > 100);
    for (size_t i = 0; i < count; i++) {
        struct terr_zones *zones;
        check_ok(terr_zones_read(&zones, &walk.worker, walk.archive, i, &walk.list, &err));
        if (previous) check_pair(&walk, previous, zones);
        terr_zones_free(previous);
        previous = zones;
    }
    print_message(
        "%s: %zu pairs, gained - lost misses the difference of areas by %.2g m2 at most\n", folder,
        count - 1, walk.worst_m2);
    terr_zones_free(previous);
    terr_zone_list_dispose(&walk.list);
    terr_ruler_free(walk.ruler);
    terr_worker_dispose(&walk.worker);
    terr_archive_free(walk.archive);
}

static void laws_hold_on_daily_maps(void **state)
{
    (void)state;
    walk_archive("deepstate-daily");
}

static void laws_hold_on_raw_maps(void **state)
{
    (void)state;
    walk_archive("deepstate-raw");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(laws_hold_on_daily_maps),
        cmocka_unit_test(laws_hold_on_raw_maps),
    };
    if (!real_maps_are_here("deepstate-daily") || !real_maps_are_here("deepstate-raw")) {
        return REAL_MAPS_MISSING;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
