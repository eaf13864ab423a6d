// Every allocation of ours on the way from a file of another format to a snapshot is made to fail
// in turn: each time the outcome is TERR_ENOMEM, and (under the address sanitizer) nothing is lost.
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include <geo/base/paths.h>
#include <geo/source/profile.h>
#include <geo/source/reader.h>
#include <geo/source/snapshot_fields.h>

static const char *path_to_read;

static enum terr_code read_file(struct terr_error *err)
{
    struct terr_profile *profile = NULL;
    struct terr_snapshot *snapshot = NULL;
    enum terr_code code = terr_profile_load(&profile, "deepstate-daily", err);
    if (!code) code = terr_snapshot_new(&snapshot, err);
    const struct terr_profile *profiles[] = {profile};
    const struct terr_guide guide = {profiles, 1};
    if (!code) code = terr_snapshot_add_file(snapshot, path_to_read, &guide, err);
    terr_snapshot_free(snapshot);
    terr_profile_free(profile);
    return code;
}

static void reading_survives_failing_allocations(void **state)
{
    static const char *const paths[] = {
        TESTDATA "/formats/front.gpkg",        TESTDATA "/formats/front.zip",
        TESTDATA "/formats/front-utm.geojson", TESTDATA "/formats/front.topojson",
        TESTDATA "/formats/front.geojson.gz",  TESTDATA "/formats/front.kmz",
    };
    struct terr_error err;
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        path_to_read = paths[i];
        check_ok(read_file(&err)); // drivers are registered, PROJ has read its database
        fail_alloc_each(read_file);
    }
}

static enum terr_code expand(struct terr_error *err)
{
    struct terr_paths paths = {NULL, 0, 0};
    const enum terr_code code = terr_reader_expand(&paths, TESTDATA "/formats/days.zip", err);
    terr_paths_dispose(&paths);
    return code;
}

static void expanding_survives_failing_allocations(void **state)
{
    (void)state;
    fail_alloc_each(expand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_survives_failing_allocations),
        cmocka_unit_test(expanding_survives_failing_allocations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
