/* help.h - the pages of help, made of the tables that the command line is read by. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "command.h"

/* The overview: what the command is for and its commands (closed by NULL). */
void help_add_overview(struct terr_text *page, const struct command *const *commands);

/* The page of one command: usage, what it does, arguments, options with units and defaults, output,
 * exit codes, examples. */
void help_add_command(struct terr_text *page, const struct command *command);

#endif
