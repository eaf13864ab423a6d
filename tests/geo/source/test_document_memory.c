// Every allocation in reading the forms of documents and in telling their profile is made to fail
// in turn: each time the outcome is TERR_ENOMEM, and (under the address sanitizer) nothing is lost.
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include <geo/base/text.h>
#include <geo/source/profile.h>
#include <geo/source/reader.h>
#include <geo/source/snapshot_fields.h>

#define RING "[[0,0],[2,0],[2,2],[0,0]]"
#define METRES "[[798356,5324045],[872928,5328407],[865648,5439511],[798356,5324045]]"

static const char rings[] = "{\"areas\":[" RING "," RING "],\"units\":{},\"areas_ua\":[" RING "]}";
static const char range[] = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[200,0],[2,2],[0,0]]]}";
static const char projected[] =
    "{\"type\":\"Feature\",\"crs\":{\"properties\":{\"name\":\"EPSG:32636\"}},"
    "\"properties\":{\"layer\":\"VIEW_RussiaCoTinUkraine_V3\"},\"geometry\":"
    "{\"type\":\"Polygon\",\"coordinates\":[" METRES "]}}";
static const char unknown[] = "{\"type\":\"Polygon\",\"coordinates\":[" RING "]}";

// The document, the path under which it is read, and the profile; NULL: any that is built in.
static const char *text, *path;
static struct terr_profile *chosen;

static enum terr_code read_text(struct terr_snapshot **out, struct terr_error *err)
{
    enum terr_code code = terr_snapshot_new(out, err);
    const struct terr_profile *profiles[] = {chosen};
    const struct terr_guide guide = {profiles, 1};
    if (!code) {
        code = terr_snapshot_add_bytes(*out, path, text, strlen(text), chosen ? &guide : NULL, err);
    }
    return code;
}

static enum terr_code recognise(struct terr_error *err)
{
    struct terr_snapshot *snapshot = NULL;
    struct terr_profile *profile = NULL;
    struct terr_text reason = TERR_TEXT_INIT;
    enum terr_code code = read_text(&snapshot, err);
    if (!code) code = terr_profile_recognise(&profile, &reason, snapshot, err);
    if (code) assert_null(profile);
    terr_text_dispose(&reason);
    terr_profile_free(profile);
    terr_snapshot_free(snapshot);
    return code;
}

static enum terr_code read_only(struct terr_error *err)
{
    struct terr_snapshot *snapshot = NULL;
    const enum terr_code code = read_text(&snapshot, err);
    terr_snapshot_free(snapshot);
    return code;
}

static void choose(const char *profile)
{
    struct terr_error err;
    check_ok(terr_profile_load(&chosen, profile, &err));
}

static int choose_none(void **state)
{
    (void)state;
    terr_profile_free(chosen);
    chosen = NULL;
    return 0;
}

// What ends in an error of data once there is memory: that error is taken for success.
static enum terr_code end_in_data(struct terr_error *err)
{
    struct terr_error fault;
    const enum terr_code code = recognise(&fault);
    if (code == TERR_OK || code == TERR_EDATA) return TERR_OK;
    *err = fault;
    return code;
}

static void lists_of_rings(void **state)
{
    (void)state;
    text = rings;
    path = "";
    choose("uacontrolmap");
    fail_alloc_each(read_only);
}

static void layers_and_projections(void **state)
{
    (void)state;
    choose("isw-layers");
    text = projected;
    path = "RussianAssessedCoTinUkraine/20221101.geojson";
    fail_alloc_each(read_only);
}

static void faults(void **state)
{
    (void)state;
    text = range;
    path = "";
    choose("generic");
    fail_alloc_each(end_in_data);
}

static void recognition(void **state)
{
    (void)state;
    text = rings;
    path = "RussianAssessedCoTinUkraine/20221101.geojson";
    fail_alloc_each(end_in_data); // two profiles fit
    text = unknown;
    fail_alloc_each(recognise);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(lists_of_rings, choose_none),
        cmocka_unit_test_teardown(layers_and_projections, choose_none),
        cmocka_unit_test_teardown(faults, choose_none),
        cmocka_unit_test(recognition),
    };
    return cmocka_run_group_tests_name("source/document, memory", tests, NULL, NULL);
}
