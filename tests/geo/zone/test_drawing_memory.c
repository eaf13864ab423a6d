// Every allocation of a drawing is made to fail in turn: with noise and without, by region too.
#include "../../support/check.h"

#include "../../support/boxes.h"
#include "../../support/fail_alloc.h"

static const struct boxes_file maps[] = {
    {"2025-01-01.geojson", "occupied 30 48 31 49; occupied 40 48 41 49"},
    {"2025-01-02.geojson", "occupied 30 48 31.5 49; occupied 33 48 33.001 48.001"},
    {NULL, NULL}};
static const char *const occupied[] = {"occupied", NULL};

#define BOX(w, s, e, n, name)                                                              \
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"" name                               \
    "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[" #w "," #s "],[" #e "," #s \
    "],[" #e "," #n "],[" #w "," #n "],[" #w "," #s "]]]}}"
static const struct sample_file files[] = {
    {"r.geojson", "{\"type\":\"FeatureCollection\",\"features\":[" BOX(
                      29, 47, 31.25, 50, "west") "," BOX(31.25, 47, 35, 50, "east") "]}"},
    {NULL, NULL}};

static struct sample sample;
static struct terr_regions *regions;
static struct terr_regional_change *regional;
static struct terr_standing *standing, *standing_in;
static char folder[SAMPLE_PATH_SIZE];

static int make_sample(void **state)
{
    const struct terr_regions_options options = {.property = NULL};
    char path[2 * SAMPLE_PATH_SIZE];
    struct terr_error err;
    (void)state;
    boxes_open(&sample, maps, occupied, NULL);
    sample_measure(&sample, NULL, NULL);
    sample_folder_make(folder, files);
    snprintf(path, sizeof path, "%s/r.geojson", folder);
    check_ok(terr_regions_read(&regions, &sample.worker, path, &options, &err));
    check_ok(terr_regional_change_cut(&regional, &sample.worker, sample.change, 1, regions, &err));
    check_ok(terr_standing_of(&standing, &sample.worker, sample.change, 1, NULL, &err));
    check_ok(terr_standing_of(&standing_in, &sample.worker, sample.change, 1, regional, &err));
    return 0;
}

static int drop_sample(void **state)
{
    (void)state;
    terr_standing_free(standing);
    terr_standing_free(standing_in);
    terr_regional_change_free(regional);
    terr_regions_free(regions);
    sample_folder_remove(folder);
    sample_close(&sample);
    return 0;
}

static enum terr_code draw(const struct terr_regional_change *by, double min_area_m2,
                           struct terr_error *err)
{
    const struct terr_drawing_options options = {100, min_area_m2, 10};
    const struct terr_drawing_source source = {sample.change, 1, by, by ? standing_in : standing};
    struct terr_drawing *drawing;
    struct terr_measured_change measured;
    enum terr_code code = terr_drawing_of(&drawing, &sample.worker, &source, &options, err);
    if (code) {
        assert_null(drawing);
        return code;
    }
    code = terr_measured_change_init(&measured, sample.archive, &sample.list, sample.ruler,
                                     sample.change, err);
    if (!code && by) code = terr_measured_change_add_regions(&measured, by, err);
    if (!code) code = terr_measured_change_add_drawing(&measured, drawing, err);
    if (!code) assert_true(terr_drawing_whole(drawing, 0, TERR_DRAWN_GAINED)->drawn_m2 > 0);
    terr_measured_change_dispose(&measured);
    terr_drawing_free(drawing);
    return code;
}

static enum terr_code draw_all(struct terr_error *err) { return draw(NULL, 0, err); }
static enum terr_code draw_without_noise(struct terr_error *err) { return draw(NULL, 1e5, err); }
static enum terr_code draw_by_region(struct terr_error *err) { return draw(regional, 0, err); }
static enum terr_code draw_by_region_without_noise(struct terr_error *err)
{
    return draw(regional, 1e5, err);
}

static void drawing(void **state)
{
    (void)state;
    fail_alloc_each(draw_all);
    fail_alloc_each(draw_without_noise);
}

static void drawing_by_region(void **state)
{
    (void)state;
    fail_alloc_each(draw_by_region);
    fail_alloc_each(draw_by_region_without_noise);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(drawing),
                                       cmocka_unit_test(drawing_by_region)};
    return cmocka_run_group_tests_name("zone/drawing, memory", tests, make_sample, drop_sample);
}
