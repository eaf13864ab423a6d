/* gross.h - what was met on the way of sums day by day, told on stderr. */
#ifndef CLI_GROSS_H
#define CLI_GROSS_H

#include "console.h"

/* That they lead over `gaps` gaps of more than the archive's max_gap days, the first of them after
 * the map of `first_day`; nothing where there are none. */
void gross_tell_gaps(struct console *console, const struct terr_archive *archive, size_t gaps,
                     int32_t first_day);

/* The same of a change, and what was repaired in all of its maps. Nothing where it has no such
 * sums. */
void gross_tell_change(struct console *console, const struct terr_measured_change *measured);

#endif
