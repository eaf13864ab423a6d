/* gross.h - what was met on the way of sums day by day, told on stderr. */
#ifndef CLI_GROSS_H
#define CLI_GROSS_H

#include "console.h"

/* That they lead over gaps, the first of them after which map; nothing where they do not, or where
 * there are no sums (NULL). */
void gross_tell_gaps(struct console *console, const struct terr_gross *gross);

/* The same of a change, and what was repaired in all of its maps. Nothing where it has no such
 * sums. */
void gross_tell_change(struct console *console, const struct terr_measured_change *measured);

#endif
