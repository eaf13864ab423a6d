// Every allocation of regions, and of a change, a series and an inspection cut by them, is made to
// fail in turn.
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/sample.h"
#include <stdio.h>

// Two that share a border, one that crosses itself, one that lies over the first.
#define BOX(w, s, e, n, name)                                                              \
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"" name                               \
    "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[" #w "," #s "],[" #e "," #s \
    "],[" #e "," #n "],[" #w "," #n "],[" #w "," #s "]]]}}"
#define TIE                                                                           \
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"tie\"},\"geometry\":{\"type\":" \
    "\"Polygon\",\"coordinates\":[[[33,48],[34,49],[34,48],[33,49],[33,48]]]}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

static const struct sample_file files[] = {
    {"plain.geojson",
     COLLECTION(BOX(30, 47, 30.75, 50, "west") "," BOX(30.75, 47, 31.25, 50, "east") "," TIE)},
    {"over.geojson",
     COLLECTION(BOX(30, 47, 30.75, 50, "west") "," BOX(30.5, 47, 31.25, 50, "east"))},
    {NULL, NULL}};
static const char *const zones[] = {"held", NULL};

static struct sample sample;
static char folder[SAMPLE_PATH_SIZE];

static int make_sample(void **state)
{
    (void)state;
    sample_open(&sample, sample_front, zones, false);
    sample_measure(&sample, NULL, NULL);
    sample_folder_make(folder, files);
    return 0;
}

static int drop_sample(void **state)
{
    (void)state;
    sample_folder_remove(folder);
    sample_close(&sample);
    return 0;
}

static enum terr_code measure_by(const char *name, const char *property, bool allow_overlap,
                                 struct terr_error *err)
{
    const struct terr_regions_options options = {.property = property,
                                                 .allow_overlap = allow_overlap};
    struct terr_regions *regions;
    struct terr_regional_change *regional = NULL;
    char path[2 * SAMPLE_PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    enum terr_code code = terr_regions_read(&regions, &sample.worker, path, &options, err);
    if (code) assert_null(regions);
    if (!code) {
        code = terr_regional_change_cut(&regional, &sample.worker, sample.change, 1, regions, err);
        if (code) assert_null(regional);
    }
    if (!code) {
        struct terr_measured_change measured;
        code = terr_measured_change_init(&measured, sample.archive, &sample.list, sample.ruler,
                                         sample.change, err);
        if (!code) code = terr_measured_change_add_regions(&measured, regional, err);
        if (!code)
            assert_int_equal(terr_measured_change_width(&measured),
                             terr_regions_count(regions) + 1);
        struct terr_standing *standing = NULL;
        if (!code) {
            code = terr_standing_of(&standing, &sample.worker, sample.change, 1, regional, err);
        }
        if (!code) code = terr_measured_change_add_standing(&measured, standing, err);
        terr_measured_change_dispose(&measured);
        terr_standing_free(standing);
    }
    terr_regional_change_free(regional);
    terr_regions_free(regions);
    return code;
}

static enum terr_code walk_by(const char *name, bool allow_overlap, struct terr_error *err)
{
    static const int32_t windows[] = {1};
    const struct terr_regions_options options = {.allow_overlap = allow_overlap};
    struct terr_series_options walk = {.windows = windows, .window_count = 1};
    struct terr_regions *regions;
    struct terr_series *series = NULL;
    char path[2 * SAMPLE_PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    enum terr_code code = terr_regions_read(&regions, &sample.worker, path, &options, err);
    walk.regions = regions;
    if (!code) {
        code = terr_series_walk(&series, sample.ruler, sample.archive, &sample.list, &walk, err);
        if (code) assert_null(series);
    }
    terr_series_free(series);
    terr_regions_free(regions);
    return code;
}

static enum terr_code inspect_by(const char *name, bool allow_overlap, struct terr_error *err)
{
    const struct terr_regions_options options = {.allow_overlap = allow_overlap};
    struct terr_inspection_options look = {.regions = NULL};
    struct terr_inspection *inspection = NULL;
    struct terr_regions *regions;
    char path[2 * SAMPLE_PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    enum terr_code code = terr_regions_read(&regions, &sample.worker, path, &options, err);
    look.regions = regions;
    if (!code) {
        code = terr_inspection_make(&inspection, &sample.worker, sample.archive, 1, &look, err);
        if (code) assert_null(inspection);
    }
    terr_inspection_free(inspection);
    terr_regions_free(regions);
    return code;
}

static enum terr_code inspect_by_plain_regions(struct terr_error *err)
{
    return inspect_by("plain.geojson", false, err);
}

static enum terr_code inspect_by_regions_that_overlap(struct terr_error *err)
{
    return inspect_by("over.geojson", true, err);
}

static enum terr_code walk_by_plain_regions(struct terr_error *err)
{
    return walk_by("plain.geojson", false, err);
}

static enum terr_code walk_by_regions_that_overlap(struct terr_error *err)
{
    return walk_by("over.geojson", true, err);
}

static enum terr_code by_plain_regions(struct terr_error *err)
{
    return measure_by("plain.geojson", NULL, false, err);
}

static enum terr_code by_regions_that_overlap(struct terr_error *err)
{
    return measure_by("over.geojson", "name", true, err);
}

static enum terr_code by_no_such_property(struct terr_error *err)
{
    const enum terr_code code = measure_by("plain.geojson", "title", false, err);
    return code == TERR_EDATA ? TERR_OK : code;
}

static enum terr_code by_regions_that_may_not_overlap(struct terr_error *err)
{
    const enum terr_code code = measure_by("over.geojson", NULL, false, err);
    return code == TERR_EDATA ? TERR_OK : code;
}

static void plain_regions(void **state)
{
    (void)state;
    fail_alloc_each(by_plain_regions);
    fail_alloc_each(walk_by_plain_regions);
    fail_alloc_each(inspect_by_plain_regions);
}

static void regions_that_overlap(void **state)
{
    (void)state;
    fail_alloc_each(by_regions_that_overlap);
    fail_alloc_each(walk_by_regions_that_overlap);
    fail_alloc_each(inspect_by_regions_that_overlap);
}

static void sentences(void **state)
{
    (void)state;
    fail_alloc_each(by_no_such_property);
    fail_alloc_each(by_regions_that_may_not_overlap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_regions),
        cmocka_unit_test(regions_that_overlap),
        cmocka_unit_test(sentences),
    };
    return cmocka_run_group_tests_name("zone/regions, memory", tests, make_sample, drop_sample);
}
