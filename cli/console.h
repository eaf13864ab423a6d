/* console.h - what the command says to the person before it: messages and progress, on stderr.
 *
 * Every message is one line behind "territory: "; control bytes in it (they may come from a file
 * name) are shown as '?'. The progress line is cleared before any message.
 */
#ifndef CLI_CONSOLE_H
#define CLI_CONSOLE_H

#include "options.h"

struct console {
    bool quiet;   /* errors only                                       */
    bool verbose; /* every repair, not only their number               */
    bool color;
    bool answer_is_no;         /* what was asked for is done, and the answer is no      */
    bool progress;             /* draw it                                           */
    bool drawn;                /* a progress line stands on the screen              */
    const char *task;          /* the word before the numbers                       */
    int64_t drawn_ms;          /* when it was last drawn                            */
    int64_t started_ns;        /* when the command began, by terr_clock_ns         */
    struct terr_times opening; /* what reading took while sources were opened      */
};

/* The options every command has. */
extern const struct option_group console_options;

/* A console that looks at the terminal and the environment, for the time before options are read.
 */
void console_init(struct console *console);

/* Follows the options. Fails with TERR_EARG. */
enum terr_code console_configure(struct console *console, const struct options *options,
                                 struct terr_error *err) TERR_MUST_USE;

/* "territory: MESSAGE". */
void console_error(struct console *console, const char *message);

/* "try 'territory COMMAND --help'"; without a command, "try 'territory --help'". */
void console_hint(struct console *console, const char *command);

/* "territory: warning: ..." and "territory: note: ...", unless quiet. */
void console_warn(struct console *console, const char *format, ...) TERR_PRINTF(2, 3);
void console_note(struct console *console, const char *format, ...) TERR_PRINTF(2, 3);

/* An area for a person to read, with its unit: "12.34 km²", and "less than 0.01 km²" where two
 * decimals would show as nothing what is something. */
#define CONSOLE_KM2_SIZE (TERR_NUMBER_SIZE + 8)
bool console_is_little(double area_m2);
void console_print_km2(char out[CONSOLE_KM2_SIZE], double area_m2);

/* A listener that draws "TASK  DONE/TOTAL  PERCENT %", at most ten times a second and only where
 * that is wanted, and that says stop once a signal was noted (interrupt.h), which it begins to
 * hold back. `task` and the console must outlive it. */
struct terr_progress console_progress(struct console *console, const char *task);

/* Takes the progress line off the screen. */
void console_clear(struct console *console);

#endif
