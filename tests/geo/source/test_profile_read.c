#include "../../support/check.h"

#include <geo/base/json.h>
#include <geo/source/profile.h>

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

// ---- profiles of one's own ----

#define HEAD "\"name\": \"mine\", \"title\": \"Mine\", \"timezone\": \"UTC\""
#define OWN(zones, rules) "{" HEAD ", \"zones\": {" zones "}, \"rules\": [" rules "]}"
#define HELD "\"held\": [\"a\"]"
#define ALWAYS_A "{\"status\": \"a\"}"

static struct terr_profile *parse(const char *text)
{
    struct terr_error err;
    struct terr_profile *profile;
    check_ok(terr_profile_parse(&profile, text, strlen(text), &err));
    return profile;
}

static void test_tests_of_rules(void **state)
{
    (void)state;
    struct terr_profile *profile = parse(OWN(
        HELD, "{\"property\": \"p\", \"equals\": [\"x\", \"y\"], \"status\": \"a\"},"
              "{\"property\": \"p\", \"starts_with\": [\"pre\"], \"status\": \"b\"},"
              "{\"property\": \"p\", \"contains\": [\"mid\"], \"status\": \"c\"},"
              "{\"property\": \"p\", \"split\": \";\", \"equals\": [\"z\"], \"status\": \"a\"}"));
    static const struct {
        const char *properties, *status;
    } cases[] = {
        {"{\"p\": \"x\"}", "a"},
        {"{\"p\": \"\\t y\\r\\n\"}", "a"},
        {"{\"p\": \"prefix\"}", "b"},
        {"{\"p\": \"pr\"}", "unclassified"},
        {"{\"p\": \"a mid b\"}", "c"},
        {"{\"p\": \"mid\"}", "c"},
        {"{\"p\": \"mi\"}", "unclassified"},
        {"{\"p\": \"1; z ;2\"}", "a"},
        {"{\"p\": \"1;2;z\"}", "a"},
        {"{\"p\": \";;\"}", "unclassified"},
        {"{\"p\": \"1 z 2\"}", "unclassified"},
        {"{\"q\": \"x\"}", "unclassified"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_status(profile, cases[i].properties, cases[i].status);
    }
    assert_int_equal(terr_profile_status_count(profile), 4);
    terr_profile_free(profile);
}

static void test_unclassified_is_listed_once_and_last(void **state)
{
    (void)state;
    struct terr_profile *profile =
        parse(OWN(HELD, "{\"property\": \"p\", \"equals\": [\"x\"], \"status\": \"unclassified\"},"
                        "{\"property\": \"p\", \"equals\": [\"y\"], \"status\": \"a\"}," ALWAYS_A));
    assert_int_equal(terr_profile_status_count(profile), 2);
    assert_string_equal(terr_profile_status_at(profile, 0), "a");
    assert_string_equal(terr_profile_status_at(profile, 1), "unclassified");
    terr_profile_free(profile);
}

static void test_wrong_documents(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {"[]", "the profile is an array, needs an object"},
        {"{}", "name is missing, needs a string"},
        {"{\"name\": 5}", "name is a number, needs a string"},
        {"{\"name\": \"\"}", "name is \"\", needs some text"},
        {"{\"name\": \"A b\"}",
         "name is \"A b\", needs a word of a-z, 0-9, '_' and '-', a letter first"},
        {"{\"name\": \"x\"}", "title is missing, needs a string"},
        {"{\"name\": \"x\", \"title\": \"y\"}", "timezone is missing, needs a string"},
        {"{\"name\": \"x\", \"tilte\": \"y\"}", "tilte is not a member known here"},
        {"{" HEAD ", \"attribution\": 1}", "attribution is a number, needs a string"},
        {"{" HEAD ", \"timezone_rule\": null}", "timezone_rule is null, needs a string"},
        {"{" HEAD "}", "rules is missing, needs an array of at least one rule"},
        {"{" HEAD ", \"rules\": []}", "rules is an array, needs an array of at least one rule"},
        {"{" HEAD ", \"rules\": [" ALWAYS_A "]}",
         "zones is missing, needs an object of at least one zone"},
        {OWN("", ALWAYS_A), "zones is an object, needs an object of at least one zone"},
        {OWN("\"Held\": [\"a\"]", ALWAYS_A),
         "zones has the name \"Held\", needs a word of a-z, 0-9, '_' and '-', a letter first"},
        {OWN("\"held\": \"a\"", ALWAYS_A), "zones.held is a string, needs an array of strings"},
        {OWN("\"held\": []", ALWAYS_A), "zones.held is an array, needs a string in it"},
        {OWN("\"held\": [\"a\", 1]", ALWAYS_A), "zones.held[1] is a number, needs a string"},
        {OWN("\"held\": [\"a\", \"a\"]", ALWAYS_A),
         "zones.held[1] is \"a\", which stands there already"},
        {OWN("\"held\": [\"b\"]", ALWAYS_A), "zones.held[0] is \"b\", which no rule gives"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_profile *profile;
        check_fails(terr_profile_parse(&profile, cases[i].text, strlen(cases[i].text), &err),
                    TERR_EDATA, cases[i].sentence);
        assert_null(profile);
    }
}

#define RULE(rule) OWN(HELD, ALWAYS_B_IF_X ", " rule)
#define ALWAYS_B_IF_X "{\"property\": \"p\", \"equals\": [\"x\"], \"status\": \"b\"}"
#define SIGN(sign) \
    "{" HEAD ", \"zones\": {" HELD "}, \"rules\": [" ALWAYS_A "], \"recognise\": " sign "}"

static void test_wrong_rules(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {RULE("5"), "rules[1] is a number, needs an object"},
        {RULE("{}"), "rules[1].status is missing, needs a string"},
        {RULE("{\"statsu\": \"a\"}"), "rules[1].statsu is not a member known here"},
        {RULE("{\"status\": \"a+b\"}"),
         "rules[1].status is \"a+b\", needs a word of a-z, 0-9, '_' and '-', a letter first"},
        {RULE("{\"status\": \"a\", \"equals\": [\"x\"]}"),
         "rules[1].equals is not a member known here"},
        {RULE("{\"status_from\": \"p\", \"status\": \"a\"}"),
         "rules[1].status is not a member known here"},
        {RULE("{\"status_from\": true}"), "rules[1].status_from is a boolean, needs a string"},
        {RULE("{\"property\": \"p\", \"status\": \"a\"}"),
         "rules[1] has no test, needs \"equals\", \"starts_with\" or \"contains\""},
        {RULE("{\"property\": \"p\", \"equals\": [\"x\"], \"contains\": [\"x\"]}"),
         "rules[1] has \"equals\" and \"contains\", needs one of them"},
        {RULE("{\"property\": \"p\", \"equals\": \"x\"}"),
         "rules[1].equals is a string, needs an array of strings"},
        {RULE("{\"property\": \"p\", \"equals\": [\"x\", \"\"]}"),
         "rules[1].equals[1] is \"\", needs some text"},
        {RULE("{\"property\": \"p\", \"split\": \"\", \"equals\": [\"x\"]}"),
         "rules[1].split is \"\", needs some text"},
        {RULE("{\"property\": \"p\", \"equals\": [\"x\"]}"),
         "rules[1].status is missing, needs a string"},
        {RULE(ALWAYS_A "," ALWAYS_A), "rules[1] holds always, needs to be the last of the 3 rules"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_profile *profile;
        check_fails(terr_profile_parse(&profile, cases[i].text, strlen(cases[i].text), &err),
                    TERR_EDATA, cases[i].sentence);
    }
}

static void test_wrong_signs(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {SIGN("{}"), "recognise is an object, needs an array"},
        {SIGN("[5]"), "recognise[0] is a number, needs an object"},
        {SIGN("[{}]"), "recognise[0] has no condition, needs \"member\", \"members\", "
                       "\"property\", \"properties\" or \"layer\": true"},
        {SIGN("[{\"layer\": false}]"),
         "recognise[0] has no condition, needs \"member\", \"members\", \"property\", "
         "\"properties\" or \"layer\": true"},
        {SIGN("[{\"layer\": true}]"),
         "recognise[0].layer is true, needs \"layers\" in the profile"},
        {SIGN("[{\"layer\": [\"x\"]}]"), "recognise[0].layer is an array, needs true or false"},
        {SIGN("[{\"member\": \"name\"}]"),
         "recognise[0] has no test, needs \"equals\", \"starts_with\" or \"contains\""},
        {SIGN("[{\"property\": \"name\", \"split\": \";\"}]"),
         "recognise[0] has no test, needs \"equals\", \"starts_with\" or \"contains\""},
        {SIGN("[{\"starts_with\": [\"x\"]}]"),
         "recognise[0] has a test, needs a \"member\" or a \"property\" for it"},
        {SIGN("[{\"members\": [\"x\"], \"equals\": [\"x\"]}]"),
         "recognise[0] has a test, needs a \"member\" or a \"property\" for it"},
        {SIGN("[{\"member\": \"x\", \"property\": \"y\", \"equals\": [\"x\"]}]"),
         "recognise[0] has \"member\" and \"property\", needs one of them"},
        {SIGN("[{\"member\": \"x\", \"equals\": [\"x\"], \"contains\": [\"x\"]}]"),
         "recognise[0] has \"equals\" and \"contains\", needs one of them"},
        {SIGN("[{\"properties\": [\"x\"]}, {\"properties\": []}]"),
         "recognise[1].properties is an array, needs a string in it"},
        {SIGN("[{\"members\": \"x\"}]"),
         "recognise[0].members is a string, needs an array of strings"},
        {SIGN("[{\"propertys\": [\"x\"]}]"), "recognise[0].propertys is not a member known here"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_profile *profile;
        check_fails(terr_profile_parse(&profile, cases[i].text, strlen(cases[i].text), &err),
                    TERR_EDATA, cases[i].sentence);
    }
}

#define EXTENT(extent) \
    "{" HEAD ", \"zones\": {" HELD "}, \"rules\": [" ALWAYS_A "], \"extent\": " extent "}"
#define FOUR_NUMBERS "extent needs four numbers, in degrees: west, south, east, north"
#define ORDER                                                                            \
    ", needs west < east within -180 to 180 and south < north within -90 to 90, in the " \
    "order west, south, east, north"

static void test_wrong_extents(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {EXTENT("null"), "extent is null, needs an array of four numbers"},
        {EXTENT("{\"west\": 22}"), "extent is an object, needs an array of four numbers"},
        {EXTENT("[]"), FOUR_NUMBERS},
        {EXTENT("[22, 44, 41]"), FOUR_NUMBERS},
        {EXTENT("[22, 44, \"41\", 53]"), FOUR_NUMBERS},
        {EXTENT("[22, 44, 41, 53, 0]"), FOUR_NUMBERS},
        {EXTENT("[41, 44, 22, 53]"), "extent is 41, 44, 22, 53" ORDER},
        {EXTENT("[22, 53, 41, 44]"), "extent is 22, 53, 41, 44" ORDER},
        {EXTENT("[22, 44, 22, 53]"), "extent is 22, 44, 22, 53" ORDER},
        {EXTENT("[-180.5, -90, 180, 90]"), "extent is -180.5, -90, 180, 90" ORDER},
        {EXTENT("[-180, -90, 180, 90.25]"), "extent is -180, -90, 180, 90.25" ORDER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_profile *profile;
        check_fails(terr_profile_parse(&profile, cases[i].text, strlen(cases[i].text), &err),
                    TERR_EDATA, cases[i].sentence);
    }
    terr_profile_free(parse(EXTENT("[-180, -90, 180, 90]")));
}

// ---- what a profile says of its source ----

#define SAYING(member) "{" HEAD ", \"zones\": {" HELD "}, \"rules\": [" ALWAYS_A "], " member "}"
#define REMOTE(url) "\"remote\": {\"url\": \"" url "\", \"first\": \"2024-07-08\"}"

static void test_wrong_sayings(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {SAYING("\"since\": 2022"), "since is a number, needs a string"},
        {SAYING("\"since\": \"2022-02-30\""), "since is \"2022-02-30\", needs a day, YYYY-MM-DD"},
        {SAYING("\"since\": \"2022-02-24T00:00\""),
         "since is \"2022-02-24T00:00\", needs a day, YYYY-MM-DD"},
        {SAYING("\"note\": \"\""), "note is \"\", needs some text"},
        {SAYING("\"fallback\": \"yes\""), "fallback is a string, needs true or false"},
        {SAYING("\"document\": \"value\""), "document is a string, needs an object"},
        {SAYING("\"document\": {\"features\": \"x\"}"),
         "document.features is not a member known here"},
        {SAYING("\"document\": {\"collection\": 1}"),
         "document.collection is a number, needs a string"},
        {SAYING("\"document\": {\"rings\": \"areas\"}"),
         "document.rings is a string, needs an array of strings"},
        {SAYING("\"document\": {\"axes\": \"lat-lon\"}"),
         "document.axes is \"lat-lon\", needs latitude-first or longitude-first"},
        {SAYING("\"document\": {\"collection\": \"x\", \"rings\": [\"y\"]}"),
         "document has \"collection\" and \"rings\", needs one of them"},
        {SAYING("\"layers\": []"), "layers is an array, needs a string in it"},
        {SAYING("\"describe\": \"name\""), "describe is a string, needs an array of strings"},
        {SAYING("\"dates\": []"), "dates is an array, needs an object"},
        {SAYING("\"dates\": {}"), "dates.properties is missing, needs an array of strings"},
        {SAYING("\"dates\": {\"property\": [\"d\"]}"), "dates.property is not a member known here"},
        {SAYING("\"dates\": {\"properties\": [\"d\"], \"before_name\": 1}"),
         "dates.before_name is a number, needs true or false"},
        {SAYING("\"merge\": []"), "merge is an array, needs an object of properties"},
        {SAYING("\"merge\": {\"fill\": \"x\"}"),
         "merge.fill is a string, needs an object of values"},
        {SAYING("\"merge\": {\"fill\": {\"x\": 1}}"), "merge.fill.x is a number, needs a string"},
        {SAYING("\"whole_km2\": 0"), "whole_km2 needs a number above 0, in km2"},
        {SAYING("\"whole_km2\": \"1\""), "whole_km2 needs a number above 0, in km2"},
        {SAYING("\"remote\": \"http://x\""), "remote is a string, needs an object"},
        {SAYING("\"remote\": {}"), "remote.url is missing, needs a string"},
        {SAYING("\"remote\": {\"url\": \"{YYYYMMDD}\"}"),
         "remote.first is missing, needs a string"},
        {SAYING(REMOTE("x")),
         "remote.url is \"x\", needs {YYYYMMDD} in it, or {YYYY}, {MM} and {DD}"},
        {SAYING(REMOTE("{YYYY}/{MM}")),
         "remote.url is \"{YYYY}/{MM}\", needs {YYYYMMDD} in it, or {YYYY}, {MM} and {DD}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_profile *profile;
        check_fails(terr_profile_parse(&profile, cases[i].text, strlen(cases[i].text), &err),
                    TERR_EDATA, cases[i].sentence);
    }
}

static void test_sayings(void **state)
{
    (void)state;
    int32_t day;
    struct terr_profile *profile = parse(SAYING(
        "\"since\": \"1970-01-03\", \"note\": \"Beware.\", \"layers\": [\"X\", \"Y\"], "
        "\"describe\": [\"name\"],"
        "\"dates\": {\"properties\": [\"to\", \"from\"], \"before_name\": true},"
        "\"merge\": {\"fill\": {\"a\": \"b\"}}, \"whole_km2\": 2.5," REMOTE("{YYYY}{MM}{DD}")));
    assert_true(terr_profile_since(&day, profile));
    assert_int_equal(day, 2);
    assert_string_equal(terr_profile_note(profile), "Beware.");
    assert_int_equal(terr_profile_layer_count(profile), 2);
    assert_string_equal(terr_profile_layer_at(profile, 1), "Y");
    assert_int_equal(terr_profile_describe_count(profile), 1);
    assert_string_equal(terr_profile_describe_at(profile, 0), "name");
    assert_int_equal(terr_profile_date_property_count(profile), 2);
    assert_string_equal(terr_profile_date_property_at(profile, 0), "to");
    assert_true(terr_profile_date_beats_name(profile));
    assert_string_equal(terr_profile_merged(profile, "fill", "a"), "b");
    assert_string_equal(terr_profile_merged(profile, "fill", "b"), "b");
    assert_string_equal(terr_profile_merged(profile, "name", "a"), "a");
    assert_true(terr_profile_whole_km2(profile) == 2.5);
    assert_string_equal(terr_profile_remote_url(profile), "{YYYY}{MM}{DD}");
    assert_true(terr_profile_remote_first(&day, profile));
    assert_int_equal(day, 19912);
    terr_profile_free(profile);
}

static void test_silence(void **state)
{
    (void)state;
    int32_t day = 7;
    struct terr_profile *profile = parse(OWN(HELD, ALWAYS_A));
    assert_false(terr_profile_since(&day, profile));
    assert_false(terr_profile_remote_first(&day, profile));
    assert_int_equal(day, 7);
    assert_int_equal(terr_profile_layer_count(profile), 0);
    assert_int_equal(terr_profile_describe_count(profile), 0);
    assert_int_equal(terr_profile_date_property_count(profile), 0);
    assert_false(terr_profile_date_beats_name(profile));
    assert_string_equal(terr_profile_merged(profile, "fill", "a"), "a");
    assert_true(terr_profile_whole_km2(profile) == 0);
    assert_null(terr_profile_remote_url(profile));
    assert_null(terr_profile_note(profile));
    terr_profile_free(profile);
}

// ---- layers ----

#define LAYERED(rules)                                                                       \
    "{" HEAD ", \"zones\": {" HELD "}, \"layers\": [\"Held\", \"HeldBefore\", \"支配\"], " \
    "\"rules\": [" rules "]}"
#define HELD_LAYER "{\"layer\": [\"Held\", \"支配\"], \"status\": \"a\"}"

static void test_layer_in_path(void **state)
{
    (void)state;
    static const struct {
        const char *path, *layer;
    } cases[] = {
        {"20221101_Held.geojson", "Held"},
        {"Held.geojson", "Held"},
        {"HeldBefore/20221101.geojson", "HeldBefore"},
        {"HeldBefore/20221101_Held.geojson", "Held"},
        {"Held HeldBefore.json", "HeldBefore"},
        {"/maps/Held/2022/11/01.geojson", "Held"},
        {"20221101_支配.geojson", "支配"},
        {"20221101Held.geojson", NULL},
        {"Heldé.geojson", NULL},
        {"held.geojson", NULL},
        {"Withheld/Held1.geojson", NULL},
        {"", NULL},
        {"/", NULL},
    };
    struct terr_profile *profile = parse(LAYERED(HELD_LAYER));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *layer = terr_profile_layer_in_path(profile, cases[i].path);
        if (cases[i].layer) assert_string_equal(layer, cases[i].layer);
        if (!cases[i].layer) assert_null(layer);
    }
    terr_profile_free(profile);
}

static void test_layer_rules(void **state)
{
    (void)state;
    size_t length;
    struct terr_profile *profile = parse(LAYERED(HELD_LAYER));
    assert_string_equal(terr_profile_status(&length, profile, NULL, "Held"), "a");
    assert_string_equal(terr_profile_status(&length, profile, NULL, "支配"), "a");
    assert_string_equal(terr_profile_status(&length, profile, NULL, "HeldBefore"), "unclassified");
    assert_string_equal(terr_profile_status(&length, profile, NULL, NULL), "unclassified");
    terr_profile_free(profile);
}

// Lists of rings are layers too: which list a ring stands in can tell its status.
static void test_rings_are_layers(void **state)
{
    (void)state;
    size_t length;
    struct terr_profile *profile =
        parse("{" HEAD ", \"zones\": {" HELD "}, \"document\": {\"rings\": [\"x\", \"y\"]}, "
              "\"rules\": [{\"layer\": [\"y\"], \"status\": \"a\"}]}");
    assert_string_equal(terr_profile_status(&length, profile, NULL, "y"), "a");
    assert_string_equal(terr_profile_status(&length, profile, NULL, "x"), "unclassified");
    assert_int_equal(terr_profile_layer_count(profile), 0);
    terr_profile_free(profile);
}

static void test_wrong_layer_rules(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {LAYERED("{\"layer\": [\"Held\", \"Other\"], \"status\": \"a\"}"),
         "rules[0].layer[1] is \"Other\", which \"layers\" lacks"},
        {LAYERED("{\"layer\": \"Held\", \"status\": \"a\"}"),
         "rules[0].layer is a string, needs an array of strings"},
        {LAYERED("{\"layer\": [\"Held\"]}"), "rules[0].status is missing, needs a string"},
        {LAYERED("{\"layer\": [\"Held\"], \"property\": \"p\", \"status\": \"a\"}"),
         "rules[0].property is not a member known here"},
        {RULE("{\"layer\": [\"Held\"], \"status\": \"a\"}"),
         "rules[1].layer[0] is \"Held\", which \"layers\" lacks"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_error err;
        struct terr_profile *profile;
        check_fails(terr_profile_parse(&profile, cases[i].text, strlen(cases[i].text), &err),
                    TERR_EDATA, cases[i].sentence);
    }
}

static void test_profile_must_be_json(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "{", "{\"name\": \"x\",}", "{} {}",
                                        "{\"name\": \"x\", \"name\": \"y\"}"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct terr_error err;
        struct terr_profile *profile;
        assert_int_equal(terr_profile_parse(&profile, texts[i], strlen(texts[i]), &err),
                         TERR_EPARSE);
        assert_null(profile);
    }
}

int main(void)
{
    const struct CMUnitTest group[] = {
        cmocka_unit_test(test_tests_of_rules),
        cmocka_unit_test(test_unclassified_is_listed_once_and_last),
        cmocka_unit_test(test_wrong_documents),
        cmocka_unit_test(test_wrong_rules),
        cmocka_unit_test(test_wrong_signs),
        cmocka_unit_test(test_wrong_extents),
        cmocka_unit_test(test_wrong_sayings),
        cmocka_unit_test(test_sayings),
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_layer_in_path),
        cmocka_unit_test(test_layer_rules),
        cmocka_unit_test(test_rings_are_layers),
        cmocka_unit_test(test_wrong_layer_rules),
        cmocka_unit_test(test_profile_must_be_json),
    };
    return cmocka_run_group_tests_name("source/profile_read", group, NULL, NULL);
}
