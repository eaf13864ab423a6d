/* command.h - what a command is: its page of help, its options, its work. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "console.h"
#include "options.h"

struct command {
    const char *name;
    const char *summary;       /* one line of the overview                            */
    const char *arguments;     /* in the usage line: "SOURCE..."                       */
    const char *description;   /* one paragraph, wrapped when printed                  */
    const char *argument_help; /* one paragraph                                        */
    const struct option_group *const *groups; /* closed by NULL                        */
    const char *output;   /* what it writes, in lines                             */
    const char *examples; /* command lines that work from the repository's root   */
    const char *no;       /* when it answers with exit 1; NULL: never             */

    /* Does the work and writes the output, or fails with one sentence and writes none. */
    enum terr_code (*run)(const struct options *given, struct console *console,
                          struct terr_error *err);
};

extern const struct command command_change;
extern const struct command command_check;
extern const struct command command_series;
extern const struct command command_compare;
extern const struct command command_inspect;
extern const struct command command_when;
extern const struct command command_profiles;

#endif
