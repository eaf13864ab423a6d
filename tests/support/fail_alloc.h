/* support/fail_alloc.h - allocations that fail on purpose.
 *
 * A program that uses it is linked with -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc, so that the
 * allocations of our own objects, and not those of shared libraries, pass through here. Several
 * threads may allocate at once; which of them the failing allocation is in is then left to chance.
 */
#ifndef TESTS_SUPPORT_FAIL_ALLOC_H
#define TESTS_SUPPORT_FAIL_ALLOC_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

/* From now on the `nth` allocation (from 1) fails, and where `for_good` all after it. */
void fail_alloc_start(size_t nth, bool for_good);

/* Nothing fails any more. True where an allocation was made to fail since the start. */
bool fail_alloc_stop(void);

/* What is tried with failing allocations: leaves nothing allocated, whatever its outcome. */
typedef enum terr_code (*fail_alloc_attempt)(struct terr_error *err);

/* Tries it with each of its allocations failing in turn, once alone and once with all after it.
 * Fails the running test (cmocka) where the outcome is not TERR_ENOMEM each time, with a sentence
 * that says so, where it is not TERR_OK in the end, or where nothing was allocated at all. */
void fail_alloc_each(fail_alloc_attempt attempt);

#endif
