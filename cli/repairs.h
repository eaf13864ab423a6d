/* repairs.h - what had to be repaired in a file, told on stderr. */
#ifndef CLI_REPAIRS_H
#define CLI_REPAIRS_H

#include "console.h"

/* One feature: what was wrong, where, and its area before and after. */
void repairs_tell_one(struct console *console, const char *path, const struct terr_repair *repair);

/* All of a file in one line; nothing where there is none. */
void repairs_tell_sum(struct console *console, const char *path, size_t count, double changed_m2);

/* In how many snapshots there were repairs, and the most that they changed in one of them; nothing
 * where there were none. */
void repairs_tell_snapshots(struct console *console, size_t count, double most_m2);

#endif
