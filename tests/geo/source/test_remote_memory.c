// Every allocation of fetching, keeping and looking up is made to fail in turn.
#include "../../support/check.h"

#include "../../support/fail_alloc.h"
#include "../../support/sample.h"
#include "../../support/server.h"

#include <geo/base/memory.h>
#include <geo/source/cache.h>
#include <geo/source/url_template.h>
#include <stdlib.h>

#define MAP                                                                              \
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\"" \
    ":{\"status\":\"held\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[30,"   \
    "48],[31,48],[31,49],[30,48]]]}}]}"
#define NOW_S 1735992000 // 2025-01-04T12:00:00Z

// 2025-01-03 is missing.
static const struct sample_file files[] = {{"map_20250101.json", MAP},
                                           {"map_20250102.json", MAP},
                                           {"map_20250104.json", MAP},
                                           {NULL, NULL}};

static char folder[SAMPLE_PATH_SIZE], cache[SAMPLE_PATH_SIZE], profile[SAMPLE_PATH_SIZE + 32];
static struct server server;

static enum terr_code open_maps(bool offline, enum terr_span_kind kind, const char *source,
                                struct terr_error *err)
{
    struct terr_archive_options options = TERR_ARCHIVE_OPTIONS_INIT;
    struct terr_archive *archive;
    options.profile = profile;
    options.remote.cache = cache;
    options.remote.tries = 1;
    options.remote.now_s = NOW_S;
    options.remote.offline = offline;
    options.span.kind = kind;
    options.span.days = 1;
    const enum terr_code code = terr_archive_open(&archive, &source, 1, &options, err);
    if (code) assert_null(archive);
    terr_archive_free(archive);
    return code;
}

static void remove_cache(void)
{
    char command[SAMPLE_PATH_SIZE + 32];
    snprintf(command, sizeof command, "rm -rf '%s'", cache);
    assert_int_equal(system(command), 0);
}

static enum terr_code fetch_all(struct terr_error *err)
{
    return open_maps(false, TERR_SPAN_ALL, "maps:", err);
}

static enum terr_code fetch_ends(struct terr_error *err)
{
    return open_maps(false, TERR_SPAN_ENDS, "maps:", err);
}

static enum terr_code read_all(struct terr_error *err)
{
    return open_maps(true, TERR_SPAN_ALL, "maps:", err);
}

static enum terr_code fetch_url(struct terr_error *err)
{
    char url[200];
    snprintf(url, sizeof url, "%s/etag/map_20250101.json", server.base);
    return open_maps(false, TERR_SPAN_ALL, url, err);
}

static enum terr_code fetch_unknown(struct terr_error *err)
{
    const enum terr_code code = open_maps(false, TERR_SPAN_ALL, "nosuch:", err);
    return code == TERR_EARG ? TERR_OK : code;
}

static enum terr_code keep_one(struct terr_error *err)
{
    static const char url[] = "https://h/a.json";
    char etag[] = "\"e\"", modified[] = "then";
    const struct terr_cache_entry entry = {.asked_day = 1, .etag = etag, .modified = modified};
    struct terr_cache_entry found = {.state = TERR_CACHE_UNKNOWN};
    struct terr_cache *kept;
    enum terr_code code = terr_cache_open(&kept, cache, "h", url, err);
    if (!code) code = terr_cache_put(kept, "a.json", url, "{}", 2, &entry, err);
    if (!code) code = terr_cache_note(kept, "a.json", url, &entry, err);
    if (!code) code = terr_cache_look(&found, kept, "a.json", url, err);
    terr_cache_entry_dispose(&found);
    terr_cache_free(kept);
    return code;
}

static enum terr_code name_one(struct terr_error *err)
{
    char *url, *name;
    const enum terr_code code = terr_url_of_day(&url, &name, "https://h/{YYYYMMDD}/a.json", 1, err);
    if (code) assert_true(!url && !name);
    terr_memory_free(url);
    terr_memory_free(name);
    return code;
}

static void fetching_survives(void **state)
{
    (void)state;
    remove_cache();
    fail_alloc_each(fetch_all);
    fail_alloc_each(fetch_ends);
    fail_alloc_each(read_all);
    fail_alloc_each(fetch_url);
    fail_alloc_each(fetch_unknown);
}

static void keeping_survives(void **state)
{
    (void)state;
    fail_alloc_each(keep_one);
    fail_alloc_each(name_one);
}

static void make_profile(void)
{
    char text[1000];
    struct terr_error err;
    snprintf(profile, sizeof profile, "%s/profile", folder);
    snprintf(text, sizeof text,
             "{\"name\":\"maps\",\"title\":\"Maps\",\"timezone\":\"UTC\",\"remote\":{\"url\":"
             "\"%s/plain/map_{YYYYMMDD}.json\",\"first\":\"2025-01-01\"},"
             "\"zones\":{\"held\":[\"held\"]},\"rules\":[{\"status_from\":\"status\"}]}",
             server.base);
    check_ok(terr_draft_write(profile, text, strlen(text), false, &err));
}

static int stop(void **state)
{
    (void)state;
    server_stop(&server);
    remove_cache();
    sample_folder_remove(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fetching_survives),
        cmocka_unit_test(keeping_survives),
    };
    sample_folder_make(folder, files);
    if (!server_start(&server, folder)) {
        puts("skipped: no python3 to serve the files");
        sample_folder_remove(folder);
        return 77;
    }
    snprintf(cache, sizeof cache, "%.100s-cache", folder);
    make_profile();
    return cmocka_run_group_tests(tests, NULL, stop);
}
