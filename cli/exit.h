/* exit.h - what the command answers to the shell. */
#ifndef CLI_EXIT_H
#define CLI_EXIT_H

/* A run that a signal ended dies of that signal, which the shell shows as 128 + its number. */
enum exit_code {
    EXIT_DONE = 0,   /* done                                                          */
    EXIT_NO = 1,     /* done, and the answer is no; for commands that judge           */
    EXIT_USAGE = 2,  /* the command line is wrong                                     */
    EXIT_INPUT = 3,  /* input missing or unusable                                     */
    EXIT_OUTPUT = 4, /* output could not be written completely                        */
    EXIT_FAULT = 5,  /* a fault of ours: out of memory, the geometry engine gave up   */
};

#endif
