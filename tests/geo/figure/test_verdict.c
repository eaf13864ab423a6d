#include "../../support/check.h"

#include "../../support/boxes.h"

#include <stdlib.h>

#define WIDE BAND_48_49_M2

static const char *const no_zones[] = {NULL};

// 1 degree, then 1.5 of which 0.25 are new land elsewhere and 0.25 of the old are lost, then 2.
static const struct boxes_file front[] = {
    {"2025-01-31.geojson", "occupied 30 48 31 49; contested 34 48 35 49"},         // 0
    {"2025-02-10.geojson", "occupied 30.25 48 31.5 49; occupied 32 48 32.25 49"},  // 1
    {"2025-02-28.geojson", "occupied 30.25 48 31.5 49; occupied 32 48 32.75 49"},  // 2
    {"2025-03-20.geojson", "occupied 30.25 48 31.5 49; occupied 32 48 32.75 49"},  // 3
    {"2025-03-31.geojson", "occupied 30.25 48 32.75 49; contested 34 48 34.5 49"}, // 4
    {NULL, NULL},
};

static struct terr_claims *parse(const char *text)
{
    struct terr_error err;
    struct terr_claims *claims;
    check_ok(terr_claims_parse(&claims, text, strlen(text), "claims.json", &err));
    return claims;
}

// The archive, a file of claims, and the verdicts on them.
struct judged {
    struct sample sample;
    struct terr_claims *claims;
    struct terr_verdicts *verdicts;
};

static void judge_with(struct judged *judged, const char *text,
                       const struct terr_verdict_options *options)
{
    struct terr_error err;
    boxes_open(&judged->sample, front, no_zones, NULL);
    judged->claims = parse(text);
    check_ok(terr_verdicts_find(&judged->verdicts, judged->claims, judged->sample.archive, options,
                                &err));
}

static void judge(struct judged *judged, const char *text)
{
    static const struct terr_verdict_options none;
    judge_with(judged, text, &none);
}

static void close_judged(struct judged *judged)
{
    terr_verdicts_free(judged->verdicts);
    terr_claims_free(judged->claims);
    sample_close(&judged->sample);
}

// A file of one claim that every window and unit goes with.
#define ONE(measure, value, rest)                                                   \
    "{\"zone\": \"occupied\", \"claims\": [{\"id\": \"a\", \"measure\": \"" measure \
    "\", \"value\": " value ", " rest "}]}"
#define KM2 "\"unit\": \"km2\", "

// What each measure is, in degrees of longitude between 48 and 49 N.
static const struct {
    const char *text;
    double degrees;
    size_t from, to;
} measures[] = {
    {ONE("gained", "1", KM2 "\"from\": \"2025-01-31\", \"to\": \"2025-02-28\""), 1.25, 0, 2},
    {ONE("lost", "1", KM2 "\"from\": \"2025-01-31\", \"to\": \"2025-02-28\""), 0.25, 0, 2},
    {ONE("net", "1", KM2 "\"from\": \"2025-01-31\", \"to\": \"2025-02-28\""), 1, 0, 2},
    {ONE("area", "1", KM2 "\"to\": \"2025-02-28\""), 2, 2, 2},
    {ONE("net", "1", KM2 "\"month\": \"2025-02\""), 1, 0, 2},
    {ONE("area", "1", KM2 "\"month\": \"2025-02\""), 2, 2, 2},
    {ONE("gained", "1", KM2 "\"month\": \"2025-03\""), 0.5, 2, 4},
    {ONE("gained", "1", KM2 "\"to\": \"2025-03-31\", \"days\": 59"), 1.75, 0, 4},
    {ONE("gained", "1", KM2 "\"from\": \"2025-01-31\", \"days\": 10"), 0.75, 0, 1},
    // a date takes the snapshot before it
    {ONE("gained", "1", KM2 "\"from\": \"2025-02-05\", \"to\": \"2025-02-17\""), 0.75, 0, 1},
    {ONE("gained", "1",
         "\"zone\": \"contested\", " KM2 "\"from\": \"2025-02-28\", "
         "\"to\": \"2025-03-31\""),
     0.5, 2, 4},
    {ONE("gained", "1",
         "\"zone\": \"occupied+contested\", " KM2
         "\"from\": \"2025-02-28\", \"to\": \"2025-03-31\""),
     1, 2, 4},
    {ONE("share", "1", "\"unit\": \"percent\", \"of\": 1000, \"to\": \"2025-03-31\""), 2.5, 4, 4},
    {ONE("share_gained", "1", "\"unit\": \"percent\", \"of\": 1000, \"month\": \"2025-03\""), 0.5,
     2, 4},
};

static void a_measure_is_worked_out_of_the_snapshots_of_its_dates(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        struct judged judged;
        judge(&judged, measures[i].text);
        const struct terr_verdict *verdict = &judged.verdicts->verdicts[0];
        assert_int_equal(verdict->ends.from, measures[i].from);
        assert_int_equal(verdict->ends.to, measures[i].to);
        check_near(verdict->computed_m2, measures[i].degrees * WIDE, 4 * BOX_TOLERANCE_M2);
        close_judged(&judged);
    }
}

// One degree of the band, 8217.732076120943 km2, in every unit.
static const struct {
    const char *text;
    enum terr_outcome outcome;
    double computed;
    double difference_m2;
} units[] = {
    {ONE("net", "8218", KM2 "\"month\": \"2025-02\""), TERR_CONFIRMED, 8217.732076120943,
     8218e6 - WIDE},
    {ONE("net", "8217", KM2 "\"month\": \"2025-02\""), TERR_CONFIRMED, 8217.732076120943,
     8217e6 - WIDE},
    {ONE("net", "8219", KM2 "\"month\": \"2025-02\""), TERR_REFUTED, 8217.732076120943,
     8219e6 - WIDE},
    {ONE("net", "3172.9", "\"unit\": \"mi2\", \"month\": \"2025-02\""), TERR_CONFIRMED,
     3172.8840929, 3172.9 * 2589988.110336 - WIDE},
    {ONE("net", "821773.2", "\"unit\": \"ha\", \"month\": \"2025-02\""), TERR_CONFIRMED,
     821773.2076120943, 8217732000.0 - WIDE},
    {ONE("share_gained", "10.3", "\"unit\": \"percent\", \"of\": 100000, \"month\": \"2025-02\""),
     TERR_CONFIRMED, 10.272165095, 10.3e9 - 1.25 * WIDE},
    // a tolerance in km2 is of ground, one in percent of the figure
    {ONE("net", "8200", KM2 "\"month\": \"2025-02\", \"tolerance\": {\"km2\": 18}"), TERR_CONFIRMED,
     8217.732076120943, 8200e6 - WIDE},
    {ONE("net", "8200", KM2 "\"month\": \"2025-02\", \"tolerance\": {\"km2\": 17}"), TERR_REFUTED,
     8217.732076120943, 8200e6 - WIDE},
    {ONE("net", "820000", "\"unit\": \"ha\", \"month\": \"2025-02\", \"tolerance\": {\"km2\": 18}"),
     TERR_CONFIRMED, 821773.2076120943, 8200e6 - WIDE},
    {ONE("net", "8200", KM2 "\"month\": \"2025-02\", \"tolerance\": {\"percent\": 0.22}"),
     TERR_CONFIRMED, 8217.732076120943, 8200e6 - WIDE},
    {ONE("net", "8200", KM2 "\"month\": \"2025-02\", \"tolerance\": {\"percent\": 0.21}"),
     TERR_REFUTED, 8217.732076120943, 8200e6 - WIDE},
    {ONE("share_gained", "10",
         "\"unit\": \"percent\", \"of\": 100000, \"month\": \"2025-02\", \"tolerance\": {\"km2\": "
         "273}"),
     TERR_CONFIRMED, 10.272165095, 10e9 - 1.25 * WIDE},
};

static void a_figure_is_held_against_it_in_its_own_unit(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct judged judged;
        judge(&judged, units[i].text);
        const struct terr_verdict *verdict = &judged.verdicts->verdicts[0];
        if (verdict->outcome != units[i].outcome) fail_msg("%s", units[i].text);
        check_near(verdict->computed, units[i].computed, 1e-7 * units[i].computed);
        check_near(verdict->difference_m2, units[i].difference_m2, 4 * BOX_TOLERANCE_M2);
        check_near(verdict->difference_percent, 100 * units[i].difference_m2 / verdict->computed_m2,
                   1e-6);
        assert_int_equal(judged.verdicts->outcome_counts[units[i].outcome], 1);
        close_judged(&judged);
    }
}

static const struct {
    const char *text;
    const char *reason;
} unverifiable[] = {
    {ONE("net", "1", KM2 "\"month\": \"2025-01\""),
     "no snapshot for 2024-12-31: the first is of 2025-01-31 (2025-01-31.geojson)"},
    {ONE("net", "1", KM2 "\"month\": \"2025-04\""),
     "no snapshot within 7 days before 2025-04-30: the last is of 2025-03-31 (2025-03-31.geojson)"},
    {ONE("area", "1", KM2 "\"to\": \"2025-02-09\""),
     "no snapshot within 7 days before 2025-02-09: the nearest are of 2025-01-31 "
     "(2025-01-31.geojson) and 2025-02-10 (2025-02-10.geojson)"},
    {ONE("net", "1", KM2 "\"from\": \"2025-02-11\", \"to\": \"2025-02-12\""),
     "both dates fall on one snapshot: no change can be seen"},
    {ONE("net", "1", "\"region\": \"North\", " KM2 "\"month\": \"2025-02\""),
     "no borders were given in which to find region 'North': they need --by-region, or regions in "
     "the file of claims"},
};

static void what_cannot_be_computed_is_told_why(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof unverifiable / sizeof *unverifiable; i++) {
        struct judged judged;
        judge(&judged, unverifiable[i].text);
        const struct terr_verdict *verdict = &judged.verdicts->verdicts[0];
        assert_int_equal(verdict->outcome, TERR_UNVERIFIABLE);
        assert_string_equal(verdict->reason, unverifiable[i].reason);
        assert_int_equal(judged.verdicts->outcome_counts[TERR_UNVERIFIABLE], 1);
        assert_int_equal(judged.verdicts->demand.effort.snapshot_count, 0);
        close_judged(&judged);
    }
}

static void a_wrong_claim_is_blamed(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *beginning;
    } cases[] = {
        {ONE("net", "1", KM2 "\"from\": \"9999-01-01\", \"days\": 3650"),
         "claims.json: claims[0]: the window leaves the years 1 to 9999 (claim 'a', line 1)"},
        {ONE("net", "1", KM2 "\"from\": \"2025-02-10T10:00Z\", \"to\": \"2025-02-10T11:00+02:00\""),
         "claims.json: claims[0]: the window begins after its end, both on 2025-02-10 (claim 'a', "
         "line 1)"},
        {ONE("net", "1", "\"zone\": \"occupied+\", " KM2 "\"month\": \"2025-02\""),
         "claims.json: claims[0].zone: zone 'occupied+' lacks a status beside '+' (claim 'a', line "
         "1)"},
        {"{\"zone\": \"+\", \"claims\": [{\"id\": \"a\", \"measure\": \"net\", \"value\": 1, " KM2
         "\"month\": \"2025-02\"}]}",
         "claims.json: zone: zone '+' lacks a status beside '+'"},
    };
    static const struct terr_verdict_options none;
    struct sample sample;
    boxes_open(&sample, front, no_zones, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct terr_error err;
        struct terr_verdicts *verdicts;
        struct terr_claims *claims = parse(cases[i].text);
        check_fails(terr_verdicts_find(&verdicts, claims, sample.archive, &none, &err), TERR_EDATA,
                    cases[i].beginning);
        assert_null(verdicts);
        terr_claims_free(claims);
    }
    sample_close(&sample);
}

// What a claim says goes before what options say, that before what the file says.
static void zone_and_model_are_chosen_by_rank(void **state)
{
    (void)state;
#define RANKED(own) "{\"id\": \"" own "\", \"measure\": \"area\", \"value\": 1, " KM2
    static const char text[] = "{\"zone\": \"contested\", \"area_model\": \"geodesic\", "
                               "\"claims\": [" RANKED("a") "\"to\": \"2025-01-31\"}, " RANKED(
                                   "b") "\"to\": \"2025-01-31\", \"zone\": \"occupied\", "
                                        "\"area_model\": \"sphere\"}]}";
    struct terr_verdict_options options;
    struct judged judged;
    memset(&options, 0, sizeof options);
    judge_with(&judged, text, &options);
    const struct terr_verdict *verdicts = judged.verdicts->verdicts;
    assert_string_equal(judged.verdicts->list.zones[verdicts[0].zone].name, "contested");
    assert_int_equal(terr_ruler_model(verdicts[0].ruler), TERR_AREA_GEODESIC);
    assert_string_equal(judged.verdicts->list.zones[verdicts[1].zone].name, "occupied");
    assert_int_equal(terr_ruler_model(verdicts[1].ruler), TERR_AREA_SPHERE);
    close_judged(&judged);

    options.zone = "occupied+contested";
    options.has_area_model = true;
    options.area_model = TERR_AREA_ELLIPSOID;
    judge_with(&judged, text, &options);
    verdicts = judged.verdicts->verdicts;
    assert_string_equal(judged.verdicts->list.zones[verdicts[0].zone].name, "occupied+contested");
    check_near(verdicts[0].computed_m2, 2 * WIDE, 4 * BOX_TOLERANCE_M2);
    assert_int_equal(terr_ruler_model(verdicts[1].ruler), TERR_AREA_SPHERE);
    // the sphere of 6 378 137 m: R^2 (sin 49 - sin 48) pi / 180, computed in Python
    check_near(verdicts[1].computed_m2, 8211102654.1997, 0.01);
    close_judged(&judged);
}

// A hundred claims of each kind over the same dates need what one of each does.
static char *many_claims(size_t count)
{
    struct terr_text text = TERR_TEXT_INIT;
    static const char *const kinds[] = {
        "\"measure\": \"gained\", \"unit\": \"km2\", \"month\": \"2025-02\"",
        "\"measure\": \"lost\", \"unit\": \"ha\", \"month\": \"2025-02\"",
        "\"measure\": \"net\", \"unit\": \"km2\", \"month\": \"2025-03\"",
        "\"measure\": \"area\", \"unit\": \"mi2\", \"to\": \"2025-03-31\"",
        "\"measure\": \"gained\", \"unit\": \"km2\", \"month\": \"2025-02\", \"area_model\": "
        "\"sphere\"",
        "\"measure\": \"gained\", \"unit\": \"km2\", \"to\": \"2025-03-31\", \"days\": 59",
    };
    terr_text_add(&text, "{\"zone\": \"occupied\", \"claims\": [");
    for (size_t i = 0; i < count; i++) {
        terr_text_print(&text, "%s{\"id\": \"%zu\", \"value\": 1, %s}", i > 0 ? "," : "", i,
                        kinds[i % (sizeof kinds / sizeof *kinds)]);
    }
    terr_text_add(&text, "]}");
    return text.bytes;
}

static void each_snapshot_is_read_once_and_each_pair_measured_once(void **state)
{
    (void)state;
    struct judged judged;
    char *text = many_claims(600);
    judge(&judged, text);
    const struct terr_demand *demand = &judged.verdicts->demand;
    assert_int_equal(demand->count, 600);
    assert_int_equal(demand->effort.snapshot_count, 3); // of 01-31, 02-28 and 03-31
    assert_int_equal(demand->effort.delta_count, 3);
    assert_int_equal(demand->pair_count, 4); // with 03-31 alone, for its area
    close_judged(&judged);
    free(text);
}

static bool same_verdicts(const struct terr_verdicts *a, const struct terr_verdicts *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; i < a->count && same; i++) {
        const struct terr_verdict *x = &a->verdicts[i], *y = &b->verdicts[i];
        same = x->outcome == y->outcome &&
               memcmp(&x->computed_m2, &y->computed_m2, sizeof x->computed_m2) == 0;
    }
    return same;
}

static void jobs_change_nothing(void **state)
{
    (void)state;
    char *text = many_claims(60);
    struct judged one;
    judge(&one, text);
    for (size_t jobs = 2; jobs <= 8; jobs *= 2) {
        const struct terr_verdict_options options = {.demand = {.jobs = jobs}};
        struct judged many;
        judge_with(&many, text, &options);
        assert_true(same_verdicts(one.verdicts, many.verdicts));
        assert_int_equal(many.verdicts->demand.effort.snapshot_count, 3);
        close_judged(&many);
    }
    close_judged(&one);
    free(text);
}

static bool stop(void *payload, size_t done, size_t total)
{
    (void)payload;
    (void)total;
    return done == 0;
}

static void whoever_waits_can_stop_it(void **state)
{
    (void)state;
    const struct terr_verdict_options options = {.demand = {.progress = {stop, NULL}}};
    struct terr_error err;
    struct terr_verdicts *verdicts;
    struct sample sample;
    struct terr_claims *claims = parse(measures[0].text);
    boxes_open(&sample, front, no_zones, NULL);
    assert_int_equal(terr_verdicts_find(&verdicts, claims, sample.archive, &options, &err),
                     TERR_ECANCEL);
    assert_null(verdicts);
    terr_claims_free(claims);
    sample_close(&sample);
}

static void a_bad_snapshot_matters_to_whom_it_is_needed(void **state)
{
    (void)state;
    static const struct boxes_file files[] = {
        {"2025-01-31.geojson", "occupied 30 48 31 49"},
        {"2025-02-10.geojson", "{\"type\": \"FeatureCollection\", \"features\": 5}"},
        {"2025-02-28.geojson", "occupied 30 48 32 49"},
        {NULL, NULL},
    };
    static const struct terr_verdict_options none;
    struct terr_error err;
    struct terr_verdicts *verdicts;
    struct sample sample;
    struct terr_archive_options how = TERR_ARCHIVE_OPTIONS_INIT;
    how.profile = "generic";
    boxes_open(&sample, files, no_zones, &how);
    struct terr_claims *claims = parse(measures[0].text);
    check_ok(terr_verdicts_find(&verdicts, claims, sample.archive, &none, &err));
    check_near(verdicts->verdicts[0].computed_m2, WIDE, 2 * BOX_TOLERANCE_M2);
    terr_verdicts_free(verdicts);
    terr_claims_free(claims);
    claims = parse(ONE("area", "1", KM2 "\"to\": \"2025-02-10\""));
    assert_int_equal(terr_verdicts_find(&verdicts, claims, sample.archive, &none, &err),
                     TERR_EDATA);
    assert_non_null(strstr(err.message, "2025-02-10.geojson: "));
    assert_null(verdicts);
    terr_claims_free(claims);
    sample_close(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_measure_is_worked_out_of_the_snapshots_of_its_dates),
        cmocka_unit_test(a_figure_is_held_against_it_in_its_own_unit),
        cmocka_unit_test(what_cannot_be_computed_is_told_why),
        cmocka_unit_test(a_wrong_claim_is_blamed),
        cmocka_unit_test(zone_and_model_are_chosen_by_rank),
        cmocka_unit_test(each_snapshot_is_read_once_and_each_pair_measured_once),
        cmocka_unit_test(jobs_change_nothing),
        cmocka_unit_test(whoever_waits_can_stop_it),
        cmocka_unit_test(a_bad_snapshot_matters_to_whom_it_is_needed),
    };
    return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}
