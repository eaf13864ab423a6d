/* base/progress.h - how long work tells how far it is and hears that it should stop. */
#ifndef GEO_BASE_PROGRESS_H
#define GEO_BASE_PROGRESS_H

#include <geo/base/error.h>
#include <stdbool.h>
#include <stddef.h>

TERR_BEGIN_DECLS

/* All-zero means: nobody listens. `step` is called from the thread that does the work, after each
 * item and once before the first; it returns false to stop. */
struct terr_progress {
    bool (*step)(void *payload, size_t done, size_t total);
    void *payload;
};

/* Calls `step`, where there is one. Fails with TERR_ECANCEL when it says stop.
 * `progress` may be NULL. */
TERR_API enum terr_code terr_progress_step(const struct terr_progress *progress, size_t done,
                                           size_t total, struct terr_error *err) TERR_MUST_USE;

TERR_END_DECLS

#endif
