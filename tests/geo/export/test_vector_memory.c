// Every allocation of the writing of GIS files, that of the gate to GDAL too, is made to fail in
// turn: the folder then stays as it was.
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/sample.h"

static const char *const zones[] = {"held", "occupied+contested", NULL};
static struct sample sample;
static struct terr_standing *standing;
static char folder[SAMPLE_PATH_SIZE];

static int make_sample(void **state)
{
    struct terr_error err;
    (void)state;
    sample_open(&sample, sample_front, zones, false);
    sample_measure(&sample, "2025-01-01", "2025-01-02");
    check_ok(
        terr_standing_of(&standing, &sample.worker, sample.change, sample.list.count, NULL, &err));
    check_ok(terr_measured_change_add_standing(&sample.measured, standing, &err));
    sample_folder_make(folder, NULL);
    return 0;
}

static int drop_sample(void **state)
{
    (void)state;
    sample_folder_remove(folder);
    terr_standing_free(standing);
    sample_close(&sample);
    return 0;
}

static enum terr_code write_file(const char *name, size_t files, struct terr_error *err)
{
    char path[2 * SAMPLE_PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    const size_t before = sample_folder_count(folder);
    const enum terr_code code =
        terr_vector_write_change(path, false, &sample.measured, TERR_PARTS_ALL, err);
    assert_int_equal(sample_folder_count(folder), before + (code ? 0 : files));
    if (!code) {
        sample_folder_remove(folder);
        sample_folder_make(folder, NULL);
    }
    return code;
}

static enum terr_code write_geopackage(struct terr_error *err)
{
    return write_file("change.gpkg", 1, err);
}

static enum terr_code write_shapefile(struct terr_error *err)
{
    return write_file("change.shp", 5, err);
}

static void a_geopackage(void **state)
{
    (void)state;
    fail_alloc_each(write_geopackage);
}

static void a_shapefile(void **state)
{
    (void)state;
    fail_alloc_each(write_shapefile);
}

// Nothing is connected to: what GDAL says of it is no want of memory, and what comes before may
// fail.
static enum terr_code refuse_database(struct terr_error *err)
{
    const enum terr_code code = terr_database_write_change("PG:host=/none dbname=maps",
                                                           &sample.measured, TERR_PARTS_ALL, err);
    return code == TERR_EOUTPUT ? TERR_OK : code;
}

static void a_database(void **state)
{
    (void)state;
    fail_alloc_each(refuse_database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_geopackage),
        cmocka_unit_test(a_shapefile),
        cmocka_unit_test(a_database),
    };
    return cmocka_run_group_tests(tests, make_sample, drop_sample);
}
