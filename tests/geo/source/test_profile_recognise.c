// Which profile data is taken for, and what told it.
#include "../../support/check.h"

#include <geo/base/text.h>
#include <geo/source/profile.h>
#include <geo/source/reader.h>
#include <geo/source/snapshot_fields.h>
#include <stdlib.h>

#define SQUARE "\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[0,0],[1,0],[1,1],[0,0]]]}"
#define POINT "\"geometry\": {\"type\": \"Point\", \"coordinates\": [0,0]}"
#define FEATURE(properties, geometry) \
    "{\"type\": \"Feature\", \"properties\": {" properties "}, " geometry "}"
#define MAP(head, features) \
    "{\"type\": \"FeatureCollection\"" head ", \"features\": [" features "]}"
#define ONE(properties) MAP("", FEATURE(properties, SQUARE))
#define TRIED                                                                           \
    "; choose one with --profile (tried: deepstate, deepstate-daily, isw, isw-layers, " \
    "isw-simplified, nzz, uacontrolmap, arcgis, boundaries, generic)"

// Reads maps, up to two of them, as the parts of one snapshot.
static struct terr_snapshot *read_maps(const char *path, const char *text, const char *second)
{
    struct terr_error err;
    struct terr_snapshot *snapshot;
    check_ok(terr_snapshot_new(&snapshot, &err));
    check_ok(terr_snapshot_add_bytes(snapshot, path, text, strlen(text), NULL, &err));
    if (second) {
        check_ok(terr_snapshot_add_bytes(snapshot, path, second, strlen(second), NULL, &err));
    }
    return snapshot;
}

static const struct {
    const char *path, *text, *profile, *reason;
} cases[] = {
    {"", ONE("\"fill\": \"#000000\", \"styleHash\": 1"), "deepstate",
     "its features have \"fill\" and \"styleHash\""},
    {"", "{\"id\": 1, \"map\": " ONE("\"fill\": \"\", \"styleHash\": null") "}", "deepstate",
     "its features have \"fill\" and \"styleHash\""},
    {"", MAP(", \"name\": \"deepstatemap_data_20240708\"", FEATURE("", SQUARE)), "deepstate-daily",
     "its \"name\" is \"deepstatemap_data_20240708\""},
    {"", ONE("\"layer\": \"VIEW_RussiaCoTinUkraine_V3\""), "isw",
     "\"layer\" of a feature is \"VIEW_RussiaCoTinUkraine_V3\""},
    // ArcGIS's number does not make Nikkei's file ArcGIS's
    {"", ONE("\"OBJECTID\": 1, \"layer\": \"ロシア軍支配エリア\""), "isw",
     "\"layer\" of a feature is \"ロシア軍支配エリア\""},
    // a feature without geometry tells as much as one with
    {"", MAP("", FEATURE("\"layer\": \"ロシア軍侵攻エリア\"", "\"geometry\": null")), "isw",
     "\"layer\" of a feature is \"ロシア軍侵攻エリア\""},
    {"maps/20221101_RussianClaimedCoTinUkraine.geojson", ONE("\"FID\": 1"), "isw-layers",
     "its layer is \"RussianClaimedCoTinUkraine\""},
    {"RussianClaimedCoTinUkraine/20221101.geojson", ONE(""), "isw-layers",
     "its layer is \"RussianClaimedCoTinUkraine\""},
    {"", ONE("\"layer_type\": \"ukraine_control_map\""), "isw-simplified",
     "\"layer_type\" of a feature is \"ukraine_control_map\""},
    {"", "{\"value\": " ONE("\"type\": \"gains\", \"_datefrom\": \"\", \"_dateto\": \"\"") "}",
     "nzz", "its features have \"_datefrom\" and \"_dateto\", \"type\" of a feature is \"gains\""},
    {"", ONE("\"type\": \"nochange\", \"_datefrom\": \"\", \"_dateto\": \"\""), "nzz",
     "its features have \"_datefrom\" and \"_dateto\", \"type\" of a feature is \"nochange\""},
    {"", "{\"areas\": [], \"units\": {}}", "uacontrolmap",
     "it has the members \"areas\" and \"units\""},
    {"VIEW_RussiaCoTinUkraine_V3/FeatureServer/49/query.json", ONE(""), "arcgis",
     "its layer is \"VIEW_RussiaCoTinUkraine_V3\""},
    {"", ONE("\"OBJECTID\": 1, \"EditDate\": 1752451200000"), "arcgis",
     "its features have \"OBJECTID\" and \"EditDate\""},
    {"", ONE("\"boundary\": \"administrative\", \"admin_level\": \"4\", \"type\": \"boundary\""),
     "boundaries", "its features have \"boundary\" and \"admin_level\""},
    {"", ONE("\"status\": \"contested\""), "generic", "its features have \"status\""},
    // what has a profile of its own keeps it, though it has a status too
    {"", ONE("\"status\": \"x\", \"OBJECTID\": 1, \"EditDate\": 5"), "arcgis",
     "its features have \"OBJECTID\" and \"EditDate\""},
};

static void data_is_recognised_and_the_reason_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_profile *profile;
        struct terr_text reason = TERR_TEXT_INIT;
        struct terr_snapshot *snapshot = read_maps(cases[i].path, cases[i].text, NULL);
        check_ok(terr_profile_recognise(&profile, &reason, snapshot, &err));
        assert_string_equal(terr_profile_name(profile), cases[i].profile);
        assert_string_equal(reason.bytes, cases[i].reason);
        terr_text_dispose(&reason);
        terr_profile_free(profile);
        check_ok(terr_profile_recognise(&profile, NULL, snapshot, &err));
        assert_string_equal(terr_profile_name(profile), cases[i].profile);
        terr_profile_free(profile);
        terr_snapshot_free(snapshot);
    }
}

static void a_part_is_enough(void **state)
{
    struct terr_error err;
    struct terr_profile *profile;
    (void)state;
    struct terr_snapshot *snapshot =
        read_maps("", MAP("", ""), ONE("\"layer_type\": \"russian_advances\""));
    check_ok(terr_profile_recognise(&profile, NULL, snapshot, &err));
    assert_string_equal(terr_profile_name(profile), "isw-simplified");
    terr_profile_free(profile);
    terr_snapshot_free(snapshot);
}

static void check_not_recognised(const char *path, const char *text, const char *second,
                                 const char *sentence)
{
    struct terr_error err;
    struct terr_profile *profile;
    struct terr_text reason = TERR_TEXT_INIT;
    struct terr_snapshot *snapshot = read_maps(path, text, second);
    check_fails(terr_profile_recognise(&profile, &reason, snapshot, &err), TERR_EDATA, sentence);
    assert_null(profile);
    assert_int_equal(reason.length, 0);
    terr_text_dispose(&reason);
    terr_snapshot_free(snapshot);
}

static void what_no_profile_fits_is_an_error(void **state)
{
    static const char *const texts[] = {
        ONE(""),
        ONE("\"fill\": \"#000000\""),
        MAP("", FEATURE("\"fill\": \"#000000\"", SQUARE) "," FEATURE("\"styleHash\": 1", SQUARE)),
        MAP("", FEATURE("\"fill\": \"#000000\", \"styleHash\": 1", POINT) "," FEATURE("", SQUARE)),
        MAP(", \"name\": \"my deepstatemap_data_\"", FEATURE("", SQUARE)),
        MAP(", \"name\": 5", FEATURE("", SQUARE)),
        ONE("\"layer\": \"VIEW_Something\""),
        ONE("\"layer\": 5"),
        ONE("\"type\": \"gains\""),
        ONE("\"type\": \"boundary\", \"_datefrom\": \"\", \"_dateto\": \"\""),
        ONE("\"OBJECTID\": 1"),
        ONE("\"Status\": \"held\""),
        "{\"type\": \"Polygon\", \"coordinates\": [[[0,0],[1,0],[1,1],[0,0]]]}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        check_not_recognised("", texts[i], NULL, "no profile recognises it" TRIED);
    }
    check_not_recognised("", MAP("", ""), NULL,
                         "no profile recognises it, as it has no polygons" TRIED);
    check_not_recognised("", MAP("", FEATURE("\"status\": \"held\"", POINT)), NULL,
                         "no profile recognises it, as it has no polygons" TRIED);
}

static void what_two_profiles_fit_is_an_error_that_names_both(void **state)
{
    (void)state;
    check_not_recognised(
        "", ONE("\"fill\": \"#000000\", \"styleHash\": 1, \"layer\": \"ロシア軍支配エリア\""), NULL,
        "looks like profile 'deepstate' (its features have \"fill\" and \"styleHash\") and like "
        "profile 'isw' (\"layer\" of a feature is \"ロシア軍支配エリア\"); choose one with "
        "--profile");
    check_not_recognised(
        "RussianAssessedCoTinUkraine.geojson",
        MAP(", \"name\": \"deepstatemap_data_1\"", FEATURE("", SQUARE)), NULL,
        "looks like profile 'deepstate-daily' (its \"name\" is \"deepstatemap_data_1\") and like "
        "profile 'isw-layers' (its layer is \"RussianAssessedCoTinUkraine\"); choose one with "
        "--profile");
    // of two parts each may look like another
    check_not_recognised("", ONE("\"boundary\": \"x\", \"admin_level\": \"4\""),
                         ONE("\"fill\": \"\", \"styleHash\": \"\""),
                         "looks like profile 'deepstate' (its features have \"fill\" and "
                         "\"styleHash\") and like profile 'boundaries' (its features have "
                         "\"boundary\" and \"admin_level\"); choose one with --profile");
}

// ---- the layer of a part ----

static void a_part_is_of_the_layer_that_its_path_names(void **state)
{
    static const struct {
        const char *path, *layer;
    } paths[] = {
        {"20221101_RussianClaimedCoTinUkraine.geojson", "RussianClaimedCoTinUkraine"},
        {"x/VIEW_RussiaCoTinUkraine_V3/1.json", "VIEW_RussiaCoTinUkraine_V3"},
        {"20221101.geojson", NULL},
        {"", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct terr_snapshot *snapshot = read_maps(paths[i].path, ONE(""), NULL);
        const struct terr_part *part = terr_snapshot_part_at(snapshot, 0);
        assert_string_equal(part->path, paths[i].path);
        if (paths[i].layer) assert_string_equal(part->layer, paths[i].layer);
        if (!paths[i].layer) assert_null(part->layer);
        terr_snapshot_free(snapshot);
    }
}

// The layer decides the status; that of a feature goes before that of its part.
static void layers_give_statuses(void **state)
{
    struct terr_error err;
    struct terr_profile *profile;
    (void)state;
    struct terr_snapshot *snapshot =
        read_maps("RussianAssessedAdvanceinUkraine.geojson", ONE("\"FID\": 1"), NULL);
    check_ok(terr_profile_load(&profile, "isw-layers", &err));
    check_ok(terr_profile_classify(profile, snapshot, &err));
    assert_string_equal(terr_snapshot_at(snapshot, 0)->status, "advance");
    snapshot->features[0].layer = "UkrainianReportedPartisanWarfare";
    check_ok(terr_profile_classify(profile, snapshot, &err));
    assert_string_equal(terr_snapshot_at(snapshot, 0)->status, "partisan");
    terr_snapshot_free(snapshot);
    terr_profile_free(profile);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_is_recognised_and_the_reason_told),
        cmocka_unit_test(a_part_is_enough),
        cmocka_unit_test(what_no_profile_fits_is_an_error),
        cmocka_unit_test(what_two_profiles_fit_is_an_error_that_names_both),
        cmocka_unit_test(a_part_is_of_the_layer_that_its_path_names),
        cmocka_unit_test(layers_give_statuses),
    };
    return cmocka_run_group_tests_name("source/profile_recognise", tests, NULL, NULL);
}
