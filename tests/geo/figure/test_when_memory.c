// Every allocation on the way from places to what is told of them is made to fail in turn.
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/sample.h"

static struct sample sample;
static struct terr_places places;
static char folder[SAMPLE_PATH_SIZE], path[SAMPLE_PATH_SIZE + 20];

static int make_sample(void **state)
{
    (void)state;
    static const char *const zones[] = {"occupied", NULL};
    static const struct sample_file files[] = {
        {"places.json", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                        "\"properties\":{\"name\":\"T\"},\"geometry\":{\"type\":\"Polygon\","
                        "\"coordinates\":[[[30.9,48.1],[31.1,48.1],[31.1,48.9],[30.9,48.1]]]}}]}"},
        {NULL, NULL}};
    struct terr_error err;
    sample_open(&sample, sample_front, zones, false);
    sample_folder_make(folder, files);
    snprintf(path, sizeof path, "%s/places.json", folder);
    check_ok(terr_places_add_text(&places, "A=30.5,48.5", &err));
    check_ok(terr_places_add_file(&places, path, NULL, &err));
    return 0;
}

static int drop_sample(void **state)
{
    (void)state;
    terr_places_dispose(&places);
    sample_folder_remove(folder);
    sample_close(&sample);
    return 0;
}

static enum terr_code walk(size_t jobs, struct terr_error *err)
{
    const struct terr_when_options options = {.jobs = jobs, .persist_days = 2};
    struct terr_when *when;
    const enum terr_code code =
        terr_when_walk(&when, sample.ruler, sample.archive, &places, &options, err);
    if (code) assert_null(when);
    terr_when_free(when);
    return code;
}

static enum terr_code walk_alone(struct terr_error *err) { return walk(1, err); }

static enum terr_code walk_with_threads(struct terr_error *err) { return walk(3, err); }

static enum terr_code add_text(struct terr_error *err)
{
    struct terr_places some = TERR_PLACES_INIT;
    enum terr_code code = terr_places_add_text(&some, "A=1,2", err);
    if (!code) code = terr_places_add_text(&some, "1,2", err);
    terr_places_dispose(&some);
    return code;
}

static enum terr_code add_file(struct terr_error *err)
{
    struct terr_places some = TERR_PLACES_INIT;
    const enum terr_code code = terr_places_add_file(&some, path, NULL, err);
    terr_places_dispose(&some);
    return code;
}

static struct terr_when_told told;
static void (*writer)(struct terr_text *out, const struct terr_when_told *told);

static enum terr_code write_text(struct terr_error *err)
{
    struct terr_text text = TERR_TEXT_INIT;
    writer(&text, &told);
    const enum terr_code code = terr_text_check(&text, err);
    terr_text_dispose(&text);
    return code;
}

static void writing_what_was_found(void **state)
{
    (void)state;
    static void (*const writers[])(struct terr_text * out, const struct terr_when_told *told) = {
        terr_plain_when, terr_csv_when, terr_csv_when_shares, terr_json_when};
    static const struct terr_when_options options;
    struct terr_error err;
    struct terr_when *when;
    check_ok(terr_when_walk(&when, sample.ruler, sample.archive, &places, &options, &err));
    told = (struct terr_when_told){.archive = sample.archive,
                                   .ruler = sample.ruler,
                                   .places = &places,
                                   .when = when,
                                   .options = &options};
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        writer = writers[i];
        fail_alloc_each(write_text);
    }
    terr_when_free(when);
}

static enum terr_code find_twins(struct terr_error *err)
{
    struct terr_place_twins twins;
    return terr_places_find_twins(&twins, &places, err);
}

static void walking(void **state)
{
    (void)state;
    fail_alloc_each(walk_alone);
}

static void walking_with_threads(void **state)
{
    (void)state;
    fail_alloc_each(walk_with_threads);
}

static void adding_places(void **state)
{
    (void)state;
    fail_alloc_each(add_text);
    fail_alloc_each(add_file);
    fail_alloc_each(find_twins);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walking),
        cmocka_unit_test(walking_with_threads),
        cmocka_unit_test(adding_places),
        cmocka_unit_test(writing_what_was_found),
    };
    return cmocka_run_group_tests_name("figure/when, memory", tests, make_sample, drop_sample);
}
