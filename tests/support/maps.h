/* support/maps.h - small maps, and archives of the folder that a test runs in.
 *
 * Include it after check.h and scratch.h. Every function fails the running test (cmocka) where
 * something does not work.
 */
#ifndef TESTS_SUPPORT_MAPS_H
#define TESTS_SUPPORT_MAPS_H

#include <geo/source/archive.h>
#include <geo/source/profile.h>
#include <geo/source/snapshot.h>

#define SQUARE "\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[0,0],[1,0],[1,1],[0,0]]]}"
#define MAP(name, properties)               \
    "{\"type\": \"FeatureCollection\"" name \
    ", \"features\": [{\"type\": \"Feature\", \"properties\": {" properties "}, " SQUARE "}]}"
/* Maps that the profiles generic, deepstate-daily and deepstate recognise. */
#define PLAIN MAP("", "\"status\": \"held\"")
#define DAILY MAP(", \"name\": \"deepstatemap_data_x\"", "")
#define DEEPSTATE MAP("", "\"fill\": \"#a52714\", \"styleHash\": \"x\"")
#define WRAPPED(datetime) "{\"id\": 5, \"map\": " DEEPSTATE ", \"datetime\": \"" datetime "\"}"

/* A list of texts, closed by NULL. */
#define SOURCES(...) \
    (const char *const[]) { __VA_ARGS__, NULL }

static inline enum terr_code open_sources(struct terr_archive **out, const char *const *sources,
                                          const struct terr_archive_options *options,
                                          struct terr_error *err)
{
    const struct terr_archive_options defaults = TERR_ARCHIVE_OPTIONS_INIT;
    size_t count = 0;
    while (sources[count]) count++;
    return terr_archive_open(out, sources, count, options ? options : &defaults, err);
}

static inline struct terr_archive *must_open(const char *const *sources,
                                             const struct terr_archive_options *options)
{
    struct terr_error err;
    struct terr_archive *archive;
    check_ok(open_sources(&archive, sources, options, &err));
    return archive;
}

/* The archive's paths in order. */
static inline void expect_paths(const char *const *sources,
                                const struct terr_archive_options *options,
                                const char *const *paths)
{
    struct terr_archive *archive = must_open(sources, options);
    size_t i = 0;
    for (; paths[i]; i++) {
        assert_true(i < terr_archive_count(archive));
        assert_string_equal(terr_archive_at(archive, i)->path, paths[i]);
    }
    assert_int_equal(terr_archive_count(archive), i);
    terr_archive_free(archive);
}

static inline void expect_open_fails(const char *const *sources,
                                     const struct terr_archive_options *options,
                                     enum terr_code code, const char *sentence)
{
    struct terr_error err;
    struct terr_archive *archive;
    check_fails(open_sources(&archive, sources, options, &err), code, sentence);
    assert_null(archive);
}

/* The day of a snapshot, in the archive's time zone. */
static inline void expect_day(const struct terr_archive *archive, size_t index, const char *day)
{
    char text[TERR_DAY_SIZE];
    terr_day_print(text, terr_archive_at(archive, index)->day);
    assert_string_equal(text, day);
}

#endif
