#include "../../support/check.h"

#include <geo/base/parallel.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const size_t all_jobs[] = {0, 1, 2, 3, 7, 64};
#define JOBS_TRIED (sizeof all_jobs / sizeof *all_jobs)
#define NONE SIZE_MAX

// What a pool of workers and the items of a map went through.
struct site {
    size_t count;
    size_t jobs;
    size_t fail_work; // the items at which work and take fail
    size_t fail_take;
    size_t fail_begin; // the worker that cannot be made
    size_t slow;       // an item that waits until work on `until` has begun
    size_t until;
    pthread_mutex_t lock;
    pthread_cond_t turned;
    size_t begun, ended; // workers
    size_t in_work;      // work that goes on now, and the most at once
    size_t most_in_work;
    size_t *worked; // how often each item was worked on
    size_t highest;
    size_t taken;
    pthread_t caller;
};

struct hand {
    struct site *site;
    bool busy; // two items at once on one worker would be a fault
};

static enum terr_code begin(void *pool, void **worker, struct terr_error *err)
{
    struct site *site = pool;
    assert_true(pthread_equal(pthread_self(), site->caller));
    if (site->begun == site->fail_begin) return terr_fail(err, TERR_ENOMEM, "out of hands");
    struct hand *hand = calloc(1, sizeof *hand);
    assert_non_null(hand);
    hand->site = site;
    *worker = hand;
    site->begun++;
    return TERR_OK;
}

static void end(void *pool, void *worker)
{
    struct site *site = pool;
    assert_true(pthread_equal(pthread_self(), site->caller));
    site->ended++;
    free(worker);
}

static enum terr_code work(void *payload, void *worker, size_t item, struct terr_error *err)
{
    struct site *site = payload;
    struct hand *hand = worker;
    pthread_mutex_lock(&site->lock);
    if (hand->busy || hand->site != site) abort();
    hand->busy = true;
    if (++site->in_work > site->most_in_work) site->most_in_work = site->in_work;
    if (item > site->highest) site->highest = item;
    if (item >= site->taken + terr_parallel_ahead(site->count, site->jobs)) abort();
    site->worked[item]++;
    pthread_cond_broadcast(&site->turned);
    while (item == site->slow && site->jobs > 1 && site->highest < site->until) {
        pthread_cond_wait(&site->turned, &site->lock);
    }
    site->in_work--;
    hand->busy = false;
    pthread_mutex_unlock(&site->lock);
    if (item >= site->fail_work) return terr_fail(err, TERR_EDATA, "work on %zu", item);
    return TERR_OK;
}

static enum terr_code take(void *payload, size_t item, struct terr_error *err)
{
    struct site *site = payload;
    assert_true(pthread_equal(pthread_self(), site->caller));
    pthread_mutex_lock(&site->lock);
    assert_int_equal(item, site->taken);
    assert_int_equal(site->worked[item], 1);
    if (item != site->fail_take) site->taken++;
    pthread_mutex_unlock(&site->lock);
    return item == site->fail_take ? terr_fail(err, TERR_ECANCEL, "take of %zu", item) : TERR_OK;
}

// The threads of this process, or 0 where that cannot be known.
static size_t count_threads(void)
{
    FILE *file = fopen("/proc/self/status", "r");
    char line[256];
    size_t count = 0;
    while (file && fgets(line, sizeof line, file)) {
        if (strncmp(line, "Threads:", 8) == 0) count = strtoul(line + 8, NULL, 10);
    }
    if (file) fclose(file);
    return count;
}

static size_t threads_at_start;

static void *do_nothing(void *payload) { return payload; }

// A thread that was joined may still be seen for a moment.
static void check_no_thread_is_left(void)
{
    const struct timespec pause = {0, 1000000};
    for (int i = 0; i < 5000 && count_threads() > threads_at_start; i++) nanosleep(&pause, NULL);
    assert_true(count_threads() <= threads_at_start);
}

static struct site make_site(size_t count, size_t jobs)
{
    struct site site = {.count = count,
                        .jobs = jobs,
                        .fail_work = NONE,
                        .fail_take = NONE,
                        .fail_begin = NONE,
                        .slow = NONE,
                        .caller = pthread_self()};
    pthread_mutex_init(&site.lock, NULL);
    pthread_cond_init(&site.turned, NULL);
    site.worked = calloc(count + 1, sizeof *site.worked);
    assert_non_null(site.worked);
    return site;
}

static enum terr_code run(struct site *site, struct terr_error *err)
{
    const struct terr_parallel map = {.count = site->count,
                                      .jobs = site->jobs,
                                      .begin = begin,
                                      .end = end,
                                      .pool = site,
                                      .work = work,
                                      .take = take,
                                      .payload = site};
    const enum terr_code code = terr_parallel_map(&map, err);
    check_no_thread_is_left();
    assert_int_equal(site->ended, site->begun);
    assert_int_equal(site->in_work, 0);
    return code;
}

static void drop_site(struct site *site)
{
    free(site->worked);
    pthread_cond_destroy(&site->turned);
    pthread_mutex_destroy(&site->lock);
}

static void every_item_is_worked_on_and_taken_once_in_order(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 2, 7, 100, 1000};
    struct terr_error err;
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        for (size_t j = 0; j < JOBS_TRIED; j++) {
            struct site site = make_site(counts[c], all_jobs[j]);
            check_ok(run(&site, &err));
            assert_int_equal(site.taken, counts[c]);
            assert_true(site.begun >= 1 && site.begun <= (all_jobs[j] ? all_jobs[j] : 1));
            assert_true(site.most_in_work <= site.begun);
            drop_site(&site);
        }
    }
}

// While one item takes long the others go on, so there are threads; but only so far.
static void nobody_runs_too_far_ahead(void **state)
{
    (void)state;
    struct terr_error err;
    for (size_t j = 0; j < JOBS_TRIED; j++) {
        struct site site = make_site(500, all_jobs[j]);
        site.slow = 0;
        site.until = terr_parallel_ahead(500, all_jobs[j]) - 1;
        check_ok(run(&site, &err));
        assert_int_equal(site.taken, 500);
        if (all_jobs[j] > 1) assert_true(site.most_in_work > 1);
        drop_site(&site);
    }
}

// Work on everything behind the first fault would fail as well: the first one is told.
static void the_lowest_fault_is_told(void **state)
{
    (void)state;
    static const size_t faults[] = {0, 1, 8, 57, 199};
    struct terr_error err;
    char sentence[40];
    for (size_t f = 0; f < sizeof faults / sizeof *faults; f++) {
        for (size_t j = 0; j < JOBS_TRIED; j++) {
            struct site site = make_site(200, all_jobs[j]);
            site.fail_work = faults[f];
            if (faults[f] <= 8) { // a later fault comes first
                site.slow = faults[f];
                site.until = faults[f] + 1;
            }
            snprintf(sentence, sizeof sentence, "work on %zu", faults[f]);
            check_fails(run(&site, &err), TERR_EDATA, sentence);
            assert_int_equal(site.taken, faults[f]);
            drop_site(&site);
        }
    }
}

static void a_stop_ends_it(void **state)
{
    (void)state;
    static const size_t stops[] = {0, 5, 99};
    struct terr_error err;
    char sentence[40];
    for (size_t s = 0; s < sizeof stops / sizeof *stops; s++) {
        for (size_t j = 0; j < JOBS_TRIED; j++) {
            struct site site = make_site(100, all_jobs[j]);
            site.fail_take = stops[s];
            site.fail_work = stops[s] + 1; // comes later, whenever it happens
            snprintf(sentence, sizeof sentence, "take of %zu", stops[s]);
            check_fails(run(&site, &err), TERR_ECANCEL, sentence);
            assert_int_equal(site.taken, stops[s]);
            drop_site(&site);
        }
    }
}

static void a_worker_that_cannot_be_made_is_a_fault(void **state)
{
    (void)state;
    struct terr_error err;
    for (size_t nth = 0; nth < 3; nth++) {
        struct site site = make_site(100, 3);
        site.fail_begin = nth;
        check_fails(run(&site, &err), TERR_ENOMEM, "out of hands");
        assert_int_equal(site.begun, nth);
        assert_int_equal(site.taken, 0);
        assert_int_equal(site.worked[0], 0);
        drop_site(&site);
    }
}

static void one_job_makes_no_thread_and_keeps_nothing_ahead(void **state)
{
    (void)state;
    assert_int_equal(terr_parallel_ahead(1000, 0), 1);
    assert_int_equal(terr_parallel_ahead(1000, 1), 1);
    assert_true(terr_parallel_ahead(1000000, 8) <= 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_is_worked_on_and_taken_once_in_order),
        cmocka_unit_test(nobody_runs_too_far_ahead),
        cmocka_unit_test(the_lowest_fault_is_told),
        cmocka_unit_test(a_stop_ends_it),
        cmocka_unit_test(a_worker_that_cannot_be_made_is_a_fault),
        cmocka_unit_test(one_job_makes_no_thread_and_keeps_nothing_ahead),
    };
    // a sanitizer has a thread of its own, from the first one on
    pthread_t first;
    if (pthread_create(&first, NULL, do_nothing, NULL) || pthread_join(first, NULL)) return 1;
    threads_at_start = count_threads();
    return cmocka_run_group_tests_name("base/parallel", tests, NULL, NULL);
}
