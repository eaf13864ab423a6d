#include "effort.h"

#include <stdio.h>

#define NS_PER_MS 1000000

/* "read 12 ms, scan 80 ms, ...". */
static void print_phases(char *out, size_t size, const struct terr_times *times)
{
    size_t length = 0;

    for (int phase = TERR_PHASE_READ; phase < TERR_PHASE_COUNT; phase++) {
        const int printed =
            snprintf(out + length, size - length, "%s%s %lld ms", length > 0 ? ", " : "",
                     terr_phase_name((enum terr_phase)phase),
                     (long long)(times->spent_ns[phase] / NS_PER_MS));
        if (printed < 0 || (size_t)printed >= size - length) return;
        length += (size_t)printed;
    }
}

void effort_tell(struct console *console, const struct terr_effort *effort)
{
    char phases[256] = "";
    const int64_t passed_ns = terr_clock_ns() - console->started_ns;

    if (!console->verbose) return;
    struct terr_times times = console->opening;
    terr_times_add(&times, &effort->times);
    print_phases(phases, sizeof phases, &times);
    console_note(console, "%zu snapshot%s read, %zu difference%s taken, %zu of them by overlay",
                 effort->snapshot_count, effort->snapshot_count == 1 ? "" : "s",
                 effort->delta_count, effort->delta_count == 1 ? "" : "s", effort->overlay_count);
    if (effort->intersection_count > 0) {
        console_note(console, "%zu intersection%s, by overlay", effort->intersection_count,
                     effort->intersection_count == 1 ? "" : "s");
    }
    console_note(console, "%s; %lld ms from start to end", phases,
                 (long long)(passed_ns / NS_PER_MS));
}
