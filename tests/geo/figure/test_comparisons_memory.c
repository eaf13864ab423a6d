// Every allocation of a comparison, and of the texts that are written of it, is made to fail in
// turn.
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/sample.h"

static const char *const zones[] = {"held", "occupied+contested", NULL};

// Made before anything fails.
static struct sample sample;
static struct terr_side side;
static struct terr_comparisons *made;
static struct terr_comparisons_options options;

static int make_comparisons(void **state)
{
    struct terr_error err;
    (void)state;
    sample_open(&sample, sample_front, zones, false);
    side = (struct terr_side){sample.archive, &sample.list};
    options.pairs.max_gap_days = 1;
    check_ok(terr_comparisons_walk(&made, sample.ruler, side, side, &options, &err));
    return 0;
}

static int drop_comparisons(void **state)
{
    (void)state;
    terr_comparisons_free(made);
    sample_close(&sample);
    return 0;
}

static enum terr_code find_pairs(struct terr_error *err)
{
    struct terr_pairs pairs = {NULL, 0, 0, 0, 0};
    const enum terr_code code =
        terr_pairs_find(&pairs, sample.archive, sample.archive, &options.pairs, err);
    if (code) assert_null(pairs.pairs);
    terr_pairs_dispose(&pairs);
    return code;
}

static enum terr_code walk(struct terr_error *err)
{
    struct terr_comparisons *comparisons;
    const enum terr_code code =
        terr_comparisons_walk(&comparisons, sample.ruler, side, side, &options, err);
    if (code) assert_null(comparisons);
    terr_comparisons_free(comparisons);
    return code;
}

static enum terr_code walk_with_threads(struct terr_error *err)
{
    options.jobs = 3;
    const enum terr_code code = walk(err);
    options.jobs = 1;
    return code;
}

static void add_ground(void *payload, const struct terr_comparisons *comparisons,
                       const struct terr_compared *row, const struct terr_comparison *comparison)
{
    terr_geojson_comparisons_add(payload, comparisons, row, comparison);
}

static enum terr_code walk_and_write(struct terr_error *err)
{
    struct terr_text text = TERR_TEXT_INIT;
    struct terr_comparisons *comparisons;
    struct terr_comparisons_options seen = options;
    seen.see = add_ground;
    seen.payload = &text;
    terr_geojson_comparisons_begin(&text, &side, &side);
    enum terr_code code = terr_comparisons_walk(&comparisons, sample.ruler, side, side, &seen, err);
    if (!code) terr_geojson_comparisons_end(&text);
    if (!code) code = terr_text_check(&text, err);
    terr_comparisons_free(comparisons);
    terr_text_dispose(&text);
    return code;
}

static enum terr_code write_figures(struct terr_error *err)
{
    struct terr_text text = TERR_TEXT_INIT;
    terr_csv_comparisons(&text, made);
    terr_json_comparisons(&text, made, &options.pairs);
    terr_plain_comparisons(&text, made);
    const enum terr_code code = terr_text_check(&text, err);
    terr_text_dispose(&text);
    return code;
}

static void finding_pairs(void **state)
{
    (void)state;
    fail_alloc_each(find_pairs);
}

static void walking(void **state)
{
    (void)state;
    fail_alloc_each(walk);
    fail_alloc_each(walk_with_threads);
    fail_alloc_each(walk_and_write);
}

static void writing(void **state)
{
    (void)state;
    fail_alloc_each(write_figures);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finding_pairs),
        cmocka_unit_test(walking),
        cmocka_unit_test(writing),
    };
    return cmocka_run_group_tests_name("figure/comparisons, memory", tests, make_comparisons,
                                       drop_comparisons);
}
