/* support/fail_alloc.h - allocations that fail on purpose.
 *
 * A program that uses it is linked with -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc, so that the
 * allocations of our own objects, and not those of shared libraries, pass through here. One thread.
 */
#ifndef TESTS_SUPPORT_FAIL_ALLOC_H
#define TESTS_SUPPORT_FAIL_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

/* From now on the `nth` allocation (from 1) fails, and where `for_good` all after it. */
void fail_alloc_start(size_t nth, bool for_good);

/* Nothing fails any more. True where an allocation was made to fail since the start. */
bool fail_alloc_stop(void);

#endif
