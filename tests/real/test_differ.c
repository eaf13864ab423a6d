// The differ against the overlay of the whole maps, on real archives, and what it gives against the
// engine's rules of validity: snapshots that follow each
// other, and those 7, 30 and 90 days apart. Of the latter every fourth pair, or all of them where
// TERRITORY_EVERY_PAIR is set.
#include "../support/check.h"

#include "../support/shapes.h"
#include "real.h"

// 1e-6 km2, the last digit of a printed figure. Both methods move crossings by half a step of the
// grid, along edges of up to a hundred kilometres.
#define SAME_FIGURE_M2 1.0

#define MAX_ZONES 8

static const struct {
    const char *folder;
    const char *zones[MAX_ZONES];
    size_t pairs; // that follow each other: at least so many
} archives[] = {
    {"deepstate-daily", {"held"}, 500},
    {"deepstate-raw",
     {"held", "occupied", "occupied_before_2022", "contested", "liberated", "elsewhere",
      "held_abroad"},
     100},
    {"isw-daily", {"held", "occupied", "advance", "claimed", "liberated"}, 9},
};

struct differ_walk {
    struct terr_archive *archive;
    struct terr_worker worker;
    struct terr_ruler *ruler;
    struct terr_zone_list list;
    struct terr_zones **zones; // of every snapshot
    size_t count;
    double worst_m2;  // between the two methods
    double missed_m2; // gained - lost against the areas
    size_t pairs;
};

static void open_archive(struct differ_walk *walk, size_t index)
{
    struct terr_error err;
    char path[4096];
    const struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    memset(walk, 0, sizeof *walk);
    real_path(path, sizeof path, archives[index].folder);
    const char *const sources[] = {path};
    check_ok(terr_archive_open(&walk->archive, sources, 1, &options, &err));
    check_ok(terr_ruler_new(&walk->ruler, TERR_AREA_ELLIPSOID, &err));
    check_ok(terr_worker_init(&walk->worker, walk->ruler, &err));
    for (size_t i = 0; i < MAX_ZONES && archives[index].zones[i]; i++) {
        check_ok(terr_zone_list_add(&walk->list, archives[index].zones[i],
                                    terr_archive_profile(walk->archive), &err));
    }
    walk->count = terr_archive_count(walk->archive);
    walk->zones = calloc(walk->count, sizeof(struct terr_zones *));
    assert_non_null(walk->zones);
    for (size_t i = 0; i < walk->count; i++) {
        check_ok(
            terr_zones_read(&walk->zones[i], &walk->worker, walk->archive, i, &walk->list, &err));
    }
}

static void close_archive(struct differ_walk *walk)
{
    for (size_t i = 0; i < walk->count; i++) terr_zones_free(walk->zones[i]);
    free(walk->zones);
    terr_zone_list_dispose(&walk->list);
    terr_ruler_free(walk->ruler);
    terr_worker_dispose(&walk->worker);
    terr_archive_free(walk->archive);
}

static void check_side(struct differ_walk *walk, const char *name,
                       const struct terr_multipolygon *side, const struct terr_multipolygon *a,
                       const struct terr_multipolygon *b)
{
    struct terr_error err;
    struct terr_multipolygon whole = TERR_MULTIPOLYGON_INIT;
    shape_check_clean(walk->worker.engine, side, name);
    check_ok(terr_engine_subtract(&whole, walk->worker.engine, a, b, &err));
    const double expected_m2 = terr_area_m2(walk->ruler, &whole);
    const double miss_m2 = fabs(terr_area_m2(walk->ruler, side) - expected_m2);
    check_near(miss_m2, 0, SAME_FIGURE_M2);
    walk->worst_m2 = fmax(walk->worst_m2, miss_m2);
    terr_multipolygon_dispose(&whole);
}

static void check_pair(struct differ_walk *walk, size_t from, size_t to, size_t zone)
{
    struct terr_error err;
    struct terr_delta delta = TERR_DELTA_INIT;
    char name[256];
    const struct terr_multipolygon *a = terr_zones_at(walk->zones[from], zone);
    const struct terr_multipolygon *b = terr_zones_at(walk->zones[to], zone);
    check_ok(terr_delta_between(&delta, walk->worker.engine, a, b, &err));
    snprintf(name, sizeof name, "%s to %s, zone %zu", terr_archive_at(walk->archive, from)->path,
             terr_archive_at(walk->archive, to)->path, zone);
    if (delta.by_overlay) fail_msg("%s: by the overlay", name);
    check_side(walk, name, &delta.gained, b, a);
    check_side(walk, name, &delta.lost, a, b);
    const double net_m2 =
        terr_area_m2(walk->ruler, &delta.gained) - terr_area_m2(walk->ruler, &delta.lost);
    const double miss_m2 =
        fabs(net_m2 - (terr_area_m2(walk->ruler, b) - terr_area_m2(walk->ruler, a)));
    check_near(miss_m2, 0, SAME_FIGURE_M2);
    walk->missed_m2 = fmax(walk->missed_m2, miss_m2);
    walk->pairs++;
    terr_delta_dispose(&delta);
}

// The last snapshot at most `days` after snapshot `from`.
static size_t snapshot_after(const struct differ_walk *walk, size_t from, int days)
{
    const int32_t last = terr_archive_at(walk->archive, from)->day + days;
    size_t to = from;
    while (to + 1 < walk->count && terr_archive_at(walk->archive, to + 1)->day <= last) to++;
    return to;
}

static void check_archive(size_t index)
{
    static const int apart[] = {0, 7, 30, 90}; // days; 0: the next
    struct differ_walk walk;
    if (!real_maps_are_here(archives[index].folder)) skip();
    open_archive(&walk, index);
    assert_true(walk.count > archives[index].pairs);
    for (size_t k = 0; k < sizeof apart / sizeof apart[0]; k++) {
        const size_t stride = apart[k] == 0 || getenv("TERRITORY_EVERY_PAIR") ? 1 : 4;
        for (size_t i = 0; i + 1 < walk.count; i += stride) {
            const size_t to = apart[k] ? snapshot_after(&walk, i, apart[k]) : i + 1;
            if (to <= i) continue;
            for (size_t zone = 0; zone < walk.list.count; zone++) check_pair(&walk, i, to, zone);
        }
    }
    print_message("%s: %zu pairs; at most %.2g m2 from the overlay; gained - lost misses the "
                  "difference of areas by %.2g m2 at most\n",
                  archives[index].folder, walk.pairs, walk.worst_m2, walk.missed_m2);
    close_archive(&walk);
}

static void daily_maps(void **state)
{
    (void)state;
    check_archive(0);
}

static void raw_maps_by_status(void **state)
{
    (void)state;
    check_archive(1);
}

static void large_maps(void **state)
{
    (void)state;
    check_archive(2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(daily_maps),
        cmocka_unit_test(raw_maps_by_status),
        cmocka_unit_test(large_maps),
    };
    bool any = false;
    for (size_t i = 0; i < sizeof archives / sizeof archives[0]; i++) {
        any |= real_maps_are_here(archives[i].folder);
    }
    return any ? cmocka_run_group_tests_name("real/differ", tests, NULL, NULL) : REAL_MAPS_MISSING;
}
