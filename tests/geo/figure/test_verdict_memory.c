// Every allocation of reading claims, judging them and telling the verdicts is made to fail in
// turn.
#define _XOPEN_SOURCE 700
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/sample.h"
#include "../../support/scratch.h"

static const char text[] =
    "{\"archive\": \"maps\", \"profile\": \"generic\", \"timezone\": \"EET-2\", \"claims\": ["
    "{\"id\": \"a\", \"measure\": \"gained\", \"from\": \"2025-01-01\", \"to\": \"2025-01-02\", "
    "\"value\": 1, \"unit\": \"km2\"}, "
    "{\"id\": \"b\", \"measure\": \"area\", \"to\": \"2025-01-05\", \"value\": 1, \"unit\": "
    "\"km2\", "
    "\"zone\": \"contested\", \"area_model\": \"sphere\"}, "
    "{\"id\": \"d\", \"measure\": \"share_gained\", \"from\": \"2025-01-01\", \"to\": "
    "\"2025-01-02\", \"value\": 99, \"unit\": \"percent\", \"region\": \"here\", \"of\": "
    "\"r.geojson\"}, "
    "{\"id\": \"e\", \"measure\": \"share\", \"to\": \"2025-01-02\", \"value\": 1, \"unit\": "
    "\"percent\", \"region\": \"here\"}, "
    "{\"id\": \"f\", \"measure\": \"area\", \"to\": \"2025-01-02\", \"value\": 1, \"unit\": "
    "\"km2\", \"region\": \"there\"}, "
    "{\"id\": \"c\", \"measure\": \"net\", \"year\": 2024, \"value\": 1, \"unit\": \"km2\"}]}";

static const char region[] =
    "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"properties\": "
    "{\"name\": \"here\"}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[-10, -10], "
    "[60, -10], [60, 60], [-10, 60], [-10, -10]]]}}]}";

// Made before anything fails.
static struct sample sample, broken;
static struct terr_claims *known;
static struct terr_regions *regions;
static const char *const no_zones[] = {NULL};

static int make_sample(void **state)
{
    static const struct terr_regions_options guess;
    struct terr_error err;
    struct terr_worker worker;
    if (scratch_enter(state)) return -1;
    scratch_put("r.geojson", region);
    sample_open(&sample, sample_front, no_zones, false);
    const struct sample_file maps[] = {sample_front[0],
                                       sample_front[1],
                                       {"2025-01-04.geojson", "{\"type\": \"none\"}"},
                                       sample_front[2],
                                       {NULL, NULL}};
    sample_open(&broken, maps, no_zones, false);
    check_ok(terr_claims_parse(&known, text, strlen(text), "claims.json", &err));
    check_ok(terr_worker_init(&worker, sample.ruler, &err));
    check_ok(terr_regions_read(&regions, &worker, "r.geojson", &guess, &err));
    terr_worker_dispose(&worker);
    return 0;
}

static int drop_sample(void **state)
{
    terr_claims_free(known);
    terr_regions_free(regions);
    sample_close(&sample);
    sample_close(&broken);
    return scratch_leave(state);
}

static enum terr_code parse(struct terr_error *err)
{
    struct terr_claims *claims;
    const enum terr_code code =
        terr_claims_parse(&claims, text, strlen(text), "stories/claims.json", err);
    if (code) assert_null(claims);
    terr_claims_free(claims);
    return code;
}

static enum terr_code judge_by(const struct terr_archive *archive, struct terr_error *err)
{
    const struct terr_verdict_options options = {.regions = regions};
    struct terr_text out = TERR_TEXT_INIT;
    struct terr_verdicts *verdicts;
    enum terr_code code = terr_verdicts_find(&verdicts, known, archive, &options, err);
    if (code) {
        assert_null(verdicts);
        return code;
    }
    if ((code = terr_verdicts_explain(verdicts, &options.demand, err))) {
        assert_false(verdicts->explained);
        terr_verdicts_free(verdicts);
        return code;
    }
    terr_plain_check(&out, verdicts, TERR_CHECK_ALL);
    terr_json_check(&out, verdicts);
    terr_csv_check(&out, verdicts);
    terr_markdown_check(&out, verdicts);
    terr_junit_check(&out, verdicts, false);
    terr_junit_check(&out, verdicts, true);
    terr_annotations_check(&out, verdicts, false);
    code = terr_text_check(&out, err);
    terr_text_dispose(&out);
    terr_verdicts_free(verdicts);
    return code;
}

static enum terr_code judge(struct terr_error *err) { return judge_by(sample.archive, err); }

// Readings that need a map which cannot be used are passed over.
static enum terr_code judge_beside_broken_map(struct terr_error *err)
{
    return judge_by(broken.archive, err);
}

static void reading_claims(void **state)
{
    (void)state;
    fail_alloc_each(parse);
}

static void judging_them(void **state)
{
    (void)state;
    fail_alloc_each(judge);
    fail_alloc_each(judge_beside_broken_map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_claims),
        cmocka_unit_test(judging_them),
    };
    return cmocka_run_group_tests_name("figure/verdict, memory", tests, make_sample, drop_sample);
}
