// Fetching from a server on the loopback address; tests/remote tells what the command says of it.
#include "../../support/check.h"

#include "../../support/sample.h"
#include "../../support/server.h"

#include <geo/base/file.h>
#include <geo/base/memory.h>
#include <geo/source/fetch.h>
#include <stdlib.h>
#include <time.h>

#define FILES 12
#define URL_SIZE 200

static char folder[SAMPLE_PATH_SIZE];
static struct server server;

// What `take` was given, by index.
struct taken {
    size_t count;
    enum terr_fetch_outcome outcomes[FILES];
    char bodies[FILES][64];
    char faults[FILES][TERR_ERROR_MESSAGE_SIZE];
    enum terr_code codes[FILES];
    bool refuses; // a failed file
    char etag[64];
};

static enum terr_code take(void *payload, size_t index, const struct terr_fetch_answer *answer,
                           struct terr_error *err)
{
    struct taken *taken = payload;
    taken->count++;
    taken->outcomes[index] = answer->outcome;
    if (answer->etag) snprintf(taken->etag, sizeof taken->etag, "%s", answer->etag);
    if (answer->outcome == TERR_FETCH_GOT) {
        snprintf(taken->bodies[index], sizeof taken->bodies[index], "%s", answer->body->bytes);
    }
    if (answer->outcome != TERR_FETCH_FAILED) return TERR_OK;
    strcpy(taken->faults[index], answer->fault->message);
    taken->codes[index] = answer->fault->code;
    if (!taken->refuses) return TERR_OK;
    *err = *answer->fault;
    return err->code;
}

// Asks for FILES files, file i behind modes[i % mode_count].
static enum terr_code fetch_files(struct taken *taken, const char *const *modes, size_t mode_count,
                                  size_t count, const struct terr_progress *progress,
                                  struct terr_error *err)
{
    static char urls[FILES][URL_SIZE];
    struct terr_fetch_request requests[FILES] = {{0}};
    const struct terr_fetch_options options = {.timeout_s = 1, .tries = 2, .pause_ms = 10};
    struct terr_fetcher *fetcher;
    for (size_t i = 0; i < count; i++) {
        snprintf(urls[i], URL_SIZE, "%s/%s/%zu.json", server.base, modes[i % mode_count], i);
        requests[i].url = urls[i];
        requests[i].is_json = true;
    }
    enum terr_code code = terr_fetcher_new(&fetcher, &options, err);
    if (!code) code = terr_fetch_all(fetcher, requests, count, take, taken, progress, err);
    terr_fetcher_free(fetcher);
    return code;
}

static void gives_each_answer_once(void **state)
{
    static const char *const modes[] = {"slow:30", "plain", "gzip", "slow:5,drop:1", "plain"};
    struct taken taken = {0};
    struct terr_error err;
    (void)state;
    check_ok(fetch_files(&taken, modes, 5, FILES, NULL, &err));
    assert_int_equal(taken.count, FILES);
    for (size_t i = 0; i < FILES; i++) {
        char body[64];
        snprintf(body, sizeof body, "{\"number\": %zu}", i);
        assert_int_equal(taken.outcomes[i], TERR_FETCH_GOT);
        assert_string_equal(taken.bodies[i], body);
    }
}

static void of_no_file_takes_nothing(void **state)
{
    struct taken taken = {0};
    struct terr_error err;
    (void)state;
    check_ok(fetch_files(&taken, NULL, 1, 0, NULL, &err));
    assert_int_equal(taken.count, 0);
}

static void tells_outcomes_apart(void **state)
{
    static const char *const modes[] = {"plain", "404", "410", "page", "drop", "500"};
    static const enum terr_code codes[] = {TERR_OK,    TERR_OK,  TERR_OK,
                                           TERR_EDATA, TERR_EIO, TERR_EIO};
    struct taken taken = {0};
    struct terr_error err;
    (void)state;
    check_ok(fetch_files(&taken, modes, 6, 6, NULL, &err));
    assert_int_equal(taken.outcomes[0], TERR_FETCH_GOT);
    assert_int_equal(taken.outcomes[1], TERR_FETCH_ABSENT);
    assert_int_equal(taken.outcomes[2], TERR_FETCH_ABSENT);
    for (size_t i = 3; i < 6; i++) {
        assert_int_equal(taken.outcomes[i], TERR_FETCH_FAILED);
        assert_int_equal(taken.codes[i], codes[i]);
        assert_memory_equal(taken.faults[i], server.base, strlen(server.base));
        assert_non_null(strstr(taken.faults[i], "(tried 2 times)"));
    }
}

// File 1 fails slowly, and 2 and 3 at once: the answer is always that file 1 failed, and what comes
// far behind is not asked for.
static void fails_with_the_first_of_the_failures(void **state)
{
    static const char *const modes[] = {"plain", "slow:300,500", "403", "403"};
    const size_t before = server_request_count(&server);
    struct taken taken = {.refuses = true};
    struct terr_error err;
    char sentence[TERR_ERROR_MESSAGE_SIZE];
    (void)state;
    snprintf(
        sentence, sizeof sentence,
        "%s/slow:300,500/1.json: the server answers 500, a fault of the server (tried 2 times)",
        server.base);
    check_fails(fetch_files(&taken, modes, 4, FILES, NULL, &err), TERR_EIO, sentence);
    assert_true(server_request_count(&server) - before <= 8);
}

static void asks_whether_a_copy_is_still_right(void **state)
{
    char url[URL_SIZE];
    struct taken taken = {0};
    struct terr_fetcher *fetcher;
    struct terr_error err;
    const struct terr_fetch_options options = {0};
    struct terr_fetch_request request = {.url = url};
    (void)state;
    snprintf(url, sizeof url, "%s/etag/0.json", server.base);
    check_ok(terr_fetcher_new(&fetcher, &options, &err));
    check_ok(terr_fetch_all(fetcher, &request, 1, take, &taken, NULL, &err));
    assert_int_equal(taken.outcomes[0], TERR_FETCH_GOT);
    assert_int_equal(strlen(taken.etag), 18);
    request.etag = taken.etag;
    check_ok(terr_fetch_all(fetcher, &request, 1, take, &taken, NULL, &err));
    assert_int_equal(taken.outcomes[0], TERR_FETCH_UNCHANGED);
    request.etag = "\"another\"";
    check_ok(terr_fetch_all(fetcher, &request, 1, take, &taken, NULL, &err));
    assert_int_equal(taken.outcomes[0], TERR_FETCH_GOT);
    terr_fetcher_free(fetcher);
}

// One byte less than the file has is too little, its own size is enough, packed or not.
static void takes_no_more_than_allowed(void **state)
{
    static const struct {
        const char *modes;
        size_t size_max;
        enum terr_fetch_outcome outcome;
    } cases[] = {
        {"plain", 13, TERR_FETCH_GOT},
        {"plain", 12, TERR_FETCH_FAILED},
        {"gzip", 40, TERR_FETCH_GOT},
        {"gzip", 12, TERR_FETCH_FAILED},
        {"closing", 13, TERR_FETCH_GOT},
        {"closing", 12, TERR_FETCH_FAILED},
        {"bomb", 10000000, TERR_FETCH_FAILED},
        {"huge", 10000000, TERR_FETCH_FAILED},
        {"headers", 10000000, TERR_FETCH_FAILED},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char url[URL_SIZE];
        struct taken taken = {0};
        struct terr_fetcher *fetcher;
        struct terr_error err;
        const struct terr_fetch_options options = {.size_max = cases[i].size_max};
        const struct terr_fetch_request request = {.url = url};
        snprintf(url, sizeof url, "%s/%s/0.json", server.base, cases[i].modes);
        check_ok(terr_fetcher_new(&fetcher, &options, &err));
        check_ok(terr_fetch_all(fetcher, &request, 1, take, &taken, NULL, &err));
        if (taken.outcomes[0] != cases[i].outcome) {
            fail_msg("%s, %zu: %s", cases[i].modes, cases[i].size_max, taken.faults[0]);
        }
        if (cases[i].outcome == TERR_FETCH_FAILED) assert_int_equal(taken.codes[0], TERR_EDATA);
        terr_fetcher_free(fetcher);
    }
}

static bool stop_at_once(void *payload, size_t done, size_t total)
{
    size_t *steps = payload;
    assert_int_equal(done, 0);
    assert_int_equal(total, 4);
    return ++*steps < 3;
}

static void stops_when_told(void **state)
{
    static const char *const modes[] = {"silent"};
    size_t steps = 0;
    const struct terr_progress progress = {stop_at_once, &steps};
    struct taken taken = {0};
    struct terr_error err;
    const time_t begun = time(NULL);
    (void)state;
    assert_int_equal(fetch_files(&taken, modes, 1, 4, &progress, &err), TERR_ECANCEL);
    assert_true(time(NULL) - begun <= 1);
    assert_int_equal(steps, 3);
    assert_int_equal(taken.count, 0);
}

static void tells_an_address_from_a_path(void **state)
{
    (void)state;
    assert_true(terr_url_is("http://h"));
    assert_true(terr_url_is("HTTPS://h/a"));
    assert_false(terr_url_is("https:/h/a"));
    assert_false(terr_url_is("ftp://h/a"));
    assert_false(terr_url_is(" http://h"));
    assert_false(terr_url_is("http"));
    assert_false(terr_url_is(""));
}

static void make_files(void)
{
    char path[SAMPLE_PATH_SIZE + 32], text[64];
    struct terr_error err;
    sample_folder_make(folder, NULL);
    for (size_t i = 0; i < FILES; i++) {
        snprintf(path, sizeof path, "%s/%zu.json", folder, i);
        snprintf(text, sizeof text, "{\"number\": %zu}", i);
        check_ok(terr_draft_write(path, text, strlen(text), false, &err));
    }
}

static int stop(void **state)
{
    (void)state;
    server_stop(&server);
    sample_folder_remove(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_each_answer_once),
        cmocka_unit_test(of_no_file_takes_nothing),
        cmocka_unit_test(tells_outcomes_apart),
        cmocka_unit_test(fails_with_the_first_of_the_failures),
        cmocka_unit_test(asks_whether_a_copy_is_still_right),
        cmocka_unit_test(takes_no_more_than_allowed),
        cmocka_unit_test(stops_when_told),
        cmocka_unit_test(tells_an_address_from_a_path),
    };
    make_files();
    if (!server_start(&server, folder)) {
        puts("skipped: no python3 to serve the files");
        stop(NULL);
        return 77;
    }
    return cmocka_run_group_tests(tests, NULL, stop);
}
