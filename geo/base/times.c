#include <geo/base/times.h>

#include <stddef.h>
#include <time.h>

const char *terr_phase_name(enum terr_phase phase)
{
    static const char *const names[TERR_PHASE_COUNT] = {"none",  "read", "scan", "clean",
                                                        "delta", "area", "write"};
    return names[phase];
}

int64_t terr_clock_ns(void)
{
    struct timespec now = {0, 0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

enum terr_phase terr_times_enter(struct terr_times *times, enum terr_phase phase)
{
    if (!times) return TERR_PHASE_NONE;
    const enum terr_phase ended = times->phase;
    const int64_t now_ns = terr_clock_ns();
    if (ended != TERR_PHASE_NONE) times->spent_ns[ended] += now_ns - times->since_ns;
    times->phase = phase;
    times->since_ns = now_ns;
    return ended;
}

void terr_times_add(struct terr_times *sum, const struct terr_times *part)
{
    for (size_t i = 0; i < TERR_PHASE_COUNT; i++) sum->spent_ns[i] += part->spent_ns[i];
}
