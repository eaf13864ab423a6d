#include <geo/base/progress.h>

enum terr_code terr_progress_step(const struct terr_progress *progress, size_t done, size_t total,
                                  struct terr_error *err)
{
    if (!progress || !progress->step || progress->step(progress->payload, done, total)) {
        return TERR_OK;
    }
    return terr_fail(err, TERR_ECANCEL, "stopped after %zu of %zu", done, total);
}
