/* interrupt.h - Ctrl-C and its like, held back while something could be left half done.
 *
 * Until interrupt_hold is called such a signal ends the process at once, as it does every process;
 * nothing has been written by then. From then on the first one is only noted, for the work to stop
 * at the next item, and the second one of a kind ends the process.
 */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

/* Begins to note SIGINT, SIGTERM and SIGHUP; those that the parent told us to ignore stay ignored.
 * Calling it again changes nothing. */
void interrupt_hold(void);

/* The number of the signal that was noted, or 0. */
int interrupt_signal(void);

/* Ends the process by the signal that was noted, so that a shell sees what ended it; returns only
 * where none was. */
void interrupt_obey(void);

#endif
