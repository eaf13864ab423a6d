/* sides.h - a command line that names two archives, A and B.
 *
 * Each is one operand, and is opened as if it stood alone (inputs.h): an option such as --lag means
 * both, --lag-a and --lag-b in its place the one or the other.
 */
#ifndef CLI_SIDES_H
#define CLI_SIDES_H

#include "inputs.h"

/* The options that mean one of the two; beside input_options and zone_options. */
extern const struct option_group side_options;

/* All-zero is empty; ended by sides_dispose. */
struct sides {
    struct options given_a; /* the command line as A reads it */
    struct options given_b;
    struct inputs a;
    struct inputs b;
};

/* Looks at the command line before anything is read: two operands, one standard input at most, lags
 * that are numbers. Fails with TERR_EARG. */
enum terr_code sides_check(const struct options *given, struct terr_error *err) TERR_MUST_USE;

/* Opens both, and where files may be left out reads every snapshot once (inputs_leave_out_bad).
 * The zone lists are of one length. Fails as inputs_open, and with TERR_EARG where they would not
 * be. `sides` is to be disposed of in any case. */
enum terr_code sides_open(struct sides *sides, const struct options *given,
                          struct input_needs needs, struct console *console,
                          struct terr_error *err) TERR_MUST_USE;
void sides_dispose(struct sides *sides);

#endif
