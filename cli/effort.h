/* effort.h - where the time of a command went, told with --verbose. */
#ifndef CLI_EFFORT_H
#define CLI_EFFORT_H

#include "console.h"

/* Tells what was done and, summed over all threads, how long each phase of it took, the opening of
 * the sources among it; and the time since the command began. Says nothing unless verbose. */
void effort_tell(struct console *console, const struct terr_effort *effort);

#endif
