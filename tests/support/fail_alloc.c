#include "fail_alloc.h"

// The names that the linker's --wrap gives.
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);

static struct {
    size_t left; // allocations up to the one that fails; 0: none does
    bool for_good;
    bool failed;
} plan;

void fail_alloc_start(size_t nth, bool for_good)
{
    plan.left = nth;
    plan.for_good = for_good;
    plan.failed = false;
}

bool fail_alloc_stop(void)
{
    plan.left = 0;
    return plan.failed;
}

static bool fails_now(void)
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

void *__wrap_malloc(size_t size) { return fails_now() ? NULL : __real_malloc(size); }

void *__wrap_calloc(size_t count, size_t size)
{
    return fails_now() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    return fails_now() ? NULL : __real_realloc(block, size);
}
