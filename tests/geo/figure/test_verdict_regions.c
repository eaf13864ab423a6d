// Claims of regions: boxes whose areas are known in closed form.
#define _XOPEN_SOURCE 700
#include "../../support/check.h"

#include "../../support/boxes.h"
#include "../../support/scratch.h"

#define WIDE BAND_48_49_M2

static const char *const no_zones[] = {NULL};

// 0.5 degrees are lost in the west, 1.5 gained of which one in the east and the rest in no region.
static const struct boxes_file front[] = {
    {"2025-01-31.geojson", "occupied 30 48 31 49"},
    {"2025-02-28.geojson", "occupied 30.5 48 32.5 49"},
    {NULL, NULL},
};

#define BOX(name, ring)                                      \
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"" name \
    "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" ring "]}}"
#define WEST "[[30,48],[31,48],[31,49],[30,49],[30,48]]"
#define EAST "[[31,48],[32,48],[32,49],[31,49],[31,48]]"
#define FAR "[[40,48],[44,48],[44,49],[40,49],[40,48]]"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

// Nobody has named these, and two of them share ground: 4 degrees in all.
static const char nameless[] = COLLECTION(
    BOX("", WEST) "," BOX("", WEST) "," BOX("", "[[30,48],[34,48],[34,49],[30,49],[30,48]]"));

struct judged {
    struct sample sample;
    struct terr_regions *regions;
    struct terr_claims *claims;
    struct terr_verdicts *verdicts;
};

static void open_judged(struct judged *judged, const char *text)
{
    static const struct terr_regions_options guess;
    struct terr_error err;
    boxes_open(&judged->sample, front, no_zones, NULL);
    scratch_put("r.geojson",
                COLLECTION(BOX("West", WEST) "," BOX("East", EAST) "," BOX("Far East", FAR)));
    scratch_put("land.geojson", nameless);
    struct terr_worker worker;
    check_ok(terr_worker_init(&worker, judged->sample.ruler, &err));
    check_ok(terr_regions_read(&judged->regions, &worker, "r.geojson", &guess, &err));
    terr_worker_dispose(&worker);
    check_ok(terr_claims_parse(&judged->claims, text, strlen(text), "claims.json", &err));
    judged->verdicts = NULL;
}

static enum terr_code find(struct judged *judged, size_t jobs, struct terr_error *err)
{
    const struct terr_verdict_options options = {.regions = judged->regions,
                                                 .demand = {.jobs = jobs}};
    return terr_verdicts_find(&judged->verdicts, judged->claims, judged->sample.archive, &options,
                              err);
}

static void judge(struct judged *judged, const char *text)
{
    struct terr_error err;
    open_judged(judged, text);
    check_ok(find(judged, 1, &err));
}

static void close_judged(struct judged *judged)
{
    terr_verdicts_free(judged->verdicts);
    terr_claims_free(judged->claims);
    terr_regions_free(judged->regions);
    sample_close(&judged->sample);
}

#define CLAIM(id, measure, value, rest) \
    "{\"id\": \"" id "\", \"measure\": \"" measure "\", \"value\": " value ", " rest "}"
#define ALL(claims) "{\"zone\": \"occupied\", \"claims\": [" claims "]}"
#define ONE(measure, value, rest) ALL(CLAIM("a", measure, value, rest))
#define KM2 ", \"unit\": \"km2\", \"month\": \"2025-02\""
#define SHARE ", \"unit\": \"percent\", \"month\": \"2025-02\""
#define IN(region) "\"region\": \"" region "\""

// In degrees of longitude between 48 and 49 N.
static const struct {
    const char *text;
    double degrees, of_degrees;
} measures[] = {
    {ONE("gained", "1", IN("West") KM2), 0, 0},
    {ONE("lost", "1", IN("West") KM2), 0.5, 0},
    {ONE("net", "1", IN("West") KM2), -0.5, 0},
    {ONE("area", "1", IN("West") KM2), 0.5, 0},
    {ONE("gained", "1", IN("East") KM2), 1, 0},
    {ONE("area", "1", IN("East") KM2), 1, 0},
    {ONE("gained", "1", IN("Far East") KM2), 0, 0},
    {ONE("gained", "1", "\"zone\": \"occupied\"" KM2), 1.5, 0},
    {ONE("gained", "1", IN("(outside)") KM2), 0.5, 0},
    {ONE("lost", "1", IN("(outside)") KM2), 0, 0},
    {ONE("area", "1", IN("(outside)") KM2), 0.5, 0},
    {ONE("share", "1", IN("(outside)") ", \"of\": \"land.geojson\"" SHARE), 0.5, 4},
    {ONE("share", "1", IN("West") SHARE), 0.5, 1},
    {ONE("share", "1", IN("Far East") SHARE), 0, 4},
    {ONE("share_gained", "1", IN("East") SHARE), 1, 1},
    {ONE("share", "1", IN("East") ", \"of\": \"land.geojson\"" SHARE), 1, 4},
    {ONE("share", "1", "\"of\": \"land.geojson\"" SHARE), 2, 4},
    {ONE("share_gained", "1", "\"of\": \"r.geojson\"" SHARE), 1.5, 6},
};

static void a_measure_is_of_the_ground_inside_the_region(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        struct judged judged;
        judge(&judged, measures[i].text);
        const struct terr_verdict *verdict = &judged.verdicts->verdicts[0];
        // figures of regions are whole square metres that add up
        check_near(verdict->computed_m2, measures[i].degrees * WIDE, 1);
        check_near(verdict->of_m2, measures[i].of_degrees * WIDE, BOX_TOLERANCE_M2);
        if (measures[i].of_degrees > 0) {
            check_near(verdict->computed, 100 * measures[i].degrees / measures[i].of_degrees, 1e-7);
        }
        close_judged(&judged);
    }
}

// On the sphere of 6 378 137 m: R^2 (sin 49 - sin 48) pi / 180 a degree.
static void what_a_share_is_of_is_measured_as_it_is(void **state)
{
    (void)state;
    struct judged judged;
    judge(&judged, ONE("share", "1", IN("West") SHARE ", \"area_model\": \"sphere\""));
    const struct terr_verdict *verdict = &judged.verdicts->verdicts[0];
    check_near(verdict->of_m2, 8211102654.1997, 0.01);
    check_near(verdict->computed, 50, 1e-7);
    close_judged(&judged);
}

static const struct {
    const char *text, *reason;
} unverifiable[] = {
    {ONE("net", "1", IN("Wset") KM2),
     "r.geojson has no region 'Wset'; the nearest are 'West', 'East', 'Far East'"},
    {ONE("net", "1", IN("far") KM2),
     "r.geojson has no region 'far'; the nearest are 'Far East', 'East', 'West'"},
    {ONE("net", "1", IN("(out)") KM2), "r.geojson has no region '(out)'; the nearest are "},
    {ONE("share", "1", IN("(outside)") SHARE),
     "what lies in no region has no area: the share needs 'of'"},
};

static void an_unknown_region_is_told_with_its_neighbours(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof unverifiable / sizeof *unverifiable; i++) {
        struct judged judged;
        judge(&judged, unverifiable[i].text);
        const struct terr_verdict *verdict = &judged.verdicts->verdicts[0];
        assert_int_equal(verdict->outcome, TERR_UNVERIFIABLE);
        if (strncmp(verdict->reason, unverifiable[i].reason, strlen(unverifiable[i].reason)) != 0) {
            fail_msg("%s", verdict->reason);
        }
        assert_int_equal(judged.verdicts->demand.effort.snapshot_count, 0);
        close_judged(&judged);
    }
}

static void a_file_that_a_share_is_of_must_be_there(void **state)
{
    (void)state;
    struct judged judged;
    struct terr_error err;
    open_judged(&judged, ONE("share", "1", "\"of\": \"absent.geojson\"" SHARE));
    check_fails(find(&judged, 1, &err), TERR_EIO,
                "claims.json: claims[0].of: absent.geojson: no such file (claim 'a', "
                "line 1)");
    close_judged(&judged);
}

// Forty claims of one pair and of its end: one difference, whatever the regions and the jobs.
static char *many_claims(void)
{
    static const char *const kinds[] = {
        IN("West") ", \"measure\": \"lost\"" KM2,
        IN("East") ", \"measure\": \"gained\"" KM2,
        IN("West") ", \"measure\": \"area\"" KM2,
        "\"measure\": \"gained\"" KM2,
        IN("East") ", \"measure\": \"share\"" SHARE,
        IN("East") ", \"measure\": \"net\"" KM2,
        IN("West") ", \"measure\": \"net\", \"area_model\": \"sphere\"" KM2,
        "\"measure\": \"share\", \"of\": \"land.geojson\"" SHARE};
    struct terr_text text = TERR_TEXT_INIT;
    terr_text_add(&text, "{\"zone\": \"occupied\", \"claims\": [");
    for (size_t i = 0; i < 40; i++) {
        terr_text_print(&text, "%s{\"id\": \"%zu\", \"value\": 1, %s}", i > 0 ? "," : "", i,
                        kinds[i % (sizeof kinds / sizeof *kinds)]);
    }
    terr_text_add(&text, "]}");
    return text.bytes;
}

static void many_claims_are_the_same_for_any_number_of_jobs(void **state)
{
    (void)state;
    char *text = many_claims();
    struct judged one;
    judge(&one, text);
    assert_int_equal(one.verdicts->demand.effort.delta_count, 1);
    assert_int_equal(one.verdicts->demand.pair_count, 2);
    assert_int_equal(one.verdicts->ground_count, 1);
    for (size_t i = 8; i < 40; i++) {
        assert_true(one.verdicts->verdicts[i].computed_m2 ==
                    one.verdicts->verdicts[i - 8].computed_m2);
    }
    for (size_t jobs = 2; jobs <= 4; jobs += 2) {
        struct judged many;
        struct terr_error err;
        open_judged(&many, text);
        check_ok(find(&many, jobs, &err));
        for (size_t i = 0; i < 40; i++) {
            assert_memory_equal(&one.verdicts->verdicts[i].computed,
                                &many.verdicts->verdicts[i].computed, sizeof(double));
        }
        close_judged(&many);
    }
    close_judged(&one);
    free(text);
}

// 1.5 degrees are the whole gain; the claim says that the east has it.
static void the_whole_is_a_reading_of_a_region(void **state)
{
    (void)state;
    static const struct terr_demand_options none;
    struct terr_error err;
    struct judged judged;
    judge(&judged, ALL(CLAIM("a", "gained", "12326.6",
                             IN("East") KM2) "," CLAIM("b", "share", "200.0", IN("East") SHARE)));
    check_ok(terr_verdicts_explain(judged.verdicts, &none, &err));
    const struct terr_explanation *found = &judged.verdicts->verdicts[0].explanation;
    assert_int_equal(found->count, 1);
    assert_true(found->readings[0].departs[TERR_DEPARTURE_REGION]);
    assert_int_equal(found->readings[0].departure_count, 1);
    check_near(found->readings[0].computed_m2, 1.5 * WIDE, BOX_TOLERANCE_M2);
    // twice the region is held, but no region is held twice
    assert_int_equal(judged.verdicts->verdicts[1].outcome, TERR_REFUTED);
    assert_int_equal(judged.verdicts->verdicts[1].explanation.count, 0);
    close_judged(&judged);
}

static void of_the_whole_no_region_is_tried(void **state)
{
    (void)state;
    static const struct terr_demand_options none;
    struct terr_error err;
    struct judged judged;
    judge(&judged, ONE("gained", "8217.7", "\"zone\": \"occupied\"" KM2)); // that of the east
    check_ok(terr_verdicts_explain(judged.verdicts, &none, &err));
    const struct terr_explanation *found = &judged.verdicts->verdicts[0].explanation;
    for (size_t i = 0; i < found->count; i++) {
        assert_false(found->readings[i].departs[TERR_DEPARTURE_REGION]);
    }
    close_judged(&judged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(a_measure_is_of_the_ground_inside_the_region),
        scratch_test(what_a_share_is_of_is_measured_as_it_is),
        scratch_test(an_unknown_region_is_told_with_its_neighbours),
        scratch_test(a_file_that_a_share_is_of_must_be_there),
        scratch_test(many_claims_are_the_same_for_any_number_of_jobs),
        scratch_test(the_whole_is_a_reading_of_a_region),
        scratch_test(of_the_whole_no_region_is_tried),
    };
    return cmocka_run_group_tests_name("figure/verdict, regions", tests, NULL, NULL);
}
