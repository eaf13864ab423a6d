#define _XOPEN_SOURCE 700 // for nftw()
#include "../../support/check.h"

#include "../../support/scratch.h"

#include <geo/base/memory.h>
#include <geo/source/cache.h>

#define URL "https://example.org/map.json"

// SHA-256 of "{}", as sha256sum prints it.
#define BRACES_DIGEST "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"

static struct terr_cache *open_cache(const char *source, const char *address)
{
    struct terr_error err;
    struct terr_cache *cache;
    check_ok(terr_cache_open(&cache, "kept", source, address, &err));
    return cache;
}

static enum terr_cache_state look(const struct terr_cache *cache, const char *name, const char *url)
{
    struct terr_error err;
    struct terr_cache_entry entry;
    check_ok(terr_cache_look(&entry, cache, name, url, &err));
    const enum terr_cache_state state = entry.state;
    terr_cache_entry_dispose(&entry);
    return state;
}

static void put(const struct terr_cache *cache, const char *name, const char *text)
{
    struct terr_error err;
    const struct terr_cache_entry entry = {.asked_day = 20000};
    check_ok(terr_cache_put(cache, name, URL, text, strlen(text), &entry, &err));
}

static void opening_makes_nothing(void **state)
{
    (void)state;
    struct terr_cache *cache = open_cache("front", URL);
    assert_int_equal(look(cache, "map.json", URL), TERR_CACHE_UNKNOWN);
    assert_int_equal(scratch_count("."), 0);
    terr_cache_free(cache);
}

static void gives_back_what_was_put(void **state)
{
    struct terr_error err;
    struct terr_cache_entry found;
    char etag[] = "W/\"a, b\"", modified[] = "Wed, 01 Jan 2025 00:00:00 GMT";
    const struct terr_cache_entry entry = {.asked_day = 20000, .etag = etag, .modified = modified};
    (void)state;
    struct terr_cache *cache = open_cache("front", URL);
    check_ok(terr_cache_put(cache, "map.json", URL, "{}", 2, &entry, &err));
    check_ok(terr_cache_look(&found, cache, "map.json", URL, &err));
    assert_int_equal(found.state, TERR_CACHE_PRESENT);
    assert_int_equal(found.asked_day, 20000);
    assert_int_equal(found.size, 2);
    assert_string_equal(found.digest, BRACES_DIGEST);
    assert_string_equal(found.etag, etag);
    assert_string_equal(found.modified, modified);
    terr_cache_entry_dispose(&found);

    char *path = terr_cache_path(cache, "map.json", &err);
    scratch_holds(path, "{}");
    terr_memory_free(path);
    assert_int_equal(scratch_count(terr_cache_folder(cache)), 2);
    terr_cache_free(cache);
}

static void knows_one_url_from_another(void **state)
{
    (void)state;
    struct terr_cache *cache = open_cache("front", URL);
    struct terr_cache *other = open_cache("front", URL "?day=2");
    put(cache, "map.json", "{}");
    assert_int_equal(look(cache, "map.json", URL), TERR_CACHE_PRESENT);
    assert_int_equal(look(cache, "map.json", URL "?"), TERR_CACHE_UNKNOWN);
    assert_int_equal(look(cache, "map.jso", URL), TERR_CACHE_UNKNOWN);
    assert_int_equal(look(other, "map.json", URL), TERR_CACHE_UNKNOWN);
    assert_string_not_equal(terr_cache_folder(cache), terr_cache_folder(other));
    terr_cache_free(cache);
    terr_cache_free(other);
}

static void names_its_folder_for_people(void **state)
{
    static const struct {
        const char *source, *start;
    } cases[] = {{"deepstate-daily", "kept/deepstate-daily-"},
                 {"[::1]", "kept/___1_-"},
                 {"../..", "kept/.._..-"},
                 {"a b\n", "kept/a_b_-"},
                 {"", "kept/-"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct terr_cache *cache = open_cache(cases[i].source, URL);
        const char *folder = terr_cache_folder(cache);
        assert_memory_equal(folder, cases[i].start, strlen(cases[i].start));
        // 64 bits of the address's digest, in hexadecimal
        assert_int_equal(strlen(folder), strlen(cases[i].start) + 16);
        terr_cache_free(cache);
    }
}

static void sees_a_file_that_was_changed(void **state)
{
    static const char *const texts[] = {"", "{", "{} ", "[]", "{\0"};
    struct terr_error err;
    (void)state;
    struct terr_cache *cache = open_cache("front", URL);
    put(cache, "map.json", "{}");
    char *path = terr_cache_path(cache, "map.json", &err);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        scratch_put(path, texts[i]);
        assert_int_equal(look(cache, "map.json", URL), TERR_CACHE_DAMAGED);
    }
    scratch_put(path, "{}");
    assert_int_equal(look(cache, "map.json", URL), TERR_CACHE_PRESENT);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(look(cache, "map.json", URL), TERR_CACHE_DAMAGED);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(look(cache, "map.json", URL), TERR_CACHE_DAMAGED);
    terr_memory_free(path);
    terr_cache_free(cache);
}

static void remembers_that_a_file_is_absent(void **state)
{
    struct terr_error err;
    struct terr_cache_entry found;
    const struct terr_cache_entry absent = {.state = TERR_CACHE_ABSENT, .asked_day = 20007};
    (void)state;
    struct terr_cache *cache = open_cache("front", URL);
    check_ok(terr_cache_note(cache, "map.json", URL, &absent, &err));
    check_ok(terr_cache_look(&found, cache, "map.json", URL, &err));
    assert_int_equal(found.state, TERR_CACHE_ABSENT);
    assert_int_equal(found.asked_day, 20007);
    terr_cache_entry_dispose(&found);
    put(cache, "map.json", "{}"); // it came after all
    assert_int_equal(look(cache, "map.json", URL), TERR_CACHE_PRESENT);
    terr_cache_free(cache);
}

// Each byte of a record in turn is another one: what it tells then is the same, or nothing.
static void a_record_with_a_wrong_byte_tells_nothing_wrong(void **state)
{
    struct terr_error err;
    char record[1000], path[300];
    char etag[] = "\"e\"";
    const struct terr_cache_entry entry = {.asked_day = 20000, .etag = etag};
    (void)state;
    struct terr_cache *cache = open_cache("front", URL);
    check_ok(terr_cache_put(cache, "map.json", URL, "{}", 2, &entry, &err));
    snprintf(path, sizeof path, "%s/map.json.fetched", terr_cache_folder(cache));
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    const size_t length = fread(record, 1, sizeof record - 1, file);
    assert_int_equal(fclose(file), 0);
    record[length] = '\0';
    for (size_t i = 0; i < length; i++) {
        struct terr_cache_entry found;
        const char right = record[i];
        record[i] = right == '\x01' ? '\x02' : '\x01';
        scratch_put(path, record);
        record[i] = right;
        check_ok(terr_cache_look(&found, cache, "map.json", URL, &err));
        if (found.state != TERR_CACHE_UNKNOWN) fail_msg("byte %zu: state %d", i, (int)found.state);
        terr_cache_entry_dispose(&found);
    }
    scratch_put(path, record);
    assert_int_equal(look(cache, "map.json", URL), TERR_CACHE_PRESENT);
    terr_cache_free(cache);
}

// A server's header could otherwise write lines of its own into the record, or fill the disk.
static void leaves_out_headers_that_cannot_be_kept(void **state)
{
    char line_end[] = "\"a\"\nabsent", longer[2000] = "", empty[] = "";
    memset(longer, 'x', sizeof longer - 1);
    char *const headers[] = {line_end, longer, empty};
    (void)state;
    struct terr_cache *cache = open_cache("front", URL);
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        struct terr_error err;
        struct terr_cache_entry found;
        const struct terr_cache_entry entry = {.asked_day = 1, .etag = headers[i]};
        check_ok(terr_cache_put(cache, "map.json", URL, "{}", 2, &entry, &err));
        check_ok(terr_cache_look(&found, cache, "map.json", URL, &err));
        assert_int_equal(found.state, TERR_CACHE_PRESENT);
        assert_null(found.etag);
        terr_cache_entry_dispose(&found);
    }
    terr_cache_free(cache);
}

static void says_where_it_cannot_keep(void **state)
{
    struct terr_error err;
    struct terr_cache *cache;
    char sentence[300];
    const struct terr_cache_entry entry = {.state = TERR_CACHE_ABSENT, .asked_day = 1};
    (void)state;
    scratch_put("file", "");
    check_ok(terr_cache_open(&cache, "file/cache", "front", URL, &err));
    snprintf(sentence, sizeof sentence,
             "%s: the cache cannot be made there (--cache chooses another folder): a part of the "
             "path is not a folder",
             terr_cache_folder(cache));
    check_fails(terr_cache_put(cache, "map.json", URL, "{}", 2, &entry, &err), TERR_EOUTPUT,
                sentence);
    // a note that cannot be written is no loss
    check_ok(terr_cache_note(cache, "map.json", URL, &entry, &err));
    terr_cache_free(cache);
    check_fails(terr_cache_open(&cache, "", "front", URL, &err), TERR_EARG,
                "the cache's folder has no name");
    assert_null(cache);
}

static void chooses_its_place(void **state)
{
    struct terr_error err;
    struct terr_cache *cache;
    (void)state;
    setenv("HOME", "/home/someone", 1);
    setenv("XDG_CACHE_HOME", "/var/caches", 1);
    check_ok(terr_cache_open(&cache, NULL, "s", URL, &err));
    assert_memory_equal(terr_cache_folder(cache), "/var/caches/territory/s-", 24);
    terr_cache_free(cache);
    setenv("XDG_CACHE_HOME", "caches", 1); // relative ones do not count, says the specification
    check_ok(terr_cache_open(&cache, NULL, "s", URL, &err));
    assert_memory_equal(terr_cache_folder(cache), "/home/someone/.cache/territory/s-", 33);
    terr_cache_free(cache);
    unsetenv("XDG_CACHE_HOME");
    unsetenv("HOME");
    assert_int_equal(terr_cache_open(&cache, NULL, "s", URL, &err), TERR_EARG);
    assert_null(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(opening_makes_nothing),
        scratch_test(gives_back_what_was_put),
        scratch_test(knows_one_url_from_another),
        cmocka_unit_test(names_its_folder_for_people),
        scratch_test(sees_a_file_that_was_changed),
        scratch_test(remembers_that_a_file_is_absent),
        scratch_test(a_record_with_a_wrong_byte_tells_nothing_wrong),
        scratch_test(leaves_out_headers_that_cannot_be_kept),
        scratch_test(says_where_it_cannot_keep),
        scratch_test(chooses_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
