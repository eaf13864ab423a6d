// The differ against exact arithmetic: each side of each difference within the bound that
// shape/delta.h states.
#include "../support/check.h"

#include "../real/real.h"
#include "../support/pairs.h"
#include "../support/shapes.h"
#include "exact.h"
#include <geo/shape/edges.h>
#include <geo/shape/noding.h>

#define STEP2_M2 8e-11 // a square of one step at 49 degrees north: 11.1 by 7.3 micrometres

struct bench {
    struct terr_engine *engine;
    size_t pairs;
    size_t bent; // pairs in which edges were bent
    double worst_m2;
};

static int set_up(void **state)
{
    static struct bench bench;
    struct terr_error err;
    memset(&bench, 0, sizeof bench);
    *state = &bench;
    return terr_engine_new(&bench.engine, &err) ? -1 : 0;
}

static int tear_down(void **state)
{
    const struct bench *bench = *state;
    print_message("%zu pairs, %zu with edges bent; farthest from exact: %.2g m2\n", bench->pairs,
                  bench->bent, bench->worst_m2);
    terr_engine_free(bench->engine);
    return 0;
}

// The length of the edges that are bent, in steps.
static double bent_steps(const struct terr_multipolygon *from, const struct terr_multipolygon *to)
{
    struct terr_error err;
    struct terr_differing differing = TERR_DIFFERING_INIT;
    struct terr_noded noded = TERR_NODED_INIT;
    check_ok(terr_edges_differing(&differing, from, to, &err));
    check_ok(terr_noding_snap(&noded, &differing.chains, &err));
    terr_chains_dispose(&differing.chains);
    terr_chains_dispose(&noded.chains);
    return noded.bent_length;
}

// An edge moves by half the diagonal of a pixel, and areas are doubled. Where no edge is bent, the
// bound is 0.
static void check_pair(struct bench *bench, const char *name, const struct terr_multipolygon *from,
                       const struct terr_multipolygon *to)
{
    struct terr_error err;
    struct terr_delta delta = TERR_DELTA_INIT;
    check_ok(terr_delta_between(&delta, bench->engine, from, to, &err));
    if (delta.by_overlay) fail_msg("%s: by the overlay", name);
    shape_check_clean(bench->engine, &delta.gained, name);
    shape_check_clean(bench->engine, &delta.lost, name);
    const struct exact_miss miss = exact_compare(from, to, &delta);
    const double length = bent_steps(from, to), bound = sqrt(2) * length;
    if (!miss.clean) fail_msg("%s: not clean", name);
    if (fabs(miss.gained2) > bound || fabs(miss.lost2) > bound) {
        fail_msg("%s: gained misses %g by %g, lost %g by %g steps squared; %g are allowed", name,
                 miss.true_gained2, miss.gained2, miss.true_lost2, miss.lost2, bound);
    }
    const double worst_m2 = fmax(fabs(miss.gained2), fabs(miss.lost2)) / 2 * STEP2_M2;
    if (worst_m2 > bench->worst_m2) bench->worst_m2 = worst_m2;
    bench->pairs++;
    bench->bent += length > 0;
    terr_delta_dispose(&delta);
}

static void hard_pairs_are_within_the_bound(void **state)
{
    const char *wanted = getenv("TERRITORY_TEST_PAIRS");
    const uint64_t seeds = wanted ? strtoull(wanted, NULL, 10) : 20;
    struct bench *bench = *state;
    struct terr_multipolygon from = TERR_MULTIPOLYGON_INIT, to = TERR_MULTIPOLYGON_INIT;
    for (size_t family = 0; family < pairs_family_count(); family++) {
        for (uint64_t seed = 0; seed < seeds; seed++) {
            char name[80];
            snprintf(name, sizeof name, "%s, %d", pairs_family_name(family), (int)seed);
            pairs_make(&from, &to, bench->engine, family, seed);
            check_pair(bench, name, &from, &to);
        }
    }
    terr_multipolygon_dispose(&from);
    terr_multipolygon_dispose(&to);
}

struct walk {
    struct terr_archive *archive;
    struct terr_ruler *ruler;
    struct terr_worker worker;
    struct terr_zone_list list;
};

static void check_snapshots(struct bench *bench, struct walk *walk, size_t from, size_t to)
{
    struct terr_error err;
    struct terr_zones *before, *after;
    char name[256];
    snprintf(name, sizeof name, "%s to %s", terr_archive_at(walk->archive, from)->path,
             terr_archive_at(walk->archive, to)->path);
    check_ok(terr_zones_read(&before, &walk->worker, walk->archive, from, &walk->list, &err));
    check_ok(terr_zones_read(&after, &walk->worker, walk->archive, to, &walk->list, &err));
    check_pair(bench, name, terr_zones_at(before, 0), terr_zones_at(after, 0));
    terr_zones_free(before);
    terr_zones_free(after);
}

// Pairs of every `stride`th snapshot with the next one, and 7, 30 and 90 places later.
static void check_archive(struct bench *bench, const char *folder, size_t stride)
{
    static const size_t apart[] = {1, 7, 30, 90};
    struct terr_error err;
    struct walk walk = {.archive = NULL};
    char path[4096];
    if (!real_maps_are_here(folder)) skip();
    real_path(path, sizeof path, folder);
    const char *const sources[] = {path};
    const struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    check_ok(terr_archive_open(&walk.archive, sources, 1, &options, &err));
    check_ok(terr_ruler_new(&walk.ruler, TERR_AREA_ELLIPSOID, &err));
    check_ok(terr_worker_init(&walk.worker, walk.ruler, &err));
    check_ok(terr_zone_list_add(&walk.list, "held", terr_archive_profile(walk.archive), &err));
    const size_t count = terr_archive_count(walk.archive);
    for (size_t k = 0; k < sizeof apart / sizeof apart[0]; k++) {
        for (size_t i = 0; i + apart[k] < count; i += stride) {
            check_snapshots(bench, &walk, i, i + apart[k]);
        }
    }
    terr_zone_list_dispose(&walk.list);
    terr_worker_dispose(&walk.worker);
    terr_ruler_free(walk.ruler);
    terr_archive_free(walk.archive);
}

static void daily_maps_are_within_the_bound(void **state)
{
    check_archive(*state, "deepstate-daily", 13);
}

static void raw_maps_are_within_the_bound(void **state)
{
    check_archive(*state, "deepstate-raw", 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hard_pairs_are_within_the_bound, set_up, tear_down),
        cmocka_unit_test_setup_teardown(daily_maps_are_within_the_bound, set_up, tear_down),
        cmocka_unit_test_setup_teardown(raw_maps_are_within_the_bound, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("exact/delta", tests, NULL, NULL);
}
