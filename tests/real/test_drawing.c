// What real maps draw: over pairs of every archive, at 100, 500 and 2000 m, gained, lost and
// unchanged stay valid and apart, by region too, and the whole is what the two maps cover.
#include "../support/check.h"

#include "../support/shapes.h"
#include "real.h"
#include <geo/shape/simplify.h>

static const double tolerances_m[] = {100, 500, 2000};
#define TOLERANCES (sizeof tolerances_m / sizeof tolerances_m[0])

struct walk {
    struct terr_archive *archive;
    struct terr_worker worker;
    struct terr_ruler *ruler;
    struct terr_zone_list list;
    struct terr_regions *regions;
    size_t pairs;
    size_t points_before, points_after[TOLERANCES];
    double changed_m2, displaced_m2[TOLERANCES];
};

// A tenth of a millimetre along a border of a kilometre.
#define BENT_M2 0.1

// They have no ground in common, or less than `least_m2`.
static void check_apart_but(double least_m2, const struct walk *walk,
                            const struct terr_multipolygon *a, const struct terr_multipolygon *b)
{
    struct terr_multipolygon common = TERR_MULTIPOLYGON_INIT;
    struct terr_error err;
    check_ok(terr_engine_intersect(&common, walk->worker.engine, a, b, &err));
    const double common_m2 = terr_area_m2(walk->ruler, &common);
    if (common.polygon_count && common_m2 >= least_m2) {
        fail_msg("%zu polygons in common, %g m2", common.polygon_count, common_m2);
    }
    terr_multipolygon_dispose(&common);
}

static void check_apart(const struct walk *walk, const struct terr_multipolygon *a,
                        const struct terr_multipolygon *b)
{
    check_apart_but(0, walk, a, b);
}

// Gained, lost and unchanged drawn together. What is unchanged comes of a difference of its own,
// and its edges were bent otherwise than those of the others where these cross.
static void check_three(struct walk *walk, const struct terr_change *change, double tolerance_m)
{
    const struct terr_delta *delta = terr_change_delta(change, 0);
    const struct terr_multipolygon *to = terr_zones_at(terr_change_to(change), 0);
    struct terr_delta rest = TERR_DELTA_INIT;
    struct terr_multipolygon drawn[3] = {TERR_MULTIPOLYGON_INIT};
    struct terr_error err;
    check_ok(terr_delta_between(&rest, walk->worker.engine, &delta->gained, to, &err));
    const struct terr_multipolygon *const shapes[] = {&delta->gained, &delta->lost, &rest.gained};
    check_ok(terr_simplify(drawn, shapes, NULL, 3, tolerance_m, &err));
    for (size_t i = 0; i < 3; i++) {
        shape_check_clean(walk->worker.engine, &drawn[i], "drawn");
    }
    check_apart(walk, &drawn[0], &drawn[1]);
    check_apart_but(BENT_M2, walk, &drawn[0], &drawn[2]);
    check_apart_but(BENT_M2, walk, &drawn[1], &drawn[2]);
    for (size_t i = 0; i < 3; i++) terr_multipolygon_dispose(&drawn[i]);
    terr_delta_dispose(&rest);
}

// What the command draws, which is less than the change by the noise and what is displaced at most.
static void check_drawing(struct walk *walk, const struct terr_change *change, size_t index)
{
    const struct terr_drawing_options options = {.simplify_m = tolerances_m[index],
                                                 .min_width_m = 20};
    struct terr_standing *standing;
    const struct terr_delta *delta = terr_change_delta(change, 0);
    struct terr_drawing *drawing;
    struct terr_error err;
    check_ok(terr_standing_of(&standing, &walk->worker, change, 1, NULL, &err));
    const struct terr_drawing_source source = {change, 1, NULL, standing};
    check_ok(terr_drawing_of(&drawing, &walk->worker, &source, &options, &err));
    const struct terr_drawn *gained = terr_drawing_whole(drawing, 0, TERR_DRAWN_GAINED);
    const struct terr_drawn *lost = terr_drawing_whole(drawing, 0, TERR_DRAWN_LOST);
    shape_check_clean(walk->worker.engine, &gained->shape, "gained");
    shape_check_clean(walk->worker.engine, &lost->shape, "lost");
    check_apart(walk, &gained->shape, &lost->shape);
    const struct terr_drawn *held = terr_drawing_whole(drawing, 0, TERR_DRAWN_HELD);
    const struct terr_drawn *unchanged = terr_drawing_whole(drawing, 0, TERR_DRAWN_UNCHANGED);
    shape_check_clean(walk->worker.engine, &held->shape, "held");
    shape_check_clean(walk->worker.engine, &unchanged->shape, "unchanged");
    check_apart_but(BENT_M2, walk, &held->shape, &lost->shape);
    check_apart_but(BENT_M2, walk, &unchanged->shape, &gained->shape);
    const double area_m2 = terr_area_m2(walk->ruler, &delta->gained);
    check_near(area_m2, gained->noise_m2 + gained->drawn_m2, gained->displaced_m2 + 1);
    walk->points_after[index] += gained->shape.point_count + lost->shape.point_count;
    walk->displaced_m2[index] += gained->displaced_m2 + lost->displaced_m2;
    terr_drawing_free(drawing);
    terr_standing_free(standing);
}

// Every two parts of two regions, and both directions in each.
static void check_by_region(struct walk *walk, const struct terr_change *change, double tolerance_m)
{
    static const enum terr_drawn_kind kinds[] = {TERR_DRAWN_GAINED, TERR_DRAWN_LOST};
    const struct terr_drawing_options options = {.simplify_m = tolerance_m};
    struct terr_regional_change *regional;
    struct terr_drawing *drawing;
    struct terr_error err;
    check_ok(terr_regional_change_cut(&regional, &walk->worker, change, 1, walk->regions, &err));
    const struct terr_drawing_source source = {change, 1, regional, NULL};
    check_ok(terr_drawing_of(&drawing, &walk->worker, &source, &options, &err));
    const size_t width = terr_regions_count(walk->regions) + 1;
    for (size_t i = 0; i < 2 * width; i++) {
        const struct terr_drawn *part = terr_drawing_in(drawing, 0, i / 2, kinds[i % 2]);
        shape_check_clean(walk->worker.engine, &part->shape, "in a region");
        for (size_t k = 0; k < i; k++) {
            check_apart(walk, &part->shape,
                        &terr_drawing_in(drawing, 0, k / 2, kinds[k % 2])->shape);
        }
    }
    terr_drawing_free(drawing);
    terr_regional_change_free(regional);
}

static void check_pair(struct walk *walk, size_t from, size_t to)
{
    const struct terr_ends ends = {.from = from, .to = to};
    struct terr_change *change;
    struct terr_error err;
    check_ok(terr_change_between(&change, &walk->worker, walk->archive, ends, &walk->list, &err));
    const struct terr_delta *delta = terr_change_delta(change, 0);
    for (size_t i = 0; i < TOLERANCES; i++) {
        check_three(walk, change, tolerances_m[i]);
        check_drawing(walk, change, i);
    }
    if (walk->regions) check_by_region(walk, change, tolerances_m[walk->pairs % TOLERANCES]);
    walk->pairs++;
    walk->points_before += delta->gained.point_count + delta->lost.point_count;
    walk->changed_m2 +=
        terr_area_m2(walk->ruler, &delta->gained) + terr_area_m2(walk->ruler, &delta->lost);
    terr_change_free(change);
}

// Pairs that many snapshots apart, about 40 over the archive.
static void walk_archive(const char *folder, size_t apart)
{
    char path[4096], borders[4096];
    struct terr_error err;
    struct walk walk;
    memset(&walk, 0, sizeof walk);
    real_path(path, sizeof path, folder);
    real_path(borders, sizeof borders, "boundaries/ukraine-oblasts.geojson");
    const char *const sources[] = {path};
    const struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    const struct terr_regions_options named = {.property = NULL};
    check_ok(terr_archive_open(&walk.archive, sources, 1, &options, &err));
    check_ok(terr_ruler_new(&walk.ruler, TERR_AREA_ELLIPSOID, &err));
    check_ok(terr_worker_init(&walk.worker, walk.ruler, &err));
    check_ok(terr_zone_list_add(&walk.list, "held", terr_archive_profile(walk.archive), &err));
    if (terr_file_kind(borders) == TERR_FILE_REGULAR) {
        check_ok(terr_regions_read(&walk.regions, &walk.worker, borders, &named, &err));
    }
    const size_t count = terr_archive_count(walk.archive), step = count / 40 + 1;
    assert_true(count > apart);
    for (size_t i = 0; i + apart < count; i += step) check_pair(&walk, i, i + apart);
    assert_true(walk.pairs > 0);
    print_message("%s: %zu pairs, %.2f km2, %zu points", folder, walk.pairs, walk.changed_m2 / 1e6,
                  walk.points_before);
    for (size_t i = 0; i < TOLERANCES; i++) {
        print_message("; at %g m %zu points, %.2f km2 displaced", tolerances_m[i],
                      walk.points_after[i], walk.displaced_m2[i] / 1e6);
    }
    print_message("\n");
    terr_regions_free(walk.regions);
    terr_zone_list_dispose(&walk.list);
    terr_ruler_free(walk.ruler);
    terr_worker_dispose(&walk.worker);
    terr_archive_free(walk.archive);
}

static void daily_maps(void **state)
{
    (void)state;
    walk_archive("deepstate-daily", 90);
}

static void raw_maps(void **state)
{
    (void)state;
    walk_archive("deepstate-raw", 20);
}

static void isw_maps(void **state)
{
    (void)state;
    walk_archive("isw-daily", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(daily_maps),
        cmocka_unit_test(raw_maps),
        cmocka_unit_test(isw_maps),
    };
    if (!real_maps_are_here("deepstate-daily") || !real_maps_are_here("deepstate-raw") ||
        !real_maps_are_here("isw-daily")) {
        return REAL_MAPS_MISSING;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
