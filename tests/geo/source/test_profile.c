#include "../../support/check.h"

#include <geo/base/draft.h>
#include <geo/base/json.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>
#include <stdlib.h>
#include <unistd.h>

static struct terr_profile *builtin(const char *name)
{
    struct terr_error err;
    struct terr_profile *profile;
    check_ok(terr_profile_load(&profile, name, &err));
    return profile;
}

static void expect_status(const struct terr_profile *profile, const char *properties,
                          const char *expected)
{
    struct terr_error err;
    struct terr_json *json;
    check_ok(terr_json_parse(&json, properties, strlen(properties), &err));
    size_t length;
    const char *status = terr_profile_status(&length, profile, json, NULL);
    if (length != strlen(expected) || memcmp(status, expected, length) != 0) {
        fail_msg("%s: '%.*s', expected '%s'", properties, (int)length, status, expected);
    }
    terr_json_free(json);
}

// ---- the built-in profiles ----

#define SQUARE "\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[0,0],[1,0],[1,1],[0,0]]]}"

static void test_builtin_names(void **state)
{
    (void)state;
    static const char *const names[] = {
        "deepstate", "deepstate-daily", "isw",    "isw-layers", "isw-simplified",
        "nzz",       "uacontrolmap",    "arcgis", "boundaries", "generic"};
    const size_t count = sizeof names / sizeof names[0];
    assert_int_equal(terr_profile_builtin_count(), count);
    for (size_t i = 0; i < count; i++) {
        struct terr_error err;
        struct terr_profile *profile;
        const char *text = terr_profile_builtin_text(i);
        assert_string_equal(terr_profile_builtin_name(i), names[i]);
        check_ok(terr_profile_parse(&profile, text, strlen(text), &err));
        assert_string_equal(terr_profile_name(profile), names[i]);
        assert_true(strlen(terr_profile_title(profile)) > 0);
        terr_profile_free(profile);
    }
}

static void test_deepstate_statuses(void **state)
{
    (void)state;
    static const struct {
        const char *properties, *status;
    } cases[] = {
        {"{\"name\": \"Окуповано\", \"fill\": \"#a52714\"}", "occupied"},
        {"{\"name\": \"Крим\", \"fill\": \"#880e4f\"}", "occupied_before_2022"},
        {"{\"name\": \"\", \"fill\": \"#000000\"}", "occupied_before_2022"},
        {"{\"name\": \"?\", \"fill\": \"#bcaaa4\"}", "contested"},
        {"{\"fill\": \"#757575\"}", "contested"},
        {"{\"name\": \"Звільнено 25.03 /// Liberated 25.03\", \"fill\": \"#0f9d58\"}", "liberated"},
        {"{\"fill\": \"#0288d1\"}", "liberated"},
        {"{\"fill\": \"#0097a7\"}", "liberated"},
        {"{\"fill\": \"#01579b\"}", "held_abroad"},
        {"{\"fill\": \"#bdbdbd\"}", "contested_abroad"},
        {"{\"fill\": \"#ff5252\"}", "elsewhere"},
        {"{\"fill\": \"#ff0000\"}", "unclassified"},
        {"{\"fill\": \"#a527140\"}", "unclassified"},
        {"{\"fill\": null}", "unclassified"},
        {"{\"fill\": 5}", "unclassified"},
        {"{}", "unclassified"},
        {"null", "unclassified"},
    };
    struct terr_profile *profile = builtin("deepstate");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_status(profile, cases[i].properties, cases[i].status);
    }
    terr_profile_free(profile);
}

// Names come before colours, and the status key counts for nothing.
static void test_deepstate_names(void **state)
{
    (void)state;
    static const struct {
        const char *properties, *status;
    } cases[] = {
        {"{\"name\": \"Придністров'я\", \"fill\": \"#880e4f\"}", "elsewhere"},
        {"{\"name\": \"X ///\\u00a0Transnistria\", \"fill\": \"#880e4f\"}", "elsewhere"},
        {"{\"name\": \"Transnistria /// geoJSON.territories.crimea\"}", "elsewhere"},
        {"{\"name\": \"Крим /// Occupied Crimea\\u00a0/// geoJSON.territories.crimea\"}",
         "occupied_before_2022"},
        {"{\"name\": \"A///B///\\u00a0geoJSON.territories.ordlo\\u00a0\\n\", \"fill\": "
         "\"#a52714\"}",
         "occupied_before_2022"},
        {"{\"name\": \"geoJSON.territories.tuzla\"}", "occupied_before_2022"},
        {"{\"name\": \"Абхазія.\\n///\\nOccupied Abkhazia.\\n/// "
         "geoJSON.territories.abkhazia\\n\"}",
         "elsewhere"},
        {"{\"name\": \"A /// B /// geoJSON.territories.kuril\", \"fill\": \"#a52714\"}",
         "elsewhere"},
        {"{\"name\": \"A /// B /// geoJSON.territories.crimea-2\"}", "elsewhere"},
        {"{\"name\": \"A /// B /// geoJSON.status.occupied\", \"fill\": \"#0f9d58\"}", "liberated"},
        {"{\"name\": \"not geoJSON.territories.crimea\", \"fill\": \"#a52714\"}", "occupied"},
    };
    struct terr_profile *profile = builtin("deepstate");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_status(profile, cases[i].properties, cases[i].status);
    }
    terr_profile_free(profile);
}

// What each of the others makes of a property or a layer.
static void test_statuses_of_the_others(void **state)
{
    (void)state;
    static const struct {
        const char *profile, *property, *value, *status;
    } cases[] = {
        {"isw", "layer", "VIEW_RussiaCoTinUkraine_V3", "occupied"},
        {"isw", "layer", "ロシア軍支配エリア", "occupied"},
        {"isw", "layer", "MDS_AssessedRussianAdvanceInUkraine_view", "advance"},
        {"isw", "layer", "MDS_AssessedRussianAdvanceinUkraine_view", "advance"},
        {"isw", "layer", "ロシア軍侵攻エリア", "claimed"},
        {"isw", "layer", "VIEW_ClaimedRussianTerritoryinUkraine_V2", "claimed"},
        {"isw", "layer", "VIEW_ClaimedUkrainianCounteroffensives_V2", "liberated"},
        {"isw", "layer", "ウクライナ軍反撃エリア", "liberated"},
        {"isw", "layer", "VIEW_Something", "unclassified"},
        {"isw-layers", NULL, "RussianAssessedCoTinUkraine", "occupied"},
        {"isw-layers", NULL, "RussianAssessedAdvanceinUkraine", "advance"},
        {"isw-layers", NULL, "RussianClaimedCoTinUkraine", "claimed"},
        {"isw-layers", NULL, "UkrainianClaimedCounterOffensives", "liberated"},
        {"isw-layers", NULL, "UkrainianReportedPartisanWarfare", "partisan"},
        {"isw-simplified", "layer_type", "ukraine_control_map", "occupied"},
        {"isw-simplified", "layer_type", "claimed_russian_territory", "claimed"},
        {"nzz", "type", "nochange", "nochange"},
        {"nzz", "type", "gains", "gains"},
        {"nzz", "type", "losses", "losses"},
        {"nzz", "type", "loss", "unclassified"},
        {"uacontrolmap", NULL, "areas", "held"},
        {"uacontrolmap", NULL, "areas_ua", "held_abroad"},
        {"arcgis", NULL, "VIEW_RussiaCoTinUkraine_V3", "occupied"},
        {"arcgis", NULL, "AssessedRussianAdvanceInUkraine_V2_view", "advance"},
        {"arcgis", NULL, "unheard of", "unclassified"},
        {"boundaries", "boundary", "administrative", "region"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_profile *profile = builtin(cases[i].profile);
        struct terr_error err;
        struct terr_json *json;
        char text[200];
        size_t length;
        snprintf(text, sizeof text, "{\"%s\": \"%s\"}", cases[i].property ? cases[i].property : "",
                 cases[i].value);
        check_ok(terr_json_parse(&json, text, strlen(text), &err));
        assert_string_equal(
            terr_profile_status(&length, profile, json, cases[i].property ? NULL : cases[i].value),
            cases[i].status);
        terr_json_free(json);
        terr_profile_free(profile);
    }
}

static void test_generic_statuses(void **state)
{
    (void)state;
    struct terr_profile *profile = builtin("generic");
    expect_status(profile, "{\"status\": \"contested\"}", "contested");
    expect_status(profile, "{\"status\": \"\"}", "held");
    expect_status(profile, "{\"status\": \" \\u00a0\\n\"}", "held");
    expect_status(profile, "{\"status\": 7}", "held");
    expect_status(profile, "{\"Status\": \"contested\"}", "held");
    expect_status(profile, "null", "held");
    terr_profile_free(profile);
}

// White space around a status is no part of it: U+00A0 as in DeepState's names, and ASCII's.
static void test_status_from_is_trimmed(void **state)
{
    (void)state;
    static const struct {
        const char *properties, *status;
    } cases[] = {
        {"{\"status\": \" held \"}", "held"},
        {"{\"status\": \"\\u00a0contested\\u00a0\\r\\n\"}", "contested"},
        {"{\"status\": \"\\tcontested\"}", "contested"},
        {"{\"status\": \"two words\\u00a0\"}", "two words"},
        {"{\"status\": \"à\"}", "à"},          // its last byte is that of U+00A0
        {"{\"status\": \"\\u00a0\"}", "held"}, // an empty rest: the next rule
        {"{\"status\": \"\\f \\u00a0 \"}", "held"},
    };
    struct terr_profile *profile = builtin("generic");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_status(profile, cases[i].properties, cases[i].status);
    }
    terr_profile_free(profile);
}

// A status of the snapshot ends where its white space begins.
static void test_classified_statuses_are_trimmed(void **state)
{
    (void)state;
    static const char map[] =
        "{\"type\": \"FeatureCollection\", \"features\": ["
        "{\"type\": \"Feature\", \"properties\": {\"status\": \"held \"}, " SQUARE "},"
        "{\"type\": \"Feature\", \"properties\": {\"status\": \"\\u00a0contested\\u00a0\"}, " SQUARE
        "}, {\"type\": \"Feature\", \"properties\": {\"status\": \" advance\"}, " SQUARE "}]}";
    static const char *const expected[] = {"held", "contested", "advance"};
    struct terr_error err;
    struct terr_snapshot *snapshot;
    struct terr_profile *profile = builtin("generic");
    check_ok(terr_snapshot_parse(&snapshot, map, strlen(map), &err));
    check_ok(terr_profile_classify(profile, snapshot, &err));
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(terr_snapshot_at(snapshot, i)->status, expected[i]);
    }
    terr_snapshot_free(snapshot);
    terr_profile_free(profile);
}

static void test_daily_is_all_held(void **state)
{
    (void)state;
    struct terr_profile *profile = builtin("deepstate-daily");
    expect_status(profile, "{}", "held");
    expect_status(profile, "{\"status\": \"contested\"}", "held");
    terr_profile_free(profile);
}

static void test_what_profiles_say(void **state)
{
    (void)state;
    static const struct {
        const char *name, *timezone, *rule;
        bool open, credited;
        size_t status_count, held_count;
        const char *last_status;
    } cases[] = {
        {"deepstate", "Europe/Kyiv", "EET-2EEST,M3.5.0/3,M10.5.0/4", false, true, 8, 2,
         "unclassified"},
        {"deepstate-daily", "Europe/Kyiv", "EET-2EEST,M3.5.0/3,M10.5.0/4", false, true, 1, 1,
         "held"},
        {"generic", "UTC", "UTC", true, false, 1, 3, "held"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_profile *profile = builtin(cases[i].name);
        assert_string_equal(terr_profile_timezone(profile), cases[i].timezone);
        assert_string_equal(terr_profile_timezone_rule(profile), cases[i].rule);
        assert_int_equal(terr_profile_is_open(profile), cases[i].open);
        assert_int_equal(terr_profile_attribution(profile) != NULL, cases[i].credited);
        assert_int_equal(terr_profile_status_count(profile), cases[i].status_count);
        assert_string_equal(terr_profile_status_at(profile, cases[i].status_count - 1),
                            cases[i].last_status);
        assert_int_equal(terr_profile_zone_count(profile), 1);
        assert_string_equal(terr_profile_zone_at(profile, 0).name, "held");
        assert_int_equal(terr_profile_zone_at(profile, 0).status_count, cases[i].held_count);
        terr_profile_free(profile);
    }
}

static void test_zone_keeps_its_order(void **state)
{
    (void)state;
    struct terr_profile *profile = builtin("deepstate");
    const struct terr_zone_definition held = terr_profile_zone_at(profile, 0);
    assert_string_equal(held.statuses[0], "occupied");
    assert_string_equal(held.statuses[1], "occupied_before_2022");
    terr_profile_free(profile);
}

// ---- loading ----

#define MINE                                                                                  \
    "{\"name\": \"mine\", \"title\": \"Mine\", \"timezone\": \"UTC\", \"zones\": {\"held\": " \
    "[\"a\"]}, \"rules\": [{\"status\": \"a\"}]}"

static void test_load_unknown_name(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_profile *profile;
    check_fails(terr_profile_load(&profile, "deepstat", &err), TERR_EARG,
                "unknown profile 'deepstat': the built-in ones are deepstate, deepstate-daily, "
                "isw, isw-layers, isw-simplified, nzz, uacontrolmap, arcgis, boundaries, generic; "
                "or give a JSON file");
    assert_null(profile);
}

static void test_load_file(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_profile *profile;
    char path[] = "/tmp/territory-profile-XXXXXX", expected[200];
    const char *good = MINE, *bad = "{\"name\": 5}";
    const int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);

    check_ok(terr_draft_write(path, good, strlen(good), true, &err));
    check_ok(terr_profile_load(&profile, path, &err));
    assert_string_equal(terr_profile_name(profile), "mine");
    assert_null(terr_profile_attribution(profile));
    terr_profile_free(profile);

    check_ok(terr_draft_write(path, bad, strlen(bad), true, &err));
    snprintf(expected, sizeof expected, "%s: name is a number, needs a string", path);
    check_fails(terr_profile_load(&profile, path, &err), TERR_EDATA, expected);
    unlink(path);
}

static void test_load_folder(void **state)
{
    (void)state;
    struct terr_error err;
    struct terr_profile *profile;
    check_fails(terr_profile_load(&profile, "/tmp", &err), TERR_EIO, "/tmp: is a folder");
}

int main(void)
{
    const struct CMUnitTest group[] = {
        cmocka_unit_test(test_builtin_names),
        cmocka_unit_test(test_deepstate_statuses),
        cmocka_unit_test(test_deepstate_names),
        cmocka_unit_test(test_statuses_of_the_others),
        cmocka_unit_test(test_generic_statuses),
        cmocka_unit_test(test_status_from_is_trimmed),
        cmocka_unit_test(test_classified_statuses_are_trimmed),
        cmocka_unit_test(test_daily_is_all_held),
        cmocka_unit_test(test_what_profiles_say),
        cmocka_unit_test(test_zone_keeps_its_order),
        cmocka_unit_test(test_load_unknown_name),
        cmocka_unit_test(test_load_file),
        cmocka_unit_test(test_load_folder),
    };
    return cmocka_run_group_tests_name("source/profile", group, NULL, NULL);
}
