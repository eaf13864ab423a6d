#include "check.h"

#include "fail_alloc.h"

#include <pthread.h>

// More allocations than any attempt makes.
#define MOST 100000

// The names that the linker's --wrap gives.
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; // of the plan
static struct {
    size_t left; // allocations up to the one that fails; 0: none does
    bool for_good;
    bool failed;
} plan;

void fail_alloc_start(size_t nth, bool for_good)
{
    pthread_mutex_lock(&lock);
    plan.left = nth;
    plan.for_good = for_good;
    plan.failed = false;
    pthread_mutex_unlock(&lock);
}

bool fail_alloc_stop(void)
{
    pthread_mutex_lock(&lock);
    plan.left = 0;
    const bool failed = plan.failed;
    pthread_mutex_unlock(&lock);
    return failed;
}

static bool count_down(void)
{
    if (plan.left == 0) return false;
    if (plan.left > 1) {
        plan.left--;
        return false;
    }
    if (!plan.for_good) plan.left = 0;
    plan.failed = true;
    return true;
}

static bool fails_now(void)
{
    pthread_mutex_lock(&lock);
    const bool fails = count_down();
    pthread_mutex_unlock(&lock);
    return fails;
}

void *__wrap_malloc(size_t size) { return fails_now() ? NULL : __real_malloc(size); }

void *__wrap_calloc(size_t count, size_t size)
{
    return fails_now() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    return fails_now() ? NULL : __real_realloc(block, size);
}

void fail_alloc_each(fail_alloc_attempt attempt)
{
    size_t failures = 0;
    for (int for_good = 0; for_good <= 1; for_good++) {
        bool failed = true;
        for (size_t nth = 1; failed; nth++) {
            struct terr_error err;
            if (nth > MOST) fail_msg("more than %d allocations", MOST);
            fail_alloc_start(nth, for_good != 0);
            const enum terr_code code = attempt(&err);
            failed = fail_alloc_stop();
            if (!failed && code) fail_msg("without a failure: %s", err.message);
            if (!failed) continue;
            failures++;
            if (!code) fail_msg("allocation %zu failed, and nothing told of it", nth);
            if (code != TERR_ENOMEM || !strstr(err.message, "out of memory")) {
                fail_msg("allocation %zu: code %d, %s", nth, (int)code, err.message);
            }
        }
    }
    assert_true(failures > 0);
}
